"""What the HTML file holds."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser

from report_builder import clean, large, report

from vqr_check.model import Block, Document, Entry, Finding, Ledger, Location, Report
from vqr_check.reporters import writer
from vqr_check.reporters.marks import marks_of
from vqr_check.reporters.run import Failure, Run


def html(*reports: Report, failures: tuple[Failure, ...] = ()) -> str:
    return writer("html")(Run(reports, failures)).decode("utf-8")


class Outline(HTMLParser):
    """Checks that tags nest, and gathers ids."""

    VOID = frozenset(("meta", "br", "input", "rect", "path"))

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.ids += [value or "" for name, value in attrs if name == "id"]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.VOID:
            assert self.open.pop() == tag


def test_tags_nest_and_ids_are_unique() -> None:
    outline = Outline()
    outline.feed(html(report(), clean(), report("另一份.docx")))
    assert outline.open == []
    assert len(outline.ids) == len(set(outline.ids))


def test_every_number_is_marked_with_what_became_of_it() -> None:
    page = html(report())
    assert re.findall(r'<b class="q (\w)[ f]*"[^>]*>([^<]*)</b>', page)[:4] == [
        ("c", "434"),
        ("c", "76"),
        ("c", "42.46%"),
        ("u", "91.5%"),
    ]


def test_the_file_needs_nothing_from_outside() -> None:
    assert not re.search(r"""(src|href)=["'](?!#)|url\(|@import|https?://""", html(report()))


def test_text_of_the_report_is_never_markup() -> None:
    text = Block("body", 0, "paragraph", "<script>alert(1)</script> {{js}} 共 5 & 6 人")
    location = Location("body", 0, None, None, 35, 36, "5", ("<b>一</b>",))
    finding = Finding("VQR301", "x", "error", "<i>题</i>", "</script><b>", location, (), ())
    page = html(Report(Document("<x>.docx", "0" * 64, (text,)), (finding,), Ledger()))
    assert "<script>alert" not in page
    assert "<i>题" not in page
    assert "{{js}} 共" in page
    outline = Outline()
    outline.feed(page)
    assert outline.open == []


def test_the_data_of_the_page_is_json_with_one_entry_a_number() -> None:
    data = json.loads(re.search(r'id="data">(.*?)</script>', html(report(), clean())).group(1))
    assert [len(one["numbers"]) for one in data] == [15, 2]
    assert data[1]["first"] == 15


def test_a_merged_cell_keeps_its_span() -> None:
    from vqr_check.model import Cell, Table

    table = Block("body", 0, "table", "", table=Table(2, 2, (Cell(0, 0, "甲", 1, 2), Cell(1, 0, "1"), Cell(1, 1, "2"))))
    assert '<td colspan="2">甲</td>' in html(Report(Document("a.docx", "0" * 64, (table,)), (), Ledger()))


def test_unread_files_are_named() -> None:
    assert "坏.docx：不是 DOCX" in html(clean(), failures=(Failure("坏.docx", "坏.docx：不是 DOCX 文件。"),))


def test_a_clean_report_says_so() -> None:
    assert "没有发现对不上的数字" in html(clean())


def test_a_finding_outside_the_ledger_is_marked_too() -> None:
    heading = Block("body", 0, "heading", "5.2.5 成效", (), 1)
    finding = Finding(
        "VQR601", "x", "info", "编号跳号", "缺 5.2.4", Location("body", 0, None, None, 0, 5, "5.2.5"), (), ()
    )
    marks = marks_of(Report(Document("a.docx", "0" * 64, (heading,)), (finding,), Ledger()))
    assert [(m.location.text, m.findings, m.status) for m in marks.marks] == [("5.2.5", (0,), "noted")]


def test_overlapping_figures_get_one_mark() -> None:
    text = Block("body", 0, "paragraph", "共2091人次")
    entry = report().ledger.entries[0]
    place = Location("body", 0, None, None, 1, 5, "2091")
    listed = Entry(place, "2091", entry.value, entry.step, "", "", "", "", "agreed", "")
    finding = Finding("V1", "x", "error", "t", "m", Location("body", 0, None, None, 1, 7, "2091人次"), (), ())
    marks = marks_of(Report(Document("a.docx", "0" * 64, (text,)), (finding,), Ledger((listed,))))
    assert [(m.location.text, m.findings) for m in marks.marks] == [("2091", (0,))]


def test_the_file_stays_small() -> None:
    assert len(html(large(2000, 0)).encode()) / 6000 < 230  # bytes a number, with its text and its sum
