"""Workbooks made of the tables of files that have no copy of their own kind."""

from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from perfcheck.api import check
from perfcheck.copies import annotate, suffix_of
from perfcheck.copies.notes import PAPER, notes_of
from perfcheck.documents import Location, read_bytes
from perfcheck.rules import Severity
from tests.cli import CLEAN, FLAWED, HEADER
from tests.copies.excel_copies import notes
from tests.copies.made import annotated, finding, marked, places, zipped

TWO = (
    CLEAN
    + "\n"
    + FLAWED.replace("健身步道", "登山步道")
    + "\n别的表\n\n| 编号 | 名称 |\n| 1 | 乙 |\n"
)


def book(content: bytes) -> Workbook:
    return load_workbook(BytesIO(content))


def test_a_sheet_for_the_summary_and_one_for_each_table() -> None:
    sheets = book(annotated(TWO.encode()))
    assert sheets.sheetnames == ["说明", "表1 健身步道维护费", "表2 登山步道维护费"]
    assert sheets["说明"]["A1"].value == "perfcheck 检查说明"
    texts = [[cell.value for cell in row] for row in sheets["表1 健身步道维护费"].iter_rows()]
    lines = [one for one in CLEAN.splitlines() if one.startswith("|")]
    expected = [[cell.strip() or None for cell in line.strip("| ").split("|")] for line in lines]
    assert [[one for one in row if one is not None] for row in texts] == [
        [one for one in row if one is not None] for row in expected
    ]


def test_every_text_stays_a_text() -> None:
    values = ("=1+1", "+1", "-1", "@a", "#N/A", "1/2", "2024-01-01", "007", "真")
    rows = "".join(
        f"| 产出指标 | 数量指标 | 甲{n} | 乙 | {one} |\n" for n, one in enumerate(values)
    )
    sheet = book(annotated((HEADER + rows).encode())).worksheets[1]
    cells = [row[4] for row in sheet.iter_rows(min_row=2)]
    assert [cell.value for cell in cells] == list(values)
    assert {cell.data_type for cell in cells} == {"s"}
    assert [cell.quotePrefix for cell in cells] == [one[0] in "=+-@" for one in values]


@pytest.mark.parametrize("severity", Severity)
def test_a_finding_colours_its_cell_and_says_why(severity: Severity) -> None:
    place = places(read_bytes(CLEAN.encode(), "t"))["≥98%"]
    copy = annotated(CLEAN.encode(), finding(place, "太高", severity))
    ((where, (author, text)),) = notes(copy).items()
    sheet = book(copy)[where[0]]
    assert sheet[where[1]].value == "≥98%"
    assert (author, text[-2:]) == ("perfcheck", "太高")
    painted = [cell for row in sheet.iter_rows() for cell in row if cell.fill.fill_type]
    assert [(cell.value, cell.fill.fgColor.rgb) for cell in painted] == [
        ("≥98%", f"00{PAPER[severity]}")
    ]


def test_what_has_no_cell_is_said_in_the_summary() -> None:
    lines = annotated(CLEAN.encode(), finding(Location(line=3), "合计不符"))
    said = [row[0].value for row in book(lines)["说明"].iter_rows()]
    assert "原文第3行 【错误 PC601】合计不符" in said


def test_a_table_that_only_a_finding_points_at_comes_too() -> None:
    other = places(read_bytes(TWO.encode(), "t"))["编号"]
    sheets = book(annotated(TWO.encode(), finding(other)))
    assert len(sheets.worksheets) == 4
    assert sheets.worksheets[3]["A1"].value == "编号"


def test_a_zip_that_is_no_office_file_gets_a_workbook() -> None:
    assert suffix_of(zipped({"mimetype": "application/vnd.oasis.opendocument.text"})) == ".xlsx"


def html(*rows: str) -> bytes:
    head = "<tr><td>一级指标<td>二级指标<td>三级指标<td>指标值</tr>"
    return f"<table>{head}{''.join(f'<tr>{row}</tr>' for row in rows)}</table>".encode()


def test_merged_cells_stay_merged() -> None:
    content = html(
        "<td rowspan=2>产出指标<td rowspan=2>数量指标<td>甲<td>≥1个",
        "<td>乙<td>≥2个",
        "<td colspan=3>备注<td>无",
    )
    sheet = book(marked(content, "≥2个")).worksheets[1]
    assert sorted(str(one) for one in sheet.merged_cells) == ["A2:A3", "A4:C4", "B2:B3"]
    assert sheet["D3"].value == "≥2个"


def test_spans_that_overlap_are_not_merged() -> None:
    """A workbook with overlapping merges is damaged."""
    content = html("<td>产出指标<td>数量指标<td rowspan=3>甲<td>≥1个", "<td colspan=3>宽<td>≥2个")
    sheet = book(marked(content, "≥2个")).worksheets[1]
    covered = [(row, col) for one in sheet.merged_cells for row, col in list(one.cells)]
    assert len(covered) == len(set(covered))
    assert "宽" in [cell.value for row in sheet.iter_rows() for cell in row]


def test_names_of_sheets_are_allowed_ones() -> None:
    text = CLEAN.replace("| 健身步道维护费 |", "| 健身[步道]:*?/\\'维护" + "费" * 40 + " |")
    (_, name) = book(annotated(text.encode())).sheetnames
    assert name.startswith("表1 健身 步道 维护费")
    assert len(name) <= 31


def test_english() -> None:
    assert book(annotated(CLEAN.encode(), lang="en")).sheetnames[0] == "Summary"


@pytest.mark.parametrize("ending", ["html", "txt"])
def test_every_finding_of_the_reference_documents_is_at_its_cell(data: Path, ending: str) -> None:
    folder = data / ("seeds" if ending == "txt" else "renditions")
    paths = sorted(folder.glob(f"*.{ending}"))
    assert len(paths) == 5
    for path in paths:
        content = path.read_bytes()
        report = check(content, name="t")
        copy = annotate(content, "t", report)
        assert suffix_of(content) == ".xlsx"
        texts = {
            cell.location: cell.text
            for one in read_bytes(content, "t").grids
            for cell in one.cells
        }
        expected = [
            (texts[note.location].strip(), note.text)
            for note in notes_of(report, "t", "zh")
            if note.location in texts
        ]
        sheets = book(copy.content)
        rest = {place: text for place, (_, text) in notes(copy.content).items()}
        for text, sentence in expected:
            place = next(
                (sheet, cell)
                for (sheet, cell), left in rest.items()
                if sentence in left and (sheets[sheet][cell].value or "").strip() == text
            )
            rest[place] = rest[place].replace(sentence, "", 1)
        assert not "".join(rest.values()).strip()
        assert copy.comments == len(expected)
        summary = "\n".join(str(row[0].value) for row in sheets["说明"].iter_rows())
        for note in notes_of(report, "t", "zh"):
            assert note.location in texts or note.text in summary
