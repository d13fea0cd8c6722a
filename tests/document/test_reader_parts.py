"""Notes, headers, footers, text boxes, charts and comments: parts of their own, tied to the body."""

# ruff: noqa: E501 (XML stays on its line)

from __future__ import annotations

import io

from package_builder import NAMESPACES, cell, document, package, par, relationships, row, run, shown, table

from vqr_check.document import read
from vqr_check.document.charts import formatted
from vqr_check.model import Block, Document

SECTION = '<w:sectPr><w:headerReference w:type="default" r:id="rheader"/><w:footerReference w:type="default" r:id="rfooter"/></w:sectPr>'
CHART = (
    '<w:r><w:drawing><a:graphic><a:graphicData><c:chart r:id="rchart"/></a:graphicData></a:graphic></w:drawing></w:r>'
)


def of_part(found: Document, part: str) -> list[Block]:
    return [b for b in found.blocks if b.part == part]


def test_a_footnote_is_tied_to_the_block_that_refers_to_it() -> None:
    notes = (
        '<w:footnote w:id="-1" w:type="separator"><w:p/></w:footnote>'
        + f'<w:footnote w:id="2">{par("含实习5人")}</w:footnote>'
    )
    body = par("一、就业") + par(run("共12人") + '<w:r><w:footnoteReference w:id="2"/></w:r>')
    (note,) = of_part(document(body + par("二、其他"), footnotes=notes), "footnote")
    assert (note.text, note.host, note.section) == ("含实习5人", 1, ("一、就业",))


def test_an_endnote_in_a_cell_is_tied_to_the_table() -> None:
    body = par("甲") + table(row(cell(par(run("1") + '<w:r><w:endnoteReference w:id="1"/></w:r>'))))
    (note,) = of_part(document(body, endnotes=f'<w:endnote w:id="1">{par("注")}</w:endnote>'), "endnote")
    assert (note.text, note.host) == ("注", 1)


def test_headers_and_footers_are_read_once() -> None:
    body = par("甲", SECTION) + par("乙") + SECTION
    found = document(body, header=par("年报2024"), footer=par("第1页"))
    assert shown(tuple(of_part(found, "header"))) == ["年报2024"]
    assert [(b.text, b.host) for b in of_part(found, "footer")] == [("第1页", 0)]


def test_a_header_of_a_title_page_counts_only_where_there_is_one() -> None:
    reference = '<w:headerReference w:type="first" r:id="rheader"/>'
    assert not of_part(document(par("甲") + f"<w:sectPr>{reference}</w:sectPr>", header=par("封")), "header")
    assert of_part(document(par("甲") + f"<w:sectPr>{reference}<w:titlePg/></w:sectPr>", header=par("封")), "header")


def test_text_boxes_keep_a_count_of_their_own_and_their_host() -> None:
    box = "<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    body = par("甲") + par(box.format(par("框1")) + run("乙")) + par(box.format(par("框2") + table(row("3"))))
    boxes = of_part(document(body), "textbox")
    assert [(b.index, b.host, b.text) for b in boxes] == [(0, 1, "框1"), (1, 2, "框2"), (2, 2, "")]


def test_a_text_box_in_a_text_box_is_read() -> None:
    box = "<w:r><w:pict><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></w:pict></w:r>"
    assert shown(document(par(box.format(par(run("外") + box.format(par("里"))))))) == ["", "外", "里"]


def series(name: str, values: tuple[str, ...], code: str = "General") -> str:
    def points(texts: tuple[str, ...]) -> str:
        return "".join(f'<c:pt idx="{i}"><c:v>{t}</c:v></c:pt>' for i, t in enumerate(texts))

    return (
        f"<c:ser><c:tx><c:strRef><c:strCache>{points((name,))}</c:strCache></c:strRef></c:tx>"
        f"<c:cat><c:strRef><c:strCache>{points(('小学', '初中'))}</c:strCache></c:strRef></c:cat>"
        f"<c:val><c:numRef><c:numCache><c:formatCode>{code}</c:formatCode>{points(values)}</c:numCache></c:numRef></c:val></c:ser>"
    )


