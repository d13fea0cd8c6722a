"""Reads the workbooks inside a document: the cells of a sheet as they are stored and as a spreadsheet shows them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from decimal import Decimal, InvalidOperation
from typing import Any

from vqr_check.document.figures import formatted
from vqr_check.document.names import RID
from vqr_check.document.package import Package, Relationship
from vqr_check.document.parsing import Refusal, parse
from vqr_check.document.styles import integer
from vqr_check.model import Cell, Table
from vqr_check.record import dataclass

Element = Any
S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
LARGEST = 1 << 24  # bytes of a sheet that is still read
LONGEST = 100_000  # cells of one reference
PLACE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
RANGE = re.compile(rf"(?:\[\d+\])?(?:'((?:[^']|'')+)'|([^'!]+))!{PLACE.pattern}(?::{PLACE.pattern})?")
BUILT_IN = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    14: "y",
    15: "d",
    16: "d",
    17: "y",
    22: "y",
} | {
    number: code for numbers, code in (((37, 38), "#,##0"), ((39, 40), "#,##0.00")) for number in numbers
}  # number formats that files only name by number
EPOCH = (1899, 12, 30)
Spot = tuple[int, int]  # row and column from 0


@dataclass(frozen=True, slots=True)
class Value:
    """One filled cell."""

    stored: str
    shown: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """The filled cells of a sheet, hidden rows and columns left out."""

    name: str
    values: dict[Spot, Value]
    hides: bool  # it has hidden rows or columns

    def table(self, area: tuple[Spot, Spot] | None = None) -> Table | None:
        """The cells as a grid, of an area or all; None where it is empty."""
        low, high = area or ((0, 0), (1 << 20, 1 << 14))
        spots = sorted(s for s in self.values if low[0] <= s[0] <= high[0] and low[1] <= s[1] <= high[1])
        if not spots:
            return None
        rows = {row: at for at, row in enumerate(sorted({row for row, _ in spots}))}
        cols = {col: at for at, col in enumerate(sorted({col for _, col in spots}))}
        cells = tuple(Cell(rows[s[0]], cols[s[1]], self.values[s].shown) for s in spots)
        return Table(len(rows), len(cols), cells)


@dataclass(slots=True)
class Book:
    """A workbook; its sheets are read when they are asked for."""

    package: Package
    arrows: Mapping[str, Relationship]
    targets: Mapping[str, str]  # sheet -> relationship, in order
    active: str
    area: tuple[Spot, Spot] | None  # what an embedded object shows of the active sheet
    strings: Sequence[str]
    formats: Sequence[str]
    read: dict[str, Sheet] = field(default_factory=dict)

    def sheet(self, name: str) -> Sheet | None:
        """A sheet by its name; None where there is none. Raises ``Refusal`` where it cannot be read."""
        arrow = self.arrows.get(self.targets.get(name, ""))
        if arrow is None or arrow.external or arrow.kind != "worksheet" or not self.package.has(arrow.target):
            return None
        if name not in self.read:
            data = self.package.bytes(arrow.target)
            if len(data) > LARGEST:
                raise Refusal("工作表过大")
            self.read[name] = self._read(parse(data, arrow.target), name)
        return self.read[name]

    def at(self, formula: str) -> list[Value | None] | None:
        """The cells of a reference to one row or column, Sheet1!$B$2:$B$9; None where it says anything else."""
        out: list[Value | None] = []
        for one in formula.strip().strip("()").split(","):
            found = RANGE.fullmatch(one.strip())
            sheet = self.sheet((found[1] or "").replace("''", "'") or found[2]) if found else None
            if found is None or sheet is None or sheet.hides:
                return None
            top, left = _spot(found[3], found[4])
            bottom, right = _spot(found[5], found[6]) if found[5] else (top, left)
            if (top != bottom and left != right) or bottom - top + right - left >= LONGEST:
                return None
            out += (sheet.values.get((r, c)) for r in range(top, bottom + 1) for c in range(left, right + 1))
        return out

    def _read(self, root: Element, name: str) -> Sheet:
        values: dict[Spot, Value] = {}
        gone = {c for low, high in _hidden_columns(root) for c in range(low, min(high, 1 << 14) + 1)}
        hides = bool(gone)
        at = -1
        for row in root.iter(S + "row"):
            number = integer(row.get("r"))
            at = at + 1 if number is None else number - 1
            if row.get("hidden") in ("1", "true"):
                hides = True
                continue
            col = -1
            for cell in row.iterchildren(S + "c"):
                place = PLACE.fullmatch(cell.get("r") or "")
                col = _spot(place[1], place[2])[1] if place else col + 1
                if col not in gone and (value := self._value(cell)) is not None:
                    values[at, col] = value
                    if len(values) > self.package.limits.grid_cells:
                        raise Refusal("工作表的单元格过多")
        return Sheet(name, values, hides)

    def _value(self, cell: Element) -> Value | None:
        kind = cell.get("t") or "n"
        if kind == "inlineStr":
            text = "".join(_string(inner) for inner in cell.iterchildren(S + "is"))
            return Value(text, text) if text.strip() else None
        stored = next((v.text or "" for v in cell.iterchildren(S + "v")), "").strip()
        if not stored:
            return None
        if kind == "s":
            index = integer(stored)
            text = self.strings[index] if index is not None and 0 <= index < len(self.strings) else ""
            return Value(text, text) if text.strip() else None
        if kind != "n":
            shown = {"1": "TRUE", "0": "FALSE"}.get(stored, stored) if kind == "b" else stored
            return Value(stored, shown)
        style = integer(cell.get("s")) or 0
        return Value(stored, _shown(stored, self.formats[style] if 0 <= style < len(self.formats) else ""))


def read_book(package: Package) -> Book:
    """A workbook's sheets by name. Raises ``Refusal`` where its main part cannot be read."""
    root = package.tree(package.main)
    arrows = package.relationships(package.main)
    targets = {e.get("name") or "": e.get(RID) or "" for e in root.iter(S + "sheet")}
    names = list(targets)
    views = root.iter(S + "workbookView")
    active = next((integer(v.get("activeTab")) or 0 for v in views), 0)
    size = next((RANGE.fullmatch("x!" + (e.get("ref") or "")) for e in root.iter(S + "oleSize")), None)
    area = None
    if size is not None:
        area = _spot(size[3], size[4]), _spot(size[5] or size[3], size[6] or size[4])
    parts = {a.kind: a.target for a in arrows.values() if not a.external and package.has(a.target)}
    strings = (
        [_string(e) for e in package.tree(parts["sharedStrings"]).iterchildren(S + "si")]
        if "sharedStrings" in parts
        else []
    )
    formats = list(_formats(package.tree(parts["styles"]))) if "styles" in parts else []
    return Book(package, arrows, targets, names[active] if 0 <= active < len(names) else "", area, strings, formats)


