"""Characters that a text must have for a pattern to fit, so that most texts need not be searched at all."""

from __future__ import annotations

import re
from collections.abc import Iterable
from re import IGNORECASE
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import regex

MOST = 40  # more characters than that are found in every text
HAN = regex.compile(r"\\p\{Han\}")  # what the standard library does not know, to be read as a class that it does
# what the standard library would read otherwise: fuzzy parts, classes by name, flags
UNLIKE = regex.compile(r"\{[eids]\b|\[\[:|\(\?-?[a-z]*[ir]")
ANY: frozenset[str] = frozenset()


def needed(pattern: str) -> frozenset[str]:
    """Characters of which every text that the pattern fits has at least one; none where that cannot be told."""
    if UNLIKE.search(pattern):
        return ANY
    try:
        parsed = parser.parse(HAN.sub(r"\\w", pattern))
    except (re.error, OverflowError):  # what the standard library cannot read is searched for as it is
        return ANY
    return ANY if parsed.state.flags & IGNORECASE else _of_all(parsed)


def _of_all(parts: Iterable[tuple[Any, Any]]) -> frozenset[str]:
    """Of parts that stand behind each other, the one that fewest characters can satisfy."""
    return min(filter(None, (_of_one(str(kind), held) for kind, held in parts)), key=len, default=ANY)


def _of_one(kind: str, held: Any) -> frozenset[str]:
    match kind:
        case "LITERAL":
            return frozenset(chr(held))
        case "IN":
            return _of_class(held)
        case "BRANCH":
            every = [_of_all(branch) for branch in held[1]]
            chars = ANY.union(*every)
            return chars if all(every) and len(chars) <= MOST else ANY
        case "SUBPATTERN":
            return ANY if held[1] or held[2] else _of_all(held[3])
        case "ATOMIC_GROUP":
            return _of_all(held)
        case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
            return _of_all(held[2]) if held[0] else ANY
        case "ASSERT":
            return _of_all(held[1])
    return ANY


def _of_class(held: Iterable[tuple[Any, Any]]) -> frozenset[str]:
    chars: set[str] = set()
    for kind, what in held:
        if str(kind) == "LITERAL":
            chars.add(chr(what))
        elif str(kind) == "RANGE" and what[1] - what[0] < MOST:
            chars.update(map(chr, range(what[0], what[1] + 1)))
        else:
            return ANY
    return frozenset(chars) if len(chars) <= MOST else ANY
