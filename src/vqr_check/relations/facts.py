"""Facts: claims with all the words that tell what they are about, from running text and from tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from vqr_check.claims import Statements
from vqr_check.claims.mentions import Mention
from vqr_check.claims.nouns import covered, similar
from vqr_check.model import Claim
from vqr_check.record import dataclass
from vqr_check.relations.context import LEVELS, Surroundings

SAME = Decimal("0.5")  # words shared by two statements of one fact, when the values agree
LENIENT = Decimal("0.3")  # how many words a sentence may say that the table's headers do not
NEARBY = 3  # mentions in front of a figure whose words may be about it too
CHANGES = frozenset({"rate", "amount", "point", "multiplied"})


@dataclass(frozen=True, slots=True, eq=False)
class Fact:
    """A claim with the words that tell what it is about."""

    claim: Claim
    said: frozenset[str]  # the words of its measure; of the figure that a share or a change is of
    own: frozenset[str]  # of its clause besides; of its row and column
    wide: frozenset[str]  # of the figures around it and the headings besides; of its table besides
    role: str  # "" in tables
    period: str  # its year, or "before" for last year's; "" where neither text nor table says
    place: tuple[int, int]  # block and sentence
    year_book: int  # number of the report it stands in, where a document holds several with the same headings
    number: int = -1  # of its passage

    @property
    def table(self) -> bool:
        """Whether it stands in a table."""
        return not self.role


def facts(around: Surroundings) -> list[Fact]:
    """Every fact of a document, those of the text before those of the tables."""
    return [*_told(around), *_tabled(around)]


def _told(around: Surroundings) -> Iterator[Fact]:
    """The facts of the running text."""
    said = around.statements
    for number, (passage, found, book) in enumerate(zip(said.passages, said.mentions, _books(said), strict=True)):
        headings = around.nouns.keys(*passage.blocks[0].section[-1:])
        for mention in found:
            said_here = mention.claim.keys
            nearby = [
                m for m in found[max(0, mention.order - NEARBY) : mention.order] if m.sentence == mention.sentence
            ]
            if mention.role not in LEVELS and mention.role != "quota":
                subject = next((m for m in reversed(nearby) if m.role in LEVELS), None)
                said_here = subject.claim.keys if subject is not None else said_here
            own = said_here | mention.claim.keys | around.nouns.keys(mention.host + mention.lead[-24:])
            wide = own.union(headings, *(m.claim.keys for m in nearby))
            period = "before" if mention.role == "before" else year(mention.claim)
            place = (passage.blocks[0].index, mention.sentence)
            yield Fact(_signed(mention), said_here, own, wide, mention.role, period, place, book, number)


def _signed(mention: Mention) -> Claim:
    """The claim as a table would print it: 下降2.5% as −2.5."""
    claim = mention.claim
    if mention.role not in CHANGES or mention.direction > 0 or claim.quantity.value < 0:
        return claim
    return replace(claim, quantity=replace(claim.quantity, value=-claim.quantity.value))


def _books(said: Statements) -> Iterator[int]:
    """For each passage, in how many-th report of the document it stands: a heading seen before opens the next."""
    book, seen = 0, set[str]()
    for passage in said.passages:
        block = passage.blocks[0]
        if block.kind == "heading" and block.level == 1:
            if block.text in seen:
                book, seen = book + 1, set[str]()
            seen.add(block.text)
        yield book


def _tabled(around: Surroundings) -> Iterator[Fact]:
    """The facts of the tables."""
    said = around.statements
    books = [(p.blocks[0].index, book) for p, book in zip(said.passages, _books(said), strict=True)]
    for grid in said.grids:
        title = around.nouns.keys(grid.caption)
        years = {year(c) for c in grid.claims} - {""}
        book = next((b for at, b in reversed(books) if at < grid.block.index), 0)
        last = max(years) if years else ""
        for claim in grid.claims:
            if grid.block.table is None and not claim.keys:
                continue  # of a table in running text, in a row or column that is not named beyond doubt
            words = around.nouns.keys(claim.measure, *claim.scope)
            when = year(claim)
            period = "before" if when and when < last and len(years) == 2 else when
            yield Fact(claim, words, words or title, words | title, "", period, (grid.block.index, -1), book)


def year(claim: Claim) -> str:
    """The year that a claim names, "" for none."""
    head = claim.period[:4]
    return str(int(head)) if head.isdecimal() else ""  # full-width digits too


def may_be_one(a: Fact, b: Fact) -> bool:
    """Whether kind, unit and period let two facts be one."""
    x, y = a.claim.quantity, b.claim.quantity
    if x.dimension != y.dimension and x.dimension and y.dimension:
        return False
    both_told = not (a.table or b.table)
    if a.year_book != b.year_book or (both_told and a.place == b.place):
        return False
    if both_told and (a.role in CHANGES) != (b.role in CHANGES):
        return False
    return a.period == b.period or not (a.period and b.period)


def agreement(a: Fact, b: Fact) -> Decimal:
    """How surely two facts are about the same thing, by their words."""
    if a.table != b.table:
        cell, text = (a, b) if a.table else (b, a)
        said = covered(text.said, cell.wide) if text.said else Decimal(1)
        return min(covered(cell.own, text.wide), said + LENIENT)
    if a.role != b.role or a.role in CHANGES:
        return Decimal(0)
    own = similar(a.claim.keys, b.claim.keys)
    wide = min(covered(a.own, b.wide), covered(b.own, a.wide))
    return own if own < SAME else max(own, wide)
