"""Lines that 其中 divides where one column has to tell how far it reaches: A, 其中 a1, a2, B, 合计."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from vqr_check.arithmetic import Interval, point
from vqr_check.claims import headers
from vqr_check.model import Relation
from vqr_check.packs import Packs
from vqr_check.relations.tables_trials import digits, explained, members, tried
from vqr_check.relations.tables_view import View, alike, relation

TELLING = 4  # digits of a figure that hardly agrees by accident
LONGEST = 30  # lines behind 其中
MARKS = ("part", "total", "subtotal", "total_like")


def find(view: View, packs: Packs) -> Iterator[Relation]:
    """The sums of lines that 其中 divides, where the total below or a last line 其他 shows which lines are parts."""
    remainder = headers.words(packs).patterns["remainder"]
    fields = [j for j in range(len(view.fields)) if view.fields[j].kind == "value"]
    for r, line in enumerate(view.records):
        if line.place != "part" or not r or line.level or view.records[r - 1].place not in ("plain", "total_like"):
            continue
        end = r + 1
        while end < len(view.records) and end - r < LONGEST and view.records[end].place not in MARKS:
            end += 1
        if end - r < 2:
            continue
        below = end if end < len(view.records) and view.records[end].place == "total" else None
        last = next((k for k in range(r + 1, end) if remainder.search(view.records[k].label)), None)
        if below is not None:
            yield from _split(view, r, end, fields)
        elif last is not None:
            yield from _listed(view, r - 1, range(r, last + 1), fields)


def _listed(view: View, whole: int, parts: Sequence[int], fields: Sequence[int]) -> Iterator[Relation]:
    """From 其中 to 其他: all parts there are; columns that fail speak where a slip explains each."""
    trial = tried(view, whole, parts, fields)
    if len(trial.failed) == len(trial.near):
        for j in trial.failed:
            if len(digits(view.figures[whole, j])) >= TELLING:
                yield relation("sum", members(view, whole, parts, j), "likely", "table-parts")


def _split(view: View, first: int, total: int, fields: Sequence[int]) -> Iterator[Relation]:
    """The line above 其中, its parts and the total, where two of the three sums between them fail by one slip.

    A, 其中 a1, a2, B, 合计: A = a1 + a2, 合计 = A + B and 合计 = a1 + a2 + B, for the B that makes one of them hold.
    """
    whole = first - 1
    start = max((r + 1 for r in range(whole) if view.records[r].place in MARKS), default=0)
    for j in fields:
        figures = [view.figures.get((r, j)) for r in range(start, total + 1)]
        if (
            any(f is None or not alike(f, figures[0] or f) for f in figures)
            or len(digits(view.figures[whole, j])) < TELLING
        ):
            continue
        for at in range(first + 2, total + 1):
            others = [*range(start, whole), *range(at, total)]
            parts = range(first, at)
            reached, aside = _added(view, parts, j), _added(view, others, j)
            own, all_of = view.figures[whole, j], view.figures[total, j]
            inner = reached.meets(own.bounds)
            outer = (own.bounds + aside).meets(all_of.bounds)
            leaves = (reached + aside).meets(all_of.bounds)
            if inner + outer + leaves != 1:
                continue
            known = [view.figures[r, j] for r in parts]
            if not inner and explained(own, known, reached, TELLING):
                yield relation("sum", members(view, whole, parts, j), "likely", "table-parts")
                break


def _added(view: View, lines: Sequence[int], field: int) -> Interval:
    reached = point(0)
    for r in lines:
        reached = reached + view.figures[r, field].bounds
    return reached
