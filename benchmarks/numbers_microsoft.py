"""Runs Microsoft's Chinese number cases (Recognizers-Text, MIT licence) through the number scanner.

    python benchmarks/numbers_microsoft.py CASES.json [--failures]

A number or percentage passes when every expected figure has its span and value and nothing else is found; a
currency, dimension, age or temperature when the mention with its unit does; a range when its bounds are right and
the figures lie in the expected span (ours leaves the hedge words out). Cases that we read otherwise on purpose
count as failures here and are listed with the reason.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from vqr_check import packs
from vqr_check.model import Quantity
from vqr_check.packs import Packs
from vqr_check.quantities import scan

UNITS = {
    "Chinese yuan": "元",
    "United States dollar": "美元",
    "Euro": "欧元",
    "Hong Kong dollar": "港元",
    "Japanese yen": "日元",
    "New Taiwan dollar": "台币",
    "Swiss franc": "瑞士法郎",
    "Nigerian naira": "奈拉",
    "Bitcoin": "比特币",
    "Mu": "亩",
    "Kilogram": "公斤",
    "Centimeter": "厘米",
    "Ton": "吨",
    "Meter": "米",
    "Jin": "斤",
    "Kilometer": "公里",
    "Gram": "克",
    "Megahertz": "兆赫",
    "Hertz": "赫兹",
    "Kilowatt": "千瓦",
    "Kilocalorie": "千卡",
    "Liang": "两",
    "Microgram": "微克",
    "Degree": "摄氏度",
    "C": "摄氏度",
    "F": "华氏度",
    "Year": "岁",
    "Month": "月",
    "Week": "周",
    "Day": "天",
}
UNIT_DIMENSIONS = {
    "AgeModel": {"age", "time", "month"},
    "CurrencyModel": {"money", "dollar", "euro", "hongkong_dollar", "yen", "taiwan_dollar", "swiss_franc"},
    "DimensionModel": {"area", "mass", "length", "volume", "energy", "power", "frequency"},
    "TemperatureModel": {"temperature", "fahrenheit"},
}
ON_PURPOSE: Mapping[str, Sequence[tuple[str, int]]] = {
    "百分点 is a unit of its own, not %: a change in points is no share": [
        ("PercentModel", i) for i in (52, 53, 62, 63, 64, 74, 75, 76, 77, 81, 84, 85, 86)
    ],
    "a lone Chinese digit without counter is a word of the sentence (是一, 五那), not a figure": [
        ("NumberModel", i) for i in (291, 306, 307, 308, 309, 310, 311, 312, 313)
    ],
    "a date is a date, not four numbers": [("NumberModel", 96)],
    "排名前三, 第十和第十五 are ranks": [("NumberModel", 321), ("NumberRangeModelExperimentalMode", 2)],
    "k and M behind a figure are a model's name more often than a multiple": [
        ("NumberModel", 18),
        ("NumberModel", 203),
        ("NumberRangeModel", 50),
    ],
    "一千六点五 may be 1006.5 or 1600.5": [("NumberModel", 220)],
    "比…大, 比…低 are comparisons, no bounds; 四分之一 is read as a share of its own": [
        ("NumberRangeModelExperimentalMode", i) for i in (9, 12, 21)
    ],
    "blanks inside a Chinese numeral or a hedge": [("NumberRangeModelExperimentalMode", i) for i in (10, 19)],
    "间 behind a figure counts rooms (34间); a range ends with 之间": [
        ("NumberRangeModelExperimentalMode", i) for i in (31, 33)
    ],
    "currencies that no report of ours uses": [("CurrencyModel", 11), ("CurrencyModel", 32)],
}


def value(quantity: Quantity) -> Decimal:
    """The value in Microsoft's terms: shares as parts of one."""
    if quantity.kind == "fraction":
        return quantity.terms[0] / quantity.terms[1]
    if quantity.kind == "ratio":
        return quantity.value
    return quantity.value / {"percent": 100, "permille": 1000}.get(quantity.kind, 1)


def same(ours: Decimal, theirs: str) -> bool:
    """Equal, or equal in the digits that they print."""
    expected = Decimal(theirs)
    return ours == expected or abs(ours - expected) <= abs(expected) * Decimal("1e-12")


def number_passes(case: Mapping[str, Any], found: Sequence[Quantity]) -> bool:
    expected = case["expected"]
    if len(expected) != len(found):
        return False
    return all(
        (e["start"], e["end"]) == q.number and same(value(q), e["value"]) for e, q in zip(expected, found, strict=True)
    )


