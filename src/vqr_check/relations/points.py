"""Points between percentages of one time: the extremes of a list (最高与最低相差), and rates (高于…增速)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import Any

from vqr_check.claims import Statements
from vqr_check.claims.mentions import Mention
from vqr_check.claims.nouns import covered, weight
from vqr_check.model import Claim, Relation
from vqr_check.packs import Packs, compiled
from vqr_check.record import dataclass
from vqr_check.relations.context import Surroundings, sentence_start
from vqr_check.relations.growing import subject, words_of
from vqr_check.relations.rates import just
from vqr_check.relations.readings import Reading, reading, settle

LISTED = frozenset({"share", "quota", "percentage", "bracketed"})
MARKS = frozenset({"、", "，", "；"})
LIKE = Decimal("0.6")  # so much of its words a rate that may be meant bears
LEAST = 3  # figures of a list that has a highest and a lowest
SPAN, SOME, NAMED, GUESS, FAINT = map(Decimal, ("0.95", "0.5", "0.88", "0.5", "0.39"))
# growth rates by the words of what grew, each with whether it is of this place and the whole year
Rates = Mapping[frozenset[str], Sequence[tuple[Claim, bool]]]


@dataclass(frozen=True, slots=True, eq=False)
class _Words:
    extremes: Any
    pair: Any
    ends: Any
    partial: Any
    beyond: Any
    below: Any
    elsewhere: Any


@cache
def _words(packs: Packs) -> _Words:
    words = packs.table("points")
    return _Words(**{name: compiled(words[name], {}) for name in _Words.__dataclass_fields__})


def points(statements: Statements, around: Surroundings, packs: Packs) -> Iterator[Relation]:
    """The relations of running text that say how many points lie between two percentages of one time."""
    words = _words(packs)
    rates: Rates | None = None
    than = words_of(packs).against
    for found in statements.mentions:
        for mention in found:
            if mention.role != "point":
                continue
            relation = settle(
                (*_apart(mention, found, words), *_pair(mention, found, words), *_told(mention, found, than))
            )
            if relation is not None:
                yield relation
            row = _steps(mention, found)
            said = words.beyond.search(row[0].before)
            if said is not None and not words.elsewhere.search(said["other"]):
                rates = _rates(statements.mentions, around, packs) if rates is None else rates
                yield from _beyond(row, said, found, around.nouns.keys(said["other"]), rates, words)


# ---- the highest and the lowest of a list -----------------------------------------------------


def _apart(mention: Mention, found: Sequence[Mention], words: _Words) -> Iterator[Reading]:
    """信息部65.93%、机电部55.76%、汽车部48.37%，首尾相差17.56个百分点."""
    said = words.extremes.search(mention.before)
    row = _list(mention, found) if said is not None else []
    if said is None or len(row) < LEAST:
        return
    ordered = sorted([row[0], row[-1]] if words.ends.search(said[0]) else row, key=lambda m: m.quantity.value)
    lead = "".join(m.gap for m in found[sentence_start(found, mention.order) : row[0].order + 1])
    sure = SOME if words.partial.search(lead) or row[-1].order + 1 != mention.order else SPAN
    low, high = ordered[0].claim, ordered[-1].claim
    yield reading("point", sure, "extremes", now=high, before=low, change=mention.claim)


def _pair(mention: Mention, found: Sequence[Mention], words: _Words) -> Iterator[Reading]:
    """甲部最高，为96.92%，乙部最低，为90.08%，两者相差6.84个百分点."""
    said = words.pair.search(mention.before)
    if said is None or mention.separator == "；":
        return
    shown = [m for m in found[sentence_start(found, mention.order) : mention.order] if m.quantity.kind == "percent"]
    two = found[max(sentence_start(found, mention.order), mention.order - 2) : mention.order]
    if len(two) < 2 or (len(shown) > 2 and not said["both"]):
        return
    if any(m.quantity.kind != "percent" or m.role not in LISTED for m in two) or two[1].separator == "；":
        return
    low, high = sorted(two, key=lambda m: m.quantity.value)
    yield reading("point", SPAN, "pair", now=high.claim, before=low.claim, change=mention.claim)


def _told(mention: Mention, found: Sequence[Mention], than: Any) -> Iterator[Reading]:
    """增长7.7%，增幅比全省平均水平高出1.8个百分点（全省为5.9%）: a bracket has the rate that is compared with."""
    said, pair = than.search(mention.lead), found[max(0, mention.order - 1) : mention.order + 2]
    if said is None or len(pair) < 3 or any(m.quantity.kind != "percent" for m in pair[::2]):
        return
    now, _, other = pair
    name = other.claim.measure[:2]
    if not other.bracket or mention.bracket or now.sentence != mention.sentence or len(name) < 2 or now.bracket:
        return
    if name in said["what"] and mention.clause - now.clause < 2 and now.separator != "；":
        yield reading("point", SPAN, "told", mention.direction, now=now.claim, before=other.claim, change=mention.claim)


def _list(mention: Mention, found: Sequence[Mention]) -> list[Mention]:
    """The percentages of the list in front, parted by one mark: one for each thing that it names."""
    out: list[Mention] = []
    for other in reversed(found[sentence_start(found, mention.order) : mention.order]):
        if other.bracket and other.quantity.kind != "percent":
            continue
        if other.quantity.kind != "percent" or other.quantity.hedge or other.role not in LISTED:
            break
        if out and (out[-1].of_which or out[-1].separator not in MARKS or out[-1].separator != out[0].separator):
            break
        out.append(other)
    return out[::-1]


# ---- one rate beyond another ------------------------------------------------------------------


def _steps(mention: Mention, found: Sequence[Mention]) -> list[Mention]:
    """The points of a row, of which the last alone may say so: 16.4个、1.3个百分点."""
    out = [mention]
    while out[0].order and out[0].separator == "、":
        other = found[out[0].order - 1]
        if other.role != "point" and not (other.quantity.kind == "count" and other.quantity.unit in ("", "个")):
            break
        out.insert(0, other)
    return out


def _beyond(
    row: Sequence[Mention],
    said: Any,
    found: Sequence[Mention],
    wanted: frozenset[str],
    rates: Rates,
    words: _Words,
) -> Iterator[Relation]:
    """分别增长21.4%、6.3%，高于规模以上工业增速16.4个、1.3个百分点: the other rate stands elsewhere, under its name."""
    first = row[0].order
    nows = found[max(0, first - len(row)) : first]
    if len(nows) < len(row) or any(m.role != "rate" or m.direction < 0 for m in nows):
        return
    if any(m.sentence != row[0].sentence for m in nows) or any(m.series != nows[0].series for m in nows):
        return
    others: dict[Decimal, tuple[Claim, bool]] = {}
    for keys, held in rates.items():
        named = just(wanted, keys)
        for claim, plain in held if named or covered(wanted, keys) >= LIKE else ():
            if claim.id not in {m.claim.id for m in nows}:
                sole = (plain and named) or others.get(claim.quantity.value, (claim, False))[1]
                others[claim.quantity.value] = (claim, sole)
    sure = NAMED if sum(plain for _, plain in others.values()) == 1 else GUESS
    direction = -1 if words.below.search(said[0]) else 1
    for now, step in zip(nows, row, strict=True):
        readings = [
            reading("point", sure if plain else FAINT, "beyond", direction, **members)
            for other, plain in others.values()
            for members in ({"now": now.claim, "before": other, "change": step.claim},)
        ]
        relation = settle(readings, doubt=max(1, len(readings)))
        if relation is not None:
            yield relation


def _rates(mentions: Sequence[Sequence[Mention]], around: Surroundings, packs: Packs) -> Rates:
    """The growth rates of the document by the words of what grew."""
    out: dict[frozenset[str], list[tuple[Claim, bool]]] = {}
    grown, words = words_of(packs), _words(packs)
    for found in mentions:
        for mention in found:
            if mention.role == "rate" and mention.quantity.kind == "percent" and mention.direction > 0:
                keys = around.nouns.keys(subject(mention, found, grown))
                if weight(keys) > 1:
                    out.setdefault(keys, []).append((mention.claim, not words.elsewhere.search(mention.lead)))
    return out
