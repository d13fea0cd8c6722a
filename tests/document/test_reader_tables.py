"""Tables as grids: spans, merges, headers, captions, units, nesting."""

from __future__ import annotations

import pytest
from package_builder import cell, document, par, row, style, table

from vqr_check.model import Cell, Table


def first_table(body: str, **parts: str) -> Table:
    return next(b.table for b in document(body, **parts).blocks if b.table is not None)


def test_a_merged_cell_stands_once_with_its_spans() -> None:
    start, go_on = '<w:gridSpan w:val="2"/><w:vMerge w:val="restart"/>', '<w:gridSpan w:val="2"/><w:vMerge/>'
    grid = first_table(table(row(cell("合并", start), "1"), row(cell("", go_on), "2"), row("3", "4", "5")))
    assert grid.cells[0] == Cell(0, 0, "合并", rowspan=2, colspan=2)
    assert (grid.rows, grid.cols) == (3, 3)


def test_a_merge_without_origin_is_a_cell_of_its_own() -> None:
    assert first_table(table(row(cell("1", "<w:vMerge/>")))).cells == (Cell(0, 0, "1"),)


def test_a_merge_ends_where_a_row_restarts_it() -> None:
    start = '<w:vMerge w:val="restart"/>'
    grid = first_table(table(row(cell("1", start)), row(cell("", "<w:vMerge/>")), row(cell("2", start))))
    assert [(c.row, c.rowspan) for c in grid.cells] == [(0, 2), (2, 1)]


def test_leading_rows_marked_as_headers_are_counted() -> None:
    header = "<w:tblHeader/>"
    assert first_table(table(row("a", properties=header), row("b", properties=header), row("1"))).header_rows == 2
    assert first_table(table(row("a", properties='<w:tblHeader w:val="0"/>'), row("1"))).header_rows == 0


def test_a_nested_table_is_an_object_in_its_cell() -> None:
    inner = table(row("1", "2"))
    outer = first_table(table(row(cell(par("甲") + inner + par("")), "乙")))
    assert outer.cells[0].tables == (Table(1, 2, (Cell(0, 0, "1"), Cell(0, 1, "2"))),)
    assert outer.cells[0].text == "甲\n1\t2"


def test_tables_nested_deeper_than_the_limit_are_said_to_be_unread() -> None:
    body = par("底")
    for _ in range(30):
        body = table(row(cell(body + par(""))))
    assert document(body).unread == ("表格嵌套超过 20 层，更里层的内容未读取",)


@pytest.mark.parametrize("span", ["999999999", "-3", "x", ""])
def test_a_span_that_nobody_can_mean_is_bounded(span: str) -> None:
    assert first_table(table(row(cell("1", f'<w:gridSpan w:val="{span}"/>')))).cols <= 1000


CAPTIONS = [
    ("above", par("表1 收入情况") + table(row("1")), "表1 收入情况", ""),
    ("above with unit line between", par("表1-2 收入") + par("单位：万元") + table(row("1")), "表1-2 收入", "万元"),
    ("unit in the caption", par("表3　学生人数（单位：人）") + table(row("1")), "表3　学生人数（单位：人）", "人"),
    ("empty lines between", par("表1 收入") + par("") + par("") + table(row("1")), "表1 收入", ""),
    ("unit spaced out", par("表1 收入") + par("单 位 : 元/人") + table(row("1")), "表1 收入", "元/人"),
    ("centred without number", par("学生人数", '<w:jc w:val="center"/>') + table(row("1")), "学生人数", ""),
    ("below", par("正文说明如下。") + table(row("1")) + par("表2 支出"), "表2 支出", ""),
    ("of the next table", table(row("1")) + par("表2 支出") + table(row("2")), "", ""),
    ("running text", par("全校共有学生5人，具体情况见下表。") + table(row("1")), "", ""),
    ("unit in the first row", table(row("单位：台"), row("1")), "", "台"),
    ("heading above", par("一、概况") + table(row("1")) + par("二、师资"), "", ""),
]


@pytest.mark.parametrize(("body", "caption", "unit"), [c[1:] for c in CAPTIONS], ids=[c[0] for c in CAPTIONS])
def test_caption_and_unit_are_found_near_the_table(body: str, caption: str, unit: str) -> None:
    found = first_table(body)
    assert (found.caption, found.unit) == (caption, unit)


def test_a_caption_is_known_by_its_style() -> None:
    body = par("学生人数一览", '<w:pStyle w:val="c"/>') + table(row("1"))
    assert first_table(body, styles=style("c", "caption")).caption == "学生人数一览"


def test_a_title_with_a_heading_style_names_its_table_too() -> None:
    body = par("一、综合") + par("表2 毕业生去向", '<w:outlineLvl w:val="1"/>') + table(row("升学", "12"))
    assert first_table(body).caption == "表2 毕业生去向"


def test_a_title_in_the_first_row_over_all_columns_names_its_table() -> None:
    wide = cell("表3 师资情况（单位：人）", '<w:gridSpan w:val="2"/>')
    grid = first_table(par("综述。") + table(row(wide), row("教师", "12")))
    assert (grid.caption, grid.unit) == ("表3 师资情况（单位：人）", "人")


def test_a_first_row_over_all_columns_that_is_no_title_names_nothing() -> None:
    wide = cell("教师情况", '<w:gridSpan w:val="2"/>')
    assert first_table(par("综述。") + table(row(wide), row("教师", "12"))).caption == ""
