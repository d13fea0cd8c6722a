"""Readings of a total: the lines that it may be the sum of, tried on every column."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from vqr_check.arithmetic import Interval
from vqr_check.record import dataclass
from vqr_check.relations.tables_view import Figure, View, alike, slip

MAX_SLIPS = 200  # so many parts are tried for a slip
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


def tried(view: View, total: int, parts: Sequence[int], fields: Sequence[int]) -> Trial:
    """The reading that ``total`` is the sum of ``parts``, held against every field."""
    agreed, failed, unsettled, near = [], [], [], []
    for j in fields:
        whole = view.figures.get((total, j))
        if whole is None or whole.kind not in ADDITIVE:
            continue
        known = [f for r in parts if (f := view.figures.get((r, j))) is not None]
        if len(known) < (1 if len(parts) > len(known) else 2) or not all(
            alike(f, whole) and f.kind == whole.kind for f in known
        ):
            continue
        if not known:
            continue
        low, high = _sum(known)
        missing = len(known) < len(parts)
        if low <= whole.bounds.high and whole.bounds.low <= high:
            agreed.append(j)
        elif missing:
            blank = all((r, j) in view.figures or (r, j) in view.unknown for r in parts)
            if blank and explained(whole, known, Interval(low, high), least=4):
                failed.append(j)
                near.append(j)
            else:
                unsettled.append(j)
        else:
            failed.append(j)
            if explained(whole, known, Interval(low, high)):
                near.append(j)
    return Trial(tuple(parts), tuple(agreed), tuple(failed), tuple(unsettled), tuple(near))


def _sum(figures: Sequence[Figure]) -> tuple[Decimal, Decimal]:
    return sum((f.bounds.low for f in figures), Decimal(0)), sum((f.bounds.high for f in figures), Decimal(0))


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
