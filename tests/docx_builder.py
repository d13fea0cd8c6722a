"""Builds small DOCX packages from snippets of WordprocessingML."""

from __future__ import annotations

import zipfile
from pathlib import Path

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)


def run(text: str, properties: str = "") -> str:
    """A w:r with text."""
    return f'<w:r>{f"<w:rPr>{properties}</w:rPr>" if properties else ""}<w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*content: str) -> str:
    """A w:p; content that is no markup becomes a run."""
    return f"<w:p>{''.join(c if c.startswith('<') else run(c) for c in content)}</w:p>"


def table(*rows: tuple[str, ...]) -> str:
    """A w:tbl of plain cells."""
    cells = ("".join(f"<w:tc>{paragraph(text)}</w:tc>" for text in row) for row in rows)
    grid = "<w:gridCol/>" * len(rows[0])
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def build(path: Path, *body: str, parts: dict[str, str] | None = None, strict: bool = False) -> Path:
    """Write a DOCX with this body; ``parts`` are others of word/ by kind: comments, footnotes, header…"""
    parts = parts or {}
    overrides = "".join(f'<Override PartName="/word/{k}.xml" ContentType="{WORD}.{k}+xml"/>' for k in parts)
    arrows = "".join(f'<Relationship Id="rId{k}" Type="{R}/{k}" Target="{k}.xml"/>' for k in parts)
    relationships = "http://schemas.openxmlformats.org/package/2006/relationships"
    files = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Default Extension="bin" ContentType="application/x"/>'
        f'<Override PartName="/word/document.xml" ContentType="{WORD}.document.main+xml"/>{overrides}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{relationships}">'
        f'<Relationship Id="rId1" Type="{R}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{''.join(body)}</w:body></w:document>",
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{relationships}">{arrows}</Relationships>',
        "word/orphan.bin": "kept as it is",
        **{f"word/{kind}.xml": content for kind, content in parts.items()},
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            data = f'<?xml version="1.0" encoding="UTF-8"?>{content}' if name.endswith((".xml", ".rels")) else content
            if strict:
                data = data.replace(W, "http://purl.oclc.org/ooxml/wordprocessingml/main")
                data = data.replace(R, "http://purl.oclc.org/ooxml/officeDocument/relationships")
            package.writestr(name, data)
    return path
