"""What hangs in a document: a chart's workbook, SmartArt, embedded sheets and documents, inserted files."""

# ruff: noqa: E501 (XML stays on its line)

from __future__ import annotations

import io
from collections.abc import Mapping

import pytest
from package_builder import NAMESPACES, package, par, relationships, shown, zipped

from vqr_check.document import Limits, read
from vqr_check.document.anchors import open_package
from vqr_check.document.figures import formatted
from vqr_check.model import Block, Document

S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
CHART = (
    '<w:r><w:drawing><a:graphic><a:graphicData><c:chart r:id="rchart"/></a:graphicData></a:graphic></w:drawing></w:r>'
)
CHARTEX = 'xmlns:cx="http://schemas.microsoft.com/office/drawing/2014/chartex"'


def workbook(rows: str, *, styles: str = "", columns: str = "", size: str = "") -> bytes:
    """A workbook of one sheet."""
    arrows = {"r1": ("worksheet", "worksheets/sheet1.xml"), "r2": ("sharedStrings", "sharedStrings.xml")}
    parts: dict[str, str | bytes] = {
        "_rels/.rels": relationships({"r1": ("officeDocument", "xl/workbook.xml")}),
        "xl/workbook.xml": f'<workbook {S} {NAMESPACES}><sheets><sheet name="数据 表" sheetId="1" r:id="r1"/></sheets>{size}</workbook>',
        "xl/worksheets/sheet1.xml": f"<worksheet {S}>{columns}<sheetData>{rows}</sheetData></worksheet>",
        "xl/sharedStrings.xml": f"<sst {S}><si><t>小学</t></si><si><r><t>初</t></r><r><t>中</t></r><rPh><t>chu</t></rPh></si></sst>",
    }
    if styles:
        parts["xl/styles.xml"] = f"<styleSheet {S}>{styles}</styleSheet>"
        arrows["r3"] = ("styles", "styles.xml")
    return zipped({**parts, "xl/_rels/workbook.xml.rels": relationships(arrows)})


ROWS = (
    '<row r="1"><c r="B1" t="inlineStr"><is><t>2024年</t></is></c></row>'
    '<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2"><v>12</v></c></row>'
    '<row r="3"><c r="A3" t="s"><v>1</v></c><c r="B3"><v>34.5</v></c></row>'
)


def series(cached: bool = True, first: str = "12") -> str:
    """A series drawn from the workbook, its figures kept in the chart or not."""

    def kept(*texts: str) -> str:
        points = "".join(f'<c:pt idx="{i}"><c:v>{t}</c:v></c:pt>' for i, t in enumerate(texts))
        return f"<c:numCache>{points}</c:numCache>" if cached else ""

    def pointer(tag: str, area: str, cache: str) -> str:
        return f"<c:{tag}><c:numRef><c:f>'数据 表'!{area}</c:f>{cache}</c:numRef></c:{tag}>"

    name = pointer("tx", "$B$1", kept("2024年"))
    categories = pointer("cat", "$A$2:$A$3", kept("小学", "初中"))
    return f"<c:ser>{name}{categories}{pointer('val', '$B$2:$B$3', kept(first, '34.5'))}</c:ser>"


def drawn(inner: str, book: bytes | None, target: str = "book.xlsx") -> Document:
    """A document with a chart and its workbook."""
    extra: dict[str, str | bytes] = {
        "word/charts/_rels/chart1.xml.rels": relationships({"rbook": ("package", f"../embeddings/{target}")})
    }
    if book is not None:
        extra[f"word/embeddings/{target}"] = book
    chart = f'<c:chart><c:plotArea>{inner}</c:plotArea></c:chart><c:externalData r:id="rbook"/>'
    return read(io.BytesIO(package(par("甲") + par(CHART), chart=chart, extra=extra)), name="报告.docx")


def texts(block: Block) -> list[str]:
    assert block.table is not None
    return [cell.text for cell in block.table.cells]


