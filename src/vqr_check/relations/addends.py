"""How many figures a total says that it adds up, where those in front come to it: …，上述四项共计 27.2 亿元."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from vqr_check.arithmetic import judge
from vqr_check.claims.mentions import Mention
from vqr_check.claims.passages import Passage
from vqr_check.model import Relation
from vqr_check.packs import Packs
from vqr_check.relations.parts import PARTS, SPAN, breakdowns, reaches
from vqr_check.slips import coarseness

SAYS = 30  # characters in front of a total in which it says how many figures it adds up
POWER = 100  # figures that meet a total less closely than to this part of it may do so by accident
MOST = 12


def addends(passage: Passage, found: Sequence[Mention], packs: Packs) -> Iterator[Relation]:
    """The numbers of figures that totals say they add up."""
    cue = breakdowns(packs)["counted"]
    for total in found:
        if total.role not in PARTS or not total.order:
            continue
        many = found[total.order - 1]
        if not 2 <= many.quantity.value <= MOST or many.quantity.unit == total.quantity.unit:
            continue
        at = max(0, total.quantity.start - SAYS)
        said = cue.search(passage.text[at : total.quantity.start])
        if said is None or said["first"] or at + said.start("n") != many.quantity.start:
            continue
        before = [
            m
            for m in found[max(0, total.order - SPAN) : total.order]
            if m.role in PARTS and m.quantity.unit == total.quantity.unit and m.sentence >= total.sentence - 1
        ]
        row = before[::-1][: reaches(total, before[::-1])]
        held = {"total": [total.quantity], "part": [m.quantity for m in row]}
        if len(row) < 2 or judge("sum", held).verdict != "agreed" or coarseness("sum", held) * POWER > 1:
            continue
        names = tuple(m.quantity.literal for m in reversed(row))
        yield Relation("count", (("n", many.claim),), 1, "likely", "addends", len(row), names)
