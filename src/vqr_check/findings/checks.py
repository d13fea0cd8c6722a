"""Checks: the arithmetic of one relation, written with the printed figures so that a person can redo it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from pathlib import PurePath

from vqr_check.arithmetic import Interval, judge, reported_role
from vqr_check.model import Check, Claim, Evidence, Quantity, Relation
from vqr_check.packs import Packs
from vqr_check.relations.readings import figures, verdict

SCALES = (("万亿", 12), ("亿", 8), ("万", 4))


def check(relation: Relation, packs: Packs) -> Check:
    """The relation as a check: its verdict, the sum, what is printed and what follows, and the gap."""
    found = verdict(relation)
    forms = packs.table("formula")
    by_role = figures(relation)
    named = {"count": "n", "rank": ""}.get(relation.family)
    role_of = reported_role(relation.family) if named is None else named
    reported = next((c for role, c in relation.members if role == role_of), None)
    printed, computed, difference = "", "", ""
    if relation.family == "count":
        assert reported is not None
        printed, computed = figure(reported), str(relation.items)
        gap = abs(reported.quantity.value - relation.items)
        difference = "" if not gap else plain(gap)
    elif relation.family == "rank":
        computed = ""
    else:
        outcome = judge(relation.family, by_role, relation.direction)
        like = reported.quantity if reported is not None else by_role["part"][0]
        printed = figure(reported) if reported is not None else "100%"
        computed = bounds(outcome.computed, like, show=relation.family not in ("subset", "reach"))
        if relation.family == "reach":
            computed = rounded(outcome.computed.high, like)
        elif relation.family == "subset":
            computed = figure(dict(relation.members)["whole"])
        value = reported.quantity.value if reported is not None else Decimal(100)
        if found != "agreed":
            difference = _gap(outcome.computed, value, like)
    names: dict[str, str] = {}
    for role in by_role:
        shown = [figure(c) for r, c in relation.members if r == role]
        names[role] = (" + " if role != "item" else " ≥ " if relation.direction < 0 else " ≤ ").join(shown)
    template = str(forms.get(f"{relation.family}_down" if relation.direction < 0 else relation.family, ""))
    template = template or str(forms.get(relation.family, "{computed}"))
    return Check(
        relation=relation.family,
        verdict=found,
        formula=template.format(computed=computed, items=relation.items, reported=printed, **names),
        reported=printed,
        computed=computed,
        difference=difference,
        evidence=tuple(evidence(role, claim) for role, claim in relation.members),
        explicit=relation.strength == "explicit",
    )


def evidence(role: str, claim: Claim) -> Evidence:
    """A claim in its role."""
    return Evidence(claim.location, role, claim.quantity.value, claim.quantity.unit, claim.measure)


def figure(claim: Claim) -> str:
    """A figure as printed, with the scale that its table's header gives it."""
    text = claim.location.text.strip()
    quantity = claim.quantity
    if quantity.kind == "percent" and not any(mark in text for mark in "%％分成半折"):
        return text + "%"
    if quantity.scaled and not any(mark in text for mark in "万亿千百十"):
        return text + _scale(text, quantity)
    return text


def _scale(text: str, quantity: Quantity) -> str:
    """The scale of a table's header: what the printed digits are short of the value."""
    digits = "".join(char for char in text if char.isdigit() or char == ".")
    try:
        printed = Decimal(digits)
    except InvalidOperation:
        return ""
    return next((word for word, power in SCALES if printed and printed.scaleb(power) == abs(quantity.value)), "")


def bounds(computed: Interval, like: Quantity, show: bool = True) -> str:
    """What follows from the other figures, to the reported figure's last digit; with bounds where they differ."""
    low, high = rounded(computed.low, like), rounded(computed.high, like)
    return low if low == high or not show else f"{low}～{high}"


def rounded(value: Decimal, like: Quantity) -> str:
    """A value to the step of another figure, in its scale and with its percent sign."""
    if not value.is_finite():
        return "∞" if value > 0 else "-∞"
    step = like.step if like.step > 0 else Decimal("0.01")
    exact = (value / step).quantize(Decimal(1), ROUND_HALF_UP) * step
    if like.kind == "percent":
        return plain(exact) + "%"
    if like.scaled:
        for word, power in SCALES:
            if abs(like.value) >= Decimal(1).scaleb(power):
                return plain(exact.scaleb(-power), step.scaleb(-power)) + word
    return plain(exact, step)


def plain(value: Decimal, step: Decimal | None = None) -> str:
    """A Decimal without exponent, with the decimals of its step."""
    if step is not None and step < 1:
        return f"{value.quantize(step.normalize()):f}" if step.normalize() < 1 else f"{value:f}"
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text and step is None and value == value.to_integral() else text


def _gap(computed: Interval, value: Decimal, like: Quantity) -> str:
    """How far the printed figure is from what follows."""
    if not computed.low.is_finite() and not computed.high.is_finite():
        return ""
    if value < computed.low:
        gap = computed.low - value
    elif value > computed.high:
        gap = value - computed.high
    else:
        return ""
    return rounded(gap, like)


def params(relation: Relation, done: Check) -> Mapping[str, str]:
    """The figures of a check for messages and machines, as strings."""
    out = {"reported": done.reported, "computed": done.computed, "difference": done.difference}
    for role, claim in relation.members:
        out[role] = f"{out[role]}、{figure(claim)}" if role in out else figure(claim)
        out.setdefault(f"{role}_name", claim.measure or claim.location.text)
        if claim.location.document:
            out["document"] = PurePath(claim.location.document).name
    if relation.items:
        out["items"] = str(relation.items)
        out["listed"] = "、".join(relation.listed)
    return out
