"""Standards: figures of indicators that miss a national figure, or lie where such an indicator hardly ever lies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import Any, Literal

import regex

from vqr_check.claims import Statements
from vqr_check.claims.mentions import Mention
from vqr_check.findings.checks import evidence
from vqr_check.findings.raised import raised
from vqr_check.findings.roots import fingerprint
from vqr_check.findings.written import plain, with_unit
from vqr_check.model import Claim, Document, Finding, Relation
from vqr_check.packs import Packs, compiled
from vqr_check.quantities.units import lookup
from vqr_check.record import dataclass

HUNDRED = Decimal(100)
CLEAR = 3  # times as often as another must a level be named to be the school's
STANDARD, UNUSUAL = "national-standard", "unusual-value"
PERCENT = frozenset({"percent"})
ROLES = frozenset({"level", "share", "quota", "bracketed", "percentage", "mean", "ratio", "facet"})

Side = Literal["low", "high"]


@dataclass(frozen=True, slots=True)
class _Limits:
    """What the packs say of one indicator."""

    name: str
    kind: str
    unit: str  # the numerator's of its unit
    whole: frozenset[str]  # what a share may be said to be of
    usual: Mapping[str, Any]
    standards: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True, eq=False)
class _Words:
    names: Any  # the names that measures end with
    parts: Any  # what a share in running text is of: 双师型教师占…
    by_name: Mapping[str, _Limits]
    by_part: Mapping[str, _Limits]
    narrow: Any
    own: Any
    of: Any
    aside: Any
    turned: Any
    levels: tuple[tuple[str, Any], ...]
    opening: int
    rules: Mapping[str, Mapping[str, Any]]


@cache
def _words(packs: Packs) -> _Words | None:
    settings = packs.table("standards")
    if not settings:
        return None
    synonyms = {str(entry["canonical"]): tuple(entry["words"]) for entry in packs.entries("synonym")}
    by_name: dict[str, _Limits] = {}
    by_part: dict[str, _Limits] = {}
    for entry in packs.entries("indicator"):
        standards = tuple(s for s in packs.entries("standard") if s["indicator"] == entry["name"])
        usual = {side: entry[side] for side in ("low", "high") if side in entry}
        if not standards and not usual:
            continue
        name = str(entry["name"])
        bases = (*entry.get("bases", ()), *entry.get("whole", ()))
        whole = frozenset(word for base in bases for word in (base, *synonyms.get(base, ())))
        limits = _Limits(name, entry["kind"], entry["unit"].partition("/")[0], whole, usual, standards)
        by_name.update((word, limits) for word in (name, *entry.get("synonyms", ()), *synonyms.get(name, ())))
        if standards and entry["kind"] == "share":
            parts = [word for part in entry["part"] for word in (part, *synonyms.get(part, ()))]
            by_part.update((word, limits) for word in parts)
    return _Words(
        names=_any(by_name),
        parts=_any(by_part),
        by_name=by_name,
        by_part=by_part,
        levels=tuple((name, compiled(pattern, {})) for name, pattern in settings["levels"].items()),
        opening=int(settings["opening"]),
        rules={rule["name"]: rule for rule in packs.entries("rule")},
        **{name: compiled(pattern, {}) for name, pattern in settings["patterns"].items()},
    )


def _any(names: Iterable[str]) -> Any:
    longest = sorted(names, key=lambda name: (-len(name), name))
    return compiled("(?:" + "|".join(map(regex.escape, longest)) + ")$", {})


@dataclass(frozen=True, slots=True)
class _Found:
    """A figure of an indicator, as a value in the indicator's unit."""

    claim: Claim
    limits: _Limits
    value: Decimal
    base: str  # what the words say that a share is of
    narrow: bool  # of a part of a school


def standards(document: Document, said: Statements, packs: Packs) -> Iterator[Finding]:
    """The notices about indicators: one for each limit and value, at the first of its figures."""
    words = _words(packs)
    if words is None:
        return
    found = [one for one in (*_told(said, words), *_tabled(said, words)) if one is not None]
    level = _level(document, words) if found else ""
    newest = max((_year(one.claim) for one in found), default=0)
    groups: dict[tuple[str, str, Side, Decimal], list[tuple[_Found, Decimal]]] = {}
    for one in found:
        for name, source, side, limit in _missed(one, level, newest):
            groups.setdefault((name, source, side, one.value), []).append((one, limit))
    for (name, source, side, _), held in groups.items():
        yield _finding(words.rules[name], source, side, held[0][1], [one for one, _ in held], packs)


def _told(said: Statements, words: _Words) -> Iterator[_Found | None]:
    """The figures of indicators in running text that are neither aims nor limits nor of an earlier year."""
    for found in said.mentions:
        for mention in found:
            q = mention.quantity
            if mention.role in ROLES and not q.hedge and q.upper is None and not _aside(mention, words):
                share = mention.role == "share" and bool(mention.base)
                measure = words.of.sub("", mention.claim.measure) if share else mention.claim.measure
                yield _of(mention.claim, measure, mention.base if share else "", share, (), words)


