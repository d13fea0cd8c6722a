"""What a report prints, for comparison with the next year's: its facts by the words that name them, and its year."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import Any

import regex

from vqr_check.claims import Statements
from vqr_check.claims.mentions import Mention
from vqr_check.claims.nouns import Nouns, nouns, similar, weight
from vqr_check.model import Claim
from vqr_check.packs import Packs, ready
from vqr_check.record import dataclass

LEVELS = {"level": "value", "mean": "mean", "share": "share", "quota": "share", "percentage": "share", "ratio": "ratio"}
LIKE = Decimal("0.75")  # of their words that two statements of one fact share; all of them make the match certain
NAMING = 2  # weight of words below which a fact has no name
YEAR = regex.compile(r"(?:19|20)\d\d")
TITLE = 12  # passages at the beginning in which a report names its year
NEAR = 200  # facts that are looked at for one word


@dataclass(frozen=True, slots=True, eq=False)
class Fact:
    """A figure that a report prints, with the words of its measure and scope."""

    claim: Claim
    keys: frozenset[str]
    kind: str  # value, share, mean, ratio
    when: str  # now, before, or "" where that cannot be told
    around: frozenset[str]  # words of the headings or the table's caption, to tell namesakes apart
    dated: bool  # the report says outright that the figure is of its own year
    sentence: str


@dataclass(frozen=True, slots=True, eq=False)
class Earlier:
    """Last year's report: its figures of its own year by the words that name them."""

    path: str
    year: int  # 0 where it names none
    by_word: Mapping[str, Sequence[Fact]]
    first_id: int  # claims of last year's report are numbered from here

    def follows(self, year: int) -> bool:
        """Whether a report of this year is the next one; one that names no year may be."""
        return not year or not self.year or self.year == year - 1

    def cited(self, fact: Fact) -> Claim:
        """The claim as this year's relations hold it."""
        claim = fact.claim
        return replace(claim, id=self.first_id + claim.id, location=replace(claim.location, document=self.path))

    def like(self, wanted: Fact) -> tuple[list[Fact], bool]:
        """The facts that may be last year's value of ``wanted``, and whether their name is the same word for word."""
        if weight(wanted.keys) < NAMING:
            return [], False
        rarest = min(wanted.keys, key=lambda word: (len(self.by_word.get(word, ())), word))
        near = {id(f): f for word in (rarest, *sorted(wanted.keys)[:3]) for f in self.by_word.get(word, ())[:NEAR]}
        fits = [(similar(wanted.keys, f.keys), f) for f in near.values() if _same_sort(wanted, f)]
        best = max((share for share, _ in fits), default=Decimal(0))
        if best < LIKE:
            return [], False
        found = [f for share, f in fits if share == best]
        if len({f.claim.quantity.value for f in found}) > 1:
            closest = max(similar(wanted.around, f.around) for f in found)
            found = [f for f in found if similar(wanted.around, f.around) == closest]
        return found, best == 1


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The patterns of ``[previous]``, compiled."""

    year: Any
    since: Any
    not_since: Any
    earlier: Any
    now: Any
    of_share: Any
    changed: Any
    unchanged: Any
    standing: Any
    since_header: Any
    sentence_end: Any


@cache
def words_of(packs: Packs) -> Words:
    """The words of these packs that tell one year from another."""
    table = packs.table("previous")
    ends = packs.table("phrases")["sentence_end"]
    return Words(**{key: ready(value) for key, value in table.items()}, sentence_end=ready(ends))


def year_of(said: Statements, packs: Packs) -> int:
    """The year that a report is about: the first that its title names, else the one it names most; 0 for none."""
    words = words_of(packs)
    for passage in said.passages[:TITLE]:
        if found := words.year.search(passage.text):
            return int(found["year"])
    years = Counter(c.period[:4] for c in said.claims() if c.period[:4].isdigit())
    return int(years.most_common(1)[0][0]) if years else 0


def earlier_report(said: Statements, path: str, first_id: int, packs: Packs) -> Earlier:
    """Index what last year's report prints of its own year."""
    by_word: dict[str, list[Fact]] = {}
    year = year_of(said, packs)
    for fact in facts(said, year, packs):
        if fact.when == "now":
            for word in fact.keys:
                by_word.setdefault(word, []).append(fact)
    return Earlier(path, year, by_word, first_id)


