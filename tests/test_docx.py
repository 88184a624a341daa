"""Word files: one small file for each thing that readers of Word files are known to lose."""

import random
import subprocess
import sys
import time
import warnings
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfcheck.api import check, extract
from perfcheck.documents import Document, Grid, Location, ReadError, read_bytes
from perfcheck.documents.ooxml import ADOBE_SYMBOL, PRIVATE, SYMBOLS
from perfcheck.documents.readers.docx import READER
from perfcheck.tables import Submission
from perfcheck.tables.text import compact

OFFICE = "http://schemas.openxmlformats.org"
SPACES = {
    "w": f"{OFFICE}/wordprocessingml/2006/main",
    "m": f"{OFFICE}/officeDocument/2006/math",
    "mc": f"{OFFICE}/markup-compatibility/2006",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "v": "urn:schemas-microsoft-com:vml",
}
MAIN = "word/document.xml"


def document(body: str, spaces: dict[str, str] = SPACES) -> str:
    names = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in spaces.items())
    return f"<w:document {names}><w:body>{body}<w:sectPr/></w:body></w:document>"


def word(xml: str | bytes, *more: tuple[str, str]) -> bytes:
    """A Word file with this main part."""
    file = BytesIO()
    with warnings.catch_warnings(), ZipFile(file, "w", ZIP_DEFLATED) as archive:
        warnings.simplefilter("ignore")  # zipfile warns of duplicate names
        for name, content in [("[Content_Types].xml", "<Types/>"), (MAIN, xml), *more]:
            archive.writestr(name, content)
    return file.getvalue()


def read(body: str) -> Document:
    return read_bytes(word(document(body)), "t.docx")


def paragraphs(body: str) -> list[str]:
    return [paragraph.text for paragraph in read(body).paragraphs]


def grid(body: str) -> Grid:
    (one,) = read(body).grids
    return one


Placed = tuple[str, int, int, int, int]


def placed(one: Grid) -> list[Placed]:
    """The cells of a grid as text, row, column, rows and columns spanned."""
    return [(cell.text, cell.row, cell.col, cell.rowspan, cell.colspan) for cell in one.cells]


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def p(content: str, properties: str = "") -> str:
    """A paragraph: of runs where XML is given, else of text."""
    content = content if content.startswith("<") else run(content)
    return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>"


def tc(content: str = "", properties: str = "") -> str:
    content = content if content.startswith(("<w:p>", "<w:sdt>", "<w:tbl>")) else p(content)
    return f"<w:tc><w:tcPr><w:tcW w:w='900'/>{properties}</w:tcPr>{content}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    made = (cell if cell.startswith("<w:") else tc(cell) for cell in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(made)}</w:tr>"


def tbl(*rows: str) -> str:
    columns = "<w:gridCol w:w='900'/>" * 3
    return f"<w:tbl><w:tblPr/><w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"


def sdt(content: str) -> str:
    """A content control."""
    properties = "<w:sdtPr><w:alias w:val='指标类型'/></w:sdtPr>"
    return f"<w:sdt>{properties}<w:sdtContent>{content}</w:sdtContent></w:sdt>"


def cell_text(content: str) -> str:
    (cell,) = grid(tbl(tr(tc(content)))).cells
    return cell.text


DOWN, GOES_ON = "<w:vMerge w:val='restart'/>", "<w:vMerge/>"


# Order and places


def test_blocks_stand_in_order_with_their_places() -> None:
    blocks = read(
        p("第一段") + p("") + tbl(tr("甲", "乙"), tr("丙", "丁")) + p("第二段") + tbl(tr("戊"))
    ).blocks
    first, one, second, two = blocks
    assert [getattr(first, "text", ""), getattr(second, "text", "")] == ["第一段", "第二段"]
    assert isinstance(one, Grid)
    assert isinstance(two, Grid)
    assert placed(one) == [
        ("甲", 1, 1, 1, 1), ("乙", 1, 2, 1, 1), ("丙", 2, 1, 1, 1), ("丁", 2, 2, 1, 1),
    ]  # fmt: skip
    assert [one.location, two.location] == [Location(table=1), Location(table=2)]
    assert one.cells[3].location == Location(table=1, row=2, col=2)
    assert two.cells[0].location == Location(table=2, row=1, col=1)


