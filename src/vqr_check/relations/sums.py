"""Totals and their parts in running text: sums that hold or fail, 其中 as at most, shares that add up to 100 %."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from vqr_check.claims.mentions import Mention
from vqr_check.claims.passages import Passage
from vqr_check.model import Relation
from vqr_check.packs import Packs
from vqr_check.relations.parts import PARTS, ahead, behind, counted, enumerated
from vqr_check.relations.readings import Reading, reading, settle, verdict

ITEMS = Decimal("0.9")  # 一是…二是…三是… behind a total list all of it
SLIPPED = Decimal("0.7")  # a total smaller than one of its parts is none, unless a slip explains it
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
    yield from _shares_of_hundred(found)


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
            whole = last if last is not None and last.sentence >= mention.sentence - 1 else None
            listed = mention.gap.rstrip().endswith(("：", ":")) or "其中：" in mention.gap
        elif mention.separator in ("。", "\n") or (mention.separator == "；" and not listed):
            whole = None
        if whole is not None and mention.quantity.unit == whole.quantity.unit and mention.quantity.unit:
            held = reading("subset", "0.9", "of_which", part=mention.claim, whole=whole.claim).relation
            opens = "其中" in mention.gap or bool(mention.claim.keys & whole.claim.keys)
            if opens or verdict(held) == "agreed":
                yield held
        last = mention


def _shares_of_hundred(found: Sequence[Mention]) -> Iterator[Relation]:
    """Shares of one whole that stand side by side and add up to 100 %."""
    run: list[Mention] = []
    for mention in (*found, None):
        if mention is not None and mention.role in ("share", "bracketed") and mention.quantity.kind == "percent":
            if not run or (mention.sentence == run[-1].sentence and not mention.quantity.hedge):
                run.append(mention)
                continue
        elif mention is not None and run and mention.sentence == run[-1].sentence:
            continue
        if len(run) >= 2:
            relation = reading("pctsum", HUNDRED, "shares", part=[m.claim for m in run])
            if verdict(relation.relation) == "agreed":
                yield relation.relation
            elif len(run) >= 3:
                settled = settle([relation])
                if settled is not None:
                    yield settled
        run = [mention] if mention is not None and mention.role in ("share", "bracketed") else []
