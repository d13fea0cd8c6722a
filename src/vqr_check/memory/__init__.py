"""Memory: what a reviewer has decided before, and asks for now, applied to the findings of a report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from vqr_check.config import Config
from vqr_check.memory.baseline import Baseline, Entry, baseline, write
from vqr_check.memory.comments import suppressed
from vqr_check.model import PRINTED, Finding, Relation, Report, Severity, Verdict
from vqr_check.packs import Packs

__all__ = ["Baseline", "Entry", "baseline", "remembered", "wanted", "write"]


def wanted(
    judged: Iterable[tuple[Relation, Verdict]], path: str, config: Config, packs: Packs
) -> Iterator[tuple[Relation, Verdict]]:
    """The relations whose rules are to be reported, so that one switched off is no part of another's finding."""
    rules: dict[tuple[str, str], bool] = {}
    for relation, found in judged:
        key = (relation.family, relation.rule)
        if key not in rules:
            rules[key] = _reports(str(packs.rule_of(*key)["code"]), path, config, packs)
        if rules[key]:
            yield relation, found


def remembered(report: Report, config: Config, packs: Packs) -> Report:
    """The report as its reviewer wants it: rules chosen, severities set, what is settled hidden and counted."""
    found = [f for f in report.findings if _reports(f.rule, report.path, config, packs)]
    found = list(_graded(found, config, packs))
    shown, hidden, notes = suppressed(found, report.document, packs)
    if config.baseline:
        known = baseline(config.baseline)
        shown, more, stale = known.apply(shown, report.path)
        hidden, notes = hidden + more, (*notes, *stale)
    if packs.precision != PRINTED:
        notes = (*notes, *_granted(packs))
        shown = tuple(_with_tolerance(finding, packs) for finding in shown)
    return replace(
        report,
        findings=tuple(shown),
        hidden=report.hidden + hidden,
        notes=(*report.notes, *notes),
        precision=packs.precision,
    )


def _reports(code: str, path: str, config: Config, packs: Packs) -> bool:
    return code not in packs.off and config.wants(code, path)


def _graded(findings: Sequence[Finding], config: Config, packs: Packs) -> Iterator[Finding]:
    graver: dict[str, Severity] = {**packs.table("severity"), **dict(config.severity)}
    rules = {code: rule["severity"] for code, rule in packs.rules.items() if "severity" in rule}
    for finding in findings:
        wish = graver.get(finding.rule) or rules.get(finding.rule)
        yield replace(finding, severity=wish) if wish and wish != finding.severity else finding


def _with_tolerance(finding: Finding, packs: Packs) -> Finding:
    """The finding with the tolerance that it fails in spite of."""
    tolerance = packs.precision.tolerance
    if not tolerance or not finding.checks:
        return finding
    message = f"{finding.message}（已放宽末位 ±{tolerance}）"
    return replace(finding, message=message, params=(*finding.params, ("tolerance", str(tolerance))))


ROUNDING = {"nearest": "末位只按四舍五入", "truncate": "末位按截断"}


def _granted(packs: Packs) -> Iterator[str]:
    tolerance, rounding = packs.precision.tolerance, packs.precision.rounding
    if tolerance:
        yield f"容差不是 0：每个写出的数字放宽末位 ±{tolerance}，更小的差错看不出来。"
    if rounding in ROUNDING:
        yield f'{ROUNDING[rounding]}核对（设置 rounding = "{rounding}"）。'
