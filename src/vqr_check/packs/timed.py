"""Timed patterns: a user's regular expressions run under a time limit, the shipped ones as they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Protocol

import regex

from vqr_check.model import VqrCheckError
from vqr_check.packs.patterns import ready
from vqr_check.record import dataclass

LIMIT = 1  # seconds that one search of a user's pattern may take
WORD = regex.compile(r"\{([a-z_]+)\}")


class Pattern(Protocol):
    """What a compiled pattern can do."""

    def search(self, text: str) -> Any:
        """The first match anywhere."""

    def match(self, text: str) -> Any:
        """The match at the beginning."""

    def fullmatch(self, text: str) -> Any:
        """The match of the whole text."""

    def finditer(self, text: str) -> Iterator[Any]:
        """The matches in order."""


@dataclass(frozen=True, slots=True)
class Timed:
    """A pattern from a user's pack; one that takes too long ends the check with a line that names it."""

    pattern: Any
    origin: str

    def search(self, text: str) -> Any:
        """The first match anywhere."""
        return self._run(self.pattern.search, text)

    def match(self, text: str) -> Any:
        """The match at the beginning."""
        return self._run(self.pattern.match, text)

    def fullmatch(self, text: str) -> Any:
        """The match of the whole text."""
        return self._run(self.pattern.fullmatch, text)

    def finditer(self, text: str) -> Iterator[Any]:
        """The matches in order."""
        yield from self._run(lambda whole, timeout: list(self.pattern.finditer(whole, timeout=timeout)), text)

    def _run(self, function: Any, text: str) -> Any:
        try:
            return function(text, timeout=LIMIT)
        except TimeoutError:
            raise VqrCheckError(
                f"{self.origin}：这个句式匹配一段文字超过 {LIMIT} 秒，请写得更确定（少用嵌套的 * 和 +）。"
            ) from None


def compiled(pattern: str, entry: Mapping[str, Any], words: Mapping[str, str] | None = None) -> Pattern:
    """A pattern of a pack's entry, {name} replaced by the alternatives of that name; timed where a user wrote it."""
    if words:
        pattern = WORD.sub(lambda found: f"(?:{words[found[1]]})" if found[1] in words else found[0], pattern)
    if "origin" in entry:
        return Timed(regex.compile(pattern), entry["origin"])
    done: Pattern = ready(pattern)
    return done