def _string(element: Element) -> str:
    """The text of a string, plain or in runs, without its phonetic reading."""
    runs = [element, *element.iterchildren(S + "r")]
    return "".join(t.text or "" for run in runs for t in run.iterchildren(S + "t"))


def _formats(styles: Element) -> Iterator[str]:
    own = {integer(e.get("numFmtId")): e.get("formatCode") or "" for e in styles.iter(S + "numFmt")}
    for cells in styles.iterchildren(S + "cellXfs"):
        for form in cells.iterchildren(S + "xf"):
            number = integer(form.get("numFmtId")) or 0
            yield own.get(number, BUILT_IN.get(number, ""))


def _shown(stored: str, code: str) -> str:
    """A stored number as its format shows it; days as dates."""
    letters = re.sub(r'"[^"]*"|\[[^\]]*\]|\\.', "", code).lower()
    if "y" in letters or "d" in letters:
        from datetime import date, timedelta

        try:
            return (date(*EPOCH) + timedelta(days=int(Decimal(stored)))).isoformat()
        except (InvalidOperation, OverflowError, ValueError):
            return stored
    return formatted(stored, code or "General")


def _hidden_columns(root: Element) -> Iterator[tuple[int, int]]:
    for column in root.iter(S + "col"):
        if column.get("hidden") in ("1", "true"):
            yield (integer(column.get("min")) or 1) - 1, (integer(column.get("max")) or 1) - 1


def _spot(letters: str, digits: str) -> Spot:
    col = 0
    for letter in letters:
        col = col * 26 + ord(letter) - 64
    return int(digits) - 1, col - 1
