"""Ranks in running text: 排名前三的…为甲（…）、乙（…）, 从高到低, and 最多、其次、最少 with the figures they rank."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from vqr_check.claims.mentions import Mention
from vqr_check.claims.passages import Passage
from vqr_check.model import Relation, Strength
from vqr_check.packs import Packs, compiled
from vqr_check.record import dataclass
from vqr_check.relations.context import LEVELS
from vqr_check.relations.items import hidden
from vqr_check.relations.limits import LEADING
from vqr_check.relations.lists import countable

PERCENT = frozenset({"percent", "permille"})
CLAUSE = "，,；;。：:！？\n"
NEAR = 60  # characters between one ranked figure and the next
LEAD = 24  # characters in front of a cue that may name what is ranked
REACH = 2000  # characters behind a cue in which its list ends
SLIP = 2  # a number of ranked things that is further off counts other things


@dataclass(frozen=True, slots=True)
class _Words:
    rated: Any
    link: Any
    share: Any
    ends: Any
    apart: Any
    top: Any
    second: Any
    bottom: Any
    of: Any
    loose: Any


@cache
def _words(packs: Packs) -> tuple[_Words, tuple[tuple[Any, int], ...], frozenset[str]]:
    words = packs.table("ranks")
    orders = tuple((compiled(e["cue"], e), e["direction"]) for e in packs.entries("order") if e["over"] == "listed")
    patterns = {name: compiled(words[name], {}) for name in _Words.__dataclass_fields__}
    return _Words(**patterns), orders, frozenset(packs.table("lists")["counters"])


def ranks(passage: Passage, found: Sequence[Mention], packs: Packs) -> Iterator[Relation]:
    """The stated orders of one passage, with the figures that stand in them."""
    words, orders, counters = _words(packs)
    if len(found) < 2:
        return
    for cue, direction in orders:
        for said in cue.finditer(passage.text):
            for items in _listed(passage.text, said.start(), said.end(), found, words):
                if len(items) > 2 or not words.loose.search(said[0]):
                    yield _rank(items, direction, "listed")
    yield from _superlatives(passage.text, found, words, counters)


def _rank(items: Sequence[Mention], direction: int, source: str, strength: Strength = "explicit") -> Relation:
    return Relation("rank", tuple(("item", m.claim) for m in items), direction, strength, source)


# ---- lists that are said to be in order ---------------------------------------------------


def _listed(text: str, start: int, end: int, found: Sequence[Mention], words: _Words) -> Iterator[list[Mention]]:
    link = words.link.match(text, end)
    if link is None:
        return
    limit = min(len(text), link.end() + REACH)
    over = words.ends.search(text, link.end(), limit)
    stop = over.start() if over else limit
    begin = bisect_left(found, link.end(), key=lambda m: m.quantity.start)
    row = found[begin : bisect_left(found, stop, key=lambda m: m.quantity.start)]
    if len(row) < 2 or row[0].quantity.start - link.end() > NEAR:
        return
    lead = text[max(0, start - LEAD) : start]
    clause = lead[max(lead.rfind(mark) for mark in CLAUSE) + 1 :]
    rated = words.rated.search(clause + text[start : link.end()]) is not None
    rated = rated or all(m.quantity.kind in PERCENT for m in row)
    if row[0].bracket:
        yield from _in_brackets(row, rated, words)
        return
    items = _in_line(row, rated, words)
    if len(items) > 2:
        yield items


def _in_brackets(row: Sequence[Mention], rated: bool, words: _Words) -> Iterator[list[Mention]]:
    """甲（33人，占比1%）、乙（27人，占比0.8%）: the figures that the words rank, and shares beside them."""
    groups: list[list[Mention]] = []
    for mention in row:
        if not mention.bracket:
            break
        if groups and groups[-1][0].bracket == mention.bracket:
            groups[-1].append(mention)
        elif groups and any(mark in mention.gap for mark in "；;"):
            break
        else:
            groups.append([mention])
    percents = [[m for m in group if m.quantity.kind in PERCENT] for group in groups]
    levels = [
        [m for m in group if m.role in LEVELS and m.quantity.unit == groups[0][0].quantity.unit] for group in groups
    ]
    if len(groups) < 2:
        return
    if rated:
        if all(percents):
            yield [group[0] for group in percents]
    elif all(levels):
        yield [group[0] for group in levels]
        if all(
            len(p) == len(n) == 1 and words.share.search(p[0].before) for p, n in zip(percents, levels, strict=True)
        ):
            yield [group[0] for group in percents]


def _in_line(row: Sequence[Mention], rated: bool, words: _Words) -> list[Mention]:
    """教师96.2%、学生95.8%、家长94.1%: figures of one kind, one behind the other."""
    first = next((m for m in row if (m.quantity.kind in PERCENT) == rated and (rated or m.role in LEVELS)), None)
    if first is None:
        return []
    out = [first]
    for mention in row[row.index(first) + 1 :]:
        if mention.bracket != first.bracket or mention.quantity.unit != first.quantity.unit:
            continue
        between = mention.gap if mention.order == out[-1].order + 1 else mention.before
        parted = mention.separator in ("；", "\n") and len(out) > 2 and out[1].separator not in ("；", "\n")
        if mention.role != first.role or len(between) > NEAR or parted or words.apart.search(between):
            break
        out.append(mention)
    return out


# ---- the most, the next, the least --------------------------------------------------------


def _superlatives(text: str, found: Sequence[Mention], words: _Words, counters: frozenset[str]) -> Iterator[Relation]:
    mask, ends, at = "", [0], 0
    while at < len(found):
        rest = at
        while rest < len(found) and found[rest].sentence == found[at].sentence:
            rest += 1
        row = found[at:rest]
        if len(row) > 1:
            if not mask:
                mask = hidden(text)
                ends = [0, *(k + 1 for k, char in enumerate(mask) if char in "。！？\n"), len(mask)]
            begin = ends[bisect_right(ends, row[0].quantity.start) - 1]
            over = ends[bisect_left(ends, row[-1].quantity.end)]
            yield from _extremes(mask, begin, over, row, words, counters)
        at = rest


def _extremes(
    mask: str, begin: int, over: int, row: Sequence[Mention], words: _Words, counters: frozenset[str]
) -> Iterator[Relation]:
    cues = [
        (name, [m.span() for m in pattern.finditer(mask, begin, over)])
        for name, pattern in (("top", words.top), ("second", words.second), ("bottom", words.bottom))
    ]
    spots = sorted(span for _, spans in cues for span in spans)
    if len(spots) < 2 or any(len(spans) > 1 for _, spans in cues):
        return  # one cue ranks nothing; two of a kind rank two things
    rated = _is_rated(mask, begin, spots[0], words)
    at = {name: _ranked(mask, begin, spans[0], row, spots, rated, words) for name, spans in cues if spans}
    chosen = [m for m in (at.get("top"), at.get("second"), at.get("bottom")) if m is not None]
    if len(chosen) < 2 or len({m.claim.id for m in chosen}) < len(chosen) or len({_kind(m) for m in chosen}) > 1:
        return
    top, bottom = at.get("top"), at.get("bottom")
    middle: list[Mention] = []
    if top is not None and bottom is not None and top.order < bottom.order:
        middle = [m for m in _peers(row, chosen[0], words) if top.order < m.order < bottom.order and m not in chosen]
        middle.sort(key=lambda m: -m.quantity.value)
        yield from _number(mask, row, [*chosen, *middle], words, counters)
    source = LEADING if top is not None and at.get("second") is not None else "superlatives"
    yield _rank([*chosen[:-1], *middle, chosen[-1]] if bottom else chosen, -1, source)


def _kind(mention: Mention) -> tuple[str, bool]:
    return mention.quantity.unit, mention.quantity.kind in PERCENT


def _peers(row: Sequence[Mention], like: Mention, words: _Words) -> list[Mention]:
    """The figures of the sentence that stand for one of the ranked things each."""
    out: list[Mention] = []
    for mention in row:
        if _kind(mention) != _kind(like) or words.apart.search(mention.before) or mention.of_which:
            continue
        if mention.role != like.role or (mention.bracket and out and out[-1].bracket == mention.bracket):
            continue
        out.append(mention)
    return out


def _ranked(
    mask: str,
    begin: int,
    cue: tuple[int, int],
    row: Sequence[Mention],
    spots: Sequence[tuple[int, int]],
    rated: bool,
    words: _Words,
) -> Mention | None:
    """The figure that is the most (the next, the least): in front of the word in its clause, or behind it.

    ``rated`` says that the first cue of the sentence ranks percentages, as those behind it then do too.
    """
    start, end = cue
    clause = _clause(mask, begin, start)
    rated = rated or _is_rated(mask, begin, cue, words)
    fit = [
        m for m in row if (m.quantity.kind in PERCENT if rated else m.role in LEVELS and m.quantity.kind not in PERCENT)
    ]
    ahead = [m for m in fit if clause <= m.quantity.start < start]
    if ahead:
        last = ahead[-1]
        return next(m for m in ahead if m.bracket == last.bracket) if last.bracket else last
    limit = next((s for s, _ in spots if s >= end), len(mask))
    behind = next((m for m in fit if end <= m.quantity.start < min(limit, end + NEAR)), None)
    if behind is None or any(mask[k] in "；;" for k in range(end, behind.quantity.start)):
        return None
    return behind


def _clause(mask: str, begin: int, start: int) -> int:
    return max(begin - 1, *(mask.rfind(mark, begin, start) for mark in CLAUSE)) + 1


def _is_rated(mask: str, begin: int, cue: tuple[int, int], words: _Words) -> bool:
    return words.rated.search(mask, _clause(mask, begin, cue[0]), cue[1]) is not None


def _number(
    mask: str,
    row: Sequence[Mention],
    items: Sequence[Mention],
    words: _Words,
    counters: frozenset[str],
) -> Iterator[Relation]:
    """五个专业部里，甲以954人居首……戊最小: as many are ranked as there are said to be."""
    first = min(items, key=lambda m: m.order)
    for mention in row:
        if mention.order >= first.order:
            return
        said = mention.quantity
        if (
            not countable(mention, counters)
            or said.hedge
            or said.value < 2
            or mention.separator not in ("", "。", "\n")
        ):
            continue
        if words.of.match(mask, said.end) and said.unit != first.quantity.unit and abs(said.value - len(items)) <= SLIP:
            names = tuple(m.claim.measure for m in sorted(items, key=lambda m: m.order))
            yield Relation("count", (("n", mention.claim),), 1, "likely", "ranked", len(items), names)
