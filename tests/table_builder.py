"""Builds tables for tests from rows of text, and names what a relation says."""

from __future__ import annotations

from vqr_check import packs
from vqr_check.arithmetic import judge
from vqr_check.claims.cells import Grid, grid
from vqr_check.model import Block, Cell, Relation, Table
from vqr_check.relations import tables

PACKS = packs.load()


def block(text: str, index: int = 0, caption: str = "", unit: str = "") -> Block:
    """A table block; a line a row, cells parted by ``|``; ``^`` continues the cell above, ``<`` the one to the left."""
    rows = [[cell.strip() for cell in line.strip().split("|")] for line in text.strip().splitlines()]
    width = max(map(len, rows))
    rows = [[*row, *[""] * (width - len(row))] for row in rows]
    cells = []
    for r, row in enumerate(rows):
        for c, cell in enumerate(row):
            if cell in ("^", "<"):
                continue
            down = 1
            while r + down < len(rows) and rows[r + down][c] == "^":
                down += 1
            right = 1
            while c + right < width and row[c + right] == "<":
                right += 1
            cells.append(Cell(r, c, cell, down, right))
    return Block("body", index, "table", "", (), 0, "", Table(len(rows), width, tuple(cells), 0, caption, unit))


def read(text: str, index: int = 0, caption: str = "", unit: str = "") -> Grid:
    """The grid of a table that holds data."""
    found = grid(block(text, index, caption, unit), PACKS, 0)
    assert found is not None
    return found


def outcome(relation: Relation) -> tuple[str, str, tuple[str, ...]]:
    """Family, verdict and printed figures of a relation."""
    figures: dict[str, list] = {}
    for role, claim in relation.members:
        figures.setdefault(role, []).append(claim.quantity)
    verdict = judge(relation.family, figures, relation.direction).verdict
    return relation.family, verdict, tuple(claim.location.text for _, claim in relation.members)


def found(*grids: Grid) -> list[tuple[str, str, tuple[str, ...]]]:
    """What the finders say of these tables."""
    return [outcome(relation) for relation in tables.find(grids, PACKS)]


def wrong(*grids: Grid) -> list[tuple[str, tuple[str, ...]]]:
    """The relations that fail: family and figures."""
    return [(family, figures) for family, verdict, figures in found(*grids) if verdict == "contradicted"]
