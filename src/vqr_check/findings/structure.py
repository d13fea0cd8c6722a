"""What a document's own order shows: heading numbers that skip, tables and figures referred to but missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from hashlib import sha256
from typing import Any

from vqr_check.model import Block, Document, Finding, Location, Severity
from vqr_check.packs import Packs, ready


@cache
def _patterns(packs: Packs) -> dict[str, Any]:
    return {name: ready(pattern) for name, pattern in packs.table("structure").items()}


def structure(document: Document, packs: Packs) -> Iterator[Finding]:
    """The findings about headings and references of a document."""
    rules = {rule["name"]: rule for rule in packs.entries("rule")}
    patterns = _patterns(packs)
    yield from _skipped(document, patterns, rules["heading-number-skips"])
    yield from _missing(document, patterns, rules["missing-reference"])


def _skipped(document: Document, patterns: dict[str, Any], rule: Mapping[str, Any]) -> Iterator[Finding]:
    """Dotted heading numbers (5.2.3 → 5.2.5; 5.2.1 without 5.2) in document order."""
    seen: dict[tuple[int, ...], int] = {}  # parent number → last child
    for block in document.blocks:
        if block.kind != "heading" or block.part != "body":
            continue
        found = patterns["dotted"].match(block.label or block.text)
        if found is None:
            continue
        number = tuple(int(n) for n in found[1].split("."))
        parent, child = number[:-1], number[-1]
        last = seen.get(parent, 0)
        if len(number) > 2 and parent[:-1] in seen and seen[parent[:-1]] < parent[-1]:
            missing = ".".join(map(str, parent))
            seen[parent[:-1]] = parent[-1]
            yield _finding(block, found[0], rule, {"number": found[1], "missing": missing})
        if last and child > last + 1:
            prefix = "".join(f"{n}." for n in parent)
            missing = "、".join(f"{prefix}{n}" for n in range(last + 1, child))
            yield _finding(block, found[0], rule, {"number": found[1], "missing": missing})
        seen[parent] = child


def _missing(document: Document, patterns: dict[str, Any], rule: Mapping[str, Any]) -> Iterator[Finding]:
    """References such as 见表7 in a document whose tables are numbered but have no 7."""
    captions = {"表": set[str](), "图": set[str]()}
    for block in document.blocks:
        for text in (block.text, block.table.caption if block.table else ""):
            found = patterns["caption"].match(text)
            if found is not None:
                captions[found["kind"]].add(found["number"])
    for block in document.blocks:
        if block.kind != "paragraph" or patterns["caption"].match(block.text):
            continue
        for found in patterns["reference"].finditer(block.text):
            known = captions[found["kind"]]
            if len(known) >= 2 and found["number"] not in known:
                name = found["kind"] + found["number"]
                yield _finding(block, found[0], rule, {"missing": name}, found.start())


def _finding(block: Block, text: str, rule: Mapping[str, Any], params: dict[str, str], start: int = 0) -> Finding:
    place = Location(block.part, block.index, None, None, start, start + len(text), text, block.section)
    severity: Severity = rule["severity"]
    key = "\x1f".join((rule["code"], *params.values(), *block.section))
    return Finding(
        rule=rule["code"],
        name=rule["name"],
        severity=severity,
        title=rule["title"],
        message=rule["message"].format(**params),
        location=place,
        evidence=(),
        checks=(),
        params=tuple(params.items()),
        hint=rule["mend"],
        fingerprint=sha256(key.encode()).hexdigest()[:16],
    )
