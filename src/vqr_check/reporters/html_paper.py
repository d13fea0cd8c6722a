"""The document itself as HTML, with every figure marked by what became of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby

from vqr_check.model import Block, Cell, Document
from vqr_check.reporters.marks import Mark, Marks
from vqr_check.reporters.words import PART

LETTER = {"agreed": "a", "contradicted": "c", "unchecked": "u", "noted": "n"}
CHUNK = 40  # blocks that a browser lays out together once they come near the screen


def paper(document: Document, marks: Marks) -> Iterator[str]:
    """The document's blocks, the body first, then each other part under its name."""
    for part, blocks in groupby(document.blocks, key=lambda block: block.part):
        if part != "body":
            yield f'<h2 class="part">{PART[part]}</h2>'
        listed = list(blocks)
        for start in range(0, len(listed), CHUNK):
            yield '<div class="chunk">'
            for block in listed[start : start + CHUNK]:
                yield _block(block, marks)
            yield "</div>"


def _block(block: Block, marks: Marks) -> str:
    if block.table is not None:
        return _table(block, marks)
    if not block.text.strip():
        return ""
    text = marked(block.text, marks.holders.get((block.part, block.index, None, None), ()))
    label = f'<span class="label">{escape(block.label)}</span>' if block.label else ""
    if block.kind == "heading":
        level = min(block.level + 1, 6) if block.level else 3
        return f"<h{level}>{label}{text}</h{level}>"
    return f'<p class="{"toc" if block.kind == "contents" else "p"}">{label}{text}</p>'


def _table(block: Block, marks: Marks) -> str:
    table = block.table
    assert table is not None
    rows: list[list[str]] = [[] for _ in range(table.rows)]
    for cell in table.cells:
        if cell.row < len(rows):
            rows[cell.row].append(_cell(block, cell, marks))
    body = "".join(f"<tr>{''.join(cells)}</tr>" for cells in rows)
    return f'<div class="wide"><table class="grid">{body}</table></div>'


def _cell(block: Block, cell: Cell, marks: Marks) -> str:
    text = marked(cell.text, marks.holders.get((block.part, block.index, cell.row, cell.col), ()))
    span = f' rowspan="{cell.rowspan}"' if cell.rowspan > 1 else ""
    span += f' colspan="{cell.colspan}"' if cell.colspan > 1 else ""
    return f"<td{span}>{text}</td>"


def marked(text: str, marks: Sequence[Mark]) -> str:
    """A text with its marks, which stand in text order and do not overlap."""
    pieces: list[str] = []
    reach = 0
    for mark in marks:
        start, end = mark.location.start, mark.location.end
        if start < reach or end > len(text):
            continue
        pieces.append(escape(text[reach:start], quote=False))
        chief = " f" if mark.findings else ""
        shown = escape(text[start:end], quote=False)
        pieces.append(
            f'<b class="q {LETTER[mark.status]}{chief}" id="q{mark.id}" tabindex="0" role="button">{shown}</b>'
        )
        reach = end
    pieces.append(escape(text[reach:], quote=False))
    return "".join(pieces)
