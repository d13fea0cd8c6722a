"""What the walker notes of one paragraph before numbering, headings and captions are worked out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from vqr_check.document.looks import Look
from vqr_check.record import dataclass

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
    looks: tuple[Look, ...] = ()  # of short paragraphs outside tables, of each w:p in it
    contents: bool = False  # an entry of a table of contents
    index: int = -1
    pieces: Sequence[Piece] = ()
    marks: Sequence[Mark] = ()

    def is_bold(self) -> bool:
        """Whether every visible character is bold; False for long paragraphs."""
        return bool(self.looks) and all(look.bold() for look in self.looks)

    def is_centred(self) -> bool:
        """Whether it is centred; False for long paragraphs."""
        return bool(self.looks) and self.looks[-1].centred()


def joined(paragraphs: list[Paragraph]) -> Paragraph:
    """Paragraphs whose marks between them are gone as one.

    The last mark holds the properties; the first paragraph that has text gives the place.
    """
    filled = [p for p in paragraphs if p.text]
    first = filled[0] if filled else paragraphs[-1]
    pieces: list[Piece] = []
    marks: list[Mark] = []
    at = 0
    for paragraph in paragraphs:
        pieces += shifted(paragraph.pieces, at)
        marks += [Mark(m.offset + at, m.kind, m.name) for m in paragraph.marks]
        at += len(paragraph.text)
    return replace(
        paragraphs[-1],
        text="".join(p.text for p in paragraphs),
        index=first.index,
        looks=tuple(look for p in filled for look in p.looks),
        contents=any(p.contents for p in paragraphs),
        pieces=pieces,
        marks=marks,
    )


def shifted(pieces: Sequence[Piece], by: int) -> list[Piece]:
    """The same pieces further on in their holder."""
    return [Piece(p.start + by, p.end + by, p.element, p.offset) for p in pieces]