def _aside(mention: Mention, words: _Words) -> bool:
    return words.aside.search(mention.lead[-24:]) is not None or words.aside.match(mention.after) is not None


def _tabled(said: Statements, words: _Words) -> Iterator[_Found | None]:
    """The figures of indicators in tables."""
    for grid in said.grids:
        if grid.block.part != "body":
            continue
        texts = {text for claim in grid.claims for text in (claim.measure, *claim.scope)}
        telling = {text for text in texts if words.names.search(text)}  # the headers of a table stand in every row
        for claim in grid.claims if telling else ():
            if telling.isdisjoint((claim.measure, *claim.scope)):
                continue
            around = (*claim.scope, claim.period, grid.caption)
            if not any(words.aside.search(text) for text in around):
                for measure in (claim.measure, *claim.scope):
                    one = _of(claim, measure, "", False, (*claim.scope, claim.measure), words)
                    if one is not None:
                        yield one
                        break


def _of(claim: Claim, measure: str, base: str, share: bool, scope: Sequence[str], words: _Words) -> _Found | None:
    """The figure as one of an indicator, if its words and its unit say so."""
    named = (words.parts if share else words.names).search(measure)
    if named is None or not words.own.match(measure[: named.start()]):
        return None
    limits = (words.by_part if share else words.by_name)[named[0]]
    value = _value(claim, limits, words.turned.search(measure) is not None)
    if value is None:
        return None
    narrow = any(words.narrow.search(text) for text in scope if text != measure)
    return _Found(claim, limits, value, base or "".join((measure, *scope)), narrow)


def _value(claim: Claim, limits: _Limits, turned: bool) -> Decimal | None:
    """The figure in the indicator's unit; None where it is printed in another."""
    q = claim.quantity
    if limits.kind == "share":
        return q.value if q.kind in PERCENT else None
    if limits.kind == "ratio":
        if q.kind not in ("ratio", "count") or q.unit not in ("", "X:1", "1:X", ":1") or q.value <= 0:
            return None
        inverse = turned or (len(q.terms) > 1 and q.terms[0] == 1 < q.terms[1])
        return (q.terms[1] / q.terms[0] if len(q.terms) > 1 else 1 / q.value) if inverse and q.value < 1 else q.value
    unit = lookup(q.unit.partition("/")[0])
    wanted = lookup(limits.unit)
    if unit is None or wanted is None or not q.unit or unit.dimension != wanted.dimension:
        return None
    return q.value * unit.factor / wanted.factor


def _missed(one: _Found, level: str, newest: int) -> Iterator[tuple[str, str, Side, Decimal]]:
    """The limits that a figure is beyond: the rule's name, the source, which side, the limit."""
    usual = one.limits.usual
    in_text = one.claim.location.row is None
    for side, limit in _beyond(usual, one.value):
        if not (in_text and limit == HUNDRED):  # VQR501 has those
            yield UNUSUAL, "", side, limit
            return
    if one.narrow or (_year(one.claim) and _year(one.claim) < newest):
        return
    for standard in one.limits.standards:
        base = standard.get("base", "")
        if standard.get("level", level) != level or not level:
            continue
        if base and base not in one.base:
            continue
        for side, limit in _beyond(standard, one.value):
            yield STANDARD, standard["source"], side, limit
            return


def _beyond(limits: Mapping[str, Any], value: Decimal) -> Iterator[tuple[Side, Decimal]]:
    if "low" in limits and value < limits["low"]:
        yield "low", Decimal(limits["low"])
    if "high" in limits and value > limits["high"]:
        yield "high", Decimal(limits["high"])


def _level(document: Document, words: _Words) -> str:
    """The level of the school that a report is of; "" where that cannot be told."""
    body = [block for block in document.blocks if block.part == "body" and block.text]
    opening = "\n".join(block.text for k, block in enumerate(body) if k < words.opening or block.kind == "heading")
    counts = sorted(((len(pattern.findall(opening)), name) for name, pattern in words.levels), reverse=True)
    if not counts or not counts[0][0] or (len(counts) > 1 and counts[0][0] < CLEAR * counts[1][0]):
        return ""
    return counts[0][1]


def _year(claim: Claim) -> int:
    head = claim.period[:4]
    return int(head) if len(head) == 4 and head.isdecimal() else 0


def _finding(
    rule: Mapping[str, Any], source: str, side: Side, limit: Decimal, found: Sequence[_Found], packs: Packs
) -> Finding:
    one = found[0]
    values = {
        "name": one.limits.name,
        "reported": with_unit(one.claim, packs),
        "way": str(rule["way"][side]),
        "limit": plain(limit) + (one.limits.unit if one.limits.kind != "ratio" else ""),
        "source": source,
    }
    key = fingerprint(rule["code"], one.claim, Relation("equal", (("a", one.claim),)))
    return raised(rule, one.claim.location, values, key, (evidence("reported", held.claim) for held in found))
