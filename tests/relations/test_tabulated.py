"""A count of things against the rows of the table that lists them."""

from __future__ import annotations

import pytest

from vqr_check.claims import statements
from vqr_check.document.sketch import sketch
from vqr_check.packs import load
from vqr_check.relations import relations

TABLE = """
@ 表1 实训中心
| 实训中心 | 实训室（间） | 工位（个） |
|---|---|---|
| 智能制造 | 22 | 842 |
| 汽车技术 | 13 | 416 |
| 信息技术 | 18 | 734 |
| 财经商贸 | 9 | 396 |
| 合计 | 62 | 2388 |
"""


def counted(text: str) -> list[tuple[int, int]]:
    packs = load()
    found = relations(statements(sketch(text), packs), packs)
    return [(int(r.members[0][1].quantity.value), r.items) for r in found if r.source == "tabulated"]


@pytest.mark.parametrize("said", [4, 5])
def test_a_table_headed_by_the_noun_has_a_row_for_each(said: int) -> None:
    assert counted(f"{TABLE}\n{said}个实训中心共有62间实训室。") == [(said, 4)]


@pytest.mark.parametrize(
    "text", ["其中3个实训中心为新建。", "4个专业共有学生820人。", "全市12个实训中心共有310间实训室。"]
)
def test_a_count_of_some_or_of_other_things_is_not_compared(text: str) -> None:
    assert counted(TABLE + "\n" + text) == []
