"""The surroundings in which a figure's partners are looked for: the same sentence, the passage, the document."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

import regex

from vqr_check.claims import Statements
from vqr_check.claims.mentions import Mention
from vqr_check.claims.nouns import Nouns, covered, nouns
from vqr_check.model import Claim
from vqr_check.packs import Packs
from vqr_check.record import dataclass

LEVELS = frozenset({"level", "before", "mean"})
NAMED = Decimal("0.6")  # a phrase names a claim when this much of it is in the claim's own words
MISPRINTED = Decimal("0.1")  # a holder may be misprinted, but hardly by more than a digit
YEAR = regex.compile(r"(?:19|20)\d\d")
KEPT = 40  # claims looked at for one word of a phrase


@dataclass(frozen=True, slots=True, eq=False)
class Surroundings:
    """Look-ups over what a document states; built once, read by every family of relations."""

    statements: Statements
    nouns: Nouns
    by_word: Mapping[str, Sequence[Claim]]  # levels only, in document order
    ids: Mapping[str, Sequence[int]]  # the same claims' ids, for nearness
    largest: Mapping[str, Decimal]  # unit → the largest level in it
    people: Sequence[Decimal]  # how many people any level counts, ascending

    def named(self, phrase: str, like: Claim, near: int) -> Iterator[tuple[Claim, Decimal]]:
        """The claims of the document that a phrase names, with how much of it they cover, nearest first.

        ``like`` is a figure of the same dimension; ``near`` the id of the claim at which one stands.
        """
        wanted = self.nouns.keys(phrase)
        if not wanted:
            return
        rarest = min(wanted, key=lambda w: (len(self.by_word.get(w, ())) or 10**6, w))
        dimension = like.quantity.dimension
        alike = [c for c in self.near(rarest, near, KEPT) if c.quantity.dimension == dimension]
        for claim in sorted(alike, key=lambda c: abs(c.id - near)):
            share = covered(wanted, claim.keys)
            if share >= NAMED:
                yield claim, share

    def counts(self, low: Decimal, high: Decimal) -> bool:
        """Whether some level counts so many people."""
        first = bisect_left(self.people, low)
        return first < len(self.people) and self.people[first] <= high

    def near(self, word: str, at: int, most: int) -> Sequence[Claim]:
        """The levels whose measure has this word: so many before the claim with the id ``at``, and behind it."""
        found = bisect_left(self.ids.get(word, ()), at)
        return self.by_word.get(word, ())[max(0, found - most) : found + most]


def surroundings(statements: Statements, packs: Packs) -> Surroundings:
    """Index the levels of a document by the words of their measures."""
    by_word: dict[str, list[Claim]] = {}
    largest: dict[str, Decimal] = {}
    people: list[Decimal] = []
    for claim in _levels(statements):
        if claim.quantity.dimension == "people":
            people.append(claim.quantity.value)
        value, unit = claim.quantity.value, claim.quantity.unit
        largest[unit] = max(value, largest.get(unit, value))
        for word in claim.keys:
            by_word.setdefault(word, []).append(claim)
    ids = {word: [c.id for c in claims] for word, claims in by_word.items()}
    return Surroundings(statements, nouns(packs), by_word, ids, largest, sorted(people))


def _levels(statements: Statements) -> Iterator[Claim]:
    for found in statements.mentions:
        yield from (m.claim for m in found if m.role in LEVELS)
    for grid in statements.grids:
        yield from (c for c in grid.claims if c.quantity.kind not in ("percent", "point"))


def other_years(a: Claim, b: Claim) -> bool:
    """Whether both figures are of years that their words name, and of no year in common."""
    mine, other = set(YEAR.findall(a.period)), set(YEAR.findall(b.period))
    return bool(mine and other) and not mine & other


def same_kind(a: Claim, b: Claim) -> bool:
    """Whether two figures count the same kind of thing, so that one may be a part of the other."""
    x, y = a.quantity, b.quantity
    if x.unit == y.unit:
        return True
    return bool(x.dimension) and x.dimension == y.dimension == "objects"


def close_kind(a: Claim, b: Claim) -> bool:
    """As ``same_kind``, but 人 and 人次 are let pass too: many reports mix them where each person comes once."""
    return same_kind(a, b) or {a.quantity.unit, b.quantity.unit} == {"人", "人次"}


def sentence_start(found: Sequence[Mention], order: int) -> int:
    """The number of the first mention in the sentence of this one."""
    first = order
    while first and found[first - 1].sentence == found[order].sentence:
        first -= 1
    return first


def containers(found: Sequence[Mention]) -> dict[int, list[Mention]]:
    """For each figure that 其中 (or a colon behind a total) introduces, the figures in front that may hold it.

    Keys and values are mentions of one passage, keys by their order; the nearest holder comes first.
    """
    out: dict[int, list[Mention]] = {}
    holders: list[Mention] = []
    seen: list[Mention] = []
    opened = -1  # the sentence in which 其中 stands
    for mention in found:
        if mention.of_which or (mention.separator == "：" and seen and seen[-1].sentence == mention.sentence):
            recent = [m for m in seen if m.role in LEVELS and m.sentence >= mention.sentence - 1]
            inner = bool(holders) and mention.sentence == opened and mention.separator != "；"
            holders = recent[::-1][:6] if not inner else [*recent[::-1][:2], *holders][:8]
            opened = mention.sentence
        elif holders and mention.sentence > opened + (4 if mention.separator == "\n" else 0):
            holders = []
        elif holders and mention.separator == "\n":
            opened = mention.sentence
        if holders and mention.role in LEVELS:
            out[mention.order] = [
                h
                for h in holders
                if h.order < mention.order
                and same_kind(h.claim, mention.claim)
                and h.quantity.value >= mention.quantity.value * MISPRINTED
            ]
        seen.append(mention)
    return out
