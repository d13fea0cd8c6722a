"""Figures told again: beside others that are told again, in summaries, in lines of a table, by units left out."""

from __future__ import annotations

import pytest

from vqr_check.config import Config
from vqr_check.document.sketch import sketch
from vqr_check.engine import examine
from vqr_check.packs import load

MONEY = """
如无特别说明，本报告金额单位均为人民币万元。
| 产品 | 2023年度金额 | 占比 | 2022年度金额 | 占比 | 2021年度金额 | 占比 |
| 数控刀具 | 18,452.37 | 61.35% | 15,207.66 | 59.48% | 11,963.28 | 56.07% |
| 精密夹具 | 8,134.92 | 27.05% | 7,016.43 | 27.44% | 6,259.71 | 29.34% |
| 维修服务 | 3,489.16 | 11.60% | 3,342.85 | 13.08% | 3,113.46 | 14.59% |
"""
TWO_LISTS = """
| 收入项目 | 金额（万元） | 支出项目 | 金额（万元） |
| 财政拨款 | 634210 | 教学支出 | 512870 |
| 事业收入 | 218350 | 后勤支出 | 157360 |
| 其他收入 | 37560 | 结转下年 | 219890 |
"""
YEARS = """
| 届别 | 毕业生人数（人） | 本科深造率（%） |
| 2020届 | 5,836 | 31.27 |
| 2021届 | 6,149 | 33.58 |
| 2022届 | 6,472 | 35.94 |
"""
BUREAU = """
## 一、总体情况
全年完成税费收入347.26亿元，为年度任务的101.3%，同比增收19.84亿元，增长6.1%。办理减免退税52.48亿元。
全市共有登记纳税人184629户，其中企业73518户。
## 二、小结
"""


def differing(text: str) -> list[set[str]]:
    """The figures of each check of a fact that is stated twice and fails."""
    report = examine(sketch(text), load(), Config())
    checks = [check for finding in report.findings if finding.rule == "VQR101" for check in finding.checks]
    return [{e.location.text for e in check.evidence} for check in checks]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("数控刀具各期销售收入分别为11,963.28万元、15,207.66万元和13,452.37万元。", {"13,452.37万", "18,452.37"}),
        ("数控刀具各期占比依次为56.07%、95.48%和61.35%。", {"95.48%", "59.48%"}),
        (
            "精密夹具2023年度收入8,134.92万元，2022年度收入7,016.43万元，2021年度收入9,259.71万元。",
            {"9,259.71万", "6,259.71"},
        ),
        ("维修服务收入2023年度为3,489.16万元，占比71.60%。", {"71.60%", "11.60%"}),
    ],
)
def test_a_table_whose_unit_stands_elsewhere_is_retold(text: str, figures: set[str]) -> None:
    told = "2022年度、2023年度数控刀具收入分别为15,207.66万元、18,452.37万元。"
    assert figures in differing(f"{MONEY}\n{told}\n\n{text}")


@pytest.mark.parametrize(
    "text",
    [
        "数控刀具各期销售收入分别为11,963.28万元、15,207.66万元和18,452.37万元。",
        "数控刀具各期占比依次为56.07%、59.48%和61.35%。",
        "精密夹具2024年度第一季度收入2,259.71万元。",
        "精密夹具平均单价分别为6.2597万元/套、7.0164万元/套。",
        "数控刀具收入1.85亿元，精密夹具收入0.81亿元。",
    ],
)
def test_figures_of_such_a_table_that_are_right_raise_nothing(text: str) -> None:
    assert not differing(f"{MONEY}\n{text}")


