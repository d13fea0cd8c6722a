"""Reads what hangs in a document: charts with their workbooks, SmartArt, embedded objects, inserted files."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import field, replace
from functools import partial
from pathlib import PurePosixPath
from typing import Any

from vqr_check.document.charts import read_chart, read_extended, stale
from vqr_check.document.diagrams import drawn, read_diagram
from vqr_check.document.names import CHART, CHARTEX_CHART, CHUNK, DIAGRAM, LETTERING, OLE, RID, A, C, R
from vqr_check.document.package import Package
from vqr_check.document.parsing import Refusal
from vqr_check.document.story import Hanging, Reading
from vqr_check.document.webpages import page_of, read_page
from vqr_check.document.workbooks import Book, read_book
from vqr_check.model import Block, Part, Table
from vqr_check.record import dataclass

Element = Any
Item = str | Table | Block
WEBPAGES = ("htm", "html", "xhtml")
ARCHIVES = ("mht", "mhtml")
WORD_FILES = ("docx", "docm", "dotx", "dotm")
EXCEL_FILES = ("xlsx", "xlsm")
LONGEST = 1 << 24  # bytes of an inserted page or text that is still read


@dataclass(slots=True)
class Attached:
    """Reads the attachments of one package; what they show are blocks tied to the body's block they hang on."""

    package: Package
    reading: Reading
    pointed: Callable[[str, str | None], str]  # a part's relationship -> the part that it leads to, "" for none
    enter: Callable[[str], Element | None]  # a part -> its root
    inner: Callable[[Package], Iterable[Block]]  # a Word package within this one -> its blocks
    boxes: int  # text boxes so far: words in drawings are counted on with them
    blocks: list[Block] = field(default_factory=list)
    sheets: list[Block] = field(default_factory=list)  # of workbooks; nobody who reads the report sees them
    notes: list[str] = field(default_factory=list)

    def read(self) -> None:
        """Read everything that was met on the way, charts first."""
        seen: set[str] = set()
        readers: dict[str, Callable[[str, Hanging, int], None]] = {
            CHART: partial(self._chart, extended=False),
            CHARTEX_CHART: partial(self._chart, extended=True),
        }
        charts = [hanging for hanging in self.reading.attached if hanging.element.tag in readers]
        for index, hanging in enumerate(charts):
            name = self.pointed(hanging.part, hanging.element.get(RID))
            if name and name not in seen:
                seen.add(name)
                readers[hanging.element.tag](name, hanging, index)
        for hanging in self.reading.attached:
            tag = hanging.element.tag
            if tag == A + "p":
                self._show([drawn(hanging.element)], hanging)
            elif tag == LETTERING:
                self._show([(hanging.element.get("string") or "").strip()], hanging)
            elif tag == DIAGRAM:
                root = self._root(self.pointed(hanging.part, hanging.element.get(R + "dm")))
                if root is None:
                    self.reading.leave("SmartArt 图形中的文字未读取")
                else:
                    self._show(read_diagram(root), hanging)
            elif tag == OLE:
                self._object(hanging)
            elif tag == CHUNK:
                self._chunk(hanging)

    def _root(self, name: str) -> Element | None:
        return self.enter(name) if name else None

    def _show(self, items: Iterable[Item], hanging: Hanging) -> None:
        """Add what a drawing or an inserted file shows, as text that stands beside the body."""
        for item in items:
            if isinstance(item, Block):
                block = replace(item, part="textbox", index=self.boxes, section=(), level=0, host=hanging.host)
                block = replace(block, kind="paragraph") if item.kind == "heading" else block
            elif isinstance(item, Table):
                block = Block("textbox", self.boxes, "table", "", table=item, host=hanging.host)
            elif item:
                block = Block("textbox", self.boxes, "paragraph", item, host=hanging.host)
            else:
                continue
            self.blocks.append(block)
            self.boxes += 1

    def _chart(self, name: str, hanging: Hanging, index: int, extended: bool) -> None:
        root = self._root(name)
        if root is None:
            return
        book = self._workbook(root, name)
        try:
            table = read_extended(root) if extended else read_chart(root, book)
            differences = list(stale(root, book)) if book is not None and not extended else []
        except Refusal:
            self.reading.leave("图表的内嵌工作簿过大或无法读取")
            book, differences = None, []
            table = read_extended(root) if extended else read_chart(root)
        if table is None:
            self.reading.leave("有图表没有保存数据，未读取")
            return
        self.blocks.append(Block("chart", index, "table", "", table=table, host=hanging.host))
        if book is not None:
            self._keep(book, hanging, index)
        if differences:
            series, category, shown, held = differences[0]
            where = "、".join(f"“{word}”" for word in (series, category) if word)
            named = f"“{table.caption}”" if table.caption else ""
            self.notes.append(
                f"图表{named}显示的数据与内嵌工作簿不一致，共 {len(differences)} 处，"
                f"如{where}图上为 {shown}，工作簿中为 {held}；请核对后更新图表"
            )

    def _workbook(self, root: Element, part: str) -> Book | None:
        """The workbook inside the document that a chart draws, if there is one that can be read."""
        reference = next((e.get(RID) for e in root.iterchildren(C + "externalData")), None)
        name = self.pointed(part, reference)
        if not name:
            return None
        if not name.lower().endswith(EXCEL_FILES):
            self.reading.leave(f"图表的内嵌工作簿（{PurePosixPath(name).suffix}）未读取")
            return None
        try:
            return read_book(self.package.nested(name, word=False))
        except Refusal:
            self.reading.leave("图表的内嵌工作簿过大或无法读取")
            return None

    def _keep(self, book: Book, hanging: Hanging, chart: int | None = None) -> None:
        """Hand on the sheets of a workbook that were read, with the chart's index or that of the next text box."""
        part: Part = "textbox" if chart is None else "chart"
        index = self.boxes if chart is None else chart
        for sheet in book.read.values():
            if (grid := sheet.table()) is not None:
                path = book.package.path
                self.sheets.append(Block(part, index, "table", path, label=sheet.name, table=grid, host=hanging.host))

    def _object(self, hanging: Hanging) -> None:
        """An embedded object: shown sheets and documents are read, icons and other kinds are named."""
        kind = hanging.element.get("ProgID") or "未知类型"
        name = self.pointed(hanging.part, hanging.element.get(RID))
        visible = hanging.element.get("DrawAspect") != "Icon"
        try:
            if name.lower().endswith(EXCEL_FILES):
                book = read_book(self.package.nested(name, word=False))
                sheet = book.sheet(book.active)
                grid = sheet.table(book.area) if sheet is not None and visible else None
                self._keep(book, hanging)
                self._show([grid] if grid is not None else [], hanging)
                return
            if name.lower().endswith(WORD_FILES) and visible:
                self._show(self.inner(self.package.nested(name)), hanging)
                return
        except Refusal:
            pass
        self.reading.leave(f"嵌入对象（{kind}）未读取")

    def _chunk(self, hanging: Hanging) -> None:
        """A file that Word inserts where w:altChunk stands."""
        name = self.pointed(hanging.part, hanging.element.get(RID))
        ending = name.rsplit(".", 1)[-1].lower()
        try:
            data = b"" if not name or ending in WORD_FILES else self.package.raw(name)
            if len(data) > LONGEST:
                raise Refusal("插入的内容过大")
            if ending in WORD_FILES:
                self._show(self.inner(self.package.nested(name)), hanging)
            elif ending in WEBPAGES:
                self._show(read_page(data), hanging)
            elif ending in ARCHIVES:
                self._show(read_page(*page_of(data)), hanging)
            elif ending == "txt":
                self._show(data.decode("utf-8-sig", "replace").splitlines(), hanging)
            else:
                self.reading.leave(f"插入的外部内容（{ending or 'altChunk'}）未读取")
        except Refusal:
            self.reading.leave("插入的外部内容（altChunk）无法读取")
