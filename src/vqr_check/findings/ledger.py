"""The ledger: every quantity of the document in exactly one bin, with the checks that it takes part in."""

from __future__ import annotations

from collections.abc import Sequence

from vqr_check.claims import Statements
from vqr_check.findings.checks import check
from vqr_check.findings.written import name_of
from vqr_check.model import Check, Claim, Entry, Ledger, Relation, Status
from vqr_check.packs import Packs


def ledger(relations: Sequence[Relation], said: Statements, packs: Packs) -> Ledger:
    """Agreed, contradicted or unchecked (with the reason) for each claim; what is no quantity apart."""
    checks: dict[int, list[Check]] = {}
    for relation in relations:
        done = check(relation, packs)
        for _, claim in relation.members:
            checks.setdefault(claim.id, []).append(done)
    reasons = packs.table("reason")
    roles = {m.claim.id: m.role for found in said.mentions for m in found}
    entries = tuple(
        _entry(c, tuple(checks.get(c.id, ())), roles.get(c.id, "cell"), reasons, packs) for c in said.claims()
    )
    return Ledger(entries, said.left_out)


def _entry(claim: Claim, checks: tuple[Check, ...], role: str, reasons: object, packs: Packs) -> Entry:
    assert hasattr(reasons, "get")
    status: Status = "unchecked"
    if any(c.verdict == "contradicted" for c in checks):
        status = "contradicted"
    elif checks:
        status = "agreed"
    quantity = claim.quantity
    return Entry(
        location=claim.location,
        literal=quantity.literal,
        value=quantity.value,
        step=quantity.step,
        unit=quantity.unit,
        measure=name_of(claim, packs),
        scope="，".join(claim.scope),
        period=claim.period,
        status=status,
        reason="" if checks else str(reasons.get(role, reasons.get("other", ""))),
        checks=checks,
    )
