"""Examples: runs what rules and patterns give as good and bad examples, and tells which do not do as they should."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import regex

from vqr_check.claims import statements
from vqr_check.config import Config
from vqr_check.document.sketch import sketch
from vqr_check.engine import examine
from vqr_check.model import Report
from vqr_check.packs import Packs
from vqr_check.record import dataclass
from vqr_check.relations import relations

LAST_YEAR = "上年报告.docx"
MARK = regex.compile(r"【([^】]*)】")


@dataclass(frozen=True, slots=True)
class Example:
    """An example of one of these kinds; ``meant`` says whether it is to be found in the text."""

    kind: str  # rule, role, cue, pattern, flow
    name: str  # the rule's code, the role's name…
    text: str
    meant: bool
    last_year: str = ""  # the report of the year before that the example is checked against
    origin: str = ""  # file and line of a user's pack


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an example: whether it did as it should, and otherwise a Chinese line."""

    example: Example
    trouble: str = ""


def examples(packs: Packs, own: bool = False) -> Iterator[Example]:
    """The examples of the shipped packs, or the user's ``own``."""
    for kind, name in (("rule", "code"), ("role", "name"), ("cue", "name"), ("pattern", "relation"), ("flow", "name")):
        for entry in packs.entries(kind):
            if ("origin" in entry) == own:
                for meant, key in (
                    ((True, "bad"), (False, "good")) if kind == "rule" else ((True, "good"), (False, "bad"))
                ):
                    for text in listed(entry, key):
                        last_year = entry.get("last_year", "")
                        yield Example(kind, entry[name], text, meant, last_year, entry.get("origin", ""))


def listed(entry: Mapping[str, Any], key: str) -> tuple[str, ...]:
    """The examples under a key, one or several."""
    found = entry.get(key, ())
    return (found,) if isinstance(found, str) else tuple(found)


def report_of(text: str, packs: Packs, last_year: str = "") -> Report:
    """What a check of an example's text finds, against last year's where there is one."""
    previous = sketch(last_year, LAST_YEAR) if last_year else None
    return examine(sketch(text), packs, Config(), previous=previous)


def run(example: Example, packs: Packs) -> Outcome:
    """Whether an example does as it should."""
    match example.kind:
        case "rule":
            return Outcome(example, _rule(example, packs))
        case "pattern" | "flow":
            found = {r.source for r in relations(statements(sketch(example.text), packs), packs)}
            held = (example.origin or example.kind) in found
            return Outcome(example, "" if held == example.meant else "没有读出" if example.meant else "不该读出")
    return Outcome(example, _figure(example, packs))


def _rule(example: Example, packs: Packs) -> str:
    codes = [finding.rule for finding in report_of(example.text, packs, example.last_year).findings]
    if example.meant:
        return "" if example.name in codes else f"反例没有报出{'，报出的是 ' + '、'.join(codes) if codes else ''}"
    return f"正例报出了 {'、'.join(codes)}" if codes else ""


def _figure(example: Example, packs: Packs) -> str:
    """Whether the figure in 【】 has the role or the cue."""
    marked = MARK.search(example.text)
    if marked is None:
        return "例句里没有用【】标出数字"
    start, end = marked.start(), marked.end() - 2
    for found in statements(sketch(MARK.sub(r"\1", example.text)), packs).mentions:
        for mention in found:
            if start <= mention.quantity.start < end:
                held = mention.role == example.name if example.kind == "role" else example.name in mention.cues
                said = f"读作 {mention.role}" if example.kind == "role" else f"记号有 {'、'.join(sorted(mention.cues))}"
                return "" if held == example.meant else said
    return "【】里没有读出数字"
