"""What holds for every figure: printed and read again it is the same, in full-width signs too."""

from __future__ import annotations

import itertools
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vqr_check import packs
from vqr_check.model import Quantity, Scan
from vqr_check.quantities import scan, units

PACKS = packs.load()
DIGITS, PLACES = "零一二三四五六七八九", ("", "十", "百", "千")
FULL_WIDTH = str.maketrans({chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)})

decimals = st.decimals(min_value=0, max_value=10**9, places=2, allow_nan=False, allow_infinity=False)
whole = st.integers(min_value=0, max_value=10**15)
counters = st.sampled_from(
    ["人", "个", "家", "所", "项", "门", "册", "台", "套", "件", "人次", "元", "亩", "公斤", "平方米", "%"]
)
figures = st.one_of(whole.map(str), whole.map("{:,}".format), decimals.map(str), decimals.map("{:,}".format))


def only(text: str) -> Quantity:
    (found,) = scan(text, PACKS).quantities
    return found


def in_chinese(number: int) -> str:
    """A whole number below 10¹² in Chinese numerals."""
    if number < 10**4:
        out, gap = "", False
        for power in range(3, -1, -1):
            digit = number // 10**power % 10
            if digit:
                out += (DIGITS[0] if gap and out else "") + DIGITS[digit] + PLACES[power]
            gap = not digit
        return out or DIGITS[0]
    large, name = (10**8, "亿") if number >= 10**8 else (10**4, "万")
    high, low = divmod(number, large)
    gap = DIGITS[0] if low and low < large // 10 else ""
    return in_chinese(high) + name + (gap + in_chinese(low) if low else "")


@given(figures, counters)
def test_a_printed_figure_is_read_with_its_value_step_and_unit(figure: str, counter: str) -> None:
    found = only(f"共有{figure}{counter}。")
    unit = units.lookup(counter)
    assert unit is not None
    plain = figure.replace(",", "")
    assert found.value == Decimal(plain)
    assert found.step == Decimal(1).scaleb(-len(plain.partition(".")[2]))
    assert found.unit == unit.name
    assert found.literal == figure + counter


@given(st.integers(0, 9999), st.integers(0, 2), st.sampled_from([("万", 10**4), ("亿", 10**8)]))
def test_a_scaled_figure_has_the_step_of_its_last_digit(number: int, places: int, scale: tuple[str, int]) -> None:
    printed = Decimal(number).scaleb(-places)
    found = only(f"投入{printed}{scale[0]}元。")
    assert (found.value, found.step) == (printed * scale[1], Decimal(scale[1]).scaleb(-places))
    assert found.scaled


@given(st.integers(2, 10**12 - 1))
def test_a_chinese_numeral_is_read_as_the_number_that_it_spells(number: int) -> None:
    spelt = in_chinese(number)
    found = only(f"共有{spelt}人。")
    assert (found.value, found.literal) == (number, spelt + "人")


@given(st.integers(1, 10**6), st.integers(1, 10**6), counters)
def test_a_range_has_both_ends(low: int, more: int, counter: str) -> None:
    found = only(f"每次{low}—{low + more}{counter}。")
    assert (found.value, found.upper) == (low, low + more)


terms_of_ratios = decimals.filter(lambda term: 0 < term < 10**6 and not 1900 <= term < 2100)  # 1935.01 is a month


@given(st.lists(terms_of_ratios, min_size=2, max_size=4))
def test_a_ratio_keeps_every_term(terms: list[Decimal]) -> None:
    assert only("比例为" + ":".join(map(str, terms)) + "。").terms == tuple(terms)


def same_but_for_width(first: Scan, second: Scan) -> bool:
    def facts(found: Scan) -> list[object]:
        read = [
            (q.start, q.end, q.number, q.value, q.step, q.unit, q.hedge, q.upper, q.terms) for q in found.quantities
        ]
        return [*read, *((o.start, o.end, o.kind) for o in (*found.others, *found.malformed))]

    return facts(first) == facts(second)


SENTENCES = (
    "现有教师{0}人,占{1}%,生师比{0}:1",
    "支出{1}万元(上年{0}元),增长{1}%",
    "约{0}~{0}9人,其中1/3为女生",
    "第{0}期,{0}-{0}0人,共1,16,2人",
)


@pytest.mark.parametrize("sentence", SENTENCES)
@given(st.integers(1, 99999), decimals)
def test_a_reading_survives_full_width_signs(sentence: str, number: int, share: Decimal) -> None:
    text = sentence.format(number, share)
    assert same_but_for_width(scan(text, PACKS), scan(text.translate(FULL_WIDTH), PACKS))


@given(
    st.text(
        alphabet="0123456789,.%:/()-+~，。：（）％一二三十百千万亿点分之第年月日个人和至约余多成倍半 \n[]《》“”Aa",
        max_size=60,
    )
)
def test_every_numeral_is_in_one_bin_only(text: str) -> None:
    found = scan(text, PACKS)
    spans = sorted((i.start, i.end) for i in (*found.quantities, *found.others, *found.malformed))
    assert all(end <= start for (_, end), (start, _) in itertools.pairwise(spans))
    covered = {at for start, end in spans for at in range(start, end)}
    assert all(at in covered for at, char in enumerate(text) if char.isdigit() and char.isascii())
