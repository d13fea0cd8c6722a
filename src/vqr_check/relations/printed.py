"""Shares whose whole is printed in front of the percentage: 占专业课教师（521人）的79.08%, 完成预算900万元的40.4%."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from vqr_check.claims.mentions import Mention
from vqr_check.model import Relation
from vqr_check.relations.bases import as_share, in_row
from vqr_check.relations.context import same_kind, sentence_start
from vqr_check.relations.growing import Words
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


def _readings(mention: Mention, found: Sequence[Mention], words: Words) -> Iterator[Reading]:
    """The figures in front of 占…（N人）的 in its sentence, nearest first; each may be the part."""
    whole = found[mention.order - 1]
    if whole.role not in LEVEL or whole.clause != mention.clause or not words.qualified.fullmatch(mention.before):
        return
    if not words.taken.search(whole.lead if whole.bracket else whole.before):
        return
    sure = NEAREST
    for part in reversed(found[sentence_start(found, whole.order) : whole.order]):
        if part.role == "level" and same_kind(part.claim, whole.claim) and part.bracket != (whole.bracket or -1):
            yield as_share(part.claim, whole.claim, mention, min(sure, ROW) if in_row(part, found) else sure, "printed")
            sure = GUESS
