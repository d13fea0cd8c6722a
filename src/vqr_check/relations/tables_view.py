"""A grid looked at in one direction: records with fields, so that each finder works by rows and by columns alike."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from vqr_check.arithmetic import Interval, bounds, judge
from vqr_check.claims.cells import Grid, combined, kinds_of
from vqr_check.claims.headers import Line
from vqr_check.model import Claim, Quantity, Relation, Strength, Verdict
from vqr_check.record import dataclass
from vqr_check.slips import meets_variant

AGREED = ("agreed", "truncated")
EXACT, HALF = Decimal(0), Decimal("0.5")  # of the last digit


@dataclass(frozen=True, slots=True)
class Figure:
    """A claim where a record and a field cross, with the values that it may stand for."""

    claim: Claim
    quantity: Quantity  # the claim's: what most questions about a figure are about
    kind: str  # of figure: value, share, rate, growth, change, point, mean, ratio
    bounds: Interval
    counts: tuple[object, ...]  # what sort of thing: dimension and unit, and without a unit whether it is exact

    @classmethod
    def of(cls, claim: Claim, kind: str) -> Figure:
        """The figure of a claim; its kind is that of the lines that cross there."""
        q = claim.quantity  # without a unit, 39.58 beside 29 and 19 is another sort of figure
        return cls(claim, q, kind, bounds(q), (q.dimension, q.unit, bool(q.unit) or q.exact))

    @property
    def value(self) -> Decimal:
        """Its printed value."""
        return self.quantity.value


@dataclass(frozen=True, slots=True)
class View:
    """Records and their fields; ``figures`` by position, ``unknown`` where a dash or a blank stands."""

    records: tuple[Line, ...]
    fields: tuple[Line, ...]
    figures: Mapping[tuple[int, int], Figure]
    unknown: frozenset[tuple[int, int]]
    turned: bool  # records are the table's columns
    listed: bool = False  # the records stand in one cell, one below the other
    lent: int = 0  # how many of the fields, at the end, another table lends
    bases: tuple[Figure, ...] = ()  # totals of other tables

    @property
    def own(self) -> int:
        """How many fields are the table's own."""
        return len(self.fields) - self.lent

    def column(self, field: int) -> list[tuple[int, Figure]]:
        """The figures of one field with their records."""
        return [(r, f) for r in range(len(self.records)) if (f := self.figures.get((r, field))) is not None]


def views(grid: Grid) -> Iterator[View]:
    """The grid's panels, each by rows and by columns; cells with several figures in layers, where all have as many."""
    for lines, panel in zip(grid.rows, grid.panels, strict=True):
        cols = [grid.cols[c] for c in panel]
        cells = [
            ((r, c), kind, held)
            for r, (line, kinds) in enumerate(zip(lines, kinds_of(lines, cols), strict=True))
            for c, (col, kind) in enumerate(zip(cols, kinds, strict=True))
            if (held := grid.at.get((line.index, col.index))) is not None
        ]
        depth = {len(held) for _, _, held in cells}
        layers = depth.pop() if len(depth) == 1 and not grid.lists else 1
        over, down = ({line.index: n for n, line in enumerate(some)} for some in (cols, lines))
        unknown = frozenset((down[r], over[c]) for r, c in grid.unknown if r in down and c in over)
        for layer in range(min(layers, 4)):
            by_row = {}
            for at, kind, held in cells:
                if layers == 1 and len(held) != 1:
                    continue
                claim = held[layer]
                if layers > 1 and kind in ("rate", "share") and claim.quantity.kind != "percent":
                    kind = "value"
                by_row[at] = Figure.of(claim, kind)
            yield View(tuple(lines), tuple(cols), by_row, unknown, False)
            by_col = {(c, r): figure for (r, c), figure in by_row.items()}
            yield View(tuple(cols), tuple(lines), by_col, frozenset((c, r) for r, c in unknown), True)


def listed_views(grid: Grid) -> Iterator[View]:
    """The rows that were typed into one cell, by rows and by columns."""
    for listing in grid.lists:
        by_row = {
            (r, c): Figure.of(claim, combined(listing.rows[r], listing.cols[c]))
            for r, claims in enumerate(listing.claims)
            for c, claim in enumerate(claims)
        }
        yield View(listing.rows, listing.cols, by_row, frozenset(), False, True)
        if len(listing.cols) > 2:
            yield View(listing.cols, listing.rows, {(c, r): f for (r, c), f in by_row.items()}, frozenset(), True, True)


def verdict(family: str, members: Sequence[tuple[str, Figure]], direction: int = 1) -> Verdict:
    """What arithmetic says of figures in their roles."""
    figures: dict[str, list[Quantity]] = {}
    for role, figure in members:
        figures.setdefault(role, []).append(figure.quantity)
    return judge(family, figures, direction).verdict


def relation(
    family: str, members: Sequence[tuple[str, Figure]], strength: Strength, source: str, direction: int = 1
) -> Relation:
    """The relation of these figures."""
    return Relation(family, tuple((role, f.claim) for role, f in members), direction, strength, source)


def alike(a: Figure, b: Figure) -> bool:
    """Whether two figures count the same sort of thing, so that they may be added."""
    return a.counts == b.counts


def slip(printed: Quantity, target: Interval) -> bool:
    """Whether one slip of the pen in a printed figure lands in ``target``: a digit changed, swapped, dropped or added.

    ``target`` is in the figure's own unit, scale included.
    """
    sign = -1 if printed.value < 0 else 1
    bounds = sorted((sign * target.low / printed.step, sign * target.high / printed.step))
    slack = EXACT if printed.exact else HALF
    low, high = bounds[0] - slack, bounds[1] + slack
    if low.is_infinite() or high.is_infinite() or high < 0:
        return False
    number = int(abs(printed.value) / printed.step)
    if meets_variant(number, low, high):
        return True
    digits, whole = str(number), str(int((low + high) / 2))  # a digit lost
    return len(whole) == len(digits) + 1 and any(whole[:k] + whole[k + 1 :] == digits for k in range(len(whole)))
