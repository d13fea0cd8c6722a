"""Units that a table leaves out: told by the sentences that repeat its figures, 6,140.83万元 of a cell 6,140.83.

Long figures that stand in sentences and, ten thousand times smaller, in the cells of one column leave no doubt of what
the column counts, wherever a report says it (如无特别说明，金额单位均为万元).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from vqr_check.claims.cells import Grid
from vqr_check.model import Claim, Quantity

FACTORS = tuple(Decimal(10) ** power for power in (3, 4, 6, 8))  # 千, 万, 百万, 亿
TELLING = 4  # digits of a figure that tells its column's unit
OFTEN = 2  # figures that must agree in a table


def lent(told: Iterable[Quantity], grids: Sequence[Grid]) -> Iterator[tuple[int, Quantity]]:
    """Figures of tables without a unit, by the ids of their claims, with the unit of those told. Linear in both."""
    known = {q.value.normalize(): q for q in told if q.unit and q.dimension and _telling(q)}
    for grid in grids if known else ():
        columns: dict[int, list[Claim]] = {}
        for (_, col), held in grid.at.items():
            columns.setdefault(col, []).extend(c for c in held if _bare(c.quantity))
        fits = {col: Counter(_factors(held, known)) for col, held in columns.items()}
        overall = sum(fits.values(), Counter[tuple[Decimal, str]]())
        best, often = overall.most_common(1)[0] if overall else ((Decimal(1), ""), 0)
        factor, unit = best
        if factor == 1 or often < OFTEN:
            continue
        like = next(q for q in known.values() if q.unit == unit)
        sure = {col for col, found in fits.items() if found[best] and found.most_common(1)[0][0] == best}
        heads = {_head(grid, col) for col in sure}
        for col, cells in columns.items():
            if col in sure or (not fits[col] and _head(grid, col) in heads):
                yield from ((c.id, _in_unit(c.quantity, factor, like)) for c in cells)


def _head(grid: Grid, col: int) -> str:
    """What stands over a column, years left out: 2022年度毛利 and 2023年度毛利 are of one unit."""
    return "".join(char for part in grid.cols[col].path for char in part if not char.isdigit())


def _telling(quantity: Quantity) -> bool:
    return len(quantity.value.normalize().as_tuple().digits) >= TELLING


def _bare(quantity: Quantity) -> bool:
    return quantity.kind == "count" and not quantity.unit and not quantity.scaled and quantity.step > 0


def _factors(held: Sequence[Claim], known: Mapping[Decimal, Quantity]) -> Iterator[tuple[Decimal, str]]:
    """By what the figures of a column are told, with the unit that they are told in, one a figure that fits."""
    for quantity in {c.quantity.value: c.quantity for c in held if _telling(c.quantity)}.values():
        for factor in (Decimal(1), *FACTORS):
            if (same := known.get((quantity.value * factor).normalize())) is not None:
                yield factor, same.unit


def _in_unit(quantity: Quantity, factor: Decimal, like: Quantity) -> Quantity:
    return replace(
        quantity,
        value=quantity.value * factor,
        step=quantity.step * factor,
        unit=like.unit,
        dimension=like.dimension,
        kind=like.kind,
        scaled=True,
    )
