"""Means, per-head values and ratios in running text: total ÷ count = mean, a : b = rate : 1."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from vqr_check.claims.mentions import Mention
from vqr_check.model import Claim, Relation
from vqr_check.relations.context import LEVELS, Surroundings, sentence_start
from vqr_check.relations.readings import Reading, reading, settle


def means(found: Sequence[Mention], around: Surroundings) -> Iterator[Relation]:
    """The means and ratios of one passage."""
    for mention in found:
        relation = None
        if mention.role == "mean":
            relation = settle(_mean(mention, found), doubt=2)
        elif mention.role == "ratio" and len(mention.quantity.terms) == 2:
            relation = settle(_ratio(mention, found, around), doubt=2)
        if relation is not None:
            yield relation


def _mean(mention: Mention, found: Sequence[Mention]) -> Iterator[Reading]:
    start = sentence_start(found, mention.order)
    window = [m for m in found[start : mention.order + 4] if m.sentence == mention.sentence and m is not mention]
    levels = [m for m in window if m.role in ("level", "before")]
    for total in levels:
        if total.quantity.dimension != mention.quantity.dimension or total.quantity.value <= mention.quantity.value:
            continue
        for count in levels:
            if count is not total and count.quantity.value > 1:
                near = abs(total.order - mention.order) + abs(count.order - mention.order)
                support = Decimal("0.8") if near <= 3 else Decimal("0.6")
                yield reading("mean", support, "mean", total=total.claim, count=count.claim, mean=mention.claim)


def _ratio(mention: Mention, found: Sequence[Mention], around: Surroundings) -> Iterator[Reading]:
    start = sentence_start(found, mention.order)
    levels = [m for m in found[start : mention.order] if m.role in LEVELS][-4:]
    if not all(mention.quantity.terms):
        return
    rate = _rate(mention.claim)
    for a in levels:
        for b in levels:
            if a is not b:
                support = Decimal("0.8") if len(levels) == 2 and a.order < b.order else Decimal("0.6")
                yield reading("ratio", support, "ratio", a=a.claim, b=b.claim, rate=rate)


def _rate(claim: Claim) -> Claim:
    """The ratio as a number: the side that is 1 or 100 is exact, the other carries the precision."""
    one, other = claim.quantity.terms
    value, step = one / other, _last_digit(one) / other
    if one in (1, 100) and other not in (1, 100):
        step = value * _last_digit(other) / other  # 1 : 13 says 1/13, within half a unit of the 13
    return replace(claim, quantity=replace(claim.quantity, value=value, step=step, kind="multiple", terms=()))


def _last_digit(term: Decimal) -> Decimal:
    exponent = term.as_tuple().exponent
    return Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
