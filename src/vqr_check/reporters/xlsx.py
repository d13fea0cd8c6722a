"""An Excel workbook: a sheet of findings and a sheet of every number, numbers as numbers, filters on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from pathlib import PurePath
from typing import Any

from vqr_check.model import Report, VqrCheckError
from vqr_check.reporters.run import Run
from vqr_check.reporters.words import SEVERITY, STATUS, Places, section

FINDINGS = (
    ("报告", 18), ("级别", 8), ("规则", 10), ("标题", 22), ("说明", 60), ("数字", 14), ("报告写", 14), ("算得", 18),
    ("相差", 16), ("算式", 44), ("可能", 34), ("建议", 30), ("位置", 18), ("章节", 40),
)  # fmt: skip
NUMBERS = (
    ("报告", 18), ("数字", 14), ("数值", 16), ("单位", 8), ("精度", 10), ("指标", 26), ("范围", 18),
    ("时间", 14), ("结果", 10), ("原因或算式", 50), ("位置", 18), ("章节", 40),
)  # fmt: skip
CREATED = datetime(1980, 1, 1)  # a fixed day, so that equal runs give equal files
DIGITS = 15  # more significant digits than a cell can hold are written as text


def write(run: Run) -> bytes:
    """The run as an XLSX workbook.

    Raises VqrCheckError where the library that writes it is not installed.
    """
    try:
        import xlsxwriter
    except ImportError:
        raise VqrCheckError("写 Excel 需要另装一个库：pip install 'vqr-check[xlsx]'") from None
    out = BytesIO()
    settings = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, settings) as book:
        book.set_properties({"created": CREATED, "title": "数字核对"})
        for title, columns, rows in (("问题", FINDINGS, _findings(run)), ("数字", NUMBERS, _numbers(run))):
            _sheet(book, title, columns, rows)
    return out.getvalue()


def _sheet(book: Any, title: str, columns: Sequence[tuple[str, int]], rows: Iterator[Sequence[object]]) -> None:
    head = book.add_format({"bold": True, "bottom": 1, "bg_color": "#F1EFE8", "valign": "vcenter"})
    plain = book.add_format({"valign": "top", "text_wrap": True})
    sheet = book.add_worksheet(title)
    sheet.freeze_panes(1, 2)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    for number, (name, width) in enumerate(columns):
        sheet.set_column(number, number, width)
        sheet.write_string(0, number, name, head)
    last = 0
    for last, row in enumerate(rows, 1):
        for number, value in enumerate(row):
            if isinstance(value, Decimal) and len(value.as_tuple().digits) <= DIGITS:
                sheet.write_number(last, number, value, plain)
            else:
                sheet.write_string(last, number, _text(value), plain)
    sheet.autofilter(0, 0, max(last, 1), len(columns) - 1)


def _text(value: object) -> str:
    text = f"{value:f}" if isinstance(value, Decimal) else str(value)
    return text[:32_767]  # what a cell can hold


def _findings(run: Run) -> Iterator[Sequence[object]]:
    for report, places in _each(run):
        for f in report.findings:
            check = f.checks[0] if f.checks else None
            sums = (check.reported, check.computed, check.difference, check.formula) if check else ("", "", "", "")
            yield (
                PurePath(report.path).name, SEVERITY[f.severity], f.rule, f.title, f.message, f.location.text, *sums,
                f.cause, f.hint, places.name(f.location), section(f.location.section),
            )  # fmt: skip


def _numbers(run: Run) -> Iterator[Sequence[object]]:
    for report, places in _each(run):
        for e in report.ledger.entries:
            why = e.reason or "；".join(check.formula for check in e.checks if check.formula)
            yield (
                PurePath(report.path).name, e.literal, e.value, e.unit, e.step, e.measure, e.scope, e.period,
                STATUS[e.status], why, places.name(e.location), section(e.location.section),
            )  # fmt: skip


def _each(run: Run) -> Iterator[tuple[Report, Places]]:
    for report in run.reports:
        yield report, Places.of(report.document, report.others)
