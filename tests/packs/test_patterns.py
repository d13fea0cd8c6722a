"""A pattern is compiled once and read from the kept file afterwards."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import regex

from vqr_check.packs import keep, ready
from vqr_check.packs.kept import kept
from vqr_check.packs.patterns import needs_of

KEPT, PATTERNS = sys.modules[kept.__module__], sys.modules[ready.__module__]


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where the file is, for a run that has read none yet."""
    monkeypatch.setattr(KEPT, "_place", lambda name: tmp_path / name)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    PATTERNS._book.cache_clear()
    yield tmp_path / "patterns"
    PATTERNS._book.cache_clear()


def next_run(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Begin another run; the list fills with what it compiles."""
    PATTERNS._book.cache_clear()
    compiled: list[str] = []
    real = regex.compile

    def noted(text: str) -> object:
        compiled.append(text)
        return real(text)

    monkeypatch.setattr(PATTERNS.regex, "compile", noted)
    return compiled


def test_a_pattern_matches_what_its_text_says() -> None:
    assert ready("a+").fullmatch("aaa")


def test_a_kept_pattern_is_not_compiled_again(monkeypatch: pytest.MonkeyPatch) -> None:
    ready("(?P<name>a+)b")
    keep()
    compiled = next_run(monkeypatch)
    found = ready("(?P<name>a+)b").search("xaab")
    assert (compiled, found and found["name"]) == ([], "aa")


def test_what_a_pattern_needs_is_kept_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    needs_of("占(?:到)?")
    keep()
    next_run(monkeypatch)
    monkeypatch.setattr(PATTERNS, "needed", lambda text: pytest.fail("found anew"))
    assert needs_of("占(?:到)?") == frozenset("占")


def test_a_new_pattern_joins_those_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    ready("a")
    keep()
    next_run(monkeypatch)
    ready("b")
    keep()
    compiled = next_run(monkeypatch)
    ready("a"), ready("b"), ready("c")
    assert compiled == ["c"]


def test_nothing_is_written_when_nothing_is_new(place: Path) -> None:
    ready("a")
    keep()
    place.unlink()
    keep()
    assert not place.exists()


def test_other_shipped_packs_begin_another_file(monkeypatch: pytest.MonkeyPatch) -> None:
    ready("a")
    keep()
    monkeypatch.setattr(PATTERNS, "_shipped", lambda: ("others",))
    compiled = next_run(monkeypatch)
    ready("a")
    assert compiled == ["a"]


def test_a_book_that_grows_beyond_measure_is_not_written(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PATTERNS, "MOST", 1)
    ready("a"), ready("b")
    keep()
    assert not place.exists()
