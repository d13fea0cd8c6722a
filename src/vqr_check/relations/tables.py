"""What tables state of themselves and of each other: the entry to the finders."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from vqr_check.claims import headers
from vqr_check.claims.cells import Grid
from vqr_check.model import Relation
from vqr_check.packs import Packs
from vqr_check.relations import (
    tables_blocks,
    tables_changes,
    tables_flows,
    tables_parts,
    tables_ratios,
    tables_sums,
    tables_twins,
)
from vqr_check.relations.tables_joined import lending, shelf
from vqr_check.relations.tables_view import listed_views, views


def find(grids: Sequence[Grid], packs: Packs) -> Iterator[Relation]:
    """The relations of these tables, agreed or not: those that headers state or arithmetic bears out."""
    w = headers.words(packs)
    tables = shelf(grids)
    for number, grid in enumerate(grids):
        yield from tables_parts.in_cells(grid)
        seen = list(views(grid))
        yield from tables_flows.find(grid, seen, packs)
        for view in seen:
            yield from tables_parts.subsets(view)
            yield from tables_parts.partitions(view, packs)
            yield from tables_sums.find(view)
            yield from tables_blocks.find(view, packs)
            yield from tables_ratios.find(view if view.turned else lending(view, number, tables), w)
            yield from tables_changes.find(view)
        for view in listed_views(grid):
            yield from tables_sums.find(view)
    yield from tables_twins.find(grids, packs)
