"""Finds the headings of a document, marked by styles or only by numbers in their text, and the sections they open."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

import regex

from vqr_check import packs
from vqr_check.document.paragraph import Paragraph
from vqr_check.record import dataclass

DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0}
TENS = {"十": 10, "百": 100}
LONGEST_MARKED = 120  # characters; a longer paragraph with a heading style is running text
SKIPS = 4  # how far the numbers of one series may jump
OUTER = frozenset(("chapter", "section", "annex"))
INNER = {
    "han": ("han-paren", "digit", "digit-paren", "half-paren", "circle"),
    "han-paren": ("digit", "digit-paren", "half-paren", "circle"),
    "digit": ("dotted", "digit-paren", "half-paren", "circle"),
    "dotted": ("digit-paren", "half-paren", "circle"),
    "digit-paren": ("half-paren", "circle"),
    "half-paren": ("circle",),
}  # kinds that a kind of numbering never stands beneath


class Line(NamedTuple):
    """What the search for headings needs of one block; tables have no paragraph."""

    paragraph: Paragraph | None
    label: str = ""
    level: int = 0  # by style or outline level, 0 for none

    @property
    def shown(self) -> str:
        """The line as printed, label and text."""
        assert self.paragraph is not None
        return titled(self.label, self.paragraph.text)


class Place(NamedTuple):
    """A block's place in the section tree."""

    level: int  # 0 for blocks that are no headings
    section: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Numbered:
    """A line that starts like a numbered heading."""

    at: int
    kind: str
    depth: int  # figures in its number: 3 for 4.3.1
    number: tuple[int, ...]
    as_list: bool


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of numbering in a heading's own text."""

    name: str
    pattern: regex.Pattern[str]
    lists: bool  # it numbers plain lists as well
    sentences: bool  # headings of this kind may be one sentence that ends on a full stop


@dataclass(frozen=True, slots=True)
class _Words:
    longest: int
    longest_list: int
    stops: str
    inside: regex.Pattern[str]
    full_stop: str
    marks: str
    kinds: tuple[Kind, ...]


@cache
def _words() -> _Words:
    words = packs.load(("document",)).table("headings")
    kinds = tuple(
        Kind(k["name"], packs.ready(k["pattern"]), bool(k.get("list")), bool(k.get("sentence"))) for k in words["kind"]
    )
    return _Words(
        words["longest"],
        words["longest_list"],
        words["stops"],
        packs.ready(words["inside"]),
        words["full_stop"],
        words["marks"],
        kinds,
    )


def titled(label: str, text: str) -> str:
    """A heading as printed on one line: label, a space where the label ends on a letter or digit, text."""
    text = " ".join(text.split())
    if not label:
        return text
    return f"{label}{text}" if label[-1] in "、）)】．" else f"{label} {text}"


def counted(number: str) -> tuple[int, ...]:
    """The figures of a heading's number: 4.3.1 → (4, 3, 1), 十二 → (12,), ② → (2,)."""
    number = number.strip()
    if len(number) == 1 and "①" <= number <= "⑳":
        return (ord(number) - 0x245F,)
    if number and all(c in "0123456789.．" for c in number):
        return tuple(int(n) for n in re.split("[.．]", number) if n)
    total = digit = 0
    for char in number:
        if char in TENS:
            total += (digit or 1) * TENS[char]
            digit = 0
        elif char in DIGITS:
            digit = digit * 10 + DIGITS[char]
        elif char.isdecimal() or "A" <= char <= "Z":
            digit = digit * 10 + int(char) if char.isdecimal() else ord(char) - 64
    return (total + digit,)


def numbered(at: int, shown: str, paragraph: Paragraph, marked: bool) -> Numbered | None:
    """How a line is numbered in its text; None where it is too long or too much of a sentence for a heading.

    ``marked``: a style says that it is a heading, so its length and end do not matter.
    """
    words = _words()
    shown = shown.lstrip(words.marks)
    sentence = not marked and shown[-1:] == words.full_stop
    body = shown[:-1] if sentence else shown
    if not marked and (len(shown) > words.longest or not body or body[-1] in words.stops or words.inside.search(body)):
        return None
    for kind in words.kinds:
        if found := kind.pattern.match(shown):
            if kind.lists and not marked and len(shown) > words.longest_list and not paragraph.is_bold():
                return None
            if sentence and (not kind.sentences or any(c.isdecimal() for c in found["rest"])):
                return None
            number = counted(found["number"])
            return Numbered(at, kind.name, len(number), number, kind.lists or sentence)
    return None


