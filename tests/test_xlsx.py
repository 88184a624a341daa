"""The .xlsx reader: what a cell shows, what is a table on a sheet, and files built to break it."""

from collections.abc import Sequence
from contextlib import suppress
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from perfcheck.api import extract
from perfcheck.documents import Document, Grid, Paragraph, ReadError, read_bytes

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HEADER = ("一级指标", "二级指标", "三级指标", "指标值")
ROW = ("产出指标", "数量指标", "清淤长度", "≥12公里")


def text(ref: str, value: str, style: int = 0) -> str:
    return f'<c r="{ref}" s="{style}" t="inlineStr"><is><t>{value}</t></is></c>'


def row(number: int, values: Sequence[str], style: int = 0) -> str:
    """A row from column A on; an empty text is a cell with a style only."""
    cells = (
        text(f"{chr(65 + at)}{number}", value, style)
        if value
        else f'<c r="{chr(65 + at)}{number}" s="{style}"/>'
        for at, value in enumerate(values)
    )
    return f'<row r="{number}">{"".join(cells)}</row>'


def sheet_xml(rows: str, merges: Sequence[str] = ()) -> str:
    merged = "".join(f'<mergeCell ref="{ref}"/>' for ref in merges)
    return f"<worksheet {MAIN}><sheetData>{rows}</sheetData><mergeCells>{merged}</mergeCells></worksheet>"


STYLES = f"""<styleSheet {MAIN}><numFmts><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/>
<numFmt numFmtId="165" formatCode="yyyy-mm-dd"/><numFmt numFmtId="166" formatCode="0.0%"/></numFmts>
<borders><border/><border><left style="thin"/><right style="thin"/></border></borders>
<cellXfs><xf numFmtId="0" borderId="0"/><xf numFmtId="0" borderId="1"/><xf numFmtId="9"/><xf numFmtId="166"/>
<xf numFmtId="164"/><xf numFmtId="165"/></cellXfs></styleSheet>"""


def book(
    *sheets: str, strings: str = "", parts: dict[str, str] | None = None, state: str = "visible"
) -> bytes:
    """A workbook of sheets given as XML; ``parts`` replaces whole parts."""
    entries = "".join(
        f'<sheet xmlns:r="{OFFICE}" name="表{n}" sheetId="{n}" state="{state}" r:id="rId{n}"/>'
        for n in range(1, len(sheets) + 1)
    )
    targets = {f"rId{n}": ("worksheet", f"worksheets/s{n}.xml") for n in range(1, len(sheets) + 1)}
    targets |= {"rIdA": ("styles", "styles.xml"), "rIdB": ("sharedStrings", "/xl/strings.xml")}
    links = "".join(
        f'<Relationship Id="{id_}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for id_, (kind, target) in targets.items()
    )
    files = {
        "xl/workbook.xml": f"<workbook {MAIN}><sheets>{entries}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f"<Relationships>{links}</Relationships>",
        "xl/styles.xml": STYLES,
        "xl/strings.xml": f"<sst {MAIN}>{strings}</sst>",
        **{f"xl/worksheets/s{n}.xml": xml for n, xml in enumerate(sheets, 1)},
        **(parts or {}),
    }
    content = BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as archive:
        for name, xml in files.items():
            archive.writestr(name, xml)
    return content.getvalue()


def read(content: bytes) -> Document:
    return read_bytes(content, "a.xlsx")


def shape(document: Document) -> list[str | list[list[str]]]:
    """Paragraphs as texts, grids as rows of texts."""
    return [
        block.text
        if isinstance(block, Paragraph)
        else [[cell.text for cell in cells] for cells in block.rows]
        for block in document.blocks
    ]


def one_cell(xml: str, strings: str = "") -> str:
    document = read(book(sheet_xml(f"<row>{xml}</row>"), strings=strings))
    return "".join(block.text for block in document.paragraphs)


# What a cell shows


