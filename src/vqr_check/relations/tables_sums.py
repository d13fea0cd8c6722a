"""Totals in a table: which lines add up to which, and every column that fails what the others agree on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from vqr_check.arithmetic import Interval, point
from vqr_check.model import Relation, Strength
from vqr_check.relations.tables_view import Figure, View, alike, relation, slip

LOOK_AHEAD = 40
SAMPLE = 8
REST = 400  # a rest of less than this part of a measured total may stand in no line
MAX_TILES = 60
MAX_SLIPS = 200  # so many parts are tried for a slip
ADDITIVE = ("value", "change", "share", "rate")


@dataclass(frozen=True, slots=True)
class Trial:
    """How a reading (this line is the sum of those) fares, field by field."""

    parts: tuple[int, ...]
    agreed: tuple[int, ...]
    failed: tuple[int, ...]
    open: tuple[int, ...]  # a part is not known
    near: tuple[int, ...]  # of the failed: one slip of the pen, or one line left out, explains it

    @property
    def support(self) -> tuple[int, int]:
        """What speaks for the reading, then against it."""
        return (len(self.agreed) * 4 + len(self.near) * 3, -len(self.failed))


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
        nested = _nested(view, group, fields)
        children = {child for trial in nested.values() for child in trial.parts}
        done: set[int] = set()
        for total, readings in _totals(view, group, children):
            trial = _best(view, total, readings, fields)
            if trial is None:
                continue
            accepted = list(_spoken(view, total, trial, plain=trial.parts == tuple(readings[0])))
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
    first: dict[tuple[str, ...], int] = {}
    for r in plain:  # one line a group: its first
        first.setdefault(lines[r].group, r)
    if 1 < len(first) < len(plain):
        yield list(first.values())


def _best(view: View, total: int, readings: Sequence[Sequence[int]], fields: Sequence[int]) -> Trial | None:
    best: Trial | None = None
    for parts in readings:
        trial = tried(view, total, parts, fields)
        if best is None or trial.support > best.support:
            best = trial
    return best


def tried(view: View, total: int, parts: Sequence[int], fields: Sequence[int]) -> Trial:
    """The reading that ``total`` is the sum of ``parts``, held against every field."""
    agreed, failed, unsettled, near = [], [], [], []
    for j in fields:
        whole = view.figures.get((total, j))
        if whole is None or whole.kind not in ADDITIVE:
            continue
        known = [f for r in parts if (f := view.figures.get((r, j))) is not None]
        if len(known) < (1 if len(parts) > len(known) else 2) or not all(
            alike(f, whole) and f.kind == whole.kind for f in known
        ):
            continue
        if not known:
            continue
        low, high = _sum(known)
        missing = len(known) < len(parts)
        if low <= whole.bounds.high and whole.bounds.low <= high:
            agreed.append(j)
        elif missing:
            blank = all((r, j) in view.figures or (r, j) in view.unknown for r in parts)
            if blank and explained(whole, known, Interval(low, high), least=4):
                failed.append(j)
                near.append(j)
            else:
                unsettled.append(j)
        else:
            failed.append(j)
            if explained(whole, known, Interval(low, high)):
                near.append(j)
    return Trial(tuple(parts), tuple(agreed), tuple(failed), tuple(unsettled), tuple(near))


def _sum(figures: Sequence[Figure]) -> tuple[Decimal, Decimal]:
    return sum((f.bounds.low for f in figures), Decimal(0)), sum((f.bounds.high for f in figures), Decimal(0))


def explained(whole: Figure, parts: Sequence[Figure], total: Interval, least: int = 0) -> bool:
    """Whether one slip in the total or in a part, or a part left out of the total, accounts for a gap.

    Figures of fewer than ``least`` digits are not tried: nearly anything is one slip away from them.
    """
    if len(_digits(whole)) >= least and slip(whole.quantity, total):
        return True
    gap = Interval(total.low - whole.bounds.high, total.high - whole.bounds.low)
    for part in parts[:MAX_SLIPS]:
        if not least and part.value and gap.low <= part.value <= gap.high:
            return True
        if len(_digits(part)) >= least and slip(
            part.quantity, Interval(part.bounds.low - gap.high, part.bounds.high - gap.low)
        ):
            return True
    return False


def _spoken(view: View, total: int, trial: Trial, plain: bool) -> Iterator[Relation]:
    """The relations of a reading that holds well enough, with the strength of each."""
    a, f, near = len(trial.agreed), len(trial.failed), len(trial.near)
    place = view.records[total].place
    named = place in ("total", "subtotal")
    if a == 0 and view.listed and near and place == "plain":
        for j in trial.near:
            yield relation("sum", _members(view, total, trial.parts, j), "likely", "列表分项")
        return
    if a == 0 and not (f and near == f and plain and place in ("total", "subtotal", "total_like")):
        return
    if a == 0 and any(view.figures[total, j].kind == "rate" for j in trial.failed):
        return  # rates of groups do not add up to that of the whole, unless they are seen to
    if a and f > 2 * a and near < f:
        return
    if _rounded(view, total, trial):
        trial = Trial(trial.parts, trial.agreed, (), trial.open, ())
    if len(trial.parts) == 1:
        for j in (*trial.agreed, *trial.failed):
            yield relation(
                "equal", [("a", view.figures[total, j]), ("b", view.figures[trial.parts[0], j])], "likely", "唯一分项"
            )
        return
    source = ("列" if view.turned else "行") + ("合计" if place != "plain" else "分项")
    for j in trial.agreed:
        yield relation("sum", _members(view, total, trial.parts, j), "explicit" if named else "likely", source)
    for j in trial.failed:
        strength: Strength | None = None
        if named and (a > f or (j in trial.near and (a or plain))):
            strength = "explicit"
        elif j in trial.near and (a or named or place == "total_like"):
            strength = "explicit" if a >= 2 else "likely"
        elif a >= 2 and a > f:
            strength = "likely"
        if strength and (j in trial.near or not _between(view, total, trial.parts, j)):
            yield relation("sum", _members(view, total, trial.parts, j), strength, source)


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


def _members(view: View, total: int, parts: Sequence[int], j: int) -> list[tuple[str, Figure]]:
    return [
        ("total", view.figures[total, j]),
        *(("part", f) for r in parts if (f := view.figures.get((r, j))) is not None),
    ]


def _nested(view: View, group: Sequence[int], fields: Sequence[int]) -> Mapping[int, Trial]:
    """Lines that are the sum of the lines below them, found by arithmetic from the bottom up."""
    some = [j for j in fields if view.fields[j].kind in ("value", "change")][:SAMPLE] or list(fields)[:SAMPLE]
    out: dict[int, Trial] = {}
    tops: list[int] = []  # of what was walked, the lines that are no parts, the nearest last
    for r in reversed(group):
        line = view.records[r]
        if line.place in ("total", "subtotal"):
            tops.append(r)
            continue
        if view.listed and tops and (sole := _sole(view, r, tops[-1], fields)):
            out[r] = sole
            tops.pop()
        taken = [] if r in out else _taken(view, r, tops, some)
        if taken:
            trial = tried(view, r, taken, fields)
            cue = view.records[taken[0]].place == "part" or view.records[taken[0]].level != line.level
            if _convincing(view, r, trial, cue or view.listed):
                out[r] = trial
                del tops[len(tops) - len(taken) :]
        tops.append(r)
    if view.listed and len(fields) == 1:
        out.update(_tiles(view, [r for r in group if (r, fields[0]) in view.figures], fields))
    return out


def _tiles(view: View, run: Sequence[int], fields: Sequence[int]) -> Mapping[int, Trial]:
    """A list that falls into sums one behind the other, or into sums but for one run, which one slip would mend."""
    blocks: list[tuple[int, int]] = []  # positions in the run: a total and the end of its parts
    at = 0
    while at < len(run) <= MAX_TILES and (end := _match(view, run, at, fields)):
        blocks.append((at, end))
        at = end
    if at < len(run) <= MAX_TILES:
        after: list[tuple[int, int]] = []
        for start in range(at + 3, len(run) + 1):
            after, here = [], start
            while here < len(run) and (end := _match(view, run, here, fields)):
                after.append((here, end))
                here = end
            if here == len(run) and tried(view, run[at], run[at + 1 : start], fields).near:
                blocks += [(at, start), *after]
                at = len(run)
                break
    if at < len(run) or len(blocks) < 2:
        return {}
    return {run[i]: tried(view, run[i], run[i + 1 : end], fields) for i, end in blocks}


def _match(view: View, run: Sequence[int], at: int, fields: Sequence[int]) -> int:
    """The end of the parts that add up to the figure at ``at``; 0 where none do."""
    for end in range(at + 3, len(run) + 1):
        if tried(view, run[at], run[at + 1 : end], fields).agreed:
            return end
    return 0


def _sole(view: View, parent: int, child: int, fields: Sequence[int]) -> Trial | None:
    """A line whose only part is the line below it repeats its figures, one slip aside."""
    agreed, near, weight = [], [], 0
    for j in fields:
        a, b = view.figures.get((parent, j)), view.figures.get((child, j))
        if a is None or b is None or not alike(a, b):
            return None
        if a.value == b.value:
            agreed.append(j)
        elif slip(a.quantity, b.bounds) or slip(b.quantity, a.bounds):
            near.append(j)
        else:
            return None
        weight += len(_digits(a)) * (4 if a.value == b.value else 3)
    if not agreed or len(agreed) + len(near) < 2 or len(near) > 1 or weight < 12:
        return None
    return Trial((child,), tuple(agreed), tuple(near), (), tuple(near))


def _rest(view: View, tops: Sequence[int], nested: Mapping[int, Trial], fields: Sequence[int]) -> Mapping[int, Trial]:
    """In a list that falls into sums but for one run, that run too is a sum, one slip of the pen aside."""
    out: dict[int, Trial] = {}
    for at, r in enumerate(tops):
        if r in nested:
            continue
        run = []
        for following in tops[at + 1 :]:
            if following in nested:
                break
            run.append(following)
        if nested and len(run) > 1:
            trial = tried(view, r, run, fields)
            if trial.near and not trial.agreed:
                out[r] = trial
        break
    return out


def _taken(view: View, parent: int, tops: Sequence[int], fields: Sequence[int]) -> list[int]:
    """The run of lines after ``parent`` whose sum first meets it in at least half of the fields that can tell."""
    sums = {j: point(0) for j in fields if (parent, j) in view.figures and view.figures[parent, j].kind in ADDITIVE}
    taken: list[int] = []
    for r in (
        list(reversed(tops))[:LOOK_AHEAD] if len(tops) <= LOOK_AHEAD else [tops[-1 - k] for k in range(LOOK_AHEAD)]
    ):
        if view.records[r].place in ("total", "subtotal"):
            break
        taken.append(r)
        hits, over = 0, 0
        for j in list(sums):
            figure, whole = view.figures.get((r, j)), view.figures[parent, j]
            if figure is None or not alike(figure, whole) or figure.kind != whole.kind:
                del sums[j]
                continue
            sums[j] = sums[j] + figure.bounds
            hits += sums[j].meets(whole.bounds)
            over += sums[j].low > whole.bounds.high
        if not sums or over * 2 > len(sums):
            return []
        if hits * 2 >= len(sums) and hits and len(taken) > 1:
            return taken
    return []


def _convincing(view: View, parent: int, trial: Trial, cue: bool) -> bool:
    """Whether agreement can hardly be chance: two fields, or one long figure."""
    solid = [j for j in trial.agreed if len(set(_digits(view.figures[parent, j]))) > 1]
    if len(solid) >= 2:
        return len(trial.failed) <= len(solid)
    weight = sum(4 * len(_digits(view.figures[parent, j])) for j in solid)
    weight += sum(3 * len(_digits(view.figures[parent, j])) for j in trial.near)
    return bool(solid) and len(trial.failed) <= len(trial.near) <= 1 and weight >= (12 if cue else 16)


def _digits(figure: Figure) -> str:
    """The digits that tell a figure from others: those of a round number are few."""
    q = figure.quantity
    digits = format(abs(q.value / q.step).to_integral_value(), "f")
    return digits.rstrip("0") if q.exact else digits
