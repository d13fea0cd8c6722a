"""The header model of a table: which rows and columns are headers, and what each line of figures holds."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

import regex

from vqr_check.model import Table
from vqr_check.packs import Packs, ready
from vqr_check.packs.sought import needed_by
from vqr_check.quantities.units import lookup
from vqr_check.record import dataclass

MAX_HEADER_ROWS = 5
PERCENT = frozenset({"%", "％"})
YEAR = re.compile(r"^(?:19|20)\d\d$")
PERIOD = re.compile(
    r"(?:19|20)\d\d\s*年?\s*[-—–~～至]\s*(?:19|20)?\d\d\s*(?:学年|年度|年)?|(?:19|20)\d\d\s*(?:年度|学年|年末|年|届)|^(?:19|20)\d\d$"
)


NO_FIGURES = {"index": "index", "unit_header": "unit", "text_header": "text"}  # patterns of headers over no figures
PLACES = {"of_which": "part", "subtotal": "subtotal", "total": "total", "total_like": "total_like"}


@dataclass(frozen=True, slots=True)
class Line:
    """A row or column of a table: its header path and what its figures are.

    ``place`` says how it stands among its neighbours, ``kind`` what its figures are. ``level`` is the
    depth of its printed numbering (0: none); ``period`` is what its header says of time.
    """

    index: int
    path: tuple[str, ...] = ()  # header texts, outermost first
    place: str = "plain"  # plain, total, total_like, subtotal, part (其中)
    kind: str = "value"  # value, share, rate, growth, change, point, mean, ratio, index, text, unit
    unit: str = ""
    period: str = ""
    level: int = 0
    spread: tuple[str, ...] = ()  # the innermost header text as printed, blanks and all
    said: tuple[str, ...] = ()  # what the path says of measure and scope, without numbering, unit and period

    @property
    def label(self) -> str:
        """The innermost header text."""
        return self.path[-1] if self.path else ""

    @property
    def group(self) -> tuple[str, ...]:
        """The headers above the innermost one."""
        return self.path[:-1]


@dataclass(frozen=True, slots=True)
class Words:
    """The compiled header words of the packs."""

    patterns: Mapping[str, regex.Pattern[str]]
    kinds: tuple[tuple[str, regex.Pattern[str]], ...]
    announcing: tuple[tuple[str, regex.Pattern[str], frozenset[str]], ...]  # kinds, and characters that each needs
    placing: tuple[tuple[str, regex.Pattern[str], frozenset[str]], ...]  # places, likewise
    numbering: tuple[regex.Pattern[str], ...]
    numbered: regex.Pattern[str]  # any of these
    now: tuple[str, ...]
    before: tuple[str, ...]
    units: Mapping[str, str]  # the unit that a kind of figure implies


@cache
def words(packs: Packs) -> Words:
    """The header words of these packs."""
    table = packs.table("table")
    patterns = {key: ready(value) for key, value in table.items() if isinstance(value, str)}
    kinds = tuple((str(entry["kind"]), ready(entry["pattern"])) for entry in packs.entries("table_kind"))
    kinds_told = (*((kind, patterns[name]) for name, kind in NO_FIGURES.items()), *kinds)
    places_told = ((place, patterns[name]) for name, place in PLACES.items())
    periods = packs.entries("table_period")
    numbering = tuple(table.get("numbering", ()))
    now = tuple(word for entry in periods for word in entry["now"])
    before = tuple(word for entry in periods for word in entry["before"])
    return Words(
        patterns,
        kinds,
        tuple((kind, pattern, needed_by(pattern)) for kind, pattern in kinds_told),
        tuple((place, pattern, needed_by(pattern)) for place, pattern in places_told),
        tuple(map(ready, numbering)),
        ready("|".join(f"(?:{pattern})" for pattern in numbering) or "(?!)"),
        now,
        before,
        packs.table("table_units"),
    )


def plain(text: str) -> str:
    """A header text without the spaces that only spread it out."""
    return "".join(text.split())


def texts(table: Table) -> tuple[tuple[str, ...], ...]:
    """The table as a dense grid: a merged cell's text stands in each position that it covers."""
    dense = [[""] * table.cols for _ in range(table.rows)]
    for cell in table.cells:
        if cell.rowspan == cell.colspan == 1 and cell.row < table.rows and cell.col < table.cols:
            dense[cell.row][cell.col] = cell.text
            continue
        for row in range(cell.row, min(cell.row + cell.rowspan, table.rows)):
            for col in range(cell.col, min(cell.col + cell.colspan, table.cols)):
                dense[row][col] = cell.text
    return tuple(map(tuple, dense))


