"""Values that cannot be, by themselves, and those that only look so."""

from __future__ import annotations

import pytest

from vqr_check.config import Config
from vqr_check.document.sketch import sketch
from vqr_check.engine import examine
from vqr_check.model import Report
from vqr_check.packs import load


def checked(text: str) -> Report:
    return examine(sketch(text), load(), Config())


def raised(text: str) -> list[tuple[str, str]]:
    return [(finding.rule, finding.severity) for finding in checked(text).findings]


@pytest.mark.parametrize(
    ("text", "rule", "severity"),
    [
        ("学校立足地方办学。", "VQR001", "info"),
        ("就业率为97..6%，人数82人。", "VQR002", "warning"),
        ("全校有图书1,16,2册，学生82人。", "VQR002", "info"),
        ("到机关就业的比例较上年度增加5.41%，人数82人。", "VQR401", "warning"),
        ("总收入较上年下降-5.2%。", "VQR402", "warning"),
        ("女教师占专任教师总数的138.4%。", "VQR501", "error"),
        ("学校住校生为-12人。", "VQR502", "warning"),
        ("86名专任教师中，45.2%具有高级职称。", "VQR504", "info"),
    ],
)
def test_a_value_that_cannot_be_is_found(text: str, rule: str, severity: str) -> None:
    assert raised(text) == [(rule, severity)]


@pytest.mark.parametrize(
    "text",
    [
        "招生计划完成率为103.2%，完成年初预算的112.4%。",
        "总收入增长138.4%。",
        "多选题中，选择“食堂”的占60.5%。",
        "年末人数较上年增减-12人。",
        "86名专任教师中，45.3%具有高级职称。",  # 39 of 86
        "8600名学生中，45.17%来自农村。",  # some number of so many people gives any percentage
        "全员劳动生产率比上年增长5.41%。",
        "总资产收益率较上年提高5.41%。",
        "就业率较上年提高5.41个百分点。",
    ],
)
def test_a_value_that_can_be_raises_nothing(text: str) -> None:
    assert raised(text) == []


def test_two_percentages_that_differ_by_as_much_are_evidence_that_points_are_meant() -> None:
    finding = checked("双师型教师占比由61.5%提高到68.2%，占比较上年提高6.7%。").findings[0]
    assert (finding.rule, [e.location.text for e in finding.evidence]) == ("VQR401", ["6.7%", "61.5%", "68.2%"])


def test_the_possible_percentages_are_worked_out() -> None:
    finding = checked("86名专任教师中，45.2%具有高级职称。").findings[0]
    assert dict(finding.params)["near"] == "38人为44.2%、39人为45.3%、40人为46.5%"


def test_a_malformed_figure_is_in_one_bin_of_the_ledger() -> None:
    ledger = checked("就业率为97..6%，人数82人。").ledger
    assert ([e.literal for e in ledger.entries], [left.kind for left in ledger.left_out]) == (["82人"], ["two-points"])
