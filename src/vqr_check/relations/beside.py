"""Figures beside each other, in a sentence and in a table: where the one is in the table, the other is in its line.

Two columns that sentences retell together (机构140个，床位7.1万张; 支出376.82亿元，增长5.2%) are expected together
again. A sentence with two figures of one line takes its third from there, if that is one slip from another cell.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from vqr_check.claims.nouns import covered
from vqr_check.relations.facts import BEFORE, CHANGES, FAR, PARTS, Fact, stems
from vqr_check.relations.passed import OPEN
from vqr_check.relations.slip_keys import slip_keys, steps_of
from vqr_check.slips import near

OFTEN = 2  # pairs that agree in two columns before a third is expected there
NAMED = Decimal("0.4")  # how much of a line's words the sentence must say
SURE = Decimal("0.75")  # … where nothing but the line tells what is meant
LONG, LONGER = 3, 4  # digits of a figure that says something; of one that may stand without words
CROWD = 24  # cells of one value that are looked at
WIDE = 60  # cells of a line that are looked at

KINDS = {"share": PARTS, "growth": CHANGES, "change": CHANGES}  # of cells, with the roles of such figures

Line = tuple[int, bool, int]  # number of the table; whether a row; its number
Index = Mapping[tuple[Decimal, int], Sequence[Fact]]
Pair = tuple[int, bool, int, int]  # number of the table; whether columns of a row; the two


def beside(known: Sequence[Fact], borne_out: Set[int]) -> Iterator[tuple[Fact, Fact]]:
    """Pairs of a figure in the text and a cell at its place that differ. Linear in the facts."""
    cells = [f for f in known if f.spot is not None and f.claim.quantity.step > 0]
    told = [f for f in known if f.mention is not None and f.claim.quantity.step > 0]
    told = [f for f in told if f.claim.quantity.hedge not in OPEN]  # 突破6.2万人 may be cut off
    if not cells or not told:
        return
    index = _index(cells, {f.claim.quantity.step.normalize() for f in told})
    at = {f.claim.id: [c for c in _cells(f, index) if _alike(f, c)] for f in told}
    lines: dict[Line, list[Fact]] = {}
    for cell in cells:
        for line, _ in _lines(cell):
            lines.setdefault(line, []).append(cell)
    pairs = [(a, b) for a, b in pairwise(told) if a.number == b.number and a.place == b.place]
    done: set[int] = set()
    for fact, cell in _left_over(told, at, lines):
        if not {fact.claim.id, cell.claim.id} <= borne_out and fact.claim.id not in done:
            done.add(fact.claim.id)
            yield fact, cell
    for fact, cell in (*_paired(pairs, at, lines), *_third(told, at, lines), *_kin(pairs, at, lines)):
        if fact.claim.id not in done and fact.claim.id not in borne_out:
            done.add(fact.claim.id)
            yield fact, cell


def _index(cells: Sequence[Fact], steps: Set[Decimal]) -> Index:
    """The cells by their value in steps: in those of the text that are not finer than their own."""
    out: dict[tuple[Decimal, int], list[Fact]] = {}
    for cell in cells:
        quantity = cell.claim.quantity
        for step in steps:
            if quantity.step <= step and (step < abs(quantity.value) or quantity.step == step):
                out.setdefault((step, _in_steps(quantity.value, step)), []).append(cell)
    return out


def _cells(fact: Fact, index: Index) -> Sequence[Fact]:
    quantity = fact.claim.quantity
    step = quantity.step.normalize()
    return index.get((step, _in_steps(quantity.value, step)), ())[:CROWD]


def _lines(cell: Fact) -> Iterator[tuple[Line, int]]:
    """The row and the column of a cell, each with its place there."""
    if cell.spot is not None:
        table, row, col = cell.spot
        yield (table, True, row), col
        yield (table, False, col), row
        if row >= FAR:  # columns typed into cells side by side, of one row though they are not as long
            yield (table, True, -1), row


def _paired(
    pairs: Sequence[tuple[Fact, Fact]], at: Mapping[int, Sequence[Fact]], lines: Mapping[Line, Sequence[Fact]]
) -> Iterator[tuple[Fact, Fact]]:
    """The figure beside one of a column, where others beside figures of it stand in another column."""
    agreed: Counter[Pair] = Counter()
    for a, b in pairs:
        held = {(line, place) for cell in at[a.claim.id] for line, place in _lines(cell)}
        agreed.update(
            (line[0], line[1], first, second)
            for line, first in held
            for cell in at[b.claim.id]
            for other, second in _lines(cell)
            if other == line and second != first
        )
    often: dict[tuple[int, bool, int, bool], list[int]] = {}
    for (table, across, first, second), count in agreed.items():
        if count >= OFTEN:
            often.setdefault((table, across, first, True), []).append(second)
            often.setdefault((table, across, second, False), []).append(first)
    for a, b in pairs if often else ():
        for anchor, fact, ahead in ((a, b, True), (b, a, False)):
            found = {
                cell.claim.id: cell
                for known in at[anchor.claim.id]
                for line, place in _lines(known)
                for other in often.get((line[0], line[1], place, ahead), ())
                for cell in lines[line][:WIDE]
                if dict(_lines(cell))[line] == other and _named(known, anchor) and _alike(fact, cell)
                if (fact.period or not cell.past) and _slip(fact, cell)
                if (fact.digits >= LONG or covered(cell.own, fact.own) >= NAMED)
            }
            wrong = next(iter(found.values())) if len(found) == 1 else None
            if wrong is not None and not any(_over(wrong) & _over(cell) for cell in at[fact.claim.id]):
                yield fact, wrong


def _left_over(
    told: Sequence[Fact], at: Mapping[int, Sequence[Fact]], lines: Mapping[Line, Sequence[Fact]]
) -> Iterator[tuple[Fact, Fact]]:
    """The figure of a text and the cell that are left over and one slip apart, where the rest of a line is retold."""
    long = [f for f in told if f.digits >= LONGER]
    retold: dict[Line, set[int]] = {}
    met = {cell.claim.id for f in told for cell in at[f.claim.id]}
    for fact in long:
        for cell in at[fact.claim.id]:
            for line, _ in _lines(cell) if _shares(fact, cell) else ():
                retold.setdefault(line, set()).add(cell.claim.id)
    alone = [f for f in long if not at[f.claim.id]]
    keys = {f.claim.id: tuple(slip_keys(f.claim)) for f in alone}
    wanted = {key for held in keys.values() for key in held}
    by_slip: dict[str, dict[int, Fact]] = {}
    for line, held in retold.items() if alone else ():
        for cell in lines[line][:WIDE] if len(held) >= OFTEN else ():
            for key in slip_keys(cell.claim, steps_of(alone)) if cell.claim.id not in met else ():
                if key in wanted:
                    by_slip.setdefault(key, {})[cell.claim.id] = cell
    for fact in alone:
        found = {
            number: cell
            for key in keys[fact.claim.id]
            for number, cell in by_slip.get(key, {}).items()
            if _alike(fact, cell) and _slip(fact, cell) and _shares(fact, cell) and (fact.period or not cell.past)
        }
        if len(found) == 1:
            yield fact, next(iter(found.values()))


def _shares(fact: Fact, cell: Fact) -> bool:
    """Whether a sentence says the names of a cell's row and column, all but a word."""
    return covered(stems(cell.own), stems(fact.wide)) >= SURE


