"""Shares in a row of their own wholes: 毛利分别为A、B和C，毛利率分别为P、Q和R of incomes that stand elsewhere as a row.

Which rows are the parts and the wholes is found by arithmetic alone: where all shares of a row but one fit two rows
of long figures, it is no accident, and the one that does not is wrong.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import groupby, pairwise

from vqr_check.arithmetic import HUNDRED, interval
from vqr_check.claims import Statements
from vqr_check.claims.cells import Grid
from vqr_check.claims.mentions import Mention
from vqr_check.model import Claim, Relation
from vqr_check.relations.bases import SHARES
from vqr_check.relations.context import LEVELS, same_kind
from vqr_check.relations.readings import figures, verdict
from vqr_check.slips import coarseness, explain

LONGEST = 6  # shares in a row
BACK = 16  # figures in front of a row of shares among which its parts stand
TABLES = 3  # … and so many tables before and behind it
CHANCE = Decimal("0.00001")  # so rarely may the shares that fit do so by accident
WELL = 2  # so many must fit before one that does not is wrong whatever it is
ROWS = "rows"  # the source of these relations
SAID = SHARES | {"percentage"}

Row = tuple[Claim, ...]


def rowwise(statements: Statements) -> Iterator[Relation]:
    """The shares that stand in rows, each of its own part in its own whole."""
    told = [(found, row) for found in statements.mentions for row in _shares(found)]
    if not told:
        return
    wanted = {len(row) for _, row in told}
    tables = [(grid.block.index, [row for row in _lines(grid) if len(row) in wanted]) for grid in statements.grids]
    rows = [row for found in statements.mentions for row in _levels(found, wanted)]
    rows.extend(row for _, held in tables for row in held)
    at = {n: _index([row for row in rows if len(row) == n]) for n in wanted}
    places = [index for index, _ in tables]
    for found, row in told:
        block = row[0].location.block
        near = bisect_left(places, block) if places == sorted(places) else 0
        beside = [r for _, held in tables[max(0, near - TABLES) : near + TABLES] for r in held if len(r) == len(row)]
        before = [m for m in found if m.claim.id < row[0].id][-BACK:]
        parts = [*reversed(list(_levels(before, {len(row)}))), *beside]
        yield from _settled(parts, row, at[len(row)])


def _shares(found: Sequence[Mention]) -> Iterator[Row]:
    """The rows of shares of a passage."""
    for _, held in groupby(found, key=lambda m: m.series):
        row = [m for m in held if m.role in SAID and m.quantity.kind == "percent" and not m.quantity.hedge]
        if 2 <= len(row) <= LONGEST:
            yield tuple(m.claim for m in row)


def _levels(found: Sequence[Mention], wanted: set[int]) -> Iterator[Row]:
    """The figures of one kind that stand in a row, or one behind the other in a sentence, as many as are wanted."""
    run: list[Mention] = []
    for mention in (*found, None):
        if mention is not None and mention.role not in LEVELS:
            run = [] if not run or mention.sentence != run[-1].sentence else run
            continue
        if mention is not None and run and _goes_on(run[-1], mention):
            run.append(mention)
        else:
            run = [mention] if mention is not None else []
        for n in wanted:
            if len(run) >= n:
                yield tuple(m.claim for m in run[-n:])


def _goes_on(last: Mention, mention: Mention) -> bool:
    return last.sentence == mention.sentence and same_kind(last.claim, mention.claim)


def _lines(grid: Grid) -> Iterator[Row]:
    """The amounts of each line and of each column of a table, in the order of the years or against it."""
    amounts = [col for col in grid.cols if col.kind == "value"]
    for lines in grid.rows:
        values = [line for line in lines if line.kind == "value"]
        across = [[grid.at.get((line.index, col.index), ()) for col in amounts] for line in values]
        down = [list(held) for held in zip(*across, strict=True)] if len(values) <= LONGEST else []
        for held in (*across, *down):
            row = tuple(claims[0] for claims in held if len(claims) == 1)
            if 2 <= len(row) <= LONGEST and all(same_kind(a, b) for a, b in pairwise(row)):
                yield row
                yield row[::-1]


def _index(rows: Sequence[Row]) -> list[tuple[list[Decimal], list[Row]]]:
    """Rows of one length by their first figure, and by their second: one of the two is right."""
    out = []
    for k in (0, 1):
        held = sorted(rows, key=lambda row: row[k].quantity.value)
        out.append(([row[k].quantity.value for row in held], held))
    return out


def _settled(parts: Sequence[Row], row: Row, wholes: Sequence[tuple[list[Decimal], list[Row]]]) -> Iterator[Relation]:
    """The relations of a row of shares with the parts and wholes that fit it best, if they fit by no accident."""
    best: tuple[int, list[Relation]] | None = None
    for part in parts:
        for k, (values, rows) in enumerate(wholes):
            share = interval(row[k].quantity)
            value = interval(part[k].quantity)
            if share.low <= 0 or value.low <= 0:
                continue
            low, high = value.low * HUNDRED / share.high, value.high * HUNDRED / share.low
            for whole in rows[bisect_left(values, low) : bisect_right(values, high)]:
                found = _fitting(part, whole, row)
                if found and (best is None or len(found[1]) < best[0]):
                    best = (len(found[1]), [*found[0], *found[1]])
        if best is not None:
            yield from best[1]
            return  # the parts in front of the shares, though a table prints them too and otherwise


def _fitting(part: Row, whole: Row, row: Row) -> tuple[list[Relation], list[Relation]] | None:
    """The shares of a row that hold of these parts and wholes and the one that does not; None for an accident."""
    if {claim.id for claim in part} & {claim.id for claim in whole} or not _comparable(part[0], whole[0]):
        return None
    held: list[Relation] = []
    failed: list[Relation] = []
    chance = Decimal(1)
    for a, b, share in zip(part, whole, row, strict=True):
        relation = Relation("share", (("part", a), ("whole", b), ("share", share)), source=ROWS)
        if verdict(relation) == "contradicted":
            failed.append(relation)
        else:
            held.append(relation)
            chance *= coarseness("share", figures(relation))
    if len(failed) > 1 or chance > CHANCE:
        return None
    if failed and len(held) < WELL and explain("share", figures(failed[0])) is None:
        return None
    return held, failed


def _comparable(a: Claim, b: Claim) -> bool:
    """Whether a figure may be a share of another: 份 of 人 too, as one questionnaire is one person's."""
    return same_kind(a, b) or a.quantity.kind == b.quantity.kind == "count"


def by_share(relations: Sequence[Relation]) -> Mapping[int, Relation]:
    """The relations by the id of their share."""
    return {dict(relation.members)["share"].id: relation for relation in relations}
