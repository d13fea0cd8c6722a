"""Points between percentages of one time: extremes of a list, one rate beyond another, a level under its own name."""

import pytest

from vqr_check.claims import statements
from vqr_check.document.sketch import sketch
from vqr_check.packs import load
from vqr_check.relations import relations
from vqr_check.relations.readings import verdict


def judged(text: str) -> list[tuple[str, ...]]:
    """The verdict and figures of every statement in points."""
    packs = load()
    found = [r for r in relations(statements(sketch(text), packs), packs) if r.family == "point"]
    return [(verdict(r), *(claim.location.text for _, claim in r.members)) for r in found]


LIST = "四个专业的升学率由高到低为：会计64.31%、护理58.20%、数控55.47%、汽修46.02%，首尾相差{}个百分点。"
GROWTH = (
    "规模以上工业增加值增长4.2%。\n\n"
    "高技术制造业、装备制造业增加值分别增长19.6%、6.5%，高于规模以上工业增加值增速{}个、2.3个百分点。"
)
FOURTH = "企业、教师、学生、家长的满意度从高到低为96.2%、95.3%、94.5%、{}，其中家长满意度较上年的91.6%上升1.4个百分点。"


@pytest.mark.parametrize(("printed", "expected"), [("18.29", "agreed"), ("81.29", "contradicted")])
def test_a_list_has_a_first_and_a_last(printed: str, expected: str) -> None:
    assert (expected, "64.31%", "46.02%", printed) in judged(LIST.format(printed))


@pytest.mark.parametrize(("printed", "expected"), [("15.4", "agreed"), ("51.4", "contradicted")])
def test_each_rate_of_a_row_lies_beyond_the_one_that_is_named(printed: str, expected: str) -> None:
    assert (expected, "19.6%", "4.2%", printed) in judged(GROWTH.format(printed))


@pytest.mark.parametrize(("printed", "expected"), [("93.0%", "agreed"), ("39.0%", "contradicted")])
def test_a_level_in_a_row_is_known_by_the_name_in_its_place(printed: str, expected: str) -> None:
    assert (expected, printed, "91.6%", "1.4") in judged(FOURTH.format(printed))


@pytest.mark.parametrize(
    "text",
    [
        "升学率排在前三的是会计64.31%、护理58.20%、数控55.47%，最高与最低相差18.29个百分点。",  # some
        "落实率97.18%，其中机电95.20%、汽车93.10%、电商91.00%，最高与最低相差4.20个百分点。",
        "女生占46.2%，男生占53.8%，二者相差7.6个百分点。",
        "规模以上工业增加值增长4.2%，高于全省规模以上工业增加值增速0.6个百分点。",
        "规模以上工业增加值增长4.2%，1—11月规模以上工业增加值增长3.9%。高技术制造业增长9.6%，快于规模以上工业5.7个百分点。",
        "规模以上工业增加值增长4.2%，比上年同期高1.1个百分点。高技术制造业增长9.6%，快于全国平均水平2.3个百分点。",
    ],
)
def test_what_is_told_of_other_figures_is_left_alone(text: str) -> None:
    assert [point for point in judged(text) if point[0] == "contradicted"] == []
