"""Findings as workflow commands, which GitHub shows as annotations of a job."""

from __future__ import annotations

from collections.abc import Iterator

from vqr_check.reporters.run import Run
from vqr_check.reporters.words import Places

COMMAND = {"error": "error", "warning": "warning", "info": "notice"}


def write(run: Run) -> bytes:
    """The run as UTF-8 lines, one a finding and one a report that cannot be read."""
    return "".join(f"{line}\n" for line in _lines(run)).encode("utf-8", "replace")


def _lines(run: Run) -> Iterator[str]:
    for report in run.reports:
        places = Places.of(report.document)
        for finding in report.findings:
            title = f"{finding.rule} {finding.title}"
            sums = "".join(f"\n算式 {check.formula}" for check in finding.checks[:1])
            text = f"{places.name(finding.location)} {finding.location.text}：{finding.message}{sums}"
            yield f"::{COMMAND[finding.severity]} file={_property(report.path)},title={_property(title)}::{_data(text)}"
    for failure in run.failures:
        yield f"::error file={_property(failure.path)},title={_property('未能核对')}::{_data(failure.message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
