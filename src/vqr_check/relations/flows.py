"""Stock and flow: 年初 + 新增 − 减少 = 年末, 收入 − 支出 = 结余, read where the words of a pack name every figure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from itertools import islice, product
from typing import Any

from vqr_check.claims.mentions import Mention
from vqr_check.claims.passages import Passage
from vqr_check.model import Relation
from vqr_check.packs import Packs, Pattern, compiled
from vqr_check.packs.sought import needed_by
from vqr_check.relations.context import sentence_start
from vqr_check.relations.readings import Reading, reading, settle

ROLES = ("opening", "inflow", "outflow", "closing")
PLAYS = frozenset({"level", "before", "amount"})
KINDS = frozenset({"count", "money", "measure"})
PER_THOUSAND = frozenset({"quota", "percentage", "rate"})  # roles of 出生率 and the like, in ‰
SURE, CLEAR, LOOSE = Decimal("0.92"), Decimal("0.84"), Decimal("0.5")  # by definition · all named · some other figure
BEYOND = Decimal("0.86")  # nothing unnamed can have moved more than all that is named
BACK = 48  # characters in front of a figure in which its words stand
REACH = 2  # sentences between the closing figure and the others
SPAN = 40  # figures on either side of the closing one that are looked at
COMBINED = 12  # readings tried for one closing figure and one entry


@dataclass(frozen=True, slots=True)
class Flow:
    """An entry of ``[[flow]]``: for each role the patterns of the words that stand at its figure."""

    name: str
    words: Mapping[str, Pattern]  # role → its words, anywhere
    needs: Mapping[str, frozenset[str]]  # role → characters of which its words have one; empty where unknown
    ends: Mapping[str, Pattern]  # role → its words at the end of a text, group ``word``
    sure: bool
    same: bool
    one: bool
    rule: str
    unless: Pattern | None
    whole: Pattern  # words of a total, that has in it what other figures of its role tell
    source: str  # "flow", or file and line of a user's pack


@dataclass(frozen=True, slots=True)
class Flows:
    """All entries, what any closing figure is called, and what makes of a word a comparison."""

    entries: tuple[Flow, ...]
    closing: Pattern
    compared: Pattern


@cache
def known_flows(packs: Packs) -> Flows:
    """The ``[[flow]]`` entries of the packs, compiled."""
    shared = {name: "|".join(options) for name, options in packs.table("vocabulary").items()}
    forms = packs.table("flows")
    entries = packs.entries("flow")
    every = "|".join(word for entry in entries for word in entry["closing"])
    whole = compiled(forms["whole"], {})
    compare = compiled(forms["compared"], {}, shared)
    return Flows(
        tuple(_flow(entry, forms["tail"], shared, whole) for entry in entries), compiled(every, {}, shared), compare
    )


def _flow(entry: Mapping[str, Any], tail: str, shared: Mapping[str, str], whole: Pattern) -> Flow:
    either = {role: "|".join(entry[role]) for role in ROLES if role in entry}
    named = {role: compiled(words, entry, shared) for role, words in either.items()}
    return Flow(
        entry["name"],
        named,
        {role: needed_by(words) for role, words in named.items()},
        {role: compiled(f"(?P<word>{words}){tail}\\s*$", entry, shared) for role, words in either.items()},
        entry.get("sure", False),
        entry.get("same", False),
        entry.get("one", False),
        entry.get("rule", ""),
        compiled(entry["unless"], entry) if "unless" in entry else None,
        whole,
        entry.get("origin", "flow"),
    )


def flows(passage: Passage, found: Sequence[Mention], packs: Packs) -> Iterator[Relation]:
    """The balances that one passage states: each closing figure with what the words around it name."""
    known = known_flows(packs)
    if len(found) < 2:
        return
    present = frozenset(passage.text)
    entries = [
        f
        for f in known.entries
        if not (f.needs["closing"] and f.needs["closing"].isdisjoint(present))
        if _told({r for r, chars in f.needs.items() if not (chars and chars.isdisjoint(present))}, f)
        if f.words["closing"].search(passage.text) is not None
        if _told({r for r, p in f.words.items() if p.search(passage.text) is not None}, f)
    ]
    if not entries:
        return
    named = {m.order: called for m in found if (called := _called(m, entries, known.compared))}
    for closing in found:
        readings: list[Reading] = []
        for number, flow in enumerate(entries):
            if named.get(closing.order, {}).get(number, ("", ""))[0] == "closing":
                readings += islice(_readings(closing, number, flow, passage, found, named), COMBINED)
        relation = settle(readings)
        if relation is not None:
            yield relation


Named = Mapping[int, Mapping[int, tuple[str, str]]]  # a mention's order → an entry's number → role and word


def _called(mention: Mention, entries: Sequence[Flow], compared: Pattern) -> dict[int, tuple[str, str]]:
    """For each entry the role that the words in front of a figure give it, and those words."""
    quantity = mention.quantity
    plays = mention.role in PER_THOUSAND | PLAYS if quantity.kind == "permille" else mention.role in PLAYS
    if not plays or quantity.kind not in KINDS | {"permille"} or quantity.upper is not None:
        return {}
    text = mention.gap[-BACK:]
    out: dict[int, tuple[str, str]] = {}
    for number, flow in enumerate(entries):
        best: tuple[int, str, str] | None = None
        for role, pattern in flow.ends.items():
            match = pattern.search(text)
            if match is None or compared.search(text[: match.start()]) is not None:
                continue
            if best is None or match.start() < best[0]:
                best = match.start(), role, match["word"]
        if best is not None:
            out[number] = best[1:]
    return out


def _readings(
    closing: Mention, number: int, flow: Flow, passage: Passage, found: Sequence[Mention], named: Named
) -> Iterator[Reading]:
    """The balances of one entry that end in this figure, the nearest figures first."""
    beside = [
        m
        for m in found[max(0, closing.order - SPAN) : closing.order + SPAN]
        if abs(m.sentence - closing.sentence) <= REACH and m.quantity.unit == closing.quantity.unit and m is not closing
    ]
    opened = _opened(closing, found, "")
    if opened is not None:  # 其中，出口A亿元；进口B亿元；顺差C亿元: all of them stand under 其中
        inner = [m for m in beside if m.sentence == closing.sentence and m.order >= opened]
        yield from _balances(closing, number, flow, passage, found, named, inner)
    near = [m for m in beside if not _within(m, closing, found)]
    if not any(number in named.get(m.order, {}) for m in near):  # 其中，出口A亿元；进口B亿元。顺差C亿元
        inner = [m for m in beside if m.sentence == closing.sentence - 1]
        roles = [named[m.order][number][0] for m in inner if number in named.get(m.order, {})]
        ahead = [m for m in beside if inner and m.order < inner[0].order]
        named_so = bool(ahead) and 2 * len(closing.claim.keys & ahead[-1].claim.keys) >= len(closing.claim.keys)
        if named_so and len(inner) == len(roles) == len({*roles}) == len(flow.words) - 1:
            yield from _balances(closing, number, flow, passage, found, named, inner)
        return
    same = [m for m in near if m.sentence == closing.sentence]
    told = {named.get(m.order, {}).get(number, ("", ""))[0] for m in same} | {"closing"}
    if len(same) < len(near) and told >= set(flow.words):  # what stands in other sentences is another matter
        yield from _balances(closing, number, flow, passage, found, named, same)
    ahead = [m for m in near if m.order < closing.order]
    told = {named.get(m.order, {}).get(number, ("", ""))[0] for m in ahead} | {"closing"}
    if len(ahead) < len(near) and told >= set(flow.words):  # 项目支出 of the next sentence is another matter
        yield from _balances(closing, number, flow, passage, found, named, ahead)
    yield from _balances(closing, number, flow, passage, found, named, near)


def _balances(
    closing: Mention,
    number: int,
    flow: Flow,
    passage: Passage,
    found: Sequence[Mention],
    named: Named,
    near: Sequence[Mention],
) -> Iterator[Reading]:
    """The balances of one entry between these figures and the closing one."""
    slots: dict[tuple[str, str], list[Mention]] = {}
    for mention in near:
        role, word = named.get(mention.order, {}).get(number, ("", ""))
        if role and role != "closing":
            slots.setdefault((role, word), []).append(mention)
    roles = {role for role, _ in slots} | {"closing"}
    if not _told(roles, flow) or _explained(closing, slots, found):
        return
    inside: set[int] = set()
    for total in [flow.whole.search(word) for _, word in slots]:  # 总收入A，财政拨款收入B: B does not come in again
        for slot in [s for s in slots if total is not None and s[1].endswith(total["kind"]) and s[1] != total.string]:
            inside.update(m.order for m in slots.pop(slot))
    every = {slot: _choices(closing, held, found) for slot, held in slots.items()}
    sets = [every]
    if flow.one:  # 总投资A，到位B，完成C，尚余D: one of the two was taken off
        by_role = [[slot for slot in every if slot[0] == role] for role in ROLES if role in roles - {"closing"}]
        sets = [{slot: every[slot] for slot in picked} for picked in product(*by_role)]
    for choices, chosen in ((held, chosen) for held in sets for chosen in product(*held.values())):
        members = sorted(
            ((role, m) for (role, _), some in zip(choices, chosen, strict=True) for m in some),
            key=lambda pair: (ROLES.index(pair[0]), pair[1].order),
        )
        if closing.quantity.kind == "permille" and len({role for role, _ in members}) < len(members):
            continue  # rates of two groups do not add up
        orders = {m.order for _, m in members}
        ends = (min(*orders, closing.order), max(*orders, closing.order))
        if closing.order not in ends:
            continue  # a balance closes its list or opens it
        others = [
            m
            for m in near
            if ends[0] < m.order < ends[1] and m.order not in orders | inside and m.role == "level" and not m.bracket
        ]
        clear = (
            not others
            and len(sets) == 1
            and roles == set(flow.words)
            and all(len(held) == 1 for held in choices.values())
        )
        support = LOOSE
        if clear:
            support = SURE if flow.sure else BEYOND if _beyond(members, closing) else CLEAR
        if flow.same:
            if len(members) == 1 and not _left_open(flow, passage, members[0][1], closing):
                yield _with_rule(reading("equal", support, flow.source, a=members[0][1].claim, b=closing.claim), flow)
        elif len(members) > 1:
            parts = [m.claim for role, m in members if role != "outflow"]
            less = [m.claim for role, m in members if role == "outflow"]
            if less:
                said = reading("flow", support, flow.source, total=closing.claim, part=parts, less=less)
            else:
                said = reading("sum", support, flow.source, total=closing.claim, part=parts)
            yield _with_rule(said, flow)


def _explained(closing: Mention, slots: Mapping[tuple[str, str], Sequence[Mention]], found: Sequence[Mention]) -> bool:
    """Whether a bracket behind the closing figure tells of one of the others: 净减少21所（11所中8所为新建…）."""
    behind = found[closing.order + 1 : closing.order + 2]
    inside = bool(behind) and behind[0].bracket and not closing.bracket
    values = {m.quantity.value for held in slots.values() for m in held}
    return bool(inside) and behind[0].quantity.value in values


def _within(mention: Mention, closing: Mention, found: Sequence[Mention]) -> bool:
    """Whether 其中 in front of a figure, in its sentence, makes it a part of another one than the closing figure."""
    opened = _opened(mention, found, "；" if mention.sentence == closing.sentence else "")
    return opened is not None and not sentence_start(found, mention.order) <= closing.order < opened


def _opened(mention: Mention, found: Sequence[Mention], until: str) -> int | None:
    """The number of the first figure that the 其中 over this one introduces; a mark may end what it holds."""
    for order in range(mention.order, sentence_start(found, mention.order) - 1, -1):
        if found[order].of_which:
            return order
        if until and found[order].separator == until:
            return None
    return None


def _beyond(members: Sequence[tuple[str, Mention]], closing: Mention) -> bool:
    """Whether the gap is larger than any of the movements between an opening and a closing figure."""
    moved = [m.quantity.value for role, m in members if role != "opening"]
    if len(moved) == len(members):
        return False
    gap = sum((-m.quantity.value if role == "outflow" else m.quantity.value for role, m in members), Decimal(0))
    return abs(gap - closing.quantity.value) > 2 * max(moved)


def _told(roles: set[str], flow: Flow) -> bool:
    """Whether these roles make a balance: all of the entry's, or all but what goes out or what comes in."""
    missing = set(flow.words) - roles
    return not missing or ("opening" in roles and len(missing) == 1 and missing < {"inflow", "outflow"})


