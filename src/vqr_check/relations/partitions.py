"""Known breakdowns: figures whose words the packs know to be all the parts of a whole (男、女 · 城镇、农村)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any

from vqr_check.claims.mentions import Mention
from vqr_check.packs import Packs, ready
from vqr_check.record import dataclass

RECENT = 1024  # figures whose words are remembered: each may be a part of several totals
AHEAD, BEHIND = 40, 8  # characters in front of a figure and behind it in which its part is named
Slot = tuple[int, int]  # number of the breakdown, number of the part


@dataclass(frozen=True, slots=True, eq=False)
class _Names:
    """The names of all parts, by the character that they begin with, longest first, and what each may name."""

    begun: Mapping[str, Sequence[tuple[str, frozenset[Slot]]]]
    sizes: tuple[int, ...]  # how many parts each breakdown has


@cache
def _names(packs: Packs) -> _Names:
    slots: dict[str, set[Slot]] = {}
    entries = packs.entries("partition")
    for number, entry in enumerate(entries):
        for part, words in enumerate(entry["parts"]):
            for word in words:
                slots.setdefault(word, set()).add((number, part))
    begun: dict[str, list[tuple[str, frozenset[Slot]]]] = {}
    for word in sorted(slots, key=lambda w: (-len(w), w)):
        held = frozenset[Slot]().union(*(s for v, s in slots.items() if word.startswith(v)))
        begun.setdefault(word[0], []).append((word, held))
    return _Names(begun, tuple(len(entry["parts"]) for entry in entries))


@cache
def _shadows(packs: Packs) -> Any:
    return ready(packs.table("breakdowns")["shadows"])


def named_parts(mention: Mention, packs: Packs) -> frozenset[Slot]:
    """The parts of known breakdowns that the words at a figure name."""
    return _slots(f"{mention.gap[-AHEAD:]}\n{mention.after[:BEHIND]}", packs)


@lru_cache(maxsize=RECENT)
def _slots(said: str, packs: Packs) -> frozenset[Slot]:
    begun, left = _names(packs).begun, _shadows(packs).sub("\n", said)
    found: set[Slot] = set()
    for at, char in enumerate(left):
        for word, slots in begun.get(char, ()):
            if left.startswith(word, at):
                found |= slots
                break
    return frozenset(found)


def forget() -> None:
    """Read the words at every figure anew from here on: for measurements that do not lean on what was read before."""
    _slots.cache_clear()


def known_breakdowns(
    run: Sequence[Mention], packs: Packs, whole: str = "", some: bool = False
) -> Iterator[list[Mention]]:
    """The figures of a run that make up a whole breakdown, each part by the first figure that its words name.

    ``whole`` are the words of the total: a breakdown that has a ``whole`` of its own is one of nothing else.
    With ``some``, breakdowns instead that may leave out parts.
    """
    named = [(mention, slots) for mention in run if (slots := named_parts(mention, packs))]
    sizes, entries = _names(packs).sizes, packs.entries("partition")
    if len(named) < min(sizes, default=0):
        return
    found: dict[int, dict[int, Mention]] = {}
    for mention, slots in named:
        for number, part in sorted(slots):
            parts = found.setdefault(number, {})
            if part in parts or any(m is mention for m in parts.values()):
                continue
            parts[part] = mention
            own = entries[number].get("whole", ("",))
            if some != bool(entries[number].get("open")):
                continue
            if len(parts) == sizes[number] and any(word in whole for word in own):
                yield sorted(parts.values(), key=lambda m: m.order)
