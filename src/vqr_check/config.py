"""Settings: what a reviewer asks of the checker, from vqr-check.toml or pyproject.toml nearest to the document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from fnmatch import fnmatch
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any

from vqr_check.model import PRINTED, Precision, Severity, VqrCheckError
from vqr_check.packs import folder
from vqr_check.packs.lines import line_index, line_of
from vqr_check.packs.loading import Source, data_of, read
from vqr_check.packs.schema import problems
from vqr_check.record import dataclass

FILE, PROJECT, SECTION = "vqr-check.toml", "pyproject.toml", "vqr-check"
TOOLS = re.compile(r"""^\s*(?:\[.*vqr-check|\[\s*["']?tool["']?\s*\]|["']?tool["']?\s*[.=])""", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Config:
    """What to check, what to report, and how gravely; the defaults report everything as it stands.

    ``select`` and ``ignore`` hold codes or their beginnings (VQR3). ``rules`` names packs by name or path,
    ``baseline`` is the path of a baseline file, "" for none. ``fail_on`` is for the command line alone.
    """

    select: tuple[str, ...] = ()  # empty: every rule
    ignore: tuple[str, ...] = ()
    fail_on: str = "error"
    severity: tuple[tuple[str, Severity], ...] = ()
    per_file_ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()
    rules: tuple[str, ...] = ()
    baseline: str = ""
    precision: Precision = PRINTED
    source: str = ""  # the file that it was read from

    @classmethod
    def read(cls, path: str | Path) -> Config:
        """The settings of a file; paths in it count from its folder.

        Raises ``VqrCheckError`` with a Chinese line for each problem: file, line, what is meant.
        """
        path = Path(path)
        source = Source(path.stem, str(path), read(path, str(path), "设置文件"))
        data = data_of(source)
        at: tuple[str | int, ...] = ()
        if path.name == PROJECT:
            at = ("tool", SECTION)
            data = data.get("tool", {}).get(SECTION, {})
        found = list(problems(data, _schema(), _schema(), at))
        if found:
            index = line_index(source.text)
            placed = sorted((line_of(index, problem.path), problem.message) for problem in found)
            raise VqrCheckError("\n".join(f"{path}，第 {line} 行：{message}" for line, message in placed))
        return _config(data, path)

    @classmethod
    def near(cls, document: str | Path) -> Config:
        """The settings nearest to a document, upwards from its folder; the defaults where there are none."""
        return _nearest(Path(document).absolute().parent)

    def ignored(self, path: str) -> tuple[str, ...]:
        """The codes that are not reported of this document."""
        name = PurePosixPath(Path(path).as_posix())
        found = [*self.ignore]
        for pattern, codes in self.per_file_ignores:
            if fnmatch(name.name, pattern) or name.match(pattern):
                found += codes
        return tuple(found)

    def wants(self, code: str, path: str) -> bool:
        """Whether a rule is to be reported of this document."""
        if self.select and not code.startswith(self.select):
            return False
        return not code.startswith(self.ignored(path) or ("\0",))


@cache
def _schema() -> Mapping[str, Any]:
    import json

    found: Mapping[str, Any] = json.loads((folder() / "config.schema.json").read_text("utf-8"))
    return found


def _candidates(place: Path) -> Iterator[Path]:
    for here in (place, *place.parents):
        yield here / FILE
        yield here / PROJECT


def _nearest(place: Path) -> Config:
    for path in _candidates(place):
        if not path.is_file():
            continue
        if path.name == FILE or SECTION in _tools(path):
            return Config.read(path)
    return Config()


def _tools(path: Path) -> Mapping[str, Any]:
    """The tools that a pyproject.toml sets up; one that cannot be read is somebody else's concern.

    Reading TOML takes as long as reading a report, so a project without a table for this tool is told by its text.
    """
    try:
        text = read(path, str(path), "设置文件")
        found = data_of(Source(path.stem, str(path), text)).get("tool", {}) if TOOLS.search(text) else {}
    except VqrCheckError:
        return {}
    return found if isinstance(found, dict) else {}


def _config(data: Mapping[str, Any], path: Path) -> Config:
    folder_of = path.parent
    return Config(
        select=tuple(data.get("select", ())),
        ignore=tuple(data.get("ignore", ())),
        fail_on=data.get("fail-on", "error"),
        severity=tuple(data.get("severity", {}).items()),
        per_file_ignores=tuple((name, tuple(codes)) for name, codes in data.get("per-file-ignores", {}).items()),
        rules=tuple(_from(folder_of, name) for name in data.get("rules", ())),
        baseline=str(folder_of / data["baseline"]) if "baseline" in data else "",
        precision=Precision(data.get("rounding", "either"), Decimal(data.get("tolerance", 0))),
        source=str(path),
    )


def _from(place: Path, name: str) -> str:
    """A pack's path from the folder of the settings; a name of a shipped pack as it is."""
    return str(place / name) if name.endswith(".toml") else name
