"""Structures: shares that are printed as one ratio of several terms: 三次产业结构为11.2∶40.9∶47.9."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache
from itertools import pairwise
from typing import Any

from vqr_check.arithmetic import HUNDRED
from vqr_check.claims.mentions import Mention
from vqr_check.model import Claim, Relation
from vqr_check.packs import Packs, ready
from vqr_check.relations.context import same_kind
from vqr_check.relations.readings import Reading, reading, settle, verdict

BACK = 24  # figures in front of a structure among which what it divides is looked for
SLACK = Decimal(2)  # terms that come to much more or less than 100 are no percentages
ADDED, DIVIDED = Decimal("0.86"), Decimal("0.92")


@cache
def _words(packs: Packs) -> tuple[Any, Any]:
    table = packs.table("structures")
    return ready(table["name"]), ready(table["past"])


def structures(found: Sequence[Mention], packs: Packs) -> Iterator[Relation]:
    """What the structures of one passage state: their terms come to 100, and each is the share of its part."""
    name, past = _words(packs)
    for mention in found:
        terms = mention.quantity.terms
        if len(terms) < 3 or not name.search(mention.lead):
            continue
        shares = [_share(mention.claim, term) for term in terms]
        row = None if past.search(mention.before) else _parts(mention, found, len(terms))
        divided = [_divided(part, row[0], share) for part, share in zip(row[1], shares, strict=True)] if row else []
        wrong = sum(verdict(r.relation) == "contradicted" for r in divided)
        percentages = abs(sum(terms) - HUNDRED) <= SLACK or (divided and wrong <= 1)
        if not percentages:
            continue  # 高、中、初级职称比例为1:3:4
        for relation in map(settle, [[r] for r in divided] if wrong <= 1 else []):
            if relation is not None:
                yield relation
        added = settle([reading("pctsum", ADDED, "structure", part=shares)])
        if added is not None:
            yield added


def _divided(part: Claim, whole: Claim, share: Claim) -> Reading:
    return reading("share", DIVIDED, "structure", part=part, whole=whole, share=share)


def _share(claim: Claim, term: Decimal) -> Claim:
    """One term of a structure as the percentage that it is."""
    exponent = term.as_tuple().exponent
    step = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
    return replace(claim, quantity=replace(claim.quantity, value=term, step=step, kind="percent", unit="%", terms=()))


def _parts(mention: Mention, found: Sequence[Mention], count: int) -> tuple[Claim, list[Claim]] | None:
    """The last row of so many figures in front of a structure, and the one in front of it that they make up."""
    levels = [m for m in found[max(0, mention.order - BACK) : mention.order] if m.role == "level"][-count - 1 :]
    if len(levels) <= count or any(not same_kind(a.claim, b.claim) for a, b in pairwise(levels)):
        return None
    whole, *parts = (m.claim for m in levels)
    held = reading("sum", DIVIDED, "structure", total=whole, part=parts)
    return (whole, parts) if verdict(held.relation) != "contradicted" else None
