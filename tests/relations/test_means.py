"""Means and multiples against totals and counts that stand beside them or elsewhere."""

from __future__ import annotations

import pytest

from vqr_check.claims import statements
from vqr_check.document.sketch import sketch
from vqr_check.packs import load
from vqr_check.relations import relations
from vqr_check.relations.readings import verdict


def judged(text: str, family: str) -> list[tuple[str, ...]]:
    """The verdict and figures of every mean or multiple of a text."""
    packs = load()
    found = [r for r in relations(statements(sketch(text), packs), packs) if r.family == family]
    return [(verdict(r), *(claim.location.text for _, claim in r.members)) for r in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("教师100名，学生1200人，其中女生30名，每名教师平均指导学生15名。", ("contradicted", "1200", "100", "15")),
        (
            "学校有在校生3268人。\n固定资产1.86亿元，其中教学设备5230万元，生均1.60万元。",
            ("agreed", "5230万", "3268", "1.60万"),
        ),
        ("学生1200人，教师100名，其中高级职称30名，每名教师平均指导学生12名。", ("agreed", "1200", "100", "12")),
        ("学徒118人，配企业导师44名，每名导师平均带3.68名学徒。", ("contradicted", "118", "44", "3.68")),
        ("举办讲座32场，参加学生4160人次，场均150人次。", ("contradicted", "4160", "32", "150")),
        ("校内助学金发放84.60元，受益423人，人均2000元。", ("contradicted", "84.60", "423", "2000")),
        (
            "学校有在校生2417人。\n设备总值8460万元，生均3.50万元，新购设备318万元。",
            ("agreed", "8460万", "2417", "3.50万"),
        ),
        (
            "公用经费726.3万元。\n按折合在校生2409.6人计算，生均公用经费3014.19元。",
            ("agreed", "726.3万", "2409.6", "3014.19"),
        ),
        (
            "公用经费726.3万元。\n按折合在校生2409.6人计算，生均公用经费3041.19元。",
            ("contradicted", "726.3万", "2409.6", "3041.19"),
        ),
        (
            "学校有专任教师152人。\n教师参加培训318人次，累计13984学时，人均92学时。",
            ("agreed", "13984", "152", "92"),
        ),
        ("现代学徒制学徒126人，配企业导师42名，一名导师平均带5.00名学徒。", ("contradicted", "126", "42", "5.00")),
        (
            "全县有中学6所（公办5所、民办1所），招生3120人、在校生9246人、毕业生2984人，校均规模4541人。",
            ("contradicted", "9246", "6", "4541"),
        ),
        (
            "全市有在校生24170人。\n设备总值6.24万元，生均2.58万元。",  # 亿元 was meant
            ("contradicted", "6.24万", "24170", "2.58万"),
        ),
    ],
)
def test_a_mean_is_that_of_its_total_and_count(text: str, expected: tuple[str, ...]) -> None:
    assert judged(text, "mean") == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "收取住宿费800元，惠及423人，人均补助2000元。",  # no sum of money, and not 万 either
        "按折合在校生2409.6人计算，生均公用经费3041.19元。",  # the total is not printed
        "实训设备318万元，生均3.50万元。",  # who they are is not printed
        "学校有在校生3287人。\n教学设备总值5200万元，生均1.2万元。",  # as many as that may be reckoned otherwise
        "学校有在校生3287人。\n发放奖学金32万元，生均800元。",  # per head of those who got it
        "全校在校生3287人，发放助学金120万元，人均2000元。",
        "学校有在校生3287人。\n企业捐赠设备320万元，受益学生生均2000元。",
        "学校有在校生2000人。\n近三年投入设备费3600万元，生均设备值1.2万元。",  # the mean has another name
        "学校有在校生3287人。\n食堂日均供餐9800份，人均3份。",  # nobody says of whom
        "学校有在校生2000人。\n在校生3000人以上的学校6所，图书9万册，生均30册。",
        "教师198人，每名教师平均听课20节，一名班主任平均管理42名学生，学生宿舍120间。",
    ],
)
def test_a_mean_whose_total_or_count_is_not_printed_is_left_alone(text: str) -> None:
    assert [mean for mean in judged(text, "mean") if mean[0] == "contradicted"] == []


@pytest.mark.parametrize(
    "text",
    [
        "学校有在校生3287人。\n面向社会培训6250人次，相当于上年在校生的2.6倍。",  # that year's are not printed
        "学院在校生10250人，成人教育在校生4300人，培训规模是全日制在校生的1.8倍，达18450人次。",
        "学校有在校生3287人。\n集团有教师600人、在校生9000人，其中城区在校生6000人，是农村在校生的2倍。",
        "学校在校生3000人以上。\n培训9000人次，约为在校生的2.6倍。",
    ],
)
def test_a_multiple_of_what_is_not_printed_is_left_alone(text: str) -> None:
    assert [times for times in judged(text, "times") if times[0] == "contradicted"] == []


