"""Keys by which figures one slip of the pen apart meet in an index, at the last digit of the shorter one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from decimal import ROUND_HALF_UP, Decimal

from vqr_check.model import Claim
from vqr_check.relations.facts import Fact

ONE = Decimal(1)
ANY: frozenset[tuple[str, int]] = frozenset()


def steps_of(known: Iterable[Fact]) -> list[Decimal]:
    """The last digits of the text's figures, to which a table's longer ones may be rounded."""
    steps = {f.claim.quantity.step for f in known if not f.table}
    return sorted(step.normalize() for step in steps if step > 0)


def shape(key: str) -> tuple[str, int]:
    """The last digit of a figure and its length, by one of its keys: figures one slip apart have both in common."""
    step, _, text = key.partition("/")
    return step, len(text) - 2 * ("(" in text)


def slip_keys(claim: Claim, steps: Iterable[Decimal] = (), asked: Set[tuple[str, int]] = ANY) -> Iterator[str]:
    """The figure with one digit blanked out, and with two neighbours in order: equal for figures one slip apart.

    ``steps`` are coarser last digits to which the figure is rounded besides; keys of another shape than those ``asked``
    for are left out.
    """
    quantity = claim.quantity
    if quantity.step <= 0:
        return
    size = abs(quantity.value)
    for step in (quantity.step.normalize(), *(s for s in steps if quantity.step < s < size)):
        text, last = str(rounded(size, step)), str(step)
        if len(text) < 2 or (asked and (last, len(text)) not in asked):
            continue
        mark = last + "/"
        for k in range(len(text)):
            yield mark + text[:k] + "?" + text[k + 1 :]
        for k in range(len(text) - 1):
            x, y = text[k], text[k + 1]
            if x != y:
                yield mark + text[:k] + (f"({x}{y})" if x < y else f"({y}{x})") + text[k + 2 :]


def rounded(value: Decimal, step: Decimal) -> int:
    """A value in whole steps."""
    return int((value / step).quantize(ONE, ROUND_HALF_UP)) if step != ONE or value % ONE else int(value)
