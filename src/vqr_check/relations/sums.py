"""Totals and their parts in running text: 其中, colons, lists, 一是…二是…, semicolons, over sentences and items."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

import regex

from vqr_check.arithmetic import Interval, interval
from vqr_check.claims.mentions import Mention
from vqr_check.claims.passages import Passage
from vqr_check.model import Relation
from vqr_check.packs import Packs
from vqr_check.relations.context import close_kind
from vqr_check.relations.readings import Reading, reading, settle, verdict

PARTS = frozenset({"level", "mean"})
LINES, GUESS = Decimal("0.7"), Decimal("0.4")
SPAN = 40  # mentions behind a total among which its parts are looked for


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
    seen = set()
    for parts, support in (*_ahead(total, found), *_behind(total, found)):
        ids = tuple(m.claim.id for m in parts)
        if len(ids) < 2 or ids in seen or (len(ids) == 2 and set(ids) <= taken):
            continue
        seen.add(ids)
        if all(m.quantity.value != total.quantity.value for m in parts) and total.quantity.value > 0:
            yield reading("sum", support, "parts", total=total.claim, part=[m.claim for m in parts])


def _ahead(total: Mention, found: Sequence[Mention]) -> Iterator[tuple[list[Mention], Decimal]]:
    """Runs of figures behind a total that may be all its parts, the likeliest first."""
    following: list[Mention] = []
    for other in found[total.order + 1 : total.order + SPAN]:
        if "sum_up" in other.cues and close_kind(other.claim, total.claim) and following:
            break
        if other.role in PARTS and close_kind(other.claim, total.claim):
            following.append(other)
    for same in (
        [m for m in following if m.quantity.unit == total.quantity.unit],
        [m for m in following if m.quantity.unit != total.quantity.unit or m.separator],
    ):
        if len(same) < 2:
            continue
        near = _near(total, same)
        flat = _unnested(near)
        yield flat, _complete(total, flat)
        if len(flat) != len(near):
            yield near, Decimal("0.5")
        yield _heads(near), Decimal("0.5")
        yield _lines(total, same), LINES
        for run in (near, same):
            upto = _reaches(total, run)
            if upto:
                yield run[:upto], GUESS


def _near(total: Mention, same: Sequence[Mention]) -> list[Mention]:
    """The figures in the sentence of a total, or in the next one when that opens with 其中."""
    here = [m for m in same if m.sentence == total.sentence]
    if not here and "其中" in same[0].gap and same[0].sentence <= total.sentence + 1:
        here = [m for m in same if m.sentence == same[0].sentence]
    return here


def _unnested(parts: Sequence[Mention]) -> list[Mention]:
    """The parts without those that a second 其中 puts under one of them."""
    out: list[Mention] = []
    inner = False
    for k, part in enumerate(parts):
        if k and "其中" in part.gap:
            inner = True
        elif part.separator in ("；", "。", "\n"):
            inner = False
        if not inner:
            out.append(part)
    return out


def _lines(total: Mention, same: Sequence[Mention]) -> list[Mention]:
    """The first figure of each list item behind a total."""
    out: list[Mention] = []
    for part in same:
        if part.sentence > total.sentence and (not out or part.sentence != out[-1].sentence):
            if part.separator != "\n" and not any(p.sentence == part.sentence for p in out):
                continue
            out.append(part)
    return out


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
    if parts[0].separator == "：" or "each" in parts[0].cues:
        return Decimal("0.8")
    return Decimal("0.7") if "其中" in parts[0].gap else Decimal("0.5")


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


def _heads(parts: Sequence[Mention]) -> list[Mention]:
    """The first figure of each stretch between semicolons or full stops."""
    out: list[Mention] = []
    for other in parts:
        if not out or other.separator in ("；", "。", "\n") or other.sentence != out[-1].sentence:
            out.append(other)
    return out


def _behind(total: Mention, found: Sequence[Mention]) -> Iterator[tuple[list[Mention], Decimal]]:
    """Runs of figures in front of a total that says 合计, 共计, 相加."""
    if "sum_up" not in total.cues and "total" not in total.cues:
        return
    before = [
        m
        for m in found[max(0, total.order - SPAN) : total.order]
        if m.role in PARTS and m.quantity.unit == total.quantity.unit and m.sentence == total.sentence
    ]
    near = before[::-1]
    upto = _reaches(total, near)
    if upto:
        yield near[:upto][::-1], GUESS
    yield before, Decimal("0.6") if "sum_up" in total.cues else GUESS


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
            relation = reading("pctsum", Decimal("0.8"), "shares", part=[m.claim for m in run])
            total = sum((m.quantity.value for m in run), Decimal(0))
            if verdict(relation.relation) == "agreed":
                yield relation.relation
            elif len(run) >= 3 and abs(total - 100) < 1:
                settled = settle([relation])
                if settled is not None:
                    yield settled
        run = [mention] if mention is not None and mention.role in ("share", "bracketed") else []