def test_headers_and_notes_are_no_part_of_the_body() -> None:
    header = document(p("页眉"))
    content = word(document(p("正文")), ("word/header1.xml", header))
    assert [one.text for one in read_bytes(content, "t").paragraphs] == ["正文"]


def test_a_strict_file_is_read() -> None:
    strict = SPACES | {"w": "http://purl.oclc.org/ooxml/wordprocessingml/main"}
    content = word(document(tbl(tr("≥95%")), strict))
    assert [cell.text for one in read_bytes(content, "t").grids for cell in one.cells] == ["≥95%"]


def test_utf_16_is_read() -> None:
    xml = '<?xml version="1.0" encoding="utf-16"?>' + document(p("≥95%"))
    content = word(xml.encode("utf-16"))
    assert [one.text for one in read_bytes(content, "t").paragraphs] == ["≥95%"]


# Merged cells

MERGES: dict[str, tuple[str, list[Placed]]] = {
    "grid span": (
        tbl(tr(tc("a", "<w:gridSpan w:val='2'/>"), "b")),
        [("a", 1, 1, 1, 2), ("b", 1, 3, 1, 1)],
    ),
    "vertical": (
        tbl(tr(tc("a", DOWN), "b"), tr(tc("", GOES_ON), "c"), tr(tc("", DOWN), "d")),
        [("a", 1, 1, 2, 1), ("b", 1, 2, 1, 1), ("c", 2, 2, 1, 1), ("", 3, 1, 1, 1), ("d", 3, 2, 1, 1)],
    ),
    "text left in a continuation": (
        tbl(tr(tc("a", DOWN)), tr(tc("hidden", GOES_ON))),
        [("a", 1, 1, 2, 1)],
    ),
    "continuation in the first row": (
        tbl(tr(tc("a", GOES_ON), "b"), tr(tc("", GOES_ON), "c")),
        [("a", 1, 1, 2, 1), ("b", 1, 2, 1, 1), ("c", 2, 2, 1, 1)],
    ),
    "continuation of another width": (
        tbl(tr(tc("a", DOWN), "b"), tr(tc("", GOES_ON + "<w:gridSpan w:val='2'/>"))),
        [("a", 1, 1, 1, 1), ("b", 1, 2, 1, 1), ("", 2, 1, 1, 2)],
    ),
    "continuation after a row without it": (
        tbl(tr(tc("a", DOWN)), tr("b"), tr(tc("c", GOES_ON))),
        [("a", 1, 1, 1, 1), ("b", 2, 1, 1, 1), ("c", 3, 1, 1, 1)],
    ),
    "both ways": (
        tbl(
            tr(tc("a", DOWN + "<w:gridSpan w:val='2'/>"), "b"),
            tr(tc("", GOES_ON + "<w:gridSpan w:val='2'/>"), "c"),
        ),
        [("a", 1, 1, 2, 2), ("b", 1, 3, 1, 1), ("c", 2, 3, 1, 1)],
    ),
    "old horizontal": (
        tbl(tr(tc("a", "<w:hMerge w:val='restart'/>"), tc("", "<w:hMerge/>"), "b")),
        [("a", 1, 1, 1, 2), ("b", 1, 3, 1, 1)],
    ),
    "old horizontal in the first cell": (
        tbl(tr(tc("a", "<w:hMerge/>"), "b")),
        [("a", 1, 1, 1, 1), ("b", 1, 2, 1, 1)],
    ),
    "columns before and after": (
        tbl(
            tr("a", "b", "c"),
            tr("d", properties="<w:gridBefore w:val='2'/>"),
            tr("e", properties="<w:gridAfter w:val='2'/>"),
        ),
        [("a", 1, 1, 1, 1), ("b", 1, 2, 1, 1), ("c", 1, 3, 1, 1), ("d", 2, 3, 1, 1), ("e", 3, 1, 1, 1)],
    ),
    "deleted row": (
        tbl(
            tr(tc("a", DOWN), "b"),
            tr(tc("", GOES_ON), "x", properties="<w:del w:id='1'/>"),
            tr(tc("", GOES_ON), "c"),
        ),
        [("a", 1, 1, 2, 1), ("b", 1, 2, 1, 1), ("c", 2, 2, 1, 1)],
    ),
    "deleted cell": (
        tbl(tr("a", tc("x", "<w:cellDel w:id='1'/>"), "b")),
        [("a", 1, 1, 1, 1), ("b", 1, 2, 1, 1)],
    ),
    "inserted row": (
        tbl(tr("a"), tr("b", properties="<w:ins w:id='1'/>")),
        [("a", 1, 1, 1, 1), ("b", 2, 1, 1, 1)],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("body", "expected"), MERGES.values(), ids=MERGES.keys())
def test_cells_stand_where_they_are_seen(body: str, expected: list[Placed]) -> None:
    assert placed(grid(body)) == expected


# Wrappers


WRAPPED = {
    "table": sdt(tbl(tr("a", "b"))),
    "row": tbl(sdt(tr("a", "b"))),
    "cell": tbl(tr("a", sdt(tc("b")))),
    "paragraph": tbl(tr("a", tc(sdt(p("b"))))),
    "run": tbl(tr("a", tc(p(sdt(run("b")))))),
    "twice": sdt(sdt(tbl(sdt(tr("a", sdt(tc(sdt(p(sdt(run("b"))))))))))),
    "custom xml": f"<w:customXml>{tbl(tr('a', 'b'))}</w:customXml>",
}


@pytest.mark.parametrize("body", WRAPPED.values(), ids=WRAPPED.keys())
def test_wrappers_are_looked_through(body: str) -> None:
    assert placed(grid(body)) == [("a", 1, 1, 1, 1), ("b", 1, 2, 1, 1)]


def symbol(code: str, font: str = "Symbol") -> str:
    return f"<w:r><w:sym w:font='{font}' w:char='{code}'/></w:r>"


def fonted(text: str, font: str) -> str:
    return run(text, f"<w:rFonts w:ascii='{font}' w:hAnsi='{font}'/>")


def equation(content: str) -> str:
    return f"<m:oMathPara><m:oMath>{content}</m:oMath></m:oMathPara>"


def math(text: str) -> str:
    return f"<m:r><m:t>{text}</m:t></m:r>"


BOX = f"<w:txbxContent>{p('框内')}{p('两行')}</w:txbxContent>"
BOXES = (
    "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>"
    f"{BOX}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>"
    f"{BOX}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)
GONE = "<w:rPr><w:del w:id='1'/></w:rPr>"

TEXTS = {
    "split runs": (p(run("≥9") + run("5") + run("%")), "≥95%"),
    "spaces kept": (p("<w:r><w:t xml:space='preserve'>a  b</w:t></w:r>"), "a  b"),
    "insertion": (p(f"<w:ins w:id='1'>{run('≥')}</w:ins>{run('95%')}"), "≥95%"),
    "deletion": (p("<w:del w:id='1'><w:r><w:delText>9</w:delText></w:r></w:del>" + run("95%")), "95%"),
    "deletion with text": (p(f"<w:del w:id='1'>{run('9')}</w:del>{run('95%')}"), "95%"),
    "insertion deleted": (
        p(f"<w:ins w:id='1'><w:del w:id='2'>{run('9')}</w:del></w:ins>{run('95%')}"),
        "95%",
    ),
    "moved": (
        p(f"<w:moveFrom w:id='1'>{run('a')}</w:moveFrom>{run('b')}<w:moveTo w:id='2'>{run('c')}</w:moveTo>"),
        "bc",
    ),
    "paragraph mark deleted": (p("≥", GONE) + p("95%"), "≥95%"),
    "last paragraph mark deleted": (p("≥95%", GONE), "≥95%"),
    "hyperlink": (p(f"<w:hyperlink w:anchor='x'>{run('≥95')}</w:hyperlink>{run('%')}"), "≥95%"),
    "smart tag": (p(f"<w:smartTag w:element='d'><w:smartTag>{run('95')}</w:smartTag></w:smartTag>"), "95"),
    "field": (
        p(
            "<w:r><w:fldChar w:fldCharType='begin'/><w:instrText> =SUM(ABOVE) </w:instrText>"
            f"<w:fldChar w:fldCharType='separate'/></w:r>{run('12')}<w:r><w:fldChar/></w:r>"
        ),
        "12",
    ),
    "simple field": (p(f"<w:fldSimple w:instr='=1'>{run('12')}</w:fldSimple>"), "12"),
    "text box once": (p(run("a") + BOXES), "a\n框内\n两行"),
    "old text box": (p(f"<w:r><w:pict><v:textbox>{BOX}</v:textbox></w:pict></w:r>"), "框内\n两行"),
    "fallback alone": (
        p(f"<mc:AlternateContent><mc:Fallback>{run('a')}</mc:Fallback></mc:AlternateContent>"),
        "a",
    ),
    "symbol ≥": (p(symbol("F0B3") + run("95%")), "≥95%"),
    "symbol without its plane": (p(symbol("00B3") + run("95%")), "≥95%"),
    "symbols": (p("".join(map(symbol, ("F0A3", "F0B4", "F0B1", "F0B0", "F0B9", "F02D")))), "≤×±°≠-"),
    "symbol of a text font": (p(symbol("2265", "宋体") + run("95%")), "≥95%"),
    "tick": (p(symbol("F0FE", "Wingdings") + symbol("F0A3", "Wingdings 2")), "☑□"),
    "symbol of an unknown font": (p(symbol("F0B3", "Fancy") + run("95%")), "\uf0b395%"),
    "symbol without number": (p("<w:r><w:sym/><w:sym w:char='zz'/></w:r>"), "\ufffd\ufffd"),
    "symbol out of range": (p(symbol("FFFFFFFFFFFFFFFFFF")), "\ufffd"),
    "symbol font in text": (p(fonted("\uf0b3", "Symbol") + run("95%")), "≥95%"),
    "private character in text": (p(fonted("\uf0b3", "宋体") + run("95%")), "\uf0b395%"),
    "equation": (p(equation(math("≥95%"))), "≥95%"),
    "fraction": (
        p(equation(f"<m:f><m:num>{math('1')}</m:num><m:den>{math('2')}</m:den></m:f>")),
        "1/2",
    ),
    "power": (
        p(equation(f"<m:sSup><m:e>{math('10')}</m:e><m:sup>{math('4')}</m:sup></m:sSup>")),
        "10⁴",
    ),
    "superscript": (p(run("500m") + run("2", "<w:vertAlign w:val='superscript'/>")), "500m²"),
    "subscript": (p(run("CO") + run("2", "<w:vertAlign w:val='subscript'/>")), "CO2"),
    "hyphens": (p("<w:r><w:t>90</w:t><w:noBreakHyphen/><w:t>9</w:t><w:softHyphen/><w:t>5%</w:t></w:r>"), "90-95%"),
    "breaks": (p("<w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:cr/><w:t>c</w:t></w:r>") + p("d"), "a\nb\nc\nd"),
    "tab": (p("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t></w:r>", "<w:tabs><w:tab/></w:tabs>"), "a b"),
    "line end of the XML": (p("<w:r><w:t>a\nb</w:t></w:r>"), "a b"),
    "hidden": (p(run("≥95%", "<w:vanish/>")), "≥95%"),
    "phonetic guide": (
        p(f"<w:r><w:ruby><w:rt>{run('x')}</w:rt><w:rubyBase>{run('字')}</w:rubyBase></w:ruby></w:r>"),
        "字",
    ),
    "placeholder paragraphs": (p("") + p("a") + p(""), "a"),
}  # fmt: skip


@pytest.mark.parametrize(("content", "expected"), TEXTS.values(), ids=TEXTS.keys())
def test_text_of_a_cell(content: str, expected: str) -> None:
    assert cell_text(content) == expected


def test_text_outside_tables_is_read_the_same_way() -> None:
    assert paragraphs(p(f"<w:ins>{symbol('F0B3')}</w:ins>" + run("95%"))) == ["≥95%"]
    assert paragraphs(p(run("a") + BOXES) + p("b")) == ["a", "框内", "两行", "b"]
    assert paragraphs(p("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t></w:r>")) == ["a\tb"]


def test_a_line_that_would_run_on_into_a_table_stays_before_it() -> None:
    before, one, after = read(p("前", GONE) + tbl(tr("a")) + p("后")).blocks
    assert [getattr(before, "text", ""), getattr(after, "text", "")] == ["前", "后"]
    assert isinstance(one, Grid)


def test_the_symbol_font_is_whole() -> None:
    assert {start: len(chars) for start, chars in ADOBE_SYMBOL.items()} == {0x20: 95, 0xA0: 95}
    codes = (0x25, 0x40, 0x44, 0x61, 0x73, 0x7E, 0xA5, 0xB3, 0xB8, 0xC5, 0xD7, 0xE5, 0xF2, 0xFE)
    assert "".join(SYMBOLS[PRIVATE + code] for code in codes) == "%≅Δασ~∞≥÷⊕⋅∑∫⎭"


# Tables in other places


def test_a_nested_table_is_a_grid_of_its_own() -> None:
    inner = tbl(tr("内", tc(p("x") + tbl(tr("最内")) + p(""))))
    one, two, three = read(tbl(tr(tc(p("前") + inner + p("后")), "旁")) + p("")).grids
    assert placed(one) == [("前\n后", 1, 1, 1, 1), ("旁", 1, 2, 1, 1)]
    assert placed(two) == [("内", 1, 1, 1, 1), ("x", 1, 2, 1, 1)]
    assert placed(three) == [("最内", 1, 1, 1, 1)]
    assert [one.location.table, two.location.table, three.location.table] == [1, 2, 3]


def test_a_table_in_a_text_box_is_a_grid() -> None:
    box = f"<w:txbxContent>{tbl(tr('a'))}{p('')}</w:txbxContent>"
    assert placed(grid(p(f"<w:r><w:pict>{box}</w:pict></w:r>"))) == [("a", 1, 1, 1, 1)]


def test_a_table_without_cells_is_no_grid() -> None:
    one = grid(tbl() + tbl(tr()) + tbl(tr("a")))
    assert one.location.table == 1


# Hostile and broken files


def spanning(span: str, cells: int = 1) -> str:
    return tbl(tr(*[tc("a", f"<w:gridSpan w:val='{span}'/>")] * cells), tr("b"))


def nested(depth: int) -> str:
    return "<w:tbl><w:tr><w:tc>" * depth + "</w:tc></w:tr></w:tbl>" * depth


BROKEN = {
    "dtd": word("<!DOCTYPE x [<!ENTITY a 'b'>]>" + document(p("&a;"))),
    "two documents": word(document(p("a")), (MAIN, document(p("b")))),
    "too many columns": word(document(spanning("200000000", 3))),
    "deep tables": word(document(nested(60))),
    "deeper than any parser takes": word(document(nested(5000))),
    "deep wrappers": word(document("<w:sdt>" * 5000 + "</w:sdt>" * 5000)),
    "no xml": word("garbage"),
    "empty xml": word(""),
    "other xml": word("<html><body/></html>"),
    "no body": word(document("").replace("w:body", "w:other")),
    "truncated": word(document(p("a")))[:-30],
    "bomb": word(document(p("a" * 15_000_000))),
}


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN.keys())
def test_broken_files_are_refused_in_no_time(content: bytes) -> None:
    start = time.perf_counter()
    with pytest.raises(ReadError) as caught:
        read_bytes(content, "t.docx")
    assert caught.value.reason in {"file-damaged", "file-too-large"}
    assert time.perf_counter() - start < 1


@pytest.mark.parametrize(
    ("span", "width"),
    [("200000000", 256), ("9" * 5000, 256), ("0", 1), ("-3", 1), ("x", 1), ("", 1), ("²", 1), ("２", 1)],
)  # fmt: skip
def test_spans_are_kept_within_reason(span: str, width: int) -> None:
    assert grid(spanning(span)).width == width


def test_deep_wrappers_that_a_parser_takes_are_read() -> None:
    wrapped = "<w:smartTag>" * 240 + run("≥95%") + "</w:smartTag>" * 240
    assert paragraphs(p(wrapped)) == ["≥95%"]
    boxes = "<w:p><w:r><w:txbxContent>" * 80 + p("a") + "</w:txbxContent></w:r></w:p>" * 80
    assert paragraphs(boxes) == ["a"]
    assert len(list(read(nested(40)).grids)) == 40


def test_a_locked_file_says_so() -> None:
    content = b"\xd0\xcf\x11\xe0" + bytes(508) + "EncryptedPackage".encode("utf-16-le")
    with pytest.raises(ReadError) as caught:
        read_bytes(content, "t.docx")
    assert caught.value.reason == "file-encrypted"


def test_a_big_table_is_read_in_time() -> None:
    """Ten thousand merged cells, which take the usual library minutes."""
    row = tr(tc("a", GOES_ON), "b", "c", tc("d", "<w:gridSpan w:val='2'/>"))
    content = word(document(tbl(*[row] * 2500)))
    start = time.perf_counter()
    (one,) = read_bytes(content, "t.docx").grids
    assert time.perf_counter() - start < 5
    assert one.cells[0].rowspan == 2500


def survives(content: bytes) -> None:
    """Reading ends in a document or a ``ReadError``."""
    try:
        assert isinstance(READER.read(content, "t.docx"), Document)
    except ReadError as error:
        assert error.message  # noqa: PT017


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    READER.recognises(content)
    survives(content)
    survives(b"PK\x03\x04" + content)
    survives(word(content))


@given(st.data())
def test_any_damage_is_read_or_refused(data: st.DataObject) -> None:
    content = bytearray(word(document(p("标题") + spanning("2"))))
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    READER.recognises(bytes(content))
    survives(bytes(content))


PIECES = [
    run("a"), symbol("F0B3"), GONE, DOWN, GOES_ON, BOXES, equation(math("x")), "<w:sdt/>", p("b"), tc("c"),
    tr("d"), tbl(tr("e")), "<w:tbl>", "</w:tbl>", "<w:tr>", "</w:tr>", "<w:tc>", "</w:tc>", "<w:p>", "</w:p>",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=12))
