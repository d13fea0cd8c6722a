"""Scores the number scanner on labelled mentions: span, value and unit right together.

    python benchmarks/numbers_mentions.py MENTIONS.json TEXT [--misses]

MENTIONS.json holds "quantities" (start, end, value, unit, optionally "modifier": hedge words that the label's
span includes), "optional" (scored neither way) and "non_quantities" (start, end), all in code points of TEXT.
Several pairs of files may be given.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from vqr_check import packs
from vqr_check.model import Quantity
from vqr_check.quantities import scan
from vqr_check.quantities.units import lookup


def wanted(label: Mapping[str, Any], text: str) -> tuple[int, int, Fraction, str]:
    """Span, value and canonical unit of a labelled mention, its hedge words left aside."""
    end = label["end"]
    modifier = label.get("modifier", "")
    if modifier and text[label["start"] : end].endswith(modifier):
        end -= len(modifier)
    unit = lookup(label["unit"] or "")
    name = unit.name if unit else (label["unit"] or "")
    value = Fraction(str(label["value"]))
    return label["start"], end, value, name


def got(quantity: Quantity) -> tuple[int, int, Fraction, str]:
    """The same of a scanned quantity; a fraction or ratio is worth the quotient of its terms and has no unit."""
    if quantity.kind in ("fraction", "ratio"):
        return quantity.start, quantity.end, Fraction(quantity.terms[0]) / Fraction(quantity.terms[1]), ""
    return quantity.start, quantity.end, Fraction(quantity.value), quantity.unit


def read(path: Path) -> str:
    """The text with its line ends untouched, for the offsets count them."""
    with path.open(encoding="utf-8", newline="") as file:
        return file.read()


def pairs(names: list[str]) -> Iterator[tuple[Path, Path]]:
    """The files two by two."""
    return zip(map(Path, names[::2]), map(Path, names[1::2]), strict=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", help="MENTIONS.json TEXT, two by two")
    parser.add_argument(
        "--misses", action="store_true", help="list what is missed, what is wrongly found and the refusals broken"
    )
    options = parser.parse_args()
    hits = missed = false = broken = 0
    loaded = packs.load()
    for labels, source in pairs(options.files):
        data, text = json.loads(labels.read_text("utf-8")), read(source)
        expected = {wanted(label, text): label for label in data["quantities"]}
        found = {got(quantity): quantity for quantity in scan(text, loaded).quantities}
        spared = [(o["start"], o["end"]) for o in data.get("optional", ())]
        extra = [
            q
            for key, q in found.items()
            if key not in expected and not any(a < q.end and q.start < b for a, b in spared)
        ]
        hits += len(expected.keys() & found.keys())
        missed += len(expected.keys() - found.keys())
        false += len(extra)
        refused = [
            o
            for o in data.get("non_quantities", ())
            if any(o["start"] < q.end and q.start < o["end"] for q in found.values())
        ]
        broken += len(refused)
        if options.misses:
            for key in sorted(expected.keys() - found.keys()):
                print(
                    "missed  ",
                    text[max(0, key[0] - 12) : key[1] + 8].replace("\n", "⏎"),
                    Decimal(key[2].numerator) / key[2].denominator,
                    key[3],
                )
            for q in extra:
                print("false   ", text[max(0, q.start - 12) : q.end + 8].replace("\n", "⏎"), q.literal, q.value, q.unit)
            for o in refused:
                print("refusal ", text[max(0, o["start"] - 12) : o["end"] + 8].replace("\n", "⏎"))
    precision, recall = Fraction(hits, hits + false), Fraction(hits, hits + missed)
    score = 2 * precision * recall / (precision + recall)
    print(f"mentions {hits + missed}  hits {hits}  missed {missed}  false {false}  refusals broken {broken}")
    print(f"precision {float(precision):.4f}  recall {float(recall):.4f}  F1 {float(score):.4f}")


if __name__ == "__main__":
    main()
