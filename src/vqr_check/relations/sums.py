"""Totals and their parts in running text: sums that hold or fail, 其中 as at most, shares that add up to 100 %."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from vqr_check.claims.mentions import Mention
from vqr_check.claims.passages import Passage
from vqr_check.model import Relation
from vqr_check.packs import Packs
from vqr_check.relations.parts import PARTS, ahead, behind, breakdowns, counted, enumerated
from vqr_check.relations.readings import Reading, reading, settle, verdict

ITEMS = Decimal("0.9")  # 一是…二是…三是… behind a total list all of it
SLIPPED = Decimal("0.7")  # a total smaller than one of its parts is none, unless a slip explains it
EXCEEDING, OVER = Decimal("0.85"), 102  # shares side by side that come to a little more than 100 %
HUNDRED = Decimal("0.5")  # shares side by side that come near 100 %


def sums(passage: Passage, found: Sequence[Mention], packs: Packs) -> Iterator[Relation]:
    """The sums of one passage: each figure that may be a total against the runs of figures that may be its parts."""
    taken: set[int] = set()  # parts of a sum that holds: no total of their own neighbours
    for mention in found:
        if mention.role not in PARTS:
            continue
        relation = settle(_readings(mention, passage, found, taken, packs))
        if relation is not None:
            if verdict(relation) == "agreed":
                taken.update(c.id for role, c in relation.members if role == "part")
            yield relation
    yield from _at_most(found)
    yield from _shares_of_hundred(passage, found, packs)


def _readings(
    total: Mention, passage: Passage, found: Sequence[Mention], taken: set[int], packs: Packs
) -> Iterator[Reading]:
    seen = set()
    for parts, support in (
        (enumerated(total, passage, found, packs), ITEMS),
        *counted(total, passage, found, packs),
        *ahead(total, found, packs),
        *behind(total, found),
    ):
        ids = tuple(m.claim.id for m in parts)
        if len(ids) < 2 or ids in seen or (len(ids) == 2 and set(ids) <= taken):
            continue
        seen.add(ids)
        if any(m.quantity.value == total.quantity.value for m in parts) or total.quantity.value <= 0:
            continue
        if any(m.quantity.value > total.quantity.value for m in parts):
            support = min(support, SLIPPED)
        yield reading("sum", support, "parts", total=total.claim, part=[m.claim for m in parts])


def _at_most(found: Sequence[Mention]) -> Iterator[Relation]:
    """Each figure that 其中 introduces is at most the figure in front of 其中."""
    whole: Mention | None = None
    last: Mention | None = None
    listed = False  # 其中： holds to the end of the sentence, 其中 to the next semicolon
    for mention in found:
        if mention.role != "level" or mention.bracket:
            continue
        if last is not None and mention.sentence > last.sentence + 1:
            whole = None
        if "其中" in mention.gap:
            whole = _holder(mention, last, found)
            listed = mention.gap.rstrip().endswith(("：", ":")) or "其中：" in mention.gap
        elif mention.separator in ("。", "\n") or (mention.separator == "；" and not listed):
            whole = None
        if whole is not None and mention.quantity.unit == whole.quantity.unit and mention.quantity.unit:
            held = reading("subset", "0.9", "of_which", part=mention.claim, whole=whole.claim).relation
            opens = "其中" in mention.gap or bool(mention.claim.keys & whole.claim.keys)
            if opens or verdict(held) == "agreed":
                yield held
        last = mention


def _holder(mention: Mention, last: Mention | None, found: Sequence[Mention]) -> Mention | None:
    """What 其中 is of: the figure in front; over a full stop the only one of its unit in the sentence before."""
    if last is None or last.sentence < mention.sentence - 1:
        return None
    if last.sentence == mention.sentence:
        return last
    before = [
        m
        for m in found[: mention.order]
        if m.sentence == mention.sentence - 1 and m.role == "level" and m.quantity.unit == mention.quantity.unit
    ]
    return before[0] if len(before) == 1 else None


def _shares_of_hundred(passage: Passage, found: Sequence[Mention], packs: Packs) -> Iterator[Relation]:
    """Shares of one whole that stand side by side and add up to 100 %.

    Shares that come to less may be only some of them; those that come to more cannot all be of one whole, unless
    more than one could be chosen (多选).
    """
    several = breakdowns(packs)["several"]
    run: list[Mention] = []
    for mention in (*found, None):
        if mention is not None and mention.role in ("share", "bracketed") and mention.quantity.kind == "percent":
            if not run or (mention.sentence == run[-1].sentence and not mention.quantity.hedge):
                run.append(mention)
                continue
        elif mention is not None and run and mention.sentence == run[-1].sentence:
            continue
        if len(run) >= 2:
            over = OVER > sum((m.quantity.value for m in run), Decimal(0)) > 100
            support = EXCEEDING if over and not several.search(passage.text) else HUNDRED
            relation = reading("pctsum", support, "shares", part=[m.claim for m in run])
            if verdict(relation.relation) == "agreed":
                yield relation.relation
            elif len(run) >= 3:
                settled = settle([relation])
                if settled is not None:
                    yield settled
        run = [mention] if mention is not None and mention.role in ("share", "bracketed") else []
