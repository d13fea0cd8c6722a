"""The Chinese names that all reporters give to severities, verdicts, roles, parts and places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from pathlib import PurePath

from vqr_check.model import Block, Cell, Document, Evidence, Location
from vqr_check.record import dataclass
from vqr_check.reporters.run import Tally

SEVERITY: Mapping[str, str] = {"error": "错误", "warning": "警告", "info": "提示"}
STATUS: Mapping[str, str] = {"agreed": "相符", "contradicted": "不符", "unchecked": "未能核对"}
VERDICT: Mapping[str, str] = {
    "agreed": "相符",
    "truncated": "截尾后相符",
    "contradicted": "不符",
    "unknown": "无法判断",
}
PART: Mapping[str, str] = {
    "body": "正文",
    "footnote": "脚注",
    "endnote": "尾注",
    "textbox": "文本框",
    "header": "页眉",
    "footer": "页脚",
    "comment": "批注",
    "chart": "图表",
}
ROLE: Mapping[str, str] = {
    "part": "部分",
    "whole": "总体",
    "share": "占比",
    "total": "合计",
    "less": "减项",
    "now": "现值",
    "before": "原值",
    "change": "增减量",
    "rate": "比率",
    "mean": "平均",
    "count": "数量",
    "item": "各项",
    "n": "所说个数",
    "a": "一处",
    "b": "另一处",
}
RELATION: Mapping[str, str] = {
    "share": "占比",
    "grim": "占比可能值",
    "sum": "合计",
    "flow": "收支结存",
    "subset": "其中",
    "reach": "排序上限",
    "delta": "增减量",
    "growth": "增减幅度",
    "compound": "年均增减幅度",
    "rise": "增减幅度",
    "point": "百分点",
    "times": "倍数",
    "equal": "前后表述",
    "ratio": "比例",
    "mean": "平均",
    "pctsum": "占比之和",
    "count": "列举个数",
    "rank": "位次",
}


EDGE = 3  # rows and columns of a table that may hold its headers


def with_unit(evidence: Evidence) -> str:
    """A figure as printed, with the unit that stands beside it or in its table's header."""
    text = evidence.location.text
    space = "" if evidence.unit in ("%", "‰") else " "
    return text if text.endswith(evidence.unit) else f"{text}{space}{evidence.unit}"


def section(path: tuple[str, ...]) -> str:
    """A section path in one line; 开头 where the text stands before every heading."""
    return " > ".join(path) if path else "开头"


def counts(tally: Tally) -> str:
    """The counts in one line."""
    line = (
        f"错误 {tally.errors}  警告 {tally.warnings}  提示 {tally.infos}  "
        f"已核对 {tally.checked}（相符 {tally.agreed}，不符 {tally.contradicted}）  未能核对 {tally.unchecked}"
    )
    line += f"  已隐藏 {tally.hidden}" if tally.hidden else ""
    return line + (f"  容差 末位±{tally.tolerance}" if tally.tolerance else "")


@dataclass(frozen=True, slots=True)
class Places:
    """Where things stand in one document, in words that a reader can follow."""

    blocks: Mapping[tuple[str, int], Block]
    ordinals: Mapping[tuple[str, int], int]  # tables count apart from paragraphs; empty paragraphs do not count
    cells: Mapping[tuple[str, int, int, int], Cell]
    edges: Mapping[tuple[str, int, int, int], Cell]  # which cell covers a place in the first rows and columns
    others: Mapping[str, Places] = field(default_factory=dict)  # of the other reports that findings cite, by path

    @classmethod
    def of(cls, document: Document, others: Sequence[Document] = ()) -> Places:
        """Number the document's paragraphs and tables, and those of other reports that its findings cite."""
        blocks: dict[tuple[str, int], Block] = {}
        ordinals: dict[tuple[str, int], int] = {}
        cells: dict[tuple[str, int, int, int], Cell] = {}
        edges: dict[tuple[str, int, int, int], Cell] = {}
        seen: dict[tuple[str, bool], int] = {}
        for block in document.blocks:
            key = (block.part, block.index)
            blocks[key] = block
            kind = (block.part, block.table is not None)
            if block.table is not None or block.text.strip():
                seen[kind] = seen.get(kind, 0) + 1
            ordinals[key] = max(seen.get(kind, 0), 1)
            for cell in block.table.cells if block.table else ():
                cells[(*key, cell.row, cell.col)] = cell
                edges |= {(*key, row, col): cell for row, col in _edge(cell)}
        return cls(blocks, ordinals, cells, edges, {other.path: cls.of(other) for other in others})

    def elsewhere(self, location: Location) -> tuple[Places, Location] | None:
        """The places of the other report that a location stands in, and the location as that report has it."""
        if not location.document:
            return None
        return self.others.get(location.document, Places({}, {}, {}, {})), replace(location, document="")

    def block(self, location: Location) -> Block | None:
        """The block that a location stands in."""
        if other := self.elsewhere(location):
            return other[0].block(other[1])
        return self.blocks.get((location.part, location.block))

    def text(self, location: Location) -> str:
        """The whole text that a location's offsets count in; its own text where the block is not known."""
        if other := self.elsewhere(location):
            return other[0].text(other[1])
        if location.row is not None and location.col is not None:
            cell = self.cells.get((location.part, location.block, location.row, location.col))
            return cell.text if cell else location.text
        block = self.block(location)
        return block.text if block and block.text else location.text

    def name(self, location: Location, near: Location | None = None) -> str:
        """Such as 第58段, 第3个表第4行第2列, 脚注第1段; a cell of the table ``near`` without its table.

        In another report with the report's name before it: 《上年报告.docx》第2段.
        """
        if other := self.elsewhere(location):
            return f"《{PurePath(location.document).name}》{other[0].name(other[1])}"
        ordinal = self.ordinals.get((location.part, location.block), location.block + 1)
        part = "" if location.part == "body" else PART[location.part]
        if location.row is None or location.col is None:
            return f"{part}第{ordinal}段"
        cell = f"第{location.row + 1}行第{location.col + 1}列"
        same = near is not None and not near.document and (near.part, near.block) == (location.part, location.block)
        return cell if same else f"{part}第{ordinal}个表{cell}"

    def headers(self, location: Location) -> tuple[str, str]:
        """What the row and the column of a table cell are called; "" for what has no name or is the name itself."""
        if other := self.elsewhere(location):
            return other[0].headers(other[1])
        key = (location.part, location.block)
        if location.row is None or location.col is None:
            return ("", "")
        beside = (self.edges.get((*key, location.row, col)) for col in range(min(EDGE, location.col)))
        above = (self.edges.get((*key, row, location.col)) for row in range(min(EDGE, location.row)))
        return (_names(beside), _names(above))


def _edge(cell: Cell) -> Iterator[tuple[int, int]]:
    """The places that a cell covers in the first rows or the first columns."""
    for row in range(cell.row, cell.row + cell.rowspan):
        last = cell.col + cell.colspan
        for col in range(cell.col, last if row < EDGE else min(last, EDGE)):
            yield row, col


def _names(cells: Iterable[Cell | None]) -> str:
    """The leading cells that are words, from the outside in; a figure ends them."""
    names: list[str] = []
    for cell in cells:
        text = " ".join(cell.text.split()) if cell else ""
        if text and not any(char.isalpha() for char in text):
            break
        if text and text not in names:
            names.append(text)
    return " ".join(names)
