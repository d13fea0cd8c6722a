"""Items: what a listing holds, cut at its separators outside brackets and quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from vqr_check.record import dataclass

OPENS, CLOSES = "（(“《〈「『【", "）)”》〉」』】"
ENDS = "。\n"
MARKS = re.compile(f"[{re.escape(OPENS + CLOSES + ENDS)}]")
CLOSING = frozenset(CLOSES)
TOUCHING = ("”“", "》《", "」「")
HIDDEN = "□"  # stands for a character inside brackets or quotation marks


@dataclass(frozen=True, slots=True)
class Listing:
    """The items of a list; ``joined`` counts the 和 in the last one, each of which may part one more item."""

    items: tuple[str, ...]
    joined: int = 0

    @property
    def possible(self) -> range:
        """How many items there may be."""
        return range(len(self.items), len(self.items) + self.joined + 1)

    @property
    def likeliest(self) -> int:
        """How many there are if one 和 joins the last two."""
        return len(self.items) + (1 if self.joined else 0)


def hidden(text: str) -> str:
    """The text with all that stands in brackets or quotation marks hidden, character for character.

    A bracket that is never closed hides nothing; neither does a sentence's end inside one.
    """
    if CLOSING.isdisjoint(text):
        return text
    out: list[str] = []
    done = 0
    held: list[int] = []
    for mark in MARKS.finditer(text):
        char = mark[0]
        if char in OPENS:
            held.append(mark.start())
        elif char in ENDS:
            held.clear()
        elif held:
            start = held.pop()
            if not held:
                out += (text[done:start], HIDDEN * (mark.end() - start))
                done = mark.end()
    return "".join((*out, text[done:]))


def listing(text: str, joiner: Any) -> Listing:
    """The items of a list such as 甲（3人）、“乙、丙”和丁, in order; ``joiner`` matches what may join the last two.

    A weak joiner that stands in other items too (维修与检测、管理与服务) joins none, nor one beside a strong one
    (运用与维修和会计).
    """
    mask = hidden(text)
    spans = [span for span in _cuts(mask, text) if text[span[0] : span[1]].strip()]
    if not spans:
        return Listing(())
    items = tuple(text[start:end].strip() for start, end in spans)
    others = mask[: spans[-1][0]]
    last = mask[spans[-1][0] : spans[-1][1]]
    joins = list(joiner.finditer(last))
    strong = sum(not found["weak"] for found in joins)
    return Listing(items, strong or sum(found[0] not in others for found in joins))


def shown(text: str) -> str:
    """The text without its brackets and quotations."""
    return hidden(text).replace(HIDDEN, "")


def _cuts(mask: str, text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for at, char in enumerate(mask):
        if char == "、":
            yield start, at
            start = at + 1
        elif char == HIDDEN and at > start and text[at - 1 : at + 1] in TOUCHING:  # “青蓝”“名师”
            yield start, at
            start = at
    yield start, len(mask)
