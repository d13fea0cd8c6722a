"""Spelled out: wholes that 占…的 names by year, by an increase, by subject and name, or that 以…为分母 names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import Any

from vqr_check.claims.mentions import Mention
from vqr_check.claims.nouns import covered
from vqr_check.model import Claim, Relation
from vqr_check.packs import Packs, ready
from vqr_check.relations.bases import SHARES, parts_of
from vqr_check.relations.context import LEVELS, Surroundings, same_kind
from vqr_check.relations.past import Past
from vqr_check.relations.readings import SUPPORT, Reading, figures, verdict
from vqr_check.slips import coarseness

PATTERNS = ("dated", "grown", "level", "of_all", "divisor", "then", "season")
BACK = 12  # figures in front of a share among which an increase, or the share before it, is looked for
PASSAGES = 2  # so far back stands a whole under a shorter name
FAR = 100  # claims of one word before and behind a share
SHORT, NAMED = 4, 3  # characters of a subject that a name leaves out, at least, and of what is left
SHARP = Decimal("0.005")  # a share that fits a whole by accident less often than this is of it
TOLD, ABRIDGED, ONE_OF = map(Decimal, ("0.92", "0.87", "0.6"))


@cache
def _words(packs: Packs) -> dict[str, Any]:
    table = packs.table("spelled")
    return {**{name: ready(table[name]) for name in PATTERNS}, "neutral": ready(packs.table("restated")["neutral"])}


def divided(mention: Mention, packs: Packs) -> bool:
    """Whether the clause in front of a bare percentage says what it is of: 以全体专任教师为分母，则为37.66%."""
    return mention.role == "percentage" and _divisor(mention, packs) is not None


def _divisor(mention: Mention, packs: Packs) -> Any:
    words = _words(packs)
    return words["divisor"].search(mention.gap) if words["then"].fullmatch(mention.before) else None


def spelled(
    mention: Mention, found: Sequence[Mention], around: Surroundings, past: Past, packs: Packs
) -> Iterator[tuple[Claim, Claim, Decimal]]:
    """The part and the wholes of a share whose whole is spelled out, with how surely.

    ``past`` are the figures of several years that the report prints.
    """
    words = _words(packs)
    if mention.role == "percentage":
        part, divisor = _part_before(mention, found, around), _divisor(mention, packs)
        base = divisor["base"] if divisor is not None else ""
    else:
        part = next((p.claim for p, sure in parts_of(mention, found, around.nouns) if sure == 1), None)
        base = mention.base if mention.role == "share" else ""
    if part is None or not base:
        return
    dated, grown = words["dated"].match(base), words["grown"].fullmatch(base)
    if grown is not None:
        wholes = _increases(grown["name"], mention, found, around)
    elif dated is not None:
        said = part.measure if words["level"].fullmatch(dated["name"]) else dated["name"]
        wholes = _of_year(int(dated["year"]), _bare(said, around, words), part, around, past, words)
    elif mention.role == "percentage":
        wholes = _exact(around.nouns.keys(words["of_all"].sub("", base)), part, around)
    else:
        wholes = _abridged(base, mention, around, words["of_all"])
    told = {c.quantity.value: (c, sure) for c, sure in wholes if c.id != part.id and same_kind(c, part)}
    for whole, sure in told.values():
        if whole.quantity.value > 0:
            yield part, whole, sure if len(told) == 1 else ONE_OF


def _part_before(mention: Mention, found: Sequence[Mention], around: Surroundings) -> Claim | None:
    """The part of the share before in the sentence, which is told again as one of something else."""
    for other in reversed(found[max(0, mention.order - BACK) : mention.order]):
        if other.sentence != mention.sentence:
            return None
        if other.role in SHARES:
            return next((p.claim for p, sure in parts_of(other, found, around.nouns) if sure == 1), None)
    return None


def _increases(
    name: str, mention: Mention, found: Sequence[Mention], around: Surroundings
) -> Iterator[tuple[Claim, Decimal]]:
    """The amounts in front by which what this name says has grown: 收入比上年增加4515万元，…，占收入增长额的61.83%."""
    wanted = around.nouns.keys(name)
    for other in found[max(0, mention.order - BACK) : mention.order]:
        named = covered(wanted, around.nouns.keys(other.lead)) == 1 if wanted else other.sentence == mention.sentence
        if other.role == "amount" and other.direction > 0 and named:
            yield other.claim, TOLD


def _bare(name: str, around: Surroundings, words: Mapping[str, Any]) -> frozenset[str]:
    """The words of a name without those that do not change what is measured: 本公司已实现净利润."""
    return around.nouns.keys(words["neutral"].sub("", name))


def _of_year(
    year: int, wanted: frozenset[str], part: Claim, around: Surroundings, past: Past, words: Mapping[str, Any]
) -> Iterator[tuple[Claim, Decimal]]:
    """The figures of just this name for a year: of a row or table of years, or of a sentence that names the year."""
    if not wanted:
        return
    for row, _ in past.dated.named(wanted, frozenset(), "value"):
        name = _bare(row.row[0].measure, around, words) if row.row else row.cut
        if year in row.values and name == wanted:
            yield row.values[year], TOLD
    rarest = min(wanted, key=lambda word: (len(around.by_word.get(word, ())), word))
    for claim in around.near(rarest, part.id, FAR):
        told = past.mentions.get(claim.id)
        if told is None or claim.period[:4] != str(year) or words["season"].search(told.lead) is not None:
            continue
        if _bare(claim.measure, around, words) == wanted:
            yield claim, TOLD


def _exact(wanted: frozenset[str], part: Claim, around: Surroundings) -> Iterator[tuple[Claim, Decimal]]:
    """The figures in running text that bear these words and no others."""
    if not wanted:
        return
    rarest = min(wanted, key=lambda word: (len(around.by_word.get(word, ())), word))
    for claim in around.near(rarest, part.id, FAR):
        if claim.keys == wanted and not claim.scope:
            yield claim, TOLD


def _abridged(said: str, mention: Mention, around: Surroundings, of_all: Any) -> Iterator[tuple[Claim, Decimal]]:
    """The levels whose name is the end or the beginning of a base, the rest of which stands in front of them.

    各类文物机构…。接待观众14026人次，…，占文物机构接待观众总数的72.8% · 专任教师按任课分，专业课118人，…占专业课教师的.
    """
    passages, mentions = around.statements.passages, around.statements.mentions
    base = of_all.sub("", said)
    for number in range(max(0, mention.passage - PASSAGES), mention.passage + 1):
        text, here = passages[number].text, number == mention.passage
        reached = mention.order if here else len(mentions[number])
        for other in mentions[number][max(0, reached - FAR) : reached]:
            name, start = of_all.sub("", other.claim.measure.replace(" ", "")), other.quantity.start
            if other.role not in LEVELS or len(name) < 2 or name == base:
                continue
            if here and base.endswith(name):
                rest = base[: -len(name)]
                if len(rest) >= SHORT and len(name) >= NAMED and text.find(rest, 0, start) >= 0:
                    yield other.claim, ABRIDGED
            elif base.startswith(name) and len(base) - len(name) >= 2:
                sentence = text.rfind("。", 0, start) + 1
                if text.find(base[len(name) :], sentence, start) >= 0:
                    yield other.claim, ABRIDGED


def misnamed(mention: Mention, held: Relation, readings: Sequence[Reading], around: Surroundings) -> Relation | None:
    """The reading of a share that its words give, where it fails and only the total around the whole they name fits.

    ``held`` agrees: of 专任教师198人，其中专业课教师118人 the share 双师型84人，占专业课教师的42.42% is of the 198.
    """
    wanted = around.nouns.keys(mention.base) if mention.role == "share" else frozenset()
    fits = dict(held.members)["whole"]
    if not wanted or covered(wanted, fits.keys) or coarseness("share", figures(held)) > SHARP:
        return None
    for said in sorted(readings, key=SUPPORT, reverse=True):
        if said.support < ABRIDGED or verdict(said.relation) != "contradicted":
            break
        whole = dict(said.relation.members)["whole"]
        named = said.relation.source == "spelled" or whole.keys == wanted
        if named and _inside(whole, fits, around):
            return replace(said.relation, strength="likely")
    return None


def _inside(whole: Claim, total: Claim, around: Surroundings) -> bool:
    """Whether a figure stands behind a larger one of its passage, the name of which its own sentence repeats."""
    first, second = total.location, whole.location
    if (first.part, first.block) != (second.part, second.block) or first.row is not None:
        return False
    if first.start > second.start or total.quantity.value <= whole.quantity.value or not total.measure:
        return False
    passages = around.statements.passages
    text = next(
        (p.text for p in passages if any(b.index == first.block and b.part == first.part for b in p.blocks)), ""
    )
    start = whole.quantity.start
    return text.find(total.measure, text.rfind("。", 0, start) + 1, start) >= 0
