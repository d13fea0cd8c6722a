"""Patterns that are searched for only in texts with a character that they need."""

from __future__ import annotations

from typing import Any

import regex

from vqr_check.packs.patterns import needs_of, ready
from vqr_check.record import dataclass

FEW = 8  # characters of which a text is asked one by one
NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Sought:
    """A pattern that only texts with one of a few characters are searched for."""

    pattern: regex.Pattern[str]
    needs: frozenset[str]

    def search(self, text: str) -> regex.Match[str] | None:
        """The first match anywhere."""
        for char in self.needs:
            if char in text:
                return self.pattern.search(text)
        return None


def sought(pattern: str) -> Sought | regex.Pattern[str]:
    """The pattern of a text, to be searched for: at once where it needs none of a few characters."""
    needs = needs_of(pattern)
    return Sought(ready(pattern), needs) if 0 < len(needs) <= FEW else ready(pattern)


def needed_by(pattern: Any) -> frozenset[str]:
    """As ``needs_of``, for a pattern of the packs or none; a user's may be written in ways that are not known here."""
    return needs_of(pattern.pattern) if isinstance(pattern, regex.Pattern) else NOTHING
