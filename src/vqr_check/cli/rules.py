"""What the command line says about rules: the list, one rule explained, the examples of a pack tried."""

from __future__ import annotations

from collections.abc import Iterator

from vqr_check.config import Config
from vqr_check.examples import examples, report_of, run
from vqr_check.examples import listed as texts
from vqr_check.model import VqrCheckError
from vqr_check.packs import Packs, chosen
from vqr_check.packs.schema import meant
from vqr_check.reporters.run import Run
from vqr_check.reporters.terminal import render
from vqr_check.reporters.words import SEVERITY

KINDS = {"rule": "规则", "role": "角色", "cue": "记号", "pattern": "句式", "flow": "收支"}


def listed(config: Config) -> str:
    """Every rule in a line: code, name, title, and whether it is switched off or has a severity of its own."""
    packs = chosen(config.rules)
    own = {**packs.table("severity"), **dict(config.severity)}
    lines = []
    for code, rule in packs.rules.items():
        off = code in packs.off or not config.wants(code, "")
        severity = own.get(code) or rule.get("severity")
        remark = "（停用）" if off else f"（{SEVERITY[severity]}）" if severity else ""
        lines.append(f"{code}  {rule['name']:<26}  {rule['title']}{remark}")
    return "\n".join(lines) + "\n"


def explained(code: str, config: Config, width: int = 80) -> str:
    """A rule by code or name: its title, reason and remedy, and its examples with what a check says of them.

    Raises ``VqrCheckError`` where there is none.
    """
    packs = chosen(config.rules)
    found = [rule for rule in packs.rules.values() if code.upper() == rule["code"] or code == rule["name"]]
    if not found:
        known = (*packs.rules, *(rule["name"] for rule in packs.rules.values()))
        raise VqrCheckError(f"没有规则 {code}{meant(code.upper(), known)}用 --list-rules 看全部规则。")
    rule = found[0]
    lines = [f"{rule['code']} {rule['name']}  {rule['title']}", "", f"理由  {rule['reason']}", f"改法  {rule['mend']}"]
    if "last_year" in rule:
        lines += ["", "上年报告", *(f"    {line}" for line in rule["last_year"].strip().splitlines())]
    for key, name in (("bad", "反例"), ("good", "正例")):
        for text in texts(rule, key):
            lines += [
                "",
                name,
                *(f"    {line}" for line in text.strip().splitlines()),
                "结果",
                *_said(text, packs, width, rule.get("last_year", "")),
            ]
    return "\n".join(lines) + "\n"


def _said(text: str, packs: Packs, width: int, last_year: str) -> Iterator[str]:
    """What the terminal prints for an example, set in."""
    printed = render(Run((report_of(text, packs, last_year),)), width - 4).rstrip().splitlines()
    yield from (f"    {line}" if line else "" for line in printed)


def tested(name: str, config: Config) -> tuple[str, bool]:
    """The outcome of every example of a pack, "" for the shipped ones, and whether all did as they should."""
    packs = chosen((*config.rules, name) if name else ())
    outcomes = [run(example, packs) for example in examples(packs, own=bool(name))]
    failed = [outcome for outcome in outcomes if outcome.trouble]
    lines = [
        f"{o.example.origin + '：' if o.example.origin else ''}{KINDS[o.example.kind]} {o.example.name}："
        f"{o.trouble}：{' / '.join(o.example.text.strip().splitlines())}"
        for o in failed
    ]
    lines.append(
        f"共试 {len(outcomes)} 个例子，{len(failed)} 个不符。" if failed else f"{len(outcomes)} 个例子全部符合。"
    )
    return "\n".join(lines) + "\n", not failed
