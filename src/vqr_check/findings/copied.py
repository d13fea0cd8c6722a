"""Copies: figures stated as this year's that are last year's to the last digit, a notice for each place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePath

from vqr_check.findings.checks import evidence
from vqr_check.findings.raised import raised
from vqr_check.findings.roots import fingerprint
from vqr_check.findings.written import with_unit
from vqr_check.model import Claim, Finding, Relation
from vqr_check.packs import Packs

NAME = "figure-copied-from-last-year"


def copied(pairs: Sequence[tuple[Claim, Claim]], packs: Packs) -> Iterator[Finding]:
    """The findings about these pairs of this year's figure and last year's, one for all that stand in a table."""
    places: dict[tuple[str, int], list[tuple[Claim, Claim]]] = {}
    for now, before in pairs:
        places.setdefault((now.location.part, now.location.block), []).append((now, before))
    for group in places.values():
        tables = group[0][0].location.row is not None
        yield from (_finding(part, packs) for part in ([group] if tables else [[pair] for pair in group]))


def _finding(pairs: Sequence[tuple[Claim, Claim]], packs: Packs) -> Finding:
    rule = next(rule for rule in packs.entries("rule") if rule["name"] == NAME)
    now, before = pairs[0]
    values = {
        "reported": with_unit(now, packs),
        "name": now.measure or now.location.text,
        "document": PurePath(before.location.document).name,
        "same": str(rule["and_others"]).format(more=len(pairs) - 1) if len(pairs) > 1 else "",
    }
    relation = Relation("equal", (("a", before), ("b", now)))
    proof = (evidence(role, claim) for pair in pairs for role, claim in zip(("b", "a"), pair, strict=True))
    return raised(rule, now.location, values, fingerprint(rule["code"], now, relation), proof)
