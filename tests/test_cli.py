"""The command line, with a stand-in for the engine."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from report_builder import clean, report

from vqr_check.cli import main
from vqr_check.model import Report, VqrCheckError


def check(path: str) -> Report:
    """Finds errors in what is called bad, nothing in the rest, and cannot read what is called broken."""
    if "broken" in path:
        raise VqrCheckError(f"{path}：文件不完整，请重新保存后再试。")
    if "defect" in path:
        raise KeyError("boom")
    return report(path) if "bad" in path else clean(path)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A current folder with reports."""
    monkeypatch.chdir(tmp_path)
    for name in ("bad.docx", "good.docx", "broken.docx", "defect.docx", "~$good.docx", "note.txt"):
        (tmp_path / name).write_bytes(b"")
    (tmp_path / "empty").mkdir()
    (tmp_path / "years" / "2024").mkdir(parents=True)
    (tmp_path / "years" / "2024" / "good.DOCX").write_bytes(b"")
    (tmp_path / "years" / "bad.docx").write_bytes(b"")
    (tmp_path / "years" / "~$bad.docx").write_bytes(b"")
    return tmp_path


Capture = pytest.CaptureFixture[str]


@pytest.mark.parametrize("form", ["text", "concise", "json", "jsonl", "sarif", "github", "junit"])
@pytest.mark.parametrize(
    ("paths", "status"),
    [(["good.docx"], 0), (["bad.docx"], 1), (["good.docx", "bad.docx"], 1), (["broken.docx", "bad.docx"], 2)],
)
def test_the_status_is_the_same_for_every_format(form: str, paths: list[str], status: int, folder: Path) -> None:
    assert main(["--format", form, *paths], check) == status


@pytest.mark.parametrize(("level", "status"), [("error", 1), ("warning", 1), ("info", 1), ("never", 0)])
def test_fail_on_sets_the_level(level: str, status: int, folder: Path) -> None:
    assert main(["--fail-on", level, "bad.docx"], check) == status


def test_other_files_are_checked_when_one_cannot_be_read(folder: Path, capsys: Capture) -> None:
    main(["--format", "json", "broken.docx", "bad.docx"], check)
    out, err = capsys.readouterr()
    assert [r["path"] for r in json.loads(out)["reports"]] == ["bad.docx"]
    assert err == "vqr-check: broken.docx：文件不完整，请重新保存后再试。\n"


def test_a_defect_is_one_line_and_no_traceback(folder: Path, capsys: Capture) -> None:
    assert main(["defect.docx", "good.docx"], check) == 2
    out, err = capsys.readouterr()
    assert "good.docx" in out
    assert err.count("\n") == 1
    assert "defect.docx" in err


def test_a_missing_file_is_said(folder: Path, capsys: Capture) -> None:
    assert main(["none.docx"], check) == 2
    assert capsys.readouterr().err == "vqr-check: none.docx：没有这个文件，请检查路径。\n"


def test_a_folder_stands_for_the_reports_below_it(folder: Path, capsys: Capture) -> None:
    main(["--format", "json", "years"], check)
    paths = [Path(r["path"]).as_posix() for r in json.loads(capsys.readouterr().out)["reports"]]
    assert paths == ["years/bad.docx", "years/2024/good.DOCX"]


def test_a_folder_without_reports_is_an_error(folder: Path, capsys: Capture) -> None:
    assert main(["empty"], check) == 2
    assert "empty：文件夹里没有 .docx 报告" in capsys.readouterr().err


def test_several_outputs_are_written_in_one_run(folder: Path) -> None:
    assert main(["good.docx", "-o", "a.json", "-o", "b.txt"], check) == 0
    assert json.loads((folder / "a.json").read_text("utf-8"))["schema_version"] == 1
    assert (folder / "b.txt").read_text("utf-8") == ""


def test_the_report_itself_is_never_overwritten(folder: Path, capsys: Capture) -> None:
    (folder / "report.json").write_bytes(b"kept")
    assert main(["report.json", "-o", "./report.json"], check) == 2
    assert (folder / "report.json").read_bytes() == b"kept"
    assert "不会覆盖" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "没有给出要核对的文件"),
        (["--formt", "json", "a.docx"], "不认识的选项 --formt"),
        (["--format", "yaml", "a.docx"], "选项 --format：不能是 yaml，可以是 text、concise、json"),
        (["a.docx", "--format"], "选项 --format：后面要有一个值"),
        (["a.docx", "-o", "x.pdf"], "不认识这个后缀"),
        (["a.docx", "-o", "none/x.json"], "没有这个文件夹"),
        (["a.docx", "-o", "x.json", "-o", "./x.json"], "写了两次"),
    ],
)
def test_a_wrong_option_is_one_chinese_line(arguments: list[str], words: str, folder: Path, capsys: Capture) -> None:
    assert main(arguments, check) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert words in err
    assert err.count("\n") == 1


def test_an_output_that_cannot_be_written_costs_the_status(folder: Path, capsys: Capture) -> None:
    (folder / "x.json").mkdir()
    assert main(["good.docx", "-o", "x.json", "-o", "y.json"], check) == 2
    assert "x.json：写不进去" in capsys.readouterr().err
    assert (folder / "y.json").is_file()


def test_help_is_chinese_and_names_every_option(capsys: Capture) -> None:
    assert main(["-h"]) == 0
    text = capsys.readouterr().out
    assert text.startswith("用法：vqr-check [选项] 文件或文件夹…")
    for option in ("--format", "-o", "--fail-on", "--color", "-q", "-v", "--list-claims", "--version"):
        assert option in text
    assert "options:" not in text


def test_version_is_printed(capsys: Capture) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("vqr-check 0.")


def test_list_claims_shows_each_number(folder: Path, capsys: Capture) -> None:
    main(["--list-claims", "bad.docx"], check)
    out = capsys.readouterr().out
    assert "建筑工程毕业生" in out
    assert "91.5%" in out


@pytest.mark.parametrize("form", ["text", "concise"])
def test_a_gbk_console_does_not_crash(form: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="gbk"))
    (folder / "bad\xa0报告✓.docx").write_bytes(b"")
    assert main(["--format", form, "bad\xa0报告✓.docx"], check) == 1
    assert "bad 报告?.docx" in raw.getvalue().decode("gbk")


def test_json_is_utf8_on_a_gbk_console(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="gbk"))
    main(["--format", "json", "bad.docx"], check)
    assert json.loads(raw.getvalue().decode("utf-8"))["reports"][0]["findings"][0]["title"] == "占比与人数不符"


def test_a_closed_pipe_is_quiet() -> None:
    command = f"{sys.executable} -m vqr_check -h | true"
    env = {**os.environ, "PYTHONUNBUFFERED": "1"}
    done = subprocess.run(["bash", "-c", f"set -o pipefail; {command}"], capture_output=True, text=True, env=env)
    assert done.stderr == ""
    assert done.returncode == 0


def test_colour_follows_the_option(folder: Path, capsys: Capture) -> None:
    main(["--color", "always", "bad.docx"], check)
    assert "\x1b[" in capsys.readouterr().out
    main(["bad.docx"], check)
    assert "\x1b[" not in capsys.readouterr().out
