"""Figures in table cells, one fact a test."""

from __future__ import annotations

from decimal import Decimal

import pytest

from vqr_check import packs
from vqr_check.quantities import cell, scan, with_unit

PACKS = packs.load()


@pytest.mark.parametrize(
    ("text", "unit", "value", "step", "name"),
    [
        ("12.5", "万元", "125000", "1000", "元"),
        ("3.2", "单位：亿元", "320000000", "10000000", "元"),
        ("12", "万人次", "120000", "10000", "人次"),
        ("120", "千瓦时", "120", "1", "千瓦时"),
        ("85", "%", "85", "1", "%"),
        ("85", "（%）", "85", "1", "%"),
        ("85.2%", "", "85.2", "0.1", "%"),
        ("3.2", "个百分点", "3.2", "0.1", "百分点"),
        ("2.5", "‰", "2.5", "0.1", "‰"),
        ("３，１２０", "（人）", "3120", "1", "人"),
        ("1,162", "名", "1162", "1", "人"),
        ("2091人", "万元", "2091", "1", "人"),
        ("(1,234.5)", "元", "-1234.5", "0.1", "元"),
        ("-67.00%", "", "-67.00", "0.01", "%"),
        ("12①", "人", "12", "1", "人"),
        ("12*", "人", "12", "1", "人"),
        ("12.6", "平方米/生", "12.6", "0.1", "平方米/人"),
        ("2024", "", "2024", "1", ""),
    ],
)
def test_a_cell_takes_unit_and_scale_from_its_header(text: str, unit: str, value: str, step: str, name: str) -> None:
    found = cell(text, unit, PACKS)
    assert found is not None
    assert (found.value, found.step, found.unit) == (Decimal(value), Decimal(step), name)


@pytest.mark.parametrize(
    "text", ["", "-", "—", "——", "/", "…", "无", "N/A", "2024年", "第3", "12.3.4", "电子1班", "A101", "3人，5人"]
)
def test_a_cell_without_one_figure_is_no_quantity(text: str) -> None:
    assert cell(text, "人", PACKS) is None


def test_a_scaled_cell_is_no_exact_count() -> None:
    plain, scaled = cell("12", "人", PACKS), cell("12", "万人", PACKS)
    assert plain is not None
    assert scaled is not None
    assert plain.exact
    assert not scaled.exact


def test_a_cell_keeps_its_positions() -> None:
    found = cell("  1,162 ", "人", PACKS)
    assert found is not None
    assert found.number == (2, 7)


def test_a_ratio_column_gives_terms() -> None:
    found = cell("18.64", "：1", PACKS)
    assert found is not None
    assert (found.kind, found.terms) == ("ratio", (Decimal("18.64"), Decimal(1)))


def test_a_range_in_a_cell_is_scaled_at_both_ends() -> None:
    found = cell("10—20", "万元", PACKS)
    assert found is not None
    assert (found.value, found.upper) == (100000, 200000)


def test_a_hedged_cell_keeps_its_hedge() -> None:
    found = cell("约120", "人", PACKS)
    assert found is not None
    assert (found.value, found.hedge) == (120, "about")


def test_a_printed_unit_stands_against_the_header() -> None:
    (found,) = scan("12.5元", PACKS).quantities
    assert with_unit(found, "万元", PACKS) == found


def test_an_unknown_unit_is_kept_by_its_name() -> None:
    found = cell("5", "教学班", PACKS)
    assert found is not None
    assert (found.unit, found.dimension) == ("教学班", "")
