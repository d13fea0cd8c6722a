"""Suspects: which figure of a failed relation is likely wrong, by what bears the others out and what would mend it."""

from __future__ import annotations

from collections import Counter

from vqr_check.arithmetic import EQUATIONS, misplaced, reported_role
from vqr_check.model import Claim, Relation
from vqr_check.relations.mending import places
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


def _slipped(relation: Relation) -> frozenset[int]:
    """The claims of a failed relation that one slip of the pen explains."""
    if relation.family not in EQUATIONS:
        return frozenset()
    at = {(role, k): claim for role, k, claim in places(relation)}
    found = repairs(relation.family, figures(relation), relation.direction)
    return frozenset(at[place].id for slip in found if (place := (slip.role, slip.index)) in at)


def own(relation: Relation) -> list[Claim]:
    """The claims of the report itself: a finding stands at one of them, not in last year's report."""
    return [claim for _, claim in relation.members if not claim.location.document]
