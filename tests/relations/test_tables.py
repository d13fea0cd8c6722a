"""What tables state of themselves and of each other."""

from counting import calls
from table_builder import found, read, wrong

STUDENTS = """
专业部 | 2023年 | 2024年 | 增减 | 增幅（%） | 占比（%）
机电部 | 320 | 338 | 18 | 5.63 | 29.04
汽车部 | 230 | 249 | 19 | 8.26 | 21.39
信息部 | 270 | 284 | 14 | 5.19 | 24.40
商贸部 | 170 | 155 | -15 | -8.82 | 13.32
康养部 | 130 | 138 | 8 | 6.15 | 11.86
合计 | 1120 | 1164 | 44 | 3.93 | 100.00
"""


def test_a_table_that_is_right_is_agreed_throughout() -> None:
    assert wrong(read(STUDENTS)) == []


def test_all_kinds_of_relation_of_a_table_are_found() -> None:
    families = {family for family, _, _ in found(read(STUDENTS))}
    assert families == {"sum", "delta", "growth", "share"}


def test_a_wrong_total_fails_where_the_other_columns_agree() -> None:
    assert ("sum", ("1146", "338", "249", "284", "155", "138")) in wrong(read(STUDENTS.replace("1164", "1146")))


def test_a_wrong_share_fails() -> None:
    assert wrong(read(STUDENTS.replace("24.40", "42.40"))) == [
        ("sum", ("100.00", "29.04", "21.39", "42.40", "13.32", "11.86")),
        ("share", ("284", "1164", "42.40")),
    ]


def test_a_wrong_rate_of_growth_fails() -> None:
    assert wrong(read(STUDENTS.replace("8.26", "6.28"))) == [("growth", ("249", "230", "6.28"))]


def test_a_column_of_means_does_not_add_up_and_is_left_alone() -> None:
    table = "项目 | 人次 | 平均（元）\n甲 | 100 | 2400\n乙 | 50 | 2000\n丙 | 62 | 6000\n合计 | 212 | 3358"
    assert wrong(read(table)) == []


def test_subtotals_and_a_grand_total() -> None:
    table = """
    学院 | 专业 | 人数
    财经 | 会计 | 307
    财经 | 电商 | 153
    小计 | | 460
    艺术 | 设计 | 97
    艺术 | 服装 | 51
    小计 | | 148
    总计 | | {}
    """
    assert wrong(read(table.format(608))) == []
    assert wrong(read(table.format(680))) == [("sum", ("680", "460", "148"))]


def test_rows_below_qizhong_are_parts_of_the_row_above_it() -> None:
    table = """
    项目 | 2023年 | 2024年
    人员经费 | 3518.9 | 3742.6
    项目支出 | 1124.5 | 1328.7
    其中：设备购置 | 472.6 | 631.4
    课程建设 | 651.9 | 697.3
    合计 | 4643.4 | {}
    """
    assert wrong(read(table.format("5071.3"))) == []
    assert wrong(read(table.format("5017.3"))) == [("sum", ("5017.3", "3742.6", "1328.7"))]


def test_a_dash_is_unknown_and_no_zero() -> None:
    table = "项目 | 收入 | 成本\n主营 | 1198 | 1084\n其他 | 16 | —\n合计 | 1214 | 1121"
    assert wrong(read(table)) == []


def test_rows_of_different_units_do_not_add_up() -> None:
    table = "指标 | 单位 | 数量\n学校 | 所 | 3\n教师 | 人 | 5\n合计 | 万元 | 9"
    assert wrong(read(table)) == []


def test_a_rate_is_worked_out_from_two_columns_that_its_rows_agree_on() -> None:
    table = """
    专业部 | 计划数 | 录取数 | 报到数 | 报到率（%）
    机电部 | 320 | 338 | 331 | 97.93
    汽车部 | 230 | 249 | 241 | 96.79
    信息部 | 270 | 284 | 278 | {}
    商贸部 | 170 | 155 | 149 | 96.13
    """
    assert wrong(read(table.format("97.89"))) == []
    assert wrong(read(table.format("98.79"))) == [("share", ("278", "284", "98.79"))]


def test_pairs_of_an_amount_and_a_share_in_one_row_have_one_base() -> None:
    table = "专任教师人数 | 高级人数 | 高级比例 | 中级人数 | 中级比例\n80 | 5 | 6.25% | 25 | {}"
    assert wrong(read(table.format("31.25%"))) == []
    assert wrong(read(table.format("13.25%"))) == [("share", ("25", "80", "13.25%"))]


