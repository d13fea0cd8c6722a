"""Openers: the group that a clause or sentence opens with, of which shares follow: 在219名教师里，… · 教师中，…."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from typing import Any

from vqr_check.claims.mentions import Mention
from vqr_check.model import Claim
from vqr_check.packs import Packs, ready
from vqr_check.relations.context import LEVELS, Surroundings, close_kind, sentence_start
from vqr_check.relations.heads import heads
from vqr_check.relations.past import Past
from vqr_check.relations.rates import known, standing

BACK = 60  # figures in front of a share among which one that opens a sentence is looked for
COUNTED, TOPIC, EVERYONE = map(Decimal, ("0.94", "0.86", "0.88"))  # in this sentence · in one before · all there are
ELSEWHERE = Decimal("0.84")  # where the name of the group is all that the two places share …
APART = 2  # … and its share would be so many times as large
PATTERNS = ("counted", "named", "stop", "everyone")


@cache
def _words(packs: Packs) -> dict[str, Any]:
    return {name: ready(packs.table("openers")[name]) for name in PATTERNS}


def opened(
    mention: Mention, part: Mention, found: Sequence[Mention], around: Surroundings, packs: Packs
) -> Iterator[tuple[Claim, Decimal]]:
    """The wholes of a share that names none: the group in front of its part, as a figure or by its name."""
    if mention.role != "share" or mention.base or mention.bracket:
        return
    words, start = _words(packs), sentence_start(found, part.order)
    for k in range(part.order, start - 1, -1):
        other = found[k]
        if k < part.order and _counts(other, words):
            yield other.claim, COUNTED
            return
        name = _named(other, words)
        if name:
            wanted = around.nouns.keys(name)
            yield from standing(wanted, part, found)
            for claim, support in known(wanted, part.claim, around):
                yield claim, support if _alike(mention, part, claim) else min(support, ELSEWHERE)
            return
    for k in range(start - 1, max(-1, part.order - BACK), -1):
        other = found[k]
        if _counts(other, words) and sentence_start(found, k) == k:
            yield other.claim, TOPIC
            return


def _alike(mention: Mention, part: Mention, whole: Claim) -> bool:
    """Whether a share of a whole that stands elsewhere is about what is printed: else another group is meant."""
    meant = whole.quantity.value * mention.quantity.value / 100
    return meant / APART <= part.quantity.value <= meant * APART


def has_opener(part: Mention, found: Sequence[Mention], packs: Packs) -> bool:
    """Whether the sentence of a figure opens with a group, counted or named."""
    words, start = _words(packs), sentence_start(found, part.order)
    row = found[start : part.order + 1]
    return any((m is not part and _counts(m, words)) or _named(m, words) for m in row)


def _counts(mention: Mention, words: dict[str, Any]) -> bool:
    """Whether a figure opens what is said of some of those it counts: 在219名专任教师里 · 直接就业的378人中."""
    return mention.role in LEVELS and words["counted"].match(mention.after) is not None


def _named(mention: Mention, words: dict[str, Any]) -> str:
    """The name of the group that opens what stands in front of a figure: 专任教师 of 专任教师中，高级职称的有63人."""
    text = words["stop"].split(mention.gap)[-1]
    named = [*words["named"].finditer(text)]
    return named[-1]["whole"] if named else ""


def everyone(
    mention: Mention, part: Claim, around: Surroundings, past: Past, packs: Packs
) -> Iterator[tuple[Claim, Decimal]]:
    """The whole of 占学生总数的: how many of them there are in all, where the document knows but one number."""
    said = _words(packs)["everyone"].fullmatch(mention.base) if mention.role == "share" and mention.base else None
    if said is None:
        return
    names = packs.table("openers")["names"]
    group = next(names[name] for name, text in said.groupdict().items() if text)
    all_ = [claim for claim in heads(group, part, around, past) if close_kind(claim, part)]
    if len(all_) == 1:
        yield all_[0], EVERYONE
