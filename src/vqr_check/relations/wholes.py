"""Wholes from further away: those that many shares of the document are of, and the group whose rate is given."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache

from vqr_check.arithmetic import Interval, interval, solve
from vqr_check.claims.mentions import Mention
from vqr_check.claims.nouns import Nouns, weight
from vqr_check.model import Claim, Relation
from vqr_check.packs import Packs
from vqr_check.relations.bases import SHARES, Base, as_share, parts_of
from vqr_check.relations.context import KEPT, Surroundings, same_kind
from vqr_check.relations.rates import names, same_time, says
from vqr_check.relations.readings import Reading, figures, reading
from vqr_check.slips import coarseness

OFTEN = 3  # shares of one whole that make it what the document is about
SHARP = Decimal("0.005")  # a share that fits a whole from afar by accident less often than this is of it
COMMON, GROUP, WIDER = Decimal("0.5"), Decimal("0.8"), Decimal("0.1")
MADE_UP = Decimal("0.95")  # the parts beside each other come to the whole
WORDS = Decimal("0.9")  # all other shares of the same words are of one whole
HOST = Decimal("0.8")  # the only other figure of a name
SAME = Decimal("0.84")  # the rate of what 其中 divides is of the same whole
SIBLINGS = Decimal("0.92")  # … and so is that of the part beside it
EXACT = Decimal("0.9")  # the group stands somewhere by its name and nothing else, with one number
ROW = 8  # parts of one whole in a sentence
FAR = 100  # claims before and behind a rate among which its group is looked for
FINE = Decimal("0.01")  # an implied whole that is known no better is none
TRIED = 4  # groups of one name, the nearest first


def common(bases: Sequence[Base]) -> list[Claim]:
    """The wholes that at least three shares of the document turned out to be of, the most frequent first."""
    counted: dict[tuple[Decimal, str], list[Claim]] = {}
    for _, _, _, whole in bases:
        counted.setdefault((whole.quantity.value, whole.quantity.unit), []).append(whole)
    often = sorted((held for held in counted.values() if len(held) >= OFTEN), key=len, reverse=True)
    return [held[0] for held in often[:TRIED]]


def of_common(mention: Mention, readings: Sequence[Reading], wholes: Sequence[Claim]) -> Iterator[Reading]:
    """The readings of a share that names no whole as one of those that the document is about.

    Only a share that would hardly fit by accident is read so.
    """
    if mention.base and mention.role == "share":
        return
    parts = {claim.id: claim for r in readings for role, claim in r.relation.members if role == "part"}
    for part in [*parts.values()][:1]:
        for whole in wholes:
            if whole.id == part.id or not same_kind(whole, part) or whole.quantity.value <= part.quantity.value:
                continue
            said = reading("share", COMMON, "common", part=part, whole=whole, share=mention.claim)
            if coarseness("share", figures(said.relation)) <= SHARP:
                yield said


def by_words(bases: Iterable[Base]) -> Mapping[str, Mapping[Decimal, Claim]]:
    """The wholes of shares by the words of 占…的, each value once."""
    out: dict[str, dict[Decimal, Claim]] = {}
    for _, _, words, whole in bases:
        out.setdefault(words, {})[whole.quantity.value] = whole
    return out


def of_same_words(
    mention: Mention, found: Sequence[Mention], said: Mapping[str, Mapping[Decimal, Claim]], nouns: Nouns
) -> Iterator[Reading]:
    """The readings of a share as the others of the same 占…的 are read, where all those are of one whole."""
    wholes = said.get(mention.base, {}) if mention.base else {}
    if mention.role != "share" or len(wholes) != 1:
        return
    whole = next(iter(wholes.values()))
    for part, certainty in [*parts_of(mention, found, nouns)][:1]:
        if whole.id != part.claim.id and same_kind(whole, part.claim):
            yield as_share(part.claim, whole, mention, WORDS * certainty, "same-words")


def of_host(
    mention: Mention, part: Mention, name: str, hosts: Mapping[str, Sequence[Claim]]
) -> Iterator[tuple[Claim, Decimal]]:
    """The wholes of a share in a bracket behind a name that other figures stand behind or in the row of."""
    near = hosts.get(name, ()) if mention.bracket and part.bracket == mention.bracket else ()
    held = {
        claim.quantity.value: claim
        for claim in sorted(near, key=lambda claim: -abs(claim.id - part.claim.id))
        if claim.id != part.claim.id and same_kind(claim, part.claim)
    }
    if len(held) <= TRIED:
        for whole in held.values():
            yield whole, HOST - WIDER * (len(held) - 1)


def hosts(around: Surroundings, packs: Packs) -> Mapping[str, Sequence[Claim]]:
    """The levels of the document by the name in front of their bracket, or by the row that they stand in."""
    out: dict[str, list[Claim]] = {}
    for found in around.statements.mentions:
        for mention in found:
            name = host_of(mention, packs) if mention.role == "level" else ""
            behind = found[mention.order + 1] if mention.order + 1 < len(found) else mention
            if name and not (behind.role == "share" and behind.bracket == mention.bracket):  # itself a part of another
                out.setdefault(name, []).append(mention.claim)
    for grid in around.statements.grids:
        for claim in grid.claims:
            for name in claim.scope:
                out.setdefault(name.strip(), []).append(claim)
    return out


def host_of(mention: Mention, packs: Packs) -> str:
    """The name that a bracket stands behind: of 排名前三的学院为甲学院（26人） just 甲学院."""
    return "" if not mention.host else str(names(packs).sub("", mention.host).strip())


def of_group(mention: Mention, by: Mention, around: Surroundings, packs: Packs) -> Iterator[tuple[Claim, Decimal]]:
    """The wholes of a group's rate: 男生落实人数 3971 人，落实率 93.33% is of what the document says of 男生."""
    if mention.role != "quota" or mention.bracket:
        return
    part = by.claim
    rate = (mention.base, *around.nouns.keys(mention.base))
    group = frozenset(word for word in part.keys if len(word) > 1 and not any(word in name for name in rate))
    if not group:
        return
    rarest = min(group, key=lambda w: (len(around.by_word.get(w, ())), w))
    rest = cache(lambda keys: weight(keys - group))  # most claims of a word are called alike
    found = [
        claim
        for claim in around.near(rarest, part.id, FAR)
        if group <= claim.keys
        and rest(claim.keys) <= 2
        and claim.id != part.id
        and claim.quantity.value >= part.quantity.value
        and same_kind(claim, part)
    ]
    found.sort(key=lambda c: (rest(c.keys), abs(c.id - part.id)))
    told = {c.quantity.value for c in found if c.keys == group and not c.scope}
    sure = len(told) == 1 and by.order == mention.order - 1 and says(mention, by, around.nouns, packs)
    seen: set[Decimal] = set()
    for claim in found[:KEPT]:
        if claim.quantity.value not in seen and len(seen) < TRIED:
            exact = sure and claim.quantity.value in told and same_time(claim, part)
            yield claim, EXACT if exact else GROUP - WIDER * len(seen)
            seen.add(claim.quantity.value)


