"""The words of change: what a change is said of, of which year the figures around it are, how many years it took."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from vqr_check.claims.mentions import Mention, enclosed
from vqr_check.model import Claim
from vqr_check.packs import Packs, compiled
from vqr_check.record import dataclass

PAST = -1  # the era of figures said to be of last year
NOW = 0


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The patterns of ``[changes]``, compiled."""

    change: Any
    aside: Any
    filler: Any
    than: Any
    era: Any
    reached: Any
    stop: Any
    listed_year: Any
    year_span: Any
    recent: Any
    leads_from: Any
    each_period: Any
    against: Any
    dated: Any
    own: Any
    within: Any
    otherwise: Any
    supposed: Any
    topic: Any
    first: Any
    last: Any
    whole: Any
    yearly: Any
    years: Any
    constant: Any
    balance: Any
    added: Any
    doubled: Any
    qualified: Any
    taken: Any
    of_it: Any
    number_of: Any
    planned: Any
    compared: Any
    size: Any
    linker: Any
    former: Any
    then: Any
    carried: Any
    beside: Any
    equals: Any
    sides: Any
    divided: Any
    digits: str
    pronouns: frozenset[str]


@cache
def words_of(packs: Packs) -> Words:
    """The words of change of these packs."""
    table = packs.table("changes")
    shared = {name: "|".join(options) for name, options in packs.table("vocabulary").items()}
    patterns: dict[str, Any] = {
        key: compiled(value, {}, shared) for key, value in table.items() if isinstance(value, str) and key != "digits"
    }
    return Words(**patterns, digits=str(table["digits"]), pronouns=frozenset(table["pronouns"]))


def subject(mention: Mention, found: Sequence[Mention], words: Words) -> str:
    """The words that say what grew or fell; "" where the clause leaves that to the one before."""
    own = _stripped(mention.before, words)
    if not own and mention.order:
        other = found[mention.order - 1]  # 招生数比上年的6612人多招227人
        if other.role == "before" and other.clause == mention.clause:
            said = other.before or other.host  # 在校生数较上年（2180人）增加126人
            compared = words.against.search(said)  # 满意度比上一轮调查的91.9%上升1.7个百分点
            said = said if compared is None else said[: compared.start()]
            return _stripped(said, words)
    return own


def _stripped(said: str, words: Words) -> str:
    said = words.change.sub("", words.aside.sub("", said).strip())
    return str(words.filler.sub("", said)).strip(" 　（()）：:的由从、，")


def eras(found: Sequence[Mention], words: Words) -> list[int]:
    """Of which year each figure of a passage is: a year's number, ``PAST``, or ``NOW`` where nothing is said.

    A year that something is compared with (比2023年增加) does not count, unless its figure follows at once.
    """
    out: list[int] = []
    era = NOW
    for mention in found:
        if out and mention.sentence != found[mention.order - 1].sentence:
            era = NOW
        at_once = False
        for match in words.era.finditer(mention.gap):
            if match["past"] and enclosed(mention.gap, match.start()):
                continue  # 收入总计9万元（含年初结转和结余）、支出总计9万元
            compared = words.than.search(mention.gap[: match.start()])
            named = int(match["year"]) if match["year"] else PAST if match["past"] else NOW
            alone = mention.role == "before" and named == PAST  # 由上年的49项增至58项
            if not compared and not alone:
                era, at_once = named, False
            elif mention.role == "before":
                at_once, then = True, named
        out.append(then if at_once else PAST if mention.role == "before" and era == NOW else era)
    return out


def earlier(a: int, b: int, year: int) -> bool:
    """Whether era a lies before era b, in a report about ``year`` (0: it names none)."""
    if a == PAST:
        return b != PAST
    return bool(a) and (a < b if b > 0 else b == NOW and bool(year) and a < year)


def span(mention: Mention, found: Sequence[Mention], start: int, words: Words) -> int:
    """Over how many years a yearly change runs, as the sentence says; 0 where it does not."""
    said = (
        "".join(
            m.gap + m.claim.location.text + (m.quantity.unit if m.quantity.kind == "duration" else "")
            for m in found[start : mention.order]
        )
        + mention.gap
    )
    matches = list(words.years.finditer(said))
    if not matches:
        return 0
    return spelled(matches[-1]["n"], words)


def spanned(mention: Mention, found: Sequence[Mention], start: int, words: Words) -> tuple[int, int] | None:
    """The last and the first year of a span that the sentence names, if its clause compares with no other year.

    2021届至2023届，升学人数增长58.78% is a change from 2021 to 2023.
    """
    if words.against.search(mention.lead):
        return None
    said = words.year_span.search("".join(m.gap for m in found[start : mention.order + 1]))
    if said is None:
        return None
    first, last = int(said["first"]), int(said["last"])
    last += first // 100 * 100 if last < 100 else 0
    return (last, first) if last > first else None


def between(before: Claim, now: Claim) -> int:
    """How many years lie between two dated figures; 0 where one has no year."""
    first, last = before.period[:4], now.period[:4]
    return int(last) - int(first) if first.isdecimal() and last.isdecimal() else 0


def spelled(number: str, words: Words) -> int:
    """A small number in digits or in Chinese: 3, 三, 两, 十二."""
    text = number.replace("两", "二")
    if text.isdigit():
        return int(text)
    tens, ten, units = text.rpartition("十")
    return (words.digits.index(tens) if tens else 1) * 10 * bool(ten) + (words.digits.index(units) if units else 0)


def compared_years(mention: Mention, era: int, year: int, words: Words) -> tuple[int, int] | None:
    """The year that a change led to and the one it is against, as its clause says; None where it says another thing.

    ``era`` is the year of its sentence (see ``eras``), ``year`` that of the report.
    """
    lead = mention.lead
    if words.within.search(lead):
        return None
    against = words.against.search(lead)
    own = None
    then = 0
    if against is not None:
        said = words.dated.search(against["what"])
        if said is None:
            return None
        then = int(said["year"]) if said["year"] else 0
        own = words.own.search(lead[: against.start("what")].rstrip())
    now = int(own["year"]) if own is not None else era if era > 0 and era != then else year
    if then:
        return (now, then) if now > then else None
    return now, now - 1
