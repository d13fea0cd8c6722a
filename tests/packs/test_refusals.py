"""What a pack may not hold is refused with file, line and what is meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from vqr_check import VqrCheckError
from vqr_check.cli import main
from vqr_check.packs import chosen

RULE = """
[[rule]]
code = "ABC001"
name = "own-rule"
relation = "share"
title = "题"
message = "占比{reported}，请核对"
reason = "理"
mend = "改"
"""
REFUSED = {
    "an unknown table": ("\n[[indicater]]\nname = 'a'\n", 2, "不认识“indicater”，是不是“indicator”？"),
    "a table of the shipped packs": ("[numbers.digits]\n'0' = '零'\n", 1, "不认识“numbers”"),
    "an unknown key": (RULE.replace("title", "titel"), 6, "不认识“titel”，是不是“title”？"),
    "a missing key": (RULE.replace("mend", "bad"), 2, "缺少“mend”"),
    "a key of the wrong type": ("off = 'VQR201'", 1, "“off”要写成列表"),
    "an empty text": (RULE.replace('"改"', '""'), 9, "“mend”不能是空的"),
    "an unknown relation": (RULE.replace("share", "shares"), 5, "“relation”不能是“shares”，是不是“share”？"),
    "a code without digits": (RULE.replace("ABC001", "ABC"), 3, "不合规定的写法"),
    "the shipped prefix": (RULE.replace("ABC001", "VQR901"), 3, "用了内置规则的前缀 VQR"),
    "a code that stands twice": (RULE + RULE, 12, "ABC001 在本包里用了两次"),
    "a word that no message knows": (
        RULE.replace("{reported}", "{reportd}"),
        7,
        "{reportd} 不认识，是不是“reported”？",
    ),
    "a brace that is not closed": (RULE.replace("{reported}", "{reported"), 7, "大括号没有成对"),
    "an unknown severity": (RULE + 'severity = "fatal"\n', 10, "不能是“fatal”"),
    "an unknown rule to switch off": ('off = [\n  "VQR201",\n  "VQR299",\n]', 3, "没有规则 VQR299，是不是“VQR"),
    "an unknown rule to grade": ('[severity]\nVQR222 = "info"', 2, "没有规则 VQR222"),
    "an unknown rule of an indicator": (
        "[[indicator]]\nname = '甲'\nformula = '乙 ÷ 丙'\nrule = 'ABC009'",
        4,
        "没有规则 ABC009",
    ),
    "a formula of one term": ("[[indicator]]\nname = '甲'\nformula = '乙'", 3, "算式“乙”要写成 A ÷ B"),
    "a formula of mixed signs": ("[[indicator]]\nname = '甲'\nformula = '乙 + 丙 ÷ 丁'", 3, "要写成 A ÷ B"),
    "a formula that names a term twice": ("[[indicator]]\nname = '甲'\nformula = '乙 ÷ 乙'", 3, "同一个指标写了两次"),
    "an unknown role": ("[[role]]\nname = 'shares'\nbefore = '占'", 2, "没有叫“shares”的数字角色，是不是“share”？"),
    "an unknown cue": ("[[cue]]\nname = 'totl'\nbefore = '共'", 2, "没有叫“totl”的记号，是不是“total”？"),
    "an unknown kind of number": ("[[role]]\nname = 'share'\nkinds = ['percentage']", 3, "是不是“percent”？"),
    "a wrong regular expression": ("[[role]]\nname = 'share'\nbefore = '占('", 3, "正则表达式写错了"),
    "an unknown word in braces": ("[[role]]\nname = 'share'\nbefore = '{upp}'", 3, "{upp} 不认识，是不是“up”？"),
    "a pattern without a role": ("[[pattern]]\nrelation = 'sum'\ntext = '共{total}'", 3, "句式里没有 {part}"),
    "an unknown vocabulary": ("[vocabulary]\nups = ['增']", 2, "没有叫“ups”的词组，是不是“up”？"),
    "a breakdown of one part": ("[[partition]]\nname = '甲'\nparts = [['乙']]", 3, "“parts”至少要有 2 项"),
    "no TOML at all": ("[[rule]]\ncode = ABC", 2, "不是正确的 TOML"),
}


def refusal(text: str, folder: Path) -> str:
    path = folder / "own.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(VqrCheckError) as caught:
        chosen((str(path),))
    return str(caught.value).removeprefix(str(path))


@pytest.mark.parametrize("what", REFUSED)
def test_a_pack_is_refused_for(what: str, tmp_path: Path) -> None:
    text, line, words = REFUSED[what]
    said = [found for found in refusal(text, tmp_path).splitlines() if words in found]
    assert [found.partition("，")[2].startswith(f"第 {line} 行：") for found in said] == [True]


def test_every_problem_of_a_pack_is_told_at_once(tmp_path: Path) -> None:
    assert refusal(RULE.replace("title", "titel").replace("mend", "mand"), tmp_path).count("第 ") == 4


def test_a_code_of_another_pack_is_refused(tmp_path: Path) -> None:
    for name in ("one.toml", "two.toml"):
        (tmp_path / name).write_text(RULE, "utf-8")
    with pytest.raises(VqrCheckError, match=r"two\.toml，第 3 行：ABC001 已被另一个规则包使用"):
        chosen((str(tmp_path / "one.toml"), str(tmp_path / "two.toml")))


def test_an_unknown_name_is_refused_with_the_nearest() -> None:
    with pytest.raises(VqrCheckError, match="没有这个规则包，是不是“vocational”？"):
        chosen(("vocatonal",))


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(VqrCheckError, match=r"none\.toml：没有这个规则包，请检查路径"):
        chosen((str(tmp_path / "none.toml"),))


def test_a_pack_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    (tmp_path / "gbk.toml").write_bytes("# 规则".encode("gbk"))
    with pytest.raises(VqrCheckError, match="不是 UTF-8 编码"):
        chosen((str(tmp_path / "gbk.toml"),))


def test_the_command_line_exits_with_2_and_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "own.toml"
    path.write_text("\nofff = []\n", "utf-8")
    assert main(["--rules", str(path), "any.docx"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err == f"vqr-check: {path}，第 2 行：不认识“offf”，是不是“off”？\n"
