"""Orders that the words state, against the figures that stand in them."""

from __future__ import annotations

import pytest

from vqr_check.arithmetic import judge
from vqr_check.claims import statements
from vqr_check.document.sketch import sketch
from vqr_check.packs import load
from vqr_check.relations import relations
from vqr_check.relations.readings import figures


def ranked(text: str) -> list[tuple[str, list[str]]]:
    packs = load()
    found = [r for r in relations(statements(sketch(text), packs), packs) if r.family == "rank"]
    return [(judge("rank", figures(r), r.direction).verdict, [c.quantity.literal for _, c in r.members]) for r in found]


@pytest.mark.parametrize(
    ("text", "items"),
    [
        (
            "落实率排名前三的为甲院（82人，落实率98%）、乙院（140人，落实率95%）、丙院（90人，落实率90%）。",
            ["98%", "95%", "90%"],
        ),
        ("满意度从高到低为96.3%、95.1%、94.6%，其中家长较上年的91.7%上升3.4个百分点。", ["96.3%", "95.1%", "94.6%"]),
        ("满意度由高到低，教师96.2%、学生95.8%、家长94.1%；提升最快的是家长。", ["96.2%", "95.8%", "94.1%"]),
        ("接收学生最多的3家企业依次是晨光机电（31人）、海棠酒店（22人）和东湖物流（18人）。", ["31人", "22人", "18人"]),
        ("该比例持续上升，2021—2023年分别为65.8%、71.9%、73.1%。", ["65.8%", "71.9%", "73.1%"]),
        ("建筑专业最多，为76人，占42%；其次是幼教专业，为38人，占21%；最少的会计，为33人。", ["76人", "38人", "33人"]),
        (
            "机电系以95人居首，信息系79人紧随其后，汽车、财经系为68人和47人，学前系最小，37人。",
            ["95人", "79人", "68人", "47人", "37人"],
        ),
        (
            "职工（76人，41%）最多，农民（63人，22%）、居民（52人，19%）居中，军人（11人，3%）最少。",
            ["76人", "63人", "52人", "11人"],
        ),
    ],
)
def test_the_figures_that_the_words_rank_are_found(text: str, items: list[str]) -> None:
    assert ranked(text) == [("agreed", items)]


@pytest.mark.parametrize(
    "text",
    [
        "就业率排名前三的学院为甲院（82人，就业率97.56%）、乙院（140人，就业率98.71%）、丙院（90人，就业率90.00%）。",
        "满意度从高到低为96.3%、95.1%、95.6%。",
        "建筑专业最多，为76人；其次是幼儿保育专业，为38人；最少的会计专业，为39人。",
        "五个系里，机电系以954人居首，信息系797人紧随其后，汽车系、财经系分别为981人和478人，学前系最小，只有376人。",
    ],
)
def test_figures_against_the_stated_order_are_contradicted(text: str) -> None:
    assert [verdict for verdict, _ in ranked(text)] == ["contradicted"]


@pytest.mark.parametrize(
    "text",
    [
        "问及改进方面（最多选三项），选择“食堂”的占46.8%，其次“设备”占41.5%，“升学”占58.2%。",  # 最多选 ranks nothing
        "专业就业人数排名前三行业单位就业人数风景园林24建筑业(100%)历史建筑18建筑业(94%)",  # a header
        "最高分为652分，最低生活保障标准为880元，其次发放补贴1200元。",
        "占比排名前三的学院为甲院（39人，占比90.70%）、乙院（50人，占比89.29%）、丙院（65人，占比86.67%）。",
    ],
)
def test_what_is_not_ranked_is_not_contradicted(text: str) -> None:
    assert [verdict for verdict, _ in ranked(text) if verdict == "contradicted"] == []


def test_a_number_of_ranked_things_that_is_not_theirs_is_contradicted() -> None:
    packs = load()
    text = "六个系里，机电系以954人居首，信息系797人紧随其后，汽车系为681人，学前系最小，只有376人。"
    found = [r for r in relations(statements(sketch(text), packs), packs) if r.family == "count"]
    assert [(r.items, r.strength) for r in found] == [(4, "likely")]


@pytest.mark.parametrize(
    ("text", "items"),
    [
        (
            "学生认为最需要改进的地方（可多选）依次为：实践不足38.3%，内容陈旧29.5%，互动不够36.1%。",
            ["38.3%", "29.5%", "36.1%"],
        ),
        (
            "离职的主要原因依次为“发展空间小”（24.7%）、“薪酬偏低”（28.0%）、“路途远”（16.3%）。",
            ["24.7%", "28.0%", "16.3%"],
        ),
        ("用人单位看重的能力前三项为：沟通（46.8%）、抗压（61.0%）、创新（28.9%）。", ["46.8%", "61.0%", "28.9%"]),
        ("人数居前的专业依次为护理（66人）、会计（45人）、物流（52人）。", ["66人", "45人", "52人"]),
    ],
)
def test_what_comes_first_is_listed_in_falling_order(text: str, items: list[str]) -> None:
    assert ("contradicted", items) in ranked(text)
