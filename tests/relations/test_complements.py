"""Two percentages that leave nothing over: a name and its denial, a rate and its opposite."""

from __future__ import annotations

import pytest

from vqr_check.claims import statements
from vqr_check.document.sketch import sketch
from vqr_check.packs import load
from vqr_check.relations import relations
from vqr_check.relations.readings import verdict


def failing(text: str) -> list[list[str]]:
    packs = load()
    held = [r for r in relations(statements(sketch(text), packs), packs) if r.family == "pctsum"]
    return [[c.location.text for _, c in r.members] for r in held if verdict(r) == "contradicted"]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("监测的城市里，空气质量达标的城市占65.5%，未达标的城市占74.5%。", ["65.5%", "74.5%"]),
        ("73.64%的毕业生为本地生源，56.36%的毕业生为非本地生源。", ["73.64%", "56.36%"]),
        ("抽检合格率为97.36%，不合格率为2.46%。", ["97.36%", "2.46%"]),
        ("毕业半年后，岗位稳定性为98.28%（离职率7.72%）。", ["98.28%", "7.72%"]),
        (
            "监测断面中，水质优良（Ⅰ~Ⅲ类）的占90.4%，Ⅳ类占1.8%，Ⅴ类占1.2%，劣Ⅴ类占0.6%。",
            ["90.4%", "1.8%", "1.2%", "0.6%"],
        ),
        (
            "326个社区中，环境好的占7.1%，较好的占56.9%，一般的占25.5%，较差的占0.5%。",
            ["7.1%", "56.9%", "25.5%", "0.5%"],
        ),
    ],
)
def test_what_leaves_nothing_over_adds_up_to_all(text: str, figures: list[str]) -> None:
    assert figures in failing(text)


@pytest.mark.parametrize(
    "text",
    [
        "空气质量达标的城市占65.5%，未达标的城市占34.5%。",
        "已完成整改的占85.21%，未完成整改的占5.21%，其余正在推进。",
        "拟升学的占41.20%，不拟升学的占38.80%，另有部分未定。",
        "愿意留在本地的占71.2%，不愿意留在本地的占12.5%。",
        "甲校达标率为93.21%，乙校未达标率为2.31%。",
        "师范生就业率为93.20%，非师范生就业率为96.80%。",
        "参保人员就业率为93.20%，未参保人员就业率为76.80%。",
        "优秀率20.31%，合格率96.55%，不合格率5.45%。",
        "合格率为97.36%，比上年提高1.20个百分点，不合格率较高的批次占1.36%。",
        "党员占14.25%；团员占71.20%，非团员中拟入团的占5.80%。",
        "环境好的占30.1%，较好的占50.2%，一般的占15.3%，较差的占3.2%，未评价的占1.2%。",
        "评价好的占30%，较好的占50%，一般的占15%，较差的占3%，差的占2%。",
    ],
)
def test_what_may_leave_something_over_is_passed_over(text: str) -> None:
    assert failing(text) == []
