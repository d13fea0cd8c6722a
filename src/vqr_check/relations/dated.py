"""Series: one measure over several years, from a table's rows and columns or a row of figures that names its years."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import groupby

from vqr_check.claims import Statements
from vqr_check.claims.mentions import Mention
from vqr_check.claims.nouns import Nouns, covered
from vqr_check.model import Claim
from vqr_check.record import dataclass
from vqr_check.relations.earlier import Words as Periods
from vqr_check.relations.growing import Words, spelled

VALUES = {"value": "value", "mean": "value", "share": "share", "rate": "share"}
TOLD = {"level": "value", "mean": "value", "share": "share", "quota": "share", "percentage": "share"}
KEPT = 60  # series looked at for one word
NAMED = Decimal("0.5")  # of their words that a phrase and a series share, at least


@dataclass(frozen=True, slots=True, eq=False)
class Series:
    """One measure's values by year; a report that says 本年 and 上年 only has its own year and the one before."""

    keys: frozenset[str]  # words of its measure and scope
    cut: frozenset[str]  # … of both in one, as a sentence would say it
    wide: frozenset[str]  # of its table's caption and headings besides
    kind: str  # value or share
    values: Mapping[int, Claim]
    place: tuple[int, int]  # passage and sentence of a row in running text; (-1, -1) in tables
    row: tuple[Claim, ...] = ()  # all figures of a row in running text


@dataclass(frozen=True, slots=True, eq=False)
class Dated:
    """The series of a report by the words that name them, and those of running text by their sentence."""

    by_word: Mapping[str, Sequence[Series]]
    by_place: Mapping[tuple[int, int], Sequence[Series]]

    def named(self, keys: frozenset[str], around: frozenset[str], kind: str) -> Iterator[tuple[Series, Decimal]]:
        """The series that these words name, with how well, from 0 to 1.

        ``around`` are words of the clause and its headings, that may hold what a table says in its rows.
        """
        if not keys:
            return
        rarest = min(keys, key=lambda word: (len(self.by_word.get(word, ())) or 10**6, word))
        near = {id(s): s for word in (rarest, *sorted(keys)[:3]) for s in self.by_word.get(word, ())[:KEPT]}
        for series in near.values():
            if series.kind == kind:
                told = covered(keys, series.keys | series.cut | series.wide)
                fit = min(told, max(covered(own, keys | around) for own in (series.keys, series.cut)))
                if fit >= NAMED:
                    yield series, fit


def dated(said: Statements, year: int, words: Words, periods: Periods, noun: Nouns) -> Dated:
    """Collect what a report about ``year`` prints of one measure in several years."""
    by_word: dict[str, list[Series]] = {}
    by_place: dict[tuple[int, int], list[Series]] = {}
    for series in (*_told(said, year, words), *_tabled(said, year, periods, noun)):
        for word in series.keys | series.cut:
            by_word.setdefault(word, []).append(series)
        if series.place[0] >= 0:
            by_place.setdefault(series.place, []).append(series)
    return Dated(by_word, by_place)


def _tabled(said: Statements, year: int, periods: Periods, noun: Nouns) -> Iterator[Series]:
    for grid in said.grids:
        if not grid.dated:
            continue
        wide = noun.keys(" ".join((grid.caption, *grid.block.section)))
        found: dict[tuple[str, str, tuple[str, ...], str], dict[int, Claim]] = {}
        doubtful = set[tuple[str, str, tuple[str, ...], str]]()
        for _, _, sort, claims in grid.crossings():
            kind = VALUES.get(sort, "")
            for claim in claims if kind else ():
                when = _year(claim.period, year, periods)
                if when is not None:
                    name = (kind, claim.measure, claim.scope, claim.quantity.unit)
                    if when in found.setdefault(name, {}):
                        doubtful.add(name)
                    found[name][when] = claim
        for name, values in found.items():
            if len(values) > 1 and name not in doubtful:
                claim = next(iter(values.values()))
                own = claim.keys | noun.keys(" ".join(claim.scope))
                cut = noun.keys("".join((claim.measure, *claim.scope)))  # 初级 of 职称 is 初级职称
                yield Series(own, cut, wide, name[0], values, (-1, -1))


def _year(period: str, year: int, periods: Periods) -> int | None:
    """The year of a table's period, None where it says none."""
    if period[:4].isdecimal():
        return int(period[:4])
    if period and periods.earlier.search(period):
        return year - 1
    return year if period and periods.now.search(period) else None


def _told(said: Statements, year: int, words: Words) -> Iterator[Series]:
    """2021年、2022年和2023年分别为A、B和C; 近三年依次为A、B和C."""
    for found in said.mentions:
        for _, group in groupby(found, lambda m: m.series):
            row = list(group)
            kind = TOLD.get(row[0].role, "")
            if len(row) < 2 or not kind or any(m.quantity.unit != row[0].quantity.unit for m in row):
                continue
            years = _years(row, found[row[-1].order + 1 :], year, words)
            if len(years) == len(row):
                values = {when: m.claim for when, m in zip(years, row, strict=True) if when}
                place = (row[0].passage, row[0].sentence)
                yield Series(
                    row[0].claim.keys, row[0].claim.keys, frozenset(), kind, values, place, tuple(m.claim for m in row)
                )


def _years(row: Sequence[Mention], later: Sequence[Mention], year: int, words: Words) -> list[int]:
    """The years that a row of figures is said to be of, 0 for a part of a year; empty where they do not fit."""
    lead = words.stop.split(row[0].gap)[-1]
    named = [0 if m["part"] else int(m["year"]) for m in words.listed_year.finditer(lead)]
    if len(named) == len(row):
        return named
    span = words.year_span.search(lead)
    if span is not None and len(named) <= 2:
        first, last = int(span["first"]), int(span["last"])
        last += first // 100 * 100 if last < 100 else 0
        return list(range(first, last + 1)) if last - first + 1 == len(row) else []
    recent = words.recent.search(lead)
    each = recent is None and len(row) > 2 and words.each_period.search(lead) is not None  # 报告期各期分别为A、B和C
    if named or (recent is None and not each):
        return []
    partial = recent is not None and bool(recent["part"])  # 近三年及一期: the last is not yet a year
    count = len(row) if recent is None else spelled(recent["n"], words)
    if count + partial != len(row):
        return []
    said = sorted(
        {int(m["year"]) for n in later if n.sentence == row[0].sentence for m in words.listed_year.finditer(n.gap)}
    )
    if len(said) == count and said[-1] - said[0] == count - 1:
        return [*said, *([0] if partial else [])]
    if partial or not year or (said and said[-1] > year):
        return []
    return list(range(year - count + 1, year + 1))
