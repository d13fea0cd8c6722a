"""The summary over many reports: what was found by rule, by file and by section, and what comes from their template."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from vqr_check.model import Report, Severity
from vqr_check.record import dataclass


@dataclass(frozen=True, slots=True)
class Found:
    """A finding of one report, as far as a summary needs it."""

    rule: str
    title: str
    severity: Severity
    message: str
    section: str  # the outermost heading above it; "" where it stands before every heading
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Brief:
    """What a summary keeps of a report, small enough to hold for many thousands of them."""

    path: str
    sha256: str
    found: tuple[Found, ...]
    agreed: int
    contradicted: int
    unchecked: int

    def count(self, severity: Severity) -> int:
        """How many findings have this severity."""
        return sum(f.severity == severity for f in self.found)


@dataclass(frozen=True, slots=True)
class Line:
    """How often something was found: all together, and in how many reports."""

    name: str
    title: str
    errors: int
    warnings: int
    infos: int
    reports: int

    @property
    def total(self) -> int:
        """All findings of the line."""
        return self.errors + self.warnings + self.infos


@dataclass(frozen=True, slots=True)
class Template:
    """One contradiction that several different reports hold alike: the template's, not theirs."""

    rule: str
    title: str
    severity: Severity
    message: str
    fingerprint: str
    paths: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """The counts over many reports; what was found most stands first."""

    reports: int
    failures: int
    by_rule: tuple[Line, ...]
    by_file: tuple[Line, ...]  # files with findings
    by_section: tuple[Line, ...]
    templates: tuple[Template, ...]
    agreed: int
    contradicted: int
    unchecked: int

    def count(self, severity: Severity) -> int:
        """How many findings have this severity, over all reports."""
        index = ("error", "warning", "info").index(severity)
        return sum((line.errors, line.warnings, line.infos)[index] for line in self.by_rule)


def brief(report: Report) -> Brief:
    """What a summary needs of a report."""
    ledger = report.ledger
    return Brief(
        report.path,
        report.document.sha256,
        tuple(
            Found(f.rule, f.title, f.severity, f.message, "".join(f.location.section[:1]), f.fingerprint)
            for f in report.findings
        ),
        ledger.count("agreed"),
        ledger.count("contradicted"),
        ledger.count("unchecked"),
    )


def summary(briefs: Sequence[Brief], failures: int = 0) -> Summary:
    """Sum up reports; ``failures`` is how many more could not be checked."""
    found = [(b, f) for b in briefs for f in b.found]
    return Summary(
        reports=len(briefs),
        failures=failures,
        by_rule=_lines((f.rule, f.title, b, f) for b, f in found),
        by_file=_lines((b.path, "", b, f) for b, f in found),
        by_section=_lines((f.section, "", b, f) for b, f in found),
        templates=_templates(briefs),
        agreed=sum(b.agreed for b in briefs),
        contradicted=sum(b.contradicted for b in briefs),
        unchecked=sum(b.unchecked for b in briefs),
    )


def _lines(found: Iterable[tuple[str, str, Brief, Found]]) -> tuple[Line, ...]:
    counts: dict[str, Counter[Severity]] = defaultdict(Counter)
    paths: dict[str, set[str]] = defaultdict(set)
    titles: dict[str, str] = {}
    for name, title, report, one in found:
        counts[name][one.severity] += 1
        paths[name].add(report.path)
        titles[name] = title
    lines = (
        Line(name, titles[name], count["error"], count["warning"], count["info"], len(paths[name]))
        for name, count in counts.items()
    )
    return tuple(sorted(lines, key=lambda line: (-line.errors, -line.warnings, -line.total, line.name)))


def _templates(briefs: Sequence[Brief]) -> tuple[Template, ...]:
    """Findings with one fingerprint in reports of different content, most widespread first."""
    first: dict[str, Found] = {}
    paths: dict[str, list[str]] = defaultdict(list)
    contents: dict[str, set[str]] = defaultdict(set)
    for report in briefs:
        for mark, one in {f.fingerprint: f for f in report.found if f.fingerprint}.items():
            first.setdefault(mark, one)
            paths[mark].append(report.path)
            contents[mark].add(report.sha256)
    templates = (
        Template(one.rule, one.title, one.severity, one.message, mark, tuple(paths[mark]))
        for mark, one in first.items()
        if len(contents[mark]) > 1
    )
    return tuple(sorted(templates, key=lambda t: (-len(t.paths), t.rule, t.message)))
