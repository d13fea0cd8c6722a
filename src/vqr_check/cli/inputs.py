"""Which reports the paths of a command line name."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Input:
    """A report to check, or a path with the Chinese line that says why there is none."""

    path: str
    trouble: str = ""


def reports_below(path: str) -> Iterator[Input]:
    """A file stands for itself; a folder for every .docx below it, in order of name, without Word's ~$ files."""
    if not os.path.isdir(path):
        yield Input(path) if os.path.lexists(path) else Input(path, f"{path}：没有这个文件，请检查路径。")
        return
    found = False
    for folder, subfolders, names in os.walk(path):
        subfolders.sort()
        for name in sorted(names):
            if name.lower().endswith(".docx") and not name.startswith("~$"):
                found = True
                yield Input(os.path.join(folder, name))
    if not found:
        yield Input(path, f"{path}：文件夹里没有 .docx 报告，请换一个文件夹，或直接给出文件。")
