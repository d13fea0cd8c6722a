"""Lines that 其中 divides without a word for where the parts end, codes in front of names, incomes that add up."""

from __future__ import annotations

import pytest
from table_builder import read, wrong

ROOMS = """
类别 | 面积（平方米）
教学用房 | 26841
其中：教室 | 7153
实验室 | 12986
图书馆 | 6702
行政用房 | 2418
合计 | 29259
"""
DEPOSITS = """
指标 | 年末数（亿元）
各项贷款余额 | 3127.63
其中：短期贷款 | 1015.48
中长期贷款 | 1843.19
票据融资 | 262.05
其他 | 6.91
"""
CODES = """
科目编码 | 科目名称 | 预算数 | 决算数
206 | 科学技术支出 | 12.40 | 30.00
208 | 社会保障支出 | 510.16 | 520.20
210 | 卫生健康支出 | 209.55 | 204.48
 | 合计 | 732.11 | 754.68
"""
INCOME = """
指标 | 全体居民（元） | 城镇居民（元）
人均可支配收入 | 32468 | 42315
工资性收入 | 17856 | 24873
经营净收入 | 6213 | 5624
财产净收入 | 1904 | 3312
转移净收入 | 6495 | 8506
"""
CASH = """
项目 | 本期金额 | 上期金额
经营活动产生的现金流量净额 | 2917186.46 | 631341.15
投资活动产生的现金流量净额 | -594680.23 | -321507.74
筹资活动产生的现金流量净额 | -1615349.36 | -412046.91
汇率变动对现金的影响 | 4120.15 | -1833.20
现金及现金等价物净增加额 | 711277.02 | -104046.70
"""


@pytest.mark.parametrize("table", [ROOMS, DEPOSITS, CODES, INCOME, CASH])
def test_a_table_that_is_right_raises_nothing(table: str) -> None:
    assert wrong(read(table)) == []


@pytest.mark.parametrize(
    ("table", "right", "printed"),
    [
        (ROOMS, "29259", "20259"),
        (ROOMS, "26841", "76841"),
        (ROOMS, "12986", "12968"),
        (DEPOSITS, "3127.63", "3727.63"),
        (CODES, "732.11", "932.11"),
        (INCOME, "6495", "1495"),
        (CASH, "711277.02", "211277.02"),
    ],
)
def test_a_wrong_figure_of_it_fails(table: str, right: str, printed: str) -> None:
    assert any(printed in held for _, held in wrong(read(table.replace(right, printed, 1))))


def test_parts_of_which_only_some_are_listed_come_to_nothing() -> None:
    assert wrong(read(ROOMS.replace("图书馆 | 6702\n", ""))) == []


def test_a_second_其中_divides_the_first_line_again() -> None:
    table = """
指标 | 年末数（万人） | 比重（%）
常住人口 | 436.27 | 100.00
其中：城镇 | 262.20 | 60.10
乡村 | 174.07 | 39.90
其中：男性 | 222.91 | 51.09
女性 | 213.36 | 48.91
其中：0—15岁 | 71.82 | 16.46
16—59岁 | 258.98 | 59.36
60岁及以上 | 105.47 | 24.18
"""
    assert wrong(read(table)) == []
