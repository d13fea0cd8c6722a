"""Excerpts and lines never cut a number."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from vqr_check.reporters.excerpts import Piece, excerpt, wrap

WORDS = st.text("学校毕业生占总数的，。；（）", max_size=30)
NUMBERS = st.from_regex(r"[1-9][0-9]{0,2}(,[0-9]{3}){0,2}(\.[0-9]{1,2})?%?", fullmatch=True)


def joined(pieces: tuple[Piece, ...]) -> str:
    return "".join(piece.text for piece in pieces)


def test_an_excerpt_marks_each_span() -> None:
    pieces = excerpt("毕业76人，占42.46%。", [(2, 4), (7, 13)], 40)
    assert [(p.text, p.mark) for p in pieces if p.mark >= 0] == [("76", 0), ("42.46%", 1)]


def test_an_excerpt_shows_that_text_is_left_out() -> None:
    text = "甲" * 50 + "76" + "乙" * 50
    assert joined(excerpt(text, [(50, 52)], 10)) == "…甲甲甲甲甲76乙乙乙乙乙…"


def test_an_excerpt_ends_with_its_sentence() -> None:
    assert joined(excerpt("前一句。毕业76人。后一句。", [(6, 8)], 40)) == "…毕业76人。…"


def test_an_excerpt_reaches_out_to_the_end_of_a_neighbouring_number() -> None:
    assert joined(excerpt("投入1234567.89万元，毕业76人", [(16, 18)], 12)).startswith("…1234567.89万元")


def test_overlapping_spans_are_shown_once() -> None:
    assert joined(excerpt("毕业76人", [(2, 4), (2, 5)], 40)) == "毕业76人"


@given(st.lists(st.tuples(WORDS, NUMBERS), min_size=1, max_size=6), st.integers(4, 60))
def test_an_excerpt_holds_every_number_whole_or_not_at_all(parts: list[tuple[str, str]], around: int) -> None:
    text, spans = "", []
    for words, literal in parts:
        spans.append((len(text) + len(words) + 1, len(text) + len(words) + 1 + len(literal)))
        text += f"{words}为{literal}人"
    shown = joined(excerpt(text, spans[:1], around))
    for piece in shown.split("…"):
        start = text.find(piece)
        assert start >= 0
        for begin, end in spans:
            assert end <= start or begin >= start + len(piece) or (begin >= start and end <= start + len(piece))


@given(st.lists(st.tuples(WORDS, NUMBERS), min_size=1, max_size=8), st.integers(30, 100))
def test_lines_lose_nothing_and_stay_narrow(parts: list[tuple[str, str]], width: int) -> None:
    text = "".join(f"{words}为{literal}人" for words, literal in parts)
    lines = ["".join(piece.text for piece in line) for line in wrap([Piece(text)], width)]
    assert "".join(lines) == text
    for line in lines:
        assert cell_len(line.rstrip("，。；、）%…")) <= width
    for _, literal in parts:
        assert any(literal in line for line in lines)
