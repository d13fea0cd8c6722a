"""Surveys: shares of those who answered: 收回有效问卷312份，…表示满意的297人，占95.2% · 满意度95.2%."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from typing import Any

from vqr_check.claims.mentions import Mention
from vqr_check.claims.nouns import Nouns
from vqr_check.packs import Packs, ready
from vqr_check.relations.bases import SHARES, as_share, parts_of
from vqr_check.relations.context import LEVELS, Surroundings
from vqr_check.relations.openers import has_opener
from vqr_check.relations.readings import Reading

PATTERNS = ("answers", "base", "degree", "content", "that_is")
BACK = 40  # figures in front of a share among which the answers are looked for
PASSAGES = 4  # so far back they may stand
SENTENCES = 2  # … where nothing names them
NAMED, HERE, BEFORE, GUESS = map(Decimal, ("0.93", "0.9", "0.8", "0.4"))
ANSWERING = frozenset({"people", "objects"})


@cache
def _words(packs: Packs) -> dict[str, Any]:
    return {name: ready(packs.table("surveys")[name]) for name in PATTERNS}


def graded(mention: Mention, packs: Packs) -> bool:
    """Whether a percentage is how many of those who answered are content: 总体满意度95.2%."""
    percent = mention.role == "percentage" and mention.quantity.kind == "percent"
    return percent and _words(packs)["degree"].search(mention.before) is not None


def surveyed(mention: Mention, found: Sequence[Mention], around: Surroundings, packs: Packs) -> Iterator[Reading]:
    """The readings of a share as one of the answers of the survey that the passage speaks of."""
    words = _words(packs)
    named = mention.role == "share" and words["base"].fullmatch(mention.base) is not None
    if mention.series != mention.order or (mention.base and mention.role == "share" and not named):
        return
    part = _part(mention, found, around.nouns, words)
    if part is None or part.quantity.dimension not in ANSWERING:
        return
    answers = _answers(part, found, around, words)
    if answers is None or answers.quantity.value < part.quantity.value * Decimal("0.1"):
        return
    here = answers.passage == mention.passage
    near = here and part.sentence - answers.sentence <= SENTENCES and not _between(answers, part, found)
    if named or mention.role != "share" or (near and not has_opener(part, found, packs)):
        support = NAMED if named else HERE
    else:
        support = GUESS if here or has_opener(part, found, packs) else BEFORE
    yield as_share(part.claim, answers.claim, mention, support, "survey")


def _part(mention: Mention, found: Sequence[Mention], nouns: Nouns, words: dict[str, Any]) -> Mention | None:
    """The level that a share says the share of; of 满意度 one whose words say that they are content."""
    if mention.role == "share":
        return next((part for part, certainty in parts_of(mention, found, nouns) if certainty == 1), None)
    if mention.role in SHARES:
        return None
    beside = [found[mention.order - 1]] if mention.order else []
    if beside and beside[0].sentence == mention.sentence and beside[0].clause == mention.clause - 1:
        before = beside[0]
        if before.role == "level" and words["content"].search(before.lead + before.after):
            return before
    behind = found[mention.order + 1] if mention.order + 1 < len(found) else None
    if behind is not None and behind.role == "level" and words["that_is"].match(behind.gap):
        return behind
    return None


def _answers(part: Mention, found: Sequence[Mention], around: Surroundings, words: dict[str, Any]) -> Mention | None:
    """The last count of questionnaires in front: of 发放、回收、有效 the one that the answers are out of."""
    passages = around.statements.mentions
    here = found[max(0, part.order - BACK) : part.order]
    before = [passages[k][-BACK:] for k in range(part.passage - 1, max(-1, part.passage - 1 - PASSAGES), -1)]
    for mentions in (here, *before):
        for other in reversed(mentions):
            if (
                other.role in LEVELS
                and other.claim.id != part.claim.id
                and words["answers"].search(other.claim.measure)
            ):
                return other
    return None


def _between(answers: Mention, part: Mention, found: Sequence[Mention]) -> bool:
    """Whether another count stands between the answers and the part that the part may be of."""
    row = found[answers.order + 1 : part.order]
    return any(
        m.role == "level"
        and m.quantity.unit == part.quantity.unit
        and m.quantity.value > part.quantity.value
        and found[m.order + 1].role not in SHARES
        for m in row
    )
