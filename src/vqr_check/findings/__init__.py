"""Findings: failed relations as a reviewer reads them, one root each, and the ledger of every quantity."""

from __future__ import annotations

from collections.abc import Sequence

from vqr_check.claims import Statements
from vqr_check.findings.copied import copied
from vqr_check.findings.ledger import ledger
from vqr_check.findings.roots import contradictions
from vqr_check.findings.standards import standards
from vqr_check.findings.structure import structure
from vqr_check.findings.truncated import truncated
from vqr_check.findings.values import values
from vqr_check.model import Claim, Document, Finding, Relation, Verdict
from vqr_check.packs import Packs
from vqr_check.relations.readings import verdict

__all__ = ["findings", "ledger"]


def findings(
    document: Document,
    relations: Sequence[Relation],
    packs: Packs,
    copies: Sequence[tuple[Claim, Claim]] = (),
    said: Statements | None = None,
    verdicts: Sequence[Verdict] | None = None,
) -> tuple[Finding, ...]:
    """Everything to report of a document, in document order.

    ``copies`` are figures beside last year's like ones; ``said`` lets single values be judged too;
    ``verdicts`` are those of the relations, where they are known.
    """
    claims = tuple(said.claims()) if said is not None else ()
    verdicts = tuple(map(verdict, relations)) if verdicts is None else verdicts
    found = (*contradictions(relations, verdicts, packs, claims), *structure(document, packs), *copied(copies, packs))
    found += tuple(truncated(document, relations, verdicts, packs))
    if said is not None:
        settled = frozenset(claim.id for relation in relations for _, claim in relation.members)
        found += tuple(values(document, said, settled, packs))
        found += tuple(standards(document, said, packs))
    return tuple(sorted(found, key=_place))


def _place(finding: Finding) -> tuple[bool, int, int, int, int, str]:
    at = finding.location
    row, col = -1 if at.row is None else at.row, -1 if at.col is None else at.col
    return at.part != "body", at.block, row, col, at.start, finding.rule
