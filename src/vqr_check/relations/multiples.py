"""Multiples in running text: one level is N times another, that stands in front of the multiple or is named by it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from vqr_check.claims.mentions import Mention
from vqr_check.claims.nouns import covered
from vqr_check.model import Relation
from vqr_check.relations.context import NAMED, Surroundings, close_kind, sentence_start
from vqr_check.relations.growing import Words
from vqr_check.relations.rates import known
from vqr_check.relations.readings import Reading, reading, settle

LEVEL = frozenset({"level", "mean", "before"})
RATES = frozenset({"rate"})
QUALIFIED, NAMED_HERE, NAMED_THERE, PRONOUN, GUESS = map(Decimal, ("0.95", "0.96", "0.9", "0.93", "0.6"))


def multiples(found: Sequence[Mention], around: Surroundings, words: Words) -> Iterator[Relation]:
    """The relations of one passage that say what is how many times what."""
    for mention in found:
        if mention.role == "multiple":
            relation = settle(_readings(mention, found, around, words))
            if relation is not None:
                yield relation


def _readings(mention: Mention, found: Sequence[Mention], around: Surroundings, words: Words) -> Iterator[Reading]:
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
        before = levels[0]  # 是上年11人的1.55倍, 是外市户籍（368人）的7.9倍
        for rank, now in enumerate(m for m in levels[1:] if close_kind(m.claim, before.claim)):
            sure = QUALIFIED if not rank and (not now.bracket or now.bracket != before.bracket) else GUESS
            yield reading("times", sure, "times", now=now.claim, before=before.claim, rate=mention.claim)
        return
    if not base or not levels:
        return
    wanted = around.nouns.keys(base)
    for before in levels:
        if wanted and covered(wanted, before.claim.keys) >= NAMED:
            for rank, now in enumerate(m for m in levels if m is not before and close_kind(m.claim, before.claim)):
                sure = NAMED_HERE if not rank else GUESS
                yield reading("times", sure, "times", now=now.claim, before=before.claim, rate=mention.claim)
    for claim, sure in known(wanted, levels[0].claim, around):  # 培训6250人次，是在校生的1.9倍
        if claim.id != levels[0].claim.id:
            yield reading("times", sure, "times", now=levels[0].claim, before=claim, rate=mention.claim)
    for claim, share in around.named(base, levels[0].claim, levels[0].claim.id):
        if claim.id != levels[0].claim.id:
            sure = NAMED_THERE * share
            yield reading("times", sure, "times", now=levels[0].claim, before=claim, rate=mention.claim)


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
