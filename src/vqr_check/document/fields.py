"""Follows complex fields over runs and paragraphs: what is instruction and what is the result a reader sees."""

from __future__ import annotations

import re
from dataclasses import field
from typing import Any

from vqr_check.document.names import VAL, W, on
from vqr_check.document.numerals import circled
from vqr_check.record import dataclass

Element = Any

CIRCLED = re.compile(r"\\o(?:\\a[clr])?\s*\(\s*[○〇◯O0]\s*[,，;；]\s*(\d{1,2})\s*\)", re.IGNORECASE)
FRACTION = re.compile(r"\\f\s*\(\s*([^(),，;；]+)\s*[,，;；]\s*([^(),，;；]+)\s*\)", re.IGNORECASE)
OVERLAID = re.compile(r"\\o(?:\\a[clr])?\s*\(\s*([^(),，;；]*)\s*[,，;；]\s*([^(),，;；]*)\s*\)", re.IGNORECASE)


@dataclass(slots=True)
class Open:
    """A field that has begun and not ended."""

    instruction: list[str] = field(default_factory=list)
    form: Element | None = None  # w:ffData of a form field
    result: bool = False  # past its separator
    texts: list[str] | None = None  # the paragraph its result began in
    at: int = 0  # and how many pieces that had

    @property
    def contents(self) -> bool:
        """Whether it is a table of contents or of figures."""
        return "".join(self.instruction).lstrip()[:4].upper().rstrip() == "TOC"


def derived(instruction: str, form: Element | None = None) -> str | None:
    """What Word draws for a field that stores no result: EQ \\o\\ac(○,1) → ①, EQ \\f(1,2) → 1/2; None if unknown."""
    if form is not None and (shown := form_value(form)):
        return shown
    text = instruction.strip()
    if text[:2].upper() != "EQ":
        return ""
    if found := CIRCLED.search(text):
        return circled(int(found[1]))
    if found := FRACTION.search(text):
        return f"{found[1].strip()}/{found[2].strip()}"
    if found := OVERLAID.search(text):
        return found[1] + found[2]
    return None


def form_value(form: Element) -> str:
    """What a check box or a list of a form shows: ☒, ☐ or the chosen entry; "" for other form fields."""
    for box in form.iterchildren(W + "checkBox"):
        states = {child.tag: on(child.get(VAL)) for child in box}
        return "☒" if states.get(W + "checked", states.get(W + "default", False)) else "☐"
    for choices in form.iterchildren(W + "ddList"):
        entries = [child.get(VAL) or "" for child in choices.iterchildren(W + "listEntry")]
        picked = next((child.get(VAL) for child in choices.iterchildren(W + "result", W + "default")), "0")
        return entries[int(picked)] if picked and picked.isdecimal() and int(picked) < len(entries) else ""
    return ""
