"""Shares against their parts and wholes: which whole the words name, and where there is silence."""

from __future__ import annotations

import pytest

from vqr_check.claims import statements
from vqr_check.document.sketch import sketch
from vqr_check.packs import load
from vqr_check.relations import relations
from vqr_check.relations.readings import verdict


def shares(text: str) -> list[tuple[str, ...]]:
    """The verdict, part and whole of every share of a text."""
    packs = load()
    found = [r for r in relations(statements(sketch(text), packs), packs) if r.family == "share"]
    return [(verdict(r), *(claim.location.text for role, claim in r.members if role != "share")) for r in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("体能测试应测2315人，达标2168人，达标率93.65%。", ("agreed", "2168", "2315")),
        ("2025届毕业生2416人中，升入高一级学校1503人，直接就业812人，升学率62.21%。", ("agreed", "1503", "2416")),
        (
            "2024年全年营业收入8260万元。\n今年上半年营业收入5120万元，已达到2024年全年营业收入的61.98%。",
            ("agreed", "5120万", "8260万"),
        ),
        ("毕业生1320人。\n2025届毕业生中取得证书的有1188人，比上年多25人，获证率90.00%。", ("agreed", "1188", "1320")),
    ],
)
def test_a_rate_is_of_what_its_words_name(text: str, expected: tuple[str, ...]) -> None:
    assert shares(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("体能测试应测2315人，达标2168人，达标率95.36%。", ("contradicted", "2168", "2315")),
        ("录取新生412人，其中报到893人，报到率95.63%。", ("contradicted", "893", "412")),
        ("2025届毕业生2416人中，升入高一级学校1503人，直接就业812人，升学率59.30%。", ("contradicted", "1503", "2416")),
        ("规模以上企业318户，其中：亏损企业47户，企业亏损面为41.8%。", ("contradicted", "47", "318")),
        ("全年接待观众8260人次，其中未成年人2314人次，占参观总人数的82.0%。", ("contradicted", "2314", "8260")),
        ("年初预算为3.50万元，支出决算为2.10万元。完成年初预算的80.00%。", ("contradicted", "2.10万", "3.50万")),
        ("技能抽测合格率49.6%，参加测试3211人，合格3038人。", ("contradicted", "3038", "3211")),
        ("技能抽测合格率49.6%（参加测试3211人，合格3038人）。", ("contradicted", "3038", "3211")),
        ("技能等级考核4208人次，通过6795人次（90.19％）。", ("contradicted", "6795", "4208")),
        (
            "年末常住人口957.70万人，比上年增加3.0万人。其中城镇人口836.07万人，占总人口比重（城镇化率）67.3%。",
            ("contradicted", "836.07万", "957.70万"),
        ),
        (
            "机电学院（留省1035人，留省率63.84%）。\n留省毕业生里，本省籍较多的学院为机电学院（6020人，占比98.55%）。",
            ("contradicted", "6020", "1035"),
        ),
    ],
)
def test_a_rate_that_its_words_contradict_is_an_error(text: str, expected: tuple[str, ...]) -> None:
    assert shares(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "全年接待观众8260人次，其中未成年人2314人次，占全省参观总人数的0.8%。",  # a wider total
        "年初预算为3.50万元。\n完成年初预算的80.00%。",  # what was spent is not printed
        "毕业生2416人，升学1503人，对口升学率38.50%。",  # who went on in their own field is not printed
        "在校生2380人。\n升学率较高的专业为会计（升学2人，升学率25.00%）、物流（升学2人，升学率20.00%）。",
        "招生1200人，就业900人，就业率95.30%。",  # the graduates are not printed
        "60岁及以上26736万人，占总人口的18.9%，其中65岁及以上20056万人，占总人口的14.2%。",
        "技能抽测合格率94.6%，参加测试班级86个，合格3038人。",
        "合格率94.6%，参加培训3211人，发放教材3038人。",
        "上年招生1098人，今年招生1546人，报到率97.72%。",
    ],
)
def test_a_rate_of_a_whole_that_is_not_printed_is_left_alone(text: str) -> None:
    assert [share for share in shares(text) if share[0] == "contradicted"] == []


def impossible(text: str) -> list[tuple[str, ...]]:
    """The counts and shares of a text that no whole number fits."""
    packs = load()
    found = [r for r in relations(statements(sketch(text), packs), packs) if r.family == "grim"]
    return [tuple(claim.location.text for _, claim in r.members) for r in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("升学率较高的为机电学院（升学147人，升学率60.41%）、冶金学院（升学158人，升学率50.97%）。", ("147", "60.41%")),
        ("生源较多的地区为甲省（1068人，占比98.01%）。", ("1068", "98.01%")),
        ("获得市级以上表彰47人，占全体教职工的28.92%。", ("47", "28.92%")),
    ],
)
def test_a_share_that_no_whole_number_gives_is_impossible_whatever_its_whole(
    text: str, expected: tuple[str, ...]
) -> None:
    assert impossible(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "升学率排名前三的学院为机电学院（升学147人，升学率60.00%）、冶金学院（升学158人，升学率50.97%）。",
        "最后一项调整了末位：甲省（47人，占比28.83%）。",  # 28.834 % of 163, one unit more for a list of 100 %
        "发电量1.05亿千瓦时，占全社会用电量的0.4%。",  # no count
        "毕业生离职的情况为“离职3次”占比5.96%。",  # the figure is part of a name
        "专任教师198人，“双师型”教师在专业课教师中的比重升至71.19%。",
        "毕业生2416人，用人单位满意度98.73%。",
        "约47人，占全体教职工的28.92%。",
    ],
)
def test_a_share_whose_part_is_not_certain_is_not_tried_for_a_whole_number(text: str) -> None:
    assert impossible(text) == []


