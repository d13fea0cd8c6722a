"""Totals in a table: which lines add up to which, and every column that fails what the others agree on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from vqr_check.model import Relation, Strength
from vqr_check.relations.tables_nested import nested as find_nested
from vqr_check.relations.tables_trials import Trial, best, digits, members
from vqr_check.relations.tables_view import View, relation

SHORT = 12  # lines among which the end of what 其中 opens is looked for
ALIKE = 2  # the largest of rates that stand side by side is at most so many times the smallest
REST = 400  # a rest of less than this part of a measured total may stand in no line


def find(view: View) -> Iterator[Relation]:
    """The sums that the lines of this view state, agreed or not."""
    fields = [
        j
        for j in range(len(view.fields))
        if view.fields[j].kind not in ("index", "text", "unit", "growth", "mean", "ratio", "point")
    ]
    records = [
        r
        for r in range(len(view.records))
        if view.records[r].kind not in ("index", "text", "unit", "growth", "mean", "ratio", "point")
    ]
    for group in _kinds(view, records):
        nested = find_nested(view, group, fields)
        children = {child for trial in nested.values() for child in trial.parts}
        done: set[int] = set()
        for total, readings in _totals(view, group, children):
            trial = best(view, total, readings, fields)
            if trial is None:
                continue
            told = (tuple(readings[0]), tuple(r for r in readings[0] if r not in children))
            accepted = list(_spoken(view, total, trial, plain=trial.parts in told))
            if accepted:
                done.add(total)
            yield from accepted
        for parent, trial in nested.items():
            if parent not in done:
                yield from _spoken(view, parent, trial, plain=False)


def _kinds(view: View, records: Sequence[int]) -> Iterator[list[int]]:
    """Records that may add up with each other: amounts apart from shares and from changes."""
    for kinds in (("value",), ("share", "rate"), ("change",)):
        group = [r for r in records if view.records[r].kind in kinds]
        if len(group) > 2 or (len(group) > 1 and kinds == ("value",)):
            yield group


def _totals(view: View, group: Sequence[int], children: set[int]) -> Iterator[tuple[int, list[list[int]]]]:
    """Each line that calls itself a total, with the readings of what it adds up, the plainest first."""
    start = 0
    since_subtotal = 0
    for at, r in enumerate(group):
        line = view.records[r]
        if line.place in ("total", "subtotal", "total_like"):
            before, after = group[start:at], _until_total(view, group[at + 1 :], line.place)
            readings: list[list[int]] = []
            if line.place == "subtotal":
                readings.append([x for x in group[since_subtotal:at] if view.records[x].place != "part"])
            for block in (before, after):
                readings.extend(_readings(view, block, line.group, children))
            kept = [x for k, x in enumerate(readings) if len(x) > 1 and x not in readings[:k]]
            if kept:
                yield r, kept
        if line.place == "subtotal":
            since_subtotal = at + 1
        elif line.place == "total":
            start = since_subtotal = at + 1


def _until_total(view: View, block: Sequence[int], place: str) -> list[int]:
    stops = ("total",) if place == "total" else ("total", "subtotal")
    out = []
    for r in block:
        if view.records[r].place in stops:
            break
        out.append(r)
    return out


def _readings(view: View, block: Sequence[int], group: tuple[str, ...], children: set[int]) -> Iterator[list[int]]:
    lines = view.records
    plain = [r for r in block if lines[r].place not in ("part", "subtotal", "total")]
    subtotals = [r for r in block if lines[r].place == "subtotal"]
    if subtotals:
        yield [*subtotals, *(r for r in plain if r > subtotals[-1])]
        yield subtotals
    yield plain
    likes = [r for r in block if lines[r].place == "total_like"]
    if likes:  # 本年收入合计, 年初结转, 总计: the first is a total of what stands above it
        yield [likes[-1], *(r for r in plain if r > likes[-1])]
    yield [r for r in plain if r not in children]
    yield [r for r in block if lines[r].group == group and lines[r].place not in ("part",)]
    levels = sorted({lines[r].level for r in plain if lines[r].level})
    if levels:
        yield [r for r in plain if lines[r].level == levels[0]]
        yield [r for r in plain if lines[r].level in (0, levels[0])]
    out, skipping = [], False
    for r in block:  # what follows 其中 without a mark of its own may belong to it
        skipping = (skipping and lines[r].level == 0) or lines[r].place == "part"
        if not skipping:
            out.append(r)
    yield out
    opened = [k for k, r in enumerate(block) if lines[r].place == "part"]
    if len(opened) == 1 and len(block) - opened[0] <= SHORT:  # 其中 may end at any line below it
        ahead = [r for r in plain if r < block[opened[0]]]
        yield from ([*ahead, *(r for r in plain if r >= block[k])] for k in range(opened[0] + 1, len(block)))
    first: dict[tuple[str, ...], int] = {}
    for r in plain:  # one line a group: its first
        first.setdefault(lines[r].group, r)
    if 1 < len(first) < len(plain):
        yield list(first.values())


def _spoken(view: View, total: int, trial: Trial, plain: bool) -> Iterator[Relation]:
    """The relations of a reading that holds well enough, with the strength of each."""
    a, f, near = len(trial.agreed), len(trial.failed), len(trial.near)
    place = view.records[total].place
    named = place in ("total", "subtotal")
    if a == 0 and view.listed and near and place == "plain":
        for j in trial.near:
            yield relation("sum", members(view, total, trial.parts, j), "likely", "table-list")
        return
    if a == 0 and not (f and near == f and plain and place in ("total", "subtotal", "total_like")):
        return
    short = any(len(digits(view.figures[total, j])) < 3 and _between(view, total, trial.parts, j) for j in trial.failed)
    if a == 0 and (short or (f > 1 and _left_out(view, total, trial))):
        return  # a short figure may be a mean; one line that all columns leave out belongs to another
    if a == 0 and any(view.figures[total, j].kind == "rate" for j in trial.failed):
        return  # rates of groups do not add up to that of the whole, unless they are seen to
    if a and f > 2 * a and near < f:
        return
    if _rounded(view, total, trial):
        trial = Trial(trial.parts, trial.agreed, (), trial.open, ())
    if len(trial.parts) == 1:
        for j in (*trial.agreed, *trial.failed):
            same = [("a", view.figures[total, j]), ("b", view.figures[trial.parts[0], j])]
            yield relation("equal", same, "likely", "table-only-part")
        return
    source = "table-total" if place != "plain" else "table-parts"
    for j in trial.agreed:
        yield relation("sum", members(view, total, trial.parts, j), "explicit" if named else "likely", source)
    for j in (j for j in trial.failed if not rates_apart(view, total, trial.parts, j)):
        strength: Strength | None = None
        if named and (a > f or (j in trial.near and (a or plain))):
            strength = "explicit"
        elif j in trial.near and (a or named or place == "total_like"):
            strength = "explicit" if a >= 2 else "likely"
        elif a >= 2 and a > f:
            strength = "likely"
        if strength and (j in trial.near or not _between(view, total, trial.parts, j)):
            yield relation("sum", members(view, total, trial.parts, j), strength, source)


def rates_apart(view: View, total: int, parts: Sequence[int], j: int) -> bool:
    """Whether the figures of a column are rates of each line by itself: 为预算的100.7%, its parts 100.6%, 100.9%."""
    kind, whole = view.figures[total, j].kind, view.figures[total, j].value
    known = [f.value for r in parts if (f := view.figures.get((r, j))) is not None]
    if kind not in ("rate", "share") or not known:
        return False
    return kind == "rate" or (min(known) <= whole <= max(known) <= ALIKE * min(known))


def _rounded(view: View, total: int, trial: Trial) -> bool:
    """Whether the failures look like rounding or an unprinted rest: many a digit off, or a sliver of a measure."""
    gaps = []
    for j in trial.failed:
        whole = view.figures[total, j]
        parts = [f for r in trial.parts if (f := view.figures.get((r, j))) is not None]
        gaps.append((whole, whole.value - sum(f.value for f in parts), len(parts)))
    if len(gaps) > 1 and all(not w.quantity.unit and abs(gap) * 2 <= w.quantity.step * n for w, gap, n in gaps):
        return True
    if len(trial.agreed) > len(gaps):
        return False
    return bool(gaps) and all(not w.quantity.exact and 0 < gap * REST <= w.value for w, gap, _ in gaps)


def _left_out(view: View, total: int, trial: Trial) -> bool:
    """Whether one part, left out, would mend every column: then it is a part of a part."""
    for r in trial.parts:
        for j in trial.failed:
            part, whole = view.figures.get((r, j)), view.figures[total, j]
            known = [f.value for x in trial.parts if (f := view.figures.get((x, j))) is not None]
            if part is None or abs(sum(known) - part.value - whole.value) > whole.quantity.step * len(known):
                break
        else:
            return True
    return False


def _between(view: View, total: int, parts: Sequence[int], j: int) -> bool:
    """Whether a total lies among its parts, as a mean or a rate of the whole does."""
    values = [f.value for r in parts if (f := view.figures.get((r, j))) is not None]
    whole = view.figures[total, j].value
    return min(values) <= whole <= max(values)
