"""Shares, rates, means and ratios in a table: the columns or lines that they are worked out from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from vqr_check.arithmetic import HUNDRED, INFINITY, Interval, point
from vqr_check.model import Relation, Strength
from vqr_check.relations.tables_view import AGREED, Figure, View, relation, slip, verdict

NEIGHBOURS = 8
SAMPLE = 10
MAX_BASES = 60
FAMILIES = {"share": "share", "rate": "share", "mean": "mean", "ratio": "ratio"}
ROLES = {"share": ("part", "whole", "share"), "mean": ("total", "count", "mean"), "ratio": ("a", "b", "rate")}
SUFFIX = ("人数", "人次", "数", "额", "金额", "数量", "所占比例", "占比", "比例", "比重", "率", "百分比")


@dataclass(frozen=True, slots=True)
class Reading:
    """Where a field's figures come from: ``over`` is a field (its own record) or, with ``fixed``, a record."""

    part: int
    over: int
    fixed: bool


@dataclass(frozen=True, slots=True)
class Tally:
    """How many records a reading fits, nearly fits, and can be tried on."""

    agreed: int
    close: int
    judged: int


def find(view: View) -> Iterator[Relation]:
    """The shares, rates, means and ratios whose operands stand in the same table, agreed or not."""
    chosen: dict[int, tuple[Reading, Tally]] = {}
    for target, line in enumerate(view.fields):
        if line.kind in FAMILIES:
            found = _reading(view, target)
            if found:
                chosen[target] = found
    settled = _common_base(view, chosen)
    for target, (reading, tally) in chosen.items():
        strength = settled.get(target) or _strength(view, chosen, target)
        if strength is None:
            continue
        for r in range(len(view.records)):
            members = _members(view, r, reading, target)
            if members is None or (tally.close > 1 and _closeness(*members) == "close"):
                continue  # a base that differs a little from the one printed here
            yield relation(members[0], members[1], strength, "占比列")


def _common_base(view: View, chosen: dict[int, tuple[Reading, Tally]]) -> dict[int, Strength]:
    """Pairs of an amount and its share side by side (高级人数, 高级比例) are all worked out over one base.

    Turns the readings of pairs that agree with none to the base that the others have, or, where one
    slip in a base would mend all pairs at once, to that base.
    """
    mates = {
        target: mate
        for target, line in enumerate(view.fields)
        if line.kind in ("share", "rate") and (mate := _mate(view, target)) is not None
    }
    bases = [x.over for t in mates if t in chosen and (x := chosen[t][0]) and not x.fixed and chosen[t][1].agreed]
    out: dict[int, Strength] = {}
    if len(mates) < 2:
        return out
    if bases:
        base = max(set(bases), key=bases.count)
        for target, mate in mates.items():
            held = chosen.get(target)
            chance = (
                held and bases.count(base) > 1 and held[1].judged == 1 and (held[0].part, held[0].over) != (mate, base)
            )
            if held is None or not held[1].agreed or chance:
                reading = Reading(mate, base, False)
                chosen[target] = (reading, _score(view, range(len(view.records)), reading, target))
                out[target] = "explicit" if bases.count(base) > 1 else "likely"
        return out
    if any(target in chosen and chosen[target][1].agreed for target in mates):
        return out
    for base, line in enumerate(view.fields):
        if line.kind == "value" and base not in mates.values() and _mended(view, mates, base):
            for target, mate in mates.items():
                reading = Reading(mate, base, False)
                chosen[target] = (reading, Tally(0, 0, len(mates)))
                out[target] = "explicit"
            return out
    return out


def _mate(view: View, target: int) -> int | None:
    stem = _stem(view.fields[target].label)
    found = [j for j, line in enumerate(view.fields) if line.kind == "value" and _stem(line.label) == stem]
    return found[0] if stem and len(found) == 1 else None


def _mended(view: View, mates: Mapping[int, int], base: int) -> bool:
    """Whether one slip in the base of each record would make every pair agree."""
    seen = False
    for r in range(len(view.records)):
        low, high = Decimal(0), INFINITY
        printed = view.figures.get((r, base))
        for target, mate in mates.items():
            members = _members(view, r, Reading(mate, base, False), target)
            if members is None or members[1][2][1].bounds.low <= 0:
                continue
            wanted = members[1][0][1].bounds * point(HUNDRED) / members[1][2][1].bounds
            low, high = max(low, wanted.low), min(high, wanted.high)
        if printed is None or high == INFINITY:
            continue
        if low > high or not (printed.bounds.meets(Interval(low, high)) or slip(printed.quantity, Interval(low, high))):
            return False
        seen = True
    return seen


def _strength(view: View, chosen: Mapping[int, tuple[Reading, Tally]], target: int) -> Strength | None:
    """How far the rows and the headers bear a reading out; None where they do not."""
    reading, tally = chosen[target]
    named = _stem(view.fields[target].label) == _stem(view.fields[reading.part].label)
    support = tally.agreed + tally.close
    if tally.agreed and support >= 3 and support * 5 >= tally.judged * 3:
        return "explicit"
    if tally.agreed >= 2 and support * 2 >= tally.judged:
        return "explicit"
    if tally.agreed and tally.agreed * 2 >= tally.judged:
        if named or reading.fixed:
            return "explicit"
        return "likely" if _near_all(view, reading, target) else None
    if named and _near_all(view, reading, target):
        return "explicit" if _siblings(chosen, target, reading) else "likely"
    return None


