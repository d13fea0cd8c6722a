"""The program as a user starts it: a process, real files, real consoles."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from docx_builder import build, paragraph

import vqr_check

ENV = {**os.environ, "PYTHONPATH": str(Path(vqr_check.__file__).parents[1])}
WRONG = "毕业生250人，其中男生120人，占毕业生总数的58.00%。"


def start(
    *arguments: str, folder: Path, encoding: str = "utf-8", **settings: str
) -> subprocess.CompletedProcess[bytes]:
    env = {**ENV, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0", "NO_COLOR": "", **settings}
    return subprocess.run([sys.executable, "-m", "vqr_check", *arguments], cwd=folder, env=env, capture_output=True)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    build(tmp_path / "年报.docx", paragraph(WRONG))
    build(
        tmp_path / "nbsp\xa0✓.docx",
        paragraph("毕业生250人，其中\xa0✓男生120人，占毕业生总数的58.00%。"),
    )
    return tmp_path


def test_a_wrong_share_is_found(folder: Path) -> None:
    done = start("年报.docx", folder=folder)
    assert done.returncode == 1
    assert "【58.00%】" in done.stdout.decode("utf-8")
    assert "48" in done.stdout.decode("utf-8")


BAD = {
    "old.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"),
    "locked.docx": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
    "paper.pdf": b"%PDF-1.7\n",
    "half.docx": b"PK\x03\x04\x14\x00",
    "empty.docx": b"",
    "text.docx": "不是文档".encode(),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_one_line_that_names_it_and_the_others_are_checked(name: str, folder: Path) -> None:
    (folder / name).write_bytes(BAD[name])
    done = start("--format", "json", name, "年报.docx", folder=folder)
    assert done.returncode == 2
    lines = done.stderr.decode("utf-8").splitlines()
    assert len(lines) == 1
    assert name in lines[0]
    outcome = json.loads(done.stdout)
    assert [one["path"] for one in outcome["errors"]] == [name]
    assert [one["path"] for one in outcome["reports"]] == ["年报.docx"]


@pytest.mark.parametrize("encoding", ["gbk", "ascii", "latin-1", "cp936"])
@pytest.mark.parametrize("form", ["text", "concise"])
def test_no_console_crashes_it(encoding: str, form: str, folder: Path) -> None:
    done = start("--format", form, "nbsp\xa0✓.docx", folder=folder, encoding=encoding)
    assert done.stderr == b""
    assert b"VQR" in done.stdout


def test_json_is_utf8_whatever_the_console(folder: Path) -> None:
    plain, gbk = (start("--format", "json", "年报.docx", folder=folder, encoding=e).stdout for e in ("utf-8", "gbk"))
    assert plain == gbk


def test_two_runs_give_the_same_bytes(folder: Path) -> None:
    first, second = (start("--format", "json", "年报.docx", folder=folder, PYTHONHASHSEED=s).stdout for s in "12")
    assert first == second


def test_a_reader_that_goes_away_is_no_error(folder: Path) -> None:
    command = f"'{sys.executable}' -m vqr_check -v 年报.docx 年报.docx 年报.docx | head -c 1"
    done = subprocess.run(["bash", "-c", f"set -o pipefail; {command}"], cwd=folder, capture_output=True, env=ENV)
    assert done.stderr == b""
    assert done.returncode == 1


@pytest.mark.parametrize("suffix", [".html", ".docx", ".xlsx", ".md", ".json", ".txt"])
def test_each_kind_of_file_is_written(suffix: str, folder: Path) -> None:
    done = start("-q", "年报.docx", "-o", f"out{suffix}", folder=folder)
    assert (done.returncode, done.stderr) == (1, b"")
    assert (folder / f"out{suffix}").stat().st_size > 0


def test_the_source_is_untouched_by_its_commented_copy(folder: Path) -> None:
    before = (folder / "年报.docx").read_bytes()
    start("年报.docx", "-o", "copy.docx", folder=folder)
    assert (folder / "年报.docx").read_bytes() == before


def test_a_folder_is_searched(folder: Path) -> None:
    done = start("--format", "json", ".", folder=folder)
    assert len(json.loads(done.stdout)["reports"]) == 2
