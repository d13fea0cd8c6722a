"""The same fact stated twice: in two sentences, in a sentence and a table; 口径 (measure, scope, period) must match.

Not every pair of claims is compared: claims meet in an index of their values, and of the values that one slip of the
pen makes of them. A pair of one value and the same words agrees; a pair with the same words whose values are one slip
apart is a likely contradiction, unless one of the two is borne out elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from vqr_check.claims import Statements
from vqr_check.claims.mentions import Mention
from vqr_check.claims.nouns import covered, similar, weight
from vqr_check.model import Claim, Relation
from vqr_check.relations.context import LEVELS, Surroundings
from vqr_check.relations.readings import reading
from vqr_check.slips import near

SAME = Decimal("0.5")  # words shared by two statements of one fact, when the values agree
SURE = Decimal("0.6")  # … when the values differ by a slip
CERTAIN = Decimal("0.95")  # … when the figures are so short that a slip says little
LENIENT = Decimal("0.3")  # how many words a sentence may say that the table's headers do not
CROWD = 24  # claims of one value (or one slip from it) that are looked at
SHORT = 3  # figures with fewer digits are too common to be told by a slip alone
HEAVY = 4  # words that weigh less name too little
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

    @property
    def table(self) -> bool:
        """Whether it stands in a table."""
        return not self.role


def restated(around: Surroundings, borne_out: frozenset[int]) -> Iterator[Relation]:
    """The pairs of claims that state one fact.

    ``borne_out`` are the ids of claims that other relations agree with: those are no slips.
    """
    facts = [*_told(around), *_tabled(around)]
    by_value: dict[Decimal, list[Fact]] = {}
    by_slip: dict[str, list[Fact]] = {}
    for fact in facts:
        by_value.setdefault(fact.claim.quantity.value.normalize(), []).append(fact)
        for key in _slip_keys(fact.claim):
            by_slip.setdefault(key, []).append(fact)
    values = _values(facts)
    settled: set[int] = set()
    for same in by_value.values():
        yield from _twins(same, settled)
    for fact in facts:
        if not fact.table and fact.claim.id not in settled and fact.claim.id not in borne_out:
            other = _mistaken(fact, by_slip, values)
            if other is not None:
                yield replace(_pair(fact, other), strength="likely")


def _told(around: Surroundings) -> Iterator[Fact]:
    """The facts of the running text."""
    said = around.statements
    for passage, found, book in zip(said.passages, said.mentions, _books(said), strict=True):
        headings = around.nouns.keys(" ".join(passage.blocks[0].section[-1:]))
        for mention in found:
            said_here = mention.claim.keys
            nearby = [m for m in found[max(0, mention.order - NEARBY) : mention.order] if _together(m, mention)]
            if mention.role not in LEVELS and mention.role != "quota":
                subject = next((m for m in reversed(nearby) if m.role in LEVELS), None)
                said_here = subject.claim.keys if subject is not None else said_here
            own = said_here | mention.claim.keys | around.nouns.keys(mention.lead[-24:])
            wide = own.union(headings, *(m.claim.keys for m in nearby))
            period = "before" if mention.role == "before" else _year(mention.claim)
            place = (passage.blocks[0].index, mention.sentence)
            yield Fact(mention.claim, said_here, own, wide, mention.role, period, place, book)


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


def _together(other: Mention, mention: Mention) -> bool:
    return other.sentence == mention.sentence


def _tabled(around: Surroundings) -> Iterator[Fact]:
    """The facts of the tables."""
    for grid in around.statements.grids:
        title = around.nouns.keys(grid.caption)
        years = {_year(c) for c in grid.claims} - {""}
        last = max(years) if years else ""
        for claim in grid.claims:
            words = around.nouns.keys(" ".join((claim.measure, *claim.scope)))
            year = _year(claim)
            period = "before" if year and year < last and len(years) == 2 else year
            yield Fact(claim, words, words or title, words | title, "", period, (grid.block.index, -1), -1)


def _year(claim: Claim) -> str:
    head = claim.period[:4]
    return head if head.isdigit() else ""


def _digits(claim: Claim) -> int:
    return len(claim.quantity.value.normalize().as_tuple().digits)


def _slip_keys(claim: Claim) -> Iterator[str]:
    """The figure with one digit blanked out, and with two neighbours in order: equal for figures one slip apart."""
    quantity = claim.quantity
    text = str(int(abs(quantity.value) / quantity.step)) if quantity.step > 0 else ""
    if len(text) < 2:
        return
    step = quantity.step.normalize()
    for k in range(len(text)):
        yield f"{step}/{text[:k]}?{text[k + 1 :]}"
    for k in range(len(text) - 1):
        if text[k] != text[k + 1]:
            low, high = sorted(text[k : k + 2])
            yield f"{step}/{text[:k]}({low}{high}){text[k + 2 :]}"


def _twins(same: Sequence[Fact], settled: set[int]) -> Iterator[Relation]:
    """Pairs of one value that share their words: each fact with the nearest before it."""
    for k, fact in enumerate(same[1:], 1):
        for other in reversed(same[max(0, k - CROWD) : k]):
            if not (fact.table and other.table) and _may_be_one(fact, other) and _agreement(fact, other) >= SAME:
                settled.update((fact.claim.id, other.claim.id))
                yield _pair(other, fact)
                break


def _values(facts: Sequence[Fact]) -> dict[tuple[object, ...], set[Decimal]]:
    """The values that stand under one name: a name with many values names no single fact."""
    out: dict[tuple[object, ...], set[Decimal]] = {}
    for fact in facts:
        out.setdefault(_name(fact), set()).add(fact.claim.quantity.value)
    return out


def _name(fact: Fact) -> tuple[object, ...]:
    words = fact.own if fact.table else fact.said
    return fact.table, words, fact.claim.quantity.dimension, fact.period, fact.role in CHANGES


def _mistaken(
    fact: Fact, by_slip: Mapping[str, Sequence[Fact]], values: Mapping[tuple[object, ...], set[Decimal]]
) -> Fact | None:
    """The fact that this one restates with a slip of the pen, if its words leave no doubt."""
    best: tuple[Decimal, Fact] | None = None
    value, step = fact.claim.quantity.value, fact.claim.quantity.step
    for key in _slip_keys(fact.claim):
        for other in by_slip.get(key, ())[:CROWD]:
            if other.claim.quantity.value == value or fact.place[0] == other.place[0] or not _may_be_one(fact, other):
                continue
            if weight(other.own) < HEAVY or not near(value, other.claim.quantity.value, step):
                continue
            if len(values[_name(other)]) > (1 if other.table else 2) or (
                not other.table and len(values[_name(fact)]) > 2
            ):
                continue
            likeness = _agreement(fact, other)
            long = min(_digits(fact.claim), _digits(other.claim)) >= SHORT
            if not long and (fact.role in CHANGES or not other.table):
                continue
            wanted = SURE if long else CERTAIN
            if likeness >= wanted and (best is None or likeness > best[0]):
                best = likeness, other
    return best[1] if best else None


def _may_be_one(a: Fact, b: Fact) -> bool:
    """Whether kind, unit and period let two facts be one."""
    x, y = a.claim.quantity, b.claim.quantity
    if x.dimension != y.dimension and x.dimension and y.dimension:
        return False
    both_told = not (a.table or b.table)
    if both_told and (a.place == b.place or a.year_book != b.year_book):
        return False
    if both_told and (a.role in CHANGES) != (b.role in CHANGES):
        return False
    return a.period == b.period or not (a.period and b.period)


def _agreement(a: Fact, b: Fact) -> Decimal:
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


def _pair(a: Fact, b: Fact) -> Relation:
    return reading("equal", "1", "restated", a=a.claim, b=b.claim).relation
