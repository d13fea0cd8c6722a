"""Charts as tables: which words name what a chart's points measure, from its title or the caption under it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from vqr_check.claims import headers
from vqr_check.claims.headers import Line, Words
from vqr_check.model import Block, Document
from vqr_check.packs import Packs, compiled

NEAR = 2  # paragraphs behind a chart, or before it, in which its caption is looked for


@cache
def _words(packs: Packs) -> Mapping[str, Any]:
    return {name: compiled(pattern, {}) for name, pattern in packs.table("charts").items()}


def captioned(document: Document, packs: Packs) -> Iterator[Block]:
    """The blocks of a document, its charts with the headings of the paragraph they stand in and their best caption.

    A title of its own is the caption if it names a measure; else the line 图3 … beside the chart is, if no other
    chart stands there.
    """
    words = _words(packs)
    shared = Counter(block.host for block in document.blocks if block.part == "chart")
    body = {block.index: block for block in document.blocks if block.part == "body"} if shared else {}
    for block in document.blocks:
        table, host = block.table, body.get(-1 if block.host is None else block.host)
        if block.part != "chart" or table is None or host is None:
            yield block
            continue
        title, line = table.caption, _caption(body, host.index, words) if shared[block.host] == 1 else ""
        caption = title if not line or _measure(title, words) else line
        unit = table.unit or next((u for text in (title, line) if (u := _unit(text, packs))), "")
        yield replace(block, section=host.section, table=replace(table, caption=caption, unit=unit))


def _caption(body: Mapping[int, Block], at: int, words: Mapping[str, Any]) -> str:
    """The line that numbers and names the figure at this block, without its number; "" where there is none."""
    behind = [body[k].text for k in range(at, at + NEAR + 1) if k in body and body[k].text.strip()]
    before = [body[at - 1].text] if at - 1 in body else []
    for text in (*behind, *before):
        found = words["caption"].match(text)
        if found is not None:
            return str(text[found.end() :].strip())
    return ""


def _unit(text: str, packs: Packs) -> str:
    found = headers.words(packs).patterns["caption_unit"].findall(text)
    return str(found[-1]) if found else ""


def _measure(title: str, words: Mapping[str, Any]) -> str:
    """The measure that a title names, without its years and what it says of the chart; "" where it names none."""
    bare = words["frame"].sub("", headers.PERIOD.sub("", headers.plain(title)))
    return bare if words["measure"].search(bare) else ""


def named(cols: Sequence[Line], rows: Sequence[Line], caption: str, w: Words, packs: Packs) -> tuple[Line, ...]:
    """A chart's columns, under the measure of its caption where neither series nor categories name one."""
    words = _words(packs)
    measure = _measure(caption, words)
    told = any(words["measure"].search(text) for line in (*cols[1:], *rows) for text in line.path)
    lines = []
    for col in cols:
        own = tuple(text for text in col.path if not words["nameless"].fullmatch(text))
        path = (measure, *own) if measure and not told else own
        lines.append(col if path == col.path else headers.line(col.index, path, w, column=True))
    return tuple(lines)


def fractions(line: Line, values: Sequence[str]) -> bool:
    """Whether a chart's rates are kept as fractions of one, 0.972 for 97.2 %: what they show is not known."""
    plain = [text.strip() for text in values if text.strip()]
    return line.kind in ("rate", "share") and bool(plain) and all(t[:2] in ("0", "0.", "1") for t in plain)
