"""Intervals and equations: when printed figures can all be true at once."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vqr_check.arithmetic import Interval, interval, judge, leading_step, misplaced
from vqr_check.model import Hedge, Quantity


def figure(
    value: str, step: str = "1", kind: str = "count", hedge: Hedge = "", scaled: bool = False, upper: str | None = None
) -> Quantity:
    """A printed figure without a text around it."""
    top = None if upper is None else Decimal(upper)
    return Quantity(0, 0, "", (0, 0), Decimal(value), Decimal(step), kind=kind, hedge=hedge, scaled=scaled, upper=top)


def percent(value: str, step: str = "0.01") -> Quantity:
    return figure(value, step, kind="percent")


def money(value: str, step: str = "0.01") -> Quantity:
    return figure(value, step, kind="money")


def test_a_plain_count_stands_for_itself() -> None:
    assert interval(figure("89")) == Interval(Decimal(89), Decimal(89))


def test_a_scaled_count_stands_for_half_its_last_digit_around() -> None:
    assert interval(figure("12500", "100", scaled=True)) == Interval(Decimal(12450), Decimal(12550))


def test_more_than_three_thousand_goes_up_to_four_thousand() -> None:
    assert interval(figure("3000", hedge="and_more")) == Interval(Decimal(3000), Decimal(4000))


def test_at_least_has_no_upper_bound() -> None:
    assert interval(figure("85", hedge="at_least")).high == Decimal("Infinity")


def test_counts_that_do_not_add_up_are_contradicted_however_near() -> None:
    assert judge(
        "sum", {"total": [figure("9846")], "part": [figure("4312"), figure("3276"), figure("2248")]}
    ).verdict == ("contradicted")


def test_money_that_adds_up_within_its_last_digits_agrees() -> None:
    parts = [money("1234.56"), money("2345.67"), money("3456.78")]
    assert judge("sum", {"total": [money("7037.02")], "part": parts}).verdict == "agreed"


def test_a_difference_of_two_last_digits_is_not_explained_by_cutting_one_off() -> None:
    levels = {"now": [money("9498.60")], "before": [money("6281.28")]}
    assert judge("delta", {**levels, "change": [money("3217.30")]}).verdict == "contradicted"
    assert judge("delta", {**levels, "change": [money("3217.31")]}).verdict == "agreed"


def test_three_thirds_of_a_hundred_agree() -> None:
    assert judge("pctsum", {"part": [percent("33.3", "0.1")] * 3}).verdict == "agreed"


def test_a_share_that_was_cut_off_instead_of_rounded_is_told_apart() -> None:
    assert judge("share", {"part": [figure("56")], "whole": [figure("59")], "share": [percent("94.91")]}).verdict == (
        "truncated"
    )


def test_a_share_of_another_whole_is_contradicted() -> None:
    outcome = judge("share", {"part": [figure("76")], "whole": [figure("434")], "share": [percent("42.46")]})
    assert outcome.verdict == "contradicted"
    assert round(outcome.computed.low, 2) == Decimal("17.51")


@pytest.mark.parametrize(
    ("now", "before", "rate", "direction", "expected"),
    [
        ("62", "55", "12.73", 1, "agreed"),
        ("149", "171", "12.87", -1, "agreed"),
        ("62", "55", "11.29", 1, "contradicted"),  # divided by the new value
    ],
)
def test_growth_is_on_the_earlier_value(now: str, before: str, rate: str, direction: int, expected: str) -> None:
    figures = {"now": [figure(now)], "before": [figure(before)], "rate": [percent(rate)]}
    assert judge("growth", figures, direction).verdict == expected


def test_growth_from_zero_says_nothing() -> None:
    figures = {"now": [figure("5")], "before": [figure("0")], "rate": [percent("100.0")]}
    assert judge("growth", figures).verdict == "agreed"


def test_a_part_may_equal_its_whole_but_not_exceed_it() -> None:
    assert judge("subset", {"part": [figure("55")], "whole": [figure("55")]}).verdict == "agreed"
    assert judge("subset", {"part": [figure("56")], "whole": [figure("55")]}).verdict == "contradicted"


def test_equal_precision_must_be_equal_value() -> None:
    assert judge("equal", {"a": [percent("66.67")], "b": [percent("66.27")]}).verdict == "contradicted"


def test_unequal_precision_must_meet() -> None:
    assert judge("equal", {"a": [percent("66.7", "0.1")], "b": [percent("66.67")]}).verdict == "agreed"


def test_the_leading_step_is_the_place_of_the_last_digit_that_is_not_zero() -> None:
    assert leading_step(Decimal(2400)) == 100


counts = st.integers(min_value=1, max_value=10**7)


@given(st.lists(counts, min_size=2, max_size=9))
def test_the_sum_of_counts_agrees_with_their_total(parts: list[int]) -> None:
    figures = {"total": [figure(str(sum(parts)))], "part": [figure(str(p)) for p in parts]}
    assert judge("sum", figures).verdict == "agreed"


@given(counts, counts, st.integers(min_value=0, max_value=4))
def test_a_share_rounded_to_its_own_step_never_fails(a: int, b: int, decimals: int) -> None:
    part, whole = sorted((a, b))
    step = Decimal(1).scaleb(-decimals)
    share = (Decimal(part) / Decimal(whole) * 100).quantize(step)
    figures = {"part": [figure(str(part))], "whole": [figure(str(whole))], "share": [percent(str(share), str(step))]}
    assert judge("share", figures).verdict == "agreed"


@given(counts, counts, st.integers(min_value=0, max_value=3))
def test_a_rate_of_change_rounded_to_its_own_step_never_fails(now: int, before: int, decimals: int) -> None:
    step = Decimal(1).scaleb(-decimals)
    rate = ((Decimal(now) / Decimal(before) - 1) * 100).quantize(step)
    figures = {
        "now": [figure(str(now))],
        "before": [figure(str(before))],
        "rate": [percent(str(abs(rate)), str(step))],
    }
    assert judge("growth", figures, 1 if now >= before else -1).verdict == "agreed"


@given(st.decimals("-1000", "1000", places=2), st.decimals("0", "10", places=2))
def test_an_interval_meets_itself_and_what_it_holds(low: Decimal, width: Decimal) -> None:
    held = Interval(low, low + width)
    assert held.meets(held)
    assert held.meets(Interval(low + width, low + width + 1))


@given(st.lists(st.integers(0, 10**6), min_size=2, max_size=8, unique=True), st.data())
def test_one_figure_out_of_place_is_among_those_that_disturb_the_order(values: list[int], data: st.DataObject) -> None:
    ordered = [Decimal(value) for value in sorted(values)]
    at = data.draw(st.integers(0, len(ordered) - 1))
    wrong = [*ordered[:at], data.draw(st.integers(0, 10**7).map(Decimal)), *ordered[at + 1 :]]
    assert (at in misplaced(wrong)) == (wrong != sorted(wrong))
