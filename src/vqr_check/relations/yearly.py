"""Changes between two years of which the report prints one measure: in a table, or in a row of figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from vqr_check.arithmetic import interval
from vqr_check.claims.mentions import Mention
from vqr_check.model import Claim
from vqr_check.relations.context import sentence_start
from vqr_check.relations.dated import Series
from vqr_check.relations.growing import compared_years, spanned, subject
from vqr_check.relations.readings import Reading, reading, verdict
from vqr_check.relations.scene import FAMILIES, LEVEL, Level, Scene, unit

DATED, CONFIRMED, STATED, SECOND, SURELY = map(Decimal, ("0.94", "0.98", "0.94", "0.6", "0.75"))


def over_the_years(
    change: Mention, claim: Claim, family: str, role: str, levels: Sequence[Level], scene: Scene
) -> Iterator[Reading]:
    """The readings of a change as one between two years of a series; ``claim`` is what it is printed as."""
    start = sentence_start(scene.found, change.order)
    years = spanned(change, scene.found, start, scene.words)
    years = years or compared_years(change, scene.when[change.order], scene.before.year, scene.words)
    first = _named_by(change, scene)
    said = subject(first, scene.found, scene.words)
    printed = [(level, sure) for level, sure in levels if sure >= STATED][:1]
    beside = _in_row(change, start, scene)
    if beside is not None:
        printed = [(level, STATED) for level in beside]
    if years is None or beside == [] or _otherwise(change, said, printed, scene):
        return

    def read(now: Claim, before: Claim, sure: Decimal) -> Reading:
        return reading(family, sure, "dated", change.direction, now=now, before=before, **{role: claim})

    keys = scene.around.nouns.keys(scene.words.balance.sub("", said))
    row = _row(change, keys, scene)
    if row is not None:
        printed = []
    found: list[tuple[Claim, Claim, Decimal]] = []
    for series, fit in [(row, Decimal(1))] if row is not None else _series(first, keys, printed, scene):
        now, before = series.values.get(years[0]), series.values.get(years[1])
        if now is None or before is None or not _measures(change, now, family):
            continue
        if not printed:
            found.append((now, before, fit))
        for level, sure in printed:
            if not _one_unit(level.claim, before):
                continue
            value = level.quantity.value
            slipped = value == before.quantity.value and verdict(read(now, before, sure).relation) == "agreed"
            if fit >= SURELY and (slipped or interval(level.claim.quantity).meets(interval(now.quantity))):
                yield read(level.claim, before, sure * CONFIRMED)  # slipped: last year's in the place of this year's
            else:
                yield read(level.claim, before, SECOND * fit)
    best = max((fit for _, _, fit in found), default=Decimal(0))
    several = len({(now.quantity.value, before.quantity.value) for now, before, fit in found if fit == best}) > 1
    for now, before, fit in found:
        yield read(now, before, min(SECOND, fit) if several else DATED * fit)


def _in_row(change: Mention, start: int, scene: Scene) -> list[Mention] | None:
    """The level at the place of a change in a row (收入A、利润B，分别增长3%和5%); None where it stands alone."""
    row = [m for m in scene.found[start:] if m.series == change.series and m.sentence == change.sentence]
    if len(row) < 2:
        return None
    levels = [m for m in scene.found[start : row[0].order] if m.role in LEVEL and m.role != "before" and not m.bracket]
    return [levels[-len(row) :][row.index(change)]] if len(levels) >= len(row) else []


def _named_by(change: Mention, scene: Scene) -> Mention:
    """The change whose words say what has changed: 收入比2022年增加5万元，增长8% has them at the amount."""
    first = change
    while first.order and not subject(first, scene.found, scene.words):
        ahead = scene.found[first.order - 1]
        if ahead.role not in FAMILIES or ahead.sentence != change.sentence:
            break
        first = ahead
    return first


def _otherwise(change: Mention, said: str, printed: Sequence[Level], scene: Scene) -> bool:
    """Whether the change is measured in another way than the figures of a table: at constant prices, over months."""
    start = sentence_start(scene.found, change.order)
    ahead = "".join(m.gap for m in scene.found[start : change.order + 1]) + change.after
    named = said + change.before + "".join(level.claim.measure for level, _ in printed)
    return bool(scene.words.otherwise.search(ahead) or scene.words.constant.search(named))


def _series(
    change: Mention, keys: frozenset[str], printed: Sequence[Level], scene: Scene
) -> Iterator[tuple[Series, Decimal]]:
    """The series that a change may be of, with how well its words name them."""
    kind = "share" if change.role == "point" else "value"
    if not keys and printed:
        keys = _measure(printed[0][0], scene)
    elif not keys and (topic := scene.words.topic.search(scene.words.stop.split(change.gap)[-1])):
        keys = scene.around.nouns.keys(topic["topic"])  # 升学人数连年走高，2024年较2023年多234人
    section = change.claim.location.section
    around = scene.around.nouns.keys(section[-1]) if section else frozenset[str]()
    yield from scene.before.dated.named(keys, around, kind)


def _row(change: Mention, keys: frozenset[str], scene: Scene) -> Series | None:
    """The row of figures that a change without words of its own speaks of: 近三年分别为 A、B 和 C，近一年增加…."""
    start = sentence_start(scene.found, change.order)
    levels = [
        m for m in scene.found[start : change.order] if m.role in LEVEL and not m.bracket and "total" not in m.cues
    ]
    for series in () if keys or not levels else scene.before.dated.by_place.get((change.passage, change.sentence), ()):
        if any(claim.id == levels[-1].claim.id for claim in series.row):
            return series
    return None


def _measure(level: Mention, scene: Scene) -> frozenset[str]:
    """The words of a level; a share that says none has those of the figure in front: 研究生学历38人，占19.19%."""
    bare = scene.words.balance.sub("", level.claim.measure)
    if level.claim.keys or level.role in LEVEL or not level.order:
        return scene.around.nouns.keys(bare) if bare != level.claim.measure else level.claim.keys
    ahead = scene.found[level.order - 1]
    return ahead.claim.keys if ahead.sentence == level.sentence and ahead.role in LEVEL else level.claim.keys


def _one_unit(a: Claim, b: Claim) -> bool:
    """Whether two levels are in one unit; tables may leave it to the reader."""
    x, y = unit(a.quantity), unit(b.quantity)
    return x == y or not (x and y)


def _measures(change: Mention, level: Claim, family: str) -> bool:
    """Whether a level is of what a change is of."""
    if family == "delta":
        return unit(level.quantity) == change.quantity.unit
    return (level.quantity.kind in ("percent", "permille")) == (family == "point")
