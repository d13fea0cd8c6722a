"""Rates: what 报到率 and 获证率 are of, by their own words, the packs' indicators and the words of the part."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from itertools import islice
from typing import Any

from vqr_check.claims.mentions import Mention
from vqr_check.claims.nouns import Nouns, covered, similar, weight
from vqr_check.model import Claim
from vqr_check.packs import Packs, compiled
from vqr_check.record import dataclass
from vqr_check.relations.context import LEVELS, NAMED, Surroundings, close_kind, same_kind, sentence_start

BACK = 8  # figures in front of a rate among which its part is looked for
FAR = 60  # figures in front of a part among which its whole is looked for
TRIED = 6  # figures of the same words that are tried, the nearest first
KEPT = 60  # claims looked at for one word
HERE, NEARBY, THERE, LOOSE, NARROWED = map(Decimal, ("0.93", "0.9", "0.86", "0.75", "0.7"))
PATTERNS = ("stem", "ending", "leads", "among", "offers", "direct", "called", "all", "denied", "whose")
OFFERED, BESIDE = Decimal("0.92"), Decimal("0.8")


@dataclass(frozen=True, slots=True, eq=False)
class _Words:
    stem: Any
    ending: Any
    leads: Any
    among: Any
    offers: Any
    direct: Any
    called: Any
    all: Any
    denied: Any
    whose: Any
    wholes: dict[str, tuple[str, ...]]  # the names of an indicator, each with the words of its whole
    parts: dict[str, tuple[str, ...]]  # … and with those of its part


@cache
def _words(packs: Packs) -> _Words:
    words = packs.table("rates")
    wholes: dict[str, tuple[str, ...]] = {}
    parts: dict[str, tuple[str, ...]] = {}
    for entry in packs.entries("indicator"):
        if entry.get("kind") == "share" and "whole" in entry:
            said = tuple(dict.fromkeys((*entry["whole"], *entry.get("bases", ()))))
            names = (entry["name"], *entry.get("synonyms", ()))
            wholes |= dict.fromkeys(names, said)
            parts |= dict.fromkeys(names, tuple(entry.get("part", ())))
    patterns: dict[str, Any] = {name: compiled(words[name], {}) for name in PATTERNS}
    return _Words(**patterns, wholes=wholes, parts=parts)


def names(packs: Packs) -> Any:
    """What leads to a name and is no part of it: 排名前三的学院为甲学院."""
    return _words(packs).called


def of_all(mention: Mention, packs: Packs) -> bool:
    """Whether a share is said to be of all of what its sentence speaks of: 占参观总人数的23.0%."""
    return mention.role == "share" and _words(packs).all.search(mention.before) is not None


def rated(
    mention: Mention, found: Sequence[Mention], around: Surroundings, packs: Packs
) -> Iterator[tuple[Mention, Claim, Decimal]]:
    """The parts and wholes that the words of a rate name, with how surely: 录取165人，报到110人，报到率66.67%."""
    words = _words(packs)
    said = words.stem.search(mention.base)
    if mention.role == "quota":
        yield from _behind(mention, found, words)
    if mention.role != "quota" or said is None:
        return
    stem, name = around.nouns.keys(said["stem"]), _indicator(mention, words)
    start = sentence_start(found, mention.order)
    if start == mention.order and name and start:
        start = sentence_start(found, start - 1)  # 存款余额523亿元，贷款余额412亿元。存贷比为78.8%
    for part in reversed(found[max(start, mention.order - BACK) : mention.order]):
        if mention.bracket and part.bracket != mention.bracket:
            return
        if part.bracket not in (0, mention.bracket):
            continue  # 居民（2016份）满意率95.83%: of those in the bracket
        named = any(word in part.before + part.after for word in words.parts.get(name, ()))
        if words.denied.search(part.before) and not words.denied.search(mention.base):
            continue
        if part.role == "level" and (named or _says(part, said["stem"], stem)):
            yield from ((part, whole, sure) for whole, sure in _wholes(mention, part, stem, found, around, words))
            return


def _behind(mention: Mention, found: Sequence[Mention], words: _Words) -> Iterator[tuple[Mention, Claim, Decimal]]:
    """The part and the whole that stand behind their rate: 测试合格率94.6%，参加测试3211人，合格3038人."""
    row = found[mention.order + 1 : mention.order + 3]
    if len(row) < 2 or mention.bracket or mention.series != mention.order:
        return
    first, second = row
    if (
        not words.leads.match(first.gap)
        or second.separator != "，"
        or first.bracket != second.bracket
        or any(m.role != "level" or m.sentence != mention.sentence for m in row)
        or not same_kind(first.claim, second.claim)
    ):
        return
    stem = words.ending.sub("", mention.base)
    for whole, part in ((first, second), (second, first)):
        said = part.claim.measure
        if len(said) > 1 and stem.endswith(said) and words.offers.search(whole.before) and said not in whole.before:
            yield part, whole.claim, HERE


def says(mention: Mention, part: Mention, cutter: Nouns, packs: Packs) -> bool:
    """Whether a share is certainly one of those that a figure counts: 升学174人，升学率48.74% · 174人，占48.74%."""
    words = _words(packs)
    if mention.role == "share":
        return words.direct.match(mention.before) is not None
    if words.denied.search(part.before) and not words.denied.search(mention.base):
        return False  # 未就业20人，就业率98.04%
    said = words.stem.search(mention.base)
    return said is not None and _says(part, said["stem"], cutter.keys(said["stem"]))


def _says(part: Mention, said: str, stem: frozenset[str]) -> bool:
    """Whether a figure counts those of whom a rate says how many there are."""
    if len(said) > 1 and said in part.before + part.after:
        return True
    return bool(stem) and covered(stem, part.claim.keys) >= NAMED


def _wholes(
    mention: Mention,
    part: Mention,
    stem: frozenset[str],
    found: Sequence[Mention],
    around: Surroundings,
    words: _Words,
) -> Iterator[tuple[Claim, Decimal]]:
    names = list(words.wholes.get(_indicator(mention, words), ()))
    among = words.among.match(part.before)
    if among is not None:
        names.insert(0, among["whole"])
    seen = {part.claim.id}
    for name in names:
        wanted = around.nouns.keys(name)
        here = [m.claim for m in found[sentence_start(found, part.order) : part.order] if _called(m, part, wanted)]
        if len(here) == 1 and not mention.bracket and not among and here[0].id not in seen:
            seen.add(here[0].id)
            yield here[0], NEARBY  # whatever else it is called: 向全体学生发出问卷1200份
        there = () if mention.bracket else known(wanted, part.claim, around)
        for claim, sure in (*standing(wanted, part, found), *there):
            if claim.id not in seen:
                seen.add(claim.id)
                yield claim, sure
    before = _level_before(part, found)
    if before is not None and not mention.bracket and _beside(before, part):
        told = part.of_which or words.offers.search(before.before) is not None
        named = any(covered(around.nouns.keys(name), before.claim.keys) >= NAMED for name in names)
        yield before.claim, OFFERED if told and (named or not names) else BESIDE
    own = part.claim.keys - stem
    if own and not mention.bracket:
        yield from known(own, part.claim, around)
        for word in sorted(own):
            if len(word) > 2:
                yield from ((claim, sure * NEARBY) for claim, sure in known(frozenset({word}), part.claim, around))


def _indicator(mention: Mention, words: _Words) -> str:
    """The indicator of the packs that a rate is, whoever it is of: 巩固率 of 学生年巩固率."""
    base = mention.base.strip()
    starts = (at for at in range(len(base)) if base[at:] in words.wholes and words.whose.fullmatch(base[:at]))
    return next((base[at:] for at in starts), "")


def _level_before(part: Mention, found: Sequence[Mention]) -> Mention | None:
    """The level in front of a part; what 其中 opens may have its changes behind it: 支出26318元，增长8.6%，其中."""
    for other in reversed(found[max(0, part.order - BACK) : part.order]):
        if other.role in LEVELS or not part.of_which or other.sentence != part.sentence:
            return other
    return None


def _beside(before: Mention, part: Mention) -> bool:
    """Whether a figure stands in the clause before another of its kind: 应测3201人，达标3021人."""
    level = before.role == "level" or (before.role == "mean" and part.of_which)
    row = level and before.sentence == part.sentence and (part.separator == "，" or part.of_which)
    return row and same_kind(before.claim, part.claim)


def _called(mention: Mention, part: Mention, wanted: frozenset[str]) -> bool:
    """Whether a figure bears these words among others and may hold a part."""
    held = mention.role in LEVELS and same_kind(mention.claim, part.claim)
    return held and covered(wanted, mention.claim.keys) == 1


def standing(wanted: frozenset[str], part: Mention, found: Sequence[Mention]) -> Iterator[tuple[Claim, Decimal]]:
    """The figures of the passage in front of a part that bear these words."""
    for other in reversed(found[max(0, part.order - FAR) : part.order]):
        if part.bracket and other.bracket != part.bracket:
            return  # 环境学院（升学174人，升学率48.74%）: each is of its own whole
        if other.role in LEVELS and same_kind(other.claim, part.claim) and covered(wanted, other.claim.keys) >= NAMED:
            near = HERE if other.sentence == part.sentence else NEARBY
            yield other.claim, near if just(wanted, other.claim.keys) else LOOSE


def known(wanted: frozenset[str], part: Claim, around: Surroundings) -> Iterator[tuple[Claim, Decimal]]:
    """The figures of the document that bear these words, of the period of the part, nearest first.

    Sure is only a figure that bears no other words, where all such say the same number.
    """
    if not wanted:
        return
    rarest = min(wanted, key=lambda word: (len(around.by_word.get(word, ())) or 10**6, word))
    near = sorted(around.near(rarest, part.id, KEPT), key=lambda claim: abs(claim.id - part.id))
    fits = [c for c in near if c.id != part.id and close_kind(c, part) and same_time(c, part)]
    exact = [c for c in fits if just(wanted, c.keys) and not c.scope]
    told = {c.quantity.value: c for c in reversed(exact)}  # of each number the nearest
    nearest = sorted(told.values(), key=lambda claim: abs(claim.id - part.id))
    for claim in nearest[:TRIED]:
        yield claim, THERE if len(told) == 1 else LOOSE
    whole = {claim.id for claim in exact}
    shares = ((c, similar(wanted, c.keys)) for c in fits if c.id not in whole)
    for claim, share in islice((pair for pair in shares if pair[1] >= NAMED), TRIED):
        yield claim, NARROWED * share


def just(wanted: frozenset[str], keys: frozenset[str]) -> bool:
    """Whether a figure bears these words and no others, single characters apart."""
    return wanted <= keys and weight(keys - wanted) <= 1


def same_time(a: Claim, b: Claim) -> bool:
    """Whether two figures may be of the same period: one of them says none, or both say the same."""
    return not a.period or not b.period or a.period[:4] == b.period[:4]
