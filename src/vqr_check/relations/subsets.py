"""At most: each figure that 其中 or a bracket with 含 introduces is no more than the figure that it is part of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from vqr_check.claims.mentions import Mention
from vqr_check.claims.nouns import nouns
from vqr_check.model import Relation
from vqr_check.packs import Packs, ready
from vqr_check.packs.sought import sought
from vqr_check.relations.context import MISPRINTED
from vqr_check.relations.partitions import named_parts
from vqr_check.relations.printed import printed_whole
from vqr_check.relations.readings import OPEN, reading, verdict

NAMED = 2  # words by which 在…中 names a figure beyond doubt
KINDS = frozenset({"level", "share"})
WORDS = ("of_which", "holds", "within", "of_these", "taken", "divides", "again")
ALIKE = 3  # characters that the names of a whole and its kinds end with
SUMS = frozenset({"total", "sum_up"})
BACK = 8  # figures in front of 其中 among which its wholes are looked for


@cache
def _words(packs: Packs) -> dict[str, Any]:
    table = packs.table("breakdowns")
    return {name: ready(table[name]) if name == "of_these" else sought(table[name]) for name in WORDS}


def subsets(found: Sequence[Mention], packs: Packs) -> Iterator[Relation]:
    """Each figure behind 其中 with the figure in front that holds it, by its unit."""
    wholes: dict[tuple[str, str], tuple[Mention, bool]] = {}
    opened: Mention | None = None
    listed = False  # 其中： holds to the end of the sentence, 其中 to the next semicolon
    of_an_age = False
    row = False  # 其中甲 3 人、乙 4 人: what stands side by side is all of the same whole
    seen: list[Mention] = []
    for mention in found:
        if mention.quantity.kind == "age":  # 其中 65 周岁及以上 20056 人
            of_an_age = _words(packs)["of_which"].search(mention.gap) is not None
            continue
        if opened is not None and _ended(mention, opened, seen[-1], listed):
            opened = None
        if mention.role not in KINDS or mention.quantity.upper is not None or printed_whole(mention, found, packs):
            continue
        introduced = bool(seen) and (of_an_age or _introduces(mention, seen[-1], packs))
        of_an_age = introduced and _criterion(mention)  # 其中日产 5000 吨以上的 13 座
        if of_an_age:
            continue
        if introduced and mention.sentence <= seen[-1].sentence + 1:
            opened, wholes = mention, _wholes(mention, seen, packs)
            listed = mention.separator == "：" or "其中：" in mention.gap or mention.gap.rstrip().endswith(("：", ":"))
        if seen and mention.role == "level":
            whole = _within(mention, seen, found[mention.order - 1], packs)
            if whole is not None:
                yield reading("subset", "0.9", "within", part=mention.claim, whole=whole.claim).relation
        if opened is not None:
            row = mention is opened or (row and _beside(mention, seen[-1], packs))
            yield from _held(mention, opened, wholes, row, seen)
        seen.append(mention)


def _within(mention: Mention, seen: Sequence[Mention], before: Mention, packs: Packs) -> Mention | None:
    """The figure that 在…中 names, or of which the words take some: 在某类项目中…的 N 元 · 29 个行业中 20 个行业."""
    words, last = _words(packs), seen[-1]
    if mention.quantity.unit == "" or mention.quantity.hedge:
        return None
    if words["taken"].search(before.before + before.quantity.literal + mention.gap):  # 过半 and 一项 are figures
        return next((m for m in reversed(seen) if _level_of(m, mention) and m.sentence == mention.sentence), None)
    if words["divides"].search(mention.gap) and mention.sentence == last.sentence + 1:
        totals = [m for m in seen if m.sentence == last.sentence and _level_of(m, mention) and not m.bracket]
        return totals[0] if len(totals) == 1 and _ending(totals[0], mention) >= ALIKE else None
    these = words["of_these"].fullmatch(mention.gap)
    if these is not None and last.role == "level" and last.quantity.unit == mention.quantity.unit:
        return last if mention.after.startswith(these["noun"]) or mention.after[:1] in ("", "，", "。") else None
    again = words["again"].search(mention.gap)
    if again is not None:  # 转学 9 人、退学 12 人，…。退学的学生中又有 5 人
        said_of = [m for m in seen[-BACK:] if _level_of(m, mention) and len(m.claim.measure) > 1]
        named = [m for m in said_of if again["whole"].startswith(m.claim.measure)]
        return named[0] if len(named) == 1 else None
    said = words["within"].search(mention.gap)
    wanted = nouns(packs).keys(said["whole"]) if said is not None else frozenset()
    if len(wanted) < NAMED:
        return None
    named = [
        m
        for m in seen[-BACK:]
        if m.role == "level" and m.quantity.unit == mention.quantity.unit and wanted <= m.claim.keys
    ]
    return named[0] if len(named) == 1 else None


def _beside(mention: Mention, last: Mention, packs: Packs) -> bool:
    """Whether a figure stands in one row with the last: 甲 3 人、乙 4 人, or parts of one known breakdown."""
    if mention.order != last.order + 1 or mention.separator not in ("、", "，"):
        return False
    return mention.separator == "、" or _of_one_kind(mention, last, packs)


def _of_one_kind(one: Mention, other: Mention, packs: Packs) -> bool:
    """Whether the packs know two figures as different parts of one breakdown: 男性 and 女性."""
    first, second = named_parts(one, packs), named_parts(other, packs)
    return not first & second and bool({number for number, _ in first} & {number for number, _ in second})


def _criterion(mention: Mention) -> bool:
    """Whether a figure only says which of them are meant: 5000 吨以上的."""
    return mention.quantity.hedge in OPEN and mention.after.lstrip("以及上下者").startswith("的")


def _level_of(mention: Mention, part: Mention) -> bool:
    return mention.role == "level" and mention.quantity.unit == part.quantity.unit


def _ending(one: Mention, other: Mention) -> int:
    """How many characters the names of two figures end with alike."""
    pairs = zip(reversed(one.claim.measure), reversed(other.claim.measure), strict=False)
    return next((k for k, (a, b) in enumerate(pairs) if a != b), min(len(one.claim.measure), len(other.claim.measure)))


def _introduces(mention: Mention, last: Mention, packs: Packs) -> bool:
    """Whether 其中 stands in front of a figure, or the bracket in which it stands opens with 含."""
    words = _words(packs)
    if words["of_which"].search(mention.gap):
        return True
    return mention.bracket not in (0, last.bracket) and words["holds"].search(mention.gap) is not None


def _ended(mention: Mention, opened: Mention, last: Mention, listed: bool) -> bool:
    """Whether what 其中 introduced is over."""
    if mention.bracket != opened.bracket:
        return True
    if mention.sentence > last.sentence + 1 or mention.separator in ("。", "\n"):
        return True
    return mention.separator == "；" and not listed


def _wholes(opened: Mention, seen: Sequence[Mention], packs: Packs) -> dict[tuple[str, str], tuple[Mention, bool]]:
    """For each role and unit the nearest figure in front of 其中, and whether it is the one that 其中 is about."""
    out: dict[tuple[str, str], tuple[Mention, bool]] = {}
    last = seen[-1]
    nearest = next((m for m in reversed(seen) if m.role == "level" and m.sentence == last.sentence), None)
    apart = opened.sentence != last.sentence
    shared: set[tuple[str, str]] = set()
    for mention in reversed(seen[-BACK:]):
        if mention.sentence != last.sentence:
            break
        if mention.bracket and mention.bracket != opened.bracket:
            continue
        key = (mention.role, mention.quantity.unit)
        if key in out:
            if not apart and _of_one_kind(out[key][0], mention, packs):
                shared.add(key)  # 男性 31 人，女性 29 人，其中农村 36 人: of both
            if apart:  # a new sentence may be about any of them
                out[key] = (max(out[key][0], mention, key=lambda m: m.quantity.value), False)
            continue
        out[key] = (mention, mention is nearest)
    return {key: whole for key, whole in out.items() if key not in shared}


def _held(
    mention: Mention,
    opened: Mention,
    wholes: dict[tuple[str, str], tuple[Mention, bool]],
    in_row: bool,
    seen: Sequence[Mention],
) -> Iterator[Relation]:
    whole, direct = wholes.get((mention.role, mention.quantity.unit), (None, False))
    if whole is not None and not mention.bracket and mention.quantity.value * MISPRINTED > whole.quantity.value:
        return  # 在编教职工170人，外聘教师10人，其中本科144人 is of another figure
    if mention is not opened and mention.cues & SUMS:
        return  # 其中国家级 2 项、省级 7 项，校级另计，共 31 项
    if whole is None and mention is opened and mention.bracket:  # 0.39 万（含… 0.10 万元）
        whole, direct = wholes.get((mention.role, ""), (None, False))
        direct = direct and whole is not None and whole.quantity.scaled and mention.quantity.scaled
    if whole is None or not mention.quantity.unit:
        return
    held = reading("subset", "0.9", "of_which", part=mention.claim, whole=whole.claim).relation
    if mention.role == "share":
        first, same = wholes.get(("level", opened.quantity.unit), (None, False))
        sure = mention.base == whole.base != "" and first is not None and same and mention.order <= opened.order + 1
        if (
            sure and first is not None and whole.order == first.order + 1
        ):  # 甲 N 人，占 P；其中乙 n 人，占 p: both of the same whole
            yield held
        return
    kin = bool(mention.claim.keys & whole.claim.keys)
    if verdict(held) == "contradicted" and _elsewhere(mention, opened, whole, seen, kin):
        return
    sure = (
        (mention is opened and direct)
        or (kin and (direct or mention is opened) and mention.separator != "；")  # which may open another matter
        or _parallel(mention, opened, wholes)
        or (direct and in_row and opened.quantity.value <= whole.quantity.value)
    )
    if sure or verdict(held) == "agreed":
        yield held


def _elsewhere(mention: Mention, opened: Mention, whole: Mention, seen: Sequence[Mention], kin: bool) -> bool:
    """Whether a figure is rather part of another one than of the nearest, which is smaller.

    专业58个，涵盖6个学科门类，其中工学专业31个 is of the 58 that count the same; what begins a sentence with 其中
    may be of anything in front, or of several figures together.
    """
    others = [m for m in seen if m.order < opened.order and m.sentence == whole.sentence and _level_of(m, mention)]
    if opened.sentence != whole.sentence:
        return not kin or len([m for m in others if m.claim.keys & mention.claim.keys]) > 1
    if kin:
        return False
    return any(m.quantity.value >= mention.quantity.value and m.claim.keys & mention.claim.keys for m in others)


def _parallel(mention: Mention, opened: Mention, wholes: dict[tuple[str, str], tuple[Mention, bool]]) -> bool:
    """Whether the figures behind 其中 repeat the units of a row in front of it: 2批次、26人次，其中外宾0批次、0人次."""
    first = wholes.get(("level", opened.quantity.unit))
    whole = wholes.get(("level", mention.quantity.unit))
    if first is None or whole is None:
        return False
    shift = mention.order - opened.order
    return (
        whole[0].order - first[0].order == shift
        and (shift > 0 or whole[0].order < opened.order - 1)
        and (mention.claim.measure == opened.claim.measure or bool(opened.claim.keys & first[0].claim.keys))
    )
