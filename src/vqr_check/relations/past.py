"""What a report prints of earlier periods, by the words that name it: what changes are measured against."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from vqr_check.claims import Statements
from vqr_check.claims.mentions import Mention
from vqr_check.claims.nouns import nouns, similar, weight
from vqr_check.model import Claim
from vqr_check.packs import Packs
from vqr_check.record import dataclass
from vqr_check.relations.dated import Dated, dated
from vqr_check.relations.earlier import Fact, facts, year_of
from vqr_check.relations.earlier import words_of as periods_of
from vqr_check.relations.growing import words_of

LIKE = Decimal("0.5")  # of their words that two statements of one measure share
KEPT = 60  # facts looked at for one word


@dataclass(frozen=True, slots=True, eq=False)
class Past:
    """The levels and shares of earlier periods that a report prints itself, and the year that it is about."""

    by_word: Mapping[str, Sequence[Fact]]
    year: int  # 0 where it names none
    mentions: Mapping[int, Mention]  # those of running text, by their claims' ids
    dated: Dated  # what it prints of several years

    def named(self, keys: frozenset[str], like: Claim, percent: bool) -> Iterator[tuple[Claim, Decimal]]:
        """The earlier values of what these words name, with how well they do, from 0 to 1; best first."""
        if weight(keys) < 2:
            return
        rarest = min(keys, key=lambda word: (len(self.by_word.get(word, ())) or 10**6, word))
        near = {id(f): f for word in (rarest, *sorted(keys)[:3]) for f in self.by_word.get(word, ())[:KEPT]}
        fits = [(similar(keys, f.keys), f.claim) for f in near.values() if _fits(f, like, percent)]
        for share, claim in sorted(fits, key=lambda pair: -pair[0]):
            if share >= LIKE and claim.id != like.id:
                yield claim, share


def past(statements: Statements, packs: Packs) -> Past:
    """Index what a report prints of earlier periods, in text and in tables."""
    year = year_of(statements, packs)
    by_word: dict[str, list[Fact]] = {}
    for fact in facts(statements, year, packs, "before"):
        for word in fact.keys:
            by_word.setdefault(word, []).append(fact)
    mentions = {m.claim.id: m for found in statements.mentions for m in found}
    series = dated(statements, year, words_of(packs), periods_of(packs), nouns(packs))
    return Past(by_word, year, mentions, series)


def _fits(fact: Fact, like: Claim, percent: bool) -> bool:
    mine, other = like.quantity, fact.claim.quantity
    if percent:
        return fact.kind == "share"
    return fact.kind in ("value", "mean") and mine.dimension == other.dimension and mine.unit == other.unit
