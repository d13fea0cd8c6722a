"""Cuts runs so that a range of characters begins and ends between runs; no text and no formatting changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import deepcopy
from typing import Any

from vqr_check.document.anchors import Place
from vqr_check.document.names import R_, RPR, XML_SPACE, P, W

Element = Any
OPEN = frozenset(  # what may hold the marks of a comment beside its runs
    W + tag
    for tag in ("p", "ins", "moveTo", "hyperlink", "smartTag", "customXml", "sdtContent", "fldSimple", "dir", "bdo")
)
TYPED = frozenset(W + tag for tag in ("text", "dropDownList", "comboBox", "date", "picture"))
BLANKS = " \t\r\n"  # what XML calls white space
Cuts = Mapping[Element, Mapping[int, Element]]  # element -> offset -> the element that now begins there


def cut(places: Iterable[Place]) -> Cuts:
    """Split runs so that each place begins its run and ends its run, wherever runs may be split.

    Locate everything before: offsets count in the elements as they were. Offset 0 is the element itself.
    """
    wanted: dict[Element, set[int]] = {}
    for place in places:
        wanted.setdefault(place.element, set()).update((place.start, place.end))
    return {element: _cut(element, offsets) for element, offsets in wanted.items()}


def beginning(cuts: Cuts, place: Place) -> Element:
    """The run (or what stands for it) that begins where a place begins."""
    made = cuts[place.element]
    return outermost(made.get(place.start, place.element))


def ending(cuts: Cuts, place: Place) -> Element:
    """The run (or what stands for it) that ends where a place ends."""
    made = cuts[place.element]
    return outermost(made[max(offset for offset in made if offset < max(place.end, 1))])


def outermost(element: Element) -> Element:
    """The run or closed thing around an element (formula, ruby, control of one value) that marks may stand beside."""
    path = [element]
    while path[-1].tag != P and path[-1].getparent() is not None:
        path.append(path[-1].getparent())
    for node in reversed(path):
        if node.tag not in OPEN and (node.tag != W + "sdt" or _typed(node)):
            return node
    return element


def _typed(control: Element) -> bool:
    properties = control.find(W + "sdtPr")
    return properties is not None and any(child.tag in TYPED for child in properties)


def _cut(element: Element, offsets: Iterable[int]) -> dict[int, Element]:
    made = {0: element}
    run = element.getparent()
    if run is None or run.tag != R_ or outermost(element) is not run:
        return made
    length = len(element.text or "") if element.tag == W + "t" else 1
    if length in offsets:
        _split_before(element.getnext())
    inner = sorted((o for o in offsets if 0 < o < length), reverse=True) if element.tag == W + "t" else []
    outer_space_shows = element.get(XML_SPACE) == "preserve"
    for offset in inner:
        made[offset] = _split_text(element, offset)
    if inner and not outer_space_shows:  # what was trimmed at the ends must not come to light
        made[inner[0]].text = made[inner[0]].text.rstrip(BLANKS)
        element.text = element.text.lstrip(BLANKS)
    if 0 in offsets:
        _split_before(element)
    return made


def _split_before(element: Element | None) -> None:
    """Move an element and what follows it in its run to a run of its own behind."""
    if element is None:
        return
    run = element.getparent()
    content = [child for child in run if child.tag != RPR]
    at = content.index(element)
    if at == 0:
        return
    behind = run.makeelement(R_, dict(run.attrib))
    properties = run.find(RPR)
    if properties is not None:
        behind.append(deepcopy(properties))
    behind.extend(content[at:])  # moved, not copied
    run.addnext(behind)


def _split_text(element: Element, offset: int) -> Element:
    """Cut a w:t in two, the second at the head of a run of its own."""
    text = element.text
    rest = element.makeelement(element.tag)
    element.text, rest.text = text[:offset], text[offset:]
    element.set(XML_SPACE, "preserve")
    rest.set(XML_SPACE, "preserve")
    element.addnext(rest)
    _split_before(rest)
    return rest
