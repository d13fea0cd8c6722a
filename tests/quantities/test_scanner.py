"""What the scanner reads in sentences, one fact a test."""

from __future__ import annotations

from decimal import Decimal

import pytest

from vqr_check import packs
from vqr_check.model import Quantity
from vqr_check.quantities import scan

PACKS = packs.load()


def only(text: str) -> Quantity:
    """The one quantity of a text."""
    (found,) = scan(text, PACKS).quantities
    return found


@pytest.mark.parametrize(
    ("text", "literal", "value", "step", "unit"),
    [
        ("在校生共有2091人。", "2091人", "2091", "1", "人"),
        ("另聘兼职教师348名", "348名", "348", "1", "人"),
        ("场地面积3.2万平方米", "3.2万平方米", "32000", "1000", "平方米"),
        ("投入343.26 亿元", "343.26 亿元", "34326000000", "1000000", "元"),
        ("全县人口1亿2千万人", "1亿2千万人", "120000000", "10000000", "人"),
        ("藏书１，１６２册", "１，１６２册", "1162", "1", "册"),
        ("合格率７１％", "７１％", "71", "1", "%"),
        ("开设九个专业", "九个", "9", "1", "个"),
        ("其中两项在建", "两项", "2", "1", "项"),
        ("招收一百零五名新生", "一百零五名", "105", "1", "人"),
        ("捐款壹佰贰拾元", "壹佰贰拾元", "120", "1", "元"),
        ("占百分之三十五点四", "百分之三十五点四", "35.4", "0.1", "%"),
        ("约七成五的学生", "七成五", "75", "1", "%"),
        ("学生中三成来自农村", "三成", "30", "10", "%"),
        ("提高0.8个百分点", "0.8个百分点", "0.8", "0.1", "百分点"),
        ("亩产5.5公斤/公顷", "5.5公斤/公顷", "5.5", "0.1", "公斤/公顷"),
        ("实习时间为6个月", "6个月", "6", "1", "月"),
        ("单价50元6角三分", "50元6角三分", "50.63", "0.01", "元"),
        ("是上年的1.5倍", "1.5倍", "1.5", "0.1", "倍"),
        ("五年翻两番", "翻两番", "4", "1", "倍"),
        ("同比增长-67.00%", "-67.00%", "-67.00", "0.01", "%"),
    ],
)
def test_a_figure_has_its_span_value_step_and_unit(text: str, literal: str, value: str, step: str, unit: str) -> None:
    found = scan(text, PACKS).quantities[-1]
    assert (found.literal, found.value, found.step, found.unit) == (literal, Decimal(value), Decimal(step), unit)
    assert text[found.start : found.end] == literal


def test_the_figure_ends_before_its_counter() -> None:
    text = "支出3.2万元"
    start, end = only(text).number
    assert text[start:end] == "3.2万"


def test_the_figure_of_a_percentage_includes_its_sign() -> None:
    text = "占比42.46%。"
    start, end = only(text).number
    assert text[start:end] == "42.46%"


@pytest.mark.parametrize(
    ("text", "literals"),
    [
        ("分别提高2.16和1.66个百分点", ["2.16", "1.66个百分点"]),
        ("分别增加1.2、0.8个百分点", ["1.2", "0.8个百分点"]),
    ],
)
def test_an_elided_unit_is_given_to_the_earlier_figures(text: str, literals: list[str]) -> None:
    found = scan(text, PACKS).quantities
    assert [q.literal for q in found] == literals
    assert {q.unit for q in found} == {"百分点"}


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("每班10—20人", 10, 20, "人"),
        ("学制3至5年", 3, 5, "年"),
        ("占20%～30%", 20, 30, "%"),
        ("配备15-16个", 15, 16, "个"),
        ("投入3—5万元", 30000, 50000, "元"),
        ("七八个专业", 7, 8, "个"),
    ],
)
def test_a_range_is_one_quantity_with_both_ends(text: str, low: int, high: int, unit: str) -> None:
    found = only(text)
    assert (found.value, found.upper, found.unit, found.kind) == (low, high, unit, "range")


def test_from_one_share_to_another_are_two_quantities() -> None:
    assert [q.value for q in scan("由20%到30%", PACKS).quantities] == [20, 30]


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("生师比1:13", ("1", "13")),
        ("三次产业结构为25.72:26.84:47.44", ("25.72", "26.84", "47.44")),
        ("男女比例141：100", ("141", "100")),
    ],
)
def test_a_ratio_keeps_its_terms(text: str, terms: tuple[str, ...]) -> None:
    found = only(text)
    assert found.kind == "ratio"
    assert found.terms == tuple(Decimal(term) for term in terms)


