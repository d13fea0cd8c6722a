"""Writes remarks into a copy of a DOCX as Word comments on the exact characters; the original is only read.

The comments themselves are made by python-docx. Their anchors go into the main part's own tree, and every
other part is copied byte by byte, since saving with python-docx drops orphan parts, rewrites the others, and
refuses files that Word opens.
"""

from __future__ import annotations

import posixpath
import zipfile
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any, cast

from lxml import etree

from vqr_check.document.anchors import Opened, open_package
from vqr_check.document.blocks import Holder
from vqr_check.document.cuts import beginning, cut, ending
from vqr_check.document.limits import Limits
from vqr_check.document.names import ID, PPR, R_, RPR, W, strict
from vqr_check.document.package import Package, load, resolve
from vqr_check.document.parsing import Refusal, parse
from vqr_check.model import Location, Part, VqrCheckError
from vqr_check.record import dataclass

Element = Any
AUTHOR, INITIALS = "vqr-check", "数核"
MOST = 32_000  # Word refuses a file with more than 32,767 comments
MARKS = frozenset(W + tag for tag in ("commentRangeStart", "commentRangeEnd", "commentReference"))
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
KIND = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
EMPTY = f'<w:comments xmlns:w="{W[1:-1]}"/>'


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment to write: where it stands, and its lines."""

    location: Location
    lines: tuple[str, ...]


def annotate(source: str | Path, remarks: Sequence[Remark], limits: Limits | None = None) -> tuple[bytes, str]:
    """A copy of the file with the remarks as comments, and the SHA-256 of the file as it was read.

    Earlier comments of ours are taken out; other people's stay. Word shows no comments in notes, headers,
    text boxes and charts: a remark there stands on the body's paragraph that they hang on.

    Raises VqrCheckError where the file cannot be read.
    """
    limits = limits or Limits()
    opened = open_package(source, limits=limits)
    main = opened.package.main
    name, known = _comments_part(opened)
    root = opened.trees[name] if known and name in opened.trees else _parsed(EMPTY)
    _forget(root, opened.trees[main])
    identity = _next_id(root, opened.trees[main])
    _anchor(opened, remarks[:MOST], identity)
    for number, remark in enumerate(remarks[:MOST], identity):
        root.append(_comment(number, remark.lines))
    changed = {main: opened.serialize(main), name: _serialized(root, opened.package)}
    if not known:
        changed |= _registered(opened.package, name)
    try:
        return _copied(load(source, limits), changed, limits), opened.package.sha256
    except Refusal as refusal:
        raise VqrCheckError(f"{source}：{refusal}。") from None


# ---- anchors ------------------------------------------------------------------------------


def _anchor(opened: Opened, remarks: Sequence[Remark], identity: int) -> None:
    """Set the marks of each remark, numbered on from the first free id."""
    places = [opened.locate(r.location) if r.location.part == "body" else [] for r in remarks]
    cuts = cut(p for found in places if found for p in (found[0], found[-1]))
    hosts = _Hosts.of(opened)
    for number, (remark, found) in enumerate(zip(remarks, places, strict=True), identity):
        if found:
            _mark(number, beginning(cuts, found[0]), ending(cuts, found[-1]))
        else:
            _mark_paragraph(number, hosts.paragraph(remark.location))


def _mark(number: int, first: Element, last: Element) -> None:
    start, stop, reference = _marks(number, first)
    first.addprevious(start)
    last.addnext(reference)
    last.addnext(stop)


def _mark_paragraph(number: int, paragraph: Element) -> None:
    start, stop, reference = _marks(number, paragraph)
    properties = paragraph.find(PPR)
    if properties is None:
        paragraph.insert(0, start)
    else:
        properties.addnext(start)
    paragraph.extend((stop, reference))


def _marks(number: int, near: Element) -> tuple[Element, Element, Element]:
    start = near.makeelement(W + "commentRangeStart", {ID: str(number)})
    stop = near.makeelement(W + "commentRangeEnd", {ID: str(number)})
    run = near.makeelement(R_)
    style = etree.SubElement(etree.SubElement(run, RPR), W + "rStyle")
    style.set(W + "val", "CommentReference")
    etree.SubElement(run, W + "commentReference").set(ID, str(number))
    return start, stop, run


@dataclass(frozen=True, slots=True)
class _Hosts:
    """The body's paragraphs that remarks on other parts stand on."""

    opened: Opened
    hosts: Mapping[tuple[Part, int], int | None]
    first: Mapping[int, Holder]  # body block -> its first holder of text
    order: Sequence[int]

    @classmethod
    def of(cls, opened: Opened) -> _Hosts:
        first: dict[int, Holder] = {}
        for holder in opened.pieces:
            if holder[0] == "body":
                first.setdefault(holder[1], holder)
        hosts = {(block.part, block.index): block.host for block in opened.document.blocks}
        return cls(opened, hosts, first, sorted(first))

    def paragraph(self, location: Location) -> Element:
        """The nearest paragraph with text at or before what the location's part hangs on, else the first."""
        block = location.block if location.part == "body" else self.hosts.get((location.part, location.block))
        if self.order:
            at = bisect_right(self.order, block if block is not None else 0) - 1
            paragraph = self.opened.paragraph(self.first[self.order[max(at, 0)]])
            if paragraph is not None:
                return paragraph
        root = self.opened.trees[self.opened.package.main]
        found = next(root.iter(W + "p"), None)
        if found is None:
            found = etree.SubElement(root.find(W + "body"), W + "p")
        return found


