"""The same fact stated twice: in two sentences, in a sentence and a table; 口径 (measure, scope, period) must match.

Every pair of claims is not compared: claims meet in an index of their values, and of the values that one slip of
the pen makes of them. A pair with the same value and the same words agrees; a pair with the same words whose values
are one slip apart is a likely contradiction, unless each has another twin that it agrees with.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from vqr_check.claims.nouns import covered, similar, weight
from vqr_check.model import Claim, Relation
from vqr_check.relations.context import Surroundings
from vqr_check.relations.readings import reading
from vqr_check.slips import near

SAME = Decimal("0.5")  # words shared by two statements of one fact, when the values agree
SURE = Decimal("0.75")  # … when the values differ by a slip
CROWD = 24  # claims of one value (or one slip from it) that are looked at, nearest first
WIDE = Decimal("0.2")  # how much less words count that stand further off
CHANGES = frozenset({"rate", "amount", "point", "multiplied"})  # a change is no fact that stands elsewhere
SHORT = 3  # figures with fewer digits are too common to be told by a slip


@dataclass(frozen=True, slots=True, eq=False)
class Fact:
    """A claim with all the words that tell what it is about."""

    claim: Claim
    own: frozenset[str]  # words of its own clause, or of its row and column
    wide: frozenset[str]  # words of its sentence and headings, or of its table besides
    role: str
    table: bool


def restated(around: Surroundings, borne_out: frozenset[int]) -> Iterator[Relation]:
    """The pairs of claims that state one fact.

    ``borne_out`` are the ids of claims that other relations agree with: those are no slips.
    """
    facts = list(_facts(around))
    by_value: dict[tuple[str, Decimal], list[Fact]] = {}
    by_slip: dict[tuple[str, str], list[Fact]] = {}
    for fact in facts:
        by_value.setdefault(_value_key(fact.claim), []).append(fact)
        if _digits(fact.claim) >= SHORT:
            for key in _slip_keys(fact.claim):
                by_slip.setdefault(key, []).append(fact)
    settled: set[int] = set()
    for same in by_value.values():
        yield from _twins(same, settled)
    for fact in facts:
        if fact.table or _digits(fact.claim) < SHORT or fact.claim.id in settled or fact.claim.id in borne_out:
            continue
        other = _mistaken(fact, by_slip, settled)
        if other is not None:
            yield _pair(fact, other, "0.6")


def _facts(around: Surroundings) -> Iterator[Fact]:
    said = around.statements
    for passage, found in zip(said.passages, said.mentions, strict=True):
        headings = around.nouns.keys(" ".join(passage.blocks[0].section[-1:]))
        before: frozenset[str] = frozenset()
        sentence = -1
        for mention in found:
            if mention.sentence != sentence:
                before, sentence = frozenset(), mention.sentence
            own = mention.claim.keys | around.nouns.keys(mention.lead[-40:])
            yield Fact(mention.claim, own, own | before | headings, mention.role, False)
            before = before | mention.claim.keys
    for grid in said.grids:
        table = around.nouns.keys(grid.caption)
        for claim in grid.claims:
            yield Fact(claim, claim.keys, claim.keys | table, "", True)


def _value_key(claim: Claim) -> tuple[str, Decimal]:
    return claim.quantity.dimension, claim.quantity.value.normalize()


def _digits(claim: Claim) -> int:
    value = claim.quantity.value
    return len(value.normalize().as_tuple().digits)


def _slip_keys(claim: Claim) -> Iterator[tuple[str, str]]:
    """The figure with one digit blanked out, and with two neighbours in order: equal for figures one slip apart."""
    quantity = claim.quantity
    text = str(int(abs(quantity.value) / quantity.step))
    kind = f"{quantity.dimension}/{quantity.step.normalize()}"
    for k in range(len(text)):
        yield kind, f"{text[:k]}?{text[k + 1 :]}"
    for k in range(len(text) - 1):
        if text[k] != text[k + 1]:
            low, high = sorted(text[k : k + 2])
            yield kind, f"{text[:k]}({low}{high}){text[k + 2 :]}"


def _twins(same: Sequence[Fact], settled: set[int]) -> Iterator[Relation]:
    """Pairs of one value that share their words: each fact with the first before it."""
    for k, fact in enumerate(same[1:], 1):
        for other in reversed(same[max(0, k - CROWD) : k]):
            if fact.table and other.table:
                continue
            if _agreement(fact, other) >= SAME and _periods_meet(fact.claim, other.claim):
                settled.update((fact.claim.id, other.claim.id))
                yield _pair(other, fact, "1")
                break


def _mistaken(fact: Fact, by_slip: Mapping[tuple[str, str], Sequence[Fact]], settled: set[int]) -> Fact | None:
    """The fact that this one restates with a slip of the pen, if its words leave no doubt."""
    best: tuple[Decimal, Fact] | None = None
    for key in _slip_keys(fact.claim):
        for other in by_slip.get(key, ())[:CROWD]:
            if other.claim.id == fact.claim.id or other.claim.quantity.value == fact.claim.quantity.value:
                continue
            if not near(fact.claim.quantity.value, other.claim.quantity.value, fact.claim.quantity.step):
                continue
            likeness = _agreement(fact, other)
            if likeness >= SURE and _periods_meet(fact.claim, other.claim) and (best is None or likeness > best[0]):
                best = likeness, other
    return best[1] if best else None


def _agreement(a: Fact, b: Fact) -> Decimal:
    """How surely two facts are about the same thing, by their words."""
    if a.table != b.table:
        cell, text = (a, b) if a.table else (b, a)
        return covered(cell.own, text.wide) if weight(cell.own) else Decimal(0)
    if a.role != b.role or a.role in CHANGES:
        return Decimal(0)
    if a.claim.location.block == b.claim.location.block and a.claim.quantity.value != b.claim.quantity.value:
        return Decimal(0)  # neighbours in one paragraph are items of one list rather than one fact
    wide = min(covered(a.claim.keys, b.wide), covered(b.claim.keys, a.wide))
    return max(similar(a.claim.keys, b.claim.keys), wide - WIDE)


def _periods_meet(a: Claim, b: Claim) -> bool:
    """Whether two claims may be of the same period; one that names none may be of any."""
    x, y = a.period[:4], b.period[:4]
    return x == y or not (x.isdigit() and y.isdigit())


def _pair(a: Fact, b: Fact, support: str) -> Relation:
    relation = reading("equal", support, "restated", a=a.claim, b=b.claim).relation
    return relation if support == "1" else replace(relation, strength="likely")
