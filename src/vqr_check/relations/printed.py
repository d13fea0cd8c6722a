"""Shares whose whole is printed in front of the percentage: 占专业课教师（521人）的79.08%, 完成预算900万元的40.4%."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from vqr_check.claims.mentions import Mention
from vqr_check.model import Relation
from vqr_check.packs import Packs
from vqr_check.relations.bases import as_share, in_row
from vqr_check.relations.context import same_kind, sentence_start
from vqr_check.relations.growing import Words, words_of
from vqr_check.relations.readings import Reading, settle

LEVEL = frozenset({"level", "before"})
PERCENTAGES = frozenset({"percentage", "share", "quota", "bracketed"})
NEAREST, ROW, GUESS = map(Decimal, ("0.95", "0.6", "0.5"))


def printed(found: Sequence[Mention], words: Words) -> Iterator[Relation]:
    """The shares of one passage that stand behind the figure that they are of."""
    for mention in found:
        if mention.role in PERCENTAGES and mention.quantity.kind in ("percent", "fraction") and mention.order > 1:
            relation = settle(_readings(mention, found, words))
            if relation is not None:
                yield relation


def printed_whole(mention: Mention, found: Sequence[Mention], packs: Packs) -> bool:
    """Whether a figure is the whole of the share behind it: 完成年度补充计划850人的97.18%."""
    behind = found[mention.order + 1] if mention.order + 1 < len(found) else None
    return behind is not None and behind.quantity.kind == "percent" and _is_whole(mention, behind, words_of(packs))


def _is_whole(whole: Mention, share: Mention, words: Words) -> bool:
    """Whether a percentage right behind a figure is said to be of it."""
    if whole.role not in LEVEL or whole.clause != share.clause or not words.of_it.fullmatch(share.before):
        return False
    return words.taken.search(whole.lead) is not None


def _readings(mention: Mention, found: Sequence[Mention], words: Words) -> Iterator[Reading]:
    """The figures in front of 占…（N人）的 in its sentence, nearest first; each may be the part."""
    whole = found[mention.order - 1]
    if not _is_whole(whole, mention, words):
        return
    sure = NEAREST
    ahead = found[sentence_start(found, whole.order) : whole.order]
    said = words.number_of.search(words.taken.split(whole.lead)[0])
    named = [m for m in ahead if said is not None and m.before.rstrip().endswith(said["what"])]
    if said is not None and not named:
        sure = GUESS  # 净增数占全区净增数（94家）的11.7%: of what the words name, whatever stands nearest
    for part in named or reversed(ahead):
        told = part.role == "level" or part in named or (part is ahead[-1] and part.role in LEVEL)
        if told and same_kind(part.claim, whole.claim) and part.bracket != (whole.bracket or -1):
            yield as_share(part.claim, whole.claim, mention, min(sure, ROW) if in_row(part, found) else sure, "printed")
            sure = GUESS
