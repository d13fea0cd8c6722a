"""Figures of indicators against national figures and against where such indicators lie."""

from __future__ import annotations

import pytest

from vqr_check.config import Config
from vqr_check.document.sketch import sketch
from vqr_check.engine import examine
from vqr_check.model import Finding
from vqr_check.packs import load

MIDDLE = "## 青川县中等职业学校质量年度报告\n"
HIGHER = "## 临江职业技术学院质量年度报告\n"


def notices(text: str) -> list[Finding]:
    report = examine(sketch(text), load(), Config())
    return [finding for finding in report.findings if finding.rule in ("VQR506", "VQR507")]


@pytest.mark.parametrize(
    ("text", "figure", "source"),
    [
        (MIDDLE + "学校生师比为24.6:1。", "24.6:1", "教职成〔2010〕12号"),
        (MIDDLE + "学校师生比1:22。", "1:22", "教职成〔2010〕12号"),
        (MIDDLE + "生均教学仪器设备值0.18万元。", "0.18万", "教职成〔2010〕12号"),
        (MIDDLE + "生均纸质图书26册，生均校舍建筑面积23.5平方米。", "26", "教职成〔2010〕12号"),
        (MIDDLE + "高级职称教师占专任教师的12%。", "12%", "教职成〔2010〕12号"),
        (MIDDLE + "双师型教师占专业课教师的24.5%。", "24.5%", "教职成〔2010〕12号"),
        (HIGHER + "学校生师比为18.64:1。", "18.64:1", "教发〔2004〕2号"),
        (HIGHER + "双师型教师占专业课教师的44.5%。", "44.5%", "国发〔2019〕4号"),
        (MIDDLE + "| 指标 | 单位 | 数值 |\n| 生均图书 | 册 | 26 |\n| 生师比 | : | 16.2 |", "26", "教职成〔2010〕12号"),
    ],
)
def test_a_figure_that_misses_a_national_one_is_a_notice_with_its_source(text: str, figure: str, source: str) -> None:
    found = notices(text)
    assert [(f.rule, f.severity, f.location.text) for f in found] == [("VQR506", "info", figure)]
    assert source in found[0].message


@pytest.mark.parametrize(
    "text",
    [
        MIDDLE + "学校生师比为16.6:1，师生比1:16，生均纸质图书36册。",
        "## 临江市经济运行情况\n学校生师比为24.6:1。",  # of which kind of school?
        "## 临江职业技术学院与青川职业学校联合报告\n学校生师比为19.6:1。",
        MIDDLE + "生师比不高于20:1的标准为22:1。",
        MIDDLE + "按规定生师比为22:1。",
        MIDDLE + "到2027年，生师比力争达到21:1。",
        MIDDLE + "| 专业 | 生师比 |\n| 护理专业 | 24.6 |\n| 会计专业 | 15.2 |",  # a part of the school
        MIDDLE + "上年生师比为22.4:1，今年为17.3:1。",
        MIDDLE + "双师型教师占专任教师的24.5%。",  # of another whole
        MIDDLE + "| 指标 | 2023年 | 2024年 |\n| 生师比 | 21.4 | 18.2 |\n| 生均图书 | 35 | 36 |",
        MIDDLE + "生均教学仪器设备值0.98万元。",
        HIGHER + "学校生师比为17.9:1。",
    ],
)
def test_other_figures_are_no_notice(text: str) -> None:
    assert [(f.rule, f.location.text) for f in notices(text)] == []


def test_a_rate_over_a_hundred_in_a_table_is_a_notice() -> None:
    found = notices("| 专业 | 对口就业率 |\n| 护理 | 96.4% |\n| 会计 | 108.2% |")
    assert [(f.rule, f.location.text) for f in found] == [("VQR507", "108.2%")]


def test_a_rate_of_some_who_are_employed_may_be_low() -> None:
    assert notices("灵活就业率为9.6%，专业对口就业率为88.2%。") == []


def test_the_same_value_twice_is_one_notice_with_both_places() -> None:
    found = notices(MIDDLE + "学校生师比为24.6:1。\n全校生师比为24.6:1。")
    assert [len(finding.evidence) for finding in found] == [2]


def test_every_national_figure_has_a_limit_a_source_and_an_indicator_that_there_is() -> None:
    names = {entry["name"] for entry in load().entries("indicator")}
    for entry in load().entries("standard"):
        assert entry["indicator"] in names
        assert "〔" in entry["source"]
        assert {"low", "high"} & set(entry)
