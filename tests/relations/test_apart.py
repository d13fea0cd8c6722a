"""Whole breakdowns far from their total: found by the words that the parts share, silent where nothing is named."""

from __future__ import annotations

import pytest

from vqr_check.claims import statements
from vqr_check.document.sketch import sketch
from vqr_check.packs import load
from vqr_check.relations import relations
from vqr_check.relations.readings import verdict

RATES = (
    "## 一、去向\n毕业生总人数4567人，毕业去向落实人数{}人。\n"
    "## 二、分性别\n男生毕业去向落实人数{}人；女生毕业去向落实人数{}人。"
)
CLASSES = (
    "全年开展培训42860人次，其对象为五类。企业职工（17642人次，41.16%）最多，农村劳动力（9358人次，21.83%）、"
    "社区居民（8214人次，19.16%）、其他人员（6520人次，15.21%）居中，退役军人（1126人次，2.63%）最少。"
)


def sums(text: str) -> list[tuple[str, list[str]]]:
    packs = load()
    found = [r for r in relations(statements(sketch(text), packs), packs) if r.family == "sum"]
    return [(verdict(r), [c.location.text for _, c in r.members]) for r in found]


def failing(text: str) -> list[list[str]]:
    return [figures for said, figures in sums(text) if said == "contradicted"]


def test_both_halves_make_up_the_figure_that_bears_their_common_words() -> None:
    assert sums(RATES.format(4142, 1879, 2263)) == [("agreed", ["4142", "1879", "2263"])]


@pytest.mark.parametrize("figures", [("5142", "1879", "2263"), ("4142", "1879", "1263"), ("4412", "1879", "2263")])
def test_a_slip_in_a_half_or_in_the_far_total_is_seen(figures: tuple[str, str, str]) -> None:
    assert failing(RATES.format(*figures)) == [list(figures)]


def test_figures_whose_shares_make_a_hundred_are_all_of_the_passage_s_first() -> None:
    assert failing(CLASSES) == []
    assert failing(CLASSES.replace("42860", "24860"))[0][0] == "24860"


@pytest.mark.parametrize(
    "text",
    [
        # no slip leads from one to the other: not all were counted
        RATES.format(4567, 1879, 2263),
        # a mean is not made up of those of its halves
        "## 一、收入\n居民人均收入36842元。\n## 二、城乡\n城镇居民人均收入46201元；农村居民人均收入21584元。",
        # the words in common are too few to name a total
        "## 一、规模\n教职工3600人。\n## 二、学生\n男生1200人；女生2300人。",
        # the shares come to 99.91 %: four more were nowhere
        "## 一、流向\n本节分析已签约的4588人。\n## （一）地区\n东部1274人，占27.77%；中部478人，占10.42%；"
        "西部2797人，占60.96%；东北35人，占0.76%。",
        # not all that there are
        CLASSES.replace("42860", "52860").replace("、其他人员（6520人次，15.21%）居中", "居中"),
    ],
)
def test_where_the_total_is_not_named_or_some_may_be_missing_nothing_is_said(text: str) -> None:
    assert failing(text) == []


def test_the_only_figure_of_a_paragraph_above_may_be_what_is_divided() -> None:
    text = (
        "## 一、流向\n本节分析已签约的{}名毕业生的流向。\n"
        "## （一）地区\n就业人数最多的是“甲省”，共3046人（占比92.14%），甲省以外260人（占比7.86%）。"
    )
    assert failing(text.format(3306)) == []
    assert failing(text.format(2306)) == [["2306", "3046", "260"]]
    assert failing(text.format(4521)) == []  # of whom not all have signed
