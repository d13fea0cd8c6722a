"""Takes out of a part's XML, before it is parsed, what no reader of its text needs: fonts, spacing, borders, save ids.

Word repeats a few hundred sets of properties tens of thousands of times. Cutting the bytes at the tags of such sets and
looking each distinct one up is several times as fast as parsing it, and the tree that is left is a fraction as large.
Whatever is not in the usual form (another prefix, comments, CDATA, single quotes) stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from vqr_check.document.names import W

PREFIX = b'xmlns:w="' + W.strip("{}").encode() + b'"'
HEAD = 1 << 14  # bytes of a part that hold its declaration and its root's namespaces
END = b"</w:p>"
DISTINCT = 20_000  # sets of properties that are remembered
NEEDLESS = frozenset(
    b"""
    rFonts color sz szCs kern lang spacing position bCs i iCs u highlight shd bdr w noProof fitText vertAlign em
    eastAsianLayout snapToGrid shadow outline emboss imprint strike dstrike rtl cs effect caps smallCaps webHidden
    widowControl ind keepNext keepLines adjustRightInd autoSpaceDE autoSpaceDN overflowPunct kinsoku topLinePunct
    wordWrap textAlignment bidi contextualSpacing mirrorIndents suppressLineNumbers cnfStyle suppressAutoHyphens
    pageBreakBefore suppressOverlap divId tab tabs pBdr top left bottom right start end between bar
    tcW vAlign noWrap hideMark insideH insideV tl2br tr2bl textDirection tcFitText tcBorders tcMar
    """.split()
)  # elements of w:rPr, w:pPr and w:tcPr that change how text looks and not what it says
ATTRIBUTES = rb'(?:\s+[\w:.-]+="[^"<>]*")*\s*'
LEAF = re.compile(rb"<w:(\w+)" + ATTRIBUTES + rb"/>")
EMPTIED = re.compile(rb"<w:(\w+)></w:\1>")
LATENT = re.compile(
    rb"<w:latentStyles" + ATTRIBUTES + rb">(?:\s*<w:lsdException" + ATTRIBUTES + rb"/>)*\s*</w:latentStyles>"
)
TABLE_STYLE = b'w:type="table"'


def slim(xml: bytes) -> bytes:
    """The XML of a story (body, notes, header…) that reads the same with less in it; the same XML where in doubt."""
    return _slimmed(xml, _changed(xml), {}) if _usual(xml) else xml


def slimmed(xml: bytes, window: int) -> Iterator[bytes]:
    """The same in pieces, each made of ``window`` bytes and the rest of the paragraph that they end in."""
    usual, changed, known = _usual(xml), _changed(xml), dict[bytes, dict[bytes, bytes]]()
    at = 0
    while at < len(xml):
        end = xml.find(END, at + window) + len(END) if at + window < len(xml) else len(xml)
        if end < len(END):
            end = len(xml)
        yield _slimmed(xml[at:end], changed, known) if usual else xml[at:end]
        at = end


def _slimmed(xml: bytes, changed: bool, known: dict[bytes, dict[bytes, bytes]]) -> bytes:
    less = _without_pictures(xml) if b' o:gfxdata="' in xml else xml
    for name in (b"tcPr", b"rPr") if changed else (b"tcPr", b"rPr", b"pPr"):
        less = _thinned(less, name, known.setdefault(name, {}))
    return _bare(_bare(less, b"<w:r"), b"<w:p")


def _changed(xml: bytes) -> bool:
    """Whether properties of paragraphs changed: an empty set before a change says something."""
    return b"<w:pPrChange" in xml


def slim_styles(xml: bytes) -> bytes:
    """The XML of word/styles.xml without latent and table styles and what no reader of text asks of the others."""
    if not _usual(xml):
        return xml
    pieces = LATENT.sub(b"", xml).split(b"<w:style ")
    kept = pieces[:1]
    for piece in pieces[1:]:
        attributes, _, inner = piece.partition(b">")
        if TABLE_STYLE in attributes and inner.rstrip().endswith(b"</w:style>") and inner.count(b"</w:style>") == 1:
            continue
        kept.append(piece)
    return _thinned(_thinned(b"<w:style ".join(kept), b"rPr", {}), b"pPr", {})


def _usual(xml: bytes) -> bool:
    """Whether w: means WordprocessingML and a tag looks like a tag nowhere but where it is one."""
    return (
        PREFIX in xml[:HEAD]
        and xml.find(b"xmlns:w=", xml.find(b"xmlns:w=") + 1) < 0
        and (b"!" not in xml or not (b"<![CDATA[" in xml or b"<!--" in xml))
        and (xml.count(b"?") <= 2 or xml.count(b"<?") <= 1)
    )


def _thinned(xml: bytes, name: bytes, known: dict[bytes, bytes]) -> bytes:
    """Without needless elements in the sets of this name, and without sets left empty; ``known``: what each leaves."""
    opening, closing = b"<w:" + name + b">", b"</w:" + name + b">"
    pieces = xml.split(opening)
    kept = pieces[:1]
    for piece in pieces[1:]:
        inner, closed, rest = piece.partition(closing)
        shorter = known.get(inner) if closed else opening + inner
        if shorter is None:
            left = EMPTIED.sub(_unless_needless, LEAF.sub(_unless_needless, inner)).strip()
            shorter = opening + left + closing if left else b""
            if len(known) < DISTINCT:
                known[inner] = shorter
        kept.append(shorter)
        kept.append(rest)
    return b"".join(kept)


def _unless_needless(found: re.Match[bytes]) -> bytes:
    return b"" if found[1] in NEEDLESS else found[0]


def _bare(xml: bytes, tag: bytes) -> bytes:
    """Without the attributes of these tags; those that bear on spaces or names stay."""
    pieces = xml.split(tag + b" ")
    kept = pieces[:1]
    for piece in pieces[1:]:
        attributes, _, rest = piece.partition(b">")
        if attributes[-1:] == b"/" or attributes.count(b'"') & 1 or b"'" in attributes or b"xml" in attributes:
            kept += (tag, b" ", piece)
        else:
            kept += (tag, b">", rest)
    return b"".join(kept)


def _without_pictures(xml: bytes) -> bytes:
    """Without the copies of drawings that Word packs into an attribute of VML shapes."""
    pieces = xml.split(b' o:gfxdata="')
    kept = pieces[:1]
    for piece in pieces[1:]:
        data, _, rest = piece.partition(b'"')
        kept.append(rest if b"<" not in data else b' o:gfxdata="' + piece)
    return b"".join(kept)
