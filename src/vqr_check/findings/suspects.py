"""Suspects: which figure of failed relations is likely wrong, by what bears the others out and what would mend them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from vqr_check.arithmetic import EQUATIONS, Interval, interval, misplaced, reported_role, solve
from vqr_check.model import Claim, Relation
from vqr_check.relations.readings import figures
from vqr_check.slips import repairs


def suspects(relation: Relation, held: Counter[int]) -> list[Claim]:
    """The report's own figures of one failed relation, the likeliest wrong one first.

    ``held`` tells how many results bear each claim out. Among the least borne out come first those that one slip
    of the pen explains, then the figure that the others give.
    """
    doubted = own(relation)
    if relation.family == "rank":
        items = [claim for _, claim in relation.members]
        disturbing = misplaced([claim.quantity.value for claim in items], relation.direction)
        doubted = [claim for k in disturbing if (claim := items[k]) in doubted] or doubted
    slipped = _slipped(relation)
    first = reported_role(relation.family) if relation.family in EQUATIONS else ""
    told = {claim.id for role, claim in relation.members if role == first}
    return sorted(doubted, key=lambda claim: (held[claim.id], claim.id not in slipped, claim.id not in told))


def rivals(relation: Relation, held: Counter[int], root: Claim) -> list[Claim]:
    """The other figures that one slip explains as well as the root, and that no more results bear out."""
    slipped = _slipped(relation)
    if root.id not in slipped:
        return []
    return [c for c in own(relation) if c.id in slipped and c.id != root.id and held[c.id] <= held[root.id]]


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
            role, index = next((role, k) for role, k, c in _places(relation) if c.id == claim.id)
            operands = {name: [interval(q) for q in quantities] for name, quantities in figures(relation).items()}
            value = solve(relation.family, operands, role, index, relation.direction)
            if value is not None:
                yield value


def _slipped(relation: Relation) -> frozenset[int]:
    """The claims of a failed relation that one slip of the pen explains."""
    if relation.family not in EQUATIONS:
        return frozenset()
    at = {(role, k): claim for role, k, claim in _places(relation)}
    found = repairs(relation.family, figures(relation), relation.direction)
    return frozenset(at[place].id for slip in found if (place := (slip.role, slip.index)) in at)


def _places(relation: Relation) -> Iterator[tuple[str, int, Claim]]:
    """The claims of a relation, each with its role and which of the role's it is."""
    count = Counter[str]()
    for role, claim in relation.members:
        yield role, count[role], claim
        count[role] += 1


def own(relation: Relation) -> list[Claim]:
    """The claims of the report itself: a finding stands at one of them, not in last year's report."""
    return [claim for _, claim in relation.members if not claim.location.document]
