"""Patterns by their text, each compiled once: for this run, and for later ones in a kept file.

All the patterns of the shipped packs together take as long to compile as a report of ten pages takes to check. Which
of them a report needs, its reader's rooms decide one by one, so the file grows: ``keep`` writes it at the end of a
check that has compiled new ones, or found what they need.
"""

from __future__ import annotations

from functools import cache

import regex

from vqr_check.packs.kept import keep_as, kept_as, written
from vqr_check.packs.loading import folder
from vqr_check.packs.needed import needed
from vqr_check.record import dataclass

FILE = "patterns"
MOST = 2000  # patterns kept: several times what is shipped; a user's vocabulary makes others of them


@dataclass(slots=True)
class _Book:
    """The patterns of this run by their text, what they need, and how much of both the file has."""

    patterns: dict[str, regex.Pattern[str]]
    needs: dict[str, frozenset[str]]  # by the text of a pattern
    kept: int


def ready(text: str) -> regex.Pattern[str]:
    """The compiled pattern of a text."""
    patterns = _book().patterns
    found = patterns.get(text)
    if found is None:
        found = patterns[text] = regex.compile(text)
    return found


def needs_of(text: str) -> frozenset[str]:
    """Characters of which every text that this pattern fits has at least one; none where that cannot be told."""
    known = _book().needs
    found = known.get(text)
    if found is None:
        found = known[text] = needed(text)
    return found


def keep() -> None:
    """Keep what has been compiled since the file was read, for later runs."""
    book = _book()
    held = len(book.patterns) + len(book.needs)
    if book.kept < held <= MOST:
        keep_as(FILE, _shipped(), (book.patterns, book.needs))
        book.kept = held


@cache
def _book() -> _Book:
    found = kept_as(FILE, _shipped())
    patterns, needs = found if isinstance(found, tuple) else ({}, {})
    return _Book(patterns, needs, len(patterns) + len(needs))


@cache
def _shipped() -> tuple[object, ...]:
    """What tells the shipped packs from those of another version: with others, a new file is begun."""
    stats = ((path.name, path.stat()) for path in sorted(folder().glob("*.toml")))
    return (written(needed), *((name, stat.st_mtime_ns, stat.st_size) for name, stat in stats))
