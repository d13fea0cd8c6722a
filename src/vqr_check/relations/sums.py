"""Totals and their parts in running text: sums that hold or fail, 其中 as at most, shares that add up to 100 %."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import accumulate

from vqr_check.claims.mentions import Mention
from vqr_check.claims.passages import Passage
from vqr_check.model import Relation
from vqr_check.packs import Packs
from vqr_check.relations.bounded import bounded
from vqr_check.relations.context import other_years
from vqr_check.relations.partitions import known_breakdowns
from vqr_check.relations.parts import BARE, PARTS, Run, ahead, breakdowns, divided_again, enumerated, listed
from vqr_check.relations.readings import Reading, reading, settle, verdict
from vqr_check.relations.subsets import subsets
from vqr_check.relations.summed import behind, counted

ITEMS = Decimal("0.9")  # 一是…二是…三是… behind a total list all of it
SLIPPED = Decimal("0.7")  # a total smaller than one of its parts is none, unless a slip explains it
EXCEEDING, OVER = Decimal("0.85"), 102  # shares side by side that come to a little more than 100 %
ROW = Decimal("0.8")  # 甲、乙、丙依次占 40%、35% 和 25%
UNNAMED, REST = Decimal("0.3"), 400  # a rest of less than this part of a total may stand for kinds that are not named
AVERAGED = Decimal(
    "0.6"
)  # a mean may have its groups behind it, which add up to nothing: 月均收入5218元，其中本科5346元
HUNDRED = Decimal("0.5")  # shares side by side that come near 100 %
OTHERWISE = Decimal("0.75")  # a second division of a total that the words set out
SURE = Decimal("0.92")  # the words name all parts of a whole
BESIDE = 6  # figures before and behind a total among which the one that its parts come to may stand
TELLING = 100  # a smaller sum may meet another figure by accident
ROLES = frozenset({"share", "bracketed"})
NEAR = 20  # shares of a known breakdown that miss 100 % by more than this are of different wholes


def sums(passage: Passage, found: Sequence[Mention], packs: Packs) -> Iterator[Relation]:
    """The sums of one passage: each figure that may be a total against the runs of figures that may be its parts."""
    taken: set[int] = set()  # parts of a sum that holds: no total of their own neighbours
    in_lists = listed(found)
    for mention in found:
        if mention.role not in PARTS:
            continue
        readings = list(_readings(mention, passage, found, in_lists.get(mention.order, ()), taken, packs))
        relation = settle(readings)
        if relation is not None and (verdict(relation) != "contradicted" or not _another(relation, mention, found)):
            if verdict(relation) == "agreed":
                taken.update(c.id for role, c in relation.members if role == "part")
            yield relation
            again = _divided_otherwise(relation, readings)
            if again is not None and (verdict(again) != "contradicted" or not _another(again, mention, found)):
                yield again
        for parts, support in divided_again(mention, found, packs):
            again = settle([reading("sum", support, "parts", total=mention.claim, part=[m.claim for m in parts])])
            if again is not None and len(parts) > 1:
                yield again
    yield from subsets(found, packs)
    yield from bounded(found, packs)
    yield from _shares_of_hundred(passage, found, packs)


def _divided_otherwise(told: Relation, readings: Sequence[Reading]) -> Relation | None:
    """What the same total is divided into besides, where the words say so of figures that the first division has not.

    378 人里，进入民营企业 251 人，…，其他 18 人。留在本市 268 人，省内其他 71 人，省外 39 人
    """
    taken = {claim.id for role, claim in told.members if role == "part"}
    return settle(
        [r for r in readings if r.support >= OTHERWISE and not taken & {c.id for _, c in r.relation.members[1:]}]
    )


def _another(relation: Relation, total: Mention, found: Sequence[Mention]) -> bool:
    """Whether the parts come to another figure near the one that they miss: 录取4463人，报到4276人。其中单招1650人…."""
    parts = {claim.id for role, claim in relation.members if role == "part"}
    if "sum_up" in total.cues and max(parts) < total.claim.id:
        return False  # 本级 179 亿元，上解 10 亿元，支出总计 277 亿元: that the revenue comes to as much bears it out
    reached = sum((c.quantity.value for role, c in relation.members if role == "part"), Decimal(0))
    return reached >= TELLING and any(
        m.quantity.value == reached and m.quantity.unit == total.quantity.unit and m.claim.id not in parts
        for m in found[max(0, total.order - BESIDE) : total.order + BESIDE]
        if m is not total and m.role in PARTS
    )


def _readings(
    total: Mention,
    passage: Passage,
    found: Sequence[Mention],
    in_lists: Sequence[Run],
    taken: set[int],
    packs: Packs,
) -> Iterator[Reading]:
    best: dict[tuple[int, ...], tuple[Sequence[Mention], Decimal]] = {}
    for parts, support in (
        (enumerated(total, passage, found, packs), ITEMS),
        *in_lists,
        *counted(total, passage, found, packs),
        *ahead(total, found, packs),
        *behind(total, found, packs),
    ):
        ids = tuple(m.claim.id for m in parts)
        if len(ids) >= 2 and (ids not in best or best[ids][1] < support):
            best[ids] = parts, support
    if not best:
        return
    averaged = total.role == "mean" or breakdowns(packs)["uneven"].search(total.claim.measure) is not None
    for ids, (parts, support) in best.items():
        if total.bracket and len({m.bracket == total.bracket for m in parts}) > 1:
            continue  # （升本156人，升专456人），就业386人: the bracket closes in between
        if averaged:
            support = min(support, AVERAGED)
        if support < SURE:
            if len({m.claim.period for m in parts}) == 1 and other_years(parts[0].claim, total.claim):
                continue  # 2013年建5000人规模的校舍，2015年可达6000人，每年可容纳2000人
            if len(ids) == 2 and set(ids) <= taken:
                continue
            if any(m.quantity.value == total.quantity.value for m in parts) or total.quantity.value <= 0:
                continue
            told = support >= BARE and "sum_up" in total.cues  # 建议 142 件、提案 487 件，合计 329 件
            if any(m.quantity.value > total.quantity.value for m in parts) and not told:
                support = min(support, SLIPPED)
            if _sliver(total, parts):
                support = min(support, UNNAMED)
        yield reading("sum", support, "parts", total=total.claim, part=[m.claim for m in parts])


def _sliver(total: Mention, parts: Sequence[Mention]) -> bool:
    """Whether a measured total misses its parts by next to nothing, as where kinds too small to name are left out."""
    rest = total.quantity.value - sum(m.quantity.value for m in parts)
    return not total.quantity.exact and 0 < rest * REST <= total.quantity.value


def _shares_of_hundred(passage: Passage, found: Sequence[Mention], packs: Packs) -> Iterator[Relation]:
    """Shares of one whole that stand side by side and add up to 100 %.

    Shares that come to less may be only some of them; those that come to more cannot all be of one whole, unless
    more than one could be chosen (多选).
    """
    if sum(m.quantity.kind == "percent" or m.role in ROLES for m in found) < 2:
        return
    several = breakdowns(packs)["several"].search(passage.text) is not None
    rows = list(_threefold(found, packs))
    for row in rows:
        relation = settle([reading("pctsum", SURE, "shares", part=[m.claim for m in row])])
        if relation is not None:
            yield relation
    held = {m.order for row in rows for m in row}
    marks = list(accumulate((m.separator in ("；", "。", "\n") for m in found), initial=0))
    for run in _share_runs([m for m in found if m.order not in held]):
        if len(run) < 2:
            continue
        whole = _hundred(run, found, several, packs)
        if whole is not None:
            yield whole
            continue
        stretches = _stretches(run, marks)
        if len(stretches) > 1:
            for stretch in stretches:
                relation = _hundred(stretch, found, several, packs)
                if relation is not None:
                    yield relation


def _threefold(found: Sequence[Mention], packs: Packs) -> Iterator[list[Mention]]:
    """Rows of three shares that the words call all of a whole: 三次产业的比重为 20%、30% 和 50%."""
    for mention in found:
        row = [m for m in found[mention.order : mention.order + 4] if m.series == mention.order]
        shares = mention.role != "rate" and all(m.quantity.kind == "percent" for m in row)
        if len(row) == 3 and shares and breakdowns(packs)["threefold"].search(mention.gap):
            yield row


def _hundred(run: Sequence[Mention], found: Sequence[Mention], several: bool, packs: Packs) -> Relation | None:
    """Whether these shares are to add up to 100 %: they do, or the words or a slip say that they should."""
    if len(run) < 2:
        return None
    total = sum((m.quantity.value for m in run), Decimal(0))
    support = EXCEEDING if OVER > total > 100 and not several else HUNDRED
    if abs(total - 100) < NEAR and len({m.base for m in run}) == 1:
        words = (
            [_named(m, found) for m in run],
            run,
        )  # the figure in front may be of all of them: 326个城市中，好的占7.1%
        named = any(len(b) == len(run) for told in words for b in known_breakdowns(told, packs))
        support = SURE if named else ROW if len({m.series for m in run}) == 1 else support
    said = reading("pctsum", support, "shares", part=[m.claim for m in run])
    if verdict(said.relation) == "agreed":
        return said.relation
    return settle([said]) if support == SURE or len(run) >= 3 else None


def _named(share: Mention, found: Sequence[Mention]) -> Mention:
    """The figure whose words name what a share is of: 公务接待费 0.39 万元，占 100%."""
    last = found[share.order - 1] if share.order else share
    return last if last.role != share.role and last.sentence == share.sentence else share


def _share_runs(found: Sequence[Mention]) -> Iterator[list[Mention]]:
    """The shares of each sentence, in order, up to one with a hedge."""
    run: list[Mention] = []
    for mention in found:
        share = mention.role in ROLES
        if share and mention.quantity.kind == "percent":
            if not run or (mention.sentence == run[-1].sentence and not mention.quantity.hedge):
                run.append(mention)
                continue
        elif run and mention.sentence == run[-1].sentence:
            continue
        yield run
        run = [mention] if share else []
    yield run


def _stretches(run: Sequence[Mention], marks: Sequence[int]) -> list[list[Mention]]:
    """A run of shares cut where a semicolon stands between them."""
    out: list[list[Mention]] = []
    for last, mention in zip((None, *run), run, strict=False):
        if last is None or marks[mention.order + 1] != marks[last.order + 1]:
            out.append([])
        out[-1].append(mention)
    return out
