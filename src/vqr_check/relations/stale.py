"""Figures left standing: a sentence says this year's, and prints what a table gives for an earlier year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from vqr_check.claims.nouns import weight
from vqr_check.relations.context import LEVELS
from vqr_check.relations.facts import HEAVY, PARTS, Fact, year

LONG = 3  # digits of a figure that is no other year's by accident
CROWD = 24  # cells of one value that are looked at
ROLES = LEVELS | PARTS

Line = tuple[int, bool, int]  # number of the table; whether a row; its number


def stale(known: Sequence[Fact]) -> Iterator[tuple[Fact, Fact]]:
    """Pairs of a figure in the text and the cell of its own year that it should print. Linear in the facts."""
    dated = [f for f in known if f.spot is not None and year(f.claim) and weight(f.core) >= HEAVY]
    if not dated:
        return
    by_value: dict[Decimal, list[Fact]] = {}
    by_year: dict[tuple[Line, str], list[Fact]] = {}
    for cell in dated:
        by_value.setdefault(cell.claim.quantity.value.normalize(), []).append(cell)
        for line in _lines(cell):
            by_year.setdefault((line, year(cell.claim)), []).append(cell)
    beside: dict[tuple[int, tuple[int, int]], set[Decimal]] = {}
    for fact in known:
        if not fact.table:
            beside.setdefault((fact.number, fact.place), set()).add(fact.claim.quantity.value)
    for fact in known:
        if fact.table or fact.role not in ROLES or not fact.period.isdecimal():
            continue
        found = {
            own.claim.id: own
            for cell in by_value.get(fact.claim.quantity.value.normalize(), ())[:CROWD]
            if year(cell.claim) < fact.period and _same(fact, cell)
            for line in _lines(cell)
            for own in by_year.get((line, fact.period), ())
            if own.core == cell.core and _same(fact, own)
        }
        said = beside[fact.number, fact.place]
        if len(found) == 1 and fact.digits >= LONG:
            own = next(iter(found.values()))
            if own.claim.quantity.value not in said and own.claim.quantity.value != fact.claim.quantity.value:
                yield fact, own


def _lines(cell: Fact) -> Iterator[Line]:
    if cell.spot is not None:
        table, row, col = cell.spot
        yield table, True, row
        yield table, False, col


def _same(fact: Fact, cell: Fact) -> bool:
    """Whether the words are the same to the last and the figures count one kind of thing."""
    x, y = fact.claim.quantity, cell.claim.quantity
    like = x.dimension == y.dimension or not (x.dimension and y.dimension)
    return fact.core == cell.core and like and x.kind == y.kind and fact.year_book == cell.year_book
