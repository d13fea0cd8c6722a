"""Writes a counter in the number formats of automatic lists, as Word shows them (ECMA-376 part 1, 17.18.59)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

from vqr_check import packs

ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
LATIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
HIGHEST = 100_000  # a counter beyond this is written in digits


def write(number: int, number_format: str) -> str:
    """``number`` in ``number_format`` (the value of w:numFmt); digits where Word falls back to them."""
    if not 0 <= number <= HIGHEST:
        return str(number)
    writer = _writers().get(number_format)
    return writer(number) if writer else str(number)


@cache
def _writers() -> Mapping[str, Callable[[int], str]]:
    words = packs.load(("document",)).table("numerals")
    han, zero, ring, tens = words["han"], words["zero"], words["zero_round"], words["tens"]
    scales, scales_old = words["scales"], words["scales_traditional"]

    def counted(
        digits: str = han, zero: str = ring, tens: str = tens, scales: str = scales, bare: bool = True
    ) -> Callable[[int], str]:
        return lambda n: chinese(n, digits, zero, tens, scales, bare)

    def one_by_one(zero: str) -> Callable[[int], str]:
        return lambda n: "".join((zero + han)[int(d)] for d in str(n))

    def sixty(n: int) -> str:
        return words["stems"][(n - 1) % 10] + words["branches"][(n - 1) % 12] if 1 <= n <= 60 else str(n)

    return {
        "none": lambda n: "",
        "decimalZero": lambda n: f"{n:02}",
        "upperRoman": roman,
        "lowerRoman": lambda n: roman(n).lower(),
        "upperLetter": lambda n: repeated(n, LATIN),
        "lowerLetter": lambda n: repeated(n, LATIN.lower()),
        "russianUpper": lambda n: repeated(n, words["russian"].upper()),
        "russianLower": lambda n: repeated(n, words["russian"]),
        "ordinal": ordinal,
        "hex": lambda n: f"{n:X}",
        "numberInDash": lambda n: f"- {n} -",
        "decimalEnclosedCircle": circled,
        "decimalEnclosedCircleChinese": circled,
        "decimalEnclosedFullstop": lambda n: chr(0x2487 + n) if 1 <= n <= 20 else str(n),
        "decimalEnclosedParen": lambda n: chr(0x2473 + n) if 1 <= n <= 20 else str(n),
        "decimalFullWidth": full_width,
        "decimalFullWidth2": full_width,
        "chineseCounting": lambda n: counted()(n) if n < 100 else one_by_one(words["zero_circle"])(n),
        "chineseCountingThousand": counted(),
        "taiwaneseCounting": lambda n: counted()(n) if n < 100 else one_by_one(words["zero_circle"])(n),
        "taiwaneseCountingThousand": counted(scales=scales_old),
        "japaneseCounting": counted(zero="", bare=True),
        "japaneseLegal": counted(words["formal_japanese"], "", words["formal_tens"], scales_old, False),
        "chineseLegalSimplified": counted(words["formal"], zero, words["formal_tens"], scales, False),
        "ideographLegalTraditional": counted(
            words["formal_traditional"], zero, words["formal_tens"], scales_old, False
        ),
        "ideographDigital": one_by_one(ring),
        "taiwaneseDigital": one_by_one(words["zero_circle"]),
        "japaneseDigitalTenThousand": one_by_one(ring),
        "ideographTraditional": listed(words["stems"]),
        "ideographZodiac": listed(words["branches"]),
        "ideographZodiacTraditional": sixty,
        "ideographEnclosedCircle": lambda n: chr(0x327F + n) if 1 <= n <= 10 else str(n),
        "iroha": listed(words["iroha"]),
        "irohaFullWidth": listed(words["iroha"]),
        "aiueo": listed(words["aiueo"]),
        "aiueoFullWidth": listed(words["aiueo"]),
        "ganada": listed(words["ganada"]),
    }  # fmt: skip


def chinese(number: int, digits: str, zero: str, tens: str, scales: str, bare: bool) -> str:
    """A counting number in words: 101 → 一百〇一; ``bare`` writes 10 to 19 without the leading one."""
    if number == 0:
        return zero or "0"
    high, low = divmod(number, 10_000)
    out = chinese(high, digits, zero, tens, scales, bare) + scales[0] if high else ""
    gap = bool(high) and low < 1000
    for power in (3, 2, 1, 0):
        digit = low // 10**power % 10
        if not digit:
            gap = gap or bool(out)
            continue
        if gap and out:
            out += zero
        gap = False
        if not (bare and digit == 1 and power == 1 and not out) and not (not zero and digit == 1 and power and bare):
            out += digits[digit - 1]
        out += tens[power - 1] if power else ""
    return out


def roman(number: int) -> str:
    """1 → I; thousands beyond three go on as M."""
    out = ""
    for value, sign in ROMAN:
        out += sign * (number // value)
        number %= value
    return out


def repeated(number: int, letters: str) -> str:
    """1 → A, 26 → Z, 27 → AA, 53 → AAA: Word repeats the letter."""
    if number < 1:
        return ""
    turn, place = divmod(number - 1, len(letters))
    return letters[place] * (turn % 30 + 1)


def ordinal(number: int) -> str:
    """1 → 1st."""
    if number % 100 in (11, 12, 13):
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"


def circled(number: int) -> str:
    """1 → ① up to 20, then digits."""
    return chr(0x245F + number) if 1 <= number <= 20 else str(number)


def full_width(number: int) -> str:
    """1 → １."""
    return "".join(chr(0xFF10 + int(d)) for d in str(number))


def listed(signs: str) -> Callable[[int], str]:
    """One sign a number as far as they reach, then digits."""
    return lambda n: signs[n - 1] if 1 <= n <= len(signs) else str(n)
