"""Mentions: every quantity of the running text with its clause around it and the part it plays there."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

import regex

from vqr_check.claims.nouns import nouns
from vqr_check.claims.passages import Passage
from vqr_check.claims.runs import Run
from vqr_check.model import Claim, Location, Quantity, Scan
from vqr_check.packs import Packs, compiled
from vqr_check.packs.kept import kept, written
from vqr_check.packs.needed import needed
from vqr_check.packs.sought import needed_by
from vqr_check.record import dataclass

SEPARATORS = tuple((marks[0], frozenset(marks)) for marks in ("\n", "。！？!?", "；;", "：:", "，,", "、和及与以"))
CUED = 60  # characters in front of a figure in which a cue may stand
_BRACKET = regex.compile(r"[（(]|[）)]")


@dataclass(frozen=True, slots=True, eq=False)
class Mention:
    """A claim in running text.

    ``role`` is one of: level (how many there are), share, rate (of change), amount (of change), point, multiple,
    mean, ratio, before (an earlier level), plan…: the names in ``[[role]]`` of the packs.
    """

    claim: Claim
    quantity: Quantity  # the claim's: most questions about a mention are about it
    role: str
    passage: int
    sentence: int  # counts through the passage
    clause: int  # counts through the passage
    order: int  # its number in the passage
    before: str  # its clause up to the figure, from the last mention of the clause on
    after: str  # what follows in the clause, up to the next mention
    lead: str  # the whole clause before the figure
    gap: str  # all that stands between the last mention and this one
    host: str = ""  # in a bracket: what stands in front of it, 学前师范学院（1502人，占比32.89%）
    base: str = ""  # share: the words that name the whole; multiple: what it is a multiple of
    direction: int = 1
    bracket: int = 0  # number of the bracket it stands in; 0 outside
    series: int = 0  # number of the mention that opens the row it stands in (12%、30%和58%); its own when alone
    separator: str = ""  # the punctuation between the last mention and this one, strongest mark
    cues: frozenset[str] = frozenset()  # of_which, total, each, year_ago, …: the names in ``[[cue]]``

    @property
    def of_which(self) -> bool:
        """Whether 其中 introduces it: in front of it, with no full stop in between."""
        return "其中" in self.gap.rpartition("。")[2]


@dataclass(frozen=True, slots=True)
class _Role:
    name: str
    kinds: frozenset[str]
    before: Any
    after: Any
    host: Any  # in a bracket: what stands in front of it
    said: Any  # what stands in front of it, be it in the clause before
    direction: int
    behind: frozenset[str]  # roles of which the figure before must have one; empty: any
    needs: frozenset[str]  # characters of which ``before`` needs one; empty where that cannot be told
    needs_after: frozenset[str]


@dataclass(frozen=True, slots=True)
class Grammar:
    """The compiled roles, cues and separators of the packs."""

    roles: tuple[_Role, ...]
    cues: tuple[tuple[str, Any, Any, frozenset[str]], ...]  # name, pattern before, pattern after, what the first needs
    sentence_end: Any
    clause_end: Any
    host: Any  # what a bracket belongs to: the words in front of it
    joined: Any  # what stands between the members of a row
    trim: Any  # what may be cut from the end of a phrase before its figure: verbs, hedges, particles
    head: Any  # the noun behind a counter: 9个「专业」
    period: Any
    gone: Any  # periods that hold for one figure alone
    bracket: Any
    subject: Any  # what opens a clause without naming anything: 其中, 另有…


@cache
def grammar(packs: Packs) -> Grammar:
    """The sentence patterns of the packs, compiled."""
    tables = (packs.table("phrases"), packs.table("vocabulary"))
    source = (*tables, packs.entries("role"), packs.entries("cue"), written(needed))
    return kept("sentences", source, Grammar, lambda: _grammar(packs))


def _grammar(packs: Packs) -> Grammar:
    words = packs.table("phrases")
    shared = {name: "|".join(options) for name, options in packs.table("vocabulary").items()}

    def phrase(name: str) -> Any:
        return compiled(words[name], {}, shared)

    def part(entry: Mapping[str, Any], key: str) -> Any:
        return compiled(entry[key], entry, shared) if key in entry else None

    return Grammar(
        roles=tuple(
            _Role(
                entry["name"],
                frozenset(entry.get("kinds", ())),
                part(entry, "before"),
                part(entry, "after"),
                part(entry, "host"),
                part(entry, "said"),
                entry.get("direction", 1),
                frozenset(entry.get("behind", ())),
                needed_by(part(entry, "before")),
                needed_by(part(entry, "after")),
            )
            for entry in packs.entries("role")
        ),
        cues=tuple(
            (entry["name"], ahead := part(entry, "before"), part(entry, "after"), needed_by(ahead))
            for entry in packs.entries("cue")
        ),
        sentence_end=phrase("sentence_end"),
        clause_end=phrase("clause_end"),
        host=phrase("host"),
        joined=phrase("joined"),
        trim=phrase("trim"),
        head=phrase("head"),
        period=phrase("period"),
        gone=phrase("gone"),
        bracket=_BRACKET,
        subject=phrase("subject"),
    )


def mentions(
    number: int, passage: Passage, scan: Scan, packs: Packs, first_id: int, apart: Sequence[Run] = ()
) -> Iterator[Mention]:
    """The mentions of one passage in text order; claim ids count from ``first_id``.

    The figures of ``apart`` stand in rows as in a table: they are no mentions, and the text around them is parted.
    """
    rules, noun = grammar(packs), nouns(packs)
    text, figures = passage.text, scan.quantities
    parted = [at for run in apart for at in (run.start, run.end)]
    sentences = sorted({0, *(m.end() for m in rules.sentence_end.finditer(text)), *parted})
    clauses = sorted({0, *(m.end() for m in rules.clause_end.finditer(text)), *parted})
    held = {k: run for run in apart for k in range(run.first, run.last + 1)}
    brackets = _brackets(rules, text)
    opened = [start for start, _ in brackets]
    reached, period, period_of = 0, "", -1
    last: Mention | None = None
    order = -1
    for k, quantity in enumerate(figures):
        start, end = quantity.start, quantity.end
        if k in held:
            last, reached = None, max(end, held[k].end)
            continue
        order += 1
        sentence = bisect_right(sentences, start) - 1
        clause = bisect_right(clauses, start) - 1
        inside = bisect_right(opened, start)
        inside = inside if inside and start < brackets[inside - 1][1] else 0
        stop = clauses[clause + 1] - 1 if clause + 1 < len(clauses) else len(text)
        if k + 1 < len(figures):
            stop = min(stop, figures[k + 1].start)
        begin = max(clauses[clause], reached, brackets[inside - 1][0] + 1 if inside else 0)
        before, after, gap = text[begin:start], text[end:stop], text[reached:start]
        if period_of != sentence:
            period, period_of = "", sentence
        if period and rules.gone.fullmatch(period):
            period = ""
        for found in rules.period.finditer(gap):
            if not (rules.gone.fullmatch(found[0]) and enclosed(gap, found.start())):
                period = found[0]
        host = _host(rules, text, brackets[inside - 1][0]) if inside else ""
        alike = last is not None and last.quantity.kind == quantity.kind and last.sentence == sentence
        if last is not None and alike and rules.joined.fullmatch(before) and reached:
            role, base, direction = last.role, last.base, last.direction  # one of a row: 12%、30%和58%
            series = last.series
        elif last is not None and last.role == "amount" and _bare(last, gap):
            role, base, direction, series = last.role, last.base, last.direction, last.series  # 各减少4.2，3.1万元
        else:
            beside = last if last is not None and last.sentence == sentence else None
            said = text[max(0, start - CUED) : start]
            role, base, direction = _role(_roles(packs, quantity.kind), before, after, beside, host, said)
            series = order
        block, at = passage.locate(quantity.number[0])
        figure = text[quantity.number[0] : quantity.number[1]]
        phrase = noun_phrase(rules, before, after)
        if not phrase:  # 建筑专业人数最多，为76人: the words stand in the clause before
            phrase = noun_phrase(rules, _last_words(rules, gap), "")
        if not phrase and last is not None and last.sentence == sentence and last.quantity.unit == quantity.unit:
            phrase = last.claim.measure  # 由76人增至84人
        last = Mention(
            claim=Claim(
                id=first_id + k,
                location=Location(block.part, block.index, None, None, at, at + len(figure), figure, block.section),
                quantity=quantity,
                measure=phrase,
                keys=noun.keys(phrase),
                period=period,
            ),
            quantity=quantity,
            role=role,
            passage=number,
            sentence=sentence,
            clause=clause,
            order=order,
            before=before,
            after=after,
            lead=text[clauses[clause] : start],
            gap=gap,
            host=host,
            base=base,
            direction=direction,
            bracket=inside,
            series=series,
            separator=_separator(gap),
            cues=_cues(rules, gap[-CUED:], after),
        )
        yield last
        reached = end


def _cues(rules: Grammar, gap: str, after: str) -> frozenset[str]:
    """The names of the cues that stand before or behind a figure."""
    present = frozenset(gap)
    return frozenset(
        [
            name
            for name, ahead, behind, needs in rules.cues
            if (ahead is not None and not (needs and needs.isdisjoint(present)) and ahead.search(gap))
            or (behind is not None and behind.match(after))
        ]
    )


def _bare(last: Mention, gap: str) -> bool:
    """Whether nothing but a comma stands behind a figure without a unit: the next one goes on with its row."""
    return last.quantity.end == last.quantity.number[1] and gap.strip() in ("，", ",")


def enclosed(text: str, at: int) -> bool:
    """Whether a place stands in a bracket that opens and closes in this text: 收入9万元（含年初结转）、支出9万元."""
    inside = False
    for mark in _BRACKET.finditer(text):
        if mark.start() >= at:
            return inside and mark[0] in "）)"
        inside = mark[0] in "（("
    return False


def noun_phrase(rules: Grammar, before: str, after: str) -> str:
    """The words of a clause that name what its figure counts: those before it, and the noun behind its counter."""
    ahead = rules.subject.sub("", rules.trim.sub("", before.strip()))
    behind = rules.head.match(after)
    return str(ahead) + (behind[1] if behind else "")


def _host(rules: Grammar, text: str, opened: int) -> str:
    """The words in front of a bracket, back to the last mark."""
    return str(rules.host.search(text[max(0, opened - 40) : opened])[0])


def _last_words(rules: Grammar, gap: str) -> str:
    """The last clause of a gap that says anything."""
    for clause in reversed(rules.clause_end.split(gap)):
        if len(rules.trim.sub("", clause.strip())) > 1:
            return str(clause)
    return ""


def _separator(gap: str) -> str:
    """The strongest punctuation mark of a gap: a full stop before a semicolon, before a comma, before 、."""
    return next((mark for mark, like in SEPARATORS if not like.isdisjoint(gap)), "")


def _brackets(rules: Grammar, text: str) -> list[tuple[int, int]]:
    """The brackets of a text, outermost only, as (start, end) in order."""
    out, depth, opened = [], 0, 0
    for m in rules.bracket.finditer(text):
        if m[0] in "（(":
            if depth == 0:
                opened = m.start()
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0:
                out.append((opened, m.end()))
    return out


@cache
def _roles(packs: Packs, kind: str) -> tuple[_Role, ...]:
    """The roles that a quantity of this kind may have."""
    return tuple(role for role in grammar(packs).roles if not role.kinds or kind in role.kinds)


def _role(
    roles: Sequence[_Role], before: str, after: str, last: Mention | None, host: str, said: str
) -> tuple[str, str, int]:
    present, present_after = frozenset(before), frozenset(after)
    for role in roles:
        if role.needs and role.needs.isdisjoint(present):
            continue
        if role.needs_after and role.needs_after.isdisjoint(present_after):
            continue
        if role.behind and (last is None or last.role not in role.behind):
            continue
        if role.host is not None and not (host and role.host.search(host)):
            continue
        if role.said is not None and not role.said.search(said):
            continue
        found = role.before.search(before) if role.before is not None else None
        if role.before is not None and not found:
            continue
        behind = role.after.match(after) if role.after is not None else None
        if role.after is not None and not behind:
            continue
        groups = {**(found.groupdict() if found else {}), **(behind.groupdict() if behind else {})}
        inherited = last.direction if role.behind and last is not None else 1
        return role.name, (groups.get("base") or "").strip(), role.direction * inherited
    return "level", "", 1
