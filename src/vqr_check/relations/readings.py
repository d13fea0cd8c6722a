"""Readings: the candidate meanings of one statement, and how arithmetic settles which of them is meant."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from operator import attrgetter

from vqr_check.arithmetic import EQUATIONS, NOTHING, judge, reported_role
from vqr_check.model import Claim, Quantity, Relation, Strength, Verdict
from vqr_check.record import dataclass, remembered
from vqr_check.slips import coarseness, explain

EXPLICIT = Decimal("0.9")  # the words name every figure: a failing reading is an error
LIKELIEST = Decimal("0.85")  # … one is a warning, without more ado
LIKELY = Decimal("0.4")  # from here on a failing reading is a warning when one slip explains it
ODDS = Decimal("0.02")  # real slips are rare: a likely reading needs a slip that is rarer still by accident
POWER = Decimal("0.2")  # a slip that had this much chance of fitting by accident explains nothing
WEAK = Decimal("0.1")  # a reading that is a mere guess agrees only if it would hardly do so by accident
SUPPORT = attrgetter("support")
TRIED = 8  # failing readings of one statement for which a slip is looked for
APART = frozenset({"share", "mean", "ratio", "times"})
OPEN = frozenset({"at_least", "at_most"})  # hedges: 以上, 超过; 以下, 不到
BOUNDS = frozenset({"subset", "reach"})  # state no value, only which is larger
WILD = 20  # so many times what follows from figures elsewhere
FAR_OFF = frozenset({"share", "growth", "rise", "delta", "point", "mean", "ratio", "times", "sum", "flow"})
NEVER = Decimal(2)
# how sure a reading of these sources is where its words name the whole: 占毕业生总数的, a list with all its parts
SAID = {
    "share": Decimal("0.85"),
    "subject": Decimal("0.9"),
    "all": Decimal("0.9"),
    "parts": Decimal("0.92"),
    "rise": Decimal("0.9"),
}
OFF = Decimal("1.5")  # so many times what follows, and no slip: rather another reading


@dataclass(frozen=True, slots=True)
class Reading:
    """One candidate meaning: a relation, and how well the words support it, from 0 to 1."""

    relation: Relation
    support: Decimal


def figures(relation: Relation) -> dict[str, list[Quantity]]:
    """The quantities of a relation by role."""
    out: dict[str, list[Quantity]] = {}
    for role, claim in relation.members:
        out.setdefault(role, []).append(claim.quantity)
    if relation.family == "mean":  # 平均每家企业27人 is rounded, though people are counted
        out["mean"] = [replace(q, scaled=True) if q.exact else q for q in out["mean"]]
    if relation.family == "compound":
        years = str(relation.items)
        out["years"] = [Quantity(0, 0, years, (0, 0), Decimal(relation.items), Decimal(1))]
    return out


@remembered("verdict")  # asked by who settles a reading, who yields it and who judges them all
def verdict(relation: Relation) -> Verdict:
    """Whether the printed figures of a relation can all be true at once."""
    if relation.family == "count":
        return "agreed" if relation.members[0][1].quantity.value == relation.items else "contradicted"
    return judge(relation.family, figures(relation), relation.direction).verdict


def reading(
    family: str, support: Decimal | str, source: str, direction: int = 1, **members: Claim | Sequence[Claim]
) -> Reading:
    """A reading of this family; each keyword is a role with its claim or claims."""
    pairs = [(role, c) for role, held in members.items() for c in ((held,) if isinstance(held, Claim) else held)]
    return Reading(Relation(family, tuple(pairs), direction, source=source), Decimal(support))


def vacuous(relation: Relation) -> bool:
    """Whether a relation holds only because a figure is open to one side: 3000人以上 of which 4126.

    An open figure that is reported tells something if what is computed is about that large: 超过60%, computed 62.5 %.
    """
    open_ended = [role for role, claim in relation.members if claim.quantity.hedge in OPEN]
    if not open_ended or relation.family not in EQUATIONS or relation.family in BOUNDS:
        return False
    reported = reported_role(relation.family)
    if relation.family != "equal" and any(role != reported for role in open_ended):
        return True
    held = figures(relation)
    printed, computed = held[reported][0].value, judge(relation.family, held, relation.direction).computed
    ends = [abs(end - printed) for end in (computed.low, computed.high) if end.is_finite()]
    return not ends or min(ends) * 2 > abs(printed)


def agreed(readings: Iterable[Reading]) -> Relation | None:
    """The best supported reading that holds, or None.

    A guess must have power: among so many guesses one would agree by accident if the figures are coarse.
    """
    tried = sorted(readings, key=SUPPORT, reverse=True)
    truncated: Relation | None = None
    for rank, candidate in enumerate(tried):
        found = verdict(candidate.relation)
        relation = candidate.relation
        if found == "contradicted" or vacuous(relation):
            continue
        if candidate.support < LIKELY and (
            found == "truncated" or coarseness(relation.family, figures(relation), relation.direction) * rank > WEAK
        ):
            continue
        if found == "agreed":
            return relation
        truncated = truncated or relation
    return truncated


def settle(readings: Iterable[Reading], doubt: Decimal | int = 1) -> Relation | None:
    """The relation that a statement is taken to mean, or None when that cannot be told.

    A reading that agrees is the meaning. When none does, the best supported one speaks if it is explicit, or if
    it is likely and one slip of the pen explains it that would hardly fit by accident; ``doubt`` is how many
    other readings were passed over before, which makes an accident likelier.
    """
    tried = sorted(readings, key=SUPPORT, reverse=True)
    held = agreed(tried)
    if held is not None:
        return held
    open_ended = next((r.support for r in tried if vacuous(r.relation)), NOTHING)
    tried = [r for r in tried if r.support > open_ended]
    likeliest = next((r for r in tried if r.support < LIKELIEST or not (wild(r.relation) or astray(r))), None)
    if likeliest is not None and likeliest.support >= LIKELIEST:
        return _failing(likeliest, tried, likeliest.support >= EXPLICIT)
    for candidate in tried[:TRIED]:
        if candidate.support < LIKELY:
            break
        slip = explain(candidate.relation.family, figures(candidate.relation), candidate.relation.direction)
        if slip is not None and slip.chance * doubt <= accident(candidate.support) and not wild(candidate.relation):
            return _failing(candidate, tried, sure=False)
    return None


def _failing(chosen: Reading, tried: Sequence[Reading], sure: bool) -> Relation:
    """The meaning of words that cannot be true, with those that they may have of other figures."""
    own = _values(chosen.relation)
    others = tuple(r.relation for r in tried[:TRIED] if r.support >= LIKELY and _values(r.relation) != own)
    strength: Strength = chosen.relation.strength if sure else "likely"
    return replace(chosen.relation, strength=strength, alternatives=others)


def _values(relation: Relation) -> list[Decimal]:
    """The figures of a relation as values."""
    return [claim.quantity.value for _, claim in relation.members]


def wild(relation: Relation) -> bool:
    """Whether figures of different paragraphs are so far from agreeing that they are of different things.

    One wrong digit makes a figure ten times as large at most; amounts that a slip of the scale (元/万元) explains stay.
    """
    if relation.family not in APART or len({claim.location.block for _, claim in relation.members}) == 1:
        return False
    held = figures(relation)
    printed, low, high = _sizes(relation, held)
    if not printed or not high.is_finite() or (low <= printed * WILD and high * WILD >= printed):
        return False
    slip = explain(relation.family, held, relation.direction)
    if slip is None or slip.chance > POWER:
        return True
    return slip.kind == "scale" and held[slip.role][slip.index].kind == "count"


def astray(reading: Reading) -> bool:
    """Whether what follows from the figures is far from what is printed, and no slip of the pen explains it.

    Whoever miscounts is off by some of a figure; what is off by more than half of it, and by no one digit, was rather
    read wrongly: 净利润1.18亿元，同比增长13.48% beside 上年同期的10.27亿元 of the income. Figures side by side, and a
    whole that the words name, leave no doubt about the reading.
    """
    relation = reading.relation
    if relation.family not in FAR_OFF or reading.support >= SAID.get(relation.source, NEVER):
        return False
    ids = [claim.id for _, claim in relation.members]
    if max(ids) - min(ids) < len(ids) or any(claim.location.row is not None for _, claim in relation.members):
        return False
    held = figures(relation)
    printed, low, high = _sizes(relation, held)
    if not printed or not high or not high.is_finite() or (low <= printed * OFF and high * OFF >= printed):
        return False
    return explain(relation.family, held, relation.direction) is None


def _sizes(relation: Relation, held: dict[str, list[Quantity]]) -> tuple[Decimal, Decimal, Decimal]:
    """How large the reported figure is, and how large at least and at most what follows from the others."""
    computed = judge(relation.family, held, relation.direction).computed
    low, high = sorted((abs(computed.low), abs(computed.high)))
    return abs(held[reported_role(relation.family)][0].value), low, high


def accident(support: Decimal) -> Decimal:
    """How likely to fit by accident a slip may be, for a reading of this support to speak.

    By Bayes: wrong readings that a slip fits by accident must stay rarer than right ones with a real slip.
    """
    return min(POWER, ODDS * support / (1 - support)) if support < 1 else POWER
