"""Groups of lines that divide one whole that their table does not print: 博士 38 15.64, 硕士 141 58.02, 本科 64 26.34.

Each line implies a whole; the one that most lines agree on is what all are of, and the groups each come to it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from itertools import groupby

from vqr_check.arithmetic import HUNDRED, interval
from vqr_check.claims.cells import Grid
from vqr_check.model import Claim, Relation
from vqr_check.record import dataclass
from vqr_check.relations.context import Surroundings
from vqr_check.relations.tables_view import AGREED, Figure, View, relation, verdict, views

LEAST = 3  # so many lines must agree on a whole that is printed elsewhere
MOST = 2000  # lines of a table that is looked at
SHARES = frozenset({"share", "rate"})
FINE = Decimal("0.02")  # a line that tells its whole no better tells little


@dataclass(frozen=True, slots=True)
class _Row:
    """One line with an amount and its share, and the group that its header puts it in."""

    group: tuple[str, ...]
    part: Figure
    share: Figure


def find(grids: Sequence[Grid], around: Surroundings) -> Iterator[Relation]:
    """The shares of lines that are of a whole printed elsewhere, and the groups of them that make up all of it."""
    counts = _counts(around)
    values = [value for value, _ in counts]
    for grid in grids if counts else ():
        small = any(len(lines) <= MOST for lines in grid.rows)
        told = any(line.kind in SHARES for line in grid.cols)
        for view in views(grid) if small and told else ():
            if not view.turned and len(view.records) <= MOST and not any(r.place == "total" for r in view.records):
                yield from _settled(list(_rows(view)), counts, values)


def _counts(around: Surroundings) -> list[tuple[Decimal, Claim]]:
    """The whole counts of the running text, by value."""
    found: dict[tuple[Decimal, str], Claim] = {}
    for mentions in around.statements.mentions:
        for m in mentions:
            if m.role == "level" and m.quantity.kind == "count" and m.quantity.exact:
                found.setdefault((m.quantity.value, m.quantity.unit), m.claim)
    return sorted(((value, claim) for (value, _), claim in found.items()), key=lambda pair: (pair[0], pair[1].id))


def _rows(view: View) -> Iterator[_Row]:
    """The lines of a table whose only share stands right behind its amount."""
    targets = [j for j, line in enumerate(view.fields[: view.own]) if line.kind in SHARES]
    if len(targets) != 1 or not targets[0]:
        return
    for r, line in enumerate(view.records):
        part, share = view.figures.get((r, targets[0] - 1)), view.figures.get((r, targets[0]))
        if part is not None and share is not None and part.kind == "value" and part.quantity.exact and share.value > 0:
            yield _Row(line.group, part, share)


def _settled(
    rows: Sequence[_Row], counts: Sequence[tuple[Decimal, Claim]], values: Sequence[Decimal]
) -> Iterator[Relation]:
    """The shares of these lines of the count that most of them agree on, and its groups."""
    if len(rows) < LEAST:
        return
    implied = [_implied(row) for row in rows]
    sharp = [(low, high) for low, high in implied if low and high - low <= high * FINE]
    lows, highs = sorted(low for low, _ in sharp), sorted(high for _, high in sharp)

    def fits(whole: Decimal) -> int:
        return bisect_right(lows, whole) - bisect_left(highs, whole)

    most = max(map(fits, lows), default=0)  # no other whole, printed or not, may fit better
    if most < LEAST or most * 4 < len(sharp) * 3:
        return
    printed = {
        claim.id: claim
        for low, high in sharp[: 2 * LEAST]
        for value, claim in counts[bisect_left(values, low) : bisect_right(values, high)]
        if fits(value) == most
    }
    if not printed:
        return
    whole = Figure.of(printed[min(printed)], "value")
    for row in rows:
        yield relation(
            "share", [("part", row.part), ("whole", whole), ("share", row.share)], "explicit", "table-groups"
        )
    for _, held in groupby(rows, key=lambda row: row.group):
        group = list(held)
        if len(group) > 1 and _divides(group, whole):
            yield relation("sum", [("total", whole), *(("part", row.part) for row in group)], "likely", "table-groups")
            yield relation("pctsum", [("part", row.share) for row in group], "likely", "table-groups")


def _divides(group: Sequence[_Row], whole: Figure) -> bool:
    """Whether a group comes to the whole in its amounts or in its shares; if not in both, one figure is wrong."""
    amounts = [("total", whole), *(("part", row.part) for row in group)]
    return verdict("sum", amounts) in AGREED or verdict("pctsum", [("part", row.share) for row in group]) in AGREED


def _implied(row: _Row) -> tuple[Decimal, Decimal]:
    """Between which whole numbers the whole of a line lies; 0 and 0 where its share tells nothing."""
    share = interval(row.share.quantity)
    if share.low <= 0 or share.high > HUNDRED:
        return Decimal(0), Decimal(0)
    low = (row.part.value * HUNDRED / share.high).to_integral_value(ROUND_CEILING)
    return low, (row.part.value * HUNDRED / share.low).to_integral_value(ROUND_FLOOR)
