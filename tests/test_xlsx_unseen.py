"""What a workbook has besides its plain cells: hidden parts, formulas, text boxes, tables side by side."""

from collections.abc import Sequence

import pytest

from perfcheck.api import check, extract
from perfcheck.documents import Document, Location, suffixes
from perfcheck.reports import View, all_formats
from tests.test_xlsx import (
    HEADER,
    MAIN,
    OFFICE,
    ROW,
    book,
    one_cell,
    read,
    row,
    shape,
    sheet_xml,
    text,
)

LINKS = (
    f'<Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="worksheets/s1.xml"/>'
    f'<Relationship Id="rIdA" Type="{OFFICE}/styles" Target="styles.xml"/>'
)


def workbook(state: str = "", calculation: str = "") -> dict[str, str]:
    entry = f'<sheet xmlns:r="{OFFICE}" name="表1" sheetId="1" {state} r:id="rId1"/>'
    return {
        "xl/workbook.xml": f"<workbook {MAIN}><sheets>{entry}</sheets>{calculation}</workbook>"
    }


def said(document: Document) -> list[str]:
    return [one.message for one in document.remarks]


def visible(sheet: str, **parts: str) -> Document:
    return read(book(sheet, parts=workbook() | parts))


# Hidden


@pytest.mark.parametrize(("state", "said_of_it"), [
    ("", []),
    ('state="visible"', []),
    ('state="hidden"', ["工作表“表1”是隐藏的，已一并读取"]),
    ('state="veryHidden"', ["工作表“表1”是隐藏的，已一并读取"]),
])  # fmt: skip
def test_a_hidden_sheet_is_read_and_said(state: str, said_of_it: list[str]) -> None:
    document = read(book(sheet_xml(row(1, HEADER)), parts=workbook(state)))
    assert shape(document) == [[[*HEADER]]]
    assert said(document) == said_of_it


def test_a_hidden_sheet_with_nothing_on_it_is_nothing_to_say() -> None:
    assert said(read(book(sheet_xml(""), parts=workbook('state="hidden"')))) == []


def lines(hidden: Sequence[int], last: int) -> str:
    rows = (row(number, ROW) for number in range(1, last + 1))
    return "".join(
        one.replace("<row", '<row hidden="1"') if number in hidden else one
        for number, one in enumerate(rows, 1)
    )


@pytest.mark.parametrize(
    ("rows", "numbers"),
    [([2], "2"), ([5, 6, 7], "5-7"), ([1, 3, 4, 9], "1、3-4、9"), (range(1, 29, 2), "1、3、5、7、9、11、13、15、17、19…")],
)  # fmt: skip
def test_hidden_rows_are_read_and_said(rows: Sequence[int], numbers: str) -> None:
    document = visible(sheet_xml(lines(rows, 30)))
    (grid,) = document.grids
    assert len(grid.rows) == 30
    (remark,) = document.remarks
    assert remark.reason == "hidden-content"
    assert remark.message == f"工作表“表1”有隐藏的行：{numbers}，已一并读取"
    assert remark.location == Location(sheet="表1", row=rows[0])


def test_a_report_names_the_sheet_and_the_row() -> None:
    report = check(visible(sheet_xml(lines([3], 4))))
    text = all_formats()["text"].render(report, View(verbose=True))
    assert "表1 第3行" in text


def test_filtered_rows_are_said_to_be_filtered() -> None:
    condition = '<autoFilter ref="A1:D4"><filterColumn colId="0"/></autoFilter>'
    xml = sheet_xml(lines([3], 4)).replace("</sheetData>", f"</sheetData>{condition}")
    assert said(visible(xml)) == ["工作表“表1”有被筛选隐藏的行：3，已一并读取"]


def test_hidden_rows_without_text_are_nothing_to_say() -> None:
    xml = sheet_xml(row(1, HEADER) + '<row r="2" hidden="1"><c r="A2"/></row>' + row(3, ROW))
    assert said(visible(xml)) == []


def test_hidden_columns_are_read_and_said() -> None:
    cols = '<cols><col min="2" max="3" hidden="1"/><col min="5" max="16384" hidden="true"/></cols>'
    xml = sheet_xml(row(1, HEADER)).replace("<sheetData>", f"{cols}<sheetData>")
    document = visible(xml)
    assert said(document) == ["工作表“表1”有隐藏的列：B-C，已一并读取"]
    assert document.remarks[0].location == Location(sheet="表1", col=2)
    assert shape(document) == [[[*HEADER]]]


