"""What a change is measured from where its words name a plan, a line or a year, and which level it led to."""

from __future__ import annotations

import pytest

from tests.relations.test_changes import judged

TRUE_AND_FALSE = [
    ("delta", "年初预算为320.00万元，支出决算为352.60万元，较年初预算增支{}万元。", "32.60", "82.60"),
    ("growth", "年初预算为320.00万元，决算352.60万元，较年初预算增支32.60万元，超出{}%。", "10.19", "70.19"),
    ("delta", "四项支出合计615.40万元，比年初预算602.10万元多支出{}万元。", "13.30", "63.30"),
    ("delta", "两科平均分为486.5分，高出控制线{}分。今年控制线为421分。", "65.5", "25.5"),
    ("delta", "全年计划培训3200人次，实际培训3418人次，比计划多{}人次。", "218", "288"),
    ("rise", "年初预算45.00万元，决算38.20万元，完成预算的84.89%，比上年减少2.40万元，下降{}%。", "5.91", "1.91"),
    ("delta", "2023年度支出总计为9,214.50万元。与2022年度9,876.20万元相比，支出总计减少{}万元。", "661.70", "161.70"),
    ("delta", "学校有职工640人。职工人数较2022年（612人）增加{}人。", "28", "98"),
    ("delta", "门诊量比由上年的3.42缩小为3.27，比上年缩小{}。", "0.15", "0.75"),
    ("delta", "期末余额8,214,330.20元，较期初7,102,118.40元净增{}元。", "1,112,211.80", "4,112,211.80"),
    ("point", "学生巩固率为98.2%，比上一学年的97.5%提高了{}个百分点。", "0.7", "7.7"),
    ("point", "实践课时占54.6%，比上年提高{}个百分点，上年为53.1%。", "1.5", "7.5"),
    ("point", "设备收入占61.20%，上年该比重为66.45%，回落{}个百分点。", "5.25", "2.25"),
]


@pytest.mark.parametrize(("family", "text", "right", "wrong"), TRUE_AND_FALSE)
def test_a_change_is_held_against_what_its_words_name(family: str, text: str, right: str, wrong: str) -> None:
    paragraph = text.format(right)
    assert (family, right) in {(name, figure.rstrip("万%")) for name, figure in judged(paragraph)[0]}
    assert judged(paragraph)[1] == set()
    assert (family, wrong) in {(name, figure.rstrip("万%")) for name, figure in judged(text.format(wrong))[1]}


@pytest.mark.parametrize(
    "text",
    [
        "年初预算60.00万元，决算52.80万元，完成预算的88.00%，比上年减少1.60万元。",
        "年初预算12.00万元，决算7.35万元，同比减少0.42万元。",
        "上年支出合计为8,412.60万元，本年减支612.40万元，下降7.3%。",
        "管理费用合计4,215.30万元，上年同期为4,230.80万元。其中，利息费用减少36.20万元。",
        "理论合格率由92.1%上升到93.4%，上升了1.3个百分点；实操合格率达到96.8%，比上年提高0.6个百分点。",
        "录取平均分为512分，高于控制线的438分。",
        "甲专业占62.3%，比上年提高0.8个百分点；乙专业占比从上年的31.4%降至30.2%。",
    ],
)
def test_a_plan_or_another_measure_is_no_earlier_value(text: str) -> None:
    assert judged(text)[1] == set()
