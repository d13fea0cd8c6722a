"""Shares in running text: what is the part, and of which whole; explicit, elliptic and changing bases."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from vqr_check.claims.mentions import Mention
from vqr_check.claims.nouns import covered, similar
from vqr_check.model import Claim, Relation
from vqr_check.relations.context import LEVELS, NAMED, Surroundings, containers, same_kind, sentence_start
from vqr_check.relations.readings import Reading, reading, settle, verdict

SHARES = frozenset({"share", "quota", "bracketed"})
FAR = 60  # mentions of the passage behind which a named whole is looked for
NEAR = 14  # … and one that is not named
REMEMBERED = 4  # wholes of earlier shares that are tried for one that names none
WHOLE = Decimal("0.98")  # a total that has every word of the name
IN_SENTENCE, IN_PASSAGE, IN_DOCUMENT = Decimal("0.95"), Decimal("0.92"), Decimal("0.75")
CONTAINER, SERIES, OPENER, CARRIED, GUESS = map(Decimal, ("0.95", "0.9", "0.7", "0.6", "0.4"))


def shares(found: Sequence[Mention], around: Surroundings, bases: Sequence[Claim]) -> Iterator[Relation]:
    """The share relations of one passage.

    ``bases`` are the wholes that earlier shares of the document turned out to be of, the last one first.
    """
    holders = containers(found)
    own = _owned(found)
    series: list[Claim] = []  # wholes of this passage's shares so far, the last one first
    for mention in found:
        if mention.role not in SHARES:
            continue
        readings = list(_readings(mention, found, holders, own, series, bases, around))
        relation = settle(readings)
        if relation is None:
            continue
        if verdict(relation) in ("agreed", "truncated"):
            series.insert(0, dict(relation.members)["whole"])
        yield relation


def _owned(found: Sequence[Mention]) -> frozenset[int]:
    """The levels that have a share of their own behind them: brothers of the next part, not its whole."""
    out = set()
    for mention in found:
        if mention.role in SHARES and mention.order:
            before = found[mention.order - 1]
            if before.role in LEVELS and before.sentence == mention.sentence:
                out.add(before.order)
    return frozenset(out)


def _readings(
    mention: Mention,
    found: Sequence[Mention],
    holders: Mapping[int, Sequence[Mention]],
    own: frozenset[int],
    series: Sequence[Claim],
    bases: Sequence[Claim],
    around: Surroundings,
) -> Iterator[Reading]:
    for part, certainty in _parts(mention, found):
        seen = {part.claim.id}
        for whole, support in (
            *_named(mention, part, found, around),
            *_elliptic(mention, part, found, holders, own, series, bases),
        ):
            if whole.id in seen or whole.quantity.value <= 0 or not same_kind(whole, part.claim):
                continue
            seen.add(whole.id)
            yield reading("share", support * certainty, mention.role, part=part.claim, whole=whole, share=mention.claim)


def _parts(mention: Mention, found: Sequence[Mention]) -> Iterator[tuple[Mention, Decimal]]:
    """The levels that a share may be of, likeliest first."""
    row = [m for m in found[mention.series :] if m.series == mention.series]
    if len(row) > 1:
        levels = [m for m in found[: mention.series] if m.role == "level"][-len(row) :]
        if len(levels) == len(row):
            together = levels[0].sentence == mention.sentence
            yield levels[mention.order - mention.series], Decimal(1) if together else Decimal("0.9")
        return
    certainty = Decimal(1)
    start = sentence_start(found, mention.order)
    for k in range(mention.order - 1, start - 1, -1):
        other = found[k]
        if mention.bracket and other.bracket == mention.bracket and other.role in SHARES:
            return  # 占比 of an earlier level in the same bracket has its own
        if other.role not in LEVELS or (other.quantity.value == 1 and other.quantity.literal[:1] in "一1"):
            continue
        yield other, certainty
        if mention.role != "quota":
            return
        certainty -= Decimal("0.3")
        if certainty < Decimal("0.4"):
            return


def _named(
    mention: Mention, part: Mention, found: Sequence[Mention], around: Surroundings
) -> Iterator[tuple[Claim, Decimal]]:
    """The wholes that 占…的 names: in the sentence, the passage, the document."""
    wanted = around.nouns.keys(mention.base) if mention.role == "share" else frozenset()
    if not wanted:
        return
    start = sentence_start(found, mention.order)
    for k in range(mention.order - 1, max(-1, mention.order - FAR), -1):
        other = found[k]
        if other.role in LEVELS and other is not part:
            share = covered(wanted, other.claim.keys)
            if share >= NAMED:
                exact = (1 + similar(wanted, other.claim.keys)) / 2
                total = max(exact, WHOLE) if "total" in other.cues and share == 1 else exact
                yield other.claim, share * total * (IN_SENTENCE if k >= start else IN_PASSAGE)
    for claim, share in around.named(mention.base, part.claim, part.claim.id):
        yield claim, share * IN_DOCUMENT


def _elliptic(
    mention: Mention,
    part: Mention,
    found: Sequence[Mention],
    holders: Mapping[int, Sequence[Mention]],
    own: frozenset[int],
    series: Sequence[Claim],
    bases: Sequence[Claim],
) -> Iterator[tuple[Claim, Decimal]]:
    """The wholes that the order of the sentence offers: what 其中 opens, the base of the last share, a total before."""
    unnamed = mention.role == "share" and not mention.base
    for rank, holder in enumerate(holders.get(part.order, ())):
        yield holder.claim, CONTAINER if unnamed and rank == 0 else OPENER - Decimal("0.1") * min(rank, 3)
    for rank, base in enumerate(series[:REMEMBERED]):
        yield base, SERIES if unnamed and rank == 0 else CARRIED
    start = sentence_start(found, mention.order)
    for k in range(mention.order - 1, max(-1, mention.order - NEAR), -1):
        other = found[k]
        if other.role not in LEVELS or other is part or other.quantity.value < part.quantity.value:
            continue
        if other.order in own:
            yield other.claim, GUESS
        elif k >= start:
            opens = unnamed and k == start and "total" in other.cues
            yield other.claim, SERIES if opens else OPENER
        else:
            yield other.claim, CARRIED if "total" in other.cues else GUESS
    for base in bases[:REMEMBERED]:
        yield base, CARRIED
