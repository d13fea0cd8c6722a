"""What in the words says that a run of figures is all of a total: names, remainders, opposites, the whole again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from vqr_check.claims.mentions import Mention
from vqr_check.packs import Packs, ready

SPAN = 24  # mentions behind a total among which it may be named again
SENTENCES = 3  # … and sentences
TWICE = 2  # times as long as its short form a name may be
SHORT = 10  # characters of a label in a tight row
TIGHT = frozenset({"、", "，"})


def _word(name: str, packs: Packs) -> Any:
    return ready(packs.table("breakdowns")[name])


def spelled_out(total: Mention, parts: Sequence[Mention], found: Sequence[Mention], packs: Packs) -> bool:
    """Whether the words name all parts.

    国家级、省级、市级培训 82 人次: the total lists them · 其余 4 项: a remainder · 定向…、非定向…: opposites.
    """
    if len(parts) < 2 or parts[0].order > total.order + 2 or parts[-1].sentence != total.sentence:
        return False
    return _remainder(total, parts, packs) or _opposite(parts, found, packs) or _announced(total, parts, found, packs)


def _remainder(total: Mention, parts: Sequence[Mention], packs: Packs) -> bool:
    """Whether the last part is what remains of the total behind the others."""
    adjacent = parts[-1].order - total.order == len(parts)
    under = parts[0].of_which or not parts[0].separator  # 53 项已办结 49 项; not 本科 20 人，专科 12 人，其余 8 人
    return (
        adjacent
        and under
        and not total.of_which
        and total.separator != "、"
        and _word("remains", packs).search(parts[-1].gap) is not None
    )


def _opposite(parts: Sequence[Mention], found: Sequence[Mention], packs: Packs) -> bool:
    """Whether two parts are one thing and what is not that: 定向 38 人、非定向 253 人."""
    if len(parts) != 2:
        return False
    one, other = (_label(m, found, packs) for m in parts)
    return any(a and b in (f"非{a}", f"不{a}", f"未{a}") for a, b in ((one, other), (other, one)))


def _announced(total: Mention, parts: Sequence[Mention], found: Sequence[Mention], packs: Packs) -> bool:
    """Whether the words in front of a total list the names of its parts, in their order and no others."""
    names = _word("joins", packs).split(_lead(total, found))
    if len(names) != len(parts) or _word("among_others", packs).search(names[-1]):
        return False
    labels = [_label(m, found, packs)[:2] for m in parts]
    return len(set(labels)) == len(labels) and all(
        label and label in name for label, name in zip(labels, names, strict=True)
    )


def _lead(total: Mention, found: Sequence[Mention]) -> str:
    """The last clause in front of a total; that of the figure beside it where it lists nothing.

    甲班和乙班 7 个，学生 264 人
    """
    text = total.gap
    if total.order and total.separator == "，" and "、" not in text and "和" not in text:
        beside = found[total.order - 1]
        if beside.sentence == total.sentence and beside.role == "level":
            text = beside.gap
    for mark in "，。；：\n":
        text = text.rpartition(mark)[2]
    return text


def _label(part: Mention, found: Sequence[Mention], packs: Packs) -> str:
    """The name of a part; that of the figure in front where two of them share it: 甲班 3 个 118 人."""
    text = part.gap
    if not any(char.isalpha() for char in text) and part.order:
        text = found[part.order - 1].gap
    said = _word("label", packs).search(text)
    return said["name"] if said else ""


def tight(total: Mention, parts: Sequence[Mention], opened: bool, packs: Packs) -> bool:
    """Whether short names and figures stand side by side right behind a total, and no word says that some lack.

    宣讲会 1284 场，线下 711 场、线上 573 场. Where nothing opens them the marks must tell: 甲 20 人、乙 12 人和丙 8 人
    is one row.
    """
    if len(parts) < 2 or parts[0].order != total.order + 1 or parts[-1].order - total.order != len(parts):
        return False
    marks = {m.separator for m in parts[1:]}
    if not opened and (total.of_which or total.separator == "、" or parts[0].separator != "，" or marks != {"、"}):
        return False
    if not opened and any(total.claim.measure[-2:] in m.gap for m in parts):
        return False  # 小学教师 2860 人，幼儿园教师 1740 人、中职教师 520 人: brothers
    if not marks <= TIGHT or any(m.bracket != parts[0].bracket for m in parts):
        return False
    some, crossing = _word("some", packs), _word("crossing", packs)
    if any(some.search(m.gap) or crossing.search(m.gap + m.after[:4]) for m in (parts[1:] if opened else parts)):
        return False
    short = all(len(m.gap) <= SHORT for m in parts[1:])
    alike = all(m.quantity.unit == total.quantity.unit for m in parts)
    return short and alike and not _word("among_others", packs).match(parts[-1].after)


def renamed(total: Mention, found: Sequence[Mention], packs: Packs) -> Iterator[list[Mention]]:
    """Runs behind a total, in front of which it is named again: 流失学生 67 人…。流失原因：… · 升学学生中，…."""
    topic = _word("topic", packs)
    own = total.claim.measure
    if len(own) < 2:
        return
    for first in found[total.order + 1 : total.order + SPAN]:
        if first.sentence > total.sentence + SENTENCES:
            return
        if first.separator not in ("。", "；", "：", "\n") or first.quantity.unit != total.quantity.unit:
            continue
        said = topic.search(first.gap)
        if said is None or not _same_thing(said["whole"], own, packs):
            continue
        run = [first]
        for other in found[first.order + 1 : first.order + SPAN]:
            if other.sentence != first.sentence or (other.separator in ("；", "\n") and len(run) > 1):
                break
            if other.quantity.unit == first.quantity.unit and other.role == "level" and not other.bracket:
                run.append(other)
        if len(run) > 1 and not any(_word("some", packs).search(m.gap) for m in run):
            yield run
        return


def _same_thing(said: str, own: str, packs: Packs) -> bool:
    """Whether a name is that of a figure: 专任教师 of 其中专任教师, 升学学生 of 升学."""
    bare = _word("who", packs).sub("", said)
    return len(said) > 1 and (
        own.endswith(said)
        or _short_for(said, own)
        or (len(bare) > 1 and bare in (own, _word("who", packs).sub("", own)))
    )


def _short_for(said: str, own: str) -> bool:
    """Whether a name is another one cut short: 卫技人员 for 卫生技术人员."""
    start = own.rfind(said[0], 0, -len(said))
    rest = iter(own[start:])
    cut = len(said) > 2 and start >= 0 and said[-1] == own[-1] and len(own) - start <= TWICE * len(said)
    return cut and all(char in rest for char in said)
