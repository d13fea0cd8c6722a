"""One line a finding, for grep and for editors: path, place, severity, code, message."""

from __future__ import annotations

from collections.abc import Iterator

from vqr_check.reporters.run import Run
from vqr_check.reporters.words import SEVERITY, Places


def write(run: Run) -> bytes:
    """The run's findings as UTF-8 lines; failures are lines too."""
    return "".join(f"{line}\n" for line in lines(run)).encode("utf-8", "replace")


def lines(run: Run) -> Iterator[str]:
    """The lines, one a finding, in the order of the inputs."""
    for report in run.reports:
        places = Places.of(report.document, report.others)
        for finding in report.findings:
            message = " ".join(finding.message.split())
            place = places.name(finding.location)
            yield f"{report.path}:{place}: {SEVERITY[finding.severity]} {finding.rule} {finding.title}：{message}"
