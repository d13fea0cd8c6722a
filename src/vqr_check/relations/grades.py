"""Grades of a scale: 满意度为 95%，其中“非常满意”占 60%，“满意”占 35%: the favourable ones are the rate."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from vqr_check.claims.mentions import Mention
from vqr_check.model import Relation
from vqr_check.packs import Packs, ready
from vqr_check.relations.readings import Reading, reading, settle, verdict

RATED = frozenset({"quota", "percentage"})
BEHIND = 3  # figures between a rate and its first grade, such as a footnote's mark
KNOWN = Decimal("0.95")  # the document's other rates are the sums of the same grades
NAMED, SOME = Decimal("0.86"), Decimal("0.7")  # all grades bear the rate's name; perhaps not all are given
NEAR = 20  # a scale that misses 100 % by more is not whole


@dataclass(frozen=True, slots=True)
class _Graded:
    """A share that is called by a grade: 非常满意."""

    mention: Mention
    degree: str  # 非常, 比较; "" where the thing stands alone
    thing: str  # what is graded: 满意, 相关; "" where a word in the middle stands alone (一般)
    against: bool  # 不满意


@dataclass(frozen=True, slots=True)
class _Rate:
    """A rate with the favourable grades behind it."""

    total: Mention
    grades: tuple[_Graded, ...]
    own: bool  # the rate's words name what is graded: 满意度, 满意

    @property
    def degrees(self) -> tuple[str, ...]:
        return tuple(g.degree for g in self.grades)

    def reading(self, support: Decimal) -> Reading:
        parts = [g.mention.claim for g in self.grades]
        return reading("sum", support, "grades", total=self.total.claim, part=parts)


@cache
def _patterns(packs: Packs) -> tuple[Any, Any]:
    words = packs.table("grades")
    return ready(words["grade"]), ready(words["rate"])


def grades(passages: Sequence[Sequence[Mention]], packs: Packs) -> Iterator[Relation]:
    """The sums of favourable grades that the rates of a document are, and the scales that add up to 100 %.

    A rate whose grades do not add up to it may leave one out; where the document's other rates are the sums of the
    same grades, it is an error. A scale that goes down to 不满意 is whole.
    """
    rates: list[_Rate] = []
    for found in passages:
        for run in _runs(found, packs):
            rates.extend(_rated(found, run, packs))
            shares = [g.mention for g in run]
            total = sum((m.quantity.value for m in shares), Decimal(0))
            if any(g.against for g in run) and len(run) > 2 and abs(total - 100) < NEAR:
                relation = settle([reading("pctsum", NAMED, "grades", part=[m.claim for m in shares])])
                if relation is not None:
                    yield relation
    held = Counter(rate.degrees for rate in rates if verdict(rate.reading(SOME).relation) == "agreed")
    for rate in rates:
        support = KNOWN if held[rate.degrees] else NAMED if rate.own and len(rate.grades) > 2 else SOME
        relation = settle([rate.reading(support)])
        if relation is not None:
            yield relation


def _runs(found: Sequence[Mention], packs: Packs) -> Iterator[list[_Graded]]:
    """Shares side by side in a sentence that are called by different grades of one thing."""
    run: list[_Graded] = []
    for mention in found:
        graded = _graded(mention, packs)
        if graded is None or not _goes_on(run, graded):
            if len(run) > 1:
                yield run
            run = []
        if graded is not None and (run or graded.thing):
            run.append(graded)
    if len(run) > 1:
        yield run


def _goes_on(run: Sequence[_Graded], graded: _Graded) -> bool:
    if not run:
        return True
    same = graded.thing in ("", run[0].thing) and graded.mention.sentence == run[0].mention.sentence
    return same and all((g.degree, g.thing, g.against) != (graded.degree, graded.thing, graded.against) for g in run)


def _graded(mention: Mention, packs: Packs) -> _Graded | None:
    if mention.quantity.kind != "percent" or mention.role not in ("share", "percentage", "bracketed"):
        return None
    said = _patterns(packs)[0].fullmatch(mention.before)
    if said is None:
        return None
    return _Graded(mention, said["degree"] or said["middle"] or "", said["thing"] or "", bool(said["against"]))


def _rated(found: Sequence[Mention], run: Sequence[_Graded], packs: Packs) -> Iterator[_Rate]:
    """The rate in front of a run, if the run opens on its grades: 其中, a colon."""
    first, thing = run[0].mention, run[0].thing
    favourable = tuple(g for g in run if g.thing and not g.against)
    if len(favourable) < 2 or not (first.of_which or first.separator == "："):
        return
    for total in found[max(0, first.order - BEHIND) : first.order][::-1]:
        if total.role in RATED and total.quantity.kind == "percent" and total.sentence >= first.sentence - 1:
            if _patterns(packs)[1].search(total.before):
                yield _Rate(total, favourable, thing in total.before)
            return
