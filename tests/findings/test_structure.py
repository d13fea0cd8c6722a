"""References to tables and figures that a report does not have, and those that only look so."""

from __future__ import annotations

import pytest

from vqr_check.config import Config
from vqr_check.document.sketch import sketch
from vqr_check.engine import examine
from vqr_check.packs import load

PUPILS = "@ {0} 在校生\n| 年级 | 人数 |\n| 一 | 310 |\n| 二 | 297 |\n\n"
TEACHERS = "@ {1} 教师\n| 职称 | 人数 |\n| 高级 | 21 |\n| 中级 | 44 |\n\n"


def missing(captions: tuple[str, str], text: str) -> list[str]:
    report = examine(sketch((PUPILS + TEACHERS).format(*captions) + text), load(), Config())
    return [dict(f.params)["missing"] for f in report.findings if f.rule == "VQR602"]


@pytest.mark.parametrize(
    ("captions", "text", "number"),
    [
        (("表1", "表2"), "经费收支如表3所示。", "表3"),
        (("表1", "表2"), "经费收支平衡（表3）。", "表3"),
        (("表3-1", "表3-2"), "经费收支见表3-4。", "表3-4"),
        (("表3－1", "表3－2"), "从表3.4可以看出经费收支。", "表3.4"),
        (("附表1", "附表2"), "经费收支详见附表3。", "附表3"),
        (("表一", "表二"), "经费收支如表三所示。", "表三"),
        (("表1", "表2"), "详见表1、表2和表4。", "表4"),
        (("表1", "表2"), "表3显示，经费收支平衡。", "表3"),
    ],
)
def test_a_reference_to_a_table_that_is_not_there_is_a_notice(
    captions: tuple[str, str], text: str, number: str
) -> None:
    assert missing(captions, text) == [number]


@pytest.mark.parametrize(
    ("captions", "text"),
    [
        (("表1", "表2"), "在校生见表1，教师见表 2。"),
        (("表3-1", "表3-2"), "教师如表3－2所示。"),
        (("表3.1", "表3.2"), "教师如表3-2所示。"),
        (("表1", "表2"), "两方面的情况见表1-2。"),  # from 1 to 2
        (("表一", "表二"), "教师见表2。"),
        (("表1", "续表2"), "教师见表2。"),
        (("表1", "表2"), "经费收支见附表3。"),  # an annex has tables of its own
        (("表1", "表2"), "经费收支见图3。"),  # no figure has a number
        (("表1", "表2"), "学校共有统计数据表3张，代表3人，如图3个方向所述。"),
        (("表1", "表2"), "教师对学校的评价与代表一致。"),
    ],
)
def test_an_ordinary_reference_is_no_notice(captions: tuple[str, str], text: str) -> None:
    assert missing(captions, text) == []
