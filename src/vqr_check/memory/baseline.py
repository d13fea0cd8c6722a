"""The baseline: findings that a reviewer has looked at, in a text file that survives edits of the report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vqr_check.model import Finding, Report, VqrCheckError
from vqr_check.packs.lines import line_index, line_of
from vqr_check.packs.loading import Source, data_of, read
from vqr_check.packs.schema import problems
from vqr_check.record import dataclass

if TYPE_CHECKING:
    from datetime import date

HEAD = """\
# vqr-check 的基线：看过并决定不再报的问题。每一条请写明原因（reason）和核对人（reviewer）。
# 条目按 fingerprint 对应报告里的问题：文字移动不影响，数字改了就重新报出。不再出现的条目会提示，可以删去。
"""
TEXT = {"type": "string"}
SCHEMA: Mapping[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["version"],
    "properties": {
        "version": {"enum": [1]},
        "finding": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["fingerprint", "rule"],
                "properties": {
                    "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{16}$"},
                    "rule": TEXT, "file": TEXT, "section": TEXT, "figure": TEXT, "message": TEXT,
                    "reason": TEXT, "reviewer": TEXT, "date": TEXT,
                },
            },
        },
    },
}  # fmt: skip
FIELDS = ("fingerprint", "rule", "file", "section", "figure", "message", "reason", "reviewer", "date")


@dataclass(frozen=True, slots=True)
class Entry:
    """A finding that has been settled; ``file``, ``section``, ``figure`` and ``message`` are for the eye only."""

    fingerprint: str
    rule: str
    file: str = ""
    section: str = ""
    figure: str = ""
    message: str = ""
    reason: str = ""
    reviewer: str = ""
    date: str = ""  # when it was settled, 2026-01-31
    line: int = 0  # where it stands in the file


@dataclass(frozen=True, slots=True)
class Baseline:
    """The settled findings of a file; an entry hides one finding."""

    path: str
    entries: tuple[Entry, ...] = ()

    def apply(self, findings: Sequence[Finding], path: str) -> tuple[tuple[Finding, ...], int, tuple[str, ...]]:
        """The findings that are not settled, how many are, and Chinese lines about entries that need a look."""
        left = Counter(entry.fingerprint for entry in self.entries)
        shown = []
        for finding in findings:
            if left[finding.fingerprint]:
                left[finding.fingerprint] -= 1
            else:
                shown.append(finding)
        return tuple(shown), len(findings) - len(shown), tuple(self._notes(left, Path(path).name))

    def _notes(self, left: Counter[str], file: str) -> Iterator[str]:
        name = Path(self.path).name
        mute = 0
        for entry in reversed(self.entries):
            if entry.file != file:
                continue
            if left[entry.fingerprint]:
                left[entry.fingerprint] -= 1
                yield f"{name} 第 {entry.line} 行：{entry.rule}（{entry.figure}）已不再出现，这一条可以删去。"
            elif not entry.reason:
                mute += 1
        if mute:
            yield f"{name}：有 {mute} 条没有写原因（reason），请补上。"


def baseline(path: str | Path, missing: bool = False) -> Baseline:
    """The baseline of a file; raises ``VqrCheckError`` where it cannot be read, unless it may be ``missing``."""
    place = Path(path)
    if missing and not place.exists():
        return Baseline(str(path))
    source = Source(place.stem, str(path), read(place, str(path), "基线文件"))
    data = data_of(source)
    index = line_index(source.text)
    found = list(problems(data, SCHEMA, SCHEMA))
    if found:
        placed = sorted((line_of(index, problem.path), problem.message) for problem in found)
        raise VqrCheckError("\n".join(f"{path}，第 {line} 行：{message}" for line, message in placed))
    entries = (Entry(**entry, line=index["finding", n]) for n, entry in enumerate(data.get("finding", ())))
    return Baseline(str(path), tuple(entries))


def write(reports: Sequence[Report], old: Baseline, today: date) -> bytes:
    """The baseline that settles every finding of these reports, as the bytes of its file.

    ``reports`` are those of a run without this baseline. What reviewers wrote in ``old`` is kept, so are the entries
    of other files; entries of these files that no longer occur are left out.
    """
    known: dict[str, list[Entry]] = {}
    for entry in old.entries:
        known.setdefault(entry.fingerprint, []).append(entry)
    entries: list[Entry] = []
    for report in reports:
        for finding in report.findings:
            before = known.get(finding.fingerprint)
            said = before.pop(0) if before else Entry("", "", date=today.isoformat())
            entries.append(
                Entry(
                    fingerprint=finding.fingerprint,
                    rule=finding.rule,
                    file=Path(report.path).name,
                    section=" > ".join(finding.location.section),
                    figure=finding.location.text,
                    message=finding.message,
                    reason=said.reason,
                    reviewer=said.reviewer,
                    date=said.date,
                )
            )
    files = {Path(report.path).name for report in reports}
    entries += [entry for left in known.values() for entry in left if entry.file not in files]
    entries.sort(key=lambda entry: entry.file)  # stable: document order within a file
    return "\n".join([HEAD + "version = 1\n", *(_block(entry) for entry in entries)]).encode("utf-8")


def _block(entry: Entry) -> str:
    lines = (f"{name} = {_quoted(getattr(entry, name))}" for name in FIELDS)
    return "[[finding]]\n" + "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """A TOML string; JSON escapes the same characters except DEL."""
    import json

    return json.dumps(text.encode("utf-8", "replace").decode("utf-8"), ensure_ascii=False).replace("\x7f", "\\u007f")
