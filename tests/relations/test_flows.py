"""Stock and flow: which figures make a balance, which leave something open, and how the sum is written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from vqr_check.arithmetic import interval, judge, solve
from vqr_check.claims import statements
from vqr_check.document.sketch import sketch
from vqr_check.findings.checks import check
from vqr_check.model import Relation
from vqr_check.packs import load
from vqr_check.relations import relations
from vqr_check.relations.readings import figures, verdict

ENTRIES = [pytest.param(entry, id=entry["name"]) for entry in load().entries("flow")]


def balances(text: str) -> list[Relation]:
    packs = load()
    return [r for r in relations(statements(sketch(text), packs), packs) if r.source == "flow"]


def failing(text: str) -> list[list[str]]:
    return [[c.location.text for _, c in r.members] for r in balances(text) if verdict(r) == "contradicted"]


@pytest.mark.parametrize("entry", ENTRIES)
def test_the_good_examples_of_an_entry_hold(entry: Mapping[str, Any]) -> None:
    assert all({verdict(r) for r in balances(text)} == {"agreed"} for text in entry["good"])


@pytest.mark.parametrize("entry", ENTRIES)
def test_the_bad_examples_of_an_entry_state_no_balance(entry: Mapping[str, Any]) -> None:
    assert [r for text in entry["bad"] for r in balances(text)] == []


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("资产总额8642.30万元，负债总额1215.70万元，净资产7462.60万元。", ["7462.60万", "8642.30万", "1215.70万"]),
        ("全年出生3642人，死亡2918人，自然增加742人。", ["742", "3642", "2918"]),
        ("学年初在校生2846人，招生1032人，毕业968人，学年末在校生2190人。", ["2190", "2846", "1032", "968"]),
        ("本年度收入总计3586.42万元，支出总计3568.42万元。", ["3586.42万", "3568.42万"]),
    ],
)
def test_a_balance_whose_every_figure_is_named_must_hold(text: str, figures: list[str]) -> None:
    assert figures in failing(text)


@pytest.mark.parametrize(
    "text",
    [
        # some left without being counted
        "学年初在校生2846人，招生1032人，毕业968人，学年末在校生2871人。",
        # another kind came in, which no pack names
        "年初结转和结余126.40万元，本年收入2386.15万元，上级补助300.00万元，本年支出2410.90万元，"
        "年末结转和结余401.65万元。",
        # transfers that are not named fill the gap
        "一般公共预算收入52.38亿元，支出149.15亿元，结余0.23亿元。",
        # another company's
        "集团资产总额8642.30万元，负债总额1215.70万元，归属于母公司所有者权益6426.60万元。",
        # changes, not flows
        "资产总额比上年增加642.30万元，负债总额比上年增加215.70万元，净资产比上年增加400.00万元。",
        "收入总计158.6亿元，支出总计152.3亿元，结转下年6.3亿元。",
        # the movements of two years
        "2023年收入386.5万元，支出379.2万元，当年结余7.3万元；2024年收入412.0万元，支出398.4万元，当年结余13.6万元。",
        # shares of the flows stand between
        "全年出生3642人，其中男1893人；死亡2918人；自然增加724人。",
    ],
)
def test_what_a_balance_leaves_open_is_passed_over(text: str) -> None:
    assert failing(text) == []


def test_years_in_one_sentence_keep_their_own_balance() -> None:
    text = "2023年收入386.5万元，支出379.2万元，当年结余7.3万元；2024年收入412.0万元，支出398.4万元，当年结余13.6万元。"
    assert [c.location.text for r in balances(text) for _, c in r.members][::3] == ["7.3万", "13.6万"]


def test_the_sum_is_written_with_its_signs() -> None:
    (balance,) = balances("期初库存1286台，本年购入214台，报废96台，期末库存1404台。")
    assert check(balance, load()).formula == "1286 + 214 − 96 = 1404台"


def test_each_figure_of_a_balance_follows_from_the_others() -> None:
    (balance,) = balances("期初库存1286台，本年购入214台，报废96台，期末库存1404台。")
    held = figures(balance)
    operands = {role: [interval(q) for q in some] for role, some in held.items()}
    assert judge("flow", held).verdict == "agreed"
    for role, some in held.items():
        for index, quantity in enumerate(some):
            needed = solve("flow", operands, role, index)
            assert needed is not None
            assert needed.low == needed.high == quantity.value


def test_details_behind_其中_stand_between_the_sides_of_a_balance_without_being_part_of_it() -> None:
    text = "全年总收入6129.4万元，其中财政拨款5000.0万元，事业收入800.2万元。总支出5997.6万元，收支相抵结余151.8万元。"
    (figures,) = failing(text)
    assert sorted(figures) == ["151.8万", "5997.6万", "6129.4万"]


def test_births_less_deaths_that_miss_the_natural_growth_are_seen() -> None:
    text = "全年人口出生率为7.35‰，死亡率为6.82‰，自然增长率为0.83‰。"
    assert failing(text) == [["0.83‰", "7.35‰", "6.82‰"]]


@pytest.mark.parametrize(
    "text",
    [
        "人口出生率为7.354‰，死亡率为6.82‰，自然增长率为0.53‰。",
        "人口出生率为7.35‰，死亡率为6.82‰，自然增长率为0.54‰。",
        "人口出生率为7.35‰，比上年下降0.42个千分点；死亡率为6.82‰，自然增长率比上年下降0.61个千分点。",
        "人口出生率为7.35‰，孕产妇死亡率为0.12‰，自然增长率为1.53‰。",
        "农村人口出生率为7.35‰，城镇出生率为6.10‰，死亡率为5.80‰，自然增长率为0.91‰。",
    ],
)
def test_births_and_deaths_that_leave_the_natural_growth_open_are_silent(text: str) -> None:
    assert failing(text) == []


def test_what_is_spent_on_what_behind_a_balance_is_no_side_of_it() -> None:
    text = (
        "总收入7426.38万元，总支出7318.92万元，当年结余107.46万元。支出中，公用经费6251.68万元，项目支出1067.24万元。"
    )
    assert failing(text) == []


def test_a_balance_is_struck_of_what_stands_in_front_of_it() -> None:
    text = "总收入4384.68万元，其中财政拨款2545.45万元。总支出4178.45万元，当年结余{}万元。项目支出1067.24万元。"
    assert failing(text.format("206.23")) == []
    assert failing(text.format("226.03")) == [["226.03万", "4384.68万", "4178.45万"]]


def test_the_surplus_of_what_a_total_holds_is_seen_where_it_bears_its_name() -> None:
    text = "货物进出口总额4384.68亿元。其中，出口2545.45亿元，增长7.1%；进口1839.23亿元，增长2.3%。{}顺差206.23亿元。"
    assert failing(text.format("货物进出口")) == [["206.23亿", "2545.45亿", "1839.23亿"]]
    assert failing(text.format("机电产品出口")) == []


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("年内新签合作协议13家，到期终止4家，净增{}家。", "9", "6"),
        ("专任教师486人，较上学年净增{}人，其中引进35人，退休、调离等减少13人。", "22", "62"),
        ("长期借款净减少{}万元，系新借入2,140.00万元，归还3,000.00万元。", "860.00", "360.00"),
        ("全市出生人口3.62万人，死亡人口5.17万人，自然减少{}万人。", "1.55", "7.55"),
        ("全院招生计划3,260人，录取3,254人，未完成{}人。", "6", "9"),
        ("招生计划为860人，实际报到842人，与计划相比还有{}人的缺口。", "18", "78"),
        ("核定编制126名，其中行政40名、事业86名；实有在编人员119人，空编{}名。", "7", "17"),
        ("项目总投资7,420万元，已累计完成投资4,865万元，占总投资的65.6%，尚有{}万元的工程量。", "2,555", "5,255"),
        ("学年初在校注册的学生为2846人，学年末仍在籍的为2791人，一年间离校的学生共{}人。", "55", "95"),
        ("进出口总额84.2亿元。其中，出口50.6亿元，增长2%；进口33.6亿元，下降1%；贸易顺差{}亿元。", "17.0", "27.0"),
    ],
)
def test_what_is_left_or_gained_is_the_difference_of_what_its_words_name(text: str, right: str, wrong: str) -> None:
    assert failing(text.format(right)) == []
    assert [found[0].rstrip("万亿") for found in failing(text.format(wrong))] == [wrong]


@pytest.mark.parametrize(
    "text",
    [
        "项目总投资7,420万元，已到位6,000万元，累计完成投资4,865万元，尚有1,420万元未到位。",
        "项目总投资7,420万元，已到位6,000万元，累计完成投资4,865万元，尚有900万元未结算。",
        "招生计划900人，录取880人，报到861人，还差39人。",
        "新增企业12家，退出3家，净增9家以上。",
        "年初有贷款12亿元，新增贷款6亿元，贷款余额30亿元，比年初净增4亿元。",
        "计划招聘教师30人，实际录取28人，其中2人为博士。",
    ],
)
def test_a_difference_is_left_alone_where_the_words_leave_open_of_what_it_is(text: str) -> None:
    assert failing(text) == []


def test_what_a_total_has_in_it_does_not_come_in_again() -> None:
    said = "2024年学校总收入4532.4万元。财政拨款收入4128.6万元。总支出4461.9万元，当年收支结余{}万元。"
    assert not failing(said.format("70.5"))
    assert failing(said.format("90.5"))


def test_a_bracket_that_explains_a_movement_leaves_the_balance_open() -> None:
    assert not failing("年初316所，全年撤并29所，新建11所，净减少21所（11所中8所为新建，3所不计入总数）。")