def test_columns_hidden_over_and_over_cost_nothing() -> None:
    cols = "<cols>" + '<col min="1" max="16384" hidden="1"/>' * 20_000 + "</cols>"
    document = visible(sheet_xml(row(1, HEADER)).replace("<sheetData>", f"{cols}<sheetData>"))
    assert said(document) == ["工作表“表1”有隐藏的列：A-D，已一并读取"]


def test_text_under_a_merged_cell_is_said_with_its_place() -> None:
    rows = row(1, HEADER) + row(2, ROW) + row(3, ("旧", "质量指标", "合格率", "95%"))
    document = visible(sheet_xml(rows, ["A2:A3"]))
    (remark,) = document.remarks
    assert remark.reason == "covered-text"
    assert remark.message == "合并单元格下压着看不见的文字：A3 “旧”，没有检查"
    assert remark.location.cell == "A2"
    same = row(1, HEADER) + row(2, ROW) + row(3, (ROW[0], "质量指标", "合格率", "95%"))
    assert said(visible(sheet_xml(same, ["A2:A3"]))) == []


# Formulas

UNCALCULATED = "工作表“表1”有公式没有计算结果：{}，读出来是空白或 0"
STALE = '<calcPr fullCalcOnLoad="1"/>'


@pytest.mark.parametrize(
    ("cell", "calculation", "said_of_it"),
    [
        ('<c r="B1"><f>A1</f></c>', "", "B1"),
        ('<c r="B1"><f>A1</f><v/></c>', "", "B1"),
        ('<c r="B1"><f>A1</f><v></v></c>', STALE, "B1"),
        ('<c r="B1"><f t="shared" si="0"/></c>', "", "B1"),
        ('<c r="B1"><f>A1</f><v>0</v></c>', STALE, "B1"),
        ('<c r="B1"><f>A1</f><v>0</v></c>', "", None),
        ('<c r="B1"><f>A1</f><v>3</v></c>', STALE, None),
        ('<c r="B1" t="str"><f>A1</f><v></v></c>', "", None),
        ('<c r="B1" t="e"><f>A1</f><v>#REF!</v></c>', "", None),
        ('<c r="B1"><v>0</v></c>', STALE, None),
        ('<c r="B1" s="1"/>', "", None),
    ],
)
def test_formulas_without_a_value_are_said(
    cell: str, calculation: str, said_of_it: str | None
) -> None:
    xml = sheet_xml(f'<row r="1">{text("A1", "甲")}{cell}</row>')
    document = read(book(xml, parts=workbook(calculation=calculation)))
    assert said(document) == ([UNCALCULATED.format(said_of_it)] if said_of_it else [])
    assert all(one.reason == "formula-uncalculated" for one in document.remarks)
    assert all(one.location.cell == "B1" for one in document.remarks)


def test_many_formulas_are_said_once() -> None:
    cells = "".join(f'<c r="{letter}1"><f>X1</f></c>' for letter in "ABCDE")
    assert said(visible(sheet_xml(f'<row r="1">{cells}{text("F1", "甲")}</row>'))) == [
        UNCALCULATED.format("A1、B1、C1等 5 处")
    ]


@pytest.mark.parametrize(
    ("xml", "expected"),
    [
        ('<c t="inlineStr"><is><t>=9个</t></is></c>', "=9个"),
        ('<c t="s"><v>0</v></c>', "=100%"),
        ('<c t="e"><v>#REF!</v></c>', "#REF!"),
        ('<c t="e"><f>A1</f><v>#N/A</v></c>', "#N/A"),
        ('<c t="str"><f>"≥"&amp;A1</f><v>≥95%</v></c>', "≥95%"),
        ('<c><f>0.5+0.45</f><v>0.95</v></c>', "0.95"),
        ('<c s="2"><f>0.5+0.45</f><v>0.95</v></c>', "95%"),
    ],
)  # fmt: skip
def test_cells_as_shown(xml: str, expected: str) -> None:
    assert one_cell(xml, "<si><t>=100%</t></si>") == expected


def test_text_that_looks_like_a_formula_is_a_value() -> None:
    rows = row(1, HEADER) + row(2, ("产出指标", "数量指标", "水闸", "=9个"))
    (table,) = extract(book(sheet_xml(rows)), name="a.xlsx").tables
    assert [one.value for one in table.indicators] == ["=9个"]


