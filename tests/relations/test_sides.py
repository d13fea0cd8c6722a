"""Multiples, ratios and distances of two figures side by side: which two are meant, and when to be silent."""

from __future__ import annotations

import pytest

from tests.relations.test_changes import judged

TRUE_AND_FALSE = [
    ("times", "孵化项目由上年的32个增加到48个，是上年的{}倍。", "1.5", "6.5"),
    ("times", "服务器内存由64个扩充到256个，相当于原来的{}倍。", "4", "7"),
    ("growth", "三年后平均月收入为6980元，为半年后月收入（3810元）的1.83倍，涨幅{}%。", "83.20", "23.20"),
    ("ratio", "男女生之比为{}:1（男生2,412人，女生1,608人）。", "1.50", "1.80"),
    ("ratio", "其中男生1236人，占57.38%；女生918人，占42.62%，男女比例为{}:1。", "1.35", "5.35"),
    (
        "ratio",
        "基本支出2,814.60万元，占34.05%；项目支出5,451.30万元，占65.95%；基本支出与项目支出之比约为1:{}。",
        "1.94",
        "2.94",
    ),
    ("point", "商学院最高，为95.84%，建工学院最低，为89.12%，两者相差{}个百分点。", "6.72", "2.72"),
    ("point", "对口率81.4%，比上年的79.2%提高{}%。", "2.2", "7.2"),
]


@pytest.mark.parametrize(("family", "text", "right", "wrong"), TRUE_AND_FALSE)
def test_two_figures_beside_are_held_against_what_is_said_of_them(
    family: str, text: str, right: str, wrong: str
) -> None:
    holds, fails = judged(text.format(right))
    assert family in {name for name, figure in holds if right in figure}
    assert fails == set()
    assert family in {name for name, figure in judged(text.format(wrong))[1] if wrong in figure}


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("升入本科的人数从2020届的21人起步，到2023届已是当年的2.4倍。",),
        ("配备就业专员18名，其中校级6名、院系12名，专职人员与毕业生人数之比为1:112.40。",),
        ("2023届升学386人，较上届的312人增加74人。", "2021届至2023届，升学人数增长52.60%。"),
        ("甲校最高，为95.84%，乙校为93.20%，丙校最低，为89.12%，相差6.72个百分点。",),
        ("学校有在校生3287人。\n面向社会培训6251人次，相当于在校生的1.9倍，同比增长12.40%。",),
        ("对口率81.4%，比上年的79.2%提高2.8%。",),  # a growth of the rate, or points
    ],
)
def test_figures_beside_that_are_of_another_matter_raise_nothing(paragraphs: tuple[str, ...]) -> None:
    assert judged(*paragraphs)[1] == set()


def test_a_side_that_stands_in_front_is_held_against_one_that_is_named_elsewhere() -> None:
    text = "学校有在校生12,642人。现有思政课教师36人，与在校生之比为1:{}。"
    assert judged(text.format("351.17"))[0] == {("ratio", "1:351.17")}
    assert judged(text.format("851.17"))[1] == {("ratio", "1:851.17")}
