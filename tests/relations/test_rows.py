"""What the rows of a flattened table state of each other."""

from __future__ import annotations

import pytest
from table_builder import outcome

from vqr_check.claims import statements
from vqr_check.model import Block, Document
from vqr_check.packs import load
from vqr_check.relations import relations

RATES = (
    "各系就业情况系别 毕业人数 就业人数 就业率机械系 120 {} 90.00%护理系 84 81 96.43%"
    "65 52 80.00%财经系汽车系 131 120 91.60%合计 400 361 {}"
)
AMOUNTS = (
    "产品 2021 年 2020 年阀门 2,317.18 20.25 3,112.70 18.25泵 1,892.17 16.54 {} 18.72"
    "管件 5,395.76 47.15 6,167.22 36.16风机 1,838.20 16.06 4,582.67 26.87合    计 11,443.31 100.00 17,055.30 100.00"
)


def wrong(text: str) -> list[tuple[str, tuple[str, ...]]]:
    """The relations of a paragraph that fail: family and figures."""
    said = statements(Document("", "", (Block("body", 0, "paragraph", text),)), load())
    found = map(outcome, relations(said, load()))
    return [(family, figures) for family, verdict, figures in found if verdict == "contradicted"]


@pytest.mark.parametrize("text", [RATES.format("108", "90.25%"), AMOUNTS.format("3,192.71")])
def test_a_flattened_table_that_is_right_is_let_pass(text: str) -> None:
    assert wrong(text) == []


def test_a_rate_is_of_the_figures_in_its_row() -> None:
    assert ("share", ("361", "400", "92.05%")) in wrong(RATES.format("108", "92.05%"))


def test_a_column_adds_up_to_its_total() -> None:
    assert ("sum", ("361", "180", "81", "52", "120")) in wrong(RATES.format("180", "90.25%"))


def test_amounts_and_shares_side_by_side_are_told_apart_without_a_percent_sign() -> None:
    assert ("share", ("3,792.71", "17,055.30", "18.72")) in wrong(AMOUNTS.format("3,792.71"))


def test_a_flattened_table_is_not_read_as_prose() -> None:
    text = "人数排名前三的系见表4系别 人数 占比甲 31 62.00%乙 7 14.00%丙 12 24.00%合计 50 100.00%"
    assert wrong(text) == []


def test_an_order_of_shares_is_none_of_the_figures_before_them() -> None:
    assert (
        wrong("生源占比排名前三的系为甲系（26人，占比100.00%）、乙系（68人，占比98.55%）、丙系（30人，占比96.77%）。")
        == []
    )
