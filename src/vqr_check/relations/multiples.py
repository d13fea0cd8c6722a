"""Multiples in running text: one level is N times another, that stands in front of the multiple or is named by it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from vqr_check.claims.mentions import Mention
from vqr_check.claims.nouns import covered
from vqr_check.model import Claim, Relation
from vqr_check.relations.compared import of_names, of_year, row_by_row
from vqr_check.relations.context import NAMED, Surroundings, close_kind, sentence_start
from vqr_check.relations.growing import Words
from vqr_check.relations.heads import heads
from vqr_check.relations.past import Past
from vqr_check.relations.rates import known
from vqr_check.relations.readings import Reading, reading, settle, verdict

LEVEL = frozenset({"level", "mean", "before"})
ROWED = frozenset({"multiple", "ratio"})
RATES = frozenset({"rate"})
COUNTED = frozenset({"people", "occasions"})
BOUNDS = frozenset({"at_least", "at_most"})  # 在校生3000人以上的学校 says not how many there are
QUALIFIED, NAMED_HERE, NAMED_THERE, PRONOUN, GROUP, GUESS, LOOSE = map(
    Decimal, ("0.95", "0.96", "0.9", "0.93", "0.88", "0.6", "0.5")
)
FAINT = Decimal("0.39")  # a figure of the same words, where the document tells the whole group


def multiples(found: Sequence[Mention], around: Surroundings, before: Past, words: Words) -> Iterator[Relation]:
    """The relations of one passage that say what is how many times what."""
    for mention in found:
        rowed = row_by_row(mention, found) if mention.role in ROWED else None
        if rowed is not None:
            yield rowed
        elif mention.role == "multiple":
            relation = settle(_readings(mention, found, around, before, words))
            if relation is not None:
                yield relation
                yield from _grown(mention, found, relation, words)


def _grown(mention: Mention, found: Sequence[Mention], times: Relation, words: Words) -> Iterator[Relation]:
    """The rate behind a multiple is of the same two figures: 为毕业半年后（3862元）的1.84倍，涨幅83.92%."""
    rate = found[mention.order + 1] if mention.order + 1 < len(found) else None
    if rate is None or rate.role not in RATES or rate.clause != mention.clause + 1:
        return
    if words.carried.search(rate.before) is None:
        return
    held = dict(times.members)
    if verdict(times) != "contradicted":
        yield reading(
            "growth", QUALIFIED, "times", rate.direction, now=held["now"], before=held["before"], rate=rate.claim
        ).relation


def _readings(
    mention: Mention, found: Sequence[Mention], around: Surroundings, before: Past, words: Words
) -> Iterator[Reading]:
    start = sentence_start(found, mention.order)
    ahead = list(reversed(found[start : mention.order]))
    levels = [m for m in ahead if m.role in LEVEL and m.quantity.kind != "percent"]
    base = mention.base.strip()
    if base in words.pronouns:
        yield from _pronoun(mention, ahead, levels, around, words)
        return
    if mention.order and words.doubled.search(mention.claim.location.text):
        yield from _doubled(mention, levels)
        return
    if levels and levels[0].order == mention.order - 1 and words.qualified.fullmatch(mention.before):
        other = levels[0]  # 是上年11人的1.55倍, 是外市户籍（368人）的7.9倍
        for rank, now in enumerate(m for m in levels[1:] if close_kind(m.claim, other.claim)):
            sure = QUALIFIED if not rank and (not now.bracket or now.bracket != other.bracket) else GUESS
            yield _times(now, other.claim, mention, sure)
        return
    if words.then.search(base):
        return
    if words.former.search(base):
        pair = _led(levels)
        if pair is not None:
            yield _times(*pair, mention, QUALIFIED)
            return
        yield from _of_the_year_before(mention, levels, around, before, words)
    if base and not levels:
        yield from of_year(mention, found, around, before, words)
        yield from of_names(mention, found, around, words)
    elif base:
        yield from of_year(mention, found, around, before, words)
        yield from _of_named(words.size.sub("", base), mention, found, levels, around, before, words)


def _led(levels: Sequence[Mention]) -> tuple[Mention, Claim] | None:
    """What there is and what there was, where both stand in front: 由上年的38个增加到57个; 57个，上年为38个."""
    if len(levels) < 2 or not close_kind(levels[0].claim, levels[1].claim):
        return None
    last, first = levels[:2]
    if first.role == "before" and last.role != "before" and first.order + 1 == last.order:
        return last, first.claim
    return (first, last.claim) if last.role == "before" and first.order + 1 == last.order else None


def _of_the_year_before(
    mention: Mention, levels: Sequence[Mention], around: Surroundings, before: Past, words: Words
) -> Iterator[Reading]:
    """净利润876万元，是上年的2.9倍: a table or a row has the year before."""
    said = words.equals.sub("", mention.before.rpartition(mention.base)[0])
    now = levels[0] if levels and levels[0].order == mention.order - 1 else None
    keys = around.nouns.keys(words.balance.sub("", said)) or (now.claim.keys if now is not None else frozenset())
    for series, fit in before.dated.named(keys, frozenset(), "value"):
        this, last = series.values.get(before.year), series.values.get(before.year - 1)
        if this is None or last is None or this.quantity.unit != last.quantity.unit:
            continue
        if now is None:
            yield reading("times", GROUP * fit, "times", now=this, before=last, rate=mention.claim)
        elif now.quantity.value == this.quantity.value:
            yield _times(now, last, mention, NAMED_THERE)


def _of_named(
    base: str,
    mention: Mention,
    found: Sequence[Mention],
    levels: Sequence[Mention],
    around: Surroundings,
    before: Past,
    words: Words,
) -> Iterator[Reading]:
    """培训6250人次，是在校生的1.9倍: the other figure bears the words, in the sentence or in the document."""
    wanted = around.nouns.keys(base)
    here = [m for m in levels if wanted and covered(wanted, m.claim.keys) >= NAMED]
    told = _subject(mention, found, levels, around, words)
    for other in here:
        for rank, now in enumerate(m for m in levels if m is not other and close_kind(m.claim, other.claim)):
            sure = NAMED_HERE if not rank and told in (None, now) else GUESS
            yield _times(now, other.claim, mention, sure)
    now = told or levels[0]
    if now.order != mention.order - 1 and now is not told:
        return
    counted = now.quantity.dimension in COUNTED and not words.dated.search(base)
    whole = heads(base, now.claim, around, before) if counted else ()
    for claim in whole:
        yield _times(now, claim, mention, GROUP if len(whole) == 1 else GUESS)
    held = {claim.quantity.value for claim in whole}
    sure = FAINT if whole else LOOSE if words.dated.search(base) else Decimal(1)
    for claim, share in (*known(wanted, now.claim, around), *around.named(base, now.claim, now.claim.id)):
        if claim.id != now.claim.id and claim.quantity.hedge not in BOUNDS and claim.quantity.value not in held:
            yield _times(now, claim, mention, min(sure, share))


def _subject(
    mention: Mention, found: Sequence[Mention], levels: Sequence[Mention], around: Surroundings, words: Words
) -> Mention | None:
    """The figure of what is so many times another, by its name: 培训规模是在校生的1.8倍，达18450人次; None for none."""
    said = words.size.sub("", words.equals.sub("", mention.before.rpartition(mention.base)[0]))
    behind = found[mention.order + 1] if mention.order + 1 < len(found) else None
    if behind is not None and behind.clause == mention.clause + 1 and words.reached.search(behind.before):
        return behind
    keys = around.nouns.keys(said)
    return next((m for m in levels if keys and covered(keys, m.claim.keys) >= NAMED), None)


def _times(now: Mention, other: Claim, mention: Mention, sure: Decimal) -> Reading:
    return reading("times", sure, "times", now=now.claim, before=other, rate=mention.claim)


def _pronoun(
    mention: Mention, ahead: Sequence[Mention], levels: Sequence[Mention], around: Surroundings, words: Words
) -> Iterator[Reading]:
    """N times 它 or 前者: the figure said before, against the one that the clause names."""
    if ahead and ahead[0].role in RATES:
        rates = [m for m in ahead if m.role in RATES]
        if len(rates) > 1:
            yield reading("times", PRONOUN, "times", now=rates[0].claim, before=rates[1].claim, rate=mention.claim)
        return
    if len(levels) < 2:
        return
    subject = around.nouns.keys(words.compared.sub("", mention.before))
    named = [m for m in levels[1:] if subject and covered(subject, m.claim.keys) >= NAMED]
    for rank, now in enumerate(named or levels[1:]):
        sure = PRONOUN if named and not rank else GUESS
        if close_kind(now.claim, levels[0].claim):
            yield reading("times", sure, "times", now=now.claim, before=levels[0].claim, rate=mention.claim)


def _doubled(mention: Mention, levels: Sequence[Mention]) -> Iterator[Reading]:
    """由4项增至8项，翻了一番: from the level before to the level now."""
    if len(levels) > 1 and levels[0].role != "before" and levels[0].order == mention.order - 1:
        now, before = levels[0], levels[1]
        if before.role == "before" and close_kind(now.claim, before.claim):
            yield reading("times", QUALIFIED, "times", now=now.claim, before=before.claim, rate=mention.claim)
