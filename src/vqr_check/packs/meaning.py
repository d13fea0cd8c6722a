"""Meaning: refuses a pack that the schema allows and yet cannot work, with file, line and what is meant."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from string import Formatter
from typing import Any

import regex

from vqr_check.arithmetic import ROLES
from vqr_check.model import Rule, VqrCheckError
from vqr_check.packs.formulas import FormulaError, parse
from vqr_check.packs.lines import line_index, line_of
from vqr_check.packs.loading import Source, folder
from vqr_check.packs.pack import Packs
from vqr_check.packs.schema import Problem, meant, problems
from vqr_check.packs.timed import WORD

OWN = "VQR"  # the prefix of the shipped rules
SAID = ("reported", "computed", "difference", "items", "listed")  # what any message may name


@cache
def schema() -> Mapping[str, Any]:
    """What a user's pack may hold, as JSON Schema."""
    import json

    found: Mapping[str, Any] = json.loads((folder() / "pack.schema.json").read_text("utf-8"))
    return found


def refuse_wrong(source: Source, data: Mapping[str, Any], known: Packs) -> None:
    """Raise ``VqrCheckError`` with every problem of a pack; ``known`` are the packs before it."""
    found = list(problems(data, schema(), schema())) or list(_meaning(data, known))
    if found:
        index = line_index(source.text)
        placed = sorted((line_of(index, problem.path), problem.message) for problem in found)
        raise VqrCheckError("\n".join(f"{source.shown}，第 {line} 行：{message}" for line, message in placed))


def refuse_wrong_rule(rule: Rule, known: Packs) -> None:
    """Raise ``VqrCheckError`` for a rule written in Python that has no code, or one that is taken."""
    pattern = schema()["$defs"]["code"]["pattern"]
    for message in _code(rule.code, known) if regex.fullmatch(pattern, rule.code) else (f"代码要合 {pattern}",):
        raise VqrCheckError(f"规则 {rule.code}：{message}")


def _meaning(data: Mapping[str, Any], known: Packs) -> Iterator[Problem]:
    for number, rule in enumerate(data.get("rule", ())):
        here = ("rule", number)
        for message in _code(rule["code"], known):
            yield Problem((*here, "code"), message)
        if [other["code"] for other in data["rule"][:number]].count(rule["code"]):
            yield Problem((*here, "code"), f"{rule['code']} 在本包里用了两次")
        for message in _message(rule):
            yield Problem((*here, "message"), message)
    codes = {*known.rules, *(rule["code"] for rule in data.get("rule", ()))}
    for path, code in _references(data):
        if code not in codes:
            yield Problem(path, f"没有规则 {code}{meant(code, codes)}")
    for key in ("role", "cue"):
        names = {entry["name"] for entry in known.entries(key)} | ({"level"} if key == "role" else set())
        for number, entry in enumerate(data.get(key, ())):
            if entry["name"] not in names:
                yield Problem(
                    (key, number, "name"), f"没有叫“{entry['name']}”的{WHAT[key]}{meant(entry['name'], names)}"
                )
    words = {**known.table("vocabulary"), **data.get("vocabulary", {})}
    for name in data.get("vocabulary", ()):
        if name not in known.table("vocabulary"):
            yield Problem(("vocabulary", name), f"没有叫“{name}”的词组{meant(name, known.table('vocabulary'))}")
    yield from _patterns(data, words)
    for number, entry in enumerate(data.get("indicator", ())):
        try:
            parse(entry["formula"])
        except FormulaError as error:
            yield Problem(("indicator", number, "formula"), str(error))


WHAT = {"role": "数字角色", "cue": "记号"}


def _code(code: str, known: Packs) -> Iterator[str]:
    if code.startswith(OWN):
        yield f'{code} 用了内置规则的前缀 {OWN}，请用自己的前缀；要停用内置规则，写 off = ["{code}"]'
    elif code in known.rules:
        yield f"{code} 已被另一个规则包使用，请换一个代码"


def _message(rule: Mapping[str, Any]) -> Iterator[str]:
    roles = ROLES[rule["relation"]] if "relation" in rule else {role for names in ROLES.values() for role in names}
    allowed = {*SAID, *roles, *(f"{role}_name" for role in roles)}
    try:
        names = [name for _, name, _, _ in Formatter().parse(rule["message"]) if name is not None]
    except ValueError:
        yield "大括号没有成对"
        return
    for name in names:
        if name not in allowed:
            yield f"message 里的 {{{name}}} 不认识{meant(name, allowed)}"


def _references(data: Mapping[str, Any]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    yield from ((("off", n), code) for n, code in enumerate(data.get("off", ())))
    yield from ((("severity", code), code) for code in data.get("severity", ()))
    for key in ("indicator", "pattern", "flow"):
        yield from (((key, n, "rule"), entry["rule"]) for n, entry in enumerate(data.get(key, ())) if "rule" in entry)


def _patterns(data: Mapping[str, Any], words: Mapping[str, Any]) -> Iterator[Problem]:
    """The regular expressions of a pack that cannot be compiled, or name words and roles that there are not."""
    for key, fields in (
        ("role", ("before", "after", "host")),
        ("cue", ("before", "after")),
        ("order", ("cue",)),
        ("bound", ("whole", "part")),
    ):
        for number, entry in enumerate(data.get(key, ())):
            for field in fields:
                if field in entry:
                    yield from _pattern((key, number, field), entry[field], set(words))
    for number, entry in enumerate(data.get("flow", ())):
        for role in ("opening", "inflow", "outflow", "closing"):
            for place, text in enumerate(entry.get(role, ())):
                yield from _pattern(("flow", number, role, place), text, set(words))
        if "unless" in entry:
            yield from _pattern(("flow", number, "unless"), entry["unless"], set(words))
    for number, entry in enumerate(data.get("pattern", ())):
        path, roles = ("pattern", number, "text"), ROLES[entry["relation"]]
        yield from _pattern(path, entry["text"], {*words, *roles})
        named = WORD.findall(entry["text"])
        for role in roles:
            if role not in named:
                yield Problem(path, f"句式里没有 {{{role}}}：{entry['relation']} 关系要写出{'、'.join(roles)}的位置")


def _pattern(path: tuple[str | int, ...], text: str, names: set[str]) -> Iterator[Problem]:
    for name in WORD.findall(text):
        if name not in names:
            yield Problem(path, f"{{{name}}} 不认识{meant(name, names)}")
    try:
        regex.compile(WORD.sub("(?:x)", text))
    except regex.error as error:
        yield Problem(path, f"正则表达式写错了（{error}）")
