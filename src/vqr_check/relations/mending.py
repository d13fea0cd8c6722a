"""Mending: which value of one figure would make failed relations hold, and which meaning that leaves a sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from vqr_check.arithmetic import EQUATIONS, Interval, interval, solve
from vqr_check.model import Claim, Relation
from vqr_check.relations.readings import figures

TELLING = Decimal("0.01")  # two values that are known less exactly than this meet by accident


def reconciled(failed: Sequence[Relation]) -> Iterator[Relation]:
    """Failed relations, each in the meaning that a figure found wrong elsewhere gives it.

    Where the likeliest meaning of some words fails, and so does another one, but that one would hold if a figure
    had the value that a different failed relation asks of it, then that other meaning is the right one: one figure
    is wrong, not two.
    """
    of: dict[int, list[Relation]] = {}
    for relation in failed:
        for _, claim in relation.members:
            of.setdefault(claim.id, []).append(relation)
    certain = {number: [r for r in found if not r.alternatives] for number, found in of.items()}
    for relation in failed:
        if not relation.alternatives or _meets(relation, relation, certain):
            yield relation
            continue
        other = next((other for other in relation.alternatives if _meets(other, relation, of)), None)
        yield relation if other is None else replace(other, strength="likely")


def _meets(meant: Relation, chosen: Relation, of: dict[int, list[Relation]]) -> bool:
    """Whether one value of some figure mends this meaning of the words and what other words state."""
    for _, claim in meant.members:
        for relation in of.get(claim.id, ()):
            if relation is not chosen:
                bounds = list(_needed(claim, (relation, meant)))
                if len(bounds) == 2 and bounds[0].meets(bounds[1]) and _width(bounds) < TELLING:
                    return True
    return False


def _width(bounds: Sequence[Interval]) -> Decimal:
    """How inexactly values are known, as a share of themselves."""
    size = min(abs(b.low) for b in bounds)
    return sum((b.high - b.low for b in bounds), Decimal(0)) / size if size and size.is_finite() else Decimal(1)


def mended(claim: Claim, group: Sequence[Relation]) -> tuple[int, Interval | None]:
    """How many of these failed relations one other value of the figure would satisfy at most, and that value."""
    needed = sorted(_needed(claim, group), key=lambda bounds: bounds.low)
    best: tuple[int, Interval | None] = (0, None)
    for at, bounds in enumerate(needed):
        meeting = [other for other in needed[: at + 1] if other.high >= bounds.low]
        if len(meeting) > best[0]:
            best = len(meeting), Interval(bounds.low, min(other.high for other in meeting))
    return best


def _needed(claim: Claim, group: Sequence[Relation]) -> Iterator[Interval]:
    """What the figure would have to be for each of the relations that can be solved for it."""
    for relation in group:
        if relation.family in EQUATIONS:
            role, index = next((role, k) for role, k, c in places(relation) if c.id == claim.id)
            operands = {name: [interval(q) for q in quantities] for name, quantities in figures(relation).items()}
            value = solve(relation.family, operands, role, index, relation.direction)
            if value is not None:
                yield value


def places(relation: Relation) -> Iterator[tuple[str, int, Claim]]:
    """The claims of a relation, each with its role and which of the role's it is."""
    count = Counter[str]()
    for role, claim in relation.members:
        yield role, count[role], claim
        count[role] += 1
