"""Changes, multiples, means and ratios in running text: what is compared with what, and when to keep silent."""

from __future__ import annotations

import pytest

from vqr_check import claims, relations
from vqr_check.model import Block, Document
from vqr_check.packs import load
from vqr_check.relations.readings import verdict

FAMILIES = {"delta", "growth", "compound", "rise", "point", "times", "mean", "ratio"}


def judged(*paragraphs: str) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
    """What holds and what fails in some paragraphs: the family and the figure that is reported."""
    document = Document("", "", tuple(Block("body", n, "paragraph", text) for n, text in enumerate(paragraphs)))
    holds, fails = set(), set()
    for found in relations.relations(claims.statements(document, load()), load()):
        if found.family in FAMILIES:
            figure = found.members[-1][1].location.text
            (fails if verdict(found) == "contradicted" else holds).add((found.family, figure))
    return holds, fails


TRUE_AND_FALSE = [
    ("delta", "在校生由2180人增至2306人，增加{}人。", "126", "156"),
    ("delta", "市级比赛获奖86项，上年是74项，多拿了{}项。", "12", "72"),
    ("delta", "月薪平均4215元/月，上年为4038元，涨了{}元。", "177", "777"),
    ("delta", "报到1132人，与上年的1098人相比多{}人。", "34", "84"),
    ("delta", "招生6839人，比上年的6612人多招{}人。", "227", "277"),
    ("delta", "在校生由2022年的3058人增至2023年的3147人、再到2024年的3286人：前一年多出{}人。", "89", "98"),
    ("delta", "在校生由2022年的3058人增至2023年的3147人、再到2024年的3286人：后一年多出{}人。", "139", "319"),
    ("growth", "产业学院从7个扩至12个，增长{}%。", "71.43", "41.43"),
    ("growth", "企业投入1268.4万元，比上年的957.6万元增长{}%。", "32.46", "23.46"),
    ("rise", "总收入4520万元，比上年增加520万元，增长{}%。", "13.0", "11.5"),
    ("rise", "一般公共预算支出2940.05万元。与2023年度相比，一般公共预算支出减少63.14万元，下降{}%。", "2.10", "3.10"),
    ("rise", "签约企业扩容74家、达到486家，增速{}%。", "17.96", "57.96"),
    ("rise", "订单班在册287人，较上年扩容34人（{}%）。", "13.44", "31.44"),
    ("point", "占比由61.5%提高到68.2%，提高{}个百分点。", "6.7", "7.6"),
    ("delta", "在校生由2022年的3058人增至2023年的3147人、再到2024年的3286人，两年累计增加{}人。", "228", "282"),
    ("rise", "网络课程点击4.86万人次，多出{}万人次，提高23.66%。", "0.93", "1.93"),
    ("rise", "企业捐赠设备折价86.4万元，同比增长{}%，绝对额多了18.9万元。", "28.00", "18.00"),
    ("rise", "纸质图书62.4万册，比上年添置2.8万册，扩充{}%。", "4.70", "1.70"),
    ("compound", "在校生由2022年的3058人增至2024年的3286人，两年间年均增长{}%。", "3.66", "7.46"),
    ("compound", "在校生由2020年的2460人增至2024年的3250人，年均增长{}%。", "7.2", "9.8"),
    ("delta", "2023年支出86.52万元，较2022年71.30万元增加{}万元，增长21.35%。", "15.22", "51.22"),
    ("delta", "招生412人，与2023年的386人相比增加{}人。", "26", "62"),
    ("rise", "点击4.86万人次，多出0.93万人次，提高{}%。", "23.66", "53.66"),
    ("growth", "2023年净利润为1113.38万元，2024年的净利润为1376.07万元，净利润增幅为{}%。", "23.59", "83.59"),
    ("times", "招生计划1120人，录取1164人，为计划数的{}倍。", "1.04", "1.84"),
    ("times", "本市户籍2918人，是外市户籍（368人）的{}倍。", "7.9", "3.9"),
    ("times", "本科17人，为上年11人的{}倍。", "1.55", "4.55"),
    ("mean", "全年开班66期、培训6250人次，平均每期{}人。", "94.7", "74.7"),
    ("mean", "助学金惠及618人，人均{}元，合123.60万元。", "2000", "3000"),
    ("mean", "免学费惠及3194人，按每生{}元核拨766.56万元。", "2400", "3400"),
    ("ratio", "男生2160人、女生1126人，男女之比{}:1。", "1.92", "2.92"),
]


@pytest.mark.parametrize(("family", "text", "right", "wrong"), TRUE_AND_FALSE)
def test_a_figure_that_fits_agrees(family: str, text: str, right: str, wrong: str) -> None:
    holds, fails = judged(text.format(right))
    assert family in {name for name, _ in holds}
    assert fails == set()


@pytest.mark.parametrize(("family", "text", "right", "wrong"), TRUE_AND_FALSE)
def test_a_figure_that_does_not_fit_is_contradicted(family: str, text: str, right: str, wrong: str) -> None:
    assert family in {name for name, _ in judged(text.format(wrong))[1]}


SILENT = [
    "专业由上年的96个调整到90个，新设7个，比上年增加1个。",
    "净利润812.4万元，比上年增加65.2万元；其中技术服务收入5,849.81万元，增长9.55%。",
    "2024年实习岗位866个，产值增长到1.7倍。",
    "年末机构由410家增至486家，达到历史最高，其中新设31家。",
    "报告期内，销售费用增加3,481.84万元，增幅为25.65%，境外收入为5,849.81万元，增长109.55%。",
    "国内生产总值从54万亿元增加到82.7万亿元，五年来年均增长7.1%。",
    "净利润1961.37万元，较上年增长429.56万元，2009年营业收入较上年增长25.65%。",
    "在校生19507人，校均规模约2438人，在校生较上年增长2.22%，净增424人。",
    "增加值90.8亿元，增长5.7%。",
    "投入86.52万元，2023年较2022年增加15.22万元，2022年较2021年增加8.41万元。",
    "专任教师较2022年12个教研室增加3人，达到86人。",
    "点击4.86万人次，三年累计多出7.93万人次，提高23.66%。",
    "培训12万人次，其中线上4.86万人次，总计增加7.93万人次，提高23.66%。",
]


@pytest.mark.parametrize("text", SILENT)
def test_nothing_is_said_of_figures_that_are_not_compared(text: str) -> None:
    assert judged(text)[1] == set()


def test_the_mean_of_all_pupils_is_called_wrong_only_when_far_off() -> None:
    pupils = "全日制在校生3286人。"
    assert judged(pupils, "图书11.5万册，生均35册。")[1] == set()
    assert judged(pupils, "图书11.5万册，生均33册。")[1] == set()  # may be 折合在校生
    assert judged(pupils, "图书11.5万册，生均55册。")[1] == {("mean", "55")}


TURNED = "专业由上年的96个调整到90个，其间撤并11个、新设5个，比上年增加6个。"


def test_the_right_amount_of_the_wrong_direction_is_seen() -> None:
    assert ("delta", "6") in judged(TURNED)[1]
    assert judged(TURNED.replace("增加", "减少"))[1] == set()


def test_a_change_larger_than_the_figure_that_it_led_to_is_seen() -> None:
    assert judged("点击4.86万人次，多出7.93万人次，提高23.66%。")[1] == {("rise", "23.66%")}
