"""Facts: claims with all the words that tell what they are about, from running text and from tables."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import Any

from vqr_check.claims import Statements
from vqr_check.claims.mentions import Mention
from vqr_check.claims.nouns import NOTHING, covered, similar, weight
from vqr_check.claims.passages import Passage
from vqr_check.model import Claim, Quantity
from vqr_check.packs import Packs
from vqr_check.record import dataclass
from vqr_check.relations import side_by_side
from vqr_check.relations.context import LEVELS, YEAR, Surroundings
from vqr_check.relations.lent import lent
from vqr_check.relations.naming import Names, names
from vqr_check.relations.side_by_side import plain

SAME = Decimal("0.5")  # words shared by two statements of one fact, when the values agree
LENIENT = Decimal("0.3")  # how many words a sentence may say that the table's headers do not
NEARBY = 3  # mentions in front of a figure whose words may be about it too
CHANGES = frozenset({"rate", "amount", "point", "multiplied"})
PARTS = frozenset({"share", "quota", "bracketed"})  # percentages of a whole
PERCENTAGES = PARTS | {"percentage"}
OTHER_KINDS = {"share": CHANGES, "growth": PERCENTAGES, "change": PERCENTAGES}  # what no cell of a kind is
RATIOS = frozenset({"ratio"})
NAMED = CHANGES | PERCENTAGES | RATIOS  # roles of figures that their own words may name
HEAVY = 4  # words that weigh less name too little
FAR = 100_000  # rows of a table, at most
BEFORE = "before"  # the period of figures that a sentence starts from: 由3.1万人增至3.4万人
TARGET = "target"  # the realm of figures to come
SHORTEST, LONG = 3, 6  # characters of a shortened name; digits of a figure that it may stand over


@dataclass(frozen=True, slots=True, eq=False)
class Fact:
    """A claim with the words that tell what it is about."""

    claim: Claim
    said: frozenset[str]  # the words of its measure; of the figure that a share or a change is of
    own: frozenset[str]  # of its clause besides; of its row and column
    wide: frozenset[str]  # of the figures around it and the headings besides; of its table besides
    role: str  # "" in tables
    period: str  # its year, or "before" for last year's; "" where neither text nor table says
    place: tuple[int, int]  # block and sentence
    year_book: int  # number of the report it stands in, where a document holds several with the same headings
    number: int = -1  # of its passage
    core: frozenset[str] = frozenset()  # its measure's words alone, neutral ones left out, names of one thing folded
    mention: Mention | None = None  # in the running text
    spot: tuple[int, int, int] | None = None  # in tables: number of the table, row and column
    named: bool = True  # whether its words say which row and column it stands in
    column: frozenset[str] = frozenset()  # in tables: the words over its column
    of: Decimal | None = None  # the figure in front that a share or a change is of
    apart: frozenset[str] = frozenset()  # characters that no shortened name leaves out
    season: str = ""  # the part of the year that its sentence names: 1-6月, 上半年
    whose: str = ""  # in the text: the unit that a heading above names: 机械学院
    nameless: bool = False  # whether nothing names it but 其他 or 合计
    name: str = ""  # its measure as printed, neutral words left out; in tables: where one header alone names it
    told: frozenset[str] = frozenset()  # in the text: the words up to the figure, and to the one that a share is of
    among: frozenset[str] = frozenset()  # in the text: those of whom it counts some
    shared: bool = False  # whether it is one of a row that words elsewhere tell apart
    realm: str = ""  # in the text: the others whose figure it is (全省), or that it is one to come; "" for none
    past: bool = False  # in tables: whether it is of a year before the last of several
    kind: str = ""  # in tables: what its row and column say of it: share, growth, …

    @property
    def table(self) -> bool:
        """Whether it stands in a table."""
        return not self.role

    @property
    def digits(self) -> int:
        """How many digits its figure has, zeros at the end left out."""
        return len(self.claim.quantity.value.normalize().as_tuple().digits)


def facts(around: Surroundings, packs: Packs) -> list[Fact]:
    """Every fact of a document, those of the text before those of the tables."""
    words = names(packs)
    told = list(_told(around, words))
    units = dict(lent((fact.claim.quantity for fact in told), around.statements.grids))
    return [*told, *_tabled(around, words, units)]


def _told(around: Surroundings, words: Names) -> Iterator[Fact]:
    """The facts of the running text."""
    said = around.statements
    for number, (passage, found, book) in enumerate(zip(said.passages, said.mentions, _books(said), strict=True)):
        if found:
            yield from _of_passage(number, passage, found, book, words)


def _of_passage(number: int, passage: Passage, found: Sequence[Mention], book: int, words: Names) -> Sequence[Fact]:
    """The facts of one passage, one a mention."""
    section = passage.blocks[0].section
    headings, heading = words.nouns.keys(*section[-1:]), " ".join(section[-1:])
    eras = {order: (when, part) for order, when, part in side_by_side.eras(passage, found, words)}
    whose = next((named["unit"] for above in reversed(section) if (named := words.unit.match(above))), "")
    season, season_of, to_come = "", -1, TARGET if any(map(words.ahead.search, section)) else ""
    aim = to_come
    here: list[Fact] = []
    changes = dict(side_by_side.changed(found))
    shared = dict(side_by_side.shared(found, eras.keys() | changes.keys()))
    topic = words.topic_of(passage.text[: found[0].quantity.start])
    for mention in found:
        said, name = mention.claim.keys, words.bare(mention.claim.measure, mention.quantity.kind != "percent")
        if (short := words.counted_by(name, mention.after.lstrip())) != name:
            said, name = words.nouns.keys(short), short
        group, inner = words.among(name) if words.counts_some(mention.before) else ("", name)
        if group:  # 在校生中有1386名共青团员 counts no 在校生
            said, name = words.nouns.keys(inner), inner
        core, of, told = words.core(name, heading), None, words.between(mention.gap)
        if topic and words.entry.fullmatch(name):  # …住房公积金（项）。支出决算为212.40万元
            said, core, told = said | topic, topic | words.core(words.entry.sub("", name)), told | topic
        nearby = here[max(0, mention.order - NEARBY) : mention.order]
        if here and words.extreme.search(mention.gap) and mention.quantity.kind == here[-1].claim.quantity.kind:
            told = told | here[-1].told  # 各学院就业率均在90%以上。机械学院最高，为96.9%
        nearby = [f for f in nearby if f.place[1] == mention.sentence]
        risen = bool(nearby) and side_by_side.risen(nearby[-1].mention, mention) and not YEAR.search(mention.gap)
        if risen:  # 由2019年的163家发展到274家: the same thing, of another year
            said, core, name = nearby[-1].said, nearby[-1].core, nearby[-1].name
        if mention.role in LEVELS and not core:  # 较2007年666,441.03元: what the figure in front counts
            like = (f for f in reversed(nearby) if f.claim.quantity.dimension == mention.quantity.dimension)
            subject = next((f for f in like if f.role in LEVELS), None)
            if subject is not None:
                said, core, name = subject.said, subject.core, subject.name
        elif mention.role not in LEVELS and mention.role != "quota":
            subject = next((f for f in reversed(nearby) if f.role in LEVELS), None)
            own_name = words.core(words.of_own(name, mention)) if mention.role in PERCENTAGES | RATIOS else core
            named = mention.role in NAMED and weight(own_name) >= HEAVY and not mention.bracket
            if mention.order in changes:
                subject, named = here[changes[mention.order]], False
            if named:
                core = own_name
            elif subject is not None:  # 营业收入9058万元，增长12.5%
                said, core, of = subject.said, subject.core, subject.claim.quantity.value
                told = told.union(subject.told)
            elif not core:  # 营业收入比上年增加3481万元，增长25.65%
                core = next((f.core for f in reversed(nearby) if f.core), core)
        first = shared.get(mention.order, mention.order)
        if first != mention.order:
            said, core = here[first].said, here[first].core
        if season_of != mention.sentence:
            season, season_of, aim = "", mention.sentence, to_come
        part_of_year = words.season.search(mention.gap)
        aim = TARGET if words.target.search(mention.gap) else aim
        season = plain(part_of_year[0]) if part_of_year is not None else season
        own = said.union(mention.claim.keys, core, words.nouns.keys(mention.host + mention.lead[-24:]))
        when, part = eras.get(mention.order, ("" if risen else year(mention.claim), season))
        gone = mention.role == "before"
        front = mention.host if mention.bracket else mention.before  # 较2022届（1948人）
        dated = when.isdecimal() and front.rstrip(" 的").endswith(mention.claim.period)
        level = gone and dated and mention.quantity.kind != "percent"  # 较2022年666,441.03元增加
        here.append(
            Fact(
                claim=_signed(mention),
                said=said,
                own=own,
                wide=own.union(headings, told, *(f.claim.keys for f in nearby)),
                role="level" if level else mention.role,
                period=BEFORE if gone and not level else when,
                place=(passage.blocks[0].index, mention.sentence),
                year_book=book,
                number=number,
                core=core,
                mention=mention,
                of=of,
                season=part,
                realm=aim or words.realm(mention.gap),
                whose=whose,
                told=own | told,
                shared=mention.order in shared,
                among=words.nouns.keys(group),
                nameless=words.unnamed(mention.claim.measure) or bool(group and not inner),
                name=name,
            )
        )
    return here


def _signed(mention: Mention) -> Claim:
    """The claim as a table would print it: 下降2.5% as −2.5."""
    claim = mention.claim
    if mention.role not in CHANGES or mention.direction > 0 or claim.quantity.value < 0:
        return claim
    return replace(claim, quantity=replace(claim.quantity, value=-claim.quantity.value))


def _books(said: Statements) -> Iterator[int]:
    """For each passage, in how many-th report of the document it stands: a heading seen before opens the next."""
    book, seen = 0, set[str]()
    for passage in said.passages:
        block = passage.blocks[0]
        if block.kind == "heading" and block.level == 1:
            if block.text in seen:
                book, seen = book + 1, set[str]()
            seen.add(block.text)
        yield book


@dataclass(frozen=True, slots=True, eq=False)
class _Headed:
    """What the facts of one table have in common, and the words to read its headers by."""

    words: Names
    title: frozenset[str]
    above: Sequence[frozenset[str]]  # the words over each column
    block: int
    book: int


class _Cell(Fact):
    """The fact of a cell: its words are looked up when one of them is first asked for, since most never are."""

    __slots__ = ("_headed",)
    _headed: _Headed
    role, number, mention, of, season, whose, realm = "", -1, None, None, "", "", ""
    among, told, shared = NOTHING, NOTHING, False

    def __init__(
        self,
        headed: _Headed,
        claim: Claim,
        period: str,
        spot: tuple[int, int, int] | None,
        names: tuple[bool, bool],
        kind: str,
        past: bool,
    ) -> None:
        put = object.__setattr__
        put(self, "_headed", headed)
        put(self, "claim", claim)
        put(self, "period", period)
        put(self, "spot", spot)
        put(self, "named", names[0])
        put(self, "nameless", names[1])
        put(self, "kind", kind)
        put(self, "past", past)

    def __getattr__(self, name: str) -> Any:
        for field, value in self._told():
            object.__setattr__(self, field, value)
        return object.__getattribute__(self, name)

    def _told(self) -> Iterator[tuple[str, object]]:
        """What was not said when the fact was made, by field."""
        headed, claim = self._headed, self.claim
        words, nouns = headed.words, headed.words.nouns
        over = headed.above[self.spot[2]] if self.spot is not None else frozenset[str]()
        said = nouns.keys(claim.measure, *claim.scope) if self.named else over
        parts = [part for part in (claim.measure, *claim.scope) if nouns.keys(part)] if self.named else []
        yield from (("said", said), ("own", said or headed.title), ("wide", said | headed.title), ("column", over))
        core = words.core(parts[0]) if len(parts) == 1 else words.same.get(said, said)
        yield from (("core", core), ("name", parts[0] if len(parts) == 1 else ""))
        yield from (("place", (headed.block, -1)), ("year_book", headed.book))
        yield "apart", words.apart if len(parts) == 1 else frozenset()


def _tabled(around: Surroundings, words: Names, units: Mapping[int, Quantity]) -> Iterator[Fact]:
    """The facts of the tables; ``units`` are figures with the unit that their table leaves out."""
    said = around.statements
    starts, books = _lowest((p.blocks[0].index, book) for p, book in zip(said.passages, _books(said), strict=True))
    empty = cache(lambda name: not name.strip() or words.nameless.fullmatch(name.strip()) is not None)
    for number, grid in enumerate(said.grids):
        years = {year(c) for c in grid.claims if c.period} - {""}
        before = bisect_left(starts, grid.block.index)
        last = max(years) if years else ""
        spots = {claim.id: (number, *spot) for spot, held in grid.at.items() for claim in held}
        for count, listing in enumerate(grid.lists, 1):  # rows typed into one cell: behind those of the table
            for line, held in enumerate(listing.claims):
                for col, claim in zip(listing.cols, held, strict=False):
                    spots[claim.id] = (number, count * FAR + line, col.index)
        kinds = {claim.id: kind for _, _, kind, held in grid.crossings() for claim in held}
        above = [around.nouns.keys(*col.said) for col in grid.cols]
        title = around.nouns.keys(grid.caption)
        headed = _Headed(words, title, above, grid.block.index, books[before - 1] if before else 0)
        for claim in grid.claims:
            named = grid.block.table is not None or bool(claim.keys)
            spot = spots.get(claim.id)
            if not named and spot is None:
                continue
            when = year(claim) if claim.period else ""
            period = BEFORE if when and when < last and len(years) == 2 else when
            nameless = named and empty(claim.measure) and all(map(empty, claim.scope))
            nameless = nameless and words.unnamed(claim.measure, *claim.scope)
            known = replace(claim, quantity=units[claim.id]) if claim.id in units else claim
            yield _Cell(headed, known, period, spot, (named, nameless), kinds.get(claim.id, ""), "" < when < last)


def _lowest(places: Iterable[tuple[int, int]]) -> tuple[Sequence[int], Sequence[int]]:
    """The places, with the book of each, that none behind them undercuts: the last before another is among these."""
    kept: list[tuple[int, int]] = []
    for at, book in places:
        while kept and kept[-1][0] >= at:
            kept.pop()
        kept.append((at, book))
    return [at for at, _ in kept], [book for _, book in kept]


def year(claim: Claim) -> str:
    """The year that a claim names, "" for none."""
    head = claim.period[:4]
    return str(int(head)) if head.isdecimal() else ""  # full-width digits too


def may_be_one(a: Fact, b: Fact) -> bool:
    """Whether kind, unit and period let two facts be one."""
    x, y = a.claim.quantity, b.claim.quantity
    if x.dimension != y.dimension and x.dimension and y.dimension:
        return False
    both_told = not (a.table or b.table)
    if a.role in OTHER_KINDS.get(b.kind, ()) or b.role in OTHER_KINDS.get(a.kind, ()):
        return False
    if (a.shared and not _apart(b, a)) or (b.shared and not _apart(a, b)):
        return False
    if a.among and b.among and a.among.isdisjoint(b.among):
        return False
    if a.realm != b.realm and not (_of_realm(a, b) or _of_realm(b, a)):
        return False
    if a.year_book != b.year_book or (both_told and a.place == b.place):
        return False
    if both_told and (a.role in CHANGES) != (b.role in CHANGES):
        return False
    gone = (a.period == BEFORE and b.past) or (b.period == BEFORE and a.past)
    return gone or a.period == b.period or not (a.period and b.period)


def _of_realm(fact: Fact, cell: Fact) -> bool:
    """Whether a cell is expressly of those whose figure a sentence gives, or of the year that it looks ahead to."""
    if not cell.table or not fact.realm:
        return False
    if fact.realm == TARGET:
        return bool(fact.period) and fact.period == cell.period
    return any(fact.realm in said for said in (cell.claim.measure, *cell.claim.scope))


def _apart(fact: Fact, of_row: Fact) -> bool:
    """Whether a fact says more than the name that all figures of a row share, and a sentence says it of the row."""
    return not (fact.own - of_row.core).isdisjoint(of_row.told)


def agreement(a: Fact, b: Fact) -> Decimal:
    """How surely two facts are about the same thing, by their words."""
    if a.table != b.table:
        cell, text = (a, b) if a.table else (b, a)
        if text.role in LEVELS and (text.core == cell.core != frozenset() or _shortened(cell, text)):
            return Decimal(1)
        said = covered(text.said, cell.wide) if text.said else Decimal(1)
        return min(covered(cell.own, text.wide), said + LENIENT)
    if a.of is not None and b.of is not None and a.of != b.of:
        return Decimal(0)  # shares or changes of two figures
    if a.role in CHANGES or b.role in CHANGES:
        named = a.role == b.role and a.core == b.core and weight(a.core) >= HEAVY
        return Decimal(named and (a.claim.quantity.value < 0) == (b.claim.quantity.value < 0))
    shares = a.role in PERCENTAGES and b.role in PERCENTAGES
    if shares and _both_say(a, b):
        return Decimal(1)
    if a.role != b.role:
        return Decimal(shares and bool(a.core) and stems(a.core) == stems(b.core))
    if a.core and a.core == b.core:
        return Decimal(1)
    own = max(similar(a.claim.keys, b.claim.keys), similar(a.core, b.core))
    wide = min(covered(a.own, b.wide), covered(b.own, a.wide))
    return own if own < SAME else max(own, wide)


def _both_say(a: Fact, b: Fact) -> bool:
    """Whether each of two sentences says the other's name: 高级职称教师比例, and 教师中具有高级职称的46人，占…."""
    heavy = min(weight(a.core), weight(b.core)) >= HEAVY
    return heavy and stems(a.core) <= stems(b.told) and stems(b.core) <= stems(a.told)


def _shortened(cell: Fact, text: Fact) -> bool:
    """Whether a table's header shortens the text's name, 房租费 for 房屋租赁费, over a figure long enough to tell."""
    short, full = cell.name, text.name
    if not SHORTEST <= len(short) < len(full) <= 2 * len(short) or short[0] != full[0] or short[-1] != full[-1]:
        return False
    if min(cell.digits, text.digits) < LONG:
        return False
    rest = iter(full)
    if not all(char in rest for char in short):
        return False
    return cell.apart.isdisjoint(set(full) - set(short))


def stems(core: frozenset[str]) -> frozenset[str]:
    """The words of a measure without the mark of a rate: 升学率 is the share of 升学."""
    return frozenset(word.removesuffix("率") for word in core)
