"""One HTML file: the counts, a map, a card a finding with its sum, and the document with every number marked."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from html import escape
from importlib.resources import files
from pathlib import PurePath

from vqr_check import __version__
from vqr_check.model import Check, Evidence, Failure, Finding, Location, Report
from vqr_check.reporters.excerpts import excerpt
from vqr_check.reporters.html_map import picture
from vqr_check.reporters.html_paper import paper
from vqr_check.reporters.marks import Marks, marks_of
from vqr_check.reporters.run import Run, Tally, tally
from vqr_check.reporters.words import RELATION, ROLE, SEVERITY, STATUS, VERDICT, Places, section, with_unit

ROWS = 8  # figures of a sum shown on a card; the rest are shown with the number itself
STATUSES = ("agreed", "contradicted", "unchecked")
MARKS = (*STATUSES, "noted")  # in the order of STATUS in report.js


def write(run: Run) -> bytes:
    """The run as one UTF-8 page that needs nothing else."""
    page = _asset("report.html")
    parts, data, first_mark, first_finding = [], [], 0, 0
    for number, report in enumerate(run.reports):
        marks = marks_of(report, first_mark)
        view = _View(report, marks, Places.of(report.document, report.others), number, first_finding)
        parts.append(view.html(alone=len(run.reports) == 1))
        data.append(view.data())
        first_mark += len(marks.marks)
        first_finding += len(report.findings)
    fills = {
        "title": escape(_title(run)),
        "css": _asset("report.css"),
        "js": _asset("report.js"),
        "overview": _overview(run),
        "reports": "\n".join(parts),
        "data": json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c"),
        "version": __version__,
    }
    out = [page[: page.index("{{")]]
    for piece in page.split("{{")[1:]:  # one pass, so that no text of a report is taken for a placeholder
        name, rest = piece.split("}}", 1)
        out += [fills[name], rest]
    return "".join(out).encode("utf-8", "replace")


def _asset(name: str) -> str:
    return (files("vqr_check.reporters") / "assets" / name).read_text("utf-8")


def _title(run: Run) -> str:
    names = [PurePath(report.path).name for report in run.reports]
    return names[0] if len(names) == 1 else f"{len(names)} 份报告"


def _overview(run: Run) -> str:
    """For several reports a table that leads to each; and what could not be read."""
    rows = []
    for number, report in enumerate(run.reports):
        t = tally((report,))
        figures = (t.errors, t.warnings, t.infos, t.checked, t.unchecked)
        cells = "".join(f"<td>{figure}</td>" for figure in figures)
        name = escape(PurePath(report.path).name)
        rows.append(f'<tr><td><a href="#r{number}">{name}</a></td>{cells}<td>{t.coverage}%</td></tr>')
    table = (
        '<table class="overview"><thead><tr><th>报告</th><th>错误</th><th>警告</th><th>提示</th><th>已核对</th>'
        f"<th>未能核对</th><th>覆盖</th></tr></thead><tbody>{''.join(rows)}</tbody></table>"
    )
    return (table if len(rows) > 1 else "") + "".join(map(_failure, run.failures))


def _failure(failure: Failure) -> str:
    return f'<p class="failure">{escape(failure.message)}</p>'


def _note(line: str) -> str:
    return f'<p class="note">{escape(line)}</p>'


class _View:
    """One report on the page; ids count on from report to report."""

    def __init__(self, report: Report, marks: Marks, places: Places, number: int, first: int) -> None:
        self.report, self.marks, self.places, self.number, self.first = report, marks, places, number, first

    def html(self, alone: bool) -> str:
        report = self.report
        name = escape(PurePath(report.path).name)
        notes = "".join(_note(line) for line in dict.fromkeys((*report.notes, *report.document.unread)))
        hidden = "" if alone else " hidden"
        return (
            f'<section class="report" id="r{self.number}" data-report="{self.number}"{hidden}>'
            f'<header class="head"><h1>{name}</h1>{_figures(tally((report,)))}'
            f"{picture(report, self.marks, self.first)}{notes}</header>"
            f'<div class="split"><div class="findings"><div class="bar">{self.filters()}</div>'
            f'<div class="cards">{"".join(self.cards())}</div></div>'
            f'<article class="paper">{"".join(paper(report.document, self.marks))}</article></div></section>'
        )

    def filters(self) -> str:
        """Switches by severity, rule and section, and a search box."""
        findings = self.report.findings
        t = tally((self.report,))
        count = {"error": t.errors, "warning": t.warnings, "info": t.infos}
        switches = "".join(
            f'<button class="switch {key}" data-severity="{key}" aria-pressed="true">{label} {count[key]}</button>'
            for key, label in SEVERITY.items()
            if count[key]
        )
        rules = sorted({(f.rule, f.title) for f in findings})
        rule_options = "".join(f'<option value="{escape(c)}">{escape(c)} {escape(t)}</option>' for c, t in rules)
        chapters = dict.fromkeys(_chapter(f) for f in sorted(findings, key=lambda f: f.location.block))
        chapter_options = "".join(f"<option>{escape(title)}</option>" for title in chapters if title)
        sections = f'<option value="">全部章节</option>{chapter_options}'
        return (
            f'{switches}<select data-filter="rule" aria-label="规则"><option value="">全部规则</option>{rule_options}'
            f'</select><select data-filter="section" aria-label="章节">{sections}'
            '</select><input type="search" data-filter="words" placeholder="搜索问题  /" aria-label="搜索问题">'
            '<output class="shown"></output>'
        )

    def cards(self) -> Iterator[str]:
        if not self.report.findings:
            yield '<p class="none">没有发现对不上的数字。右边标 ✓ 的已经核对过，灰色的没有可核对的依据。</p>'
        for number, finding in enumerate(self.report.findings, self.first):
            yield self.card(number, finding)

    def card(self, number: int, finding: Finding) -> str:
        rest = finding.checks[1:]
        others = "".join(f"<li>{escape(_sentence(check))}</li>" for check in rest)
        more = (
            f'<details><summary>另有 {len(rest)} 个算式</summary><ul class="also">{others}</ul></details>'
            if rest
            else ""
        )
        cause = f'<p class="aside"><span>可能</span>{escape(finding.cause)}</p>' if finding.cause else ""
        hint = f'<p class="aside"><span>建议</span>{escape(finding.hint)}</p>' if finding.hint else ""
        return (
            f'<article class="card {finding.severity}" id="f{number}" tabindex="-1" data-severity="{finding.severity}" '
            f'data-rule="{escape(finding.rule)}" data-section="{escape(_chapter(finding))}">'
            f'<header><span class="severity">{SEVERITY[finding.severity]}</span><h3>{escape(finding.title)}</h3>'
            f"<code>{escape(finding.rule)}</code></header>"
            f'<p class="path">{escape(section(finding.location.section))}</p>'
            f'<p class="message">{escape(finding.message)}</p>{self.quote(finding)}'
            f"{self.sum(finding)}{more}{cause}{hint}</article>"
        )

    def quote(self, finding: Finding) -> str:
        """The paragraph around the figure to look at first."""
        location = finding.location
        if location.row is not None:
            headers = " / ".join(header for header in self.places.headers(location) if header)
            inner = f"{escape(headers)}：<mark>{escape(location.text)}</mark>" if headers else ""
        else:
            pieces = excerpt(self.places.text(location), [(location.start, location.end)], 56)
            inner = "".join(f"<mark>{escape(p.text)}</mark>" if p.mark >= 0 else escape(p.text) for p in pieces)
        return f"<blockquote {self.go(location)}>{inner}</blockquote>" if inner else ""

    def go(self, location: Location) -> str:
        """The attribute that leads to a figure in the document."""
        mark = self.marks.find(location)
        return f'data-go="q{mark.id}"' if mark else ""

    def sum(self, finding: Finding) -> str:
        """The figures of the first check, and what is printed against what follows."""
        check = finding.checks[0] if finding.checks else None
        evidence = check.evidence if check and check.evidence else finding.evidence
        rows = "".join(self.row(item, finding.location) for item in evidence[:ROWS])
        if len(evidence) > ROWS:
            rows += f'<tr><td colspan="3" class="rest">另有 {len(evidence) - ROWS} 个数字</td></tr>'
        outcome = _outcome(check) if check else ""
        return f'<table class="sum"><tbody>{rows}</tbody>{outcome}</table>' if rows or outcome else ""

    def row(self, item: Evidence, chief: Location) -> str:
        role = ROLE.get(item.role, item.role)
        name = self.name(item)
        words = f"{role}　{name}" if name else role
        place = self.places.name(item.location, near=chief)
        link = self.go(item.location)
        shown = f"<button {link}>{escape(place)}</button>" if link else escape(place)
        printed = with_unit(item)
        return f'<tr><td>{escape(words)}</td><td class="n">{escape(printed)}</td><td>{shown}</td></tr>'

    def name(self, item: Evidence) -> str:
        """What a figure is of: the name of its row in a table, its measure elsewhere."""
        beside, above = self.places.headers(item.location)
        return beside or above or item.measure

    def data(self) -> dict[str, object]:
        """What the page knows of each number, as short arrays."""
        reasons: dict[str, int] = {}
        numbers = []
        for mark in self.marks.marks:
            entry = mark.entry
            words = (entry.measure, entry.scope, entry.period, entry.unit) if entry else ("", "", "", "")
            reason = reasons.setdefault(entry.reason if entry else "", len(reasons))
            numbers.append(
                [
                    MARKS.index(mark.status),
                    *words,
                    reason,
                    list(mark.checks),
                    [self.first + number for number in mark.findings],
                    self.places.name(mark.location),
                ]
            )
        first = self.marks.marks[0].id if self.marks.marks else 0
        checks = [self.check(check) for check in self.marks.checks]
        titles = [[f.severity, f.rule, f.title] for f in self.report.findings]
        return {
            "first": first,
            "firstFinding": self.first,
            "numbers": numbers,
            "reasons": list(reasons),
            "checks": checks,
            "findings": titles,
        }

    def check(self, check: Check) -> list[object]:
        evidence = []
        for item in check.evidence:
            mark = self.marks.find(item.location)
            evidence.append([ROLE.get(item.role, item.role), mark.id if mark else -1, with_unit(item), self.name(item)])
        words = (RELATION.get(check.relation, check.relation), VERDICT[check.verdict])
        return [*words, check.formula, check.reported, check.computed, check.difference, int(check.explicit), evidence]


def _chapter(finding: Finding) -> str:
    return finding.location.section[0] if finding.location.section else ""


def _sentence(check: Check) -> str:
    relation = RELATION.get(check.relation, check.relation)
    gap = f"，相差 {check.difference}" if check.difference else "，相符"
    return f"{relation}：{check.formula}，报告写 {check.reported}{gap}"


def _outcome(check: Check) -> str:
    cells: Sequence[tuple[str, str, str]] = (
        ("报告写", check.reported, "reported"),
        ("算得", check.computed, "computed"),
        ("相差", check.difference, "gap"),
    )
    figures = "".join(
        f'<div class="{name}"><dt>{label}</dt><dd>{escape(value)}</dd></div>' for label, value, name in cells if value
    )
    formula = f'<p class="formula">{escape(check.formula)}</p>' if check.formula else ""
    likely = "" if check.explicit else '<p class="likely">报告没有明说，这是最可能的读法。</p>'
    return f'<tfoot><tr><td colspan="3">{formula}<dl>{figures}</dl>{likely}</td></tr></tfoot>'


def _figures(t: Tally) -> str:
    """The counts at the top, with a bar of how much could be checked."""
    cells = (
        ("错误", t.errors, "error" if t.errors else "zero"),
        ("警告", t.warnings, "warning" if t.warnings else "zero"),
        ("提示", t.infos, "info" if t.infos else "zero"),
        ("已核对", t.checked, "checked"),
        ("未能核对", t.unchecked, "unchecked"),
    )
    figures = "".join(f'<div class="{name}"><dd>{value}</dd><dt>{label}</dt></div>' for label, value, name in cells)
    hidden = f"，另有 {t.hidden} 条问题被隐藏" if t.hidden else ""
    share = {status: getattr(t, status) * 100 / t.total if t.total else 0 for status in STATUSES}
    bar = "".join(f'<i class="{s}" style="width:{share[s]:.2f}%" title="{STATUS[s]}"></i>' for s in STATUSES)
    words = f"共 {t.total} 个数字，核对了 {t.coverage}%：{t.agreed} 个相符，{t.contradicted} 个不符{hidden}"
    return f'<dl class="figures">{figures}</dl><div class="coverage"><div>{bar}</div><p>{words}</p></div>'
