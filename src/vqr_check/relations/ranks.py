"""Ranks in running text: 排名前三, 从高到低, 最多、其次、最少, and the order that their figures must have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from vqr_check.claims.mentions import Mention
from vqr_check.claims.passages import Passage
from vqr_check.model import Relation
from vqr_check.packs import Packs, compiled
from vqr_check.relations.context import LEVELS

PERCENT = frozenset({"share", "quota", "percentage", "bracketed"})


@cache
def _orders(packs: Packs) -> tuple[tuple[Any, int, str], ...]:
    return tuple((compiled(e["cue"], e), e["direction"], e["over"]) for e in packs.entries("order"))


def ranks(passage: Passage, found: Sequence[Mention], packs: Packs) -> Iterator[Relation]:
    """The stated orders of one passage, with the figures that stand in them."""
    for cue, direction, over in _orders(packs):
        for said in cue.finditer(passage.text):
            after = [m for m in found if m.quantity.start >= said.start()]
            if not after:
                continue
            sentence = [m for m in after if m.sentence == after[0].sentence]
            rated = "率" in said[0] or "度" in said[0]
            items = _row(sentence, rated, over)
            if len(items) >= (2 if over == "superlatives" else 3):
                yield Relation("rank", tuple(("item", m.claim) for m in items), direction, source=over)


def _row(sentence: Sequence[Mention], rated: bool, over: str) -> list[Mention]:
    """The figures of one measure, one an item: those of the first figure's role, unit and place in its bracket."""
    wanted = PERCENT if rated else LEVELS
    first = next((m for m in sentence if m.role in wanted), None)
    if first is None:
        return []
    out = [first]
    for mention in sentence[first.order - sentence[0].order + 1 :]:
        if mention.role not in wanted or mention.quantity.unit != first.quantity.unit:
            continue
        if bool(mention.bracket) != bool(first.bracket):
            break
        if first.bracket and mention.bracket == out[-1].bracket:
            continue
        out.append(mention)
    return out
