"""Reads a chart as a table, a row a category, a column a series: its cached figures, or its workbook's."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from vqr_check.document.captions import unit_of
from vqr_check.document.figures import alike, formatted
from vqr_check.document.names import CHARTEX, A, C
from vqr_check.document.styles import integer
from vqr_check.document.workbooks import Book, Value
from vqr_check.model import Cell, Table

Element = Any
POINTS = 100_000  # a chart's points and series beyond this are not believed
CACHES = tuple(C + name for name in ("numCache", "strCache", "numLit", "strLit", "multiLvlStrCache"))
Columns = list[tuple[str, dict[int, str]]]  # each series' name and figures by index


def read_chart(root: Element, book: Book | None = None) -> Table | None:
    """The table of one chart part, the chart's title as its caption; None where no figures are to be had.

    ``book``: its embedded workbook, asked for what the chart itself does not hold.
    """
    columns: Columns = []
    categories: dict[int, str] = {}
    for one in islice(root.iter(C + "ser"), POINTS):
        name = " ".join(_points(one, book, "tx").values())
        categories = {**_points(one, book, "cat", "xVal"), **categories}
        columns.append((name, _points(one, book, "val", "yVal")))
        if sizes := _points(one, book, "bubbleSize"):
            columns.append((name, sizes))
    title = next((t for chart in root.iter(C + "chart") for t in chart.iterchildren(C + "title")), None)
    axes = (t for axis in root.iter(C + "valAx") for t in axis.iterchildren(C + "title"))
    unit = next((found for t in (*([] if title is None else [title]), *axes) if (found := unit_of(_words(t)))), "")
    return _table(columns, categories, "" if title is None else _words(title), unit)


def read_extended(root: Element) -> Table | None:
    """The table of a chart of the newer kinds (tree map, waterfall, funnel…): cached figures alone."""
    columns: Columns = []
    categories: dict[int, str] = {}
    data = {e.get("id"): e for e in root.iter(CHARTEX + "data")}
    for one in islice(root.iter(CHARTEX + "series"), POINTS):
        name = " ".join(_texts(v) for tx in one.iterchildren(CHARTEX + "tx") for v in tx.iter(CHARTEX + "v"))
        source = next((data.get(e.get("val")) for e in one.iterchildren(CHARTEX + "dataId")), None)
        if source is None:
            continue
        for words in islice(source.iterchildren(CHARTEX + "strDim"), 1):
            categories = {**_steps(words), **categories}
        columns += ((name, _steps(figures)) for figures in source.iterchildren(CHARTEX + "numDim"))
    title = next(root.iter(CHARTEX + "title"), None)
    named = "" if title is None else "".join(t.text or "" for t in title.iter(A + "t", CHARTEX + "v")).strip()
    return _table(columns, categories, named, unit_of(named))


def stale(root: Element, book: Book) -> Iterator[tuple[str, str, str, str]]:
    """Where a chart shows other figures than its workbook holds: series, category, shown, held."""
    for one in islice(root.iter(C + "ser"), POINTS):
        for holder in one.iterchildren(C + "val", C + "yVal"):
            held = _held(holder, book)
            if held is None:
                continue
            for point in islice(holder.iter(C + "pt"), POINTS):
                index = integer(point.get("idx"))
                stored = next((v.text or "" for v in point.iterchildren(C + "v")), "")
                cell = held[index] if index is not None and 0 <= index < len(held) else None
                if cell is not None and not alike(stored, cell.stored):
                    name = " ".join(_points(one, book, "tx").values())
                    category = _points(one, book, "cat", "xVal").get(index or 0, "")
                    yield name, category, stored, cell.stored


def _table(columns: Columns, categories: dict[int, str], caption: str, unit: str) -> Table | None:
    rows = sorted({i for _, values in columns for i in values} | set(categories))
    if not rows or not any(values for _, values in columns):
        return None
    cells = [Cell(0, 0, "")] + [Cell(0, c, name) for c, (name, _) in enumerate(columns, 1)]
    for place, index in enumerate(rows, 1):
        cells.append(Cell(place, 0, categories.get(index, "")))
        cells += [Cell(place, c, values.get(index, "")) for c, (_, values) in enumerate(columns, 1)]
    return Table(len(rows) + 1, len(columns) + 1, tuple(cells), 1, caption, unit)


def _texts(element: Element) -> str:
    return (element.text or "").strip()


def _words(element: Element) -> str:
    return "".join(t.text or "" for t in element.iter(A + "t", C + "v")).strip()


def _points(series: Element, book: Book | None, *names: str) -> dict[int, str]:
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
        if not out and book is not None and next(holder.iter(*CACHES), None) is None:
            out.update((i, v.shown) for i, v in enumerate(_held(holder, book) or ()) if v is not None)
    return out


def _held(holder: Element, book: Book) -> list[Value | None] | None:
    """The workbook's cells that a series' reference names; None where that cannot be said."""
    formula = next((f.text or "" for f in holder.iter(C + "f")), "")
    return book.at(formula) if formula else None


def _steps(dimension: Element) -> dict[int, str]:
    """The points of a cx:strDim or cx:numDim; categories on several levels read outermost first."""
    levels: list[dict[int, str]] = []
    for level in dimension.iterchildren(CHARTEX + "lvl"):
        code = level.get("formatCode") or ""
        points = islice(level.iterchildren(CHARTEX + "pt"), POINTS)
        read = ((integer(p.get("idx")), _texts(p)) for p in points)
        levels.append({i: formatted(t, code) if code else t for i, t in read if i is not None})
    indices = sorted(set().union(*levels)) if levels else []
    return {i: " ".join(t for level in reversed(levels) if (t := level.get(i, ""))) for i in indices}


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
