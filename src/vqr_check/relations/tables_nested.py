"""Lines that are the sum of the lines below them, found by arithmetic where no word says so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from vqr_check.arithmetic import point
from vqr_check.relations.tables_trials import ADDITIVE, Trial, compared, digits, tried
from vqr_check.relations.tables_view import View, alike, slip

LOOK_AHEAD = 40  # how many lines below a line may be its parts
SAMPLE = 8  # how many columns are tried at first
MAX_TILES = 60


def nested(view: View, group: Sequence[int], fields: Sequence[int]) -> Mapping[int, Trial]:
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
        if compared(view, run[at], run[at + 1 : end], fields).agreed:
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
        weight += len(digits(a)) * (4 if a.value == b.value else 3)
    if not agreed or len(agreed) + len(near) < 2 or len(near) > 1 or weight < 12:
        return None
    return Trial((child,), tuple(agreed), tuple(near), (), tuple(near))


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
    solid = [j for j in trial.agreed if len(set(digits(view.figures[parent, j]))) > 1]
    if len(solid) >= 2:
        return len(trial.failed) <= len(solid)
    weight = sum(4 * len(digits(view.figures[parent, j])) for j in solid)
    weight += sum(3 * len(digits(view.figures[parent, j])) for j in trial.near)
    return bool(solid) and len(trial.failed) <= len(trial.near) <= 1 and weight >= (12 if cue else 16)
