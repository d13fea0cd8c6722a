"""Findings as JUnit XML: a suite a report, a test case a finding; errors and warnings fail, hints are skipped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from vqr_check.model import Finding, Report
from vqr_check.reporters.run import Run
from vqr_check.reporters.words import SEVERITY, Places, section

FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(run: Run) -> bytes:
    """The run as UTF-8 XML; a report that cannot be read is an error."""
    suites = [_suite(report) for report in run.reports]
    for failure in run.failures:
        body = f"<error type={_quoted('未能核对')} message={_quoted(failure.message)}/>"
        case = f'<testcase classname={_quoted(failure.path)} name={_quoted("读取")} time="0">{body}</testcase>'
        suites.append((failure.path, (1, 0, 1, 0), [case]))
    totals = [sum(counts[k] for _, counts, _ in suites) for k in range(4)]
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f'<testsuites name="vqr-check" {_counts(*totals[:3])} time="0">']
    for name, counts, cases in suites:
        lines.append(f' <testsuite name={_quoted(name)} {_counts(*counts[:3])} skipped="{counts[3]}" time="0">')
        lines += [f"  {case}" for case in cases]
        lines.append(" </testsuite>")
    return "\n".join([*lines, "</testsuites>", ""]).encode("utf-8", "replace")


def _counts(tests: int, failures: int, errors: int) -> str:
    return f'tests="{tests}" failures="{failures}" errors="{errors}"'


def _suite(report: Report) -> tuple[str, tuple[int, int, int, int], list[str]]:
    places = Places.of(report.document)
    cases = [_case(finding, report.path, places) for finding in report.findings]
    skipped = sum(finding.severity == "info" for finding in report.findings)
    if not cases:
        cases.append(f'<testcase classname={_quoted(report.path)} name={_quoted("没有发现对不上的数字")} time="0"/>')
    return report.path, (len(cases), len(report.findings) - skipped, 0, skipped), cases


def _case(finding: Finding, path: str, places: Places) -> str:
    place = places.name(finding.location)
    name = f"{finding.rule} {finding.title}（{place} {finding.location.text}）"
    kind = "skipped" if finding.severity == "info" else "failure"
    type_ = "" if kind == "skipped" else f" type={_quoted(SEVERITY[finding.severity])}"
    text = escape(_clean("\n".join(_lines(finding, place))))
    body = f"<{kind}{type_} message={_quoted(finding.message)}>{text}</{kind}>"
    return f'<testcase classname={_quoted(path)} name={_quoted(name)} time="0">{body}</testcase>'


def _lines(finding: Finding, place: str) -> Iterator[str]:
    yield f"{section(finding.location.section)} > {place}"
    yield from (f"算式 {check.formula}" for check in finding.checks)
    yield from (line for line in (finding.cause, finding.hint) if line)


def _clean(text: str) -> str:
    """The text without what XML cannot hold."""
    return FORBIDDEN.sub("\ufffd", text)


def _quoted(text: str) -> str:
    return quoteattr(_clean(text), {"\n": "&#10;", "\t": "&#9;"})
