"""Ratios of two groups that a short word names, and means per hundred of a group."""

from __future__ import annotations

import pytest

from vqr_check.claims import statements
from vqr_check.document.sketch import sketch
from vqr_check.packs import load
from vqr_check.relations import relations
from vqr_check.relations.readings import verdict

STUDENTS = "学校现有全日制在校生3386人，专任教师219人。\n"


def failing(text: str) -> list[list[str]]:
    packs = load()
    held = [r for r in relations(statements(sketch(text), packs), packs) if r.family in ("ratio", "mean")]
    return [[c.location.text for _, c in r.members] for r in held if verdict(r) == "contradicted"]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("男生1267人，占57.99%；女生918人，占42.01%，男女比例为5.38:1。", ["1267", "918", "5.38:1"]),
        ("新生中男女生之比为1.98:1（男生2846人，女生1802人）。", ["2846", "1802", "1.98:1"]),
        ("住院病人男性412人，女性358人，男女性别比为1.51:1。", ["412", "358", "1.51:1"]),
        (STUDENTS + "教学用计算机1126台，每百名学生拥有53.3台。", ["1126", "3386", "53.3"]),
        (STUDENTS + "教学终端1126台，每百名在校生配备35.3台。", ["1126", "3386", "35.3"]),
    ],
)
def test_a_ratio_of_named_groups_is_checked(text: str, figures: list[str]) -> None:
    assert figures in failing(text)


@pytest.mark.parametrize(
    "text",
    [
        "男生1267人，占57.99%；女生918人，占42.01%，男女比例为1.38:1。",
        "新生中男女生之比为1.58:1（男生2846人，女生1802人）。",
        STUDENTS + "教学用计算机1126台，每百名学生拥有33.3台。",
        STUDENTS + "计算机1350台，每百名学生拥有教学用计算机33.3台。",
        "合作学校有计算机1126台，每百名学生拥有53.3台。",
    ],
)
def test_a_ratio_that_holds_or_is_of_others_is_left_alone(text: str) -> None:
    assert failing(text) == []
