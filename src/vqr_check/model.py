"""The types that every room shares: frozen, slotted, Decimal from the first character on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import field
from decimal import Decimal
from typing import Any, Literal, get_args

from vqr_check.plain import plain
from vqr_check.record import dataclass

Part = Literal["body", "footnote", "endnote", "textbox", "header", "footer", "comment", "chart"]
BlockKind = Literal["heading", "paragraph", "table", "contents"]
Severity = Literal["error", "warning", "info"]
Status = Literal["agreed", "contradicted", "unchecked"]
Hedge = Literal["", "about", "at_least", "at_most", "and_more"]
Verdict = Literal["agreed", "truncated", "contradicted", "unknown"]
Rounding = Literal["either", "nearest", "truncate"]


class VqrCheckError(Exception):
    """The one exception users meet: a Chinese line that says which file, what is wrong, what to do."""


# ---- document -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table's grid, at the position of its top left corner."""

    row: int
    col: int
    text: str  # its paragraphs joined with "\n"; a nested table's text stands where the table stands
    rowspan: int = 1
    colspan: int = 1
    tables: tuple[Table, ...] = ()  # nested tables


@dataclass(frozen=True, slots=True)
class Table:
    """A table as a grid; a merged cell stands once, at its origin."""

    rows: int
    cols: int
    cells: tuple[Cell, ...]  # in reading order
    header_rows: int = 0  # rows marked as repeated headers (w:tblHeader); 0 where none is marked
    caption: str = ""  # the paragraph above (or below) that names the table
    unit: str = ""  # what a 单位： line at the table says, e.g. "万元"; "" where there is none


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading or table with its place and its section path."""

    part: Part
    index: int  # counts the paragraphs and tables of its part in document order from 0, empty ones included
    kind: BlockKind
    text: str  # what a reader sees, tracked changes accepted, without automatic numbering; "" for a table
    section: tuple[str, ...] = ()  # headings above, outermost first; a heading's own text is not in its path
    level: int = 0  # 1..9 for headings
    label: str = ""  # automatic numbering as shown, e.g. "（一）"
    table: Table | None = None
    host: int | None = None  # body block that a note, text box, chart, header… is tied to


@dataclass(frozen=True, slots=True)
class Comment:
    """A Word comment: what it says and the text of the body that it stands on."""

    author: str
    text: str
    part: Part
    block: int
    row: int | None
    col: int | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Document:
    """A report as a reader sees it."""

    path: str
    sha256: str
    blocks: tuple[Block, ...]  # the body's first, then the other parts
    comments: tuple[Comment, ...] = ()
    unread: tuple[str, ...] = ()  # Chinese lines: what the file holds that was not read
    sheets: tuple[Block, ...] = ()  # of workbooks inside, which no reader sees: text is their part, label their name
    notes: tuple[str, ...] = ()  # Chinese lines: what the file says in two places and not alike


# ---- numbers ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Precision:
    """How a reader wants printed figures to be taken.

    ``rounding``: ``nearest`` takes the last digit as rounded, ``truncate`` as cut off; ``either`` as rounded and, where
    that fails, as cut off. ``tolerance``: how many units of its last printed digit a figure may miss beyond rounding.
    """

    rounding: Rounding = "either"
    tolerance: Decimal = Decimal(0)


PRINTED = Precision()  # as the figures are printed, nothing granted


@dataclass(frozen=True, slots=True)
class Location:
    """A stretch of characters in a block or cell; code points, end exclusive."""

    part: Part
    block: int
    row: int | None
    col: int | None
    start: int
    end: int
    text: str
    section: tuple[str, ...] = ()
    document: str = field(default="", metadata={"sparse": True})  # another report (last year's); "" for this one

    @property
    def holder(self) -> tuple[Part, int, int | None, int | None]:
        """The paragraph or cell that the characters stand in."""
        return (self.part, self.block, self.row, self.col)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as printed.

    ``value`` and ``step`` have 万/亿 applied (3.2万 → 32000, step 1000); percentages are in percent points (42.46%
    → 42.46). A range has ``upper``; a ratio has ``terms``, their quotient as value. ``unit`` is the unit file's name.
    """

    start: int  # of the whole mention (hedge words not included, unit included)
    end: int
    literal: str
    number: tuple[int, int]  # span of the figure itself, with 万/亿 and %, without counters such as 人
    value: Decimal
    step: Decimal
    unit: str = ""
    dimension: str = ""  # people, objects, occasions, money, area, …, share, point, multiple, ratio
    kind: str = "count"  # or percent, permille, point, money, measure, ratio, multiple, fraction, score, duration, age
    hedge: Hedge = ""
    upper: Decimal | None = None
    terms: tuple[Decimal, ...] = ()
    scaled: bool = False  # printed with 万/亿/千/百, so not an exact count
    precision: Precision = PRINTED
    __remembered__ = ("bounds",)  # by ``arithmetic.bounds``

    @property
    def exact(self) -> bool:
        """A plain whole count stands for itself alone; everything else for an interval of ± half a step."""
        return self.kind == "count" and not self.scaled and not self.hedge and self.step == 1


