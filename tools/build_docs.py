"""Writes docs/rules.md from the packs.

python tools/build_docs.py            writes it
python tools/build_docs.py --check    writes nothing; exits with 1 where it is stale
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from vqr_check.examples import listed
from vqr_check.packs import load

PAGE = Path(__file__).resolve().parent.parent / "docs" / "rules.md"
FIRST = {
    "0": "文档",
    "1": "前后一致",
    "2": "合计与分项",
    "3": "占比与增减",
    "4": "单位与时期",
    "5": "排序与不可能的数值",
    "6": "结构",
}
SEVERITY = {"error": "错误", "warning": "警告", "info": "提示"}
STRENGTH = "错误或警告，看证据的强弱"


def page() -> str:
    """The page of all rules, in the order of their codes."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    rules = load().rules
    yield "# 规则"
    yield ""
    yield "由 `tools/build_docs.py` 从 `rules/*.toml` 生成，请勿手改。`vqr-check --explain 代码` 另外印出例子的结果。"
    yield ""
    yield "| 代码 | 名称 | 标题 |"
    yield "|---|---|---|"
    for code, rule in rules.items():
        yield f"| [{code}](#{code.lower()}) | `{rule['name']}` | {rule['title']} |"
    group = ""
    for code, rule in rules.items():
        if code[3] != group:
            group = code[3]
            yield ""
            yield f"## {FIRST[group]}"
        yield from _rule(code, rule)


def _rule(code: str, rule: Mapping[str, Any]) -> Iterator[str]:
    yield ""
    yield f'### <a id="{code.lower()}"></a>{code} {rule["title"]}'
    yield ""
    yield f"- 名称：`{rule['name']}`；级别：{SEVERITY.get(rule.get('severity', ''), STRENGTH)}"
    yield f"- 说法：{rule['message']}"
    yield f"- 理由：{rule['reason']}"
    yield f"- 改法：{rule['mend']}"
    for key, name in (("bad", "反例"), ("good", "正例")):
        for text in listed(rule, key):
            yield ""
            yield f"{name}："
            yield ""
            yield "```text"
            yield text.strip()
            yield "```"


def run(arguments: list[str]) -> int:
    """Do what the arguments say; the exit status."""
    if arguments == ["--check"]:
        fresh = PAGE.is_file() and PAGE.read_text("utf-8") == page()
        print("docs/rules.md is up to date" if fresh else "docs/rules.md is stale: run python tools/build_docs.py")
        return 0 if fresh else 1
    PAGE.write_text(page(), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
