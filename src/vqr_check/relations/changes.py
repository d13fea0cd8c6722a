"""Changes in running text: by an amount, a rate, points or a multiple, against an earlier level if one is printed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from vqr_check.claims.mentions import Mention
from vqr_check.claims.nouns import covered
from vqr_check.model import Claim, Relation
from vqr_check.relations.context import NAMED, Surroundings, sentence_start
from vqr_check.relations.readings import EXPLICIT, Reading, reading, settle

PERCENTAGES = frozenset({"share", "quota", "percentage", "bracketed"})
LEVEL = frozenset({"level", "mean"})
CHANGES = frozenset({"amount", "rate", "point", "multiplied"})


def changes(found: Sequence[Mention], around: Surroundings) -> Iterator[Relation]:
    """The relations of one passage in which something grew or fell."""
    for mention in found:
        if mention.role in CHANGES:
            relation = settle(_readings(mention, found))
            if relation is not None:
                yield relation
            if mention.role == "rate":
                relation = settle(_rises(mention, found))
                if relation is not None:
                    yield relation
        elif mention.role == "multiple":
            relation = settle(_multiples(mention, found, around))
            if relation is not None:
                yield relation


def _nows(mention: Mention, found: Sequence[Mention]) -> Iterator[tuple[Claim, Decimal]]:
    """The levels that a change may have led to, likeliest first."""
    start = sentence_start(found, mention.order)
    wanted = PERCENTAGES if mention.role == "point" else LEVEL
    support = Decimal("0.95")
    for k in range(mention.order - 1, start - 1, -1):
        other = found[k]
        if other.role in wanted and _fits(other, mention):
            yield other.claim, support
            support -= Decimal("0.25")
            if support < Decimal("0.4"):
                break
    for other in found[mention.order + 1 : mention.order + 3]:
        if other.sentence == mention.sentence and other.role in wanted and _fits(other, mention):
            yield other.claim, Decimal("0.6")
            break
    if support == Decimal("0.95"):  # none in its own sentence: 收入1亿元。与上年相比，收入增加…
        for k in range(start - 1, max(-1, start - 5), -1):
            other = found[k]
            if other.role in wanted and _fits(other, mention) and other.sentence == found[start].sentence - 1:
                alike = covered(other.claim.keys & mention.claim.keys, other.claim.keys | mention.claim.keys)
                same = covered(other.claim.keys, mention.claim.keys) >= NAMED or alike >= NAMED
                yield other.claim, Decimal("0.92") if same else Decimal("0.6")
                support -= Decimal("0.25")


def _fits(level: Mention, change: Mention) -> bool:
    if change.role in ("rate", "multiplied", "point"):
        return True
    return level.quantity.unit == change.quantity.unit or not change.quantity.unit


def _befores(mention: Mention, found: Sequence[Mention]) -> Iterator[tuple[Claim, Decimal]]:
    start = sentence_start(found, mention.order)
    percent = mention.role == "point"
    befores = [
        m for m in found[start : mention.order] if m.role == "before" and (m.quantity.kind == "percent") == percent
    ]
    for k, other in enumerate(reversed(befores)):
        yield other.claim, Decimal("0.95") if len(befores) == 1 else Decimal("0.7") - Decimal("0.1") * min(k, 2)
    wanted = PERCENTAGES if percent else LEVEL
    for other in reversed(found[start : mention.order]):
        if other.role in wanted:
            yield other.claim, Decimal("0.45")
    for other in found[mention.order + 1 : mention.order + 3]:
        if other.role == "before" and other.sentence == mention.sentence:
            yield other.claim, Decimal("0.7")


def _readings(mention: Mention, found: Sequence[Mention]) -> Iterator[Reading]:
    family = {"amount": "delta", "point": "point", "rate": "growth", "multiplied": "growth"}[mention.role]
    role = "rate" if family == "growth" else "change"
    befores = list(_befores(mention, found))
    change = mention.claim
    if mention.role == "multiplied":
        quantity = mention.quantity
        change = replace(
            change, quantity=replace(quantity, value=quantity.value * 100, step=quantity.step * 100, kind="percent")
        )
    for now, support in _nows(mention, found):
        for before, certainty in befores:
            if before.id != now.id and (family == "point" or _alike(now, before)):
                yield reading(
                    family,
                    support * certainty,
                    mention.role,
                    mention.direction,
                    now=now,
                    before=before,
                    **{role: change},
                )


def _alike(a: Claim, b: Claim) -> bool:
    return a.quantity.unit == b.quantity.unit


def _rises(mention: Mention, found: Sequence[Mention]) -> Iterator[Reading]:
    """Amount and rate of one change side by side, the earlier level not printed: 比上年增加 N，增长 P%."""
    start = sentence_start(found, mention.order)
    amounts = [m for m in found[start : mention.order] if m.role == "amount"][-1:]
    for other in found[mention.order + 1 : mention.order + 2]:
        of_another = other.claim.keys and mention.claim.keys and not other.claim.keys & mention.claim.keys
        if other.role == "amount" and other.sentence == mention.sentence and not of_another:
            amounts.append(other)
    for amount in amounts:
        between = [m for m in found[amount.order + 1 : mention.order] if m.role in LEVEL]
        for now, support in _nows(amount, found):
            if now.quantity.value <= amount.quantity.value * amount.direction:
                continue
            yield reading(
                "rise",
                support if not between else support - Decimal("0.3"),
                "rise",
                mention.direction,
                now=now,
                change=amount.claim,
                rate=mention.claim,
            )


def _multiples(mention: Mention, found: Sequence[Mention], around: Surroundings) -> Iterator[Reading]:
    """N times another level: 是…的 N 倍."""
    start = sentence_start(found, mention.order)
    levels = [m for m in found[start : mention.order] if m.role in LEVEL or m.role == "before"]
    if not levels:
        return
    wanted = around.nouns.keys(mention.base)
    for k, before in enumerate(reversed(levels)):
        for now in levels:
            if now is not before and now.quantity.dimension == before.quantity.dimension:
                support = Decimal("0.8") if k == 0 and len(levels) == 2 and mention.base else Decimal("0.6")
                if wanted and covered(wanted, before.claim.keys) >= NAMED:
                    support = EXPLICIT
                yield reading("times", support, "times", now=now.claim, before=before.claim, rate=mention.claim)
    if mention.base:
        now = levels[-1]
        for claim, share in around.named(mention.base, now.claim, now.claim.id):
            yield reading("times", share * Decimal("0.7"), "times", now=now.claim, before=claim, rate=mention.claim)