@dataclass(frozen=True, slots=True)
class NonQuantity:
    """Something that looks like a number and is none, with the reason: year, ordinal, label, name…"""

    start: int
    end: int
    literal: str
    kind: str


@dataclass(frozen=True, slots=True)
class Malformed:
    """A figure whose spelling cannot be right (1,16,2 · 12.3.4% · 78..7)."""

    start: int
    end: int
    literal: str
    kind: str  # grouping, two-points, two-units, full-stop, letter, over-hundred


@dataclass(frozen=True, slots=True)
class Scan:
    """What a text holds: every numeral in exactly one of the three, each in text order."""

    quantities: tuple[Quantity, ...]
    others: tuple[NonQuantity, ...]
    malformed: tuple[Malformed, ...]


# ---- claims and relations -----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Claim:
    """A quantity that says something: what it measures, of whom, when."""

    id: int  # its position among the document's claims, in document order
    location: Location  # of the quantity's figure
    quantity: Quantity  # scale and unit of its table's headers applied
    measure: str = ""  # the words that name what is counted: 毕业生总数
    keys: frozenset[str] = frozenset()  # the measure's content words, synonyms folded
    scope: tuple[str, ...] = ()  # of whom: 建筑专业, 女生, 2024级
    period: str = ""  # 2024, 2023-2024学年, 上年, "" where the text says none


Strength = Literal["explicit", "likely"]


@dataclass(frozen=True, slots=True)
class Relation:
    """An equation or inequality that a sentence, a list or a table states between claims.

    ``members`` pairs each role, which may occur often, with its claim, in the order of the formula. By family:

    ===========  ==================================  ==============================================
    family       roles                               states
    ===========  ==================================  ==============================================
    share        part whole share                    share of whole is part
    grim         part share                          some whole number makes part that share of it
    sum          total part…                         total is the sum of the parts
    flow         total part… less…                   total is the sum of the parts without what is less
    subset       part whole                          part is at most whole
    delta        now before change                   now − before is change
    growth       now before rate                     (now − before) ÷ before is rate
    rise         now change rate                     change ÷ (now − change) is rate
    compound     now before rate                     now is before grown by rate in each of ``items`` years
    point        now before change                   shares; change in percentage points
    times        now before rate                     now is rate times before
    equal        a b                                 the same fact twice
    ratio        a b rate                            a : b is rate : 1 (or as the ratio's terms say)
    mean         total count mean                    total is count times mean
    pctsum       part…                               the shares add up to 100 %
    count        n                                   n says how many are listed (``items``)
    rank         item…                               the values fall (direction −1) or rise (+1)
    reach        total first second count            the most, the next and the others reach the total
    ===========  ==================================  ==============================================
    """

    family: str
    members: tuple[tuple[str, Claim], ...]
    direction: int = 1  # −1: reduced, fell, in falling order
    strength: Strength = "explicit"
    source: str = ""  # the pattern or table feature that states it
    items: int = 0  # count: how many are listed; compound: years
    listed: tuple[str, ...] = ()  # count: what is listed
    rule: str = ""  # code of the rule that asks for it; "" for the rule of its family
    alternatives: tuple[Relation, ...] = ()  # other meanings of the same words that fail as well
    __remembered__ = ("verdict",)  # by ``readings.verdict``


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule written in Python, for ``check(…, rules=[…])``.

    ``relation`` is given every claim in document order and yields what must hold; ``message`` may name roles in braces.
    """

    code: str  # ABC001, with a prefix of its own
    name: str  # kebab-case
    title: str
    message: str
    relation: Callable[[Sequence[Claim]], Iterable[Relation]]
    reason: str = ""
    mend: str = ""
    severity: Severity | None = None  # None: by the strength of the proof


# ---- findings and ledger ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Evidence:
    """One figure's part in a check: which role it plays and what it says."""

    location: Location
    role: str  # part, whole, share, total, now, before, change, rate, mean, count, item…
    value: Decimal
    unit: str
    measure: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """One relation and its arithmetic, worked out with the printed figures so that a person can redo it."""

    relation: str  # its family, as in ``Relation``: share, sum, delta…
    verdict: Verdict
    formula: str  # "76 ÷ 434 × 100% = 17.51%"
    reported: str  # "42.46%"
    computed: str  # "17.51%"; with bounds "17.50%～17.52%" where the operands are not exact
    difference: str  # "24.95个百分点"; "" where it agrees
    evidence: tuple[Evidence, ...]
    explicit: bool = True  # the text states it outright; else it is the likeliest reading


