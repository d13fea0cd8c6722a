"""Findings, ledger and numbers as JSON, in the versioned form of docs/report.schema.json."""

from __future__ import annotations

import json

from vqr_check import __version__
from vqr_check.reporters.run import Run

SCHEMA_VERSION = 1


def write(run: Run) -> bytes:
    """The run as UTF-8 JSON; equal runs give equal bytes."""
    packs = dict.fromkeys(name for report in run.reports for name in report.packs)
    outcome = {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "vqr-check", "version": __version__, "packs": list(packs)},
        "reports": [report.to_dict() for report in run.reports],
        "errors": [{"path": failure.path, "message": failure.message} for failure in run.failures],
    }
    return (json.dumps(outcome, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")
