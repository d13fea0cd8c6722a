"""Written: how printed figures, what follows from them and the gap between are shown, with scale and unit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation
from functools import cache
from typing import Any

from vqr_check.arithmetic import HUNDRED, Interval
from vqr_check.model import Claim, Quantity
from vqr_check.packs import Packs, ready

SHOWN = 6  # decimals of a computed value at most
DIVIDING = frozenset(
    {"share", "growth", "compound", "rise", "times", "ratio", "mean"}
)  # families whose result is seldom whole


def figure(claim: Claim, packs: Packs) -> str:
    """A figure as printed, with the scale or percent sign that its table's header gives it; without other units."""
    text, quantity = claim.location.text.strip(), claim.quantity
    if quantity.kind != "percent" and not quantity.scaled:
        return text
    words = packs.table("written")
    if quantity.kind == "percent" and not any(mark in text for mark in words["percent_marks"]):
        return text + words["percent"] if _digits(text) == abs(quantity.value) else quantity.literal
    if quantity.scaled and not any(mark in text for mark in words["scale_marks"]):
        return text + scale(claim, packs)[0]
    return text


def with_unit(claim: Claim, packs: Packs) -> str:
    """A figure as printed, with its unit behind it."""
    text, unit = figure(claim, packs), unit_of(claim.quantity, packs)
    return text if text.endswith(unit) else text + unit


@cache
def _stray(packs: Packs) -> Any:
    return ready(packs.table("written")["stray"])


def name_of(claim: Claim, packs: Packs) -> str:
    """The words of a measure, without brackets that were opened or closed outside them."""
    return str(_stray(packs).sub("", claim.measure))


def fact_name(claims: Sequence[Claim], packs: Packs) -> str:
    """What statements of one fact are of: a table names it by row and column, a sentence by its shortest words."""
    words = packs.table("written")
    named = [claim for claim in claims if claim.keys and claim.measure != claim.location.text]
    names = [_cell_name(claim, packs, str(words["of"])) for claim in named if claim.location.row is not None]
    names = names or sorted((name_of(claim, packs) for claim in named), key=len)
    return next((name for name in names if name), str(words["unnamed"]))


def _cell_name(claim: Claim, packs: Packs, of: str) -> str:
    """教师的满意度, of a cell in the row 教师 and the column 满意度."""
    measure, whose = name_of(claim, packs), claim.scope[-1] if claim.scope else ""
    if not whose or whose in measure:
        return measure
    return whose + of + measure if len(measure) > 1 else whose


def unit_of(quantity: Quantity, packs: Packs) -> str:
    """The unit as it stands behind a figure: 人, 元, 个百分点; "" for percentages, whose sign is the figure's own."""
    units: Mapping[str, str] = packs.table("written")["unit"]
    return str(units.get(quantity.unit, quantity.unit))


def scale(claim: Claim, packs: Packs) -> tuple[str, int]:
    """The scale word that a figure is printed in, or that its header gives it, and its power of ten."""
    scales: Mapping[str, int] = packs.table("written")["scale"]
    text, quantity = claim.location.text.strip(), claim.quantity
    if quantity.kind == "percent" and _digits(text).scaleb(2) == abs(quantity.value) != 0:
        return "", 2  # 增长1.5倍 is held as 150 %
    if not quantity.scaled:
        return "", 0
    for word, power in scales.items():
        if text.endswith(word):
            return word, power
    printed, value = _digits(text), abs(quantity.value)
    fitting = ((word, power) for word, power in scales.items() if printed and printed.scaleb(power) == value)
    return next(fitting, ("", 0))


def _digits(text: str) -> Decimal:
    if text.isascii() and text.replace(".", "", 1).isdigit():
        return Decimal(text)
    try:
        return Decimal("".join(char for char in text if char.isdigit() or char == "."))
    except InvalidOperation:
        return Decimal(0)


