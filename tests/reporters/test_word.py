"""The copy of a report with comments."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from docx_builder import build, paragraph, table
from report_builder import ROWS, clean, report

from vqr_check.document import read
from vqr_check.document.annotate import AUTHOR
from vqr_check.model import Report, VqrCheckError
from vqr_check.reporters import writer
from vqr_check.reporters.run import Run


@pytest.fixture
def checked(tmp_path: Path) -> Report:
    """The hand-made report over a file whose body holds the same text."""
    made = report()
    body = [table(*ROWS) if b.table else paragraph(b.text) for b in made.document.blocks if b.part == "body"]
    path = build(tmp_path / "报告.docx", *body)
    document = read(path)
    assert [b.text for b in document.blocks] == [b.text for b in made.document.blocks if b.part == "body"]
    return replace(made, document=replace(document, path=str(path)))


def test_every_end_of_a_finding_has_a_comment_on_its_characters(checked: Report, tmp_path: Path) -> None:
    copy = tmp_path / "copy.docx"
    copy.write_bytes(writer("word")(Run((checked,))))
    ends = {
        (place.part, place.block, place.row, place.col, place.start, place.end)
        for finding in checked.findings
        for place in (finding.location, *(e.location for e in finding.evidence))
    }
    assert {(c.part, c.block, c.row, c.col, c.start, c.end) for c in read(copy).comments} == ends
    assert {c.author for c in read(copy).comments} == {AUTHOR}


def test_the_chief_comment_tells_the_finding(checked: Report, tmp_path: Path) -> None:
    copy = tmp_path / "copy.docx"
    copy.write_bytes(writer("word")(Run((checked,))))
    assert read(copy).comments[0].text.splitlines() == [
        "错误 VQR301 占比与人数不符",
        "报告写 42.46%，按所列人数算得 17.51%，相差 24.95个百分点，请核对。",
        "占比：76 ÷ 434 × 100% = 17.51%（报告写 42.46%，算得 17.51%，相差 24.95个百分点）",
        "可能：以表1的179人为总体时正好是 42.46%，总体可能换了",
        "建议：写明占比的总体，或改用 434 人重算",
    ]


def test_other_ends_say_their_role_and_where_the_chief_stands(checked: Report, tmp_path: Path) -> None:
    copy = tmp_path / "copy.docx"
    copy.write_bytes(writer("word")(Run((checked,))))
    assert "434 人 是这里的总体，请与第4段的“42.46%”一起核对。" in [c.text.splitlines()[1] for c in read(copy).comments]


def test_several_reports_are_refused_politely() -> None:
    with pytest.raises(VqrCheckError, match="一次只能写一份"):
        writer("word")(Run((report(), clean())))


def test_a_file_changed_since_is_refused(checked: Report) -> None:
    build(Path(checked.path), paragraph("另外的内容"))
    with pytest.raises(VqrCheckError, match="被改动过"):
        writer("word")(Run((checked,)))
