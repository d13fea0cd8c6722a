"""Changes of a measure that the report prints for several years, in a table or in a row of figures."""

from __future__ import annotations

import pytest

from vqr_check import claims, relations
from vqr_check.model import Block, Cell, Document, Table
from vqr_check.packs import load
from vqr_check.relations.readings import verdict

ROWS = (
    ("指标", "单位", "2023年", "2024年"),
    ("全日制在校生", "人", "3127", "3264"),
    ("升学率", "%", "51.30", "55.86"),
    ("教学仪器设备值", "万元", "4182.6", "4713.9"),
)


def failing(*paragraphs: str, rows: tuple[tuple[str, ...], ...] = ROWS) -> set[tuple[str, str]]:
    """The family and the last figure of each relation that fails between paragraphs and a table in front of them."""
    cells = tuple(Cell(r, c, text) for r, row in enumerate(rows) for c, text in enumerate(row))
    table = Table(len(rows), len(rows[0]), cells, caption="主要指标")
    title = Block("body", 0, "heading", "青山职业学校2024年度质量报告", level=1)
    blocks = [Block("body", n, "paragraph", text) for n, text in enumerate(paragraphs, 2)]
    document = Document("", "", (title, Block("body", 1, "table", "", table=table), *blocks))
    found = relations.relations(claims.statements(document, load()), load())
    return {(r.family, r.members[-1][1].location.text) for r in found if verdict(r) == "contradicted"}


STATED = [
    ("全日制在校生达到3264人，比上年净增{}人。", "delta", "137", "187"),
    ("全日制在校生比上年增加{}人。", "delta", "137", "187"),
    ("升学率55.86%，较上年提升{}个百分点。", "point", "4.56", "9.56"),
    ("升学率高出2023年{}个百分点。", "point", "4.56", "9.56"),
    ("全日制在校生持续增加，2024年较2023年多{}人。", "delta", "137", "731"),
    ("教学仪器设备值4713.9万元，同比增长{}%。", "growth", "12.70", "17.20"),
    (
        "2022年、2023年和2024年，学校收入分别为5120.4万元、5388.1万元和5730.9万元，2023年比2022年增加{}万元。",
        "delta",
        "267.7",
        "276.7",
    ),
    ("近三年培训收入依次为182.5万元、196.3万元和214.8万元，近一年净增{}万元。", "delta", "18.5", "81.5"),
    ("2022—2024年实习岗位分别为812个、866个、935个。2024年实习岗位比2023年增加{}个。", "delta", "69", "96"),
]


@pytest.mark.parametrize(("text", "family", "right", "wrong"), STATED)
def test_a_change_between_two_printed_years_is_checked(text: str, family: str, right: str, wrong: str) -> None:
    assert failing(text.format(right)) == set()
    assert (family, wrong) in {(name, figure.rstrip("%万")) for name, figure in failing(text.format(wrong))}


def test_last_years_figure_in_the_place_of_this_years_is_seen() -> None:
    assert ("point", "4.56") in failing("升学率51.30%，较上年提升4.56个百分点。")


@pytest.mark.parametrize(
    "text",
    [
        "其中高职段在校生比上年增加35人。",
        "全日制在校生比计划增加64人。",
        "三年来全日制在校生增加451人。",
        "全日制在校生比上学期增加12人。",
        "2024年上半年，教学仪器设备值增加112.4万元。",
        "升学率高于全市平均水平2.31个百分点。",
        "按可比价格计算，教学仪器设备值4713.9万元，同比增长9.85%。",
        "12月教学仪器设备值环比增长1.20%。",
        "本省户籍的全日制在校生2417人，比上年增加98人。",
        "全日制在校生与教师同时增加。实习岗位增加35个。",
    ],
)
def test_a_change_of_another_thing_or_over_another_time_is_left_alone(text: str) -> None:
    assert failing(text) == set()


BALANCES = (
    ("项目", "本期期末金额（元）", "上年期末金额（元）"),
    ("货币资金", "31,130,442.17", "24,918,424.02"),
    ("应收账款", "68,442,917.53", "77,218,504.96"),
)


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("货币资金期末余额较期初增加{}元。", "6,212,018.15", "2,212,018.15"),
        ("应收账款期末账面价值68,442,917.53元，比期初减少{}元。", "8,775,587.43", "3,775,587.43"),
    ],
)
def test_a_balance_is_compared_with_that_at_the_beginning(text: str, right: str, wrong: str) -> None:
    assert failing(text.format(right), rows=BALANCES) == set()
    assert failing(text.format(wrong), rows=BALANCES) == {("delta", wrong)}


def test_each_change_of_a_row_is_of_the_level_at_its_place() -> None:
    rows = (("项目", "2024年（元）", "2023年（元）"), ("营业收入", "128,410,250.60", "126,902,118.30"))
    rows += (("净利润", "7,914,302.15", "3,120,418.70"),)
    text = "全年营业收入1.28亿元、净利润791.43万元，分别增长{}%和153.63%。"
    assert failing(text.format("1.19"), rows=rows) == set()
