"""Per hundred: how many of something there are for each hundred of a group: 计算机1126台，每百名学生拥有33.3台."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import Any

from vqr_check.claims.mentions import Mention
from vqr_check.model import Claim, Relation
from vqr_check.packs import Packs, ready
from vqr_check.relations.context import LEVELS, Surroundings, same_kind
from vqr_check.relations.heads import heads
from vqr_check.relations.past import Past
from vqr_check.relations.readings import reading, settle

ONLY, SEVERAL = Decimal("0.88"), Decimal("0.6")  # the document knows but one number of the group, or several


@cache
def _per(packs: Packs) -> Any:
    return ready(packs.table("per_hundred")["per"])


def per_hundred(found: Sequence[Mention], around: Surroundings, past: Past, packs: Packs) -> Iterator[Relation]:
    """The means per hundred, thousand or ten thousand of a group of one passage, their total right in front."""
    table = packs.table("per_hundred")
    for mention in found:
        said = _per(packs).search(mention.before)
        total = found[mention.order - 1] if mention.order else None
        if said is None or total is None or total.role not in LEVELS or total.sentence != mention.sentence:
            continue
        if not same_kind(total.claim, mention.claim) or total.quantity.value <= mention.quantity.value:
            continue
        groups = heads(table["names"][said["who"]], mention.claim, around, past)
        size = Decimal(table["size"][said["size"]])
        support = ONLY if len(groups) == 1 else SEVERAL
        relation = settle(
            reading("mean", support, "per-hundred", total=total.claim, count=_parted(group, size), mean=mention.claim)
            for group in groups
        )
        if relation is not None:
            yield relation


def _parted(claim: Claim, size: Decimal) -> Claim:
    """A count in hundreds or thousands."""
    quantity = claim.quantity
    return replace(claim, quantity=replace(quantity, value=quantity.value / size, step=quantity.step / size))
