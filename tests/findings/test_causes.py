"""The likely slip behind a finding."""

from decimal import Decimal

import pytest
from counting import calls

from vqr_check.arithmetic import Interval
from vqr_check.claims import statements
from vqr_check.config import Config
from vqr_check.document.sketch import sketch
from vqr_check.engine import examine
from vqr_check.findings.causes import printed
from vqr_check.packs import load

TRADES = "学校有毕业生434人。护理专业毕业76人，占毕业生总数的42.46%；会计专业毕业38人，占毕业生总数的21.23%。"


def causes(text: str) -> str:
    """The causes of all findings about a text."""
    return "\n".join(finding.cause for finding in examine(sketch(text), load(), Config()).findings)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (TRADES, "相当于以179人为总数，文中没有这个数"),
        (TRADES + "学校有教室12间，升学学生179人。", "相当于以“升学学生”179人为总数"),
        ("2024年学校总收入4520万元，比上年增加520万元，增长11.50%。", "误用本期数作除数"),
        ("2024年学校在校生2306人，比上年的2180人增加162人。", "“162人”与“126人”只差相邻两位数字的顺序"),
        ("## 一、概况\n2024年，学校有在校生1862人。\n## 五、小结\n2024年，学校在校生1826人，规模稳定。", "数字错位"),
    ],
)
def test_a_slip_is_named(text: str, said: str) -> None:
    assert said in causes(text)


def test_a_part_that_a_total_leaves_out_is_named() -> None:
    rows = "| 专业部 | 人数 |\n|---|---|\n| 机电部 | 3207 |\n| 汽车部 | 2311 |\n| 商贸部 | 1472 |\n| 合计 | 5518 |"
    assert "商贸部" in causes(rows) or "1472" in causes(rows)


def test_no_cause_is_named_where_no_single_edit_explains() -> None:
    assert causes("2024年学校在校生23068人，比上年的21801人增加5555人。") == ""


def test_figures_that_a_slip_explains_as_well_are_named_beside_the_root() -> None:
    text = "2024年学校收入合计5210万元，其中财政拨款4830万元，事业收入1380万元。"
    assert causes(text) == (
        "“5210万元”与“6210万元”只差一位数字，可能是一位数字写错；"
        "或者“4830万元”与“3830万元”只差一位数字，可能是一位数字写错；"
        "或者“1380万元”比“380万元”多一位数字，可能是多写了一位"
    )


def test_a_figure_that_results_bear_out_is_not_named_as_wrong() -> None:
    text = (
        "2024年学校收入合计5210万元，其中财政拨款4830万元，事业收入1380万元。"
        "事业收入1380万元，其中学费收入980万元，住宿费收入400万元。"
    )
    assert "1380" not in causes(text)


def test_a_value_that_is_printed_often_is_looked_up_at_its_nearest_places() -> None:
    text = "\n".join(["机电专业有毕业生179人。"] * 50 + ["学校有毕业生434人。"] + ["汽修专业有毕业生179人。"] * 50)
    claims = tuple(statements(sketch(text), load()).claims())
    like = next(claim for claim in claims if claim.quantity.value == 434)
    held = printed(claims).within(Interval(Decimal(178), Decimal(180)), like)
    assert [claim.id - like.id for claim in held] == [-1, 1]


def test_documents_of_many_contradictions_take_no_longer_for_each() -> None:
    def work(times: int) -> int:
        document, packs = sketch("\n".join([TRADES] * times)), load()
        return calls(lambda: examine(document, packs, Config()))

    assert work(240) < 2.3 * work(120)
