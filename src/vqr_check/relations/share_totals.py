"""Shares that are added up: 甲、乙分别占 25.5% 和 21.0%，合计占 46.5%."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from vqr_check.claims.mentions import Mention
from vqr_check.model import Relation
from vqr_check.packs import Packs
from vqr_check.relations.parts import breakdowns
from vqr_check.relations.readings import Reading, reading, settle

PLAYS = frozenset({"share", "percentage", "quota", "bracketed"})
ROW, ALL = Decimal("0.8"), Decimal("0.5")  # the row right in front · all of the sentence
OVER = Decimal("0.86")  # shares that 其中 lists and that come to more than all
BACK = 12  # figures in front of the total that are looked at
MOST = 6  # shares that one adds up by the way


def share_totals(found: Sequence[Mention], packs: Packs) -> Iterator[Relation]:
    """The sums of shares in one passage, each of the shares in front of it in its sentence.

    Others may be meant along with them (共占), so that one that fails needs a slip to speak.
    """
    cue = breakdowns(packs)["shares_added"]
    for total in found:
        if not _adds(total) or total.series != total.order or cue.search(total.before) is None:
            continue
        before = [m for m in found[max(0, total.order - BACK) : total.order] if m.sentence == total.sentence]
        behind = _row_behind(total, found)
        relation = settle([*_readings(total, [m for m in before if _adds(m)]), *behind])
        if relation is not None:
            yield relation


def _row_behind(total: Mention, found: Sequence[Mention]) -> Iterator[Reading]:
    """满意和基本满意合计 92.5%，其中满意 61.2%，基本满意 31.3%: no more than all of them."""
    row: list[Mention] = []
    for mention in found[total.order + 1 : total.order + 1 + MOST]:
        if not _adds(mention) or mention.sentence != total.sentence or mention.separator not in ("，", "、"):
            break
        if not row and not mention.of_which:
            break
        row.append(mention)
    if len(row) > 1:
        over = sum(m.quantity.value for m in row) > total.quantity.value
        yield reading("sum", OVER if over else ALL, "shares", total=total.claim, part=[m.claim for m in row])


def _adds(mention: Mention) -> bool:
    quantity = mention.quantity
    return mention.role in PLAYS and quantity.kind == "percent" and not quantity.hedge and quantity.upper is None


def _readings(total: Mention, before: Sequence[Mention]) -> Iterator[Reading]:
    if not before:
        return
    row = [m for m in before if m.series == before[-1].series]
    for parts, support in ((row, ROW), (before[-2:], ROW if len(before) == 2 else ALL), (before, ALL)):
        claims = [m.claim for m in parts]
        if 1 < len(claims) <= MOST:
            yield reading("sum", support, "shares", total=total.claim, part=claims)
