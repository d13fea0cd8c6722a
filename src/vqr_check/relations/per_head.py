"""Per-head means of which a side stands elsewhere: 生均图书35册 is per head of what the document says of 在校生."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from vqr_check.arithmetic import Interval, interval
from vqr_check.claims.mentions import Mention
from vqr_check.claims.nouns import covered
from vqr_check.model import Claim, Relation
from vqr_check.packs import Packs, ready
from vqr_check.relations.context import NAMED, Surroundings
from vqr_check.relations.heads import PEOPLE, heads
from vqr_check.relations.past import Past
from vqr_check.relations.rates import just, known
from vqr_check.relations.readings import agreed, figures, reading, settle
from vqr_check.slips import coarseness, explain

GROUP, FAINT = Decimal("0.6"), Decimal("0.39")  # those whom a mean is per, as the document has them; some of them
NEAR, FAR = Decimal("0.2"), Decimal("0.35")  # heads differ by less, and those that may be reckoned (折合在校生)
FINE = Decimal("0.02")  # figures that are coarser would give the mean by accident
MYRIAD = 10_000
SPOKEN = 24  # figures in front of a mean in whose words those are looked for that it is per
WITHIN = 80  # figures around a mean among which other means per the same heads are looked for
KEPT = 200  # claims looked at for one word
MOVES = frozenset({"amount", "rate", "point", "before", "multiplied"})  # what may be said of a total beside it


def per_head(
    mention: Mention, total: Mention, found: Sequence[Mention], around: Surroundings, before: Past, packs: Packs
) -> Relation | None:
    """The mean of a total that stands beside it over those whom it is per, counted elsewhere; None for silence.

    Such heads are often counted otherwise (折合在校生, 平均人数), and a mean of what is given out is of those who got
    it; so the words must be plain and the mean far from what any of the counts gives before it is called wrong.
    """
    entry, plain = _whose(mention, total, found, packs)
    if entry is None:
        return None
    whole = {c.quantity.value: c for name in entry["names"] for c in heads(name, mention.claim, around, before)}
    some = {c.quantity.value: c for name in entry["names"] for c in _people(around.nouns.keys(name), around) if c.scope}
    readings = [
        reading("mean", sure, "mean", total=total.claim, count=c, mean=mention.claim)
        for held, sure in ((whole, GROUP), (some, FAINT))
        for c in held.values()
    ]
    held = agreed(readings)
    failing = [r for r in readings if r.support == GROUP]
    if held is not None or not failing or not plain or not _of(mention, total, found, around, packs):
        return held
    meant = interval(total.quantity) / interval(mention.quantity)
    if around.counts(meant.low, meant.high) or any(meant.meets(other) for other in _implied(mention, found)):
        return None  # so many are counted somewhere, under whatever name, or another mean says that there are
    lost = next((r.relation for r in failing if scale_lost(r.relation)), None)
    if lost is not None or total.quantity.value < mention.quantity.value or total.role == "before":
        return lost  # 214.6万元，比上年的186.2万元增加28.4万元，人均314元: the mean is of this year's
    told = [r for r in failing if _borne_out(dict(r.relation.members)["count"], mention, entry, before, packs)]
    if len(told) == 1 and explain("mean", figures(told[0].relation)) is not None:
        return replace(told[0].relation, strength="likely")
    otherwise = [heads(name, mention.claim, around, before) for name in entry.get("reckoned", ())]
    off, far = mention.quantity.value / total.quantity.value, FAR if otherwise and not any(otherwise) else NEAR
    if all(not -far < off * count - 1 < far for count in whole):
        likeliest = next((r for r in failing if explain("mean", figures(r.relation)) is not None), failing[0])
        return replace(likeliest.relation, strength="likely")
    return settle(failing, doubt=len(failing))


def _borne_out(count: Claim, mention: Mention, entry: Mapping[str, Any], before: Past, packs: Packs) -> bool:
    """Whether another mean near by is per just so many heads: 图书11.3万册，生均35.0册."""
    for other in (before.mentions.get(at) for at in range(mention.claim.id - WITHIN, mention.claim.id + WITHIN)):
        if other is None or other is mention or other.role != "mean":
            continue
        if ready(packs.table("means")["all"]).sub("", other.base) not in entry["words"]:
            continue
        for back in (1, 2, 3):
            total = before.mentions.get(other.claim.id - back)
            if total is None or total.role != "level" or total.quantity.unit != other.quantity.unit:
                continue
            fine = other.quantity.value > 0 and other.quantity.step / other.quantity.value < FINE
            if fine and (interval(total.quantity) / interval(other.quantity)).meets(interval(count.quantity)):
                return True
    return False


def _implied(mention: Mention, found: Sequence[Mention]) -> Iterator[Interval]:
    """How many heads the other means of a passage are per: 建筑面积…（生均54.2平方米），宿舍…（生均18.1平方米）."""
    for other in found:
        total = found[other.order - 1] if other.order else other
        like = other is not mention and other.role == "mean" and other.base == mention.base
        divided = total.role == "level" and total.quantity.dimension == other.quantity.dimension
        if like and divided and other.quantity.value > 0:
            yield interval(total.quantity) / interval(other.quantity)


def of_named_total(mention: Mention, counts: Sequence[Mention], around: Surroundings, packs: Packs) -> Relation | None:
    """按折合在校生3409.6人计算，生均支出1.76万元: the count stands here, the total is named and stands elsewhere."""
    words = packs.table("means")
    said = mention.before.rpartition(words["mean"])[2]
    if not counts or not ready(words["reckoned"]).match(counts[0].after):
        return None
    readings = [
        reading("mean", sure, "mean", total=claim, count=counts[0].claim, mean=mention.claim)
        for name in (said, words["whole"] + said)
        for claim, sure in known(around.nouns.keys(name), mention.claim, around)
        if claim.quantity.value > mention.quantity.value
    ]
    return settle(readings, doubt=2)


def scale_lost(relation: Relation) -> bool:
    """Whether a sum of money is short of 万 for the mean that it is to give: 设备值6.84万元，生均3.51万元."""
    held = dict(relation.members)
    total, mean = held["total"], held["mean"]
    money = total.quantity.kind == mean.quantity.kind == "money"
    fine = coarseness("mean", figures(relation)) <= FINE
    return money and fine and ten_thousandfold(total, held["count"], mean)


def ten_thousandfold(total: Claim, count: Claim, mean: Claim) -> bool:
    """Whether a total would give the mean if it were ten thousand times as much."""
    meant = interval(total.quantity)
    scaled = Interval(meant.low * MYRIAD, meant.high * MYRIAD) / interval(count.quantity)
    return scaled.meets(interval(mean.quantity))


def gives(total: Mention, packs: Packs) -> bool:
    """Whether a total is what is given out to some (发放助学金120万元), so that its mean is not per head of all."""
    return ready(packs.table("means")["given"]).search(total.before + total.after) is not None


def _of(mention: Mention, total: Mention, found: Sequence[Mention], around: Surroundings, packs: Packs) -> bool:
    """Whether the words leave no doubt that a mean is of this total: it bears the name of the mean, or is the last."""
    if gives(total, packs) or gives(mention, packs):
        return False
    if _name(mention, around, packs):
        return bears_name(mention, total, around, packs)
    between = found[total.order + 1 : mention.order]
    return total.order < mention.order and all(m.role in MOVES for m in between)


def bears_name(mention: Mention, total: Mention, around: Surroundings, packs: Packs) -> bool:
    """Whether a total is called what a mean is of: 校舍建筑面积 of 生均校舍建筑面积."""
    wanted = _name(mention, around, packs)
    words = packs.table("means")
    said = ready(words["filler"]).sub("", mention.before.rpartition(words["mean"])[2])
    if len(said) > 2 and said in total.claim.measure.replace(words["whole"], ""):
        return True  # 仪器设备总值 of 生均仪器设备值
    return bool(wanted) and covered(wanted, total.claim.keys) >= NAMED


def _name(mention: Mention, around: Surroundings, packs: Packs) -> frozenset[str]:
    """The words for what a mean is of."""
    words = packs.table("means")
    return around.nouns.keys(ready(words["filler"]).sub("", mention.before.rpartition(words["mean"])[2]))


def _whose(
    mention: Mention, total: Mention, found: Sequence[Mention], packs: Packs
) -> tuple[Mapping[str, Any] | None, bool]:
    """Which group a mean is per, and whether the words name just that, all of it, and no others (受助学生)."""
    words = packs.table("means")
    entries: Sequence[Mapping[str, Any]] = words["whose"]
    if mention.base != words["person"]:
        per = ready(words["all"]).sub("", mention.base)
        named = next((e for e in entries if per in e["words"]), None)
        if named is not None:
            return named, True
        return next((e for e in entries if any(len(w) > 1 and w in mention.base for w in e["words"])), None), False
    for entry in entries:
        for word in entry["words"]:
            if len(word) > 1 and word in total.claim.measure:
                return entry, not ready(words["all"]).sub("", total.claim.measure.partition(word)[0])
    said = "".join(m.gap for m in found[max(0, mention.order - SPOKEN) : mention.order + 1])
    at, _, number = max(
        ((said.rfind(word), len(word), k) for k, e in enumerate(entries) for word in e["words"] if len(word) > 1),
        default=(-1, 0, 0),
    )
    return (entries[number], bool(ready(words["everyone"]).search(total.claim.measure))) if at >= 0 else (None, False)


def _people(wanted: frozenset[str], around: Surroundings) -> Iterator[Claim]:
    """The counts of people whose words are just these."""
    if wanted:
        rarest = min(wanted, key=lambda word: (len(around.by_word.get(word, ())) or 10**6, word))
        for claim in around.by_word.get(rarest, ())[:KEPT]:
            if claim.quantity.dimension == PEOPLE and claim.quantity.value > 1 and just(wanted, claim.keys):
                yield claim