@pytest.mark.parametrize(
    ("xml", "expected"),
    [
        ('<c s="2"><v>0.95</v></c>', "95%"),
        ('<c s="3"><v>0.955</v></c>', "95.5%"),
        ('<c s="4"><v>45382</v></c>', "2024年3月"),
        ('<c s="5"><v>45382</v></c>', "2024-03-31"),
        ('<c s="99"><v>7</v></c>', "7"),
        ('<c t="b"><v>1</v></c>', "TRUE"),
        ('<c t="e"><v>#DIV/0!</v></c>', "#DIV/0!"),
        ('<c t="str"><f>A1&amp;"%"</f><v>95%</v></c>', "95%"),
        ('<c t="d"><v>2024-03-31T00:00:00</v></c>', "2024-03-31"),
        ("<c><f>SUM(A1:A2)</f></c>", ""),
        ('<c t="inlineStr"><is><r><t>≥</t></r><r><t>95%</t></r></is></c>', "≥95%"),
        ('<c t="inlineStr"><is><t>a_x000D_b</t></is></c>', "a\nb"),
        ('<c t="s"><v>0</v></c>', "≥95%"),
        ('<c t="s"><v>1</v></c>', "质量"),
    ],
)
def test_cells_as_shown(xml: str, expected: str) -> None:
    strings = (
        "<si><r><t>≥</t></r><r><rPr/><t>95%</t></r></si>"
        "<si><t>质量</t><rPh sb='0' eb='1'><t>しつ</t></rPh></si>"
    )
    assert one_cell(xml, strings) == expected


# Tables on a sheet


def test_a_title_and_a_unit_note_are_paragraphs() -> None:
    rows = (
        row(1, ["绩效目标表"]) + row(2, ["", "", "", "单位：万元"]) + row(3, HEADER) + row(4, ROW)
    )
    document = read(book(sheet_xml(rows, ["A1:D1"])))
    assert shape(document) == ["绩效目标表", "单位：万元", [[*HEADER], [*ROW]]]
    (grid,) = document.grids
    last = grid.rows[1][3].location
    assert (last.sheet, last.table, last.row, last.col, last.cell) == ("表1", 1, 4, 4, "D4")


def test_the_target_table_is_found() -> None:
    rows = row(1, ["清淤项目绩效目标表"]) + row(2, HEADER) + row(3, ROW)
    (table,) = extract(book(sheet_xml(rows, ["A1:D1"])), name="a.xlsx").tables
    assert table.title == "清淤项目绩效目标表"
    assert [one.value for one in table.indicators] == ["≥12公里"]


def test_a_table_away_from_the_corner_counts_from_one() -> None:
    rows = f'<row r="5">{text("C5", "甲")}{text("D5", "乙")}</row>'
    (grid,) = read(book(sheet_xml(rows))).grids
    assert [(cell.row, cell.col, cell.location.cell) for cell in grid.cells] == [
        (1, 1, "C5"),
        (1, 2, "D5"),
    ]


def test_merges_are_spans_and_hide_what_they_cover() -> None:
    rows = row(1, HEADER) + row(2, ROW) + row(3, ("旧", "质量指标", "合格率", "95%"))
    (grid,) = read(book(sheet_xml(rows, ["A2:A3"]))).grids
    assert [cell.text for cell in grid.rows[2]] == ["质量指标", "合格率", "95%"]
    assert grid.rows[1][0].rowspan == 2
    assert grid.rows[2][0].col == 2


def test_a_row_that_ends_short_is_filled_up() -> None:
    (grid,) = read(book(sheet_xml(row(1, HEADER) + row(2, ROW[:3])))).grids
    assert [cell.text for cell in grid.rows[1]] == [*ROW[:3], ""]


@pytest.mark.parametrize(("blank", "grids"), [(0, 1), (1, 1), (2, 2), (3, 2)])
def test_two_blank_rows_end_a_table(blank: int, grids: int) -> None:
    rows = row(1, HEADER) + row(2, ROW) + row(3 + blank, HEADER) + row(4 + blank, ROW)
    assert len(list(read(book(sheet_xml(rows))).grids)) == grids


def test_blank_rows_with_lines_are_part_of_the_table() -> None:
    blank = "".join(row(number, [""] * 4, 1) for number in (3, 4, 5))
    rows = row(1, HEADER, 1) + row(2, ROW, 1) + blank + row(6, ROW, 1) + row(7, [""] * 4, 1)
    (grid,) = read(book(sheet_xml(rows))).grids
    assert len(grid.rows) == 6


def test_a_title_right_under_a_table_ends_it() -> None:
    rows = row(1, HEADER, 1) + row(2, ROW, 1) + row(3, ["乙项目绩效目标表"]) + row(4, HEADER, 1)
    assert shape(read(book(sheet_xml(rows)))) == [
        [[*HEADER], [*ROW]],
        "乙项目绩效目标表",
        [[*HEADER]],
    ]


@pytest.mark.parametrize("style", [0, 1])
def test_a_lonely_label_stays_in_its_table(style: int) -> None:
    rows = row(1, HEADER, style) + row(2, ["产出指标", "", "", ""], style) + row(3, ROW, style)
    assert len(read(book(sheet_xml(rows))).blocks) == 1


