"""Names of places and figures."""

from __future__ import annotations

import pytest

from vqr_check.model import Block, Cell, Document, Location, Table
from vqr_check.reporters.words import Places, section

CELLS = (
    Cell(0, 0, "专业", rowspan=2), Cell(0, 1, "在校生", colspan=2), Cell(1, 1, "2023级"), Cell(1, 2, "女"),
    Cell(2, 0, "建筑"), Cell(2, 1, "12"), Cell(2, 2, "5"), Cell(3, 0, "合计"), Cell(3, 1, "40"), Cell(3, 2, "9"),
)  # fmt: skip
BLOCKS = (
    Block("body", 0, "paragraph", "甲"),
    Block("body", 1, "paragraph", " "),
    Block("body", 2, "table", "", table=Table(4, 3, CELLS)),
    Block("body", 3, "paragraph", "乙"),
    Block("body", 4, "table", "", table=Table(1, 1, (Cell(0, 0, "3"),))),
    Block("footnote", 0, "paragraph", "丙"),
)
PLACES = Places.of(Document("a.docx", "0" * 64, BLOCKS))


def at(block: int, row: int | None = None, col: int | None = None, part: str = "body") -> Location:
    return Location(part, block, row, col, 0, 1, "x")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("location", "name"),
    [
        (at(0), "第1段"),
        (at(3), "第2段"),
        (at(2, 3, 1), "第1个表第4行第2列"),
        (at(4, 0, 0), "第2个表第1行第1列"),
        (at(0, part="footnote"), "脚注第1段"),
    ],
)
def test_paragraphs_and_tables_are_counted_apart_and_empty_ones_not_at_all(location: Location, name: str) -> None:
    assert PLACES.name(location) == name


@pytest.mark.parametrize(
    ("row", "col", "names"),
    [
        (2, 1, ("建筑", "在校生 2023级")),
        (3, 2, ("合计", "在校生 女")),
        (2, 0, ("", "专业")),
        (0, 0, ("", "")),
    ],
)
def test_a_cell_is_called_by_its_row_and_its_column(row: int, col: int, names: tuple[str, str]) -> None:
    assert PLACES.headers(at(2, row, col)) == names


def test_text_before_every_heading_stands_at_the_beginning() -> None:
    assert section(()) == "开头"
