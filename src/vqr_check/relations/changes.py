"""Changes in running text: by an amount, a rate, points or a multiple, against an earlier level if one is printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from vqr_check.claims.mentions import Mention
from vqr_check.claims.nouns import covered
from vqr_check.model import Claim, Quantity, Relation
from vqr_check.relations import against, chains
from vqr_check.relations.change_rows import in_row
from vqr_check.relations.context import NAMED, Surroundings, sentence_start
from vqr_check.relations.growing import NOW, PAST, Words, between, compared_years, earlier, eras, span, spanned, subject
from vqr_check.relations.past import Past
from vqr_check.relations.readings import LIKELIEST, Reading, reading, settle, verdict
from vqr_check.relations.scene import FAMILIES, LEVEL, Level, Scene, unit
from vqr_check.relations.yearly import over_the_years

PERCENTAGES = frozenset({"share", "quota", "percentage", "bracketed", "before"})
BACK = 6  # levels in front of a change that it may have led to
ADJACENT, SAME_SENTENCE, NEXT_SENTENCE, DOCUMENT = map(Decimal, ("0.96", "0.95", "0.94", "0.88"))
SECOND, THIRD, STRANGER = map(Decimal, ("0.6", "0.45", "0.5"))
TURNED = Decimal("0.92")  # the amount fits but for its direction


def changes(found: Sequence[Mention], around: Surroundings, before: Past, words: Words) -> Iterator[Relation]:
    """The relations of one passage in which something grew or fell."""
    if not any(m.role in FAMILIES for m in found):
        return
    scene = Scene(found, eras(found, words), around, before, words)
    for mention in found:
        if mention.role not in FAMILIES or (mention.role == "rate" and mention.quantity.unit not in ("", "%")):
            continue
        row = in_row(mention, scene)
        if row is not None and (verdict(row) != "contradicted" or row.strength == "explicit"):
            yield row
            continue
        if _supposed(mention, scene):
            continue
        levels = list(_levels(mention, scene))
        settled = [r for r in (settle(_meant(_compared(mention, levels, scene))), settle(_rises(mention, scene))) if r]
        settled = [r for r in settled if not against.mirrored(r, mention, scene)]
        holds = [r for r in settled if verdict(r) != "contradicted"]
        yield from (r for r in settled if r in holds or not holds or r.strength == "explicit")


def _supposed(change: Mention, scene: Scene) -> bool:
    """Whether a sentence only supposes what changed: 若按上年的产品结构测算，毛利率升幅约为0.9个百分点."""
    start = sentence_start(scene.found, change.order)
    ahead = "".join(m.gap for m in scene.found[start : change.order + 1])
    return scene.words.supposed.search(scene.words.stop.split(ahead)[-1]) is not None


def _meant(readings: Iterable[Reading]) -> list[Reading]:
    """The readings of a change; only those between its own two levels where the amount fits but for its direction."""
    made = list(readings)
    return [r for r in made if r.support == TURNED] or made


# ---- the figure that a change led to ----------------------------------------------------------


def _levels(change: Mention, scene: Scene) -> Iterator[Level]:
    """The levels that a change may have led to, with how surely."""
    found, start = scene.found, sentence_start(scene.found, change.order)
    said = against.without(subject(change, found, scene.words), change, scene)
    keys = scene.around.nouns.keys(said)
    wanted = PERCENTAGES if change.role == "point" else LEVEL
    behind = _reached(change, scene, wanted)
    if behind is not None:
        yield behind, ADJACENT
    last = found[change.order - 1] if change.order > start else None
    if not keys and last is not None and last.role in FAMILIES and behind is None:
        carried = [(level, sure) for level, sure in _levels(last, scene) if _fits(level, change, said)]
        if carried:  # 在校生增长5.60%，净增424人
            yield from carried
            return
    fits = [m for m in reversed(found[start : change.order]) if m.role in wanted and _fits(m, change, said)]
    nows = [m for m in fits if m.role != "before" and not _past(m, change, scene) and not against.it(m, change, scene)]
    named = next((m for m in nows if _names(said, keys, m, scene.words)), None) if said else None
    for rank, level in enumerate(nows[:BACK]):
        if behind is not None or (named is not None and level is not named):
            yield level, THIRD
        elif level is named:
            yield level, SAME_SENTENCE
        elif rank:
            yield level, SECOND if rank == 1 else THIRD
        elif said and keys:
            yield level, STRANGER if level.claim.keys else SECOND
        else:
            yield level, SECOND if _closed(level, change, found) else ADJACENT
    if not nows and behind is None:
        yield from _sentence_before(change, start, said, keys, wanted, scene)
        if keys and change.role != "point":
            yield from _in_document(change, said, scene)


def _sentence_before(
    change: Mention, start: int, said: str, keys: frozenset[str], wanted: frozenset[str], scene: Scene
) -> Iterator[Level]:
    """收入1亿元。与上年相比，收入增加…: the level stands in the sentence before."""
    found = scene.found
    before = [m for m in found[:start] if m.sentence == change.sentence - 1 and m.role in wanted and m.role != "before"]
    fits = [m for m in reversed(before) if _fits(m, change, said) and scene.when[m.order] != PAST]  # 上年报到率为93.98%
    if not said and not change.of_which and len(before) == len(fits) == 1:
        yield fits[0], NEXT_SENTENCE  # 收支总计均为8642万元。与上年相比，各增加512万元
        return
    for rank, level in enumerate(fits[:BACK]):
        if said and not change.of_which and _names(said, keys, level, scene.words):
            yield level, NEXT_SENTENCE
        else:
            yield level, SECOND if not rank else THIRD


def _in_document(change: Mention, said: str, scene: Scene) -> Iterator[Level]:
    """The levels of the document that the words of a change name, where its own sentence has none."""
    for claim, share in scene.around.named(said, change.claim, change.claim.id):
        unit = change.quantity.unit
        level = scene.before.mentions.get(claim.id)
        if level is not None and level.role != "before" and (claim.quantity.unit == unit or change.role == "rate"):
            yield level, DOCUMENT * share


def _reached(change: Mention, scene: Scene, wanted: frozenset[str]) -> Mention | None:
    """The level that stands behind the change: 扩容74家、达到486家."""
    following = scene.found[change.order + 1 : change.order + 3]
    for level in following:
        if level.sentence != change.sentence or level.separator == "；":
            return None
        if level.role in wanted and level.role != "before" and _fits(level, change, ""):
            return level if scene.words.reached.search(level.before) else None
    return None


def _past(level: Mention, change: Mention, scene: Scene) -> bool:
    """Whether a level is of an earlier year than the change's sentence speaks of."""
    mine, other = scene.when[level.order], scene.when[change.order]
    return mine == PAST or (mine != other and earlier(mine, max(other, NOW), scene.before.year))


