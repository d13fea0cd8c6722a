"""Totals and their parts in running text: which lists must add up, and which may leave something out."""

from __future__ import annotations

import pytest

from vqr_check.claims import statements
from vqr_check.document.sketch import sketch
from vqr_check.model import Relation
from vqr_check.packs import load
from vqr_check.relations import relations
from vqr_check.relations.readings import verdict


def stated(text: str, family: str) -> list[Relation]:
    packs = load()
    return [r for r in relations(statements(sketch(text), packs), packs) if r.family == family]


def failing(text: str, family: str) -> list[list[str]]:
    held = stated(text, family)
    return [[c.location.text for _, c in r.members] for r in held if verdict(r) == "contradicted"]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("全年进出口总额3616万美元，下降7.3%。其中：出口2395万美元，进口221万美元。", ["3616万", "2395万", "221万"]),
        ("全市入境游客3203万人次，其中，外国人1378万人次，港澳台同胞6824万人次。", ["3203万", "1378万", "6824万"]),
        ("三年总学时3600，理论1386、实践1714。", ["3600", "1386", "1714"]),
        ("参赛队获一等奖18个、二等奖34个、三等奖57个，合计159个。", ["159", "18", "34", "57"]),
        ("学校有社团36个，其中文艺类12个，体育类9个，其他3个。", ["36", "12", "9", "3"]),
        ("36岁以下67人，36—45岁68人，46岁以上63人；前两段合起来185人。", ["185", "67", "68"]),
        ("全市有学校9所（公办6所、民办1所）。", ["9", "6", "1"]),
        ("已就业134人中，入企55人，占12.7%；参军2人，占0.5%；升学376人，占86.8%。", ["134", "55", "2", "376"]),
        ("立项市级以上课题12项，其中国家级1项、省级3项、市级9项。", ["12", "1", "3", "9"]),
        (
            "新登记市场主体19.91万户。其中企业5.37万户，个体工商户16.16万户，专业合作社1871户。",
            ["19.91万", "5.37万", "16.16万", "1871"],
        ),
    ],
)
def test_a_list_that_the_words_call_whole_must_add_up(text: str, figures: list[str]) -> None:
    assert figures in failing(text, "sum")


@pytest.mark.parametrize(
    "text",
    [
        "学校有社团36个，其中文艺类12个，体育类9个。",
        "获省级以上奖项20项，其中国家级一等奖2项，省级一等奖3项。",
        "有省级以上实验室93家，其中国家级33家。有省级以上研究中心629家。",
        "有省级以上实验室91家，其中国家级31家。新认定市级中心150家，省级中心64家。",
        "现有省级以上专业14个，其中国家级重点专业1个、省级重点专业2个。",
        "全市现有市场主体88.55万户，其中企业20.1万户，个体工商户60.2万户。",
        "出口122095亿元，增长9.6%；进口98589亿元。对某地区进出口额131645亿元，增长4.5%。",
        "主要去向为企业（3614人，占47.48%）、升学（1518人，占19.94%）、其他形式（595人，占7.82%）。",
        "覆盖30个省和国外（4人），其中省内2452人（占53.44%），省外2136人（占46.56%）。",
    ],
)
def test_a_list_that_may_leave_something_out_is_passed_over(text: str) -> None:
    assert failing(text, "sum") == []


def test_a_column_that_adds_up_makes_the_list_of_its_neighbours_whole() -> None:
    text = "全市有场馆17.5万家，从业人员998人，收入612万元。其中：\n- 甲类4.5万个，从业人员418人，收入300万元。\n"
    text += "- 乙类13.0万个，从业人员480人，收入312万元。"
    assert failing(text, "sum") == [["998", "418", "480"]]


def test_a_measure_that_one_item_lacks_is_no_column() -> None:
    text = "全市有场馆15家，收入612万元，利润90万元。其中：\n- 甲类5个，收入300万元，利润20万元。\n"
    text += "- 乙类10个，收入312万元。"
    assert failing(text, "sum") == []


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("申请专利2641件（其中发明专利9058件），授权655件。", ["9058", "2641"]),
        ("公务接待支出0.39万元（含外宾接待支出6.00万元）。", ["6.00万", "0.39万"]),
        ("公务接待2批次、26人次，其中：接待外宾9批次、0人次。", ["9", "2"]),
    ],
)
def test_what_is_said_to_be_part_of_a_figure_is_no_more_than_it(text: str, figures: list[str]) -> None:
    assert figures in failing(text, "subset")


@pytest.mark.parametrize(
    "text",
    [
        "研究生学历9人，本科学历79人，大专学历1人。其中，高级职称15人，中级职称31人。",
        "工矿事故12起，死亡13人，其中，全年无重大事故发生。道路事故138起，死亡86人。",
        "科创板15只，筹资152亿元；再融资（包括增发、配股）3629亿元。",
        "合作企业62家，规模以上企业过半，在校学生共96人。",
        "去年培训收入168.4万元。今年企业职工一项即贡献228.6万元。",
        "全年粮食产量100万吨，增长2%。分品种看，蔬菜产量300万吨。",
        "年末存款余额700亿元，贷款余额500亿元。分机构看，银行存款余额790亿元，其中一家存款余额690亿元。",
    ],
)
def test_a_figure_that_其中_is_not_plainly_about_holds_nothing(text: str) -> None:
    assert failing(text, "subset") == []


