"""The runs of figures that may be all the parts of a total, each with how surely the words say so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from itertools import pairwise
from typing import Any

from vqr_check.arithmetic import interval
from vqr_check.claims.mentions import Mention
from vqr_check.claims.nouns import covered, nouns
from vqr_check.claims.passages import Passage
from vqr_check.packs import Packs, ready
from vqr_check.packs.sought import sought
from vqr_check.relations.columns import columns
from vqr_check.relations.complete import renamed, spelled_out, tight
from vqr_check.relations.context import NAMED, close_kind
from vqr_check.relations.partitions import known_breakdowns

PARTS = frozenset({"level", "mean"})
Run = tuple[Sequence[Mention], Decimal]
SPAN = 40  # mentions behind a total among which its parts are looked for
COMPOSED, KNOWN, DIVIDED = Decimal("0.9"), Decimal("0.92"), Decimal("0.75")  # 236人：… · 男、女 · 分行业看
SAID, LINES, LOOSE, GUESS = map(Decimal, ("0.7", "0.7", "0.5", "0.4"))
WHOLE, BARE = Decimal("0.92"), Decimal("0.86")  # …，其他 3 人 · 甲 5 个、乙 6 个，合计 11 个
MIXED = Decimal("1.25")  # a list of which no more than one figure in five has another counter is one list
NEARBY = 3  # sentences behind a total in which it may be named again and divided
HUNDRED = Decimal("0.2")  # shares of all the parts come to 100 % this closely
EXCEEDS = Decimal("0.1")  # parts that come to more than their total are surer to be wrong
CLOSED, SIDE = (
    Decimal("0.84"),
    Decimal("0.8"),
)  # A 人和 B 人 · 线下 7 场、线上 5 场, without a word that some are left out
FOUR = 4  # more parts than that of a known breakdown are no accident


@cache
def breakdowns(packs: Packs) -> dict[str, Any]:
    """The patterns of ``[breakdowns]``, compiled."""
    return {name: ready(text) for name, text in packs.table("breakdowns").items()}


@cache
def marks(packs: Packs) -> dict[str, Any]:
    """The same, of which it is only asked where they stand."""
    return {name: sought(text) for name, text in packs.table("breakdowns").items()}


def ahead(total: Mention, found: Sequence[Mention], packs: Packs) -> Iterator[Run]:
    """Runs behind a total, the likeliest first."""
    following: list[Mention] = []
    for other in found[total.order + 1 : total.order + SPAN]:
        if "sum_up" in other.cues and close_kind(other.claim, total.claim) and following:
            break
        if other.role in PARTS and _may_be_part(other, total):
            following.append(other)
    kinds = [[m for m in following if m.quantity.unit == total.quantity.unit]]
    if len(kinds[0]) != len(following):
        kinds.append(following)
    for same in kinds:
        if len(same) < 2:
            continue
        near = _near(total, same)
        flat = _unnested(near)
        if _brothers(total, flat, found, packs):
            continue
        yield from _named(total, same, found, packs)
        mixed = _unnested(_near(total, following))
        if len(flat) < len(mixed) <= MIXED * len(flat):  # 医院 5 个，…，监督所 2 所: one list, its counters vary
            yield flat, LOOSE
        else:
            sure = _shares_complete(total, flat, found, packs) or spelled_out(total, flat, found, packs)
            yield flat, WHOLE if sure else _complete(total, flat, packs)
        clause = _to_semicolon(flat)
        if len(clause) < len(flat) and tight(total, clause, False, packs):
            yield clause, SIDE
        if len(flat) != len(near):
            yield near, LOOSE
        yield from _around_brackets(total, near, packs)
        heads = _heads(near)
        yield heads, WHOLE if _shares_complete(total, heads, found, packs) else LOOSE
        yield _lines(total, same), LINES
        yield from _divided(total, same, packs)
        for run in renamed(total, found, packs):
            if any(len(b) == len(run) for b in known_breakdowns(run, packs)):
                yield run, WHOLE
            elif not any(breakdowns(packs)["crossing"].search(m.gap + m.after[:4]) for m in run):
                yield run, WHOLE if _ends_with_rest(run, packs) else CLOSED
        for run in (near, same):
            upto = reaches(total, run)
            if upto:
                yield run[:upto], GUESS


def _near(total: Mention, same: Sequence[Mention]) -> list[Mention]:
    """The figures in the sentence of a total, or in the next one when that opens with 其中."""
    here = [m for m in same if m.sentence == total.sentence]
    if not here and same[0].of_which and same[0].sentence <= total.sentence + 1:
        here = [m for m in same if m.sentence == same[0].sentence]
    return here


def _to_semicolon(parts: Sequence[Mention]) -> Sequence[Mention]:
    """The parts up to the first semicolon: 讲座 86 场，校内 52 场、校外 34 场；论坛 4 场."""
    return parts[: next((k for k, m in enumerate(parts) if k and m.separator == "；"), len(parts))]


def _unnested(parts: Sequence[Mention]) -> list[Mention]:
    """The parts without those that a second 其中 puts under one of them."""
    out: list[Mention] = []
    inner = False
    for k, part in enumerate(parts):
        if k and part.of_which:
            inner = True
        elif part.separator in ("；", "。", "\n"):
            inner = False
        if not inner:
            out.append(part)
    return out


def _around_brackets(total: Mention, near: Sequence[Mention], packs: Packs) -> Iterator[Run]:
    """The figures in the bracket right behind a total, and those outside of brackets that only add to them.

    工资 60 万元（基本工资 40 万元、绩效 15 万元、其他 5 万元）
    得分 92 分，其中投入 9 分（满分 10 分）、产出 83 分（满分 90 分）
    """
    inside = [m for m in near if m.bracket != total.bracket]
    if not inside:
        return
    own = [m for m in inside if m.bracket == near[0].bracket]
    if not total.bracket and near[0].bracket and near[0].order == total.order + 1 and len(own) > 1:
        over = sum(m.quantity.value for m in own) > total.quantity.value
        sure = _complete(total, own, packs)
        crossing = any(breakdowns(packs)["crossing"].search(m.gap + m.after[:4]) for m in own)
        yield own, BARE if over and _row(total, own) and not crossing else max(sure, SAID)
    outside = _unnested([m for m in near if m.bracket == total.bracket])
    if len(outside) < len(near):
        yield outside, _complete(total, outside, packs)


def _heads(parts: Sequence[Mention]) -> list[Mention]:
    """The first figure of each stretch between semicolons or full stops."""
    out: list[Mention] = []
    for other in parts:
        if not out or other.separator in ("；", "。", "\n") or other.sentence != out[-1].sentence:
            out.append(other)
    return out


def _lines(total: Mention, same: Sequence[Mention]) -> list[Mention]:
    """The first figure of each list item behind a total."""
    out: list[Mention] = []
    for part in same:
        if part.sentence > total.sentence and (not out or part.sentence != out[-1].sentence):
            if part.separator != "\n" and not out:
                continue
            out.append(part)
    return out


def _divided(total: Mention, same: Sequence[Mention], packs: Packs) -> Iterator[Run]:
    """Figures behind 分行业看, 按…划分, to the end of that sentence; sure where the whole is named again in front."""
    named = False  # 专任教师按性别分，…；按课程分，…
    for k, run, lead in _divisions(same, packs):
        near = run[0].sentence <= total.sentence + NEARBY
        named = near and (_ends_in(total, lead, packs) or (named and not lead.strip("；，")))
        if named:
            yield run, KNOWN
        elif k <= 1 and run[0].sentence <= total.sentence + 1:
            yield run, DIVIDED
            return
        elif not near:
            return


def divided_again(total: Mention, found: Sequence[Mention], packs: Packs) -> Iterator[Run]:
    """Later divisions of a total (分地域看), where the first one, and nothing else, stands in between and holds."""
    cue = marks(packs)["divides"]
    if total.order + 1 >= len(found) or not any(cue.search(m.gap) for m in found[total.order + 1 : total.order + SPAN]):
        return
    following = found[total.order + 1 : total.order + SPAN]
    same = [m for m in following if m.role in PARTS and m.quantity.unit == total.quantity.unit]
    settled = 0  # figures behind the total that make up divisions of it
    for k, run, _ in _divisions(same, packs):
        if k != settled:
            return
        if k:
            yield run, KNOWN if any(len(b) == len(run) for b in known_breakdowns(run, packs)) else DIVIDED
        if reaches(total, run) != len(run):
            return
        settled = k + len(run)


def _divisions(same: Sequence[Mention], packs: Packs) -> Iterator[tuple[int, list[Mention], str]]:
    """Each run of figures that a division opens: where it starts, its figures, and what stands in front of 分…看."""
    cue = marks(packs)["divides"]
    opened = [(k, said) for k, part in enumerate(same) if (said := cue.search(part.gap)) is not None]
    stops = [*(k for k, _ in opened), len(same)][1:]
    for (k, said), stop in zip(opened, stops, strict=True):
        run = _unnested([m for m in same[k:stop] if m.sentence == same[k].sentence])
        yield k, run, same[k].gap[: said.start()]


def _ends_in(total: Mention, text: str, packs: Packs) -> bool:
    """Whether the last words of a text are the end of a total's own words."""
    said = breakdowns(packs)["words"].search(text)
    return said is not None and total.claim.measure.endswith(said[0])


