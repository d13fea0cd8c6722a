"""The same fact in two tables: cells joined on what they measure, of whom and when, never by their values."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from vqr_check.arithmetic import interval, judge
from vqr_check.claims import headers
from vqr_check.claims.cells import Grid, combined
from vqr_check.claims.headers import Line, Words
from vqr_check.model import Claim, Relation
from vqr_check.packs import Packs
from vqr_check.record import dataclass
from vqr_check.relations.tables_view import AGREED, slip

Key = tuple[str, str, str, str]
MAX_COPIES = 6
MANY = 3  # cells that agree between two tables, beside one that is not a slip away
ONE_YEAR = re.compile(r"^((?:19|20)\d\d)(?:年度?|届|年末)?$")
YEAR = re.compile(r"^(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Twin:
    """A fact that two tables print."""

    a: Claim
    b: Claim
    grids: tuple[int, int]
    agreed: bool


def find(grids: Sequence[Grid], packs: Packs) -> Iterator[Relation]:
    """The facts that two tables state, agreed or not; a disagreement only where the tables otherwise agree."""
    if len(grids) < 2:
        return
    w = headers.words(packs)
    folded = {word: str(entry["canonical"]) for entry in packs.entries("synonym") for word in entry["words"]}
    latest = _latest(grids)
    places: dict[Key, list[tuple[int, Claim]]] = defaultdict(list)
    for number, grid in enumerate(grids):
        for key, claims in _facts(grid, w, folded, latest).items():
            if len(claims) == 1:
                places[key].append((number, claims[0]))
    _lend_dimensions(places, grids)
    twins = [
        _twin(places_of[i], places_of[j])
        for places_of in places.values()
        for j in range(1, min(len(places_of), MAX_COPIES))
        for i in range(j)
    ]
    agreed = Counter(twin.grids for twin in twins if twin.agreed and _telling(twin.a))
    failed = Counter(twin.grids for twin in twins if not twin.agreed)
    for twin in twins:
        members = (("a", twin.a), ("b", twin.b))
        if twin.agreed:
            yield Relation("equal", members, 1, "likely", "table-twin")
            continue
        a, b = twin.a.quantity, twin.b.quantity
        near = slip(a, interval(b)) or slip(b, interval(a))
        alone = failed[twin.grids] == 1 and agreed[twin.grids] >= MANY  # more that differ are of another scope
        if alone or (near and agreed[twin.grids] >= failed[twin.grids]):
            yield Relation("equal", members, 1, "explicit" if near else "likely", "table-twin")
        elif near and failed[twin.grids] == 1 and _telling(twin.a) and _telling(twin.b):
            yield Relation("equal", members, 1, "likely", "table-twin")


def _lend_dimensions(places: dict[Key, list[tuple[int, Claim]]], grids: Sequence[Grid]) -> None:
    """Put a chart's figures without a unit with those of a table that state the same of one kind of thing."""
    kinds: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for letters, kind, dimension, period in places:
        if dimension:
            kinds[letters, kind, period].add(dimension)
    for letters, kind, dimension, period in list(places):
        known = kinds.get((letters, kind, period), ())
        if not dimension and len(known) == 1:
            drawn = [held for held in places[letters, kind, "", period] if grids[held[0]].block.part == "chart"]
            places[letters, kind, next(iter(known)), period] += drawn


def _twin(one: tuple[int, Claim], other: tuple[int, Claim]) -> Twin:
    figures = {"a": [one[1].quantity], "b": [other[1].quantity]}
    return Twin(one[1], other[1], (one[0], other[0]), judge("equal", figures).verdict in AGREED)


def _telling(claim: Claim) -> bool:
    """Whether a figure is long enough that agreement is no chance."""
    q = claim.quantity
    return len(format(abs(q.value / q.step).to_integral_value(), "f")) >= 3 and q.value != 100


def _latest(grids: Sequence[Grid]) -> int:
    years = [
        int(line.period[:4])
        for grid in grids
        for line in (*grid.cols, *(x for lines in grid.rows for x in lines))
        if YEAR.match(line.period)
    ]
    return max(years, default=0)


def _facts(grid: Grid, w: Words, folded: Mapping[str, str], latest: int) -> Mapping[Key, list[Claim]]:
    """The claims of a grid by what they state."""
    out: dict[Key, list[Claim]] = defaultdict(list)
    chart = grid.block.part == "chart"
    for lines, panel in zip(grid.rows, grid.panels, strict=True):
        rows = [(row, _said(row, w, folded)) for row in lines]
        for col in panel:
            column = grid.cols[col]
            said = _said(column, w, folded)
            if chart and len(column.path) > 1:  # the caption's measure over a series' name
                said += _said(replace(column, path=column.path[:1]), w, folded)
            for row, label in rows:
                found = grid.at.get((row.index, col), ())
                if len(found) != 1:
                    continue
                kind = combined(row, column)
                total = row.place in ("total", "subtotal") or column.place in ("total", "subtotal")
                if row.place == "subtotal" or column.place == "subtotal" or (total and not said):
                    continue
                letters = "".join(sorted(label + said))
                if len(letters) < 2:
                    continue
                period = _when(row, column, grid, latest)
                dimension = "share" if kind in ("share", "rate", "growth") else found[0].quantity.dimension
                out[letters, kind if kind != "rate" else "share", dimension, period].append(found[0])
    return out


def _when(row: Line, col: Line, grid: Grid, latest: int) -> str:
    period = col.period or row.period or grid.period
    if period in ("", "本年"):
        return str(latest)
    return str(latest - 1) if period == "上年" else ONE_YEAR.sub(r"\1", period)


def _said(line: Line, w: Words, folded: Mapping[str, str]) -> str:
    """What a line's header says of its figures, without numbering, unit, period and empty words."""
    if line.place in ("total", "subtotal"):
        return ""
    bare = line.label
    if line.place == "part" or not bare:
        return "".join(line.path)
    bare = headers.unnumbered(bare, w)
    bare = headers.PERIOD.sub("", w.patterns["header_unit"].sub("", bare))
    bare = w.patterns["quotes"].sub("", bare)
    bare = folded.get(bare, bare)
    for word in sorted((*w.now, *w.before), key=len, reverse=True):
        bare = bare.removeprefix(word)
    if line.kind in ("growth", "share", "change", "point"):
        bare = next(pattern for name, pattern in w.kinds if name == line.kind).sub("", bare)
    return str(w.patterns["empty"].sub("", bare))
