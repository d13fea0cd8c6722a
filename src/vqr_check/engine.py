"""The pipeline: document → quantities → claims → relations → findings → report."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from vqr_check.claims import Statements, statements
from vqr_check.config import Config
from vqr_check.document import read
from vqr_check.findings import findings, ledger
from vqr_check.memory import remembered, wanted
from vqr_check.model import Document, Relation, Report, Rule
from vqr_check.packs import Packs, chosen, keep
from vqr_check.relations import Judged, judged
from vqr_check.relations.previous import Since, since
from vqr_check.relations.readings import verdict

Source = str | Path | BinaryIO
RARELY = (100_000, 20, 50)  # what is read of a report has no cycles: looking for them takes a quarter of the time


@contextmanager
def unhurried() -> Iterator[None]:
    """Look for garbage in cycles less often meanwhile, where the process has not chosen to do so itself."""
    usual = gc.get_threshold()
    if not 0 < usual[0] < RARELY[0]:  # 0: never
        yield
        return
    gc.set_threshold(*RARELY)
    try:
        yield
    finally:
        gc.set_threshold(*usual)


@unhurried()
def check(
    source: Source,
    *,
    name: str | None = None,
    previous: Source | None = None,
    config: Config | str | Path | None = None,
    rules: Sequence[str | Path | Rule] = (),
) -> Report:
    """Read a report and check every relation between its numbers.

    ``source`` is a path or a binary stream of a DOCX; ``name`` is what to call a stream. ``previous`` is last
    year's report: what this one says of last year is checked against it. ``config`` is a ``Config`` or
    the path of a settings file; without one the defaults hold, whatever files lie near the document. ``rules`` adds to
    its rules: packs by name or path, and ``Rule`` objects whose relation is a Python callable. Raises
    ``VqrCheckError`` with one Chinese line when the file, the settings or a pack cannot be used.
    """
    settings = config if isinstance(config, Config) else Config.read(config) if config is not None else Config()
    own = tuple(rule for rule in rules if isinstance(rule, Rule))
    named = (*settings.rules, *(str(rule) for rule in rules if not isinstance(rule, Rule)))
    packs = chosen(named, settings.precision, own)
    last = read(previous) if previous is not None else None
    return examine(read(source, name=name), packs, settings, own, last)


@unhurried()
def examine(
    document: Document, packs: Packs, config: Config, rules: Sequence[Rule] = (), previous: Document | None = None
) -> Report:
    """Check a document that has been read, with last year's where there is one."""
    said = statements(document, packs)
    found = [*judged(said, packs), *_judged(_own(said, rules))]
    last = since(said, document, previous, packs) if previous is not None else Since()
    found.extend(_judged(last.relations))
    told = tuple(wanted(found, document.path, config, packs))
    report = Report(
        document,
        findings(document, [r for r, _ in told], packs, last.copies, said, [v for _, v in told]),
        ledger([r for r, _ in found], said, packs, [v for _, v in found]),
        packs.names,
        notes=(*document.unread, *document.notes, *last.notes),
        others=(previous,) if previous is not None else (),
    )
    keep()
    return remembered(report, config, packs)


def _judged(relations: Iterable[Relation]) -> Iterator[Judged]:
    return ((relation, verdict(relation)) for relation in relations)


def _own(said: Statements, rules: Sequence[Rule]) -> Iterator[Relation]:
    claims = tuple(said.claims())
    for rule in rules:
        yield from (replace(relation, rule=rule.code) for relation in rule.relation(claims))