def _complete(total: Mention, parts: Sequence[Mention], packs: Packs) -> Decimal:
    """How surely these are all the parts of the total."""
    if len(parts) < 2:
        return Decimal(0)
    words = breakdowns(packs)
    if _opened(total, parts, packs) and _ends_with_rest(parts, packs):
        return WHOLE
    over = sum(m.quantity.value for m in parts) > total.quantity.value
    if parts[0].separator == "：" and "其中" not in parts[0].gap and parts[0].order == total.order + 1:
        return COMPOSED
    if parts[0].of_which or "each" in parts[0].cues or parts[0].separator == "：":
        listed = parts[0].of_which or parts[0].separator == "："
        if (
            over
            and listed
            and _row(total, parts)
            and not any(words["crossing"].search(m.gap + m.after[:4]) for m in parts)
        ):
            return BARE  # 其中甲 12 人、乙 15 人: what one list names side by side does not overlap
        return SAID + EXCEEDS if over else SAID
    opened = not parts[0].of_which and _opened(total, parts, packs)
    if tight(total, parts, opened, packs):
        return CLOSED if opened else SIDE
    return LOOSE


def _ends_with_rest(parts: Sequence[Mention], packs: Packs) -> bool:
    """Whether the last part is all that the others are not: 其他 9 人."""
    rest, last = breakdowns(packs)["rest"], parts[-1]
    return any(rest.search(said) for said in (last.gap, last.gap + last.after[:4]))


