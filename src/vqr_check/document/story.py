"""What all walkers of one reading share: settings, the way found so far, what hangs elsewhere, what stays unread."""

from __future__ import annotations

from dataclasses import field
from typing import Any

from vqr_check.document.limits import Limits
from vqr_check.document.styles import Styles
from vqr_check.record import dataclass

Element = Any


@dataclass(slots=True)
class Hanging:
    """Something met in a paragraph that is read later as a part of its own: a text box, a chart, an object."""

    element: Element  # w:txbxContent, a drawing's words, or the element that names the relationship
    part: str  # the package part that it was met in
    host: int | None  # the body's block


@dataclass(slots=True)
class Reading:
    """The state of one reading."""

    styles: Styles
    limits: Limits
    original: bool = False  # tracked changes undone instead of accepted
    traced: bool = False  # keep where every character comes from
    host: int | None = None  # the body block being read
    part: str = ""  # the package part being read
    balanced: bool = True  # every field of the story that begins also ends
    hides: bool = True  # the part or the styles hide text
    boxes: list[Hanging] = field(default_factory=list)
    attached: list[Hanging] = field(default_factory=list)
    notes: dict[tuple[str, str], int | None] = field(default_factory=dict)  # (footnote, id) -> host
    sections: list[tuple[Element, int | None]] = field(default_factory=list)  # w:sectPr and its last block
    unread: dict[str, None] = field(default_factory=dict)  # Chinese lines, in order, each once

    def leave(self, line: str) -> None:
        """Note that something was not read."""
        self.unread[line] = None

    def forget(self) -> None:
        """Let go of the elements met on the way."""
        self.restore((0, 0, 0))

    def state(self) -> tuple[int, int, int]:
        """How much has been met so far, for :meth:`restore`."""
        return len(self.boxes), len(self.attached), len(self.sections)

    def restore(self, state: tuple[int, int, int]) -> None:
        """Forget what was met since, before a story is read once more."""
        del self.boxes[state[0] :], self.attached[state[1] :], self.sections[state[2] :]
