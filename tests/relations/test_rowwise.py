"""Shares in rows, each of its own part and its own whole, which arithmetic finds."""

from __future__ import annotations

import pytest

from vqr_check.claims import statements
from vqr_check.document.sketch import sketch
from vqr_check.packs import load
from vqr_check.relations import judged

INCOME = "近三年，公司实现营业收入分别为18,402.36万元、23,517.48万元和30,166.92万元。\n"
CLASSES = "本科毕业生3,126人，硕士毕业生1,754人，博士毕业生213人。\n"
TABLE = "|项目|2022年|2023年|2024年|\n|办学总支出（万元）|4,512.36|4,873.15|5,206.48|\n\n"
RIGHT = [
    INCOME + "同期研发投入分别为1,104.14万元、1,552.15万元和2,111.68万元，研发投入率分别为6.00%、6.60%和7.00%。",
    INCOME
    + "应收账款余额分别为5,520.71万元、6,584.89万元和9,653.41万元，占当期营业收入的比例分别为30.00%、28.00%和32.00%。",
    CLASSES + "收回问卷：本科生1,407份，硕士生842份，博士生149份，三个层次的答卷率分别为45.01%、48.00%和69.95%。",
    TABLE + "各年人员经费为2,481.80万元、2,777.70万元和3,123.89万元，占比依次为55.00%、57.00%和60.00%。",
]
WRONG = [
    (RIGHT[0].replace("6.60%", "9.60%"), "9.60%"),
    (RIGHT[0].replace("1,552.15", "1,525.15"), "1,525.15万"),
    (RIGHT[1].replace("5,520.71", "5,250.71"), "5,250.71万"),
    (RIGHT[1].replace("32.00%", "23.00%"), "23.00%"),
    (RIGHT[2].replace("69.95%", "96.95%"), "96.95%"),
    (RIGHT[2].replace("1,407份", "1,704份"), "1,704"),
    (RIGHT[3].replace("2,777.70", "7,277.70"), "7,277.70万"),
]
SILENT = [
    INCOME + "三类业务毛利率分别为41.20%、38.65%和35.10%。",
    INCOME + "前五名客户销售额分别为6,120.35万元、7,045.88万元和8,113.20万元，客户集中度分别为61.33%、58.20%和55.71%。",
    "2022—2024年毕业生分别为1203人、1345人和1410人，其中女生占46.20%、47.81%和48.30%。",
]


def _shares(text: str) -> list[tuple[str, tuple[str, ...]]]:
    packs = load()
    found = judged(statements(sketch(text), packs), packs)
    return [(v, tuple(c.location.text for _, c in r.members)) for r, v in found if r.family in ("share", "pctsum")]


@pytest.mark.parametrize("text", RIGHT)
def test_each_share_of_a_row_is_of_its_own_whole(text: str) -> None:
    assert [v for v, _ in _shares(text)] == ["agreed"] * 3


@pytest.mark.parametrize(("text", "wrong"), WRONG)
def test_one_that_does_not_fit_where_the_others_do_is_wrong(text: str, wrong: str) -> None:
    failed = [members for v, members in _shares(text) if v == "contradicted"]
    assert len(failed) == 1
    assert wrong in failed[0]


@pytest.mark.parametrize("text", SILENT)
def test_rows_that_fit_nowhere_say_nothing(text: str) -> None:
    assert not [members for v, members in _shares(text) if v == "contradicted"]
