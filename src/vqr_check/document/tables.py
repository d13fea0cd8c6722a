"""Lays the cells of a w:tbl out on a grid: spans, vertical and horizontal merges, skipped columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field
from typing import Any

from vqr_check.document.names import VAL, W, on
from vqr_check.document.paragraph import Mark, Paragraph, Piece, joined
from vqr_check.document.styles import integer
from vqr_check.model import Cell, Table
from vqr_check.record import dataclass

Element = Any
TCPR = W + "tcPr"


@dataclass(slots=True)
class RawCell:
    """A cell while it is read: what it holds in reading order."""

    row: int
    col: int
    colspan: int
    rowspan: int = 1
    content: list[Paragraph | RawTable] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class CellProperties:
    """What a w:tcPr says of the grid."""

    span: int = 1
    vertical: str = ""  # "restart" or "continue"
    horizontal: str = ""
    gone: bool = False  # deleted (or, in the original, inserted) under tracked changes


PLAIN_CELL = CellProperties()


@dataclass(slots=True)
class RawTable:
    """A table while it is read; rows and cells are added in document order."""

    index: int = -1
    columns: int = 1000  # the widest grid that is believed
    rows: list[bool] = field(default_factory=list)  # a row each: whether it is a repeated header
    cells: list[RawCell] = field(default_factory=list)
    column: int = 0
    above: dict[int, RawCell] = field(default_factory=dict)
    current: dict[int, RawCell] = field(default_factory=dict)
    dropped: bool = False  # it had a row that tracked changes removed

    def start_row(self, header: bool, skipped: int) -> None:
        """A row that is a repeated header or none, its first ``skipped`` columns empty."""
        self.rows.append(header)
        self.above, self.current = self.current, {}
        self.column = min(max(skipped, 0), self.columns - 1)

    def add(self, properties: CellProperties) -> RawCell | None:
        """The next cell of the row, or None where it only carries on the one above or to its left."""
        if not self.rows:
            self.start_row(False, 0)
        column = self.column
        span = 1 if properties is PLAIN_CELL else max(1, min(properties.span, self.columns - column))
        if properties.horizontal == "continue" and self.cells and self.cells[-1].row == len(self.rows) - 1:
            self.cells[-1].colspan = min(self.cells[-1].colspan + span, self.columns)
            self.column += span
            return None
        self.column += span
        if properties.vertical == "continue":
            origin = self.above.get(column)
            if origin is not None:
                origin.rowspan = len(self.rows) - origin.row
                self.current[column] = origin
                return None
        cell = RawCell(len(self.rows) - 1, column, span)
        self.cells.append(cell)
        if properties.vertical:
            self.current[column] = cell
        return cell


def row_properties(row: Element, gone: str) -> tuple[bool, int, bool]:
    """Of a w:tr: whether it is a repeated header, how many columns it skips, whether tracked changes remove it."""
    header, skipped, removed = False, 0, False
    for properties in row.iterchildren(W + "trPr"):
        for child in properties:
            tag = child.tag
            if tag == W + "tblHeader":
                header = on(child.get(VAL))
            elif tag == W + "gridBefore":
                skipped = integer(child.get(VAL)) or 0
            elif tag == gone:
                removed = True
    return header, skipped, removed


def cell_properties(cell: Element, gone: str) -> CellProperties:
    """The w:tcPr of a w:tc."""
    for properties in cell:
        if properties.tag != TCPR:
            continue
        span, vertical, horizontal, removed = 1, "", "", False
        for child in properties:
            tag = child.tag
            if tag == W + "gridSpan":
                span = integer(child.get(VAL)) or 1
            elif tag == W + "vMerge":
                vertical = child.get(VAL) or "continue"
            elif tag == W + "hMerge":
                horizontal = child.get(VAL) or "continue"
            elif tag == gone:
                removed = True
        if span == 1 and not vertical and not horizontal and not removed:
            return PLAIN_CELL
        return CellProperties(span, vertical, horizontal, removed)
    return PLAIN_CELL


@dataclass(frozen=True, slots=True)
class Laid:
    """A finished table with what hangs in its cells: pieces and comment marks by grid position."""

    table: Table
    pieces: dict[tuple[int, int], Sequence[Piece]]
    marks: dict[tuple[int, int], Sequence[Mark]]


def merged(content: list[Paragraph | RawTable]) -> list[Paragraph | RawTable]:
    """The same content with paragraphs joined whose marks are deleted or hidden; emptied ones are left out."""
    if not any(isinstance(item, Paragraph) and item.joined for item in content):
        return content
    out: list[Paragraph | RawTable] = []
    open_: list[Paragraph] = []
    for item in content:
        if isinstance(item, Paragraph):
            open_.append(item)
            if not item.joined:
                out.append(joined(open_))
                open_ = []
            continue
        out += _closed(open_)
        open_ = []
        out.append(item)
    return out + _closed(open_)


def _closed(paragraphs: list[Paragraph]) -> list[Paragraph | RawTable]:
    return [joined(paragraphs)] if any(p.text for p in paragraphs) else []


def lay(raw: RawTable) -> Laid:
    """The table of a raw one; nested tables stand in their cell's text, rows on lines and cells between tabs."""
    order: list[RawTable] = [raw]
    for table in order:  # outer before inner; `order` grows while it is read
        order += [item for cell in table.cells for item in cell.content if isinstance(item, RawTable)]
    done: dict[int, tuple[Laid, str]] = {}
    for table in reversed(order):
        laid = _lay(table, done)
        done[id(table)] = laid, _flat(laid.table) if table is not raw else ""
    return done[id(raw)][0]


