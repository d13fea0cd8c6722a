"""Figures side by side in a sentence: the years they are of, and the figures they are changes of."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

import regex

from vqr_check.claims.mentions import Mention
from vqr_check.claims.nouns import NOTHING
from vqr_check.claims.passages import Passage
from vqr_check.relations.context import LEVELS
from vqr_check.relations.naming import Names

JOINED = frozenset("、，,和及与；;")


def rows_of(found: Sequence[Mention]) -> Iterator[list[int]]:
    """The orders of figures that stand side by side in one sentence with nothing but a comma between them."""
    row: list[int] = []
    for mention in found:
        last = found[row[-1]] if row else None
        goes_on = (
            last is not None
            and last.sentence == mention.sentence
            and last.quantity.kind == mention.quantity.kind
            and mention.gap.strip() in JOINED
        )
        if not goes_on:
            if len(row) > 1:
                yield row
            row = []
        row.append(mention.order)
    if len(row) > 1:
        yield row


def eras(passage: Passage, found: Sequence[Mention], words: Names) -> Iterator[tuple[int, str, str]]:
    """The years, and the parts of years, of figures in a row, listed in front: 2023年和2024年分别为3.4亿元和3.6亿元."""
    for row in rows_of(found):
        start, end = found[row[0] - 1].quantity.end if row[0] else 0, found[row[0]].quantity.start
        front = passage.text[max(start, passage.text.rfind("。", 0, end)) : end]
        for listed in words.eras.finditer(front):
            named = [(era["year"], plain(era["season"] or "")) for era in words.era.finditer(listed[0])]
            if len(named) == len(row):
                yield from ((order, *era) for order, era in zip(row, named, strict=True))


def changed(found: Sequence[Mention]) -> Iterator[tuple[int, int]]:
    """Changes in a row, each with the level in front that it is of: 收入9.1亿元、利润0.8亿元，分别增长3.5%和1.2%."""
    for row in rows_of(found):
        first, size = found[row[0]], len(row)
        levels = found[max(0, first.order - size) : first.order]
        told = all(level.role in LEVELS and level.sentence == first.sentence for level in levels)
        if len(levels) == size and told and first.role in ("rate", "amount") and "each" in first.cues:
            yield from ((order, level.order) for order, level in zip(row, levels, strict=True))


def shared(found: Sequence[Mention], apart: Container[int]) -> Iterator[tuple[int, int]]:
    """Figures of rows that words elsewhere tell apart, each with the first: 三类学生…落实率分别为92.8%和90.1%.

    Those ``apart`` are told apart already.
    """
    for row in rows_of(found):
        names = {found[order].claim.keys for order in row[1:]}
        if names <= {found[row[0]].claim.keys, NOTHING} and not any(order in apart for order in row):
            yield from ((order, row[0]) for order in row)


def risen(last: Mention | None, mention: Mention) -> bool:
    """Whether a figure is what the one in front has become: 由2019年的163家发展到274家."""
    if last is None or last.role != "before" or mention.role not in LEVELS or mention.role == "before":
        return False
    return last.clause == mention.clause and last.quantity.unit == mention.quantity.unit


def plain(season: str) -> str:
    """A part of the year, however its dash is printed."""
    return str(regex.sub(r"[—–－~～至到]+", "-", season.replace(" ", "")))
