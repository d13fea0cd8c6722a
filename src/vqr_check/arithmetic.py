"""Intervals of printed figures and the equations between them; knows no Chinese.

A printed figure stands for the closed interval value ± half a step, a plain count for itself; intervals
go through + − × ÷ unrounded, and figures agree when what is printed and what follows meet (the decision
rule of XBRL Calculations 1.1, with exact counts added).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from vqr_check.model import Quantity, Verdict
from vqr_check.record import dataclass, remembered

NOTHING, SINGLE, HUNDRED = Decimal(0), Decimal(1), Decimal(100)
INFINITY = Decimal("Infinity")
ABOUT = Decimal("0.05")  # 约 and 左右 widen a figure by one twentieth, at least by its last digit


@dataclass(frozen=True, slots=True)
class Interval:
    """A closed interval of true values."""

    low: Decimal
    high: Decimal

    def __add__(self, other: Interval) -> Interval:
        return Interval(self.low + other.low, self.high + other.high)

    def __sub__(self, other: Interval) -> Interval:
        return Interval(self.low - other.high, self.high - other.low)

    def __mul__(self, other: Interval) -> Interval:
        if self.low >= NOTHING and other.low >= NOTHING:
            return Interval(_product(self.low, other.low), _product(self.high, other.high))
        corners = [_product(x, y) for x in (self.low, self.high) for y in (other.low, other.high)]
        return Interval(min(corners), max(corners))

    def __truediv__(self, other: Interval) -> Interval:
        """Division; everything is possible when the divisor may be zero."""
        if other.low <= NOTHING <= other.high:
            return Interval(-INFINITY, INFINITY)
        if self.low >= NOTHING and other.low > NOTHING:
            return Interval(_quotient(self.low, other.high), _quotient(self.high, other.low))
        corners = [_quotient(x, y) for x in (self.low, self.high) for y in (other.low, other.high)]
        return Interval(min(corners), max(corners))

    def __neg__(self) -> Interval:
        return Interval(-self.high, -self.low)

    def meets(self, other: Interval) -> bool:
        """Whether some true value lies in both."""
        return self.low <= other.high and other.low <= self.high


def _product(x: Decimal, y: Decimal) -> Decimal:
    return x * y if x and y else NOTHING


def _quotient(x: Decimal, y: Decimal) -> Decimal:
    return NOTHING if x.is_infinite() and y.is_infinite() else x / y


def point(value: Decimal | int) -> Interval:
    """The interval that holds just this value."""
    return Interval(Decimal(value), Decimal(value))


def interval(quantity: Quantity, truncated: bool = False) -> Interval:
    """The true values that a printed figure may stand for, its hedge applied.

    ``truncated`` reads the last digit as cut off instead of rounded.
    """
    return _bounds(quantity, True) if truncated else bounds(quantity)


@remembered("bounds")  # a figure takes part in many readings
def bounds(quantity: Quantity) -> Interval:
    """The interval of a figure whose last digit is rounded."""
    return _bounds(quantity, False)


def _bounds(quantity: Quantity, truncated: bool) -> Interval:
    value, step = quantity.value, quantity.step
    exact = quantity.kind == "count" and step == SINGLE and not quantity.scaled
    if exact and not quantity.hedge and quantity.upper is None:
        return Interval(value, value)
    if quantity.kind == "fraction":  # 三分之一 is a figure of speech
        slack = abs(value) * ABOUT
        return Interval(value - slack, value + slack)
    half = NOTHING if exact else step / 2
    low, high = value - half, (quantity.upper if quantity.upper is not None else value) + half
    if truncated and half:
        low, high = (value, value + step) if value >= 0 else (value - step, value)
    match quantity.hedge:
        case "about":
            slack = max(abs(value) * ABOUT, step)
            return Interval(low - slack, high + slack)
        case "at_least":
            return Interval(low, INFINITY)
        case "at_most":
            return Interval(-INFINITY, high)
        case "and_more":
            return Interval(low, value + max(step, leading_step(value)))
    return Interval(low, high)


def leading_step(value: Decimal) -> Decimal:
    """The place value of the last digit that is not 0: 1000 for 3000, 100 for 2400."""
    _, _, exponent = value.normalize().as_tuple()
    assert isinstance(exponent, int)
    return Decimal(1).scaleb(exponent)


# ---- equations ----------------------------------------------------------------------------

# the roles of each family, as in ``model.Relation``
ROLES: Mapping[str, tuple[str, ...]] = {
    "share": ("part", "whole", "share"),
    "grim": ("part", "share"),
    "sum": ("total", "part"),
    "flow": ("total", "part", "less"),
    "subset": ("part", "whole"),
    "delta": ("now", "before", "change"),
    "growth": ("now", "before", "rate"),
    "rise": ("now", "change", "rate"),
    "compound": ("now", "before", "rate"),  # and years
    "point": ("now", "before", "change"),
    "times": ("now", "before", "rate"),
    "equal": ("a", "b"),
    "ratio": ("a", "b", "rate"),
    "mean": ("total", "count", "mean"),
    "pctsum": ("part",),
    "count": ("n",),
    "rank": ("item",),
    "reach": ("total", "first", "second", "count"),
}

Operands = Mapping[str, Sequence[Interval]]
Equation = Callable[[Operands, int], Interval]  # the sign is −1 for what fell
ONE, WHOLE = Interval(Decimal(1), Decimal(1)), Interval(HUNDRED, HUNDRED)


def _sum(o: Operands, sign: int) -> Interval:
    low, high = Decimal(0), Decimal(0)
    for part in o["part"]:
        low, high = low + part.low, high + part.high
    return Interval(low, high)


def _flow(o: Operands, sign: int) -> Interval:
    """What is there or comes in, without what goes out."""
    less = o.get("less")
    return _sum(o, sign) - _sum({"part": less}, sign) if less else _sum(o, sign)


def _signed(x: Interval, sign: int) -> Interval:
    return x if sign > 0 else -x


def _factor(o: Operands, sign: int) -> Interval:
    return ONE + _signed(o["rate"][0], sign) / WHOLE


def _yearly(o: Operands, sign: int) -> Interval:
    """The rate of each year, in percent, that led from ``before`` to ``now`` in so many years."""
    whole, root = o["now"][0] / o["before"][0], ONE.low / o["years"][0].low
    if whole.low <= 0 or not whole.high.is_finite():
        return Interval(-INFINITY, INFINITY)
    return _signed((Interval(whole.low**root, whole.high**root) - ONE) * WHOLE, sign)


def _attainable(o: Operands, sign: int) -> Interval:
    """The share nearest to the printed one that so many of a whole number can be."""
    part, printed = o["part"][0].low, o["share"][0]
    if part <= 0 or printed.low <= 0:
        return Interval(-INFINITY, INFINITY)
    wholes = [(part * HUNDRED / printed.high).to_integral_value(rounding) for rounding in (ROUND_FLOOR, ROUND_CEILING)]
    middle = (printed.low + printed.high) / 2
    return point(min((part * HUNDRED / max(whole, part) for whole in wholes), key=lambda share: abs(share - middle)))


# Each family solved for each of its roles; the first is the one reported. What a sum adds up is solved by ``solve``.
EQUATIONS: Mapping[str, Mapping[str, Equation]] = {
    "share": {
        "share": lambda o, s: o["part"][0] / o["whole"][0] * WHOLE,
        "part": lambda o, s: o["whole"][0] * o["share"][0] / WHOLE,
        "whole": lambda o, s: o["part"][0] / o["share"][0] * WHOLE,
    },
    "grim": {"share": _attainable},
    "sum": {"total": _sum},
    "flow": {"total": _flow},
    "pctsum": {"": _sum},
    "delta": {
        "change": lambda o, s: _signed(o["now"][0] - o["before"][0], s),
        "now": lambda o, s: o["before"][0] + _signed(o["change"][0], s),
        "before": lambda o, s: o["now"][0] - _signed(o["change"][0], s),
    },
    "growth": {
        "rate": lambda o, s: _signed((o["now"][0] / o["before"][0] - ONE) * WHOLE, s),
        "now": lambda o, s: o["before"][0] * _factor(o, s),
        "before": lambda o, s: o["now"][0] / _factor(o, s),
    },
    "compound": {"rate": _yearly},
    "rise": {
        "rate": lambda o, s: o["change"][0] / (o["now"][0] - _signed(o["change"][0], s)) * WHOLE,
        "change": lambda o, s: o["now"][0] * o["rate"][0] / WHOLE / _factor(o, s),
        "now": lambda o, s: o["change"][0] / o["rate"][0] * WHOLE + _signed(o["change"][0], s),
    },
    "times": {
        "rate": lambda o, s: o["now"][0] / o["before"][0],
        "now": lambda o, s: o["before"][0] * o["rate"][0],
        "before": lambda o, s: o["now"][0] / o["rate"][0],
    },
    "ratio": {
        "rate": lambda o, s: o["a"][0] / o["b"][0],
        "a": lambda o, s: o["b"][0] * o["rate"][0],
        "b": lambda o, s: o["a"][0] / o["rate"][0],
    },
    "mean": {
        "mean": lambda o, s: o["total"][0] / o["count"][0],
        "total": lambda o, s: o["count"][0] * o["mean"][0],
        "count": lambda o, s: o["total"][0] / o["mean"][0],
    },
    "equal": {"b": lambda o, s: o["a"][0], "a": lambda o, s: o["b"][0]},
    "reach": {
        "total": lambda o, s: Interval(-INFINITY, (o["first"][0] + (o["count"][0] - ONE) * o["second"][0]).high),
    },
    "subset": {
        "part": lambda o, s: Interval(-INFINITY, o["whole"][0].high),
        "whole": lambda o, s: Interval(o["part"][0].low, INFINITY),
    },
}
EQUATIONS = {**EQUATIONS, "point": EQUATIONS["delta"]}


def solve(family: str, operands: Operands, role: str, index: int, direction: int = 1) -> Interval | None:
    """The true values that one figure of a relation may have, given the others; None where no equation says.

    ``index`` tells which of the role's figures (the parts of a sum) is meant.
    """
    if role in ("part", "less") and family in ("sum", "flow", "pctsum"):
        whole = WHOLE if family == "pctsum" else operands["total"][0]
        others = {**operands, role: [o for k, o in enumerate(operands[role]) if k != index]}
        return whole - _flow(others, direction) if role == "part" else _flow(others, direction) - whole
    equation = EQUATIONS.get(family, {}).get(role)
    return None if equation is None else equation(operands, direction)


def reported_role(family: str) -> str:
    """The role whose figure is compared with what the others give; "" for shares that add up to 100 %."""
    return next(iter(EQUATIONS[family]))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an equation says of its printed figures: the bounds computed for the reported one, and the verdict."""

    verdict: Verdict
    computed: Interval


