"""Reads a package part by part: body, text boxes, notes, headers and footers, charts, comments."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from typing import Any

from vqr_check.document.attached import Attached
from vqr_check.document.blocks import Gathered, gather
from vqr_check.document.comments import read_comments
from vqr_check.document.headings import titled
from vqr_check.document.names import ID, RID, W, on
from vqr_check.document.numbering import Numbering, read_numbering
from vqr_check.document.package import Package, Relationship, survey
from vqr_check.document.parsing import BODY, Batch, Refusal, batches
from vqr_check.document.slimming import slim, slim_styles
from vqr_check.document.story import Reading
from vqr_check.document.styles import Styles, read_styles
from vqr_check.document.walker import Walker
from vqr_check.model import Block, Document, Part
from vqr_check.record import dataclass

Element = Any
MARGINS: tuple[tuple[str, Part], ...] = (("headerReference", "header"), ("footerReference", "footer"))
NOTES: tuple[tuple[str, Part], ...] = (("footnote", "footnote"), ("endnote", "endnote"))
SEPARATORS = frozenset(("separator", "continuationSeparator", "continuationNotice"))


@dataclass(frozen=True, slots=True)
class Outcome:
    """A document with what a tracing caller needs: where characters stand, and the trees of the parts."""

    document: Document
    gathered: Gathered
    trees: dict[str, Element]  # part name -> root
    package: Package


def read_package(package: Package, path: str, original: bool = False, traced: bool = False) -> Outcome:
    """Read every story of a package; raises ``Refusal`` where its main part cannot be read."""
    return _Reader(package, original, traced).read(path)


class _Reader:
    def __init__(self, package: Package, original: bool, traced: bool, nested: bool = False) -> None:
        self.package = package
        self.nested = nested
        self.reading = Reading(Styles(), package.limits, original, traced)
        self.relations = {package.main: package.relationships(package.main)}
        self.trees: dict[str, Element] = {}
        self.gathered = Gathered()
        self.walkers: dict[Part, Walker] = {}
        styles, lists = self._named("styles", slim_styles), self._named("numbering")
        if styles is not None:
            self.reading.styles = read_styles(styles, self.reading.hides)
        self.numbering = read_numbering(lists, self.reading.styles) if lists is not None else Numbering()

    def read(self, path: str) -> Outcome:
        self._body()
        self._notes()
        self._margins()
        self._boxes()
        attached = self._attached()
        self.gathered.blocks += attached.blocks
        self.reading.forget()
        comments_root = self._named("comments")
        comments = () if comments_root is None else read_comments(comments_root, self.gathered)
        document = Document(
            path,
            self.package.sha256,
            tuple(self._in_sections()),
            comments,
            tuple(self.reading.unread),
            tuple(attached.sheets),
            tuple(attached.notes),
        )
        return Outcome(document, self.gathered, self.trees, self.package)

    def _in_sections(self) -> list[Block]:
        """The blocks, those of other parts with the section of the body block they hang on."""
        sections = {b.index: (*b.section, *_own(b)) for b in self.gathered.blocks if b.part == "body"}
        return [
            b if b.part == "body" or b.host not in sections else replace(b, section=sections[b.host])
            for b in self.gathered.blocks
        ]

    # ---- parts ----

    def _arrows(self, part: str) -> dict[str, Relationship]:
        if part not in self.relations:
            self.relations[part] = self.package.relationships(part)
        return self.relations[part]

    def _pointed(self, part: str, relation_id: str | None) -> str:
        """The part that a relationship leads to; "" where it leads outside or nowhere."""
        arrow = self._arrows(part).get(relation_id or "")
        if arrow is None or arrow.external or not self.package.has(arrow.target):
            return ""
        return self.package.name(arrow.target)

    def _named(self, kind: str, slimmer: Callable[[bytes], bytes] = slim) -> Element | None:
        """The root of the part that the main part names for this kind, None where there is none to read."""
        for key, arrow in self._arrows(self.package.main).items():
            if arrow.kind == kind and (name := self._pointed(self.package.main, key)):
                return self._enter(name, slimmer=slimmer)
        return None

    def _enter(self, name: str, needed: bool = False, slimmer: Callable[[bytes], bytes] = slim) -> Element | None:
        """The root of a part, its particulars set for the walkers; a broken part is left out unless needed."""
        try:
            root, particulars = self.package.surveyed(name, None if self.reading.traced else slimmer)
        except Refusal as refusal:
            if needed or refusal.hostile:
                raise
            self.reading.leave(f"部件 {name} 无法读取，已跳过")
            return None
        reading = self.reading
        reading.hides = particulars.hides or reading.styles.hides
        if reading.traced:
            self.trees[name] = root
        return root

    def _body(self) -> None:
        """The body: in batches, or as a tree that is kept for a tracing caller."""
        main = self.package.main
        if not self.reading.traced:
            data = self.package.bytes(main)
            self.reading.hides = survey(data).hides or self.reading.styles.hides
            self._story("body", main, partial(batches, data, main), None)
            return
        root = self._enter(main, needed=True)
        body = None if root is None else next(root.iterchildren(BODY), None)
        if body is None:
            raise Refusal(f"没有正文（{main} 里没有 w:body），请用 Word 打开并重新保存")
        self._story("body", main, partial(_whole, body), None)

    def _story(self, part: Part, name: str, story: Callable[[], Iterable[Batch]], host: int | None) -> None:
        reading = self.reading
        reading.part, reading.host, reading.balanced = name, host, True
        walker = self.walkers.setdefault(part, Walker(reading, part == "body"))
        before, count = reading.state(), walker.count
        items = walker.read(story())
        if walker.unfinished:  # a field that never ends must not swallow the rest of the story
            reading.restore(before)
            walker.count, reading.host, reading.balanced = count, host, False
            items = walker.read(story())
        gather(items, part, self.gathered, self.numbering, reading.styles, host)

    def _notes(self) -> None:
        hosts = dict(self.reading.notes)
        for kind, part in NOTES:
            name = next(
                (n for key, a in self._arrows(self.package.main).items()
                 if a.kind == kind + "s" and (n := self._pointed(self.package.main, key))),
                "",
            )  # fmt: skip
            root = self._enter(name) if name else None
            if root is None:
                continue
            for note in root.iterchildren(W + kind):
                if note.get(W + "type") not in SEPARATORS:
                    self._story(part, name, partial(_whole, note), hosts.get((kind, note.get(ID) or "")))

    def _margins(self) -> None:
        """Headers and footers, each part once, tied to the first block of the section that shows it."""
        seen: set[str] = set()
        first = 0
        for section, last in self.reading.sections:
            title_page = any(on(e.get(W + "val")) for e in section.iterchildren(W + "titlePg"))
            for tag, part in MARGINS:
                for reference in section.iterchildren(W + tag):
                    if reference.get(W + "type") == "first" and not title_page:
                        continue
                    name = self._pointed(self.package.main, reference.get(RID))
                    if name and name not in seen:
                        seen.add(name)
                        root = self._enter(name)
                        if root is not None:
                            self._story(part, name, partial(_whole, root), first)
            first = (last or 0) + 1

    def _boxes(self) -> None:
        """Text boxes, those found inside text boxes too."""
        for box in self.reading.boxes:  # grows while it is read
            self._story("textbox", box.part, partial(_whole, box.element), box.host)

    def _attached(self) -> Attached:
        """Charts, SmartArt, objects and inserted files; a Word file within this one is read without its own."""
        boxes = self.walkers["textbox"].count if "textbox" in self.walkers else 0
        attached = Attached(self.package, self.reading, self._pointed, self._enter, self._inner, boxes)
        if not self.nested:
            attached.read()
        elif self.reading.attached:
            self.reading.leave("嵌入文档里的图表和对象未读取")
        return attached

    def _inner(self, package: Package) -> Iterable[Block]:
        reader = _Reader(package, self.reading.original, traced=False, nested=True)
        document = reader.read(package.path).document
        for line in document.unread:
            self.reading.leave(line)
        return [block for block in document.blocks if block.part not in ("header", "footer")]


def _whole(story: Element) -> Iterable[Batch]:
    return ((story, story),)


def _own(block: Block) -> tuple[str, ...]:
    return (titled(block.label, block.text).strip(),) if block.kind == "heading" else ()
