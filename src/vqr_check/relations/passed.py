"""Levels that a figure is said to pass or to miss, and that figure: 在校生突破3300人, but elsewhere 在校生2986人."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from vqr_check.claims.nouns import weight
from vqr_check.packs import Packs, ready
from vqr_check.relations.facts import HEAVY, Fact, may_be_one

OPEN = frozenset({"at_least", "at_most"})
CLOSE = Decimal("1.1")  # a level is a figure's own, not any that it has passed
FAR = 10  # a level so many times as large is another's

Name = tuple[frozenset[str], str]


def passed(known: Sequence[Fact], packs: Packs) -> Iterator[tuple[Fact, Fact]]:
    """Pairs of a figure and a level that it passes, where no other has the level's name. Linear in the facts."""
    aim = ready(packs.table("restated")["aim"])
    open_ones = (f for f in known if f.role == "level" and f.claim.quantity.hedge in OPEN and weight(f.core) >= HEAVY)
    levels = [f for f in open_ones if f.mention is not None and not aim.search(f.mention.gap)]
    exact: dict[Name, list[Fact]] = {_name(level): [] for level in levels}
    for fact in known if levels else ():
        if fact.role in ("", "level") and not fact.claim.quantity.hedge and (name := _name(fact)) in exact:
            exact[name].append(fact)
    for level in levels:
        others = exact[_name(level)]
        if len({other.claim.quantity.value for other in others}) == 1 and _one(level, others[0]):
            yield others[0], level


def _name(fact: Fact) -> Name:
    return fact.core, fact.claim.quantity.dimension


def _one(level: Fact, fact: Fact) -> bool:
    """Whether the level is meant for this figure."""
    low, high = sorted((level.claim.quantity.value, fact.claim.quantity.value))
    broken = (fact.claim.quantity.value < level.claim.quantity.value) == (level.claim.quantity.hedge == "at_least")
    later = level.period and not fact.period  # 到2030年突破3900人
    alike = low > 0 and high < low * (FAR if broken else CLOSE)
    of_one = fact.table or (fact.season, fact.whose) == (level.season, level.whose)
    return alike and of_one and not later and may_be_one(level, fact)
