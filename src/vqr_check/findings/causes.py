"""Causes: the one edit that explains a failed relation, in words from the packs."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import ROUND_FLOOR, Decimal
from itertools import islice
from operator import attrgetter

from vqr_check.arithmetic import HUNDRED, Interval, granted, interval, reported_role, solve
from vqr_check.findings.written import name_of, unit_of, value_like, with_unit
from vqr_check.model import Claim, Relation
from vqr_check.packs import Packs
from vqr_check.record import dataclass
from vqr_check.relations.mending import mended
from vqr_check.relations.readings import figures
from vqr_check.slips import near, repair, repairs

TELLING = 1  # a slip likelier than this to fit by accident is not named
NARROW = Decimal("0.005")  # a whole that a share implies less exactly than this names no other base
MOST = 3  # figures that a slip explains as well are named, so many
CROWD = 100  # values of an interval, and places of one value, that are looked at
BY_ID = attrgetter("id")
BY_ORDER = frozenset({"count", "rank", "subset", "reach", "grim"})  # no equation to repair


@dataclass(frozen=True, slots=True, eq=False)
class Printed:
    """The claims of a document by unit and value, to look up which printed figure would fit.

    However often a document prints a value, a look-up reads no more than a few of its places.
    """

    values: Mapping[str, Sequence[Decimal]]  # by unit, rising
    claims: Mapping[tuple[str, Decimal], Sequence[Claim]]  # in document order

    def within(self, wanted: Interval, like: Claim) -> Iterator[Claim]:
        """The named claims in an interval that are of the unit of ``like``: of each value the nearest on both sides."""
        unit = like.quantity.unit
        values = self.values.get(unit, ())
        first, end = bisect_left(values, wanted.low), bisect_right(values, wanted.high)
        middle = (first + end) // 2
        for value in values[max(first, middle - CROWD) : min(end, middle + CROWD)]:
            held = self.claims[unit, value]
            at = bisect_left(held, like.id, key=BY_ID)
            for side in (reversed(held[max(0, at - CROWD) : at]), held[at : at + CROWD]):
                yield from islice((claim for claim in side if claim.measure and claim.id != like.id), 1)

    def same(self, claim: Claim) -> Sequence[Claim]:
        """The claims of one value and unit, the first of them."""
        return self.claims.get((claim.quantity.unit, claim.quantity.value), ())[:CROWD]


def printed(claims: Iterable[Claim]) -> Printed:
    """The look-up of these claims."""
    held: dict[tuple[str, Decimal], list[Claim]] = {}
    for claim in claims:
        held.setdefault((claim.quantity.unit, claim.quantity.value), []).append(claim)
    values: dict[str, list[Decimal]] = {}
    for unit, value in sorted(held):
        values.setdefault(unit, []).append(value)
    return Printed(values, {key: sorted(same, key=BY_ID) for key, same in held.items()})


def cause(root: Claim, group: Sequence[Relation], known: Printed, packs: Packs, rivals: Sequence[Claim] = ()) -> str:
    """The likely slip behind failed relations, the leading one first, or "".

    ``root`` is the figure that the finding stands at; ``known`` are the figures that the document states; ``rivals``
    are figures of a single relation that a slip would explain as well.
    """
    lead = group[0]
    if lead.family in BY_ORDER:
        return ""
    if lead.family == "equal" and len(group) == 1:
        return _unlike(lead, packs)
    slip, swapped = _slip(root, group, rivals, packs)
    for found in (
        slip if swapped or any(relation.family != "share" for relation in group[1:]) else "",
        _shared_base(group, known, packs),
        _earlier(root, known, packs),
        _wrong_divisor(lead, packs),
        _points(lead, packs),
        _left_out(lead, packs),
        slip,
        _unlike(lead, packs) if lead.family == "equal" else _other_base(lead, known, packs),
    ):
        if found:
            return found
    return ""


def _slip(root: Claim, group: Sequence[Relation], rivals: Sequence[Claim], packs: Packs) -> tuple[str, bool]:
    """The slip of the pen, or the few that explain as much, in words; and whether it is one of digits swapped.

    Several relations must be mended by the same value of the root; in one relation the root is looked at first,
    then the reported figure.
    """
    many, meant = mended(root, group)
    if many > 1 and meant is not None:
        found = repair(root.quantity, meant) if meant.low.is_finite() and meant.high.is_finite() else None
        return ("", False) if found is None else (_edit(root, *found, packs), found[0] == "swapped")
    lead = group[0]
    of = [claim for _, claim in lead.members]
    named = {root.id: 0, **{claim.id: k for k, claim in enumerate(rivals, 1)}}
    reported = reported_role(lead.family)
    ranked = sorted(lead.members, key=lambda pair: (named.get(pair[1].id, len(of)), pair[0] != reported))
    members = tuple(sorted(ranked, key=lambda pair: [role for role, _ in ranked].index(pair[0])))  # role by role
    claims = {role: [claim for name, claim in members if name == role] for role, _ in members}
    slips = [
        s for s in repairs(lead.family, figures(replace(lead, members=members)), lead.direction) if s.role in claims
    ]
    if not slips or slips[0].chance > TELLING:
        return "", False
    said = {claims[s.role][s.index].id: (s.kind, s.value) for s in slips}
    told = [claim for _, claim in ranked if claim.id in said]
    told = [claim for claim in told if claim.id in named][:MOST] or told[:1]
    words = str(packs.table("cause")["or"]).join(_edit(claim, *said[claim.id], packs) for claim in told)
    return words, len(told) == 1 and said[told[0].id][0] == "swapped"


def _edit(claim: Claim, kind: str, meant: Decimal, packs: Packs) -> str:
    """One edit of a printed figure, in words."""
    return _say(packs, kind, printed=with_unit(claim, packs), meant=_like(meant, claim, packs))


def _unlike(relation: Relation, packs: Packs) -> str:
    """How two statements of one fact differ."""
    members = dict(relation.members)
    first, second = members["a"], members["b"]
    step = min(first.quantity.step, second.quantity.step)
    kind = near(second.quantity.value, first.quantity.value, step) if step > 0 else ""
    shown = {"printed": with_unit(second, packs), "meant": with_unit(first, packs)}
    return _say(packs, kind, **shown) if kind else ""


def _say(packs: Packs, key: str, **values: str) -> str:
    return str(packs.table("cause")[key]).format(**values)


def _like(value: Decimal, claim: Claim, packs: Packs) -> str:
    return value_like(value, claim, packs) + unit_of(claim.quantity, packs)


def _implied(relation: Relation) -> Interval | None:
    """The wholes that a share and its part allow."""
    if relation.family != "share":
        return None
    held = {role: [interval(q) for q in quantities] for role, quantities in figures(relation).items()}
    whole = solve("share", held, "whole", 0)
    return whole if whole is not None and whole.low.is_finite() and whole.high.is_finite() else None


def _shared_base(group: Sequence[Relation], known: Printed, packs: Packs) -> str:
    """Several shares that fail together and imply one whole: a printed figure, or a number that is nowhere stated."""
    wholes = [implied for relation in group if (implied := _implied(relation)) is not None]
    if len(wholes) < 2:
        return ""
    meeting = Interval(max(w.low for w in wholes), min(w.high for w in wholes))
    whole = dict(next(r for r in group if r.family == "share").members)["whole"]
    if meeting.low > meeting.high or meeting.high - meeting.low > max(NARROW * meeting.high, Decimal(1)):
        return ""
    found = _fitting(meeting, whole, known)
    if found is not None:
        return _say(packs, "shared_base", meant=with_unit(found, packs), name=name_of(found, packs))
    step = whole.quantity.step
    number = (meeting.high / step).to_integral_value(ROUND_FLOOR) * step
    return _say(packs, "unstated_base", meant=_like(number, whole, packs)) if number >= meeting.low else ""


def _other_base(relation: Relation, known: Printed, packs: Packs) -> str:
    """A share that would be right of another printed figure."""
    implied = _implied(relation)
    if implied is None or implied.high - implied.low > NARROW * implied.high:
        return ""
    found = _fitting(implied, dict(relation.members)["whole"], known)
    return "" if found is None else _say(packs, "base", meant=with_unit(found, packs), name=name_of(found, packs))


def _fitting(wanted: Interval, like: Claim, known: Printed) -> Claim | None:
    """The named figure of the same unit in an interval that stands nearest."""
    return min(known.within(wanted, like), key=lambda claim: abs(claim.id - like.id), default=None)


def _earlier(root: Claim, known: Printed, packs: Packs) -> str:
    """The figure of another period of the same measure, to the last digit."""
    value = root.quantity.value
    for claim in known.same(root):
        same = claim.keys == root.keys and claim.scope == root.scope
        if same and root.keys and root.period and claim.period and claim.period < root.period and abs(value) >= HUNDRED:
            return _say(
                packs, "earlier", printed=with_unit(root, packs), period=claim.period, name=name_of(claim, packs)
            )
    return ""


def _wrong_divisor(relation: Relation, packs: Packs) -> str:
    """A rate of growth that would be right if divided by the new value."""
    if relation.family not in ("growth", "rise"):
        return ""
    held = {role: interval(quantities[0]) for role, quantities in figures(relation).items()}
    up = held["now"] - held["before"] if relation.family == "growth" else held["change"]
    change = up if relation.direction > 0 or relation.family == "rise" else -up
    divided = change / held["now"] * Interval(HUNDRED, HUNDRED)
    fits = divided.meets(granted(figures(relation)["rate"][0]))
    return _say(packs, "divisor", printed=with_unit(dict(relation.members)["now"], packs)) if fits else ""


def _points(relation: Relation, packs: Packs) -> str:
    """A difference of two percentages that is called a rate of growth."""
    by_role = figures(relation)
    if relation.family != "growth" or any(by_role[role][0].kind != "percent" for role in ("now", "before")):
        return ""
    far = interval(by_role["now"][0]) - interval(by_role["before"][0])
    fits = (far if relation.direction > 0 else -far).meets(interval(by_role["rate"][0]))
    return _say(packs, "points", printed=with_unit(dict(relation.members)["rate"], packs)) if fits else ""


def _left_out(relation: Relation, packs: Packs) -> str:
    """A sum that fits when one part is left out, or counted twice."""
    if relation.family != "sum":
        return ""
    total = relation.members[0][1].quantity
    parts = [claim for role, claim in relation.members if role == "part"]
    low = high = Decimal(0)
    for claim in parts:
        low, high = low + interval(claim.quantity).low, high + interval(claim.quantity).high
    for sign, key in ((-1, "left_out"), (1, "twice")):
        fitting = []
        for claim in parts:
            own = interval(claim.quantity)
            moved = Interval(low - own.low, high - own.high) if sign < 0 else Interval(low + own.low, high + own.high)
            if claim.quantity.value and moved.meets(interval(total)):
                fitting.append(claim)
        if len(fitting) == 1 and len(parts) > 2:
            return _say(packs, key, printed=with_unit(fitting[0], packs), name=name_of(fitting[0], packs))
    return ""
