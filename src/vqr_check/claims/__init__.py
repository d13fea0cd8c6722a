"""Claims: what every quantity of a document measures, of whom, when; in running text and in tables."""

from __future__ import annotations

from collections.abc import Iterator

from vqr_check.claims.cells import Grid, grid
from vqr_check.claims.charts import captioned
from vqr_check.claims.glued import parted
from vqr_check.claims.mentions import Mention, mentions
from vqr_check.claims.named_rows import named_rows
from vqr_check.claims.passages import Passage, passages
from vqr_check.claims.run_grids import run_grids
from vqr_check.claims.runs import runs
from vqr_check.model import Claim, Document, LeftOut, Location, Malformed, NonQuantity, Scan
from vqr_check.packs import Packs
from vqr_check.quantities import scan
from vqr_check.record import dataclass


@dataclass(frozen=True, slots=True, eq=False)
class Statements:
    """All that a document states: its running text with the mentions in it, and its tables.

    A table that stands as running text is among the ``grids``, in front of the others.
    """

    passages: tuple[Passage, ...]
    scans: tuple[Scan, ...]  # one a passage
    mentions: tuple[tuple[Mention, ...], ...]  # one tuple a passage
    grids: tuple[Grid, ...]
    left_out: tuple[LeftOut, ...]

    def claims(self) -> Iterator[Claim]:
        """Every claim of the document, text before tables."""
        for found in self.mentions:
            yield from (m.claim for m in found)
        for table in self.grids:
            yield from table.claims


def statements(document: Document, packs: Packs) -> Statements:
    """Read what a document states: each quantity as a claim with its measure, scope and period."""
    texts = tuple(passages(document, packs))
    scans = tuple(_scan(p.text, packs) for p in texts)
    found: list[tuple[Mention, ...]] = []
    grids: list[Grid] = []
    left_out: list[LeftOut] = []
    count = 0
    for number, (passage, result) in enumerate(zip(texts, scans, strict=True)):
        apart = tuple(runs(passage.text, result.quantities, packs))
        here = tuple(named_rows(tuple(mentions(number, passage, result, packs, count, apart)), packs))
        for run in apart:
            grids.extend(run_grids(run, passage, result.quantities, packs, count))
        count += len(result.quantities)
        found.append(here)
        left_out.extend(_left_out(passage, result))
    for block in captioned(document, packs):
        table = grid(block, packs, count) if block.table is not None else None
        if table is not None:
            grids.append(table)
            count += len(table.claims)
    return Statements(texts, scans, tuple(found), tuple(grids), tuple(left_out))


def _scan(text: str, packs: Packs) -> Scan:
    found = scan(text, packs)
    return Scan(tuple(parted(text, found.quantities, packs)), found.others, found.malformed)


def _left_out(passage: Passage, result: Scan) -> Iterator[LeftOut]:
    others: list[NonQuantity | Malformed] = [*result.others, *result.malformed]
    for other in sorted(others, key=lambda item: item.start):
        block, at = passage.locate(other.start)
        place = Location(block.part, block.index, None, None, at, at + len(other.literal), other.literal, block.section)
        yield LeftOut(place, other.kind)
