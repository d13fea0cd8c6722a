"""Indicators that packs define by a formula: the figures that its terms name are looked for in the whole document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from itertools import product
from typing import Any

from vqr_check.claims.nouns import covered
from vqr_check.model import Claim, Relation
from vqr_check.packs import Packs, ready
from vqr_check.packs.formulas import Formula, parse
from vqr_check.record import dataclass
from vqr_check.relations.context import Surroundings
from vqr_check.relations.readings import Reading, settle

TRIED = 4  # figures looked at for each term, the best named and nearest first
CERTAIN, PARTLY = Decimal("0.98"), Decimal("0.8")  # a measure that is the term itself; one that holds its words
PERCENTAGES = frozenset({"percent", "permille", "fraction"})


@dataclass(frozen=True, slots=True)
class _Indicator:
    names: tuple[str, ...]
    formula: Formula
    rule: str
    source: str


@cache
def _defined(packs: Packs) -> tuple[_Indicator, ...]:
    return tuple(
        _Indicator(
            (entry["name"], *entry.get("synonyms", ())),
            parse(entry["formula"]),
            entry.get("rule", ""),
            entry.get("origin", "indicator"),
        )
        for entry in packs.entries("indicator")
        if "formula" in entry
    )


@cache
def _neutral(packs: Packs) -> Any:
    return ready(packs.table("indicators")["neutral"])


def indicators(around: Surroundings, packs: Packs) -> Iterator[Relation]:
    """What the formulas of the packs' indicators state of the figures that the document prints for them."""
    for indicator in _defined(packs):
        for claim in around.statements.claims():
            if not any(name in claim.measure for name in indicator.names):
                continue
            terms = [list(_named(term, claim, around, packs))[:TRIED] for term in indicator.formula.terms]
            relation = settle(_readings(indicator, claim, terms))
            if relation is not None:
                yield relation


def _named(term: str, like: Claim, around: Surroundings, packs: Packs) -> Iterator[tuple[Claim, Decimal]]:
    """The figures that a term names, of the same period, with how surely; the surest and nearest first."""
    wanted, neutral = around.nouns.keys(term), _neutral(packs)
    offered = {claim.id: claim for word in wanted for claim in around.by_word.get(word, ())}
    found = []
    for claim in offered.values():
        if claim.id == like.id or covered(wanted, claim.keys) < 1 or not _same_time(claim, like):
            continue
        exact = claim.keys == wanted or around.nouns.keys(neutral.sub("", claim.measure)) == wanted
        found.append((CERTAIN if exact else PARTLY * covered(claim.keys, wanted), claim))
    found.sort(key=lambda pair: (-pair[0], abs(pair[1].id - like.id)))
    yield from ((claim, support) for support, claim in found)


def _same_time(a: Claim, b: Claim) -> bool:
    return not a.period or not b.period or a.period == b.period


def _readings(
    indicator: _Indicator, claim: Claim, terms: Sequence[Sequence[tuple[Claim, Decimal]]]
) -> Iterator[Reading]:
    for chosen in product(*terms) if len(terms) < TRIED else [[term[0] for term in terms]] if all(terms) else ():
        claims = [held for held, _ in chosen]
        support = min(certain for _, certain in chosen)
        if len({held.id for held in claims}) == len(claims):
            family, members = _roles(indicator.formula, claim, claims)
            yield Reading(Relation(family, members, source=indicator.source, rule=indicator.rule), support)


def _roles(formula: Formula, claim: Claim, terms: Sequence[Claim]) -> tuple[str, tuple[tuple[str, Claim], ...]]:
    match formula.operator:
        case "+":
            return "sum", (("total", claim), *(("part", term) for term in terms))
        case "−":
            return "delta", (("now", terms[0]), ("before", terms[1]), ("change", claim))
    if claim.quantity.kind in PERCENTAGES:
        return "share", (("part", terms[0]), ("whole", terms[1]), ("share", claim))
    return "mean", (("total", terms[0]), ("count", terms[1]), ("mean", claim))