def test_two_lists_side_by_side_have_names_of_their_own() -> None:
    assert {"55.736亿", "157360"} not in differing(f"{TWO_LISTS}\n后勤支出15.736亿元，教学支出51.287亿元。")
    assert {"75.736亿", "157360"} in differing(f"{TWO_LISTS}\n教学支出51.287亿元，后勤支出75.736亿元。")


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("2020届到2022届，毕业生由3,836人增加到6,472人，2021届毕业生6,149人。", {"3,836", "5,836"}),
        ("毕业生人数从2020届的5,836人增至2022届的6,472人，其间2021届毕业生人数为9,149人。", {"9,149", "6,149"}),
    ],
)
def test_what_is_left_over_of_a_line_is_one(text: str, figures: set[str]) -> None:
    assert figures in differing(f"{YEARS}\n{text}")


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("回顾全年，税费收入347.26亿元、增长6.7%。", {"6.7%", "6.1%"}),
        ("总的看，全年税费收入347.26亿元，同比增收17.84亿元，成绩来之不易。", {"17.84亿", "19.84亿"}),
        ("一年来，我们组织税费收入347.26亿元，服务纳税人184629户，其中企业23518户。", {"23518", "73518"}),
        ("税费收入347.26亿元，完成年度任务的107.3%，多收19.84亿元。", {"107.3%", "101.3%"}),
    ],
)
def test_a_summary_recalls_the_figures_of_the_report(text: str, figures: set[str]) -> None:
    assert figures in differing(f"{BUREAU}\n{text}")


@pytest.mark.parametrize(
    "text",
    [
        "回顾全年，税费收入347.26亿元、增长6.1%，减免退税52.48亿元。",
        "税费收入347.26亿元，比2021年增长16.1%。",
        "新的一年，税费收入目标是：完成367.26亿元，增长6.7%。",
        "来年计划办理减免退税82.48亿元，服务纳税人184629户，企业73518户。",
        "全年税费收入347.26亿元，其中个人所得税19.34亿元。",
        "税费收入347.26亿元，比全省平均增速高1.1个百分点。",
    ],
)
def test_other_figures_beside_one_told_again_raise_nothing(text: str) -> None:
    assert not differing(f"{BUREAU}\n{text}")


@pytest.mark.parametrize(
    "text",
    [
        "据主管部门通报，全省同类学校2024届毕业生平均就业率为92.46%。",
        "全国高职院校平均就业率92.46%，我校高出2个百分点。",
        "同类院校平均就业率为92.46%。",
        "下一年度的主要目标是：平均住院日降至7.31天以内，就业率达到92.46%。",
    ],
)
def test_the_figure_of_others_or_of_a_year_to_come_is_not_ours(text: str) -> None:
    head = "| 单位 | 毕业生数（人） | 就业率 | 平均住院日（天） |"
    table = head + "\n| 全院 | 3172 | 94.46% | 7.81 |\n| 分院 | 1468 | 93.12% | 8.20 |"
    assert not differing(f"{table}\n\n全院就业率94.46%。{text}")


def test_our_own_figure_is_still_compared() -> None:
    table = "| 单位 | 毕业生数（人） | 就业率 |\n| 全院 | 3172 | 94.46% |\n| 分院 | 1468 | 93.12% |"
    assert differing(f"{table}\n\n分院毕业生1468人，就业率为93.72%。")


def test_what_people_do_is_no_part_of_their_name() -> None:
    first = "有中心敬老院1438个，养老顾问2617名。"
    assert differing(f"{first}\n\n1488个中心敬老院拥有护理床位6520张。")
    assert not differing(f"{first}\n\n1438个中心敬老院拥有护理床位6520张。")


def test_the_sum_of_several_rows_is_not_one_of_them() -> None:
    table = """
| 险种 | 收入（亿元） | 支出（亿元） |
| 职工医疗保险基金 | 41.37 | 36.52 |
| 居民医疗保险基金 | 26.84 | 25.19 |
| 失业保险基金 | 5.26 | 4.73 |
"""
    text = "职工医疗保险基金支出36.52亿元，居民医疗保险基金支出25.19亿元，失业保险基金收入5.26亿元。"
    assert not differing(f"{table}\n{text}两项医疗保险基金收入合计68.21亿元。")
