"""How figures, computed values and gaps are written."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vqr_check.config import Config
from vqr_check.document.sketch import sketch
from vqr_check.engine import examine
from vqr_check.findings.written import plain
from vqr_check.model import Finding
from vqr_check.packs import load

VALUES = st.decimals(min_value="-1e30", max_value="1e30", allow_nan=False, allow_infinity=False)
STEPS = st.decimals(min_value="1e-30", max_value="1e14", allow_nan=False, allow_infinity=False)


def only(text: str) -> Finding:
    """The one finding about a text."""
    (finding,) = examine(sketch(text), load(), Config()).findings
    return finding


@given(VALUES, STEPS, st.integers(0, 2))
def test_any_value_can_be_written_to_any_step(value: Decimal, step: Decimal, least: int) -> None:
    text = plain(value, step, least)
    assert abs(Decimal(text) - value) <= max(step, Decimal("0.000001"))
    assert "E" not in text
    assert not text.startswith("-0") or Decimal(text)


@given(st.integers(-(10**9), 10**9), st.integers(-4, 4))
def test_a_value_printed_to_a_step_is_written_as_printed(digits: int, power: int) -> None:
    value, step = Decimal(digits).scaleb(power), Decimal(1).scaleb(power)
    assert Decimal(plain(value, step)) == value


def test_the_difference_of_two_percentages_is_in_points() -> None:
    finding = only("学校有在校生1250人，其中女生480人，占在校生总数的34.8%。")
    assert finding.checks[0].difference == "3.6个百分点"
    assert "相差3.6个百分点" in finding.message


def test_a_difference_of_counts_has_their_unit() -> None:
    text = "全年共培训2626人次。一是企业职工培训1286人次；二是农村劳动力培训942人次；三是社区居民培训388人次。"
    assert only(text).checks[0].difference == "10人次"


@pytest.mark.parametrize(
    ("text", "computed"),
    [
        ("学校有在校生2486人，专任教师168人，生师比为41.80:1。", "14.80:1"),
        ("学校在校生由2180人增至2306人，增长8%。", "5.8%"),
        ("2024年学校总收入4520万元，比上年增加520万元，增长11.5%。", "13.0%"),
        ("2024年学校在校生22,306人，比上年的21,080人增加1,626人。", "1,226人"),
    ],
)
def test_what_follows_is_written_as_the_figure_is(text: str, computed: str) -> None:
    assert only(text).checks[0].computed == computed


def test_a_scale_is_kept_within_a_check() -> None:
    check = only("2024年学校总收入12050万元，比上年的11200万元增加950万元。").checks[0]
    assert check.computed == "849万～851万元"
    assert check.difference == "99万元"


def test_two_figures_that_differ_are_not_written_as_equal() -> None:
    check = only("## 一、概况\n2024年，学校有在校生1862人。\n## 五、小结\n2024年，学校在校生1826人，规模稳定。").checks[
        0
    ]
    assert check.formula == "1862 ≠ 1826"


def test_a_fact_stated_twice_is_shown_once_and_beside_the_other_figure_as_printed() -> None:
    finding = only("2024年学校总支出58,364,012.50元。\n\n## 六、经费\n2024年学校总支出53,864,012.50元，用于教学。")
    (check,) = finding.checks
    assert {check.reported, check.computed} == {"58,364,012.50元", "53,864,012.50元"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "| 对象 | 满意度（%） |\n|---|---|\n| 教师 | 96.21 |\n| 家长 | 94.12 |\n\n问卷显示，教师的满意度为92.61%。",
            "教师的满意度",
        ),
        ("2024年学校总支出58,364,012.50元。\n\n## 六、经费\n年内总支出53,864,012.50元，用于教学。", "总支出"),
    ],
)
def test_a_fact_is_named_by_row_and_column_or_by_its_shortest_words(text: str, name: str) -> None:
    assert f"“{name}”一处为" in only(text).message
