"""Counts automatic numbering and writes each paragraph's label as Word shows it."""

from __future__ import annotations

import re
from dataclasses import field
from typing import Any

from vqr_check.document.names import VAL, W, on
from vqr_check.document.numerals import write
from vqr_check.document.styles import Styles, integer
from vqr_check.record import dataclass

Element = Any
PLACE = re.compile(r"%([1-9])")
LEVELS = 9


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list."""

    start: int = 1
    number_format: str = "decimal"
    text: str = ""  # with %1 … %9 for the counters
    restart: int | None = None  # restarts after a level below this (w:lvlRestart); 0 never; None after any lower one
    legal: bool = False  # all counters in digits
    style: str = ""  # the paragraph style tied to the level
    pad: int = 0  # digits of a custom format such as 001


@dataclass(frozen=True, slots=True)
class List:
    """One w:num: its levels, the counters it shares and the starts it forces at its first use."""

    abstract: str
    levels: dict[int, Level]
    starts: dict[int, int]


@dataclass(slots=True)
class Numbering:
    """The lists of a document with their counters; ``label`` must be called in document order."""

    lists: dict[str, List] = field(default_factory=dict)
    counters: dict[str, list[int | None]] = field(default_factory=dict)
    used: set[tuple[str, int]] = field(default_factory=set)

    def label(self, num_id: str, ilvl: int | None, style_id: str) -> str:
        """Count one paragraph and return its label, "" for bullets and where nothing is numbered.

        ``ilvl`` None: the numbering comes from the style, which takes the level tied to it.
        """
        found = self.lists.get(num_id)
        if found is None:
            return ""
        if ilvl is None:
            ilvl = next((i for i, level in found.levels.items() if level.style == style_id), 0)
        if not 0 <= ilvl < LEVELS:
            return ""
        counts = self.counters.setdefault(found.abstract, [None] * LEVELS)
        level = found.levels.get(ilvl, Level())
        forced = found.starts.get(ilvl)
        if forced is not None and (num_id, ilvl) not in self.used:
            counts[ilvl] = forced
        else:
            before = counts[ilvl]
            counts[ilvl] = level.start if before is None else before + 1
        self.used.add((num_id, ilvl))
        for deeper in range(ilvl + 1, LEVELS):
            restart = found.levels[deeper].restart if deeper in found.levels else None
            if restart is None or ilvl < restart:
                counts[deeper] = None
        return self._write(found, ilvl, level, counts)

    def _write(self, found: List, ilvl: int, level: Level, counts: list[int | None]) -> str:
        if level.number_format == "bullet":
            return ""

        def place(match: re.Match[str]) -> str:
            index = int(match[1]) - 1
            if index > ilvl:
                return ""
            other = found.levels.get(index, Level())
            count = counts[index]
            number = other.start if count is None else count
            if level.legal:
                return str(number)
            return str(number).zfill(other.pad) if other.pad else write(number, other.number_format)

        return PLACE.sub(place, level.text).strip()


def read_numbering(root: Element, styles: Styles) -> Numbering:
    """The lists of word/numbering.xml; links between list styles are followed once."""
    abstracts: dict[str, dict[int, Level]] = {}
    links: dict[str, str] = {}
    for element in root.iterchildren(W + "abstractNum"):
        name = element.get(W + "abstractNumId") or ""
        abstracts[name] = dict(_level(e) for e in element.iterchildren(W + "lvl"))
        for link in element.iterchildren(W + "numStyleLink"):
            links[name] = link.get(VAL) or ""
    raw: dict[str, tuple[str, Element]] = {}
    for element in root.iterchildren(W + "num"):
        abstract = next((e.get(VAL) or "" for e in element.iterchildren(W + "abstractNumId")), "")
        raw[element.get(W + "numId") or ""] = (abstract, element)
    lists = {}
    for num_id, (abstract, element) in raw.items():
        if abstract in links:
            target = styles.get(links[abstract]).num_id
            abstract = raw[target][0] if target in raw else abstract
        levels, starts = dict(abstracts.get(abstract, {})), {}
        for override in element.iterchildren(W + "lvlOverride"):
            index = integer(override.get(W + "ilvl")) or 0
            for child in override:
                if child.tag == W + "startOverride":
                    starts[index] = integer(child.get(VAL)) or 0
                elif child.tag == W + "lvl":
                    levels[index] = _level(child)[1]
        lists[num_id] = List(abstract, levels, starts)
    lists.pop("0", None)
    return Numbering(lists)


def _level(element: Element) -> tuple[int, Level]:
    start, number_format, text, restart, legal, style, pad = 1, "decimal", "", None, False, "", 0
    for child in element.iter(*(W + n for n in ("start", "numFmt", "lvlText", "lvlRestart", "isLgl", "pStyle"))):
        tag, value = child.tag, child.get(VAL)
        if tag == W + "start":
            start = integer(value) or 0
        elif tag == W + "numFmt":
            if pad:  # the mc:Fallback of a custom format that was understood
                continue
            shape = (child.get(W + "format") or "").split(",")[0].strip()
            number_format = value or "decimal"
            pad = len(shape) if number_format == "custom" and shape.isdecimal() else 0
        elif tag == W + "lvlText":
            text = value or ""
        elif tag == W + "lvlRestart":
            restart = integer(value)
        elif tag == W + "isLgl":
            legal = on(value)
        else:
            style = value or ""
    return integer(element.get(W + "ilvl")) or 0, Level(start, number_format, text, restart, legal, style, pad)
