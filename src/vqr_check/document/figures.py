"""Shows a stored number as its spreadsheet format does: 0.4246 with 0.00% is 42.46%."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

DIGITS = 15  # significant digits of a spreadsheet's numbers
LARGEST = 25  # digits before and after the point of a number that is set in a format
BESIDE = re.compile(r"\[[^\]]*\]|_.|\*.|\\")  # colours, spaces as wide as a sign, fill, escapes
LITERAL = r'(?:"([^"]*)")?\s*'
FORMAT = re.compile(LITERAL + r"((?:[#?,]*,)?[#0?,]*0(?:\.(?P<decimals>0+))?(?P<percent>%?))\s*" + LITERAL)


def formatted(text: str, code: str) -> str:
    """A stored number as its format shows it: 0.4246 with 0.00% → 42.46%; plain where the format is not known."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        return text
    if not number.is_finite() or abs(number.adjusted()) > LARGEST:
        return text
    number = number.quantize(Decimal(1).scaleb(number.adjusted() - DIGITS + 1))
    found = FORMAT.fullmatch(BESIDE.sub("", code.split(";")[0]).strip())
    decimals = len(found["decimals"] or "") if found else 0
    if found is None or code == "General" or number.adjusted() + decimals > LARGEST:
        plain = f"{number:f}"
        return plain.rstrip("0").rstrip(".") if "." in plain else plain
    number *= 100 if found["percent"] else 1
    shown = number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    figure = f"{shown:,f}" if "," in found[2] else f"{shown:f}"
    return f"{found[1] or ''}{figure}{found['percent']}{found[5] or ''}"


def alike(one: str, other: str) -> bool:
    """Whether two stored numbers are the same to the digits that spreadsheets keep; True where one is no number."""
    try:
        first, second = Decimal(one), Decimal(other)
        return not first.is_finite() or abs(first - second) <= max(abs(first), abs(second)).scaleb(-9)
    except (InvalidOperation, OverflowError):
        return True
