"""Figures told again beside others that are told again: 收入238.65亿元、增长7.7%, elsewhere 增长7.1%.

A figure that two sentences print brings its neighbours with it. So does a sentence of a summary, most figures of which
stand elsewhere too: one that does not, and is one slip from a figure with its words, is that figure.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from decimal import Decimal

from vqr_check.claims.nouns import covered
from vqr_check.relations.context import YEAR
from vqr_check.relations.facts import CHANGES, PERCENTAGES, Fact, agreement, may_be_one, stems
from vqr_check.relations.slip_keys import rounded, slip_keys, steps_of
from vqr_check.slips import near

SHORT, LONG = 3, 4  # digits of a figure that tells something; of one that is told twice by no accident
REACH = 4  # figures in front and behind that belong to one
CROWD = 12  # statements of one figure that are looked at
LONGER = 6  # digits of a figure that is another's by no accident, whatever stands beside it
COMMON = 2  # characters that the names of two such figures share
CHANGED = frozenset({"growth", "change", "point"})  # kinds of cells
OFTEN = 2  # figures of a sentence that stand elsewhere
NAMED = Decimal("0.5")  # how much of a figure's words the other sentence must say

Key = tuple[Decimal, str]


def again(known: Sequence[Fact], twins: Sequence[tuple[Fact, Fact]], done: Set[int]) -> Iterator[tuple[Fact, Fact]]:
    """Pairs of figures that state one fact and differ. Linear in the facts.

    ``twins`` are pairs of one value and the same words, ``done`` the claims in them.
    """
    told = [f for f in known if f.mention is not None and f.claim.quantity.step > 0]
    by_value: dict[Key, list[Fact]] = {}
    for fact in told:
        by_value.setdefault(_key(fact), []).append(fact)
    sentences: dict[tuple[int, int], list[Fact]] = {}
    for fact in told:
        sentences.setdefault((fact.number, fact.place[1]), []).append(fact)
    at = {fact.claim.id: k for held in sentences.values() for k, fact in enumerate(held)}
    long = (f for f in told if f.digits >= LONG)
    alike = ((a, b) for a in long for b in by_value[_key(a)][:CROWD] if _same(a, b))
    for a, b in (*alike, *(pair[::way] for pair in twins for way in (1, -1))):
        if a.claim.id in at and b.claim.id in at:
            here, there = (sentences[f.number, f.place[1]] for f in (a, b))
            if here is not there:
                yield from _beside(here, at[a.claim.id], there, at[b.claim.id], done)


def _key(fact: Fact) -> Key:
    return fact.claim.quantity.value.normalize(), fact.claim.quantity.unit


def _same(a: Fact, b: Fact) -> bool:
    """Whether two figures of one value may be one, and share a word."""
    return a.year_book == b.year_book and a.realm == b.realm and not stems(a.wide).isdisjoint(stems(b.wide))


def _beside(here: Sequence[Fact], k: int, there: Sequence[Fact], n: int, done: Set[int]) -> Iterator[tuple[Fact, Fact]]:
    """The neighbours of a figure told twice that are one slip from its neighbours elsewhere."""
    mine, others = _around(here, k), _around(there, n)
    said = {abs(f.claim.quantity.value) for f in here}
    known = {abs(f.claim.quantity.value) for f in there}
    for fact, side in mine:
        if fact.claim.id in done or abs(fact.claim.quantity.value) in known:
            continue
        found = [
            other
            for other, way in others
            if way == side and abs(other.claim.quantity.value) not in said and _slip(fact, other) and _one(fact, other)
        ]
        if len(found) == 1:
            yield found[0], fact


def _around(held: Sequence[Fact], k: int) -> Sequence[tuple[Fact, bool]]:
    """The figures beside one, each with whether it stands behind it."""
    near_by = range(max(0, k - REACH), min(len(held), k + REACH + 1))
    return [(held[n], n > k) for n in near_by if n != k]


def _one(a: Fact, b: Fact) -> bool:
    """Whether words and role let two neighbours be one; the shorter they are, the more their words must agree."""
    x, y = a.claim.quantity, b.claim.quantity
    if x.unit != y.unit or x.kind != y.kind or a.role != b.role or a.season != b.season or not may_be_one(a, b):
        return False
    if a.role in CHANGES and _since(a) != _since(b):
        return False
    digits = min(a.digits, b.digits)
    if digits < SHORT:
        of_one = a.of is not None and a.of == b.of and a.role in CHANGES
        return of_one or (a.role in CHANGES | PERCENTAGES and agreement(a, b) == 1)
    if digits < LONG:
        return agreement(a, b) >= NAMED
    return a.role in CHANGES | PERCENTAGES or not stems(a.own).isdisjoint(stems(b.own))


def _since(fact: Fact) -> set[str]:
    """The years that stand in front of a figure: 比2021年增长16.1% is no growth of a year."""
    return set(YEAR.findall(fact.mention.gap)) if fact.mention is not None else set()


def _slip(a: Fact, b: Fact) -> bool:
    x, y = a.claim.quantity, b.claim.quantity
    return x.step == y.step and x.value * y.value > 0 and bool(near(x.value, y.value, x.step))


def recalled(known: Sequence[Fact], firm: Set[int], done: Set[int]) -> Iterator[tuple[Fact, Fact]]:
    """Pairs of a figure in a summary and the one that it is to recall. Linear in the facts.

    ``firm`` are claims that are borne out or printed twice, ``done`` those that have a twin.
    """
    told = [f for f in known if f.mention is not None and f.claim.quantity.step > 0]
    places: dict[Key, set[tuple[int, int]]] = {}
    for fact in known:
        places.setdefault(_key(fact), set()).add((fact.number, fact.place[1]))
    sentences: dict[tuple[int, int], list[Fact]] = {}
    for fact in told:
        sentences.setdefault((fact.number, fact.place[1]), []).append(fact)
    telling = {
        place
        for place, held in sentences.items()
        if sum(f.digits >= SHORT and (f.claim.id in done or len(places[_key(f)]) > 1) for f in held) >= OFTEN
    }
    open_ones = [
        fact
        for place, held in sentences.items()
        for fact in held
        if fact.digits >= (SHORT if place in telling else LONGER) and fact.claim.id not in done | firm
        if len(places[_key(fact)]) == 1 and not fact.claim.quantity.hedge
    ]
    keys = {f.claim.id: tuple(slip_keys(f.claim)) for f in open_ones}
    wanted = {key for held in keys.values() for key in held}
    by_slip = _by_slip([f for f in known if f.claim.id in firm], wanted, steps_of(open_ones))
    for fact in open_ones:
        place = fact.number, fact.place[1]
        said = {f.claim.quantity.value for f in sentences[place]}
        found = {
            other.claim.quantity.value: other
            for key in keys[fact.claim.id]
            for other in by_slip.get(key, ())[:CROWD]
            if other.number != fact.number and other.claim.quantity.value not in said
            if _meant(fact, other) and (_named(fact, other) if place in telling else _akin(fact, other))
        }
        if len(found) == 1:
            yield next(iter(found.values())), fact


def _by_slip(firm: Sequence[Fact], wanted: Set[str], steps: Sequence[Decimal]) -> Mapping[str, Sequence[Fact]]:
    out: dict[str, list[Fact]] = {}
    for fact in firm if wanted else ():
        for key in slip_keys(fact.claim, steps):
            if key in wanted:
                out.setdefault(key, []).append(fact)
    return out


def _meant(fact: Fact, other: Fact) -> bool:
    """Whether a slip parts two levels or shares that may be one."""
    if not may_be_one(fact, other) or (not other.table and (fact.role != other.role or fact.season != other.season)):
        return False
    if fact.role in CHANGES or other.kind in CHANGED:
        return False
    x, y = fact.claim.quantity, other.claim.quantity
    if (x.kind == "percent") != (y.kind == "percent") or abs(x.value - y.value) < x.step:
        return False
    return bool(near(x.value, rounded(y.value, x.step) * x.step, x.step))


def _akin(fact: Fact, other: Fact) -> bool:
    """Whether the names of two long figures have something in common: 总诊疗人次, and a column 诊疗."""
    mine, theirs = (
        set(fact.claim.measure + fact.name),
        set("".join((other.claim.measure, *other.claim.scope, other.name))),
    )
    return sum(char.isalpha() for char in mine & theirs) >= COMMON


def _named(fact: Fact, other: Fact) -> bool:
    """Whether a figure of a summary is named as the other is."""
    there, back = covered(stems(fact.core), stems(other.wide)), covered(stems(other.own), stems(fact.wide))
    return min(there, back) >= NAMED or (fact.digits >= LONG and max(there, back) >= NAMED)
