"""How a short line looks, asked only where headings or captions are in doubt."""

from __future__ import annotations

from typing import Any, NamedTuple

from vqr_check.document.names import PPR, R_, RPR, VAL, T, W, on

Element = Any


class Look(NamedTuple):
    """A w:p and what its style says of it."""

    element: Element
    style_bold: bool

    def bold(self) -> bool:
        """Whether every run that shows text is bold."""
        seen = False
        for run in self.element.iter(R_):
            heavy, text = self.style_bold, False
            for child in run:
                tag = child.tag
                if tag == T:
                    text = text or bool(child.text and child.text.strip())
                elif tag == RPR:
                    for prop in child.iterchildren(W + "b"):
                        heavy = on(prop.get(VAL))
            if text and not heavy:
                return False
            seen = seen or text
        return seen

    def centred(self) -> bool:
        """Whether the paragraph is centred."""
        for properties in self.element.iterchildren(PPR):
            for justification in properties.iterchildren(W + "jc"):
                return bool(justification.get(VAL) == "center")
        return False
