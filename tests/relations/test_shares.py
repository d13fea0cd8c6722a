"""Shares against their parts and wholes: which whole the words name, and where there is silence."""

from __future__ import annotations

import pytest

from vqr_check.claims import statements
from vqr_check.document.sketch import sketch
from vqr_check.packs import load
from vqr_check.relations import relations
from vqr_check.relations.readings import verdict


def shares(text: str) -> list[tuple[str, ...]]:
    """The verdict, part and whole of every share of a text."""
    packs = load()
    found = [r for r in relations(statements(sketch(text), packs), packs) if r.family == "share"]
    return [(verdict(r), *(claim.location.text for role, claim in r.members if role != "share")) for r in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("体能测试应测2315人，达标2168人，达标率93.65%。", ("agreed", "2168", "2315")),
        ("2025届毕业生2416人中，升入高一级学校1503人，直接就业812人，升学率62.21%。", ("agreed", "1503", "2416")),
        ("毕业生1320人。\n2025届毕业生中取得证书的有1188人，比上年多25人，获证率90.00%。", ("agreed", "1188", "1320")),
    ],
)
def test_a_rate_is_of_what_its_words_name(text: str, expected: tuple[str, ...]) -> None:
    assert shares(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("体能测试应测2315人，达标2168人，达标率95.36%。", ("contradicted", "2168", "2315")),
        ("录取新生412人，其中报到893人，报到率95.63%。", ("contradicted", "893", "412")),
        ("2025届毕业生2416人中，升入高一级学校1503人，直接就业812人，升学率59.30%。", ("contradicted", "1503", "2416")),
    ],
)
def test_a_rate_that_its_words_contradict_is_an_error(text: str, expected: tuple[str, ...]) -> None:
    assert shares(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "毕业生2416人，升学1503人，对口升学率38.50%。",  # who went on in their own field is not printed
        "在校生2380人。\n升学率较高的专业为会计（升学2人，升学率25.00%）、物流（升学2人，升学率20.00%）。",
        "招生1200人，就业900人，就业率95.30%。",  # the graduates are not printed
    ],
)
def test_a_rate_of_a_whole_that_is_not_printed_is_left_alone(text: str) -> None:
    assert [share for share in shares(text) if share[0] == "contradicted"] == []
