"""Reads the ordinary paragraphs of a story in one sweep, so that the walker need not enter them.

Most paragraphs hold runs of text and nothing else. One filtered iteration, done in C, passes over all that does not
matter (fonts, spacing, borders) and fills these in; whatever holds anything that changes what a reader sees is left
to ``Inline``, which gives the same result for ordinary paragraphs too (``anchors`` reads every paragraph with it).
"""

from __future__ import annotations

from dataclasses import field
from typing import Any

from vqr_check.document.inline import ACTIONS, BOX
from vqr_check.document.names import R_, VAL, P, T, W
from vqr_check.document.paragraph import Paragraph
from vqr_check.document.styles import integer, outline
from vqr_check.document.visible import visible
from vqr_check.record import dataclass

Element = Any

STYLE, LEVEL, LIST, ILVL, TAB = (W + name for name in ("pStyle", "outlineLvl", "numId", "ilvl", "tab"))
GRID = frozenset(W + name for name in ("gridSpan", "vMerge", "hMerge", "cellDel", "cellIns"))
BESIDES = ("vanish", "specVanish", "framePr", "sectPr", "pPrChange", "del", "ins", "moveFrom", "moveTo")
SWEPT = tuple({P, T, STYLE, LEVEL, LIST, ILVL, BOX, *ACTIONS, *GRID, *(W + name for name in BESIDES)})


@dataclass(slots=True)
class Plain:
    """What one sweep found."""

    paragraphs: dict[Element, Paragraph] = field(default_factory=dict)  # those without anything special
    cells: set[Element] = field(default_factory=set)  # w:tc that span or merge


def sweep(story: Element, found: Plain) -> None:
    """Add the ordinary paragraphs of a story, by element, and the cells that need a closer look."""
    paragraphs, cells = found.paragraphs, found.cells
    boxed: set[Element] = set()
    texts: list[str] = []
    element: Element | None = None
    current: Paragraph | None = None
    for node in story.iter(*SWEPT):
        tag = node.tag
        if tag == T:
            text = node.text
            if text and current is not None:
                if text.isprintable() and text[0] != " " and text[-1] != " ":
                    texts.append(text)
                else:
                    texts += [piece for piece, _ in visible(node)]
        elif tag == P:
            if current is not None:
                current.text = "".join(texts)
                paragraphs[element] = current
            element, texts = node, []
            current = None if node in boxed else Paragraph()
        elif current is None or tag in GRID:
            if tag in GRID:
                properties = node.getparent()
                if properties is not None:
                    cells.add(properties.getparent())
            elif tag == BOX and node not in boxed:
                boxed.update(node.iter(P, BOX))
        elif tag == STYLE:
            current.style = node.get(VAL) or ""
        elif tag == LIST:
            current.num_id = node.get(VAL)
        elif tag == ILVL:
            current.ilvl = integer(node.get(VAL))
        elif tag == LEVEL:
            current.outline = outline(node.get(VAL))
        elif tag != TAB or node.getparent().tag == R_:
            current = None  # something that Inline must see
            if tag == BOX:
                boxed.update(node.iter(P, BOX))
    if current is not None:
        current.text = "".join(texts)
        paragraphs[element] = current
