"""The way back from characters to XML: which runs of which part show the characters of a block or cell.

A writer of comments uses it so::

    opened = anchors.open_package(path)
    for place in opened.locate(("body", 12, None, None), 34, 40):
        place.part            # "word/document.xml"
        place.element         # the w:t (m:t, w:tab, w:br, w:sym, …) in opened.trees[place.part]
        place.start, place.end  # offsets in element.text; 0, 1 for elements without text of their own
        place.run             # the w:r around it, None for formulas
    paragraph = opened.paragraph(("table cell's or block's holder"))
    opened.serialize("word/document.xml")  # bytes, in the namespaces of the file (Strict files too)

The trees are live: change them, then serialize the parts that changed and copy every other part from the
file as it is. Places are computed on the trees as read; split runs from the end of a paragraph backwards, or
locate everything before the first change.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from pathlib import Path
from typing import Any, BinaryIO, Literal

from lxml import etree

from vqr_check.document.blocks import Holder
from vqr_check.document.limits import Limits
from vqr_check.document.names import R_, P, strict
from vqr_check.document.package import Package, load
from vqr_check.document.paragraph import Piece
from vqr_check.document.parsing import Refusal
from vqr_check.document.reader import Outcome, read_package
from vqr_check.model import Document, Location, VqrCheckError
from vqr_check.record import dataclass

Element = Any
TEXTUAL = ("}t", "}delText")


@dataclass(frozen=True, slots=True)
class Place:
    """Characters ``start``..``end`` (code points, end exclusive) of one element's text."""

    part: str  # package part, e.g. word/document.xml
    element: Element
    start: int
    end: int

    @property
    def run(self) -> Element | None:
        """The w:r that the element stands in; None for formulas."""
        node = self.element
        while node is not None and node.tag != R_:
            node = None if node.tag == P else node.getparent()
        return node

    @property
    def paragraph(self) -> Element | None:
        """The w:p that the element stands in."""
        node = self.element
        while node is not None and node.tag != P:
            node = node.getparent()
        return node


@dataclass(frozen=True, slots=True)
class Opened:
    """A package read with every character traced."""

    document: Document
    trees: dict[str, Element]  # part name -> root element; live
    package: Package
    pieces: dict[Holder, Sequence[Piece]]
    parts: dict[Element, str]  # root -> part name

    def locate(self, holder: Holder | Location, start: int | None = None, end: int | None = None) -> list[Place]:
        """The elements that show characters ``start``..``end`` of a holder (or of a Location), in text order.

        A holder is (part, block, row, col), row and col None outside tables, as in ``Location.holder``. Characters
        that no element shows (the "\\n" between a cell's paragraphs, signs of formulas) have no place; the
        list is empty where nothing is shown, or the part cannot carry places (charts).
        """
        if isinstance(holder, Location):
            start = holder.start if start is None else start
            end = holder.end if end is None else end
            holder = holder.holder
        pieces = self.pieces.get(holder, ())
        first = max(0, bisect_right(pieces, start or 0, key=lambda piece: piece.start) - 1)
        out = []
        for piece in pieces[first:]:
            if end is not None and piece.start >= end:
                break
            low = max(piece.start, start or 0)
            high = piece.end if end is None else min(piece.end, end)
            if low >= high:
                continue
            if piece.element.tag.endswith(TEXTUAL):
                shift = piece.offset - piece.start
                low, high = low + shift, high + shift
            else:
                low, high = 0, 1
            out.append(Place(self._part(piece.element), piece.element, low, high))
        return out

    def paragraph(self, holder: Holder) -> Element | None:
        """The first w:p that shows text of this holder, None where it shows none."""
        pieces = self.pieces.get(holder)
        return Place("", pieces[0].element, 0, 0).paragraph if pieces else None

    def serialize(self, part: str) -> bytes:
        """The part's tree as bytes, in the namespaces that the file uses."""
        data: bytes = etree.tostring(self.trees[part], xml_declaration=True, encoding="UTF-8", standalone=True)
        return strict(data) if self.package.strict else data

    def _part(self, element: Element) -> str:
        return self.parts.get(element.getroottree().getroot(), "")


def open_package(
    source: str | Path | BinaryIO,
    *,
    name: str | None = None,
    revisions: Literal["accepted", "original"] = "accepted",
    limits: Limits | None = None,
) -> Opened:
    """Read a DOCX as :func:`vqr_check.document.read` does, keeping where each character comes from.

    Takes and raises the same; needs about twice its memory. ``Opened.document`` equals what ``read`` returns.
    """
    shown = name or (str(source) if isinstance(source, (str, Path)) else str(getattr(source, "name", "") or "输入流"))
    limits = limits or Limits()
    try:
        package = Package(load(source, limits), shown, limits)
        outcome: Outcome = read_package(package, shown, revisions == "original", traced=True)
    except Refusal as refusal:
        raise VqrCheckError(f"{shown}：{refusal}。") from None
    return Opened(
        outcome.document,
        outcome.trees,
        package,
        outcome.gathered.pieces,
        {root: part for part, root in outcome.trees.items()},
    )
