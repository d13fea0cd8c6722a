"""What a w:t shows of its characters: spaces that XML drops, line ends, signs without width."""

from __future__ import annotations

import re
from typing import Any

from vqr_check.document.names import XML_SPACE

Element = Any

SPACE = " \t\r\n"
DROPPED = re.compile("[\u00ad\u200b\u2060\ufeff]+")


def visible(element: Element) -> list[tuple[str, int]]:
    """What a w:t shows: its stretches with their offsets, without spaces that XML drops and signs without width."""
    text = element.text or ""
    start, end = 0, len(text)
    if (text[:1] in SPACE or text[-1:] in SPACE) and not _preserved(element):
        start += end - len(text.lstrip(SPACE))
        end = max(start, len(text.rstrip(SPACE)))
    out, at = [], start
    for match in DROPPED.finditer(text, start, end):
        if match.start() > at:
            out.append((_flat(text[at : match.start()]), at))
        at = match.end()
    if at < end:
        out.append((_flat(text[at:end]), at))
    return out


def _preserved(element: Element) -> bool:
    node = element
    while node is not None:
        space = node.get(XML_SPACE)
        if space is not None:
            return bool(space == "preserve")
        node = node.getparent()
    return False


def _flat(text: str) -> str:
    return text if text.isprintable() else text.replace("\r", " ").replace("\n", " ").replace("\t", " ")