def test_a_chart_that_keeps_no_figures_is_read_from_its_workbook() -> None:
    chart = drawn(series(cached=False), workbook(ROWS)).blocks[-1]
    assert (chart.part, texts(chart)) == ("chart", ["", "2024年", "小学", "12", "初中", "34.5"])


def test_the_workbook_of_a_chart_is_no_block_but_can_be_asked_for() -> None:
    found = drawn(series(), workbook(ROWS))
    (sheet,) = found.sheets
    assert (sheet.text, sheet.label, sheet.part, sheet.index, sheet.host) == (
        "word/embeddings/book.xlsx",
        "数据 表",
        "chart",
        0,
        1,
    )
    assert texts(sheet) == ["2024年", "小学", "12", "初中", "34.5"]
    assert [b.part for b in found.blocks] == ["body", "body", "chart"]


def test_a_chart_that_shows_other_figures_than_its_workbook_is_noted() -> None:
    assert drawn(series(), workbook(ROWS)).notes == ()
    (note,) = drawn(series(first="21"), workbook(ROWS)).notes
    assert "“2024年”、“小学”图上为 21，工作簿中为 12" in note


def test_a_sheet_with_hidden_rows_is_not_held_against_the_chart() -> None:
    hidden = ROWS.replace('<row r="2">', '<row r="2" hidden="1">')
    assert drawn(series(first="21"), workbook(hidden)).notes == ()


@pytest.mark.parametrize(
    ("book", "target", "line"),
    [
        (b"PK\x03\x04 no zip", "book.xlsx", "图表的内嵌工作簿过大或无法读取"),
        (b"x", "book.xlsb", "图表的内嵌工作簿（.xlsb）未读取"),
    ],
)
def test_a_workbook_that_cannot_be_read_is_named(book: bytes, target: str, line: str) -> None:
    found = drawn(series(), book, target)
    assert (found.unread, texts(found.blocks[-1])[-1]) == ((line,), "34.5")


def test_a_workbook_counts_towards_the_limits_of_the_document() -> None:
    bomb = workbook(ROWS + f"<!--{'0' * 3_000_000}-->")
    extra: Mapping[str, str | bytes] = {
        "word/embeddings/book.xlsx": bomb,
        "word/charts/_rels/chart1.xml.rels": relationships({"rbook": ("package", "../embeddings/book.xlsx")}),
    }
    chart = f'<c:chart>{series()}</c:chart><c:externalData r:id="rbook"/>'
    data = package(par("甲") + par(CHART), chart=chart, extra=extra)
    found = read(io.BytesIO(data), name="x", limits=Limits(total_bytes=1_000_000))
    assert found.unread == ("图表的内嵌工作簿过大或无法读取",)
    assert found.blocks[-1].part == "chart"


def test_a_chart_of_a_newer_kind_is_a_table() -> None:
    data = (
        '<cx:chartData><cx:data id="0"><cx:strDim type="cat"><cx:lvl><cx:pt idx="0">收入</cx:pt><cx:pt idx="1">支出</cx:pt></cx:lvl></cx:strDim>'
        '<cx:numDim type="val"><cx:lvl formatCode="0.0"><cx:pt idx="0">12</cx:pt><cx:pt idx="1">7.25</cx:pt></cx:lvl></cx:numDim></cx:data></cx:chartData>'
    )
    title = "<cx:title><cx:tx><cx:txData><cx:v>收支（单位：万元）</cx:v></cx:txData></cx:tx></cx:title>"
    one = '<cx:series><cx:tx><cx:txData><cx:v>金额</cx:v></cx:txData></cx:tx><cx:dataId val="0"/></cx:series>'
    part = f"<cx:chartSpace {CHARTEX} {NAMESPACES}>{data}<cx:chart>{title}<cx:plotArea>{one}</cx:plotArea></cx:chart></cx:chartSpace>"
    body = par("甲") + par(f'<w:r><w:drawing><cx:chart {CHARTEX} r:id="rx"/></w:drawing></w:r>')
    chart = attached(body, {"rx": ("chartEx", "charts/chartEx1.xml")}, {"word/charts/chartEx1.xml": part}).blocks[-1]
    assert (chart.part, texts(chart)) == ("chart", ["", "金额", "收入", "12.0", "支出", "7.3"])
    assert chart.table is not None
    assert chart.table.unit == "万元"


