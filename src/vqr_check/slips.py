"""Slips of the pen: the single edit of one printed figure that would make a relation hold. Knows no Chinese."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from vqr_check.arithmetic import EQUATIONS, Interval, bounds, reported_role, solve
from vqr_check.model import Quantity
from vqr_check.record import dataclass

FEW = 8  # whole numbers that are tried one by one
TRIED = 6  # figures of a long sum that are tried, from the front
UNSCALED = frozenset({"percent", "permille", "point", "ratio", "multiple"})  # written without 万 and 亿


@dataclass(frozen=True, slots=True)
class Slip:
    """An edit that explains why a relation fails.

    ``chance`` estimates how likely some edit would do so although the figures have nothing to do with
    each other: near 0 for long figures, 1 and more for short ones, where a slip explains anything.
    """

    role: str
    index: int  # which of the role's figures
    kind: str  # swapped, digit, dropped, scale
    value: Decimal  # what the figure would have to be
    chance: Decimal


def variants(number: int) -> Iterator[tuple[str, int]]:
    """What one slip makes of a whole number: digits swapped, one digit changed, or one too many cut out."""
    digits = str(number)
    last = len(digits) - 1
    for k in range(last):
        x, y = int(digits[k]), int(digits[k + 1])
        if x != y and not (k == 0 and y == 0):
            yield "swapped", number + (y - x) * 9 * 10 ** (last - k - 1)
    for k, old in enumerate(digits):
        place = 10 ** (last - k)
        for new in range(10):
            if new != int(old) and not (k == 0 and new == 0 and last):
                yield "digit", number + (new - int(old)) * place
    if last:
        for k in range(len(digits)):
            yield "added", int(digits[:k] + digits[k + 1 :])


def slipped(number: int, meant: int) -> bool:
    """Whether ``meant`` is among the variants of a number, without making them."""
    x, y = str(number), str(meant)
    if len(x) == len(y):
        wrong = [k for k in range(len(x)) if x[k] != y[k]]
        if len(wrong) == 1:
            return True
        k = wrong[0] if wrong else 0
        return len(wrong) == 2 and wrong[1] == k + 1 and x[k] == y[k + 1] and x[k + 1] == y[k]
    if len(y) > len(x):
        return False
    y = y.zfill(len(x) - 1)
    if len(y) + 1 != len(x):
        return False
    k = next((k for k in range(len(y)) if x[k] != y[k]), len(y))
    return x[k + 1 :] == y[k:]


def meets_variant(number: int, low: Decimal, high: Decimal) -> bool:
    """Whether a variant of a number lies within finite bounds, told without making them where few numbers do."""
    first, last = int(low.to_integral_value(ROUND_CEILING)), int(high.to_integral_value(ROUND_FLOOR))
    if last - first < FEW:
        return any(slipped(number, meant) for meant in range(max(first, 0), last + 1))
    return any(low <= meant <= high for _, meant in variants(number))


def near(a: Decimal, b: Decimal, step: Decimal) -> str:
    """Which slip turns a into b: swapped, digit, added (a has a digit too many), dropped, scale; "" for none."""
    x, y = str(int(abs(a) / step)), str(int(abs(b) / step))
    if x == y:
        return ""
    if len(x) == len(y):
        wrong = [k for k in range(len(x)) if x[k] != y[k]]
        if len(wrong) == 1:
            return "digit"
        k = wrong[0]
        if len(wrong) == 2 and wrong[1] == k + 1 and x[k] == y[k + 1] and x[k + 1] == y[k]:
            return "swapped"
        return ""
    if len(x) == len(y) + 1 and any(x[:k] + x[k + 1 :] == y for k in range(len(x))):
        return "added"
    if len(y) == len(x) + 1 and any(y[:k] + y[k + 1 :] == x for k in range(len(y))):
        return "dropped"
    return "scale" if a and b and (a / b).normalize() in (Decimal("1E+4"), Decimal("1E-4"), Decimal("1E+8")) else ""


def explain(family: str, figures: Mapping[str, Sequence[Quantity]], direction: int = 1) -> Slip | None:
    """The likeliest slip that explains a failing relation, or None.

    ``figures`` maps the roles of the family to the printed quantities, as for ``arithmetic.judge``.
    """
    return next(repairs(family, figures, direction, TRIED), None)


def repairs(
    family: str, figures: Mapping[str, Sequence[Quantity]], direction: int = 1, most: int | None = None
) -> Iterator[Slip]:
    """The slip of each figure that explains a failing relation by itself, in the order of the figures.

    ``most`` is how many figures of one role are looked at, from the front.
    """
    wanted = list(_wanted(family, figures, direction, most))
    chance: Decimal | None = None
    for role, index, quantity, needed in wanted:
        slip = repair(quantity, needed)
        if slip is not None:
            if chance is None:
                tried = sum(11 * len(str(_digits(q))) for _, _, q, _ in wanted)
                chance = tried * coarseness(family, figures, direction)
            yield Slip(role, index, *slip, chance=chance)


def _wanted(
    family: str, figures: Mapping[str, Sequence[Quantity]], direction: int, most: int | None
) -> Iterator[tuple[str, int, Quantity, Interval]]:
    """Each figure of a relation with what it would have to be, given the others."""
    operands = {role: [bounds(q) for q in quantities] for role, quantities in figures.items()}
    for role, quantities in figures.items():
        for index, quantity in enumerate(quantities[:most]):
            needed = solve(family, operands, role, index, direction) if quantity.step > 0 else None
            if needed is not None and needed.low.is_finite() and needed.high.is_finite():
                yield role, index, quantity, needed


def _digits(quantity: Quantity) -> int:
    """A figure as the whole number that its digits are."""
    return int(abs(quantity.value) / quantity.step)


def repair(quantity: Quantity, needed: Interval) -> tuple[str, Decimal] | None:
    """The slip that takes a figure into the interval where it would have to be: its kind, and the value meant."""
    own, number = bounds(quantity), _digits(quantity)
    half = (own.high - own.low) / 2 if own.high.is_finite() and own.low.is_finite() else quantity.step / 2
    low, high = (needed.low - half) / quantity.step, (needed.high + half) / quantity.step
    sign = -1 if quantity.value < 0 else 1
    if sign < 0:
        low, high = -high, -low
    if meets_variant(number, low, high):
        for kind, other in variants(number):
            if low <= other <= high:
                return kind, sign * other * quantity.step
    for power in () if quantity.kind in UNSCALED else (4, -4, 8, -8):
        if low <= Decimal(number).scaleb(power) <= high:
            return "scale", quantity.value.scaleb(power)
    return None


def coarseness(family: str, figures: Mapping[str, Sequence[Quantity]], direction: int = 1) -> Decimal:
    """How wide the band of agreement is, as a share of the figure that it is about: the chance of an accident."""
    if family not in EQUATIONS:
        return Decimal(1)
    operands = {role: [bounds(q) for q in quantities] for role, quantities in figures.items()}
    role = reported_role(family)
    printed = operands[role][0] if role else Interval(Decimal(100), Decimal(100))
    computed = EQUATIONS[family][role](operands, direction)
    width = (computed.high - computed.low) + (printed.high - printed.low)
    size = max(abs(printed.high), abs(computed.high), abs(computed.low))
    if not width.is_finite() or not size.is_finite() or not size:
        return Decimal(1)
    step = figures[role][0].step if role else figures["part"][0].step
    return max(width, step) / size
