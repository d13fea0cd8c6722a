"""One row a trap: constructs in which readers of DOCX lose, double or invent text."""

# ruff: noqa: E501 (a row stays on its line)

from __future__ import annotations

import pytest
from package_builder import AUTHOR, cell, control, document, field, par, row, run, shown, style, table

DEL, INS = f"<w:del {AUTHOR}>", f"<w:ins {AUTHOR}>"
GONE = DEL + '<w:r><w:delText xml:space="preserve">旧</w:delText></w:r></w:del>'
BOX = f"<w:txbxContent>{par('框内5人')}</w:txbxContent>"
SHAPE = f"<w:drawing><wps:wsp><wps:txbx>{BOX}</wps:txbx></wps:wsp></w:drawing>"
VML = f"<w:pict><v:shape><v:textbox>{BOX}</v:textbox></v:shape></w:pict>"
HIDDEN = style("h", "hidden", "<w:rPr><w:vanish/></w:rPr>")
HIDDEN_CHARS = style("hc", "hidden chars", "<w:rPr><w:vanish/></w:rPr>", "character")
FRACTION = "<m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f>"

ROWS = [
    # runs
    ("runs split anywhere", par(run("12,3") + run("45.6") + run("万元")), ["12,345.6万元"]),
    ("rendered page break splits nothing", par(run("1,234.5") + "<w:r><w:lastRenderedPageBreak/><w:t>6万元</w:t></w:r>"), ["1,234.56万元"]),
    ("tab", par(run("共") + "<w:r><w:tab/></w:r>" + run("5人")), ["共\t5人"]),
    ("tab stops are no tabs", par("共5人", '<w:tabs><w:tab w:val="left" w:pos="9"/></w:tabs>'), ["共5人"]),
    ("line break", par("<w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t></w:r>"), ["甲\n乙"]),
    ("page break", par('<w:r><w:t>甲</w:t><w:br w:type="page"/><w:t>乙</w:t></w:r>'), ["甲\n乙"]),
    ("column break", par('<w:r><w:t>12</w:t><w:br w:type="column"/><w:t>34</w:t></w:r>'), ["12\n34"]),
    ("no-break hyphen", par("<w:r><w:t>2023</w:t><w:noBreakHyphen/><w:t>2024</w:t></w:r>"), ["2023-2024"]),
    ("soft hyphen", par("<w:r><w:t>12</w:t><w:softHyphen/><w:t>34</w:t></w:r>"), ["1234"]),
    ("soft hyphen as a character", par("12\u00ad34"), ["1234"]),
    ("zero width space", par("12\u200b34人"), ["1234人"]),
    ("spaces not preserved", par("<w:r><w:t> 12 </w:t></w:r><w:r><w:t>34</w:t></w:r>"), ["1234"]),
    ("spaces preserved", par(" 12 "), [" 12 "]),
    ("check mark of a symbol font", par('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'), ["✓"]),
    ("plus-minus of a symbol font", par('<w:r><w:sym w:font="Symbol" w:char="F0B1"/><w:t>5</w:t></w:r>'), ["±5"]),
    ("at least of a symbol font", par('<w:r><w:sym w:font="Symbol" w:char="F0B3"/><w:t>5</w:t></w:r>'), ["≥5"]),
    ("ruby shows its base", par("<w:r><w:ruby><w:rt><w:r><w:t>han</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>汉5</w:t></w:r></w:rubyBase></w:ruby></w:r>"), ["汉5"]),
    ("formula on a line", par(f"<w:r><w:t>占</w:t></w:r><m:oMath>{FRACTION}</m:oMath>"), ["占1/2"]),
    ("formula in a paragraph of its own", par(f"<m:oMathPara><m:oMath>{FRACTION}</m:oMath></m:oMathPara>"), ["1/2"]),
    ("power", par("<m:oMath><m:sSup><m:e><m:r><m:t>10</m:t></m:r></m:e><m:sup><m:r><m:t>4</m:t></m:r></m:sup></m:sSup></m:oMath>"), ["10^4"]),
    # wrappers
    ("hyperlink", par(f'<w:hyperlink r:id="x">{run("12")}</w:hyperlink>' + run("人")), ["12人"]),
    ("smart tag around number and unit", par(f'<w:smartTag w:element="chmetcnv">{run("1956公里")}</w:smartTag>'), ["1956公里"]),
    ("custom XML in a paragraph", par(f'<w:customXml w:element="x">{run("12")}</w:customXml>'), ["12"]),
    ("custom XML around paragraphs", f'<w:customXml w:element="x">{par("12")}</w:customXml>', ["12"]),
    ("direction", par(f'<w:dir w:val="ltr">{run("12")}</w:dir><w:bdo w:val="ltr">{run("34")}</w:bdo>'), ["1234"]),
    ("content control in a paragraph", par(run("共") + control(run("12")) + run("人")), ["共12人"]),
    ("content controls one in another", par(control(control(run("12")))), ["12"]),
    ("content control around blocks", control(par("甲") + table(row("1"))) + par("乙"), ["甲", "0,0=1", "乙"]),
    ("content control around a row", table(row("1"), control(row("2"))), ["0,0=1|1,0=2"]),
    ("content control around a cell", table(row("1", control(cell("2")), "3")), ["0,0=1|0,1=2|0,2=3"]),
    ("placeholder in a paragraph", par(run("共") + control(run("单击输入"), "<w:showingPlcHdr/>")), ["共"]),
    ("placeholder block", control(par("单击输入"), "<w:showingPlcHdr/>") + par("乙"), ["", "乙"]),
    # tracked changes
    ("insertion", par(run("共") + f"{INS}{run('12')}</w:ins>"), ["共12"]),
    ("deletion", par(run("共") + GONE + run("12")), ["共12"]),
    ("deletion by whatever is inside", par(run("共") + f"{DEL}{run('旧')}<w:hyperlink>{run('旧')}</w:hyperlink></w:del>"), ["共"]),
    ("deletion in an insertion", par(f"{INS}{GONE}{run('新')}</w:ins>"), ["新"]),
    ("move", par(f"<w:moveFrom {AUTHOR}>{run('旧')}</w:moveFrom><w:moveTo {AUTHOR}>{run('新')}</w:moveTo>"), ["新"]),
    ("deleted paragraph mark joins", par("收入12", f"<w:rPr>{DEL}</w:del></w:rPr>") + par("亿元"), ["收入12亿元"]),
    ("deleted paragraph vanishes", par(GONE, f"<w:rPr>{DEL}</w:del></w:rPr>") + par("亿元"), ["亿元"]),
    ("deleted row", table(row("1"), row("2", properties=f"{DEL}</w:del>"), row("3")), ["0,0=1|1,0=3"]),
    ("deleted cell", table(row("1", cell("2", f"<w:cellDel {AUTHOR}/>"), "3")), ["0,0=1|0,1=3"]),
    ("table whose rows are all deleted", table(row("1", properties=f"{DEL}</w:del>")) + par("乙"), ["乙"]),
    # fields
    ("complex field", par(run("共") + field("PAGE", run("12")) + run("人")), ["共12人"]),
    ("simple field", par(f'<w:fldSimple w:instr="PAGE">{run("12")}</w:fldSimple>'), ["12"]),
    ("field in an instruction", par(field(f"IF {field('PAGE', run('99'))}", run("12"))), ["12"]),
    ("text in an instruction", par('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + run("99") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>' + run("12")), ["12"]),
    ("field over paragraphs", par('<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>QUOTE</w:instrText></w:r>')
     + par("<w:r><w:instrText>99</w:instrText></w:r>" + '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + run("1"))
     + par(run("2") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'), ["", "1", "2"]),
    ("field that never ends", par(run("共") + '<w:r><w:fldChar w:fldCharType="begin"/></w:r>') + par("12人"), ["共", "12人"]),
    ("circled number", par('<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>eq \\o\\ac(○,3)</w:instrText><w:fldChar w:fldCharType="end"/></w:r>'), ["③"]),
    ("fraction field", par('<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>EQ \\F(1,2)</w:instrText><w:fldChar w:fldCharType="end"/></w:r>'), ["1/2"]),
    ("check box of a form", par('<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox></w:ffData></w:fldChar>'
                                '<w:instrText>FORMCHECKBOX</w:instrText><w:fldChar w:fldCharType="end"/></w:r>'), ["☒"]),
    # hidden text
    ("hidden run", par(run("共") + run("99", "<w:vanish/>") + run("12")), ["共12"]),
    ("hidden run shown again", par(run("12", '<w:vanish w:val="0"/>')), ["12"]),
    # text boxes and alternatives
    ("text box once", par(f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'>{SHAPE}</mc:Choice><mc:Fallback>{VML}</mc:Fallback></mc:AlternateContent></w:r>"), ["", "框内5人"]),
    ("text box of an older file", par(f"<w:r>{VML}</w:r>"), ["", "框内5人"]),
    ("unknown choice", par(f"<w:r><mc:AlternateContent xmlns:zz='urn:zz'><mc:Choice Requires='zz'><w:t>1</w:t></mc:Choice><mc:Fallback>{VML}</mc:Fallback></mc:AlternateContent></w:r>"), ["", "框内5人"]),
    ("text after a text box", par(f"<w:r>{VML}</w:r>" + run("后文")), ["后文", "框内5人"]),
    ("floating frame", par("框", '<w:framePr w:w="100"/>') + par("文"), ["框", "文"]),
    ("drop cap", par("全", '<w:framePr w:dropCap="drop"/>') + par("市12所"), ["全市12所"]),
    # tables
    ("spanning cell", table(row(cell("1", '<w:gridSpan w:val="2"/>'), "2")), ["0,0=1|0,2=2"]),
    ("vertical merge", table(row(cell("1", '<w:vMerge w:val="restart"/>'), "2"), row(cell("藏", "<w:vMerge/>"), "3")), ["0,0=1|0,1=2|1,1=3"]),
    ("horizontal merge of old files", table(row(cell("1", '<w:hMerge w:val="restart"/>'), cell("藏", "<w:hMerge/>"), "2")), ["0,0=1|0,2=2"]),
    ("row that begins further right", table(row("1", "2"), row("3", properties='<w:gridBefore w:val="1"/>')), ["0,0=1|0,1=2|1,1=3"]),
    ("several paragraphs in a cell", table(row(cell(par("1") + par("2")))), ["0,0=1\n2"]),
    ("nested table", table(row(cell(par("外") + table(row("1", "2"), row("3", "4")) + par("")))), ["0,0=外\n1\t2\n3\t4"]),
    ("no grid, short rows", table(row("1", "2"), row("3")), ["0,0=1|0,1=2|1,0=3"]),
    ("table broken in two stays two", table(row("1")) + table(row("2")), ["0,0=1", "0,0=2"]),
    # broken files
    ("unknown style", par("12", '<w:pStyle w:val="nowhere"/>'), ["12"]),
    ("unknown list", par("12", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="77"/></w:numPr>'), ["12"]),
]  # fmt: skip


@pytest.mark.parametrize(("body", "expected"), [r[1:] for r in ROWS], ids=[r[0] for r in ROWS])
def test_a_trap_is_read_as_a_reader_sees_it(body: str, expected: list[str]) -> None:
    assert shown(document(body)) == expected


ORIGINAL = [
    ("insertion", par(run("共") + f"{INS}{run('12')}</w:ins>"), ["共"]),
    ("deletion", par(run("共") + GONE), ["共旧"]),
    ("move", par(f"<w:moveFrom {AUTHOR}>{run('旧')}</w:moveFrom><w:moveTo {AUTHOR}>{run('新')}</w:moveTo>"), ["旧"]),
    ("inserted paragraph mark", par("收入12", f"<w:rPr>{INS}</w:ins></w:rPr>") + par("亿元"), ["收入12亿元"]),
    ("inserted row", table(row("1"), row("2", properties=f"{INS}</w:ins>")), ["0,0=1"]),
]


@pytest.mark.parametrize(("body", "expected"), [r[1:] for r in ORIGINAL], ids=[r[0] for r in ORIGINAL])
def test_the_original_is_read_before_tracked_changes(body: str, expected: list[str]) -> None:
    assert shown(document(body, revisions="original")) == expected


STYLED = [
    ("style of the paragraph hides", par("99", '<w:pStyle w:val="h"/>') + par("12"), ["", "12"]),
    ("style of the run hides", par(run("99", '<w:rStyle w:val="hc"/>') + run("12")), ["12"]),
    ("both hide, so neither does", par(run("12", '<w:rStyle w:val="hc"/>'), '<w:pStyle w:val="h"/>'), ["12"]),
    ("the run overrules its style", par(run("12", '<w:vanish w:val="0"/>'), '<w:pStyle w:val="h"/>'), ["12"]),
    ("hidden paragraph mark joins", par("收入12", "<w:rPr><w:vanish/></w:rPr>") + par("亿元"), ["收入12亿元"]),
]


@pytest.mark.parametrize(("body", "expected"), [r[1:] for r in STYLED], ids=[r[0] for r in STYLED])
def test_hidden_text_is_left_out(body: str, expected: list[str]) -> None:
    assert shown(document(body, styles=HIDDEN + HIDDEN_CHARS)) == expected


def test_empty_and_deleted_paragraphs_count_for_the_index() -> None:
    body = (
        par("")
        + par(GONE, f"<w:rPr>{DEL}</w:del></w:rPr>")
        + par("甲")
        + control(par("乙") + table(row("1")))
        + par("丙")
    )
    assert [(b.index, b.text) for b in document(body).blocks] == [(0, ""), (2, "甲"), (3, "乙"), (4, ""), (5, "丙")]


def test_the_entries_of_a_table_of_contents_are_marked() -> None:
    toc = par('<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>TOC \\o "1-3"</w:instrText>'
              '<w:fldChar w:fldCharType="separate"/></w:r>' + run("一、概况 1")) + par("二、师资 3")  # fmt: skip
    body = toc + par('<w:r><w:fldChar w:fldCharType="end"/></w:r>') + par("正文3人")
    assert [b.kind for b in document(body).blocks][:2] == ["contents", "contents"]
    assert document(body).blocks[-1].kind == "paragraph"


@pytest.mark.parametrize(
    "body",
    [
        control(par("一、概况 1"), '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'),
        par("一、概况 1", '<w:pStyle w:val="t"/>'),
        par("一、概况…………………………1"),
    ],
)
def test_contents_are_known_by_gallery_style_and_leaders(body: str) -> None:
    assert document(body, styles=style("t", "toc 1")).blocks[0].kind == "contents"


def test_what_is_not_read_is_said() -> None:
    body = par('<w:r><w:drawing><dgm:relIds r:dm="x"/></w:drawing></w:r>') + '<w:altChunk r:id="x"/>'
    assert document(body).unread == ("SmartArt 图形中的文字未读取", "插入的外部内容（altChunk）未读取")
