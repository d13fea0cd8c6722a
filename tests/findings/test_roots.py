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
