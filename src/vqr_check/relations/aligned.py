"""Figures side by side: where a text lists most figures of a table's line, or one of a row, the others are there too.

A row of figures (分别为4.09%、4.76%和4.17%) of which all but one stand in one line of a table, in order, retells that
line. A bracket (留省就业人数1083人，留省就业率97.48%) of which one figure stands under its name retells that row.
Neither asks how the row is called, which a table in running text does not always tell.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal

from vqr_check.claims.nouns import covered, weight
from vqr_check.relations.facts import Fact
from vqr_check.relations.side_by_side import rows_of
from vqr_check.slips import near

LEAST = 2  # figures of a row that must stand in a line before the others are expected there
MANY = 3  # … before another is expected whatever it is
LONG = 3  # digits of a figure that tells where it comes from
CROWD = 24  # cells of one value that are looked at

Line = tuple[int, bool, int, bool]  # number of the table; whether a row; its number; whether its percentages


def aligned(known: Sequence[Fact]) -> Iterator[tuple[Fact, Fact]]:
    """Pairs of a figure in the text and a cell at its place that differ. Linear in the facts."""
    passages: dict[int, list[Fact]] = {}
    for fact in known:
        if not fact.table:
            passages.setdefault(fact.number, []).append(fact)
    groups = [(told, list(_rows(told)), list(_brackets(told))) for told in passages.values()]
    wanted = {_value(f) for _, rows, brackets in groups for held in (*rows, *brackets) for f in held}
    by_value: dict[Decimal, list[Fact]] = {}
    for cell in known:
        if cell.spot is not None and _value(cell) in wanted:
            by_value.setdefault(_value(cell), []).append(cell)
    tables = {cell.spot[0] for held in by_value.values() for cell in held if cell.spot is not None}
    lines = _lines([f for f in known if f.spot is not None and f.spot[0] in tables])
    places = {(line, c.claim.id): at for line, held in lines.items() for at, c in enumerate(held)}
    for _, rows, brackets in groups:
        for row in rows:
            yield from _listed(row, by_value, lines, places)
        for bracket in brackets:
            yield from _bracketed(bracket, by_value, lines)


def _rows(told: Sequence[Fact]) -> Iterator[Sequence[Fact]]:
    """The figures that stand side by side, where they are more than two."""
    for orders in rows_of([f.mention for f in told if f.mention is not None]):
        if len(orders) > LEAST:
            yield [told[order] for order in orders]


def _brackets(told: Sequence[Fact]) -> Iterator[Sequence[Fact]]:
    """The figures of one bracket, where there are several."""
    brackets: dict[int, list[Fact]] = {}
    for fact in told:
        if fact.mention is not None and fact.mention.bracket:
            brackets.setdefault(fact.mention.bracket, []).append(fact)
    yield from (held for held in brackets.values() if len(held) > 1)


def _value(fact: Fact) -> Decimal:
    return abs(fact.claim.quantity.value).normalize()


def _lines(cells: Sequence[Fact]) -> Mapping[Line, Sequence[Fact]]:
    """The cells of each row and column in order, percentages apart: 金额 and 占比 of three years stand in turn."""
    lines: dict[Line, list[Fact]] = {}
    for cell in cells:
        for line in _of(cell):
            lines.setdefault(line, []).append(cell)
    for held in lines.values():
        held.sort(key=lambda c: (c.spot or (0, 0, 0), c.claim.id))
    return lines


def _of(cell: Fact) -> Iterator[Line]:
    if cell.spot is not None:
        table, row, col = cell.spot
        percent = cell.claim.quantity.kind == "percent"
        yield table, True, row, percent
        yield table, False, col, percent


def _listed(
    row: Sequence[Fact],
    by_value: Mapping[Decimal, Sequence[Fact]],
    lines: Mapping[Line, Sequence[Fact]],
    places: Mapping[tuple[Line, int], int],
) -> Iterator[tuple[Fact, Fact]]:
    """The figure of a row that is not the one at its place in the line that holds all the others."""
    held: Counter[tuple[Line, int, int]] = Counter()
    for k, fact in enumerate(row):
        if not _long(fact):
            continue
        for cell in by_value.get(_value(fact), ())[:CROWD]:
            if _alike(fact, cell):
                for line in _of(cell):
                    at = places[line, cell.claim.id]
                    held.update(((line, 1, at - k), (line, -1, at + k)))
    found = next((key for key, count in held.items() if count == len(row) - 1), None)
    if found is None:
        return
    line, way, first = found
    for k, fact in enumerate(row):
        at = first + way * k
        for other in lines[line][at : at + 1] if at >= 0 else ():
            if _alike(fact, other) and _differ(fact, other) and (len(row) > MANY or _slip(fact, other)):
                yield fact, other


def _bracketed(
    held: Sequence[Fact], by_value: Mapping[Decimal, Sequence[Fact]], lines: Mapping[Line, Sequence[Fact]]
) -> Iterator[tuple[Fact, Fact]]:
    """The figure of a bracket that is one slip from its cell, in the row that another of the bracket tells."""
    rows: dict[int, Fact] = {}  # cells that tell the row, by the figure that stands in them
    for mate in held:
        for cell in by_value.get(_value(mate), ())[:CROWD] if mate.digits >= LONG else ():
            if _alike(mate, cell) and _column_of(mate, cell):
                rows[mate.claim.id] = cell
    for fact in held:
        meant = {
            cell.claim.id: cell
            for mate, told in rows.items()
            if mate != fact.claim.id and told.spot is not None
            for percent in (False, True)
            for cell in lines.get((told.spot[0], True, told.spot[1], percent), ())
            if cell is not told and _alike(fact, cell) and _column_of(fact, cell)
        }
        if len(meant) == 1:
            cell = next(iter(meant.values()))
            table, _, col = cell.spot or (0, 0, 0)
            below = lines[table, False, col, cell.claim.quantity.kind == "percent"]
            if _slip(fact, cell) and all(_differ(fact, other) for other in below):
                yield fact, cell


def _column_of(fact: Fact, cell: Fact) -> bool:
    """Whether the figure's own words are those of the cell's column."""
    return weight(cell.column) >= LEAST and covered(cell.column, fact.core) == covered(fact.core, cell.column) == 1


def _alike(fact: Fact, cell: Fact) -> bool:
    """Whether both count the same kind of thing."""
    x, y = fact.claim.quantity, cell.claim.quantity
    if (x.kind == "percent") != (y.kind == "percent"):
        return False
    return x.dimension == y.dimension or not (x.dimension and y.dimension)


def _long(fact: Fact) -> bool:
    """Whether a figure tells where it comes from, zeros behind a point counted: 28.00%."""
    q = fact.claim.quantity
    return fact.digits >= LONG or (0 < q.step < 1 and abs(q.value) >= q.step * 10 ** (LONG - 1))


def _differ(fact: Fact, cell: Fact) -> bool:
    """Whether the cell is another figure, to the last digit of the figure in the text."""
    x, y = fact.claim.quantity, cell.claim.quantity
    return not cut_off(fact, cell) and _steps(x.value, x.step) != _steps(y.value, x.step)


def cut_off(fact: Fact, cell: Fact) -> bool:
    """Whether the figure in the text may be the cell's longer one, cut off rather than rounded: 12.4 for 12.46."""
    x, y = fact.claim.quantity, cell.claim.quantity
    return y.step < x.step and abs(abs(x.value) - abs(y.value)) < x.step


def _slip(fact: Fact, cell: Fact) -> bool:
    x, y = fact.claim.quantity, cell.claim.quantity
    return bool(near(x.value, _steps(y.value, x.step) * x.step, x.step)) if x.step > 0 else False


def _steps(value: Decimal, step: Decimal) -> int:
    return int((abs(value) / step).quantize(Decimal(1), ROUND_HALF_UP)) if step > 0 else 0