def test_a_share_with_its_operands_in_one_cell() -> None:
    assert wrong(read("学历 | 就业率\n专科 | 98.83%（1007/1121）\n本科 | 90.00%（90/100）")) == [
        ("share", ("1007", "1121", "98.83%"))
    ]


def test_the_same_fact_in_two_tables() -> None:
    one = "指标 | 2023年 | 2024年\n毛利率（%） | 28.40 | 27.72\n净利润 | 786.5 | 1207.4"
    other = "项目 | 2024年 | 2023年\n毛利率（%） | 27.27 | 28.40\n净利润 | 1207.4 | 786.5"
    assert wrong(read(one), read(other, 1)) == [("equal", ("27.72", "27.27"))]


def test_two_tables_that_mostly_differ_are_about_different_things() -> None:
    one = "类别 | 金额\n食品 | 457.51\n饮料 | 154.03\n烟酒 | 159.68"
    other = "类别 | 金额\n食品 | 607.53\n饮料 | 149.32\n烟酒 | 138.96"
    assert wrong(read(one), read(other, 1)) == []


def test_more_than_the_whole_is_no_part_of_it() -> None:
    table = "指标 | 面积\n施工面积 | 308.06\n其中：住宅 | 766.09"
    assert wrong(read(table)) == [("subset", ("766.09", "308.06"))]


def test_a_breakdown_that_a_pack_knows_adds_up() -> None:
    table = "行业 | 投资额（万元）\n全州投资 | 9977599\n第一产业 | 302455\n第二产业 | 2004456\n第三产业 | 6770688"
    assert wrong(read(table)) == [("sum", ("9977599", "302455", "2004456", "6770688"))]


def large(rows: int) -> str:
    """A table of 20 columns with a total below."""
    lines = ["名称 | " + " | ".join(f"指标{c}" for c in range(20))]
    lines += [f"行{r} | " + " | ".join(str((r * 7 + c * 13) % 97 + 1) for c in range(20)) for r in range(rows)]
    sums = [sum((r * 7 + c * 13) % 97 + 1 for r in range(rows)) for c in range(20)]
    return "\n".join([*lines, "合计 | " + " | ".join(map(str, sums))])


def test_breakdowns_end_where_the_next_matter_begins_and_percentages_of_change_are_no_parts() -> None:
    visitors = """
    项目 | 本月 | 比上年同月±% | 累计 | 比上年同期±%
    一、接待过夜游客（人次） | 32275456 | 12.27 | 144004010 | 14.36
    1.入境游客 | 2646490 | 2.13 | 12876521 | 6.39
    港澳同胞 | 2022757 | -7.82 | 9812703 | -0.35
    外国人 | 623733 | 0.83 | 3063818 | 3.61
    2.国内游客 | 29628966 | 13.27 | 131127489 | 15.21
    二、过夜游客人均停留天数 | 1.88 | -25.98 | 2.07 | -0.96
    1.入境游客 | 2.15 | 2.38 | 2.24 | 4.19
    港澳同胞 | 2.40 | 9.59 | 2.42 | 5.68
    外国人 | 2.39 | -1.65 | 2.45 | -2.39
    2.国内游客 | 1.86 | -27.91 | 2.06 | -0.96
    """
    assert wrong(read(visitors)) == []


def test_work_grows_with_the_cells_and_not_faster() -> None:
    few, many = (read(large(rows)) for rows in (100, 400))
    assert wrong(few) == wrong(many) == []
    assert calls(lambda: found(many)) < 5 * calls(lambda: found(few))


def test_a_cell_of_a_large_table_is_little_work() -> None:
    text = large(400)
    assert calls(lambda: found(read(text))) < 60 * 401 * 21


def test_rows_of_a_large_table_that_no_total_of_theirs_bears_out_are_soon_given_up() -> None:
    def table(names: str) -> str:
        lines = [" | ".join(["类别", *names])]
        lines += [f"第{r}类 | " + " | ".join(str(r * k % 89 + 20) for k in (7, 11, 13, 17, 19)) for r in range(1, 600)]
        return "\n".join(lines)

    plain, totals = (read(table(names)) for names in ("甲乙丙丁戊", ("甲", "乙", "丙", "丁", "戊合计")))
    assert found(totals) == []
    assert calls(lambda: found(totals)) < 1.5 * calls(lambda: found(plain))


