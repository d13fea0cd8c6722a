"""Sentence patterns of packs that state a relation outright, with a place for each figure in its role."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, cast

from vqr_check.arithmetic import ROLES
from vqr_check.claims.mentions import Mention
from vqr_check.claims.passages import Passage
from vqr_check.model import Claim, Relation, Strength
from vqr_check.packs import Packs, Pattern, compiled
from vqr_check.record import dataclass

PERCENTAGES = {"share": "share", "growth": "rate", "rise": "rate"}  # family → the role that is a percentage
KINDS = frozenset({"percent", "permille", "fraction"})


@dataclass(frozen=True, slots=True)
class _Sentence:
    pattern: Pattern
    relation: str
    direction: int
    strength: Strength
    rule: str
    source: str


@cache
def _sentences(packs: Packs) -> tuple[_Sentence, ...]:
    shared = {name: "|".join(options) for name, options in packs.table("vocabulary").items()}
    return tuple(
        _Sentence(
            compiled(
                entry["text"],
                entry,
                shared | {role: f"(?P<{role}>\ue000\\d+\ue001)" for role in ROLES[entry["relation"]]},
            ),
            entry["relation"],
            entry.get("direction", 1),
            cast(Strength, entry.get("strength", "explicit")),
            entry.get("rule", ""),
            entry.get("origin", "pattern"),
        )
        for entry in packs.entries("pattern")
    )


def stated(passage: Passage, found: Sequence[Mention], packs: Packs) -> Iterator[Relation]:
    """The relations that the packs' sentence patterns read in one passage."""
    sentences = _sentences(packs)
    if not sentences or not found:
        return
    text = _marked(passage.text, found)
    for sentence in sentences:
        for match in sentence.pattern.finditer(text):
            members = tuple(_members(match, sentence.relation, found))
            if _fits(sentence.relation, members):
                yield Relation(
                    sentence.relation,
                    members,
                    sentence.direction,
                    sentence.strength,
                    sentence.source,
                    rule=sentence.rule,
                )


def _marked(text: str, found: Sequence[Mention]) -> str:
    """The text with a mark and its number for each figure, unit included."""
    out, at = [], 0
    for number, mention in enumerate(found):
        out += [text[at : mention.quantity.start], f"\ue000{number}\ue001"]
        at = mention.quantity.end
    return "".join((*out, text[at:]))


def _members(match: Any, family: str, found: Sequence[Mention]) -> Iterator[tuple[str, Claim]]:
    for role in ROLES[family]:
        yield from ((role, found[int(mark[1:-1])].claim) for mark in match.captures(role))


def _fits(family: str, members: Sequence[tuple[str, Claim]]) -> bool:
    """Whether the percentage of a relation is one, and no other figure of it is."""
    role = PERCENTAGES.get(family)
    return role is None or all((claim.quantity.kind in KINDS) == (name == role) for name, claim in members)
