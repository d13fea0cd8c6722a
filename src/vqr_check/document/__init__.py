"""The document room, the only one that knows OOXML: reads a DOCX from any producer as a reader sees it."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO, Literal

from vqr_check.document.limits import Limits
from vqr_check.document.package import Package, load
from vqr_check.document.parsing import Refusal
from vqr_check.document.reader import read_package
from vqr_check.model import Document, VqrCheckError

__all__ = ["Limits", "read"]


def read(
    source: str | Path | BinaryIO,
    *,
    name: str | None = None,
    revisions: Literal["accepted", "original"] = "accepted",
    limits: Limits | None = None,
) -> Document:
    """Read a DOCX (also .docm, .dotx, .dotm, Strict) as a reader sees it.

    ``source`` is a path or a binary stream, ``name`` what messages call it. ``revisions`` reads tracked
    changes as accepted, or the text before them. Block indices count every w:p and w:tbl of a part, empty and
    deleted ones included; where a deleted (or hidden) paragraph mark joins paragraphs, the joined block has the
    index of the first that has text and the others' indices stand for nothing. ``Document.unread`` says what
    the file holds that was not read.

    Raises ``VqrCheckError`` with one Chinese line where the file is no Word document, is damaged, encrypted or
    beyond ``limits``. Nothing is written and nothing is fetched.
    """
    shown = name or (str(source) if isinstance(source, (str, Path)) else str(getattr(source, "name", "") or "输入流"))
    limits = limits or Limits()
    try:
        return read_package(Package(load(source, limits), shown, limits), shown, revisions == "original").document
    except Refusal as refusal:
        raise VqrCheckError(f"{shown}：{refusal}。") from None
    except (RecursionError, MemoryError):
        raise VqrCheckError(f"{shown}：文件过大或过于复杂，内存不足，请拆分后再查。") from None
