"""Change columns: amounts, rates and points between two columns, as the headers name or the rows agree on them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from vqr_check.arithmetic import HUNDRED, Interval, interval, point
from vqr_check.model import Relation
from vqr_check.relations.tables_view import AGREED, Figure, View, relation, slip, verdict

NEIGHBOURS = 8  # how many columns are looked at on each side of a change column
SAMPLE = 12
TELLING = 6  # so many digits must agree before a pair that no header names is no chance
FAMILY = {"change": "delta", "point": "point", "growth": "growth"}
RESULT = {"delta": "change", "point": "change", "growth": "rate"}


def find(view: View) -> Iterator[Relation]:
    """The changes between two fields that a third states, agreed or not."""
    for target, line in enumerate(view.fields):
        if line.kind not in FAMILY:
            continue
        pair = _pair(view, target)
        if pair is None:
            continue
        now, before, trusted = pair
        for r in range(len(view.records)):
            members = _members(view, r, now, before, target)
            if members is None:
                continue
            family, roles = members
            strength = "explicit" if trusted else "likely"
            yield relation(family, roles, strength, "table-change")  # type: ignore[arg-type]


def _members(view: View, r: int, now: int, before: int, target: int) -> tuple[str, list[tuple[str, Figure]]] | None:
    a, b, c = (view.figures.get((r, j)) for j in (now, before, target))
    if a is None or b is None or c is None or a.quantity.unit != b.quantity.unit:
        return None
    family = FAMILY.get(c.kind, "")
    if family == "delta" and a.quantity.kind == "percent":
        family = "point"
    if not family or (family == "growth" and (b.value == 0 or (b.value < 0 and not _lesser_loss(a, b, c)))):
        return None
    if a.kind in ("growth", "change", "point"):
        return None
    return family, [("now", a), ("before", b), (RESULT[family], c)]


def _lesser_loss(a: Figure, b: Figure, c: Figure) -> bool:
    """Whether a rate may be of two losses, and is not one that is reckoned on the amount without its sign."""
    if a.value >= 0:
        return False
    rate = (a.bounds / b.bounds - point(1)) * point(HUNDRED)
    return not rate.meets(Interval(-c.bounds.high, -c.bounds.low))


def _pair(view: View, target: int) -> tuple[int, int, bool] | None:
    """The two fields whose difference the target states: now, before, and whether the rows confirm it."""
    value_fields = [
        j
        for j, line in enumerate(view.fields)
        if j != target and line.kind in ("value", "share", "rate", "mean", "ratio")
    ]
    near = sorted(value_fields, key=lambda j: abs(j - target))[:NEIGHBOURS]
    rows = [r for r in range(len(view.records)) if (r, target) in view.figures and view.figures[r, target].value != 0]
    sample = rows[:SAMPLE]
    best: tuple[tuple[int, int], int, int] | None = None
    for now in near:
        for before in near:
            if now == before or view.fields[now].kind != view.fields[before].kind:
                continue
            agreed, judged = _score(view, sample, now, before, target)
            if not judged:
                continue
            hint = _hint(view, now, before, target)
            if agreed * 2 < judged and not (hint and judged <= 2):
                continue
            rank = (agreed, hint)
            if best is None or rank > best[0]:
                best = (rank, now, before)
    if best is None:
        return None
    (_, hint), now, before = best
    agreed, judged = _score(view, rows, now, before, target)
    if hint >= 2 and agreed and agreed * 2 >= judged:
        return now, before, True
    if agreed >= 3 and agreed * 5 >= judged * 3 and _digits(view, rows, now, before, target) >= TELLING:
        return now, before, True
    if hint >= 2 and judged <= 2 and all(_near(view, r, now, before, target) for r in rows):
        return now, before, judged == 1
    return None


def _digits(view: View, rows: Sequence[int], now: int, before: int, target: int) -> int:
    """How many digits of the target's figures the pair gets right: few may be right by chance."""
    digits = 0
    for r in rows:
        found = _members(view, r, now, before, target)
        if found is not None and verdict(*found) in AGREED:
            stated = found[1][2][1].quantity
            digits += len(str(int(abs(stated.value / stated.step))))
    return digits


def _score(view: View, rows: Sequence[int], now: int, before: int, target: int) -> tuple[int, int]:
    agreed = judged = 0
    for r in rows:
        members = _members(view, r, now, before, target)
        if members is None:
            continue
        judged += 1
        agreed += verdict(members[0], members[1]) in AGREED
    return agreed, judged


def _hint(view: View, now: int, before: int, target: int) -> int:
    """How far the headers name this pair: both periods told apart, and the same thing measured."""
    a, b = view.fields[now], view.fields[before]
    score = 0
    if a.period and b.period and a.period != b.period:
        if (a.period, b.period) == ("本年", "上年") or (
            a.period[:4].isdigit() and b.period[:4].isdigit() and a.period > b.period
        ):
            score += 2
        else:
            return 0
    if a.kind == b.kind and (a.label == b.label or a.group == b.group):
        score += 1
    return score


def _near(view: View, r: int, now: int, before: int, target: int) -> bool:
    """Whether the row agrees, or one slip in it would make it agree."""
    members = _members(view, r, now, before, target)
    if members is None:
        return True
    family, roles = members
    if verdict(family, roles) in AGREED:
        return True
    a, b, c = (figure for _, figure in roles)
    if family == "growth":
        wanted = (a.bounds / b.bounds - point(1)) * point(HUNDRED)
        back = b.bounds * (point(1) + interval(c.quantity) / point(HUNDRED))
        return slip(c.quantity, wanted) or slip(a.quantity, back)
    return (
        slip(c.quantity, a.bounds - b.bounds)
        or slip(a.quantity, b.bounds + c.bounds)
        or slip(b.quantity, a.bounds - c.bounds)
    )
