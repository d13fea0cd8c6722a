"""Wholes that a sentence opens with, that are named as a total, that a survey gives, that a structure divides."""

from __future__ import annotations

import pytest

from vqr_check.claims import statements
from vqr_check.document.sketch import sketch
from vqr_check.packs import load
from vqr_check.relations import relations
from vqr_check.relations.readings import verdict

STUDENTS = "学校现有全日制在校生2860人，教职工214人，专任教师172人。\n"


def failing(text: str) -> list[list[str]]:
    packs = load()
    held = [r for r in relations(statements(sketch(text), packs), packs) if r.family in ("share", "pctsum")]
    return [[c.location.text for _, c in r.members] for r in held if verdict(r) == "contradicted"]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("在172名专任教师里，教公共课的有66人，教专业课的有106人，后者占16.6%。", ["106", "172", "16.6%"]),
        ("签约的312人中，到本县企业的204人，占比最高，达56.4%；到外县的63人。", ["204", "312", "56.4%"]),
        ("在86家成员单位当中，民营企业有52家，占50.5%。", ["52", "86", "50.5%"]),
        (STUDENTS + "专任教师中，具有高级职称的58人，占37.7%；45岁以下109人，占63.4%。", ["58", "172", "37.7%"]),
        ("各项支出共4216.50万元。支出中，人员经费2381.60万元，占65.5%。", ["2381.60万", "4216.50万", "65.5%"]),
        (
            "住院病人1206人。按来源看，本市的941人，外市的208人，外省的57人，三者占比依次是58.0%、17.2%和4.7%。",
            ["941", "1206", "58.0%"],
        ),
        ("专任教师172人。其中男教师58人，占专任教师的33.7%。", []),
        (STUDENTS + "来自农村的学生2231人，占到全体学生的87.0%。", ["2231", "2860", "87.0%"]),
        (STUDENTS + "团员1173人，占学生总数的14.0%。", ["1173", "2860", "14.0%"]),
        (
            "全年各项收入总计6482.3万元，比上年的6084.1万元增加398.2万元，其中财政拨款5216.8万元，占总收入的50.5%。",
            ["5216.8万", "6482.3万", "50.5%"],
        ),
        (
            "本年支出合计1978.6万元。\n项目自评涉及资金1414.2万元，占本年支出总额的17.5%。",
            ["1414.2万", "1978.6万", "17.5%"],
        ),
        (
            "馆舍面积7845平方米，其中阅览用房4120平方米，书库2137平方米，阅览用房一项就占到25.5%。",
            ["4120", "7845", "25.5%"],
        ),
        ("开设课程326门，其中基础课58门、专业课235门、选修课33门，专业课占课程总数的27.1%。", ["235", "326", "27.1%"]),
        ("年末员工250人，其中技术人员106人，占比由年初的37.98%提高到24.40%。", ["106", "250", "24.40%"]),
        ("招生计划是320人，实际注册312人，完成了计划的79.5%。", ["312", "320", "79.5%"]),
        ("预计采购800.00万元，实际发生551.48万元，为预计金额的86.94%。", ["551.48万", "800.00万", "86.94%"]),
    ],
)
def test_a_share_of_what_its_sentence_or_its_words_name_is_checked(text: str, figures: list[str]) -> None:
    assert (figures in failing(text)) if figures else failing(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "在526名毕业生里，有380人直接就业，从事对口工作的301人，占79.2%。",
        "在172名专任教师里，教专业课的有106人，占61.6%，其中双师型79人，占74.5%。",
        "调查的300家企业中，规模以上86家，其中建有研发机构的52家，占60.5%。",
        STUDENTS + "培训学员中，女性占46.2%，专任教师86人，占50.0%。",
        "本科生就业2100人，占毕业本科生的92.0%；研究生就业180人，占95.2%。",
        STUDENTS + "承担课程287门，占17.8%；承担门次406，占11.0%。",
        STUDENTS + "订单班在读612人，班均43.7人，占在校生的21.4%。",
        STUDENTS + "参加竞赛的学生320人，占全市参赛学生总数的4.2%。",
        "本年收入合计800.0万元。\n林业收入120.0万元，占全省林业总收入的1.3%。",
        "专任教师986人，外聘教师248人；高级职称教师比例46.96%，博士教师比例43.41%。",
        "高级、中级、初级职称结构比为1∶3∶4，分别有12人、36人、48人，合计96人。",
        "培训班96人，其中高级12人，中级36人，初级48人，三个等级的比例为1∶3∶4。",
    ],
)
def test_a_share_of_another_whole_is_passed_over(text: str) -> None:
    assert failing(text) == []


