"""Writes a formula (m:oMath) on one line: 1/2, √(x), x^2."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from vqr_check.document.names import M, T, W

Element = Any

PROPERTIES = (
    "rPr ctrlPr fPr dPr radPr naryPr sSupPr sSubPr sSubSupPr sPrePr accPr barPr boxPr borderBoxPr eqArrPr funcPr "
    "groupChrPr limLowPr limUppPr mPr phantPr argPr"
)
SKIPPED = frozenset((W + "rPr", W + "delText", W + "instrText", *(M + name for name in PROPERTIES.split())))
BEFORE = {M + "den": "/", M + "sup": "^", M + "sub": "_", M + "lim": "_"}
GROUPED = frozenset(M + name for name in ("num", "den", "sup", "sub", "lim"))
PARTED = {M + "eqArr": "; ", M + "m": "; ", M + "mr": ", "}  # between the children
DROPPED = frozenset((W + "del", W + "moveFrom"))
INSERTED = frozenset((W + "ins", W + "moveTo"))


def linear(formula: Element, original: bool = False) -> Iterator[tuple[str, Element]]:
    """The characters of a formula with the element each stands in (m:t, or the structure that adds a sign)."""
    gone = INSERTED if original else DROPPED
    out: list[tuple[str, Element]] = []
    stack: list[tuple[Element, Iterator[Element], int, str]] = [(formula, iter(formula), 0, "")]
    while stack:
        element, children, begin, close = stack[-1]
        child = next(children, None)
        if child is None:
            stack.pop()
            if element.tag in GROUPED:
                inner = "".join(text for text, _ in out[begin:])
                if len(inner) > 1 and not inner.replace(".", "").replace(",", "").isalnum():
                    out[begin - 1] = (out[begin - 1][0] + "(", element)
                    out.append((")", element))
            elif close:
                out.append((close, element))
            continue
        tag = child.tag
        if tag in SKIPPED or tag in gone:
            continue
        if tag in (M + "t", T):
            if child.text:
                out.append((child.text, child))
            continue
        if tag == W + "br":
            out.append((" ", child))
            continue
        _between(element, child, out, begin)
        opening, closing = _signs(child)
        out.append((BEFORE.get(tag, "") + opening, child))
        stack.append((child, iter(child), len(out), closing))
    yield from ((text, source) for text, source in out if text)


def _between(parent: Element, child: Element, out: list[tuple[str, Element]], begin: int) -> None:
    if len(out) == begin:
        return
    if parent.tag in PARTED:
        out.append((PARTED[parent.tag], child))
    elif parent.tag == M + "d" and child.tag == M + "e":
        out.append((_property(parent, "sepChr", "|"), child))


def _signs(element: Element) -> tuple[str, str]:
    tag = element.tag
    if tag == M + "d":
        return _property(element, "begChr", "("), _property(element, "endChr", ")")
    if tag == M + "rad":
        return "√(", ")"
    if tag == M + "nary":
        return _property(element, "chr", "∫"), ""
    return "", ""


def _property(element: Element, name: str, default: str) -> str:
    for properties in element.iterchildren(M + "dPr", M + "naryPr"):
        for found in properties.iterchildren(M + name):
            return found.get(M + "val") or ""
    return default
