"""What the terminal shows."""

from __future__ import annotations

from collections.abc import Callable
from io import StringIO

import pytest
from report_builder import clean, report
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from vqr_check.config import Config
from vqr_check.document.sketch import sketch
from vqr_check.engine import examine
from vqr_check.packs import load
from vqr_check.reporters.run import Run
from vqr_check.reporters.terminal import Line, render

Golden = Callable[[str, str], None]


@pytest.mark.parametrize("width", [80, 120])
def test_findings_look_as_agreed(width: int, golden: Golden) -> None:
    golden(f"terminal-{width}.txt", render(Run((report(), clean())), width))


def test_verbose_lists_every_number(golden: Golden) -> None:
    golden("terminal-verbose.txt", render(Run((report(),)), 80, verbose=True))


def test_colour_marks_the_chief_number_in_the_colour_of_its_severity(golden: Golden) -> None:
    golden("terminal-colour.txt", render(Run((report(),)), 80, colour=True))


@pytest.mark.parametrize("width", [60, 80, 100, 120])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    lines = render(Run((report(), clean())), width, verbose=True).splitlines()
    assert max(map(cell_len, lines)) <= width + 2  # closing punctuation may hang


@pytest.mark.parametrize("width", range(60, 121, 7))
def test_no_number_is_cut_at_any_width(width: int) -> None:
    text = render(Run((report(),)), width)
    for literal in ("【42.46%】", "〔434〕", "【2091】", "〔1160〕", "【178】"):
        assert literal in text


def test_quiet_prints_the_counts_alone() -> None:
    assert render(Run((clean(),)), 120, quiet=True) == (
        "干净.docx：错误 0  警告 0  提示 0  已核对 2（相符 2，不符 0）  未能核对 0\n"
    )


def test_several_reports_end_with_their_sum() -> None:
    last = render(Run((report(), clean())), 120).splitlines()[-1]
    assert last.startswith("共 2 份报告：错误 2  警告 1")


def test_without_colour_there_is_no_escape_sequence() -> None:
    assert "\x1b" not in render(Run((report(),)), 80)


@pytest.mark.parametrize(
    "text", ["甲\t乙", "a\tb", "一\r\n二", "响\a铃", "\x0b\x0c", "[bold]标记[/bold]", "末尾  ", ""]
)
def test_a_line_without_colour_is_what_rich_would_print(text: str) -> None:
    out = StringIO()
    Console(file=out, width=20, color_system=None, emoji=False).print(Text(text), soft_wrap=True, highlight=False)
    assert Line([(text, "")]).plain() + "\n" == out.getvalue()


def test_a_check_without_figures_to_compare_leaves_no_empty_line() -> None:
    text = "护理、机电、会计专业的就业率由高到低依次为98.6%、67.2%、69.3%。"
    lines = render(Run((examine(sketch(text), load(), Config()),)), 80).splitlines()
    at = next(k for k, line in enumerate(lines) if line.startswith("  算式"))
    assert lines[at - 1] == ""
    assert lines[at - 2].strip()
