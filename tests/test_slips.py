"""Slips of the pen: which single edit explains a failing relation, and how likely it does so by accident."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from tests.test_arithmetic import figure, percent
from vqr_check.slips import explain, near, repairs, slipped, variants


def test_swapped_digits_are_told() -> None:
    assert near(Decimal("5431"), Decimal("5341"), Decimal(1)) == "swapped"


def test_one_wrong_digit_is_told() -> None:
    assert near(Decimal("66.67"), Decimal("66.27"), Decimal("0.01")) == "digit"


def test_a_missing_digit_is_told() -> None:
    assert near(Decimal("198"), Decimal("1982"), Decimal(1)) == "dropped"


def test_figures_two_edits_apart_are_no_slip() -> None:
    assert near(Decimal("1234"), Decimal("1975"), Decimal(1)) == ""


def test_a_wrong_digit_in_a_long_total_explains_the_sum() -> None:
    parts = [figure("15231"), figure("8467"), figure("21380")]
    slip = explain("sum", {"total": [figure("45178")], "part": parts})
    assert slip is not None
    assert (slip.role, slip.value) == ("total", Decimal(45078))
    assert slip.chance < Decimal("0.05")


def test_in_short_figures_a_slip_explains_anything_and_says_so() -> None:
    slip = explain("sum", {"total": [figure("28")], "part": [figure("5"), figure("9"), figure("13")]})
    assert slip is not None
    assert slip.chance > Decimal("0.5")


def test_a_share_of_another_whole_is_no_slip() -> None:
    figures = {"part": [figure("76")], "whole": [figure("434")], "share": [percent("42.46")]}
    assert explain("share", figures) is None


@given(st.integers(min_value=10, max_value=10**8))
def test_every_variant_of_a_figure_is_near_it(value: int) -> None:
    for kind, other in variants(value):
        if kind in ("swapped", "digit"):
            assert near(Decimal(value), Decimal(other), Decimal(1)) in ("swapped", "digit")


@given(st.integers(0, 10**7), st.integers(0, 10**7))
def test_a_number_is_told_to_be_a_variant_exactly_when_it_is_one(number: int, other: int) -> None:
    meant = {value for _, value in variants(number)}
    assert slipped(number, other) == (other in meant)


@given(st.integers(0, 10**7))
def test_every_variant_is_told_to_be_one(number: int) -> None:
    assert all(slipped(number, meant) for _, meant in variants(number) if meant != number)


def test_every_figure_that_a_slip_explains_is_told() -> None:
    figures = {"total": [figure("5210")], "part": [figure("4830"), figure("1380")]}
    assert [(s.role, s.index, s.value) for s in repairs("sum", figures)] == [
        ("total", 0, Decimal(6210)),
        ("part", 0, Decimal(3830)),
        ("part", 1, Decimal(380)),
    ]
