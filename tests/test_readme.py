"""What the README shows is what the program prints."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from build_samples import SAMPLES

from vqr_check.cli import main

README = (Path(__file__).resolve().parent.parent / "README.md").read_text("utf-8")


def test_the_finding_that_is_shown_is_printed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.chdir(SAMPLES)
    main(["--isolated", "quality-report.docx"])
    shown = re.search(r"```text\n(错误.*?)\n```", README, re.DOTALL)
    assert shown is not None
    printed = capsys.readouterr().out
    for finding in re.split(r"\n\n(?=错误|警告|提示)", shown[1]):
        assert finding in printed


def test_the_two_commands_of_a_fresh_machine_are_there() -> None:
    assert "python -m pip install . && vqr-check samples/quality-report.docx" in README
    assert "python -m pip install '.[dev]' && pytest" in README


@pytest.mark.parametrize("link", sorted(set(re.findall(r"\]\(([^)#:]+)\)", README))))
def test_a_link_leads_somewhere(link: str) -> None:
    assert (SAMPLES.parent / link).exists()
