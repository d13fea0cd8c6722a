"""The summary for merge requests."""

from __future__ import annotations

from collections.abc import Callable

from markdown_it import MarkdownIt
from report_builder import clean, report

from vqr_check.reporters import writer
from vqr_check.reporters.markdown import escaped
from vqr_check.reporters.run import Failure, Run


def test_the_summary_looks_as_agreed(golden: Callable[[str, str], None]) -> None:
    run = Run((report(), clean()), (Failure("坏.docx", "坏.docx：不是 DOCX 文件。"),))
    golden("summary.md", writer("markdown")(run).decode("utf-8"))


def test_text_of_a_report_is_never_markup() -> None:
    shown = MarkdownIt("commonmark").render(escaped("<b>*5*</b> [a](b) `c` _d_ # e | f & g"))
    assert shown == "<p>&lt;b&gt;*5*&lt;/b&gt; [a](b) `c` _d_ # e | f &amp; g</p>\n"
