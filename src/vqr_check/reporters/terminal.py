"""Findings for the terminal: verdict, both figures, places with the numbers marked, the sum, a hint."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field
from io import StringIO
from pathlib import PurePath

from rich.cells import cell_len

from vqr_check.model import Check, Entry, Finding, Location, Report
from vqr_check.record import dataclass
from vqr_check.reporters.excerpts import Piece, excerpt, wrap
from vqr_check.reporters.run import Run, Tally, tally
from vqr_check.reporters.words import RELATION, SEVERITY, STATUS, Places, counts, section

COLOUR = {"error": "bold red", "warning": "bold yellow", "info": "bold cyan"}
SIGN = {"agreed": "√", "contradicted": "×", "unchecked": "·"}
HUE = {"agreed": "green", "contradicted": "red", "unchecked": "bright_black"}
UNSEEN = dict.fromkeys((7, 8, 11, 12, 13))  # bell, backspace and the like move a terminal's cursor
TAB = 8  # cells from one stop to the next
CELLS = 8  # table cells of one finding shown one by one; the rest are counted
CHECKS = 6  # further sums of one finding shown; the rest are counted


def render(run: Run, width: int = 80, colour: bool = False, quiet: bool = False, verbose: bool = False) -> str:
    """The run as text for a terminal of ``width`` cells.

    ``quiet`` leaves only the counts, ``verbose`` adds every number that was read.
    """
    page = _Page(max(width, 40), colour)
    lines = [line for report in run.reports for line in page.report(report, quiet, verbose)]
    if len(run.reports) > 1:
        lines += page.counts(f"共 {len(run.reports)} 份报告", tally(run.reports), quiet)
    return _coloured(lines, width) if colour else "".join(f"{line.plain()}\n" for line in lines)


def _coloured(lines: Iterable[Line], width: int) -> str:
    from rich.console import Console
    from rich.text import Text

    console = Console(file=StringIO(), width=width, force_terminal=True, color_system="standard", emoji=False)
    for line in lines:
        text = Text()
        for piece, style in line.pieces:
            text.append(piece, style)
        for word, style in line.words:
            text.highlight_words([word], style)
        console.print(text, soft_wrap=True, highlight=False)
    assert isinstance(console.file, StringIO)
    return console.file.getvalue()


@dataclass(slots=True)
class Line:
    """A line of the page: its pieces with the style of each, and words that are brought out wherever they stand."""

    pieces: list[tuple[str, str]] = field(default_factory=list)
    words: list[tuple[str, str]] = field(default_factory=list)

    def append(self, text: str, style: str = "") -> None:
        """Add a piece at the end."""
        self.pieces.append((text, style))

    def highlight(self, word: str, style: str) -> None:
        """Bring out a word, at every place in the line."""
        self.words.append((word, style))

    def plain(self) -> str:
        """The line without colour: what ``rich`` prints where there is none, for which it need not be loaded."""
        first, *others = "".join(text for text, _ in self.pieces).translate(UNSEEN).split("\t")
        for other in others:  # to the next stop
            first += " " * (TAB - cell_len(first.rpartition("\n")[2]) % TAB) + other
        return first


class _Page:
    """Lays out lines for one width; holds nothing else."""

    def __init__(self, width: int, colour: bool) -> None:
        self.width, self.colour = width, colour

    def report(self, report: Report, quiet: bool, verbose: bool) -> Iterator[Line]:
        places = Places.of(report.document, report.others)
        if not quiet:
            for finding in report.findings:
                yield from self.finding(finding, places)
                yield self.line()
            if verbose:
                yield from self.ledger(report.ledger.entries, places)
            for note in dict.fromkeys((*report.notes, *report.document.unread)):
                yield from self.paragraph(f"注意：{note}", style="yellow")
        yield from self.counts(PurePath(report.path).name, tally((report,)), quiet)
        if not quiet:
            yield self.line()

    def counts(self, name: str, figures: Tally, quiet: bool) -> Iterator[Line]:
        """The counts behind a name: on one line when quiet or where they fit, else on two."""
        line = f"{name}：{counts(figures)}"
        if quiet or cell_len(line) <= self.width:
            yield self.line(line, "bold")
        else:
            yield self.line(f"{name}：", "bold")
            yield from self.paragraph(counts(figures), indent=2, style="bold")

    def finding(self, finding: Finding, places: Places) -> Iterator[Line]:
        colour = COLOUR[finding.severity]
        head = self.line(f"{SEVERITY[finding.severity]} {finding.rule}", colour)
        head.append(f" {finding.title}", "bold")
        yield head
        yield from self.paragraph(finding.message, indent=2)
        yield self.line()
        yield from self.places(finding, places)
        if finding.checks:
            yield self.line()
        for check in finding.checks[:1]:
            yield from self.figures(check, colour)
        for check in finding.checks[1 : CHECKS + 1]:
            verdict = f"，算得 {check.computed}，相差 {check.difference}" if check.difference else ""
            label = RELATION.get(check.relation, "另见")
            yield from self.field("另见", f"{label}：{check.formula}（报告写 {check.reported}{verdict}）")
        if len(finding.checks) > CHECKS + 1:
            yield from self.field("", f"……另有 {len(finding.checks) - CHECKS - 1} 个算式，见网页报告或 JSON")
        if finding.cause:
            yield from self.field("可能", finding.cause)
        if finding.hint:
            yield from self.field("建议", finding.hint)

    def figures(self, check: Check, colour: str) -> Iterator[Line]:
        cells = [("报告写", check.reported, colour), ("算得", check.computed, "bold green")]
        cells = [cell for cell in (*cells, ("相差", check.difference, "bold")) if cell[1]]
        if cells:
            line = self.line("  ")
            line.append("   ".join(f"{label} {value}" for label, value, _ in cells))
            for _, value, style in cells:
                line.highlight(value, style)
            yield line
        if check.formula:
            yield from self.field("算式", check.formula)

    def places(self, finding: Finding, places: Places) -> Iterator[Line]:
        """The figures by section and holder: each paragraph once, with all its figures marked."""
        locations = list(dict.fromkeys([finding.location, *(e.location for e in finding.evidence)]))
        shown_section: tuple[str, ...] | None = None
        hidden = 0
        for number, group in enumerate(_by_holder(locations)):
            if number >= CELLS and group[0].row is not None:
                hidden += 1
                continue
            if group[0].section != shown_section:
                shown_section = group[0].section
                yield from self.paragraph(section(shown_section), indent=2, style="bright_black")
            yield from self.holder(group, finding, places)
        if hidden:
            yield self.line(f"    ……另有 {hidden} 格，见网页报告或 JSON", "bright_black")

    def holder(self, group: Sequence[Location], finding: Finding, places: Places) -> Iterator[Line]:
        where = places.name(group[0])
        marks = [(location.start, location.end) for location in group]
        pieces = list(excerpt(places.text(group[0]), marks, around=max(self.width // 4, 16)))
        pieces = pieces or [Piece(group[0].text, 0)]
        headers = [header for header in places.headers(group[0]) if header]
        if headers:
            pieces.insert(0, Piece(f"{' / '.join(headers)}："))
        if not self.colour:
            pieces = [Piece(self.bracketed(p, group, finding), p.mark) if p.mark >= 0 else p for p in pieces]
        indent = "    "
        if group[0].row is None:
            yield self.line(indent + where, "cyan")
            indent += "  "
        else:
            pieces.insert(0, Piece(f"{where} "))
        for row in wrap(pieces, self.width - len(indent)):
            line = self.line(indent)
            for piece in row:
                chief = piece.mark >= 0 and group[piece.mark] == finding.location
                style = f"{COLOUR[finding.severity]} underline" if chief else "bold underline"
                line.append(piece.text, style if piece.mark >= 0 else "")
            line.highlight(f"{where} ", "cyan")
            yield line

    @staticmethod
    def bracketed(piece: Piece, group: Sequence[Location], finding: Finding) -> str:
        """Marks without colour: 【】 around the figure to look at first, 〔〕 around the others."""
        left, right = "【】" if group[piece.mark] == finding.location else "〔〕"
        return f"{left}{piece.text}{right}"

    def ledger(self, entries: Iterable[Entry], places: Places) -> Iterator[Line]:
        """Every number on one line: what became of it, where it stands, and the sum or the reason."""
        yield self.line("逐个数字（√ 相符，× 不符，· 未能核对）", "bold")
        for entry in entries:
            reason = entry.reason or "；".join(check.formula for check in entry.checks[:2] if check.formula)
            words = " ".join(w for w in (places.name(entry.location), entry.literal, entry.measure) if w)
            text = f"{SIGN[entry.status]} {words}  {STATUS[entry.status]}" + (f"：{reason}" if reason else "")
            yield from self.paragraph(text, indent=2, style=HUE[entry.status])
        yield self.line()

    def field(self, label: str, text: str) -> Iterator[Line]:
        rows = wrap([Piece(text)], self.width - 7)
        for number, row in enumerate(rows):
            line = self.line(f"  {label}" if number == 0 and label else " " * 6, "bright_black")
            line.append(" " + "".join(piece.text for piece in row))
            yield line

    def paragraph(self, text: str, indent: int = 0, style: str = "") -> Iterator[Line]:
        for row in wrap([Piece(text)], self.width - indent):
            yield self.line(" " * indent + "".join(piece.text for piece in row), style)

    @staticmethod
    def line(text: str = "", style: str = "") -> Line:
        return Line([(text, style)])


def _by_holder(locations: Iterable[Location]) -> list[list[Location]]:
    groups: dict[tuple[object, ...], list[Location]] = {}
    for location in locations:
        groups.setdefault((location.document, location.holder), []).append(location)
    return list(groups.values())
