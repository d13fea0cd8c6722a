"""What the command line says about rules."""

from __future__ import annotations

from pathlib import Path

import pytest

from vqr_check.cli import main
from vqr_check.packs import load

OWN = """
off = ["VQR602"]
severity = { VQR503 = "info" }

[[rule]]
code = "ABC001"
name = "own-rule"
title = "自己的规则"
message = "合计{reported}，请核对"
reason = "理由在此。"
mend = "改法在此"
bad = "全年耗材支出120元，用于材料费80元，维修费60元。"
good = "全年耗材支出140元，用于材料费80元，维修费60元。"

[[pattern]]
relation = "sum"
text = '耗材支出{total}，用于材料费{part}，维修费{part}'
rule = "ABC001"
"""
Capture = pytest.CaptureFixture[str]


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "own.toml").write_text(OWN, "utf-8")
    return "own.toml"


def test_every_rule_is_listed_in_a_line(capsys: Capture) -> None:
    assert main(["--list-rules"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == list(load().rules)


def test_the_list_tells_what_a_pack_adds_and_switches_off(own: str, capsys: Capture) -> None:
    main(["--list-rules", "--rules", own])
    lines = {line.split()[0]: line for line in capsys.readouterr().out.splitlines()}
    assert "自己的规则" in lines["ABC001"]
    assert lines["VQR602"].endswith("（停用）")
    assert lines["VQR503"].endswith("（提示）")


def test_a_rule_is_explained_with_what_its_examples_come_to(own: str, capsys: Capture) -> None:
    assert main(["--explain", "abc001", "--rules", own]) == 0
    out = capsys.readouterr().out
    for words in ("理由在此。", "改法在此", "反例", "错误 ABC001", "算得 139～141", "正例", "错误 0  警告 0"):
        assert words in out


def test_a_rule_may_be_called_by_its_name(capsys: Capture) -> None:
    assert main(["--explain", "total-mismatch"]) == 0
    assert capsys.readouterr().out.startswith("VQR201 total-mismatch")


def test_an_unknown_rule_is_refused_with_the_nearest(capsys: Capture) -> None:
    assert main(["--explain", "VQR2001"]) == 2
    assert "没有规则 VQR2001，是不是“VQR201”？" in capsys.readouterr().err


def test_examples_of_a_pack_are_tried(own: str, capsys: Capture) -> None:
    assert main(["--test-rules", own]) == 0
    assert capsys.readouterr().out == "2 个例子全部符合。\n"


def test_an_example_that_fails_is_told_with_its_line(own: str, capsys: Capture) -> None:
    Path(own).write_text(OWN.replace("120元", "140元"), "utf-8")
    assert main(["--test-rules", own]) == 1
    out = capsys.readouterr().out
    assert "own.toml，第 5 行：规则 ABC001：反例没有报出" in out
    assert "共试 2 个例子，1 个不符。" in out


def test_examples_of_the_shipped_packs_are_tried(capsys: Capture) -> None:
    main(["--test-rules"])
    assert "个例子" in capsys.readouterr().out
