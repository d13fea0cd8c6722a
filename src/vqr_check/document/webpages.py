"""Reads a web page that a document carries in itself (altChunk): its lines and tables, nothing that it links to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

from vqr_check.document.styles import integer
from vqr_check.model import Cell, Table

Element = Any
UNSEEN = frozenset(("script", "style", "head", "title", "template", "noscript", "object"))
LINES = frozenset(("p", "div", "li", "ul", "ol", "dl", "dt", "dd", "blockquote", "pre", "section", "article", "hr")) | {
    "h1", "h2", "h3", "h4", "h5", "h6", "header", "footer", "caption",
}  # fmt: skip
WIDEST = 1000


def page_of(archive: bytes) -> tuple[bytes, str]:
    """The web page in a MIME archive (.mht) and its charset; b"" where there is none."""
    from email import message_from_bytes, policy

    for part in message_from_bytes(archive, policy=policy.compat32).walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            page = part.get_payload(decode=True)
            return (page if isinstance(page, bytes) else b""), str(part.get_content_charset() or "")
    return b"", ""


def read_page(page: bytes, charset: str = "") -> Iterator[str | Table]:
    """The lines and tables of a web page in reading order; tables within tables as text of their cell."""
    parser = etree.HTMLParser(encoding=charset or None, no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(page, parser) if page.strip() else None
    except (etree.XMLSyntaxError, ValueError, LookupError):
        root = None
    if root is None:
        return
    texts: list[str] = []
    stack: list[tuple[Element, bool]] = [(root, False)]
    while stack:
        element, done = stack.pop()
        tag = element.tag
        if done:
            texts += (["\n"] if tag in LINES else []) + [_flat(element.tail)]
            continue
        if tag in UNSEEN:
            texts.append(_flat(element.tail))
        elif tag == "table":
            yield from _filled(texts)
            texts = [_flat(element.tail)]
            table = _grid(element)
            if table is not None:
                yield table
        elif tag == "br":
            texts += ("\n", _flat(element.tail))
        else:
            texts += (["\n"] if tag in LINES else []) + [_flat(element.text)]
            stack.append((element, True))
            stack += ((child, False) for child in reversed(element))
    yield from _filled(texts)


def _flat(text: str | None) -> str:
    return " ".join((text or "").split("\n")).replace("\r", " ").replace("\xa0", " ")


def _filled(texts: list[str]) -> list[str]:
    return [line for line in (" ".join(line.split()) for line in "".join(texts).split("\n")) if line]


def _grid(element: Element) -> Table | None:
    """A table's own rows on a grid."""
    taken: set[tuple[int, int]] = set()
    cells: list[Cell] = []
    rows = 0
    for row in element.iter("tr"):
        if next(row.iterancestors("table"), None) is not element:
            continue
        col = 0
        for cell in row.iterchildren("td", "th"):
            while (rows, col) in taken:
                col += 1
            wide = min(max(integer(cell.get("colspan")) or 1, 1), WIDEST)
            high = min(max(integer(cell.get("rowspan")) or 1, 1), WIDEST)
            if len(taken) < WIDEST * WIDEST and col < WIDEST:
                if high > 1:
                    taken.update((rows + r, col + c) for r in range(high) for c in range(min(wide, WIDEST - col)))
                cells.append(Cell(rows, col, " ".join("".join(cell.itertext()).split()), high, wide))
            col += wide
        rows += 1
    if not cells:
        return None
    rows = max(rows, 1)
    trimmed = tuple(Cell(c.row, c.col, c.text, min(c.rowspan, rows - c.row), c.colspan) for c in cells)
    return Table(rows, max(c.col + c.colspan for c in trimmed), trimmed)
