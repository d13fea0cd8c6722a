"""Builds small packages for the reader's tests."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from vqr_check.document import read
from vqr_check.model import Block, Document

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    f'xmlns:r="{OFFICE}/relationships" xmlns:m="{OFFICE}/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram"'
)
TARGETS = {
    "styles": "styles.xml", "numbering": "numbering.xml", "footnotes": "footnotes.xml", "endnotes": "endnotes.xml",
    "comments": "comments.xml", "header": "header1.xml", "footer": "footer1.xml", "chart": "charts/chart1.xml",
}  # fmt: skip
AUTHOR = 'w:id="1" w:author="某人" w:date="2024-01-01T00:00:00Z"'


def relationships(arrows: Mapping[str, tuple[str, str]]) -> str:
    """A .rels part of id -> (kind, target)."""
    inner = "".join(
        f'<Relationship Id="{i}" Type="{OFFICE}/relationships/{k}" Target="{t}"/>' for i, (k, t) in arrows.items()
    )
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inner}</Relationships>'
    )


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip of these entries."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return out.getvalue()


def package(
    body: str, *, main: str = "word/document.xml", extra: Mapping[str, str | bytes] | None = None, **parts: str
) -> bytes:
    """A Word package: the body's inner XML, and the inner XML of further parts by their kind (styles="…")."""
    arrows = {f"r{kind}": (kind, target) for kind, target in TARGETS.items() if kind in parts}
    roots = {"header": "hdr", "footer": "ftr"}
    written: dict[str, str | bytes] = {
        "_rels/.rels": relationships({"r1": ("officeDocument", main)}),
        main: f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": relationships(arrows),
    }
    for kind, inner in parts.items():
        root = "c:chartSpace" if kind == "chart" else f"w:{roots.get(kind, kind)}"
        written[f"word/{TARGETS[kind]}"] = f"<{root} {NAMESPACES}>{inner}</{root}>"
    return zipped({**written, **(extra or {})})


def document(body: str, *, revisions: str = "accepted", **parts: str) -> Document:
    """What the reader makes of such a package."""
    return read(io.BytesIO(package(body, **parts)), name="报告.docx", revisions=revisions)  # type: ignore[arg-type]


def run(text: str, properties: str = "") -> str:
    """A run of text."""
    return f'<w:r>{f"<w:rPr>{properties}</w:rPr>" if properties else ""}<w:t xml:space="preserve">{text}</w:t></w:r>'


def par(inner: str, properties: str = "") -> str:
    """A paragraph of runs, or of plain text."""
    inner = inner if inner.startswith("<") or not inner else run(inner)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inner}</w:p>"


def cell(inner: str, properties: str = "") -> str:
    """A table cell of paragraphs, or of plain text."""
    inner = inner if inner.startswith("<") else par(inner)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    """A table row of cells, or of plain texts."""
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(c if c.startswith('<') else cell(c) for c in cells)}</w:tr>"


def table(*rows: str) -> str:
    """A table of rows."""
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def field(instruction: str, result: str) -> str:
    """A complex field."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve">{instruction}</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def control(inner: str, properties: str = "") -> str:
    """A content control."""
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>"


def style(style_id: str, name: str, inner: str = "", kind: str = "paragraph") -> str:
    """A style."""
    return f'<w:style w:type="{kind}" w:styleId="{style_id}"><w:name w:val="{name}"/>{inner}</w:style>'


def shown(blocks: tuple[Block, ...] | Document) -> list[str]:
    """Each block in a line: a paragraph's text, a table's cells as row,col=text."""
    found = blocks.blocks if isinstance(blocks, Document) else blocks
    return [b.text if b.table is None else "|".join(f"{c.row},{c.col}={c.text}" for c in b.table.cells) for b in found]