SURVEY = "发放问卷360份，收回342份，回收率95.0%，剔除答题不全的12份，有效问卷330份，有效率96.5%。"


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        (SURVEY.replace("95.0%", "59.0%"), ["342", "360", "59.0%"]),
        (SURVEY.replace("96.5%", "69.5%"), ["330", "342", "69.5%"]),
        (SURVEY + "表示非常满意的家长180人，占有效样本的45.5%。", ["180", "330", "45.5%"]),
        (SURVEY + "很满意的180人，占54.5%，较满意的120人，占39.4%。", ["120", "330", "39.4%"]),
        (SURVEY + "两项合计300人，满意度为99.0%。", ["300", "330", "99.0%"]),
        ("向用人单位收回有效答卷156份，对毕业生表示满意的152家，总体满意度79.4%。", ["152", "156", "79.4%"]),
        ("收回有效问卷306份，总体满意度74.9%，即有290份表示满意。", ["290", "306", "74.9%"]),
    ],
)
def test_a_share_of_those_who_answered_is_checked(text: str, figures: list[str]) -> None:
    assert figures in failing(text)


@pytest.mark.parametrize(
    "text",
    [
        SURVEY + "家长满意度93.2%，学生满意度95.8%。",
        SURVEY + "近三年毕业生中，自主创业的56人，占2.1%。",
        SURVEY + "全体教师参加了座谈。会后形成意见。学校逐条整改。外聘教师24人，占13.9%。",
        "收回有效问卷330份，满意度95.2%。",
    ],
)
def test_what_a_survey_says_nothing_of_is_passed_over(text: str) -> None:
    assert failing(text) == []


GDP = (
    "全县实现生产总值314.2亿元，增长5.4%。"
    "其中第一产业增加值35.2亿元，第二产业增加值128.6亿元，第三产业增加值150.4亿元。"
)


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        (GDP + "三次产业结构为11.2∶49.0∶47.9。", ["128.6亿", "314.2亿", "11.2∶49.0∶47.9"]),
        ("三次产业结构由上年的12.0∶40.1∶47.9调整为11.2∶40.9∶48.9。", ["11.2∶40.9∶48.9"] * 3),
    ],
)
def test_the_terms_of_a_structure_are_shares(text: str, figures: list[str]) -> None:
    assert figures in failing(text)


def test_a_structure_that_fits_is_agreed() -> None:
    assert failing(GDP + "三次产业结构为11.2∶40.9∶47.9。") == []


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        (
            "城镇居民人均消费支出24816元，增长8.6%，其中食品烟酒支出7494元，恩格尔系数为32.0%。",
            ["7494", "24816", "32.0%"],
        ),
        (
            "各项存款余额523.6亿元，比年初增长10.2%；各项贷款余额412.7亿元，增长11.1%。存贷比为87.8%。",
            ["412.7亿", "523.6亿", "87.8%"],
        ),
        (
            "学年初在校注册学生3246人，学年末仍在籍就读3178人，离校68人，学生年巩固率为79.9%。",
            ["3178", "3246", "79.9%"],
        ),
        ("全年预算800.0万元，实际支出760.4万元，预算执行率90.1%。", ["760.4万", "800.0万", "90.1%"]),
    ],
)
def test_a_rate_that_has_a_name_of_its_own_is_checked(text: str, figures: list[str]) -> None:
    assert figures in failing(text)


@pytest.mark.parametrize(
    "text",
    [
        "该项目预算1850万元，本期投入531.8万元，投入进度86.2%。",
        "毕业生2416人，升学1503人，对口升学率38.5%。",
        "年初预算400.0万元，支出450.0万元，预算执行率90.0%。",
    ],
)
def test_a_rate_of_what_is_not_printed_is_passed_over(text: str) -> None:
    assert failing(text) == []
