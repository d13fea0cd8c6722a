"""Slips of the pen: the single edit of one printed figure that would make a relation hold. Knows no Chinese."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from vqr_check.arithmetic import interval, judge
from vqr_check.model import Quantity

TRIED = 6  # figures of a long sum that are tried, from the front


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


def variants(value: Decimal, step: Decimal) -> Iterator[tuple[str, Decimal]]:
    """The values that one slip makes of a figure: digits swapped, one digit changed or dropped, ×10ⁿ."""
    digits = str(int(abs(value) / step))
    sign = -1 if value < 0 else 1

    def read(text: str) -> Decimal:
        return sign * Decimal(text) * step

    for k in range(len(digits) - 1):
        if digits[k] != digits[k + 1] and not (k == 0 and digits[1] == "0"):
            yield "swapped", read(digits[:k] + digits[k + 1] + digits[k] + digits[k + 2 :])
    for k, old in enumerate(digits):
        for new in "0123456789":
            if new != old and not (k == 0 and new == "0" and len(digits) > 1):
                yield "digit", read(digits[:k] + new + digits[k + 1 :])
    if len(digits) > 1:
        for k in range(len(digits)):
            yield "added", read(digits[:k] + digits[k + 1 :])
    for power in (4, -4, 8, -8):
        yield "scale", value.scaleb(power)


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
    tried = 0
    found: tuple[str, int, str, Decimal] | None = None
    for role, quantities in figures.items():
        for index, quantity in enumerate(quantities[:TRIED]):
            if quantity.terms or quantity.step <= 0:
                continue
            for kind, value in variants(quantity.value, quantity.step):
                tried += 1
                if found is not None:
                    continue
                edited = [*quantities[:index], replace(quantity, value=value), *quantities[index + 1 :]]
                if judge(family, {**figures, role: edited}, direction).verdict == "agreed":
                    found = (role, index, kind, value)
    if found is None:
        return None
    return Slip(*found, chance=tried * _tolerance(family, figures, direction))


def _tolerance(family: str, figures: Mapping[str, Sequence[Quantity]], direction: int) -> Decimal:
    """How wide the band of agreement is, as a share of the figure that it is about."""
    first = {"share": "share", "sum": "total", "growth": "rate", "rise": "rate", "mean": "mean", "times": "rate"}
    computed = judge(family, figures, direction).computed
    role = first.get(family, next(iter(figures)))
    quantity = figures[role][0]
    printed = interval(quantity)
    width = (computed.high - computed.low) + (printed.high - printed.low)
    size = max(abs(quantity.value), abs(computed.high), abs(computed.low))
    if not width.is_finite() or not size.is_finite() or not size:
        return Decimal(1)
    return max(width, quantity.step) / size
