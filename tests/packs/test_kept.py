"""What is kept between runs is only a copy: the same from an equal source, made anew from another."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from vqr_check.packs.kept import kept

ROOM = sys.modules[kept.__module__]


@dataclass(frozen=True, slots=True)
class Made:
    """Something that takes long to make."""

    text: str


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where it is kept."""
    monkeypatch.setattr(ROOM, "_place", lambda name: tmp_path / f"kept.{name}")
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return tmp_path / "kept.one"


def twice(first: object, second: object) -> str:
    """What comes of a second source after a first."""
    kept("one", first, Made, lambda: Made("first"))
    return kept("one", second, Made, lambda: Made("second")).text


@pytest.mark.usefixtures("place")
def test_an_equal_source_gives_what_was_kept() -> None:
    assert twice(["a"], ["a"]) == "first"


@pytest.mark.usefixtures("place")
def test_another_source_is_made_anew() -> None:
    assert twice(["a"], ["b"]) == "second"


def test_damaged_content_is_made_anew(place: Path) -> None:
    kept("one", "a", Made, lambda: Made("first"))
    place.write_bytes(place.read_bytes()[:-3])
    assert kept("one", "a", Made, lambda: Made("second")).text == "second"


def test_nothing_is_written_where_bytecode_is_not(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    kept("one", "a", Made, lambda: Made("first"))
    assert not place.exists()


def test_a_folder_that_cannot_be_written_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ROOM, "_place", lambda name: tmp_path / "missing" / name)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    assert kept("one", "a", Made, lambda: Made("first")).text == "first"
