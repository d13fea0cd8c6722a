"""Means and per-head values in running text: total ÷ count = mean."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

import regex

from vqr_check.arithmetic import NOTHING
from vqr_check.claims.mentions import Mention
from vqr_check.claims.nouns import covered, weight
from vqr_check.model import Relation
from vqr_check.packs import Packs, ready
from vqr_check.relations.context import NAMED, Surroundings, sentence_start
from vqr_check.relations.past import Past
from vqr_check.relations.per_head import (
    MYRIAD,
    bears_name,
    gives,
    of_named_total,
    per_head,
    scale_lost,
    ten_thousandfold,
)
from vqr_check.relations.readings import Reading, astray, reading, settle, verdict, wild

TOTALS = frozenset({"level", "before"})
PASSAGE = 2
WIDER = ((1, Decimal("0.9")), (PASSAGE, Decimal("0.87")))  # sides before a semicolon, or sentences before: a likely one
BY_NAME, OFTEN = Decimal("0.91"), Decimal("0.83")  # a total that bears the mean's name; visits instead of visitors
COUNTED = frozenset({"count", "measure"})
BACK = 8  # figures in front of a mean among which its total and count are looked for
GUESS = Decimal("0.5")
SCALED = Decimal("0.96")  # a total less than its mean is none, unless 万 was left out
SURE, NAMES = Decimal("0.97"), Decimal("0.98")


def means(found: Sequence[Mention], around: Surroundings, before: Past, packs: Packs) -> Iterator[Relation]:
    """The means of one passage."""
    for mention in found:
        if mention.role != "mean":
            continue
        counts = list(_counts(mention, found, around, packs))
        relation = settle(_here(mention, found, counts, packs), doubt=2)
        scaled = ready(packs.table("means")["scaled"]).match(mention.base)  # 每千人口床位6.2张
        for reach, sure in WIDER if relation is None and not scaled else ():
            further = list(_counts(mention, found, around, packs, reach))
            held = list(_here(mention, found, further, packs, reach))
            called = {m.claim.id for m in found if bears_name(mention, m, around, packs) or _is_of(m, mention, packs)}
            factors = [BY_NAME if dict(r.relation.members)["total"].id in called else sure for r in held]
            weighed = [replace(r, support=r.support * factor) for r, factor in zip(held, factors, strict=True)]
            relation = relation or settle(weighed, doubt=2)
        if relation is None:
            totals = [m for m, _ in _totals(mention, found, packs) if _divisible(m, mention)]
            wider = [m for m, _ in _totals(mention, found, packs, (), PASSAGE) if _divisible(m, mention)]
            named = [m for m in wider if bears_name(mention, m, around, packs)]
            total = next(iter(named or totals), None)
            if total is not None:
                relation = per_head(mention, total, found, around, before, packs)
            else:
                relation = of_named_total(mention, [m for m, sure in counts if sure > GUESS], around, packs)
        if relation is not None and (not (wild(relation) or _astray(relation)) or scale_lost(relation)):
            yield relation


def _astray(relation: Relation) -> bool:
    """Whether a mean is so far from what its figures give that it is rather of others."""
    return verdict(relation) == "contradicted" and astray(Reading(relation, NOTHING))


def _here(
    mention: Mention,
    found: Sequence[Mention],
    counts: Sequence[tuple[Mention, Decimal]],
    packs: Packs,
    reach: int = 0,
) -> Iterator[Reading]:
    """Total and count in the sentence of the mean: 66期、6250人次，平均每期94.7人."""
    divisor = {count.order for count, support in counts if support > GUESS}
    for total, certainty in _totals(mention, found, packs, divisor, reach):
        for count, support in counts:
            if count is total:
                continue
            sure = certainty * (support if _receives(total, count, mention, packs) else GUESS)
            if certainty == SCALED and not ten_thousandfold(total.claim, count.claim, mention.claim):
                continue
            yield reading("mean", sure, "mean", total=total.claim, count=count.claim, mean=mention.claim)


def _receives(total: Mention, count: Mention, mean: Mention, packs: Packs) -> bool:
    """Whether a count may be of those who got a total: not all 在校生3286人 of 发放助学金120万元，人均2000元."""
    words = packs.table("means")
    if mean.base not in words["anyone"] or not (gives(total, packs) or gives(mean, packs)):
        return True
    return ready(words["receives"]).search(count.gap + count.after) is not None


def _totals(
    mention: Mention, found: Sequence[Mention], packs: Packs, divisor: Collection[int] = (), reach: int = 0
) -> Iterator[tuple[Mention, Decimal]]:
    """The figures that may have been divided, with how surely; those of the order ``divisor`` are what divides."""
    besides: Any = ready(packs.table("means")["besides"])
    said = _around(mention, found, reach)
    parts = _parts(said)
    near = [m for m in said if m.role in TOTALS and _divisible(m, mention) and m.order not in divisor]
    ahead = [m for m in reversed(near) if m.order < mention.order]
    own = _of_row(mention, found, ahead)
    ahead.sort(key=lambda m: (m is not own, not _is_of(m, mention, packs), m.order in parts, m.role == "before"))
    behind = [m for m in near if m.order > mention.order]
    direct = behind[:1] if behind and _sums_up(behind[0], mention, bool(ahead), besides) else []
    for level in direct:
        yield level, NAMES if not ahead else SURE
    for rank, level in enumerate(ahead):
        sure = NAMES if not direct else GUESS
        yield level, sure if not rank else GUESS
    for level in said:  # 发放96.30元，受益642人，人均1500元: 万 was left out
        if level.role in TOTALS and level.order < mention.order and _unscaled(level, mention):
            yield level, SCALED


def _of_row(mention: Mention, found: Sequence[Mention], ahead: Sequence[Mention]) -> Mention | None:
    """The total at the place of a mean in its row: 占地98670平方米，校舍51346平方米，生均分别为37.1、19.3平方米."""
    row = [m for m in found[mention.series : mention.order + BACK] if m.series == mention.series and m.role == "mean"]
    totals = [m for m in ahead if not m.bracket and m.order < mention.series][: len(row)][::-1]
    return totals[row.index(mention)] if 1 < len(row) == len(totals) else None


def _is_of(total: Mention, mean: Mention, packs: Packs) -> bool:
    """Whether the words of a mean name its total: 学生1200人，教师100名，每名教师平均指导12名."""
    if total.claim.keys and covered(total.claim.keys, mean.claim.keys) >= NAMED:
        return True
    size = next((e for e in packs.table("means")["size"] if mean.base in e["per"]), None)
    said: Any = size is not None and ready(size["said"]).search(mean.before)
    return size is not None and bool(said) and any(total.claim.measure.endswith(name) for name in size["of"])


def _sums_up(total: Mention, mean: Mention, ahead: bool, besides: Any) -> bool:
    """Whether the figure behind a mean is what it makes together: 人均2000元，合123.60万元.

    A figure with a name of its own is another one, if a total stands in front: 设备6800万元，人均3.5万元，新购580万元.
    """
    if total.order != mean.order + 1 or total.separator not in ("，", "") or besides.search(total.before):
        return False
    return not ahead or not total.separator or "total" in total.cues or weight(total.claim.keys) < 2


def _unscaled(total: Mention, mean: Mention) -> bool:
    """Whether a sum of money is less than the mean, and more if it were in 万."""
    mine, other = total.quantity, mean.quantity
    return mine.kind == other.kind == "money" and not mine.scaled and mine.value < other.value < mine.value * MYRIAD


def _parts(said: Sequence[Mention]) -> Collection[int]:
    """The orders of the figures that stand under 其中, up to a semicolon or a full stop."""
    out: set[int] = set()
    inside = False
    for m in said:
        inside = m.of_which or (inside and m.separator not in ("；", "。", "\n"))
        if inside:
            out.add(m.order)
    return out if len(out) > 1 else ()


def _around(mention: Mention, found: Sequence[Mention], reach: int = 0) -> list[Mention]:
    """The figures of the stretch between semicolons that holds the mean; of its sentence; of those before as well."""
    first = max(sentence_start(found, mention.order), mention.order - BACK) if reach < PASSAGE else 0
    first = max(first, mention.order - (BACK if reach < PASSAGE else 2 * BACK))
    for k in range(mention.order, first, -1) if not reach else ():
        if found[k].separator == "；":
            first = k
            break
    out = list(found[first : mention.order])
    for other in found[mention.order + 1 : mention.order + 3]:
        if other.sentence != mention.sentence or other.separator == "；":
            break
        out.append(other)
    return out


def _divisible(total: Mention, mean: Mention) -> bool:
    mine, other = total.quantity, mean.quantity
    same = (
        mine.unit == other.unit
        or (mine.dimension == other.dimension and mine.dimension in ("people", "objects", "occasions"))
        or {mine.unit, other.unit} == {"人", "人次"}
    )
    return same and mine.value > other.value


def _counts(
    mention: Mention, found: Sequence[Mention], around: Surroundings, packs: Packs, reach: int = 0
) -> Iterator[tuple[Mention, Decimal]]:
    """The figures in front of a mean that the total may have been divided by: its unit or its words are the mean's.

    Those in a bracket or under 其中 are only some of what there is: 学校８所（公办６所、民办２所）.
    """
    words = packs.table("means")
    per = mention.base or _one(mention, found, packs)
    units = tuple(words["counted"].get(per, (per,)))
    wanted = around.nouns.keys(per)
    said = _around(mention, found, reach)
    parts = _parts(said)
    near = [m for m in reversed(said) if m.role == "level" and m.order < mention.order]
    near = [m for m in near if m.quantity.kind in COUNTED and m.quantity.value > 1]  # 一名导师平均带…
    named = [m for m in near if wanted and covered(wanted, m.claim.keys) >= NAMED]
    fits = [m for m in near if per and (m.quantity.unit in units or _so_many(per, m, packs))]
    fits = [m for m in fits if not _of_others(per, m, packs) and not _occasions(m, mention)]
    reckoned: Any = ready(words["reckoned_by"]).search(mention.lead)
    if reckoned is not None:  # 按在籍学生计生均0.48个 is per no 640 whom a base can take
        whose = around.nouns.keys(reckoned["whose"])
        near = [m for m in near if not whose or covered(whose, m.claim.keys) >= NAMED]
        fits = [m for m in fits if m in near]
        named = [m for m in named if m in near]
    if not per and ready(words["single"]).search(mention.before):
        fits = [m for m in near if m.quantity.kind == "count" and m.quantity.dimension == "objects"][:1]
    if len(fits) > 1 and not named and _divisible(fits[0], mention) and per == words["person"]:
        fits = fits[1:]  # 10名创业者带动就业52人，人均带动5.2人: those in front are what was divided
    rank = {m.order: (m not in fits, m.bracket != mention.bracket, m.of_which or m.order in parts) for m in near}
    first = sorted(named or fits, key=lambda m: rank[m.order])[:1]
    often = packs.table("means")["often"]
    behind = found[mention.order + 1] if mention.order + 1 < len(found) else None
    if behind is not None and not fits and _told_behind(behind, mention, units):
        yield behind, SURE  # 每人2000元，共312人
    for level in near:
        paid = level.quantity.unit in often and per == words["person"] and mention.quantity.kind == "money"
        yield level, SURE if level in first else OFTEN if paid and not first else GUESS


def _told_behind(count: Mention, mean: Mention, units: Collection[str]) -> bool:
    """Whether the next clause says how many got what a mean tells."""
    beside = count.clause == mean.clause + 1 and count.separator == "，" and count.quantity.unit in units
    return beside and count.role == "level" and "total" in count.cues


def _occasions(count: Mention, mean: Mention) -> bool:
    """Whether a figure tells how often, as the mean does, and so counts no heads: 参训1284人次，人均1.3次."""
    unit = mean.quantity.unit
    return bool(unit) and mean.quantity.dimension == "occasions" and count.quantity.unit.endswith(unit)


def _so_many(per: str, count: Mention, packs: Packs) -> bool:
    """Whether a figure counts what a mean is per, by its unit or its noun: 平均单份合同, 订单班14个，班均…."""
    unit = count.quantity.unit or "-"
    if count.quantity.kind == "measure" or unit in packs.table("means")["often"]:
        return per.endswith(unit)
    named = per.startswith(unit) and per[len(unit) :][:2] in count.claim.measure  # 份合同 of 新签合同112份
    if per.endswith(unit) or named or unit.startswith(per) or count.lead.endswith(per):
        return True
    noun: Any = regex.compile(packs.table("means")["noun"] + regex.escape(per))
    return noun.match(count.after) is not None


def _of_others(per: str, count: Mention, packs: Packs) -> bool:
    """Whether a count is of another group than a mean is per: 教师198人 and 生均."""
    named = [any(len(w) > 1 and w in count.claim.measure for w in e["words"]) for e in packs.table("means")["whose"]]
    mine = [per in entry["words"] for entry in packs.table("means")["whose"]]
    return any(mine) and any(named) and not any(a and b for a, b in zip(mine, named, strict=True))


def _one(mention: Mention, found: Sequence[Mention], packs: Packs) -> str:
    """What a mean is per where that is a figure of its own: 导师 of 一名导师平均带2.68名学徒; "" for none."""
    ahead = found[mention.order - 1] if mention.order else None
    if ahead is None or ahead.clause != mention.clause or ahead.quantity.value != 1:
        return ""
    said: Any = ready(packs.table("means")["one"]).match(mention.before)
    return str(said["base"]) if said is not None else ""
