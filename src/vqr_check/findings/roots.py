"""Roots: failed relations that one wrong figure explains become one finding."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from vqr_check.arithmetic import EQUATIONS, interval, reported_role, solve
from vqr_check.findings.causes import Printed, cause, printed
from vqr_check.findings.checks import check, evidence, params
from vqr_check.findings.raised import digest, raised
from vqr_check.model import Claim, Finding, Relation, Severity, Verdict
from vqr_check.packs import Packs
from vqr_check.relations.readings import figures

COMPUTED = EQUATIONS.keys() - {"equal"}  # a figure is copied wrong as often as right: a repetition bears nothing out
NUMBERING = re.compile(r"^[\s第（(]*[\d一二三四五六七八九十.．]+[章节部分）)、.．\s]*")


def contradictions(
    relations: Sequence[Relation], verdicts: Sequence[Verdict], packs: Packs, claims: Iterable[Claim] = ()
) -> tuple[Finding, ...]:
    """The failed relations as findings; ``claims`` are all that the document states, to name causes by."""
    failed, held, computed = [], Counter[int](), Counter[int]()
    for relation, found in zip(relations, verdicts, strict=True):
        if found == "contradicted":
            failed.append(relation)
        else:
            held.update(claim.id for _, claim in relation.members)
            if relation.family in COMPUTED:
                computed.update({claim.id for _, claim in relation.members})
    known = printed(claims if failed else ())
    return tuple(_finding(root, group, known, packs) for root, group in _roots(failed, held, computed))


def _roots(
    failed: Sequence[Relation], held: Counter[int], computed: Counter[int]
) -> list[tuple[Claim, list[Relation]]]:
    """Group failed relations by the figure that most of them share and that fewest agreeing relations bear out.

    A figure that enters into as many results that come out right as into wrong ones is no root of these, unless
    one other value in its place would mend them all: then they were worked out from that.
    """
    claims: dict[int, Claim] = {}
    of: dict[int, list[int]] = {}
    for number, relation in enumerate(failed):
        for claim in _own(relation):
            claims[claim.id] = claim
            numbers = of.setdefault(claim.id, [])
            if not numbers or numbers[-1] != number:
                numbers.append(number)
    left = set(range(len(failed)))
    out = []
    ranked = sorted(of, key=lambda i: (-len(of[i]), held[i], i))
    for claim_id in ranked:
        group = [n for n in of[claim_id] if n in left]
        if len(group) < 2:
            continue
        if computed[claim_id] >= len(of[claim_id]) and not _one_value(claims[claim_id], [failed[n] for n in group]):
            continue
        left.difference_update(group)
        out.append((claims[claim_id], [failed[n] for n in group]))
    for number in sorted(left):
        relation = failed[number]
        out.append((min(_suspects(relation), key=lambda c: held[c.id]), [relation]))
    return out


def _one_value(claim: Claim, group: Sequence[Relation]) -> bool:
    """Whether one value of this figure satisfies all of the relations that can be solved for it, two at least."""
    needed = []
    for relation in group:
        if relation.family in EQUATIONS:
            role, index = next((role, k) for role, k, c in _places(relation) if c.id == claim.id)
            operands = {name: [interval(q) for q in quantities] for name, quantities in figures(relation).items()}
            value = solve(relation.family, operands, role, index, relation.direction)
            needed += [] if value is None else [value]
    return len(needed) > 1 and max(v.low for v in needed) <= min(v.high for v in needed)


def _places(relation: Relation) -> Iterator[tuple[str, int, Claim]]:
    """The claims of a relation, each with its role and which of the role's it is."""
    count = Counter[str]()
    for role, claim in relation.members:
        yield role, count[role], claim
        count[role] += 1


def _suspects(relation: Relation) -> list[Claim]:
    """The claims that may be wrong, the one first that the others give: it is looked at when nothing else tells."""
    first = reported_role(relation.family) if relation.family in EQUATIONS else ""
    told = [claim for role, claim in relation.members if role == first and not claim.location.document]
    return [*told, *(claim for claim in _own(relation) if claim not in told)]


def _own(relation: Relation) -> list[Claim]:
    """The claims of the report itself: a finding stands at one of them, not in last year's report."""
    return [claim for _, claim in relation.members if not claim.location.document]


def _finding(root: Claim, group: Sequence[Relation], known: Printed, packs: Packs) -> Finding:
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
    why = cause(root, (lead, *(r for r in group if r is not lead)), known, packs)
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