def header_rows(dense: Sequence[Sequence[str]], numeric: Sequence[Sequence[bool]], marked: int, w: Words) -> int:
    """How many rows at the top hold headers: those before the first row with a figure that is no year."""
    unknown = w.patterns["unknown"]
    for row, cells in enumerate(dense[: MAX_HEADER_ROWS + 1]):
        figures = [plain(cells[col]) for col in range(len(cells)) if numeric[row][col]]
        dashes = [c for c in cells[1:] if c.strip() and unknown.search(plain(c))]
        if dashes or (figures and not all(YEAR.match(f) for f in figures)):
            return row
    return min(marked, len(dense)) or (1 if len(dense) > 1 else 0)


def kind_of(text: str, w: Words) -> str:
    """What kind of figure a header announces; ``value`` where it announces none in particular."""
    return _told(plain(text), w.announcing) or "value"


def place_of(label: str, w: Words) -> str:
    """How a line stands among its neighbours, by its innermost header."""
    return _told(unnumbered(plain(label), w), w.placing) or "plain"


def _told(bare: str, named: Sequence[tuple[str, regex.Pattern[str], frozenset[str]]]) -> str:
    """The first of these that a header's words tell; "" for none."""
    present = frozenset(bare)
    for name, pattern, needs in named:
        if not (needs and needs.isdisjoint(present)) and pattern.search(bare) is not None:
            return name
    return ""


def level_of(label: str, w: Words) -> int:
    """The depth of a label's printed numbering: 1 for 一、 to 5 for ①; 0 without one."""
    bare = plain(label)
    if w.numbered.search(bare) is None:
        return 0
    return next((depth for depth, pattern in enumerate(w.numbering, 1) if pattern.search(bare)), 0)


def unnumbered(text: str, w: Words) -> str:
    """A header text without its printed numbering, which most have not."""
    for pattern in w.numbering if w.numbered.search(text) is not None else ():
        text = pattern.sub("", text)
    return text


@cache
def is_unit(text: str) -> bool:
    """Whether the text is a unit of measurement, scale and all (万元, 人次, %)."""
    bare = text.replace("％", "%").strip()
    return bool(bare) and (lookup(bare) is not None or lookup(bare.lstrip("十百千万亿")) is not None)


def unit_of(path: Sequence[str], w: Words) -> str:
    """The unit that a header path prints, innermost first; "" where it prints none."""
    for text in reversed(path):
        for found in reversed(w.patterns["header_unit"].findall(plain(text))):
            said: str = next(part for part in found if part)
            if is_unit(said):
                return said
    return ""


def period_of(path: Sequence[str], w: Words) -> str:
    """The year or the relative period that a header path names; "" where it names none."""
    for text in reversed(path):
        found = PERIOD.search(text)
        if found:
            year = plain(found[0])
            return year if year.endswith("学年") else year.removesuffix("年")
        for name, said in (("上年", w.before), ("本年", w.now)):
            if plain(text).startswith(said):
                return name
    return ""


def line(index: int, path: Sequence[str], w: Words, unit: str = "", column: bool = False) -> Line:
    """A row's line, or a column's, from its header texts; repeated and empty ones are left out."""
    kept: list[str] = []
    for text in path:
        bare = plain(text)
        if bare and bare not in kept:
            kept.append(bare)
    label = kept[-1] if kept else ""
    kinds = [kind_of(text, w) for text in reversed(kept)]
    kind = next((k for k in kinds if k != "value"), "value")
    place = place_of(label, w)
    for outer in reversed(kept[:-1]):  # 合计 or 其中：女生 above 人数
        if place == "plain" and place_of(outer, w) != "total_like":
            place = place_of(outer, w)
    printed = tuple(text for text in path if plain(text))[-1:]
    when = period_of(kept, w)
    said = tuple(t for text in kept if (t := content(text, w, kind if column else "")))
    return Line(index, tuple(kept), place, kind, unit or unit_of(kept, w), when, level_of(label, w), printed, said)


def content(text: str, w: Words, kind: str = "") -> str:
    """A header text without numbering, unit, period and words that name no measure; a ``kind``'s own words go too."""
    bare = unnumbered(text, w)
    bare = PERIOD.sub("", w.patterns["header_unit"].sub("", bare))
    bare = w.patterns["of_which"].sub("", bare).lstrip("：:")
    if kind in ("change", "growth", "point", "share"):
        bare = next(pattern for name, pattern in w.kinds if name == kind).sub("", bare)
    left = w.patterns["generic"].sub("", bare)
    for word in (*w.now, *w.before):
        left = left.replace(word, "")
    return bare.strip("：:—-") if left.strip("：:（）()%％") else ""
