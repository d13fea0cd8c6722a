"""Paragraphs that retell a table: where most figures of a passage stand in one column (or row), the rest should too.

A figure of the passage that agrees with no cell, and a cell of that column that agrees with no figure, with the same
row words: one of the two is wrong, however they differ.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from vqr_check.claims.nouns import covered, weight
from vqr_check.relations.facts import Fact, may_be_one
from vqr_check.slips import near

RETOLD = 2  # figures of a passage that must stand in a column before the rest is expected there
NAMED = Decimal("0.6")  # how much of the row's words the sentence must say
CLEARER = Decimal("0.2")  # by how much the best row must be better named than the next
HEAVY = 2  # row words that weigh less name too little
SURE = Decimal("1.7")  # row words and measure all but wholly said: they speak however the figures differ
CROWD = 40  # cells of one word in one column that are looked at

Series = tuple[int, str, int]  # block, "row" or "col", its number


def retold(facts: Sequence[Fact], twins: Sequence[tuple[Fact, Fact]]) -> Iterator[tuple[Fact, Fact]]:
    """Pairs of a figure in the text and a cell that state one fact and differ.

    ``twins`` are the pairs that agree. Linear in the facts: a figure meets only the cells that share a word with it
    in a column that its passage retells.
    """
    shared: Counter[tuple[int, Series]] = Counter()
    matched: set[int] = set()
    for a, b in twins:
        matched.update((a.claim.id, b.claim.id))
        if a.table != b.table:
            text, cell = (b, a) if a.table else (a, b)
            shared.update((text.number, series) for series in _series(cell))
    columns: dict[int, list[Series]] = {}
    for (number, series), count in shared.items():
        if count >= RETOLD:
            columns.setdefault(number, []).append(series)
    if not columns:
        return
    wanted = {series for held in columns.values() for series in held}
    cells = _by_word(facts, wanted)
    taken = set(matched)
    for fact in facts:
        if fact.table or fact.claim.id in matched:
            continue
        best = _best(fact, columns.get(fact.number, ()), cells, taken)
        if best is not None:
            taken.add(best.claim.id)
            yield fact, best


def _series(cell: Fact) -> Iterator[Series]:
    place = cell.claim.location
    if place.row is not None and place.col is not None:
        yield place.block, "col", place.col
        yield place.block, "row", place.row


def _by_word(
    facts: Sequence[Fact], wanted: set[Series]
) -> Mapping[Series, tuple[Mapping[str, Sequence[Fact]], frozenset[str]]]:
    """For each wanted column or row: its cells by word, and the words that all its cells share."""
    held: dict[Series, list[Fact]] = {}
    for fact in facts:
        if fact.table:
            for series in _series(fact):
                if series in wanted:
                    held.setdefault(series, []).append(fact)
    out = {}
    for series, cells in held.items():
        common = frozenset.intersection(*(c.own for c in cells))
        by_word: dict[str, list[Fact]] = {}
        for cell in cells:
            for word in cell.own - common:
                by_word.setdefault(word, []).append(cell)
        out[series] = (by_word, common)
    return out


def _best(
    fact: Fact,
    series: Sequence[Series],
    cells: Mapping[Series, tuple[Mapping[str, Sequence[Fact]], frozenset[str]]],
    matched: set[int],
) -> Fact | None:
    """The cell of the retold columns whose row words the figure's clause says, if one stands out."""
    scores: dict[int, tuple[Decimal, Fact]] = {}
    for one in series:
        by_word, common = cells[one]
        for word in fact.wide:
            for cell in by_word.get(word, ())[:CROWD]:
                own = cell.own - common
                if weight(own) < HEAVY or not may_be_one(fact, cell) or not fact.claim.quantity.dimension:
                    continue
                if bool(fact.claim.quantity.kind == "percent") != bool(cell.claim.quantity.kind == "percent"):
                    continue
                named = (covered(own, fact.own) + covered(own, fact.wide)) / 2
                back = covered(fact.said, cell.wide) if fact.said else Decimal(1)
                if named >= NAMED and back >= NAMED / 2:
                    scores[cell.claim.id] = (named + back, cell)
    ranked = sorted(scores.values(), key=lambda s: (-s[0], s[1].claim.id))
    if not ranked or ranked[0][1].claim.id in matched:
        return None
    if len(ranked) > 1 and ranked[0][0] - ranked[1][0] < CLEARER:
        return None
    score, found = ranked[0]
    mine, other = fact.claim.quantity, found.claim.quantity
    summed = fact.mention is not None and "total" in fact.mention.cues and not found.nameless
    if mine.value == other.value or ((score < SURE or summed) and not near(mine.value, other.value, mine.step)):
        return None
    return found
