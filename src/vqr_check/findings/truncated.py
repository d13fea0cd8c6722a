"""Truncated: relations that hold only if last digits were cut off; a notice for each paragraph or table column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from vqr_check.arithmetic import reported_role
from vqr_check.findings.checks import check, evidence
from vqr_check.findings.notes import rounding
from vqr_check.findings.raised import raised
from vqr_check.findings.roots import fingerprint
from vqr_check.model import Claim, Document, Finding, Location, Relation, Verdict
from vqr_check.packs import Packs

NAME = "only-if-truncated"
SUMS = frozenset({"sum", "flow", "pctsum"})
Place = tuple[str, int, int | None]


def truncated(
    document: Document, relations: Sequence[Relation], verdicts: Sequence[Verdict], packs: Packs
) -> Iterator[Finding]:
    """The notices of a document; a note on rounding (因四舍五入…) settles the sums that it reaches."""
    settled = rounding(document, packs)
    groups: dict[Place, list[tuple[Claim, Relation]]] = {}
    for relation, found in zip(relations, verdicts, strict=True):
        if found != "truncated":
            continue
        role = reported_role(relation.family)
        claim = next((claim for name, claim in relation.members if name == role), relation.members[0][1])
        at: Location = claim.location
        if not at.document and not (relation.family in SUMS and settled(at)):
            groups.setdefault((at.part, at.block, at.col), []).append((claim, relation))
    for group in groups.values():
        yield _finding(group, packs)


def _finding(group: Sequence[tuple[Claim, Relation]], packs: Packs) -> Finding:
    rule = next(rule for rule in packs.entries("rule") if rule["name"] == NAME)
    claim, lead = group[0]
    checks = tuple(check(relation, packs) for _, relation in group)
    values = {"count": str(len(group)), "reported": checks[0].reported, "formula": checks[0].formula}
    members = {held.id: (role, held) for _, relation in group for role, held in relation.members}
    proof = (evidence(role, held) for role, held in members.values())
    return raised(rule, claim.location, values, fingerprint(rule["code"], claim, lead), proof, checks)
