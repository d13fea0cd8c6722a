"""The layout of a data table: header rows, stub and data columns, panels, and the line of each row and column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from vqr_check.claims import headers
from vqr_check.claims.headers import Line, Words
from vqr_check.model import Table
from vqr_check.record import dataclass

LONGEST = 400  # a cell with more characters holds a text


@dataclass(frozen=True, slots=True)
class Layout:
    """Where a table's figures stand and what its lines are; ``panels`` repeat a header side by side."""

    dense: tuple[tuple[str, ...], ...]  # a merged cell's text stands in each position that it covers
    numeric: tuple[tuple[bool, ...], ...]
    body: range
    data: frozenset[int]  # the columns that hold figures
    cols: tuple[Line, ...]
    panels: tuple[range, ...]
    rows: tuple[tuple[Line, ...], ...]  # by panel


def layout(table: Table, w: Words) -> Layout | None:
    """How a table is laid out; None where it is a form or holds hardly a figure."""
    dense = headers.texts(table)
    plain = w.patterns["plain"].fullmatch  # most cells of a large table need no more
    numeric = tuple(tuple([plain(text) is not None or is_figure(text, w) for text in row]) for row in dense)
    top = headers.header_rows(dense, numeric, table.header_rows, w)
    body = range(top, table.rows)
    data = frozenset(col for col in range(table.cols) if _holds_data(dense, numeric, body, col, w))
    figures = sum(numeric[r][c] for r in body for c in data)
    filled = sum(numeric[r][c] or not nothing(dense[r][c], w) for r in body for c in data)
    if not data or figures * 3 < filled or (figures < 2 and not top):
        return None
    cols = tuple(
        _by_values(line, [dense[r][line.index] for r in body if numeric[r][line.index]], w)
        for line in _columns(dense, top, table.cols, data, w)
    )
    starts = _starts(dense, top, table.cols, data)
    panels = tuple(range(a, b) for a, b in zip(starts, [*starts[1:], table.cols], strict=True))
    rows = tuple(_rows(dense, numeric, body, panel, cols, data, w) for panel in panels)
    return Layout(dense, numeric, body, data, cols, panels, rows)


def is_figure(text: str, w: Words) -> bool:
    """Whether a cell holds figures, perhaps with their units, and nothing else."""
    bare = text.strip()
    if w.patterns["plain"].fullmatch(bare):
        return True
    if not any(c.isdigit() for c in bare) or len(bare) > LONGEST or w.patterns["named_year"].search(bare):
        return False
    rest = w.patterns["frame"].sub(" ", w.patterns["numeral"].sub(" ", bare)).split()
    if not rest:
        return not w.patterns["list_mark"].search(bare)
    return len(set(rest)) <= 2 and all(headers.is_unit(word) for word in rest)


def nothing(text: str, w: Words) -> bool:
    """Whether a cell is blank or holds a dash or the like: its value is not known, and never 0."""
    return not text.strip() or w.patterns["unknown"].search(headers.plain(text)) is not None


def _holds_data(
    dense: Sequence[Sequence[str]], numeric: Sequence[Sequence[bool]], body: range, col: int, w: Words
) -> bool:
    figures = [dense[r][col].strip() for r in body if numeric[r][col]]
    others = sum(not numeric[r][col] and not nothing(dense[r][col], w) for r in body)
    if not figures or len(figures) < others:
        return False
    if col == 0 and all(w.patterns["single_year"].search(f) for f in figures):
        return False
    head = headers.plain(dense[0][col]) if body.start else ""
    if w.patterns["index"].search(head):
        return False
    running = figures == [str(k) for k in range(1, len(figures) + 1)]
    return not (col == 0 and running and len(figures) > 2)


def _starts(dense: Sequence[Sequence[str]], top: int, width: int, data: frozenset[int]) -> list[int]:
    """The columns where a panel begins: the first, and those that repeat its header over text after data.

    Other names are as good where all headers behind repeat: 收入项目 | 金额 | 支出项目 | 金额.
    """
    over = [headers.plain(text) for text in dense[0]] if top else [""] * width
    starts = [0]
    for col in range(1, width):
        behind = over[col + 1 :]
        again = col * 2 == width and behind == over[1:col] and set(range(col + 1, width)) <= data
        if over[0] and col not in data and col - 1 in data and (over[col] == over[0] or (over[col] and again)):
            starts.append(col)
    return starts


def _columns(dense: Sequence[Sequence[str]], top: int, width: int, data: frozenset[int], w: Words) -> tuple[Line, ...]:
    head = [[headers.plain(t) for t in row] for row in dense[:top]]
    for row in range(top - 1):  # a header cell that was split instead of merged: 本期 | | | 上期 | |
        for col in range(1, width):
            below = any(head[r][col] for r in range(row + 1, top))
            if not head[row][col] and below and col in data and col - 1 in data:
                head[row][col] = head[row][col - 1]
    return tuple(headers.line(col, [head[r][col] for r in range(top)], w, column=True) for col in range(width))


def _rows(
    dense: Sequence[Sequence[str]],
    numeric: Sequence[Sequence[bool]],
    body: range,
    panel: range,
    cols: Sequence[Line],
    data: frozenset[int],
    w: Words,
) -> tuple[Line, ...]:
    first_data = next((c for c in panel if c in data), panel.stop)
    stub = [c for c in range(panel.start, first_data) if cols[c].kind not in ("unit", "text")]
    unit_col = next((c for c in panel if cols[c].kind == "unit"), None)
    lines = []
    heading = ""
    above = [""] * len(stub)
    for row in body:
        labels = [dense[row][c] for c in stub]
        labels = [
            "" if numeric[row][c] and not w.patterns["single_year"].search(t) else t
            for c, t in zip(stub, labels, strict=True)
        ]
        values = [dense[row][c] for c in panel if c in data]
        if not any(numeric[row][c] for c in panel if c in data):
            said = {headers.plain(t) for t in [*labels, *values] if t.strip()}
            merged = len(said) == 1 and len(values) > 1 and all(t.strip() for t in values)
            if merged or (len(said) == 1 and headers.level_of(next(iter(said)), w)):
                heading = said.pop()
            if not any(t.strip() for t in values) or merged:
                continue
        blank = len(labels) > 1 and not dense[row][stub[0]].strip() and any(t.strip() for t in labels[1:])
        if blank and headers.place_of(above[0], w) == "plain":
            labels[0] = above[0]  # a group name stands once, in the first of its rows
        above = labels
        unit = headers.plain(dense[row][unit_col]) if unit_col is not None else ""
        unit = "" if w.patterns["unknown"].search(unit) else unit
        line = headers.line(row, [heading, *labels], w, unit)
        if not line.label:
            line = _by_values(line, [dense[row][c] for c in panel if numeric[row][c]], w)
        lines.append(line)
    return tuple(lines)


def _by_values(line: Line, figures: Sequence[str], w: Words) -> Line:
    """A line without a telling header is one of shares or rates when its figures are percentages."""
    if line.kind != "value" or not figures:
        return line
    search, others = w.patterns["percent"].search, 0
    for text in figures:
        others += search(text) is None
        if others * 5 > len(figures):
            return line
    return replace(line, kind="rate" if line.label else "share")
