"""Edits in the XML of Word and Excel cells: formats and neighbours stay, what is not plain is refused."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from perfcheck.documents.archive import parse_xml
from perfcheck.fixing import Refused, replace_in_paragraph_runs, replace_in_sheet_cell
from perfcheck.fixing.pieces import Node
from tests.test_xlsx import book, read, sheet_xml
from tests.word import (
    BOXES,
    cell_text,
    document,
    equation,
    fonted,
    math,
    p,
    run,
    sdt,
    symbol,
    tbl,
    tc,
    tr,
)

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BOLD, RED = "<w:b/>", "<w:color w:val='FF0000'/>"


# Word


def edited(content: str, old: str, new: str) -> str:
    """The cell's XML after the edit, without what is the same in every cell."""
    root = parse_xml(document(tbl(tr(tc(content)))).encode())
    cell = root.find(f".//{W}tc")
    assert cell is not None
    replace_in_paragraph_runs(cell, old, new)
    inside = "".join(etree.tostring(one, encoding="unicode") for one in list(cell)[1:])
    return inside.replace(
        ' xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"', ""
    )


def texts(xml: str) -> list[str]:
    return [one.text or "" for one in parse_xml(document(xml).encode()).iter(f"{W}t")]


@pytest.mark.parametrize(
    ("content", "old", "new", "expected"),
    [
        (run("≥98百分比"), "≥98百分比", "≥98%", ["≥98%"]),
        (run("≥98") + run("百分比", BOLD), "≥98百分比", "≥98%", ["≥98", "%"]),
        (run("≥98百") + run("分", BOLD) + run("比"), "≥98百分比", "≥98%", ["≥98%", "", ""]),
        (run("≤11") + run("万", BOLD) + run("。"), "≤11万。", "≤11万元。", ["≤11", "万元", "。"]),
        (run("80%") + run("~") + run("60%", BOLD), "80%~60%", "60%~80%", ["60%", "~", "80%"]),
        (sdt(run(">=")) + run("95%"), ">=95%", "≥95%", ["≥", "95%"]),
        (f"<w:ins w:id='1'>{run('>=')}</w:ins>" + run("95%"), ">=95%", "≥95%", ["≥", "95%"]),
        (f"<w:hyperlink>{run('>=9')}</w:hyperlink>" + run("5%"), ">=95%", "≥95%", ["≥9", "5%"]),
    ],
)
def test_the_text_changes_inside_its_runs(
    content: str, old: str, new: str, expected: list[str]
) -> None:
    before, after = p(content), edited(p(content), old, new)
    assert cell_text(after) == new
    assert texts(after) == expected
    assert [after.count(tag) for tag in ("<w:r>", "<w:b/>", "<w:ins ", "<w:sdt>")] == [
        before.count(tag) for tag in ("<w:r>", "<w:b/>", "<w:ins ", "<w:sdt>")
    ]


def test_deleted_text_and_other_paragraphs_stay() -> None:
    deleted = "<w:del w:id='2'><w:r><w:delText>约</w:delText></w:r></w:del>"
    after = edited(
        p(run("依据：")) + p(deleted + run("财库【2019】38号")),
        "依据：\n财库【2019】38号",
        "依据：\n财库〔2019〕38号",
    )
    assert "<w:delText>约</w:delText>" in after
    assert texts(after) == ["依据：", "财库〔2019〕38号"]


def test_outer_spaces_are_kept() -> None:
    after = edited(
        p(run(" >=95% ").replace("<w:t>", "<w:t xml:space='preserve'>")), ">=95%", "≥95%"
    )
    assert texts(after) == [" ≥95% "]
    assert 'xml:space="preserve"' in after


def test_a_table_inside_the_cell_is_not_its_text() -> None:
    inner = tbl(tr("内", "层"))
    assert texts(edited(p(">=9") + inner + p(""), ">=9", "≥9")) == ["≥9", "内", "层", ""]


@pytest.mark.parametrize(
    "content",
    [
        p(symbol("F0B3") + run("98百分比")),
        p(fonted("\uf0b3", "Symbol") + run("98百分比")),
        p(equation(math("≥")) + run("98百分比")),
        p(run("≥98百分比") + BOXES),
        p("<w:fldSimple w:instr='=1'>" + run("≥98百分比") + "</w:fldSimple>"),
        p(run("≥98百分")) + p(run("比")),
        p(run("≥97百分比")),
    ],
)
def test_what_is_not_plain_text_is_refused_untouched(content: str) -> None:
    root = parse_xml(document(tbl(tr(tc(content)))).encode())
    cell = root.find(f".//{W}tc")
    assert cell is not None
    before = etree.tostring(root)
    for old in ("≥98百分比", "≥98百分\n比"):
        with pytest.raises(Refused):
            replace_in_paragraph_runs(
                cell, old, old.replace("百分比", "%").replace("百分\n比", "%")
            )
    assert etree.tostring(root) == before


CUT = st.lists(st.integers(0, 12), max_size=4)


