"""Numbers every figure that a rendering marks, and ties it to its checks and findings."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from vqr_check.model import Check, Entry, Location, Report, Status
from vqr_check.record import dataclass

Holder = tuple[str, int, int | None, int | None]


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked figure: a number of the ledger, or a place that only findings point at."""

    id: int
    location: Location
    status: Status | Literal["noted"]  # noted: no number of the ledger, a finding points at it
    entry: Entry | None
    checks: tuple[int, ...]  # positions in Marks.checks
    findings: tuple[int, ...]  # positions in the report's findings


@dataclass(frozen=True, slots=True)
class Marks:
    """All marks of a report, in no holder two that overlap."""

    marks: tuple[Mark, ...]
    checks: tuple[Check, ...]
    holders: Mapping[Holder, Sequence[Mark]]  # in text order

    def find(self, location: Location) -> Mark | None:
        """The mark that overlaps a location."""
        return None if location.document else _overlapping(self.holders.get(location.holder, ()), location)


def marks_of(report: Report, first: int = 0) -> Marks:
    """The marks of a report, their ids counted from ``first``."""
    holders: dict[Holder, list[tuple[Location, Entry | None]]] = {}
    for location, entry in _wanted(report):
        holders.setdefault(location.holder, []).append((location, entry))
    kept = [pair for pairs in holders.values() for pair in _apart(pairs)]
    kept.sort(key=lambda pair: (_part_order(pair[0]), pair[0].block, pair[0].row or 0, pair[0].col or 0, pair[0].start))
    bare: dict[Holder, list[Mark]] = {}
    for number, (location, entry) in enumerate(kept):
        mark = Mark(first + number, location, entry.status if entry else "noted", entry, (), ())
        bare.setdefault(location.holder, []).append(mark)
    return _tied(report, bare, first)


def _tied(report: Report, bare: Mapping[Holder, Sequence[Mark]], first: int) -> Marks:
    """The same marks with their checks and findings."""
    checks: dict[object, tuple[int, Check]] = {}
    checks_at: dict[int, dict[int, None]] = {}
    findings_at: dict[int, dict[int, None]] = {}

    def note(check: Check, mark: Mark | None) -> None:
        number, _ = checks.setdefault(_key(check), (len(checks), check))
        if mark:
            checks_at.setdefault(mark.id, {})[number] = None

    for holder in bare.values():
        for mark in holder:
            for check in mark.entry.checks if mark.entry else ():
                note(check, mark)
    for number, finding in enumerate(report.findings):
        for location in (finding.location, *(e.location for e in finding.evidence)):
            if location.document:
                continue
            if found := _overlapping(bare.get(location.holder, ()), location):
                findings_at.setdefault(found.id, {})[number] = None
        for check in finding.checks:
            note(check, _overlapping(bare.get(finding.location.holder, ()), finding.location))
    holders = {
        holder: [
            Mark(m.id, m.location, m.status, m.entry, tuple(checks_at.get(m.id, ())), tuple(findings_at.get(m.id, ())))
            for m in marks
        ]
        for holder, marks in bare.items()
    }
    every = sorted((m for marks in holders.values() for m in marks), key=lambda m: m.id)
    return Marks(tuple(every), tuple(check for _, check in checks.values()), holders)


def _wanted(report: Report) -> Iterator[tuple[Location, Entry | None]]:
    for entry in report.ledger.entries:
        yield entry.location, entry
    for finding in report.findings:
        yield finding.location, None
        for evidence in finding.evidence:
            if not evidence.location.document:
                yield evidence.location, None


def _apart(pairs: Sequence[tuple[Location, Entry | None]]) -> Iterator[tuple[Location, Entry | None]]:
    """The pairs of one holder in text order, none over another; the ledger's own come first where two overlap."""
    taken: list[tuple[int, int]] = []
    kept = []
    for location, entry in sorted(pairs, key=lambda pair: (pair[1] is None, pair[0].start, pair[0].end)):
        at = bisect_right(taken, (location.start, location.end))
        before = at > 0 and taken[at - 1][1] > location.start
        after = at < len(taken) and taken[at][0] < location.end
        if location.start < location.end and not before and not after:
            taken.insert(at, (location.start, location.end))
            kept.append((location, entry))
    yield from sorted(kept, key=lambda pair: pair[0].start)


def _overlapping(marks: Sequence[Mark], location: Location) -> Mark | None:
    at = bisect_right(marks, location.start, key=lambda mark: mark.location.start)
    for mark in (*marks[max(at - 1, 0) : at], *marks[at : at + 1]):
        if mark.location.start < location.end and location.start < mark.location.end:
            return mark
    return None


def _key(check: Check) -> object:
    """Cheap to compare, and the same for equal checks."""
    first = check.evidence[0].location if check.evidence else None
    return (check.relation, check.formula, check.reported, len(check.evidence), first)


def _part_order(location: Location) -> tuple[bool, str]:
    return (location.part != "body", location.part)
