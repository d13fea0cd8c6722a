"""Runs: tables that were typed or converted into running text, cut into rows of figures with their names.

A run shows itself by figures that stand side by side with nothing but blanks between them, time and again in the
same number and of the same sort, with short names between the rows. A row that begins without a blank before it
(42.76%856 18.74%) began a line of its own; its name may then stand behind it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import Any

from vqr_check.model import Quantity
from vqr_check.packs import Packs, ready
from vqr_check.record import dataclass

LEAST = 3  # so many rows of one make are a run
WIDTH = 2  # … of so many figures at least: names with one figure each are no table that can be told from prose
LONGEST = 90  # characters between two rows
OUTSIDE = 240  # characters in front of a run that may hold its headers

Make = tuple[bool, ...]  # of a row: which of its cells are percentages


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a run: its cells as numbers of the passage's quantities, None where a dash stands.

    ``place`` is total or subtotal where its name says so, else plain; the name is ``told`` where a blank parts it
    from the figures behind it, and else pieced together from the text around them.
    """

    name: str
    cells: tuple[int | None, ...]
    place: str = "plain"
    told: bool = True

    @property
    def figures(self) -> tuple[int, ...]:
        """The numbers of its quantities."""
        return tuple(cell for cell in self.cells if cell is not None)


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text from ``start`` to ``end`` whose figures, ``first`` to ``last``, stand in rows.

    ``groups`` are its tables, each with rows of one make; it is ``loose`` where other figures stand among them.
    ``head`` is the text in front that may hold the headers.
    """

    start: int
    end: int
    first: int
    last: int
    head: str
    groups: tuple[tuple[Row, ...], ...]
    loose: bool


@dataclass(frozen=True, slots=True)
class _Chunk:
    """Figures with only blanks or dashes between them."""

    cells: tuple[int | None, ...]
    make: Make
    before: str  # the text in front, up to the chunk before
    after: str
    apart: bool  # whether a blank stands before the first figure


@dataclass(frozen=True, slots=True)
class _Words:
    figure: Any
    gap: Any
    dashes: Any
    total_ahead: Any
    total_behind: Any
    subtotal: Any
    sentence: Any


@cache
def _words(packs: Packs) -> _Words:
    table = packs.table("runs")
    names = ("figure", "gap", "dashes", "total_ahead", "total_behind", "subtotal", "sentence")
    return _Words(*(ready(table[name]) for name in names))


def runs(text: str, figures: Sequence[Quantity], packs: Packs) -> Iterator[Run]:
    """The runs of a passage in text order; ``figures`` are all its quantities.

    Where several stand in one sentence, all its figures belong to them: what parts them is no prose.
    """
    words = _words(packs)
    found = [run for chunks in _stretches(text, figures, words) if (run := _found(text, figures, chunks, words))]
    if not found:
        return
    ends = [0, *(mark.end() for mark in words.sentence.finditer(text)), len(text)]
    starts = [figure.number[0] for figure in figures]
    for start, end in pairwise(ends):
        here = [run for run in found if start <= run.start < end]
        reach = [bisect_left(starts, start), *(run.first for run in here[1:]), bisect_left(starts, end)]
        if len(here) < 2:
            yield from here
            continue
        for run, (first, stop) in zip(here, pairwise(reach), strict=True):
            yield replace(run, start=starts[first], end=figures[stop - 1].end, first=first, last=stop - 1)


def _found(text: str, figures: Sequence[Quantity], chunks: Sequence[_Chunk], words: _Words) -> Run | None:
    makes = dict.fromkeys(c.make for c in chunks if len(c.cells) >= WIDTH and None not in c.cells)
    tables = [[k for k, chunk in enumerate(chunks) if _fits(chunk, make)] for make in makes]
    tables = [table for table in tables if len(table) >= LEAST]
    return _run(text, figures, chunks, tables, words) if tables else None


def _stretches(text: str, figures: Sequence[Quantity], words: _Words) -> Iterator[list[_Chunk]]:
    """The figures of a text in chunks, and these in stretches that nothing but names interrupts."""
    held: list[_Chunk] = []
    cells: list[int | None] = []
    begun = 0  # where the text in front of the chunk begins
    reached = 0
    for number, figure in enumerate(figures):
        start, end = figure.number
        plain = words.figure.fullmatch(text[start:end]) is not None and not figure.hedge and figure.upper is None
        gap = text[reached:start]
        dashes = words.dashes.match(gap) if cells else None
        marks: list[int | None] = [None] * len(dashes["dash"].split()) if dashes and dashes["dash"] else []
        if plain and cells and gap and dashes and dashes.end() == len(gap):
            cells += [*marks, number]
        else:
            if cells:
                cells += marks
                held.append(_chunk(text, figures, cells, begun, start))
                begun = reached
            if not plain or (held and gap and not words.gap.fullmatch(gap)) or len(gap) > LONGEST:
                if len(held) >= LEAST:
                    yield held
                held = []
                begun = reached
            cells = [number] if plain else []
        reached = end
    if cells:
        stop = min(len(text), reached + LONGEST)
        found = words.dashes.match(text[reached:stop])
        cells += [None] * len(found["dash"].split()) if found and found["dash"] else []
        held.append(_chunk(text, figures, cells, begun, stop))
    if len(held) >= LEAST:
        yield held


def _chunk(text: str, figures: Sequence[Quantity], cells: Sequence[int | None], begun: int, stop: int) -> _Chunk:
    numbers = [cell for cell in cells if cell is not None]
    start, end = figures[numbers[0]].number[0], figures[numbers[-1]].number[1]
    make = tuple(cell is not None and figures[cell].kind in ("percent", "permille") for cell in cells)
    before = text[begun:start]
    return _Chunk(tuple(cells), make, before, text[end:stop], before[-1:].isspace())


def _fits(chunk: _Chunk, make: Make) -> bool:
    """Whether a row is of this make, whatever its dashes stand for."""
    return len(chunk.cells) == len(make) and all(
        cell is None or x == y for cell, x, y in zip(chunk.cells, chunk.make, make, strict=True)
    )


def _run(
    text: str, figures: Sequence[Quantity], chunks: Sequence[_Chunk], tables: Sequence[Sequence[int]], words: _Words
) -> Run:
    first, last = min(table[0] for table in tables), max(table[-1] for table in tables)
    placed = {k for table in tables for k in table}
    groups = tuple(_settled([_row(chunks[k], words) for k in table]) for table in tables)
    loose = any(k not in placed for k in range(first, last + 1))
    numbers = [cell for chunk in chunks[first : last + 1] for cell in chunk.cells if cell is not None]
    start, end = figures[numbers[0]].number[0], figures[numbers[-1]].number[1]
    behind = words.total_behind.match(text, end)
    stop = behind.end() if behind and not chunks[last].apart else end
    return Run(start, stop, numbers[0], numbers[-1], chunks[first].before[-OUTSIDE:], groups, loose)


def _row(chunk: _Chunk, words: _Words) -> Row:
    """A chunk with its name: the text in front where a blank parts them, else that around it."""
    said = words.total_ahead.search(chunk.before) or (None if chunk.apart else words.total_behind.match(chunk.after))
    if said:
        return Row(said["name"], chunk.cells, "subtotal" if words.subtotal.search(said["name"]) else "total")
    front = chunk.before.split()[-1:]
    return Row("".join([*front, *([] if chunk.apart else chunk.after.split()[:1])]), chunk.cells, told=chunk.apart)


def _settled(rows: Sequence[Row]) -> tuple[Row, ...]:
    """The rows of a table; totals that come again, or before the last one, are of the rows since the one before."""
    names = [row.name for row in rows if row.place == "total"]
    last = next((k for k in reversed(range(len(rows))) if rows[k].place == "total"), -1)
    return tuple(
        replace(row, place="subtotal") if row.place == "total" and (k != last or names.count(row.name) > 1) else row
        for k, row in enumerate(rows)
    )
