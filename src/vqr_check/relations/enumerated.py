"""Points that are announced with their number and then numbered one by one: 三个方面：一是…；二是…；三是…."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from vqr_check.claims import Statements
from vqr_check.claims.mentions import Mention
from vqr_check.claims.passages import Passage
from vqr_check.model import Relation, Strength
from vqr_check.packs import Packs, compiled
from vqr_check.relations.lists import countable

CLOSE = 40  # characters between the announcement and the end of its paragraph, when the points are paragraphs
WITHIN = 400  # characters from the announcement to the first point
PARAGRAPHS = 120  # paragraphs in which the points are looked for
HEAD = 12  # characters at the head of a paragraph that may hold its number


@cache
def _words(packs: Packs) -> tuple[Any, tuple[Any, ...], frozenset[str], tuple[str, str]]:
    words = packs.table("lists")
    kinds = tuple(compiled(pattern, {}) for pattern in words["ordinals"])
    return compiled(words["promise"], {}), kinds, frozenset(words["counters"]), (words["digits"], words["circled"])


def enumerated(statements: Statements, packs: Packs) -> Iterator[Relation]:
    """The announced numbers of points, in a paragraph or over the paragraphs behind it."""
    promise, _, counters, _ = _words(packs)
    for number, (passage, found) in enumerate(zip(statements.passages, statements.mentions, strict=True)):
        for mention in found:
            if countable(mention, counters) and promise.match(passage.text, mention.quantity.end):
                relation = _points(mention, passage, statements.passages[number + 1 : number + 1 + PARAGRAPHS], packs)
                if relation is not None:
                    yield relation


def _points(mention: Mention, passage: Passage, behind: Sequence[Passage], packs: Packs) -> Relation | None:
    _, kinds, _, digits = _words(packs)
    end = mention.quantity.end
    first = [
        (found.start(), kind)
        for kind in kinds
        if (found := kind.search(passage.text, end, end + WITHIN)) is not None and _number(found["n"], digits) == 1
    ]
    reached: list[str] = []
    if first:
        kind = min(first, key=lambda pair: pair[0])[1]
        for found in kind.finditer(passage.text, end):
            if _number(found["n"], digits) != len(reached) + 1:
                break
            reached.append(found[0])
    elif len(passage.text) - end > CLOSE or not behind or passage.text.rstrip()[-1:] not in "：:":
        return None
    else:
        head = _head(behind[0])
        opened = next((k for k in kinds if (m := k.match(head)) and _number(m["n"], digits) == 1), None)
        if opened is None:
            return None
        kind = opened
    level = 0
    for other in behind:
        block = other.blocks[0]
        marked = kind.match(_head(other))
        if marked is None:
            if block.kind == "heading" and (first or (level and block.level <= level)):
                break  # another chapter
            continue
        if _number(marked["n"], digits) != len(reached) + 1:
            break
        reached.append(marked[0])
        level = block.level
    said = int(mention.quantity.value)
    if len(reached) < 2 or (said == 1 and len(reached) < 3):
        return None
    strength: Strength = "explicit" if abs(said - len(reached)) <= 3 and said > 1 else "likely"
    return Relation("count", (("n", mention.claim),), 1, strength, "enumerated", len(reached), tuple(reached))


def _head(passage: Passage) -> str:
    return (passage.blocks[0].label + passage.text.lstrip()[:HEAD]).strip()


def _number(sign: str, digits: tuple[str, str]) -> int:
    """What a point's number is: 三, 十二, 3, ③."""
    if sign.isdecimal():
        return int(sign)
    if sign in digits[1]:
        return digits[1].index(sign) + 1
    tens, ten, units = sign.rpartition(digits[0][9])
    if not ten:
        return digits[0].index(sign) + 1
    return (digits[0].index(tens) + 1 if tens else 1) * 10 + (digits[0].index(units) + 1 if units else 0)
