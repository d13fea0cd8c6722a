"""Figures beside each other in a sentence, against the line of a table that they retell."""

from __future__ import annotations

import pytest

from vqr_check.config import Config
from vqr_check.document.sketch import sketch
from vqr_check.engine import examine
from vqr_check.packs import load

BUDGET = """
| 指标 | 数值（亿元） | 比上年增长（%） |
| 一般公共预算收入 | 310.68 | 6.9 |
| 一般公共预算支出 | 476.82 | 5.2 |
| 住户存款余额 | 1284.37 | 11.6 |
"""
PLACES = """
| 类别 | 机构数（个） | 床位（万张） |
| 养老机构 | 1348 | 17.1 |
| 儿童福利机构 | 562 | 4.3 |
| 救助管理机构 | 781 | 5.9 |
"""
SCHOOL = """
| 项目 | 金额（万元） | 受助人次 | 覆盖学校（所） |
| 免学费 | 3427.20 | 14280 | 128 |
| 国家助学金 | 624.60 | 3123 | 116 |
"""


def differing(text: str) -> list[set[str]]:
    """The figures of each check of a fact that is stated twice and fails."""
    report = examine(sketch(text), load(), Config())
    checks = [check for finding in report.findings if finding.rule == "VQR101" for check in finding.checks]
    return [{e.location.text for e in check.evidence} for check in checks]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        (
            BUDGET + "\n一般公共预算收入310.68亿元，比上年增长6.9%。住户存款余额1284.37亿元，比上年增长11.6%。"
            "一般公共预算支出476.82亿元，上年基数较高，增长3.2%。",
            {"5.2", "3.2%"},
        ),
        (
            PLACES + "\n养老机构1348个，床位17.1万张。\n儿童福利机构562个，床位4.3万张。"
            "\n救助流浪人员的机构718个，床位5.9万张。",
            {"781", "718"},
        ),
        (SCHOOL + "\n免学费3427.20万元，惠及14820人次，覆盖学校128所。", {"14280", "14820"}),
    ],
)
def test_the_figure_beside_one_of_a_line_differs_from_its_cell(text: str, figures: set[str]) -> None:
    assert figures in differing(text)


@pytest.mark.parametrize(
    "text",
    [
        # nothing else says that what stands behind the amount is the table's rate
        BUDGET + "\n一般公共预算支出476.82亿元，增收节支4.7%。",
        # no pair of the two columns agrees anywhere
        PLACES + "\n全国养老机构1348个，护理员27.1万人。",
        # another year than the table's
        PLACES.replace("类别", "2023年")
        + "\n养老机构1348个，床位17.1万张。\n儿童福利机构562个，床位4.3万张。\n2019年救助管理机构531个，床位5.9万张。",
        # another fact of the same programme, not one slip away
        SCHOOL + "\n免学费3427.20万元，惠及14280人次，其中一年级5012人次。",
        # a figure of another kind
        SCHOOL + "\n免学费3427.20万元，覆盖学校128所，比上年多1428万元。",
        # all as in the table
        BUDGET + "\n一般公共预算收入310.68亿元，比上年增长6.9%。住户存款余额1284.37亿元，比上年增长11.6%。"
        "一般公共预算支出476.82亿元，比上年增长5.2%。",
    ],
)
def test_figures_of_something_else_are_not_expected_in_the_line(text: str) -> None:
    assert differing(text) == []
