"""The unit file: names, dimensions and conversion, one fact a test."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal

import pytest

from vqr_check import packs
from vqr_check.model import VqrCheckError
from vqr_check.quantities import units

PACKS = packs.load()


@pytest.mark.parametrize(
    ("alias", "name", "dimension"),
    [
        ("名", "人", "people"),
        ("位", "人", "people"),
        ("人次", "人次", "occasions"),
        ("家", "家", "objects"),
        ("门", "门", "objects"),
        ("千克", "公斤", "mass"),
        ("%", "%", "share"),
        ("个百分点", "百分点", "point"),
        ("公斤/公顷", "公斤/公顷", "mass/area"),
        ("元/人·月", "元/人/月", "money/people/month"),
    ],
)
def test_an_alias_has_a_canonical_name_and_a_dimension(alias: str, name: str, dimension: str) -> None:
    unit = units.lookup(alias)
    assert unit is not None
    assert (unit.name, unit.dimension) == (name, dimension)


@pytest.mark.parametrize(
    ("value", "unit", "to", "converted"),
    [
        ("3", "亩", "平方米", "2000"),
        ("3", "公斤", "吨", "0.003"),
        ("2", "平方公里", "公顷", "200"),
        ("1", "季度", "月", "3"),
        ("5", "角", "元", "0.5"),
        ("3", "公斤/公顷", "公斤/亩", "0.2"),
    ],
)
def test_units_of_one_dimension_convert(value: str, unit: str, to: str, converted: str) -> None:
    assert units.convert(Decimal(value), unit, to) == Decimal(converted)


@pytest.mark.parametrize(
    ("unit", "to"), [("人", "人次"), ("人", "个"), ("%", "百分点"), ("元", "美元"), ("人", "没有")]
)
def test_units_of_different_dimensions_do_not_convert(unit: str, to: str) -> None:
    assert units.convert(Decimal(1), unit, to) is None


def test_every_factor_is_the_one_that_pint_reads() -> None:
    import pint

    registry = pint.UnitRegistry(str(units.path()), non_int_type=Decimal)
    for unit in set(units.table().values()):
        base = registry.Quantity(Decimal(1), unit.key).to_base_units().magnitude
        assert abs(base - unit.factor) <= unit.factor * Decimal("1e-20"), unit


def test_every_dimension_that_has_a_kind_is_in_the_unit_file() -> None:
    known = {unit.dimension for unit in units.table().values()}
    assert set(PACKS.table("numbers")["kinds"]) <= known


def test_an_added_unit_converts() -> None:
    assert units.convert(Decimal(2), "标准亩", "亩", ("标准亩 = 1.5 * 亩",)) == 3


def test_a_unit_built_on_an_unknown_one_is_refused() -> None:
    with pytest.raises(VqrCheckError, match="没有定义"):
        units.table(("甲 = 3 * 乙",))


def test_scanning_does_not_load_pint() -> None:
    code = (
        "import sys; from vqr_check import packs; from vqr_check.quantities import scan;"
        "scan('3亩，5公斤', packs.load()); sys.exit('pint' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
