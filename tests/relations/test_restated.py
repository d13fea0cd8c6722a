"""Facts that stand twice: which pairs are one fact by measure, scope and period, and which only look alike."""

from __future__ import annotations

import pytest

from vqr_check.claims import statements
from vqr_check.document.sketch import sketch
from vqr_check.packs import load
from vqr_check.relations import relations
from vqr_check.relations.readings import verdict


def unlike(text: str) -> list[set[str]]:
    """The pairs of figures that state one fact and differ."""
    packs = load()
    found = [r for r in relations(statements(sketch(text), packs), packs) if r.family == "equal"]
    return [{c.location.text for _, c in r.members} for r in found if verdict(r) == "contradicted"]


# a table that a converter turned into running text, the names of two rows behind their figures
RUN = (
    "表3 各学院留本地就业情况学院 就业人数 留省就业人数 留省就业率 留市就业人数 留市就业率"
    "机械学院 412 371 90.05% 318 77.18%"
    "商学院 528 484 91.67% 401 75.95%1204 1163 96.59% 866 71.93%师范学院护理学院 134 106 79.10% 95 70.90%"
)


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("学校有全日制学生2486人。\n\n## 二、规模\n10月末学籍系统内全日制在校生2846人。", {"2486", "2846"}),
        ("全年总支出5836.4万元。\n\n## 六、经费\n全年支出5386.4万元，用于教学。", {"5836.4万", "5386.4万"}),
        ("面向社会培训7350人次。\n\n## 八、服务\n全年培训人次7530人次，覆盖3个县。", {"7350", "7530"}),
        (
            "专任教师由2022年的1216人充实到２０２４年的1283人。\n\n## 三、队伍\n专任教师总量1238人。",
            {"1283", "1238"},
        ),
        (
            "2023年，公司运输费1,063,021.97元，较2022年666,441.03元增加。\n\n## 三、费用\n"
            "2022年，公司运输费646,441.03元。",
            {"666,441.03", "646,441.03"},
        ),
        (
            "2022年、2023年和2024年分别实现营业收入9,058.07万元、13,573.45万元和17,055.29万元。\n\n## 二、趋势\n"
            "2023年，营业收入达13,753.45万元。",
            {"13,573.45万", "13,753.45万"},
        ),
        (
            "## 一、总体\n支出增加，项目支出较上年增加1133.95万元。\n\n## 二、支出\n项目支出较上年增加1313.95万元。",
            {"1133.95万", "1313.95万"},
        ),
        ("升学率25.66%。\n\n## 二、去向\n去向有多种，其中升学（715人，占比26.56%）。", {"25.66%", "26.56%"}),
        (
            "（一）财政拨款支出决算总体情况财政拨款支出9746.50万元。\n\n## 六、说明\n"
            "（二）财政拨款支出决算结构情况财政拨款支出7946.50万元。",
            {"9746.50万", "7946.50万"},
        ),
        (
            "2023年，公司营业收入比2022年增加3,481.84万元，增幅为25.65%。\n\n## 二、利润\n"
            "利润增长，2023年公司营业收入较2022年增长26.55%。",
            {"25.65%", "26.55%"},
        ),
    ],
)
def test_one_fact_under_two_names_must_be_one_figure(text: str, pair: set[str]) -> None:
    assert pair in unlike(text)


@pytest.mark.parametrize(
    "text",
    [
        "毕业生4567人。\n\n## 二、去向\n女毕业生4267人。",
        "省级项目1186项。\n\n## 二、项目\n国家级项目1156项。",
        "本科在校生3286人。\n\n## 二、规模\n专科在校生3266人。",
        "2023年在校生3286人。\n\n## 二、规模\n2024年在校生3266人。",
        "在校生3286人。\n\n## 二、规模\n毕业生3266人。",
        "男生1503人，女生1530人。",
        "总收入5836.4万元。\n\n## 六、经费\n总支出5386.4万元。",
        "收入总计5836.42万元。\n\n## 六、经费\n财政拨款收入5836.22万元。",
        "毕业去向落实率95.12%。\n\n## 二、学院\n信息学院毕业去向落实率95.32%。",
        "制造业（315人，占比9.53%）最多。\n\n## 二、省外\n制造业（286人，占比9.23%）最多。",
        "营业收入比上年增长26.85%。\n\n## 二、利润\n净利润比上年增长26.35%。",
        "2023年，公司运输费1,063,021.97元，较2022年666,441.03元增加。\n\n## 三、费用\n公司差旅费646,441.03元。",
        "财政拨款较上年增加1133.95万元。\n\n## 二、项目\n财政拨款较上年减少1313.95万元。",
        "上半年，公司实现营业收入35128万元。\n\n## 二、全年\n公司实现营业收入35182万元。",
        "1-6月，公司实现营业收入35128万元。\n\n## 二、后期\n7-9月，公司实现营业收入31528万元。",
        "总支出5836.4万元。\n\n## 二、项目支出\n支出5386.4万元，用于设备购置。",
        "## 一、信息学院\n毕业生1203人，就业率95.12%。\n\n## 二、机械学院\n毕业生1230人，就业率95.21%。",
        "升学率25.66%。\n\n## 二、去向\n专科升学（715人，占比26.56%）。",
        "营业收入9058.07万元，增长25.65%。\n\n## 二、境外\n营业收入1058.22万元，增长26.55%。",
        "营业收入增长25.65%。\n\n## 二、成本\n营业收入下降26.55%。",
        "## 一、援助\n全年开展培训1286人次。\n\n## 二、乡村\n面向农户，开展培训1268人次。",
        "## 甲校\n在校生1286人。\n\n## 乙校\n在校生1268人。",
        "## 一、甲中心\n在校生1286人。\n\n## 二、乙中心\n在校生1268人。",
        "## 一校区\n在校生1286人。\n\n## 二校区\n在校生1268人。",
        "获奖情况如下。\n\n其他1286项。\n\n## 二、项目\n其他1268项。",
    ],
)
def test_another_measure_scope_or_period_is_another_fact(text: str) -> None:
    assert unlike(text) == []


