"""Relations: what sentences, lists and tables state between claims; arithmetic decides between readings."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from vqr_check.claims import Statements
from vqr_check.model import Relation, Verdict
from vqr_check.packs import Packs
from vqr_check.relations import tables, tables_groups, tables_heads
from vqr_check.relations.addends import addends
from vqr_check.relations.apart import apart
from vqr_check.relations.changes import changes
from vqr_check.relations.complements import complements
from vqr_check.relations.context import Surroundings, surroundings
from vqr_check.relations.enumerated import enumerated
from vqr_check.relations.flows import flows
from vqr_check.relations.grades import grades
from vqr_check.relations.growing import words_of
from vqr_check.relations.indicators import indicators
from vqr_check.relations.limits import limits
from vqr_check.relations.lists import counts
from vqr_check.relations.means import means
from vqr_check.relations.mending import reconciled
from vqr_check.relations.multiples import multiples
from vqr_check.relations.past import past
from vqr_check.relations.patterns import stated
from vqr_check.relations.per_hundred import per_hundred
from vqr_check.relations.points import points
from vqr_check.relations.printed import printed
from vqr_check.relations.ranks import ranks
from vqr_check.relations.rate_sums import rate_sums
from vqr_check.relations.ratios import ratios
from vqr_check.relations.readings import figures, verdict
from vqr_check.relations.restated import restated
from vqr_check.relations.rowwise import ROWS
from vqr_check.relations.share_totals import share_totals
from vqr_check.relations.shares import shares
from vqr_check.relations.structures import structures
from vqr_check.relations.sums import sums
from vqr_check.relations.tabulated import tabulated
from vqr_check.slips import coarseness

TELLING = Decimal("0.02")  # a relation that would hold by accident more often bears nothing out
Judged = tuple[Relation, Verdict]


def relations(statements: Statements, packs: Packs) -> Iterator[Relation]:
    """Every relation that the document states, those that hold and then those that fail."""
    return (relation for relation, _ in judged(statements, packs))


def judged(statements: Statements, packs: Packs) -> Iterator[Judged]:
    """Every relation that the document states with its verdict, those that hold and then those that fail."""
    failed: list[Relation] = []
    for relation, found in _stated(statements, packs):
        if found == "contradicted":
            failed.append(relation)
        else:
            yield relation, found
    yield from ((relation, verdict(relation)) for relation in reconciled(failed))


def _stated(statements: Statements, packs: Packs) -> Iterator[Judged]:
    around = surroundings(statements, packs)
    borne_out: set[int] = set()
    found: list[Relation] = []
    for relation in _within(statements, around, packs):
        holds = verdict(relation)
        if holds != "contradicted" and _bears_out(relation):
            borne_out.update(claim.id for _, claim in relation.members)
        if relation.family in ("share", "rank"):
            found.append(relation)
        yield relation, holds
    for relation in (*restated(around, packs, frozenset(borne_out)), *limits(found, statements, packs)):
        yield relation, verdict(relation)


def _bears_out(relation: Relation) -> bool:
    """Whether a relation that holds has figures of the running text and would hardly hold by accident."""
    if all(claim.location.row is not None for _, claim in relation.members):
        return False
    return coarseness(relation.family, figures(relation)) < TELLING


def _within(statements: Statements, around: Surroundings, packs: Packs) -> Iterator[Relation]:
    before, words = past(statements, packs), words_of(packs)
    own: set[int] = set()  # shares of which each has a whole of its own: they add up to nothing
    for _, relation in shares(statements.mentions, around, before, packs):
        if relation.source == ROWS:
            own.update(claim.id for _, claim in relation.members)
        yield relation
    added: list[Relation] = []
    for passage, found in zip(statements.passages, statements.mentions, strict=True):
        for relation in sums(passage, found, packs):
            if relation.family == "sum":
                added.append(relation)
            if relation.family != "pctsum" or not any(claim.id in own for _, claim in relation.members):
                yield relation
        yield from share_totals(found, packs)
        yield from structures(found, packs)
        yield from complements(passage, found, packs)
        yield from flows(passage, found, packs)
        yield from changes(found, around, before, words)
        yield from multiples(found, around, before, words)
        yield from printed(found, words)
        yield from means(found, around, before, packs)
        yield from per_hundred(found, around, before, packs)
        yield from ratios(found, around, packs, words)
        yield from counts(passage, found, packs)
        yield from addends(passage, found, packs)
        yield from ranks(passage, found, packs)
        yield from stated(passage, found, packs)
    yield from apart(statements.mentions, around, packs, added)
    yield from grades(statements.mentions, packs)
    yield from points(statements, around, packs)
    yield from rate_sums(statements.mentions, packs)
    yield from enumerated(statements, packs)
    yield from tabulated(statements, packs)
    yield from indicators(around, packs)
    yield from tables.find(statements.grids, packs)
    yield from tables_groups.find(statements.grids, around)
    yield from tables_heads.find(statements.grids, around, packs)