def judge(family: str, figures: Mapping[str, Sequence[Quantity]], direction: int = 1) -> Outcome:
    """Whether the printed figures of a relation can all be true at once.

    ``figures`` maps each role of the family (see ``model.Relation``) to its quantities.
    """
    if family == "rank":
        values = [q.value for q in figures["item"]]
        ordered = sorted(values, reverse=direction < 0)
        return Outcome("agreed" if values == ordered else "contradicted", point(ordered[0]))
    role = reported_role(family)
    reported = figures[role or "part"][0]
    mode = reported.precision.rounding
    cut = mode == "truncate"
    operands = {name: [interval(q, cut) if cut else bounds(q) for q in qs] for name, qs in figures.items()}
    computed = EQUATIONS[family][role](operands, direction)
    for truncated in (True,) if cut else (False, True):
        if not role:
            printed = _widened(WHOLE, reported)
        elif truncated == cut:
            printed = _widened(operands[role][0], reported)
        else:
            printed = granted(reported, truncated)
        if family == "equal" and figures["a"][0].step == figures["b"][0].step and not _hedged(figures):
            gap = abs(figures["a"][0].value - figures["b"][0].value)
            agrees = gap <= reported.precision.tolerance * reported.step
        else:
            agrees = computed.meets(printed) and not (truncated and not cut and _only_at_the_end(computed, reported))
        if agrees:
            return Outcome("truncated" if truncated and not cut else "agreed", computed)
        if family in ("equal", "pctsum", "subset", "reach") or mode == "nearest":
            break
    return Outcome("contradicted", computed)


