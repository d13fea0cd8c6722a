"""Excerpts around marked figures, and lines of Chinese width, neither of which ever cuts a number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from rich.cells import cell_len

from vqr_check.record import dataclass

NUMERIC = frozenset("0123456789０１２３４５６７８９.,．%％‰/:：~～—-－〇零一二三四五六七八九十百千万亿两几余多点")
CLOSING = frozenset("…，。；：、！？）】〕》”’%％,.;:!?)]}")
OPENING = frozenset("（【〔《“‘([{")
SENTENCE = frozenset("。；！？\n")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; ``mark`` says which of the marks it is, −1 for plain text."""

    text: str
    mark: int = -1


def _glued(left: str, right: str) -> bool:
    """Whether a cut between two characters would tear a number, or a number from its unit."""
    if left in NUMERIC and right in NUMERIC:
        return True
    if left.isascii() and right.isascii() and left.isalnum() and right.isalnum():
        return True
    return left.isdigit() and right.isalpha()


def _edge(text: str, at: int, way: int, budget: int) -> int:
    """How far an excerpt reaches from a mark: a budget of cells, less at a sentence's end, never into a number."""
    used = 0
    while 0 < at < len(text) if way > 0 else at > 0:
        char = text[at] if way > 0 else text[at - 1]
        if char in SENTENCE:
            return at + 1 if way > 0 and char != "\n" else at
        used += cell_len(char)
        inside = 0 < at < len(text) and _glued(text[at - 1], text[at])
        if used > budget and not inside:
            break
        at += way
    return at


def excerpt(text: str, marks: Sequence[tuple[int, int]], around: int) -> tuple[Piece, ...]:
    """The marked spans of a text with up to ``around`` cells on both sides of each, … where text is left out.

    Spans count code points, end exclusive; overlapping ones are shown once, under the first's number.
    """
    shown = sorted((start, end, index) for index, (start, end) in enumerate(marks) if start < end <= len(text))
    pieces: list[Piece] = []
    reach = 0  # up to where text has been shown
    for place, (start, end, index) in enumerate(shown):
        if start < reach:
            continue
        left = max(_edge(text, start, -1, around), reach)
        if left > reach:
            pieces.append(Piece("…"))
        later = [s for s, _, _ in shown[place + 1 :] if s >= end][:1]
        right = min(_edge(text, end, 1, around), *later) if later else _edge(text, end, 1, around)
        pieces += [Piece(text[left:start]), Piece(text[start:end], index), Piece(text[end:right])]
        reach = right
    if pieces and text[reach:].strip():
        pieces.append(Piece("…"))
    return tuple(replace(piece, text=_plain(piece.text)) for piece in pieces if piece.text)


def _plain(text: str) -> str:
    return "".join(" " if char.isspace() else char for char in text)


def _atoms(piece: Piece) -> Iterator[Piece]:
    if piece.mark >= 0:
        yield piece
        return
    begin = 0
    for at in range(1, len(piece.text)):
        left, right = piece.text[at - 1], piece.text[at]
        if _glued(left, right) or right in CLOSING or left in OPENING:
            continue
        yield Piece(piece.text[begin:at])
        begin = at
    if begin < len(piece.text):
        yield Piece(piece.text[begin:])


def wrap(pieces: Iterable[Piece], width: int) -> list[list[Piece]]:
    """Lines of at most ``width`` cells; a number, a mark, and closing punctuation stay with what they belong to."""
    lines: list[list[Piece]] = [[]]
    used = 0
    for piece in pieces:
        for atom in _atoms(piece):
            size = cell_len(atom.text)
            if used + size > width and used and not (atom.text[0] in CLOSING and size <= 2):
                if atom.text.isspace():
                    continue
                lines.append([])
                used = 0
            last = lines[-1]
            if last and last[-1].mark == atom.mark == -1:
                last[-1] = Piece(last[-1].text + atom.text)
            else:
                last.append(atom)
            used += size
    return lines
