"""Works out what a paragraph or character style says: heading level, numbering, hidden, bold, contents."""

from __future__ import annotations

from dataclasses import field, replace
from functools import cache
from typing import Any

import regex

from vqr_check import packs
from vqr_check.document.names import PPR, RPR, VAL, W, on
from vqr_check.record import dataclass

Element = Any


@dataclass(frozen=True, slots=True)
class Style:
    """A style with everything it inherits."""

    name: str = ""
    level: int = 0  # 1..9 for headings, 0 for body text
    num_id: str = ""  # numbering that the style brings along, "" where none
    ilvl: int = 0
    hidden: bool = False
    bold: bool = False
    contents: bool = False
    caption: bool = False


PLAIN = Style()


@dataclass(slots=True)
class Styles:
    """The styles of a document by id, each worked out when it is first asked for."""

    elements: dict[str, Element] = field(default_factory=dict)
    default: str = ""  # id of the style of paragraphs that name none
    hides: bool = False  # some style hides text
    known: dict[str, Style] = field(default_factory=dict)
    raw: dict[str, _Raw] = field(default_factory=dict)

    def get(self, style_id: str) -> Style:
        """The style of this id; the default paragraph style for "" and for unknown ids."""
        found = self.known.get(style_id)
        if found is None:
            found = self.known[style_id] = self._resolved(style_id if style_id in self.elements else self.default)
        return found

    def hidden(self, style_id: str) -> bool:
        """Whether a style that is defined hides text."""
        return style_id in self.elements and self.get(style_id).hidden

    def _resolved(self, style_id: str) -> Style:
        chain: list[_Raw] = []
        seen: set[str] = set()
        while style_id in self.elements and style_id not in seen and len(chain) < 50:
            seen.add(style_id)
            if style_id not in self.raw:
                self.raw[style_id] = _raw(self.elements[style_id])
            chain.append(self.raw[style_id])
            style_id = chain[-1].based_on
        return _inherited(chain) if chain else PLAIN


@dataclass(frozen=True, slots=True)
class _Raw:
    name: str
    based_on: str
    level: int | None  # 0 body text, 1..9 heading, None not said
    num_id: str | None
    ilvl: int | None
    hidden: bool | None
    bold: bool | None


@cache
def _patterns() -> tuple[regex.Pattern[str], regex.Pattern[str], regex.Pattern[str]]:
    words = packs.load(("document",)).table("styles")
    return packs.ready(words["heading"]), packs.ready(words["contents"]), packs.ready(words["caption"])


def integer(text: str | None) -> int | None:
    """A whole number as attributes spell it, or None."""
    try:
        return int(text) if text is not None and len(text) < 10 else None
    except ValueError:
        return None


def outline(text: str | None) -> int | None:
    """A heading level 1..9 from w:outlineLvl (0..8), 0 for body text (9), None for nonsense."""
    value = integer(text)
    if value is None or not 0 <= value <= 9:
        return None
    return value + 1 if value < 9 else 0


def read_styles(root: Element, hides: bool = True) -> Styles:
    """The styles of word/styles.xml, chains resolved; a chain that runs in a circle is cut.

    ``hides``: whether w:vanish occurs in it at all.
    """
    elements: dict[str, Element] = {}
    default = ""
    for element in root.iterchildren(W + "style"):
        style_id = element.get(W + "styleId") or ""
        elements[style_id] = element
        if element.get(W + "type") == "paragraph" and element.get(W + "default") in ("1", "true", "on"):
            default = style_id
    styles = Styles(elements, default)
    return replace(styles, hides=True) if hides and any(map(styles.hidden, elements)) else styles


def _raw(element: Element) -> _Raw:
    name = based_on = ""
    level: int | None = None
    num_id: str | None = None
    ilvl: int | None = None
    hidden: bool | None = None
    bold: bool | None = None
    for child in element:
        tag = child.tag
        if tag == W + "name":
            name = child.get(VAL) or ""
        elif tag == W + "basedOn":
            based_on = child.get(VAL) or ""
        elif tag == PPR:
            for prop in child.iterchildren(W + "outlineLvl", W + "numPr"):
                if prop.tag == W + "outlineLvl":
                    level = outline(prop.get(VAL))
                else:
                    num_id, ilvl = numbering_property(prop)
        elif tag == RPR:
            for prop in child.iterchildren(W + "vanish", W + "b"):
                if prop.tag == W + "vanish":
                    hidden = on(prop.get(VAL))
                else:
                    bold = on(prop.get(VAL))
    return _Raw(name, based_on, level, num_id, ilvl, hidden, bold)


def numbering_property(element: Element) -> tuple[str | None, int | None]:
    """The numId and ilvl of a w:numPr, None where it does not say."""
    num_id: str | None = None
    ilvl: int | None = None
    for child in element:
        if child.tag == W + "numId":
            num_id = child.get(VAL)
        elif child.tag == W + "ilvl":
            ilvl = integer(child.get(VAL))
    return num_id, ilvl


def _inherited(chain: list[_Raw]) -> Style:
    """A style from what it says itself and what each that it is based on says, nearest first."""
    heading, contents, caption = _patterns()
    level = next((r.level for r in chain if r.level is not None), None)
    if level is None:
        named = next((found for r in chain if (found := heading.match(r.name))), None)
        level = int(named[1]) if named else 0
    return Style(
        name=chain[0].name,
        level=level,
        num_id=next((r.num_id for r in chain if r.num_id is not None), ""),
        ilvl=next((r.ilvl for r in chain if r.ilvl is not None), 0),
        hidden=next((r.hidden for r in chain if r.hidden is not None), False),
        bold=next((r.bold for r in chain if r.bold is not None), False),
        contents=any(contents.match(r.name) for r in chain),
        caption=any(caption.match(r.name) for r in chain),
    )
