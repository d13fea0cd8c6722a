"""Merging: packs one behind the other; what a user's pack says of sentences is tried before what is shipped."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import regex

from vqr_check.packs.lines import line_index, line_of
from vqr_check.packs.loading import Source

FIRST = ("role", "order", "pattern")  # tried in order, so a user's own come first


def merged(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
    """Tables key by key, arrays one behind the other, anything else replaced."""
    out = dict(old)
    for key, value in new.items():
        before = out.get(key)
        if isinstance(before, dict) and isinstance(value, dict):
            out[key] = merged(before, value)
        elif isinstance(before, list) and isinstance(value, list):
            out[key] = before + value
        else:
            out[key] = value
    return out


def added(old: Mapping[str, Any], own: Mapping[str, Any], source: Source) -> dict[str, Any]:
    """A user's pack merged behind the others: its entries say where they come from, its words are no patterns."""
    index = line_index(source.text)
    marked: dict[str, Any] = {
        key: [{**item, "origin": f"{source.shown}，第 {line_of(index, (key, n))} 行"} for n, item in enumerate(value)]
        if isinstance(value, list) and key != "off"
        else value
        for key, value in own.items()
    }
    if "vocabulary" in marked:  # these go into shipped patterns, which run without a limit
        marked["vocabulary"] = {k: [regex.escape(w) for w in words] for k, words in marked["vocabulary"].items()}
    first = {key: value + old.get(key, []) for key, value in marked.items() if key in FIRST}
    return merged(old, {key: value for key, value in marked.items() if key not in FIRST}) | first
