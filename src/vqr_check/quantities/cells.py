"""Reads a table cell's figure with the unit and the scale that its header, caption or 单位 line gives."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import regex

from vqr_check.model import Quantity
from vqr_check.packs import Packs
from vqr_check.quantities.grammar import compiled
from vqr_check.quantities.numerals import read
from vqr_check.quantities.scanner import scan
from vqr_check.quantities.terms import measured

NOTES = regex.compile(r"(?:[①-⑳⑴-⒇¹²³⁴-⁹*#†※]|\[[0-9]{1,2}\])+$")
NOTHING = regex.compile(r"[-—/\\.·…*]*|无|空|N/?A|n/?a")
PLAIN = regex.compile(
    r"(?P<open>\()?(?P<minus>[-—△▲])?(?P<plus>\+)?(?P<figure>[0-9][0-9,]*(?:\.[0-9]+)?)(?P<rate>%|‰)?(?P<close>\))?"
)
WRAPPING = regex.compile(r"^[\s(\[]*(?:(?:计量)?单位[\s:]*)?|[\s)\]]+$")
SEVERAL = regex.compile(r"[、,;]")  # 人、% heads a table whose columns differ
RATIO_TO_ONE = regex.compile(r":[ ]?1|1[ ]?:")


def cell(text: str, unit: str, packs: Packs) -> Quantity | None:
    """The one figure of a table cell; None where it holds none, several, or words beside it (but for hedges).

    ``unit`` is what the header or caption says ("万元", "%", "人", "" where it says nothing): value and step of
    a plain figure come out in the base unit. Reads (1,234.5) as negative, and leaves footnote marks aside.
    Positions are code points of ``text``.
    """
    grammar = compiled(packs)
    folded = grammar.folded(text)
    body = NOTES.sub("", folded.rstrip()).rstrip()
    start = len(body) - len(body.lstrip())
    body = body.lstrip()
    if NOTHING.fullmatch(body):
        return None
    match = PLAIN.fullmatch(body)
    if match and bool(match["open"]) == bool(match["close"]) and _grouped(match["figure"]):
        return with_unit(_plain(match, start, text, packs), unit, packs)
    found = scan(text, packs)
    if len(found.quantities) != 1 or found.malformed:
        return None
    only = found.quantities[0]
    before, after = folded[start : only.start], folded[only.end : start + len(body)]
    if (before and not grammar.before.fullmatch(before)) or (after and not grammar.after.fullmatch(after)):
        return None
    return with_unit(only, unit, packs)


def _grouped(figure: str) -> bool:
    whole = figure.partition(".")[0].split(",")
    return len(whole) == 1 or (1 <= len(whole[0]) <= 3 and all(len(group) == 3 for group in whole[1:]))


def _plain(match: regex.Match[str], offset: int, text: str, packs: Packs) -> Quantity:
    grammar = compiled(packs)
    figure = read(match["figure"], grammar.script)
    assert figure is not None
    start, end = offset + match.start(), offset + match.end()
    name, dimension, kind, _ = measured(match["rate"], grammar) if match["rate"] else ("", "", "count", Decimal(1))
    negative = bool(match["open"] or match["minus"])
    return Quantity(
        start=start,
        end=end,
        literal=text[start:end],
        number=(start, end),
        value=-figure.value if negative else figure.value,
        step=figure.step,
        unit=name,
        dimension=dimension,
        kind=kind,
        precision=packs.precision,
    )


def with_unit(quantity: Quantity, unit: str, packs: Packs) -> Quantity:
    """The quantity in the unit that a header gives, scale applied; unchanged where it prints a unit itself.

    万元 makes 12.5 into 125000 元, step 1000. An unknown unit is kept by its own name.
    """
    grammar = compiled(packs)
    printed = WRAPPING.sub("", WRAPPING.sub("", grammar.folded(unit))).strip()
    if not printed or SEVERAL.search(printed) or quantity.unit or quantity.kind in ("ratio", "fraction"):
        return quantity
    if RATIO_TO_ONE.fullmatch(printed):
        one = Decimal(1)
        return replace(quantity, kind="ratio", dimension="ratio", terms=(quantity.value, one))
    factor = Decimal(1)
    if not grammar.unit.fullmatch(printed) and (scale := grammar.scale.match(printed)):
        place = read(scale[0], grammar.script)
        factor, printed = (place.value if place else factor), printed[scale.end() :]
    name, dimension, kind, worth = measured(printed, grammar) if printed else ("", "", "count", Decimal(1))
    factor *= worth
    return replace(
        quantity,
        value=quantity.value * factor,
        step=quantity.step * factor,
        upper=None if quantity.upper is None else quantity.upper * factor,
        unit=name,
        dimension=dimension,
        kind=quantity.kind if quantity.kind == "range" else kind,
        scaled=quantity.scaled or factor > 1,
    )