def _fits(level: Mention, change: Mention, said: str) -> bool:
    if change.role == "point":
        return level.quantity.kind == "percent"
    if level.quantity.kind in ("percent", "permille", "point"):
        return False
    if change.role in ("rate", "multiplied"):
        if not any(c.isdigit() for c in level.claim.location.text):
            return False  # 后两项分别增长10%和5%
        return level.quantity.kind not in ("duration", "multiple") or level.role == "mean"
    wanted = change.quantity.unit
    if not level.quantity.unit and len(wanted) > 1 and level.claim.measure.endswith(wanted):
        return True  # 总诊疗人次4049.33万，比上年增加356.67万人次
    return unit(level.quantity) == wanted or (not wanted and level.quantity.unit in said)


def _names(said: str, keys: frozenset[str], level: Mention, words: Words) -> bool:
    """Whether the words of a change are those of a level, or its unit (人次数比上年多785)."""
    unit = level.quantity.unit
    own = level.claim.keys
    called = words.linker.sub("", level.claim.measure)
    if len(called) > 2 and words.linker.sub("", said).endswith(called):  # 家长的满意度 …，家长满意度较上年提高
        return True
    return (len(unit) > 1 and unit in said) or max(covered(keys, own), covered(own, keys)) >= NAMED


def _closed(level: Mention, change: Mention, found: Sequence[Mention]) -> bool:
    """Whether a semicolon ends what was said of a level before the change comes."""
    return any(m.separator == "；" for m in found[level.order + 1 : change.order + 1])


# ---- the figure that it started from ----------------------------------------------------------


def _compared(change: Mention, levels: Sequence[Level], scene: Scene) -> Iterator[Reading]:
    """The change between two printed levels."""
    family = FAMILIES[change.role]
    role = "rate" if family == "growth" else "change"
    claim, said = change.claim, 0
    if change.role == "multiplied":
        claim = replace(claim, quantity=_percent(claim.quantity))
    if family == "growth" and scene.words.yearly.search(change.before):
        family = "compound"
        said = span(change, scene.found, sentence_start(scene.found, change.order), scene.words)
    yield from _in_percent(change, scene)
    yield from _told_behind(change, claim, family, role, scene)
    for now, support in (*levels, *chains.chained(change, scene)):
        for before, certainty in _befores(change, now, scene):
            if before.id == now.claim.id or (family != "point" and unit(before.quantity) != unit(now.quantity)):
                continue
            sure = chains.in_chain(change, now, before, scene) or support * certainty
            if family in ("growth", "compound") and scene.words.constant.search(
                now.claim.measure + before.measure + change.before
            ):
                sure = min(sure, SECOND)  # at constant prices, its levels are at current ones
            made = reading(family, sure, change.role, change.direction, now=now.claim, before=before, **{role: claim})
            if family == "delta" and chains.turned(made, change, scene):
                made = replace(made, support=TURNED)
            if family != "compound":
                yield made
            for years in sorted({said, between(before, now.claim)}) if family == "compound" else ():
                if years > 1:
                    yield replace(made, relation=replace(made.relation, items=years))
    if family != "compound":
        yield from over_the_years(change, claim, family, role, levels, scene)


