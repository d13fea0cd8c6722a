"""Readings of a column of shares, rates, means or ratios: what it is worked out from, tried on its rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from vqr_check.arithmetic import HUNDRED, point
from vqr_check.claims.headers import Words
from vqr_check.record import dataclass
from vqr_check.relations.tables_view import AGREED, Figure, View, slip, verdict

NEIGHBOURS = 8  # how many columns of amounts around a column are tried
SAMPLE = 10  # on how many rows at first
MAX_BASES = 60
CLOSE, FAR = 2, 3  # of the last digit: off by no more is close; by more than a half, and more than close, is off
MANY = 40  # so many digits agree by no chance: no more are counted
ZERO, ONE = Decimal(0), Decimal(1)
FAMILIES = {"share": "share", "rate": "share", "mean": "mean", "ratio": "ratio"}
DIVIDED = ("value", "change")
SHARED = (*DIVIDED, "mean")  # 实践学分 of 平均总学分, 工资性收入 of 人均可支配收入: a share may be one of a mean
ROLES = {"share": ("part", "whole", "share"), "mean": ("total", "count", "mean"), "ratio": ("a", "b", "rate")}


@dataclass(frozen=True, slots=True)
class Reading:
    """Where a field's figures come from: ``part`` over the field ``over``, in each record its own.

    With ``fixed``, ``over`` is the record whose figure is the base of all; with ``base``, that figure stands
    in another table.
    """

    part: int
    over: int
    fixed: bool = False
    base: Figure | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """How many records a reading fits, nearly fits, and can be tried on."""

    agreed: int
    close: int
    judged: int
    digits: int  # of the figures that agree; counted until they are many


def stem(label: str, w: Words) -> str:
    """What an amount and its share have in common in their headers: 高级 of 高级人数 and 高级比例（%）."""
    bare = label.split("（")[0].split("(")[0].rstrip("%％")
    return w.patterns["suffix"].sub("", bare) or bare


def source(reading: Reading) -> str:
    """What a relation of this reading says of where it comes from."""
    return "table-share-other-base" if reading.base else "table-share"


@dataclass(frozen=True, slots=True)
class Printed:
    """A record's printed share, rate, mean or ratio, and beyond which values a computed one is off for certain."""

    record: int
    figure: Figure
    scale: Decimal
    low: Decimal
    high: Decimal


def printed(view: View, rows: Sequence[int], target: int) -> list[Printed]:
    """The figures of a field that readings are tried on; shares of 0 and 100 tell nothing."""
    out = []
    for r in rows:
        figure = view.figures.get((r, target))
        if figure is None or figure.kind not in FAMILIES:
            continue
        share = FAMILIES[figure.kind] == "share"
        if share and figure.value in (0, 100):
            continue
        beyond = (FAR + figure.quantity.precision.tolerance) * figure.quantity.step
        low, high = figure.bounds.low - beyond, figure.bounds.high + beyond
        out.append(Printed(r, figure, HUNDRED if share else ONE, low, high))
    return out


def members(view: View, r: int, reading: Reading, target: int) -> tuple[str, list[tuple[str, Figure]]] | None:
    """Family and figures in their roles of one record by a reading; None where a figure is missing or unfit."""
    figure = view.figures.get((r, target))
    found = None if figure is None or figure.kind not in FAMILIES else _operands(view, r, reading, figure)
    return None if found is None or figure is None else (FAMILIES[figure.kind], _in_roles(*found, figure))


def _in_roles(a: Figure, b: Figure, figure: Figure) -> list[tuple[str, Figure]]:
    return list(zip(ROLES[FAMILIES[figure.kind]], (a, b, figure), strict=True))


def _operands(view: View, r: int, reading: Reading, figure: Figure) -> tuple[Figure, Figure] | None:
    """What a reading divides in one record, and by what; None where a figure is missing or unfit."""
    a = view.figures.get((r, reading.part))
    share = FAMILIES[figure.kind] == "share"
    if a is None or a.kind not in (SHARED if share else DIVIDED):
        return None
    at = (reading.over, reading.part) if reading.fixed else (r, reading.over)
    b = reading.base or view.figures.get(at)
    if b is None or a is b or not _divides(a, b, share) or b.bounds.low <= ZERO <= b.bounds.high:
        return None
    unit, other = a.quantity.unit, b.quantity.unit
    return None if unit != other and unit and other and share else (a, b)


def _divides(a: Figure, b: Figure, share: bool) -> bool:
    """Whether figures of these kinds may be divided: an amount by an amount, in a share also by a mean."""
    return a.kind == b.kind or (share and a.kind == "value" and b.kind == "mean")


