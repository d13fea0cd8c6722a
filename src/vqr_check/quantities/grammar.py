"""Compiles what the packs say of numbers: what each character may begin, and the words around a figure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

import regex

from vqr_check.packs import Packs
from vqr_check.packs.kept import kept
from vqr_check.packs.wordlists import pattern_of
from vqr_check.quantities import units
from vqr_check.quantities.numerals import Script
from vqr_check.record import dataclass

PART = regex.compile(r"\{([a-z_]+)\}")
LISTED = regex.compile(r"\\L<([a-z_]+)>")
FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
REACH = 8  # how many characters before and behind a figure are read for its hedge


@dataclass(frozen=True, slots=True)
class Alternative:
    """One of the things that characters may be: a quantity of some shape, something else, or malformed.

    Each has a pattern of its own: in one alternation of all, every trial pays for the groups of the others.
    """

    sort: str  # shape, other, malformed
    name: str  # of the shape; of the others their kind
    pattern: regex.Pattern[str]
    needs: frozenset[str]  # characters of which a text must have one; empty where that cannot be told


@dataclass(frozen=True, slots=True)
class Grammar:
    """The numbers' part of the packs, compiled."""

    script: Script
    marks: Mapping[str, str]  # the signs for minus, more, half, ratio, and
    dimensions: Mapping[str, str]  # kind of quantity that a dimension has; "measure" where none is given
    fold: Mapping[int, int | str]  # one character for one
    starting: Mapping[str, int]  # character → which of the ``beginnings`` it is
    beginnings: Sequence[Sequence[Alternative]]  # what a character may begin, in the order of trial
    unit: regex.Pattern[str]  # a unit and nothing else
    figure: regex.Pattern[str]  # a figure in digits and nothing else
    scale: regex.Pattern[str]  # 万, 亿… at the beginning
    before: regex.Pattern[str]  # hedge words that end where the figure begins; a group a hedge
    after: regex.Pattern[str]
    frame: regex.Pattern[str]  # what stands before a figure without unit that is a quantity
    behind: regex.Pattern[str]  # … and before and behind a long one
    pause: regex.Pattern[str]
    aside: regex.Pattern[str]  # what may stand between the figures of one row
    to: regex.Pattern[str]
    also: regex.Pattern[str]
    between: regex.Pattern[str]
    within: regex.Pattern[str]
    hundred: regex.Pattern[str]  # rates that cannot be over 100 %
    prefixes: Mapping[str, str]  # words before a figure that name its unit
    ones: frozenset[str]
    after_one: frozenset[str]  # units that make a count of 一
    added: tuple[str, ...] = ()  # units that packs define

    def folded(self, text: str) -> str:
        """The text with full-width and look-alike signs made plain; every character keeps its position."""
        return text.translate(self.fold)


@cache
def compiled(packs: Packs) -> Grammar:
    """The grammar of these packs, compiled once."""
    data, names = packs.table("numbers"), units.aliases(packs.units)
    return kept("numbers", (data, sorted(names)), Grammar, lambda: _compiled(packs, data, names))


def _compiled(packs: Packs, data: Mapping[str, Any], names: frozenset[str]) -> Grammar:
    parts: Mapping[str, str] = data["parts"]
    words: Mapping[str, Sequence[str]] = data["words"]
    after_han = names - set(words["not_after_han"])
    lists = {
        "units": names,
        "prefixes": set(data["prefixes"]),
        "han_units": after_han | (set(words["after_more"]) & names),
        **{key: set(value) for key, value in words.items()},
    }

    def compile_(pattern: str) -> regex.Pattern[str]:
        return regex.compile(LISTED.sub(lambda match: pattern_of(lists[match[1]]), pattern), regex.MULTILINE)

    alternatives: list[Alternative] = []
    firsts: list[str] = []
    for sort in ("malformed", "other", "shape"):
        for entry in data.get(sort, ()):
            if "list" in entry:
                pattern, first = rf"\L<{entry['list']}>", _class(word[0] for word in words[entry["list"]])
            else:
                pattern, first = expand(entry["pattern"], parts), expand(entry["first"], parts)
            name = entry["name" if sort == "shape" else "kind"]
            needs = frozenset(regex.findall(f"[{entry['needs']}]", _basic()) if "needs" in entry else ())
            alternatives.append(Alternative(sort, name, compile_(pattern), needs))
            firsts.append(first)
    starting = _starting(firsts)
    beginnings = list(dict.fromkeys(starting.values()))
    join, hedges = data["join"], data["hedges"]
    return Grammar(
        script=Script.of(data),
        marks=data["marks"],
        dimensions=data["kinds"],
        fold={**FULL_WIDTH, **{ord(char): plain for char, plain in data["fold"].items()}},
        starting={char: beginnings.index(numbers) for char, numbers in starting.items()},
        beginnings=[[alternatives[number] for number in numbers] for numbers in beginnings],
        unit=compile_(expand("{unit}", parts)),
        figure=compile_(expand("{mixed}", parts)),
        scale=compile_(expand("{scale}", parts)),
        before=regex.compile(rf"(?:{_any(hedges['unlike'])}|{_hedges(hedges['before'])})[了为达有是]?[ ]?$"),
        after=regex.compile(rf"[ ]?(?:{_hedges(hedges['after'])})"),
        frame=compile_(data["bare"]["before"]),
        behind=compile_(data["bare"]["behind"]),
        pause=compile_(data["bare"]["pause"]),
        aside=compile_(join["aside"]),
        to=compile_(join["to"]),
        also=compile_(join["list"]),
        between=compile_(join["between"]),
        within=compile_(join["within"]),
        hundred=compile_(data["limits"]["at_most_hundred"]),
        prefixes=data["prefixes"],
        ones=frozenset(data["digits"]["1"]),
        after_one=frozenset(words["after_one"]),
        added=packs.units,
    )


def _starting(firsts: Sequence[str]) -> dict[str, tuple[int, ...]]:
    """The numbers of the alternatives that each character may begin, by the classes of what may begin them."""
    begin = "".join(regex.findall(f"[{''.join(firsts)}]", _basic()))
    found = [frozenset(regex.findall(f"[{first}]", begin)) for first in firsts]
    return {char: tuple(number for number, chars in enumerate(found) if char in chars) for char in begin}


@cache
def _basic() -> str:
    """All the characters that texts are written in, but for rare ideographs."""
    return "".join(chr(code) for code in range(1, 0x10000) if not 0xD800 <= code < 0xE000)


def expand(pattern: str, parts: Mapping[str, str]) -> str:
    """The pattern with every {part} written out, parts of parts included."""
    while PART.search(pattern):
        pattern = PART.sub(lambda match: parts[match[1]], pattern)
    return pattern


def _hedges(table: Mapping[str, Sequence[str]]) -> str:
    return "|".join(f"(?P<{hedge}>{_any(words)})" for hedge, words in table.items())


def _class(chars: Iterable[str]) -> str:
    return "".join(sorted(set(chars)))


def _any(words: Sequence[str]) -> str:
    return "|".join(regex.escape(word) for word in sorted(words, key=len, reverse=True))