def percent_passes(case: Mapping[str, Any], found: Sequence[Quantity]) -> bool:
    expected = case["expected"]
    shares = [q for q in found if q.dimension in ("share", "point")]
    if len(expected) != len(shares):
        return False
    return all(
        (e["start"], e["end"]) in (q.number, (q.start, q.end))
        and q.kind != "point"
        and same(value(q) * 100, e["value"].rstrip("%"))
        for e, q in zip(expected, shares, strict=True)
    )


def bounds(quantity: Quantity) -> tuple[Decimal | None, Decimal | None]:
    """Lowest and highest value that the words allow; None where they set no bound."""
    number = value(quantity)
    if quantity.upper is not None:
        return number, quantity.upper
    if quantity.hedge in ("at_least", "and_more"):
        return number, None
    if quantity.hedge == "at_most":
        return None, number
    return number, number


def range_passes(case: Mapping[str, Any], found: Sequence[Quantity]) -> bool:
    expected = case["expected"]
    spans = [(e["start"], e["end"]) for e in expected]
    inside = [[q for q in found if a <= q.number[0] and q.number[1] <= b] for a, b in spans]
    for e, quantities in zip(expected, inside, strict=True):
        low, high = (Decimal(part) if part else None for part in e["value"][1:-1].split(","))
        ours = [bounds(q) for q in quantities]
        lows = [a for a, _ in ours if a is not None]
        highs = [b for _, b in ours if b is not None]
        if not quantities or (max(lows) if lows else None) != low or (min(highs) if highs else None) != high:
            return False
    return True


def unit_passes(case: Mapping[str, Any], found: Sequence[Quantity]) -> bool:
    dimensions = UNIT_DIMENSIONS[case["model"]]
    kept = [q for q in found if q.dimension in dimensions]
    expected = case["expected"]
    ours = {(q.start, q.end): q for q in kept}
    return all(
        (q := ours.get((e["start"], e["end"]))) is not None and same(q.value, e["value"]) and q.unit == UNITS[e["unit"]]
        for e in expected
    ) and (bool(expected) or not kept)


def ordinal_passes(case: Mapping[str, Any], loaded: Packs) -> bool:
    return not scan(case["input"], loaded).quantities


def passes(case: Mapping[str, Any], loaded: Packs) -> bool:
    found = scan(case["input"], loaded).quantities
    model = case["model"]
    if model == "NumberModel":
        return number_passes(case, found)
    if model == "PercentModel":
        return percent_passes(case, found)
    if model.startswith("NumberRange"):
        return range_passes(case, found)
    if model == "OrdinalModel":
        return ordinal_passes(case, loaded)
    return unit_passes(case, found)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cases", type=Path)
    parser.add_argument("--failures", action="store_true", help="list every case that fails, with what was found")
    options = parser.parse_args()
    loaded = packs.load()
    cases = json.loads(options.cases.read_text("utf-8"))["cases"]
    chosen = {key: reason for reason, keys in ON_PURPOSE.items() for key in keys}
    passed: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for case in cases:
        model = case["model"].removesuffix("ExperimentalMode")
        total[model] += 1
        if passes(case, loaded):
            passed[model] += 1
        elif options.failures:
            reason = chosen.get((case["model"], case["i"]), "")
            found = [
                (text_of(q, case["input"]), str(q.value), q.unit, q.hedge)
                for q in scan(case["input"], loaded).quantities
            ]
            print(
                case["model"],
                case["i"],
                case["input"][:90],
                "|",
                [(e["text"], e["value"], e["unit"]) for e in case["expected"]],
                "|",
                found,
                reason,
            )
    for model in total:
        print(f"{model:18} {passed[model]:4} of {total[model]:4}  {passed[model] / total[model]:.1%}")
    others = [m for m in total if m not in ("NumberModel", "OrdinalModel")]
    good, of = sum(passed[m] for m in others), sum(total[m] for m in others)
    print(f"percentage, range, age, currency, dimension and temperature: {good} of {of}  {good / of:.1%}")
    failed = {(c["model"], c["i"]) for c in cases if not passes(c, loaded)}
    for reason, keys in ON_PURPOSE.items():
        print(f"on purpose ({len(failed & set(keys))}): {reason}")


def text_of(quantity: Quantity, text: str) -> str:
    """The figure as printed."""
    return text[slice(*quantity.number)]


if __name__ == "__main__":
    main()
