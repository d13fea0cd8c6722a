"""Multiples of figures further off: of the year that the words name, of a name in the sentence before, row by row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from vqr_check.claims.mentions import Mention
from vqr_check.claims.nouns import covered
from vqr_check.model import Claim, Relation
from vqr_check.relations.context import NAMED, Surroundings, close_kind
from vqr_check.relations.growing import Words
from vqr_check.relations.past import Past
from vqr_check.relations.readings import Reading, figures, reading, settle, verdict
from vqr_check.slips import coarseness

LEVEL = frozenset({"level", "mean", "before"})
TOLD = frozenset({"multiple", "ratio"})
REACH, BACK = 2, 16  # sentences in front of a multiple in which its figures are looked for, and figures
OF_YEAR, BEHIND, NAMES, SERIES, ROW, GUESS = map(Decimal, ("0.93", "0.95", "0.92", "0.9", "0.95", "0.6"))
TELLING = Decimal("0.05")  # a quotient that would hold by accident more often bears out no row


def of_year(
    mention: Mention, found: Sequence[Mention], around: Surroundings, before: Past, words: Words
) -> Iterator[Reading]:
    """由2018年的31亿元增至48亿元，是2018年的1.55倍; 入库203家，为2020年的2.4倍（2020年为84家）."""
    said = words.dated.search(mention.base)
    year = said["year"] if said is not None else None
    if not year:
        return
    near = _near(mention, found, 1)
    behind = found[mention.order + 1] if mention.order + 1 < len(found) else None
    here = [m for m in near if m.sentence == mention.sentence]
    if behind is not None and behind.bracket and not mention.bracket and year in behind.gap:
        for rank, now in enumerate(m for m in here if close_kind(m.claim, behind.claim)):
            yield _times(now.claim, behind.claim, mention, BEHIND if not rank else GUESS)
        return
    name = around.nouns.keys(
        words.listed_year.sub("", words.equals.sub("", mention.before.rpartition(mention.base)[0]))
    )
    then = [m for m in near if year in m.gap]
    own = words.listed_year.search(mention.before.rpartition(mention.base)[0])
    for rank, old in enumerate(then):
        after = [m for m in near if m.order > old.order and m not in then and close_kind(m.claim, old.claim)]
        dated = [m for m in after if own is not None and own["year"] in m.gap]
        fits = [m for m in (dated or after) if not name or not m.claim.keys or covered(name, m.claim.keys) >= NAMED]
        for place, now in enumerate(fits):
            sure = OF_YEAR if not rank and not place and (dated or now.order == old.order + 1) else GUESS
            yield _times(now.claim, old.claim, mention, sure)
    if then:
        return
    for series, fit in before.dated.named(name, frozenset(), "value"):
        now_year = int(own["year"]) if own is not None else before.year
        this, old_one = series.values.get(now_year), series.values.get(int(year))
        if this is not None and old_one is not None and this.id != old_one.id:
            yield _times(this, old_one, mention, SERIES * fit)


def of_names(mention: Mention, found: Sequence[Mention], around: Surroundings, words: Words) -> Iterator[Reading]:
    """本科生6843元，硕士生10517元。硕士生的收入相当于本科生的1.54倍: both bear their names."""
    what = words.equals.sub("", mention.before.rpartition(mention.base)[0])
    mine, other = around.nouns.keys(what), around.nouns.keys(mention.base)
    near = _near(mention, found, REACH)
    nows = [m for m in near if _named(m, mine, other)]
    thens = [m for m in near if _named(m, other, mine)]
    if not mine or not other or not nows or not thens:
        return
    now, then = nows[0], thens[0]
    if now is not then and close_kind(now.claim, then.claim):
        yield _times(now.claim, then.claim, mention, NAMES if len(nows) == len(thens) == 1 else GUESS)


def row_by_row(mention: Mention, found: Sequence[Mention]) -> Relation | None:
    """现金流量净额分别为A、B和C，净利润分别为D、E和F，两者之比分别为0.86、0.72和0.58: place by place."""
    row = [m for m in found[mention.series : mention.series + BACK] if m.series == mention.series and m.role in TOLD]
    if len(row) < 2 or mention not in row:
        return None
    levels: dict[int, list[Mention]] = {}
    for m in found[max(0, row[0].order - 2 * BACK) : row[0].order]:
        if m.role in LEVEL and m.sentence >= row[0].sentence - REACH:
            levels.setdefault(m.series, []).append(m)
    rows = [held for held in levels.values() if len(held) == len(row)]
    place, best, most = row.index(mention), None, 0
    for nows in rows:
        for thens in rows:
            if nows is thens or not close_kind(nows[0].claim, thens[0].claim):
                continue
            told = [_times(a.claim, b.claim, m, ROW) for a, b, m in zip(nows, thens, row, strict=True)]
            fits = [r.relation for r in told if verdict(r.relation) != "contradicted"]
            if len(fits) > most and 2 * len(fits) >= len(row) and _chance(fits) < TELLING:
                best, most = told[place], len(fits)
    return settle([best]) if best is not None else None


def _chance(held: Sequence[Relation]) -> Decimal:
    """How likely all of these quotients would hold by accident."""
    out = Decimal(1)
    for relation in held:
        out *= coarseness("times", figures(relation), relation.direction)
    return out


def _named(level: Mention, wanted: frozenset[str], other: frozenset[str]) -> bool:
    """Whether a figure bears these words, and not rather the other ones."""
    keys = level.claim.keys
    return bool(keys & wanted - other) and not (other - wanted and other - wanted <= keys)


def _near(mention: Mention, found: Sequence[Mention], reach: int) -> list[Mention]:
    """The levels in front of a multiple, the nearest first."""
    near = reversed(found[max(0, mention.order - BACK) : mention.order])
    return [
        m
        for m in near
        if m.role in LEVEL and m.sentence >= mention.sentence - reach and m.quantity.kind not in ("percent", "permille")
    ]


def _times(now: Claim, then: Claim, mention: Mention, sure: Decimal) -> Reading:
    claim = mention.claim
    return reading("times", sure, "times", now=now, before=then, rate=claim)
