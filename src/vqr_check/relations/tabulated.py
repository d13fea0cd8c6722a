"""A count of things against the rows of the table beside it that lists them: 6个实训中心共有… and a row for each."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from vqr_check.claims import Statements
from vqr_check.claims.cells import Grid
from vqr_check.model import Relation
from vqr_check.packs import Packs, compiled
from vqr_check.relations.lists import countable

BESIDE = 3  # paragraphs between the count and its table
WORDS = ("noun", "whole_before", "whole_after", "above")
FAR, NEAR = 5, 3  # a table that misses the count by more lists other things


def tabulated(statements: Statements, packs: Packs) -> Iterator[Relation]:
    """The counts that the words give as the whole, where the table beside them is headed by what they count."""
    words = packs.table("lists")
    noun, whole_before, whole_after, some = (compiled(words[n], {}) for n in WORDS)
    counters = frozenset(words["counters"])
    grids = [g for g in statements.grids if g.block.part == "body" and len(g.panels) == 1]
    starts = [g.block.index for g in grids]
    for found in statements.mentions:
        for mention in found:
            if not countable(mention, counters) or mention.quantity.hedge or mention.quantity.value < 2:
                continue
            behind = noun.match(mention.after)
            if behind is None or len(behind["noun"]) < 2 or mention.claim.location.part != "body":
                continue
            said = whole_before.search(mention.before) is not None
            if not said and (some.search(mention.before) or not whole_after.match(mention.after[behind.end("noun") :])):
                continue
            earlier = [m for m in found[: mention.order] if m.quantity.value == mention.quantity.value]
            again = any(countable(m, counters) and found[m.order + 1].separator == "：" for m in earlier)
            if not said and (mention.bracket or mention.before.strip() or again):
                continue  # （境内三个地区合计增长5.44%）: only some of them · 有五个：…，五个专业合计
            at = mention.claim.location.block
            beside = grids[bisect_left(starts, at - BESIDE) : bisect_left(starts, at + BESIDE + 1)]
            listed = next((rows for g in beside if (rows := _rows(g, behind["noun"]))), ())
            if listed and abs(len(listed) - int(mention.quantity.value)) <= (FAR if said else NEAR):
                yield Relation("count", (("n", mention.claim),), 1, "likely", "tabulated", len(listed), tuple(listed))


def _rows(grid: Grid, noun: str) -> Sequence[str]:
    """The labels of a table's rows, if their column is headed by this noun and each row stands for one thing."""
    table = grid.block.table
    corner = next((c.text.strip() for c in table.cells if c.row == 0 and c.col == 0), "") if table else ""
    lines = grid.rows[0]
    if not corner.endswith(noun) or any(line.place in ("part", "subtotal") or line.level for line in lines):
        return ()
    labels = [line.label for line in lines if line.place == "plain"]
    return labels if len(labels) > 2 and len(set(labels)) == len(labels) and all(labels) else ()
