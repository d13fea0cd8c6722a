"""Finds what names a table and the unit of its figures: the lines above it, below it, or at its top."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import regex

from vqr_check import packs
from vqr_check.model import Cell
from vqr_check.record import dataclass

NAME = 4  # characters that a line has beside its unit when it is a caption
REACH = 3  # lines above a table that may belong to it


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A line near a table; text "" where the line cannot belong to it (another table, a heading)."""

    text: str
    caption: bool = False  # by style
    centred: bool = False


@cache
def _patterns() -> tuple[regex.Pattern[str], regex.Pattern[str], int, str]:
    words = packs.load(("document",))
    captions = words.table("captions")
    return (
        packs.ready(captions["title"]),
        packs.ready(captions["unit"]),
        captions["longest"],
        words.table("headings")["stops"],
    )


def unit_of(text: str) -> str:
    """What a 单位： line says: 万元; "" where there is none."""
    found = _patterns()[1].search(text)
    return found["unit"] if found else ""


def is_title(text: str) -> bool:
    """Whether a line is the numbered title of a table: 表3-1 毕业生去向."""
    return bool(_patterns()[0].match(text.strip()))


def unit_free(text: str) -> str:
    """A line without its unit and the brackets around it."""
    return str(_patterns()[1].sub("", text)).strip(" （）()[]【】\u3000")


def named(above: Sequence[Neighbour], below: Sequence[Neighbour], cells: Sequence[Cell]) -> tuple[str, str]:
    """Caption and unit of a table.

    ``above``: the filled lines before it, nearest first; ``below``: those after it, nearest first.
    """
    title, _, longest, stops = _patterns()
    caption = unit = ""
    for line in above[:REACH]:
        text = line.text
        if not text or len(text) > longest:
            break
        found = unit_of(text)
        if line.caption or title.match(text) or (line.centred and text[-1] not in stops and not found):
            caption, unit = text, unit or found
            break
        if not found:
            break
        unit = unit or found
        if len(unit_free(text)) >= NAME:
            caption = text
            break
    if not caption and below and (below[0].caption or title.match(below[0].text)):
        follows = below[1].text if len(below) > 1 else None
        if len(below[0].text) <= longest and follows != "":
            caption = below[0].text
    if not caption and cells and cells[0].colspan > 1 and (len(cells) == 1 or cells[1].row > 0):
        own = " ".join(cells[0].text.split())  # the title stands in the table, over all its columns
        caption = own if len(own) <= longest and title.match(own) else ""
    if not unit:
        near = [caption] + [line.text for line in below[:1] if len(line.text) <= longest]
        near += [cell.text for cell in cells[:12] if cell.row < 2 and len(cell.text) <= longest]
        unit = next((found for text in near if (found := unit_of(text))), "")
    return caption, unit
