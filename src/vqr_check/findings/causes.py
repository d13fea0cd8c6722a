"""Causes: the one edit that explains a failed relation, in words from the packs."""

from __future__ import annotations

from vqr_check.findings.written import unit_of, value_like, with_unit
from vqr_check.model import Relation
from vqr_check.packs import Packs
from vqr_check.relations.readings import figures
from vqr_check.slips import explain

TELLING = 1  # a slip likelier than this to fit by accident is not named


def cause(relation: Relation, packs: Packs) -> str:
    """The likely slip behind a failed relation, or ""."""
    if relation.family in ("count", "rank", "subset", "reach"):
        return ""
    slip = explain(relation.family, figures(relation), relation.direction)
    if slip is None or slip.chance > TELLING:
        return ""
    claims = [claim for role, claim in relation.members if role == slip.role]
    claim = claims[slip.index]
    words = packs.table("cause")
    meant = value_like(slip.value, claim, packs) + unit_of(claim.quantity, packs)
    return str(words[slip.kind]).format(printed=with_unit(claim, packs), meant=meant)