def value_like(value: Decimal, like: Claim, packs: Packs, family: str = "") -> str:
    """A value as the figure would be printed: to its last digit, in its scale, with its separators; no unit.

    What a division gives is shown with a decimal where the figure has none. A ratio printed as 1:N is shown as 1:N.
    """
    if not value.is_finite():
        return "∞" if value > 0 else "-∞"
    quantity = like.quantity
    words: Mapping[str, Any] = packs.table("written")
    sides = _one_colon(like.location.text, packs).split(":")
    if len(sides) == 2 and value:
        return _ratio(value, sides[0], sides[1])
    word, power = scale(like, packs)
    step = quantity.step.scaleb(-power) if quantity.step > 0 else Decimal("0.01")
    least = 1 if family in DIVIDING and step == 1 else 0
    text = plain(value.scaleb(-power), step, least, "," in like.location.text or "，" in like.location.text)
    sign = words["percent"] if quantity.unit == words["percent"] else ""
    return text + (sign or word)


def _ratio(value: Decimal, left: str, right: str) -> str:
    """A ratio with the side that is printed as 1 or 100 kept."""
    try:
        first, second = Decimal(left), Decimal(right)
    except InvalidOperation:
        return plain(value, Decimal("0.01"))
    if first in (1, HUNDRED) and second not in (1, HUNDRED):
        return f"{left}:{plain(first / value, _last_digit(right), 1)}"
    return f"{plain(value * second, _last_digit(left), 1)}:{right}"


def _one_colon(text: str, packs: Packs) -> str:
    return str(text).translate(_colons(packs))


@cache
def _colons(packs: Packs) -> dict[int, str]:
    return str.maketrans(dict(packs.table("written")["colons"]))


def _last_digit(text: str) -> Decimal:
    """The worth of the last digit of a printed number."""
    return Decimal(1).scaleb(-len(text.strip().partition(".")[2]))


def plain(value: Decimal, step: Decimal | None = None, least: int = 0, grouped: bool = False) -> str:
    """A Decimal without exponent, rounded to the decimals of a step, which need not be a power of ten.

    Without a step it keeps its own decimals.
    ``least`` decimals are shown, beyond those of the step, where the value is not whole; a step above 1 rounds to
    its multiples. ``grouped`` separates thousands.
    """
    if step is None:
        return f"{value:{',' if grouped else ''}f}"
    wide = Context(prec=max(28, value.adjusted() + 28))
    fine = max(0, -step.adjusted())  # the decimals that the step has
    places = min(max(fine, least), SHOWN)
    rounded = value
    if step > 1:
        rounded = wide.multiply(wide.divide(value, step).quantize(Decimal(1), ROUND_HALF_UP, wide), step)
    rounded = rounded.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, wide)
    if places > fine and rounded == rounded.to_integral_value():
        rounded = rounded.quantize(Decimal(1), ROUND_HALF_UP, wide)
    return f"{rounded if rounded else abs(rounded):{',' if grouped else ''}f}"


def bounds(computed: Interval, like: Claim, packs: Packs, family: str = "") -> str:
    """What follows from the other figures, as the figure would be printed; both bounds where they differ there."""
    low = value_like(computed.low, like, packs, family)
    high = low if computed.low == computed.high else value_like(computed.high, like, packs, family)
    return (low if low == high else f"{low}～{high}") + unit_of(like.quantity, packs)


def gap(computed: Interval, value: Decimal, like: Claim, packs: Packs, family: str = "") -> str:
    """How far the printed value is from what follows, with its unit; between percentages 个百分点."""
    far = max(computed.low - value, value - computed.high)
    if not far.is_finite() or far <= 0:
        return ""
    words = packs.table("written")
    if ":" in _one_colon(like.location.text, packs):
        return ""  # 1:15 and 1:18 differ by no sum that one would do
    text = value_like(far, like, packs, family)
    if text.endswith(words["percent"]) and like.quantity.unit == words["percent"]:
        return text.removesuffix(words["percent"]) + str(words["points"])
    return text + unit_of(like.quantity, packs)
