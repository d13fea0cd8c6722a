"""This year's report against last year's: what is compared, what is not, and how both are named."""

from __future__ import annotations

import pytest

from vqr_check.config import Config
from vqr_check.document.sketch import sketch
from vqr_check.engine import examine
from vqr_check.model import Finding, Report
from vqr_check.packs import load

LAST = """
## 青山职业学校2023年度质量报告

2023年在校生3127人，专任教师208人，占教职工总数的81.25%。教学经费支出1846.35万元。
毕业生就业率为96.42%。
@ 表1 各专业在校生
| 专业 | 人数（人） |
|---|
| 机电技术 | 1241 |
| 会计事务 | 867 |
"""


def against(text: str, last: str = LAST) -> Report:
    """A report of 2024 checked against last year's."""
    this = f"## 青山职业学校2024年度质量报告\n\n{text}"
    return examine(sketch(this, "今年.docx"), load(), Config(), previous=sketch(last, "去年.docx"))


def codes(text: str, last: str = LAST) -> list[str]:
    """The rules that a report breaks."""
    return [finding.rule for finding in against(text, last).findings]


def finding(text: str) -> Finding:
    """The one finding of a report."""
    (found,) = against(text).findings
    return found


@pytest.mark.parametrize(
    "text",
    [
        "在校生3254人，比上年增加127人。",
        "在校生3254人，比上年增加127人，增长4.06%。",
        "在校生3002人，较上年减少4%。",
        "2023年在校生3127人。",
        "上年在校生3127人。",
        "毕业生就业率为97.12%，比上年提高0.7个百分点。",
    ],
)
def test_what_agrees_with_last_year_is_quiet(text: str) -> None:
    assert codes(text) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("在校生3254人，比上年增加172人。", "VQR106"),
        ("在校生3254人，同比增长6.04%。", "VQR106"),
        ("毕业生就业率为97.12%，比上年提高1.7个百分点。", "VQR106"),
        ("2023年在校生3172人。", "VQR104"),
        ("2024年教学经费支出1846.35万元。", "VQR105"),
    ],
)
def test_what_last_years_report_does_not_bear_out_is_found(text: str, code: str) -> None:
    assert codes(text) == [code]


@pytest.mark.parametrize(
    "text",
    [
        "在校生3254人，比2019年增加172人。",
        "在校生3254人，环比增加172人。",
        "在校生3254人。按调整后的口径统计，在校生人数的口径与上年不可比，比上年增加172人。",
        "因统计口径调整，在校生3254人，比上年增加172人。",
        "学校食堂用餐学生3254人，比上年增加172人。",
        "2024年教学经费支出1846.35万元，与上年持平。",
    ],
)
def test_what_cannot_be_compared_is_left_alone(text: str) -> None:
    assert codes(text) == []


def test_the_match_is_shown_by_the_ledger_of_what_agrees() -> None:
    entries = against("在校生3254人，比上年增加127人。").ledger.entries
    cited = {e.location.document for entry in entries for check in entry.checks for e in check.evidence}
    assert cited == {"", "去年.docx"}


def test_a_finding_stands_in_this_years_report() -> None:
    assert finding("在校生3254人，比上年增加172人。").location.document == ""


def test_the_evidence_names_the_other_report() -> None:
    found = finding("在校生3254人，比上年增加172人。")
    assert [e.location.document for e in found.evidence if e.role == "before"] == ["去年.docx"]


def test_the_message_names_the_other_report() -> None:
    assert "《去年.docx》" in finding("2023年在校生3172人。").message


def test_a_column_of_last_year_is_checked_cell_by_cell() -> None:
    table = "| 专业 | 2023年 | 2024年 |\n|---|\n| 机电技术 | 1214 | 1302 |\n| 会计事务 | 867 | 901 |"
    found = finding(table)
    assert (found.rule, found.location.row, found.location.col) == ("VQR104", 1, 1)


def test_a_report_of_another_year_is_not_compared_and_that_is_said() -> None:
    report = against("在校生3254人，比上年增加172人。", LAST.replace("2023", "2020"))
    assert not report.findings
    assert any("不是上一年的报告" in note for note in report.notes)


def test_the_report_itself_is_not_compared_with_itself() -> None:
    this = sketch(LAST, "去年.docx")
    assert any("这份报告本身" in note for note in examine(this, load(), Config(), previous=this).notes)


def test_namesakes_with_different_values_speak_only_when_one_agrees() -> None:
    last = LAST + "\n另一校区在校生1500人。\n另一校区在校生1600人。"
    assert codes("另一校区在校生1700人，比上年增加50人。", last) == []


def test_without_last_years_report_nothing_changes() -> None:
    report = examine(sketch("在校生3254人，比上年增加172人。"), load(), Config())
    assert report.others == ()
