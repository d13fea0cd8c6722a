"""The documents are what the packs and the library say."""

from __future__ import annotations

import doctest
import inspect
import json
import os
import re
import subprocess
import sys
import textwrap
from pathlib import Path

import build_docs
import pytest
from report_text import build

import vqr_check

ROOT = Path(__file__).parents[1]
in_checkout = pytest.mark.skipif(not (ROOT / "action.yml").is_file(), reason="there is no action.yml in a wheel")


def test_the_page_of_rules_is_what_the_packs_say() -> None:
    assert build_docs.PAGE.read_text("utf-8") == build_docs.page(), "run python tools/build_docs.py"


def test_the_examples_of_the_library_page_run() -> None:
    page = ROOT / "docs" / "library.md"
    done = doctest.testfile(str(page), module_relative=False, encoding="utf-8")
    assert done.attempted > 20
    assert done.failed == 0


@pytest.mark.parametrize("name", vqr_check.__all__)
def test_a_public_name_is_there_and_documented(name: str) -> None:
    found = getattr(vqr_check, name)
    assert isinstance(found, str) or inspect.getdoc(found)


def test_public_names_are_those_that_are_exported() -> None:
    shown = {name for name, item in vars(vqr_check).items() if not name.startswith("_") and not inspect.ismodule(item)}
    assert shown - {"annotations"} == set(vqr_check.__all__) - {"__version__"}


@pytest.mark.parametrize("name", ["check", "Config", "Rule", "Precision", "Report", "VqrCheckError", "check_many"])
def test_the_library_page_tells_of(name: str) -> None:
    assert name in (ROOT / "docs" / "library.md").read_text("utf-8")


@pytest.fixture
def program(tmp_path: Path) -> dict[str, str]:
    """The environment of a workflow's step, with the program on its path."""
    folder = tmp_path / "bin"
    folder.mkdir()
    (folder / "vqr-check").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m vqr_check "$@"\n')
    (folder / "vqr-check").chmod(0o755)
    (tmp_path / "有 错.docx").write_bytes(build("学校现有学生1000人，其中男生460人，占学生总数的48%。"))
    (tmp_path / "无错.docx").write_bytes(build("学校现有学生1000人，其中男生460人，占学生总数的46%。"))
    source = str(Path(vqr_check.__file__).parents[1])
    return {**os.environ, "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": source}


def step(env: dict[str, str], folder: Path, command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["bash", "-e", "-c", command], cwd=folder, env=env, capture_output=True, text=True)


@in_checkout
@pytest.mark.parametrize(("paths", "status"), [("无错.docx", 0), ("\n无错.docx\n有 错.docx\n", 1), ("none.docx", 2)])
def test_the_action_annotates_and_writes_the_summary(
    paths: str, status: int, program: dict[str, str], tmp_path: Path
) -> None:
    script = textwrap.dedent((ROOT / "action.yml").read_text("utf-8").rpartition("run: |\n")[2])
    places = {"SUMMARY": "part.md", "GITHUB_STEP_SUMMARY": "summary.md", "SARIF": "out.sarif"}
    done = step({**program, **places, "PATHS": paths, "FAIL_ON": "error"}, tmp_path, script)
    assert done.returncode == status
    assert ("::error file=有 错.docx" in done.stdout) == (status == 1)
    assert "数字核对" in (tmp_path / "summary.md").read_text("utf-8")
    assert json.loads((tmp_path / "out.sarif").read_text("utf-8"))["version"] == "2.1.0"


@in_checkout
@pytest.mark.parametrize(("name", "status"), [("无错.docx", 0), ("有 错.docx", 1)])
def test_the_hook_fails_for_a_wrong_report(name: str, status: int, program: dict[str, str], tmp_path: Path) -> None:
    text = (ROOT / ".pre-commit-hooks.yaml").read_text("utf-8")
    entry = re.search(r"entry: (.*)", text)
    files = re.search(r"files: '(.*)'", text)
    assert entry
    assert files
    assert re.search(files[1], name)
    assert step(program, tmp_path, f"{entry[1]} '{name}'").returncode == status
