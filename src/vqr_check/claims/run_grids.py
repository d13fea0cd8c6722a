"""Run grids: a table that stands as running text, given the lines and claims that a table of cells has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from vqr_check import quantities
from vqr_check.arithmetic import HUNDRED
from vqr_check.claims import headers
from vqr_check.claims.cells import Grid
from vqr_check.claims.headers import Line, Words
from vqr_check.claims.nouns import Nouns, nouns
from vqr_check.claims.passages import Passage
from vqr_check.claims.runs import Row, Run
from vqr_check.model import Claim, Location, Quantity
from vqr_check.packs import Packs, ready
from vqr_check.record import dataclass

PERCENT = ("percent", "permille")
SLACK = Decimal("0.5")  # shares that add up to 100 % may miss it by so much


@dataclass(frozen=True, slots=True)
class _Header:
    """The names of the columns, what stands in front of them, and what of them is glued to the first row's name."""

    names: tuple[str, ...]
    caption: str
    glued: str


@dataclass(frozen=True, slots=True)
class _Place:
    """What the claims of a run have in common, and the words to read them by."""

    passage: Passage
    first_id: int  # of the passage's first quantity
    w: Words
    nouns: Nouns
    packs: Packs


def run_grids(run: Run, passage: Passage, figures: Sequence[Quantity], packs: Packs, first_id: int) -> Iterator[Grid]:
    """The tables of a run; ``figures`` are all quantities of its passage, the first of which has the id ``first_id``.

    Figures of the run that stand in no row are claims of its first table, at no position.
    """
    place = _Place(passage, first_id, headers.words(packs), nouns(packs), packs)
    rest = set(range(run.first, run.last + 1)) - {k for rows in run.groups for row in rows for k in row.figures}
    for number, rows in enumerate(run.groups):
        header = _header(run, rows, figures, place.w, packs)
        cols = _columns(run, rows, figures, header.names, place)
        loose = [_claim(place, k, figures[k], Line(0), Line(0), False) for k in sorted(rest)] if number == 0 else []
        yield _grid(place, rows, figures, cols, header, loose, run.loose)


def _grid(
    place: _Place,
    rows: Sequence[Row],
    figures: Sequence[Quantity],
    cols: Sequence[Line],
    header: _Header,
    others: Sequence[Claim],
    loose: bool,
) -> Grid:
    lines: list[Line] = []
    claims = list(others)
    at: dict[tuple[int, int], tuple[Claim, ...]] = {}
    unknown: set[tuple[int, int]] = set()
    for row in rows:
        line = _line(len(lines), row, cols, header, place.w)
        telling = bool(header.names) and row.told and (row.place == "total" or _telling(line, place))
        for col, cell in zip(cols, row.cells, strict=True):
            if cell is None:
                unknown.add((line.index, col.index))
                continue
            claim = _claim(place, cell, figures[cell], line, col, telling)
            claims.append(claim)
            at[line.index, col.index] = (claim,)
        lines.append(line)
    if loose:
        lines.append(Line(len(lines)))  # a row without figures: what stands there may belong to any total
    block, _ = place.passage.locate(figures[rows[0].figures[0]].number[0])
    return Grid(
        block=block,
        cols=tuple(cols),
        rows=(tuple(lines),),
        panels=(range(len(cols)),),
        claims=tuple(sorted(claims, key=lambda claim: claim.id)),
        at=at,
        unknown=frozenset(unknown),
        caption=header.caption,
        period=headers.period_of([header.caption], place.w),
    )


def _telling(line: Line, place: _Place) -> bool:
    """Whether a row's name says which one it is: 其他 does not."""
    name = "".join(line.said)
    return bool(place.nouns.keys(name)) and not ready(place.packs.table("runs")["rest"]).match(name)


def _line(index: int, row: Row, cols: Sequence[Line], header: _Header, w: Words) -> Line:
    """The line of a row; a header that stands in front of it is no part of its name."""
    line = headers.line(index, [row.name.removeprefix(header.glued)], w)
    if any(col.kind != "value" for col in cols):
        line = replace(line, kind="value")
    return line if row.place == "plain" else replace(line, place=row.place)


