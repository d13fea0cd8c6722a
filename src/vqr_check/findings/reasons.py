"""Reasons: why a figure could not be checked; they name the partner that the document does not print."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from vqr_check.claims import Statements
from vqr_check.claims.mentions import Mention
from vqr_check.findings.written import name_of
from vqr_check.packs import Packs

CHANGES = frozenset({"rate", "amount", "point", "multiplied"})
BACK = 8  # figures in front of a change among which what changed is looked for
LONGEST = 16  # characters of a name that a reason quotes


@cache
def _wanted(packs: Packs) -> Mapping[str, tuple[Sequence[str], Sequence[str]]]:
    """The names of the packs' indicators, each with the words of its part and of its wholes."""
    out: dict[str, tuple[Sequence[str], Sequence[str]]] = {}
    for entry in packs.entries("indicator"):
        held = (entry.get("part", ()), (*entry.get("whole", ()), *entry.get("bases", ())))
        out |= dict.fromkeys((entry["name"], *entry.get("synonyms", ())), held)
    return out


def reasons(said: Statements, packs: Packs) -> Iterator[tuple[int, str]]:
    """The claims of running text by id, each with why it would be unchecked."""
    words, wanted = packs.table("reason"), _wanted(packs)
    printed = "\n".join(claim.measure for claim in said.claims() if claim.quantity.kind not in ("percent", "point"))
    there = {word for held in wanted.values() for words_of in held for word in words_of if word in printed}
    for found in said.mentions:
        for mention in found:
            key, names = _missing(mention, found, wanted, there, packs)
            general = str(words.get(mention.role, words["other"]))
            fits = key in words and all(_quotable(name, packs) for name in names.values())
            yield mention.claim.id, str(words[key]).format(**names) if fits else general


def _quotable(name: str, packs: Packs) -> bool:
    """Whether a name is short and whole enough to be quoted."""
    left, right = packs.table("written")["quotes"]
    return 0 < len(name) <= LONGEST and name.count(left) == name.count(right)


def _missing(
    mention: Mention,
    found: Sequence[Mention],
    wanted: Mapping[str, tuple[Sequence[str], Sequence[str]]],
    there: set[str],
    packs: Packs,
) -> tuple[str, dict[str, str]]:
    """Which reason fits a figure, and the names that it quotes."""
    base = mention.base.strip()
    if mention.role in CHANGES:
        near = reversed(found[max(0, mention.order - BACK) : mention.order])
        levels = (m for m in near if m.sentence == mention.sentence and m.role == "level")
        level = next(levels, None)
        return "change_of", {"name": name_of(level.claim, packs) if level is not None else ""}
    if mention.role == "quota" and base in wanted:
        part, whole = wanted[base]
        if whole and not any(word in there for word in whole):
            return "quota_whole", {"name": base, "whole": whole[0]}
        if part and not any(word in there for word in part):
            return "quota_part", {"name": base, "part": part[0]}
    if mention.role == "mean":
        return "mean_of", {"name": name_of(mention.claim, packs)}
    return f"{mention.role}_of", {"base": base}
