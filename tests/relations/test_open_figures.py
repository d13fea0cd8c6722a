"""Figures that are open to one side: 以上, 超过, 不到."""

import pytest

from vqr_check.claims import statements
from vqr_check.document.sketch import sketch
from vqr_check.model import Relation
from vqr_check.packs import load
from vqr_check.relations import relations
from vqr_check.relations.readings import verdict


def stated(text: str) -> list[tuple[str, list[str], str]]:
    """Family, figures and verdict of every equation with such a figure that a text is taken to state."""
    packs = load()
    found = relations(statements(sketch(text), packs), packs)
    return [(r.family, [c.location.text for _, c in r.members], verdict(r)) for r in found if _open(r)]


def _open(relation: Relation) -> bool:
    return relation.family != "subset" and any(c.quantity.hedge in ("at_least", "at_most") for _, c in relation.members)


@pytest.mark.parametrize(
    "text",
    [
        "在校生3000人以上的2所，即市一中（4126人）和市二中（3358人）。",
        "月收入2000元以下的学生占两成，2500元以下的占三成，3000元以下的占五成。",
        "全年新增投资项目200个以上，其中工业4个、农业5个、服务业21个。",
    ],
)
def test_what_holds_for_any_figure_above_a_bound_is_not_ticked_off(text: str) -> None:
    assert stated(text) == []


def test_a_share_above_a_bound_is_ticked_off_where_it_is_about_that_large() -> None:
    found = stated("学校有专任教师200人，其中双师型教师125人，占专任教师总数的比例超过60%。")
    assert ("share", ["125", "200", "60%"], "agreed") in found


def test_a_share_below_its_bound_is_contradicted() -> None:
    found = stated("学校有专任教师200人，其中双师型教师115人，占专任教师总数的比例超过60%。")
    assert ("share", ["115", "200", "60%"], "contradicted") in found
