"""At most: each figure that 其中 or a bracket with 含 introduces is no more than the figure that it is part of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

import regex

from vqr_check.claims.mentions import Mention
from vqr_check.model import Relation
from vqr_check.packs import Packs
from vqr_check.relations.readings import reading, verdict

KINDS = frozenset({"level", "share"})
BACK = 8  # figures in front of 其中 among which its wholes are looked for


@cache
def _words(packs: Packs) -> dict[str, Any]:
    return {name: regex.compile(packs.table("breakdowns")[name]) for name in ("of_which", "holds")}


def subsets(found: Sequence[Mention], packs: Packs) -> Iterator[Relation]:
    """Each figure behind 其中 with the figure in front that holds it, by its unit."""
    wholes: dict[tuple[str, str], tuple[Mention, bool]] = {}
    opened: Mention | None = None
    listed = False  # 其中： holds to the end of the sentence, 其中 to the next semicolon
    seen: list[Mention] = []
    for mention in found:
        if mention.role not in KINDS or mention.quantity.upper is not None:
            continue
        if opened is not None and _ended(mention, opened, seen[-1], listed):
            opened = None
        if seen and _introduces(mention, seen[-1], packs) and mention.sentence <= seen[-1].sentence + 1:
            opened, wholes = mention, _wholes(mention, seen)
            listed = mention.separator == "：" or "其中：" in mention.gap or mention.gap.rstrip().endswith(("：", ":"))
        if opened is not None:
            yield from _held(mention, opened, wholes)
        seen.append(mention)


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


def _wholes(opened: Mention, seen: Sequence[Mention]) -> dict[tuple[str, str], tuple[Mention, bool]]:
    """For each role and unit the nearest figure in front of 其中, and whether it is the one that 其中 is about."""
    out: dict[tuple[str, str], tuple[Mention, bool]] = {}
    last = seen[-1]
    nearest = next((m for m in reversed(seen) if m.role == "level" and m.sentence == last.sentence), None)
    apart = opened.sentence != last.sentence
    for mention in reversed(seen[-BACK:]):
        if mention.sentence != last.sentence or (mention.bracket and mention.bracket != opened.bracket):
            break
        key = (mention.role, mention.quantity.unit)
        if key in out:
            if apart:  # a new sentence may be about any of them
                out[key] = (out[key][0], False)
            continue
        out[key] = (mention, mention is nearest)
    return out


def _held(mention: Mention, opened: Mention, wholes: dict[tuple[str, str], tuple[Mention, bool]]) -> Iterator[Relation]:
    whole, direct = wholes.get((mention.role, mention.quantity.unit), (None, False))
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
    sure = (
        (mention is opened and direct) or (kin and (direct or mention is opened)) or _parallel(mention, opened, wholes)
    )
    if sure or verdict(held) == "agreed":
        yield held


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
