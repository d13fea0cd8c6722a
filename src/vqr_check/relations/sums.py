"""Totals and their parts in running text: 其中, colons, lists, 一是…二是…, semicolons, over sentences and items."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

import regex

from vqr_check.arithmetic import Interval, interval
from vqr_check.claims.mentions import Mention
from vqr_check.claims.passages import Passage
from vqr_check.model import Claim, Relation
from vqr_check.packs import Packs
from vqr_check.relations.context import close_kind
from vqr_check.relations.readings import Reading, reading, settle, verdict

PARTS = frozenset({"level", "mean"})
SPAN = 40  # mentions behind a total among which its parts are looked for


def sums(passage: Passage, found: Sequence[Mention], packs: Packs) -> Iterator[Relation]:
    """The sums of one passage: each figure that may be a total against the runs of figures that may be its parts."""
    taken: set[int] = set()  # parts of a sum that holds: no total of their own neighbours
    for mention in found:
        if mention.role not in PARTS:
            continue
        relation = settle(_readings(mention, passage, found, taken, packs), doubt=3)
        if relation is not None:
            if verdict(relation) == "agreed":
                taken.update(c.id for role, c in relation.members if role == "part")
            yield relation
    yield from _at_most(found)
    yield from _shares_of_hundred(found)


def _at_most(found: Sequence[Mention]) -> Iterator[Relation]:
    """Each figure that 其中 introduces is at most the figure in front of 其中."""
    whole: Mention | None = None
    last: Mention | None = None
    for mention in found:
        if mention.role not in PARTS:
            continue
        if last is not None and mention.sentence != last.sentence and mention.sentence != last.sentence + 1:
            whole = None
        if "其中" in mention.before:
            whole = last if last is not None and last.sentence >= mention.sentence - 1 else None
        elif mention.separator in ("。", "\n"):
            whole = None
        if whole is not None and mention.quantity.unit == whole.quantity.unit and mention.quantity.unit:
            yield reading("subset", "0.9", "of_which", part=mention.claim, whole=whole.claim).relation
        last = mention


def _readings(
    total: Mention, passage: Passage, found: Sequence[Mention], taken: set[int], packs: Packs
) -> Iterator[Reading]:
    enumerated = _enumerated(total, passage, found, packs)
    if len(enumerated) >= 2:
        yield reading("sum", "0.9", "enumerated", total=total.claim, part=[m.claim for m in enumerated])
    for parts, support in (*_ahead(total, found), *_behind(total, found)):
        if len(parts) >= 2 and not (len(parts) == 2 and {c.id for c in parts} <= taken):
            yield reading("sum", support, "parts", total=total.claim, part=parts)


def _ahead(total: Mention, found: Sequence[Mention]) -> Iterator[tuple[list[Claim], Decimal]]:
    """Runs of figures behind a total: the likeliest readings first."""
    following: list[Mention] = []
    for other in found[total.order + 1 : total.order + SPAN]:
        if "sum_up" in other.cues and close_kind(other.claim, total.claim) and following:
            break
        following.append(other)
    same = [m for m in following if m.role in PARTS and close_kind(m.claim, total.claim)]
    same = [m for m in same if m.quantity.value <= total.quantity.value or m.quantity.hedge]
    if len(same) < 2:
        return
    sentence = [m for m in same if m.sentence == total.sentence]
    heads = _heads(same, total)
    yield [m.claim for m in sentence], _complete(total, sentence)
    flat = [m for m in sentence if "of_which" not in m.cues or m is sentence[0]]
    if len(flat) != len(sentence):
        yield [m.claim for m in flat], _complete(total, flat) - Decimal("0.1")
    for upto in (_reaches(total, sentence), _reaches(total, same)):
        if upto:
            yield [m.claim for m in same[:upto]], Decimal("0.45")
    if len(heads) >= 2:
        yield [m.claim for m in heads], Decimal("0.6")
    first = [m for k, m in enumerate(same) if k == 0 or m.sentence != same[k - 1].sentence]
    if len(first) >= 2 and first[0].sentence != first[-1].sentence:
        yield [m.claim for m in first], Decimal("0.55")
    yield [m.claim for m in same], Decimal("0.5")


def _enumerated(total: Mention, passage: Passage, found: Sequence[Mention], packs: Packs) -> list[Mention]:
    """The figures of 一是…二是…三是… behind a total that says 共, to the end of the passage."""
    if not total.cues & {"total"} and not any(
        m.sentence == total.sentence and "total" in m.cues for m in found[: total.order]
    ):
        return []
    ordinal = regex.compile(packs.table("lists")["ordinal"])
    marks = [m.start() for m in ordinal.finditer(passage.text, total.quantity.end)]
    following = [m for m in found[total.order + 1 : total.order + SPAN] if m.role in PARTS]
    if len(marks) < 2 or not following or following[0].quantity.start < marks[0]:
        return []
    if found[total.order + 1].sentence > total.sentence + 2:
        return []
    parts = [m for m in following if m.quantity.unit == total.quantity.unit]
    held = [sum(m.quantity.start > mark for mark in marks) for m in parts]
    if sorted(set(held)) != list(range(1, len(marks) + 1)):
        return []  # some item has no figure of this kind
    if not all(m.claim.keys & total.claim.keys or not m.claim.keys for m in parts):
        return []
    return parts


def _complete(total: Mention, parts: Sequence[Mention]) -> Decimal:
    """How surely these are all the parts of the total."""
    if not parts:
        return Decimal(0)
    if "of_which" in parts[0].cues:
        return Decimal("0.6")
    if "：" in parts[0].before or parts[0].separator == "：":
        return Decimal("0.8")
    return Decimal("0.55")


def _reaches(total: Mention, parts: Sequence[Mention]) -> int:
    """Behind how many parts their sum is the total; 0 if never."""
    wanted, reached = interval(total.quantity), Interval(Decimal(0), Decimal(0))
    for count, part in enumerate(parts, 1):
        reached = reached + interval(part.quantity)
        if count >= 2 and reached.meets(wanted):
            return count
        if reached.low > wanted.high:
            return 0
    return 0


def _heads(parts: Sequence[Mention], total: Mention) -> list[Mention]:
    """The first figure of each stretch between semicolons or full stops."""
    out: list[Mention] = []
    for other in parts:
        if not out or other.separator in ("；", "。", "\n") or other.sentence != out[-1].sentence:
            out.append(other)
    return out


def _behind(total: Mention, found: Sequence[Mention]) -> Iterator[tuple[list[Claim], Decimal]]:
    """Runs of figures in front of a total that says 合计, 共计, 相加."""
    if "sum_up" not in total.cues and "total" not in total.cues:
        return
    before = [
        m
        for m in found[max(0, total.order - SPAN) : total.order]
        if m.role in PARTS and close_kind(m.claim, total.claim) and m.sentence == total.sentence
    ]
    certain = Decimal("0.6") if "sum_up" in total.cues else Decimal("0.4")
    near = before[::-1]
    upto = _reaches(total, near)
    if upto:
        yield [m.claim for m in near[:upto][::-1]], certain
    yield [m.claim for m in before], certain


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
            relation = reading("pctsum", Decimal("0.5"), "shares", part=[m.claim for m in run])
            total = sum((m.quantity.value for m in run), Decimal(0))
            if verdict(relation.relation) == "agreed":
                yield relation.relation
            elif len(run) >= 3 and abs(total - 100) < 1:
                settled = settle([relation])
                if settled is not None:
                    yield settled
        run = [mention] if mention is not None and mention.role in ("share", "bracketed") else []