def attached(body: str, arrows: dict[str, tuple[str, str]], parts: Mapping[str, str | bytes]) -> Document:
    """A document whose body points at further parts; read the same with every character traced."""
    data = package(body, extra={**parts, "word/_rels/document.xml.rels": relationships(arrows)})
    found = read(io.BytesIO(data), name="报告.docx")
    assert found == open_package(io.BytesIO(data), name="报告.docx").document
    return found


def test_smart_art_is_read_from_the_top_down() -> None:
    def point(name: str, text: str, kind: str = "") -> str:
        words = f"<dgm:t><a:p><a:r><a:t>{text}</a:t></a:r></a:p></dgm:t>" if text else ""
        return f'<dgm:pt modelId="{name}"{f" type={chr(34)}{kind}{chr(34)}" if kind else ""}>{words}</dgm:pt>'

    links = '<dgm:cxn srcId="d" destId="b" srcOrd="1"/><dgm:cxn srcId="d" destId="a" srcOrd="0"/><dgm:cxn srcId="a" destId="c" srcOrd="0"/>'
    points = (
        point("d", "", "doc")
        + point("b", "专科87人")
        + point("a", "本科120人")
        + point("c", "师范30人")
        + point("p", "本科", "pres")
    )
    part = (
        f"<dgm:dataModel {NAMESPACES}><dgm:ptLst>{points}</dgm:ptLst><dgm:cxnLst>{links}</dgm:cxnLst></dgm:dataModel>"
    )
    body = par("甲") + par('<w:r><w:drawing><dgm:relIds r:dm="rd"/></w:drawing></w:r>')
    found = attached(body, {"rd": ("diagramData", "diagrams/data1.xml")}, {"word/diagrams/data1.xml": part})
    assert [(b.part, b.index, b.host, b.text) for b in found.blocks[2:]] == [
        ("textbox", 0, 1, "本科120人"),
        ("textbox", 1, 1, "师范30人"),
        ("textbox", 2, 1, "专科87人"),
    ]


def test_words_drawn_on_a_canvas_and_as_lettering_are_read() -> None:
    canvas = "<w:r><w:drawing><a:sp><a:txBody><a:p><a:r><a:t>共12</a:t></a:r><a:r><a:t>人</a:t></a:r></a:p></a:txBody></a:sp></w:drawing></w:r>"
    lettering = '<w:r><w:pict><v:shape><v:textpath string="征求意见稿"/></v:shape></w:pict></w:r>'
    assert shown(read(io.BytesIO(package(par(canvas) + par(lettering))))) == ["", "", "共12人", "征求意见稿"]


OBJECT = '<w:r><w:object><o:OLEObject ProgID="Excel.Sheet.12" DrawAspect="{}" r:id="ro"/></w:object></w:r>'
STYLES = '<numFmts><numFmt numFmtId="200" formatCode="0.0&quot;万元&quot;"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="10"/><xf numFmtId="200"/><xf numFmtId="14"/></cellXfs>'
SHEET = (
    '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>0.42455</v></c><c r="C1"><v>7</v></c></row>'
    '<row r="2"><c r="A2" s="3"><v>45658</v></c><c r="B2" s="2"><v>3.14999999999999991</v></c></row>'
    '<row r="3" hidden="1"><c r="A3"><v>9</v></c></row><row r="4"><c r="A4"><v>8</v></c></row>'
)


