"""The summary over many reports."""

from __future__ import annotations

import json
from dataclasses import replace

from report_builder import clean, report

from vqr_check.many.summary import brief, summary
from vqr_check.model import Failure, Report
from vqr_check.reporters.jsonl import write
from vqr_check.reporters.overview import render
from vqr_check.reporters.run import Run


def other(path: str) -> Report:
    """The same contradictions in a report of other content."""
    found = report(path)
    return replace(found, document=replace(found.document, sha256=path.encode().hex().zfill(64)[-64:]))


ONE, TWO = other("one.docx"), other("two.docx")


def test_counts_by_rule_name_how_many_reports_they_come_from() -> None:
    lines = {line.name: line for line in summary([brief(ONE), brief(TWO)]).by_rule}
    assert lines[ONE.findings[0].rule].reports == 2


def test_files_without_findings_are_not_listed() -> None:
    assert [line.name for line in summary([brief(ONE), brief(clean("good.docx"))]).by_file] == ["one.docx"]


def test_sections_are_the_outermost_headings() -> None:
    tops = {f.location.section[0] for f in ONE.findings if f.location.section}
    assert tops <= {line.name for line in summary([brief(ONE)]).by_section}


def test_the_same_contradiction_in_different_reports_is_the_templates() -> None:
    found = summary([brief(ONE), brief(TWO)]).templates
    assert {t.paths for t in found} == {("one.docx", "two.docx")}


def test_the_same_file_under_two_names_makes_no_template() -> None:
    twin = replace(ONE, document=replace(ONE.document, path="copy.docx"))
    assert summary([brief(ONE), brief(twin)]).templates == ()


def test_the_terminal_says_what_comes_from_the_template() -> None:
    assert "多份报告里相同" in render(summary([brief(ONE), brief(TWO)]))


def test_json_lines_have_a_line_for_each_finding_report_and_failure() -> None:
    run = Run((ONE, TWO), (Failure("bad.docx", "bad.docx：文件不完整。"),))
    kinds = [json.loads(line)["kind"] for line in write(run).decode().splitlines()]
    one = ["finding"] * len(ONE.findings) + ["report"]
    assert kinds == [*one, *one, "error"]
