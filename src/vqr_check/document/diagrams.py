"""Reads the words of drawings that are no text boxes: SmartArt, canvases, lettering."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from vqr_check.document.names import DGM, A
from vqr_check.document.styles import integer

Element = Any
TEXT, BREAK = A + "t", A + "br"
SHOWN = frozenset((None, "node", "asst", "sibTrans"))


def read_diagram(root: Element) -> list[str]:
    """The texts of a SmartArt data part, a paragraph each, from the top of its tree down."""
    points = {e.get("modelId"): e for e in root.iter(DGM + "pt")}
    below: defaultdict[str | None, list[tuple[int, str | None]]] = defaultdict(list)
    for link in root.iter(DGM + "cxn"):
        if link.get("type") in (None, "parOf"):
            below[link.get("srcId")].append((integer(link.get("srcOrd")) or 0, link.get("destId")))
    order: list[str | None] = []
    seen: set[str | None] = set()
    stack = [name for name, point in reversed(points.items()) if point.get("type") == "doc"]
    while stack:
        name = stack.pop()
        if name not in seen:
            seen.add(name)
            order.append(name)
            stack += [other for _, other in sorted(below[name], key=lambda one: one[0], reverse=True)]
    order += [name for name in points if name not in seen]
    shown = (points[name] for name in order if name in points and points[name].get("type") in SHOWN)
    return [
        text for point in shown for t in point.iterchildren(DGM + "t") for text in map(drawn, t.iter(A + "p")) if text
    ]


def drawn(paragraph: Element) -> str:
    """The text of an a:p."""
    return "".join("\n" if e.tag == BREAK else e.text or "" for e in paragraph.iter(TEXT, BREAK)).strip()
