"""Word files: one small file for each thing that readers of Word files are known to lose."""

import subprocess
import sys

import pytest

from perfcheck.api import check, extract
from perfcheck.documents import Grid, Location, read_bytes
from perfcheck.documents.symbols import ADOBE_SYMBOL, PRIVATE, SYMBOLS
from tests.word import (
    BOX,
    BOXES,
    DOWN,
    GOES_ON,
    GONE,
    SPACES,
    Placed,
    cell_text,
    document,
    equation,
    fonted,
    grid,
    math,
    p,
    paragraphs,
    placed,
    read,
    run,
    sdt,
    symbol,
    tbl,
    tc,
    tr,
    word,
)

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
