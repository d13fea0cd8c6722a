"""What by its nature is no more than the figure in front: 发放问卷 N 份，收回 M 份 · 抽检 N 批次，合格 M 批次."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from vqr_check.claims.mentions import Mention
from vqr_check.model import Relation
from vqr_check.packs import Packs, compiled
from vqr_check.packs.sought import needed_by
from vqr_check.relations.readings import reading

BACK = 4  # figures in front among which the other one stands


@cache
def _bounds(packs: Packs) -> tuple[tuple[Any, Any, frozenset[str]], ...]:
    """For each pair the patterns of the whole and of the part, and characters of which the latter needs one."""
    pairs = ((compiled(e["whole"], e), compiled(e["part"], e)) for e in packs.entries("bound"))
    return tuple((whole, part, needed_by(part)) for whole, part in pairs)


def bounded(found: Sequence[Mention], packs: Packs) -> Iterator[Relation]:
    """Each figure whose words say that it is what came of the nearest figure in front that was put in."""
    for mention in found:
        if not _counts(mention):
            continue
        present = frozenset(mention.before)
        for whole, part, needs in _bounds(packs):
            if (needs and needs.isdisjoint(present)) or part.search(mention.before) is None:
                continue
            near = [m for m in found[max(0, mention.order - BACK) : mention.order] if m.sentence == mention.sentence]
            same = [m for m in near if _counts(m) and m.quantity.unit == mention.quantity.unit]
            if same and whole.search(same[-1].before):
                yield reading("subset", "0.9", "bounded", part=mention.claim, whole=same[-1].claim).relation
                break


def _counts(mention: Mention) -> bool:
    quantity = mention.quantity
    return mention.role == "level" and quantity.kind == "count" and not quantity.hedge and quantity.upper is None
