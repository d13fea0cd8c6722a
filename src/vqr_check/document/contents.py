"""Tells the entries of a typed table of contents from text: by leaders and page numbers, or as headings told before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

import regex

from vqr_check import packs
from vqr_check.document.headings import Line

ENTRY_ENDS = frozenset("0123456789 )）录錄次")
LONGEST = 120  # characters of an entry


@cache
def _patterns() -> tuple[regex.Pattern[str], regex.Pattern[str], regex.Pattern[str], regex.Pattern[str]]:
    words = packs.load(("document",)).table("contents")
    return tuple(packs.ready(words[name]) for name in ("title", "entry", "opening", "page"))


def is_entry(text: str) -> bool:
    """Whether a line is the title of a table of contents or an entry with leaders and page number at its end."""
    if not text or text[-1] not in ENTRY_ENDS or len(text) > LONGEST:
        return False
    title, entry, _, _ = _patterns()
    return bool(entry.search(text) or title.match(text.strip()))


def listed(lines: Sequence[Line]) -> Iterator[int]:
    """The lines beneath a 目录 that say again what stands further down, with a page number after a tab or without."""
    _, _, opening, page = _patterns()
    filled = [at for at, line in enumerate(lines) if line.paragraph is None or line.paragraph.text.strip()]
    begins = [place for place, at in enumerate(filled) if _matches(opening, lines[at])]
    cores = {at: _core(line, page) for at in filled if begins and _is_short(line := lines[at])}
    last = {core: at for at, core in cores.items()}
    done = 0
    for begin in begins:
        if begin < done:
            continue
        run: list[int] = []
        for at in filled[begin + 1 :]:
            again = at in cores and (last[cores[at]] > at or page.search(_text(lines[at])) is not None)
            if not again or (run and cores[at] == cores[run[0]]):
                break
            run.append(at)
        done = begin + 1 + len(run)
        if len(run) > 1:
            yield from run


def _is_short(line: Line) -> bool:
    return line.paragraph is not None and len(line.paragraph.text) <= LONGEST


def _matches(pattern: regex.Pattern[str], line: Line) -> bool:
    text = _text(line).strip()
    return len(text) <= 20 and pattern.match(text) is not None


def _core(line: Line, page: regex.Pattern[str]) -> str:
    """What an entry and the heading that it stands for have in common."""
    return "".join((line.label + page.sub("", _text(line))).split())


def _text(line: Line) -> str:
    return line.paragraph.text if line.paragraph is not None else ""