def test_texts_under_a_format_of_their_own() -> None:
    styles = (
        f'<styleSheet {MAIN}><numFmts><numFmt numFmtId="164" formatCode="&quot;≥&quot;@"/></numFmts>'
        '<cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>'
    )
    content = book(
        sheet_xml(f"<row>{text('A1', '95%', 1)}</row>"), parts={"xl/styles.xml": styles}
    )
    assert [one.text for one in read(content).paragraphs] == ["≥95%"]


# Text boxes

DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"


def box(at: int, *paragraphs: str) -> str:
    lines = "".join(
        "<a:p>" + "".join(f"<a:r><a:rPr/><a:t>{one}</a:t></a:r>" for one in paragraph) + "</a:p>"
        for paragraph in paragraphs
    )
    shape = f"<xdr:sp><xdr:txBody><a:bodyPr/>{lines}</xdr:txBody></xdr:sp>"
    return (
        f"<xdr:twoCellAnchor><xdr:from><xdr:col>1</xdr:col><xdr:row>{at - 1}</xdr:row></xdr:from>"
        f"{shape}<xdr:clientData/></xdr:twoCellAnchor>"
    )


def drawn(rows: str, boxes: str) -> Document:
    link = f'<Relationship Id="d" Type="{OFFICE}/drawing" Target="../drawings/drawing1.xml"/>'
    parts = {
        "xl/worksheets/_rels/s1.xml.rels": f"<Relationships>{link}</Relationships>",
        "xl/drawings/drawing1.xml": f'<xdr:wsDr xmlns:xdr="{DRAWING}/spreadsheetDrawing" '
        f'xmlns:a="{DRAWING}/main" xmlns:mc="http://schemas.openxmlformats.org/'
        f'markup-compatibility/2006">{boxes}</xdr:wsDr>',
    }
    return visible(sheet_xml(rows), **parts)


TABLE = row(3, HEADER) + row(4, ROW)


def test_a_text_box_above_the_table_comes_before_it() -> None:
    document = drawn(TABLE, box(1, "清淤项目", "绩效目标表"))
    assert shape(document) == ["清淤项目", "绩效目标表", [[*HEADER], [*ROW]]]
    place = Location(sheet="表1", row=1, col=2, cell="B1")
    assert [one.location for one in document.paragraphs] == [place, place]


def test_other_text_boxes_come_last() -> None:
    assert shape(drawn(TABLE, box(4, "说明") + box(1, "标题"))) == ["标题", [[*HEADER], [*ROW]], "说明"]  # fmt: skip
    assert shape(drawn("", box(9, "只有文本框"))) == ["只有文本框"]


def test_a_title_in_a_text_box_is_the_title() -> None:
    content = book(sheet_xml(TABLE), sheet_xml(TABLE))
    assert extract(content, name="a.xlsx").tables[0].title == ""
    assert (
        extract(drawn(TABLE, box(1, "清淤项目绩效目标表"))).tables[0].title == "清淤项目绩效目标表"
    )


@pytest.mark.parametrize(
    "boxes",
    [
        "<mc:AlternateContent><mc:Choice>{0}</mc:Choice><mc:Fallback>{0}</mc:Fallback></mc:AlternateContent>",
        "<xdr:oneCellAnchor><xdr:grpSp><xdr:grpSp>{0}</xdr:grpSp></xdr:grpSp></xdr:oneCellAnchor>",
        "<xdr:absoluteAnchor>{0}</xdr:absoluteAnchor>",
    ],
)
def test_a_text_box_is_read_once_wherever_it_stands(boxes: str) -> None:
    inner = box(1, "标题").removeprefix("<xdr:twoCellAnchor>").removesuffix("</xdr:twoCellAnchor>")
    inner = box(1, "标题") if "Alternate" in boxes else inner
    assert shape(drawn(TABLE, boxes.format(inner))) == ["标题", [[*HEADER], [*ROW]]]


def test_a_title_at_the_end_of_a_sheet_is_not_that_of_the_next() -> None:
    first = sheet_xml(row(1, HEADER) + row(2, ROW) + row(9, ["乙项目绩效目标表"]))
    _, second = extract(book(first, sheet_xml(TABLE)), name="a.xlsx").tables
    assert second.title == ""


# Tables side by side


def beside(left: Sequence[str], right: Sequence[str]) -> tuple[str, ...]:
    return (*left, "", *right)


