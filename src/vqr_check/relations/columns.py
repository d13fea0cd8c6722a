"""Columns in running text: a total line of several measures, and list items that give the same measures again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from vqr_check.arithmetic import judge
from vqr_check.claims.mentions import Mention
from vqr_check.relations.context import same_kind
from vqr_check.slips import coarseness

FEW = 2  # items of a list without 其中 that a column must exceed to be seen as one
POWER = Decimal("0.1")  # a column that fits less closely than this vouches for no other
Column = tuple[Mention, list[Mention]]


def columns(found: Sequence[Mention]) -> Iterator[tuple[Mention, list[Mention], bool]]:
    """Each total of a line of several measures with its parts in the items behind it, and whether the list is whole.

    The list is whole when the parts of another measure add up to their total; without 其中 it must be so.
    """
    levels = [m for m in found if m.role == "level"]
    k = 0
    while k < len(levels):
        told = "其中" in levels[k].gap
        if k and (told or levels[k].separator in ("。", "：")) and not levels[k].bracket:
            items, end = _items(levels, k)
            header = _header(levels, k)
            held = [c for c in (_column(header, n, items) for n in range(len(header))) if c is not None]
            sound = [_adds_up(total, parts) for total, parts in held]
            if len(held) > 1 and (len(items) > 1 if told else len(items) > FEW and any(sound)):
                for number, (total, parts) in enumerate(held):
                    yield total, parts, any(s for other, s in enumerate(sound) if other != number)
                k = end
                continue
        k += 1


def _header(levels: Sequence[Mention], k: int) -> list[Mention]:
    """The figures of the sentence in front of an item list."""
    first = k
    while first and levels[first - 1].sentence == levels[k - 1].sentence and levels[first - 1].bracket == 0:
        first -= 1
    return list(levels[first:k])


def _items(levels: Sequence[Mention], k: int) -> tuple[list[list[Mention]], int]:
    """The items from figure ``k`` on, split at line ends or semicolons, and where they end."""
    by_line = levels[k].separator == "\n"
    items: list[list[Mention]] = []
    for end in range(k, len(levels)):
        mention = levels[end]
        fresh = end == k or mention.separator == "\n" or (not by_line and mention.separator == "；")
        if not fresh and mention.sentence != levels[end - 1].sentence:
            return items, end
        if fresh and end > k and by_line != (mention.separator == "\n"):
            return items, end
        if fresh:
            items.append([])
        items[-1].append(mention)
    return items, len(levels)


def _column(header: Sequence[Mention], number: int, items: Sequence[Sequence[Mention]]) -> Column | None:
    """The figure of each item for one measure of the total line; None where an item lacks it."""
    total, parts = header[number], []
    alike = sum(m.quantity.unit == total.quantity.unit for m in header) > 1  # 营业收入…元，营业利润…元
    for item in items:
        if number == 0:
            chosen = [item[0]] if same_kind(item[0].claim, total.claim) else []
        else:
            chosen = [m for m in item[1:] if m.quantity.unit == total.quantity.unit]
            if alike or len(chosen) > 1:
                chosen = [m for m in chosen if m.claim.measure == total.claim.measure]
        if len(chosen) != 1:
            return None
        parts.append(chosen[0])
    return total, parts


def _adds_up(total: Mention, parts: Sequence[Mention]) -> bool:
    figures = {"total": [total.quantity], "part": [m.quantity for m in parts]}
    return judge("sum", figures).verdict == "agreed" and coarseness("sum", figures) < POWER
