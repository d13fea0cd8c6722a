"""Which failed relations are one finding."""

from vqr_check.config import Config
from vqr_check.document.sketch import sketch
from vqr_check.engine import examine
from vqr_check.model import Finding
from vqr_check.packs import load

RIGHT = "学校有毕业生3598人，其中升入本科1486人，占毕业生总数的41.30%；升入专科1274人，占毕业生总数的35.41%；"
LAST = "直接就业838人，占毕业生总数的23.29%。"


def found(text: str) -> list[Finding]:
    """The errors and warnings about a text."""
    return [f for f in examine(sketch(text), load(), Config()).findings if f.severity != "info"]


def test_a_whole_that_other_shares_bear_out_is_not_the_root_of_a_wrong_share() -> None:
    wrong = RIGHT.replace("41.30", "49.30")
    assert [f.location.text for f in found(wrong + LAST)] == ["49.30%"]


def test_two_wrong_shares_of_a_whole_that_others_bear_out_are_two_findings() -> None:
    wrong = RIGHT.replace("41.30", "49.30").replace("35.41", "31.41")
    more = "其中参军120人，占毕业生总数的3.34%；自主创业60人，占毕业生总数的1.67%。"
    assert sorted(f.location.text for f in found(wrong + LAST + more)) == ["31.41%", "49.30%"]


def test_a_wrong_whole_is_one_finding_for_all_its_shares() -> None:
    assert [f.location.text for f in found((RIGHT + LAST).replace("3598", "3958"))] == ["3958"]


def test_shares_that_were_all_worked_out_from_another_whole_are_one_finding() -> None:
    text = (
        "学校有毕业生434人，其中升学376人，占毕业生总数的86.64%；就业55人，占毕业生总数的12.67%。"
        "护理专业毕业76人，占毕业生总数的42.46%；会计专业毕业38人，占毕业生总数的21.23%。"
    )
    (finding,) = found(text)
    assert "179人" in finding.cause


def test_the_item_that_breaks_the_order_is_the_root() -> None:
    text = "护理、机电、会计、汽修专业的就业率由高到低依次为98.6%、97.2%、69.3%、95.1%。"
    assert [f.location.text for f in found(text)] == ["69.3%"]


def test_that_parts_are_less_than_a_total_does_not_bear_it_out() -> None:
    """The total is wrong by one digit, a part would be too; the total is what the others give."""
    text = "2024年学校支出合计8759.38万元，其中基本支出5377.64万元，项目支出4381.74万元。"
    assert [f.location.text for f in found(text)] == ["8759.38万"]


def test_a_figure_that_one_slip_explains_is_doubted_before_one_that_none_does() -> None:
    text = "2024年学校在校生4306人，比上年的2180人增加126人。"
    assert [f.location.text for f in found(text)] == ["4306"]


def test_the_figure_whose_correction_mends_most_is_the_root() -> None:
    """76 stands in two failed results as 224 does, but no one value of it would mend both."""
    rows = (
        "| 专业部 | 计划数 | 报到数 | 报到率（%） |\n|---|---|---|---|\n| 机电部 | 120 | 114 | 95.00 |\n"
        "| 商贸部 | 80 | 76 | 59.00 |\n| 护理部 | 60 | 54 | 90.00 |\n| 合计 | 260 | 224 | 93.85 |"
    )
    assert sorted(f.location.text for f in found(rows)) == ["224", "59.00"]
