"""Comments stand on the exact characters, and nothing else of the file changes."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import zipfile
from copy import deepcopy
from pathlib import Path

import pytest
from docx_builder import NAMESPACES, W, build, paragraph, run, table
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from vqr_check.document import read
from vqr_check.document.annotate import AUTHOR, Remark, annotate
from vqr_check.model import Document, Location

Q = f"{{{W}}}"
OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
DELETED = "<w:del w:id='2' w:author='a'><w:r><w:delText>13</w:delText></w:r></w:del>"
BOX = (
    "<w:r><w:pict><w:txbxContent>" + paragraph("框内87人") + "</w:txbxContent></w:pict></w:r>"
)  # as old Word writes text boxes
RUBY = "<w:r><w:ruby><w:rt>" + run("bǎi") + "</w:rt><w:rubyBase>" + run("百分比42%") + "</w:rubyBase></w:ruby></w:r>"
DATE = "<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>" + run("共515人") + "</w:sdtContent></w:sdt>"
CONTROL = "<w:sdt><w:sdtPr/><w:sdtContent>" + run("共516人") + "</w:sdtContent></w:sdt>"
FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF 77 x</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + run("77.5%") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
FOOTNOTES = (
    f"<w:footnotes {NAMESPACES}><w:footnote w:id='2'>" + paragraph("截至8月共3所") + "</w:footnote></w:footnotes>"
)
COMMENTS = (
    f"<w:comments {NAMESPACES}><w:comment w:id='4' w:author='王老师'>" + paragraph("请核实") + "</w:comment>"
    f"<w:comment w:id='5' w:author='{AUTHOR}'>" + paragraph("旧的") + "</w:comment></w:comments>"
)


def commented(content: str, number: int) -> str:
    return (
        f'<w:commentRangeStart w:id="{number}"/>{content}<w:commentRangeEnd w:id="{number}"/>'
        f'<w:r><w:commentReference w:id="{number}"/></w:r>'
    )


def body() -> list[str]:
    return [
        paragraph("全校毕业生4", run("34", "<w:b/>"), run("人，占42.46%", "<w:i/>"), "，完。"),
        paragraph("", "<w:ins w:id='1' w:author='a'>" + run("新增12人") + "</w:ins>", DELETED, "。"),
        paragraph('<w:hyperlink w:anchor="x">' + run("链接中的88人") + "</w:hyperlink>"),
        paragraph(DATE, "，", CONTROL, "，", FIELD, "，", RUBY),
        table(("专业", "人数"), ("建筑", "76"), ("合计", "178")),
        paragraph("脚注", '<w:r><w:footnoteReference w:id="2"/></w:r>', "之后", BOX),
        paragraph(commented(run("旧文19人"), 4), commented(run("旧批20人"), 5)),
        paragraph("行", "<w:r><w:t>前5</w:t><w:tab/><w:t>6后</w:t></w:r>"),
    ]  # fmt: skip


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return build(tmp_path / "报告.docx", *body(), parts={"footnotes": FOOTNOTES, "comments": COMMENTS})


def places(document: Document, *literals: str) -> list[Location]:
    """Where each literal stands first."""
    holders = []
    for block in document.blocks:
        holders.append((block.part, block.index, None, None, block.text))
        for cell in block.table.cells if block.table else ():
            holders.append((block.part, block.index, cell.row, cell.col, cell.text))
    found = []
    for literal in literals:
        part, index, row, col, text = next(h for h in holders if literal in h[4])
        start = text.index(literal)
        found.append(Location(part, index, row, col, start, start + len(literal), literal))
    return found


def annotated(source: Path, *literals: str) -> tuple[list[Location], Document]:
    """The copy with a remark on each literal, read back."""
    wanted = places(read(source), *literals)
    copy = source.with_name("copy.docx")
    copy.write_bytes(annotate(source, [Remark(place, (f"看{place.text}", "第二行")) for place in wanted])[0])
    return wanted, read(copy)


def ours(document: Document) -> list[tuple[str, str, int, int | None, int | None, int, int]]:
    return [(c.text, c.part, c.block, c.row, c.col, c.start, c.end) for c in document.comments if c.author == AUTHOR]


@pytest.mark.parametrize(
    "literal",
    ["434", "42.46%", "34人", "全校", "12", "88", "516", "77.5%", "76", "178", "19", "5\t6", "人，占"],
)
def test_a_comment_stands_on_the_exact_characters(source: Path, literal: str) -> None:
    (place,), copy = annotated(source, literal)
    where = ("body", place.block, place.row, place.col, place.start, place.end)
    assert [found for _, *found in ours(copy)] == [[*where]]


@pytest.mark.parametrize(("literal", "around"), [("515", "共515人"), ("42%", "百分比42%")])
def test_marks_stay_outside_what_may_not_be_split(source: Path, literal: str, around: str) -> None:
    _, copy = annotated(source, literal)
    _, _, block, _, _, start, end = ours(copy)[0]
    text = next(b.text for b in copy.blocks if (b.part, b.index) == ("body", block))
    assert text[start:end] == around


@pytest.mark.parametrize("literal", ["3所", "87"])
def test_notes_and_text_boxes_are_commented_at_their_paragraph(source: Path, literal: str) -> None:
    _, copy = annotated(source, literal)
    assert [(part, block) for _, part, block, *_ in ours(copy)] == [("body", 5)]


ALL = (
    "434",
    "42.46%",
    "34",
    "12",
    "88",
    "515",
    "516",
    "77.5%",
    "42%",
    "76",
    "178",
    "3所",
    "87",
    "19",
    "20",
    "5\t6",
    "6",
)


def test_the_text_that_a_reader_sees_stays(source: Path) -> None:
    _, copy = annotated(source, *ALL)
    assert copy.blocks == read(source).blocks


def test_the_original_is_not_touched(source: Path) -> None:
    before = source.read_bytes()
    _, sha256 = annotate(source, [])
    assert source.read_bytes() == before
    assert sha256 == hashlib.sha256(before).hexdigest()


def bare(xml: bytes) -> bytes:
    """A main part without comment marks, neighbouring runs of equal formatting joined."""
    root = etree.fromstring(xml)
    for mark in list(root.iter(*(Q + t for t in ("commentRangeStart", "commentRangeEnd", "commentReference")))):
        holder = mark.getparent()
        holder.remove(mark)
        if holder.tag == Q + "r" and not [c for c in holder if c.tag != Q + "rPr"]:
            holder.getparent().remove(holder)
    for node in list(root.iter(Q + "r")):
        ahead = node.getnext()
        while ahead is not None and ahead.tag == Q + "r" and properties(node) == properties(ahead):
            node.extend([child for child in ahead if child.tag != Q + "rPr"])
            ahead.getparent().remove(ahead)
            ahead = node.getnext()
        for text in [t for t in node if t.tag == Q + "t"]:
            text.attrib.clear()
            before = text.getprevious()
            if before is not None and before.tag == Q + "t":
                before.text = (before.text or "") + (text.text or "")
                node.remove(text)
    return etree.tostring(root, method="c14n")


def properties(node: etree._Element) -> bytes:
    found = node.find(Q + "rPr")
    return b"" if found is None else etree.tostring(deepcopy(found), method="c14n")


def test_only_comments_their_marks_and_their_registration_change(source: Path) -> None:
    annotated(source, *ALL)
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(source.with_name("copy.docx")) as new:
        assert new.namelist() == old.namelist()
        for name in old.namelist():
            if name == "word/document.xml":
                assert bare(new.read(name)) == bare(old.read(name))
            elif name != "word/comments.xml":
                assert new.read(name) == old.read(name)


def test_a_file_without_comments_gets_the_part_named_in_types_and_relationships(tmp_path: Path) -> None:
    source = build(tmp_path / "a.docx", paragraph("共12人"))
    annotated(source, "12")
    with zipfile.ZipFile(source.with_name("copy.docx")) as new:
        assert "word/comments.xml" in new.namelist()
        assert b"/word/comments.xml" in new.read("[Content_Types].xml")
        assert b'Target="comments.xml"' in new.read("word/_rels/document.xml.rels")
        assert new.read("word/orphan.bin") == b"kept as it is"


def test_a_comment_says_what_it_was_given(source: Path) -> None:
    _, copy = annotated(source, "434")
    assert ours(copy)[0][0] == "看434\n第二行"


def test_other_peoples_comments_stay_and_our_earlier_ones_go(source: Path) -> None:
    _, copy = annotated(source, "434")
    assert [(c.author, c.text) for c in copy.comments] == [("王老师", "请核实"), (AUTHOR, "看434\n第二行")]


def test_annotating_a_copy_again_replaces_the_comments(source: Path) -> None:
    annotated(source, *ALL)
    again = source.with_name("copy.docx").rename(source.with_name("again.docx"))
    _, copy = annotated(again, "434")
    assert [text for text, *_ in ours(copy)] == ["看434\n第二行"]
    assert copy.blocks == read(source).blocks


def test_ids_of_comments_are_free(source: Path) -> None:
    annotated(source, "434", "76")
    with zipfile.ZipFile(source.with_name("copy.docx")) as new:
        root = etree.fromstring(new.read("word/comments.xml"))
    ids = [c.get(Q + "id") for c in root]
    assert len(ids) == len(set(ids)) == 3


def test_overlapping_remarks_keep_their_own_characters(source: Path) -> None:
    wanted, copy = annotated(source, "434", "34人", "4", "人，占42.46%", "42.46%")
    assert [(start, end) for *_, start, end in ours(copy)] == [(p.start, p.end) for p in wanted]


def test_blanks_that_word_trims_stay_out_of_sight(tmp_path: Path) -> None:
    source = build(tmp_path / "t.docx", "<w:p><w:r><w:t>  共12人  </w:t></w:r><w:r><w:t>完</w:t></w:r></w:p>")
    (place,), copy = annotated(source, "12")
    assert [block.text for block in copy.blocks] == ["共12人完"]
    assert [(start, end) for *_, start, end in ours(copy)] == [(place.start, place.end)]


def test_a_strict_file_stays_strict(tmp_path: Path) -> None:
    source = build(tmp_path / "s.docx", paragraph("共12人"), strict=True)
    (place,), copy = annotated(source, "12")
    assert [(start, end) for *_, start, end in ours(copy)] == [(place.start, place.end)]
    with zipfile.ZipFile(source.with_name("copy.docx")) as new:
        assert b"schemas.openxmlformats.org/wordprocessingml" not in new.read("word/comments.xml")
        assert b"schemas.openxmlformats.org/wordprocessingml" not in new.read("word/document.xml")


def test_a_file_that_python_docx_refuses_is_annotated(tmp_path: Path) -> None:
    source = build(tmp_path / "d.docx", paragraph("共12人"), parts={"footnotes": FOOTNOTES})
    broken = tmp_path / "broken.docx"
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(broken, "w") as new:
        for name in old.namelist():
            if name != "word/footnotes.xml":
                new.writestr(name, old.read(name))
    _, copy = annotated(broken, "12")
    assert len(ours(copy)) == 1


def test_equal_remarks_give_equal_bytes(source: Path) -> None:
    remarks = [Remark(place, ("a",)) for place in places(read(source), "434", "76")]
    assert annotate(source, remarks) == annotate(source, remarks)


def test_an_empty_document_takes_a_remark(tmp_path: Path) -> None:
    source = build(tmp_path / "e.docx")
    content, _ = annotate(source, [Remark(Location("body", 0, None, None, 0, 1, "x"), ("没有读到数字",))])
    (tmp_path / "copy.docx").write_bytes(content)
    assert [c.text for c in read(tmp_path / "copy.docx").comments] == ["没有读到数字"]


@given(st.lists(st.text("甲1.%", min_size=1, max_size=6), min_size=1, max_size=5), st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
def test_any_ranges_of_any_runs_come_back_as_they_were(tmp_path: Path, runs: list[str], data: st.DataObject) -> None:
    source = build(tmp_path / "p.docx", paragraph(*(run(text) for text in runs)))
    length = sum(map(len, runs))
    spans = st.tuples(st.integers(0, length - 1), st.integers(1, length)).filter(lambda s: s[0] < s[1])
    wanted = data.draw(st.lists(spans, min_size=1, max_size=5))
    remarks = [Remark(Location("body", 0, None, None, a, b, ""), (str(n),)) for n, (a, b) in enumerate(wanted)]
    (tmp_path / "q.docx").write_bytes(annotate(source, remarks)[0])
    copy = read(tmp_path / "q.docx")
    assert copy.blocks == read(source).blocks
    assert [(c.start, c.end) for c in copy.comments] == wanted


@pytest.mark.skipif(not OFFICE, reason="LibreOffice is not on this machine")
def test_libreoffice_shows_the_comments_at_their_characters(source: Path) -> None:
    annotated(source, "434", "42.46%", "12", "516", "76", "178")
    folder = source.parent
    subprocess.run(
        [str(OFFICE), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", "fodt",
         "--outdir", str(folder), str(folder / "copy.docx")],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    root = etree.parse(str(folder / "copy.fodt")).getroot()
    assert commented_texts(root) == {"434", "42.46%", "12", "516", "76", "178"}


def commented_texts(root: etree._Element) -> set[str]:
    """What stands between the marks of our comments in an OpenDocument file."""
    office = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
    creator = "{http://purl.org/dc/elements/1.1/}creator"
    open_ranges: dict[str, list[str]] = {}
    closed = set()
    inside = 0
    for event, node in etree.iterwalk(root, events=("start", "end")):
        if node.tag == office + "annotation":
            inside += 1 if event == "start" else -1
            if event == "start" and node.findtext(creator) == AUTHOR:
                open_ranges[node.get(office + "name")] = []
        elif node.tag == office + "annotation-end" and event == "start" and node.get(office + "name") in open_ranges:
            closed.add("".join(open_ranges.pop(node.get(office + "name"))))
        text = node.text if event == "start" else node.tail
        if not inside and text:
            for gathered in open_ranges.values():
                gathered.append(text)
    return closed
