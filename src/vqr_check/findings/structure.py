"""What a document's own order shows: heading numbers that skip, tables and figures referred to but missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import regex

from vqr_check.findings.raised import digest, raised
from vqr_check.model import Block, Document, Finding, Location
from vqr_check.packs import Packs, compiled

APART = regex.compile(r"\D+")
FEW = 2  # captions of a kind from which on its references are looked at
LONGEST = 60  # characters of a cell that may be a caption


@cache
def _patterns(packs: Packs) -> dict[str, Any]:
    words = packs.table("structure")
    number = {"number": words["number"]}
    return {name: compiled(words[name], {}, number) for name in ("dotted", "caption", "reference")}


def structure(document: Document, packs: Packs) -> Iterator[Finding]:
    """The findings about headings and references of a document."""
    rules = {rule["name"]: rule for rule in packs.entries("rule")}
    patterns = _patterns(packs)
    yield from _skipped(document, patterns, rules["heading-number-skips"])
    yield from _missing(document, patterns, rules["missing-reference"], packs.table("structure")["digits"])


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


def _missing(document: Document, patterns: dict[str, Any], rule: Mapping[str, Any], digits: str) -> Iterator[Finding]:
    """References such as 见表7 or 附表2所示 in a document whose tables are numbered but have no 7."""
    captions: dict[str, set[str]] = {}
    for block in document.blocks:
        for text in _titles(block):
            for found in patterns["caption"].finditer(text):
                captions.setdefault(found["kind"], set()).add(_plain(found["number"], digits))
    for block in document.blocks:
        if block.kind != "paragraph":
            continue
        for found in patterns["reference"].finditer(block.text):
            known = captions.get(found["kind"], set())
            for number, start in zip(found.captures("number"), found.starts("number"), strict=True):
                said = _plain(number, digits)
                ends = said.split("-")
                if len(known) < FEW or said in known or (len(ends) == 2 and known.issuperset(ends)):  # 表1-3: 1 to 3
                    continue
                text = found[0] if number == found["number"] and len(found.captures("number")) == 1 else number
                at = found.start() if text == found[0] else start
                yield _finding(block, text, rule, {"missing": found["kind"] + number}, at)


def _titles(block: Block) -> Iterator[str]:
    """The texts of a block that may be captions: its own, its table's caption and what opens a cell."""
    yield block.label + block.text
    if block.table is not None:
        yield block.table.caption
        texts = (cell.text for cell in block.table.cells)
        yield from (text for text in texts if len(text) < LONGEST and not text.replace(".", "").isdecimal())


def _plain(number: str, digits: str) -> str:
    """A number as it is compared: 3－1 and 3.1 as 3-1, 一 as 1, ０２ as 2."""
    parts = APART.split(number.strip()) if number[0] not in digits else [str(digits.index(number[0]) + 1)]
    return "-".join(str(int(part)) for part in parts)


def _finding(block: Block, text: str, rule: Mapping[str, Any], params: dict[str, str], start: int = 0) -> Finding:
    place = Location(block.part, block.index, None, None, start, start + len(text), text, block.section)
    return raised(rule, place, params, digest(rule["code"], *params.values(), *block.section))
