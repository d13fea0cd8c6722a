"""A list of words as a pattern that looks at each character once, the longest word first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import regex

FEW = 4  # characters that are tried one by one; more are halved first
ENDS = ""  # the mark that a word may end here

Tree = Mapping[str, Any]  # character → the tree of what may follow


def pattern_of(words: Iterable[str]) -> str:
    """A pattern of these words: of several that fit, the longest is tried first, as by ``\\L<words>``."""
    tree: dict[str, Any] = {}
    for word in words:
        held = tree
        for char in word:
            held = held.setdefault(char, {})
        held[ENDS] = {}
    return _pattern(tree)


def _pattern(tree: Tree) -> str:
    branches = [f"{regex.escape(char)}{_pattern(tree[char])}" for char in sorted(tree) if char != ENDS]
    if not branches:
        return "" if ENDS in tree else "(?!)"
    return f"(?:{_halved(sorted(set(tree) - {ENDS}), branches)}){'?' if ENDS in tree else ''}"


def _halved(chars: Sequence[str], branches: Sequence[str]) -> str:
    """Branches in the order of their characters, each half behind a look whether the next character is among it."""
    if len(chars) <= FEW:
        return "|".join(branches)
    half = len(chars) // 2
    low, high = regex.escape(chars[0]), regex.escape(chars[half - 1])
    return f"(?=[{low}-{high}])(?:{_halved(chars[:half], branches[:half])})|{_halved(chars[half:], branches[half:])}"
