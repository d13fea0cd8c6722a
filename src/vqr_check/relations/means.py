"""Means and per-head values in running text: total ÷ count = mean."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from vqr_check.claims.mentions import Mention
from vqr_check.claims.nouns import covered, similar, weight
from vqr_check.model import Claim, Relation
from vqr_check.packs import Packs, ready
from vqr_check.relations.context import NAMED, Surroundings, sentence_start
from vqr_check.relations.rates import known
from vqr_check.relations.readings import Reading, agreed, reading, settle, vacuous, wild

TOTALS = frozenset({"level", "before"})
BACK = 8  # figures in front of a mean among which its total and count are looked for
NAMED_THERE, GUESS = Decimal("0.86"), Decimal("0.5")
SCALED = Decimal("0.96")  # a total less than its mean is none, unless 万 was left out
MYRIAD = 10_000
SPOKEN = 24  # figures in front of a mean in whose words those are looked for that it is per
KEPT = 200  # claims looked at for one word
GROSS = Decimal("0.2")  # a count that is defined otherwise (折合在校生, 平均人数) differs by less than this


def means(found: Sequence[Mention], around: Surroundings, packs: Packs) -> Iterator[Relation]:
    """The means of one passage."""
    for mention in found:
        if mention.role != "mean":
            continue
        relation = settle(_here(mention, found, around, packs), doubt=2)
        if relation is None:
            relation = _elsewhere(mention, found, around, packs)
        if relation is not None and not wild(relation):
            yield relation


def _here(mention: Mention, found: Sequence[Mention], around: Surroundings, packs: Packs) -> Iterator[Reading]:
    """Total and count in the sentence of the mean: 66期、6250人次，平均每期94.7人."""
    counts = list(_counts(mention, found, around, packs))
    divisor = {count.order for count, support in counts if support > GUESS}
    for total, certainty in _totals(mention, found, divisor):
        for count, support in counts:
            if count is not total:
                sure = certainty * support
                if certainty == SCALED and not _ten_thousandfold(total, count, mention):
                    continue
                yield reading("mean", sure, "mean", total=total.claim, count=count.claim, mean=mention.claim)


def _totals(
    mention: Mention, found: Sequence[Mention], divisor: Collection[int] = ()
) -> Iterator[tuple[Mention, Decimal]]:
    """The figures that may have been divided, with how surely; those of the order ``divisor`` are what divides."""
    start = sentence_start(found, mention.order)
    said = _around(mention, found)
    near = [m for m in said if m.role in TOTALS and _divisible(m, mention) and m.order not in divisor]
    ahead = [m for m in reversed(near) if m.order < mention.order and m.order >= start]
    ahead.sort(key=lambda m: not _is_of(m, mention))  # else the nearest
    behind = [m for m in near if m.order > mention.order]
    direct = behind[:1] if behind and _sums_up(behind[0], mention, bool(ahead)) else []
    for level in direct:
        yield level, Decimal("0.98") if not ahead else Decimal("0.97")
    for rank, level in enumerate(ahead):
        sure = Decimal("0.98") if not direct else GUESS
        yield level, sure if not rank else GUESS
    for level in said:  # 发放96.30元，受益642人，人均1500元: 万 was left out
        if level.role in TOTALS and level.order < mention.order and _unscaled(level, mention):
            yield level, SCALED


def _is_of(total: Mention, mean: Mention) -> bool:
    """Whether the words of a mean name its total: 学生1200人，教师100名，每名教师平均指导学生12名."""
    return bool(total.claim.keys) and covered(total.claim.keys, mean.claim.keys) >= NAMED


def _sums_up(total: Mention, mean: Mention, ahead: bool) -> bool:
    """Whether the figure behind a mean is what it makes together: 人均2000元，合123.60万元.

    A figure with a name of its own is another one, if a total stands in front: 设备6800万元，人均3.5万元，新购580万元.
    """
    if total.order != mean.order + 1 or total.separator not in ("，", ""):
        return False
    return not ahead or not total.separator or "total" in total.cues or weight(total.claim.keys) < 2


def _unscaled(total: Mention, mean: Mention) -> bool:
    """Whether a sum of money is less than the mean, and more if it were in 万."""
    mine, other = total.quantity, mean.quantity
    return mine.kind == other.kind == "money" and not mine.scaled and mine.value < other.value < mine.value * MYRIAD


def _ten_thousandfold(total: Mention, count: Mention, mean: Mention) -> bool:
    """Whether a total would give the mean if it were in 万."""
    meant = total.quantity.value * MYRIAD / count.quantity.value
    return abs(meant - mean.quantity.value) <= mean.quantity.step / 2


def _around(mention: Mention, found: Sequence[Mention]) -> list[Mention]:
    """The figures of the stretch between semicolons that holds the mean."""
    first = max(sentence_start(found, mention.order), mention.order - BACK)
    for k in range(mention.order, first, -1):
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
    mention: Mention, found: Sequence[Mention], around: Surroundings, packs: Packs
) -> Iterator[tuple[Mention, Decimal]]:
    """The figures in front of a mean that the total may have been divided by: its unit or its words are the mean's."""
    per = mention.base
    units = tuple(packs.table("means")["counted"].get(per, (per,)))
    wanted = around.nouns.keys(per)
    near = [m for m in reversed(_around(mention, found)) if m.role == "level" and m.order < mention.order]
    near = [m for m in near if m.quantity.kind == "count" and m.quantity.value > 1]  # 一名导师平均带…
    named = [m for m in near if wanted and covered(wanted, m.claim.keys) >= NAMED]
    fits = [m for m in near if per and (m.quantity.unit in units or per.endswith(m.quantity.unit or "-"))]
    first = (named or fits)[:1]
    for level in near:
        yield level, Decimal("0.97") if level in first else GUESS