def embedded(aspect: str) -> Document:
    book = workbook(
        SHEET, styles=STYLES, columns='<cols><col min="3" max="3" hidden="1"/></cols>', size='<oleSize ref="A1:C3"/>'
    )
    arrows = {"ro": ("package", "embeddings/book.xlsx")}
    return attached(par("甲") + par(OBJECT.format(aspect)), arrows, {"word/embeddings/book.xlsx": book})


def test_an_embedded_sheet_is_a_table_as_it_is_shown() -> None:
    block = embedded("Content").blocks[-1]
    assert (block.part, block.host, texts(block)) == ("textbox", 1, ["小学", "42.46%", "2025-01-01", "3.2万元"])


def test_a_sheet_behind_an_icon_is_no_block() -> None:
    found = embedded("Icon")
    assert ([b.part for b in found.blocks], len(found.sheets)) == (["body", "body"], 1)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("c.html", "<html><head><title>无</title></head><body><p>共12<b>人</b><br>其中</p><script>1</script><table><tr><td rowspan=2>甲</td><td>5</td></tr><tr><td>7</td></tr></table></body></html>"),
        ("c.mht", 'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="x"\n\n--x\nContent-Type: text/html; charset="utf-8"\n\n<p>共12人</p><p>其中</p><table><tr><td rowspan=2>甲</td><td>5</td></tr><tr><td>7</td></tr></table>\n--x--\n'),
    ],
)  # fmt: skip
def test_an_inserted_web_page_is_read(name: str, content: str) -> None:
    page = content if "charset" in content else content.replace("<head>", '<head><meta charset="utf-8">')
    body = par("甲") + '<w:altChunk r:id="rc"/>'
    found = attached(body, {"rc": ("aFChunk", name)}, {f"word/{name}": page})
    lines = [(b.part, b.host, b.text) for b in found.blocks[1:3]]
    assert lines == [("textbox", 0, "共12人"), ("textbox", 0, "其中")]
    table = found.blocks[3].table
    assert table is not None
    assert [(c.row, c.col, c.rowspan, c.text) for c in table.cells] == [(0, 0, 2, "甲"), (0, 1, 1, "5"), (1, 1, 1, "7")]


def test_an_inserted_word_file_is_read_and_what_it_holds_in_turn_is_named() -> None:
    inner = package(par("一、概况") + par("共12人") + '<w:altChunk r:id="rc"/>')
    found = attached(par("甲") + '<w:altChunk r:id="rc"/>', {"rc": ("aFChunk", "c.docx")}, {"word/c.docx": inner})
    assert [(b.kind, b.text) for b in found.blocks[1:]] == [("paragraph", "一、概况"), ("paragraph", "共12人")]
    assert found.unread == ("嵌入文档里的图表和对象未读取",)


def test_an_inserted_text_is_read_and_rich_text_is_named() -> None:
    body = '<w:altChunk r:id="r1"/><w:altChunk r:id="r2"/>'
    arrows = {"r1": ("aFChunk", "a.txt"), "r2": ("aFChunk", "b.rtf")}
    found = attached(body, arrows, {"word/a.txt": "共12人\n\n其中5人", "word/b.rtf": "{\\rtf1 x}"})
    assert (shown(found), found.unread) == (["共12人", "其中5人"], ("插入的外部内容（rtf）未读取",))


@pytest.mark.parametrize(
    ("stored", "code", "expected"),
    [
        ("0.125", "0.00", "0.13"),
        ("1.0049999999999999", "0.00", "1.01"),
        ("2.6749999999999998", "0.00", "2.68"),
        ("1234567.5", "_ * #,##0_ ;_ * -#,##0_ ", "1,234,568"),
        ("-3.5", '0.0_);[Red]\\(0.0\\)', "-3.5"),
        ("12", '0"人"', "12人"),
        ("1e24", "0.00", "1000000000000000000000000"),
    ],
)  # fmt: skip
def test_stored_figures_are_shown_as_a_spreadsheet_does(stored: str, code: str, expected: str) -> None:
    assert formatted(stored, code) == expected