def _siblings(chosen: Mapping[int, tuple[Reading, Tally]], target: int, reading: Reading) -> bool:
    """Whether other fields are worked out over the same base, or no other reading is in sight."""
    others = [x for t, (x, tally) in chosen.items() if t != target and x.fixed == reading.fixed and tally.agreed]
    same = sum(x.over == reading.over for x in others)
    return same * 2 >= len(others)


def _stem(label: str) -> str:
    bare = label.split("（")[0].split("(")[0].rstrip("%％")
    changed = True
    while changed:
        changed = False
        for suffix in SUFFIX:
            if len(bare) > len(suffix) and bare.endswith(suffix):
                bare, changed = bare[: -len(suffix)], True
    return bare


def _members(view: View, r: int, reading: Reading, target: int) -> tuple[str, list[tuple[str, Figure]]] | None:
    c, a = view.figures.get((r, target)), view.figures.get((r, reading.part))
    at = (reading.over, reading.part) if reading.fixed else (r, reading.over)
    b = view.figures.get(at)
    if a is None or b is None or c is None or a is b or c.kind not in FAMILIES:
        return None
    if b.bounds.low <= 0 <= b.bounds.high or a.kind != b.kind or a.kind not in ("value", "change"):
        return None
    family = FAMILIES[c.kind]
    if family == "share" and (a.quantity.unit != b.quantity.unit and a.quantity.unit and b.quantity.unit):
        return None
    part, whole, share = ROLES[family]
    return family, [(part, a), (whole, b), (share, c)]


def _closeness(family: str, roles: Sequence[tuple[str, Figure]]) -> str:
    """Agreed, close (off by no more than two of the last digit) or off."""
    if verdict(family, roles) in AGREED:
        return "agreed"
    a, b, c = (figure for _, figure in roles)
    computed = a.bounds / b.bounds * (point(HUNDRED) if family == "share" else point(1))
    slack = 2 * c.quantity.step
    return "close" if computed.low - slack <= c.bounds.high and c.bounds.low <= computed.high + slack else "off"


def _score(view: View, rows: Sequence[int], reading: Reading, target: int) -> Tally:
    counts = {"agreed": 0, "close": 0, "off": 0}
    for r in rows:
        members = _members(view, r, reading, target)
        if members is None or (members[1][2][1].value in (0, 100) and members[0] == "share"):
            continue
        counts[_closeness(*members)] += 1
    return Tally(counts["agreed"], counts["close"], sum(counts.values()))


def _reading(view: View, target: int) -> tuple[Reading, Tally] | None:
    """The reading by which most records agree; the headers and the distance break ties."""
    rows = [r for r in range(len(view.records)) if (r, target) in view.figures]
    sample = rows[:SAMPLE] if len(rows) <= SAMPLE else rows[:: len(rows) // SAMPLE][:SAMPLE]
    values = [j for j, line in enumerate(view.fields) if line.kind == "value" and j != target]
    near = sorted(values, key=lambda j: (abs(j - target), j > target))[:NEIGHBOURS]
    stem = _stem(view.fields[target].label)
    best: tuple[tuple[int, int, int], Reading] | None = None
    for part in near:
        for reading in _candidates(view, part, near):
            tally = _score(view, sample, reading, target)
            named = 2 * (_stem(view.fields[part].label) == stem) + (
                view.fields[part].group == view.fields[target].group
            )
            if not tally.judged or (not tally.agreed and named < 2):
                continue
            rank = (
                4 * tally.agreed + 3 * tally.close,
                named,
                -abs(part - target) - (0 if reading.fixed else abs(reading.over - target)),
            )
            if best is None or rank > best[0]:
                best = (rank, reading)
    if best is None:
        return None
    return best[1], _score(view, rows, best[1], target)


def _candidates(view: View, part: int, near: Sequence[int]) -> Iterator[Reading]:
    for over in near:
        if over != part:
            yield Reading(part, over, False)
    lines = view.records
    bases = range(len(lines))
    if len(lines) > MAX_BASES:
        bases = [r for r in bases if lines[r].place != "plain"] or range(1)  # type: ignore[assignment]
    for base in bases:
        if (base, part) in view.figures:
            yield Reading(part, base, True)


def _near_all(view: View, reading: Reading, target: int) -> bool:
    """Whether each record agrees or would with one slip of the pen mended."""
    for r in range(len(view.records)):
        members = _members(view, r, reading, target)
        if members is None:
            continue
        family, roles = members
        if verdict(family, roles) in AGREED:
            continue
        a, b, c = (figure for _, figure in roles)
        scale = point(HUNDRED) if family == "share" else point(1)
        if not (
            slip(c.quantity, a.bounds / b.bounds * scale)
            or slip(a.quantity, c.bounds * b.bounds / scale)
            or (c.value and slip(b.quantity, a.bounds * scale / c.bounds))
        ):
            return False
    return True
