"""The same fact stated twice: in two sentences, in a sentence and a table; 口径 (measure, scope, period) must match.

Not every pair of claims is compared: claims meet in an index of their values, and of the values that one slip of the
pen makes of them. A pair of one value and the same words agrees; a pair with the same words whose values are one slip
apart is a likely contradiction, unless one of the two is borne out elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from vqr_check.arithmetic import judge
from vqr_check.claims.nouns import covered, weight
from vqr_check.model import Relation
from vqr_check.packs import Packs, ready
from vqr_check.relations.again import again, recalled
from vqr_check.relations.aligned import aligned, cut_off
from vqr_check.relations.beside import beside
from vqr_check.relations.context import Surroundings
from vqr_check.relations.facts import CHANGES, HEAVY, SAME, Fact, agreement, facts, may_be_one, stems
from vqr_check.relations.passed import passed
from vqr_check.relations.readings import reading
from vqr_check.relations.retold import retold
from vqr_check.relations.slip_keys import rounded, shape, slip_keys, steps_of
from vqr_check.relations.stale import stale
from vqr_check.slips import near

SURE = Decimal("0.6")  # words shared by two statements of one fact, when the values differ by a slip
CERTAIN = Decimal("0.95")  # … when the figures are so short that a slip says little
CROWD = 24  # claims of one value (or one slip from it) that are looked at
SHORT = 3  # figures with fewer digits are too common to be told by a slip alone
HALF = Decimal("0.5")  # a header of which a sentence says no more names another thing: 税收收入 is not 预算收入
NEVER = Decimal(2)
FEW = 2  # values under one name among which a long figure may still be told


def restated(around: Surroundings, packs: Packs, borne_out: frozenset[int]) -> Iterator[Relation]:
    """The pairs of claims that state one fact.

    ``borne_out`` are the ids of claims that other relations agree with: those are no slips.
    """
    if not any(around.statements.mentions):
        return  # what tables say twice is for those who compare tables
    every = facts(around, packs)
    known = [fact for fact in every if fact.named]
    twins = list(_twins(known))
    settled: set[int] = set()
    for a, b in twins:
        settled.update((a.claim.id, b.claim.id))
        yield _pair(a, b)
    telling = [fact for fact in known if not fact.nameless]
    for fact, cell in retold(telling, twins):
        relation = _pair(cell, fact)
        differ = judge("equal", {"a": [cell.claim.quantity], "b": [fact.claim.quantity]}).verdict == "contradicted"
        if differ and not cut_off(fact, cell):
            settled.add(fact.claim.id)
            yield replace(relation, strength="likely")
    for a, b in glosses(known, packs):
        settled.add(b.claim.id)
        yield _pair(a, b)
    for fact, level in passed(telling, packs):
        settled.add(level.claim.id)
        yield replace(_pair(fact, level), strength="likely")
    for fact, cell in (*aligned(every), *beside(telling, borne_out), *_left(telling, borne_out)):
        nothing = not fact.claim.quantity.value  # 出国费0万元 is no slip of any figure
        if fact.claim.id not in settled and not nothing and not cut_off(fact, cell):
            settled.add(fact.claim.id)
            yield replace(_pair(cell, fact), strength="likely")
    paired = {claim.id for pair in twins for claim in (pair[0].claim, pair[1].claim)}
    firm = borne_out | paired
    for a, b in (*again(telling, twins, paired), *recalled(telling, firm, settled)):
        if not {a.claim.id, b.claim.id} <= settled:
            settled.update((a.claim.id, b.claim.id))
            yield replace(_pair(a, b), strength="likely")
    met = {(a.claim.id, b.spot[0]) for pair in twins for a, b in (pair, pair[::-1]) if b.spot is not None}
    yield from _mistakes(telling, known, settled, firm, met)


def _mistakes(
    known: Sequence[Fact], every: Sequence[Fact], settled: Set[int], firm: Set[int], met: Set[tuple[int, int]]
) -> Iterator[Relation]:
    """Pairs one slip apart of which one is not firm: neither borne out nor printed twice.

    ``met`` are the claims that a cell agrees with, each with the number of its table: no other cell of it is meant.
    """
    told = [f for f in known if not f.table]
    open_to_doubt = {f.claim.id for f in told if f.claim.id not in settled and f.claim.id not in firm}
    looked_at = [f for f in told if f.claim.id in open_to_doubt or (f.claim.id in firm and f.digits >= SHORT)]
    keys = {fact.claim.id: tuple(slip_keys(fact.claim)) for fact in looked_at}
    by_slip = _by_slip(known, keys, steps_of(told))
    values = _values(every) if by_slip else {}
    paired: set[tuple[int, int]] = set()
    for fact in looked_at:
        others = (by_slip[key] for key in keys[fact.claim.id])
        doubted = fact.claim.id in open_to_doubt
        other = _mistaken(fact, others, values, firm, doubted)
        if other is not None and other.spot is not None and (fact.claim.id, other.spot[0]) in met:
            continue
        if other is not None and (other.claim.id, fact.claim.id) not in paired:
            paired.add((fact.claim.id, other.claim.id))
            yield replace(_pair(fact, other), strength="likely")


def _left(known: Sequence[Fact], borne_out: frozenset[int]) -> Iterator[tuple[Fact, Fact]]:
    """Figures of an earlier year that nothing bears out for this one."""
    return (pair for pair in stale(known) if pair[0].claim.id not in borne_out)


def _by_slip(
    known: Sequence[Fact], keys: Mapping[int, Sequence[str]], steps: Sequence[Decimal]
) -> Mapping[str, Sequence[Fact]]:
    """The facts by those of their keys that are among the given ones, which are by the ids of their claims."""
    out: dict[str, list[Fact]] = {key: [] for held in keys.values() for key in held}
    asked = {shape(key) for key in out}
    for fact in known if out else ():
        for key in slip_keys(fact.claim, steps, asked):
            if key in out:
                out[key].append(fact)
    return out


def glosses(known: Sequence[Fact], packs: Packs) -> Iterator[tuple[Fact, Fact]]:
    """Figures that a bracket repeats in another unit or rounded: 119132.9万元（约11.91亿元）."""
    opens = ready(packs.table("restated")["gloss"])
    for a, b in pairwise(known):
        if a.mention is None or b.mention is None or a.number != b.number or a.mention.sentence != b.mention.sentence:
            continue
        if b.mention.after[:1] not in ("）", ")") or b.mention.bracket == a.mention.bracket:
            continue
        x, y, said = a.claim.quantity, b.claim.quantity, opens.fullmatch(b.mention.gap)
        like = x.kind == y.kind and x.unit == y.unit and x.dimension == y.dimension
        if said and like and (said["word"] or x.step != y.step):
            yield a, b


def _twins(known: Sequence[Fact]) -> Iterator[tuple[Fact, Fact]]:
    """Pairs of one value that share their words: each fact with the nearest before it.

    A figure with fewer digits meets a longer one rounded to its last digit.
    """
    steps = steps_of(known)
    by_value: dict[Decimal, list[Fact]] = {fact.claim.quantity.value: [] for fact in known if not fact.table}
    for fact in known:
        if (same := by_value.get(fact.claim.quantity.value)) is not None:
            same.append(fact)
    paired: set[int] = set()
    for same in by_value.values():
        for k, fact in enumerate(same[1:], 1):
            other = _fellow(fact, reversed(same[max(0, k - CROWD) : k]))
            if other is not None:
                paired.add(fact.claim.id)
                paired.add(other.claim.id)
                yield other, fact
    shortened: dict[tuple[Decimal, int], list[Fact]] = {}
    for fact in known:
        quantity = fact.claim.quantity
        for step in steps:
            if quantity.step < step < abs(quantity.value):
                shortened.setdefault((step, rounded(quantity.value, step)), []).append(fact)
    for fact in known:
        quantity = fact.claim.quantity
        if fact.table or fact.claim.id in paired or quantity.step <= 0:
            continue
        key = (quantity.step.normalize(), rounded(quantity.value, quantity.step))
        other = _fellow(fact, shortened.get(key, ())[:CROWD])
        if other is not None:
            yield other, fact


def _fellow(fact: Fact, others: Iterable[Fact]) -> Fact | None:
    """The first of these that is the same fact by its words."""
    for other in others:
        if not (fact.table and other.table) and may_be_one(fact, other) and agreement(fact, other) >= SAME:
            return other
    return None


def _values(facts: Sequence[Fact]) -> dict[tuple[object, ...], set[Decimal]]:
    """The values that stand under one name: a name with many values names no single fact."""
    out: dict[tuple[object, ...], set[Decimal]] = {}
    for fact in facts:
        out.setdefault(_name(fact), set()).add(fact.claim.quantity.value)
    return out


def _name(fact: Fact) -> tuple[object, ...]:
    words = fact.own if fact.table else fact.core or fact.said
    return fact.table, words, fact.claim.quantity.dimension, fact.period, fact.role in CHANGES


def _mistaken(
    fact: Fact,
    one_slip_off: Iterable[Sequence[Fact]],
    values: Mapping[tuple[object, ...], set[Decimal]],
    firm: Set[int],
    doubted: bool,
) -> Fact | None:
    """The fact that this one restates with a slip of the pen, if its words leave no doubt.

    A fact that is not ``doubted`` is compared only with what is not firm itself: cells, and longer figures.
    """
    best: tuple[Decimal, Fact] | None = None
    value, step = fact.claim.quantity.value, fact.claim.quantity.step
    exact = step > 0 and rounded(value, step) * step == value  # then one of its own value is no slip of it
    for alike in one_slip_off:
        for other in alike[:CROWD]:
            if (exact and other.claim.quantity.value == value) or _beside(fact, other) or not may_be_one(fact, other):
                continue
            finer = other.claim.quantity.step < step
            if not doubted and (other.claim.id in firm or not (finer or (other.table and fact.digits > SHORT))):
                continue
            meant = rounded(other.claim.quantity.value, step) * step
            if meant == value or not near(value, meant, step) or _narrower(fact, other) or _narrower(other, fact):
                continue
            likeness = agreement(fact, other)
            if likeness < 1 and _unnamed(fact, other):
                continue
            wanted = _wanted(fact, other, values, other.claim.id in firm)
            if likeness >= (wanted if doubted else max(wanted, CERTAIN)) and (best is None or likeness > best[0]):
                best = likeness, other
    return best[1] if best else None


def _unnamed(fact: Fact, other: Fact) -> bool:
    """Whether a sentence says nothing of a cell's row or column: 成人教育在籍学生 is not the 在校生 of 护理学院."""
    headers = (other.column, other.own - other.column) if other.table else ()
    return any(words and covered(words, fact.wide) <= HALF for words in headers)