def _in_percent(change: Mention, scene: Scene) -> Iterator[Reading]:
    """Points that are written as %: 对口率82.6%，比上年的80.1%提高2.5%; a growth of the rate may be meant as well."""
    before = scene.found[change.order - 1] if change.order > 1 else change
    now = scene.found[before.order - 1] if before.order else before
    beside = before.role == "before" and before.clause == change.clause and now.clause + 1 == before.clause
    if change.role == "rate" and beside and now.role in PERCENTAGES - {"before"}:
        for family, role in (("point", "change"), ("growth", "rate")):
            members = {"now": now.claim, "before": before.claim, role: change.claim}
            if _like(before, now) and now.quantity.kind == "percent":
                yield reading(family, ADJACENT, "percent", change.direction, **members)


def _told_behind(change: Mention, claim: Claim, family: str, role: str, scene: Scene) -> Iterator[Reading]:
    """办理环节压减62.5%，由原来的16个减至6个: what there was and what there is stand in the next clause."""
    behind = scene.found[change.order + 1 : change.order + 3]
    if family == "compound" or len(behind) < 2 or scene.words.leads_from.search(behind[0].gap) is None:
        return
    then, now = behind
    if then.role != "before" or now.role == "before" or then.clause != now.clause or not _like(then, now):
        return
    if change.sentence == now.sentence and all(_fits(m, change, "") for m in behind):
        yield reading(family, ADJACENT, "behind", change.direction, now=now.claim, before=then.claim, **{role: claim})


def _percent(quantity: Quantity) -> Quantity:
    return replace(quantity, value=quantity.value * 100, step=quantity.step * 100, kind="percent")


def _befores(change: Mention, now: Mention, scene: Scene) -> Iterator[tuple[Claim, Decimal]]:
    found, words = scene.found, scene.words
    here = now if now.passage == change.passage else change
    start = min(sentence_start(found, change.order), sentence_start(found, here.order))
    wanted = PERCENTAGES if change.role == "point" else LEVEL
    chain = [m for m in found[start : change.order + 3] if m.sentence in (change.sentence, here.sentence)]
    fits = [m for m in chain if m.role in wanted and m is not now and _like(m, now)]
    yield from against.named(change, now, scene)
    ahead = [
        m
        for m in reversed(fits)
        if m.order < change.order
        and (m.role == "before" or (_past(m, here, scene) and _kin(m, now)))
        and not _another(m, change, scene)
    ]
    behind = [m for m in fits if m.order > change.order and m.role == "before"]
    yearly = bool(words.yearly.search(change.before) or words.whole.search(change.before))
    if yearly:
        ahead.reverse()
    for rank, level in enumerate(ahead):
        sure = level.role == "before" and not _closed(level, change, found)
        if _led_on(level, now, found):
            if not _closed(level, change, found):
                yield level.claim, THIRD
        elif rank or words.last.search(change.before):
            yield level.claim, SECOND
        else:
            yield level.claim, Decimal("0.97") if sure else Decimal("0.94")
    for level in behind:
        yield level.claim, ADJACENT if _told_next(level, change, found) else SECOND
    for level in fits:
        near = abs(level.quantity.value) < 10 * abs(now.quantity.value) < 100 * abs(level.quantity.value)
        other = level.quantity.value != now.quantity.value  # 收入总计9万元、支出总计9万元，各增加2万元
        if level.role != "before" and level not in ahead and near and other:
            yield level.claim, THIRD
    if not ahead and spanned(change, found, start, words) is None:
        keys = now.claim.keys | scene.around.nouns.keys(*now.claim.scope)
        for claim, share in scene.before.named(keys, now.claim, change.role == "point"):
            yield claim, DOCUMENT * share
        years = compared_years(change, scene.when[change.order], scene.before.year, words)
        if years is not None and years[1] == scene.before.year:  # 2024年计划收入1.5亿元，较2023年增长10%
            for claim, share in scene.around.named(now.claim.measure, now.claim, now.claim.id):
                yield claim, DOCUMENT * share