def _columns(
    run: Run, rows: Sequence[Row], figures: Sequence[Quantity], names: Sequence[str], place: _Place
) -> tuple[Line, ...]:
    """The columns of a table; one without % is of shares where its figures add up to 100."""
    people = ready(place.packs.table("runs")["people"])
    unit = _said_unit(run.head, place.w)
    grows = any(kind == "growth" and pattern.search(headers.plain(run.head)) for kind, pattern in place.w.kinds)
    out: list[Line] = []
    for c in range(len(rows[0].cells)):
        column = [(row, figures[cell]) for row in rows if (cell := row.cells[c]) is not None]
        line = headers.line(c, [names[c]] if names else [], place.w, column=True)
        if ready(place.packs.table("runs")["period"]).fullmatch(line.label):
            line = replace(line, said=())  # 2010年1-6月
        percent = bool(column) and all(q.kind in PERCENT for _, q in column)
        if percent and line.kind == "value":
            line = replace(line, kind="rate" if line.said else "share")
        elif not percent and (line.kind in ("share", "rate") or _adds_up(column)):
            line = replace(line, kind="share", unit="%")
        elif not percent and c and grows and line.kind == "value" and any(q.value < 0 for _, q in column):
            line = replace(line, kind="growth", unit="%")
        elif not percent and line.kind == "value" and not line.unit:
            line = replace(line, unit="人" if people.search(line.label) else unit)
        out.append(line)
    return tuple(out)


def _adds_up(column: Sequence[tuple[Row, Quantity]]) -> bool:
    """Whether figures with decimals are at most 100 each and add up to a total of 100."""
    printed = [q.value for row, q in column if row.place == "total"]
    parts = [q for row, q in column if row.place == "plain"]
    if printed != [HUNDRED] or not any(q.step < 1 for q in parts):
        return False
    return all(0 <= q.value <= HUNDRED for q in parts) and (
        abs(sum((q.value for q in parts), Decimal(0)) - HUNDRED) <= SLACK or len(parts) > 2
    )


def _said_unit(head: str, w: Words) -> str:
    """The one unit that the text in front of a run names in brackets, besides %; "" where there are several."""
    said = {next(part for part in found if part) for found in w.patterns["header_unit"].findall(headers.plain(head))}
    units = {unit for unit in said if unit not in headers.PERCENT and headers.is_unit(unit)}
    return units.pop() if len(units) == 1 else ""


def _header(run: Run, rows: Sequence[Row], figures: Sequence[Quantity], w: Words, packs: Packs) -> _Header:
    """The names of a run's columns; none where they cannot be told.

    The last name and the first row's stand together as one word (占比陕西籍): it is cut behind the word that ends
    the names of columns.
    """
    ends = ready(packs.table("runs")["header"])
    words = run.head.split()
    width = len(rows[0].cells)
    percent = [cell is not None and figures[cell].kind in PERCENT for cell in rows[0].cells]
    for at in range(len(words), width - 1, -1):
        names = words[at - width : at]
        found = ends.match(names[-1])
        if found is None or any((end := ends.match(name)) is None or end[0] != name for name in names[:-1]):
            continue
        names = [*names[:-1], found[0]]
        kinds = [headers.kind_of(name, w) in ("share", "rate", "growth", "point") for name in names]
        if kinds == percent or (not any(percent) and any(kinds)):
            return _Header(tuple(names), " ".join(words[: at - width]), found[0])
    periods = list(ready(packs.table("runs")["period"]).finditer(run.head))
    if len(periods) in (width, width / 2) and len(periods) > 1:
        each = width // len(periods)
        names = [found[0] for found in periods for _ in range(each)]
        return _Header(tuple(names), run.head[: periods[0].start()], periods[-1][0].split()[-1])
    return _Header((), run.head, "")


def _claim(place: _Place, number: int, quantity: Quantity, row: Line, col: Line, telling: bool) -> Claim:
    """The claim of a figure: read by itself, since a unit behind it may be the beginning of the next name.

    Its words are ``telling`` where both its column and its row are named beyond doubt; else it has no keys.
    """
    start, end = quantity.number
    text = place.passage.text[start:end]
    unit = col.unit or row.unit if col.kind != "rate" else "%"
    read = quantities.cell(text, unit, place.packs)
    if read is not None:
        moved = (start + read.number[0], start + read.number[1])
        quantity = replace(read, start=start + read.start, end=start + read.end, number=moved)
    block, at = place.passage.locate(start)
    location = Location(block.part, block.index, None, None, at, at + len(text), text, block.section)
    measure = col.said[-1] if col.said else row.said[-1] if row.said else ""
    scope = row.said if col.said else row.said[:-1]
    keys = place.nouns.keys(measure, *scope) if telling else frozenset()
    return Claim(place.first_id + number, location, quantity, measure, keys, scope, col.period or row.period)
