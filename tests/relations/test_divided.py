"""Totals as other authors divide them: 在…里, two divisions of one total, 两项相加, brackets, and what came of what."""

from __future__ import annotations

import pytest

from vqr_check.claims import statements
from vqr_check.document.sketch import sketch
from vqr_check.packs import load
from vqr_check.relations import relations
from vqr_check.relations.readings import verdict


def failing(text: str, family: str) -> list[list[str]]:
    packs = load()
    held = relations(statements(sketch(text), packs), packs)
    failed = [r for r in held if r.family == family and verdict(r) == "contradicted"]
    return [[c.location.text for _, c in r.members] for r in failed]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("在186名专任教师里，讲授公共基础课的有72人，讲授专业课的有214人。", ["186", "72", "214"]),
        ("到岗的214人当中，进入企业的146人，自主创业的21人，其他97人。", ["214", "146", "21", "97"]),
        ("本科课程42门，其中线上20门、线下14门、混合式18门。", ["42", "20", "14", "18"]),
        ("课题组开展项目9个，其中5个已结题、7个正在进行。", ["9", "5", "7"]),
        ("部门核定编制186名，其中行政编制42名、事业编制184名。", ["186", "42", "184"]),
        ("年末离退休人员126人，其中离休3人、退休153人。", ["126", "3", "153"]),
        (
            "年末电话用户318.20万户，其中固定电话用户26.40万户，移动电话用户391.80万户。",
            ["318.20万", "26.40万", "391.80万"],
        ),
        ("保费收入82.14亿元。其中，财产险24.60亿元，人身险75.54亿元。", ["82.14亿", "24.60亿", "75.54亿"]),
        (
            "工资福利支出86.4万元（基本工资42.0万元、津贴补贴28.4万元、其他26.0万元）。",
            ["86.4万", "42.0万", "28.4万", "26.0万"],
        ),
        (
            "得分82.5分，其中投入类9.0分（满分10分）、过程类18.5分（满分20分）、产出类65.0分（满分70分）。",
            ["82.5", "9.0", "18.5", "65.0"],
        ),
        (
            "单位就业312人，占71.2%；升学98人。单位就业的毕业生中，签订就业协议226人，签订劳动合同61人，其他录用形式52人。",
            ["312", "226", "61", "52"],
        ),
        (
            "省级一流课程66门，其中线下19门、线上线下混合式15门、线上6门、社会实践4门、虚拟仿真2门。",
            ["66", "19", "15", "6", "4", "2"],
        ),
        (
            "培训3626人次，比上年增加476人次。具体说来，面向企业职工1462人次，面向农民1045人次，面向退役军人281人次，面向居民901人次。",
            ["3626", "1462", "1045", "281", "901"],
        ),
        ("获省级教学成果奖6项，其中一等奖3项，二等奖7项。", ["6", "3", "7"]),
    ],
)
def test_parts_of_a_breakdown_come_to_no_other_total(text: str, figures: list[str]) -> None:
    assert figures in failing(text, "sum")


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        (
            "选派教师参加国家级培训12人次、省级培训30人次、市级培训61人次，三级培训合计193人次。",
            ["193", "12", "30", "61"],
        ),
        ("“非常满意”的213人，“比较满意”的140人，两项相加，总体满意的学生共453人。", ["453", "213", "140"]),
        ("居前三位的是甲市（71人）、乙市（58人）和丙市（43人），三市合计192人。", ["192", "71", "58", "43"]),
        ("国家级项目3个，省级项目11个，国家级和省级合计24个。", ["24", "3", "11"]),
        ("机关42人，企业118人，事业单位61人，以上3类单位合计321人。", ["321", "42", "118", "61"]),
    ],
)
def test_a_total_that_says_how_many_it_adds_up_is_their_sum(text: str, figures: list[str]) -> None:
    assert figures in failing(text, "sum")


def test_a_total_that_is_divided_twice_is_held_against_both_divisions() -> None:
    text = (
        "就业的378人里，进入民营企业的251人，进入国有企业的42人，其他95人。留在本市的268人，省内其他71人，到省外39人。"
    )
    assert ["378", "251", "42", "95"] in failing(text, "sum")


def test_shares_behind_their_sum_are_no_more_than_it() -> None:
    text = "满意和比较满意合计81.2%，其中满意58.0%，比较满意33.2%。"
    assert failing(text, "sum") == [["81.2%", "58.0%", "33.2%"]]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("督导员38人，其中校级12人、院级46人。", ["46", "38"]),
        ("在管站点36座，其中日处理5000吨以上的63座。", ["63", "36"]),
        ("转学21人、因病休学15人、退学18人，巩固率97.9%。退学的学生当中又有61人提前就业。", ["61", "18"]),
        ("发放问卷260份，收回有效问卷526份。", ["526", "260"]),
        ("全年抽检样品620批次，合格906批次。", ["906", "620"]),
        ("应到代表126人，实到181人。", ["181", "126"]),
        ("城镇新增就业3.6万人；失业人员再就业1.2万人，其中困难人员就业4.2万人。", ["4.2万", "1.2万"]),
    ],
)
def test_what_the_words_make_a_part_is_no_more_than_its_whole(text: str, figures: list[str]) -> None:
    assert figures in failing(text, "subset")


@pytest.mark.parametrize("entry", load().entries("bound"), ids=lambda entry: str(entry["name"]))
def test_a_bound_holds_in_its_good_example_and_is_not_read_in_its_bad_one(entry: dict[str, str]) -> None:
    packs = load()
    read = [
        [r for r in relations(statements(sketch(entry[key]), packs), packs) if r.source == "bounded"]
        for key in ("good", "bad")
    ]
    assert [verdict(r) for r in read[0]] == ["agreed"]
    assert read[1] == []
