"""This year's report against last year's: what it says of last year must be what last year's report printed.

Facts of the two reports meet in an index of the words that name them, never each with each. A match needs the same
measure and scope (their words), the same kind of figure in the same unit, and periods one year apart. Where last
year's report prints several values under one name, only agreement counts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from vqr_check.claims import Statements, statements
from vqr_check.claims.cells import combined
from vqr_check.claims.mentions import Mention
from vqr_check.claims.nouns import covered, nouns, similar, weight
from vqr_check.model import Claim, Document, Relation, Strength
from vqr_check.packs import Packs
from vqr_check.record import dataclass
from vqr_check.relations.earlier import (
    LEVELS,
    LIKE,
    NAMING,
    Earlier,
    Fact,
    Sentences,
    Words,
    earlier_report,
    facts,
    words_of,
    year_of,
)
from vqr_check.relations.readings import verdict

CHANGES = {"amount": "delta", "rate": "growth", "point": "point"}
TABLE_CHANGES = {"change": "delta", "growth": "growth", "point": "point"}
LONG = 4  # digits from which on a figure is not the same by chance


@dataclass(frozen=True, slots=True)
class Since:
    """What came of comparing a report with last year's."""

    relations: tuple[Relation, ...] = ()
    copies: tuple[tuple[Claim, Claim], ...] = ()  # this year's figure, and last year's that it repeats
    notes: tuple[str, ...] = ()


def since(said: Statements, document: Document, previous: Document, packs: Packs) -> Since:
    """Compare what a report says with last year's report; notes say why nothing was compared."""
    if previous.sha256 == document.sha256:
        return Since(notes=("--previous 给的就是这份报告本身，没有与它核对；请给上一年的报告。",))
    count = sum(1 for _ in said.claims())
    earlier = earlier_report(statements(previous, packs), previous.path, count, packs)
    year = year_of(said, packs)
    if not earlier.follows(year):
        told = f"{previous.path} 写的是{earlier.year}年，本报告是{year}年，不是上一年的报告，没有与它核对。"
        return Since(notes=(told,))
    printed = tuple(facts(said, year, packs))
    redefined = _redefined(said, packs)
    codes = {family: rule["code"] for rule in packs.entries("rule") for family in rule.get("previous", ())}
    found = (
        *_figures(printed, earlier, redefined, codes),
        *_changes(said, printed, earlier, redefined, codes, packs),
        *_columns(said, printed, earlier, redefined, codes, words_of(packs)),
    )
    return Since(found, tuple(_copies(printed, earlier, redefined, words_of(packs))))


# ---- relations ----------------------------------------------------------------------------


def _figures(
    printed: Sequence[Fact], earlier: Earlier, redefined: Redefined, codes: Mapping[str, str]
) -> Iterator[Relation]:
    """Last year's figures that this year's report prints."""
    for fact in printed:
        if fact.when == "before" and not redefined.covers(fact):
            yield from _settled(earlier, fact, "equal", codes, {"b": fact.claim}, "a", 1)


def _changes(
    said: Statements,
    printed: Sequence[Fact],
    earlier: Earlier,
    redefined: Redefined,
    codes: Mapping[str, str],
    packs: Packs,
) -> Iterator[Relation]:
    """The changes since last year of sentences that do not print last year's figure themselves."""
    by_id = {fact.claim.id: fact for fact in printed}
    words = words_of(packs)
    verbs = frozenset(packs.table("vocabulary")["up"]) | frozenset(packs.table("vocabulary")["down"])
    for passage, found in zip(said.passages, said.mentions, strict=True):
        sentences = Sentences.of(passage.text, words)
        both = {m.sentence for m in found if m.claim.id in by_id and by_id[m.claim.id].when == "before"}
        for mention in found:
            if mention.role not in CHANGES or mention.sentence in both:
                continue
            ahead = sentences.before(mention.quantity.start)
            if not words.since.search(ahead) or words.not_since.search(ahead):
                continue
            now = _now(mention, found, by_id, verbs)
            if now is None or now.when != "now" or redefined.covers(now):
                continue
            family = CHANGES[mention.role]
            if family == "growth" and (now.kind == "share" or words.of_share.search(mention.claim.measure)):
                continue  # …率增长5.41%: whether points are meant is another rule's question
            members = {"now": now.claim, "rate" if family == "growth" else "change": mention.claim}
            yield from _settled(earlier, now, family, codes, members, "before", mention.direction)


def _settled(
    earlier: Earlier,
    wanted: Fact,
    family: str,
    codes: Mapping[str, str],
    members: Mapping[str, Claim],
    missing: str,
    direction: int,
) -> Iterator[Relation]:
    """The relation with last year's figure in its place; a failing one only where that figure is beyond doubt."""
    found, certain = earlier.like(wanted)
    order = {"equal": ("a", "b"), "growth": ("now", "before", "rate")}.get(family, ("now", "before", "change"))
    failing = None
    for fact in found:
        if family == "growth" and fact.claim.quantity.value <= 0:
            continue
        figures = {**members, missing: earlier.cited(fact)}
        strength: Strength = "explicit" if certain else "likely"
        roles = tuple((role, figures[role]) for role in order)
        relation = Relation(family, roles, direction, strength, "previous", rule=codes[family])
        if verdict(relation) != "contradicted":
            yield relation
            return
        failing = relation
    if failing is not None and len({fact.claim.quantity.value for fact in found}) == 1:
        yield failing


