"""Turns glyphs of symbol fonts (w:sym) into the characters that they look like."""

from __future__ import annotations

from vqr_check import packs

UNKNOWN = "\ufffd"  # a sign that has no character of its own


def sign(font: str, code: str) -> str:
    """The character for a code point (hexadecimal, F0FC or FC) of a font such as Wingdings or Symbol."""
    try:
        point = int(code, 16)
    except ValueError:
        return ""
    table = packs.load(("document",)).table("symbols").get(font.strip().lower(), {})
    low = point & 0xFF if point >> 8 in (0, 0xF0) else -1
    found = table.get(f"{low:02X}")
    if found:
        return str(found)
    if font.strip().lower() == "symbol" and 0x20 <= low < 0x40:
        return chr(low)  # digits and signs stand where ASCII has them
    if 0xE000 <= point <= 0xF8FF or 0xD800 <= point <= 0xDFFF or not 0x20 <= point <= 0x10FFFF:
        return UNKNOWN
    return chr(point)
