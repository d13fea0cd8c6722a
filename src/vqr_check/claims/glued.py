"""Glued figures: two numbers that ran together where a converter lost the line break between two rows of a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import Any

from vqr_check.model import Quantity
from vqr_check.packs import Packs, ready


@cache
def _words(packs: Packs) -> tuple[Any, Any, Any]:
    table = packs.table("runs")
    return ready(table["glued"]), ready(table["glued_on"]), ready(table["glued_year"])


def parted(text: str, figures: Sequence[Quantity], packs: Packs) -> Iterator[Quantity]:
    """The quantities of a text, those that ran together parted; all others as they are.

    60.315,849.81 is 60.31 and 5,849.81, since a comma never stands among decimals and amounts have two of them;
    5,273,053.882008 年 is 5,273,053.88 and a year.
    """
    first, second, dated = _words(packs)
    taken = -1
    for number, figure in enumerate(figures):
        if number == taken:
            continue
        start, end = figure.number
        behind = figures[number + 1] if number + 1 < len(figures) else None
        year = dated.match(text, start)
        left = first.fullmatch(text, start, end)
        if year and year.end("rest") == end:
            yield _read(figure, text, start, year.end("figure"))
        elif left and behind and text[end : behind.number[0]] == "," and second.fullmatch(text, *behind.number):
            taken = number + 1
            yield _read(figure, text, start, left.end("figure"))
            yield _read(behind, text, left.start("rest"), behind.number[1])
        else:
            yield figure


def _read(like: Quantity, text: str, start: int, end: int) -> Quantity:
    """The plain figure between two places of a text, of the unit that ``like`` has if that follows it."""
    literal = text[start:end]
    value = Decimal(literal.replace(",", "").replace("−", "-").replace("－", "-"))
    exponent = value.as_tuple().exponent
    assert isinstance(exponent, int)
    same_end = end == like.number[1]
    return replace(
        like,
        start=start,
        end=like.end if same_end else end,
        literal=text[start : like.end] if same_end else literal,
        number=(start, end),
        value=value,
        step=Decimal(1).scaleb(exponent),
        unit=like.unit if same_end else "",
        dimension=like.dimension if same_end else "",
        kind=like.kind if same_end else "count",
    )
