"""Headings by style, outline level, numbers in the text and boldness; the sections they open."""

# ruff: noqa: E501 (XML stays on its line)

from __future__ import annotations

import pytest
from package_builder import document, par, row, run, style, table

from vqr_check.document.headings import counted
from vqr_check.model import Document

STYLES = (
    style("2", "heading 1")
    + style("3", "标题 2")
    + style("own", "我的标题", '<w:basedOn w:val="2"/>')
    + style("lvl", "章名", '<w:pPr><w:outlineLvl w:val="1"/></w:pPr>')
    + style("circle", "circle", '<w:basedOn w:val="circle2"/>')
    + style("circle2", "circle2", '<w:basedOn w:val="circle"/>')
)
TEXT = par("全校共有学生434人，其中女生179人，占41.2%。")


def styled(style_id: str, text: str) -> str:
    return par(text, f'<w:pStyle w:val="{style_id}"/>')


def bold(text: str) -> str:
    return par(run(text, "<w:b/>"))


def headings(found: Document) -> list[tuple[int, str]]:
    return [(b.level, b.text) for b in found.blocks if b.kind == "heading"]


@pytest.mark.parametrize(
    ("paragraph", "level"),
    [
        (styled("2", "概况"), 1),
        (styled("3", "概况"), 2),
        (styled("own", "概况"), 1),
        (styled("lvl", "概况"), 2),
        (par("概况", '<w:outlineLvl w:val="2"/>'), 3),
        (par("概况", '<w:pStyle w:val="2"/><w:outlineLvl w:val="3"/>'), 4),
        (par("概况", '<w:pStyle w:val="2"/><w:outlineLvl w:val="9"/>'), 0),
        (styled("circle", "概况"), 0),
        (styled("2", ""), 0),
    ],
)
def test_the_level_comes_from_the_paragraph_then_the_style_chain_then_the_name(paragraph: str, level: int) -> None:
    assert document(paragraph + TEXT, styles=STYLES).blocks[0].level == level


def test_a_section_is_the_path_of_headings_above() -> None:
    body = styled("2", "概况") + styled("3", "规模") + TEXT + styled("2", "师资") + TEXT
    assert [b.section for b in document(body, styles=STYLES).blocks] == [
        (), ("概况",), ("概况", "规模"), (), ("师资",),
    ]  # fmt: skip


def test_numbered_lines_without_style_are_headings() -> None:
    body = par("一、学校概况") + par("（一）办学规模") + TEXT + par("（二）师资队伍") + par("1.专任教师") + TEXT
    body += par("2.外聘教师") + TEXT + par("二、学生发展") + TEXT
    assert headings(document(body)) == [
        (1, "一、学校概况"), (2, "（一）办学规模"), (2, "（二）师资队伍"), (3, "1.专任教师"), (3, "2.外聘教师"), (1, "二、学生发展"),
    ]  # fmt: skip


def test_chapters_hold_decimal_headings() -> None:
    body = (
        par("第一章 概况")
        + par("1.1 规模")
        + TEXT
        + par("1.2 师资")
        + par("1.2.1 结构")
        + TEXT
        + par("第二章 教学")
        + par("2.1 课程")
        + TEXT
    )
    assert [level for level, _ in headings(document(body))] == [1, 2, 2, 3, 1, 2]


def test_a_number_may_be_missing_in_a_series() -> None:
    body = (
        par("5 质量")
        + par("5.1 就业")
        + TEXT
        + par("5.3 升学")
        + TEXT
        + par("5.3.1 专科")
        + TEXT
        + par("5.3.3 本科")
        + TEXT
    )
    assert [text for _, text in headings(document(body))][-4:] == ["5.1 就业", "5.3 升学", "5.3.1 专科", "5.3.3 本科"]


def test_headings_without_style_find_their_place_among_real_ones() -> None:
    body = styled("2", "一、概况") + par("（一）规模") + TEXT + par("二、师资") + TEXT
    assert headings(document(body, styles=STYLES)) == [(1, "一、概况"), (2, "（一）规模"), (1, "二、师资")]


