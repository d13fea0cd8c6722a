"""Plain data: dataclasses, decimals and tuples as what JSON knows."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import fields, is_dataclass
from decimal import Decimal
from typing import Any


def plain(value: Any, without: Collection[str] = ()) -> Any:
    """A value as dict, list, str, int, bool or None; a Decimal as its digits, without an exponent.

    ``without`` names fields of the value itself that are left out; a field marked as ``sparse`` is left out when empty.
    """
    if isinstance(value, Decimal):
        return f"{value:f}"
    if is_dataclass(value):
        held = ((f, getattr(value, f.name)) for f in fields(value) if f.name not in without)
        return {f.name: plain(item) for f, item in held if item or not f.metadata.get("sparse")}
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    return value