def test_a_chart_is_a_table_of_its_cached_figures() -> None:
    title = "<c:title><c:tx><c:rich><a:p><a:r><a:t>在校生</a:t></a:r></a:p></c:rich></c:tx></c:title>"
    chart = f"<c:chart>{title}<c:plotArea><c:barChart>{series('2023', ('12', '34.5'))}{series('占比', ('0.258', '0.742'), '0.0%')}</c:barChart></c:plotArea></c:chart>"
    (block,) = of_part(document(par("甲") + par(CHART), chart=chart), "chart")
    assert block.table is not None
    assert (block.host, block.table.caption, block.table.header_rows) == (1, "在校生", 1)
    assert [c.text for c in block.table.cells] == ["", "2023", "占比", "小学", "12", "25.8%", "初中", "34.5", "74.2%"]


def test_cached_figures_are_shown_by_their_format() -> None:
    assert formatted("0.42460000000000003", "General") == "0.4246"
    assert formatted("1234.5", "#,##0") == "1,235"
    assert formatted("1234567.891", "#,##0.00") == "1,234,567.89"
    assert formatted("0.5", "yyyy") == "0.5"
    assert formatted("甲", "0%") == "甲"
    assert formatted("1e999999", "0") == "1e999999"


def comment(inner: str, text: str = "vqr-check: 忽略 VQR201", name: str = "7") -> str:
    return f'<w:comment w:id="{name}" w:author="审稿人">{par(text)}</w:comment>'


RANGE = '<w:commentRangeStart w:id="7"/>{}<w:commentRangeEnd w:id="7"/><w:r><w:commentReference w:id="7"/></w:r>'


def test_a_comment_stands_on_its_characters() -> None:
    body = par("甲") + par(run("共") + RANGE.format(run("12") + run("人")) + run("。"))
    (found,) = document(body, comments=comment("")).comments
    assert (found.author, found.text) == ("审稿人", "vqr-check: 忽略 VQR201")
    assert (found.part, found.block, found.row, found.col, found.start, found.end) == ("body", 1, None, None, 1, 4)


def test_a_comment_in_a_cell_counts_from_the_beginning_of_the_cell() -> None:
    body = table(row("1", cell(par("甲乙") + par(run("共") + RANGE.format(run("12"))))))
    (found,) = document(body, comments=comment("")).comments
    assert (found.block, found.row, found.col, found.start, found.end) == (0, 0, 1, 4, 6)


def test_a_comment_over_paragraphs_ends_with_the_first() -> None:
    body = par('<w:commentRangeStart w:id="7"/>' + run("共12人")) + par(run("乙") + '<w:commentRangeEnd w:id="7"/>')
    (found,) = document(body, comments=comment("")).comments
    assert (found.block, found.start, found.end) == (0, 0, 4)


def test_a_comment_with_a_reference_alone_stands_on_the_whole_paragraph() -> None:
    body = par(run("共12人") + '<w:r><w:commentReference w:id="7"/></w:r>')
    (found,) = document(body, comments=comment("")).comments
    assert (found.start, found.end) == (0, 4)


def test_a_comment_that_stands_nowhere_is_left_out() -> None:
    assert document(par("甲"), comments=comment("")).comments == ()


def test_the_sum_of_the_file_is_kept() -> None:
    import hashlib

    data = package(par("甲"))
    assert read(io.BytesIO(data)).sha256 == hashlib.sha256(data).hexdigest()


def test_a_chart_of_a_header_belongs_to_the_header_part() -> None:
    extra = {"word/_rels/header1.xml.rels": relationships({"rchart": ("chart", "charts/c.xml")}),
             "word/charts/c.xml": f"<c:chartSpace {NAMESPACES}><c:chart>{series('a', ('1', '2'))}</c:chart></c:chartSpace>"}  # fmt: skip
    data = package(par("甲") + SECTION, header=par(CHART), extra=extra)
    assert of_part(read(io.BytesIO(data)), "chart")