def _lay(raw: RawTable, done: dict[int, tuple[Laid, str]]) -> Laid:
    cells: list[Cell] = []
    pieces: dict[tuple[int, int], Sequence[Piece]] = {}
    marks: dict[tuple[int, int], Sequence[Mark]] = {}
    width = 0
    for cell in raw.cells:
        content = cell.content
        nested: tuple[Table, ...] = ()
        if len(content) == 1 and isinstance(only := content[0], Paragraph):
            text = only.text
            if only.pieces:
                pieces[cell.row, cell.col] = only.pieces
            if only.marks:
                marks[cell.row, cell.col] = only.marks
        else:
            text, nested = _gather(cell, done, pieces, marks)
        cells.append(Cell(cell.row, cell.col, text, cell.rowspan, cell.colspan, nested))
        width = max(width, cell.col + cell.colspan)
    headers = next((i for i, header in enumerate(raw.rows) if not header), len(raw.rows))
    return Laid(Table(len(raw.rows), width, tuple(cells), headers), pieces, marks)


def _gather(
    cell: RawCell,
    done: dict[int, tuple[Laid, str]],
    pieces: dict[tuple[int, int], Sequence[Piece]],
    marks: dict[tuple[int, int], Sequence[Mark]],
) -> tuple[str, tuple[Table, ...]]:
    texts: list[str] = []
    nested: list[Table] = []
    own: list[Piece] = []
    own_marks: list[Mark] = []
    at = 0
    content = merged(cell.content)
    for item in content:
        if isinstance(item, Paragraph):
            text = item.text
            own += [Piece(p.start + at, p.end + at, p.element, p.offset) for p in item.pieces]
            own_marks += [Mark(m.offset + at, m.kind, m.name) for m in item.marks]
        else:
            laid, text = done[id(item)]
            nested.append(laid.table)
            own += _nested_pieces(laid, at)
        texts.append(text)
        at += len(text) + 1
    if nested and isinstance(content[-1], Paragraph) and not content[-1].text:
        texts.pop()  # the empty paragraph that must end a cell after a table
    if own:
        pieces[cell.row, cell.col] = own
    if own_marks:
        marks[cell.row, cell.col] = own_marks
    return "\n".join(texts), tuple(nested)


def _flat(table: Table) -> str:
    return "".join(separator + cell.text for separator, cell in _separated(table))


def _separated(table: Table) -> list[tuple[str, Cell]]:
    out, row = [], None
    for cell in table.cells:
        out.append(("" if row is None else "\t" if cell.row == row else "\n", cell))
        row = cell.row
    return out


def _nested_pieces(laid: Laid, at: int) -> list[Piece]:
    out: list[Piece] = []
    for separator, cell in _separated(laid.table):
        at += len(separator)
        for piece in laid.pieces.get((cell.row, cell.col), ()):
            out.append(Piece(piece.start + at, piece.end + at, piece.element, piece.offset))
        at += len(cell.text)
    return out
