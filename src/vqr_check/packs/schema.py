"""Schema: checks data against the part of JSON Schema that packs and settings are described in, in Chinese."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from vqr_check.packs.lines import Path
from vqr_check.record import dataclass

TYPES: Mapping[str, tuple[str, tuple[type, ...]]] = {
    "object": ("表", (dict,)),
    "array": ("列表", (list,)),
    "string": ("文字", (str,)),
    "integer": ("整数", (int,)),
    "number": ("数字", (int, Decimal)),
    "boolean": ("true 或 false", (bool,)),
}
SHOWN = 24  # names offered where nothing is close


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that a file may not hold: where it stands, and a Chinese line that says what is wrong."""

    path: Path
    message: str


def meant(word: str, known: Iterable[str]) -> str:
    """The end of a message about an unknown word: the nearest known one, or those that there are."""
    from difflib import get_close_matches

    names = sorted(set(known))
    near = get_close_matches(word, names, 1)
    if near:
        return f"，是不是“{near[0]}”？"
    return f"，可以是：{'、'.join(names[:SHOWN])}{'……' if len(names) > SHOWN else ''}"


def problems(value: Any, schema: Mapping[str, Any], root: Mapping[str, Any], path: Path = ()) -> Iterator[Problem]:
    """What of a value the schema does not allow; ``root`` is the whole schema, which ``$ref`` refers to."""
    if "$ref" in schema:
        schema = root["$defs"][str(schema["$ref"]).rpartition("/")[2]]
    if "enum" in schema and value not in schema["enum"]:
        names = [str(name) for name in schema["enum"]]
        yield Problem(path, f"“{_called(path)}”不能是“{value}”{meant(str(value), names)}")
        return
    kinds = schema.get("type", ())
    kinds = [kinds] if isinstance(kinds, str) else kinds
    if kinds and not any(_is(value, kind) for kind in kinds):
        yield Problem(path, f"“{_called(path)}”要写成{'或'.join(TYPES[kind][0] for kind in kinds)}")
    elif isinstance(value, str):
        yield from _text(value, schema, path)
    elif isinstance(value, list):
        if len(value) < schema.get("minItems", 0):
            yield Problem(path, f"“{_called(path)}”至少要有 {schema['minItems']} 项")
        for number, item in enumerate(value):
            yield from problems(item, schema.get("items", {}), root, (*path, number))
    elif isinstance(value, dict):
        yield from _table(value, schema, root, path)
    elif isinstance(value, int | Decimal) and "minimum" in schema and value < schema["minimum"]:
        yield Problem(path, f"“{_called(path)}”不能小于 {schema['minimum']}")


def _text(value: str, schema: Mapping[str, Any], path: Path) -> Iterator[Problem]:
    if len(value) < schema.get("minLength", 0):
        yield Problem(path, f"“{_called(path)}”不能是空的")
    elif "pattern" in schema and not re.search(schema["pattern"], value):
        yield Problem(path, f"“{_called(path)}”写作“{value}”，不合规定的写法 {schema['pattern']}")


def _table(
    value: Mapping[str, Any], schema: Mapping[str, Any], root: Mapping[str, Any], path: Path
) -> Iterator[Problem]:
    known: Mapping[str, Any] = schema.get("properties", {})
    for key in schema.get("required", ()):
        if key not in value:
            yield Problem(path, f"“{_called(path)}”缺少“{key}”")
    other = schema.get("additionalProperties", {})
    for key, item in value.items():
        if key in known:
            yield from problems(item, known[key], root, (*path, key))
        elif other is False:
            yield Problem((*path, key), f"不认识“{key}”{meant(key, known)}")
        else:
            yield from problems(item, other, root, (*path, key))


def _is(value: Any, kind: str) -> bool:
    return isinstance(value, TYPES[kind][1]) and (kind == "boolean" or not isinstance(value, bool))


def _called(path: Path) -> str:
    """What a message calls a place: its nearest name."""
    names = [step for step in path if isinstance(step, str)]
    return names[-1] if names else "文件"
