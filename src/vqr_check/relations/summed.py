"""The runs of figures in front of a total that says how it adds them up: …，合计 · 两项相加，共 · 甲、乙两部合起来."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from vqr_check.claims.mentions import Mention
from vqr_check.claims.passages import Passage
from vqr_check.packs import Packs
from vqr_check.relations.context import close_kind
from vqr_check.relations.partitions import known_breakdowns
from vqr_check.relations.parts import (
    BARE,
    CLOSED,
    GUESS,
    KNOWN,
    LOOSE,
    PARTS,
    SAID,
    SPAN,
    Run,
    breakdowns,
    marks,
    reaches,
)

SUMMED = Decimal("0.6")
NAMES = 40  # characters in front of a total in which it names its parts
COUNTED = 30  # characters in front of a total in which it says how many figures it adds up
ENDS = "；。\n"
FEW = 8  # figures of which 两项合计 may take some


def behind(total: Mention, found: Sequence[Mention], packs: Packs) -> Iterator[Run]:
    """Runs in front of a total that says 合计, 共计, 相加."""
    labelled = breakdowns(packs)["called_total"].search(total.before) is not None and total.separator == "，"
    if "sum_up" not in total.cues and "total" not in total.cues and not labelled:
        return
    of = breakdowns(packs)["share_of"]
    if total.after.startswith("的") and of.search(total.before):
        return  # 占当年总支出 3017 万元的 4.7%
    before = [
        m
        for m in found[max(0, total.order - SPAN) : total.order]
        if m.role in PARTS and m.quantity.unit == total.quantity.unit and m.sentence == total.sentence
        if not (m.bracket and of.search(m.host))  # 占上年末净资产（4102 万元）的 70.1%
    ]
    near = before[::-1]
    upto = reaches(total, near)
    if upto:
        yield near[:upto][::-1], GUESS
    bare = breakdowns(packs)["bare"].search(total.before) is not None and total.separator == "，"
    plain = {tuple(m.order for m in parts) for parts in known_breakdowns(before, packs)}
    for parts in known_breakdowns(before, packs, total.before):
        called = tuple(m.order for m in parts) not in plain  # 正高级 14 人、副高级 338 人，…，高级职称合计 352 人
        yield parts, KNOWN if called or ((bare or labelled) and parts == before[-len(parts) :]) else LOOSE
    names = breakdowns(packs)["called"].search(total.before)
    if names is not None:  # 国家级 3 个，省级 8 个，国家级和省级合计 11 个
        yield _by_name(breakdowns(packs)["joins"].split(names["names"]), total, found), BARE
    yield before, BARE if bare and _side_by_side(before) else SUMMED if "sum_up" in total.cues else GUESS
    stretch = _stretch(total, before, found)
    if len(stretch) > 1 and (bare or labelled):
        yield stretch, BARE if bare else CLOSED
    if stretch and breakdowns(packs)["plus"].search(stretch[0].gap):
        held = [m for m in found[max(0, total.order - SPAN) : stretch[0].order] if m.sentence == total.sentence - 1]
        main = next((m for m in held if m.role in PARTS and m.quantity.unit == total.quantity.unit), None)
        if main is not None:
            yield [main, *stretch], CLOSED  # 本级支出 167 亿元，增长 4.7%。加上补助下级 79 亿元，支出总计 246 亿元


def _side_by_side(row: Sequence[Mention]) -> bool:
    return all(m.separator in ("、", "，") and not m.of_which for m in row[1:])


def _stretch(total: Mention, before: Sequence[Mention], found: Sequence[Mention]) -> Sequence[Mention]:
    """The figures right in front of a total, from the last semicolon or colon on, with nothing but rates in between."""
    first = total.order
    for mention in reversed(before):
        rates = all(m.quantity.kind == "percent" for m in found[mention.order + 1 : first])
        if not rates or mention.of_which or mention.bracket != total.bracket:
            return ()
        first = mention.order
        if mention.separator not in ("、", "，"):
            break
    row = [m for m in before if m.order >= first]
    return row if (row and row[0].separator not in ("、", "，")) or len(row) == len(before) else ()


def counted(total: Mention, passage: Passage, found: Sequence[Mention], packs: Packs) -> Iterator[Run]:
    """两项合计, 前两段合起来, 机电、汽车两部相加: so many of the figures in front, by their place or their names."""
    said = marks(packs)["counted"].search(passage.text[max(0, total.quantity.start - COUNTED) : total.quantity.start])
    if said is None:
        return
    many = _number(said["n"])
    before = [
        m
        for m in found[max(0, total.order - SPAN) : total.order]
        if m.role in PARTS and close_kind(m.claim, total.claim) and m.sentence >= total.sentence - 1
    ][-FEW:]
    if len(before) < many or many < 2:
        return
    row = [m for m in before if m.sentence == total.sentence and m.quantity.unit == total.quantity.unit]
    if said["first"]:
        yield row[:many], BARE
        return
    listed_names = breakdowns(packs)["named"].search(
        passage.text[max(0, total.quantity.start - NAMES) : total.quantity.start]
    )
    if listed_names is not None:
        yield _by_name(listed_names["names"].split("、"), total, found), BARE
    elif row and not any(mark in passage.text[row[-1].quantity.end : total.quantity.start] for mark in ENDS):
        if len(row) == many and len({m.bracket > 0 for m in row}) == 1:
            yield row, KNOWN  # 甲 8 人、乙 5 人，两项合计 13 人: as many as are there
        elif len(row) > many and _last_of(row, many):
            yield row[-many:], BARE
    yield _one_each(total, found, many), BARE
    pair = breakdowns(packs)["both"].search(said[0]) is not None and total.order - before[-2].order == 2
    alone = len(before) == many and len({m.quantity.unit for m in before}) == 1
    yield before[-many:], BARE if pair or alone else SAID
    yield before[:many], LOOSE
    for some in combinations(before, many):
        if reaches(total, some) == many:
            yield some, GUESS
            return


def _one_each(total: Mention, found: Sequence[Mention], many: int) -> list[Mention]:
    """The figures of the last so many stretches between semicolons, where each has one of the total's kind."""
    stretches: list[list[Mention]] = [[]]
    for other in reversed(found[max(0, total.order - SPAN) : total.order]):
        if other.sentence < total.sentence - 1 or len(stretches) > many:
            break
        if other.role in PARTS and close_kind(other.claim, total.claim):
            stretches[-1].insert(0, other)
        if other.separator in ENDS:
            stretches.append([])
    held = stretches[:many]
    return [m for stretch in reversed(held) for m in stretch] if all(len(stretch) == 1 for stretch in held) else []


def _number(sign: str) -> int:
    return int(sign) if sign.isdecimal() else "一两三四五六七八九".index(sign.replace("二", "两")) + 1


def _last_of(row: Sequence[Mention], many: int) -> bool:
    """Whether the last so many figures of a row stand in one bracket each, or behind its last semicolon."""
    last = row[-many:]
    brackets = {m.bracket for m in last}
    apart = len(brackets) == many and 0 not in brackets and not row[-many - 1].bracket
    return apart or (last[0].separator in ("；", "：") and not any(m.separator == "；" for m in last[1:]))


def _by_name(names: Sequence[str], total: Mention, found: Sequence[Mention]) -> list[Mention]:
    """The nearest figure in front for each name; none where a name is not the first that its figure's words list."""
    out: list[Mention] = []
    for name in names:
        for other in reversed(found[max(0, total.order - SPAN) : total.order]):
            if other.role in PARTS and other.quantity.unit == total.quantity.unit and name in other.gap:
                if "、" not in other.gap[: other.gap.index(name)]:
                    out.append(other)
                break
    return out if len({m.order for m in out}) == len(names) else []