def facts(said: Statements, year: int, packs: Packs, when: str = "") -> Iterator[Fact]:
    """The levels, shares and means of a report, in document order, changes left out.

    ``when`` asks for those of one time alone: now or before.
    """
    words, noun = words_of(packs), nouns(packs)
    for passage, found in zip(said.passages, said.mentions, strict=True):
        told = [m for m in found if m.role == "before" or (m.role in LEVELS and (when != "before" or m.claim.period))]
        if not told:
            continue
        sentences = Sentences.of(passage.text, words)
        around = noun.keys(*passage.blocks[0].section)
        for mention in told:
            fact = _told(mention, sentences, year, around, words, noun)
            if not when or fact.when == when:
                yield fact
    for grid in said.grids:
        if when == "before" and not grid.dated:
            continue
        caption = noun.keys(grid.caption, *grid.block.section)
        for _, _, sort, claims in grid.crossings():
            kind = {"rate": "share"}.get(sort, sort)
            if kind in ("value", "share", "mean", "ratio"):
                for claim in claims:
                    its = _when(claim.period, year, words)
                    if not when or its == when:
                        yield _printed(claim, kind, its, caption, noun)


def _told(mention: Mention, sentences: Sentences, year: int, around: frozenset[str], words: Words, noun: Nouns) -> Fact:
    sentence = sentences.at(mention.quantity.start)
    ahead = sentences.before(mention.quantity.start)
    keys = mention.claim.keys | noun.keys(*mention.claim.scope, mention.base)
    if mention.role == "before":
        when = "before" if words.earlier.search(mention.claim.period) and not words.not_since.search(ahead) else ""
        return Fact(mention.claim, keys, _sort(mention), when, around, False, sentence)
    period = mention.claim.period
    if words.earlier.search(period) and words.since.search(ahead):
        period = ""  # 比上年增加…，: what follows is of this year again
    when = _when(period, year, words)
    dated = when == "now" and bool(period)
    return Fact(mention.claim, keys, _sort(mention), when, around, dated, sentence)


def _printed(claim: Claim, kind: str, when: str, caption: frozenset[str], noun: Nouns) -> Fact:
    keys = claim.keys | noun.keys(claim.measure, *claim.scope)
    return Fact(claim, keys, kind, when, caption, when == "now" and bool(claim.period), "")


def _sort(mention: Mention) -> str:
    if mention.role == "before":
        return "share" if mention.quantity.kind in ("percent", "permille") else "value"
    return LEVELS[mention.role]


def _when(period: str, year: int, words: Words) -> str:
    if not period or words.now.search(period):
        return "now"
    if words.earlier.search(period):
        return "before"
    named = YEAR.match(period)
    if named is None or not year or period.endswith("级"):
        return ""
    return {year: "now", year - 1: "before"}.get(int(named[0]), "")


@dataclass(frozen=True, slots=True)
class Sentences:
    """A text and where its sentences begin."""

    text: str
    starts: Sequence[int]

    @classmethod
    def of(cls, text: str, words: Words) -> Sentences:
        """Find the sentences of a text."""
        return cls(text, [0, *(m.end() for m in words.sentence_end.finditer(text))])

    def before(self, at: int) -> str:
        """The sentence up to a place in it."""
        return self.text[self.starts[bisect_right(self.starts, at) - 1] : at]

    def at(self, at: int) -> str:
        """The sentence that holds a place."""
        k = bisect_right(self.starts, at)
        return self.text[self.starts[k - 1] : self.starts[k] if k < len(self.starts) else None]


def _same_sort(a: Fact, b: Fact) -> bool:
    p, q = a.claim.quantity, b.claim.quantity
    if not (p.unit and q.unit):  # a table that leaves the unit to its caption, or to the reader
        return a.kind == b.kind and p.exact == q.exact
    return a.kind == b.kind and p.unit == q.unit and p.dimension == q.dimension
