"""The header model of tables and the claims of their cells."""

from decimal import Decimal

import pytest
from table_builder import PACKS, block, read

from vqr_check.claims.cells import _plain, grid
from vqr_check.quantities import cell

TWO_LEVELS = """
专业部 | 在校生（人） | < | < | 占全校比例（%）
^ | 2023级 | 2024级 | 小计 | ^
机电部 | 318 | 305 | 623 | 47.6
商贸部 | 331 | 355 | 686 | 52.4
合计 | 649 | 660 | 1309 | 100.0
"""


def test_a_merged_header_stands_over_each_of_its_columns() -> None:
    assert [line.path for line in read(TWO_LEVELS).cols][1:4] == [
        ("在校生（人）", "2023级"),
        ("在校生（人）", "2024级"),
        ("在校生（人）", "小计"),
    ]


def test_the_unit_in_a_header_is_the_unit_of_its_cells() -> None:
    assert read(TWO_LEVELS).at[2, 1][0].quantity.unit == "人"


def test_a_share_column_is_in_percent_without_a_sign_in_its_cells() -> None:
    assert read(TWO_LEVELS).at[2, 4][0].quantity.kind == "percent"


def test_the_total_row_knows_its_place() -> None:
    assert [line.place for line in read(TWO_LEVELS).rows[0]] == ["plain", "plain", "total"]


def test_a_caption_in_ten_thousand_yuan_scales_its_cells() -> None:
    quantity = read("项目 | 2023年 | 2024年\n事业收入 | 298.6 | 312.5", unit="万元").at[1, 1][0].quantity
    assert (quantity.value, quantity.step, quantity.unit) == (Decimal(2986000), Decimal(1000), "元")


def test_a_unit_column_gives_each_row_its_unit() -> None:
    found = read("指标 | 单位 | 2024年\n在校生 | 人 | 3286\n升学率 | % | 56.68")
    assert [found.at[row, 2][0].quantity.unit for row in (1, 2)] == ["人", "%"]


def test_the_row_is_the_measure_where_the_column_names_only_a_year() -> None:
    claim = read("指标 | 2023年 | 2024年\n专任教师 | 192 | 198").at[1, 2][0]
    assert (claim.measure, claim.period) == ("专任教师", "2024")


def test_the_column_is_the_measure_and_the_row_the_scope_otherwise() -> None:
    claim = read("专业部 | 毕业生数\n机电部 | 278\n商贸部 | 166").at[1, 1][0]
    assert (claim.measure, claim.scope) == ("毕业生数", ("机电部",))


def test_running_numbers_are_no_claims() -> None:
    found = read("序号 | 专业 | 人数\n1 | 会计 | 40\n2 | 护理 | 60\n3 | 物流 | 30")
    assert [claim.location.text for claim in found.claims] == ["40", "60", "30"]


def test_dashes_and_blanks_are_unknown() -> None:
    found = read("项目 | 本年 | 上年\n甲 | 12 | —\n乙 | / | 30\n丙 | 7 | ")
    assert found.unknown == {(1, 2), (2, 1), (3, 2)}


def test_a_cell_with_a_share_and_its_operands_gives_three_claims() -> None:
    found = read("学历 | 就业率 | 升学率\n专科 | 89.83%（1007/1121） | 0.27%（3/1121）")
    assert [claim.quantity.unit for claim in found.at[1, 1]] == ["%", "", ""]


def test_a_form_is_no_data_table() -> None:
    form = block(
        "学校名称 | 某职业学校 | 校长 | 张三\n地址 | 某市某路 | 电话 | 无\n办学性质 | 公办 | 主管部门 | 教育局"
    )
    assert grid(form, PACKS, 0) is None


def test_a_repeated_header_opens_a_second_panel() -> None:
    assert [
        list(panel) for panel in read("指标 | 数量 | 指标 | 数量\n省 | 34 | 县 | 2843\n地 | 333 | 乡 | 38558").panels
    ] == [
        [0, 1],
        [2, 3],
    ]


def test_a_group_name_that_stands_once_belongs_to_the_rows_below_it() -> None:
    found = read("类别 | 层次 | 人数\n职称 | 高级 | 57\n | 中级 | 80\n学历 | 本科 | 156")
    assert [line.path for line in found.rows[0]] == [("职称", "高级"), ("职称", "中级"), ("学历", "本科")]


@pytest.mark.parametrize("text", ["12", "12.50", " 7 ", "0.004"])
@pytest.mark.parametrize("unit", ["", "人", "%", "万元", "百分点", "：1", "某某"])
def test_the_short_way_reads_plain_digits_as_the_scanner_does(text: str, unit: str) -> None:
    one = cell("1", unit, PACKS)
    assert one is not None
    assert _plain(text, one) == cell(text, unit, PACKS)
