"""Totals: wholes that are called the total of something, by whatever word for it: 占本年支出合计的 · 占资产总额的."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import Any

from vqr_check.claims.mentions import Mention
from vqr_check.claims.nouns import weight
from vqr_check.model import Claim
from vqr_check.packs import Packs, ready
from vqr_check.relations.context import Surroundings, other_years, same_kind
from vqr_check.relations.past import Past

FAR = 40  # figures before and behind a share among which the total is looked for
LIGHT = 2  # words that weigh less are no name
ONLY, SEVERAL = Decimal("0.9"), Decimal("0.7")
TRIED = 4  # totals of one name, the nearest first
PATTERNS = ("mark", "all", "bare", "part_year")


@cache
def _words(packs: Packs) -> dict[str, Any]:
    return {name: ready(packs.table("totals")[name]) for name in PATTERNS}


def of_total(
    mention: Mention, part: Mention, around: Surroundings, past: Past, packs: Packs
) -> Iterator[tuple[Claim, Decimal]]:
    """The totals of the document that 占…总额的 names, of no other year than the part; sure where there is but one."""
    words = _words(packs)
    said = mention.before[mention.before.find(mention.base) :]
    if mention.role != "share" or not mention.base or not words["mark"].search(said):
        return
    wanted = around.nouns.keys(words["bare"].sub("", mention.base))
    if weight(wanted) < LIGHT:
        return
    rarest = min(wanted, key=lambda word: (len(around.by_word.get(word, ())), word))
    told: dict[Decimal, Claim] = {}
    for claim in sorted(around.near(rarest, part.claim.id, FAR), key=lambda c: abs(c.id - part.claim.id)):
        if claim.id != part.claim.id and same_kind(claim, part.claim) and not other_years(claim, part.claim):
            if not _total(claim, past, words):
                continue
            if around.nouns.keys(words["bare"].sub("", claim.measure)) == wanted:
                told.setdefault(claim.quantity.value, claim)
    for claim in [*told.values()][:TRIED]:
        yield claim, ONLY if len(told) == 1 else SEVERAL


def _total(claim: Claim, past: Past, words: dict[str, Any]) -> bool:
    """Whether the words of a figure say that it is all there is, and of the whole of a year that is not over yet."""
    mention = past.mentions.get(claim.id)
    said = claim.measure if mention is None else mention.before + claim.measure
    if words["part_year"].search(said) or (mention is not None and mention.role != "level"):
        return False
    return words["all"].search(said) is not None or (mention is not None and "total" in mention.cues)
