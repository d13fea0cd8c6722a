"""Characters that a pattern needs: a text without them is not searched, so no text that fits may lack them."""

from __future__ import annotations

import pytest
import regex

from vqr_check.document import read
from vqr_check.packs import load
from vqr_check.packs.needed import needed
from vqr_check.packs.patterns import ready
from vqr_check.packs.sought import Sought, sought

SAMPLE = "samples/quality-report.docx"


@pytest.mark.parametrize(
    ("pattern", "chars"),
    [
        ("占(?:到|了)?", "占"),
        ("(?:增|减)长?", "增减"),
        (r"[\p{Han}]+率", "率"),
        ("[一二三]是", "是"),
        ("(?=合)[^，]{1,3}", "合"),
        ("(?<!不)共{1,2}", "共"),
        ("a++b?", "a"),
    ],
)
def test_the_rarest_part_that_a_pattern_cannot_do_without_is_found(pattern: str, chars: str) -> None:
    assert needed(pattern) == frozenset(chars)


@pytest.mark.parametrize(
    "pattern",
    ["", "a|", "a?", r"\d+", "[^a]", "(?i)a", "(?i:a)", "(?:abc){e<=1}", r"\L<words>", "[[:alpha:]]", "(", r"\p{Lu}"],
)
def test_nothing_is_needed_where_that_cannot_be_told(pattern: str) -> None:
    assert needed(pattern) == frozenset()


def test_no_text_of_a_report_that_a_shipped_pattern_fits_lacks_what_it_needs() -> None:
    clauses = {part for block in read(SAMPLE).blocks for part in regex.split("[，。；]", block.text) if part}
    packs = load()
    tables = (packs.table("breakdowns"), packs.table("named_rows"), packs.table("restated"))
    texts = [text for table in tables for text in table.values() if isinstance(text, str)]
    patterns = [pattern for text in texts if not regex.search(r"\{[a-z]", text) for pattern in [ready(text)]]
    for pattern in patterns:
        needs = needed(pattern.pattern)
        assert all(not needs or needs & set(clause) for clause in clauses if pattern.search(clause))


def test_a_pattern_that_needs_few_characters_finds_what_it_would_find_without_looking_for_them() -> None:
    pattern = sought("其中(?P<what>.)")
    assert isinstance(pattern, Sought)
    assert pattern.search("全校") is None
    found = pattern.search("其中女生")
    assert found is not None
    assert found["what"] == "女"


def test_a_pattern_that_needs_no_certain_character_stays_as_it_is() -> None:
    assert sought(r"\d+人?") is ready(r"\d+人?")
