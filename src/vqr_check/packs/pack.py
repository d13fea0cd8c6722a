"""Packs: what merged packs are to the rooms that read them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from vqr_check.model import PRINTED, Precision
from vqr_check.record import dataclass


@dataclass(frozen=True, slots=True, eq=False)  # compared and hashed by identity: a key for caches
class Packs:
    """Packs merged in order: tables key by key, arrays one behind the other."""

    names: tuple[str, ...]
    data: Mapping[str, Any]
    precision: Precision = PRINTED  # how the reader wants figures to be taken

    def table(self, key: str) -> Mapping[str, Any]:
        """The table of this name; empty where no pack has one."""
        found = self.data.get(key, {})
        assert type(found) is dict or isinstance(found, Mapping)
        return found

    def entries(self, key: str) -> Sequence[Mapping[str, Any]]:
        """The array of tables of this name; empty where no pack has one."""
        found = self.data.get(key, ())
        assert type(found) is list or isinstance(found, Sequence)
        return found

    @property
    def units(self) -> tuple[str, ...]:
        """The units that packs add, as lines of the unit file."""
        return tuple(f"{name} = {definition}" for name, definition in self.table("units").items())

    @property
    def off(self) -> tuple[str, ...]:
        """The codes of the rules that packs switch off."""
        return tuple(self.data.get("off", ()))

    @property
    def rules(self) -> Mapping[str, Mapping[str, Any]]:
        """The rules by code, in the order of their codes."""
        return dict(sorted((rule["code"], rule) for rule in self.entries("rule")))

    def rule_of(self, relation: str, code: str = "") -> Mapping[str, Any]:
        """The rule of this code, or else the one that is shipped for this kind of relation."""
        if code:
            return self.rules[code]
        return next(rule for rule in self.entries("rule") if rule.get("relation") == relation)