def closeness(family: str, roles: Sequence[tuple[str, Figure]]) -> str:
    """Agreed, close (off by no more than two of the last digit) or off."""
    if verdict(family, roles) in AGREED:
        return "agreed"
    a, b, c = (figure for _, figure in roles)
    computed = a.bounds / b.bounds * (point(HUNDRED) if family == "share" else point(1))
    slack = CLOSE * c.quantity.step
    return "close" if computed.low - slack <= c.bounds.high and c.bounds.low <= computed.high + slack else "off"


def _told(one: Printed, a: Figure, b: Figure) -> str:
    """Agreed, or off by more than rounding, truncation and closeness allow, told without dividing.

    "" where that takes a closer look: few of the readings that are tried are wrong by a little.
    """
    x, y, printed = a.bounds, b.bounds, one.figure
    if x.low < ZERO or y.low <= ZERO or b.quantity.hedge or printed.quantity.hedge:
        return ""
    low, high = x.low * one.scale, x.high * one.scale
    if low > one.high * y.high or high < one.low * y.low:
        return "off"
    meets = low <= printed.bounds.high * y.high and printed.bounds.low * y.low <= high
    return "agreed" if meets and printed.quantity.precision.rounding != "truncate" else ""


def score(view: View, shown: Sequence[Printed], reading: Reading) -> Tally:
    """How a reading fares on these records."""
    agreed = close = judged = digits = 0
    for one in shown:
        found = _operands(view, one.record, reading, one.figure)
        if found is None:
            continue
        judged += 1
        how = _told(one, *found) or closeness(FAMILIES[one.figure.kind], _in_roles(*found, one.figure))
        close += how == "close"
        if how == "agreed":
            agreed += 1
            digits += _length(one.figure) if digits < MANY else 0
    return Tally(agreed, close, judged, digits)


def best(view: View, target: int, w: Words) -> tuple[Reading, Tally] | None:
    """The reading by which most records agree; the headers and the distance break ties."""
    rows = [r for r in range(len(view.records)) if (r, target) in view.figures]
    sample = rows[:SAMPLE] if len(rows) <= SAMPLE else rows[:: len(rows) // SAMPLE][:SAMPLE]
    shown = printed(view, sample, target)
    kinds = ("value", "mean") if FAMILIES[view.fields[target].kind] == "share" else ("value",)
    values = [j for j, line in enumerate(view.fields) if line.kind in kinds and j != target]
    near = sorted((j for j in values if j < view.own), key=lambda j: (abs(j - target), j > target))[:NEIGHBOURS]
    lent = [j for j in values if j >= view.own][: 2 * NEIGHBOURS]
    name = stem(view.fields[target].label, w)
    found: tuple[tuple[int, int, int, int], Reading] | None = None
    for part in [*near, *lent]:
        line = view.fields[part]
        named = 2 * (stem(line.label, w) == name) + (line.group == view.fields[target].group)
        for reading in _candidates(view, part, near, lent):
            tally = score(view, shown, reading)
            if not tally.judged or (not tally.agreed and named < 2):
                continue
            own = part < view.own and (reading.fixed or reading.over < view.own) and reading.base is None
            if not own and (tally.agreed < 3 or tally.agreed * 5 < tally.judged * 3):
                continue  # what another table lends must fit well
            away = abs(part - target) + (0 if reading.fixed else abs(reading.over - target))
            rank = (4 * tally.agreed + 3 * tally.close, own, named, -away)
            if found is None or rank > found[0]:
                found = (rank, reading)
    return (found[1], score(view, printed(view, rows, target), found[1])) if found else None


def _candidates(view: View, part: int, near: Sequence[int], lent: Sequence[int]) -> Iterator[Reading]:
    for over in near if part >= view.own else (*near, *lent):
        if over != part:
            yield Reading(part, over)
    if part >= view.own:
        return
    lines = view.records
    bases: Sequence[int] = range(len(lines))
    if len(lines) > MAX_BASES:
        bases = [r for r in bases if lines[r].place != "plain"] or [0]
    for base in bases:
        if (base, part) in view.figures:
            yield Reading(part, base, True)
    for figure in view.bases:
        yield Reading(part, part, True, figure)


def near_all(view: View, reading: Reading, target: int, least: int) -> bool:
    """Whether each record agrees or would with one slip mended, in a figure of at least so many digits."""
    for r in range(len(view.records)):
        found = members(view, r, reading, target)
        if found is None:
            continue
        family, roles = found
        if verdict(family, roles) in AGREED:
            continue
        a, b, c = (figure for _, figure in roles)
        scale = point(HUNDRED) if family == "share" else point(1)
        wanted = [(c, a.bounds / b.bounds * scale), (a, c.bounds * b.bounds / scale)]
        if c.bounds.low > 0:
            wanted.append((b, a.bounds * scale / c.bounds))
        if not any(_length(figure) >= least and slip(figure.quantity, sought) for figure, sought in wanted):
            return False
    return True


def _length(figure: Figure) -> int:
    return len(str(int(abs(figure.value / figure.quantity.step))))