def _led_on(before: Mention, now: Mention, found: Sequence[Mention]) -> bool:
    """Whether an earlier level leads to another one than this: 甲由94.2%升至95.6%；乙为97.5%，提高0.7个百分点."""
    after = found[before.order + 1]
    return (
        after is not now and after.clause == before.clause and after.role in PERCENTAGES | LEVEL and _like(after, now)
    )


def _told_next(level: Mention, change: Mention, found: Sequence[Mention]) -> bool:
    """Whether the clause behind a change says what there was, and no more: 提高1.2个百分点，上年为52.6%."""
    if (
        level.order == change.order + 1
        and level.bracket
        and not change.bracket
        and level.gap[-12:].strip()[:1] in "（("
    ):
        return True  # 提高1.2个百分点（上年为52.6%）
    if level.order != change.order + 1 or level.clause != change.clause + 1 or level.separator != "，":
        return False
    return level.order + 1 == len(found) or found[level.order + 1].clause != level.clause


def _kin(level: Mention, now: Mention) -> bool:
    """Whether two levels may measure one thing: 招生1214人，2017年毕业生1357人 cannot."""
    return not level.claim.keys or not now.claim.keys or bool(level.claim.keys & now.claim.keys)


def _another(level: Mention, change: Mention, scene: Scene) -> bool:
    """Whether a change is measured from something else than this level: from another year's, or from no plan.

    较2012年增加 is from no figure of 2010; after 完成预算6万元，比上年减收1万元 none is last year's.
    """
    words = scene.words
    if level.clause == change.clause and level.order + 1 == change.order:
        return False  # 比年初预算38万元多支出2万元
    if words.planned.search(against.compared_with(change, scene)) and not words.planned.search(level.before):
        return True
    years = compared_years(change, scene.when[change.order], scene.before.year, words)
    if years is not None and scene.when[level.order] > 0 and words.against.search(change.lead):
        return scene.when[level.order] != years[1]
    said = "".join(m.gap for m in scene.found[level.order + 1 : change.order + 1])
    return bool(words.planned.search(level.before)) and not words.planned.search(said)


def _like(level: Mention, now: Mention) -> bool:
    return unit(level.quantity) == unit(now.quantity) and (level.quantity.kind == "percent") == (
        now.quantity.kind == "percent"
    )


# ---- amount and rate side by side -------------------------------------------------------------


def _rises(rate: Mention, scene: Scene) -> Iterator[Reading]:
    """Amount and rate of one change side by side, the earlier level not printed: 比上年增加 N，增长 P%."""
    found, words = scene.found, scene.words
    if rate.role != "rate" or words.yearly.search(rate.before):
        return
    start = sentence_start(found, rate.order)
    amounts = [m for m in found[start : rate.order] if m.role == "amount" or words.added.search(m.before)][-1:]
    row = [m for m in found[start : rate.order] if amounts and m.series == amounts[0].series]
    amounts += [m for m in found[rate.order + 1 : rate.order + 2] if m.role == "amount" and m.clause == rate.clause + 1]
    keys = scene.around.nouns.keys(subject(rate, found, words))
    for amount in amounts:
        other = scene.around.nouns.keys(subject(amount, found, words))
        alike = max(covered(keys, other), covered(other, keys)) >= NAMED
        if not alike and (other if amount.order > rate.order else keys):
            continue  # an amount of another thing is no amount of this rate
        between = [m for m in found[amount.order + 1 : rate.order] if m.role in LEVEL]
        for now, support in _levels(amount, scene):
            if now is amount:
                continue
            if now.quantity.value <= amount.quantity.value * rate.direction:  # more than all was added
                support = LIKELIEST if support == ADJACENT and _at_once(now, amount, words) else min(support, SECOND)
            if len(row) > 1 and amount in row:
                support = min(support, SECOND)  # 各减少4.2万元、3.1万元，各下降10%、8%
            if [m for m in between if m is not now] or _closed(amount, rate, found):
                support = support - Decimal("0.3")
            yield reading("rise", support, "rise", rate.direction, now=now.claim, change=amount.claim, rate=rate.claim)


def _at_once(now: Mention, amount: Mention, words: Words) -> bool:
    """Whether an amount can be of nothing but the level in front of it, over no more than a year."""
    beside = now.order + 1 == amount.order and now.bracket == amount.bracket == 0
    summed = now.of_which or "sum_up" in amount.cues or "total" in amount.cues
    return beside and not summed and words.within.search(amount.lead) is None
