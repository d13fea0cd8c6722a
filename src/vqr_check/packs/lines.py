"""Lines: where in a TOML text each table, key and list item stands, for messages that name the line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

Path = tuple[str | int, ...]

TOKEN = re.compile(
    r'''"""(?:\\.|[^\\])*?"{3,5} | \'{3}.*?\'{3,5}   # texts over several lines
    | "(?:\\.|[^"\\\n])*" | \'[^\'\n]*\'             # texts
    | \#[^\n]* | \n | [ \t\r]+                       # comments and blanks
    | [\[\]{}=,.] | [^\s\[\]{}=,."\'\#]+''',
    re.DOTALL | re.VERBOSE,
)


def line_index(text: str) -> Mapping[Path, int]:
    """The line, from 1, of each path of a TOML text that tomllib reads; keys of inline tables have none."""
    out: dict[Path, int] = {(): 1}
    counts: dict[Path, int] = {}
    table: Path = ()
    for line, tokens in _statements(text):
        if tokens[0][0] == "[":
            double = len(tokens) > 1 and tokens[1][0] == "["
            path: Path = ()
            names = _names([token for token, _ in tokens])
            for name in names[:-1]:
                path = _latest((*path, name), counts)
            path = (*path, names[-1])
            if double:
                counts[path] = counts.get(path, -1) + 1
                out.setdefault(path, line)
                path = (*path, counts[path])
            table = path
            out[table] = line
        else:
            equals = next(k for k, (token, _) in enumerate(tokens) if token == "=")
            key = (*table, *_names([token for token, _ in tokens[:equals]]))
            out[key] = line
            for number, item in enumerate(_items(tokens[equals + 1 :])):
                out[(*key, number)] = item
    return out


def line_of(index: Mapping[Path, int], path: Path) -> int:
    """The line of a path, or of the nearest thing around it that has one."""
    while path not in index:
        path = path[:-1]
    return index[path]


def _latest(path: Path, counts: Mapping[Path, int]) -> Path:
    return (*path, counts[path]) if path in counts else path


def _statements(text: str) -> Iterator[tuple[int, Sequence[tuple[str, int]]]]:
    """Each header or key = value with its line and its tokens, blanks and comments left out."""
    line, depth, held = 1, 0, list[tuple[str, int]]()
    for match in TOKEN.finditer(text):
        token = match[0]
        if token == "\n" and depth == 0 and held:
            yield held[0][1], held
            held = []
        elif not token.isspace() and token[0] != "#":
            held.append((token, line))
            depth += (token in "[{") - (token in "]}")
        line += token.count("\n")
    if held:
        yield held[0][1], held


def _names(tokens: Sequence[str]) -> list[str]:
    return [_plain(token) for token in tokens if token not in ("[", "]", ".")]


def _plain(token: str) -> str:
    import tomllib

    return str(tomllib.loads(f"key = {token}")["key"]) if token[0] in "\"'" else token


def _items(value: Sequence[tuple[str, int]]) -> Iterator[int]:
    """The lines on which the items of a list begin."""
    if not value or value[0][0] != "[":
        return
    depth, fresh = 0, False
    for token, line in value:
        if fresh and depth == 1 and token not in ",]":
            yield line
            fresh = False
        depth += (token in "[{") - (token in "]}")
        if (token == "[" and depth == 1) or (token == "," and depth == 1):
            fresh = True
