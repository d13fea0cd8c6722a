"""Subjects: shares whose part and whole stand elsewhere, each by its name: 第一产业增加值占生产总值比重为 6.8%."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import Any

from vqr_check.claims.mentions import Mention
from vqr_check.claims.nouns import covered, weight
from vqr_check.model import Claim
from vqr_check.packs import Packs, ready
from vqr_check.relations.bases import ONE, Base, subject_of
from vqr_check.relations.context import LEVELS, NAMED, Surroundings, other_years, same_kind
from vqr_check.relations.readings import Reading, reading

BACK = 40  # figures in front of a share among which its part is looked for
FAR = 100  # claims of one word before and behind a share among which its whole is looked for
HEAVY = 3  # words that weigh less are no name
# the whole of this name stands in the passage; elsewhere, only once; elsewhere, and of a year that it does not name
HERE, THERE, LOOSE = map(Decimal, ("0.93", "0.88", "0.8"))


@cache
def _subject(packs: Packs) -> Any:
    return ready(packs.table("subjects")["share"])


def by_name(
    mention: Mention,
    found: Sequence[Mention],
    holders: Mapping[int, Sequence[Mention]],
    bases: Sequence[Base],
    around: Surroundings,
    packs: Packs,
) -> Iterator[Reading]:
    """The readings of a share whose part is called by exactly the words that stand in front of 占.

    Its whole is what 占…的 calls exactly so, or that of the share before it in the sentence, or what 其中 divides.
    """
    if mention.role != "share" or mention.bracket or mention.series != mention.order:
        return
    said = _subject(packs).match(subject_of(mention, found))
    subject = around.nouns.keys(said["subject"]) if said else frozenset[str]()
    named = _part(mention, found, subject)
    if named is None:
        return
    part = named.claim
    for whole, support in (
        *_wholes(mention, found, part, bases, around),
        *(_divided(mention, named, holders, around) if subject else ()),
    ):
        if whole.id != part.id and same_kind(whole, part) and whole.quantity.value > part.quantity.value:
            yield reading("share", support, "subject", part=part, whole=whole, share=mention.claim)


def _part(mention: Mention, found: Sequence[Mention], subject: frozenset[str]) -> Mention | None:
    """The figure of exactly this name; without a name, the level in front, be it followed by changes."""
    for other in reversed(found[max(0, mention.order - BACK) : mention.order]):
        if other.role not in LEVELS:
            if not subject and (other.role not in ("rate", "amount", "point") or other.sentence != mention.sentence):
                return None
            continue
        if not subject:
            return other if other.sentence == mention.sentence and mention.base else None
        if weight(subject) >= HEAVY and other.claim.keys == subject and not _of_one(other):
            return other
    return None


def _of_one(mention: Mention) -> bool:
    """Whether a figure is the 一 of 一项."""
    return mention.quantity.value == 1 and mention.quantity.literal[:1] == ONE


def _divided(
    mention: Mention, part: Mention, holders: Mapping[int, Sequence[Mention]], around: Surroundings
) -> Iterator[tuple[Claim, Decimal]]:
    """What 其中 divides: 课程326门，其中公共课58门、专业课235门，专业课占课程总数的72.1%."""
    wanted = around.nouns.keys(mention.base)
    for holder in holders.get(part.order, ())[:1]:
        if holder.sentence == mention.sentence and (not wanted or covered(wanted, holder.claim.keys) >= NAMED):
            yield holder.claim, HERE


def _wholes(
    mention: Mention, found: Sequence[Mention], part: Claim, bases: Sequence[Base], around: Surroundings
) -> Iterator[tuple[Claim, Decimal]]:
    wanted = around.nouns.keys(mention.base)
    if not wanted:
        for passage, order, _, whole in bases[-1:]:
            if passage == mention.passage and order < mention.order and found[order].sentence == mention.sentence:
                yield whole, HERE
        return
    if weight(wanted) < HEAVY:
        return
    levels = (m.claim for m in found[: mention.order] if m.role in LEVELS and m.claim.keys == wanted)
    here = [claim for claim in levels if not other_years(claim, part)]
    if here:
        yield here[-1], HERE
        return
    rarest = min(wanted, key=lambda w: (len(around.by_word.get(w, ())), w))
    there = [c for c in around.near(rarest, part.id, FAR) if c.keys == wanted and same_kind(c, part)]
    there = [c for c in there if not other_years(c, part)]
    if len({c.quantity.value for c in there}) == 1:
        dated = bool(part.period) and not there[0].period  # of a year that the whole does not name
        yield there[0], LOOSE if dated else THERE
