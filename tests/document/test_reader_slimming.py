"""What is taken out before parsing never changes what is read, and whatever looks unusual is left alone."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from package_builder import NAMESPACES, package, par, row, run, shown, table

from vqr_check.document import read
from vqr_check.document.anchors import open_package
from vqr_check.document.slimming import slim, slim_styles

HEAD = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
FONT = '<w:rPr><w:rFonts w:ascii="宋体"/><w:sz w:val="24"/></w:rPr>'


def slimmed(inner: str) -> str:
    return slim(f"{HEAD}{inner}</w:document>".encode()).decode().removeprefix(HEAD).removesuffix("</w:document>")


def test_fonts_spacing_and_save_ids_go() -> None:
    run_ = f'<w:r w:rsidRPr="00A1">{FONT}<w:t>甲</w:t></w:r>'
    written = f'<w:p w:rsidR="00A1"><w:pPr><w:spacing w:after="0"/>{FONT}</w:pPr>{run_}</w:p>'
    assert slimmed(written) == "<w:p><w:r><w:t>甲</w:t></w:r></w:p>"


@pytest.mark.parametrize(
    "kept",
    [
        '<w:r><w:rPr><w:b/></w:rPr><w:t>甲</w:t></w:r>',
        '<w:r><w:rPr><w:vanish/></w:rPr><w:t>甲</w:t></w:r>',
        '<w:p><w:pPr><w:jc w:val="center"/><w:outlineLvl w:val="0"/></w:pPr></w:p>',
        '<w:tc><w:tcPr><w:gridSpan w:val="2"/><w:vMerge/></w:tcPr></w:tc>',
        '<w:p xml:space="preserve"></w:p>',
        '<w:r w:rsidR="a>b"><w:t>甲</w:t></w:r>',
        "<w:r w:rsidR='a\"b'><w:t>甲</w:t></w:r>",
        "<w:t><![CDATA[<w:rPr><w:sz/></w:rPr>]]></w:t>",
        "<!-- <w:r --><w:t>甲</w:t>",
        '<w:p><w:pPr><w:pPrChange w:id="1"><w:pPr></w:pPr></w:pPrChange></w:pPr></w:p>',
    ],
)  # fmt: skip
def test_what_says_something_or_looks_unusual_stays(kept: str) -> None:
    assert slimmed(kept) == kept


def test_another_prefix_is_left_alone() -> None:
    other = b'<x:document xmlns:x="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:rPr/></x:document>'
    assert slim(other) == other


def test_latent_and_table_styles_go_and_the_others_stay() -> None:
    latent = '<w:latentStyles w:count="2"><w:lsdException w:name="Normal"/></w:latentStyles>'
    grid = '<w:style w:type="table" w:styleId="G"><w:name w:val="Grid"/></w:style>'
    normal = '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>'
    xml = f"{HEAD}{latent}{grid}{normal}</w:document>".encode()
    assert slim_styles(xml).decode() == f"{HEAD}{normal}</w:document>"


def test_an_inserted_mark_joins_in_the_original_even_where_the_properties_changed() -> None:
    change = '<w:pPrChange w:id="3"><w:pPr><w:jc w:val="left"/></w:pPr></w:pPrChange>'
    body = par(run("收入12"), f'<w:rPr><w:ins w:id="2"/></w:rPr>{change}') + par(run("亿元"))
    assert shown(read(io.BytesIO(package(body)), revisions="original")) == ["收入12亿元"]


PROPERTIES = (
    "<w:b/>",
    '<w:b w:val="0"/>',
    '<w:sz w:val="21"/>',
    "<w:vanish/>",
    '<w:color w:val="FF0000"/>',
    '<w:rStyle w:val="s"/>',
)
MARKS = (
    '<w:jc w:val="center"/>',
    '<w:ind w:left="2"/>',
    '<w:tabs><w:tab w:val="left"/></w:tabs>',
    '<w:outlineLvl w:val="0"/>',
    "<w:rPr><w:del/></w:rPr>",
    '<w:rPr><w:sz w:val="2"/></w:rPr>',
    "<w:pPrChange><w:pPr><w:ind/></w:pPr></w:pPrChange>",
)
RUNS = st.tuples(st.lists(st.sampled_from(PROPERTIES)), st.sampled_from(("一、甲", "1,234", " 5%", "w:r >"))).map(
    lambda r: f'<w:r w:rsidR="00A77B3E"><w:rPr>{"".join(r[0])}</w:rPr><w:t>{r[1]}</w:t></w:r>'
)
PARAGRAPHS = st.tuples(st.lists(st.sampled_from(MARKS)), st.lists(RUNS)).map(
    lambda p: par("".join(p[1]), "".join(p[0]))
)


@given(st.lists(PARAGRAPHS | st.lists(PARAGRAPHS, min_size=1).map(lambda c: table(row(*c))), min_size=1))
def test_the_slimmed_text_reads_as_the_whole_tree_does(blocks: list[str]) -> None:
    data = package("".join(blocks))
    for revisions in ("accepted", "original"):
        assert (
            read(io.BytesIO(data), name="x", revisions=revisions)
            == open_package(io.BytesIO(data), name="x", revisions=revisions).document
        )  # type: ignore[arg-type]


def test_a_body_read_in_small_windows_reads_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    cells = table(
        row("1,234", par(run("甲") + '<w:r w:rsidR="1"><w:rPr><w:b/><w:sz w:val="2"/></w:rPr><w:t>乙</w:t></w:r>'))
    )
    data = package("".join(par(f"第{n}段共{n}人") + (cells if n % 3 == 0 else "") for n in range(50)))
    whole = read(io.BytesIO(data), name="x")
    monkeypatch.setattr("vqr_check.document.parsing.WINDOW", 300)
    assert read(io.BytesIO(data), name="x") == whole


def test_the_builder_writes_the_usual_prefix() -> None:
    assert 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"' in NAMESPACES