def test_shares_in_a_row_are_of_one_whole() -> None:
    assert failing("初中毕业生、往届生、社会人员依次占94.40%、4.44%和9.16%。", "pctsum") == [
        ["94.40%", "4.44%", "9.16%"]
    ]


def test_shares_between_semicolons_are_added_up_apart() -> None:
    text = "学历方面，研究生占18.71%、本科占79.27%、专科占2.02%；职称方面，高级占40.00%、中级占60.00%。"
    assert [len(r.members) for r in stated(text, "pctsum")] == [3, 2]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        (
            "面向中小企业预留的采购项目预算金额225.10万元。在面向中小企业预留的采购项目中，由中小企业成交的，金额725.10万元。",
            ["725.10万", "225.10万"],
        ),
        ("全市29个行业中80个行业增长。", ["80", "29"]),
        ("老年人口26736万人，占18.9%，其中65周岁及以上人口70056万人。", ["70056万", "26736万"]),
        ("合作企业62家，上年为55家，规模以上企业过半，共94家。", ["94", "62"]),
        ("培训收入268.4万元，增加46.5万元，企业职工一项即贡献328.6万元。", ["328.6万", "268.4万"]),
        ("工业企业利润743亿元，下降3.3%。分经济类型看，国有企业利润914亿元，民营企业利润161亿元。", ["914亿", "743亿"]),
        ("汽车35268辆（包括农用车694辆），增加651辆，其中私人汽车39989辆。", ["39989", "35268"]),
    ],
)
def test_some_of_what_the_words_name_are_no_more_than_all_of_it(text: str, figures: list[str]) -> None:
    assert figures in failing(text, "subset")


def test_incomes_per_head_are_not_added_up() -> None:
    text = "全国居民人均收入41314元。其中，城镇居民人均收入54188元，农村居民人均收入23119元。"
    assert failing(text, "sum") == []


def test_the_shares_of_the_three_industries_are_all_there_is() -> None:
    text = "第一、二、三次产业对经济增长的贡献率分别为2.9%、27.7%和63.4%。"
    assert failing(text, "pctsum") == [["2.9%", "27.7%", "63.4%"]]


def test_parts_that_open_with_the_words_of_their_total_are_all_of_it() -> None:
    text = "学校有专任教师59人，“双师型”教师30人。专任教师中研究生学历9人，本科学历79人，大专学历1人。"
    assert ["59", "9", "79", "1"] in failing(text, "sum")


def test_figures_that_a_total_names_are_its_parts() -> None:
    text = "机电部以954人居首，信息部797人紧随其后，汽车部、财经部分别为681人和478人。机电、汽车两部相加1135人。"
    assert failing(text, "sum") == [["1135", "954", "681"]]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        (
            "全年零售额290.16亿元，增长3.1%。分行业看，批发业56.91亿元，零售业233.25亿元。"
            "分地域看，城镇零售额261.10亿元，乡村零售额69.06亿元。",
            ["290.16亿", "261.10亿", "69.06亿"],
        ),
        (
            "教职工236人：专任教师198人，工勤人员38人。专任教师按任课性质分，专业课118人、公共课34人、实习指导6人。",
            ["198", "118", "34", "6"],
        ),
        ("正高级14人、副高级338人、中级502人、初级351人，高级职称合计952人。", ["952", "14", "338"]),
    ],
)
def test_a_later_division_is_of_the_whole_that_the_first_one_makes_up_or_the_words_name(
    text: str, figures: list[str]
) -> None:
    assert figures in failing(text, "sum")


@pytest.mark.parametrize(
    "text",
    [
        # 5 of another kind, too few to be named
        "年末装机容量334862万千瓦，其中火电144445万千瓦，水电43595万千瓦，核电6083万千瓦，风电52068万千瓦，光伏88666万千瓦。",
        # between the divisions stands another total
        "全年总产值100.2亿元。分行业看，农业60.1亿元，林业40.1亿元。固定资产投资200.3亿元。分地域看，城镇150.6亿元，乡村49.7亿元。",
        "专任教师198人，正高级14人、副高级38人。",
    ],
)
def test_a_division_of_something_else_and_kinds_too_small_to_name_are_passed_over(text: str) -> None:
    assert failing(text, "sum") == []


def test_shares_that_are_added_up_come_to_what_is_said() -> None:
    text = "甲、乙两人分别持有公司25.54581%和21.04488%的股份，两人共持有公司{}%的股份。"
    assert failing(text.format("46.59069"), "sum") == []
    assert failing(text.format("86.59069"), "sum") == [["86.59069%", "25.54581%", "21.04488%"]]
    text = "公共基础课占32.15%，专业核心课占41.20%，合计占{}%。"
    assert failing(text.format("73.35"), "sum") == []
    assert failing(text.format("75.35"), "sum") == [["75.35%", "32.15%", "41.20%"]]


@pytest.mark.parametrize(
    "text",
    [
        "硕士占32.15%，博士占8.20%，副高级以上职称合计占61.70%。",
        "第一季度就业率为82.15%，第二季度为91.20%，合计全年就业率为88.47%。",
        "销售增长12.15%，成本增长8.20%，费用合计增长5.61%。",
    ],
)
def test_a_share_of_something_else_is_no_sum_of_shares(text: str) -> None:
    assert failing(text, "sum") == []