def shown(*rows: Sequence[str], merges: Sequence[str] = ()) -> list[str | list[list[str]]]:
    return shape(visible(sheet_xml("".join(map(row, range(1, 99), rows)), merges)))


def test_where_the_header_comes_again_two_tables_stand_side_by_side() -> None:
    other = ("效益指标", "社会效益指标", "受益农户", "≥800户")
    expected = [[[*HEADER], [*ROW]], [[*HEADER], [*other]]]
    assert shown(beside(HEADER, HEADER), beside(ROW, other)) == expected
    title = ["全县绩效目标表"] + [""] * 8
    assert shown(title, beside(HEADER, HEADER), beside(ROW, other)) == [title[0], *expected]
    merged = shown(title, beside(HEADER, HEADER), beside(ROW, other), merges=["A1:I1"])
    assert merged == [title[0], *expected]


def test_each_of_two_tables_has_its_own_title_and_length() -> None:
    titles = beside(["甲绩效目标表", "", "", ""], ["乙绩效目标表", "", "", ""])
    rows = (titles, beside(HEADER, HEADER), beside(ROW, ROW), beside([""] * 4, ROW))
    assert shown(*rows) == [
        "甲绩效目标表", [[*HEADER], [*ROW]], "乙绩效目标表", [[*HEADER], [*ROW], [*ROW]],
    ]  # fmt: skip


def test_both_tables_are_found_with_their_places() -> None:
    other = ("效益指标", "社会效益指标", "受益农户", "≥800户")
    titles = beside(["甲项目绩效目标表", "", "", ""], ["乙项目绩效目标表", "", "", ""])
    rows = row(1, titles) + row(2, beside(HEADER, HEADER)) + row(3, beside(ROW, other))
    one, two = extract(book(sheet_xml(rows)), name="a.xlsx").tables
    assert [one.title, two.title] == ["甲项目绩效目标表", "乙项目绩效目标表"]
    assert [table.indicators[0].value for table in (one, two)] == ["≥12公里", "≥800户"]
    assert [table.indicators[0].location.cell for table in (one, two)] == ["D3", "I3"]


@pytest.mark.parametrize(
    "rows",
    [
        # an empty column in one table
        [("一级指标", "二级指标", "", "三级指标", "指标值"), ("产出指标", "数量指标", "", "清淤长度", "≥12公里")],
        # halves of a year under headers of their own
        [
            ("一级指标", "三级指标", "指标值", "完成值", "偏差", "", "指标值", "完成值", "偏差"),
            ("产出指标", "清淤长度", "1", "1", "0", "", "2", "2", "0"),
        ],
        # numbers that come again
        [("甲", "乙", "丙", "丁", "", "戊", "己"), ("1", "2", "3", "4", "", "1", "2"), ("1", "2", "3", "", "", "1", "2")],
        # a note at the side
        [(*HEADER, "", "填报说明"), (*ROW, "", "指标值要写明计量单位")],
    ],
)  # fmt: skip
def test_one_table_is_not_torn_at_a_blank_column(rows: Sequence[Sequence[str]]) -> None:
    assert shown(*rows) == [[list(one) for one in rows]]


def test_a_cell_across_the_blank_column_holds_a_table_together() -> None:
    rows = (beside(HEADER, HEADER), beside(ROW, ROW), ("备注", *[""] * 7, "无"))
    (grid,) = shown(*rows, merges=["A3:H3"])
    assert len(grid) == 3


# The main part


def test_the_kinds_of_workbooks() -> None:
    assert {".xlsx", ".xlsm", ".xltx", ".xltm"} <= suffixes()


def test_the_main_part_is_the_one_that_the_package_names() -> None:
    from tests.word import package

    main = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    entry = f'<sheet xmlns:r="{OFFICE}" name="表" sheetId="1" r:id="rId1"/>'
    parts = {
        "book/Main.xml": f"<workbook {MAIN}><sheets>{entry}</sheets></workbook>",
        "book/_rels/Main.xml.rels": f"<Relationships>{LINKS.replace('styles.xml', '/s.xml')}</Relationships>",
        "book/worksheets/s1.xml": sheet_xml(row(1, HEADER)),
        "s.xml": f"<styleSheet {MAIN}/>",
    }
    assert shape(read(package(parts, "book/Main.xml", main))) == [[[*HEADER]]]
