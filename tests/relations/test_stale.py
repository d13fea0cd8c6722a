"""Last year's figure under this year's name, against a table that gives both."""

from __future__ import annotations

import pytest

from vqr_check.config import Config
from vqr_check.document.sketch import sketch
from vqr_check.engine import examine
from vqr_check.packs import load

TABLE = """
| 指标 | 单位 | 2023年 | 2024年 |
| 在校生数 | 人 | 3147 | 3286 |
| 升学率 | % | 55.90 | 58.01 |
| 教学仪器设备值 | 万元 | 4587.2 | 5218.6 |
"""


def differing(text: str) -> list[set[str]]:
    """The figures of each check of a fact that is stated twice and fails."""
    report = examine(sketch(TABLE + "\n" + text), load(), Config())
    checks = [check for finding in report.findings if finding.rule == "VQR101" for check in finding.checks]
    return [{e.location.text for e in check.evidence} for check in checks]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("2024年升学率为55.90%，办学质量稳步提升。", {"55.90%", "58.01"}),
        ("2024年，教学仪器设备值4587.2万元。", {"4587.2万", "5218.6"}),
    ],
)
def test_the_figure_of_an_earlier_year_is_not_this_years(text: str, figures: set[str]) -> None:
    assert differing(text) == [figures]


@pytest.mark.parametrize(
    "text",
    [
        "2024年升学率为58.01%，上年为55.90%。",
        "2023年升学率为55.90%。",
        "升学率曾为55.90%。",  # no year is named
        "2024年升学率由55.90%提高到58.01%。",
        "2024年升学率比2023年的55.90%有所提高。",
        "2024年对口升学率为55.90%。",  # another rate
        "2022年升学率为55.90%。",  # a year that the table does not give
        "2024年护理专业升学率为55.90%。",
    ],
)
def test_a_figure_of_its_own_year_or_of_something_else_is_right(text: str) -> None:
    assert differing(text) == []