# ---- comments -----------------------------------------------------------------------------


def _parsed(xml: str) -> Element:
    from docx.oxml import parse_xml

    return parse_xml(xml)


def _comment(number: int, lines: Sequence[str]) -> Element:
    """A w:comment as python-docx makes it; without a date, so that equal runs give equal files."""
    from docx.comments import Comment

    element = _parsed(EMPTY).add_comment()
    element.set(ID, str(number))
    comment = Comment(element, cast(Any, None))  # the part is asked for pictures alone
    comment.author, comment.initials = AUTHOR, INITIALS
    element.attrib.pop(W + "date", None)
    comment.paragraphs[0].add_run(lines[0] if lines else "")
    for line in lines[1:]:
        comment.add_paragraph(line)
    return element


def _forget(comments: Element, main: Element) -> None:
    """Take out our own earlier comments and their marks."""
    ours = {c.get(ID): c for c in comments.iterchildren(W + "comment") if c.get(W + "author") == AUTHOR}
    if not ours:
        return
    for comment in ours.values():
        comments.remove(comment)
    for mark in [m for m in main.iter(*MARKS) if m.get(ID) in ours]:
        parent = mark.getparent()
        parent.remove(mark)
        if parent.tag == R_ and all(child.tag == RPR for child in parent):
            parent.getparent().remove(parent)


def _next_id(comments: Element | None, main: Element) -> int:
    used = [e.get(ID) for e in main.iter(*MARKS)]
    used += [c.get(ID) for c in comments.iterchildren(W + "comment")] if comments is not None else []
    return max((int(i) for i in used if i and i.isdecimal()), default=-1) + 1


# ---- the package --------------------------------------------------------------------------


def _comments_part(opened: Opened) -> tuple[str, bool]:
    """The name of the part that holds comments, and whether the package has it."""
    package = opened.package
    for arrow in package.relationships(package.main).values():
        if arrow.kind == "comments" and not arrow.external and package.has(arrow.target):
            return package.name(arrow.target), True
    folder = posixpath.dirname(package.main)
    names = (posixpath.join(folder, f"comments{number or ''}.xml") for number in range(len(package.names()) + 1))
    return next(name for name in names if not package.has(name)), False


def _serialized(root: Element, package: Package) -> bytes:
    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return strict(data) if package.strict else data


def _registered(package: Package, name: str) -> dict[str, bytes]:
    """The relationships of the main part and the content types, with the new part named in both."""
    folder, base = posixpath.split(package.main)
    path = posixpath.join(folder, "_rels", base + ".rels")
    path = package.name(path) if package.has(path) else path
    arrows = parse(package.raw(path), path) if package.has(path) else etree.Element(f"{{{RELATIONSHIPS}}}Relationships")
    taken = {arrow.get("Id") for arrow in arrows}
    free = next(f"rIdVqr{n}" for n in range(len(taken) + 1) if f"rIdVqr{n}" not in taken)
    kind = strict(KIND) if package.strict else KIND
    target = posixpath.relpath(name, folder or ".")
    etree.SubElement(arrows, f"{{{RELATIONSHIPS}}}Relationship", Id=free, Type=kind.decode(), Target=target)
    types_path = package.name("[Content_Types].xml")
    types = parse(package.raw(types_path), types_path)
    etree.SubElement(types, f"{{{TYPES}}}Override", PartName=f"/{name}", ContentType=CONTENT_TYPE)
    return {
        part: etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        for part, root in ((path, arrows), (types_path, types))
    }


def _copied(data: bytes, changed: Mapping[str, bytes], limits: Limits) -> bytes:
    """The package with some parts replaced or added, every other part byte by byte."""
    out, left, size = BytesIO(), dict(changed), 0
    with zipfile.ZipFile(BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for info in source.infolist():
            copy = zipfile.ZipInfo(info.filename, info.date_time)
            copy.compress_type, copy.external_attr = zipfile.ZIP_DEFLATED, info.external_attr
            content = left.pop(resolve("", info.filename), None)
            if content is not None:
                target.writestr(copy, content)
                continue
            try:
                with source.open(info) as stream, target.open(copy, "w") as sink:
                    while chunk := stream.read(1 << 20):
                        size += len(chunk)
                        if size > limits.total_bytes:
                            raise Refusal("解压后过大（像压缩炸弹），没有写批注", hostile=True)
                        sink.write(chunk)
            except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError) as error:
                raise Refusal(f"的部件 {info.filename} 已损坏，没有写批注") from error
        for name, content in left.items():
            target.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()
