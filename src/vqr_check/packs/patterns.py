"""Patterns by their text, each compiled once: for this run, and for later ones in a kept file.

All the patterns of the shipped packs together take as long to compile as a report of ten pages takes to check. Which
of them a report needs, its reader's rooms decide one by one, so the file grows: ``keep`` writes it at the end of a
check that has compiled new ones.
"""

from __future__ import annotations

from functools import cache

import regex

from vqr_check.packs.kept import keep_as, kept_as
from vqr_check.packs.loading import folder
from vqr_check.record import dataclass

FILE = "patterns"
MOST = 2000  # patterns kept: several times what is shipped; a user's vocabulary makes others of them


@dataclass(slots=True)
class _Book:
    """The patterns of this run by their text, and how many of them the file has."""

    patterns: dict[str, regex.Pattern[str]]
    kept: int


def ready(text: str) -> regex.Pattern[str]:
    """The compiled pattern of a text."""
    patterns = _book().patterns
    found = patterns.get(text)
    if found is None:
        found = patterns[text] = regex.compile(text)
    return found


def keep() -> None:
    """Keep what has been compiled since the file was read, for later runs."""
    book = _book()
    if book.kept < len(book.patterns) <= MOST:
        keep_as(FILE, _shipped(), book.patterns)
        book.kept = len(book.patterns)


@cache
def _book() -> _Book:
    found = kept_as(FILE, _shipped())
    patterns = found if isinstance(found, dict) else {}
    return _Book(patterns, len(patterns))


@cache
def _shipped() -> tuple[object, ...]:
    """What tells the shipped packs from those of another version: with others, a new file is begun."""
    stats = ((path.name, path.stat()) for path in sorted(folder().glob("*.toml")))
    return tuple((name, stat.st_mtime_ns, stat.st_size) for name, stat in stats)
