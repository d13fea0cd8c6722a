"""Tables whose lines divide a whole that only the running text prints."""

from __future__ import annotations

import pytest

from vqr_check.claims import statements
from vqr_check.document.sketch import sketch
from vqr_check.packs import load
from vqr_check.relations import judged

STAFF = """学院现有专任教师243人，结构见下表。

|类别|项目|人数|占比（%）|
|学历|博士|38|15.64|
|学历|硕士|141|58.02|
|学历|本科|64|26.34|
|职称|高级|79|32.51|
|职称|中级|112|46.09|
|职称|初级|52|21.40|
"""
PATIENTS = """全年抽查病历620份。

|科室类别|病历数|比例|
|内科|248|40.00%|
|外科|186|30.00%|
|妇产科|97|15.65%|
|儿科|89|14.35%|
"""


def _failed(text: str) -> list[tuple[str, ...]]:
    packs = load()
    found = judged(statements(sketch(text), packs), packs)
    return [(r.family, *(c.location.text for _, c in r.members)) for r, v in found if v == "contradicted"]


@pytest.mark.parametrize("text", [STAFF, PATIENTS])
def test_lines_that_fit_the_whole_of_the_text_say_nothing(text: str) -> None:
    assert _failed(text) == []


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        (STAFF, "58.02", "85.02"),
        (STAFF, "|38|", "|83|"),
        (STAFF, "46.09", "64.09"),
        (PATIENTS, "15.65%", "18.65%"),
        (PATIENTS, "|186|", "|168|"),
    ],
)
def test_a_line_that_does_not_fit_it_is_wrong(text: str, right: str, wrong: str) -> None:
    failed = _failed(text.replace(right, wrong))
    assert any(family == "share" and wrong.strip("|") in members for family, *members in failed)


def test_a_whole_that_is_printed_nowhere_says_nothing() -> None:
    assert _failed(STAFF.replace("243", "245").replace("58.02", "85.02")) == []


def test_shares_of_wholes_of_their_own_say_nothing() -> None:
    text = "全校毕业生1306人。\n\n|专业|就业人数|就业率|\n|会计|118|96.72%|\n|护理|203|97.60%|\n|机电|156|95.71%|\n"
    assert _failed(text) == []