def misplaced(values: Sequence[Decimal], direction: int = 1) -> list[int]:
    """Which figures disturb the order of a list, by their places: the one first without which it is narrowest."""
    signed = [direction * value for value in values]
    first = next((k for k in range(len(signed) - 1) if signed[k] > signed[k + 1]), None)
    if first is None:
        return []
    without = {k: signed[:k] + signed[k + 1 :] for k in (first + 1, first)}
    mending = [k for k, rest in without.items() if rest == sorted(rest)] or list(without)
    return sorted(mending, key=lambda k: max(without[k]) - min(without[k]))


def _only_at_the_end(computed: Interval, quantity: Quantity) -> bool:
    """Whether what is computed reaches the true values of a figure that is cut off only where its next digit begins."""
    cut = granted(quantity, truncated=True)
    return computed.low >= cut.high if quantity.value >= 0 else computed.high <= cut.low


def granted(quantity: Quantity, truncated: bool = False) -> Interval:
    """The interval of a reported figure, widened by the tolerance that the reader grants."""
    return _widened(interval(quantity, truncated), quantity)


def _widened(printed: Interval, quantity: Quantity) -> Interval:
    if not quantity.precision.tolerance:
        return printed
    slack = quantity.precision.tolerance * quantity.step
    return Interval(printed.low - slack, printed.high + slack)


def _hedged(figures: Mapping[str, Sequence[Quantity]]) -> bool:
    return any(q.hedge or q.upper is not None for qs in figures.values() for q in qs)
