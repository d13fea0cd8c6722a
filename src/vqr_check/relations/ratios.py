"""Ratios in running text: a : b is as printed; the two figures stand in front of it or are named by its words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from vqr_check.arithmetic import interval
from vqr_check.claims.mentions import Mention
from vqr_check.claims.nouns import covered, similar
from vqr_check.model import Claim, Quantity, Relation
from vqr_check.packs import Packs, ready
from vqr_check.relations.context import KEPT, LEVELS, NAMED, Surroundings, sentence_start
from vqr_check.relations.growing import Words
from vqr_check.relations.readings import Reading, agreed, reading, settle, vacuous

SIDES, PAIR, NAMED_THERE, GUESS = map(Decimal, ("0.95", "0.9", "0.86", "0.6"))
RECKONED = Decimal("0.84")  # a ratio that has a name may be of heads that are converted: a slip must explain it
GROSS = Decimal("0.2")  # a side that is counted otherwise (折合在校生) differs by less than this
BACK = 8


def ratios(found: Sequence[Mention], around: Surroundings, packs: Packs, words: Words) -> Iterator[Relation]:
    """The ratios of one passage."""
    for mention in found:
        if mention.role != "ratio" or len(mention.quantity.terms) not in (0, 2) or not all(mention.quantity.terms):
            continue
        rate = _rate(mention.claim)
        named = _known(mention, packs)
        relation = settle(_here(mention, rate, found, around, packs, words), doubt=1 if named else 2)
        if relation is None:
            relation = _elsewhere(mention, rate, found, around, packs, words)
        if relation is not None:
            yield relation


def _here(
    mention: Mention, rate: Claim, found: Sequence[Mention], around: Surroundings, packs: Packs, words: Words
) -> Iterator[Reading]:
    """The two figures in the sentence of the ratio: 男生2160人、女生1126人，男女之比1.92:1.

    One that has a name of its own (生师比) is of figures that bear the names of its sides.
    """
    known = _known(mention, packs)
    start = sentence_start(found, mention.order)
    before = found[max(start, mention.order - BACK) : mention.order]
    levels = [m for m in (*before, *_explained(mention, found)) if m.role in LEVELS]
    sides = _sides(mention, words)
    strange = len(sides) == 2 and all(len(side) > 1 for side in sides)
    for a in levels:
        for b in levels:
            if a is b:
                continue
            near = a.order + b.order == 2 * mention.order - 3 and found[mention.order].separator != "；"
            named = len(sides) == 2 and _is(sides[0], a, around) and _is(sides[1], b, around)
            if named or _begin(mention, a, b):
                support = SIDES
            elif known:
                fits = _called(known["a"], a, around) and _called(known["b"], b, around)
                support = GUESS if not fits else RECKONED if known.get("reckoned") else SIDES
            elif near and not strange and a.quantity.unit == b.quantity.unit:
                told = a.order < b.order and 1 not in (a.quantity.value, b.quantity.value)  # 2人折算1人
                support = PAIR if told else GUESS
            else:
                support = GUESS
            yield reading("ratio", support, "ratio", a=a.claim, b=b.claim, rate=rate)


def _explained(mention: Mention, found: Sequence[Mention]) -> Sequence[Mention]:
    """The figures of the bracket right behind a ratio: 男女生之比为1.58:1（男生2846人，女生1802人）."""
    row = found[mention.order + 1 : mention.order + 3]
    bracket = row[0].bracket if row and row[0].gap[:1] in ("（", "(") else 0
    return [m for m in row if bracket and m.bracket == bracket != mention.bracket]


def _begin(mention: Mention, a: Mention, b: Mention) -> bool:
    """Whether the names of two figures of one kind begin as a ratio says: 男生 and 女生 of 男女比例."""
    one, other = a.claim.measure, b.claim.measure
    alike = a.quantity.unit == b.quantity.unit and one[1:] == other[1:] and one[:1] != other[:1]
    return alike and one[:1] + other[:1] in mention.lead


def _known(mention: Mention, packs: Packs) -> Any:
    return next((e for e in packs.table("ratios")["known"] if e["name"] in mention.lead), None)


def _called(names: Sequence[str], level: Mention, around: Surroundings) -> bool:
    return any(similar(around.nouns.keys(name), level.claim.keys) >= NAMED for name in names)


def _is(side: str, level: Mention, around: Surroundings) -> bool:
    """Whether a figure is of one of the sides, which may be a single character: 男女之比."""
    if len(side) == 1:
        return level.claim.measure.startswith(side)
    keys = around.nouns.keys(side)
    return bool(keys) and covered(keys, level.claim.keys) >= NAMED


def _sides(mention: Mention, words: Words) -> tuple[str, ...]:
    """The words of the two sides: 实践与理论之比, 男女之比, X与Y相除."""
    for pattern in (words.sides, words.divided):
        match: Any = pattern.search(mention.lead if pattern is words.sides else mention.gap)
        if match is not None:
            return (match["a"], match["b"])
    return ()


# ---- sides that stand elsewhere -----------------------------------------------------------------


def _elsewhere(
    mention: Mention, rate: Claim, found: Sequence[Mention], around: Surroundings, packs: Packs, words: Words
) -> Relation | None:
    """升学与就业人数之比, 生师比: each side is named, its figure stands elsewhere."""
    known = _known(mention, packs)
    said = _sides(mention, words)
    pairs = ((said[:1], said[1:]),) if len(said) == 2 else ((known["a"], known["b"]),) if known else ()
    beside = words.beside.search(mention.lead) if not pairs else None
    if beside is not None:  # 思政课教师53人，与在校生之比1:351
        pairs = (((), (beside["b"],)),)
    ahead = [m for m in found[sentence_start(found, mention.order) : mention.order] if m.role == "level"]
    for left, right in pairs:
        here = [m.claim for m in ahead if (any(_is(name, m, around) for name in left) if left else m is ahead[-1])]
        tops = (here if not known else []) or [c for name in left for c in _named(name, mention, around)]
        bottoms = [c for name in right for c in _named(name, mention, around)]
        if known:  # 在校生收回问卷2860份 counts no one
            tops, bottoms = [[c for c in side if c.quantity.dimension == "people"] for side in (tops, bottoms)]
            some = ready(packs.table("ratios")["narrower"]).search(mention.lead.partition(known["name"])[0])
            if some is not None:  # 小学生师比16.9:1 is of no 初中
                tops, bottoms = [[c for c in side if some["of"] in c.measure] for side in (tops, bottoms)]
        readings = [
            reading("ratio", NAMED_THERE, "ratio", a=a, b=b, rate=rate) for a in tops for b in bottoms if a.id != b.id
        ]
        held = agreed(readings)
        if held is not None or not readings or any(vacuous(r.relation) for r in readings):
            return held
        value = rate.quantity.value
        meant = [interval(b.quantity) * interval(rate.quantity) for b in bottoms]
        if known and any(around.counts(side.low, side.high) for side in meant):
            return None  # so many are counted somewhere, under whatever name
        if all(abs(value * b.quantity.value / a.quantity.value - 1) > GROSS for a in tops for b in bottoms):
            return replace(readings[0].relation, strength="likely")
    return None


def _named(name: str, mention: Mention, around: Surroundings) -> list[Claim]:
    """The counts whose words are just these, nearest first."""
    wanted = around.nouns.keys(name)
    if not wanted:
        return []
    rarest = min(wanted, key=lambda word: (len(around.by_word.get(word, ())) or 10**6, word))
    near = around.near(rarest, mention.claim.id, KEPT)
    fits = [c for c in near if c.quantity.kind == "count" and c.quantity.value > 0 and c.quantity.unit]
    fits = [c for c in fits if similar(wanted, c.keys) >= NAMED]
    return sorted(fits, key=lambda c: abs(c.id - mention.claim.id))[:6]


def _rate(claim: Claim) -> Claim:
    """The ratio as a number: the side that is 1 or 100 is exact, the other carries the precision."""
    if not claim.quantity.terms:
        return claim
    one, other = claim.quantity.terms
    value, step = one / other, _last_digit(one) / other
    if one in (1, 100) and other not in (1, 100):
        step = value * _last_digit(other) / other  # 1 : 13 says 1/13, within half a unit of the 13
    quantity: Quantity = replace(claim.quantity, value=value, step=step, kind="multiple", terms=())
    return replace(claim, quantity=quantity)


def _last_digit(term: Decimal) -> Decimal:
    exponent = term.as_tuple().exponent
    return Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
