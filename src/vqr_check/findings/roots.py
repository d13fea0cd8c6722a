"""Roots: failed relations that one wrong figure explains become one finding."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from vqr_check.findings.causes import Printed, cause, printed
from vqr_check.findings.checks import check, evidence, params
from vqr_check.findings.raised import digest, raised
from vqr_check.findings.suspects import own, rivals, suspects
from vqr_check.model import Claim, Finding, Relation, Severity, Verdict
from vqr_check.packs import Packs
from vqr_check.relations.mending import mended

BOUNDS = frozenset({"subset", "reach", "rank"})  # hold for almost any figure, so they bear none out
NUMBERING = re.compile(r"^[\s第（(]*[\d一二三四五六七八九十.．]+[章节部分）)、.．\s]*")


def contradictions(
    relations: Sequence[Relation], verdicts: Sequence[Verdict], packs: Packs, claims: Iterable[Claim] = ()
) -> tuple[Finding, ...]:
    """The failed relations as findings; ``claims`` are all that the document states, to name causes by."""
    judged = tuple(zip(relations, verdicts, strict=True))
    failed = [relation for relation, found in judged if found == "contradicted"]
    telling = [relation for relation, found in judged if found != "contradicted" and relation.family not in BOUNDS]
    held = Counter([claim.id for relation in telling for _, claim in relation.members])
    results = [relation for relation in telling if relation.family != "equal"]
    computed = Counter([i for relation in results for i in {claim.id for _, claim in relation.members}])
    known = printed(claims if failed else ())
    return tuple(_finding(root, group, held, known, packs) for root, group in _roots(failed, held, computed))


def _roots(
    failed: Sequence[Relation], held: Counter[int], computed: Counter[int]
) -> list[tuple[Claim, list[Relation]]]:
    """Group failed relations by the figure whose correction would mend most of them.

    Among figures that would mend as many the one is taken that most relations share and that fewest agreeing ones
    bear out. A figure that enters into as many results that come out right as into wrong ones is no root of these,
    unless one other value in its place would mend several: then they were worked out from that.
    """
    claims: dict[int, Claim] = {}
    of: dict[int, list[int]] = {}
    for number, relation in enumerate(failed):
        for claim in own(relation):
            claims[claim.id] = claim
            numbers = of.setdefault(claim.id, [])
            if not numbers or numbers[-1] != number:
                numbers.append(number)
    left = set(range(len(failed)))
    out = []
    several = {i: mended(claims[i], [failed[n] for n in numbers])[0] for i, numbers in of.items() if len(numbers) > 1}
    for claim_id in sorted(several, key=lambda i: (-several[i], -len(of[i]), held[i], i)):
        group = [n for n in of[claim_id] if n in left]
        if len(group) < 2:
            continue
        if computed[claim_id] >= len(of[claim_id]) and mended(claims[claim_id], [failed[n] for n in group])[0] < 2:
            continue
        left.difference_update(group)
        out.append((claims[claim_id], [failed[n] for n in group]))
    out.extend((suspects(failed[number], held)[0], [failed[number]]) for number in sorted(left))
    return out


def _finding(root: Claim, group: Sequence[Relation], held: Counter[int], known: Printed, packs: Packs) -> Finding:
    lead = min(group, key=lambda r: (r.strength != "explicit", [c.id for _, c in r.members].index(root.id)))
    checks = tuple(check(relation, packs) for relation in (lead, *(r for r in group if r is not lead)))
    rule = packs.rule_of(lead.family, lead.rule)
    values = dict(params(lead, checks[0], packs))
    severity: Severity = "error" if any(r.strength == "explicit" for r in group) else "warning"
    seen, proof = set(), []
    for relation in (lead, *(r for r in group if r is not lead)):
        for role, claim in relation.members:
            if claim.id not in seen:
                seen.add(claim.id)
                proof.append(evidence(role, claim))
    others = rivals(lead, held, root) if len(group) == 1 else []
    why = cause(root, (lead, *(r for r in group if r is not lead)), known, packs, others)
    key = fingerprint(rule["code"], root, lead)
    return raised(rule, root.location, _Blank(values), key, proof, checks, why, severity)


class _Blank(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return ""


def fingerprint(code: str, root: Claim, lead: Relation) -> str:
    """What a finding is known by in a baseline: survives text that moves, not a figure that changes.

    Made of the code, what the figure is about (measure, period, scope), the headings above it without their numbers,
    and value and unit of every figure of the relation.
    """
    figures = sorted(f"{role}={_exactly(claim)}" for role, claim in lead.members)
    headings = (NUMBERING.sub("", heading) for heading in root.location.section)
    parts = (code, root.measure, root.period, *root.scope, _exactly(root), *figures, *headings)
    return digest(*parts)


def _exactly(claim: Claim) -> str:
    return f"{claim.quantity.value.normalize()} {claim.quantity.unit}"
