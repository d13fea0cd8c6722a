"""Which of several things that a file offers a reader sees: alternatives, placeholders, properties before a change."""

from __future__ import annotations

from typing import Any

from vqr_check.document.names import MC, PPR, VAL, W, on

Element = Any

UNDERSTOOD = ("http://schemas.microsoft.com/office/", "http://schemas.openxmlformats.org/")


def chosen(alternatives: Element) -> Element | None:
    """The branch of mc:AlternateContent to read: the first choice whose namespaces are known, else the fallback."""
    for branch in alternatives:
        if branch.tag == MC + "Choice":
            spaces = branch.nsmap
            needed = (branch.get("Requires") or "").split()
            if all((spaces.get(prefix) or "").startswith(UNDERSTOOD) for prefix in needed):
                return branch
        elif branch.tag == MC + "Fallback":
            return branch
    return None


def placeholder(control: Element) -> bool:
    """Whether a content control shows its prompt (click here to enter text) and no data."""
    for properties in control.iterchildren(W + "sdtPr"):
        for shows in properties.iterchildren(W + "showingPlcHdr"):
            return on(shows.get(VAL))
    return False


def before_change(properties: Element) -> Element:
    """The w:pPr as it was before a tracked change of it."""
    for change in properties.iterchildren(W + "pPrChange"):
        return next(change.iterchildren(PPR), properties)
    return properties
