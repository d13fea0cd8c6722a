"""How much of what others found in a corpus the reader finds too: python tools/recall_corpus.py CORPUS.

CORPUS holds files/ and truth/SUITE/NAME.txt (words another converter found in NAME), pairs NAME.docx and
NAME-Accepted.docx (tracked changes), and lists LIR….docx whose paragraphs say their own number.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from vqr_check.document import read
from vqr_check.document.numerals import write
from vqr_check.model import Document

WORD = re.compile(r"[^\W_]+")
FORMATS = {"LIR008": "chineseCountingThousand", "LIR009": "chineseCounting", "LIR010": "ideographTraditional"}
FORMATS["LIR017"] = "decimalEnclosedCircle"


def texts(document: Document) -> Iterator[str]:
    """Every text of a document, labels included."""
    for block in document.blocks:
        if block.table is None:
            yield f"{block.label} {block.text}"
        else:
            yield block.table.caption
            yield from (cell.text for cell in block.table.cells)
    yield from (comment.text for comment in document.comments)


def words(text: str) -> Counter[str]:
    """The words of a text; Han characters count one by one."""
    return Counter(
        piece for word in WORD.findall(text) for piece in re.findall(r"[\u3400-\u9fff]|[^\u3400-\u9fff]+", word)
    )


def recall(suite: Path, files: dict[str, Path], verbose: bool) -> None:
    """Print the share of expected words found over all files of a suite."""
    found = expected = 0
    shares = []
    for truth in sorted(suite.glob("*.txt")):
        path = files.get(truth.name.removesuffix(".txt"))
        if path is None:
            print(f"  no file for {truth.name}")
            continue
        want = words(truth.read_text("utf-8"))
        got = words("\n".join(texts(read(path))))
        hit = sum((want & got).values())
        total = sum(want.values())
        found, expected = found + hit, expected + total
        shares.append(hit / total if total else 1.0)
        if verbose and total and hit / total < 0.97:
            print(f"  {hit / total:.3f} of {total} {path.name}: missing {list((want - got).items())[:12]}")
    print(
        f"{suite.name}: {found / expected:.4f} of {expected} words; "
        f"mean of {len(shares)} files {sum(shares) / len(shares):.4f}"
    )


def body(path: Path) -> list[str]:
    """The filled lines of a document, wherever they stand."""
    return [text for text in (t.strip() for t in texts(read(path))) if text]


def main() -> None:
    """Print recall, pairs and lists."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("corpus", type=Path)
    options.add_argument("-v", "--verbose", action="store_true")
    args = options.parse_args()
    files = {p.name: p for p in (args.corpus / "files").rglob("*.docx")}
    for suite in sorted((args.corpus / "truth").iterdir()):
        recall(suite, files, args.verbose)
    pairs = [(p, files[n]) for p in files.values() if (n := p.stem + "-Accepted.docx") in files]
    equal = [p for p, accepted in pairs if body(p) == body(accepted)]
    print(f"tracked changes: {len(equal)} of {len(pairs)} pairs equal")
    for path, accepted in pairs:
        if path not in equal:
            print(f"  differs: {path.name}", *([body(path), body(accepted)] if args.verbose else []))
    originals = [(p, files[n]) for p in files.values() if (n := p.stem + "-Rejected.docx") in files]
    for path, rejected in originals:
        if [t.strip() for t in texts(read(path, revisions="original")) if t.strip()] != body(rejected):
            print(f"  original differs: {path.name}")
    for name, number_format in FORMATS.items():
        path = next((p for n, p in files.items() if n.startswith(name)), None)
        if path is not None:
            lines = [b for b in read(path).blocks if b.text.strip().isdecimal()]
            right = sum(b.label.rstrip("|") == write(int(b.text), number_format) for b in lines)
            print(
                f"{name}: {right} of {len(lines)} labels as their paragraphs' numbers say",
                lines[100:101] and (lines[100].text, lines[100].label),
            )


if __name__ == "__main__":
    main()
