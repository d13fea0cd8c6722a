"""Shares in running text: what is the part, and of which whole; explicit, elliptic and changing bases."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from vqr_check.claims.mentions import Mention
from vqr_check.claims.nouns import covered, similar
from vqr_check.model import Claim, Relation
from vqr_check.packs import Packs, ready
from vqr_check.relations.bases import (
    ASIDE,
    CARRIED,
    GUESS,
    NEAR,
    SHARES,
    Base,
    as_share,
    brotherly,
    implied,
    in_turn,
    own_whole,
    parts_of,
    unsure,
)
from vqr_check.relations.context import (
    LEVELS,
    NAMED,
    Surroundings,
    containers,
    other_years,
    same_kind,
    sentence_start,
)
from vqr_check.relations.openers import everyone, opened
from vqr_check.relations.past import Past
from vqr_check.relations.rates import of_all, rated
from vqr_check.relations.readings import Reading, agreed, settle, verdict
from vqr_check.relations.rowwise import by_share, rowwise
from vqr_check.relations.spelled import divided, misnamed, spelled
from vqr_check.relations.subjects import by_name
from vqr_check.relations.surveys import graded, surveyed
from vqr_check.relations.totals import of_total
from vqr_check.relations.wholeness import nothing, wholeness
from vqr_check.relations.wholes import (
    by_words,
    common,
    host_of,
    hosts,
    made_up,
    of_common,
    of_group,
    of_host,
    of_part,
    of_same_words,
    unprinted,
)

FAR = 60  # mentions of the passage behind which a named whole is looked for
WHOLES = LEVELS - {"mean"}  # a mean is the whole of nothing
RECENT = 24  # levels of the passages before that are tried for a share whose whole nothing names
REMEMBERED = 4  # wholes of earlier shares that are tried for one that names none
IN_SENTENCE, IN_PASSAGE, IN_DOCUMENT = Decimal("0.95"), Decimal("0.92"), Decimal("0.7")
ALL = Decimal("0.9")
EXCEEDED = Decimal("0.65")  # what stands right in front of a part is its whole, but smaller
CONTAINER, HELD, SERIES, OPENER = map(Decimal, ("0.95", "0.8", "0.8", "0.7"))
DOUBT = Decimal("0.33")  # what is called a share is one of something: its whole is likelier near than a rate's
HERE = Decimal("0.12")  # … and likeliest in the same paragraph
CARRIED_ON = Decimal("0.9")  # 本科生41人，占教师总数的71.9%；研究生12人，占21.1%


def shares(
    passages: Sequence[Sequence[Mention]], around: Surroundings, past: Past, packs: Packs
) -> Iterator[tuple[int, Relation]]:
    """The share relations of a document's passages, each with the number of its passage.

    Shares that agree come first; the wholes that they turn out to be of are then what their neighbours that
    agree with nothing may have been meant to be of.
    """
    open_: list[tuple[Mention, list[Reading]]] = []
    bases: list[Base] = []  # passage, order, the words of the base, the whole
    told: set[tuple[int, int]] = set()  # parts and wholes between which a share holds: no other share is of both
    planned = ready(packs.table("changes")["planned"])
    plans: dict[int, int] = {}  # budgets, each with the first share of it: none of what stands behind is of it
    rows = by_share(list(rowwise(around.statements)))
    for number, found in enumerate(passages):
        yield from ((number, rows[m.claim.id]) for m in found if m.claim.id in rows)
        told_here = [m for m in found if m.role in SHARES or divided(m, packs) or graded(m, packs)]
        told_here = [m for m in told_here if m.claim.id not in rows]
        if not told_here:
            continue
        holders, own = containers(found), _owned(found)
        recent = _recent(passages, number)
        for mention in told_here:
            if mention.quantity.kind == "permille":
                continue  # a birth rate is of the mean population of the year
            if mention.role not in SHARES and not divided(mention, packs):
                content = settle(surveyed(mention, found, around, packs))
                if content is not None:
                    yield number, content
                continue
            readings = [
                *surveyed(mention, found, around, packs),
                *_rated(mention, found, around, packs),
                *by_name(mention, found, holders, bases, around, packs),
                *_spelled(mention, found, around, past, packs),
                *_of_all(mention, found, holders, own, around, packs),
                *_readings(mention, found, holders, own, bases, recent, around, past, packs),
            ]
            relation = agreed(readings)
            wrong = misnamed(mention, relation, readings, around) if relation is not None else None
            if wrong is not None:
                yield number, wrong
            elif relation is None or verdict(relation) == "truncated":
                open_.append((mention, readings))
            else:
                bases.append((number, mention.order, mention.base, dict(relation.members)["whole"]))
                told.add(_ends(relation))
                if planned.search(mention.base):
                    plans.setdefault(_ends(relation)[1], mention.claim.id)
                yield number, relation
    usual, left = common(bases), open_
    open_ = []
    for mention, readings in left:
        readings = [*readings, *of_common(mention, readings, usual)]
        relation = agreed(readings)
        if relation is None:
            open_.append((mention, readings))
        else:
            bases.append((mention.passage, mention.order, mention.base, dict(relation.members)["whole"]))
            told.add(_ends(relation))
            yield mention.passage, relation
    bases.sort(key=lambda base: base[:2])
    at = [number for number, *_ in bases]
    said = by_words(bases)
    together, by_host = implied(open_), hosts(around, packs)
    for mention, readings in open_:
        around_it = bases[max(0, bisect_left(at, mention.passage - 2) - 1) : bisect_right(at, mention.passage + 2)]
        extra = [
            *together.get(mention.claim.id, ()),
            *made_up(mention, passages[mention.passage], around_it),
            *brotherly(mention, passages[mention.passage], around_it, around.nouns),
            *of_same_words(mention, passages[mention.passage], said, around.nouns),
            *_hosted(mention, passages[mention.passage], by_host, around, packs),
        ]
        tried = unsure([*extra, *readings], mention, passages[mention.passage], around_it)
        of_plan = planned.search(mention.base) is not None
        spent = {whole for whole, first in plans.items() if of_plan and first < mention.claim.id}
        tried = [r for r in tried if _ends(r.relation) not in told and _ends(r.relation)[1] not in spent]
        alone = mention.series == mention.order and not in_turn(mention, passages[mention.passage])
        relation = settle(tried, DOUBT if alone else 1)
        if relation is None and alone and mention.role == "share":
            relation = settle([r for r in tried if _close_by(r.relation)], HERE)
        if relation is not None and not unprinted(relation, passages[mention.passage]):
            yield mention.passage, relation
        else:
            for relation in (
                *nothing(mention, readings, passages[mention.passage], around.largest, around.nouns, packs),
                *wholeness(mention, passages[mention.passage], around.nouns, packs),
            ):
                yield mention.passage, relation


def _carries_on(mention: Mention, part: Mention, found: Sequence[Mention], base: Base) -> bool:
    """Whether a share goes on with the whole that the share in front of its part names, in the same sentence.

    本科生就业210人，占本科毕业生的92%；研究生就业18人，占95% does not: the base has 本科 of its part.
    """
    passage, order, words, _ = base
    close = passage == mention.passage and found[order].sentence == mention.sentence and bool(words)
    if not close or part.order != order + 1 or mention.order != part.order + 1 or part.of_which:
        return False
    same = {sign for sign in words if sign in found[order - 1].claim.measure}
    return all(sign in part.claim.measure for sign in same)


def _ends(relation: Relation) -> tuple[int, int]:
    """The part and the whole of a share: 2969人，占31.60%，占本科毕业生的36.34% is of two wholes."""
    held = dict(relation.members)
    return held["part"].id, held["whole"].id


def _close_by(relation: Relation) -> bool:
    """Whether all figures of a relation stand in one paragraph."""
    return len({(claim.location.part, claim.location.block) for _, claim in relation.members}) == 1


def _recent(passages: Sequence[Sequence[Mention]], number: int) -> list[Claim]:
    """The levels of the passages just before, the last one first."""
    out: list[Claim] = []
    for found in passages[max(0, number - 6) : number][::-1]:
        out.extend(m.claim for m in reversed(found) if m.role in WHOLES)
    return out[:RECENT]


def _owned(found: Sequence[Mention]) -> frozenset[int]:
    """The levels that have a share of their own behind them: brothers of the next part, not its whole."""
    out = set()
    for mention in found:
        if mention.role in SHARES and mention.order:
            before = found[mention.order - 1]
            if before.role in LEVELS and before.sentence == mention.sentence:
                out.add(before.order)
    return frozenset(out)


def _rated(mention: Mention, found: Sequence[Mention], around: Surroundings, packs: Packs) -> Iterator[Reading]:
    """The readings of a rate that its own words give: 录取165人，报到110人，报到率66.67%."""
    for part, whole, support in rated(mention, found, around, packs):
        if whole.quantity.value > 0 and same_kind(whole, part.claim):
            yield as_share(part.claim, whole, mention, support, "rate")


def _spelled(
    mention: Mention, found: Sequence[Mention], around: Surroundings, past: Past, packs: Packs
) -> Iterator[Reading]:
    """The readings of a share of what is spelled out: 占2024年营业收入增长额的61.8%."""
    for part, whole, support in spelled(mention, found, around, past, packs):
        yield as_share(part, whole, mention, support, "spelled")


def _of_all(
    mention: Mention,
    found: Sequence[Mention],
    holders: Mapping[int, Sequence[Mention]],
    own: frozenset[int],
    around: Surroundings,
    packs: Packs,
) -> Iterator[Reading]:
    """The reading of a share of the total of what 其中 opens: 其中未成年人3220人次，占参观总人数的22.96%."""
    if not of_all(mention, packs):
        return
    for part, certainty in parts_of(mention, found, around.nouns):
        whole = next(iter(holders.get(part.order, ())), None)
        if whole is None or (whole.order in own and found[whole.order + 1].base == mention.base):
            continue  # 60岁及以上…，占总人口的…，其中65岁及以上…，占总人口的…: both are of the same whole
        named = {claim.id for claim, _ in _named(mention, part, found, around)}
        if not named or whole.claim.id in named:
            yield as_share(part.claim, whole.claim, mention, ALL * certainty, "all")


def _hosted(
    mention: Mention,
    found: Sequence[Mention],
    by_host: Mapping[str, Sequence[Claim]],
    around: Surroundings,
    packs: Packs,
) -> Iterator[Reading]:
    """The readings of a share in a bracket as one of another figure of the same name."""
    for part, certainty in parts_of(mention, found, around.nouns):
        for whole, support in of_host(mention, part, host_of(mention, packs), by_host):
            yield as_share(part.claim, whole, mention, support * certainty, "host")


def _readings(
    mention: Mention,
    found: Sequence[Mention],
    holders: Mapping[int, Sequence[Mention]],
    own: frozenset[int],
    bases: Sequence[Base],
    recent: Sequence[Claim],
    around: Surroundings,
    past: Past,
    packs: Packs,
) -> Iterator[Reading]:
    quota = mention.role == "quota" and not mention.bracket
    row = in_turn(mention, found)
    for part, certainty in parts_of(mention, found, around.nouns):
        seen = {part.claim.id, *(m.claim.id for m in row)}  # of 男生A、女生B，分别占P和Q neither is of the other
        holder = next((m.claim.id for m in holders.get(part.order, ()) if m.order not in own), None)
        said = [*_named(mention, part, found, around)]
        named = {claim.id for claim, sure in said if sure > GUESS}
        for whole, support in (
            *opened(mention, part, found, around, packs),
            *everyone(mention, part.claim, around, past, packs),
            *of_total(mention, part, around, past, packs),
            *said,
            *of_group(mention, part, around, packs),
            *(of_part(mention, part, found, holders.get(part.order, ()), bases) if quota else ()),
            *_elliptic(mention, part, found, holders, own, bases, recent),
        ):
            if whole.id in seen or whole.quantity.value <= 0 or not same_kind(whole, part.claim):
                continue
            seen.add(whole.id)
            if whole.id == holder and holder in named:
                support = max(support, CONTAINER)  # what 其中 divides, and the words of 占…的 name it too
            if own_whole(mention) and not _inside(whole, mention, found):
                support = min(support, ASIDE)
            yield as_share(part.claim, whole, mention, support * certainty, mention.role)


def _inside(whole: Claim, mention: Mention, found: Sequence[Mention]) -> bool:
    """Whether a figure stands in the bracket of a share."""
    near = found[max(0, mention.order - NEAR) : mention.order]
    return any(other.claim.id == whole.id and other.bracket == mention.bracket for other in near)


def _named(
    mention: Mention, part: Mention, found: Sequence[Mention], around: Surroundings
) -> Iterator[tuple[Claim, Decimal]]:
    """The wholes that 占…的 names: in the sentence, the passage, the document."""
    wanted = around.nouns.keys(mention.base) if mention.role == "share" else frozenset()
    if not wanted:
        return
    start, beside = sentence_start(found, part.order), False
    for k in range(mention.order - 1, max(-1, mention.order - FAR), -1):
        other = found[k]
        if other.role not in WHOLES or other is part:
            continue
        ends = k >= start and other.claim.measure.endswith(mention.base)  # 招生计划1250人，…完成计划的96.5%
        share = Decimal(1) if ends else covered(wanted, other.claim.keys)
        if share < NAMED:
            continue
        behind = found[k + 1]
        if (
            behind.role in SHARES
            and behind is not mention
            and (behind.base == mention.base or similar(wanted, other.claim.keys) < NAMED)
        ):
            yield other.claim, GUESS  # it has a share of that whole itself
        elif beside:
            yield other.claim, GUESS  # the one in the sentence is meant
        else:
            beside = k >= start
            yield other.claim, share * _plainness(wanted, other, beside)
    for claim, share in around.named(mention.base, part.claim, part.claim.id):
        support = share * (IN_DOCUMENT + similar(wanted, claim.keys) / 10)
        yield claim, support / 2 if other_years(claim, part.claim) else support


def _plainness(wanted: frozenset[str], other: Mention, here: bool) -> Decimal:
    """How surely a figure that has the words of the whole is the whole: other words may narrow it down."""
    if here:
        return IN_SENTENCE
    if "total" in other.cues:
        return IN_PASSAGE
    return IN_DOCUMENT + similar(wanted, other.claim.keys) * (IN_PASSAGE - IN_DOCUMENT)


def _elliptic(
    mention: Mention,
    part: Mention,
    found: Sequence[Mention],
    holders: Mapping[int, Sequence[Mention]],
    own: frozenset[int],
    bases: Sequence[Base],
    recent: Sequence[Claim],
) -> Iterator[tuple[Claim, Decimal]]:
    """The wholes that the order of the sentence offers: what 其中 opens, the base of the last share, a total before."""
    unnamed = mention.role == "share" and not mention.base
    for rank, holder in enumerate(holders.get(part.order, ())):
        if rank == 0 and mention.role != "bracketed":
            yield holder.claim, CONTAINER if unnamed else HELD
        else:
            yield holder.claim, OPENER - Decimal("0.1") * min(rank, 3)
    series = [whole for passage, _, _, whole in bases[-REMEMBERED:] if passage == mention.passage]
    if series and not own_whole(mention):
        yield (
            series[-1],
            (CARRIED_ON if _carries_on(mention, part, found, bases[-1]) else SERIES) if unnamed else CARRIED,
        )
    start = sentence_start(found, mention.order)
    for k in range(mention.order - 1, max(-1, mention.order - NEAR), -1):
        other = found[k]
        if other.role not in WHOLES or other is part:
            continue
        if other.quantity.value < part.quantity.value:
            if other.order == part.order - 1 and part.order == mention.order - 1 and k >= start:
                yield other.claim, EXCEEDED  # one of the two may be misprinted
            continue
        if other.order in own:
            yield other.claim, GUESS
        elif k >= start:
            opens = unnamed and k == start and "total" in other.cues
            yield other.claim, SERIES if opens else OPENER
        else:
            yield other.claim, CARRIED if "total" in other.cues else GUESS
    for base in () if own_whole(mention) else [base for *_, base in bases[-REMEMBERED:]]:
        yield base, CARRIED
    for base in () if own_whole(mention) else recent:
        yield base, Decimal("0.3")
