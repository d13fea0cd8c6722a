"""Rule packs: the words, units, patterns and rules of ``rules/*.toml``, merged into one mapping."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

BUILT_IN = ("core", "document", "numbers", "nouns", "sentences", "tables", "vocational")


@dataclass(frozen=True, slots=True, eq=False)  # compared and hashed by identity: a key for caches
class Packs:
    """Packs merged in order: tables key by key, arrays one behind the other."""

    names: tuple[str, ...]
    data: Mapping[str, Any]

    def table(self, key: str) -> Mapping[str, Any]:
        """The table of this name; empty where no pack has one."""
        found = self.data.get(key, {})
        assert isinstance(found, Mapping)
        return found

    def entries(self, key: str) -> Sequence[Mapping[str, Any]]:
        """The array of tables of this name; empty where no pack has one."""
        found = self.data.get(key, ())
        assert isinstance(found, Sequence)
        return found


def folder() -> Path:
    """Where the built-in packs are: beside the modules in a wheel, at the top of a checkout."""
    here = Path(__file__).resolve().parent.parent
    inside = here / "rules"
    return inside if inside.is_dir() else here.parent.parent / "rules"


@cache
def load(names: tuple[str, ...] = BUILT_IN) -> Packs:
    """Read the packs and merge them; numbers come out as int or Decimal, never float."""
    data: dict[str, Any] = {}
    found = []
    for name in names:
        path = folder() / f"{name}.toml"
        if path.is_file():
            found.append(name)
            data = _merged(data, tomllib.loads(path.read_text("utf-8"), parse_float=Decimal))
    return Packs(tuple(found), data)


def _merged(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
    out = dict(old)
    for key, value in new.items():
        before = out.get(key)
        if isinstance(before, dict) and isinstance(value, dict):
            out[key] = _merged(before, value)
        elif isinstance(before, list) and isinstance(value, list):
            out[key] = before + value
        else:
            out[key] = value
    return out
