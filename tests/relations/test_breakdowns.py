"""Breakdowns that the packs know as complete, of other fields than education; and those that only look like them."""

from __future__ import annotations

import pytest

from vqr_check.config import Config
from vqr_check.document.sketch import sketch
from vqr_check.engine import examine
from vqr_check.packs import load


def raised(text: str) -> list[str]:
    report = examine(sketch(text), load(), Config())
    return [f.rule for f in report.findings if f.severity != "info"]


@pytest.mark.parametrize(
    "text",
    [
        "公司在职员工1126人，其中生产人员612人，销售人员148人，技术人员236人，财务人员27人，行政人员76人。",
        "全年门急诊总量168.42万人次，其中门诊138.30万人次、急诊21.12万人次。",
        "义务教育阶段在校生61960人，其中小学41206人、初中27054人。",
        "全市基本医疗保险参保412.35万人，其中职工基本医疗保险98.20万人，居民基本医疗保险341.15万人。",
        "营业收入48632.52万元，其中主营业务收入46218.07万元，其他业务收入2441.45万元。",
        "全年研发投入4120.36万元，其中费用化3512.20万元，资本化806.16万元。",
        "全社会用电量186.3亿千瓦时，其中第一产业4.2亿千瓦时，第二产业112.6亿千瓦时，"
        "第三产业33.1亿千瓦时，居民生活用电63.4亿千瓦时。",
        "录取新生1206人，其中应届1139人，往届76人。",
    ],
)
def test_a_breakdown_of_another_field_must_add_up(text: str) -> None:
    assert raised(text) == ["VQR201"]


@pytest.mark.parametrize(
    "text",
    [
        "公司在职员工1126人，其中生产人员612人，销售人员148人。",
        "已落实单位4721人，其中东部地区1274人、中部地区206人、西部地区3080人、东北地区24人。",
        "全年门诊158.30万人次，急诊28.12万人次，出院病人6.85万人次。",
        "义务教育阶段学校168所，其中小学132所。",
    ],
)
def test_a_list_that_may_leave_something_out_raises_nothing(text: str) -> None:
    assert raised(text) == []
