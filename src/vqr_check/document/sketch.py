"""Sketches: a small report in plain text as a Document, for the examples of rules and sentence patterns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from hashlib import sha256

from vqr_check.document.captions import Neighbour, named
from vqr_check.model import Block, Cell, Document, Table

RULE = re.compile(r"\|[\s|:-]*-[\s|:-]*")


def sketch(text: str, path: str = "例") -> Document:
    """The document of a text, a line a block.

    ``##`` to ``####`` open headings of level 1 to 3, ``@`` the caption of a table, ``|`` a row of a table whose header
    ends at a ``|---|`` line; any other line is a paragraph. Empty lines only separate.
    """
    return Document(path, sha256(text.encode()).hexdigest(), tuple(_blocks(text)))


def _blocks(text: str) -> Iterator[Block]:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    section: list[str] = []
    at = index = 0
    while at < len(lines):
        line = lines[at]
        end = at
        while end < len(lines) and lines[end].startswith("|"):
            end += 1
        if end > at:
            above = [Neighbour(each.removeprefix("@").strip(), each.startswith("@")) for each in reversed(lines[:at])]
            yield Block("body", index, "table", "", tuple(section), table=_table(lines[at:end], above))
            at = end
        else:
            mark, _, said = line.partition(" ")
            level = len(mark) - 1
            if 1 <= level <= 4 and mark == "#" * len(mark):
                del section[level - 1 :]
                yield Block("body", index, "heading", said.strip(), tuple(section), level)
                section.append(said.strip())
            else:
                yield Block("body", index, "paragraph", line.removeprefix("@").strip(), tuple(section))
            at += 1
        index += 1


def _table(lines: Sequence[str], above: Sequence[Neighbour]) -> Table:
    header = next((k for k, line in enumerate(lines) if RULE.fullmatch(line)), 0)
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if not RULE.fullmatch(line)]
    cells = tuple(Cell(r, c, text) for r, row in enumerate(rows) for c, text in enumerate(row))
    caption, unit = named(above, (), cells)
    return Table(len(rows), max(map(len, rows)), cells, header, caption, unit)
