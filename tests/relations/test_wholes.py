"""Wholes from further away: the group whose rate it is, what many shares are of, parts that come to their whole."""

from __future__ import annotations

import pytest

from vqr_check.claims import statements
from vqr_check.document.sketch import sketch
from vqr_check.packs import load
from vqr_check.relations import relations
from vqr_check.relations.readings import verdict

START = """## 一、规模
毕业生总人数为7612人。其中，男生4255人，占毕业生总人数的55.90%；女生3357人，占毕业生总人数的44.10%。
毕业生中城镇生源2609人，占34.27%；农村生源5003人，占65.73%。
## 二、去向
"""


def failing(text: str) -> list[list[str]]:
    packs = load()
    held = [r for r in relations(statements(sketch(START + text), packs), packs) if r.family == "share"]
    return [[c.location.text for _, c in r.members] for r in held if verdict(r) == "contradicted"]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("男生落实人数3971人，落实率为39.33%；女生落实人数2919人，落实率为86.95%。", ["3971", "4255", "39.33%"]),
        ("北方生源4469人（占比58.71%），南方生源3143人（占比14.29%）。", ["3143", "7612", "14.29%"]),
        (
            "升学的毕业生1878人，占毕业生总人数的24.67%。其中国内升学1567人，国内升学率为25.09%；出国311人，出国率4.09%。",
            ["1567", "7612", "25.09%"],
        ),
        (
            "升学的毕业生1878人，升学率24.67%。其中国内升学1567人，国内升学率为20.59%；出国311人，出国率4.90%。",
            ["311", "7612", "4.90%"],
        ),
        (
            "男生人数较多的学院为机电学院（506人，占比11.89%）、土木学院（423人，占比9.94%）、矿业学院（402人，占比9.54%）。",
            ["402", "4255", "9.54%"],
        ),
    ],
)
def test_a_share_of_a_whole_from_further_away_is_checked(text: str, figures: list[str]) -> None:
    assert figures in failing(text)


@pytest.mark.parametrize(
    "text",
    [
        "男生落实人数3971人，落实率为93.33%；女生落实人数2919人，落实率为86.95%。",
        "北方生源4469人（占比58.71%），南方生源3143人（占比41.29%）。",
        "参加调查的男生1209人，满意率为88.20%；参加调查的女生1010人，满意率为91.30%。",
        "省内签约单位1931家，占比62.10%，省外签约单位1178家，占比37.90%。",
        "升学1715人，升学率36.47%。",
        "升学1878人，升学率24.67%。其中国内升学1567人，国内升学率20.59%；研究生升学163人，研究生升学率5.60%。",
        "较多的为机电学院（506人，占比11.89%）、土木学院（423人，占比9.94%），其中南校区（152人，占比35.93%）。",
    ],
)
def test_a_share_of_another_whole_is_passed_over(text: str) -> None:
    assert failing(text) == []
