"""Stock and flow in tables: lines by their names, statements by their signs, two sides of one account."""

import pytest
from table_builder import read, wrong

ASSETS = """
类别 | 期初数 | 本期增加 | 本期减少 | 期末数
图书 | 42860 | 3120 | 640 | 45340
设备 | 1286 | 214 | 96 | 1404
家具 | 8420 | 365 | 128 | 8657
"""
INCOME = """
项目 | 本期金额 | 上期金额
一、营业收入 | 8642.30 | 7915.46
减：营业成本 | 6120.15 | 5684.02
销售费用 | 482.36 | 431.90
管理费用 | 795.21 | 760.33
财务费用 | 64.08 | 58.47
其中：利息费用 | 70.12 | 66.05
利息收入 | 9.30 | 8.11
加：其他收益 | 36.50 | 28.74
二、营业利润 | 1217.00 | 1009.48
加：营业外收入 | 163.35 | 97.20
减：营业外支出 | 4.61 | 12.85
三、利润总额 | 1375.74 | 1093.83
减：所得税费用 | 206.36 | 164.07
四、净利润 | 1169.38 | 929.76
"""
SIDES = """
收入 | 决算数 | 支出 | 决算数
本年收入合计 | 3421.18 | 本年支出合计 | 3402.10
年初结转和结余 | 165.24 | 年末结转和结余 | 184.32
收入总计 | 3586.42 | 支出总计 | 3586.42
"""


PANELS = """
项目 | 金额 | 项目 | 金额
流动资产 | 3120.40 | 流动负债 | 986.25
非流动资产 | 5521.90 | 非流动负债 | 229.45
 | | 负债合计 | 1215.70
资产总计 | 8642.30 | 净资产合计 | 7426.60
"""


@pytest.mark.parametrize("table", [ASSETS, INCOME, SIDES, PANELS])
def test_accounts_that_balance_are_agreed(table: str) -> None:
    assert wrong(read(table)) == []


def test_what_is_left_in_a_row_follows_from_what_came_in_and_went_out() -> None:

    assert wrong(read(ASSETS.replace("1404", "1440"))) == [("flow", ("1440", "1286", "214", "96"))]


def test_a_result_in_a_statement_is_what_the_lines_above_add_and_take_off() -> None:
    figures = ("1127.00", "8642.30", "6120.15", "482.36", "795.21", "64.08", "36.50")
    assert ("flow", figures) in wrong(read(INCOME.replace("1217.00", "1127.00")))


def test_the_last_result_of_a_statement_too() -> None:
    assert ("flow", ("1196.38", "1375.74", "206.36")) in wrong(read(INCOME.replace("1169.38", "1196.38")))


def test_both_sides_of_an_account_come_to_the_same() -> None:
    assert ("equal", ("3586.42", "3856.42")) in wrong(read(SIDES.replace("支出总计 | 3586.42", "支出总计 | 3856.42")))


def test_panels_side_by_side_are_one_account() -> None:
    assert ("flow", ("7462.60", "8642.30", "1215.70")) in wrong(read(PANELS.replace("7426.60", "7462.60")))


@pytest.mark.parametrize(
    "table",
    [
        # other movements that have no line
        "项目 | 2023年 | 2024年\n年初教师 | 286 | 301\n新进教师 | 18 | 21\n退休教师 | 9 | 12\n年末教师 | 301 | 304",
        # of two companies, of which one has no line of its own
        "项目 | 金额\n资产总计 | 8642.30\n负债合计 | 1215.70\n归属于母公司所有者权益合计 | 6011.35",
        # what follows 加 in the name of a thing
        "项目 | 金额\n一、收入 | 120\n加工费 | 30\n减速机 | 12\n二、支出 | 95",
    ],
)
def test_lines_that_leave_something_open_are_passed_over(table: str) -> None:
    assert wrong(read(table)) == []