def _row(total: Mention, parts: Sequence[Mention]) -> bool:
    """Whether the parts stand right behind the total, with nothing but 、 and what brackets add between them."""
    side_by_side = all(b.order <= a.order + 2 and b.separator == "、" for a, b in pairwise(parts))
    return side_by_side and parts[0].order == total.order + 1


def _may_be_part(part: Mention, total: Mention) -> bool:
    """Whether the units let one be part of the other; 48.9亿 without a unit counts what its words say (人次)."""
    if part.role == "mean" and total.role != "mean":
        return False  # 每千人口床位 6.03 张 is no part of all beds
    if close_kind(part.claim, total.claim):
        return True
    unit = part.quantity.unit
    return not total.quantity.unit and total.quantity.kind == "count" and unit != "" and unit in total.claim.measure


def _named(total: Mention, same: Sequence[Mention], found: Sequence[Mention], packs: Packs) -> Iterator[Run]:
    """Breakdowns that the packs know, behind a total: sure where nothing else could be a part or a total of them."""
    uneven = breakdowns(packs)["uneven"]
    some = [
        parts
        for parts in known_breakdowns(same, packs, total.claim.measure, some=True)
        if total.quantity.value < sum(m.quantity.value for m in parts)
        and (
            max(m.quantity.value for m in parts) <= total.quantity.value
            or (parts[0].sentence == total.sentence and _opened(total, parts, packs))
        )
    ]  # those may leave out parts, but hold no more than all
    for parts in (*known_breakdowns(same, packs, total.claim.measure), *some):
        if any(m.role == "mean" or uneven.search(m.claim.measure + m.gap) for m in (total, *parts)):
            continue
        first, last = parts[0], parts[-1]
        steps = zip((total, *parts), parts, strict=False)
        if any(m.sentence > n.sentence + (2 if m.separator == "\n" else 1) for n, m in steps):
            continue
        between = [m for m in same if m.order < first.order]
        inside = [m for m in same if first.order < m.order < last.order and m not in parts]
        inside = [m for m in inside if m.bracket in (0, first.bracket)]  # 升学171人（本科32人、专科139人）
        bound = max(total.quantity.value, *(m.quantity.value for m in parts))
        alone = not between and all(m.quantity.value > bound for m in inside)
        if _among(total, first, packs):
            yield parts, KNOWN
        elif not alone or (inside and any(m.sentence != n.sentence for n, m in pairwise(parts))):
            yield parts, LOOSE  # the sentence behind is about another matter
        elif _opened(total, parts, packs):
            yield parts, KNOWN
        elif (
            ("total" in total.cues and first.sentence == total.sentence and not inside)
            or parts in some
            or (len(parts) > FOUR and first.sentence == total.sentence)
        ):
            yield parts, BARE
        else:
            yield parts, SAID if first.sentence == total.sentence else LOOSE


def _among(total: Mention, first: Mention, packs: Packs) -> bool:
    """Whether the parts open with the total's own words: 专任教师 89 人…。专任教师中研究生 9 人."""
    said = breakdowns(packs)["among"].search(first.gap)
    if said is None:
        return False
    head = said["whole"].partition("的")[0]  # 单位就业 90 人…。单位就业的毕业生中，…
    return total.claim.measure.endswith(said["whole"]) or (len(head) > 1 and total.claim.measure.endswith(head))


