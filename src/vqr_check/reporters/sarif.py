"""Findings as SARIF 2.1.0, for code scanning; a paragraph or table counts as a line, since a DOCX has no lines."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from vqr_check import __version__
from vqr_check.model import Failure, Finding, Location
from vqr_check.reporters.run import Run
from vqr_check.reporters.words import ROLE, Places, section

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
LEVEL = {"error": "error", "warning": "warning", "info": "note"}
RELATED = 50  # figures of one finding that are listed


def write(run: Run) -> bytes:
    """The run as UTF-8 SARIF; equal runs give equal bytes."""
    rules: dict[str, Finding] = {}
    for report in run.reports:
        for finding in report.findings:
            rules.setdefault(finding.rule, finding)
    codes = sorted(rules)
    results = []
    for report in run.reports:
        places = Places.of(report.document)
        results += [_result(finding, report.path, places, codes) for finding in report.findings]
    log = {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "vqr-check",
                        "semanticVersion": __version__,
                        "language": "zh-CN",
                        "rules": [_rule(rules[code]) for code in codes],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "invocations": [_invocation(run.failures)],
                "artifacts": [
                    {"location": {"uri": _uri(report.path)}, "hashes": {"sha-256": report.document.sha256}}
                    for report in run.reports
                ],
                "results": results,
            }
        ],
    }
    return (json.dumps(log, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def _rule(finding: Finding) -> dict[str, Any]:
    return {
        "id": finding.rule,
        "name": finding.name,
        "shortDescription": {"text": finding.title},
        "help": {"text": finding.hint or finding.title},
    }


def _result(finding: Finding, path: str, places: Places, codes: Sequence[str]) -> dict[str, Any]:
    others = [e for e in finding.evidence if e.location != finding.location][:RELATED]
    lines = [finding.message, *(f"算式 {check.formula}" for check in finding.checks[:1])]
    if finding.cause:
        lines.append(finding.cause)
    found: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": codes.index(finding.rule),
        "level": LEVEL[finding.severity],
        "message": {"text": "\n".join(lines)},
        "locations": [_location(finding.location, path, places, "")],
        "relatedLocations": [
            {"id": number, **_location(e.location, path, places, ROLE.get(e.role, e.role))}
            for number, e in enumerate(others, 1)
        ],
        "partialFingerprints": {"vqrCheck/v1": finding.fingerprint},
        "properties": {"params": dict(finding.params)},
    }
    return found


def _location(location: Location, path: str, places: Places, role: str) -> dict[str, Any]:
    place = places.name(location)
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": _uri(path)},
            "region": {
                "startLine": location.block + 1,
                "startColumn": location.start + 1,
                "endColumn": location.end + 1,
                "snippet": {"text": location.text},
            },
        },
        "logicalLocations": [{"name": place, "fullyQualifiedName": f"{section(location.section)} > {place}"}],
        "message": {"text": f"{role} {location.text}".strip()},
    }


def _invocation(failures: Sequence[Failure]) -> dict[str, Any]:
    return {
        "executionSuccessful": not failures,
        "toolExecutionNotifications": [
            {
                "level": "error",
                "message": {"text": failure.message},
                "locations": [{"physicalLocation": {"artifactLocation": {"uri": _uri(failure.path)}}}],
            }
            for failure in failures
        ],
    }


def _uri(path: str) -> str:
    """A path as a URI reference: / between its parts, everything else that needs it escaped."""
    return quote(path.replace("\\", "/").encode("utf-8", "replace"), safe="/-._~")