# ---- a count that stands elsewhere --------------------------------------------------------------


def _elsewhere(mention: Mention, found: Sequence[Mention], around: Surroundings, packs: Packs) -> Relation | None:
    """生均图书35册: the count is what the document says of 在校生.

    Such counts are often defined otherwise (折合在校生, 平均人数); so the mean must be far from what any of them
    gives before it is called wrong.
    """
    total = next((total for total, _ in _totals(mention, found) if _divisible(total, mention)), None)
    if total is None:
        return _of_named_total(mention, found, around, packs)
    named = list(_named(mention, total, found, around, packs))
    readings = [reading("mean", sure, "mean", total=total.claim, count=c, mean=mention.claim) for c, sure in named]
    held = agreed(readings)
    if held is not None or not readings or any(vacuous(r.relation) for r in readings):
        return held
    if total.role == "before":
        return None  # 214.6万元，比上年的186.2万元增加28.4万元，人均314元: the mean is of this year's
    printed, far = mention.quantity.value, GROSS
    whole = [c for c, _ in named if not c.scope] or [c for c, _ in named]  # a class or college has its own
    if all(not -far < printed * c.quantity.value / total.quantity.value - 1 < far for c in whole):
        best = max(
            (r for r in readings if dict(r.relation.members)["count"] in whole),
            key=lambda r: (r.support, dict(r.relation.members)["count"].quantity.value),
        )
        if best.support >= NAMED_THERE:
            return replace(best.relation, strength="likely")
    return None


def _of_named_total(mention: Mention, found: Sequence[Mention], around: Surroundings, packs: Packs) -> Relation | None:
    """按折合在校生3409.6人计算，生均支出1.76万元: the count stands here, the total is named and stands elsewhere."""
    words = packs.table("means")
    said = mention.before.rpartition(words["mean"])[2]
    counts = [m for m, sure in _counts(mention, found, around, packs) if sure > GUESS]
    if not counts or not ready(words["reckoned"]).match(counts[0].after):
        return None
    readings = [
        reading("mean", sure, "mean", total=claim, count=counts[0].claim, mean=mention.claim)
        for name in (said, words["whole"] + said)
        for claim, sure in known(around.nouns.keys(name), mention.claim, around)
        if claim.quantity.value > mention.quantity.value
    ]
    return settle(readings, doubt=2)


def _whose(mention: Mention, total: Mention, found: Sequence[Mention], packs: Packs) -> str:
    """Who those are that a mean is per: in the words of the mean or its total, else those last spoken of."""
    if mention.base != packs.table("means")["person"]:
        return mention.base
    known_words = [word for entry in packs.table("means")["whose"] for word in entry["words"]]
    if any(word in total.claim.measure for word in known_words):
        return total.claim.measure
    said = "".join(m.gap for m in found[max(0, mention.order - SPOKEN) : mention.order + 1])
    last = max(((said.rfind(word), len(word), word) for word in known_words if len(word) > 1), default=(-1, 0, ""))
    return last[2] if last[0] >= 0 else ""


def _named(
    mention: Mention, total: Mention, found: Sequence[Mention], around: Surroundings, packs: Packs
) -> Iterator[tuple[Claim, Decimal]]:
    """The counts of those whom a mean is per."""
    said = _whose(mention, total, found, packs)
    seen: set[Decimal] = set()
    for entry in packs.table("means")["whose"]:
        if not any(word in said for word in entry["words"]):
            continue
        for rank, name in enumerate(entry["names"]):
            wanted = around.nouns.keys(name)
            for claim in sorted(_people(wanted, around), key=lambda c: -c.quantity.value):
                if claim.quantity.value > 1 and claim.quantity.value not in seen and claim.id != total.claim.id:
                    seen.add(claim.quantity.value)
                    yield claim, NAMED_THERE if not rank or len(seen) == 1 else GUESS
        return


def _people(wanted: frozenset[str], around: Surroundings) -> Iterator[Claim]:
    """The counts of people whose words are just these."""
    if wanted:
        rarest = min(wanted, key=lambda word: (len(around.by_word.get(word, ())) or 10**6, word))
        for claim in around.by_word.get(rarest, ())[:KEPT]:
            if claim.quantity.dimension == "people" and similar(wanted, claim.keys) >= NAMED:
                yield claim
