"""Cell claims: what each figure of a table measures, of whom and when, with its unit and scale applied."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from vqr_check import quantities
from vqr_check.claims import headers
from vqr_check.claims.headers import Line, Words
from vqr_check.model import Block, Claim, Location, Quantity, Table
from vqr_check.packs import Packs

NUMERAL = re.compile(r"[-+−－﹣]?\s*\d[\d,，]*(?:\.\d+)?")
PIECE = re.compile(r"(?<![\d.])[-−－﹣]?\d[\d,，]*(?:\.\d+)?(?:万亿|[万亿])?[%％‰]?")
FRAME = re.compile(r"[\s（）()/／,，、;；±约近超逾%％‰:：]|万亿|[万亿千百]")
SINGLE_YEAR = re.compile(r"^(?:19|20)\d\d(?:年度?|届|级|学年)?$")
MIN_LIST = 5  # so many figures in a cell are a column typed into it
LIST_MARK = re.compile(r"^(?:[（(]\d{1,2}[）)]|\d{1,2}[.．、])$")
NAMED_YEAR = re.compile(r"^(?:19|20)\d\d\s*(?:[-—–~～至]\s*(?:19|20)?\d\d)?\s*(?:年度?|届|级|学年|年[级末底初])$")
NO_PERCENT = re.compile(r"周转率|比率|汇率|利率|容积率|指数|得分")
PERCENT_KINDS = frozenset({"share", "growth"})


@dataclass(frozen=True, slots=True)
class Listing:
    """A table's rows typed into one cell, one below the other: its claims row by row under ``cols``."""

    rows: tuple[Line, ...]
    cols: tuple[Line, ...]
    claims: tuple[tuple[Claim, ...], ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A data table with its header model and a claim for every figure.

    ``at`` maps a grid position to the claims of its cell in text order; ``unknown`` holds the positions
    of dashes and the like, whose value is not known. ``panels`` are the column ranges that stand side by
    side under a repeated header, each with its row lines in ``rows``.
    """

    block: Block
    cols: tuple[Line, ...]
    rows: tuple[tuple[Line, ...], ...]  # by panel
    panels: tuple[range, ...]
    claims: tuple[Claim, ...]
    at: Mapping[tuple[int, int], tuple[Claim, ...]]
    unknown: frozenset[tuple[int, int]]
    caption: str = ""
    period: str = ""  # of the caption
    lists: tuple[Listing, ...] = ()

    @property
    def orientation(self) -> str:
        """``transposed`` where the rows say what kind of figure stands in them, else ``plain``."""
        by_row = sum(line.kind in ("share", "rate", "growth", "change", "point") for line in self.rows[0])
        by_col = sum(line.kind in ("share", "rate", "growth", "change", "point") for line in self.cols)
        return "transposed" if by_row > by_col else "plain"


def combined(row: Line, col: Line) -> str:
    """The kind of the figure where two lines cross."""
    kinds = {row.kind, col.kind}
    if "change" in kinds and (kinds & {"share", "rate", "point"} or headers.PERCENT & {row.unit, col.unit}):
        return "point"
    if col.kind in ("growth", "point", "change"):
        return col.kind
    return row.kind if row.kind != "value" else col.kind


def is_figure(text: str, w: Words) -> bool:
    """Whether a cell holds figures, perhaps with their units, and nothing else."""
    bare = text.strip()
    if not bare or not any(c.isdigit() for c in bare) or len(bare) > 400 or NAMED_YEAR.match(bare):
        return False
    rest = FRAME.sub(" ", NUMERAL.sub(" ", bare)).split()
    if not rest:
        return not LIST_MARK.match(bare)
    return len(set(rest)) <= 2 and all(headers.is_unit(word) for word in rest) and bare[0] not in "第"


def nothing(text: str, w: Words) -> bool:
    """Whether a cell is blank or holds a dash or the like: its value is not known, and never 0."""
    return not text.strip() or w.patterns["unknown"].search(headers.plain(text)) is not None


def grid(block: Block, packs: Packs, first_id: int) -> Grid | None:
    """The claims of a table, numbered from ``first_id``; None where it is layout or a form and holds no data.

    Cells that are not figures (sentences, labels) yield no claims.
    """
    table = block.table
    if table is None or table.rows < 2 or table.cols < 1:
        return None
    w = headers.words(packs)
    dense = headers.texts(table)
    numeric = [[is_figure(text, w) for text in row] for row in dense]
    top = headers.header_rows(dense, numeric, table.header_rows, w)
    body = range(top, table.rows)
    data_cols = [col for col in range(table.cols) if _holds_data(dense, numeric, body, col, w)]
    if not data_cols:
        return None
    stubs = _stubs(dense, numeric, top, table.cols, frozenset(data_cols), w)
    figures = sum(numeric[r][c] for r in body for c in data_cols)
    filled = sum(
        bool(dense[r][c].strip()) and not w.patterns["unknown"].search(headers.plain(dense[r][c]))
        for r in body
        for c in data_cols
    )
    listed = any(len(PIECE.findall(dense[r][c])) >= MIN_LIST for r in body for c in data_cols)
    if figures * 3 < filled or (figures < 2 and not top):
        return None
    caption = table.caption or (block.section[-1] if block.section else "")
    cols = _columns(dense, top, table.cols, frozenset(data_cols), w)
    panels = tuple(range(a, b) for a, b in zip(stubs, [*stubs[1:], table.cols], strict=True))
    rows = tuple(_rows(dense, numeric, body, panel, cols, top, frozenset(data_cols), w) for panel in panels)
    cols = tuple(_by_values(line, [dense[r][line.index] for r in body if numeric[r][line.index]]) for line in cols)
    rows = tuple(
        tuple(
            line if line.label else _by_values(line, [dense[line.index][c] for c in panel if numeric[line.index][c]])
            for line in lines
        )
        for lines, panel in zip(rows, panels, strict=True)
    )
    units = _caption_units(table, caption, w)
    period = headers.period_of([caption], w)
    claims: list[Claim] = []
    at: dict[tuple[int, int], tuple[Claim, ...]] = {}
    unknown: set[tuple[int, int]] = set()
    origins = {(cell.row, cell.col) for cell in table.cells}
    lists: list[Listing] = []
    by_row = [{line.index: line for line in lines} for lines in rows]
    for row in body:
        for number, panel in enumerate(panels):
            line = by_row[number].get(row)
            for col in panel:
                if line is None or cols[col].kind in ("index", "text", "unit") or col not in data_cols:
                    continue
                text = dense[row][col]
                if (row, col) not in origins:
                    continue
                if not numeric[row][col]:
                    if nothing(text, w):
                        unknown.add((row, col))
                    continue
                if listed and len(PIECE.findall(text)) >= MIN_LIST:
                    over = [cols[col]]  # the list fills the empty columns to its right as well
                    while over[-1].index + 1 in panel and not dense[row][over[-1].index + 1].strip():
                        over.append(cols[over[-1].index + 1])
                    listing = _listing(
                        first_id + len(claims), block, row, col, text, line, over, units, period, w, packs
                    )
                    claims.extend(claim for part in listing.claims for claim in part)
                    at[row, col] = tuple(claim for part in listing.claims for claim in part)
                    lists.append(listing)
                    continue
                unit = _unit(line, cols[col], units)
                read = _quantities(text, unit, packs)
                found = tuple(
                    _claim(first_id + len(claims) + k, block, row, col, text, q, line, cols[col], period, w)
                    for k, q in enumerate(read)
                )
                claims.extend(found)
                if found:
                    at[row, col] = found
    if not claims:
        return None
    return Grid(block, cols, rows, panels, tuple(claims), at, frozenset(unknown), caption, period, tuple(lists))


def _quantities(text: str, unit: str, packs: Packs) -> tuple[Quantity, ...]:
    """The figures of a cell, in text order; several stand apart by blanks, slashes or brackets."""
    pieces = list(PIECE.finditer(text))
    if len(pieces) == 1:
        only = quantities.cell(text, unit, packs)
        return (only,) if only else ()
    if unit == "%" and any(c in text for c in headers.PERCENT):
        unit = ""  # 89.83%（1007/1121）: the others are counts
    out = []
    for piece in pieces:
        q = quantities.cell(piece[0], unit, packs)
        if q is not None:
            at = piece.start()
            number = (q.number[0] + at, q.number[1] + at)
            out.append(replace(q, start=q.start + at, end=q.end + at, number=number))
    return tuple(out)


def _listing(
    first_id: int,
    block: Block,
    row: int,
    col: int,
    text: str,
    line: Line,
    over: Sequence[Line],
    units: Sequence[str],
    period: str,
    w: Words,
    packs: Packs,
) -> Listing:
    """The rows that stand in one cell; where its numbers do not fill the columns evenly, they are of its own column."""
    pieces = list(PIECE.finditer(text))
    width = len(over) if len(pieces) % len(over) == 0 and len(pieces) > 2 * len(over) else 1
    names = line.path[-1:] if len(pieces) < width else tuple(t for text in line.spread for t in text.split())
    labels = names if len(names) * width == len(pieces) else (*names[:1], *[""] * (len(pieces) // width - 1))
    rows = tuple(headers.line(k, [label], w) for k, label in enumerate(labels))
    claims: list[Claim] = []
    for k, piece in enumerate(pieces):
        column, of = over[k % width], rows[k // width]
        q = quantities.cell(piece[0], _unit(of, column, units), packs)
        if q is not None:
            at = piece.start()
            q = replace(q, start=q.start + at, end=q.end + at, number=(q.number[0] + at, q.number[1] + at))
            claims.append(_claim(first_id + len(claims), block, row, col, text, q, of, column, period, w))
    return Listing(rows, tuple(over[:width]), tuple(tuple(claims[k : k + width]) for k in range(0, len(claims), width)))


def _holds_data(
    dense: Sequence[Sequence[str]], numeric: Sequence[Sequence[bool]], body: range, col: int, w: Words
) -> bool:
    figures = [dense[r][col].strip() for r in body if numeric[r][col]]
    others = [
        t
        for r in body
        if not numeric[r][col] and (t := headers.plain(dense[r][col])) and not w.patterns["unknown"].search(t)
    ]
    if not figures or len(figures) < len(others):
        return False
    if col == 0 and all(SINGLE_YEAR.match(f) for f in figures):
        return False
    head = headers.plain(dense[0][col]) if body.start else ""
    if w.patterns["index"].search(head):
        return False
    running = figures == [str(k) for k in range(1, len(figures) + 1)]
    return not (col == 0 and running and len(figures) > 2)


def _stubs(
    dense: Sequence[Sequence[str]],
    numeric: Sequence[Sequence[bool]],
    top: int,
    width: int,
    data: frozenset[int],
    w: Words,
) -> list[int]:
    """The columns where a panel begins: the first, and those that repeat its header over text after data."""
    first = headers.plain(dense[0][0]) if top else ""
    starts = [0]
    for col in range(1, width):
        if first and col not in data and col - 1 in data and headers.plain(dense[0][col]) == first:
            starts.append(col)
    return starts


def _columns(dense: Sequence[Sequence[str]], top: int, width: int, data: frozenset[int], w: Words) -> tuple[Line, ...]:
    head = [[headers.plain(t) for t in row] for row in dense[:top]]
    for row in range(top - 1):  # a header cell that was split instead of merged: 本期 | | | 上期 | |
        for col in range(1, width):
            below = any(head[r][col] for r in range(row + 1, top))
            if not head[row][col] and below and head[row][col - 1] and col - 1 in data | {col - 1} and col in data:
                covers = [c for c in range(col) if head[row][c]]
                if covers and covers[-1] in data:
                    head[row][col] = head[row][col - 1]
    return tuple(headers.line(col, [head[r][col] for r in range(top)], w) for col in range(width))


def _rows(
    dense: Sequence[Sequence[str]],
    numeric: Sequence[Sequence[bool]],
    body: range,
    panel: range,
    cols: Sequence[Line],
    top: int,
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
        labels = [
            "" if numeric[row][c] and not SINGLE_YEAR.match(dense[row][c].strip()) else dense[row][c] for c in stub
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
        lines.append(headers.line(row, [heading, *labels], w, unit))
    return tuple(lines)


def _by_values(line: Line, figures: Sequence[str]) -> Line:
    """A line without a telling header is one of shares or rates when its figures are percentages."""
    if line.kind != "value" or not figures:
        return line
    percent = sum(t.rstrip("）) ").endswith(("%", "％")) for t in figures)
    if percent * 5 < len(figures) * 4:
        return line
    kind = "rate" if line.label else "share"
    return Line(line.index, line.path, line.place, kind, line.unit, line.period, line.level)


def _caption_units(table: Table, caption: str, w: Words) -> tuple[str, ...]:
    said = table.unit
    if not said:
        found = w.patterns["caption_unit"].findall(caption)
        said = found[-1] if found else ""
    return tuple(u for u in re.split(r"[、，,；;/和]", said) if u)


def _unit(row: Line, col: Line, caption: Sequence[str]) -> str:
    """The unit of the figures where two lines cross."""
    kind = combined(row, col)
    if kind == "point":
        return "百分点"
    if kind in PERCENT_KINDS:
        return "%"
    own = col.unit or row.unit
    if own:
        return own
    if kind == "rate":
        return "" if any(NO_PERCENT.search(text) for text in (*row.path, *col.path)) else "%"
    if kind in ("ratio", "index"):
        return ""
    plain = [u for u in caption if u not in headers.PERCENT]
    return plain[0] if len(plain) == 1 and kind != "mean" else ""


def _claim(
    number: int,
    block: Block,
    row: int,
    col: int,
    text: str,
    quantity: Quantity,
    line: Line,
    column: Line,
    period: str,
    w: Words,
) -> Claim:
    start, end = quantity.number
    place = Location(block.part, block.index, row, col, start, end, text[start:end], block.section)
    measure, scope = _measure(line, column, w)
    when = column.period or line.period or period
    return Claim(number, place, quantity, measure, frozenset({measure}) if measure else frozenset(), scope, when)


def _measure(row: Line, col: Line, w: Words) -> tuple[str, tuple[str, ...]]:
    """What a cell measures and of whom: the column names it, unless it only names a period or a kind of figure."""
    named = tuple(t for text in col.path if (t := _content(text, w, col.kind)))
    rows = tuple(t for text in row.path if (t := _content(text, w)))
    if named:
        return named[-1], (*rows, *named[:-1])
    return (rows[-1] if rows else ""), rows[:-1]


def _content(text: str, w: Words, kind: str = "") -> str:
    """A header text without numbering, unit, period and words that name no measure."""
    bare = text
    for pattern in w.numbering:
        bare = pattern.sub("", bare)
    bare = w.patterns["header_unit"].sub("", bare)
    bare = headers.PERIOD.sub("", bare)
    bare = re.sub(w.patterns["of_which"].pattern + r"[:：]?", "", bare)
    if kind in ("change", "growth", "point", "share"):
        bare = next(pattern for name, pattern in w.kinds if name == kind).sub("", bare)
    left = w.patterns["generic"].sub("", bare)
    for word in (*w.now, *w.before):
        left = left.replace(word, "")
    return bare.strip("：:—-") if len(left.strip("：:（）()%％")) > 0 else ""