def _kin(
    pairs: Sequence[tuple[Fact, Fact]], at: Mapping[int, Sequence[Fact]], lines: Mapping[Line, Sequence[Fact]]
) -> Iterator[tuple[Fact, Fact]]:
    """The share or the change beside a long figure that is one slip from the one beside it in its only row."""
    for a, fact in pairs:
        kinds = [kind for kind, roles in KINDS.items() if fact.role in roles]
        if not kinds or at[fact.claim.id] or fact.digits < LONG or a.digits < LONGER or len(at[a.claim.id]) != 1:
            continue
        known = at[a.claim.id][0]
        if known.spot is None or not (_named(known, a) or a.digits > LONGER):
            continue
        table, row, col = known.spot
        held = [c for c in lines[table, True, row][:WIDE] if c.spot is not None and c.kind in kinds and _alike(fact, c)]
        nearest = min(held, key=lambda c: (c.spot is not None and c.spot[2] < col, c.spot), default=None)
        if nearest is not None and nearest.claim.quantity.step == fact.claim.quantity.step and _slip(fact, nearest):
            yield fact, nearest


def _over(cell: Fact) -> set[Line]:
    """The row and the column of a cell."""
    return {line for line, _ in _lines(cell)}


def _third(
    told: Sequence[Fact], at: Mapping[int, Sequence[Fact]], lines: Mapping[Line, Sequence[Fact]]
) -> Iterator[tuple[Fact, Fact]]:
    """The figure of a sentence one slip from a cell of the line in which two others of it stand."""
    sentences: dict[tuple[int, tuple[int, int]], list[Fact]] = {}
    for fact in told:
        sentences.setdefault((fact.number, fact.place), []).append(fact)
    for held in sentences.values():
        if len(held) < 3:
            continue
        taken: dict[Line, dict[int, Fact]] = {}
        for fact in held:
            for cell in at[fact.claim.id]:
                for line, _ in _lines(cell):
                    taken.setdefault(line, {}).setdefault(fact.claim.id, cell)
        retold = [line for line, by in taken.items() if _tells(by, held)]
        for fact in held if retold else ():
            if at[fact.claim.id] or fact.digits < LONG:
                continue
            found = {
                cell.claim.id: cell
                for line in retold
                for cell in lines[line][:WIDE]
                if cell.claim.id not in {c.claim.id for c in taken[line].values()}
                and _alike(fact, cell)
                and _slip(fact, cell)
                and (covered(cell.own, fact.wide) >= (NAMED if fact.digits >= LONGER else 1))
            }
            if len(found) == 1:
                yield fact, next(iter(found.values()))


def _tells(by: Mapping[int, Fact], held: Sequence[Fact]) -> bool:
    """Whether two figures of a sentence stand in a line, and not by accident."""
    long = [f for f in held if f.claim.id in by and f.digits >= LONG and _named(by[f.claim.id], f)]
    return len({cell.claim.id for cell in by.values()}) >= OFTEN and len(long) >= OFTEN


def _named(cell: Fact, fact: Fact) -> bool:
    return covered(cell.own, fact.wide) >= NAMED


def _alike(fact: Fact, cell: Fact) -> bool:
    """Whether both count the same kind of thing, of the same time."""
    x, y = fact.claim.quantity, cell.claim.quantity
    if (x.kind == "percent") != (y.kind == "percent") or fact.year_book != cell.year_book:
        return False
    gone = fact.period == BEFORE and cell.past
    if fact.period and cell.period and fact.period != cell.period and not gone:
        return False
    return x.dimension == y.dimension or not (x.dimension and y.dimension)


def _slip(fact: Fact, cell: Fact) -> bool:
    x, y = fact.claim.quantity, cell.claim.quantity
    if abs(x.value - y.value) < x.step:  # cut off rather than rounded
        return False
    return bool(near(x.value, _in_steps(y.value, x.step) * x.step, x.step))


def _in_steps(value: Decimal, step: Decimal) -> int:
    return int((value / step).quantize(Decimal(1), ROUND_HALF_UP))
