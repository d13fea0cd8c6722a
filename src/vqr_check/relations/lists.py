"""How many are listed beside a count that says how many: 九个专业：…、… · …、…等7个部门 · 3个品牌专业（…、…、…）."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from vqr_check.claims.mentions import Mention
from vqr_check.claims.passages import Passage
from vqr_check.model import Relation, Strength
from vqr_check.packs import Packs, compiled
from vqr_check.record import dataclass
from vqr_check.relations.items import Listing, hidden, listing, shown

MANY = 60  # figures in brackets passed over on the way to the front of a list
REACH = 600  # characters looked at on either side of a count
LONGEST = 30  # characters of an item
FAR = 3  # a list that misses its count by more is another list, unless it is long or set out plainly
SET_OUT = ("bracket", "linked", "ahead")  # where three or more are listed in full however far the count is off
LONG = 5  # items from which on hardly anybody leaves just one out behind 等
VERY_LONG = 9  # items from which on hardly anybody leaves any out


@dataclass(frozen=True, slots=True)
class _Words:
    counters: frozenset[str]
    closers: frozenset[str]  # counters that need no noun behind them: 四类, 三级
    bracket: Any
    colon: Any
    linked: Any
    covering: Any
    gloss: Any
    stop: Any
    opens: Any
    etc: Any
    etc_noun: Any
    sums_up: Any
    joiner: Any
    acts: Any
    noun: Any
    group: Any
    above: Any
    follow: Any
    spread: Any
    promise: Any
    ordinals: tuple[Any, ...]


@cache
def _words(packs: Packs) -> _Words:
    words = packs.table("lists")
    plain = ("counters", "closers", "ordinals")
    patterns = {name: compiled(words[name], {}) for name in _Words.__dataclass_fields__ if name not in plain}
    ordinals = tuple(compiled(pattern, {}) for pattern in words["ordinals"])
    return _Words(frozenset(words["counters"]), frozenset(words["closers"]), ordinals=ordinals, **patterns)


def counts(passage: Passage, found: Sequence[Mention], packs: Packs) -> Iterator[Relation]:
    """The counts of one passage that a list beside them bears out or contradicts."""
    words = _words(packs)
    mask = ""
    for mention in found:
        if not countable(mention, words.counters) or mention.quantity.hedge:
            continue
        mask = mask or hidden(passage.text)
        relation = (
            _bracketed(mention, found, passage.text, words)
            or _behind(mention, passage.text, mask, words)
            or _covered(mention, passage.text, mask, words)
            or _ahead(mention, found, passage.text, mask, words)
            or _above(mention, passage.text, mask, words)
        )
        if relation is not None:
            yield relation
        yield from _spread(mention, found, passage.text, mask, words)


def countable(mention: Mention, counters: frozenset[str]) -> bool:
    """Whether a mention may say how many are listed: a plain count of 1 to 60."""
    quantity = mention.quantity
    return (
        quantity.kind == "count"
        and quantity.upper is None
        and quantity.step == 1
        and quantity.unit in counters
        and 1 <= quantity.value <= 60
    )


def _bracketed(mention: Mention, found: Sequence[Mention], text: str, words: _Words) -> Relation | None:
    """N 个专业（甲、乙）"""
    said = int(mention.quantity.value)
    opened = words.bracket.match(text, mention.quantity.end)
    if opened is None or said < 2:
        return None
    rest = text[opened.end() - 1 : opened.end() + REACH]
    inside = len(hidden(rest)) - len(hidden(rest).lstrip("□"))
    content = rest[1 : inside - 1]
    if "、" not in content or words.gloss.search(content) or any(char in hidden(content) for char in "，；。："):
        return None
    end = opened.end() + inside
    if any(
        m.quantity.unit == mention.quantity.unit and m.quantity.start < end
        for m in found[mention.order + 1 : mention.order + 10]
    ):
        return None  # 8所（公办6所、民办2所）: their figures add up, they are not what is counted
    held = listing(content, words.joiner)
    if words.etc.search(content):
        return _weighed(mention, held, words, "bracket", etc=True)
    named = all(len(item) > FAR for item in held.items)
    return _weighed(mention, held, words, "bracket", plain=named, speaks=named)


def _behind(mention: Mention, text: str, mask: str, words: _Words) -> Relation | None:
    """N 个专业：甲、乙和丙。 · N 所，即甲和乙 · N 家依次是甲、乙、丙"""
    end = mention.quantity.end
    colon = words.colon.match(mask, end)
    opened = colon or words.linked.match(mask, end)
    if opened is None:
        return None
    rest, seen = text[opened.end() : opened.end() + REACH], mask[opened.end() : opened.end() + REACH]
    stop = words.stop.search(seen)
    rest, seen = (rest[: stop.start()], seen[: stop.start()]) if stop else (rest, seen)
    if any(kind.match(rest) for kind in words.ordinals):
        return None
    clauses = seen.split("，")
    if len(clauses) > 1 and mention.quantity.unit and all(_names(clause, mention, words) for clause in clauses):
        return _weighed(
            mention, Listing(tuple(_named(clause, mention, words) for clause in clauses)), words, "clauses", plain=True
        )
    held = listing(rest[: len(clauses[0])], words.joiner)
    if (len(held.items) < 2 and not held.joined) or held.items[0][:1].isdigit():
        return None  # one item, or figures: 增长率分别为27.6%、63.9%
    etc = words.etc_noun.search(held.items[-1])
    if etc is not None:
        if etc["noun"] and not etc["noun"].endswith(_head(mention, words) or "□"):
            return _weighed(mention, held, words, "behind", etc=True, speaks=False)
        held = Listing((*held.items[:-1], held.items[-1][: etc.start()]), held.joined)
    bare = not any(char.isdigit() for item in held.items for char in shown(item))  # 分别是一等奖5个、二等奖11个
    linked = "linked" if colon is None and bare and len(held.items) + held.joined > 2 else "behind"
    others = mention.quantity.unit and "的" in opened[0]  # 两个专业的去向依次为甲、乙、丙: not they are listed
    return _weighed(mention, held, words, linked, etc=etc is not None, plain=True, speaks=not others)


def _covered(mention: Mention, text: str, mask: str, words: _Words) -> Relation | None:
    """N 个专业，涵盖甲、乙、丙: what is covered may be something else, or some of them only"""
    opened = words.covering.match(mask, mention.quantity.end)
    if opened is None:
        return None
    rest, seen = text[opened.end() : opened.end() + REACH], mask[opened.end() : opened.end() + REACH]
    stop = words.stop.search(seen)
    rest, seen = (rest[: stop.start()], seen[: stop.start()]) if stop else (rest, seen)
    held = listing(rest[: len(seen.split("，")[0])], words.joiner)
    etc = words.etc_noun.search(held.items[-1]) if held.items else None
    if etc is not None:
        held = Listing((*held.items[:-1], held.items[-1][: etc.start()]), held.joined)
    return _weighed(mention, held, words, "covered", etc=True, speaks=False) if len(held.items) > 1 else None


def _ahead(mention: Mention, found: Sequence[Mention], text: str, mask: str, words: _Words) -> Relation | None:
    """甲、乙、丙等 N 个 · 包含甲、乙、丙 N 类 · 甲和乙两个校区"""
    start = mention.quantity.start
    near = (found[k] for k in range(mention.order - 1, max(-1, mention.order - MANY), -1))
    reached = next((m.quantity.end for m in near if not m.bracket), 0)
    if mention.bracket or start - reached < 3:
        return None
    begin = max(reached, start - REACH)
    seen = mask[begin:start].rstrip()
    etc = words.etc.search(seen)
    tail = etc or words.sums_up.search(seen)
    seen = seen[: tail.start()] if tail else seen
    clause = max(seen.rfind(mark) for mark in "，,。；;：:！？\n")
    noun = words.noun.match(mention.after)
    if noun is None and tail is None and mention.quantity.unit not in words.closers:
        return None  # 一等奖、二等奖3个: the figure is the last item's own
    lead = seen[clause + 1 :]
    first = lead.split("、")[0] if "、" in lead else lead
    opened = [found.end() for found in words.opens.finditer(first)]
    at = begin + clause + 1 + (opened[-1] if opened else 0)
    held = listing(text[at : begin + len(seen)], words.joiner)
    if len(held.items) < 2:
        said = mention.quantity.value
        if not (held.joined == 1 and (said == 2 or (said == 3 and not mention.quantity.literal[0].isdigit()))):
            return None
        return _weighed(mention, held, words, "pair") if tail is None else None
    if etc is None and words.acts.search(held.items[-1]):
        return None  # 在养老、托育领域实施12个项目
    colon = clause >= 0 and seen[clause] in "：:"
    return _weighed(mention, held, words, "ahead", etc=etc is not None, plain=(colon or bool(opened)) and bool(noun))


def _above(mention: Mention, text: str, mask: str, words: _Words) -> Relation | None:
    """来自甲、乙以及丙。报告期内，以上三类… : the one list of the sentence before, or of the clause before"""
    if not words.above.search(mention.lead):
        return None
    near = max(0, mention.quantity.start - REACH)
    clause = mask.rfind("，", near, mention.quantity.start)
    end = max(mask.rfind(mark, near, mention.quantity.start) for mark in "。；\n")
    begin = max(mask.rfind("，", near, clause), end) + 1 if clause > end else 0
    if clause > end and begin > end and "、" in mask[begin:clause]:
        end = clause  # 依次为甲（9人）、乙（7人），上述两个专业…
    elif end < 0:
        return None
    else:
        begin = max(near - 1, *(mask.rfind(mark, near, end) for mark in "。；\n")) + 1
    clauses = [(at, part) for at, part in _clauses(mask, begin, end) if "、" in part]
    if len(clauses) != 1:
        return None
    at, part = clauses[0]
    if words.follow.search(part):
        return None  # 甲系居首，乙系、丙系紧随其后，这 3 个系: one of them stands in front
    first = part.split("、")[0]
    opened = [found.end() for found in words.opens.finditer(first)]
    at += opened[-1] if opened else 0
    held = listing(text[at : clauses[0][0] + len(part)], words.joiner)
    bare = mask[at : clauses[0][0] + len(part)]  # 教育支出9.86亿元、卫生支出4.12亿元，上述两项: amounts, to be added up
    return None if any(char.isdigit() for char in bare) else _weighed(mention, held, words, "above")


def _spread(mention: Mention, found: Sequence[Mention], text: str, mask: str, words: _Words) -> Iterator[Relation]:
    """13 个专业，分属 6 个大类：一大类有甲、乙，另一大类有丙: all items of all clauses together"""
    if mention.order + 1 >= len(found):
        return
    inner = found[mention.order + 1]
    if not words.spread.search(mask[mention.quantity.end : inner.quantity.start]):
        return
    opened = words.colon.match(mask, inner.quantity.end)
    if opened is None:
        return
    end = min(len(mask), opened.end() + REACH)
    stop = words.stop.search(mask, opened.end(), end)
    end = stop.start() if stop else end
    groups = [listing(text[at : at + len(part)], words.joiner) for at, part in _clauses(mask, opened.end(), end)]
    if len(groups) != inner.quantity.value:
        return
    low, high = sum(len(g.items) for g in groups), sum(g.possible[-1] for g in groups)
    said = int(mention.quantity.value)
    number = said if low <= said <= high else low
    yield _relation(mention, number, tuple(item for g in groups for item in g.items), "spread", "likely")


def _clauses(mask: str, begin: int, end: int) -> Iterator[tuple[int, str]]:
    at = begin
    for part in mask[begin:end].split("，"):
        yield at, part
        at += len(part) + 1


def _names(clause: str, mention: Mention, words: _Words) -> bool:
    """Whether a clause names one of what is counted: 装备制造大类有… of 6个大类."""
    head = _head(mention, words)
    return len(head) > 1 and head in clause


def _named(clause: str, mention: Mention, words: _Words) -> str:
    head = _head(mention, words)
    return clause[: clause.find(head) + len(head)].strip()


def _head(mention: Mention, words: _Words) -> str:
    """The noun that a count counts: 大类 of 6个大类, 大类 of 6大类."""
    noun = words.noun.match(mention.after)
    return str(noun["noun"]) if noun else mention.quantity.unit


def _weighed(
    mention: Mention,
    held: Listing,
    words: _Words,
    source: str,
    *,
    etc: bool = False,
    plain: bool = False,
    speaks: bool = True,
) -> Relation | None:
    """The count against its list; ``plain``: the words set the list out as the whole of what is counted."""
    items, said = held.items, int(mention.quantity.value)
    if not items or any(len(shown(item)) > LONGEST for item in items):
        return None
    if said in held.possible:
        return None if said < 2 else _relation(mention, said, items, source, "explicit")
    likeliest = held.likeliest
    if not speaks or len(items) + held.joined < 2:
        return None
    strength: Strength = "likely" if etc or held.joined or source in ("above", "pair") else "explicit"
    if said == 1:
        one = mention.quantity.literal[:1] == "1" and plain and likeliest > 2
        return _relation(mention, likeliest, items, source, "likely") if one and not _grouping(mention, words) else None
    if etc and said > held.possible[-1]:
        complete = (
            said == likeliest + 1 and (likeliest >= LONG or words.promise.match(mention.after) is not None)
        ) or (likeliest >= VERY_LONG and said < 3 * likeliest)
        return _relation(mention, likeliest, items, source, "likely") if complete else None
    if abs(likeliest - said) > FAR and not (plain and (likeliest > FAR or source in SET_OUT)):
        return None
    return _relation(mention, likeliest, items, source, strength)


def _grouping(mention: Mention, words: _Words) -> bool:
    """Whether one of what is counted holds many: 1个专业群, 1个平台."""
    noun = words.noun.match(mention.after)
    return noun is not None and words.group.search(noun["noun"]) is not None


def _relation(mention: Mention, number: int, listed: Sequence[str], source: str, strength: Strength) -> Relation:
    return Relation("count", (("n", mention.claim),), 1, strength, source, number, tuple(listed))
