"""Rates that are the sum of others by definition: with which rate, of which group, they are compared."""

from __future__ import annotations

import pytest

from vqr_check.claims import statements
from vqr_check.document.sketch import sketch
from vqr_check.packs import load
from vqr_check.relations import relations
from vqr_check.relations.readings import verdict

WHOLE = "毕业去向落实率为93.40%，其中协议和合同就业率51.20%、升学率30.15%、灵活就业率10.90%、自主创业率1.15%。"
GROUPS = """全体毕业生毕业去向落实率93.40%，其中本科毕业生毕业去向落实率91.00%，毕业研究生毕业去向落实率96.20%。

本科毕业生协议和合同就业率41.00%、升学率38.10%、灵活就业率10.60%、自主创业率1.30%。"""


def judged(text: str) -> list[tuple[str, list[str]]]:
    packs = load()
    held = [r for r in relations(statements(sketch(text), packs), packs) if r.source == "rates"]
    return [(verdict(r), [c.location.text for _, c in r.members]) for r in held]


def test_the_rates_behind_their_sum_add_up() -> None:
    assert judged(WHOLE) == [("agreed", ["93.40%", "51.20%", "30.15%", "10.90%", "1.15%"])]


def test_a_wrong_part_is_seen() -> None:
    assert [found for found, _ in judged(WHOLE.replace("30.15", "31.05"))] == ["contradicted"]


def test_the_sum_of_a_group_is_found_above_by_the_group() -> None:
    assert judged(GROUPS) == [("agreed", ["91.00%", "41.00%", "38.10%", "10.60%", "1.30%"])]
    assert judged(GROUPS.replace("38.10", "83.10")) == [
        ("contradicted", ["91.00%", "41.00%", "83.10%", "10.60%", "1.30%"])
    ]


@pytest.mark.parametrize(
    "text",
    [
        "毕业去向落实率为93.40%，其中协议和合同就业率51.20%、升学率30.15%、灵活就业率8.90%。",
        "毕业去向落实率为93.40%，其中协议和合同就业率51.20%、升学率30.15%、灵活就业率8.90%、自主创业率1.15%、入伍率2.00%。",
        "护理专业升学率为36.50%。国内升学率29.90%，出国出境深造率1.60%。",
        "甲学院毕业去向落实率95.70%，乙学院毕业去向落实率90.10%。\n\n"
        "协议和合同就业率62.80%、升学率15.70%、灵活就业率9.90%、自主创业率1.30%。",
    ],
)
def test_rates_of_others_and_parts_of_a_list_are_left_alone(text: str) -> None:
    assert [found for found, _ in judged(text) if found == "contradicted"] == []
