"""Files that cannot be read: one Chinese line each that says the file, what is wrong and what to do."""

# ruff: noqa: E501 (XML stays on its line)

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from package_builder import NAMESPACES, control, package, par, relationships, row, shown, table, zipped

from vqr_check.document import Limits, read
from vqr_check.model import VqrCheckError

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)
GOOD = package(par("共12人"))


def refusal(data: bytes, name: str = "报告.docx", limits: Limits | None = None) -> str:
    with pytest.raises(VqrCheckError) as caught:
        read(io.BytesIO(data), name=name, limits=limits)
    assert "\n" not in str(caught.value)
    assert str(caught.value).startswith(f"{name}：")
    return str(caught.value)


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "空文件"),
        (bytes(300), "零字节"),
        (OLE + "WordDocument".encode("utf-16-le"), "旧版 Word 文件（.doc）"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "密码"),
        (OLE + "Workbook".encode("utf-16-le"), "Excel"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"{\\rtf1 ...}", "RTF"),
        (b"<html><body>1</body></html>", "HTML"),
        (b"\xef\xbb\xbf<!DOCTYPE html><p>", "HTML"),
        (b"plain text", "不是 Word 文档"),
        (GOOD[: len(GOOD) // 2], "不完整"),
        (b"PK\x03\x04" + bytes(40), "损坏"),
        (zipped({"a.txt": "1"}), "没有正文部件"),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), "OpenDocument"),
        (zipped({"_rels/.rels": relationships({"r": ("officeDocument", "xl/workbook.xml")}), "xl/workbook.xml": "<a/>"}), "Excel"),
        (zipped({"word/document.xml": "<w:document"}), "不是完整的 XML"),
        (zipped({"word/document.xml": f"<w:document {NAMESPACES}/>"}), "没有正文"),
        (zipped({"word/document.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}), "DOCTYPE"),
        (zipped({"word/document.xml": '<!-- x --><!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>'}), "DOCTYPE"),
        (zipped({"word/document.xml": '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a><a/>'.encode("utf-16")}), "DOCTYPE"),
        (zipped({"word/document.xml": '<?xml version="1.0" encoding="UTF-7"?><a/>'}), "编码"),
    ],
)  # fmt: skip
def test_what_is_no_word_document_is_named(data: bytes, word: str) -> None:
    assert word in refusal(data)


def test_an_owner_file_of_word_is_named() -> None:
    assert "临时文件" in refusal(b"\x05user" + bytes(157), "~$报告.docx")


def test_a_missing_file_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(VqrCheckError, match="找不到"):
        read(tmp_path / "无.docx")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(VqrCheckError, match="文件夹"):
        read(tmp_path)


def test_a_zip_with_a_password_is_refused() -> None:
    data = bytearray(GOOD)
    for sign, at in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        start = -1
        while (start := data.find(sign, start + 1)) >= 0:
            data[start + at] |= 1
    assert "密码" in refusal(bytes(data))


def test_a_bomb_is_stopped_by_its_ratio_and_a_setting_lets_it_pass() -> None:
    bomb = package(par("12") + "<!--" + " " * (9 << 20) + "-->")
    assert "过大" in refusal(bomb)
    assert shown(read(io.BytesIO(bomb), limits=Limits(ratio=100_000))) == ["12"]


def test_the_size_that_the_header_states_is_not_believed() -> None:
    bomb = bytearray(package(par("12") + "<!--" + " " * (9 << 20) + "-->"))
    at = bomb.rfind(b"PK\x01\x02", 0, bomb.rfind(b"word/document.xml"))
    bomb[at + 24 : at + 28] = (100).to_bytes(4, "little")
    refusal(bytes(bomb))


def test_all_parts_together_have_a_limit() -> None:
    assert "过大" in refusal(GOOD, limits=Limits(total_bytes=200))


def test_the_file_itself_has_a_limit() -> None:
    assert "上限" in refusal(GOOD, limits=Limits(file_bytes=100))


def test_too_many_entries_are_refused() -> None:
    assert "部件" in refusal(GOOD, limits=Limits(parts=2))


def test_thousands_of_nested_tables_are_refused_or_read_without_recursion() -> None:
    depth = 3000
    nested = "<w:tbl><w:tr><w:tc>" * depth + par("1") + f"{par('')}</w:tc></w:tr></w:tbl>" * depth
    assert "嵌套过深" in refusal(package(nested), limits=Limits(ratio=100_000))


def test_hundreds_of_nested_controls_are_read() -> None:
    body = par("12")
    for _ in range(300):
        body = control(body)
    assert shown(read(io.BytesIO(package(body)))) == ["12"]


def test_names_that_climb_out_of_the_package_lead_nowhere() -> None:
    arrows = relationships(
        {"r1": ("styles", "../../../etc/passwd"), "r2": ("footnotes", "../NULL"), "r3": ("numbering", "#_top")}
    )
    assert shown(read(io.BytesIO(package(par("12"), extra={"word/_rels/document.xml.rels": arrows})))) == ["12"]


def test_a_relationship_to_a_missing_part_does_no_harm() -> None:
    arrows = relationships({"r1": ("footnotes", "footnotes.xml"), "r2": ("comments", "comments.xml")})
    assert shown(read(io.BytesIO(package(par("12"), extra={"word/_rels/document.xml.rels": arrows})))) == ["12"]


def test_a_broken_side_part_is_left_out_and_said() -> None:
    found = read(io.BytesIO(package(par("12"), styles="<w:style")))
    assert shown(found) == ["12"]
    assert found.unread == ("部件 word/styles.xml 无法读取，已跳过",)


def test_a_hostile_side_part_refuses_the_file() -> None:
    extra = {
        "word/styles.xml": "<!DOCTYPE a><a/>",
        "word/_rels/document.xml.rels": relationships({"r": ("styles", "styles.xml")}),
    }
    assert "DOCTYPE" in refusal(package(par("12"), extra=extra))


def test_a_strict_file_is_read() -> None:
    parts = {}
    with zipfile.ZipFile(io.BytesIO(package(par("共12人") + table(row("1"))))) as source:
        for name in source.namelist():
            text = source.read(name).decode()
            text = text.replace(
                "schemas.openxmlformats.org/wordprocessingml/2006/main", "purl.oclc.org/ooxml/wordprocessingml/main"
            )
            parts[name] = text.replace(
                "schemas.openxmlformats.org/officeDocument/2006/", "purl.oclc.org/ooxml/officeDocument/"
            )
    assert shown(read(io.BytesIO(zipped(parts)))) == ["共12人", "0,0=1"]


def test_a_main_part_of_another_name_is_found() -> None:
    assert shown(read(io.BytesIO(package(par("12"), main="word/document2.xml")))) == ["12"]


def test_a_package_without_relationships_is_read() -> None:
    xml = f"<w:document {NAMESPACES}><w:body>{par('12')}</w:body></w:document>"
    assert shown(read(io.BytesIO(zipped({"word/document.xml": xml})))) == ["12"]


def test_utf_16_is_read() -> None:
    xml = (
        f'<?xml version="1.0" encoding="UTF-16"?><w:document {NAMESPACES}><w:body>{par("共12人")}</w:body></w:document>'
    )
    assert shown(read(io.BytesIO(zipped({"word/document.xml": xml.encode("utf-16")})))) == ["共12人"]


def test_the_input_is_not_written_to(tmp_path: Path) -> None:
    path = tmp_path / "报告.docx"
    path.write_bytes(GOOD)
    path.chmod(0o444)
    before = path.stat().st_mtime_ns
    assert read(path).path == str(path)
    assert (path.stat().st_mtime_ns, path.read_bytes()) == (before, GOOD)
