"""Turns one match of the scanner into a term: a figure with its unit, not yet joined with its neighbours."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal, localcontext

import regex

from vqr_check.quantities import units
from vqr_check.quantities.grammar import Grammar
from vqr_check.quantities.numerals import Figure, read
from vqr_check.record import dataclass

HUNDRED = Decimal(100)
PERCENT = "%"
ROUND = frozenset(
    Decimal(10) ** n for n in range(5)
)  # the side of a ratio that the other is measured in: 1:13, 141:100
DIGITS = 40  # precision of quotients and products: more than any printed figure has


@dataclass(frozen=True, slots=True)
class Term:
    """A figure with the unit printed behind it; positions are those of the text."""

    start: int
    end: int
    number: tuple[int, int]
    value: Decimal
    step: Decimal
    unit: str = ""
    dimension: str = ""
    kind: str = "count"
    scaled: bool = False
    terms: tuple[Decimal, ...] = ()
    more: bool = False  # 余, 多, 几 within
    place: Decimal = Decimal(1)  # what the figure's last 万 or 亿 multiplies
    bare: bool = False  # no unit printed
    vague: bool = False  # 万 or 百 without a digit: a quantity only behind a hedge (超万家)
    row: bool = False  # another figure stands beside it, only blanks between
    upper: Decimal | None = None


Reader = Callable[[regex.Match[str], Grammar], Term | None]


def term(match: regex.Match[str], shape: str, grammar: Grammar) -> Term | None:
    """The term of a match of this shape; None where the characters make no figure."""
    with localcontext() as context:
        context.prec = DIGITS
        return READERS[shape](match, grammar)


def measured(unit: str, grammar: Grammar) -> tuple[str, str, str, Decimal]:
    """Canonical name, dimension and kind of quantity of a printed unit, and what its figures are worth in it.

    Only shares are put in another unit: 八折 is 80 %; ‰ stays what it is.
    """
    found = units.lookup(unit, grammar.added)
    if found is None:
        return unit, "", "count", Decimal(1)
    kind = grammar.dimensions.get(found.dimension, "measure")
    if kind == "percent" and found.factor < 1:
        return found.name, found.dimension, "permille", Decimal(1)
    if kind == "percent":
        return PERCENT, found.dimension, kind, found.factor
    return found.name, found.dimension, kind, Decimal(1)


def _figure(match: regex.Match[str], group: str, grammar: Grammar) -> Figure | None:
    return read(match[group], grammar.script) if match[group] else None


def _counted(match: regex.Match[str], grammar: Grammar, prefix: str) -> Term | None:
    said = match.groupdict()  # not every shape of a count has all of the groups
    literal = match[f"{prefix}_figure"]
    figure = read(literal, grammar.script)
    if figure is None:
        return None
    printed = said.get(f"{prefix}_unit") or ""
    named = grammar.prefixes.get(said.get(f"{prefix}_prefix") or "", "")
    if named and (not printed or named.endswith(printed)):
        printed = named
    sign = said.get(f"{prefix}_sign") or ""
    start, end = match.span(f"{prefix}_figure")
    if sign:
        start = match.start(f"{prefix}_sign")
    name, dimension, kind, worth = measured(printed, grammar) if printed else ("", "", "count", Decimal(1))
    if said.get(f"{prefix}_age"):
        kind = "age"
    if dimension == "share":
        end = match.end(f"{prefix}_unit")
    value, step = figure.value * worth, figure.step * worth
    if said.get(f"{prefix}_half"):
        value, step = value + Decimal("0.5"), Decimal("0.5")
    if sign and sign[0] in grammar.marks["minus"]:
        value = -value
    return Term(
        start=match.start(),
        end=match.end(),
        number=(start, end),
        value=value,
        step=step,
        unit=name,
        dimension=dimension,
        kind=kind,
        scaled=figure.scaled,
        more=bool(said.get(f"{prefix}_more")) or any(c in literal for c in grammar.marks["more"]),
        place=figure.place,
        bare=not printed,
    )


def _han(match: regex.Match[str], grammar: Grammar) -> Term | None:
    printed, figure = match["han_unit"], match["han_figure"]
    if figure in grammar.ones and printed not in grammar.after_one:
        return None
    if _positional(figure, grammar):
        return _about(match, grammar)
    vague = figure[0] not in grammar.script.digits and not any(c in grammar.marks["ten"] for c in figure)
    found = _counted(match, grammar, "han")
    return replace(found, vague=vague) if found else None


def _positional(figure: str, grammar: Grammar) -> bool:
    return len(figure) > 1 and all(char in grammar.script.digits for char in figure)


def _about(match: regex.Match[str], grammar: Grammar) -> Term | None:
    """七八个, 三五年: a range between two digits side by side."""
    figure = match["han_figure"]
    low, high = (grammar.script.digits[char] for char in figure[:2])
    if len(figure) != 2 or not 0 < low < high:
        return None
    name, dimension, _, _ = measured(match["han_unit"], grammar)
    span = match.span("han_figure")
    return Term(
        match.start(), match.end(), span, Decimal(low), Decimal(1), name, dimension, "range", upper=Decimal(high)
    )


def _alone(match: regex.Match[str], grammar: Grammar) -> Term | None:
    """A Chinese numeral without unit; whether it is a number at all, its surroundings decide."""
    figure = match["alone_figure"]
    if _positional(figure, grammar) or figure[0] in grammar.marks["large"]:
        return None
    return _counted(match, grammar, "alone")


def _parts_per(match: regex.Match[str], grammar: Grammar) -> Term | None:
    base = read(match["parts_base"], grammar.script)
    figure = read(match["parts_figure"], grammar.script)
    if base is None or figure is None:
        return None
    sign = -1 if match["parts_sign"] else 1
    kind, unit, factor = "percent", "%", HUNDRED / base.value
    terms: tuple[Decimal, ...] = ()
    if base.value == 1000:
        kind, unit, factor = "permille", "‰", Decimal(1)
    elif base.value != HUNDRED:
        kind, unit, terms = "fraction", "%", (figure.value, base.value)
    value, step = sign * figure.value * factor, figure.step * factor
    return Term(match.start(), match.end(), match.span(), value, step, unit, "share", kind, terms=terms)


def _exponent(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    assert isinstance(exponent, int)
    return exponent


def _quotient(match: regex.Match[str], top: Decimal, bottom: Decimal) -> Term:
    return Term(
        match.start(),
        match.end(),
        match.span(),
        top / bottom * HUNDRED,
        Decimal(1),
        "%",
        "share",
        "fraction",
        terms=(top, bottom),
    )


def _fraction(match: regex.Match[str], grammar: Grammar) -> Term | None:
    sign = -1 if match["slash_sign"] == "-" else 1
    return _quotient(match, sign * Decimal(match["slash_top"]), Decimal(match["slash_bottom"]))


def _fraction_words(match: regex.Match[str], grammar: Grammar) -> Term | None:
    top, bottom = _figure(match, "fraction_top", grammar), _figure(match, "fraction_bottom", grammar)
    whole_text = (match["fraction_whole"] or "").rstrip(grammar.marks["and"])
    whole = read(whole_text, grammar.script) if whole_text else None
    if top is None or bottom is None or not bottom.value or (whole_text and whole is None):
        return None
    sign = -1 if match["fraction_sign"] else 1
    return _quotient(match, sign * (top.value + (whole.value if whole else 0) * bottom.value), bottom.value)


def _half(match: regex.Match[str], grammar: Grammar) -> Term | None:
    return _quotient(match, Decimal(1), Decimal(2))


def _doubling(match: regex.Match[str], grammar: Grammar) -> Term | None:
    figure = _figure(match, "doubling_figure", grammar)
    times = Decimal(2) ** (figure.value if figure else 1)
    if match[0].endswith("倍"):
        times = (figure.value if figure else Decimal(1)) + 1
    return Term(match.start(), match.end(), match.span(), times, Decimal(1), "倍", "multiple", "multiple")


def _ratio(match: regex.Match[str], grammar: Grammar) -> Term | None:
    printed = [part.strip() for part in match["ratio_terms"].replace(grammar.marks["ratio"], ":").split(":")]
    terms = tuple(Decimal(part) for part in printed)
    if not terms[1]:
        return None
    a, b = terms[:2]
    step_a, step_b = (Decimal(1).scaleb(_exponent(part)) for part in (a, b))
    step = step_a / b if b in ROUND else a * step_b / (b * b) + (0 if a in ROUND else step_a / b)
    return Term(match.start(), match.end(), match.span(), a / b, step, "", "ratio", "ratio", terms=terms)


def _tenths(match: regex.Match[str], grammar: Grammar) -> Term | None:
    printed, more = match["tenths_figure"], match["tenths_more"]
    half = grammar.marks["half"]
    figure = Figure(Decimal("0.5"), Decimal("0.5")) if printed == half else read(printed, grammar.script)
    if figure is None or figure.value > 10:
        return None
    value, step = figure.value * 10, figure.step * 10
    if more == half:
        value, step = value + 5, Decimal(5)
    elif more:
        extra = read(more, grammar.script)
        value, step = value + (extra.value if extra else 0), Decimal(1)
    return Term(match.start(), match.end(), match.span(), value, step, "%", "share", "percent")


def _coins(match: regex.Match[str], grammar: Grammar) -> Term | None:
    parts = [_figure(match, f"coins_{name}", grammar) for name in ("yuan", "jiao", "fen")]
    if parts[0] is None or parts[1] is None:
        return None
    step = Decimal("0.01") if parts[2] else Decimal("0.1")
    value = parts[0].value + parts[1].value / 10 + (parts[2].value / HUNDRED if parts[2] else 0)
    return Term(match.start(), match.end(), match.span(), value, step, "元", "money", "money")


READERS: Mapping[str, Reader] = {
    "parts_per": _parts_per,
    "fraction_words": _fraction_words,
    "fraction": _fraction,
    "half": _half,
    "doubling": _doubling,
    "ratio": _ratio,
    "tenths": _tenths,
    "coins": _coins,
    "counted": lambda match, grammar: _counted(match, grammar, "counted"),
    "counted_han": _han,
    "han_alone": _alone,
}
