"""Tables that stand as running text: their rows, names and columns."""

from __future__ import annotations

from vqr_check.claims import Statements, statements
from vqr_check.model import Block, Document
from vqr_check.packs import load

FLAT = (
    "表3 各系就业情况系别 毕业人数 就业人数 就业率机械系 120 108 90.00%护理系 84 81 96.43%"
    "65 52 80.00%财经系汽车系 131 120 91.60%合计 400 361 90.25%"
)


def said(text: str) -> Statements:
    """What a paragraph states."""
    return statements(Document("", "", (Block("body", 0, "paragraph", text),)), load())


def test_a_flattened_table_is_a_table() -> None:
    (grid,) = said(FLAT).grids
    assert [len(grid.at[row, 0]) for row in range(5)] == [1] * 5


def test_its_figures_are_no_mentions_and_keep_their_ids() -> None:
    found = said("该校有教师45人。" + FLAT + "。另有实训室9间。")
    assert [m.claim.id for m in found.mentions[0]] == [0, 16]
    assert sorted(claim.id for claim in found.claims()) == list(range(17))


def test_its_columns_have_the_names_in_front_of_it() -> None:
    (grid,) = said(FLAT).grids
    assert [col.label for col in grid.cols] == ["毕业人数", "就业人数", "就业率"]


def test_the_first_row_is_named_without_the_header_that_touches_it() -> None:
    (grid,) = said(FLAT).grids
    assert grid.rows[0][0].label == "机械系"


def test_a_total_may_be_named_behind_its_figures() -> None:
    (grid,) = said("甲班 31 62.00%乙班 12 24.00%丙班 7 14.00%50 100.00%总计").grids
    assert grid.rows[0][-1].place == "total"


def test_totals_that_come_again_are_subtotals() -> None:
    text = "甲 31 62.00%乙 12 24.00%工科 汇总 43 86.00%丙 4 8.00%丁 3 6.00%文科 汇总 7 14.00%总计 50 100.00%"
    (grid,) = said(text).grids
    assert [line.place for line in grid.rows[0]] == [
        *("plain", "plain", "subtotal", "plain", "plain", "subtotal"),
        "total",
    ]


def test_a_dash_in_a_row_is_an_unknown_figure() -> None:
    (grid,) = said("甲 31 62.00 10 50.00乙 12 24.00 -- --丙 7 14.00 10 50.00丁 1 2.00 3 4.00").grids
    assert grid.unknown == {(1, 2), (1, 3)}


def test_periods_in_front_are_the_columns_periods() -> None:
    (grid,) = said("项目 2021 年 2020 年工资 1,823.10 1,111.19房租 372.24 175.64差旅 167.22 234.90").grids
    assert [col.period for col in grid.cols] == ["2021", "2020"]


def test_figures_among_words_are_no_table() -> None:
    assert said("学校有专业12个，教师45人，班级30个；其中机电8个、护理6个、财经5个。").grids == ()
    assert said("2019 年 1 月 12 日至 2020 年 3 月 15 日，共 12 期 45 人 30 天。").grids == ()


def test_two_rows_that_ran_together_are_parted() -> None:
    found = said("甲 6,901.20 60.315,849.81 34.30乙 4,542.11 39.6911,205.48 65.70")
    assert [claim.location.text for claim in found.claims()][1:3] == ["60.31", "5,849.81"]


def test_a_year_that_ran_into_an_amount_is_no_part_of_it() -> None:
    found = said("合计 5,273,053.882008 年较2007 年增加。")
    assert [claim.location.text for claim in found.claims()] == ["5,273,053.88"]