def _beside(fact: Fact, other: Fact) -> bool:
    """Whether two facts stand too close for one to restate the other: in one passage, unless they are long figures."""
    if other.table or fact.place[0] != other.place[0]:
        return False
    return fact.place == other.place or min(fact.digits, other.digits) <= SHORT


def _narrower(fact: Fact, other: Fact) -> bool:
    """Whether a sentence is of less than another: 女毕业生 are not 毕业生, nor 上半年 all of the year."""
    if fact.table or other.table:
        return False
    if fact.season != other.season or fact.whose != other.whose:
        return True
    return not stems(fact.core) <= other.wide | stems(other.core)


def _wanted(fact: Fact, other: Fact, values: Mapping[tuple[object, ...], set[Decimal]], firm: bool) -> Decimal:
    """How much of their words two facts must share for a slip between them to speak; more than 1 where none will do.

    ``firm`` says that the other fact is borne out or printed twice.
    """
    digits = min(fact.digits, other.digits)
    names = len(values[_name(other)]) if other.table else max(len(values[_name(fact)]), len(values[_name(other)]))
    heavy = max(weight(other.own), 0 if other.table else weight(other.core), 0 if other.table else weight(fact.core))
    plain = heavy >= HEAVY and names <= (1 if other.table else FEW)
    alike = not other.table and fact.core == other.core != frozenset() and names <= FEW
    counts = alike and fact.claim.quantity.unit == other.claim.quantity.unit and fact.role == other.role
    if digits < SHORT:
        if counts and weight(fact.core) >= HEAVY and digits == SHORT - 1:  # 招生专业58个, in two places of three
            return CERTAIN if firm and fact.role == "level" else NEVER
        return CERTAIN if plain and other.table and fact.role not in CHANGES else NEVER
    if plain:
        return SURE if digits > SHORT or fact.role == other.role or other.table else NEVER
    if counts and digits > SHORT and fact.told | other.told == fact.core and weight(fact.core) > 1:
        return CERTAIN  # 培训4826人次, and nothing else said of it
    return CERTAIN if digits > SHORT and other.table and names <= FEW else NEVER


def _pair(a: Fact, b: Fact) -> Relation:
    return reading("equal", "1", "restated", a=a.claim, b=b.claim).relation
