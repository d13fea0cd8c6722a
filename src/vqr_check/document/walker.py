"""Walks a story (body, note, header, text box) block by block: paragraphs and tables in reading order, no recursion."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from vqr_check.document.branches import chosen, placeholder
from vqr_check.document.inline import Inline
from vqr_check.document.looks import Look
from vqr_check.document.names import CHUNK, MC, TBL, TC, TR, VAL, P, W
from vqr_check.document.paragraph import Paragraph
from vqr_check.document.parsing import Batch
from vqr_check.document.plain import Plain, sweep
from vqr_check.document.story import Hanging, Reading
from vqr_check.document.tables import PLAIN_CELL, RawTable, cell_properties, merged, row_properties

Element = Any
Item = Paragraph | RawTable

THROUGH = frozenset(W + name for name in ("customXml", "smartTag", "sdtContent", "hyperlink", "dir", "bdo"))
ACCEPTED = frozenset((W + "ins", W + "moveTo"))
REJECTED = frozenset((W + "del", W + "moveFrom"))
SHORT = 60  # characters; longer paragraphs are not asked whether they are bold
GALLERY = "Table of Contents"


class Walker:
    """Reads the stories of one part of the document; blocks are counted over all of them."""

    def __init__(self, reading: Reading, body: bool = False) -> None:
        self.reading = reading
        self.body = body
        self.count = 0
        self.unfinished = False  # the last story ended inside a field's instruction

    def read(self, story: Iterable[Batch]) -> list[Item]:
        """The paragraphs and tables of a story, each with its index; joined paragraphs as one.

        Nothing of a batch is kept beyond it but the looks of short lines and what hangs in paragraphs.
        """
        reading, inline = self.reading, Inline(self.reading)
        kept = REJECTED if reading.original else ACCEPTED
        row_gone = W + ("ins" if reading.original else "del")
        cell_gone = W + ("cellIns" if reading.original else "cellDel")
        items: list[Item] = []
        sink: list[Item] = items
        table: RawTable | None = None
        depth = 0
        contents = 0
        plain = Plain()
        swept = self.body and not (reading.traced or reading.hides)  # not worth it for a note or a text box
        stack: list[tuple[Iterator[Element], list[Item], RawTable | None, Callable[[], None] | None]] = []
        leave: Callable[[], None] | None = None

        def blocks() -> Iterator[Element]:
            for parent, members in story:
                if swept:
                    sweep(parent, plain)
                yield from members
                plain.paragraphs.clear()
                plain.cells.clear()

        def out_of_table() -> None:
            nonlocal depth
            depth -= 1

        def out_of_contents() -> None:
            nonlocal contents
            contents -= 1

        def loud() -> None:
            inline.quiet -= 1

        children = blocks()
        while True:
            for child in children:
                tag = child.tag
                after: Callable[[], None] | None = None
                if tag == P:
                    if sink is items:
                        self._next()
                    ready = None if inline.fields or inline.quiet else plain.paragraphs.get(child)
                    paragraph = inline.read(child) if ready is None else ready
                    if sink is items:
                        paragraph.index = self.count - 1
                        if 0 < len(paragraph.text) <= SHORT:
                            paragraph.looks = (Look(child, reading.styles.get(paragraph.style).bold),)
                    if contents:
                        paragraph.contents = True
                    sink.append(paragraph)
                    continue
                if tag == TC:
                    if table is None:
                        table = RawTable(columns=reading.limits.grid_columns)
                        sink.append(table)
                    properties = PLAIN_CELL if swept and child not in plain.cells else cell_properties(child, cell_gone)
                    cell = None if properties.gone else table.add(properties)
                    if cell is None:
                        continue
                    stack.append((children, sink, table, leave))
                    children, sink, leave = iter(child), cell.content, None
                    break
                if tag == TR:
                    header, skipped, gone = row_properties(child, row_gone)
                    if table is None:
                        continue
                    if gone:
                        table.dropped = True
                        continue
                    table.start_row(header, skipped)
                    stack.append((children, sink, table, leave))
                    children, leave = iter(child), None
                    break
                if tag == TBL:
                    if sink is items:
                        self._next()
                    if depth > reading.limits.nested_tables:
                        reading.leave(f"表格嵌套超过 {reading.limits.nested_tables} 层，更里层的内容未读取")
                        continue
                    inner = RawTable(self.count - 1 if sink is items else -1, reading.limits.grid_columns)
                    sink.append(inner)
                    depth += 1
                    stack.append((children, sink, table, leave))
                    children, table, leave = iter(child), inner, out_of_table
                    break
                if tag == W + "sdt":
                    content = next(child.iterchildren(W + "sdtContent"), None)
                    if content is None:
                        continue
                    if placeholder(child):
                        inline.quiet += 1
                        after = loud
                    elif _is_contents(child):
                        contents += 1
                        after = out_of_contents
                    stack.append((children, sink, table, leave))
                    children, leave = iter(content), after
                    break
                if tag in THROUGH or tag in kept:
                    stack.append((children, sink, table, leave))
                    children, leave = iter(child), None
                    break
                if tag == MC + "AlternateContent":
                    branch = chosen(child)
                    if branch is not None:
                        stack.append((children, sink, table, leave))
                        children, leave = iter(branch), None
                        break
                elif tag == W + "sectPr":
                    reading.sections.append((child, reading.host))
                elif tag == CHUNK:
                    reading.attached.append(Hanging(child, reading.part, reading.host))
            else:
                if leave:
                    leave()
                if not stack:
                    break
                children, sink, table, leave = stack.pop()
        self.unfinished = any(not f.result for f in inline.fields)
        return [item for item in merged(items) if not (isinstance(item, RawTable) and item.dropped and not item.rows)]

    def _next(self) -> None:
        if self.body:
            self.reading.host = self.count
        self.count += 1


def _is_contents(control: Element) -> bool:
    for properties in control.iterchildren(W + "sdtPr"):
        for part in properties.iterchildren(W + "docPartObj", W + "docPartList"):
            for gallery in part.iterchildren(W + "docPartGallery"):
                return (gallery.get(VAL) or "") == GALLERY
    return False
