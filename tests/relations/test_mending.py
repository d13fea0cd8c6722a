"""Which meaning of some words is the right one when a figure is found wrong elsewhere."""

from decimal import Decimal

from tests.test_arithmetic import figure
from vqr_check.arithmetic import Interval
from vqr_check.config import Config
from vqr_check.document.sketch import sketch
from vqr_check.engine import examine
from vqr_check.model import Claim, Location, Relation
from vqr_check.packs import load
from vqr_check.relations.mending import mended, reconciled
from vqr_check.relations.readings import verdict


def claim(number: int, value: str) -> Claim:
    """A count somewhere in the document."""
    at = Location("body", number, None, None, 0, len(value), value, ())
    return Claim(number, at, figure(value))


TOTAL, OTHER = claim(1, "2910"), claim(2, "3500")  # the total was 1290
PART, CHANGE, BEFORE, LESS = claim(3, "387"), claim(4, "90"), claim(5, "1200"), claim(6, "903")
ELSEWHERE = Relation("sum", (("total", TOTAL), ("part", PART), ("part", LESS)))
RIGHT = Relation("delta", (("now", TOTAL), ("before", BEFORE), ("change", CHANGE)))
WRONG = Relation("delta", (("now", OTHER), ("before", BEFORE), ("change", CHANGE)), alternatives=(RIGHT,))


def test_the_meaning_that_one_wrong_figure_explains_replaces_a_likelier_one() -> None:
    assert all(verdict(r) == "contradicted" for r in (ELSEWHERE, RIGHT, WRONG))
    found = list(reconciled([ELSEWHERE, WRONG]))
    assert [r.members for r in found] == [ELSEWHERE.members, RIGHT.members]
    assert found[1].strength == "likely"


def test_a_meaning_stays_when_nothing_else_contradicts_the_figures_of_another() -> None:
    assert list(reconciled([WRONG])) == [WRONG]


def test_a_meaning_that_the_same_wrong_figure_explains_stays() -> None:
    certain = Relation("sum", (("total", OTHER), ("part", PART), ("part", LESS)))
    assert list(reconciled([certain, ELSEWHERE, WRONG])) == [certain, ELSEWHERE, WRONG]


def test_the_value_that_mends_most_is_told() -> None:
    many, value = mended(TOTAL, [ELSEWHERE, RIGHT])
    assert (many, value) == (2, Interval(Decimal(1290), Decimal(1290)))


def test_a_figure_wrong_in_a_sentence_is_one_finding_with_the_sentence_s_other_results() -> None:
    text = (
        "2008年公司运输费为1,063,021.97元。\n2008年运输费2,063,021.97元，较2007年666,441.03元增加396,580.94元，"
        "增长59.51%，主要是销售增加。"
    )
    findings = [f for f in examine(sketch(text), load(), Config()).findings if f.severity != "info"]
    assert [f.location.text for f in findings] == ["2,063,021.97"]
