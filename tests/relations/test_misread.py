"""Figures whose nearest neighbour is not the one meant: what is right by another reading raises nothing."""

from __future__ import annotations

import pytest

from vqr_check.config import Config
from vqr_check.document.sketch import sketch
from vqr_check.engine import examine
from vqr_check.packs import load

RIGHT = (
    "现有专业42个，涵盖工、理、管、文、法5个学科门类，其中工学专业19个，占45.24%。",
    "学校与31家企业建立合作，本年新增6家、退出4家，其中规模以上企业18家，占58.06%。",
    "全年补充教师415人，其中公开招聘280人、公费师范生135人，完成年度补充计划430人的96.51%。",
    "具有博士学位的418人，占45.09%，上学年为374人，占当时专任教师896人的41.74%。",
    "辖区“四上”企业净增12家，累计128家，净增数占全区净增数（96家）的12.5%。",
    "市直2所高中参考3105人，上线1240人，占全市上线人数的60.02%；县级高中上线826人，占39.98%。",
    "脱贫家庭226人，低保家庭117人，残疾毕业生12人，有交叉，剔除重复后共342人；其中落实去向331人，落实率96.78%。",
    "收回问卷3150份，满意率为94.76%，其中居民（2016份）满意率95.83%，村民（1134份）满意率92.86%。",
    "实现营业收入9.84亿元，较上年同期的9.27亿元增长6.15%；实现净利润1.06亿元，同比增长12.77%。",
    "门诊88.60万人次，较上年的84.12万人次增长5.33%；急诊9.14万人次，较上年增长3.05%。",
    "小学一年级入学1382人，比上年的1504人少122人；初一入学1246人，比上年多38人。",
    "药占比为24.16%，比上年的25.36%下降1.20个百分点；医疗服务收入占比为33.42%，比上年提高1.47个百分点。",
    "市级安排教育支出8.72亿元、卫生支出3.64亿元、农林水支出4.85亿元，上述三项共计17.21亿元。",
    "大湾区512人，占11.61%，其中一市268人；京津冀263人，占5.97%；成渝地区187人，占4.24%；其余585人分布在各地。",
    "主要集中在四个行业：制造业1468人；信息服务业977人；教育352人；建筑业287人。其中前两个行业就吸纳了2445人。",
)
TABLES = (
    """
    项目 | 决算数（元） | 占本年收入比重
    一般公共预算财政拨款收入 | 38,326,715.42 | 92.65%
    政府性基金预算财政拨款收入 | 2,750,000.00 | 6.65%
    其他收入 | 290,430.18 | 0.70%
    本年收入合计 | 41,367,145.60 | 100.00%
    年初结转和结余 | 1,642,367.55 | —
    总计 | 43,009,513.15 | —
    """,
    """
    品种 | 播种面积（万亩） | 产量（万吨） | 单产（公斤/亩）
    粮食 | 58.30 | 26.94 | 462.1
    其中：稻谷 | 36.10 | 20.21 | 559.8
    玉米 | 13.20 | 4.33 | 328.0
    """,
    """
    指标 | 2023年（元） | 2024年（元）
    医院次均门诊费用 | 285.4 | 298.6
    其中：三级医院 | 340.1 | 352.8
    二级医院 | 249.8 | 261.4
    医院次均住院费用 | 9015.7 | 8742.5
    其中：三级医院 | 12570.4 | 11986.3
    """,
    """
    项目 | 预算数（万元） | 执行数（万元） | 执行数为预算数的%
    税收收入 | 160300 | 161234 | 100.6
    增值税 | 60200 | 61842 | 102.7
    其他各税 | 100100 | 99392 | 99.3
    非税收入 | 76700 | 77411 | 100.9
    收入合计 | 237000 | 238645 | 100.7
    """,
)


def alarms(text: str) -> list[str]:
    report = examine(sketch(text), load(), Config())
    return [f"{f.rule} {f.message}" for f in report.findings if f.severity != "info"]


@pytest.mark.parametrize("text", RIGHT)
def test_another_reading_than_the_nearest_is_right(text: str) -> None:
    assert alarms(text) == []


@pytest.mark.parametrize("text", TABLES)
def test_lines_that_have_no_parts_and_totals_of_totals_are_right(text: str) -> None:
    rows = "\n".join(f"| {line.strip()} |" for line in text.strip().splitlines())
    assert alarms(f"@ 情况表\n{rows}") == []


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("营业收入9.84亿元，较上年同期的9.27亿元增长61.5%。", "VQR304"),  # side by side
        ("毕业生总数为434人。护理专业76人，占毕业生总数的42.46%；学前专业38人，占毕业生总数的21.23%。", "VQR301"),
        ("专任教师中，副教授及以上418人，占45.09%。专任教师共972人。", "VQR301"),  # 927
    ],
)
def test_what_is_far_off_still_speaks_where_the_reading_is_beyond_doubt(text: str, rule: str) -> None:
    assert rule in {alarm[:6] for alarm in alarms(text)}


def test_what_of_which_divides_and_a_share_names_is_its_whole() -> None:
    text = "教育经费总投入15.62亿元，比上年增加1.08亿元。其中一般公共预算教育经费12.94亿元，占总投入的{}%。"
    assert alarms(text.format("82.84")) == []
    assert [alarm[:6] for alarm in alarms(text.format("85.84"))] == ["VQR301"]


def test_a_whole_that_has_a_share_of_the_same_words_is_none_of_the_part_behind_it() -> None:
    assert alarms("60周岁及以上人口2673万人，占总人口的18.9%，其中65周岁及以上人口2005万人，占总人口的14.2%。") == []


def test_what_is_only_supposed_is_held_against_nothing() -> None:
    text = "毛利率由上年的28.79%升至29.97%，上升1.18个百分点。若按上年的产品结构测算，毛利率升幅约为0.9个百分点。"
    assert alarms(text) == []
