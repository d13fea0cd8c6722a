"""The pipeline: document → quantities → claims → relations → findings → report."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from vqr_check.claims import statements
from vqr_check.document import read
from vqr_check.findings import findings, ledger
from vqr_check.model import Report
from vqr_check.packs import load
from vqr_check.relations import relations


def check(source: str | Path | BinaryIO, *, name: str | None = None) -> Report:
    """Read a report and check every relation between its numbers.

    ``source`` is a path or a binary stream of a DOCX; ``name`` is what to call a stream. Raises
    ``VqrCheckError`` with one Chinese line when the file cannot be read.
    """
    packs = load()
    document = read(source, name=name)
    said = statements(document, packs)
    found = tuple(relations(said, packs))
    return Report(
        document, findings(document, found, packs), ledger(found, said, packs), packs.names, notes=document.unread
    )
