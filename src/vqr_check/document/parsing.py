"""Parses the XML of a part that comes from anybody: whole, or in batches that are freed once they are read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from lxml import etree

from vqr_check.document.names import W, transitional
from vqr_check.document.slimming import slim, slimmed

Element = Any
Batch = tuple[Element, Iterable[Element]]  # an element, and those of its children that are complete

WINDOW = 1 << 20  # bytes of a part that are slimmed and parsed at a time
BODY = W + "body"
DECLARED = re.compile(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)""")
ASCII_BASED = re.compile(rb"utf-?8|us-ascii|ascii|gb\d+|gbk|iso-8859-\d+|windows-\d+|big5", re.IGNORECASE)
PROLOG = re.compile(rb"(?:\xef\xbb\xbf)?(?:\s+|<\?.*?\?>|<!--.*?-->)*", re.DOTALL)
SAFE: dict[str, Any] = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "huge_tree": True,
    "collect_ids": False,
    "remove_comments": True,
    "remove_pis": True,
}


class Refusal(Exception):
    """Why a file cannot be read, as a Chinese clause; ``read`` puts the file's name before it."""

    def __init__(self, clause: str, hostile: bool = False) -> None:
        super().__init__(clause)
        self.hostile = hostile  # the whole file is refused, whichever part it was


def parse(data: bytes, name: str) -> Element:
    """The root of a part: no entities, no network, any depth that libxml2 bears."""
    try:
        root = etree.fromstring(data, etree.XMLParser(**SAFE))
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise _broken(name, error) from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise _with_doctype(name)
    return root


def batches(data: bytes, name: str) -> Iterator[Batch]:
    """The body of a main part, slimmed, some complete blocks at a time.

    Blocks are freed when the next batch is asked for, so the caller must have let go of all elements in them
    by then, or keep whole subtrees alive. Memory is bounded by the largest block instead of the part, and the
    time that a tree of millions of nodes takes to be freed is saved.
    """
    if len(data) <= WINDOW:
        whole = next(parse(slim(data), name).iterchildren(BODY), None)
        if whole is None:
            raise _without_body(name)
        yield whole, whole
        return
    parser = etree.XMLPullParser(events=("start",), tag=BODY, **SAFE)
    body: Element = None
    try:
        for piece in slimmed(data, WINDOW):
            parser.feed(piece)
            if body is None:
                body = next((e for _, e in parser.read_events() if _is_child_of_root(e)), None)
                if body is None:
                    continue
                if body.getroottree().docinfo.internalDTD is not None:
                    raise _with_doctype(name)
            ready = len(body) - 1
            if ready > 0:
                yield body, islice(body, ready)  # no list: elements that are held would be copied, not freed
                del body[:ready]
        parser.close()
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise _broken(name, error) from None
    if body is None:
        raise _without_body(name)
    yield body, body


def _is_child_of_root(element: Element) -> bool:
    parent = element.getparent()
    return parent is not None and parent.getparent() is None


def _without_body(name: str) -> Refusal:
    return Refusal(f"没有正文（{name} 里没有 w:body），请用 Word 打开并重新保存")


def _broken(name: str, error: Exception) -> Refusal:
    if "depth" in str(error).lower():
        return Refusal(f"部件 {name} 嵌套过深，已拒绝读取")
    return Refusal(f"部件 {name} 不是完整的 XML，请用 Word 打开并重新保存")


def _with_doctype(name: str) -> Refusal:
    return Refusal(f"部件 {name} 带有 DOCTYPE 声明（可能是恶意文件），已拒绝读取；请用 Word 重新保存", hostile=True)


def ascii_based(data: bytes, name: str) -> bytes:
    """XML in an encoding that has ASCII's bytes for ASCII's characters; refused where it has none or a DOCTYPE."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in data[:4]:
        try:
            text = data.decode(
                "utf-16"
                if data[:2] in (b"\xff\xfe", b"\xfe\xff")
                else "utf-16-le"
                if data[1:2] == b"\0"
                else "utf-16-be"
            )
        except UnicodeDecodeError:
            raise Refusal(f"部件 {name} 编码有误，请用 Word 重新保存") from None
        data = transitional(
            re.sub(r"^\ufeff?\s*<\?xml.*?\?>", "", text, count=1, flags=re.DOTALL).encode("utf-8", "replace")
        )
    declared = DECLARED.match(data[:256])
    if declared and not ASCII_BASED.fullmatch(declared[1]):
        raise Refusal(f"部件 {name} 使用了不支持的编码 {declared[1].decode('ascii')}，请用 Word 重新保存")
    prolog = PROLOG.match(data)
    if prolog and data.startswith(b"<!DOCTYPE", prolog.end()):
        raise _with_doctype(name)
    return data
