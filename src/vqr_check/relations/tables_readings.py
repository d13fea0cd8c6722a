"""Readings of a column of shares, rates, means or ratios: what it is worked out from, tried on its rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from vqr_check.arithmetic import HUNDRED, point
from vqr_check.claims.headers import Words
from vqr_check.record import dataclass
from vqr_check.relations.tables_view import AGREED, Figure, View, slip, verdict

NEIGHBOURS = 8  # how many columns of amounts around a column are tried
SAMPLE = 10  # on how many rows at first
MAX_BASES = 60
FAMILIES = {"share": "share", "rate": "share", "mean": "mean", "ratio": "ratio"}
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
    digits: int  # of the figures that agree


def stem(label: str, w: Words) -> str:
    """What an amount and its share have in common in their headers: 高级 of 高级人数 and 高级比例（%）."""
    bare = label.split("（")[0].split("(")[0].rstrip("%％")
    return w.patterns["suffix"].sub("", bare) or bare


def source(reading: Reading) -> str:
    """What a relation of this reading says of where it comes from."""
    return "table-share-other-base" if reading.base else "table-share"


def members(view: View, r: int, reading: Reading, target: int) -> tuple[str, list[tuple[str, Figure]]] | None:
    """Family and figures in their roles of one record by a reading; None where a figure is missing or unfit."""
    c, a = view.figures.get((r, target)), view.figures.get((r, reading.part))
    at = (reading.over, reading.part) if reading.fixed else (r, reading.over)
    b = reading.base or view.figures.get(at)
    if a is None or b is None or c is None or a is b or c.kind not in FAMILIES:
        return None
    if b.bounds.low <= 0 <= b.bounds.high or a.kind != b.kind or a.kind not in ("value", "change"):
        return None
    family = FAMILIES[c.kind]
    if family == "share" and (a.quantity.unit != b.quantity.unit and a.quantity.unit and b.quantity.unit):
        return None
    part, whole, share = ROLES[family]
    return family, [(part, a), (whole, b), (share, c)]


def closeness(family: str, roles: Sequence[tuple[str, Figure]]) -> str:
    """Agreed, close (off by no more than two of the last digit) or off."""
    if verdict(family, roles) in AGREED:
        return "agreed"
    a, b, c = (figure for _, figure in roles)
    computed = a.bounds / b.bounds * (point(HUNDRED) if family == "share" else point(1))
    slack = 2 * c.quantity.step
    return "close" if computed.low - slack <= c.bounds.high and c.bounds.low <= computed.high + slack else "off"


def score(view: View, rows: Sequence[int], reading: Reading, target: int) -> Tally:
    """How a reading fares on these records; shares of 0 and 100 tell nothing."""
    counts = {"agreed": 0, "close": 0, "off": 0}
    digits = 0
    for r in rows:
        found = members(view, r, reading, target)
        if found is None or (found[1][2][1].value in (0, 100) and found[0] == "share"):
            continue
        how = closeness(*found)
        counts[how] += 1
        digits += _length(found[1][2][1]) if how == "agreed" else 0
    return Tally(counts["agreed"], counts["close"], sum(counts.values()), digits)


def best(view: View, target: int, w: Words) -> tuple[Reading, Tally] | None:
    """The reading by which most records agree; the headers and the distance break ties."""
    rows = [r for r in range(len(view.records)) if (r, target) in view.figures]
    sample = rows[:SAMPLE] if len(rows) <= SAMPLE else rows[:: len(rows) // SAMPLE][:SAMPLE]
    values = [j for j, line in enumerate(view.fields) if line.kind == "value" and j != target]
    near = sorted((j for j in values if j < view.own), key=lambda j: (abs(j - target), j > target))[:NEIGHBOURS]
    lent = [j for j in values if j >= view.own][: 2 * NEIGHBOURS]
    name = stem(view.fields[target].label, w)
    found: tuple[tuple[int, int, int, int], Reading] | None = None
    for part in [*near, *lent]:
        for reading in _candidates(view, part, near, lent):
            tally = score(view, sample, reading, target)
            line = view.fields[part]
            named = 2 * (stem(line.label, w) == name) + (line.group == view.fields[target].group)
            if not tally.judged or (not tally.agreed and named < 2):
                continue
            own = part < view.own and (reading.fixed or reading.over < view.own) and reading.base is None
            if not own and (tally.agreed < 3 or tally.agreed * 5 < tally.judged * 3):
                continue  # what another table lends must fit well
            away = abs(part - target) + (0 if reading.fixed else abs(reading.over - target))
            rank = (4 * tally.agreed + 3 * tally.close, own, named, -away)
            if found is None or rank > found[0]:
                found = (rank, reading)
    return (found[1], score(view, rows, found[1], target)) if found else None


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
