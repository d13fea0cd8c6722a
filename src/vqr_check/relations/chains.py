"""Chains of levels in front of a change: 由X增至Y, 再到Z, of which it tells one step or the whole."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from vqr_check.claims.mentions import Mention
from vqr_check.model import Claim
from vqr_check.relations.context import sentence_start
from vqr_check.relations.readings import Reading, verdict
from vqr_check.relations.scene import Level, Scene, unit

SAME_SENTENCE, SECOND, THIRD = map(Decimal, ("0.95", "0.6", "0.45"))


def turned(made: Reading, change: Mention, scene: Scene) -> bool:
    """Whether 由91个调整到86个，比上年增加5个 says the right amount of the wrong direction."""
    members = dict(made.relation.members)
    chain = [m.claim.id for m in _from_to(change, scene)]
    if [members["before"].id, members["now"].id] != chain or change.quantity.value <= 0:
        return False
    return verdict(replace(made.relation, direction=-made.relation.direction)) == "agreed"


def _from_to(change: Mention, scene: Scene) -> list[Mention]:
    """The two levels of 由 A 增至 B in front of a change, in its sentence; empty where there is none."""
    start = sentence_start(scene.found, change.order)
    for m in reversed(scene.found[start : change.order]):
        if m.role == "before" and m.order + 1 < change.order:
            return [m, scene.found[m.order + 1]]
    return []


def _chain(change: Mention, scene: Scene) -> list[Mention]:
    """The levels of 由X增至Y、再到Z in front of a change; empty where there are fewer than three."""
    start = sentence_start(scene.found, change.order)
    out: list[Mention] = []
    for m in scene.found[start : change.order]:
        if m.role == "before" and m.quantity.kind != "percent":
            out = [m]
        elif out and m.role == "level" and unit(m.quantity) == unit(out[0].quantity):
            out.append(m)
    return out if len(out) > 2 else []


def chained(change: Mention, scene: Scene) -> list[Level]:
    """The levels inside such a chain, to which a change may have led as well."""
    return [(level, THIRD) for level in _chain(change, scene)[1:-1]]


def in_chain(change: Mention, now: Mention, before: Claim, scene: Scene) -> Decimal | None:
    """How surely a change goes from one level of a chain to another; None where there is no chain."""
    chain = [m.claim.id for m in _chain(change, scene)]
    if now.claim.id not in chain or before.id not in chain:
        return None
    pair = (chain.index(before.id), chain.index(now.claim.id))
    over_all = (0, len(chain) - 1)
    spans = ((scene.words.first, (0, 1)), (scene.words.last, (len(chain) - 2, len(chain) - 1)))
    for words, meant in (*spans, (scene.words.whole, over_all), (scene.words.yearly, over_all)):
        if words.search(change.lead):
            return SAME_SENTENCE if pair == meant else THIRD
    return SECOND