def test_years_with_their_unit_in_brackets_are_headers() -> None:
    table = read("指标 | 2023年（人） | 2024年（人）\n教师 | 210 | 218\n职工 | 64 | 70\n合计 | 274 | 289")
    assert [(line.period, line.unit) for line in table.cols[1:]] == [("2023", "人"), ("2024", "人")]
    assert wrong(table) == [("sum", ("289", "218", "70"))]


def test_shares_of_a_mean_are_checked_where_the_other_rows_bear_them_out() -> None:
    table = """
    专业类 | 平均总学时 | 实践学时 | 实践学时占比（%）
    交通运输 | 2764 | 1442 | 52.17
    电子信息 | 2688 | 1396 | {}
    财经商贸 | 2592 | 1208 | 46.60
    文化艺术 | 2710 | 1533 | 56.57
    """
    assert wrong(read(table.format("51.93"))) == []
    assert wrong(read(table.format("57.93"))) == [("share", ("1396", "2688", "57.93"))]


def test_what_makes_up_a_mean_has_its_shares_beside_it() -> None:
    table = """
    指标 | 城镇居民（元） | 比重（%） | 农村居民（元） | 比重（%）
    人均消费支出 | 24816 | 100.0 | 15274 | 100.0
    食品烟酒 | 7494 | 30.2 | 5056 | 33.1
    居住 | 5733 | {} | 2948 | 19.3
    交通通信 | 3126 | 12.6 | 2047 | 13.4
    其他 | 8463 | 34.1 | 5223 | 34.2
    """
    assert wrong(read(table.format("23.1"))) == []
    assert ("share", ("5733", "24816", "25.1")) in wrong(read(table.format("25.1")))


def test_a_second_of_which_is_of_the_whole_above_the_first() -> None:
    table = """
    指标 | 年末数（万人） | 比重（%）
    常住人口 | 312.40 | 100.00
    其中：城镇 | 187.13 | 59.90
    乡村 | 125.27 | 40.10
    其中：男性 | 159.64 | 51.10
    女性 | 152.76 | 48.90
    其中：15岁以下 | 51.86 | 16.60
    16—59岁 | 185.57 | 59.40
    60岁及以上 | 74.97 | 24.00
    其中：65岁及以上 | 56.86 | 18.20
    """
    assert wrong(read(table)) == []


def test_amounts_against_last_year_are_told_from_rates() -> None:
    text = """
    项目 | 2023年预算数 | 2023年决算数 | 2022年决算数 | 决算数比上年增减 | 增减（%）
    合计 | 41.00 | 34.28 | 36.90 | -2.62 | -7.10
    公务用车 | 32.00 | 28.16 | 30.25 | -2.09 | -6.91
    公务接待 | 9.00 | 6.12 | 6.65 | -0.53 | -7.97
    """
    assert wrong(read(text)) == []
    assert ("delta", ("34.28", "36.90", "-8.62")) in wrong(read(text.replace("-2.62", "-8.62")))


def test_a_rate_between_two_losses_is_held_against_them() -> None:
    text = """
    项目 | 本期金额 | 上年同期金额 | 变动比例
    营业成本 | 95,186.20 | 98,412.60 | -3.28%
    销售费用 | 9,814.30 | 9,402.10 | 4.38%
    信用减值损失 | -2,415.30 | -3,107.50 | {}
    资产减值损失 | -618.20 | -402.10 | 53.74%
    """
    assert wrong(read(text.format("-22.28%"))) == []
    assert wrong(read(text.format("22.28%"))) == []  # of the amount without its sign
    assert ("growth", ("-2,415.30", "-3,107.50", "-62.28%")) in wrong(read(text.format("-62.28%")))


def test_numbers_by_a_factor_are_their_product() -> None:
    text = """
    学生类别 | 人数 | 折合系数 | 折合人数
    本科生 | 15286 | 1 | 15286.0
    硕士生 | 431 | 1.5 | 646.5
    留学生 | 74 | 3 | 222.0
    夜大学生 | 620 | 0.3 | 186.0
    函授学生 | 2140 | 0.1 | {}
    """
    assert wrong(read(text.format("214.0"))) == []
    assert ("mean", ("914.0", "2140", "0.1")) in wrong(read(text.format("914.0")))
