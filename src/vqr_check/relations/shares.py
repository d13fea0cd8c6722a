"""Shares in running text: what is the part, and of which whole; explicit, elliptic and changing bases."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from vqr_check.claims.mentions import Mention
from vqr_check.claims.nouns import covered
from vqr_check.model import Claim, Relation
from vqr_check.relations.context import LEVELS, NAMED, Surroundings, same_kind, sentence_start
from vqr_check.relations.readings import Reading, reading, settle, verdict

SHARES = frozenset({"share", "quota", "bracketed"})
NEAR = 60  # mentions of the passage behind which a whole is looked for
IN_SENTENCE, IN_PASSAGE, IN_DOCUMENT = Decimal("0.95"), Decimal("0.9"), Decimal("0.75")


def shares(found: Sequence[Mention], around: Surroundings, carried: Claim | None) -> Iterator[Relation]:
    """The share relations of one passage.

    ``carried`` is the whole that the last shares before this passage were of, if any.
    """
    base = carried
    for mention in found:
        if mention.role not in SHARES:
            continue
        readings = list(_readings(mention, found, base, around))
        relation = settle(readings)
        if relation is None:
            continue
        if verdict(relation) in ("agreed", "truncated"):
            base = dict(relation.members)["whole"]
        yield relation


def _readings(
    mention: Mention, found: Sequence[Mention], base: Claim | None, around: Surroundings
) -> Iterator[Reading]:
    for part, certainty in _parts(mention, found):
        for whole, support in _wholes(mention, part, found, base, around):
            if whole.id != part.id and whole.quantity.value > 0:
                yield reading(
                    "share",
                    support * certainty,
                    mention.role,
                    part=part,
                    whole=whole,
                    share=mention.claim,
                )


def _parts(mention: Mention, found: Sequence[Mention]) -> Iterator[tuple[Claim, Decimal]]:
    """The levels that a share may be of, likeliest first."""
    row = [m for m in found[mention.series :] if m.series == mention.series]
    if len(row) > 1:
        levels = [m for m in found[: mention.series] if m.role == "level"][-len(row) :]
        if len(levels) == len(row):
            certain = Decimal(1) if levels[0].sentence == mention.sentence else Decimal("0.9")
            yield levels[mention.order - mention.series].claim, certain
        return
    certainty = Decimal(1)
    for k in range(mention.order - 1, sentence_start(found, mention.order) - 1, -1):
        other = found[k]
        if mention.bracket and other.bracket == mention.bracket and other.role in SHARES:
            return  # 占比 of an earlier level in the same bracket has its own
        if other.role not in LEVELS:
            continue
        yield other.claim, certainty
        if mention.role != "quota":
            return
        certainty -= Decimal("0.2")
        if certainty < Decimal("0.5"):
            return


def _wholes(
    mention: Mention, part: Claim, found: Sequence[Mention], base: Claim | None, around: Surroundings
) -> Iterator[tuple[Claim, Decimal]]:
    """The levels that may be the whole of a share, with how well the words support each."""
    wanted = around.nouns.keys(mention.base) if mention.role == "share" else frozenset()
    start = sentence_start(found, mention.order)
    seen = {part.id}
    for k in range(mention.order - 1, max(-1, mention.order - NEAR), -1):
        other = found[k]
        if other.role not in LEVELS or other.claim.id in seen or not same_kind(other.claim, part):
            continue
        if other.quantity.value < part.quantity.value and mention.role != "share":
            continue
        seen.add(other.claim.id)
        here = k >= start
        if wanted:
            share = covered(wanted, other.claim.keys)
            if share >= NAMED:
                yield other.claim, share * (IN_SENTENCE if here else IN_PASSAGE)
            elif mention.order - k <= 14:
                yield other.claim, Decimal("0.5") if here else Decimal("0.4")
        elif mention.order - k > 14:
            continue
        elif here:
            yield other.claim, Decimal("0.9") if "total" in other.cues or k == start else Decimal("0.7")
        else:
            yield other.claim, Decimal("0.6") if "total" in other.cues else Decimal("0.45")
    if base is not None and base.id not in seen and same_kind(base, part):
        seen.add(base.id)
        yield base, Decimal("0.85")
    if wanted:
        for claim, share in around.named(mention.base, part, part.id):
            if claim.id not in seen:
                seen.add(claim.id)
                yield claim, share * IN_DOCUMENT