def _choices(closing: Mention, held: Sequence[Mention], found: Sequence[Mention]) -> list[tuple[Mention, ...]]:
    """Which figures one word may mean: those between the same semicolons, else those of the sentence, else all."""
    start = end = closing.order
    while start > closing.order - SPAN and start and found[start].separator not in ("；", "。", "\n"):
        start -= 1
    while end + 1 < min(len(found), closing.order + SPAN) and found[end + 1].separator not in ("；", "。", "\n"):
        end += 1
    beside = [m for m in held if start <= m.order <= end]
    same = beside or [m for m in held if m.sentence == closing.sentence] or list(held)
    if len(same) == 1:
        return [(same[0],)]
    return [(same[-1],), (same[0],), tuple(same)]


def _left_open(flow: Flow, passage: Passage, first: Mention, closing: Mention) -> bool:
    """Whether words of the sentence, or of what follows it, leave open that both sides are equal."""
    start = min(first.quantity.start, closing.quantity.start) - BACK
    end = passage.text.find("。", max(first.quantity.end, closing.quantity.end)) + 1 or len(passage.text)
    after = passage.text.find("。", end) + 1 or len(passage.text)
    return flow.unless is not None and flow.unless.search(passage.text[max(0, start) : after]) is not None


def _with_rule(said: Reading, flow: Flow) -> Reading:
    return Reading(replace(said.relation, rule=flow.rule), said.support) if flow.rule else said
