"""Notes on rounding (因四舍五入，部分合计与分项之和略有出入): how far each of them reaches."""

from __future__ import annotations

from collections.abc import Callable

from vqr_check.model import Block, Document, Location
from vqr_check.packs import Packs, compiled


def rounding(document: Document, packs: Packs) -> Callable[[Location], bool]:
    """Whether a note on rounding reaches a place.

    A note in a table, or right behind one, speaks of that table; any other of the section it stands in, and one
    that says so (本报告, 全文), or stands among the notes at a report's end, of the whole document.
    """
    words = packs.table("structure")
    noted, everywhere = compiled(words["rounding"], {}), compiled(words["throughout"], {})
    tables: set[tuple[str, int]] = set()
    sections: list[tuple[str, ...]] = []
    last: Block | None = None
    for block in document.blocks:
        text = block.text if block.table is None else "\n".join(cell.text for cell in block.table.cells)
        if not text.strip():
            continue
        if noted.search(text):
            beside = block if block.table is not None else last
            if everywhere.search(text) or any(everywhere.match(heading) for heading in block.section):
                return lambda at: not at.document
            if beside is not None and beside.table is not None and beside.part == block.part:
                tables.add((beside.part, beside.index))
            else:
                sections.append(block.section)
        last = block
    return lambda at: (
        not at.document and ((at.part, at.block) in tables or any(at.section[: len(path)] == path for path in sections))
    )