@pytest.mark.parametrize("text", ["占三分之一", "不少于1/3", "占3分之1"])
def test_a_fraction_keeps_its_terms_and_is_a_share(text: str) -> None:
    found = only(text)
    assert (found.kind, found.terms, found.unit) == ("fraction", (1, 3), "%")
    assert round(found.value, 2) == Decimal("33.33")


@pytest.mark.parametrize(
    ("text", "hedge"),
    [
        ("约120人", "about"),
        ("超120人", "at_least"),
        ("逾120人", "at_least"),
        ("突破120人", "at_least"),
        ("至少120人", "at_least"),
        ("120人以上", "at_least"),
        ("近120人", "at_most"),
        ("不足120人", "at_most"),
        ("不到120人", "at_most"),
        ("不超过120人", "at_most"),
        ("120人以下", "at_most"),
        ("120人左右", "about"),
        ("120余人", "and_more"),
        ("120多人", "and_more"),
        ("节约120元", ""),
        ("共120人", ""),
    ],
)
def test_a_hedge_is_read_before_and_behind(text: str, hedge: str) -> None:
    assert only(text).hedge == hedge


def test_people_and_occasions_are_different_dimensions() -> None:
    first, second = scan("30人参加，共30人次", PACKS).quantities
    assert (first.dimension, second.dimension) == ("people", "occasions")


@pytest.mark.parametrize(
    ("text", "literal", "kind"),
    [
        ("十一师职业学校", "十一师", "name"),
        ("推进1+X证书", "1+X", "name"),
        ("采用AS5型车床", "AS5型", "name"),
        ("学习STM32开发", "STM32", "name"),
        ("开展3D打印", "3D", "name"),
        ("建设5G基地", "5G", "name"),
        ("第二十二届比赛", "第二十二届", "ordinal"),
        ("学习党的二十大精神", "二十大", "idiom"),
        ("2024年3月至4月", "2024年3月至4月", "date"),
        ("4月底5月初", "4月底5月初", "date"),
        ("2020—2024年", "2020—2024年", "date"),
        ("教职成〔2023〕5号", "〔2023〕5号", "document-number"),
        ("见表1-2", "表1-2", "table-number"),
        ("电话13812345678", "13812345678", "phone"),
        ("一批骨干", "一批", "idiom"),
        ("形成统一标准", "统一", "idiom"),
        ("4.3.1 教学管理", "4.3.1", "section-number"),
        ("（一）办学条件", "（一）", "list-mark"),
        ("近三年", "近三年", "period"),
        ("获二等奖", "二等奖", "grade"),
    ],
)
def test_what_only_looks_like_a_number_is_given_with_its_kind(text: str, literal: str, kind: str) -> None:
    found = scan(text, PACKS)
    assert not found.quantities
    assert (literal, kind) in [(other.literal, other.kind) for other in found.others]


@pytest.mark.parametrize(
    ("text", "literal", "kind"),
    [
        ("共1,16,2人", "1,16,2人", "grouping"),
        ("占12.3.4%", "12.3.4%", "two-points"),
        ("为78..7", "78..7", "two-points"),
        ("面积85，8903.74平方米", "85，8903.74", "grouping"),
        ("共1O人", "1O人", "letter"),
        ("提高12%个百分点", "12%个百分点", "two-units"),
        ("截至2023年72月26日", "2023年72月26日", "date"),
        ("11月31日前上报", "11月31日", "date"),
        ("2026年1月37日召开", "2026年1月37日", "date"),
        ("占12。5%", "12。5%", "full-stop"),
        ("就业率为102%", "102%", "over-hundred"),
    ],
)
def test_a_spelling_that_cannot_be_right_is_malformed(text: str, literal: str, kind: str) -> None:
    found = scan(text, PACKS)
    assert [(m.literal, m.kind) for m in found.malformed] == [(literal, kind)]
    assert not found.quantities


@pytest.mark.parametrize(
    "text",
    ["2024年2月29日", "2023年12月31日至2024年1月31日", "2021年36月龄", "3-11月31日", "住1月35号楼", "每年12月30日均可"],
)
def test_a_date_that_the_calendar_has_or_that_is_none_is_well_formed(text: str) -> None:
    assert not scan(text, PACKS).malformed
