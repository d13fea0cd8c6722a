"""Writes a DOCX from a report in plain text, the same bytes each time.

The text, a line a block; empty lines only separate:

    # …          the title          ## … ### … ####      headings of level 1, 2, 3
    @ …          the caption of a table                  单位：…     set to the right, as reports do
    | a | b |    a row of a table; the first rows up to a |---| line are its header
                 a cell "<" belongs to the cell on its left, "^" to the one above
    [box] …      a text box tied to an empty paragraph   [note] …    a small line below a table
    [pie] title | name 1 | name 2 …, then | measure | value 1 | value 2 … on the next line: a chart
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from datetime import datetime
from xml.sax.saxutils import escape

from docx import Document
from docx.document import Document as DocxDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Pt

WRITTEN = datetime(2025, 1, 15, 9, 0)
STAMP = (2025, 1, 15, 9, 0, 0)  # of every part in the package
RULE = re.compile(r"\|[\s|:-]*-[\s|:-]*")
SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)


def build(text: str) -> bytes:
    """The DOCX of a report in plain text."""
    document = Document()
    _dress(document)
    lines = [line.strip() for line in text.splitlines()]
    at = 0
    while at < len(lines):
        line = lines[at]
        rows = at
        while rows < len(lines) and lines[rows].startswith("|"):
            rows += 1
        if rows > at:
            _table(document, lines[at:rows])
            at = rows
            continue
        at += 1
        if line.startswith("[pie]"):
            _chart(document, line[5:].strip(), lines[at])
            at += 1
        elif line:
            _block(document, line)
    out = io.BytesIO()
    document.save(out)
    return _stamped(out.getvalue())


def _dress(document: DocxDocument) -> None:
    """Chinese fonts and fixed properties."""
    font = document.styles["Normal"].font
    font.name, font.size = "Times New Roman", Pt(12)
    for style in document.styles:
        if getattr(style, "font", None) is not None and style.element.rPr is not None:
            style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "宋体")
    properties = document.core_properties
    properties.author = properties.last_modified_by = "vqr-check"
    properties.created = properties.modified = WRITTEN
    properties.title = properties.comments = ""


def _block(document: DocxDocument, line: str) -> None:
    marks = re.match(r"(#{1,4}) +(.*)", line)
    if marks is not None:
        document.add_heading(marks[2], len(marks[1]) - 1)
    elif line.startswith("@"):
        document.add_paragraph(line[1:].strip(), style="Caption").alignment = WD_ALIGN_PARAGRAPH.CENTER
    elif line.startswith(("单位：", "（单位：")):
        document.add_paragraph(line).alignment = WD_ALIGN_PARAGRAPH.RIGHT
    elif line.startswith("[note]"):
        document.add_paragraph().add_run(line[6:].strip()).font.size = Pt(9)
    elif line.startswith("[box]"):
        _text_box(document, line[5:].strip())
    else:
        document.add_paragraph(line).paragraph_format.first_line_indent = Pt(24)


def _table(document: DocxDocument, lines: Sequence[str]) -> None:
    header = next((k for k, line in enumerate(lines) if RULE.fullmatch(line)), 0)
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if not RULE.fullmatch(line)]
    table = document.add_table(len(rows), len(rows[0]), style="Table Grid")
    for r, c, height, width in _boxes(rows):
        cell = table.cell(r, c)
        if height > 1 or width > 1:
            cell = cell.merge(table.cell(r + height - 1, c + width - 1))
        cell.text = rows[r][c]
    for row in table.rows[:header]:
        row._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {SPACES}/>"))


def _boxes(rows: Sequence[Sequence[str]]) -> Iterator[tuple[int, int, int, int]]:
    """Where each cell begins, and how many rows and columns it takes."""
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            if text in ("<", "^"):
                continue
            height, width = 1, 1
            while r + height < len(rows) and rows[r + height][c] == "^":
                height += 1
            while c + width < len(row) and row[c + width] == "<":
                width += 1
            yield r, c, height, width


def _text_box(document: DocxDocument, text: str) -> None:
    inside = "".join(f"<w:p><w:r><w:t>{escape(line)}</w:t></w:r></w:p>" for line in text.split(" / "))
    run = document.add_paragraph().add_run()
    run._r.append(
        parse_xml(
            f'<w:pict {SPACES}><v:shape id="box" style="width:420pt;height:60pt" stroked="t"><v:textbox>'
            f"<w:txbxContent>{inside}</w:txbxContent></v:textbox></v:shape></w:pict>"
        )
    )


def _chart(document: DocxDocument, head: str, row: str) -> None:
    title, *names = (cell.strip() for cell in head.split("|"))
    measure, *values = (cell.strip() for cell in row.strip("|").split("|"))

    def points(cells: Sequence[str]) -> str:
        found = (f'<c:pt idx="{k}"><c:v>{escape(cell)}</c:v></c:pt>' for k, cell in enumerate(cells))
        return f'<c:ptCount val="{len(cells)}"/>{"".join(found)}'

    chart = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><c:chartSpace {SPACES}><c:chart>'
        f"<c:title><c:tx><c:rich><a:bodyPr/><a:p><a:r><a:t>{escape(title)}</a:t></a:r></a:p></c:rich></c:tx></c:title>"
        f'<c:plotArea><c:pieChart><c:ser><c:idx val="0"/><c:order val="0"/>'
        f"<c:tx><c:strRef><c:f>Sheet1!$B$1</c:f><c:strCache>{points([measure])}</c:strCache></c:strRef></c:tx>"
        f"<c:cat><c:strRef><c:f>Sheet1!$A$2</c:f><c:strCache>{points(names)}</c:strCache></c:strRef></c:cat>"
        f"<c:val><c:numRef><c:f>Sheet1!$B$2</c:f><c:numCache><c:formatCode>General</c:formatCode>{points(values)}"
        f"</c:numCache></c:numRef></c:val></c:ser></c:pieChart></c:plotArea></c:chart></c:chartSpace>"
    )
    kind = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
    number = 1 + sum(rel.reltype == RELATIONSHIP_TYPE.CHART for rel in document.part.rels.values())
    part = Part(PackURI(f"/word/charts/chart{number}.xml"), kind, chart.encode(), document.part.package)
    rel = document.part.relate_to(part, RELATIONSHIP_TYPE.CHART)
    document.add_paragraph().add_run()._r.append(
        parse_xml(
            f'<w:drawing {SPACES}><wp:inline><wp:extent cx="4320000" cy="2520000"/><wp:docPr id="{100 + number}" '
            f'name="chart {number}"/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">'
            f'<c:chart r:id="{rel}"/></a:graphicData></a:graphic></wp:inline></w:drawing>'
        )
    )


def _stamped(package: bytes) -> bytes:
    """The package with the same time on every part."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            info = zipfile.ZipInfo(name, STAMP)
            info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            new.writestr(info, old.read(name))
    return out.getvalue()
