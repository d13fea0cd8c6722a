"""Which reports the paths of a run name: files, folders with all below them, and patterns."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator

from vqr_check.record import dataclass

SUFFIX = ".docx"
OWNER = "~$"  # Word's lock files, which bear the name of the report that is open


@dataclass(frozen=True, slots=True)
class Input:
    """A report to check, or a path with the Chinese line that says why there is none."""

    path: str
    trouble: str = ""


def inputs(paths: Iterable[str]) -> Iterator[Input]:
    """The reports that paths name, in the order given; one that several of them name comes once."""
    seen: set[str] = set()
    for path in paths:
        for found in _below(path):
            real = os.path.realpath(found.path)
            if real not in seen:
                seen.add(real)
                yield found


def _below(path: str) -> Iterator[Input]:
    """A file stands for itself; a folder for every .docx below it, and a pattern for every one it fits, by name."""
    if os.path.isdir(path):
        yield from _folder(path)
    elif os.path.lexists(path):
        yield Input(path)
    elif glob.has_magic(path):
        yield from _pattern(path)
    else:
        yield Input(path, f"{path}：没有这个文件，请检查路径。")


def _folder(path: str) -> Iterator[Input]:
    found = False
    for folder, subfolders, names in os.walk(path):
        subfolders.sort()
        for name in sorted(names):
            if _is_report(name):
                found = True
                yield Input(os.path.join(folder, name))
    if not found:
        yield Input(path, f"{path}：文件夹里没有 .docx 报告，请换一个文件夹，或直接给出文件。")


def _pattern(path: str) -> Iterator[Input]:
    found = False
    for name in sorted(glob.iglob(path, recursive=True)):
        if os.path.isdir(name):
            continue
        if _is_report(os.path.basename(name)):
            found = True
            yield Input(name)
    if not found:
        yield Input(path, f"{path}：没有与之相符的 .docx 报告，请检查通配符。")


def _is_report(name: str) -> bool:
    return name.lower().endswith(SUFFIX) and not name.startswith(OWNER)