def test_a_share_of_nothing_with_a_part_that_is_something_fails() -> None:
    text = (
        "“三公”经费支出0.39万元。\n“三公”经费支出中，出国费支出4.00万元，占0.00%；公务接待费支出0.39万元，占100.00%。"
    )
    assert ("contradicted", "4.00万", "0.39万") in shares(text)


def test_a_share_of_nothing_may_be_of_a_much_larger_figure() -> None:
    (share,) = shares("全市财政收入9746.50亿元。学校捐款4.00万元，占0.00%。")
    assert share == ("agreed", "4.00万", "9746.50亿")


@pytest.mark.parametrize(
    "text",
    [
        "回收问卷80份。结果体现在三个方面，其中管理，满意率为3.75%。",
        "有学校80个。归为三个方面，占学校的3.75%。",
        "80个指标中，三个方面的表现较好，占比3.75%。",
    ],
)
def test_the_sides_that_a_matter_is_looked_at_from_are_no_part(text: str) -> None:
    assert shares(text) == []


PRINTED = [
    ("全年完成技改投资46.8亿元，为年度计划42.5亿元的{}。", "110.1%"),
    ("86个社区建成养老服务站，占全部104个社区的{}。", "82.7%"),
    ("三年累计投入研发费用8,412.5万元，占三年累计营业收入61,207.3万元的{}。", "13.74%"),
    ("主导产业完成产值318.4亿元，占规上工业总产值421.9亿元的比重达到{}。", "75.5%"),
    ("全年收回欠款372万元，仅为应收账款618万元的{}。", "60.2%"),
]


@pytest.mark.parametrize(("text", "share"), PRINTED)
def test_a_whole_right_in_front_of_its_share_is_the_whole(text: str, share: str) -> None:
    assert [found[0] for found in shares(text.format(share))] == ["agreed"]
    assert [found[0] for found in shares(text.format("4" + share[1:]))] == ["contradicted"]


SURVEYS = [
    ("回访用人单位64家，表示满意的61家，满意度{}。", "95.31%"),
    ("发放教师问卷320份，收回298份，满意的283份，满意度{}。", "94.97%"),
    ("参与评价的218家企业中，“很满意”130家、“满意”76家，两者相加206家，总体满意度为{}。", "94.50%"),
    ("走访企业75家，认可我校毕业生的73家，认可度{}。", "97.33%"),
    ("电话抽查办事群众640人，满意的621人，满意度{}。", "97.03%"),
]


@pytest.mark.parametrize(("text", "share"), SURVEYS)
def test_who_was_asked_is_the_whole_of_those_content(text: str, share: str) -> None:
    assert [found[0] for found in shares(text.format(share))] == ["agreed"]
    assert [found[0] for found in shares(text.format("5" + share[1:]))] == ["contradicted"]


@pytest.mark.parametrize(
    "text",
    [
        "发放家长问卷1200份，收回1134份，表示满意的1068份，满意度94.18%。",
        "年度预算提出营业收入目标8.60亿元、利润目标1.24亿元，实际分别完成目标的97.33%和104.52%。",
        "走访贫困户75家。群众满意度96.20%。",
        "补助标准按工程造价120万元的30%执行，全年安排48万元。",
    ],
)
def test_what_looks_like_a_share_of_the_figure_in_front_and_is_none(text: str) -> None:
    assert all(found[0] != "contradicted" for found in shares(text))


def test_a_share_is_of_the_part_that_its_words_name_before_the_nearest() -> None:
    text = (
        "毕业生812人，升学445人。升学学生中，升入本科42人，升入专科403人，本科录取占升学人数的9.44%，占毕业生的5.17%。"
    )
    assert ("agreed", "42", "445") in shares(text)
    assert all(found[0] != "contradicted" for found in shares(text))


def test_the_budget_of_all_is_none_of_an_item() -> None:
    text = (
        "“三公”经费预算为31.20万元，支出决算为24.96万元，完成预算的80.00%。其中：公务用车运行维护费支出决算为18.72万元，"
        "占75.00%，完成预算的92.45%；公务接待费支出决算为6.24万元，占25.00%，完成预算的56.73%。"
    )
    assert all(found[0] != "contradicted" for found in shares(text))


def test_what_it_was_the_year_before_is_not_the_part() -> None:
    text = "全年中医诊疗量412.6万人次，比上年的368.2万人次增加44.4万人次，增长12.1%，占全市总诊疗人次的13.2%。"
    assert all(found[0] != "contradicted" for found in shares(text))
