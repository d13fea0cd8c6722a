"""Wholeness: what a part and its share imply of the whole, whether it is printed or not (GRIM; a share of nothing)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import ROUND_FLOOR, Decimal

from vqr_check.arithmetic import HUNDRED, interval
from vqr_check.claims.mentions import Mention
from vqr_check.claims.nouns import Nouns
from vqr_check.model import Relation
from vqr_check.packs import Packs
from vqr_check.relations.bases import parts_of
from vqr_check.relations.rates import says
from vqr_check.relations.readings import Reading, reading

SLACK = Decimal("1.5")  # steps by which a share may be off: half for rounding, one for a list made to add up to 100
POWER = Decimal("0.5")  # so wide may the band of wholes be for the test to say anything
LEAST = 2  # fewer are often no count: 离职1次
COUNTED = frozenset({"people", "objects", "occasions"})


def wholeness(mention: Mention, found: Sequence[Mention], nouns: Nouns, packs: Packs) -> Iterator[Relation]:
    """The share of a count, where no whole number gives it: 147人，占比60.40% would be of 243.4 people."""
    quantity = mention.quantity
    if quantity.kind != "percent" or quantity.hedge or quantity.upper is not None or not 0 < quantity.value < HUNDRED:
        return
    part = _part(mention, found, nouns, packs)
    if part is None or not part.quantity.exact or part.quantity.dimension not in COUNTED or part.quantity.value < LEAST:
        return
    step = quantity.step if quantity.value % (10 * quantity.step) else 10 * quantity.step  # 45.30 may be 45.3
    low = part.quantity.value * HUNDRED / (quantity.value + SLACK * step)
    least = quantity.value - SLACK * step
    high = part.quantity.value * HUNDRED / least if least > 0 else low + 1
    if high - low < POWER and high.to_integral_value(ROUND_FLOOR) < low:
        yield reading("grim", "0.9", "wholeness", part=part.claim, share=mention.claim).relation


def nothing(
    mention: Mention,
    readings: Sequence[Reading],
    found: Sequence[Mention],
    most: Mapping[str, Decimal],
    nouns: Nouns,
    packs: Packs,
) -> Iterator[Relation]:
    """The share printed as nothing of a part that is something: 4.00万元，占0.00%, with no printed amount so much more.

    ``most`` is the largest figure of each unit that the document prints.
    """
    quantity = mention.quantity
    if quantity.value or quantity.kind != "percent" or quantity.hedge or quantity.upper is not None:
        return
    part = _part(mention, found, nouns, packs)
    if part is None or interval(part.quantity).low <= 0 or part.quantity.unit not in most:
        return
    if interval(part.quantity).low * HUNDRED > most[part.quantity.unit] * quantity.step:
        of_it = [r for r in readings if dict(r.relation.members)["part"] is part.claim]
        for best in sorted(of_it, key=lambda r: -r.support)[:1]:
            yield replace(best.relation, strength="likely")


def _part(mention: Mention, found: Sequence[Mention], nouns: Nouns, packs: Packs) -> Mention | None:
    """The count that a share is certainly of: it stands right in front of it, and nothing else is said between."""
    part, certainty = next(parts_of(mention, found, nouns), (None, Decimal(0)))
    if part is None or certainty < 1 or part.order != mention.order - 1 or mention.series != mention.order:
        return None
    if mention.clause > part.clause + 1:
        return None  # 来自21个民族，以汉族为主，占比96.41%
    if mention.role == "bracketed":
        return part if (not part.bracket and mention.bracket) or part.bracket == mention.bracket else None
    if part.bracket != mention.bracket or mention.separator not in ("，", ""):
        return None
    return part if says(mention, part, nouns, packs) else None
