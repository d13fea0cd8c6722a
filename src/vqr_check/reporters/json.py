"""Findings, ledger and numbers as JSON, in the versioned form of docs/report.schema.json."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from vqr_check import __version__
from vqr_check.model import Check, Entry, Evidence, Finding, Location, Report
from vqr_check.reporters.run import Run

SCHEMA_VERSION = 1


def write(run: Run) -> bytes:
    """The run as UTF-8 JSON; equal runs give equal bytes."""
    packs = dict.fromkeys(name for report in run.reports for name in report.packs)
    outcome = {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "vqr-check", "version": __version__, "packs": list(packs)},
        "reports": [_report(report) for report in run.reports],
        "errors": [{"path": failure.path, "message": failure.message} for failure in run.failures],
    }
    return (json.dumps(outcome, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def _report(report: Report) -> dict[str, Any]:
    ledger = report.ledger
    return {
        "path": report.path,
        "sha256": report.document.sha256,
        "findings": [as_finding(finding) for finding in report.findings],
        "hidden": report.hidden,
        "ledger": {
            "agreed": ledger.count("agreed"),
            "contradicted": ledger.count("contradicted"),
            "unchecked": ledger.count("unchecked"),
            "total": len(ledger.entries),
        },
        "quantities": [_quantity(entry) for entry in ledger.entries],
        "notes": [*report.notes, *(line for line in report.document.unread if line not in report.notes)],
    }


def as_finding(finding: Finding) -> dict[str, Any]:
    """A finding as JSON has it."""
    return {
        "rule": finding.rule,
        "name": finding.name,
        "severity": finding.severity,
        "title": finding.title,
        "message": finding.message,
        "params": dict(finding.params),
        "location": _location(finding.location),
        "evidence": [_evidence(evidence) for evidence in finding.evidence],
        "checks": [_check(check) for check in finding.checks],
        "cause": finding.cause,
        "hint": finding.hint,
        "fingerprint": finding.fingerprint,
    }


def _evidence(evidence: Evidence) -> dict[str, Any]:
    return {
        "location": _location(evidence.location),
        "role": evidence.role,
        "value": digits(evidence.value),
        "unit": evidence.unit,
        "measure": evidence.measure,
    }


def _check(check: Check) -> dict[str, Any]:
    return {
        "relation": check.relation,
        "verdict": check.verdict,
        "formula": check.formula,
        "reported": check.reported,
        "computed": check.computed,
        "difference": check.difference,
        "explicit": check.explicit,
    }


def _quantity(entry: Entry) -> dict[str, Any]:
    return {
        "location": _location(entry.location),
        "literal": entry.literal,
        "value": digits(entry.value),
        "step": digits(entry.step),
        "unit": entry.unit,
        "measure": entry.measure,
        "scope": entry.scope,
        "period": entry.period,
        "status": entry.status,
        "reason": entry.reason,
    }


def _location(location: Location) -> dict[str, Any]:
    return {
        "part": location.part,
        "block": location.block,
        "row": location.row,
        "col": location.col,
        "start": location.start,
        "end": location.end,
        "text": location.text,
        "section": list(location.section),
        **({"document": location.document} if location.document else {}),
    }


def digits(value: Decimal) -> str:
    """A Decimal without an exponent: 3.2E+4 is 32000."""
    return f"{value:f}"
