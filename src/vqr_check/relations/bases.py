"""Bases: what the shares around a share say of the whole that it may be of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import ROUND_FLOOR, Decimal

from vqr_check.arithmetic import HUNDRED, Interval, interval, solve
from vqr_check.claims.mentions import Mention
from vqr_check.claims.nouns import Nouns, covered, weight
from vqr_check.model import Claim
from vqr_check.relations.context import LEVELS, NAMED, same_kind, sentence_start
from vqr_check.relations.readings import Reading, reading
from vqr_check.slips import near

SHARES = frozenset({"share", "quota", "bracketed"})
NEAR = 14  # mentions between two shares that stand side by side
BROTHERS, CARRIED, GUESS = map(Decimal, ("0.9", "0.6", "0.4"))
AFTER = Decimal("0.98")  # the part of a share that begins a sentence is the last figure before it
ONE = "一"  # 一项, 一家: no part of anything
KIND = Decimal("0.86")  # a part that bears the name of its whole
HEAVY = 4  # words that weigh less name no kind
ALIKE = 2  # others in a row of brackets that are of one whole
LEAD = 3  # characters of 完成 or 占 in front of what a share is of
FURTHER = Decimal("0.9")
ASIDE = Decimal("0.35")  # a figure outside the bracket of a rate that is of a whole of its own
EVERYTHING = Interval(Decimal("-Infinity"), Decimal("Infinity"))
SLIPPED = Decimal("0.7")  # a whole smaller than its part is none, unless a slip explains it
STATED, INVERTED = Decimal("0.92"), Decimal("0.86")  # … or the words say outright that it is the whole
ITSELF = Decimal("0.1")
NARROW = Decimal("0.02")  # an implied whole that is known no better says little

Base = tuple[int, int, str, Claim]  # passage, order, the words of 占…的, the whole that the share turned out to be of


def implied(open_: Sequence[tuple[Mention, list[Reading]]]) -> dict[int, list[Reading]]:
    """Shares side by side that agree with no printed whole, but with each other on one that is a slip from it.

    Each share and its part imply an interval for the whole; where those of a run meet in a whole number that one
    slip turns into a printed candidate, that candidate is the misprinted whole of them all.
    """
    out: dict[int, list[Reading]] = {}
    run: list[tuple[Mention, list[Reading]]] = []
    meeting = EVERYTHING
    for mention, readings in (*open_, (None, [])):
        implied = _implied_whole(readings)
        goes_on = (
            mention is not None
            and implied is not None
            and (not run or (run[-1][0].passage == mention.passage and mention.order - run[-1][0].order <= NEAR))
        )
        if goes_on and mention is not None and implied is not None:
            both = Interval(max(meeting.low, implied.low), min(meeting.high, implied.high))
            if both.low <= both.high:
                run.append((mention, readings))
                meeting = both
                continue
        _name_whole(run, meeting, out)
        run, meeting = (
            ([(mention, readings)], implied) if mention is not None and implied is not None else ([], EVERYTHING)
        )
    return out


def _implied_whole(readings: Sequence[Reading]) -> Interval | None:
    if not readings:
        return None
    first = max(readings, key=lambda r: r.support).relation
    held = {role: [interval(claim.quantity)] for role, claim in first.members}
    whole = solve("share", held, "whole", 0)
    return whole if whole is not None and whole.low.is_finite() and whole.high.is_finite() else None


def _name_whole(run: Sequence[tuple[Mention, list[Reading]]], meeting: Interval, out: dict[int, list[Reading]]) -> None:
    """Raise the readings of a run whose whole is a slip away from the one that all its shares imply."""
    if len(run) < 2 or meeting.high - meeting.low > meeting.high * NARROW:
        return
    printed = {
        dict(r.relation.members)["whole"].id: dict(r.relation.members)["whole"] for r in run[0][1] if r.support >= GUESS
    }
    for whole in printed.values():
        step = whole.quantity.step
        meant = (meeting.high / step).to_integral_value(ROUND_FLOOR) * step
        if meant >= meeting.low and near(whole.quantity.value, meant, step):
            for mention, readings in run:
                out[mention.claim.id] = [
                    replace(r, support=BROTHERS) for r in readings if dict(r.relation.members)["whole"].id == whole.id
                ]
            return


def brotherly(mention: Mention, found: Sequence[Mention], near: Sequence[Base], nouns: Nouns) -> Iterator[Reading]:
    """Readings of a share as its neighbours are read: the more of them are of one whole, the surer."""
    for part, certainty in parts_of(mention, found, nouns):
        votes: dict[Decimal, tuple[int, Claim]] = {}
        fitting = [b for b in near if _may_share(b, mention, part, nouns)]
        for passage, order, _, whole in fitting:
            close = passage == mention.passage and abs(order - mention.order) <= NEAR
            count, _ = votes.get(whole.quantity.value, (0, whole))
            votes[whole.quantity.value] = (count + (2 if close else 1), whole)
        here = [b for b in fitting if b[0] == mention.passage]
        row = _series(here, mention, found)
        sure = row or _row(here, mention, part, found) or _unanimous(here, mention)
        for value, (count, whole) in votes.items():
            certain = value == sure and mention.role != "quota"
            support = BROTHERS if certain else CARRIED + Decimal("0.05") * min(count, 4)
            if row is not None and value == row:
                support = STATED
            elif _kind_of(part, whole, mention):
                support = max(support, KIND)
            if own_whole(mention):
                support = ASIDE
            elif _otherwise(mention, whole, nouns):
                support = min(support, GUESS)
            yield as_share(part.claim, whole, mention, support * certainty, "brothers")


def unsure(
    readings: Sequence[Reading], mention: Mention, found: Sequence[Mention], near: Sequence[Base]
) -> Sequence[Reading]:
    """Readings of a share that names no whole, less sure where one beside it is of a whole that stands elsewhere.

    课程门次1893。其中教授承担287门，占17.78%；门次406，占11.02%: as the first is of all courses, so may the second be.
    """
    here = {m.claim.id for m in found}
    away = not mention.base and any(
        passage == mention.passage
        and order != mention.order
        and not words
        and found[order].sentence == mention.sentence
        and whole.id not in here
        for passage, order, words, whole in near
    )
    same = {whole.id for *_, whole in near}
    return [
        replace(r, support=min(r.support, CARRIED)) if away and dict(r.relation.members)["whole"].id not in same else r
        for r in readings
    ]


def possible(part: Claim, whole: Claim, mention: Mention, support: Decimal) -> Decimal:
    """The support of a reading, less where the part is more than the whole although the share is not over 100 %.

    A figure that stands twice is no share of itself: 毕业生968人，毕业率98.27%.
    """
    if mention.quantity.value > HUNDRED or part.quantity.value < whole.quantity.value:
        return support
    if part.quantity.value > whole.quantity.value:
        return min(support, INVERTED if support >= STATED else SLIPPED)
    return min(support, ITSELF) if part.keys == whole.keys and mention.quantity.value < HUNDRED else support


def as_share(part: Claim, whole: Claim, mention: Mention, support: Decimal, source: str) -> Reading:
    """The reading of a share as that of this part in this whole, with what support that leaves."""
    support = possible(part, whole, mention, support)
    return reading("share", support, source, part=part, whole=whole, share=mention.claim)


def own_whole(mention: Mention) -> bool:
    """Whether a rate in a bracket is of a whole of its own: 安德学院（升学147人，升学率60.00%）."""
    return mention.role == "quota" and bool(mention.bracket)


def _may_share(base: Base, mention: Mention, part: Mention, nouns: Nouns) -> bool:
    """Whether a share may be of the whole that an earlier or later one is of."""
    _, _, words, whole = base
    if whole.id == part.claim.id or not same_kind(whole, part.claim):
        return False
    subject = nouns.keys(mention.before.partition("占")[0]) if mention.role == "share" else frozenset()
    if mention.base and not words and subject:
        return covered(nouns.keys(mention.base), whole.keys) >= NAMED  # 费用占GDP的 is of none that is not called so
    return not (words and mention.base and words != mention.base)


def _kind_of(part: Mention, whole: Claim, mention: Mention) -> bool:
    """Whether a part bears the name of the whole that its neighbours are of: 少数民族毕业生47人 of 毕业生2185人."""
    if mention.role != "share" or mention.base or part.of_which or weight(whole.keys) < HEAVY:
        return False
    return whole.keys < part.claim.keys and whole.quantity.value > part.quantity.value


def _series(near: Sequence[Base], mention: Mention, found: Sequence[Mention]) -> Decimal | None:
    """The whole of a row of shares if two others of it are of one: 三者占比依次是58.0%、17.2%和4.7%."""
    beside = [whole for _, order, _, whole in near if found[order].series == mention.series]
    wholes = {whole.quantity.value for whole in beside}
    return wholes.pop() if len(beside) >= ALIKE and len(wholes) == 1 else None


def _row(near: Sequence[Base], mention: Mention, part: Mention, found: Sequence[Mention]) -> Decimal | None:
    """The whole of a row of brackets if the others are of one: 甲院（506人，占比10.76%）、乙院（423人，占比8.99%）."""
    if not mention.bracket or mention.base or part.bracket != mention.bracket or part.of_which:
        return None
    beside = [b for b in near if found[b[1]].bracket and not b[2] and found[b[1]].sentence == mention.sentence]
    wholes = {whole.quantity.value for *_, whole in beside}
    return wholes.pop() if len(beside) >= ALIKE and len(wholes) == 1 else None


def _otherwise(mention: Mention, whole: Claim, nouns: Nouns) -> bool:
    """Whether a share says by name that it is of something else: 占专业课教师的84.15% is not of all 专任教师."""
    named = nouns.keys(mention.base) if mention.role == "share" else frozenset[str]()
    return weight(named) >= 2 and bool(whole.keys) and covered(named, whole.keys) < NAMED


def _unanimous(near: Sequence[Base], mention: Mention) -> Decimal | None:
    """The whole that the nearest shares on both sides are of, if it is one; one that says the same words will do."""
    before = [b for b in near if b[1] < mention.order][-2:]
    after = [b for b in near if b[1] > mention.order][:2]
    wholes = {whole.quantity.value for *_, whole in (*before, *after)}
    same_words = any(words and words == mention.base for _, _, words, _ in (*before, *after))
    if len(wholes) == 1 and (len(before) + len(after) >= 2 or same_words):
        return wholes.pop()
    return None


def subject_of(mention: Mention, found: Sequence[Mention]) -> str:
    """The words in front of a share up to 占, be they parted by 一项: 教学用房一项就占到52.5%."""
    last = found[mention.order - 1] if mention.order else mention
    one = last.clause == mention.clause and last.quantity.value == 1 and last.quantity.literal[:1] == ONE
    return mention.lead if one and last is not mention else mention.before


def _stranger(mention: Mention, part: Mention, found: Sequence[Mention], nouns: Nouns) -> bool:
    """Whether the words before 占 name something else than the figure in front: 教师共220人，兼职教师占23.64%."""
    if "sum_up" in mention.cues:
        return True  # 风电0.83亿、光伏1.05亿，发电量合计占比0.4%
    if mention.role != "share":
        return False
    last = found[mention.order - 1] if mention.order else mention
    if last.role == "before" and last.clause == mention.clause:
        return False  # 占比由37.9%提高到42.4%
    subject = _subject(mention, found, nouns)
    return weight(subject) >= 2 and bool(part.claim.keys) and covered(subject, part.claim.keys) < NAMED


def _subject(mention: Mention, found: Sequence[Mention], nouns: Nouns) -> frozenset[str]:
    """The words in front of 占; else those of the share before: 本科占升学人数的9.94%，占毕业生的4.90%."""
    last = found[mention.order - 1] if mention.order else mention
    opens = mention.before.startswith("占") and mention.separator == "，"
    if opens and last.role == "share" and last.clause == mention.clause - 1:
        mention = last
    before = subject_of(mention, found)
    return nouns.keys(before.partition("占")[0]) if "占" in before or not mention.base else frozenset[str]()


def _passed(mention: Mention, part: Mention, found: Sequence[Mention]) -> bool:
    """Whether a share may be of more than the figure in front: of all of its row, or of what that has become.

    高级6人、中级8人，占56% may be of both; 期初86万股，本期增加14万股至100万股，占56% is of the last.
    """
    if mention.role != "quota" and not mention.bracket and part.clause < mention.clause and in_row(part, found):
        return True
    return any(m.role == "amount" and m.quantity.upper is not None for m in found[part.order + 1 : mention.order])


def in_row(part: Mention, found: Sequence[Mention]) -> bool:
    """Whether a figure ends a row of its kind: 正高级6人、副高级8人."""
    last = found[part.order - 1] if part.order else part
    return (
        part.gap.startswith("、")
        and last.role == part.role
        and last.sentence == part.sentence
        and last.bracket == part.bracket
        and last.quantity.unit == part.quantity.unit
    )


def _row_of(mention: Mention, found: Sequence[Mention]) -> list[Mention]:
    return [m for m in found[mention.series :] if m.series == mention.series]


def in_turn(mention: Mention, found: Sequence[Mention]) -> Sequence[Mention]:
    """The levels that the shares of a row are of, one each: 男生A、女生B，分别占P和Q; none where they are too few."""
    row = _row_of(mention, found)
    levels = [m for m in found[: mention.series] if m.role == "level"] if len(row) > 1 else []
    levels = [m for m in levels if same_kind(m.claim, levels[-1].claim)][-len(row) :]  # ages are no parts
    return levels if len(levels) == len(row) else ()


def parts_of(mention: Mention, found: Sequence[Mention], nouns: Nouns) -> Iterator[tuple[Mention, Decimal]]:
    """The levels that a share may be of, likeliest first."""
    if len(_row_of(mention, found)) > 1:
        levels = in_turn(mention, found)
        if levels:
            together = levels[0].sentence == mention.sentence
            yield levels[mention.order - mention.series], Decimal(1) if together else Decimal("0.9")
        return
    certainty = Decimal(1)
    start = sentence_start(found, mention.order)
    for k in range(mention.order - 1, start - 1, -1):
        other = found[k]
        if mention.bracket and other.bracket == mention.bracket and other.role in SHARES:
            return  # 占比 of an earlier level in the same bracket has its own
        if (
            "sides" in other.cues
            or other.role not in LEVELS
            or other.quantity.kind in ("percent", "permille", "fraction")
            or (other.quantity.value == 1 and other.quantity.literal[:1] == ONE)
        ):
            continue
        if not mention.bracket and other.bracket and _explains(other, found):
            continue  # 升学612人（其中升本156人，升专456人），占60.12%
        if mention.role == "quota" and other.clause == mention.clause and other.bracket == mention.bracket:
            continue  # 三个年级平均巩固率97.59%: of the three, no share
        if other.bracket not in (0, mention.bracket) and (other.role == "before" or mention.role == "quota"):
            continue  # 比上届（931人）多；…占22.86% · 社区居民（2416份）满意率96.77%
        if "aside" in other.cues and other.bracket != mention.bracket:
            continue  # 本科生8170人（含结业生8人），占比86.97%
        if other.role == "mean" and mention.role == "share" and _counted_before(other, found):
            continue  # 在读612人，班均43.7人，占本科生的3.52%
        stranger = _stranger(mention, other, found, nouns)
        compared = other.role == "before" and other.clause < mention.clause  # 比上年的531人增加64人，占总数的14.7%
        doubtful = stranger or compared or _passed(mention, other, found)
        meant = _further(mention, found, other, nouns) if stranger and mention.role != "quota" else None
        if meant is not None:
            yield meant, FURTHER
            return
        yield other, certainty / 2 if doubtful else certainty
        if mention.role != "quota":
            return
        certainty -= Decimal("0.3")
        if certainty < Decimal("0.4"):
            return
    last = found[start - 1] if start else None  # 支出决算为0.88万元。完成年初预算的100.00%
    if last is not None and start == mention.order and _goes_on(mention, last):
        yield last, AFTER


def _further(mention: Mention, found: Sequence[Mention], nearest: Mention, nouns: Nouns) -> Mention | None:
    """The level that the words before 占 name, where the nearest has none of them: 本科39人，专科397人，本科占9%."""
    subject = _subject(mention, found, nouns)
    if not nearest.claim.keys.isdisjoint(subject):
        return None
    for other in reversed(found[sentence_start(found, nearest.order) : nearest.order]):
        alike = other.role == "level" and same_kind(other.claim, nearest.claim) and not other.bracket
        if alike and not other.claim.keys.isdisjoint(subject):
            return other
    return None


def _counted_before(mean: Mention, found: Sequence[Mention]) -> bool:
    """Whether a mean stands right behind the level that it is worked out from."""
    before = found[mean.order - 1] if mean.order else mean
    return before.role == "level" and before.sentence == mean.sentence and same_kind(before.claim, mean.claim)


def _explains(mention: Mention, found: Sequence[Mention]) -> bool:
    """Whether a figure stands in a bracket that opens right behind another figure."""
    first = next(m for m in found if m.bracket == mention.bracket)
    return first.order > 0 and first.gap.lstrip()[:1] in ("（", "(") and not found[first.order - 1].bracket


def _goes_on(mention: Mention, last: Mention) -> bool:
    """Whether a sentence begins with a share of the figure at the end of the one before."""
    named = mention.role == "share" and mention.base and last.role == "level"
    return bool(named) and mention.clause == last.clause + 1 and mention.before.find(mention.base) <= LEAD
