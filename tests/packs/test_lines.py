"""The lines of a TOML text."""

from __future__ import annotations

import pytest

from vqr_check.packs.lines import line_index, line_of
from vqr_check.packs.loading import BUILT_IN, data_of, shipped

TEXT = '''# a remark with [brackets] and = signs
top = "a # b = [c]"
list = [
  "one",  # 1
  "two]",
]
[table]
"quoted key" = 1
inner.deep = { a = 1, b = [2] }
long = """
[[not.a.header]]
x = 1
"""
[[entry]]
name = 'first'
[[entry]]
name = 'second'
[[entry.part]]
name = 'of the second'
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("top",), 2), (("list",), 3), (("list", 0), 4), (("list", 1), 5), (("table",), 7),
        (("table", "quoted key"), 8), (("table", "inner", "deep"), 9), (("table", "long"), 10), (("entry", 0), 14),
        (("entry", 0, "name"), 15), (("entry", 1), 16), (("entry", 1, "name"), 17), (("entry", 1, "part", 0), 18),
        (("entry", 1, "part", 0, "name"), 19),
    ],
)  # fmt: skip
def test_a_path_has_its_line(path: tuple[str | int, ...], line: int) -> None:
    assert line_index(TEXT)[path] == line


def test_what_has_no_line_has_that_of_what_is_around_it() -> None:
    assert line_of(line_index(TEXT), ("table", "inner", "deep", "a")) == 9
    assert line_of(line_index(TEXT), ("nothing",)) == 1


def paths(value: object, at: tuple[str | int, ...] = ()) -> set[tuple[str | int, ...]]:
    """The tables and keys of data, but what inline tables and lists hold."""
    if isinstance(value, dict):
        return {at}.union(*(paths(item, (*at, key)) for key, item in value.items()))
    return {at}


@pytest.mark.parametrize("name", BUILT_IN)
def test_every_key_of_the_shipped_packs_has_a_line_that_names_it(name: str) -> None:
    source = shipped(name)
    assert source is not None
    index, lines = line_index(source.text), source.text.splitlines()
    for path in paths(data_of(source)):
        if path and path in index:
            assert str(path[-1]) in lines[index[path] - 1]
    leaves = {path for path in paths(data_of(source)) if len(path) == 2}
    assert {path for path in leaves if path in index} >= {p for p in leaves if not source.text.count(f"[{p[0]}.{p[1]}")}
