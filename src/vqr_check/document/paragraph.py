"""What the walker notes of one paragraph before numbering, headings and captions are worked out."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

Element = Any


class Piece(NamedTuple):
    """Characters ``start``..``end`` of a holder stand in ``element`` from its character ``offset`` on."""

    start: int
    end: int
    element: Element  # w:t, m:t, w:tab, w:br, w:sym… ; its parent is the run
    offset: int


class Mark(NamedTuple):
    """A place in a paragraph where something hangs: a comment's start or end."""

    offset: int
    kind: str  # "start" or "end" of a comment range, "at" for a reference alone
    name: str  # the comment's id


@dataclass(slots=True)
class Paragraph:
    """One paragraph as the walker leaves it."""

    text: str = ""
    style: str = ""
    num_id: str | None = None
    ilvl: int | None = None
    outline: int | None = None  # 0 body text, 1..9 heading, None not said
    joined: bool = False  # its mark is deleted or hidden: the next paragraph goes on in it
    bold: bool = False  # every visible character is bold; worked out for short paragraphs alone
    centred: bool = False
    contents: bool = False  # an entry of a table of contents
    index: int = -1
    pieces: list[Piece] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)


def joined(paragraphs: list[Paragraph]) -> Paragraph:
    """Paragraphs whose marks between them are gone as one.

    The last mark holds the properties; the first paragraph that has text gives the place.
    """
    first = next((p for p in paragraphs if p.text), paragraphs[-1])
    whole = replace(
        paragraphs[-1],
        text="".join(p.text for p in paragraphs),
        index=first.index,
        bold=all(p.bold for p in paragraphs if p.text),
        contents=any(p.contents for p in paragraphs),
        pieces=[],
        marks=[],
    )
    at = 0
    for paragraph in paragraphs:
        whole.pieces += shifted(paragraph.pieces, at)
        whole.marks += [Mark(m.offset + at, m.kind, m.name) for m in paragraph.marks]
        at += len(paragraph.text)
    return whole


def shifted(pieces: list[Piece], by: int) -> list[Piece]:
    """The same pieces further on in their holder."""
    return [Piece(p.start + by, p.end + by, p.element, p.offset) for p in pieces]