def outline(lines: Sequence[Line]) -> list[Place]:
    """The place of each line of the body in the section tree."""
    found: dict[int, Numbered] = {}
    real: set[int] = set()
    filled: list[int] = []
    for at, line in enumerate(lines):
        paragraph = line.paragraph
        if paragraph is None:
            filled.append(at)
            continue
        text = paragraph.text.strip()
        if not text:
            continue
        filled.append(at)
        if paragraph.contents:
            continue
        marked = line.level > 0 and len(text) <= LONGEST_MARKED
        if marked:
            real.add(at)
        if marked or len(text) <= LONGEST_MARKED:
            numbering = numbered(at, line.shown.strip(), paragraph, marked)
            if numbering:
                found[at] = numbering
    accepted = real | _series(lines, found, real, filled)
    if len(accepted) < 2:
        accepted |= _bold(lines, filled, accepted)
    return _tree(lines, found, accepted)


def _series(lines: Sequence[Line], found: dict[int, Numbered], real: set[int], filled: list[int]) -> set[int]:
    """The lines without a heading style whose numbers follow one another."""
    after = dict(pairwise(filled))
    groups: dict[tuple[str, int], list[Numbered]] = {}
    accepted: set[int] = set()
    lonely: set[int] = set()  # a number beyond one without the ones before it: an excerpt, or no heading

    def close(group: list[Numbered]) -> None:
        bold = any((p := lines[n.at].paragraph) is not None and p.is_bold() for n in group)
        if len(group) == 1 and group[0].number[-1] > 1 and not bold and group[0].at not in real:
            (accepted if group[0].kind in OUTER else lonely).add(group[0].at)
            return
        if any(n.as_list for n in group):
            own = sum(1 for n in group if (b := after.get(n.at)) is not None and not _same(found.get(b), n))
            if own * 2 < len(group) or (len(group) == 1 and not bold):
                return
        accepted.update(n.at for n in group)

    for at in sorted(found):
        this = found[at]
        if this.kind in OUTER:
            for key in [k for k in groups if k[0] not in OUTER]:
                close(groups.pop(key))
        key = (this.kind, this.depth)
        group = groups.get(key)
        if group and not _follows(group[-1], this):
            close(groups.pop(key))
            group = None
        groups.setdefault(key, []).append(this)
    for group in groups.values():
        close(group)
    if accepted or real:
        accepted |= {at for at in lonely if not found[at].as_list}
    return accepted - real


def _same(other: Numbered | None, this: Numbered) -> bool:
    return other is not None and other.kind == this.kind and other.depth == this.depth


def _follows(before: Numbered, this: Numbered) -> bool:
    if this.depth > 1:
        return before.number < this.number
    return before.number[0] < this.number[0] <= before.number[0] + SKIPS


def _bold(lines: Sequence[Line], filled: list[int], known: set[int]) -> set[int]:
    """Short bold lines with other text beneath: the last resort of a document that has hardly any headings."""
    words, out = _words(), set()
    candidates = set()
    for at in filled:
        paragraph = lines[at].paragraph
        if paragraph is None or not paragraph.is_bold() or at in known or paragraph.contents:
            continue
        text = paragraph.text.strip()
        if len(text) <= words.longest and text[-1] not in words.stops and not words.inside.search(text):
            candidates.add(at)
    for at, below in pairwise(filled):
        if at in candidates and below not in candidates and not (at == filled[0] and lines[at].paragraph.is_centred()):  # type: ignore[union-attr]
            out.add(at)
    return out


def _tree(lines: Sequence[Line], found: dict[int, Numbered], accepted: set[int]) -> list[Place]:
    places: list[Place] = []
    stack: list[tuple[str, int, int, str]] = []  # kind, depth of the number, level, text
    path: tuple[str, ...] = ()
    for at, line in enumerate(lines):
        if at not in accepted:
            places.append(Place(0, path))
            continue
        numbering = found.get(at)
        kind, depth = (numbering.kind, numbering.depth) if numbering else ("", 0)
        if line.level:
            level = line.level
            while stack and stack[-1][2] >= level:
                stack.pop()
        else:
            level = _settle(stack, kind, depth)
        path = tuple(text for _, _, _, text in stack)
        places.append(Place(level, path))
        stack.append((kind, depth, level, line.shown.strip()))
        path = (*path, stack[-1][3])
    return places


def _settle(stack: list[tuple[str, int, int, str]], kind: str, depth: int) -> int:
    """Cut the open sections down to those above a heading of this numbering; returns its level."""
    for place, (other, other_depth, level, _) in enumerate(stack):
        if other == kind and other_depth == depth:
            del stack[place:]
            return level
    inner = INNER.get(kind, ())
    while stack:
        other, other_depth, _, _ = stack[-1]
        deeper = other == kind == "dotted" and other_depth > depth
        if not (deeper or other in inner or (kind in OUTER and other)):
            break
        stack.pop()
    return min(stack[-1][2] + 1 if stack else 1, 9)
