"""其中 rows, complete breakdowns that the packs know, and shares worked out inside one cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from itertools import pairwise

from vqr_check.claims import headers
from vqr_check.claims.cells import Grid
from vqr_check.model import Relation
from vqr_check.packs import Packs
from vqr_check.relations.readings import figures as figures_of
from vqr_check.relations.readings import verdict
from vqr_check.relations.tables_sums import rates_apart
from vqr_check.relations.tables_trials import members, tried
from vqr_check.relations.tables_view import View, alike, relation
from vqr_check.slips import explain

MEMORY = 6  # how many lines above a 其中 may be its whole
MEANS = frozenset({"mean", "ratio", "rate", "share"})  # what a line is of whose parts do not come to it
SEVERAL = 2  # columns in which a line is more than the one above it
FAR = 40  # how many lines below its whole a part may stand


def subsets(view: View) -> Iterator[Relation]:
    """Lines marked 其中 are at most the line that they are of: the nearest above them that can be their whole."""
    nearest: list[Relation] = []
    settled: list[Relation] = []
    contrary = 0
    wholes: list[int] = []  # the nearest last
    numbered = any(line.level for line in view.records)
    for r, line in enumerate(view.records):
        if line.place == "part" and wholes:
            for j in range(len(view.fields)):
                found = [x for x in reversed(wholes) if _at_most(view, r, x, j)]
                over = view.figures.get((wholes[-1], j))
                if not found or (over is not None and over.kind in MEANS):
                    continue
                relations = [y for x in found if (y := _at_most(view, r, x, j))]
                fits = [y for y in relations if _holds(y)]
                if not _holds(relations[0]) and fits and _whole_again(view, r, j, fits[0]):
                    relations = fits
                contrary += not _holds(relations[0])
                nearest.append(relations[0])
                settled.append(fits[0] if fits else relations[0])
        elif line.place != "part" and (not numbered or line.level or line.place != "plain"):
            wholes = [*wholes[-MEMORY:], r]
    # where the nearest line fails once among many, that is the error; where it fails often, it is not the whole
    yield from nearest if contrary == 1 and len(nearest) > 3 else settled


def _whole_again(view: View, part: int, field: int, relation: Relation) -> bool:
    """Whether this 其中 divides a line above once more: 总人口，其中城镇…、乡村…，其中男…、女… come to it again."""
    (_, whole) = relation.members[1]
    reached = Decimal(0)
    for r in range(part, len(view.records)):
        figure = view.figures.get((r, field))
        if figure is None or (r > part and view.records[r].place != "plain"):
            return False
        reached += figure.value
        if reached >= whole.quantity.value:
            return reached == whole.quantity.value
    return False


def _holds(relation: Relation) -> bool:
    (_, part), (_, whole) = relation.members
    return part.quantity.value <= whole.quantity.value


def _at_most(view: View, part: int, whole: int, field: int) -> Relation | None:
    a, b = view.figures.get((part, field)), view.figures.get((whole, field))
    if a is None or b is None or not alike(a, b) or a.kind != "value" or b.kind != "value":
        return None
    return (
        relation("subset", [("part", a), ("whole", b)], "explicit", "table-of-which")
        if a.value >= 0 and b.value > 0
        else None
    )


def partitions(view: View, packs: Packs) -> Iterator[Relation]:
    """Lines that a pack knows to be a complete breakdown (税收收入, 非税收入) add up to the line above them."""
    known = _known(packs)
    fields = range(len(view.fields))
    w = headers.words(packs)
    labels = [_bare(line.label, w) for line in view.records]
    at = 0
    while at < len(labels):
        found = next((known_as for known_as in known.get(labels[at], ()) if _match(labels, at, known_as[0])), None)
        if found is None:
            at += 1
            continue
        names, even = found
        parts = _match(labels, at, names)
        if any(0 < line.level < view.records[at].level for line in view.records[at + 1 : parts[-1]]):
            at += 1
            continue  # 2.国内游客 of one matter, 二、停留天数, 1.入境游客 of the next
        whole = _whole(view, at, parts)
        if whole is not None and view.records[whole].kind in MEANS:  # 人均停留天数, of whom it may be
            if even:
                yield from _even(view, whole, parts)
            at = parts[-1] + 1
            continue
        if whole is not None:
            trial = tried(view, whole, parts, fields)
            for j in (*trial.agreed, *trial.failed):
                said = members(view, whole, parts, j)
                if rates_apart(view, whole, parts, j):
                    continue
                if j in trial.agreed or trial.agreed or j in trial.near:
                    yield relation("sum", said, "explicit", "table-partition")
        yield from _between(view, parts)
        at = parts[-1] + 1 if len(parts) == parts[-1] - parts[0] + 1 else at + 1


def _even(view: View, whole: int, parts: Sequence[int]) -> Iterator[Relation]:
    """Means that add up, as the income of a head does; those that fail need others that hold, or a slip."""
    told = []
    for j in range(len(view.fields)):
        figures = [view.figures.get((r, j)) for r in (whole, *parts)]
        known = [f for f in figures if f is not None and f.counts == (figures[0] or f).counts]
        if len(known) == len(parts) + 1 and all(f.kind in ("value", "mean") for f in known):
            total, *rest = known
            told.append(
                relation("sum", [("total", total), *(("part", f) for f in rest)], "explicit", "table-partition")
            )
    holding = any(verdict(r) == "agreed" for r in told)
    for said in told:
        if holding or verdict(said) == "agreed" or explain("sum", figures_of(said)) is not None:
            yield said


def _between(view: View, parts: Sequence[int]) -> Iterator[Relation]:
    """Lines that stand between the parts of a breakdown are of the part above them."""
    if all(b == a + 1 for a, b in pairwise(parts)):
        return
    behind = range(parts[-1] + 1, len(view.records))
    end = next((r for r in behind if view.records[r].place in ("total", "total_like")), len(view.records))
    for whole, stop in zip(parts, [*parts[1:], end], strict=True):
        for r in range(whole + 1, stop):
            held = [x for j in range(len(view.fields)) if (x := _at_most(view, r, whole, j))]
            more = len(held) - sum(map(_holds, held))
            if more < SEVERAL or more * 2 <= len(held):  # else the line is of something else
                yield from held


@cache
def _known(packs: Packs) -> Mapping[str, list[tuple[list[Sequence[str]], bool]]]:
    """Breakdowns by the names of their first part, and whether means of them add up too."""
    out: dict[str, list[tuple[list[Sequence[str]], bool]]] = {}
    for entry in packs.entries("partition"):
        even = bool(entry.get("even"))
        if ("whole" in entry and not even) or entry.get("open"):
            continue
        for name in entry["parts"][0]:
            out.setdefault(name, []).append((entry["parts"], even))
    return out


def _bare(label: str, w: headers.Words) -> str:
    bare = headers.unnumbered(label, w)
    bare = w.patterns["of_which"].sub("", bare).lstrip("：:")
    return str(w.patterns["header_unit"].sub("", bare))


def _match(labels: Sequence[str], start: int, parts: Sequence[Sequence[str]]) -> list[int]:
    """Where each part stands from ``start`` on, in order; empty where one is missing."""
    out, at = [], start
    for names in parts:
        while at < min(len(labels), start + FAR) and labels[at] not in names:
            at += 1
        if at >= min(len(labels), start + FAR):
            return []
        out.append(at)
        at += 1
    return out


def _whole(view: View, first: int, parts: Sequence[int]) -> int | None:
    """The line above the first part; for parts at the top, the total below the last."""
    if first:
        return first - 1
    below = parts[-1] + 1
    return below if below < len(view.records) and view.records[below].place != "plain" else None


def in_cells(grid: Grid) -> Iterator[Relation]:
    """89.83%（1007/1121）: a share with its part and whole in brackets."""
    for claims in grid.at.values():
        if len(claims) != 3:
            continue
        share, part, whole = claims
        kinds = [claim.quantity.kind for claim in claims]
        if kinds[0] == "percent" and "percent" not in kinds[1:] and whole.quantity.value > 0:
            yield Relation("share", (("part", part), ("whole", whole), ("share", share)), 1, "explicit", "table-cell")
