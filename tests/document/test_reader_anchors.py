"""From characters back to the runs that show them."""

from __future__ import annotations

import io

import pytest
from package_builder import AUTHOR, cell, field, package, par, row, run, table

from vqr_check.document import anchors, read
from vqr_check.model import Location

BODY = (
    par(
        run("共")
        + f"<w:del {AUTHOR}><w:r><w:delText>99</w:delText></w:r></w:del>"
        + run("12")
        + "<w:r><w:tab/></w:r>"
        + run("人")
    )
    + table(row(cell(par("甲") + table(row("内1", "内2")) + par("")), cell(par("上5") + par("下6"))))
    + par(field("PAGE", run("34")) + "<w:r><w:t> 5 </w:t></w:r>")
)


@pytest.fixture
def opened() -> anchors.Opened:
    return anchors.open_package(io.BytesIO(package(BODY, footnotes=f'<w:footnote w:id="1">{par("注7")}</w:footnote>')))


def texts(places: list[anchors.Place]) -> list[str]:
    return [(p.element.text or "")[p.start : p.end] for p in places]


def test_characters_are_found_in_the_runs_that_show_them(opened: anchors.Opened) -> None:
    assert opened.document.blocks[0].text == "共12\t人"
    assert texts(opened.locate(("body", 0, None, None), 1, 3)) == ["12"]
    assert texts(opened.locate(("body", 0, None, None), 0, 2)) == ["共", "1"]


def test_a_location_can_be_asked_for(opened: anchors.Opened) -> None:
    assert texts(opened.locate(Location("body", 0, None, None, 1, 3, "12"))) == ["12"]


def test_a_sign_without_text_has_its_element(opened: anchors.Opened) -> None:
    (place,) = opened.locate(("body", 0, None, None), 3, 4)
    assert place.element.tag.endswith("}tab")


def test_characters_of_a_later_paragraph_of_a_cell_are_found(opened: anchors.Opened) -> None:
    assert texts(opened.locate(("body", 1, 0, 1), 4, 5)) == ["6"]


def test_characters_of_a_nested_table_are_found_through_the_outer_cell(opened: anchors.Opened) -> None:
    table_ = opened.document.blocks[1].table
    assert table_ is not None
    at = table_.cells[0].text.index("内2")
    assert texts(opened.locate(("body", 1, 0, 0), at, at + 2)) == ["内2"]


def test_offsets_count_from_the_element_where_spaces_are_dropped(opened: anchors.Opened) -> None:
    assert opened.document.blocks[2].text == "345"
    (place,) = opened.locate(("body", 2, None, None), 2, 3)
    assert (place.start, place.end) == (1, 2)


def test_a_place_knows_its_run_paragraph_and_part(opened: anchors.Opened) -> None:
    (place,) = opened.locate(("footnote", 0, None, None), 1, 2)
    assert place.part == "word/footnotes.xml"
    assert place.run.tag.endswith("}r")
    assert place.paragraph.tag.endswith("}p")


def test_where_nothing_is_shown_there_is_no_place(opened: anchors.Opened) -> None:
    assert opened.locate(("body", 99, None, None), 0, 1) == []


def test_tracing_reads_the_same_document(opened: anchors.Opened) -> None:
    data = package(BODY)
    assert anchors.open_package(io.BytesIO(data), name="a").document == read(io.BytesIO(data), name="a")


def test_a_part_is_written_back_in_the_namespaces_of_its_file(opened: anchors.Opened) -> None:
    assert b"schemas.openxmlformats.org/wordprocessingml/2006/main" in opened.serialize("word/document.xml")
