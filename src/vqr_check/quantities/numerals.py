"""Reads a figure, in Arabic digits, Chinese numerals or both mixed, into its value and its step."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from vqr_check.record import dataclass

MYRIAD = 10_000
ARABIC = frozenset("0123456789.,")


@dataclass(frozen=True, slots=True)
class Figure:
    """What a figure says: value and step with 万/亿 applied; ``scaled`` where digits stand before 万, 百…"""

    value: Decimal
    step: Decimal
    scaled: bool = False
    place: Decimal = Decimal(1)  # what the last 万 or 亿 multiplies


@dataclass(frozen=True, slots=True)
class Script:
    """The characters of Chinese numerals: what each digit and each place (十, 万, 亿) is worth."""

    digits: Mapping[str, int]
    scales: Mapping[str, int]
    point: str

    @classmethod
    def of(cls, table: Mapping[str, Mapping[str, str]]) -> Script:
        """The script that a pack's ``digits``, ``scales`` and ``marks`` describe."""

        def flat(key: str) -> dict[str, int]:
            return {char: int(worth) for worth, chars in table.get(key, {}).items() for char in chars}

        return cls(flat("digits"), flat("scales"), table.get("marks", {}).get("point", ""))


@dataclass(frozen=True, slots=True)
class _Piece:
    """A number (``scale`` 0) or a place such as 万."""

    number: Decimal
    decimals: int = 0
    scale: int = 0
    single: bool = False  # one Chinese digit, which may leave its place unsaid (四百五)
    arabic: bool = False


def read(text: str, script: Script) -> Figure | None:
    """The figure that the text is, blanks, grouping commas and 余/多/几 left aside; None where it is none.

    The step is the worth of the last printed digit: 3.2万 → 1000, 1亿2千万 → 10⁷. Chinese numerals below 万
    are plain counts (三百二十 is 320, step 1); 四百五 is 450.
    """
    integer, _, fraction = text.partition(".")
    if text.isascii() and f"{integer}{fraction}".isdigit() and integer and text[-1] != ".":
        return Figure(Decimal(text), Decimal(1).scaleb(-len(fraction)))  # most figures
    pieces = _pieces(text, script)
    if not pieces:
        return None
    if all(not piece.scale for piece in pieces):
        only = pieces[0]
        return Figure(only.number, Decimal(1).scaleb(-only.decimals)) if len(pieces) == 1 else None
    value = _value(pieces)
    if value is None:
        return None
    scaled = any(piece.scale >= MYRIAD or piece.arabic for piece in pieces)
    if not scaled:
        return Figure(value, Decimal(1).scaleb(-pieces[-1].decimals))
    place, decimals = _place(pieces)
    return Figure(value, place.scaleb(-decimals), True, place)


def _pieces(text: str, script: Script) -> list[_Piece]:
    out: list[_Piece] = []
    zero, at = False, 0
    while at < len(text):
        char = text[at]
        end = at + 1
        if char in ARABIC:
            while end < len(text) and text[end] in ARABIC:
                end += 1
            digits = text[at:end].replace(",", "").strip(".") if text[at] != "." else text[at:end]
            out.append(_Piece(Decimal(digits), len(digits.partition(".")[2]), arabic=True))
            zero = False
        elif char in script.digits or char == script.point:
            whole, end = _run(text, at, script)
            fraction, end = _run(text, end + 1, script) if text[end : end + 1] == script.point else ((), end)
            if whole == (0,) and not fraction and end < len(text):
                zero = True  # 零 between places: 一千零五
            else:
                number = Decimal((0, (*(whole or (0,)), *fraction), -len(fraction)))
                single = len(whole) == 1 and not fraction and not zero
                out.append(_Piece(number, len(fraction), single=single))
                zero = False
        elif char in script.scales:
            worth = script.scales[char]
            if 10 < worth < 100:  # 廿, 卅
                out.append(_Piece(Decimal(worth // 10)))
                worth = 10
            out.append(_Piece(Decimal(0), scale=worth))
            zero = False
        at = end
    return out


def _run(text: str, at: int, script: Script) -> tuple[tuple[int, ...], int]:
    """The digits from here on, one by one, and where they end."""
    end = at
    while end < len(text) and text[end] in script.digits:
        end += 1
    return tuple(script.digits[char] for char in text[at:end]), end


def _value(pieces: list[_Piece]) -> Decimal | None:
    total = section = Decimal(0)  # what 万/亿 has closed; what stands before the next of them
    pending: _Piece | None = None
    place = large = 0  # the last place within the section; the last of 万, 亿
    for piece in pieces:
        if not piece.scale:
            if pending is not None:
                return None
            pending = piece
            continue
        if piece.scale < MYRIAD:
            if place and piece.scale >= place:
                return None
            section += (pending.number if pending else Decimal(1)) * piece.scale
            place = piece.scale
        else:
            said = bool(pending or place)
            section += _last(pending, place) if pending else 0
            if large and piece.scale > large:  # 万亿, 三万五千亿
                total = (total + section) * piece.scale
            elif said:
                total += section * piece.scale
            else:
                total = (total or Decimal(1)) * piece.scale
            section, place, large = Decimal(0), 0, piece.scale
        pending = None
    return total + section + (_last(pending, place or large) if pending else 0)


def _last(piece: _Piece, place: int) -> Decimal:
    """The last number of a section: 四百五 is 四百五十; 四百零五 and 3万4000 are what they say."""
    return piece.number * (place // 10) if piece.single and place > 10 else piece.number


def _place(pieces: list[_Piece]) -> tuple[Decimal, int]:
    """The places behind the last number (or the one that it leaves unsaid), and the number's decimals."""
    place = Decimal(1)
    for index in range(len(pieces) - 1, -1, -1):
        piece = pieces[index]
        if piece.scale:
            place *= piece.scale
            continue
        before = pieces[index - 1].scale if index else 0
        unsaid = place == 1 and piece.single and before > 10
        return (Decimal(before // 10) if unsaid else place), piece.decimals
    return place, 0
