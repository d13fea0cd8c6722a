"""Cell claims: what each figure of a table measures, of whom and when, with its unit and scale applied."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache, lru_cache

from vqr_check import quantities
from vqr_check.claims import charts, headers
from vqr_check.claims.headers import Line, Words
from vqr_check.claims.layout import Layout, layout, nothing
from vqr_check.model import Block, Claim, Location, Quantity, Table
from vqr_check.packs import Packs
from vqr_check.record import dataclass

MIN_LIST = 5  # so many figures in a cell are a column typed into it
RECENT = 4096  # measures of which the words are remembered: a column's claims share them
LABELS = frozenset({"index", "text", "unit"})  # kinds of column whose figures say nothing


@dataclass(frozen=True, slots=True)
class Listing:
    """A table's rows typed into one cell, one below the other: its claims row by row under ``cols``."""

    rows: tuple[Line, ...]
    cols: tuple[Line, ...]
    claims: tuple[tuple[Claim, ...], ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A data table with its header model and a claim for every figure.

    ``at`` maps a grid position to the claims of its cell in text order; ``unknown`` holds the positions
    of dashes and the like, whose value is not known. ``panels`` are the column ranges that stand side by
    side under a repeated header, each with its row lines in ``rows``.
    """

    block: Block
    cols: tuple[Line, ...]
    rows: tuple[tuple[Line, ...], ...]  # by panel
    panels: tuple[range, ...]
    claims: tuple[Claim, ...]
    at: Mapping[tuple[int, int], tuple[Claim, ...]]
    unknown: frozenset[tuple[int, int]]
    caption: str = ""
    period: str = ""  # of the caption
    lists: tuple[Listing, ...] = ()

    @property
    def orientation(self) -> str:
        """``transposed`` where the rows say what kind of figure stands in them, else ``plain``."""
        by_row = sum(line.kind in ("share", "rate", "growth", "change", "point") for line in self.rows[0])
        by_col = sum(line.kind in ("share", "rate", "growth", "change", "point") for line in self.cols)
        return "transposed" if by_row > by_col else "plain"

    @property
    def dated(self) -> bool:
        """Whether its caption or a header says anything of time."""
        lines = (
            *self.cols,
            *(line for lines in (*self.rows, *(listing.rows for listing in self.lists)) for line in lines),
        )
        return bool(self.period) or any(line.period for line in lines)

    def crossings(self) -> Iterator[tuple[Line, Line, str, tuple[Claim, ...]]]:
        """Row, column, kind of figure and claims of every cell that holds some, row by row in each panel."""
        for lines, panel in zip(self.rows, self.panels, strict=True):
            cols = [self.cols[c] for c in panel]
            for row, kinds in zip(lines, kinds_of(lines, cols), strict=True):
                for col, kind in zip(cols, kinds, strict=True):
                    held = self.at.get((row.index, col.index))
                    if held is not None:
                        yield row, col, kind, held


def kinds_of(rows: Sequence[Line], cols: Sequence[Line]) -> Iterator[Sequence[str]]:
    """For each row the kinds of figure where it crosses the columns; many rows of a table are of one sort."""
    known: dict[tuple[str, bool], Sequence[str]] = {}
    for row in rows:
        sort = (row.kind, row.unit in headers.PERCENT)
        if sort not in known:
            known[sort] = [combined(row, col) for col in cols]
        yield known[sort]


def combined(row: Line, col: Line) -> str:
    """The kind of the figure where two lines cross."""
    percent = not headers.PERCENT.isdisjoint((row.unit, col.unit))
    return _combined(row.kind, col.kind, percent)


@cache
def _combined(row: str, col: str, percent: bool) -> str:
    kinds = {row, col}
    if "change" in kinds and (percent or kinds & {"share", "rate", "point"}):
        return "point"
    if col in ("growth", "point", "change"):
        return col
    return row if row != "value" else col


@dataclass(frozen=True, slots=True)
class _Place:
    """What the claims of a table have in common, and the words to read them by."""

    block: Block
    units: tuple[str, ...]  # of the caption
    period: str  # of the caption
    w: Words
    packs: Packs


def grid(block: Block, packs: Packs, first_id: int) -> Grid | None:
    """The claims of a table, numbered from ``first_id``; None where it is layout or a form and holds no data.

    Cells that are not figures (sentences, labels) yield no claims.
    """
    table = block.table
    if table is None or table.rows < 2 or table.cols < 1:
        return None
    w = headers.words(packs)
    plan = layout(table, w)
    if plan is None:
        return None
    caption = table.caption or (block.section[-1] if block.section else "")
    if block.part == "chart":
        plan = _charted(plan, caption, w, packs)
    place = _Place(block, _caption_units(table, caption, w), headers.period_of([caption], w), w, packs)
    claims: list[Claim] = []
    at: dict[tuple[int, int], tuple[Claim, ...]] = {}
    unknown: set[tuple[int, int]] = set()
    lists: list[Listing] = []
    origins = {(cell.row, cell.col) for cell in table.cells}
    figures = _reader(w, packs)
    for line, panel, over in _crossings(plan, place):
        texts, numeric = plan.dense[line.index], plan.numeric[line.index]
        for col, unit in over:
            c = col.index
            text, where = texts[c], (line.index, c)
            if where not in origins:
                continue
            if not numeric[c]:
                if nothing(text, w):
                    unknown.add(where)
                continue
            first, read = first_id + len(claims), figures(text, unit)
            if read is not None:
                found = tuple([_claim(place, first + n, where, text, q, line, col) for n, q in enumerate(read)])
            else:
                stop = next((n for n in range(c + 1, panel.stop) if texts[n].strip()), panel.stop)
                pieces = [match.span() for match in w.patterns["piece"].finditer(text)]
                lists.append(_listing(place, first, where, text, pieces, line, plan.cols[c:stop]))
                found = tuple(claim for row in lists[-1].claims for claim in row)
            claims.extend(found)
            if found:
                at[where] = found
    if not claims:
        return None
    return Grid(
        block,
        plan.cols,
        plan.rows,
        plan.panels,
        tuple(claims),
        at,
        frozenset(unknown),
        caption,
        place.period,
        tuple(lists),
    )


def _charted(plan: Layout, caption: str, w: Words, packs: Packs) -> Layout:
    """A chart's layout: its caption may name what the series measure; rates kept as fractions are left out."""
    cols = charts.named(plan.cols, plan.rows[0], caption, w, packs)
    told = {c for c in plan.data if not charts.fractions(cols[c], [plan.dense[r][c] for r in plan.body])}
    return replace(plan, cols=cols, data=frozenset(told))


def _crossings(plan: Layout, place: _Place) -> Iterator[tuple[Line, range, Sequence[tuple[Line, str]]]]:
    """Each row of each panel, from the top, with the columns of figures and their unit where the row crosses them."""
    over = [
        [plan.cols[c] for c in panel if c in plan.data and plan.cols[c].kind not in LABELS] for panel in plan.panels
    ]
    lines = [(line, number) for number, lines in enumerate(plan.rows) for line in lines]
    known: dict[tuple[int, str, str, bool], Sequence[tuple[Line, str]]] = {}  # by the sort of row
    for line, number in sorted(lines, key=lambda pair: pair[0].index):
        sort = (number, line.kind, line.unit, _no_percent(line, place.w))
        if sort not in known:
            known[sort] = [(col, _unit(line, col, place.units, place.w)) for col in over[number]]
        yield line, plan.panels[number], known[sort]


def _reader(w: Words, packs: Packs) -> Callable[[str, str], tuple[Quantity, ...] | None]:
    """What gives the figures of a cell by its text and unit, None for a column typed into it.

    Texts that come back are read once: the numbers of a large table are short.
    """
    one = cache(lambda unit: quantities.cell("1", unit, packs))  # what 1 says in each unit
    plain, piece = w.patterns["plain"].fullmatch, w.patterns["piece"].finditer

    @cache
    def read(text: str, unit: str) -> tuple[Quantity, ...] | None:
        simple = plain(text) is not None
        if simple and (unity := one(unit)) is not None:
            return (_plain(text, unity),)
        pieces = [] if simple else [match.span() for match in piece(text)]
        return _figures(text, pieces, unit, packs) if len(pieces) < MIN_LIST else None

    return read


def _plain(text: str, one: Quantity) -> Quantity:
    """What a run of digits says, by what ``one`` says in the same unit: most cells of a large table need no more."""
    start = len(text) - len(text.lstrip())
    literal = text.strip()
    end = start + len(literal)
    decimals = len(literal.partition(".")[2])
    value, step = Decimal(literal) * one.value, one.step.scaleb(-decimals)
    scale = (one.hedge, None, one.terms and (value, *one.terms[1:]), one.scaled)
    return Quantity(start, end, literal, (start, end), value, step, one.unit, one.dimension, one.kind, *scale)


def _figures(text: str, pieces: Sequence[tuple[int, int]], unit: str, packs: Packs) -> tuple[Quantity, ...]:
    """The figures of a cell, in text order; several stand apart by blanks, slashes or brackets."""
    if len(pieces) < 2:
        only = quantities.cell(text, unit, packs)
        return (only,) if only else ()
    if unit in headers.PERCENT and any(c in text for c in headers.PERCENT):
        unit = ""  # 89.83%（1007/1121）: the others are counts
    read = ((start, quantities.cell(text[start:end], unit, packs)) for start, end in pieces)
    return tuple(_moved(q, start) for start, q in read if q is not None)


def _moved(q: Quantity, by: int) -> Quantity:
    return replace(q, start=q.start + by, end=q.end + by, number=(q.number[0] + by, q.number[1] + by))


def _listing(
    place: _Place,
    first: int,
    where: tuple[int, int],
    text: str,
    pieces: Sequence[tuple[int, int]],
    line: Line,
    over: Sequence[Line],
) -> Listing:
    """The rows that stand in one cell; where its numbers do not fill the columns evenly, they are of its own column."""
    width = len(over) if len(pieces) % len(over) == 0 and len(pieces) > 2 * len(over) else 1
    height = len(pieces) // width
    names = [name for printed in line.spread for name in printed.split()]
    labels = names if len(names) == height else [*names[:1], *[""] * (height - 1)]
    rows = tuple(headers.line(n, [label], place.w) for n, label in enumerate(labels))
    claims: list[Claim] = []
    for n, (start, end) in enumerate(pieces):
        row, col = rows[n // width], over[n % width]
        q = quantities.cell(text[start:end], _unit(row, col, place.units, place.w), place.packs)
        if q is not None:
            claims.append(_claim(place, first + len(claims), where, text, _moved(q, start), row, col))
    return Listing(rows, tuple(over[:width]), tuple(tuple(claims[n : n + width]) for n in range(0, len(claims), width)))


def _caption_units(table: Table, caption: str, w: Words) -> tuple[str, ...]:
    said = table.unit or (w.patterns["caption_unit"].findall(caption) or [""])[-1]
    return tuple(unit for unit in w.patterns["unit_break"].split(said) if unit)


def _unit(row: Line, col: Line, caption: Sequence[str], w: Words) -> str:
    """The unit of the figures where two lines cross."""
    kind = combined(row, col)
    if kind in w.units:
        return w.units[kind]
    own = col.unit or row.unit
    if own:
        return own
    if kind == "rate":
        return "" if _no_percent(row, w) or _no_percent(col, w) else "%"
    if kind in ("ratio", "mean"):
        return ""
    plain = [unit for unit in caption if unit not in headers.PERCENT]
    return plain[0] if len(plain) == 1 else ""


def _no_percent(line: Line, w: Words) -> bool:
    """Whether a header names a rate that is no percentage: 周转率."""
    return any(w.patterns["no_percent"].search(text) for text in line.path)


@lru_cache(maxsize=RECENT)
def _keys(measure: str) -> frozenset[str]:
    return frozenset((measure,)) if measure else frozenset()


def _claim(
    place: _Place, number: int, where: tuple[int, int], text: str, quantity: Quantity, row: Line, col: Line
) -> Claim:
    """A claim; the column names the measure, unless it only names a period or a kind of figure."""
    start, end = quantity.number
    block = place.block
    location = Location(block.part, block.index, *where, start, end, text[start:end], block.section)
    measure = col.said[-1] if col.said else row.said[-1] if row.said else ""
    scope = row.said + col.said[:-1] if col.said else row.said[:-1]
    period = col.period or row.period or place.period
    return Claim(number, location, quantity, measure, _keys(measure), scope, period)
