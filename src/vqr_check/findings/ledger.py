"""The ledger: every quantity of the document in exactly one bin, with the checks that it takes part in."""

from __future__ import annotations

from collections.abc import Sequence

from vqr_check.claims import Statements
from vqr_check.findings.checks import check
from vqr_check.findings.reasons import reasons
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
    why, in_table = dict(reasons(said, packs)), str(packs.table("reason")["cell"])
    entries = tuple(_entry(c, tuple(checks.get(c.id, ())), why.get(c.id, in_table), packs) for c in said.claims())
    return Ledger(entries, said.left_out)


def _entry(claim: Claim, checks: tuple[Check, ...], why: str, packs: Packs) -> Entry:
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
        reason="" if checks else why,
        checks=checks,
    )
