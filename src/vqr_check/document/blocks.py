"""Turns what a walker noted into blocks: labels, headings, sections, captions, and where each character stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field, replace

from vqr_check.document.captions import REACH, Neighbour, is_title, named
from vqr_check.document.contents import is_entry, listed
from vqr_check.document.headings import Line, Place, outline
from vqr_check.document.numbering import Numbering
from vqr_check.document.paragraph import Mark, Paragraph, Piece
from vqr_check.document.styles import Styles
from vqr_check.document.tables import Laid, RawTable, lay
from vqr_check.document.walker import Item
from vqr_check.model import Block, BlockKind, Part
from vqr_check.record import dataclass

Holder = tuple[Part, int, int | None, int | None]
NOWHERE = Place(0, ())


@dataclass(slots=True)
class Gathered:
    """The blocks of a reading and what is known of their characters."""

    blocks: list[Block] = field(default_factory=list)
    pieces: dict[Holder, Sequence[Piece]] = field(default_factory=dict)
    marks: list[tuple[Holder, Mark]] = field(default_factory=list)
    lengths: dict[Holder, int] = field(default_factory=dict)  # of holders that have marks

    def note(self, holder: Holder, pieces: Sequence[Piece], marks: Sequence[Mark], length: int) -> None:
        """Keep what hangs in a paragraph or cell."""
        if pieces:
            self.pieces[holder] = pieces
        if marks:
            self.lengths[holder] = length
            self.marks += ((holder, mark) for mark in marks)


def label_of(paragraph: Paragraph, numbering: Numbering, styles: Styles) -> str:
    """Count a paragraph's automatic numbering, if any, and return its label."""
    style = styles.get(paragraph.style)
    num_id, ilvl = paragraph.num_id, paragraph.ilvl
    if num_id is None:
        num_id = style.num_id
        if not num_id:
            return ""
        ilvl = ilvl if ilvl is not None else (None if not style.ilvl else style.ilvl)
    elif ilvl is None:
        ilvl = 0
    return numbering.label(num_id, ilvl, paragraph.style)


def _count_cells(table: RawTable, numbering: Numbering, styles: Styles) -> None:
    """Let the paragraphs of a table's cells take part in the numbering."""
    stack = [iter(table.cells)]
    while stack:
        cell = next(stack[-1], None)
        if cell is None:
            stack.pop()
            continue
        for item in cell.content:
            if isinstance(item, Paragraph):
                if item.num_id is not None or item.style:
                    label_of(item, numbering, styles)
            else:
                stack.append(iter(item.cells))


def gather(
    items: Sequence[Item], part: Part, out: Gathered, numbering: Numbering, styles: Styles, host: int | None = None
) -> None:
    """Add the blocks of one story to ``out``; sections are worked out for the body alone."""
    lines: list[Line] = []
    laid: list[Laid | None] = []
    for item in items:
        if isinstance(item, Paragraph):
            style = styles.get(item.style)
            if style.contents or is_entry(item.text):
                item.contents = True
            level = style.level if item.outline is None else item.outline
            label = label_of(item, numbering, styles) if numbering.lists else ""
            lines.append(Line(item, label, level))
            laid.append(None)
        else:
            if numbering.lists:
                _count_cells(item, numbering, styles)
            lines.append(Line(None))
            laid.append(lay(item))
    if part == "body":
        for at in listed(lines):
            item = items[at]
            if isinstance(item, Paragraph):
                item.contents = True
    places = outline(lines) if part == "body" else [NOWHERE] * len(lines)
    near = _neighbours(lines, places, styles) if any(laid) else {}
    for at, (item, line, table, place) in enumerate(zip(items, lines, laid, places, strict=True)):
        if isinstance(item, Paragraph):
            kind: BlockKind = "contents" if item.contents else "heading" if place.level else "paragraph"
            out.blocks.append(
                Block(part, item.index, kind, item.text, place.section, place.level, line.label, None, host)
            )
            if item.pieces or item.marks:
                out.note((part, item.index, None, None), item.pieces, item.marks, len(item.text))
        elif table is not None:
            caption, unit = named(near[at][0], near[at][1], table.table.cells)
            grid = replace(table.table, caption=caption, unit=unit) if caption or unit else table.table
            out.blocks.append(Block(part, item.index, "table", "", place.section, 0, "", grid, host))
            if table.pieces or table.marks:
                for cell in grid.cells:
                    key = (cell.row, cell.col)
                    holder: Holder = (part, item.index, cell.row, cell.col)
                    out.note(holder, table.pieces.get(key, []), table.marks.get(key, []), len(cell.text))


def _neighbours(
    lines: Sequence[Line], places: Sequence[Place], styles: Styles
) -> dict[int, tuple[list[Neighbour], list[Neighbour]]]:
    """For each table the filled lines before and after it, nearest first."""

    def neighbour(at: int) -> Neighbour:
        paragraph, label = lines[at].paragraph, lines[at].label
        if paragraph is None or (places[at].level and not is_title(lines[at].shown)):
            return Neighbour("")
        text = paragraph.text.strip()
        shown = f"{label} {text}" if label else text
        return Neighbour(shown, styles.get(paragraph.style).caption, paragraph.is_centred())

    filled = [at for at, (p, _, _) in enumerate(lines) if p is None or (p.text and not p.text.isspace())]
    out = {}
    for place, at in enumerate(filled):
        if lines[at].paragraph is None:
            above = [neighbour(other) for other in reversed(filled[max(0, place - REACH) : place])]
            out[at] = above, [neighbour(other) for other in filled[place + 1 : place + 3]]
    return out
