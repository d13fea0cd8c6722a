"""Shares whose part and whole stand elsewhere in the paragraph or the report, each called by its name."""

from __future__ import annotations

import pytest

from vqr_check.claims import statements
from vqr_check.document.sketch import sketch
from vqr_check.packs import load
from vqr_check.relations import relations
from vqr_check.relations.readings import verdict

PARAGRAPH = (
    "全年实现地区生产总值18500.81亿元。第一产业增加值331.00亿元，增长3.5%；第二产业增加值5831.06亿元，增长2.5%。"
)


def failing(text: str) -> list[list[str]]:
    packs = load()
    held = [r for r in relations(statements(sketch(text), packs), packs) if r.family == "share"]
    return [[c.location.text for _, c in r.members] for r in held if verdict(r) == "contradicted"]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        (PARAGRAPH + "第二产业增加值占地区生产总值比重为13.5%。", ["5831.06亿", "18500.81亿", "13.5%"]),
        (
            PARAGRAPH + "第一产业增加值占地区生产总值比重为1.8%，第二产业增加值比重为35.1%。",
            ["5831.06亿", "18500.81亿", "35.1%"],
        ),
        (
            "社会消费品零售总额4833.45亿元，增长3.5%。\n网上零售额1278.78亿元，增长6.5%，占社会消费品零售总额比重为46.5%。",
            ["1278.78亿", "4833.45亿", "46.5%"],
        ),
    ],
)
def test_a_share_of_named_figures_is_checked(text: str, figures: list[str]) -> None:
    assert figures in failing(text)


@pytest.mark.parametrize(
    "text",
    [
        PARAGRAPH + "第二产业增加值占地区生产总值比重为31.5%。",
        PARAGRAPH + "工业增加值占地区生产总值比重为26.4%。",
        PARAGRAPH + "第二产业增加值占全省第二产业增加值的11.2%。",
        "年末常住人口957.70万人。全年出生人口5.9万人，出生率为6.19‰。",
        "市区零售总额833.45亿元。\n县域零售总额433.45亿元。\n网上零售额278.78亿元，增长6.5%，占零售总额比重为16.5%。",
    ],
)
def test_a_share_of_something_else_is_passed_over(text: str) -> None:
    assert failing(text) == []