@pytest.mark.parametrize(
    "line",
    [
        "一、全校共有学生434人，其中女生179人。",
        "1.加强领导；",
        "3.5万人参加培训",
        "表1 学生情况",
        "2024年就业情况",
        "12.5%的学生升学",
        "三、单独一行",
    ],
)
def test_a_line_that_is_a_sentence_or_stands_alone_is_no_heading(line: str) -> None:
    assert headings(document(TEXT + par(line) + TEXT)) == []


def test_a_plain_numbered_list_is_no_row_of_headings() -> None:
    assert headings(document(TEXT + par("1.张三") + par("2.李四") + par("3.王五") + TEXT)) == []


def test_a_long_paragraph_with_a_heading_style_is_running_text() -> None:
    assert document(styled("2", "全校共有学生434人。" * 20), styles=STYLES).blocks[0].kind == "paragraph"


def test_short_bold_lines_are_headings_where_there_are_no_others() -> None:
    assert headings(document(bold("学校概况") + TEXT + bold("师资队伍") + TEXT)) == [(1, "学校概况"), (1, "师资队伍")]


def test_bold_lines_are_left_alone_where_there_are_others() -> None:
    body = par("一、概况") + bold("重要") + TEXT + par("二、师资") + TEXT
    assert headings(document(body)) == [(1, "一、概况"), (1, "二、师资")]


def test_a_label_belongs_to_the_heading_in_a_path() -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/>'
        '<w:lvlText w:val="%1、"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    body = par("学校概况", '<w:pStyle w:val="2"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>') + TEXT
    found = document(body, styles=STYLES, numbering=numbering)
    assert found.blocks[0].text == "学校概况"
    assert found.blocks[1].section == ("一、学校概况",)


def test_a_table_has_the_section_of_its_place() -> None:
    assert document(par("一、概况") + table(row("1")) + par("二、师资") + TEXT).blocks[1].section == ("一、概况",)


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("十二", (12,)),
        ("二十", (20,)),
        ("4.3.1", (4, 3, 1)),
        ("②", (2,)),
        ("一百零三", (103,)),
        ("12", (12,)),
        ("B", (2,)),
    ],
)
def test_the_number_of_a_heading_is_counted(written: str, number: tuple[int, ...]) -> None:
    assert counted(written) == number


@pytest.mark.parametrize(
    "entries",
    [
        ("一、学校概况\t1", "二、学生就业\t12", "附表\t20"),
        ("一、学校概况   1", "二、学生就业   12"),
        ("一、学校概况", "二、学生就业"),
        ("一、 学校概况 ………… 1", "二、学生就业"),
    ],
)
def test_typed_contents_are_no_headings(entries: tuple[str, ...]) -> None:
    listed = "".join(par(run(entry).replace("\t", "</w:t><w:tab/><w:t>")) for entry in entries)
    body = par("年报目录") + listed + par("") + par("一、学校概况") + TEXT + par("二、学生就业") + TEXT
    found = document(body)
    assert [b.kind for b in found.blocks[1 : len(entries) + 1]] == ["contents"] * len(entries)
    assert headings(found) == [(1, "一、学校概况"), (1, "二、学生就业")]


def test_lines_beneath_a_catalogue_that_say_something_new_are_text() -> None:
    body = par("收费项目目录") + par("学费每年3500元") + par("住宿费每年800元") + par("一、概况") + TEXT
    assert [b.kind for b in document(body).blocks[:3]] == ["paragraph"] * 3


def test_catalogues_within_catalogues_take_linear_time() -> None:
    from time import process_time

    def spent(count: int) -> float:
        body = "".join(par("目录") + par(f"第{n % 7}项") for n in range(count))
        begin = process_time()
        document(body)
        return process_time() - begin

    assert spent(4000) < 40 * max(spent(400), 0.005)


def test_a_heading_may_be_stressed_by_a_sign_before_its_number() -> None:
    body = par("一、概况") + TEXT + par("▲二、就业") + TEXT + par("★ 三、师资") + TEXT
    assert [text for _, text in headings(document(body))] == ["一、概况", "▲二、就业", "★ 三、师资"]
