"""Heads: how many there are of a group, as the document tells it: 在校生 of 生均0.83个 and of 是在校生的1.9倍."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from vqr_check.model import Claim
from vqr_check.relations.context import Surroundings
from vqr_check.relations.past import Past
from vqr_check.relations.rates import just

KEPT = 200  # figures looked at before the place and behind it
PEOPLE = "people"
LONG = 5  # characters of a name that means the group in whatever words: 按折合在校生3409.6人计算
UNLIKE = 3  # a figure so many times less than another of the group counts some of them, or a change


def heads(name: str, like: Claim, around: Surroundings, before: Past) -> Sequence[Claim]:
    """The counts of people that bear just these words, of the year of ``like`` or of the report, each number once.

    The nearest of each number comes first. Left out are figures of one row or section (在校生 of a college), bounds
    (3000人以上), those of another year, and such as are so small that they can only be some of the group.
    """
    wanted = around.nouns.keys(name)
    if not wanted:
        return ()
    rarest = min(wanted, key=lambda word: (len(around.by_word.get(word, ())) or 10**6, word))
    near = around.near(rarest, like.id, KEPT)
    said = [c for c in near if c.id != like.id and (just(wanted, c.keys) or (len(name) >= LONG and name in c.measure))]
    said = [c for c in said if c.quantity.dimension == PEOPLE and not c.scope and c.quantity.value > 1]
    meant = year(like) or before.year
    fits = [c for c in said if _told(c, before) and (not meant or not c.period or year(c) == meant)]
    most = max((c.quantity.value for c in fits), default=Decimal(0))
    held: dict[Decimal, Claim] = {}
    for claim in sorted(fits, key=lambda c: abs(c.id - like.id)):
        if claim.quantity.value * UNLIKE >= most:
            held.setdefault(claim.quantity.value, claim)
    return tuple(held.values())


def year(claim: Claim) -> int:
    """The year that a claim's period begins with: 2023-2024学年; 0 where it names none (上年)."""
    said = claim.period[:4]
    return int(said) if len(said) == 4 and said.isdecimal() else 0


def _told(claim: Claim, before: Past) -> bool:
    """Whether a figure is what there is: not what there was, nor a bound."""
    mention = before.mentions.get(claim.id)
    return not claim.quantity.hedge and claim.quantity.upper is None and (mention is None or mention.role == "level")
