"""Builds Reports by hand, so that the reporters can be tested without the rooms below them."""

from __future__ import annotations

from decimal import Decimal

from vqr_check.model import (
    Block,
    Cell,
    Check,
    Document,
    Entry,
    Evidence,
    Finding,
    Ledger,
    LeftOut,
    Location,
    Report,
    Status,
    Table,
)

QUALITY = ("三、培养质量", "（二）毕业生去向")
TRAINING = ("四、社会服务",)
ROWS = (
    ("专业", "毕业生数（人）", "占比"),
    ("建筑工程", "76", "42.46%"),
    ("机电技术", "103", "57.54%"),
    ("合计", "178", "100%"),
)


def blocks() -> tuple[Block, ...]:
    """Two headings, three paragraphs, one table and a footnote."""
    texts = (
        Block("body", 0, "heading", "三、培养质量", (), 1),
        Block("body", 1, "heading", "（二）毕业生去向", ("三、培养质量",), 2),
        Block("body", 2, "paragraph", "2024年全校共有毕业生434人，均已完成学业并取得毕业证书。", QUALITY),
        Block(
            "body",
            3,
            "paragraph",
            "其中建筑工程专业毕业76人，占全校毕业生的42.46%，就业面向本地建筑企业为主，"
            "用人单位满意度为91.5%，与上年大体相当，另有部分毕业生升入高一级学校继续学习。",
            QUALITY,
        ),
        Block("body", 4, "paragraph", "", QUALITY),
        Block(
            "body",
            5,
            "table",
            "",
            QUALITY,
            table=Table(
                4,
                3,
                tuple(Cell(r, c, text) for r, row in enumerate(ROWS) for c, text in enumerate(row)),
                caption="表1 去向",
            ),
        ),
        Block("body", 6, "heading", "四、社会服务", (), 1),
        Block(
            "body",
            7,
            "paragraph",
            "全年共培训2091人次，包括：电工253人次、焊工1160人次、家政150人次、乡村干部467人次。",
            TRAINING,
        ),
    )
    return (*texts, Block("footnote", 0, "paragraph", "数据截至2024年8月，共3所学校。", (), host=7))


def at(where: Block, literal: str, nth: int = 0, row: int | None = None, col: int | None = None) -> Location:
    """The place of a literal's nth occurrence in a block, or of a whole cell's text."""
    text = where.text
    if where.table is not None:
        text = next(cell.text for cell in where.table.cells if (cell.row, cell.col) == (row, col))
    start = -1
    for _ in range(nth + 1):
        start = text.index(literal, start + 1)
    return Location(where.part, where.index, row, col, start, start + len(literal), literal, where.section)


def evidence(location: Location, role: str, unit: str = "人", measure: str = "") -> Evidence:
    """Evidence whose value is the literal's."""
    return Evidence(location, role, Decimal(location.text.strip("%人次所")), unit, measure)


def entry(
    location: Location,
    status: Status,
    unit: str,
    *,
    measure: str = "",
    reason: str = "",
    checks: tuple[Check, ...] = (),
) -> Entry:
    """A ledger entry whose value is the literal's."""
    value = Decimal(location.text.strip("%"))
    step = Decimal(1).scaleb(min(int(value.as_tuple().exponent), 0))
    return Entry(location, location.text, value, step, unit, measure, "", "2024", status, reason, checks)