@pytest.mark.parametrize(("printed", "expected"), [("1.9", "agreed"), ("6.9", "contradicted")])
def test_a_multiple_of_people_may_be_one_of_occasions(printed: str, expected: str) -> None:
    text = f"学校有在校生3287人。\n面向社会培训6251人次，规模是在校生的{printed}倍。"
    assert judged(text, "times") == [(expected, "6251", "3287", printed)]


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("开设订单班12个，在读学生498人，班均{}人。", "41.5", "14.5"),
        ("现有学生社团34个，参加社团的学生1972人，参与率61.2%，平均每个社团{}人。", "58.0", "85.0"),
        ("支出182.00万元，全部用于14个行政村污水治理，村均{}万元。", "13", "73"),
        ("报告期内新签合同96份，合同总额1.38亿元，平均单份合同金额约{}万元。", "144", "244"),
        ("全年组织培训42场次，参训1,386人次，平均每场{}人次。", "33", "83"),
        ("新房销售面积218.40万平方米，下降6.1%；销售额142.67亿元，平均每平方米{}元。", "6532.5", "3532.5"),
        ("大创项目立项214项，其中国家级36项，省级78项；参与学生963人次，项均{}人次。", "4.5", "7.5"),
        ("选题3,618个，其中来自一线的2,914个；指导教师642人，平均每名教师指导{}个。", "5.64", "1.64"),
        ("接待游客3126.40万人次。实现旅游总收入298.62亿元，增长41.2%，人均花费{}元。", "955.2", "255.2"),
        ("车辆运行维护费21.60万元，主要用于燃料费。公务用车8辆，车均运行维护费{}万元。", "2.70", "7.20"),
        ("培训5213人次，到账收入为241.8万元，平均每人次约{}元。", "464", "864"),
        ("9名创业毕业生获得指导，带动就业54人，人均带动{}人。", "6.0", "9.0"),
        ("出院病人6420例，住院费用4,815.00万元，例均费用{}元。", "7500", "2500"),
    ],
)
def test_a_mean_is_held_against_what_its_unit_and_nouns_name(text: str, right: str, wrong: str) -> None:
    assert [found[0] for found in judged(text.format(right), "mean")] == ["agreed"]
    assert [found[0] for found in judged(text.format(wrong), "mean")] == ["contradicted"]


@pytest.mark.parametrize(
    "text",
    [
        "生均教学设备值15,620元，当年新增教学设备值312.6万元，折合在校生18,240.5人。",
        "设有实训室64间，工位2312个，每个全日制学生摊到0.79个。",
        "机构和设施共计21.4万个，拥有床位76.2万张，每千人口床位数5.8张。",
        "14家内部编印单位赠阅发行8100份，全年出版杂志1.79万册。",
        "专任教师864人，教师参加培训1,123人次，其中省内1,098人次，省外25人次，按专任教师计人均1.3次。",
        "举办讲座12场，听众2300人；接待来访46批，平均每批9人。",
    ],
)
def test_a_mean_is_not_made_of_figures_beside_it(text: str) -> None:
    assert [found for found in judged(text, "mean") if found[0] == "contradicted"] == []


@pytest.mark.parametrize(("printed", "verdict_of"), [("1.36", "agreed"), ("7.36", "contradicted")])
def test_heads_that_another_mean_bears_out_are_those_of_a_mean_beside(printed: str, verdict_of: str) -> None:
    text = (
        "学校有全日制在校生2846人。\n教学仪器设备总值3870.6万元，较上年的3514.2万元净增356.4万元，"
        f"生均仪器设备值达到{printed}万元。纸质图书9.97万册，生均35.0册。"
    )
    assert (verdict_of, "3870.6万", "2846", f"{printed}万") in judged(text, "mean")


@pytest.mark.parametrize(
    ("row", "expected"),
    [("图书馆|28140|1.67", "agreed"), ("图书馆|28140|6.17", "contradicted"), ("图书馆|58140|1.67", "contradicted")],
)
def test_a_column_per_head_is_of_heads_that_the_text_counts(row: str, expected: str) -> None:
    text = (
        "学校有全日制在校生16,842人。\n|类别|面积（平方米）|生均（平方米）|\n|教室|64210|3.81|\n|实验用房|118320|7.03|\n"
        f"|{row}|\n|体育用房|16580|0.98|\n|行政用房|21900|1.30|"
    )
    total, mean = row.split("|")[1:]
    assert (expected, total, "16,842", mean) in judged(text, "mean")
    assert len(judged(text, "mean")) == 5
