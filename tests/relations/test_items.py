"""What stands in brackets or quotation marks is hidden, character for character."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vqr_check.relations.items import HIDDEN, hidden


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("甲、乙和丙", "甲、乙和丙"),
        ("甲（3人）、乙", "甲□□□□、乙"),
        ("“甲、乙”和（丙（丁））戊", "□□□□□和□□□□□□戊"),
        ("甲（乙。丙）丁", "甲（乙。丙）丁"),
        ("甲（乙\n丙", "甲（乙\n丙"),
        ("甲）乙（丙）", "甲）乙□□□"),
        ("", ""),
    ],
)
def test_closed_brackets_hide_what_stands_in_them(text: str, seen: str) -> None:
    assert hidden(text) == seen


@given(st.text("甲、（）“”。\n"))
def test_every_character_is_itself_or_hidden(text: str) -> None:
    seen = hidden(text)
    assert len(seen) == len(text)
    assert all(mask in (char, HIDDEN) for char, mask in zip(text, seen, strict=True))
