"""The qualified names of WordprocessingML that the reader knows, and how Strict files map onto them."""

from __future__ import annotations

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
DGM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
VML = "{urn:schemas-microsoft-com:vml}"
OFFICE = "{urn:schemas-microsoft-com:office:office}"
CHARTEX = "{http://schemas.microsoft.com/office/drawing/2014/chartex}"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

TRANSITIONAL = b"http://schemas.openxmlformats.org/"
STRICT = b"http://purl.oclc.org/ooxml/"
# Strict file -> Transitional file; the reader knows the latter alone
STRICT_NAMES = tuple(
    (STRICT + strict, TRANSITIONAL + transitional)
    for strict, transitional in (
        (b"wordprocessingml/main", b"wordprocessingml/2006/main"),
        (b"officeDocument/math", b"officeDocument/2006/math"),
        (b"officeDocument/relationships", b"officeDocument/2006/relationships"),
        (b"drawingml/", b"drawingml/2006/"),
        (b"spreadsheetml/main", b"spreadsheetml/2006/main"),
    )
)


def transitional(xml: bytes) -> bytes:
    """The same XML with the names of Strict files replaced by the usual ones."""
    if STRICT in xml:
        for strict, usual in STRICT_NAMES:
            xml = xml.replace(strict, usual)
    return xml


def strict(xml: bytes) -> bytes:
    """The reverse of :func:`transitional`, for a part that is written back into a Strict file."""
    for strict_name, usual in STRICT_NAMES:
        xml = xml.replace(usual, strict_name)
    return xml


def on(value: str | None) -> bool:
    """What a toggle such as ``<w:b w:val="0"/>`` says; no value means yes."""
    return value not in ("0", "false", "off", "none")


VAL = W + "val"
ID = W + "id"
RID = R + "id"
P, R_, T = W + "p", W + "r", W + "t"
TBL, TR, TC = W + "tbl", W + "tr", W + "tc"
PPR, RPR = W + "pPr", W + "rPr"
CHART, CHARTEX_CHART, DIAGRAM = C + "chart", CHARTEX + "chart", DGM + "relIds"
OLE, LETTERING, CHUNK = OFFICE + "OLEObject", VML + "textpath", W + "altChunk"
