"""Suppression: a Word comment on either figure settles a finding, if it says why."""

from __future__ import annotations

import io

import pytest
from docx import Document

from vqr_check import Report, check

PIECES = ("学校现有学生", "1000", "人，其中男生", "460", "人，占学生总数的", "48%", "。")


def report(comment: str, on: str, author: str = "王") -> Report:
    document = Document()
    paragraph = document.add_paragraph()
    for piece in PIECES:
        run = paragraph.add_run(piece)
        if piece == on:
            document.add_comment([run], comment, author)
    package = io.BytesIO()
    document.save(package)
    package.seek(0)
    return check(package, name="年报.docx")


@pytest.mark.parametrize("figure", ["1000", "460", "48%"])
def test_a_comment_on_any_figure_settles_the_finding(figure: str) -> None:
    found = report("vqr-check: 忽略 VQR301 分母是上年数", figure)
    assert found.findings == ()
    assert found.hidden == 1


@pytest.mark.parametrize(
    "text",
    [
        "vqr-check：忽略 VQR301，口径不同",
        "VQR-CHECK: 忽略 share-mismatch 口径不同",
        "vqr-check: 忽略 VQR201、VQR301 口径不同",
        "  vqr-check:忽略VQR301口径不同",
    ],
)
def test_it_may_be_written_in_several_ways(text: str) -> None:
    assert report(text, "48%").hidden == 1


def test_without_a_reason_it_does_nothing_and_that_is_said() -> None:
    found = report("vqr-check: 忽略 VQR301", "48%")
    assert len(found.findings) == 1
    assert any("没有写原因" in note for note in found.notes)


def test_another_rule_is_not_settled_and_the_comment_is_idle() -> None:
    found = report("vqr-check: 忽略 VQR201 口径不同", "48%")
    assert len(found.findings) == 1
    assert any("可以删去这条批注" in note for note in found.notes)


def test_an_unknown_rule_is_told() -> None:
    found = report("vqr-check: 忽略 VQR399 口径不同", "48%")
    assert any("没有规则 VQR399" in note for note in found.notes)


def test_a_comment_elsewhere_settles_nothing() -> None:
    assert report("vqr-check: 忽略 VQR301 口径不同", "。").hidden == 0


def test_an_ordinary_comment_is_left_alone() -> None:
    found = report("请核对 VQR301 这一处", "48%")
    assert len(found.findings) == 1
    assert not any("批注" in note for note in found.notes)
