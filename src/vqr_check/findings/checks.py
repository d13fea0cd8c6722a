"""Checks: the arithmetic of one relation, written with the printed figures so that a person can redo it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import PurePath

from vqr_check.arithmetic import judge, reported_role
from vqr_check.findings.written import bounds, fact_name, figure, gap, name_of, unit_of, value_like, with_unit
from vqr_check.model import Check, Claim, Evidence, Relation, Verdict
from vqr_check.packs import Packs
from vqr_check.relations.readings import figures, verdict

MINUS = ("-", "－", "−", "—", "–")


def check(relation: Relation, packs: Packs) -> Check:
    """The relation as a check: its verdict, the sum, what is printed and what follows, and the gap."""
    family = relation.family
    printed, computed, difference = "", "", ""
    outcome = None if family == "count" else judge(family, figures(relation), relation.direction)
    found = verdict(relation) if outcome is None else outcome.verdict
    if outcome is None:
        reported = relation.members[0][1]
        unit = unit_of(reported.quantity, packs)
        printed, computed = with_unit(reported, packs), f"{relation.items}{unit}"
        short = abs(reported.quantity.value - relation.items)
        difference = f"{short:f}{unit}" if short else ""
    elif family != "rank":
        role = reported_role(family)
        like = next(claim for name, claim in relation.members if name == (role or "part"))
        printed = with_unit(like, packs) if role else packs.table("written")["whole"]
        computed = bounds(outcome.computed, like, packs, family)
        if family == "reach":
            computed = value_like(outcome.computed.high, like, packs) + unit_of(like.quantity, packs)
        elif family == "equal":
            computed = with_unit(dict(relation.members)["a"], packs)
        elif family == "subset":
            computed = with_unit(dict(relation.members)["whole"], packs)
        if found != "agreed":
            difference = gap(outcome.computed, like.quantity.value if role else Decimal(100), like, packs, family)
    return Check(
        relation=family,
        verdict=found,
        formula=formula(relation, found, computed, packs),
        reported=printed,
        computed=computed,
        difference=difference,
        evidence=tuple(evidence(role, claim) for role, claim in relation.members),
        explicit=relation.strength == "explicit",
    )


def formula(relation: Relation, found: Verdict, computed: str, packs: Packs) -> str:
    """The sum as it is done on paper: 76 ÷ 434 × 100% = 17.51%."""
    forms = packs.table("formula")
    kinds = [relation.family]
    if relation.direction < 0:
        kinds.insert(0, f"{relation.family}_down")
    if found == "contradicted":
        kinds.insert(0, f"{relation.family}_not")
    template = str(next((forms[kind] for kind in kinds if kind in forms), "{computed}"))
    names = {"terms": _terms(relation, packs)}
    order = " ≥ " if relation.direction < 0 else " ≤ "
    for role in dict.fromkeys(role for role, _ in relation.members):
        shown = [figure(claim, packs) for name, claim in relation.members if name == role]
        shown = [f"({text})" if text.startswith(MINUS) else text for text in shown]
        names[role] = (order if role == "item" else " + ").join(shown)
    listed = "、".join(relation.listed)
    return template.format(computed=computed, items=relation.items, listed=listed, **names).rstrip("：")


def _terms(relation: Relation, packs: Packs) -> str:
    """What is added up, each figure with its sign: 1200 + 400 − 350."""
    added = [(role, figure(claim, packs)) for role, claim in relation.members if role in ("part", "less")]
    shown = [(role, f"({text})" if text.startswith(MINUS) else text) for role, text in added]
    return "".join(f" {'−' if role == 'less' else '+'} {text}" for role, text in shown).removeprefix(" + ")


def evidence(role: str, claim: Claim) -> Evidence:
    """A claim in its role."""
    return Evidence(claim.location, role, claim.quantity.value, claim.quantity.unit, claim.measure)


def params(relation: Relation, done: Check, packs: Packs) -> Mapping[str, str]:
    """The figures of a check for messages and machines, as strings."""
    out = {"reported": done.reported, "computed": done.computed, "difference": done.difference}
    for role, claim in relation.members:
        text = with_unit(claim, packs)
        out[role] = f"{out[role]}、{text}" if role in out else text
        out.setdefault(f"{role}_name", name_of(claim, packs) or claim.location.text)
        if claim.location.document:
            out["document"] = PurePath(claim.location.document).name
    if relation.family == "equal":
        out["a_name"] = out["b_name"] = fact_name([claim for _, claim in relation.members], packs)
    if relation.items:
        out["items"] = str(relation.items)
        out["listed"] = "、".join(relation.listed)
    return out
