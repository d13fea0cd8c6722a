"""Grades of a scale: the favourable ones come to the rate, and a whole scale comes to 100 %."""

from __future__ import annotations

import pytest

from vqr_check.claims import statements
from vqr_check.document.sketch import sketch
from vqr_check.packs import load
from vqr_check.relations import relations
from vqr_check.relations.readings import verdict

TRUE = "家长满意度为94.2%，其中“非常满意”占52.0%，“满意”占30.1%，“比较满意”占12.1%。"


def failing(text: str, family: str) -> list[list[str]]:
    packs = load()
    held = [r for r in relations(statements(sketch(text), packs), packs) if r.source == "grades" and r.family == family]
    return [[c.location.text for _, c in r.members] for r in held if verdict(r) == "contradicted"]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        (
            "专业相关度为78.4%，其中“非常相关”占28.7%，“相关”占24.1%，“比较相关”占29.6%。",
            ["78.4%", "28.7%", "24.1%", "29.6%"],
        ),
        (
            "学生对食堂的满意度达98.5%。其中，非常满意占41.5%，满意占34.9%，基本满意占13.1%。",
            ["98.5%", "41.5%", "34.9%", "13.1%"],
        ),
        (
            TRUE + "推荐度为89.7%，其中“非常愿意”占28.5%，“愿意”占38.2%，“比较愿意”占32.9%。",
            ["89.7%", "28.5%", "38.2%", "32.9%"],
        ),
    ],
)
def test_grades_that_miss_their_rate_are_seen(text: str, figures: list[str]) -> None:
    assert failing(text, "sum") == [figures]


@pytest.mark.parametrize(
    "text",
    [
        TRUE,
        "学生满意度为95.1%，其中“非常满意”占61.2%。",
        "总体满意度为95.1%，其中学生满意93.2%，家长满意96.4%，企业满意95.7%。",
        "就业率为95.1%，其中“非常满意”占61.2%，“满意”占20.4%。",
        "满意度为95.1%，比上年提高1.2个百分点，其中教学满意度占优，为96.3%。",
    ],
)
def test_what_is_no_whole_scale_is_passed_over(text: str) -> None:
    assert failing(text, "sum") == []


def test_a_scale_that_goes_down_to_the_worst_comes_to_a_hundred() -> None:
    text = "调查显示，非常满意占45.2%，满意占38.1%，基本满意占12.4%，不满意占{}%。"
    assert failing(text.format("4.3"), "pctsum") == []
    assert failing(text.format("3.4"), "pctsum") == [["45.2%", "38.1%", "12.4%", "3.4%"]]
