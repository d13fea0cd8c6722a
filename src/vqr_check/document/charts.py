"""Reads a chart's cached figures as a table: a row a category, a column a series."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from itertools import islice
from typing import Any

from vqr_check.document.names import A, C
from vqr_check.document.styles import integer
from vqr_check.model import Cell, Table

Element = Any
POINTS = 100_000  # a chart's points and series beyond this are not believed
DIGITS = 15  # significant digits of a spreadsheet's numbers
FORMAT = re.compile(r"(?:[#?,]*,)?[#0?,]*0(?:\.(?P<decimals>0+))?(?P<percent>%?)")


def read_chart(root: Element) -> Table | None:
    """The table of one chart part, the chart's title as its caption; None where nothing is cached."""
    series = list(islice(root.iter(C + "ser"), POINTS))
    columns: list[tuple[str, dict[int, str]]] = []
    categories: dict[int, str] = {}
    for one in series:
        name = " ".join(_cached(one, "tx").values())
        categories = {**_cached(one, "cat", "xVal"), **categories}
        columns.append((name, _cached(one, "val", "yVal")))
        if sizes := _cached(one, "bubbleSize"):
            columns.append((name, sizes))
    rows = sorted({i for _, values in columns for i in values} | set(categories))
    if not rows or not any(values for _, values in columns):
        return None
    cells = [Cell(0, 0, "")] + [Cell(0, c, name) for c, (name, _) in enumerate(columns, 1)]
    for place, index in enumerate(rows, 1):
        cells.append(Cell(place, 0, categories.get(index, "")))
        cells += [Cell(place, c, values.get(index, "")) for c, (_, values) in enumerate(columns, 1)]
    title = next((t for chart in root.iter(C + "chart") for t in chart.iterchildren(C + "title")), None)
    return Table(len(rows) + 1, len(columns) + 1, tuple(cells), 1, "" if title is None else _words(title))


def _words(element: Element) -> str:
    return "".join(t.text or "" for t in element.iter(A + "t", C + "v")).strip()


def _cached(series: Element, *names: str) -> dict[int, str]:
    """The points of c:cat, c:val … by index, as the chart shows them."""
    out: dict[int, str] = {}
    for holder in series.iterchildren(*(C + name for name in names)):
        levels = next(holder.iter(C + "multiLvlStrCache"), None)
        if levels is not None:
            return _levels(levels)
        number = next(holder.iter(C + "numCache", C + "numLit"), None)
        code = "" if number is None else next((f.text or "" for f in number.iterchildren(C + "formatCode")), "")
        for point in holder.iter(C + "pt"):
            index = integer(point.get("idx"))
            text = next((v.text or "" for v in point.iterchildren(C + "v")), "")
            if index is not None and len(out) < POINTS:
                own = point.get("formatCode") or code
                out[index] = text if number is None else formatted(text, own)
        if not out:
            out.update(enumerate(v.text or "" for v in holder.iterchildren(C + "v")))
    return out


def _levels(cache: Element) -> dict[int, str]:
    """Categories on several levels: each innermost one with the outer ones before it."""
    levels = [
        {integer(p.get("idx")) or 0: _words(p) for p in level.iterchildren(C + "pt")}
        for level in cache.iterchildren(C + "lvl")
    ]  # fmt: skip
    if not levels:
        return {}
    out: dict[int, str] = {}
    shown = [""] * len(levels)
    for index in sorted(set().union(*levels)):
        for depth, level in enumerate(levels):
            shown[depth] = level.get(index, shown[depth] if depth else "")
        out[index] = " ".join(text for text in reversed(shown) if text)
    return out


def formatted(text: str, code: str) -> str:
    """A cached number as its format shows it: 0.4246 with 0.00% → 42.46%; plain where the format is not known."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        return text
    if not number.is_finite() or abs(number.adjusted()) > 30:
        return text
    found = FORMAT.fullmatch(code.split(";")[0].replace("_ ", "").replace("\\", "").strip())
    if found is None or code == "General":
        digits = number.quantize(Decimal(1).scaleb(max(number.adjusted() - DIGITS + 1, -30)))
        plain = f"{digits:f}"
        return plain.rstrip("0").rstrip(".") if "." in plain else plain
    number *= 100 if found["percent"] else 1
    decimals = len(found["decimals"] or "")
    shown = number.quantize(Decimal(1).scaleb(-decimals))
    return f"{shown:,f}{found['percent']}" if "," in code else f"{shown:f}{found['percent']}"
