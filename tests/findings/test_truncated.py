"""Figures that agree only if their last digits were cut off."""

import pytest

from vqr_check.config import Config
from vqr_check.document.sketch import sketch
from vqr_check.engine import examine
from vqr_check.model import Finding
from vqr_check.packs import load

CUT = """| 部门 | 人数 | 占比 |
|---|---|---|
| 甲 | 213 | 66.5% |
| 乙 | 65 | 20.3% |
| 丙 | 42 | 13.1% |
| 合计 | 320 | 100% |"""


def found(text: str) -> list[Finding]:
    """The notices about cut off digits in a text."""
    return [f for f in examine(sketch(text), load(), Config()).findings if f.rule == "VQR319"]


def test_it_is_a_notice() -> None:
    (finding,) = found("学校有教师320人，其中女教师213人，占教师总数的66.5%。")
    assert finding.severity == "info"
    assert "213 ÷ 320 × 100% = 66.6%" in finding.message


def test_a_column_of_a_table_gives_one_notice() -> None:
    (finding,) = found(CUT)
    assert finding.location.col == 2


def test_two_paragraphs_give_two_notices() -> None:
    assert len(found("学校有教师320人，其中女教师213人，占教师总数的66.5%。\n" * 2)) == 2


SUM = """| 项目 | 金额（万元） |
|---|---|
| 财政拨款 | 10.06 |
| 事业收入 | 10.09 |
| 其他收入 | 10.04 |
| 合计 | 30.1 |"""


def test_a_sum_that_is_cut_off_is_noticed() -> None:
    assert found(SUM)


def test_a_note_on_rounding_settles_sums() -> None:
    assert not found(SUM + "\n注：因四舍五入，部分合计与分项之和略有出入。")


@pytest.mark.parametrize(
    ("text", "settled"),
    [
        (f"## 一、收入\n{SUM}\n## 二、支出\n注：因四舍五入，部分合计与分项之和略有出入。", False),
        (f"## 一、收入\n{SUM}\n## 二、支出\n本报告数据因四舍五入，部分合计与分项之和略有出入。", True),
        (
            f"## 一、收入\n{SUM}\n各项占比如上。\n## 二、注释\n部分数据由于单位取舍不同产生的计算误差未作机械调整。",
            True,
        ),
        (f"## 一、收入\n因四舍五入，各项之和与合计略有出入。\n### （一）明细\n{SUM}", True),
        (
            f"## 一、收入\n{SUM}\n经费如上。\n| 项目 | 数 |\n|---|---|\n| 甲 | 2 |\n注：因四舍五入，合计略有出入。",
            False,
        ),
    ],
)
def test_a_note_on_rounding_reaches_its_table_or_section_or_the_report_that_it_names(text: str, settled: bool) -> None:
    assert bool(found(text)) is not settled


def test_a_note_on_rounding_settles_no_sum_of_counts() -> None:
    text = "全年共培训2626人次。一是企业职工培训1286人次；二是农村劳动力培训942人次；三是社区居民培训388人次。"
    note = "\n注：因四舍五入，部分合计与分项之和略有出入。"
    assert [f.severity for f in examine(sketch(text + note), load(), Config()).findings] == ["error"]