@dataclass(frozen=True, slots=True)
class Finding:
    """What a reviewer reads: one root, with every check that shows it."""

    rule: str  # VQR301
    name: str  # share-mismatch
    severity: Severity
    title: str
    message: str
    location: Location  # the figure to look at first
    evidence: tuple[Evidence, ...]
    checks: tuple[Check, ...]
    params: tuple[tuple[str, str], ...] = ()
    cause: str = ""  # the likely slip, where one edit explains it
    hint: str = ""  # how to mend it
    fingerprint: str = ""

    def to_dict(self) -> dict[str, Any]:
        """The finding as plain data, the same as in ``--format json``."""
        return {**plain(self), "params": dict(self.params), "checks": [plain(c, {"evidence"}) for c in self.checks]}


@dataclass(frozen=True, slots=True)
class Entry:
    """One quantity of the document in the ledger."""

    location: Location
    literal: str
    value: Decimal
    step: Decimal
    unit: str
    measure: str
    scope: str
    period: str
    status: Status
    reason: str  # why it is unchecked; "" otherwise
    checks: tuple[Check, ...] = ()  # the checks that it takes part in


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something that looks like a number and is not counted, with its kind."""

    location: Location
    kind: str


@dataclass(frozen=True, slots=True)
class Ledger:
    """Every number of the document in exactly one bin."""

    entries: tuple[Entry, ...] = ()
    left_out: tuple[LeftOut, ...] = ()

    def count(self, status: Status) -> int:
        """How many quantities have this status."""
        return sum(entry.status == status for entry in self.entries)


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome for one document."""

    document: Document
    findings: tuple[Finding, ...]
    ledger: Ledger
    packs: tuple[str, ...] = ()
    hidden: int = 0  # findings that a baseline or a comment keeps out of sight
    notes: tuple[str, ...] = field(default=())  # Chinese lines: what was not read or checked
    precision: Precision = PRINTED  # what the reader granted beyond the printed figures
    others: tuple[Document, ...] = ()  # other reports that findings cite, such as last year's

    @property
    def path(self) -> str:
        """The path as the caller gave it."""
        return self.document.path

    def at_least(self, severity: Severity) -> Iterator[Finding]:
        """The findings of this severity or a graver one."""
        order = ("info", "warning", "error")
        return (f for f in self.findings if order.index(f.severity) >= order.index(severity))

    def to_dict(self) -> dict[str, Any]:
        """The report as plain data, the same as an entry of ``reports`` in ``--format json``: decimals as strings."""
        return {
            "path": self.path,
            "sha256": self.document.sha256,
            "findings": [finding.to_dict() for finding in self.findings],
            "hidden": self.hidden,
            "ledger": {**{s: self.ledger.count(s) for s in get_args(Status)}, "total": len(self.ledger.entries)},
            "quantities": [plain(entry, {"checks"}) for entry in self.ledger.entries],
            "notes": list(dict.fromkeys((*self.notes, *self.document.unread))),
            "rounding": self.precision.rounding,
            "tolerance": plain(self.precision.tolerance),
        }


@dataclass(frozen=True, slots=True)
class Failure:
    """A path that could not be checked, with the Chinese line that says why and what to do."""

    path: str
    message: str
