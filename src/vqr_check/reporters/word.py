"""A copy of the report with Word comments on the exact characters at every end of a finding."""

from __future__ import annotations

from collections.abc import Iterator

from vqr_check.document.annotate import Remark, annotate
from vqr_check.model import Evidence, Finding, Location, Report, VqrCheckError
from vqr_check.reporters.run import Run
from vqr_check.reporters.words import RELATION, ROLE, SEVERITY, Places, with_unit

ENDS = 40  # comments of one finding; a sum over more figures says how many more there are


def write(run: Run) -> bytes:
    """The run's one report as a DOCX with comments; the original is only read.

    Raises VqrCheckError where there is not exactly one report, or its file has changed or gone.
    """
    if len(run.reports) != 1:
        raise VqrCheckError("带批注的 Word 副本一次只能写一份报告，请只给一个文件。")
    report = run.reports[0]
    content, sha256 = annotate(report.path, list(_remarks(report)))
    if sha256 != report.document.sha256:
        raise VqrCheckError(f"{report.path}：核对之后文件被改动过，没有写批注，请重新核对。")
    return content


def _remarks(report: Report) -> Iterator[Remark]:
    places = Places.of(report.document, report.others)
    for finding in report.findings:
        yield Remark(finding.location, tuple(_main(finding)))
        others: dict[Location, Evidence] = {}
        for evidence in finding.evidence:
            if evidence.location != finding.location and not evidence.location.document:
                others.setdefault(evidence.location, evidence)
        chief = f"{places.name(finding.location)}的“{finding.location.text}”"
        for evidence in list(others.values())[:ENDS]:
            role = ROLE.get(evidence.role, evidence.role)
            yield Remark(
                evidence.location,
                (f"{_head(finding)}", f"{with_unit(evidence)} 是这里的{role}，请与{chief}一起核对。"),
            )


def _head(finding: Finding) -> str:
    return f"{SEVERITY[finding.severity]} {finding.rule} {finding.title}"


def _main(finding: Finding) -> Iterator[str]:
    yield _head(finding)
    yield finding.message
    for check in finding.checks[:6]:
        gap = f"，相差 {check.difference}" if check.difference else ""
        formula = f"{RELATION.get(check.relation, '算式')}：{check.formula}" if check.formula else ""
        yield f"{formula}（报告写 {check.reported}，算得 {check.computed}{gap}）"
    ends = len({e.location for e in finding.evidence if not e.location.document} - {finding.location})
    if ends > ENDS:
        yield f"另有 {ends - ENDS} 个数字没有逐一加批注。"
    if finding.cause:
        yield f"可能：{finding.cause}"
    if finding.hint:
        yield f"建议：{finding.hint}"
