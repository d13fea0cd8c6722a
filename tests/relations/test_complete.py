"""What says that a list holds all of a total: its names, what remains, opposites, the total named again."""

from __future__ import annotations

import pytest

from vqr_check.config import Config
from vqr_check.document.sketch import sketch
from vqr_check.engine import examine
from vqr_check.packs import load

SLIPS = {
    "the total lists the names": (
        "全年承办国家级、省级、市级赛事86场次，其中国家级7场次、省级24场次、市级{}场次。|55|65"
    ),
    "a name shared by two figures": ("开设试点班和冠名班9个，学员412人，其中试点班4个186人，冠名班5个{}人。|226|286"),
    "a remainder": "督察反馈的64项问题已办结58项，其余{}项按计划推进。|6|9",
    "a remainder behind 其中": "争取资金38.46亿元，其中国债资金9.25亿元，余下{}亿元为地方配套。|29.21|23.21",
    "opposites": "博士毕业生318人中，非定向{}人、定向46人。|272|972",
    "side by side": "专场招聘1562场，线下864场、线上{}场。|698|1298",
    "side by side to a semicolon": "论坛1562场，线下864场、线上{}场；沙龙22场。|698|998",
    "named again in short": "卫生技术人员1812人，占82.4%。卫技人员中，医师640人、护士1018人、技师{}人。|154|164",
    "a rate in between": "本级88.40亿元，增长5.0%，补助130.20亿元、转贷19.20亿元，收入总计{}亿元。|237.80|287.80",
    "behind 包括": "其中境内升学2216人，包括推荐免试{}人和统考录取1305人。|911|941",
    "共 behind the last semicolon": "开设讲座412场；组织路演6场、沙龙27场，共{}场。|33|83",
    "what the total is called": (
        "采购国产设备1286.4万元、进口设备742.8万元、软件318.6万元，采购总额{}万元。|2347.8|2947.8"
    ),
    "两者相加": "受访的612家企业中，非常认可的324家，认可的{}家，两者相加605家。|281|261",
    "more than 合计": "办理人大建议136件、政协提案{}件，合计338件。|202|402",
    "as many stretches": (
        "发放助学金642人128.40万元；减免学费318人63.60万元；临时困难补助{}人8.20万元。三项合计1124人次。|164|364"
    ),
    "加上": (
        "本级支出146.32亿元，增长3.8%。加上对下转移支付68.15亿元、上解支出8.47亿元，支出总计{}亿元。|222.94|232.94"
    ),
    "the whole divided by name": (
        "现有职工236人，其中专任教师192人，行政人员26人，工勤人员18人。"
        "专任教师按年龄分，青年{}人、中年64人、其他24人。|104|140"
    ),
    "and once more": (
        "学校有专任教师192人。专任教师按性别分，男88人、女104人；按任教课程分，公共课{}人、专业课114人。|78|87"
    ),
    "the reasons of it": "流失学生74人，流失率2.1%。流失原因：转学{}人、参军14人、其他29人。|31|61",
}
QUIET = [
    "专任教师212人。专任教师中，高级职称62人，双师型138人，其他骨干22人。",
    "学院举办讲座86场，校内52场、校外21场，其余为线上直播。",
    "全县小学教师2860人，幼儿园教师1740人、中职教师520人。",
    "本科20人，专科12人，其余8人为中专。",
    "毕业生3120人中，党员412人、学生干部530人。",
    "全年新增床位120张、改造床位80张，床位总数1500张。",
    "年内招聘教师12人、调入5人，教职工总数217人。",
    "流失学生67人，流失率2.58%。流失原因主要是：外出务工28人、转学19人。",
    "发放小学、初中等教材12.6万册，其中小学6.2万册、初中4.1万册。",
    ("公益支出2874.90万元，占上年末净资产（4102.33万元）的70.08%；管理费用142.18万元，占总支出3018.08万元的4.71%。"),
    (
        "深造率方面，材料学院以58.6%居首，物理学院（56.4%）、电气学院（54.4%）、化工学院（52.5%）紧随其后，"
        "这4个学院都超过五成。"
    ),
    "农村转移就业2860人，返乡创业520人、灵活就业1000人。",
]


def codes(text: str) -> list[str]:
    return [f.rule for f in examine(sketch(text), load(), Config()).findings if f.severity != "info"]


SCHOOLS = "全县学校218所，在校生{}人。小学132所，在校生{}人；初中36所，在校生26402人；高中{}所，在校生20804人。"


@pytest.mark.parametrize(
    ("figures", "wrong"), [(("98412", "51206", "50"), 0), (("98412", "57206", "50"), 1), (("98412", "51206", "56"), 1)]
)
def test_items_that_repeat_the_measures_of_a_line_are_columns_of_it(figures: tuple[str, ...], wrong: int) -> None:
    assert len(codes(SCHOOLS.format(*figures))) == wrong


@pytest.mark.parametrize("name", SLIPS)
def test_a_slip_in_a_list_that_is_whole_is_seen(name: str) -> None:
    text, right, wrong = SLIPS[name].split("|")
    assert codes(text.format(right)) == []
    assert "VQR201" in codes(text.format(wrong))


@pytest.mark.parametrize("text", QUIET)
def test_a_list_that_may_not_be_whole_is_left_alone(text: str) -> None:
    assert codes(text) == []


TAXES = "增值税62.35亿元，企业所得税21.08亿元，契税14.20亿元。上述{}个税种合计97.63亿元，占税收的八成。"
SPENT = "教育支出9.86亿元、卫生支出4.12亿元、农林水支出5.68亿元，以上{}项共计19.66亿元。"


@pytest.mark.parametrize("text", [TAXES, SPENT])
def test_a_total_that_its_figures_come_to_says_how_many_they_are(text: str) -> None:
    assert codes(text.format("三")) == []
    assert codes(text.format("五")) == ["VQR203"]