def report(path: str = "质量报告.docx") -> Report:
    """A report with an error on a share, an error on a total, a warning in a table, and every ledger bin."""
    all_blocks = blocks()
    whole, share_text, table, training, note = (all_blocks[i] for i in (2, 3, 5, 7, 8))
    graduates, majors = at(whole, "434"), at(share_text, "76")
    share = at(share_text, "42.46%")
    share_check = Check(
        "share",
        "contradicted",
        "76 ÷ 434 × 100% = 17.51%",
        "42.46%",
        "17.51%",
        "24.95个百分点",
        (evidence(majors, "part"), evidence(graduates, "whole"), evidence(share, "share", "%")),
    )
    total = at(training, "2091")
    parts = [at(training, literal) for literal in ("253", "1160", "150", "467")]
    sum_check = Check(
        "sum",
        "contradicted",
        "253 + 1160 + 150 + 467 = 2030",
        "2091",
        "2030",
        "61人次",
        (evidence(total, "total", "人次"), *(evidence(part, "part", "人次") for part in parts)),
    )
    cell_total = at(table, "178", row=3, col=1)
    cells = [at(table, text, row=r, col=1) for r, text in ((1, "76"), (2, "103"))]
    cell_check = Check(
        "sum",
        "contradicted",
        "76 + 103 = 179",
        "178",
        "179",
        "1人",
        (evidence(cell_total, "total"), *(evidence(cell, "part") for cell in cells)),
        explicit=False,
    )
    ratio = at(table, "42.46%", row=1, col=2)
    ratio_check = Check(
        "share", "agreed", "76 ÷ 179 × 100% = 42.46%", "42.46%", "42.46%", "", (evidence(ratio, "share", "%"),)
    )
    findings = (
        Finding(
            "VQR301",
            "share-mismatch",
            "error",
            "占比与人数不符",
            "报告写 42.46%，按所列人数算得 17.51%，相差 24.95个百分点，请核对。",
            share,
            share_check.evidence,
            (share_check,),
            (("reported", "42.46"), ("computed", "17.51")),
            "以表1的179人为总体时正好是 42.46%，总体可能换了",
            "写明占比的总体，或改用 434 人重算",
            "f1",
        ),
        Finding(
            "VQR201",
            "total-mismatch",
            "error",
            "合计与各项不符",
            "报告写合计 2091人次，各项相加得 2030人次，相差 61人次，请核对。",
            total,
            sum_check.evidence,
            (sum_check,),
            (("reported", "2091"), ("computed", "2030")),
            "",
            "核对是否漏列一项",
            "f2",
        ),
        Finding(
            "VQR202",
            "table-total-mismatch",
            "warning",
            "表格合计与各行不符",
            "合计 178，各行相加得 179，相差 1人，请核对。",
            cell_total,
            cell_check.evidence,
            (cell_check,),
            (("reported", "178"), ("computed", "179")),
            "",
            "",
            "f3",
        ),
    )
    entries = (
        entry(graduates, "contradicted", "人", measure="毕业生", checks=(share_check,)),
        entry(majors, "contradicted", "人", measure="建筑工程毕业生", checks=(share_check,)),
        entry(share, "contradicted", "%", measure="占毕业生", checks=(share_check,)),
        entry(at(share_text, "91.5%"), "unchecked", "%", measure="满意度", reason="没有找到可以核对它的其他数字"),
        entry(cells[0], "contradicted", "人", measure="毕业生数", checks=(cell_check,)),
        entry(ratio, "agreed", "%", measure="占比", checks=(ratio_check,)),
        entry(cells[1], "contradicted", "人", measure="毕业生数", checks=(cell_check,)),
        entry(at(table, "57.54%", row=2, col=2), "agreed", "%", measure="占比", checks=(ratio_check,)),
        entry(cell_total, "contradicted", "人", measure="毕业生数", checks=(cell_check,)),
        entry(total, "contradicted", "人次", measure="培训", checks=(sum_check,)),
        *(entry(part, "contradicted", "人次", measure="培训", checks=(sum_check,)) for part in parts),
        entry(at(note, "3"), "unchecked", "所", measure="学校", reason="没有找到可以核对它的其他数字"),
    )
    left_out = (LeftOut(at(whole, "2024"), "year"),)
    document = Document(path, "0" * 64, all_blocks, unread=("文件里有 1 张图片，图中的数字没有读。",))
    return Report(document, findings, Ledger(entries, left_out), ("core",))


def clean(path: str = "干净.docx") -> Report:
    """A report without findings."""
    text = Block("body", 0, "paragraph", "全校共有教师120人，其中专任教师98人。", ("一、概况",))
    entries = (entry(at(text, "120"), "agreed", "人"), entry(at(text, "98"), "agreed", "人"))
    return Report(Document(path, "1" * 64, (text,)), (), Ledger(entries), ("core",))


def large(paragraphs: int, findings: int) -> Report:
    """A long report: every paragraph states a share with three numbers; the first ones are wrong."""
    found, entries, all_blocks = [], [], []
    for index in range(paragraphs):
        if index % 100 == 0:
            chapter = f"第{index // 100 + 1}章 培养与服务"
            all_blocks.append(Block("body", len(all_blocks), "heading", chapter, (), 1))
        wrong = index < findings
        text = (
            f"全年共有毕业生{400 + index}人，其中建筑工程专业76人，占毕业生的17.5%，面向本地企业就业，与往年大体相当。"
        )
        block = Block("body", len(all_blocks), "paragraph", text, (chapter,))
        all_blocks.append(block)
        whole, part, share = at(block, str(400 + index)), at(block, "76"), at(block, "17.5%")
        check = Check(
            "share",
            "contradicted" if wrong else "agreed",
            f"76 ÷ {400 + index} × 100% = 17.40%",
            "17.5%",
            "17.40%",
            "0.1个百分点" if wrong else "",
            (evidence(part, "part"), evidence(whole, "whole"), evidence(share, "share", "%")),
        )
        status: Status = "contradicted" if wrong else "agreed"
        entries += [entry(place, status, "人", checks=(check,)) for place in (whole, part, share)]
        if wrong:
            message = "报告写 17.5%，按所列人数算得 17.40%，相差 0.1个百分点，请核对。"
            found.append(
                Finding(
                    "VQR301",
                    "share",
                    "error",
                    "占比与人数不符",
                    message,
                    share,
                    check.evidence,
                    (check,),
                    (),
                    "",
                    "",
                    str(index),
                )
            )
    document = Document("很长.docx", "2" * 64, tuple(all_blocks))
    return Report(document, tuple(found), Ledger(tuple(entries)), ("core",))
