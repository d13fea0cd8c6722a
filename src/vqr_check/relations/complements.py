"""Complements: two percentages that leave nothing over, 达标的占65.5%，未达标的占34.5% · 稳定性92.3%（离职率7.7%）."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from typing import Any

from vqr_check.claims.mentions import Mention
from vqr_check.claims.passages import Passage
from vqr_check.model import Relation
from vqr_check.packs import Packs, ready
from vqr_check.record import dataclass
from vqr_check.relations.readings import reading, settle

PLAYS = frozenset({"share", "percentage", "quota", "bracketed"})
SAME = 3  # characters that both names share, at least
SHORT = 6  # characters of a rate at most: 未参保人员就业率 is not what 参保人员就业率 leaves over
DENIED, OPPOSED = Decimal("0.84"), Decimal("0.84")  # a third answer may go unsaid, so that one that fails needs a slip


@dataclass(frozen=True, slots=True, eq=False)
class _Words:
    denied: Any
    undone: Any
    opens: Any
    more: Any
    pairs: tuple[tuple[Any, Any], ...]


@cache
def _words(packs: Packs) -> _Words:
    table = packs.table("complements")
    pairs = tuple((ready(one), ready(other)) for one, other in table["pairs"])
    denied, undone, opens, more = (ready(table[name]) for name in ("denied", "undone", "opens", "more"))
    return _Words(denied, undone, opens, more, pairs)


def complements(passage: Passage, found: Sequence[Mention], packs: Packs) -> Iterator[Relation]:
    """The pairs of percentages in one passage, alone in their sentence, of which one is what the other is not."""
    shares = [m for m in found if m.quantity.kind == "percent" and m.role != "rate"]
    for last, one, other, behind in zip((None, *shares), shares, shares[1:], (*shares[2:], None), strict=False):
        if one.sentence != other.sentence or not (_adds(one) and _adds(other)):
            continue
        opposed = _opposed(one, other, packs)
        alone = all(m is None or m.sentence != one.sentence for m in (last, behind))
        if opposed or (alone and _denied(one, other, packs) and not _more(passage.text, other, packs)):
            support = OPPOSED if opposed else DENIED
            relation = settle([reading("pctsum", support, "complement", part=[one.claim, other.claim])])
            if relation is not None:
                yield relation


def _more(text: str, last: Mention, packs: Packs) -> bool:
    """Whether the rest of the sentence speaks of others: 其余正在推进."""
    stop = text.find("。", last.quantity.end)
    return _words(packs).more.search(text, last.quantity.end, stop if stop >= 0 else len(text)) is not None


def _adds(mention: Mention) -> bool:
    quantity = mention.quantity
    return mention.role in PLAYS and not quantity.hedge and quantity.upper is None and 0 < quantity.value < 100


def _opposed(one: Mention, other: Mention, packs: Packs) -> bool:
    """Whether the names of two rates are known to be opposites, and the second stands right behind the first."""
    if other.order != one.order + 1:
        return False
    return any(a.search(one.before) and b.search(other.before) for a, b in _words(packs).pairs)


def _denied(one: Mention, other: Mention, packs: Packs) -> bool:
    """Whether two percentages bear one name, but for a word that denies it in one of them."""
    if other.order != one.order + 1 or other.of_which or one.bracket != other.bracket:
        return False
    words = _words(packs)
    rates = "quota" in (one.role, other.role)
    denied = words.undone if rates else words.denied
    for names in ((one.before, other.before), (one.after, other.after)):
        first, second = (words.opens.sub("", name) for name in names)
        for name, against in ((first, second), (second, first)):
            for said in denied.finditer(against):
                left = against[: said.start()] + against[said.end() :]
                if (
                    SAME <= len(left) <= (SHORT if rates else len(name))
                    and name.endswith(left)
                    and not denied.search(name[-len(left) :])
                ):
                    return True
    return False
