"""Readings of a total: the lines that it may be the sum of, tried on every column."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from vqr_check.arithmetic import Interval
from vqr_check.record import dataclass
from vqr_check.relations.tables_view import Figure, View, slip

MAX_SLIPS = 200  # so many parts are tried for a slip
ENOUGH = 40  # failures of a reading that agrees nowhere, after which it must be seen that slips explain them
PROBED = 40  # fields, spread over all, in which one at least must speak for a reading before all are looked at
ZERO = Decimal(0)
ADDITIVE = ("value", "change", "share", "rate")


@dataclass(frozen=True, slots=True)
class Trial:
    """How a reading (this line is the sum of those) fares, field by field."""

    parts: tuple[int, ...]
    agreed: tuple[int, ...]
    failed: tuple[int, ...]
    open: tuple[int, ...]  # a part is not known
    near: tuple[int, ...]  # of the failed: one slip of the pen, or one line left out, explains it

    @property
    def support(self) -> tuple[int, int]:
        """What speaks for the reading, then against it."""
        return (len(self.agreed) * 4 + len(self.near) * 3, -len(self.failed))


@dataclass(frozen=True, slots=True)
class Doubt:
    """A field in which a reading does not come out: the total, those parts that are known, and what they come to."""

    field: int
    whole: Figure
    known: tuple[Figure, ...]
    total: Interval
    missing: bool  # a part is not known …
    blank: bool  # … because nothing is printed there

    @property
    def explained(self) -> bool:
        """Whether one slip, or one part left out, accounts for it."""
        return explained(self.whole, self.known, self.total, 4 if self.missing else 0)


@dataclass(frozen=True, slots=True)
class Compared:
    """How a reading fares before anybody asks whether slips explain its failures, which takes longest."""

    parts: tuple[int, ...]
    agreed: tuple[int, ...]
    doubtful: tuple[Doubt, ...]

    @property
    def most(self) -> int:
        """What at most speaks for the reading, slips included."""
        return len(self.agreed) * 4 + len(self.doubtful) * 3

    def settled(self) -> Trial:
        """The trial, with the failures that one slip explains."""
        failed, unsettled, near = list[int](), list[int](), list[int]()
        for tried, doubt in enumerate(self.doubtful):
            hopeless = tried >= ENOUGH and not self.agreed and len(near) * 2 < tried
            slips = not hopeless and (doubt.blank or not doubt.missing) and doubt.explained
            (unsettled if doubt.missing and not slips else failed).append(doubt.field)
            if slips:
                near.append(doubt.field)
        return Trial(self.parts, self.agreed, tuple(failed), tuple(unsettled), tuple(near))


def tried(view: View, total: int, parts: Sequence[int], fields: Sequence[int]) -> Trial:
    """The reading that ``total`` is the sum of ``parts``, held against every field."""
    return compared(view, total, parts, fields).settled()


def best(view: View, total: int, readings: Iterable[Sequence[int]], fields: Sequence[int]) -> Trial | None:
    """The reading of a total for which most speaks, the first of several; slips are looked for where it matters."""
    found: tuple[tuple[int, int], int, Trial] | None = None
    listed = [compared(view, total, parts, fields) for parts in readings if _promising(view, total, parts, fields)]
    for rank, reading in sorted(enumerate(listed), key=lambda pair: -len(pair[1].agreed)):
        if found is None or reading.most >= found[0][0]:
            trial = reading.settled()
            if found is None or (trial.support, -rank) > (found[0], -found[1]):
                found = trial.support, rank, trial
    return found[2] if found else None


def _promising(view: View, total: int, parts: Sequence[int], fields: Sequence[int]) -> bool:
    """Whether a reading agrees in some fields of a large table, or slips explain half of its failures there."""
    if len(fields) <= PROBED:
        return True
    first = compared(view, total, parts, fields[:: len(fields) // PROBED][:PROBED])
    return bool(first.agreed) or len(first.settled().near) * 2 >= len(first.doubtful)


def compared(view: View, total: int, parts: Sequence[int], fields: Sequence[int]) -> Compared:
    """The reading that ``total`` is the sum of ``parts`` in every field, failures not yet explained."""
    agreed: list[int] = []
    doubtful: list[Doubt] = []
    for j in fields:
        whole = view.figures.get((total, j))
        if whole is None or whole.kind not in ADDITIVE:
            continue
        known = _known(view, whole, parts, j)
        missing = len(known) < len(parts)
        if len(known) < (1 if missing else 2):
            continue
        low, high = _sum(known)
        if low <= whole.bounds.high and whole.bounds.low <= high:
            agreed.append(j)
        else:
            blank = missing and all((r, j) in view.figures or (r, j) in view.unknown for r in parts)
            doubtful.append(Doubt(j, whole, tuple(known), Interval(low, high), missing, blank))
    return Compared(tuple(parts), tuple(agreed), tuple(doubtful))


def _known(view: View, whole: Figure, parts: Sequence[int], j: int) -> list[Figure]:
    """The figures of the parts in one field; none where one of them is of another sort than the total."""
    at, kind, counts = view.figures.get, whole.kind, whole.counts
    known = []
    for r in parts:
        figure = at((r, j))
        if figure is not None:
            if figure.kind != kind or figure.counts != counts:
                return []
            known.append(figure)
    return known


def _sum(figures: Sequence[Figure]) -> tuple[Decimal, Decimal]:
    low = high = ZERO
    for figure in figures:
        bounds = figure.bounds
        low, high = low + bounds.low, high + bounds.high
    return low, high


def explained(whole: Figure, parts: Sequence[Figure], total: Interval, least: int = 0) -> bool:
    """Whether one slip in the total or in a part, or a part left out of the total, accounts for a gap.

    Figures of fewer than ``least`` digits are not tried: nearly anything is one slip away from them.
    """
    if len(digits(whole)) >= least and slip(whole.quantity, total):
        return True
    gap = Interval(total.low - whole.bounds.high, total.high - whole.bounds.low)
    for part in parts[:MAX_SLIPS]:
        if not least and part.value and gap.low <= part.value <= gap.high:
            return True
        if len(digits(part)) >= least and slip(
            part.quantity, Interval(part.bounds.low - gap.high, part.bounds.high - gap.low)
        ):
            return True
    return False


def members(view: View, total: int, parts: Sequence[int], j: int) -> list[tuple[str, Figure]]:
    """A total and its parts in one column, in their roles."""
    return [
        ("total", view.figures[total, j]),
        *(("part", f) for r in parts if (f := view.figures.get((r, j))) is not None),
    ]


def digits(figure: Figure) -> str:
    """The digits that tell a figure from others: those of a round number are few."""
    q = figure.quantity
    digits = format(abs(q.value / q.step).to_integral_value(), "f")
    return digits.rstrip("0") if q.exact else digits
