"""Values that cannot be: malformed, negative, over the whole, given by no number of people; % for points."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import Any

from vqr_check.claims import Statements
from vqr_check.claims.mentions import Mention
from vqr_check.claims.passages import Passage
from vqr_check.findings.raised import digest, raised
from vqr_check.findings.written import plain
from vqr_check.model import Document, Evidence, Finding, Location, Malformed, Severity
from vqr_check.packs import Packs, compiled
from vqr_check.record import dataclass

HUNDRED = Decimal(100)
POWER = Decimal("0.34")  # so many of all percentages may be possible for the test to say anything


@dataclass(frozen=True, slots=True)
class _Words:
    share: Any
    loose: Any
    bounded: Any
    choices: Any
    among: Any
    signed: Any
    rated: Any
    relative: Any
    fallen: Any
    rules: Mapping[str, Mapping[str, Any]]
    spelling: Mapping[str, str]
    sure: frozenset[str]


@cache
def _words(packs: Packs) -> _Words:
    words = packs.table("values")
    names = ("share", "loose", "bounded", "choices", "among", "signed", "rated", "relative", "fallen")
    rules = {rule["name"]: rule for rule in packs.entries("rule")}
    patterns = {name: compiled(words[name], {}) for name in names}
    return _Words(**patterns, rules=rules, spelling=words["spelling"], sure=frozenset(words["sure"]))


def values(document: Document, said: Statements, settled: frozenset[int], packs: Packs) -> Iterator[Finding]:
    """The findings about single values; ``settled`` are the claims (by id) that relations already judge."""
    words = _words(packs)
    if not any(said.mentions) and not said.grids and not any(scan.malformed for scan in said.scans):
        yield from _empty(document, words)
    for passage, scan, found in zip(said.passages, said.scans, said.mentions, strict=True):
        for bad in scan.malformed:
            yield _misspelt(passage, bad, words)
        for mention in found:
            quantity = mention.quantity
            if quantity.kind == "percent":
                yield from _percentage(mention, found, passage, settled, words)
            elif (
                quantity.kind == "count"
                and quantity.value < 0
                and quantity.unit
                and not words.signed.search(mention.gap[-24:])
            ):
                yield _about(mention, words.rules["negative-count"], {})


def _empty(document: Document, words: _Words) -> Iterator[Finding]:
    block = next((b for b in document.blocks if b.part == "body"), None)
    section = block.section if block else ()
    text = block.text[:20] if block else ""
    place = Location("body", block.index if block else 0, None, None, 0, len(text), text, section)
    yield _finding(place, words.rules["no-numbers"], {})


def _misspelt(passage: Passage, bad: Malformed, words: _Words) -> Finding:
    block, at = passage.locate(bad.start)
    place = Location(block.part, block.index, None, None, at, at + bad.end - bad.start, bad.literal, block.section)
    severity: Severity = "warning" if bad.kind in words.sure else "info"
    params = {"reported": bad.literal, "why": words.spelling[bad.kind]}
    return _finding(place, words.rules["malformed-number"], params, severity=severity)


def _percentage(
    mention: Mention, found: Sequence[Mention], passage: Passage, settled: frozenset[int], words: _Words
) -> Iterator[Finding]:
    lead = mention.lead[-40:]
    if mention.quantity.value > HUNDRED and not mention.quantity.hedge:
        named = mention.role == "share" and words.share.search(mention.before) and not words.loose.search(lead)
        last = found[mention.order - 1].quantity if mention.order else mention.quantity
        named = named and last.dimension != "occasions"  # 4120人次，占在校生的126%: some came more than once
        rate = words.bounded.search(mention.before) is not None and mention.role in ("quota", "percentage")
        if (named or rate) and not words.choices.search(passage.text[: mention.quantity.end]):
            yield _about(mention, words.rules["share-over-hundred"], {})
    if mention.role == "rate":
        if mention.quantity.value < 0 and words.fallen.search(mention.before) is not None:
            yield _about(mention, words.rules["double-negative"], {})
        rated = words.rated.search(lead)
        if rated and not words.relative.search(rated["noun"]) and mention.claim.id not in settled:
            yield _points(mention, found, rated["noun"], words)
    elif mention.claim.id not in settled and mention.role in ("share", "quota", "percentage"):
        yield from _people(mention, found, words)


def _points(mention: Mention, found: Sequence[Mention], noun: str, words: _Words) -> Finding:
    """比例增加5.41%: 百分点 must be meant, the more so if two percentages beside it differ by as much."""
    near = [
        m
        for m in found[max(0, mention.order - 3) : mention.order]
        if m.sentence == mention.sentence and m.quantity.kind == "percent" and m.role != "rate"
    ]
    sure = any(
        abs(a.quantity.value - b.quantity.value) == mention.quantity.value for a in near for b in near if a is not b
    )
    point = plain(mention.quantity.value) + "个百分点"
    rule = words.rules["percent-for-points"]
    return _about(mention, rule, {"name": noun, "meant": point}, near if sure else ())


def _people(mention: Mention, found: Sequence[Mention], words: _Words) -> Iterator[Finding]:
    """86名教师中，45.3%…: whether some whole number of them gives the percentage (the GRIM test)."""
    if not mention.order or mention.quantity.hedge or mention.quantity.upper is not None:
        return
    at = mention.order - 1
    while at and found[at].quantity.kind == "percent" and found[at].sentence == mention.sentence:
        at -= 1  # 86名教师中，45.3%…，35.2%…
    whole = found[at]
    if whole.sentence != mention.sentence or not whole.quantity.exact or whole.quantity.dimension != "people":
        return
    if whole.quantity.value <= 0 or not words.among.match(whole.after) or whole.bracket != mention.bracket:
        return
    total, share, step = whole.quantity.value, mention.quantity.value, mention.quantity.step
    power = step * total / HUNDRED
    if power >= POWER or not 0 < share < HUNDRED:
        return
    nearest = (share * total / HUNDRED).quantize(Decimal(1), ROUND_HALF_UP)
    given = [(k, k * HUNDRED / total) for k in (nearest - 1, nearest, nearest + 1) if 0 <= k <= total]
    if any(share - step / 2 <= p <= share + step / 2 or share <= p < share + step for _, p in given):
        return
    shown = "、".join(f"{plain(k)}人为{plain(p.quantize(step, ROUND_HALF_UP), step)}%" for k, p in given)
    params = {
        "whole": whole.claim.location.text,
        "near": shown,
        "power": plain((power * HUNDRED).quantize(Decimal(1))) + "%",
    }
    yield _about(mention, words.rules["impossible-percentage"], params, (whole,))


def _about(
    mention: Mention, rule: Mapping[str, Any], params: Mapping[str, str], others: Sequence[Mention] = ()
) -> Finding:
    shown = {"reported": mention.claim.location.text, **params}
    proof = tuple(
        Evidence(m.claim.location, role, m.quantity.value, m.quantity.unit, m.claim.measure)
        for role, m in (("reported", mention), *(("other", other) for other in others))
    )
    return _finding(mention.claim.location, rule, shown, proof)


def _finding(
    place: Location,
    rule: Mapping[str, Any],
    params: Mapping[str, str],
    proof: tuple[Evidence, ...] = (),
    severity: Severity | None = None,
) -> Finding:
    key = digest(rule["code"], place.text, *params.values(), *place.section)
    return raised(rule, place, params, key, proof, severity=severity)
