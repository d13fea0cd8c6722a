"""The scene of a change: the figures of its passage, of which year each is, and what the document says besides."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from vqr_check.claims.mentions import Mention
from vqr_check.model import Quantity
from vqr_check.record import dataclass
from vqr_check.relations.context import Surroundings
from vqr_check.relations.growing import Words
from vqr_check.relations.past import Past

LEVEL = frozenset({"level", "mean", "before"})
FAMILIES = {"amount": "delta", "point": "point", "rate": "growth", "multiplied": "growth"}
Level = tuple[Mention, Decimal]  # a figure that a change may have led to, with how surely


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """A passage in which changes are read: its figures, of which year each is, and what the document says besides."""

    found: Sequence[Mention]
    when: Sequence[int]
    around: Surroundings
    before: Past
    words: Words


def unit(quantity: Quantity) -> str:
    """The unit without what it is per: 4215元/月 rises by 177元."""
    return quantity.unit.partition("/")[0]
