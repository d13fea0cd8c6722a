"""Automatic numbering: labels as Word shows them, apart from the text."""

from __future__ import annotations

import pytest
from package_builder import cell, document, par, row, style, table

from vqr_check.document.numerals import write


@pytest.mark.parametrize(
    ("number_format", "number", "written"),
    [
        ("decimal", 12, "12"),
        ("decimalZero", 7, "07"),
        ("chineseCounting", 10, "十"),
        ("chineseCounting", 21, "二十一"),
        ("chineseCounting", 100, "一○○"),
        ("chineseCountingThousand", 11, "十一"),
        ("chineseCountingThousand", 101, "一百〇一"),
        ("chineseCountingThousand", 110, "一百一十"),
        ("chineseCountingThousand", 1001, "一千〇一"),
        ("chineseCountingThousand", 12000, "一万二千"),
        ("japaneseCounting", 10, "十"),
        ("japaneseCounting", 101, "百一"),
        ("chineseLegalSimplified", 15, "壹拾伍"),
        ("ideographTraditional", 10, "癸"),
        ("ideographTraditional", 11, "11"),
        ("ideographZodiac", 12, "亥"),
        ("decimalEnclosedCircle", 20, "⑳"),
        ("decimalEnclosedCircle", 21, "21"),
        ("decimalFullWidth", 10, "１０"),
        ("decimalEnclosedParen", 2, "⑵"),
        ("upperRoman", 1949, "MCMXLIX"),
        ("lowerRoman", 4, "iv"),
        ("upperLetter", 28, "BB"),
        ("lowerLetter", 3, "c"),
        ("ordinal", 12, "12th"),
        ("none", 3, ""),
        ("nobodyKnows", 3, "3"),
    ],
)
def test_a_counter_is_written_as_word_does(number_format: str, number: int, written: str) -> None:
    assert write(number, number_format) == written


def level(index: int, number_format: str, text: str, more: str = "", start: int = 1) -> str:
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="{start}"/><w:numFmt w:val="{number_format}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def lists(*levels: str, nums: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>') -> str:
    return f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>{nums}'


def item(ilvl: int, num_id: int = 1) -> str:
    return par("项", f'<w:numPr><w:ilvl w:val="{ilvl}"/><w:numId w:val="{num_id}"/></w:numPr>')


def labels(body: str, numbering: str, **parts: str) -> list[str]:
    return [b.label for b in document(body, numbering=numbering, **parts).blocks if b.table is None]


THREE = (level(0, "chineseCounting", "%1、"), level(1, "chineseCounting", "（%2）"), level(2, "decimal", "%3."))


def test_deeper_levels_restart_under_each_upper_one() -> None:
    body = "".join(map(item, (0, 1, 1, 2, 0, 1, 2)))
    assert labels(body, lists(*THREE)) == ["一、", "（一）", "（二）", "1.", "二、", "（一）", "1."]


def test_a_level_may_go_on_counting_under_the_next_upper_one() -> None:
    levels = (level(0, "decimal", "%1"), level(1, "decimal", "%2", '<w:lvlRestart w:val="0"/>'))
    assert labels("".join(map(item, (0, 1, 0, 1))), lists(*levels)) == ["1", "1", "2", "2"]


def test_upper_counters_show_in_lower_labels() -> None:
    levels = (level(0, "chineseCounting", "第%1章"), level(1, "decimal", "%1.%2", "<w:isLgl/>"))
    assert labels("".join(map(item, (0, 1, 1))), lists(*levels)) == ["第一章", "1.1", "1.2"]


def test_words_in_a_label_stay() -> None:
    assert labels(item(0) + item(0), lists(level(0, "decimal", "附注%1、"))) == ["附注1、", "附注2、"]


def test_two_lists_of_one_kind_share_their_counter() -> None:
    nums = (
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
    )
    assert labels(item(0, 1) + item(0, 2), lists(*THREE, nums=nums)) == ["一、", "二、"]


def test_a_forced_start_counts_once() -> None:
    nums = (
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    )
    body = item(0, 1) + item(0, 1) + item(0, 2) + item(0, 2)
    assert labels(body, lists(*THREE, nums=nums)) == ["一、", "二、", "一、", "二、"]


def test_list_zero_switches_numbering_off() -> None:
    assert labels(item(0, 0) + item(0), lists(*THREE)) == ["", "一、"]


def test_bullets_have_no_label() -> None:
    assert labels(item(0), lists(level(0, "bullet", "\uf0b7"))) == [""]


def test_a_style_brings_its_level_along() -> None:
    second = style("h2", "heading 2", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>')
    levels = (level(0, "decimal", "%1"), level(1, "decimal", "%1.%2", '<w:pStyle w:val="h2"/>'))
    body = item(0) + par("节", '<w:pStyle w:val="h2"/>')
    assert labels(body, lists(*levels), styles=second) == ["1", "1.1"]


def test_numbered_cells_count() -> None:
    body = item(0) + table(row(cell(item(0)))) + item(0)
    assert labels(body, lists(*THREE)) == ["一、", "三、"]


def test_a_list_linked_through_a_style_finds_its_levels() -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="ls"/></w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="1"><w:styleLink w:val="ls"/>{THREE[0]}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    )
    link = style("ls", "list style", '<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr>', "numbering")
    assert labels(item(0), numbering, styles=link) == ["一、"]


def test_the_label_is_not_part_of_the_text() -> None:
    block = document(item(0), numbering=lists(*THREE)).blocks[0]
    assert (block.label, block.text) == ("一、", "项")
