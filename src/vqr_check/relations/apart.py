"""Whole breakdowns whose total stands apart from them: in another sentence, section or table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from vqr_check.arithmetic import Interval, interval
from vqr_check.claims.mentions import Mention
from vqr_check.claims.nouns import similar, weight
from vqr_check.model import Claim, Relation
from vqr_check.packs import Packs
from vqr_check.relations.context import LEVELS, Surroundings
from vqr_check.relations.partitions import known_breakdowns
from vqr_check.relations.parts import breakdowns, hundred
from vqr_check.relations.readings import Reading, agreed, reading, settle

# all words and no more · all but those that say how the parts differ · most · the first of the passage · only near
EXACT, WITHOUT, PARTLY, TOPIC, NEAR = map(Decimal, ("0.84", "0.8", "0.7", "0.72", "0.5"))
SAYS = 4  # words of less weight that all parts have in common name no total
SAME = Decimal("0.95")
BACK = 12  # figures in front of the parts that may be their total
LARGEST = 12  # parts
ABOVE = 3  # paragraphs and headings in front of the parts that may announce their total


def apart(
    passages: Sequence[Sequence[Mention]], around: Surroundings, packs: Packs, told: Sequence[Relation]
) -> Iterator[Relation]:
    """The sums of breakdowns that the packs know or whose shares make 100 %, beyond the sums that are ``told``.

    The total is looked for by the words that all parts share and by the words that the shares are of; where it
    fits none, and a slip does not explain why, nothing is said.
    """
    settled: dict[int, list[frozenset[int]]] = {}
    for relation in told:
        parts = frozenset(claim.id for role, claim in relation.members if role == "part")
        for claim in parts:
            settled.setdefault(claim, []).append(parts)
    for number, found in enumerate(passages):
        for run in _whole(found, packs):
            ids = {m.claim.id for m in run}
            if any(ids <= held for held in settled.get(run[0].claim.id, ())):
                continue
            readings = list(_readings(run, found, passages[max(0, number - ABOVE) : number], around))
            meant = agreed(readings) or _failing(readings)
            if meant is not None:
                yield meant


def _failing(readings: Sequence[Reading]) -> Relation | None:
    """The reading that speaks though it fails: the surest ones first, each in doubt by those that came before it."""
    passed: set[Decimal] = set()
    for support in sorted({r.support for r in readings}, reverse=True):
        tier = [r for r in readings if r.support == support]
        passed.update(r.relation.members[0][1].quantity.value for r in tier)
        meant = settle(tier, len(passed))
        if meant is not None or support >= WITHOUT:
            return meant
    return None


def _whole(found: Sequence[Mention], packs: Packs) -> Iterator[Sequence[Mention]]:
    """The runs of figures in one sentence that are all the parts of something."""
    uneven = breakdowns(packs)["uneven"]
    for row in _rows(found):
        known = [parts for parts in known_breakdowns(row, packs) if _adjacent(parts, row)]
        shared = _shared(row, found)
        for parts in (*known, *([shared] if shared and shared not in known else [])):
            if not any(uneven.search(m.claim.measure + m.gap) for m in parts):
                yield parts


def _rows(found: Sequence[Mention]) -> Iterator[list[Mention]]:
    """The levels of each sentence, by unit, in order."""
    rows: dict[str, list[Mention]] = {}
    sentence = -1
    for mention in found:
        if mention.sentence != sentence:
            yield from rows.values()
            rows, sentence = {}, mention.sentence
        if mention.role == "level" and not mention.quantity.hedge and mention.quantity.unit:
            rows.setdefault(mention.quantity.unit, []).append(mention)
    yield from rows.values()


def _adjacent(parts: Sequence[Mention], row: Sequence[Mention]) -> bool:
    """Whether nothing else of the kind stands between these figures, and one bracket holds all or none."""
    at = row.index(parts[0])
    return list(row[at : at + len(parts)]) == list(parts) and len({m.bracket for m in parts}) == 1


def _shared(row: Sequence[Mention], found: Sequence[Mention]) -> list[Mention]:
    """The figures that each bear a share, where the shares come to 100 %."""
    borne = [(m, share) for m in row if (share := _share(m, found)) is not None]
    bearing, shares = [m for m, _ in borne], [share for _, share in borne]
    side_by_side = bool(bearing) and all(b.order - a.order <= 3 for a, b in pairwise(bearing))
    whole = 1 < len(bearing) <= LARGEST and hundred(shares) and side_by_side
    return bearing if whole else []


def _share(mention: Mention, found: Sequence[Mention]) -> Mention | None:
    """The share that a figure bears, right behind it."""
    behind = found[mention.order + 1] if mention.order + 1 < len(found) else None
    bears = behind is not None and behind.role in ("share", "bracketed") and behind.quantity.kind == "percent"
    return behind if bears else None


def _readings(
    parts: Sequence[Mention], found: Sequence[Mention], above: Sequence[Sequence[Mention]], around: Surroundings
) -> Iterator[Reading]:
    """What the parts may be all of, each figure once, the surest reading of it."""
    best: dict[int, tuple[Claim, Decimal]] = {}
    own = {m.claim.id for m in parts}
    for claim, support in (*_named(parts, found, around), *_near(parts, found), *_announced(parts, found, above)):
        if claim.id not in own and _possible(claim, parts) and support > best.get(claim.id, (claim, Decimal(0)))[1]:
            best[claim.id] = claim, support
    values = {claim.quantity.value for claim, _ in best.values()}
    for claim, support in best.values():
        sure = support if len(values) == 1 or support != PARTLY else min(support, NEAR)
        yield reading("sum", sure, "apart", total=claim, part=[m.claim for m in parts])


def _named(parts: Sequence[Mention], found: Sequence[Mention], around: Surroundings) -> Iterator[tuple[Claim, Decimal]]:
    """The figures of the document that bear the words which all parts have in common, or of which the shares are."""
    common = frozenset.intersection(*(m.claim.keys for m in parts))
    bases = {share.base for m in parts if (share := _share(m, found)) is not None and share.base}
    for wanted in (common, *(around.nouns.keys(base) for base in bases)):
        if weight(wanted) < SAYS:
            continue
        for claim, _ in around.named("、".join(sorted(wanted)), parts[0].claim, parts[0].claim.id):
            own = parts[0].claim.period
            if not own or not claim.period or own == claim.period:
                inside = claim.keys <= wanted and weight(claim.keys) >= SAYS
                yield claim, EXACT if similar(wanted, claim.keys) >= SAME else WITHOUT if inside else PARTLY


def _near(parts: Sequence[Mention], found: Sequence[Mention]) -> Iterator[tuple[Claim, Decimal]]:
    """The figures of the same kind in front of the parts; the passage's first is likelier to be what it is about."""
    first = parts[0].order
    for other in found[max(0, first - BACK) : first]:
        if other.role in LEVELS and other.quantity.unit == parts[0].quantity.unit and not other.bracket:
            yield other.claim, NEAR if other.order else TOPIC


def _announced(
    parts: Sequence[Mention], found: Sequence[Mention], above: Sequence[Sequence[Mention]]
) -> Iterator[tuple[Claim, Decimal]]:
    """The only figure of its kind in a paragraph above, where the parts bear shares that come to 100 %.

    本节分析 3306 名毕业生 … （一）地区 … 省内 3046 人，占 92.14%；省外 260 人，占 7.86%
    """
    if any(_share(m, found) is None for m in parts):
        return
    for passage in above:
        alike = [m for m in passage if m.role == "level" and m.quantity.unit == parts[0].quantity.unit]
        if len(alike) == 1:
            yield alike[0].claim, TOPIC


def _possible(claim: Claim, parts: Sequence[Mention]) -> bool:
    """Whether a figure may be the total of these: of their unit, and not so far off that no slip could lead there."""
    if claim.quantity.unit != parts[0].quantity.unit or claim.quantity.hedge or claim.quantity.upper is not None:
        return False
    reached = Interval(Decimal(0), Decimal(0))
    for part in parts:
        reached = reached + interval(part.quantity)
    return claim.quantity.value * 10 >= reached.low and reached.high * 10 >= claim.quantity.value
