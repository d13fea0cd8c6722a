"""Shares, rates, means and ratios in a table: the columns or lines that they are worked out from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from vqr_check.arithmetic import HUNDRED, INFINITY, Interval, point
from vqr_check.claims.headers import Words
from vqr_check.model import Relation, Strength
from vqr_check.relations.tables_readings import (
    FAMILIES,
    Reading,
    Tally,
    best,
    closeness,
    members,
    near_all,
    printed,
    score,
    source,
    stem,
)
from vqr_check.relations.tables_view import View, relation, slip

TELLING = 8  # so many digits must agree before a reading that no header suggests is no chance


def find(view: View, w: Words) -> Iterator[Relation]:
    """The shares, rates, means and ratios whose operands stand in the same table, agreed or not."""
    chosen: dict[int, tuple[Reading, Tally]] = {}
    for target, line in enumerate(view.fields[: view.own]):
        if line.kind in FAMILIES:
            reached = best(view, target, w)
            if reached:
                chosen[target] = reached
    settled = _common_base(view, chosen, w)
    for target, (reading, tally) in chosen.items():
        strength = settled.get(target) or _strength(view, chosen, target, w)
        if strength is None:
            continue
        for r in range(len(view.records)):
            found = members(view, r, reading, target)
            if found is None or (tally.close > 1 and closeness(*found) == "close"):
                continue  # a base that differs a little from the one printed here
            yield relation(found[0], found[1], strength, source(reading))


def _common_base(view: View, chosen: dict[int, tuple[Reading, Tally]], w: Words) -> dict[int, Strength]:
    """Pairs of an amount and its share side by side (高级人数, 高级比例) are all worked out over one base.

    Turns the readings of pairs that agree with none to the base that the others have, or, where one
    slip in a base would mend all pairs at once, to that base.
    """
    mates = {
        target: mate
        for target, line in enumerate(view.fields[: view.own])
        if line.kind in ("share", "rate") and (mate := _mate(view, target, w)) is not None
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
                chosen[target] = (reading, score(view, printed(view, range(len(view.records)), target), reading))
                out[target] = "explicit" if bases.count(base) > 1 else "likely"
        return out
    if any(target in chosen and chosen[target][1].agreed for target in mates):
        return out
    for base, line in enumerate(view.fields):
        if line.kind == "value" and base not in mates.values() and _mended(view, mates, base):
            for target, mate in mates.items():
                reading = Reading(mate, base, False)
                chosen[target] = (reading, Tally(0, 0, len(mates), 0))
                out[target] = "explicit"
            return out
    return out


def _mate(view: View, target: int, w: Words) -> int | None:
    name = stem(view.fields[target].label, w)
    found = [j for j, line in enumerate(view.fields) if line.kind == "value" and stem(line.label, w) == name]
    return found[0] if name and len(found) == 1 else None


def _mended(view: View, mates: Mapping[int, int], base: int) -> bool:
    """Whether one slip in the base of each record would make every pair agree."""
    seen = False
    for r in range(len(view.records)):
        low, high = Decimal(0), INFINITY
        printed = view.figures.get((r, base))
        for target, mate in mates.items():
            found = members(view, r, Reading(mate, base, False), target)
            if found is None or found[1][2][1].bounds.low <= 0:
                continue
            wanted = found[1][0][1].bounds * point(HUNDRED) / found[1][2][1].bounds
            low, high = max(low, wanted.low), min(high, wanted.high)
        if printed is None or high == INFINITY:
            continue
        if low > high or not (printed.bounds.meets(Interval(low, high)) or slip(printed.quantity, Interval(low, high))):
            return False
        seen = True
    return seen


def _strength(view: View, chosen: Mapping[int, tuple[Reading, Tally]], target: int, w: Words) -> Strength | None:
    """How far the rows and the headers bear a reading out; None where they do not."""
    reading, tally = chosen[target]
    named = stem(view.fields[target].label, w) == stem(view.fields[reading.part].label, w)
    expected = named or (reading.fixed and (reading.base is not None or view.records[reading.over].place != "plain"))
    support = tally.agreed + tally.close
    mostly = support * 5 >= tally.judged * 3
    if tally.agreed and mostly and tally.digits >= (TELLING // 2 if expected else TELLING) and support > 1:
        return "explicit"
    if tally.agreed > 1 and expected and support * 2 >= tally.judged:
        return "explicit"
    if tally.agreed and tally.agreed * 2 >= tally.judged and near_all(view, reading, target, 1 if expected else 3):
        return "explicit" if expected else "likely"
    if named and near_all(view, reading, target, 1):
        return "explicit" if _siblings(chosen, target, reading) else "likely"
    return None


def _siblings(chosen: Mapping[int, tuple[Reading, Tally]], target: int, reading: Reading) -> bool:
    """Whether other fields are worked out over the same base, or no other reading is in sight."""
    others = [x for t, (x, tally) in chosen.items() if t != target and x.fixed == reading.fixed and tally.agreed]
    same = sum(x.over == reading.over for x in others)
    return same * 2 >= len(others)