def _now(mention: Mention, found: Sequence[Mention], by_id: Mapping[int, Fact], verbs: frozenset[str]) -> Fact | None:
    """This year's level that a change led to: the one it names, else the last one before it in its sentence."""
    levels = [
        by_id[m.claim.id]
        for m in found[: mention.order]
        if m.claim.id in by_id and m.sentence == mention.sentence and _may_change(m, mention)
    ]
    named = mention.claim.keys - verbs
    if weight(named) >= NAMING:
        passage = [by_id[m.claim.id] for m in found if m.claim.id in by_id and _may_change(m, mention)]
        fits = [f for f in passage if similar(f.keys, named) >= LIKE or covered(f.keys, named) == 1]
        return fits[0] if len(fits) == 1 else None
    return levels[-1] if levels else None


def _may_change(level: Mention, change: Mention) -> bool:
    share = level.quantity.kind in ("percent", "permille")
    if change.role == "point":
        return share and level.role in LEVELS
    if change.role == "amount":
        return not share and level.role in LEVELS and level.quantity.unit == change.quantity.unit
    return level.role in LEVELS


def _columns(
    said: Statements,
    printed: Sequence[Fact],
    earlier: Earlier,
    redefined: Redefined,
    codes: Mapping[str, str],
    words: Words,
) -> Iterator[Relation]:
    """The change columns of tables that do not print last year's value beside them."""
    by_id = {fact.claim.id: fact for fact in printed}
    for grid in said.grids:
        if any(fact.when == "before" for claim in grid.claims if (fact := by_id.get(claim.id))):
            continue
        for lines, panel in zip(grid.rows, grid.panels, strict=True):
            changes = [
                c
                for c in panel
                if grid.cols[c].kind in TABLE_CHANGES and words.since_header.search("".join(grid.cols[c].path))
            ]
            levels = [c for c in panel if grid.cols[c].kind not in (*TABLE_CHANGES, "index", "text", "unit")]
            if not changes or len(levels) != 1:
                continue
            for row in lines:
                now = grid.at.get((row.index, levels[0]), ())
                fact = by_id.get(now[0].id) if len(now) == 1 else None
                if fact is None or redefined.covers(fact):
                    continue
                for col in changes:
                    change = grid.at.get((row.index, col), ())
                    if len(change) == 1:
                        family = TABLE_CHANGES[combined(row, grid.cols[col])]
                        role = "rate" if family == "growth" else "change"
                        members = {"now": now[0], role: change[0]}
                        yield from _settled(earlier, fact, family, codes, members, "before", 1)


# ---- what is not compared -----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Redefined:
    """The sentences that say that an indicator's 口径 has changed."""

    sentences: tuple[tuple[str, frozenset[str]], ...]

    def covers(self, fact: Fact) -> bool:
        """Whether one of them is about this fact: it stands there, or its words do."""
        return any(
            (fact.sentence and fact.sentence == text) or covered(fact.keys, keys) >= LIKE
            for text, keys in self.sentences
        )


def _redefined(said: Statements, packs: Packs) -> Redefined:
    words, noun = words_of(packs), nouns(packs)
    found = []
    for passage in said.passages:
        if words.changed.search(passage.text):
            sentences = Sentences.of(passage.text, words)
            for start in sentences.starts:
                text = sentences.at(start)
                if words.changed.search(text):
                    found.append((text, noun.keys(text)))
    return Redefined(tuple(found))


# ---- copies -------------------------------------------------------------------------------


def _copies(
    printed: Sequence[Fact], earlier: Earlier, redefined: Redefined, words: Words
) -> Iterator[tuple[Claim, Claim]]:
    """Long figures that are said to be of this year and are last year's to the last digit: now, and then."""
    for fact in printed:
        if not fact.dated or not _long(fact.claim) or redefined.covers(fact):
            continue
        name = fact.claim.measure + "".join(fact.claim.scope)
        if words.unchanged.search(fact.sentence) or words.standing.search(name):
            continue
        found, certain = earlier.like(fact)
        if certain and len(found) == 1 and _same_figure(fact.claim, found[0].claim):
            yield fact.claim, earlier.cited(found[0])


def _long(claim: Claim) -> bool:
    quantity = claim.quantity
    return len(quantity.value.normalize().as_tuple().digits) >= LONG and not quantity.hedge


def _same_figure(a: Claim, b: Claim) -> bool:
    p, q = a.quantity, b.quantity
    return (p.value, p.step, p.unit) == (q.value, q.step, q.unit)
