"""The packs: found, merged in order, and exact."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from vqr_check.packs import BUILT_IN, folder, load, loading


def leaves(node: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every value of a pack with its path."""
    if isinstance(node, Mapping):
        for key, value in node.items():
            yield from leaves(value, f"{path}.{key}" if path else str(key))
    elif isinstance(node, list):
        for value in node:
            yield from leaves(value, path)
    else:
        yield path, node


@pytest.fixture
def two_packs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A folder with the packs one and two."""
    (tmp_path / "one.toml").write_text('[words]\nup = ["增加"]\nkeep = "a"\n[[rule]]\ncode = "X001"\nstep = 0.10\n')
    (tmp_path / "two.toml").write_text('[words]\nup = ["上升"]\nkeep = "b"\n[[rule]]\ncode = "X002"\n')
    monkeypatch.setattr(loading, "folder", lambda: tmp_path)
    load.cache_clear()
    yield
    load.cache_clear()


@pytest.mark.usefixtures("two_packs")
def test_lists_of_packs_stand_one_behind_the_other() -> None:
    assert load(("one", "two")).table("words")["up"] == ["增加", "上升"]


@pytest.mark.usefixtures("two_packs")
def test_a_later_pack_replaces_a_single_value() -> None:
    assert load(("one", "two")).table("words")["keep"] == "b"


@pytest.mark.usefixtures("two_packs")
def test_entries_of_packs_keep_their_order() -> None:
    assert [rule["code"] for rule in load(("two", "one")).entries("rule")] == ["X002", "X001"]


@pytest.mark.usefixtures("two_packs")
def test_a_decimal_in_a_pack_keeps_its_digits() -> None:
    assert str(load(("one",)).entries("rule")[0]["step"]) == "0.10"


@pytest.mark.usefixtures("two_packs")
def test_what_no_pack_has_is_empty() -> None:
    assert load(("one",)).table("none") == {}
    assert load(("one",)).entries("none") == ()


def test_every_built_in_pack_is_there() -> None:
    assert load().names == BUILT_IN


def test_every_pack_in_the_folder_is_built_in() -> None:
    assert {path.stem for path in folder().glob("*.toml")} == set(BUILT_IN)


def test_packs_hold_no_float() -> None:
    assert [path for path, value in leaves(load().data) if isinstance(value, float)] == []
    assert any(isinstance(value, int | Decimal) for _, value in leaves(load().data))
