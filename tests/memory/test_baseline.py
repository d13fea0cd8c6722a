"""The baseline: what has been settled stays settled until a figure changes."""

from __future__ import annotations

import io
import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from report_text import build

from vqr_check import Config, Report, VqrCheckError, check
from vqr_check.cli import main
from vqr_check.memory import Baseline, baseline, write

TEXT = """
## 一、规模
学校现有学生1000人，其中男生460人，占学生总数的48%。
## 二、专业
@ 表1 各专业学生
| 专业 | 人数 |
|---|---|
| 机电技术 | 412 |
| 会计事务 | 318 |
| 幼儿保育 | 270 |
| 合计 | 1030 |
"""
MOVED = TEXT.replace("## 二", "今年工作平稳。\n\n教师的发展另见报告。\n## 二").replace(
    "## 一", "# 年度报告\n前言。\n## 一"
)


def report(text: str = TEXT, path: Path | None = None) -> Report:
    return check(io.BytesIO(build(text)), name="年报.docx", config=Config(baseline=str(path) if path else ""))


@pytest.fixture
def known(tmp_path: Path) -> Path:
    """A baseline of everything that is wrong with the text."""
    path = tmp_path / "known.toml"
    path.write_bytes(write((report(),), Baseline(str(path)), date(2026, 3, 1)))
    return path


def test_what_is_settled_is_hidden_and_counted(known: Path) -> None:
    assert len(report().findings) == 2
    found = report(path=known)
    assert found.findings == ()
    assert found.hidden == 2


def test_paragraphs_inserted_above_change_nothing(known: Path) -> None:
    assert report(MOVED, known).hidden == 2


def test_a_section_that_gets_another_number_keeps_its_entries(known: Path) -> None:
    assert report(TEXT.replace("## 二、", "## 三、"), known).hidden == 2


@pytest.mark.parametrize(("old", "new"), [("48%", "49%"), ("460人", "440人"), ("1030", "1060"), ("318", "328")])
def test_a_figure_that_changes_reopens_the_finding(old: str, new: str, known: Path) -> None:
    found = report(TEXT.replace(old, new), known)
    assert found.hidden == 1
    assert len(found.findings) == 1


def test_another_heading_reopens_the_finding(known: Path) -> None:
    assert report(TEXT.replace("一、规模", "一、教师"), known).hidden == 1


def test_a_stale_entry_is_told_with_its_line(known: Path) -> None:
    found = report(TEXT.replace("48%", "46%"), known)
    line = next(n for n, text in enumerate(known.read_text("utf-8").splitlines(), 1) if text == "[[finding]]")
    assert any(note.startswith(f"known.toml 第 {line} 行：VQR301") and "已不再出现" in note for note in found.notes)


def test_entries_of_other_reports_are_not_stale(known: Path) -> None:
    text = known.read_text("utf-8").replace('file = "年报.docx"', 'file = "别的.docx"')
    known.write_text(text, "utf-8")
    assert not any("已不再出现" in note for note in report("没有数字。", known).notes)


def test_an_entry_without_a_reason_is_told(known: Path) -> None:
    assert any("有 2 条没有写原因" in note for note in report(path=known).notes)


def test_an_entry_has_what_a_reviewer_needs(known: Path) -> None:
    entry = tomllib.loads(known.read_text("utf-8"))["finding"][0]
    assert entry["rule"] == "VQR301"
    assert entry["file"] == "年报.docx"
    assert entry["section"] == "一、规模"
    assert entry["date"] == "2026-03-01"
    assert entry["reason"] == entry["reviewer"] == ""


def test_writing_again_keeps_what_reviewers_wrote(known: Path) -> None:
    text = known.read_text("utf-8").replace('reason = ""', 'reason = "口径不同\\t\\"年末\\""', 1)
    known.write_text(text.replace('reviewer = ""', 'reviewer = "王"', 1), "utf-8")
    again = tomllib.loads(write((report(MOVED),), baseline(known), date(2027, 1, 1)).decode("utf-8"))["finding"]
    assert (again[0]["reason"], again[0]["reviewer"], again[0]["date"]) == ('口径不同\t"年末"', "王", "2026-03-01")


def test_writing_again_drops_what_no_longer_occurs(known: Path) -> None:
    again = tomllib.loads(write((report(TEXT.replace("48%", "46%")),), baseline(known), date(2027, 1, 1)).decode())
    assert [entry["rule"] for entry in again["finding"]] == ["VQR201"]


def test_entries_of_other_reports_are_kept(known: Path) -> None:
    other = replace(report(), document=replace(report().document, path="别的.docx"), findings=())
    assert len(tomllib.loads(write((other,), baseline(known), date(2027, 1, 1)).decode())["finding"]) == 2


def test_one_entry_hides_one_finding(known: Path) -> None:
    settled = baseline(known)
    findings = report().findings
    shown, hidden, _ = settled.apply((findings[0], findings[0]), "年报.docx")
    assert (len(shown), hidden) == (1, 1)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("version = 2\n", "第 1 行：“version”不能是“2”"),
        ("\nversion = 1\n[[finding]]\nfingerprint = 'x'\nrule = 'VQR201'\n", "第 4 行：“fingerprint”写作“x”"),
        ("version = 1\n[[finding]]\nrule = 'VQR201'\n", "第 2 行：“finding”缺少“fingerprint”"),
    ],
)
def test_a_wrong_baseline_is_refused(text: str, words: str, tmp_path: Path) -> None:
    (tmp_path / "known.toml").write_text(text, "utf-8")
    with pytest.raises(VqrCheckError, match=r"known\.toml，") as caught:
        baseline(tmp_path / "known.toml")
    assert words in str(caught.value)


def test_a_missing_baseline_is_refused(tmp_path: Path) -> None:
    with pytest.raises(VqrCheckError, match="没有这个基线文件"):
        report(path=tmp_path / "none.toml")


def test_the_command_line_writes_and_uses_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "年报.docx").write_bytes(build(TEXT))
    assert main(["年报.docx"]) == 1
    assert main(["--write-baseline", "--baseline", "known.toml", "年报.docx"]) == 0
    assert main(["--baseline", "known.toml", "年报.docx"]) == 0
    (tmp_path / "年报.docx").write_bytes(build(MOVED.replace("318", "328")))
    assert main(["--baseline", "known.toml", "年报.docx"]) == 1