def _opened(total: Mention, parts: Sequence[Mention], packs: Packs) -> bool:
    """Whether 其中, a colon or a bracket introduces the parts behind a total."""
    bracket = parts[0].bracket
    if bracket and not total.bracket:  # 省外1200人。男女比为2:1（男生…人，女生…人）: of all, not of those in front
        return parts[0].sentence == total.sentence and all(m.bracket == bracket for m in parts)
    return bracket == total.bracket and breakdowns(packs)["opens"].search(parts[0].gap) is not None


def _shares_complete(total: Mention, parts: Sequence[Mention], found: Sequence[Mention], packs: Packs) -> bool:
    """Whether each part bears a share and the shares come to 100 %."""
    if len(parts) < 2 or found[total.order + 1].role in ("share", "bracketed"):
        return False  # a total that bears a share itself may be one of the row
    if total.bracket not in (0, parts[0].bracket):
        return False
    shares: list[Mention] = []
    for part in parts:
        behind_it = found[part.order + 1] if part.order + 1 < len(found) else None
        if behind_it is None or behind_it.quantity.kind != "percent" or behind_it.role not in ("share", "bracketed"):
            return False
        shares.append(behind_it)
    of = nouns(packs).keys(*(m.base for m in shares))
    return hundred(shares) and (not of or covered(of, total.claim.keys) >= NAMED)  # 占上线人数的: not of 参考


def _brothers(total: Mention, parts: Sequence[Mention], found: Sequence[Mention], packs: Packs) -> bool:
    """Whether a figure and those behind it all bear shares that stay below 100 %: they are of one whole.

    大湾区512人，占11.61%，其中一市268人；京津冀263人，占5.97%；其余585人
    """
    shares = [found[m.order + 1] for m in (total, *parts) if m.order + 1 < len(found)]
    told = [m for m in shares if m.role in ("share", "bracketed") and m.quantity.kind == "percent"]
    planned = ready(packs.table("changes")["planned"])
    told = [m for m in told if not planned.search(m.base)]  # 完成预算的: each of its own
    own = bool(told) and told[0].order == total.order + 1
    return own and len(told) > 2 and sum((m.quantity.value for m in told), Decimal(0)) <= 100 + HUNDRED


def hundred(shares: Sequence[Mention]) -> bool:
    """Whether these are the shares of all parts: they miss 100 % by no more than their last digits account for."""
    reached = sum((m.quantity.value for m in shares), Decimal(0))
    return abs(reached - 100) <= min(HUNDRED, sum((m.quantity.step for m in shares), Decimal(0)))


def listed(found: Sequence[Mention]) -> dict[int, list[Run]]:
    """Runs that stand as columns in item lists, by the order of their total."""
    out: dict[int, list[Run]] = {}
    for total, parts, whole in columns(found):
        out.setdefault(total.order, []).append((parts, WHOLE if whole else SAID))
    return out


def reaches(total: Mention, parts: Sequence[Mention]) -> int:
    """Behind how many parts their sum is the total; 0 if never."""
    wanted, low, high = interval(total.quantity), Decimal(0), Decimal(0)
    for count, part in enumerate(parts, 1):
        own = interval(part.quantity)
        low, high = low + own.low, high + own.high
        if count >= 2 and low <= wanted.high and wanted.low <= high:
            return count
        if low > wanted.high:
            return 0
    return 0


def enumerated(total: Mention, passage: Passage, found: Sequence[Mention], packs: Packs) -> list[Mention]:
    """The figures of 一是…二是…三是… behind a total that says 共 or ends with a colon, to the end of the passage."""
    ordinal = ready(packs.table("lists")["ordinal"])
    following = [m for m in found[total.order + 1 : total.order + SPAN] if m.role in PARTS]
    marks = [m.start() for m in ordinal.finditer(passage.text, total.quantity.end)]
    if len(marks) < 2 or not following or following[0].quantity.start < marks[0]:
        return []
    announced = passage.text[: marks[0]].endswith(("：", ":"))
    sums_up = any(m.sentence == total.sentence and "total" in m.cues for m in found[: total.order + 1])
    if not (announced or sums_up) or found[total.order + 1].sentence > total.sentence + 2:
        return []
    last = following[-1].sentence if not announced else total.sentence
    parts = [m for m in following if m.quantity.unit == total.quantity.unit and m.sentence <= last]
    held = [sum(m.quantity.start > mark for mark in marks) for m in parts]
    if sorted(set(held)) != list(range(1, len(marks) + 1)):
        return []  # some item has no figure of this kind
    if not announced and not all(m.claim.keys & total.claim.keys or not m.claim.keys for m in parts):
        return []
    return parts
