"""Named rows: 教师、家长和企业的满意度分别为 A、B 和 C gives each figure of a row the name that stands in its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import Any

from vqr_check.claims.mentions import Mention
from vqr_check.claims.nouns import Nouns, nouns
from vqr_check.packs import Packs, ready
from vqr_check.packs.sought import sought


@cache
def _words(packs: Packs) -> tuple[Any, Any, Any, str]:
    table = packs.table("named_rows")
    return sought(table["listed"]), ready(table["joint"]), ready(table["beside"]), str(table["of"])


def named_rows(found: Sequence[Mention], packs: Packs) -> Iterator[Mention]:
    """The mentions of a passage, those of a row with the names that are listed in front of it as their measures.

    There must be as many names as figures. What stands behind the last name (的满意度, or 就业人数 of 升学和就业人数)
    belongs to all of them.
    """
    listed, joint, beside, of = _words(packs)
    names: dict[int, str] = {}
    for mention, behind in pairwise(found):
        open_ = mention.order not in names and not mention.bracket and behind.sentence == mention.sentence
        front = listed.search(mention.gap) if open_ else None
        if front is not None:
            row = list(_row(found, mention, beside))
            given = [name.strip() for name in joint.split(front["names"])]
            if len(given) == len(row) > 1 and all(given):
                shared = front["head"] or _shared(given, nouns(packs))
                joined = of if front["head"] else ""
                for member, name in zip(row, given, strict=True):
                    names[member.order] = name if name.endswith(shared) else name + joined + shared
    cut = nouns(packs)
    for mention in found:
        name = names.get(mention.order)
        if name is None:
            yield mention
        else:
            yield replace(mention, claim=replace(mention.claim, measure=name, keys=cut.keys(name)))


def _row(found: Sequence[Mention], first: Mention, beside: Any) -> Iterator[Mention]:
    """The figures of one kind that stand side by side from this one on, brackets behind them left out."""
    for mention in found[first.order :]:
        if mention.sentence != first.sentence or (mention is not first and not beside.fullmatch(mention.gap)):
            if mention.bracket and mention.sentence == first.sentence:
                continue
            return
        if not mention.bracket:
            if mention.quantity.kind != first.quantity.kind:
                return
            yield mention


def _shared(given: Sequence[str], cut: Nouns) -> str:
    """The noun behind the last name that belongs to all: 升学和就业「人数」; "" where each has its own."""
    last = cut.ending(given[-1])
    return "" if any(name.endswith(last) for name in given[:-1]) else last
