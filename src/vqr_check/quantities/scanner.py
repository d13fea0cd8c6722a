"""Scans a text for numerals: each becomes a quantity, something that only looks like one, or a malformed figure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import cast

import regex

from vqr_check.model import PRINTED, Hedge, Malformed, NonQuantity, Quantity, Scan
from vqr_check.packs import Packs
from vqr_check.quantities.grammar import REACH, Alternative, Grammar, compiled
from vqr_check.quantities.terms import Term, term

YEARS = range(1900, 2100)
Found = Term | NonQuantity | Malformed


def scan(text: str, packs: Packs) -> Scan:
    """Every numeral of the text, in text order: quantities, others with the reason, malformed ones.

    Takes time linear in the length of the text; positions are code points.
    """
    grammar = compiled(packs)
    folded = grammar.folded(text)
    quantities: list[Quantity] = []
    others: list[NonQuantity] = []
    malformed: list[Malformed] = []
    for item in _joined(list(_found(text, folded, grammar)), folded, grammar):
        if isinstance(item, NonQuantity):
            others.append(item)
        elif isinstance(item, Malformed):
            malformed.append(item)
        elif (item.bare and not _framed(item, folded, grammar)) or (item.vague and not _hedge(item, folded, grammar)):
            others.append(NonQuantity(item.start, item.end, text[item.start : item.end], _label(item, folded)))
        elif (
            item.kind == "percent"
            and item.value > 100
            and grammar.hundred.search(folded, max(0, item.start - 10), item.start)
        ):
            malformed.append(Malformed(item.start, item.end, text[item.start : item.end], "over-hundred"))
        else:
            quantities.append(_quantity(item, text, folded, grammar))
    if packs.precision != PRINTED:
        quantities = [replace(quantity, precision=packs.precision) for quantity in quantities]
    return Scan(tuple(quantities), tuple(others), tuple(malformed))


def _found(text: str, folded: str, grammar: Grammar) -> Iterator[Found]:
    reached, starting, present = 0, grammar.starting, frozenset(folded)
    possible: dict[int, list[Alternative]] = {}  # in this text, by the kind of beginning
    for start in [at for at, char in enumerate(folded) if char in starting]:
        if start < reached:
            continue
        kind = starting[folded[start]]
        if kind not in possible:
            every = grammar.beginnings[kind]
            possible[kind] = [one for one in every if not one.needs or not one.needs.isdisjoint(present)]
        for alternative in possible[kind]:
            match = alternative.pattern.match(folded, start)
            if match is not None:
                reached = match.end()
                yield _read(match, alternative, text[start:reached], grammar)
                break


def _read(match: regex.Match[str], alternative: Alternative, literal: str, grammar: Grammar) -> Found:
    start, end = match.span()
    if alternative.sort == "shape":
        return term(match, alternative.name, grammar) or NonQuantity(start, end, literal, "numeral")
    if alternative.sort == "malformed":
        return Malformed(start, end, literal, alternative.name)
    return NonQuantity(start, end, literal, alternative.name)


# ---- neighbours ---------------------------------------------------------------------------


def _joined(items: Sequence[Found], folded: str, grammar: Grammar) -> Sequence[Found]:
    """Ranges made one, and the unit of the last of several figures given to those before it."""
    out: list[Found] = []
    after: Found | None = None
    for item in reversed(items):
        if isinstance(item, Term) and isinstance(after, Term):
            between = folded[item.end : after.start]
            if len(between) <= REACH:
                if joined := _range(item, after, between, folded, grammar):
                    out[-1] = after = joined
                    continue
                if grammar.aside.fullmatch(between):
                    item, after = _in_row(item, after, folded), _in_row(after, item, folded)
                    out[-1] = after
                elif item.bare and not after.bare and grammar.also.fullmatch(between) and folded[item.start].isascii():
                    item = _shared(item, after)
        elif (
            isinstance(item, Term) and item.bare and isinstance(after, NonQuantity) and after.kind in ("date", "grade")
        ):
            between = folded[item.end : after.start]
            if grammar.also.fullmatch(between) or grammar.to.fullmatch(between):
                literal = folded[item.start : item.end]
                out.append(NonQuantity(item.start, item.end, literal, after.kind))
                after = out[-1]
                continue
        out.append(item)
        after = item
    out.reverse()
    return out


def _range(low: Term, high: Term, between: str, folded: str, grammar: Grammar) -> Term | None:
    """10—20人, 3至5年, 20%～30%, 20和30之间 as one term; None where the two are figures of their own (由20%到30%)."""
    if {low.kind, high.kind} & {"ratio", "range", "fraction"} or (
        not low.bare and (high.bare or low.unit != high.unit)
    ):
        return None
    within = bool(grammar.within.match(folded, high.end))
    if not grammar.to.fullmatch(between) and not (within and grammar.also.fullmatch(between)):
        return None
    dashed = not any(char.isalpha() for char in between)
    if not dashed and grammar.between.search(folded, max(0, low.start - 1), low.start):
        return None
    first = _shared(low, high) if low.bare else low
    if not first.value < high.value:
        return None
    return replace(
        first,
        end=high.end,
        number=(low.number[0], high.number[1]),
        step=max(first.step, high.step) if high.scaled else min(first.step, high.step),
        kind="range",
        upper=high.value,
        scaled=high.scaled,
        more=high.more,
        bare=high.bare and not within,
    )


def _in_row(item: Term, beside: Term, folded: str) -> Term:
    """The figure marked as one of a row, unless its neighbour may be a year among years."""
    return item if _year(folded[slice(*beside.number)]) else replace(item, row=True)


def _shared(item: Term, after: Term) -> Term:
    """The figure with the unit of the one behind it, and its 万/亿 where it has none of its own."""
    factor = Decimal(1)
    if after.scaled and not item.scaled and item.value < 10_000:
        factor = after.place
    return replace(
        item,
        value=item.value * factor,
        step=item.step * factor,
        unit=after.unit,
        dimension=after.dimension,
        kind=after.kind if after.kind != "range" else "count",
        scaled=item.scaled or factor > 1,
        bare=after.bare,
    )


# ---- what a term becomes ------------------------------------------------------------------


def _framed(item: Term, folded: str, grammar: Grammar) -> bool:
    """Whether a figure without unit is a quantity: by its form, or because a word before or behind it says so."""
    literal = folded[slice(*item.number)]
    if item.kind in ("ratio", "fraction") or (item.start == 0 and item.end == len(folded.rstrip())):
        return True
    if item.row and literal[0].isascii():
        return True
    if _year(literal):
        return False
    hedged = item.more or bool(_hedge(item, folded, grammar))
    framed = bool(grammar.frame.search(folded, max(0, item.start - REACH), item.start))
    if literal.isascii() or any(char.isdecimal() for char in literal):
        if item.scaled or hedged or framed or any(char in literal for char in ".,"):
            return True
        behind = grammar.behind.search(folded, max(0, item.start - REACH), item.start)
        return len(literal) > 2 and bool(behind and grammar.pause.match(folded, item.end))
    ends = item.end == len(folded) or not folded[item.end].isalnum()
    apart = item.start == 0 or not folded[item.start - 1].isalnum()
    places = sum(char in grammar.script.scales or char in grammar.script.digits for char in literal) > 1
    return (hedged and (places or ends)) or (places and ends and (framed or apart))


def _year(literal: str) -> bool:
    return literal.isdecimal() and len(literal) == 4 and int(literal) in YEARS


def _label(item: Term, folded: str) -> str:
    literal = folded[slice(*item.number)]
    if _year(literal):
        return "year"
    return "label" if literal.isascii() else "numeral"


def _quantity(item: Term, text: str, folded: str, grammar: Grammar) -> Quantity:
    return Quantity(
        start=item.start,
        end=item.end,
        literal=text[item.start : item.end],
        number=item.number,
        value=item.value,
        step=item.step,
        unit=item.unit,
        dimension=item.dimension,
        kind=item.kind,
        hedge=_hedge(item, folded, grammar),
        upper=item.upper,
        terms=item.terms,
        scaled=item.scaled,
    )


def _hedge(item: Term, folded: str, grammar: Grammar) -> Hedge:
    before = grammar.before.search(folded, max(0, item.start - REACH), item.start)
    after = grammar.after.match(folded, item.end)
    if item.more:
        return "and_more"
    for match in (after, before):
        if match and match.lastgroup:
            return cast(Hedge, match.lastgroup)
    return ""