@given(st.text("≥98百分比 >=", min_size=1, max_size=12), st.text("≥98%百万元", max_size=10), CUT)
def test_however_a_text_is_cut_into_runs_it_reads_as_wanted(
    old: str, new: str, cuts: list[int]
) -> None:
    old, new = old.strip() or "x", new or "y"
    marks = sorted({0, len(old), *(at for at in cuts if at < len(old))})
    pieces = [old[start:end] for start, end in pairwise(marks)]
    runs = "".join(
        run(one.replace(">", "&gt;")).replace("<w:t>", "<w:t xml:space='preserve'>")
        for one in pieces
    )
    assert cell_text(edited(p(runs), old, new)) == new


# Excel

SPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def element(xml: str) -> Node:
    made: Node = etree.fromstring(xml.replace(">", f" {SPACE}>", 1))
    return made


def sheet_cell(
    attributes: str, inside: str, old: str, new: str, shared: str = "", code: str = ""
) -> str:
    cell = element(f"<c r='E5' s='3' {attributes}>{inside}</c>")
    item = element(f"<si>{shared}</si>") if shared else None
    before = etree.tostring(item) if item is not None else b""
    replace_in_sheet_cell(cell, old, new, shared=item, code=code)
    assert item is None or etree.tostring(item) == before
    return str(etree.tostring(cell, encoding="unicode")).replace(f" {SPACE}", "")


@pytest.mark.parametrize(
    ("attributes", "inside", "shared", "expected"),
    [
        ("t='inlineStr'", "<is><t>≥98百分比</t></is>", "", "<is><t>≥98%</t></is>"),
        ("t='s'", "<v>7</v>", "<t>≥98百分比</t>", "<is><t>≥98%</t></is>"),
        (
            "t='s'",
            "<v>7</v>",
            "<r><t>≥98</t></r><r><rPr><b/></rPr><t>百分比</t></r><phoneticPr fontId='1'/>",
            '<is><r><t>≥98</t></r><r><rPr><b/></rPr><t>%</t></r><phoneticPr fontId="1"/></is>',
        ),
        (
            "t='s'",
            "<v>7</v>",
            "<t>≥98百分比</t><rPh sb='0' eb='1'><t>a</t></rPh>",
            "<is><t>≥98%</t></is>",
        ),
    ],
)
def test_a_cell_gets_a_string_of_its_own(
    attributes: str, inside: str, shared: str, expected: str
) -> None:
    after = sheet_cell(attributes, inside, "≥98百分比", "≥98%", shared)
    assert after == f'<c r="E5" s="3" t="inlineStr">{expected}</c>'


@pytest.mark.parametrize(
    ("value", "code", "old", "new", "expected"),
    [
        ("33", "", "33", "25%", '<c r="E5" s="3" t="inlineStr"><is><t>25%</t></is></c>'),
        ("33", "0.00", "33.00", "25%", '<c r="E5" s="3" t="inlineStr"><is><t>25%</t></is></c>'),
        ("33", "0%", "3300%", "25%", '<c r="E5" s="3"><v>0.25</v></c>'),
        ("20", "0.00%", "2000.00%", "33.33%", '<c r="E5" s="3"><v>0.3333</v></c>'),
    ],
)
def test_a_sum_becomes_a_share(value: str, code: str, old: str, new: str, expected: str) -> None:
    assert sheet_cell("", f"<v>{value}</v>", old, new, code=code) == expected


@pytest.mark.parametrize(
    ("attributes", "inside", "old", "new", "code"),
    [
        ("", "<f>A1*2</f><v>33</v>", "33", "25%", ""),
        ("t='str'", "<f>A1</f><v>&gt;=9</v>", ">=9", "≥9", ""),
        ("", "<v>1200</v>", "1,200", "1200", "#,##0"),
        ("", "<v>1200</v>", "1200", "1300", ""),
        ("", "<v>33</v>", "3300%", "33.33%", "0%"),
        ("", "<v>34</v>", "33", "25%", ""),
        ("t='b'", "<v>1</v>", "TRUE", "25%", ""),
        ("t='s'", "<v>7</v>", ">=9", "≥9", ""),
        ("t='inlineStr'", "<is><t>&gt;=9_x000D_</t></is>", ">=9", "≥9", ""),
    ],
)
def test_what_only_a_format_or_formula_writes_is_refused(
    attributes: str, inside: str, old: str, new: str, code: str
) -> None:
    with pytest.raises(Refused):
        sheet_cell(attributes, inside, old, new, code=code)


def test_the_reader_sees_the_new_text_in_its_cell() -> None:
    cells = [
        f"<c r='{col}{row}' t='inlineStr'><is><t>{text}</t></is></c>"
        for row in (1, 2)
        for col, text in zip("AB", ("名称", "≥98百分比"), strict=True)
    ]
    cells[3] = (
        sheet_cell("t='inlineStr'", "<is><t>≥98百分比</t></is>", "≥98百分比", "≥98%")
        .replace("E5", "B2")
        .replace('s="3"', "")
    )
    rows = f"<row r='1'>{''.join(cells[:2])}</row><row r='2'>{''.join(cells[2:])}</row>"
    (grid,) = read(book(sheet_xml(rows))).grids
    assert [cell.text for cell in grid.cells] == ["名称", "≥98百分比", "名称", "≥98%"]