def test_any_mixture_of_elements_is_read_or_refused(pieces: list[str]) -> None:
    survives(word(document("".join(pieces))))
    survives(word(document(tbl(tr(tc("".join(pieces)))))))


# The whole program


def test_a_table_is_extracted_and_checked() -> None:
    header = tr("一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值")
    first = tr(tc("产出指标", DOWN), "数量指标", "清淤长度", "清淤的沟渠长度", "≥12公里")
    second = tr(
        tc("", GOES_ON),
        "质量指标",
        "验收合格率",
        "合格沟渠占比",
        tc(p(symbol("F0B3") + run("95%"))),
    )
    content = word(document(p("沟渠清淤绩效目标表") + tbl(header, first, second)))
    (table,) = extract(content, name="t.docx").tables
    assert [row.value for row in table.indicators] == ["≥12公里", "≥95%"]
    assert [row.level1_raw for row in table.indicators] == ["产出指标", "产出指标"]
    assert table.indicators[1].location == Location(table=1, row=3, col=5)
    assert check(content, name="t.docx").tables == 1


def test_the_start_of_the_program_does_not_load_lxml() -> None:
    code = "import sys, perfcheck.documents as d; d.suffixes(); sys.exit('lxml' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_reference_files_read_as_their_text_does(data: Path, seeds: list[Path]) -> None:
    for number, seed in enumerate(seeds):
        path = data / "renditions" / f"seed{number}.docx"
        if not path.exists():
            pytest.skip("no Word files of the reference documents here")
        texts, words = (extract(one.read_bytes(), name=one.name) for one in (seed, path))
        assert rows_of(words) == rows_of(texts)


def rows_of(submission: Submission) -> list[tuple[str, ...]]:
    """What the indicator rows of all tables say, without white space."""
    rows = (row for table in submission.tables for row in table.indicators)
    return [tuple(map(compact, (row.level1_raw, row.name, row.value))) for row in rows]


def test_damaged_reference_files_are_read_or_refused(data: Path) -> None:
    random.seed(7)
    for path in sorted((data / "renditions").glob("*.docx")):
        content = path.read_bytes()
        for _ in range(5):
            at = random.randrange(len(content))
            survives(content[:at] + random.randbytes(3) + content[at + 3 :])
            survives(content[:at])
