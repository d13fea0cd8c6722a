"""The runs of figures that may be all the parts of a total, each with how surely the words say so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from itertools import combinations
from typing import Any

import regex

from vqr_check.arithmetic import Interval, interval
from vqr_check.claims.mentions import Mention
from vqr_check.claims.passages import Passage
from vqr_check.packs import Packs
from vqr_check.relations.context import close_kind

PARTS = frozenset({"level", "mean"})
Run = tuple[Sequence[Mention], Decimal]
SPAN = 40  # mentions behind a total among which its parts are looked for
COMPOSED, KNOWN, DIVIDED = Decimal("0.9"), Decimal("0.92"), Decimal("0.75")  # 236人：… · 男、女 · 分行业看
SAID, SUMMED, LINES, LOOSE, GUESS = map(Decimal, ("0.7", "0.6", "0.7", "0.5", "0.4"))
EXCEEDS = Decimal("0.1")  # parts that come to more than their total are surer to be wrong
FEW = 8  # figures of which 两项合计 may take some


@cache
def breakdowns(packs: Packs) -> dict[str, Any]:
    """The patterns of ``[breakdowns]``, compiled."""
    return {name: regex.compile(text) for name, text in packs.table("breakdowns").items()}


def ahead(total: Mention, found: Sequence[Mention], packs: Packs) -> Iterator[Run]:
    """Runs behind a total, the likeliest first."""
    following: list[Mention] = []
    for other in found[total.order + 1 : total.order + SPAN]:
        if "sum_up" in other.cues and close_kind(other.claim, total.claim) and following:
            break
        if other.role in PARTS and close_kind(other.claim, total.claim):
            following.append(other)
    kinds = [[m for m in following if m.quantity.unit == total.quantity.unit]]
    if len(kinds[0]) != len(following):
        kinds.append(following)
    for same in kinds:
        if len(same) < 2:
            continue
        near = _near(total, same)
        flat = _unnested(near)
        yield flat, _complete(total, flat, packs)
        if len(flat) != len(near):
            yield near, LOOSE
        heads = _heads(near)
        yield heads, DIVIDED if _known(heads, packs) else LOOSE
        lines = _lines(total, same)
        yield lines, DIVIDED if _known(lines, packs) else LINES
        for divided in _divided(total, same, packs):
            yield divided, DIVIDED
        for run in (near, same):
            upto = _reaches(total, run)
            if upto:
                yield run[:upto], GUESS


def _near(total: Mention, same: Sequence[Mention]) -> list[Mention]:
    """The figures in the sentence of a total, or in the next one when that opens with 其中."""
    here = [m for m in same if m.sentence == total.sentence]
    if not here and "其中" in same[0].gap and same[0].sentence <= total.sentence + 1:
        here = [m for m in same if m.sentence == same[0].sentence]
    return here


def _unnested(parts: Sequence[Mention]) -> list[Mention]:
    """The parts without those that a second 其中 puts under one of them."""
    out: list[Mention] = []
    inner = False
    for k, part in enumerate(parts):
        if k and "其中" in part.gap:
            inner = True
        elif part.separator in ("；", "。", "\n"):
            inner = False
        if not inner:
            out.append(part)
    return out


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


def _divided(total: Mention, same: Sequence[Mention], packs: Packs) -> Iterator[list[Mention]]:
    """Figures behind 分行业看, 按…划分: to the end of that sentence."""
    cue = breakdowns(packs)["divides"]
    for k, part in enumerate(same):
        if cue.search(part.gap):
            yield _unnested([m for m in same[k:] if m.sentence == part.sentence])
        if k or part.sentence > total.sentence + 1:
            return


def _complete(total: Mention, parts: Sequence[Mention], packs: Packs) -> Decimal:
    """How surely these are all the parts of the total."""
    if len(parts) < 2:
        return Decimal(0)
    if _known(parts, packs):
        return KNOWN if parts[0].order == total.order + 1 else SAID
    over = sum(m.quantity.value for m in parts) > total.quantity.value
    if parts[0].separator == "：" and "其中" not in parts[0].gap and parts[0].order == total.order + 1:
        return COMPOSED
    if "其中" in parts[0].gap or "each" in parts[0].cues or parts[0].separator == "：":
        return SAID + EXCEEDS if over else SAID
    return LOOSE


def _known(parts: Sequence[Mention], packs: Packs) -> bool:
    """Whether the packs know the parts' words as a complete breakdown: 男、女; 城镇、农村."""
    for entry in packs.entries("partition"):
        names = entry["parts"]
        if len(names) == len(parts) and all(
            any(word in part.gap[-24:] or word in part.after[:8] for word in words)
            for part, words in zip(parts, names, strict=True)
        ):
            return True
    return False


def _reaches(total: Mention, parts: Sequence[Mention]) -> int:
    """Behind how many parts their sum is the total; 0 if never."""
    wanted, reached = interval(total.quantity), Interval(Decimal(0), Decimal(0))
    for count, part in enumerate(parts, 1):
        reached = reached + interval(part.quantity)
        if count >= 2 and reached.meets(wanted):
            return count
        if reached.low > wanted.high:
            return 0
    return 0


def behind(total: Mention, found: Sequence[Mention]) -> Iterator[Run]:
    """Runs in front of a total that says 合计, 共计, 相加."""
    if "sum_up" not in total.cues and "total" not in total.cues:
        return
    before = [
        m
        for m in found[max(0, total.order - SPAN) : total.order]
        if m.role in PARTS and m.quantity.unit == total.quantity.unit and m.sentence == total.sentence
    ]
    near = before[::-1]
    upto = _reaches(total, near)
    if upto:
        yield near[:upto][::-1], GUESS
    yield before, SUMMED if "sum_up" in total.cues else GUESS


def counted(total: Mention, passage: Passage, found: Sequence[Mention], packs: Packs) -> Iterator[Run]:
    """两项合计, 前两段合起来, 机电、汽车两部相加: so many of the figures in front, by their place or their names."""
    said = breakdowns(packs)["counted"].search(passage.text[max(0, total.quantity.start - 24) : total.quantity.start])
    if said is None:
        return
    many = "一两三四五六".index(said["n"].replace("二", "两")) + 1
    before = [
        m
        for m in found[max(0, total.order - SPAN) : total.order]
        if m.role in PARTS and close_kind(m.claim, total.claim) and m.sentence >= total.sentence - 1
    ][-FEW:]
    if len(before) < many:
        return
    yield before[-many:], SAID
    yield before[:many], LOOSE
    for some in combinations(before, many):
        if _reaches(total, some) == many:
            yield some, GUESS
            return


def enumerated(total: Mention, passage: Passage, found: Sequence[Mention], packs: Packs) -> list[Mention]:
    """The figures of 一是…二是…三是… behind a total that says 共 or ends with a colon, to the end of the passage."""
    ordinal = regex.compile(packs.table("lists")["ordinal"])
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
