"""JSON Lines for large runs: a line a finding as soon as its report is checked, then one for the report."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from vqr_check import __version__
from vqr_check.many.summary import Line, Summary
from vqr_check.model import Failure, Report
from vqr_check.reporters.json import SCHEMA_VERSION
from vqr_check.reporters.run import Run


def write(run: Run) -> bytes:
    """The run as UTF-8 JSON Lines."""
    lines = [line for report in run.reports for line in report_lines(report)]
    return "".join([*lines, *(failure_line(failure) for failure in run.failures)]).encode("utf-8", "replace")


def report_lines(report: Report) -> Iterator[str]:
    """A line for each finding of a report, then one with its counts."""
    for finding in report.findings:
        yield _line({"kind": "finding", "path": report.path, **finding.to_dict()})
    ledger = report.ledger
    yield _line(
        {
            "kind": "report",
            "path": report.path,
            "sha256": report.document.sha256,
            "findings": len(report.findings),
            "hidden": report.hidden,
            "agreed": ledger.count("agreed"),
            "contradicted": ledger.count("contradicted"),
            "unchecked": ledger.count("unchecked"),
        }
    )


def failure_line(failure: Failure) -> str:
    """The line of a report that could not be checked."""
    return _line({"kind": "error", "path": failure.path, "message": failure.message})


def summary_line(summary: Summary) -> str:
    """The last line of a run: the counts by rule and by section, and what comes from the reports' template."""
    return _line(
        {
            "kind": "summary",
            "schema_version": SCHEMA_VERSION,
            "tool": {"name": "vqr-check", "version": __version__},
            "reports": summary.reports,
            "errors": summary.failures,
            "by_rule": [_counts(line) for line in summary.by_rule],
            "by_section": [_counts(line) for line in summary.by_section],
            "templates": [
                {"rule": t.rule, "severity": t.severity, "message": t.message, "fingerprint": t.fingerprint}
                | {"paths": list(t.paths)}
                for t in summary.templates
            ],
        }
    )


def _counts(line: Line) -> dict[str, Any]:
    counts = {"error": line.errors, "warning": line.warnings, "info": line.infos, "reports": line.reports}
    return {"name": line.name, "title": line.title, **counts}


def _line(entry: dict[str, Any]) -> str:
    return json.dumps(entry, ensure_ascii=False, separators=(",", ":")) + "\n"
