"""Means in a table per heads that the document counts elsewhere: 面积 and 生均 side by side, 在校生 in the text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from vqr_check.claims.cells import Grid
from vqr_check.model import Claim, Relation
from vqr_check.packs import Packs, ready
from vqr_check.relations.context import Surroundings
from vqr_check.relations.heads import PEOPLE
from vqr_check.relations.rates import just
from vqr_check.relations.tables_view import AGREED, Figure, View, relation, verdict, views

LEAST = 3  # so many rows must agree before it is plain by what they are divided
KEPT = 200  # claims looked at for one name


def find(grids: Sequence[Grid], around: Surroundings, packs: Packs) -> Iterator[Relation]:
    """The means of these tables whose heads stand outside of them, agreed or not."""
    per: Any = ready(packs.table("means")["column"])
    for grid in grids:
        for view in views(grid) if any(line.kind == "mean" for line in grid.cols) else ():
            for target, line in enumerate(view.fields):
                said = per.search(line.label) if line.kind == "mean" and not view.turned else None
                if said is not None:
                    yield from _settled(view, target, _counted(said["base"], around, packs))


def _counted(base: str, around: Surroundings, packs: Packs) -> Sequence[Claim]:
    """The counts of the group that a mean is per, of each number one."""
    held: dict[object, Claim] = {}
    for entry in packs.table("means")["whose"]:
        for name in (*entry["names"], *entry.get("reckoned", ())) if base in entry["words"] else ():
            wanted = around.nouns.keys(name)
            rarest = min(wanted, key=lambda word: len(around.by_word.get(word, ())), default="")
            for claim in around.by_word.get(rarest, ())[:KEPT]:
                if claim.quantity.dimension == PEOPLE and claim.quantity.value > 1 and just(wanted, claim.keys):
                    held.setdefault(claim.quantity.value, claim)
    return tuple(held.values())


def _settled(view: View, target: int, counts: Sequence[Claim]) -> Iterator[Relation]:
    """The means of one column by the total and the heads with which most of its rows agree, if they are many."""
    best: tuple[int, list[list[tuple[str, Figure]]]] | None = None
    for field, line in enumerate(view.fields[: view.own]):
        if line.kind != "value" or field == target:
            continue
        for claim in counts:
            rows = list(_rows(view, field, target, Figure.of(claim, "value")))
            agreed = sum(verdict("mean", members) in AGREED for members in rows)
            if agreed >= LEAST and agreed * 4 >= len(rows) * 3 and (best is None or agreed > best[0]):
                best = agreed, rows
    for members in best[1] if best is not None else ():
        yield relation("mean", members, "explicit", "table-heads")


def _rows(view: View, field: int, target: int, heads: Figure) -> Iterator[list[tuple[str, Figure]]]:
    for r in range(len(view.records)):
        total, mean = view.figures.get((r, field)), view.figures.get((r, target))
        if total is not None and mean is not None and mean.value > 0:
            yield [("total", total), ("count", heads), ("mean", mean)]
