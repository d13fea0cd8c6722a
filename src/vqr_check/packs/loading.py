"""Loading: finds packs by name or path and reads their text; TOML that cannot be read is refused with its line."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from typing import Any

from vqr_check.model import VqrCheckError
from vqr_check.packs.schema import meant
from vqr_check.record import dataclass

BUILT_IN = (
    "core",
    "document",
    "numbers",
    "nouns",
    "sentences",
    "tables",
    "flows",
    "previous",
    "vocational",
    "breakdowns",
)
LARGEST = 4 * 1024 * 1024  # bytes of a pack or settings file


@dataclass(frozen=True, slots=True)
class Source:
    """A TOML file as text, with what messages call it."""

    name: str
    shown: str
    text: str


def folder() -> Path:
    """Where the shipped packs are: beside the modules in a wheel, at the top of a checkout."""
    here = Path(__file__).resolve().parent.parent
    inside = here / "rules"
    return inside if inside.is_dir() else here.parent.parent / "rules"


def shipped(name: str) -> Source | None:
    """The shipped pack of this name; None where there is none."""
    path = folder() / f"{name}.toml"
    return Source(name, f"rules/{name}.toml", path.read_text("utf-8")) if path.is_file() else None


def find(name: str) -> Source | None:
    """The pack that a user names: a path, or a shipped pack that is not always on; None for one that is.

    Raises ``VqrCheckError`` where there is none.
    """
    if name in BUILT_IN:
        return None
    path = Path(name)
    if path.suffix == ".toml" or path.is_file():
        return Source(path.stem, name, read(path, name, "规则包"))
    found = shipped(name) if path.name == name else None
    if found is None:
        known = [other.stem for other in folder().glob("*.toml")]
        raise VqrCheckError(f"--rules {name}：没有这个规则包{meant(name, known)}自己的规则包请写出路径（.toml 文件）。")
    return found


def read(path: Path, shown: str, kind: str) -> str:
    """The text of a file; raises ``VqrCheckError`` where there is none to be read."""
    try:
        if path.stat().st_size > LARGEST:
            raise VqrCheckError(f"{shown}：{kind}过大（超过 4 MB），请检查是不是选错了文件。")
        return path.read_text("utf-8-sig")
    except FileNotFoundError:
        raise VqrCheckError(f"{shown}：没有这个{kind}，请检查路径。") from None
    except UnicodeDecodeError:
        raise VqrCheckError(f"{shown}：{kind}不是 UTF-8 编码，请另存为 UTF-8 再试。") from None
    except OSError as error:
        raise VqrCheckError(f"{shown}：{kind}读不出来（{error.strerror}）。") from None


def data_of(source: Source) -> dict[str, Any]:
    """The data of a TOML text, numbers as int or Decimal; raises ``VqrCheckError`` with the line."""
    import tomllib  # not where what was made of the packs is kept

    try:
        return tomllib.loads(source.text.replace("\r\n", "\n"), parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+)", str(error))
        line = int(found[1]) if found else source.text.count("\n") + 1
        reason = str(error).partition(" (at")[0]
        raise VqrCheckError(
            f"{source.shown}，第 {line} 行：不是正确的 TOML（{reason}），请检查引号、括号和等号。"
        ) from None
