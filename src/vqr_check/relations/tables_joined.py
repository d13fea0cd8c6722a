"""What tables lend each other: columns of a table with the same rows, and printed totals as bases of shares."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from vqr_check.claims.cells import Grid
from vqr_check.claims.headers import Line
from vqr_check.record import dataclass
from vqr_check.relations.tables_view import Figure, View

LEAST = 3  # so many rows two tables must share
MAX_BASES = 40
TOTAL = "="  # stands for the label of a total, whatever it is called
COMMON = 12  # a label that stands in more tables tells nothing


@dataclass(frozen=True, slots=True)
class Shelf:
    """The tables of a document by their row labels, and the totals that they print."""

    grids: tuple[Grid, ...]
    holders: Mapping[str, tuple[int, ...]]
    totals: tuple[tuple[int, Figure], ...]


def shelf(grids: Sequence[Grid]) -> Shelf:
    """Sort the tables by their row labels."""
    holders: dict[str, list[int]] = defaultdict(list)
    totals: list[tuple[int, Figure]] = []
    for number, grid in enumerate(grids):
        for label in _labels(grid):
            holders[label].append(number)
        for line in grid.rows[0]:
            if line.place in ("total", "total_like") and len(totals) < MAX_BASES:
                totals += [
                    (number, Figure.of(found[0], "value"))
                    for col in grid.cols
                    if col.kind == "value" and len(found := grid.at.get((line.index, col.index), ())) == 1
                ]
    return Shelf(tuple(grids), {label: tuple(found) for label, found in holders.items()}, tuple(totals))


def lending(view: View, number: int, tables: Shelf) -> View:
    """The view of a table with the columns and totals that other tables lend it."""
    mine = {_name(line): r for r, line in enumerate(view.records)}
    shared = Counter(
        other
        for label in mine
        if len(held := tables.holders.get(label, ())) <= COMMON
        for other in held
        if other != number
    )
    fields = list(view.fields)
    figures = dict(view.figures)
    for other, count in shared.most_common(2):
        if count < LEAST or count * 5 < len(mine) * 3:
            continue
        grid = tables.grids[other]
        for col in grid.cols:
            if col.kind != "value" or not any((line.index, col.index) in grid.at for line in grid.rows[0]):
                continue
            for line in grid.rows[0]:
                r, found = mine.get(_name(line)), grid.at.get((line.index, col.index), ())
                if r is not None and len(found) == 1 and line.kind == "value":
                    figures[r, len(fields)] = Figure.of(found[0], "value")
            fields.append(col)
    bases = tuple(figure for home, figure in tables.totals if home != number)
    return replace(
        view, fields=tuple(fields), figures=figures, lent=len(fields) - len(view.fields), bases=bases[:MAX_BASES]
    )


def _labels(grid: Grid) -> set[str]:
    return {name for line in grid.rows[0] if (name := _name(line))}


def _name(line: Line) -> str:
    return TOTAL if line.place == "total" else line.label
