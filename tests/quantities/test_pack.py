"""What the numbers pack says of itself: every pattern's examples, and time that grows with length alone."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vqr_check import packs
from vqr_check.quantities import scan, scanner, units

PACKS = packs.load()
NUMBERS = PACKS.table("numbers")


def examples(sort: str) -> list[tuple[dict[str, Any], str]]:
    return [(entry, example) for entry in NUMBERS[sort] for example in entry.get("examples", ())]


@pytest.mark.parametrize(("entry", "example"), examples("shape"))
def test_the_example_of_a_shape_is_one_quantity(entry: dict[str, Any], example: str) -> None:
    assert len(scan(example, PACKS).quantities) == 1


@pytest.mark.parametrize(("entry", "example"), examples("other"))
def test_the_example_of_a_refusal_is_no_quantity(entry: dict[str, Any], example: str) -> None:
    found = scan(example, PACKS)
    assert [(other.literal, other.kind) for other in found.others] == [(example, entry["kind"])]
    assert not found.quantities


@pytest.mark.parametrize(("entry", "example"), examples("malformed"))
def test_the_example_of_a_misspelling_is_found(entry: dict[str, Any], example: str) -> None:
    assert [bad.kind for bad in scan(example, PACKS).malformed] == [entry["kind"]]


@pytest.mark.parametrize("list_name", ["not_after_han", "after_more", "after_one", "per_units"])
def test_every_unit_of_a_word_list_is_in_the_unit_file(list_name: str) -> None:
    assert [name for name in NUMBERS["words"][list_name] if units.lookup(name) is None] == []


HOSTILE = [
    "一",
    "9",
    "万",
    "（",
    "9万",
    "一万",
    "9,",
    "9.",
    "1:",
    "1/",
    "1-",
    "一、",
    "（一",
    "百分之",
    "1和",
    "《",
    "“一",
    "A1",
    "约",
]


def seconds(text: str) -> float:
    """Processor time of the best of three scans: other work on the machine does not count."""
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        scan(text, PACKS)
        best = min(best, time.process_time() - start)
    return best


@pytest.mark.parametrize("unit", HOSTILE)
def test_four_times_the_length_does_not_take_sixteen_times_as_long(unit: str) -> None:
    short, long = unit * (2000 // len(unit)), unit * (8000 // len(unit))
    assert seconds(long) < 9 * max(seconds(short), 0.005)


SIGNS = (
    "0123456789一二三十百千万亿半多个人名元年月日级届期第约近％%‰成"
    "角分之比点:：/~—-.,+()（）w@码编号Q时季五师中Oo·春秋路热真"
)


@given(
    st.lists(
        st.sampled_from([*SIGNS, *(example for _, example in (*examples("shape"), *examples("other")))]), max_size=12
    )
)
def test_a_text_without_what_an_alternative_needs_has_none_of_it(pieces: list[str]) -> None:
    text, pruned = "".join(pieces), scanner.compiled(PACKS)
    every = [[replace(one, needs=frozenset()) for one in row] for row in pruned.beginnings]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scanner, "compiled", lambda _: replace(pruned, beginnings=every))
        whole = scan(text, PACKS)
    assert scan(text, PACKS) == whole
