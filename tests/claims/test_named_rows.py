"""Names listed in front of a row of figures, one each."""

import pytest

from vqr_check.claims import statements
from vqr_check.config import Config
from vqr_check.document.sketch import sketch
from vqr_check.engine import examine
from vqr_check.packs import load

TABLE = "| 对象 | 满意度（%） |\n|---|---|\n| 教师 | 96.21 |\n| 家长 | 94.12 |\n| 企业 | 91.05 |\n\n"


def measures(text: str) -> dict[str, str]:
    """What each figure of a text is said to measure."""
    (found,) = statements(sketch(text), load()).mentions
    return {m.claim.location.text: m.claim.measure for m in found}


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("教师和家长的满意度分别为96.12%和94.12%。", {"96.12%": "教师的满意度", "94.12%": "家长的满意度"}),
        ("2024年升学、就业人数分别为543人、388人。", {"543": "升学", "388": "就业人数"}),
        (
            "全校男生和女生分别为1602人（占48.75%）和1684人（占51.25%）。",
            {"1602": "全校男生", "48.75%": "占", "1684": "女生", "51.25%": "占"},
        ),
        ("护理专业、会计专业和汽修专业分别有120、96和88人。", {"120": "护理专业", "96": "会计专业", "88": "汽修专业"}),
    ],
)
def test_each_figure_has_the_name_that_stands_in_its_place(text: str, named: dict[str, str]) -> None:
    assert measures(text) == named


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("教师、家长和企业的满意度分别为96.12%和94.12%。", "教师的满意度"),  # more names than figures
        ("2021年、2022年和2023年分别为3.4亿元和3.6亿元、3.9亿元。", "2021年"),  # years are no names
        ("参与率分别为96.12%和94.12%。", "参"),
    ],
)
def test_where_names_and_figures_do_not_pair_off_none_is_given(text: str, wrong: str) -> None:
    assert wrong not in measures(text).values()


def test_a_wrong_figure_of_a_row_is_told_by_its_own_name() -> None:
    (finding,) = examine(
        sketch(TABLE + "教师、家长和企业的满意度分别为92.61%、94.12%和91.05%。"), load(), Config()
    ).findings
    assert "“教师的满意度”" in finding.message


def test_a_row_that_retells_a_table_raises_nothing() -> None:
    report = examine(sketch(TABLE + "家长、教师和企业的满意度分别为94.12%、96.21%和91.05%。"), load(), Config())
    assert not report.findings
