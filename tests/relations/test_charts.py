"""Charts against tables and text: what the points of a chart state, and figures that only look like theirs."""

# ruff: noqa: E501 (XML stays on its line)

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest
from package_builder import document, par, row, table

from vqr_check.claims import statements
from vqr_check.config import Config
from vqr_check.engine import examine
from vqr_check.model import Claim
from vqr_check.packs import load

DRAWN = (
    '<w:r><w:drawing><a:graphic><a:graphicData><c:chart r:id="rchart"/></a:graphicData></a:graphic></w:drawing></w:r>'
)
YEARS = ("2022年", "2023年", "2024年")
PUPILS = table(
    *(row(*cells) for cells in (("年份", "毕业生数（人）"), ("2022年", "912"), ("2023年", "940"), ("2024年", "958")))
)
MAJORS = table(
    *(
        row(*cells)
        for cells in (
            ("专业", "毕业生数", "就业人数"),
            ("护理", "312", "301"),
            ("会计", "246", "230"),
            ("汽修", "400", "392"),
        )
    )
)

Series = Mapping[str, Sequence[str]]


def _points(texts: Sequence[str]) -> str:
    return "".join(f'<c:pt idx="{n}"><c:v>{text}</c:v></c:pt>' for n, text in enumerate(texts))


def chart(categories: Sequence[str], series: Series, title: str = "", code: str = "General") -> str:
    """A chart part; each series has a point a category."""
    head = f"<c:title><c:tx><c:rich><a:p><a:r><a:t>{title}</a:t></a:r></a:p></c:rich></c:tx></c:title>" if title else ""
    drawn = "".join(
        f"<c:ser><c:tx><c:strRef><c:strCache>{_points((name,))}</c:strCache></c:strRef></c:tx>"
        f"<c:cat><c:strRef><c:strCache>{_points(categories)}</c:strCache></c:strRef></c:cat>"
        f"<c:val><c:numRef><c:numCache><c:formatCode>{code}</c:formatCode>{_points(values)}</c:numCache></c:numRef></c:val></c:ser>"
        for name, values in series.items()
    )
    return f"<c:chart>{head}<c:plotArea><c:barChart>{drawn}</c:barChart></c:plotArea></c:chart>"


def contradicted(body: str, part: str) -> list[tuple[str, ...]]:
    """The figures of each check that fails."""
    report = examine(document(body, chart=part), load(), Config())
    return [
        tuple(sorted(e.location.text for e in check.evidence))
        for finding in report.findings
        for check in finding.checks
    ]


@pytest.mark.parametrize(
    ("series", "title", "caption"),
    [
        ("毕业生数", "", "图1 近三年毕业生规模"),
        ("系列1", "近三年毕业生人数变化", ""),
        ("系列 1", "", "图1 近三年毕业生人数（单位：人）"),
        ("Series1", "历年毕业生数对比图", "图 2-1 在校生"),
    ],
)
def test_a_point_that_differs_from_the_cell_of_its_year_is_found(series: str, title: str, caption: str) -> None:
    body = par("一、就业") + PUPILS + par(DRAWN) + par(caption)
    assert contradicted(body, chart(YEARS, {series: ("912", "904", "958")}, title)) == [("904", "940")]


def test_a_point_that_differs_from_the_cell_of_its_row_is_found() -> None:
    part = chart(("护理", "会计", "汽修"), {"就业人数": ("301", "203", "392")})
    assert contradicted(MAJORS + par(DRAWN), part) == [("203", "230")]


def test_series_named_by_majors_are_of_what_the_caption_names() -> None:
    part = chart(("2024年",), {"护理": ("301",), "会计": ("203",), "汽修": ("392",)})
    assert contradicted(MAJORS + par(DRAWN) + par("图1 各专业就业人数"), part) == [("203", "230")]
    assert contradicted(MAJORS + par(DRAWN) + par("图1 各专业情况"), part) == []


def test_a_point_that_differs_from_a_sentence_is_found() -> None:
    text = "在校生满意度由2022年的92.4%提高到2023年的93.5%，2024年在校生满意度为95.1%。"
    body = par(text) + par(DRAWN) + par("图3 近三年在校生满意度")
    assert contradicted(body, chart(YEARS, {"系列1": ("92.4", "93.5", "91.5")})) == [("91.5", "95.1%")]


def test_percentages_are_compared_as_the_chart_shows_them() -> None:
    body = par("2024年就业率为97.2%。") + par(DRAWN)
    part = chart(YEARS, {"就业率": ("0.951", "0.963", "0.972")}, code="0.0%")
    assert contradicted(body, part) == []
    report = examine(document(body, chart=part), load(), Config())
    assert ("97.2%", "agreed") in [(e.literal, e.status) for e in report.ledger.entries if e.location.part == "chart"]


@pytest.mark.parametrize(
    ("categories", "series", "title"),
    [
        (YEARS, {"系列1": ("912", "904", "958")}, ""),  # nothing says what it measures
        (YEARS, {"系列1": ("912", "904", "958")}, "全省毕业生数"),
        (YEARS, {"招生数": ("912", "904", "958")}, ""),
        (("2019年", "2020年", "2021年"), {"毕业生数": ("912", "904", "958")}, ""),
        (YEARS, {"毕业生数": ("912", "940", "958")}, ""),
    ],
)
def test_a_chart_of_something_else_contradicts_nothing(categories: Sequence[str], series: Series, title: str) -> None:
    assert contradicted(PUPILS + par(DRAWN), chart(categories, series, title)) == []


def test_a_rate_kept_as_a_fraction_without_a_format_is_left_alone() -> None:
    body = par("2024年就业率为97.2%。") + par(DRAWN)
    assert contradicted(body, chart(YEARS, {"就业率": ("0.951", "0.963", "0.971")})) == []


def test_figures_longer_than_what_the_text_prints_agree_with_it() -> None:
    body = table(*(row(*cells) for cells in (("年份", "就业率"), ("2022年", "95.12%"), ("2023年", "96.33%"), ("2024年", "97.21%")))) + par(DRAWN)  # fmt: skip
    assert contradicted(body, chart(YEARS, {"就业率": ("95.1234", "96.3321", "97.2108")})) == []


def test_two_charts_of_one_paragraph_do_not_share_its_caption() -> None:
    body = PUPILS + par(DRAWN) + par("图1 近三年毕业生人数")
    read = document(body, chart=chart(YEARS, {"系列1": ("912", "904", "958")}))
    second = replace(next(b for b in read.blocks if b.part == "chart"), index=1)
    said = statements(replace(read, blocks=(*read.blocks, second)), load())
    assert {claim.measure for claim in said.claims() if claim.location.part == "chart"} == {""}


def test_a_claim_of_a_chart_stands_under_the_headings_of_its_paragraph() -> None:
    body = par("一、就业", '<w:outlineLvl w:val="0"/>') + par(DRAWN) + par("图1 近三年毕业生数")
    said = statements(document(body, chart=chart(YEARS, {"系列1": ("912", "904", "958")})), load())
    claims: list[Claim] = [c for c in said.claims() if c.location.part == "chart"]
    assert [(c.measure, c.period, c.location.section) for c in claims[:1]] == [("毕业生数", "2022", ("一、就业",))]