def made_up(mention: Mention, found: Sequence[Mention], near: Sequence[Base]) -> Iterator[Reading]:
    """The reading of a share whose part, with those of the other shares of its sentence, comes to their whole."""
    beside = [m for m in found if m.sentence == mention.sentence and m.role in SHARES and not m.base]
    if mention not in beside or not 2 <= len(beside) <= ROW:
        return
    parts = [found[m.order - 1] for m in beside if m.order]
    if len(parts) < len(beside) or any(m.role != "level" or not same_kind(m.claim, parts[0].claim) for m in parts):
        return
    total = sum((m.quantity.value for m in parts), Decimal(0))
    for passage, order, _, whole in near:
        if passage == mention.passage and any(m.order == order for m in beside) and whole.quantity.value == total:
            own = found[mention.order - 1].claim
            yield reading("share", MADE_UP, "made-up", part=own, whole=whole, share=mention.claim)
            return


def of_part(
    mention: Mention, part: Mention, found: Sequence[Mention], holders: Sequence[Mention], bases: Sequence[Base]
) -> Iterator[tuple[Claim, Decimal]]:
    """The whole of a rate under 其中: of 升学 171 人，升学率 36.5% the part 国内升学 140 人，国内升学率 29.9%.

    It is certain where the parts come to what 其中 divides, and the rates of those before are of the same whole.
    """
    near = [base for base in bases[-ROW:] if base[0] == mention.passage and base[1] < mention.order]
    for _, at, _, whole in near:
        if holders and at == holders[0].order + 1:
            beside = [base for base in near if base[1] > at]
            parts = [part, *(found[order - 1] for _, order, _, _ in beside)]
            alike = beside and all(base[3].id == whole.id for base in beside)
            sure = alike and sum(other.quantity.value for other in parts) == holders[0].quantity.value
            yield whole, SIBLINGS if sure else SAME


def unprinted(relation: Relation, found: Sequence[Mention]) -> bool:
    """Whether a share that names no whole and one beside it are of the same whole, which is not printed.

    六十岁以上 190.9 万人，占 22.03%，其中 65 岁以上 146.8 万人，占 16.94%: both are of all people, whoever they are.
    """
    held = dict(relation.members)
    at = next((k for k, m in enumerate(found) if m.claim.id == held["share"].id), 0)
    if found[at].base:
        return False
    own = _whole(held["part"], held["share"])
    for other in found[max(0, at - ROW) : at + ROW]:
        beside = found[other.order - 1]
        if (
            other.order == at
            or other.role not in SHARES
            or beside.role != "level"
            or other.sentence != found[at].sentence
        ):
            continue
        if other.claim.quantity.kind == "percent" and same_kind(beside.claim, held["part"]):
            whole = _whole(beside.claim, other.claim)
            if own is not None and whole is not None and max(own.low, whole.low) <= min(own.high, whole.high):
                return whole.low > held["whole"].quantity.value
    return False


def _whole(part: Claim, share: Claim) -> Interval | None:
    """The whole that a part and its share imply, where it is known well enough to be one."""
    held = {"part": [interval(part.quantity)], "share": [interval(share.quantity)]}
    whole = solve("share", {**held, "whole": []}, "whole", 0)
    if whole is None or not whole.high.is_finite() or whole.high - whole.low > whole.high * FINE:
        return None
    return whole