def test_a_row_of_figures_that_retells_a_line_must_retell_all_of_it() -> None:
    text = "期间费用占比分别为4.09%、4.67%、4.17%和3.25%。\n@ 表1 费用\n| 项目 | 2021年 | 2022年 | 2023年 | 2024年 |\n"
    text += "| 销售费用率 | 4.09% | 4.76% | 4.17% | 3.25% |\n| 管理费用率 | 4.63% | 5.57% | 6.05% | 6.21% |"
    assert unlike(text) == [{"4.67%", "4.76%"}]


def test_a_row_of_figures_may_be_cut_off_rather_than_rounded() -> None:
    text = "增速分别为12.4%、13.2%和14.1%。\n@ 表1 增速\n| 年份 | 2021年 | 2022年 | 2023年 |\n"
    assert unlike(f"{text}| 增速（%） | 12.46 | 13.20 | 14.10 |") == []


def test_a_row_of_figures_that_shares_two_by_chance_retells_nothing() -> None:
    text = "三地增速分别为4.09%、4.17%和5.12%。\n@ 表1 费用\n| 项目 | 2021年 | 2022年 | 2023年 | 2024年 |\n"
    text += "| 销售费用率 | 4.09% | 4.76% | 4.17% | 3.25% |\n| 管理费用率 | 4.63% | 5.57% | 6.05% | 6.21% |"
    assert unlike(text) == []


def test_a_bracket_retells_a_row_whose_name_is_not_told() -> None:
    text = f"最高的为师范学院（留省就业人数1193人，留省就业率96.59%）。\n\n{RUN}"
    assert unlike(text) == [{"1193", "1163"}]


def test_a_bracket_of_another_measure_does_not_retell_the_row() -> None:
    assert unlike(f"最高的为师范学院（毕业生1193人，留省就业率96.59%）。\n\n{RUN}") == []


def test_two_brackets_may_tell_of_two_rows() -> None:
    text = "依次为师范学院（留省就业人数1163人，留省就业率96.59%）、商学院（留省就业人数484人，留省就业率91.67%）。"
    assert unlike(f"{text}\n\n{RUN}") == []


@pytest.mark.parametrize("text", ["三年累计119132.9万元（约19.11亿元）。", "总投资2.35亿元（即2.53亿元）。"])
def test_a_bracket_that_says_it_again_must_say_the_same(text: str) -> None:
    assert len(unlike(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "三年累计119132.9万元（约11.91亿元）。",
        "总投资100万元（约14万美元）。",
        "补助500万元（每年100万元）。",
        "培训1286人（约5000人次）。",
        "计划招生1300人（1286人）。",
    ],
)
def test_a_bracket_that_says_something_else_is_no_repetition(text: str) -> None:
    assert unlike(text) == []


COSTS = "\n@ 表1 费用（单位：元）\n| 项目 | 2023年 | 2024年 |\n| 房租费 | 581,718.90 | 656,273.04 |\n"
COSTS += "| 营业收入 | 8,563,120.15 | 9,562,131.27 |"


def test_a_table_may_shorten_a_name() -> None:
    assert unlike(f"2024年，公司房屋租赁费656,723.04元。{COSTS}") == [{"656,723.04", "656,273.04"}]


@pytest.mark.parametrize(
    "text",
    [
        "2024年，公司营业外收入9,562,231.27元。",
        "2024年，公司房屋租赁费581,728.90元。",
        "2024年，公司房屋租赁费656,273.04元。",
    ],
)
def test_a_longer_name_may_be_another_measure(text: str) -> None:
    assert unlike(text + COSTS) == []


def test_a_heading_that_tells_of_serving_others_names_no_unit() -> None:
    assert unlike("## 服务社区\n在校生1286人。\n\n## 走进学校\n在校生1268人。")


@pytest.mark.parametrize("name", ["其他", "其它", "其余", "合计", "小计", "总计"])
def test_the_rest_or_the_sum_of_a_table_names_nothing_in_the_text(name: str) -> None:
    table = f"\n@ 表1 来源\n| 本地 | 外地 | {name} |\n| 86 | 63 | 33 |"
    assert unlike(f"本地86项，外地63项，{name}24项。{table}") == []
