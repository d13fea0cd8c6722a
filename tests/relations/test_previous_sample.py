"""The sample report beside last year's: three things that it says of last year are not what was printed."""

from __future__ import annotations

import pytest
from build_samples import SAMPLES

from vqr_check import Report, check
from vqr_check.model import Status


@pytest.fixture(scope="module")
def report() -> Report:
    """The sample, checked against its twin of the year before."""
    return check(SAMPLES / "quality-report.docx", previous=SAMPLES / "last-year-report.docx")


def cited(report: Report, status: Status) -> set[str]:
    """The figures of this status that were compared with last year's report."""
    return {
        entry.literal
        for entry in report.ledger.entries
        for done in entry.checks
        if done.verdict == status and any(e.location.document for e in done.evidence)
    }


def test_only_what_is_wrong_is_found(report: Report) -> None:
    found = {(f.rule, f.location.text) for f in report.findings if f.rule in ("VQR104", "VQR105", "VQR106")}
    assert found == {("VQR104", "312.40"), ("VQR104", "118.62"), ("VQR106", "156")}


def test_what_agrees_is_in_the_ledger(report: Report) -> None:
    assert {"1162人", "11%", "133.48万元", "211人", "1486.20", "205.00"} <= cited(report, "agreed")


def test_a_figure_in_ten_thousands_is_shown_as_its_table_means_it(report: Report) -> None:
    messages = [f.message for f in report.findings if f.rule == "VQR104"]
    assert any("312.40万" in message and "314.20万" in message for message in messages)


def test_last_years_report_has_nothing_wrong_in_itself() -> None:
    assert check(SAMPLES / "last-year-report.docx").findings == ()