def test_a_label_beside_a_merged_one_stays_in_its_table() -> None:
    rows = row(1, HEADER) + row(2, ROW) + row(4, ["", "质量指标", "", ""])
    (grid,) = read(book(sheet_xml(rows, ["A2:A4"]))).blocks
    assert isinstance(grid, Grid)
    assert [cell.text for cell in grid.rows[3]] == ["质量指标", "", ""]


def test_hidden_sheets_are_read_each_under_its_name() -> None:
    xml = sheet_xml(f'<row r="1" hidden="1">{text("A1", "甲")}{text("B1", "乙")}</row>')
    assert shape(read(book(xml, sheet_xml(""), xml, state="hidden"))) == [
        "表1",
        [["甲", "乙"]],
        "表3",
        [["甲", "乙"]],
    ]


# Files built to break a reader


@pytest.mark.parametrize("ref", ["A1:XFD1048576", "A1:CV200000", "A1:IV2000", "B2:A1", "C1:C9"])
def test_a_merge_is_never_expanded_beyond_the_text(ref: str) -> None:
    document = read(book(sheet_xml(row(1, HEADER) + row(2, ROW), [ref])))
    assert sum(len(grid.cells) for grid in document.grids) + len(document.blocks) < 2000


def test_a_far_cell_costs_nothing_and_is_kept() -> None:
    far = f'<row r="1048576">{text("XFD1048576", "远")}{text("A1048576", "末")}</row>'
    assert shape(read(book(sheet_xml(row(1, HEADER) + far)))) == [[[*HEADER]], "末", "远"]


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="99999999999"><c><v>1</v></c></row>',
        '<row r="0"><c><v>1</v></c></row>',
        '<row r="x"><c><v>1</v></c></row>',
        '<row><c r="XFE1"><v>1</v></c></row>',
        '<row><c r="AAAA1"><v>1</v></c></row>',
        '<row><c r="A0"><v>1</v></c></row>',
        '<row><c r="A1" t="s"><v>5</v></c></row>',
        '<row><c r="A1" t="s"><v>-1</v></c></row>',
        '<row><c r="A1" t="s"><v>²</v></c></row>',
        "<row>",
        "</worksheet>",
    ],
)
def test_nonsense_is_damage(rows: str) -> None:
    with pytest.raises(ReadError) as caught:
        read(book(sheet_xml(rows)))
    assert caught.value.reason == "file-damaged"


@pytest.mark.parametrize("ref", ["", ":", "A1:B99999999", "1:2", "A1:B2:C3"])
def test_a_merge_with_a_wrong_reference(ref: str) -> None:
    with pytest.raises(ReadError) as caught:
        read(book(sheet_xml(row(1, HEADER), [ref])))
    assert caught.value.reason == "file-damaged"


@pytest.mark.parametrize(
    "parts",
    [
        {"xl/worksheets/s1.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"},
        {"xl/_rels/workbook.xml.rels": "<Relationships/>"},
        {"xl/_rels/workbook.xml.rels": "rubbish"},
        {"xl/styles.xml": "<"},
        {"xl/workbook.xml": ""},
    ],
)
def test_broken_parts_are_damage(parts: dict[str, str]) -> None:
    with pytest.raises(ReadError) as caught:
        read(book(sheet_xml(row(1, HEADER)), parts=parts))
    assert caught.value.reason == "file-damaged"


def test_too_many_sheets_are_refused() -> None:
    with pytest.raises(ReadError) as caught:
        read(book(*[sheet_xml("")] * 201))
    assert caught.value.reason == "file-too-large"


def test_overlapping_merges_are_read_or_refused() -> None:
    merges = [f"A{n}:IV{n + 1900}" for n in range(1, 60)] + [f"B{n}:IV{n + 1}" for n in range(99)]
    rows = row(1, HEADER) + row(3000, ROW)
    with suppress(ReadError):
        read(book(sheet_xml(rows, merges)))


def test_blank_cells_with_a_style_are_no_blocks() -> None:
    blank = "".join(
        f'<row r="{n}"><c r="A{n}" s="1"/><c r="B{n}" s="1"/></row>' for n in range(3, 50_000)
    )
    assert len(read(book(sheet_xml(row(1, HEADER) + row(2, ROW) + blank))).blocks) == 1


def test_cut_and_changed_files_give_a_document_or_an_error() -> None:
    whole = book(sheet_xml(row(1, HEADER) + row(2, ROW), ["A1:B1"]))
    for at in range(0, len(whole), 37):
        changed = bytearray(whole)
        changed[at] ^= 0xFF
        for content in (whole[: at + 5], bytes(changed)):
            with suppress(ReadError):
                read(content)
