"""The workbook of findings and numbers."""

from __future__ import annotations

import builtins
from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from report_builder import clean, report

from vqr_check.model import Ledger, VqrCheckError
from vqr_check.reporters import writer
from vqr_check.reporters.run import Run

openpyxl = pytest.importorskip("openpyxl", reason="openpyxl reads the workbook back and is not installed")
pytest.importorskip("xlsxwriter", reason="xlsxwriter writes the workbook and is not installed")


def book() -> Any:
    return openpyxl.load_workbook(BytesIO(writer("xlsx")(Run((report(), clean())))))


def test_there_is_a_row_for_each_finding_and_each_number() -> None:
    assert [(sheet.title, sheet.max_row) for sheet in book()] == [("问题", 4), ("数字", 18)]


def test_filters_are_on_and_headings_stay() -> None:
    for sheet in book():
        assert sheet.auto_filter.ref == sheet.dimensions
        assert sheet.freeze_panes == "C2"


def test_numbers_are_numbers_and_literals_are_text() -> None:
    row = [cell.value for cell in book()["数字"][4]]
    assert row[:5] == ["质量报告.docx", "42.46%", 42.46, "%", 0.01]


def test_a_number_too_long_for_a_cell_stays_exact_as_text() -> None:
    made = clean()
    long = replace(made.ledger.entries[0], value=Decimal("12345678901234567890"))
    content = writer("xlsx")(Run((replace(made, ledger=Ledger((long,))),)))
    assert openpyxl.load_workbook(BytesIO(content))["数字"]["C2"].value == "12345678901234567890"


def test_text_that_looks_like_a_formula_stays_text() -> None:
    made = clean()
    odd = replace(made.ledger.entries[0], measure="=1+1")
    sheet = openpyxl.load_workbook(BytesIO(writer("xlsx")(Run((replace(made, ledger=Ledger((odd,))),)))))["数字"]
    assert (sheet["F2"].value, sheet["F2"].data_type) == ("=1+1", "s")


def test_equal_runs_give_equal_bytes() -> None:
    assert writer("xlsx")(Run((report(),))) == writer("xlsx")(Run((report(),)))


def test_a_missing_library_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def refuse(name: str, *rest: Any) -> Any:
        if name == "xlsxwriter":
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", refuse)
    with pytest.raises(VqrCheckError, match=r"vqr-check\[xlsx\]"):
        writer("xlsx")(Run((clean(),)))
