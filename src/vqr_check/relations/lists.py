"""How many are listed against how many are said, as in 九个专业：…、…；…、…等7个部门；三个方面：一是…二是…三是…."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import regex

from vqr_check.claims.mentions import Mention
from vqr_check.claims.passages import Passage
from vqr_check.model import Relation
from vqr_check.packs import Packs

BRACKETED = regex.compile(r"（[^（）]*）|\([^()]*\)")
QUOTED = regex.compile(r"“[^”]*”|《[^》]*》")


@dataclass(frozen=True, slots=True)
class _Words:
    counters: frozenset[str]
    ahead: Any  # between the number and its list behind it
    stop: Any  # where a list ends
    opens: Any  # what opens a list in front of its number
    etc: Any  # 等 at the end of a list
    some: Any  # what says outright that a list names only some: 等多个领域
    last: Any  # 和 before the last item
    ordinal: Any  # 一是, 二是…
    noun: Any  # what a counter counts
    sums_up: Any  # 共计 in front of the figure
    promise: Any  # nouns that announce 一是…二是…: 方面, 措施
    digits: str


@cache
def _words(packs: Packs) -> _Words:
    words = packs.table("lists")
    return _Words(
        frozenset(words["counters"]),
        regex.compile(words["ahead"]),
        regex.compile(words["stop"]),
        regex.compile(words["opens"]),
        regex.compile(words["etc"]),
        regex.compile(words["some"]),
        regex.compile(words["last"]),
        regex.compile(words["ordinal"]),
        regex.compile(words["noun"]),
        regex.compile(words["sums_up"]),
        regex.compile(words["promise"]),
        words["digits"],
    )


def counts(passage: Passage, found: Sequence[Mention], packs: Packs) -> Iterator[Relation]:
    """The counts of one passage that a list beside them bears out or contradicts."""
    words = _words(packs)
    for mention in found:
        quantity = mention.quantity
        if quantity.kind != "count" or quantity.hedge or quantity.step != 1 or quantity.unit not in words.counters:
            continue
        if not 2 <= quantity.value <= 60:
            continue
        relation = (
            _listed_behind(mention, passage.text, words)
            or _listed_ahead(mention, found, passage.text, words)
            or _enumerated(mention, passage.text, words)
        )
        if relation is not None:
            yield relation


def _listed_behind(mention: Mention, text: str, words: _Words) -> Relation | None:
    """N 个专业：甲、乙和丙。 · N 个（甲、乙）"""
    ahead = words.ahead.match(text, mention.quantity.end)
    if ahead is None:
        return None
    rest = text[ahead.end() :]
    if ahead["open"]:
        end = rest.find("）") if "）" in rest else rest.find(")")
        if end < 0:
            return None
        listing = rest[:end]
    else:
        listing = _without_brackets(rest)
        stop = words.stop.search(listing)
        listing = listing[: stop.start()] if stop else listing
    return _counted(mention, listing, bool(words.etc.search(listing)), words, "behind")


def _listed_ahead(mention: Mention, found: Sequence[Mention], text: str, words: _Words) -> Relation | None:
    """甲、乙、丙等 N 个 · 甲、乙、丙 N 类"""
    reached = found[mention.order - 1].quantity.end if mention.order else 0
    front = _without_brackets(text[max(reached, mention.quantity.start - 400) : mention.quantity.start])
    if not words.noun.match(mention.after) and not words.etc.search(front) and not words.sums_up.search(front):
        return None  # 一等奖、二等奖3个: the figure is the last item's own
    etc = words.etc.search(front)
    listing = front[: etc.start()] if etc else front
    opened = [m.end() for m in words.opens.finditer(listing)]
    listing = listing[opened[-1] :] if opened else listing
    if "、" not in listing:
        return None
    return _counted(mention, listing, etc is not None, words, "ahead")


def _counted(mention: Mention, listing: str, etc: bool, words: _Words, source: str) -> Relation | None:
    items = [item.strip() for item in listing.strip(" 、，。；：").split("、")]
    if len(items) < 2 or any(len(item) > 40 or not item for item in items):
        return None
    said = int(mention.quantity.value)
    joined = words.last.findall(_outside_quotes(items[-1]))
    possible = range(len(items), len(items) + len(joined) + 1)
    if said in possible:
        return _relation(mention, said, items, source)
    if words.some.search(listing):
        return None
    if etc and said > len(items) + len(joined) + (1 if len(items) >= 5 else 0):
        return None  # 等 leaves some out
    if any(char in "，。；" for char in listing):
        return None
    nearest = min(possible, key=lambda n: abs(n - said))
    if abs(nearest - said) > 3 and nearest < said * 2:
        return None  # another list, or one that names only some
    return _relation(mention, nearest, items, source, strength_explicit=not etc and len(joined) == 0)


def _enumerated(mention: Mention, text: str, words: _Words) -> Relation | None:
    """N 个方面：一是…；二是…；三是…"""
    if not words.promise.match(text, mention.quantity.end):
        return None
    reached = 0
    for found in words.ordinal.finditer(text, mention.quantity.end):
        number = words.digits.index(found["n"]) + 1
        if number != reached + 1:
            break
        reached = number
    if reached < 2:
        return None
    return _relation(mention, reached, [words.digits[k] + "是" for k in range(reached)], "enumerated")


def _relation(
    mention: Mention, items: int, listed: Sequence[str], source: str, strength_explicit: bool = True
) -> Relation:
    return Relation(
        "count",
        (("n", mention.claim),),
        strength="explicit" if strength_explicit else "likely",
        source=source,
        items=items,
        listed=tuple(listed),
    )


def _without_brackets(text: str) -> str:
    return str(BRACKETED.sub("", text))


def _outside_quotes(text: str) -> str:
    return str(QUOTED.sub("", text))
