"""Read every file of a folder and say what happened: python tools/read_corpus.py FOLDER [--slow SECONDS]."""

from __future__ import annotations

import argparse
import sys
import time
import traceback
import zipfile
from pathlib import Path

from vqr_check.document import read
from vqr_check.model import VqrCheckError


def is_word(path: Path) -> bool:
    """Whether the file is a Word document at all: a zip that opens and has a main part."""
    try:
        with zipfile.ZipFile(path) as package:
            return any(name.lower().startswith("word/document") for name in package.namelist())
    except Exception:
        return False


def main() -> int:
    """Print refused files with their lines, then the tally; fail where anything but VqrCheckError escapes."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", type=Path)
    options.add_argument("--slow", type=float, default=5)
    args = options.parse_args()
    files = sorted(p for p in args.folder.rglob("*") if p.is_file())
    opened = word = word_opened = crashes = 0
    slowest = (0.0, "")
    for path in files:
        begin = time.perf_counter()
        fine = is_word(path)
        word += fine
        try:
            read(path, name=path.name)
            opened += 1
            word_opened += fine
        except VqrCheckError as error:
            print(("  Word  " if fine else "        ") + str(error))
            crashes += "\n" in str(error)  # one line only
        except Exception:
            crashes += 1
            print(f"CRASH {path}")
            traceback.print_exc(limit=-3)
        spent = time.perf_counter() - begin
        slowest = max(slowest, (spent, path.name))
        if spent > args.slow:
            print(f"SLOW {spent:.1f} s {path.name}")
    print(f"{len(files)} files, {opened} read, {crashes} crashes; slowest {slowest[0]:.2f} s ({slowest[1]})")
    print(f"Word documents: {word_opened} of {word} read ({word_opened / max(word, 1):.1%})")
    return bool(crashes)


if __name__ == "__main__":
    sys.exit(main())
