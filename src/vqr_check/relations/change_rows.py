"""Rows of changes: each belongs to two neighbours of a row of levels, or to one of as many pairs of then and now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from vqr_check.claims.mentions import Mention
from vqr_check.model import Claim, Relation
from vqr_check.relations.context import sentence_start
from vqr_check.relations.readings import Reading, figures, reading, settle, verdict
from vqr_check.relations.scene import FAMILIES, LEVEL, Scene, unit
from vqr_check.slips import coarseness

PERCENTAGES = frozenset({"share", "quota", "percentage", "bracketed", "before", "rate"})
REACH = 2  # sentences in front of a row of changes in which its levels may stand
BACK = 24  # figures in front of it
BORNE_OUT, PAIRED, DATED, FITTED, GUESS = map(Decimal, ("0.96", "0.95", "0.92", "0.84", "0.6"))
TELLING = Decimal("0.05")  # one that would hold by accident more often bears out no row
Pair = tuple[Claim, Claim]  # now and before


def in_row(change: Mention, scene: Scene) -> Relation | None:
    """What one of a row of changes states: 分别为A、B和C，后两年分别增长P、Q; None where it stands in none.

    Which row of levels is meant arithmetic decides: if one of the changes fits, the others are of the same row.
    """
    found = scene.found
    row = [m for m in found[change.series : change.series + BACK] if _beside(m, change)]
    if len(row) < 2 or change.role not in FAMILIES or change.role == "multiplied":
        return None
    place, family = row.index(change), FAMILIES[change.role]
    best: list[tuple[int, Decimal, Reading]] = []
    for pairs, sure in _pairs(row, scene):
        told = [_reading(family, m, pair, sure) for m, pair in zip(row, pairs, strict=True)]
        fits = [r for r in told if verdict(r.relation) != "contradicted" and _telling(r.relation)]
        support = sure if not fits else FITTED if sure == GUESS else BORNE_OUT
        best.append((len(fits), support, _reading(family, change, pairs[place], support)))
    if not best:
        return None
    most = max(best, key=lambda held: held[:2])
    return settle([r for count, _, r in best if count == most[0]] if not most[0] else [most[2]])


def _beside(m: Mention, change: Mention) -> bool:
    return m.series == change.series and m.sentence == change.sentence and m.role == change.role


def _reading(family: str, change: Mention, pair: Pair, sure: Decimal) -> Reading:
    role = "rate" if family == "growth" else "change"
    return reading(family, sure, "row", change.direction, now=pair[0], before=pair[1], **{role: change.claim})


def _telling(relation: Relation) -> bool:
    return coarseness(relation.family, figures(relation), relation.direction) < TELLING


def _pairs(row: Sequence[Mention], scene: Scene) -> Iterator[tuple[Sequence[Pair], Decimal]]:
    """The pairs of levels that a row of changes may lie between, with how surely."""
    found, first = scene.found, row[0]
    start = sentence_start(found, first.order)
    near = [
        m
        for m in found[max(0, first.order - BACK) : first.order]
        if m.sentence >= first.sentence - REACH and _fits(m, first)
    ]
    here = [m for m in near if m.order >= start]
    befores = [m for m in here if m.role == "before"][-len(row) :]
    nows = [m for m in here if m.role != "before"][-len(row) :]
    if len(befores) == len(nows) == len(row) and _alternate(befores, nows):
        alike = all(unit(a.quantity) == unit(b.quantity) for a, b in zip(befores, nows, strict=True))
        if alike:
            yield [(now.claim, then.claim) for now, then in zip(nows, befores, strict=True)], PAIRED
    for levels in _rows(near, len(row) + 1):
        dated = _dated(levels, first, scene)
        steps = list(zip(levels[1:], levels, strict=False))
        yield [(now.claim, then.claim) for now, then in steps], DATED if dated else GUESS
        if not dated:  # the latest year first
            yield [(now.claim, then.claim) for then, now in steps], GUESS


def _alternate(befores: Sequence[Mention], nows: Sequence[Mention]) -> bool:
    """Whether what there was and what there is take turns: 由A、B增至C、D, or 由A增至C，由B增至D."""
    rows = befores[-1].order < nows[0].order and nows[0].order == befores[-1].order + 1
    return rows or all(then.order + 1 == now.order for then, now in zip(befores, nows, strict=True))


def _fits(level: Mention, change: Mention) -> bool:
    if level.bracket and not change.bracket:
        return False
    if change.role == "point":
        like = "permille" if change.quantity.unit == "千分点" else "percent"
        return level.role in PERCENTAGES and level.quantity.kind == like
    if level.role not in LEVEL or level.quantity.kind in ("percent", "permille", "point"):
        return False
    return change.role == "rate" or unit(level.quantity) == change.quantity.unit


def _rows(near: Sequence[Mention], count: int) -> Iterator[Sequence[Mention]]:
    """The rows of so many levels in one unit, the nearest first."""
    series: dict[int, list[Mention]] = {}
    for m in near:
        series.setdefault(m.series, []).append(m)
    for row in reversed(list(series.values())):
        if len(row) == count and len({unit(m.quantity) for m in row}) == 1:
            yield row


def _dated(levels: Sequence[Mention], first: Mention, scene: Scene) -> bool:
    """Whether the words say that a row of levels is of years that follow each other, the earliest first."""
    words = scene.words
    lead = words.stop.split(levels[0].gap)[-1]
    named = [int(m["year"]) for m in words.listed_year.finditer(lead)]
    if len(named) > 1:
        return named == sorted(named)
    return words.recent.search(lead) is not None or words.each_period.search(lead) is not None
