"""A summary in Markdown, for the thread of a merge request: counts, a table of findings, their sums folded away."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePath

from vqr_check.model import Finding, Report
from vqr_check.reporters.excerpts import excerpt
from vqr_check.reporters.run import Run, tally
from vqr_check.reporters.words import SEVERITY, Places, section

SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&])")
MOST = 100  # findings told at length; a merge request's comment has its limits


def write(run: Run) -> bytes:
    """The run as UTF-8 Markdown."""
    return "\n".join(_lines(run)).encode("utf-8", "replace")


def _lines(run: Run) -> Iterator[str]:
    yield "# 数字核对"
    yield ""
    yield "| 报告 | 错误 | 警告 | 提示 | 已核对 | 未能核对 |"
    yield "|---|--:|--:|--:|--:|--:|"
    for report in run.reports:
        t = tally((report,))
        name = escaped(PurePath(report.path).name)
        yield f"| {name} | {t.errors} | {t.warnings} | {t.infos} | {t.checked} | {t.unchecked} |"
    yield ""
    for failure in run.failures:
        yield f"> 没能核对：{escaped(failure.message)}"
        yield ""
    for report in run.reports:
        yield from _report(report)


def _report(report: Report) -> Iterator[str]:
    yield f"## {escaped(PurePath(report.path).name)}"
    yield ""
    if not report.findings:
        yield "没有发现对不上的数字。"
        yield ""
    places = Places.of(report.document, report.others)
    for finding in report.findings[:MOST]:
        yield from _finding(finding, places)
    if len(report.findings) > MOST:
        yield f"另有 {len(report.findings) - MOST} 条，见网页报告。"
        yield ""
    for note in dict.fromkeys((*report.notes, *report.document.unread)):
        yield f"> {escaped(note)}"
        yield ""


def _finding(finding: Finding, places: Places) -> Iterator[str]:
    yield f"### {SEVERITY[finding.severity]} {escaped(finding.rule)} {escaped(finding.title)}"
    yield ""
    yield escaped(finding.message)
    yield ""
    location = finding.location
    where = f"{section(location.section)} · {places.name(location)}"
    marked = "".join(
        f"**{escaped(piece.text)}**" if piece.mark >= 0 else escaped(piece.text)
        for piece in excerpt(places.text(location), [(location.start, location.end)], 60)
    )
    yield f"- 位置：{escaped(where)}"
    headers = " / ".join(header for header in places.headers(location) if header)
    if marked:
        yield f"- 原文：{escaped(headers)}{'：' if headers else ''}{marked}"
    for check in finding.checks[:3]:
        gap = f"，相差 {check.difference}" if check.difference else ""
        yield f"- 算式：{escaped(f'{check.formula}（报告写 {check.reported}{gap}）')}"
    if finding.cause:
        yield f"- 可能：{escaped(finding.cause)}"
    if finding.hint:
        yield f"- 建议：{escaped(finding.hint)}"
    yield ""


def escaped(text: str) -> str:
    """Text that Markdown shows as it is, on one line."""
    return SPECIAL.sub(r"\\\1", " ".join(text.split()))
