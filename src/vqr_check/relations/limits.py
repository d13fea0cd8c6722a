"""What a rank bounds: if the most of nine is 76 and the next 38, they are 76 + 8 × 38 at most together."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from vqr_check.claims import Statements
from vqr_check.claims.mentions import Mention
from vqr_check.model import Claim, Relation
from vqr_check.packs import Packs, compiled
from vqr_check.relations.lists import countable

LEADING = "leading"  # the source of a rank whose first two figures are the most and the next


def limits(relations: Iterable[Relation], statements: Statements, packs: Packs) -> Iterator[Relation]:
    """For the most and the next of so many things, the total that they and all others can reach.

    The total is the whole of which the text says what share the most is, or the total in front of it; how many
    there are is the one number in the document that counts things by the noun that both bear.
    """
    ranked: list[Relation] = []
    wholes: dict[int, Claim] = {}
    for relation in relations:
        if relation.family == "rank" and relation.source == LEADING:
            ranked.append(relation)
        elif relation.family == "share":
            held = dict(relation.members)
            if "part" in held and "whole" in held:
                wholes.setdefault(held["part"].id, held["whole"])
    if not ranked:
        return
    numbers = _numbers(statements, packs)
    totals = [m.claim for m in _mentions(statements) if "total" in m.cues and m.role == "level"]
    ids = [claim.id for claim in totals]
    for relation in ranked:
        (_, first), (_, second), *_ = relation.members
        before = totals[max(0, bisect_left(ids, first.id) - 1) : bisect_left(ids, first.id)]
        whole, count = wholes.get(first.id) or _total(first, before), _count(first, second, numbers)
        if whole is not None and count is not None and whole.quantity.unit == first.quantity.unit:
            members = (("total", whole), ("first", first), ("second", second), ("count", count))
            yield Relation("reach", members, strength="likely", source=LEADING)


def _total(first: Claim, before: Sequence[Claim]) -> Claim | None:
    """The last total in front of the most, if it stands in the same paragraph and counts the same."""
    near = next(iter(before), None)
    same = near is not None and near.location.holder == first.location.holder and bool(near.keys & first.keys)
    return near if same else None


def _numbers(statements: Statements, packs: Packs) -> Mapping[str, list[Claim]]:
    """The claims that say how many of a noun there are, by the noun."""
    words = packs.table("lists")
    noun, counters = compiled(words["noun"], {}), frozenset(words["counters"])
    out: dict[str, list[Claim]] = {}
    for mention in _mentions(statements):
        if countable(mention, counters) and mention.quantity.value > 2 and not mention.quantity.hedge:
            behind = noun.match(mention.after)
            if behind is not None and len(behind["noun"]) > 1:
                out.setdefault(behind["noun"], []).append(mention.claim)
    return out


def _mentions(statements: Statements) -> Iterator[Mention]:
    for found in statements.mentions:
        yield from found


def _count(first: Claim, second: Claim, numbers: Mapping[str, list[Claim]]) -> Claim | None:
    fit = [claims for noun, claims in numbers.items() if noun in first.measure and noun in second.measure]
    said: set[Decimal] = {claim.quantity.value for claims in fit for claim in claims}
    return fit[0][0] if len(said) == 1 else None
