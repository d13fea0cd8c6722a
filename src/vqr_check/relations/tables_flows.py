"""Stock and flow in tables: lines that a pack's entry names, and statements whose lines say 加 and 减."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from itertools import product

from vqr_check.arithmetic import Interval
from vqr_check.claims import headers
from vqr_check.claims.cells import Grid, combined
from vqr_check.claims.headers import Line
from vqr_check.model import Quantity, Relation, Strength
from vqr_check.packs import Packs, Pattern, compiled
from vqr_check.relations.flows import ROLES, Flow, known_flows
from vqr_check.relations.tables_view import Figure, View, alike, relation
from vqr_check.slips import explain

KINDS = frozenset({"value", "change"})
FAR = 60  # lines between the closing line and the others
MOST = 40  # lines of one statement
TELLING = Decimal("0.1")  # a slip likelier than this to fit by accident explains nothing
Signed = tuple[tuple[int, int], ...]  # lines with their signs


@dataclass(frozen=True, slots=True)
class _Marks:
    added: Pattern
    taken: Pattern
    within: Pattern


@dataclass(frozen=True, slots=True)
class _Trial:
    """How a balance fares, field by field."""

    members: Signed
    agreed: tuple[int, ...]
    failed: tuple[int, ...]
    near: tuple[int, ...]  # of the failed: one slip of the pen explains it


@cache
def _marks(packs: Packs) -> _Marks:
    forms = packs.table("flows")
    return _Marks(*(compiled(forms[name], {}) for name in ("added", "taken", "within")))


def find(grid: Grid, views: Sequence[View], packs: Packs) -> Iterator[Relation]:
    """The balances in a table and its views, agreed or not."""
    for view in (*views, *_sides(grid, packs)):
        for closing, members, flow in _named(view, packs):
            yield from _spoken(view, closing, _tried(view, closing, members, 1 if flow.same else 2), flow)
        if not view.turned:
            for closing, readings in _statements(view, _marks(packs)):
                trials = [_tried(view, closing, members) for members in readings]
                best = max(trials, key=lambda t: (len(t.agreed) * 4 + len(t.near) * 3, -len(t.failed)))
                yield from _spoken(view, closing, best, None, len(trials) == 1)


def _sides(grid: Grid, packs: Packs) -> Iterator[View]:
    """A table whose rows hold several names, each with figures behind it (收入 … 支出 …), as one view of all names."""
    if grid.lists or grid.block.table is None:
        return
    taken = grid.at.keys() | grid.unknown
    named = {(c.row, c.col): c.text for c in grid.block.table.cells if c.text.strip() and (c.row, c.col) not in taken}
    rows = sorted({line.index for lines in grid.rows for line in lines})
    filled = frozenset(rows)
    starts = sorted({col for row, col in named if row in filled})
    if len(starts) < 2:
        return
    w = headers.words(packs)
    records: list[Line] = []
    figures: dict[tuple[int, int], Figure] = {}
    for first, stop in zip(starts, [*starts[1:], len(grid.cols)], strict=True):
        for row in rows:
            line = headers.line(row, [named.get((row, first), "")], w)
            held = [(n, grid.cols[c], grid.at.get((row, c), ())) for n, c in enumerate(range(first + 1, stop))]
            some = {n: Figure.of(of[0], combined(line, col)) for n, col, of in held if len(of) == 1}
            if some and line.label:
                figures |= {(len(records), n): figure for n, figure in some.items()}
                records.append(line)
    yield View(
        tuple(records), grid.cols[1 : 1 + max((n for _, n in figures), default=0) + 1], figures, frozenset(), False
    )


# ---- entries of packs ---------------------------------------------------------------------


def _named(view: View, packs: Packs) -> Iterator[tuple[int, Signed, Flow]]:
    """Each closing line of an entry with the nearest line for each of its other words."""
    w, known = headers.words(packs), known_flows(packs)
    labels = [_bare(line.label, w, _marks(packs)) if line.place != "part" else "" for line in view.records]
    if not any(known.closing.search(label) for label in labels):
        return
    for flow in known.entries:
        called: dict[int, tuple[str, str]] = {}
        for r, label in enumerate(labels):
            for role, pattern in flow.ends.items():
                match = pattern.match(label) if label else None
                if match is not None:
                    called.setdefault(r, (role, match["word"]))
        for closing in [r for r, (role, _) in called.items() if role == "closing"]:
            nearest: dict[tuple[str, str], int] = {}
            for r, name in called.items():
                held = nearest.get(name)
                better = held is None or _distance(r, closing) < _distance(held, closing)
                if name[0] != "closing" and abs(r - closing) <= FAR and better:
                    nearest[name] = r
            if {role for role, _ in nearest} | {"closing"} == set(flow.words):
                ranked = sorted((ROLES.index(role), r) for (role, _), r in nearest.items())
                yield closing, tuple((r, -1 if ROLES[rank] == "outflow" else 1) for rank, r in ranked), flow


def _distance(line: int, closing: int) -> tuple[bool, int]:
    """Lines above come before lines below, near ones first."""
    return line > closing, abs(line - closing)


def _bare(label: str, w: headers.Words, marks: _Marks) -> str:
    """A label without numbering, sign and unit."""
    bare = headers.unnumbered(headers.plain(label), w)
    for mark in (marks.added, marks.taken):
        found = mark.match(bare)
        bare = bare[found.end() :] if found else bare
    return str(w.patterns["header_unit"].sub("", bare))


# ---- statements ---------------------------------------------------------------------------


def _statements(view: View, marks: _Marks) -> Iterator[tuple[int, list[Signed]]]:
    """Each numbered line behind lines marked 加 and 减, with the readings of what it is the result of.

    一、营业收入 减：营业成本 … 二、营业利润 加：… 减：… 三、利润总额: lines without a mark have the sign of the last
    one; what follows 其中 without a mark may belong to it.
    """
    heads: list[int] = []
    pending: list[tuple[int, int, bool]] = []
    sign, inner = 0, False
    for r, line in enumerate(view.records):
        label = headers.plain(line.label)
        added, taken = marks.added.match(label), marks.taken.match(label)
        if added or taken:
            sign, inner = (1 if added else -1), False
            pending.append((r, sign, False))
        elif line.place == "part" or marks.within.match(label):
            inner = True
        elif line.level == 1:
            if pending and heads and len(pending) <= MOST:
                yield r, list(_variants(heads, pending))
            heads = [r] if pending or not heads else [*heads[-1:], r]
            pending, sign, inner = [], 0, False
        elif sign:
            pending.append((r, sign, inner))


def _variants(heads: Sequence[int], pending: Sequence[tuple[int, int, bool]]) -> Iterator[Signed]:
    """The readings of a result: whether a second numbered line is a cost, whether doubtful lines count."""
    doubtful = any(unsure for _, _, unsure in pending)
    for second, counted in product((-1, 1) if len(heads) > 1 else (1,), (True, False) if doubtful else (True,)):
        base = [(r, second if k else 1) for k, r in enumerate(heads)]
        yield (*base, *((r, sign) for r, sign, unsure in pending if counted or not unsure))


# ---- trials -------------------------------------------------------------------------------


def _tried(view: View, closing: int, members: Signed, least: int = 2) -> _Trial:
    agreed, failed, near = [], [], []
    for j in range(len(view.fields)):
        whole = view.figures.get((closing, j))
        known = [(f, sign) for r, sign in members if (f := view.figures.get((r, j))) is not None]
        if whole is None or whole.kind not in KINDS or len(known) < least:
            continue
        if not all(f.kind in KINDS and alike(f, whole) for f, _ in known):
            continue
        low = sum((f.bounds.low if sign > 0 else -f.bounds.high for f, sign in known), Decimal(0))
        high = sum((f.bounds.high if sign > 0 else -f.bounds.low for f, sign in known), Decimal(0))
        if Interval(low, high).meets(whole.bounds):
            agreed.append(j)
        elif len(known) == len(members):
            failed.append(j)
            slip = explain("flow", _figures(whole, known))  # also of two sides that are to be equal
            if slip is not None and slip.chance <= TELLING:
                near.append(j)
    return _Trial(members, tuple(agreed), tuple(failed), tuple(near))


def _figures(whole: Figure, known: Sequence[tuple[Figure, int]]) -> Mapping[str, Sequence[Quantity]]:
    parts, less = ([f.quantity for f, sign in known if sign == wanted] for wanted in (1, -1))
    return {"total": [whole.quantity], "part": parts, "less": less}


def _spoken(view: View, closing: int, trial: _Trial, flow: Flow | None, plain: bool = True) -> Iterator[Relation]:
    """The relations of a balance: where it holds, and where it fails though other fields or a slip speak for it."""
    a, f = len(trial.agreed), len(trial.failed)
    for j in trial.agreed:
        yield _relation(view, closing, trial, j, "explicit", flow)
    for j in trial.failed:
        strength: Strength | None = None
        if j in trial.near and a:
            strength = "explicit" if a >= f else "likely"
        elif a > 2 * f or (plain and j in trial.near and f == 1 and (flow is None or flow.sure)):
            strength = "likely"
        if strength is not None:
            yield _relation(view, closing, trial, j, strength, flow)


def _relation(view: View, closing: int, trial: _Trial, j: int, strength: Strength, flow: Flow | None) -> Relation:
    known = [(f, sign) for r, sign in trial.members if (f := view.figures.get((r, j))) is not None]
    total, source = ("total", view.figures[closing, j]), "table-flow"
    if flow is not None and flow.same:
        said = relation("equal", [("a", known[0][0]), ("b", total[1])], strength, source)
    elif all(sign > 0 for _, sign in known):
        said = relation("sum", [total, *(("part", f) for f, _ in known)], strength, source)
    else:
        said = relation("flow", [total, *(("part" if sign > 0 else "less", f) for f, sign in known)], strength, source)
    return replace(said, rule=flow.rule) if flow is not None and flow.rule else said
