"""Throw broken files at the reader: python tools/fuzz_reader.py FOLDER [--cases N] [--seed N] [--seconds N].

Takes the Word files of FOLDER and, case by case, flips bytes of the file or of an inflated part, cuts it, or drops,
moves, doubles, renames or nests nodes of a part's XML and spoils attributes. Only VqrCheckError may escape.
"""

from __future__ import annotations

import argparse
import io
import random
import sys
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path

from lxml import etree

from vqr_check.document import Limits, anchors, parsing, read
from vqr_check.model import VqrCheckError

VALUES = ("", "-1", "0", "1", "9", "99999999999", "x", "\u4e00", "continue", "restart", "begin", "end", "none", "true")
LIMITS = Limits(part_bytes=32 << 20, total_bytes=64 << 20)
SMALL = 400_000  # bytes of a file that takes part; larger ones only slow the run down
Parts = dict[str, bytes]


def parts_of(path: Path | io.BytesIO) -> Parts | None:
    """The parts of a package, None where it is none."""
    try:
        with zipfile.ZipFile(path) as package:
            return {name: package.read(name) for name in package.namelist()}
    except Exception:
        return None


def packed(parts: Parts) -> bytes:
    """A package of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return out.getvalue()


def flipped(data: bytes, chance: random.Random) -> bytes:
    """Some bytes changed, or the end cut off."""
    spoilt = bytearray(data)
    if not spoilt:
        return data
    for _ in range(chance.choice((1, 2, 5, 30))):
        spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
    return bytes(spoilt[: chance.randrange(len(spoilt))] if chance.random() < 0.1 else spoilt)


def spoilt_tree(data: bytes, chance: random.Random) -> bytes:
    """Nodes dropped, moved, doubled, nested or renamed, attributes spoilt or removed, text changed."""
    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, huge_tree=True))
    for _ in range(chance.choice((1, 2, 4, 12))):
        nodes = [node for node in root.iter() if isinstance(node.tag, str)]
        node, other = chance.choice(nodes), chance.choice(nodes)
        match chance.randrange(8):
            case 0 if node is not root:
                node.getparent().remove(node)
            case 1 if node is not root and other not in node.iter():
                other.insert(chance.randint(0, len(other)), node)
            case 2 if node is not root:
                node.addnext(deepcopy(node))
            case 3:
                node.tag = other.tag
            case 4 if node.attrib:
                node.set(chance.choice(list(node.attrib)), chance.choice(VALUES))
            case 5 if node.attrib:
                del node.attrib[chance.choice(list(node.attrib))]
            case 6:
                node.text = chance.choice(VALUES)
            case _:
                if sum(1 for _ in node.iter()) < 500:
                    node.append(deepcopy(node))
    return etree.tostring(root)


def case(parts: Parts, whole: bytes, chance: random.Random) -> bytes:
    """One broken file."""
    kind = chance.random()
    if kind < 0.1:
        return flipped(whole, chance)
    spoilt = dict(parts)
    names = [name for name in parts if name.endswith((".xml", ".rels"))] or list(parts)
    name = chance.choice([*names, *[n for n in names if "document" in n] * 4])
    inner = [name for name in parts if name.endswith((".xlsx", ".docx"))]
    try:
        if inner and chance.random() < 0.3:
            name = chance.choice(inner)
            nested = parts_of(io.BytesIO(parts[name]))
            spoilt[name] = case(nested, parts[name], chance) if nested else flipped(parts[name], chance)
        else:
            spoilt[name] = flipped(parts[name], chance) if kind < 0.25 else spoilt_tree(parts[name], chance)
    except (etree.XMLSyntaxError, ValueError, TypeError):
        spoilt[name] = flipped(parts[name], chance)
    if kind > 0.97:
        spoilt.pop(chance.choice(names), None)
    return packed(spoilt)


def main() -> int:
    """Run the cases, print the tally; fail where another exception than VqrCheckError escapes."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", type=Path)
    options.add_argument("--cases", type=int, default=20_000)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--seconds", type=float, default=float("inf"))
    options.add_argument("--keep", type=Path, help="folder for files that crash the reader")
    args = options.parse_args()
    files = [
        p
        for p in sorted(args.folder.rglob("*"))
        if p.suffix in (".docx", ".docm", ".dotx") and p.stat().st_size < SMALL
    ]
    stock = [(p, parts, p.read_bytes()) for p in files if (parts := parts_of(p))]
    tally: Counter[str] = Counter()
    begin, slowest = time.perf_counter(), 0.0
    readers: tuple[Callable[[io.BytesIO], object], ...] = (
        lambda stream: read(stream, name="x.docx", limits=LIMITS),
        lambda stream: read(stream, name="x.docx", limits=LIMITS, revisions="original"),
        lambda stream: anchors.open_package(stream, name="x.docx", limits=LIMITS),
    )
    for number in range(args.cases):
        chance = random.Random(f"{args.seed}-{number}")
        path, parts, whole = chance.choice(stock)
        data = case(parts, whole, chance)
        parsing.WINDOW = chance.choice((1 << 20, 3000))  # whole, or in many batches
        start = time.perf_counter()
        try:
            chance.choice(readers)(io.BytesIO(data))
            tally["read"] += 1
        except VqrCheckError:
            tally["refused"] += 1
        except Exception:
            tally["crashed"] += 1
            print(f"CRASH case {number} of {path.name}")
            traceback.print_exc(limit=-2)
            if args.keep:
                (args.keep / f"{number}.docx").write_bytes(data)
        slowest = max(slowest, time.perf_counter() - start)
        if time.perf_counter() - begin > args.seconds:
            break
    print(
        f"{sum(tally.values())} cases from {len(stock)} files: {dict(tally)}; slowest {slowest:.2f} s, seed {args.seed}"
    )
    return bool(tally["crashed"])


if __name__ == "__main__":
    sys.exit(main())
