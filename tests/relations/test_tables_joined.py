"""What tables lend each other, and rows typed into one cell."""

from table_builder import found, read, wrong

GRADUATES = """
专业 | 毕业人数 | 就业人数
会计 | 183 | 173
护理 | 91 | 83
物流 | 54 | 51
电商 | 59 | 56
合计 | 387 | 363
"""
MATCHED = """
专业 | 对口就业 | 对口就业率（%）
会计 | 110 | 63.58
护理 | 23 | {}
物流 | 24 | 47.06
电商 | 25 | 44.64
合计 | 182 | 50.14
"""


def test_a_rate_is_worked_out_over_a_column_of_another_table_with_the_same_rows() -> None:
    assert wrong(read(GRADUATES), read(MATCHED.format("27.71"), 1)) == []
    assert wrong(read(GRADUATES), read(MATCHED.format("21.77"), 1)) == [("share", ("23", "83", "21.77"))]


def test_shares_are_worked_out_over_a_total_of_another_table() -> None:
    plans = "专业 | 计划数\n会计 | 613\n护理 | 183\n物流 | 604\n合计 | 1400"
    kinds = "科类 | 计划数 | 比例（%）\n理工 | 613 | 43.79\n综合 | 183 | 13.07\n文史 | 535 | {}\n艺术 | 69 | 4.93"
    assert wrong(read(plans), read(kinds.format("38.21"), 1)) == []
    assert ("share", ("535", "1400", "32.81")) in wrong(read(plans), read(kinds.format("32.81"), 1))


LISTED = """
指标 | 机构（个） | 床位（万张）
合计 养老 城市 农村 儿童 | 42696 530.5 40881 520.5 19593 224.3 {} 296.2 1815 10.0 |
"""


def test_rows_typed_into_one_cell_fill_the_columns_to_the_right() -> None:
    listing = read(LISTED.format("21288")).lists[0]
    assert [claim.quantity.unit for claim in listing.claims[0]] == ["个", "张"]


def test_rows_typed_into_one_cell_add_up_to_those_above_them() -> None:
    assert wrong(read(LISTED.format("21288"))) == []
    assert ("sum", ("40881", "19593", "21828")) in wrong(read(LISTED.format("21828")))


def test_a_list_of_sums_one_behind_the_other() -> None:
    text = "指标 | 数量\n省级 地级 县级 | 34 4 23 5 2 2843 977 394 1301 {} 54"
    assert {family for family, _, _ in found(read(text.format(117)))} == {"sum"}
    assert wrong(read(text.format(177))) == [("sum", ("2843", "977", "394", "1301", "177", "54"))]
