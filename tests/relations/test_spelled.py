"""Shares whose whole is spelled out: by year, by an increase, by subject and name, by the clause in front."""

from __future__ import annotations

import pytest

from vqr_check.claims import statements
from vqr_check.document.sketch import sketch
from vqr_check.packs import load
from vqr_check.relations import relations
from vqr_check.relations.readings import verdict

STAFF = "现有教职工260人。专任教师198人，行政人员62人。专任教师按任教科目分，专业课118人、公共课80人。\n"
YEARS = "2022年、2023年和2024年分别实现销售收入6120.4万元、7385.6万元和8260.7万元。\n"


def failing(text: str) -> list[list[str]]:
    packs = load()
    held = [r for r in relations(statements(sketch(text), packs), packs) if r.family == "share"]
    return [[c.location.text for _, c in r.members] for r in held if verdict(r) == "contradicted"]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        (
            YEARS + "2025年1—6月，销售收入5120.3万元，已达到2024年全年销售收入的16.98%。",
            ["5120.3万", "8260.7万", "16.98%"],
        ),
        (
            "2024年，公司实现净利润1961.37万元。\n2025年上半年，公司已实现净利润1276.20万元，已达到2024年全年水平的56.07%。",
            ["1276.20万", "1961.37万", "56.07%"],
        ),
        (
            "销售收入比上年增加4515.37万元，其中新设子公司销售收入2791.67万元，占销售收入增长额的16.83%。",
            ["2791.67万", "4515.37万", "16.83%"],
        ),
        (
            "专任教师1288人，专业课教师755人，其中“双师型”485人，占64.24%，若以全体专任教师为分母，则为73.66%。",
            ["485", "1288", "73.66%"],
        ),
        (
            "全市公共图书馆藏书4.2万件。接待读者140266人次，增长19.3%，其中少年儿童32203人次。"
            "市图书馆接待读者102129人次，占公共图书馆接待读者总数的22.8%。",
            ["102129", "140266", "22.8%"],
        ),
        (STAFF + "“双师型”教师84人，占专业课教师的17.19%。", ["84", "118", "17.19%"]),
        ("直接就业388人，升学543人。\n进入工厂168人，占直接就业者的34.30%。", ["168", "388", "34.30%"]),
    ],
)
def test_a_share_of_a_whole_that_is_spelled_out_is_checked(text: str, figures: list[str]) -> None:
    assert figures in failing(text)


def test_a_share_that_only_the_total_around_its_whole_fits_is_of_the_wrong_whole() -> None:
    assert failing(STAFF + "“双师型”教师84人，占专业课教师的42.42%。") == [["84", "118", "42.42%"]]


@pytest.mark.parametrize(
    "text",
    [
        STAFF + "“双师型”教师84人，占专业课教师的71.19%。",
        STAFF + "“双师型”教师84人，占专任教师的42.42%。",
        STAFF + "“双师型”教师84人，占全体专任教师的42.42%。",
        STAFF + "“双师型”教师84人，占专兼职教师总数的38.18%。",  # who teach part-time is not printed
        STAFF + "开设专业课42门，占全部课程的51.22%。",
        YEARS + "2025年1—6月，销售收入5120.3万元，已达到2024年全年销售收入的61.98%。",
        YEARS + "2025年1—6月，销售收入5120.3万元，已达到2024年同期的1.12倍，相当于2021年全年销售收入的95.60%。",
        YEARS + "2025年1—6月，境内销售收入3120.3万元，占2025年1—6月销售收入的60.94%。",
        "2024年1—6月销售收入4102.5万元。\n2025年上半年销售收入5120.3万元，已达到2024年全年销售收入的61.98%。",
        "销售收入比上年增加4515.37万元，成本增加3120.5万元，其中人工增加791.67万元，占成本增加额的25.37%。",
        "销售收入比上年增加4515.37万元。新设子公司实现利润279.67万元，占利润增长额的61.83%。",
        "专业课教师755人，其中“双师型”485人，占64.24%，若以全部在编教师为分母，则为52.30%。",
        "以五年为周期，则为三轮。以问题为导向，满意度为92.3%。以2020年为基期，指数为104.5%。",
        "毕业生958人，其中省内生源800人，就业388人。省内国有企业就业80人，占省内就业的35.40%。",
        "全省国家级高新技术企业300家。全年营业收入500亿元，增长8%。民营企业营业收入210亿元，占规模以上企业营业收入的61.2%。",
    ],
)
def test_a_share_of_something_else_is_passed_over(text: str) -> None:
    assert failing(text) == []
