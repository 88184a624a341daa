"""The .xls reader: what cells show, what is merged, drawn or hidden, and files that cannot be read."""

from collections.abc import Callable
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from perfcheck.api import check, extract
from perfcheck.documents import Document, Paragraph, ReadError, read_bytes
from perfcheck.documents.readers.xls import READER
from tests.old import HEADER, ROW, biff, container, encrypted, xls

pytest.importorskip("xlrd", reason="xlrd, which reads .xls files, is not installed")
xlwt = pytest.importorskip("xlwt", reason="xlwt, which makes .xls files, is not installed")

Fill = Callable[[Any], object]  # writes into a sheet of xlwt


def book(*fills: Fill, **options: object) -> bytes:
    """A workbook with a sheet for each function that fills one."""
    made = xlwt.Workbook(encoding="utf-8")
    for name, value in options.items():
        setattr(made, name, value)
    for number, fill in enumerate(fills, 1):
        fill(made.add_sheet(f"表{number}"))
    file = BytesIO()
    made.save(file)
    return file.getvalue()


def rows(*lines: tuple[str, ...], first: int = 0, style: str = "") -> Fill:
    def fill(sheet: Any) -> None:
        for row, line in enumerate(lines, first):
            for col, text in enumerate(line):
                sheet.write(row, col, text, xlwt.easyxf(style))

    return fill


def shape(document: Document) -> list[str | list[list[str]]]:
    return [
        block.text
        if isinstance(block, Paragraph)
        else [[cell.text for cell in cells] for cells in block.rows]
        for block in document.blocks
    ]


def read(content: bytes) -> Document:
    return read_bytes(content, "a.xls")


# What a cell shows


@pytest.mark.parametrize(
    ("value", "code", "expected"),
    [
        ("≥95%", "General", "≥95%"),
        (0.95, "0%", "95%"),
        (0.955, "0.0%", "95.5%"),
        (33.5, "0.00", "33.50"),
        (33.5, "General", "33.5"),
        (1234567.0, "#,##0", "1,234,567"),
        (12.0, '0"公里"', "12公里"),
        (0.1 + 0.2, "General", "0.3"),
        (45382, "yyyy-mm-dd", "2024-03-31"),
        (45382, 'yyyy"年"m"月"', "2024年3月"),
        (95, "@", "95"),
        (True, "General", "TRUE"),
        ("a\r\nb", "General", "a\nb"),
    ],
)
def test_cells_as_shown(value: object, code: str, expected: str) -> None:
    def fill(sheet: Any) -> None:
        sheet.write(0, 0, value, xlwt.easyxf(num_format_str=code))

    assert shape(read(book(fill))) == [expected]


def test_dates_from_1904_and_errors() -> None:
    def fill(sheet: Any) -> None:
        sheet.write(0, 0, 43920, xlwt.easyxf(num_format_str="yyyy-mm-dd"))
        sheet.row(0).set_cell_error(1, "#DIV/0!")

    assert shape(read(book(fill, dates_1904=True))) == [[["2024-03-31", "#DIV/0!"]]]


# Tables


def test_a_table_with_its_title() -> None:
    def fill(sheet: Any) -> None:
        sheet.write_merge(0, 0, 0, 3, "绩效目标表")
        rows(HEADER, ROW, first=1)(sheet)
        sheet.write_merge(3, 4, 0, 0, "效益指标")
        sheet.write_merge(3, 3, 1, 2, "合并两列")
        sheet.write(4, 3, "≥9个")

    document = read(book(fill))
    assert shape(document) == [
        "绩效目标表",
        [[*HEADER], [*ROW], ["效益指标", "合并两列", ""], ["", "", "≥9个"]],
    ]
    (grid,) = document.grids
    assert [(cell.rowspan, cell.colspan) for cell in grid.rows[2]] == [(2, 1), (1, 2), (1, 1)]
    last = grid.rows[1][3].location
    assert (last.sheet, last.table, last.row, last.col, last.cell) == ("表1", 1, 3, 4, "D3")


def test_blank_rows_with_lines_are_part_of_the_table() -> None:
    lines = (HEADER, ROW, *[("",) * 4] * 3, ROW)
    for style, grids in (("borders: left thin, right thin", 1), ("borders: bottom thin", 2)):
        assert len(list(read(book(rows(*lines, style=style))).grids)) == grids


def test_a_workbook_of_wps_is_the_same(tmp_path: Path) -> None:
    path = tmp_path / "目标.et"
    path.write_bytes(book(rows(HEADER, ROW)))
    (table,) = extract(path).tables
    assert [one.value for one in table.indicators] == ["≥12公里"]


# Hidden content


def test_hidden_content_is_read_and_said() -> None:
    def partly(sheet: Any) -> None:
        rows(*[HEADER] * 9)(sheet)
        for row in (2, 4, 5, 6, 40):
            sheet.row(row).hidden = True
        for col in (1, 2, 30):
            sheet.col(col).hidden = True

    def wholly(sheet: Any) -> None:
        sheet.visibility = 2
        rows(ROW)(sheet)

    def blank(sheet: Any) -> None:
        sheet.visibility = 1

    document = read(book(rows(HEADER), partly, wholly, blank))
    assert "≥12公里" in str(shape(document))
    assert [(one.reason, one.message) for one in document.remarks] == [
        ("hidden-content", "工作表“表2”有隐藏的行：3、5-7，已一并读取"),
        ("hidden-content", "工作表“表2”有隐藏的列：B-C，已一并读取"),
        ("hidden-content", "工作表“表3”是隐藏的，已一并读取"),
    ]
    assert [one.location.sheet for one in document.remarks] == ["表2", "表2", "表3"]


def test_hidden_content_is_a_finding() -> None:
    def fill(sheet: Any) -> None:
        rows(HEADER, ROW)(sheet)
        sheet.row(1).hidden = True

    report = check(book(fill), name="a.xls")
    assert "hidden-content" in [one.rule for one in report.findings]
    assert report.tables == 1


# Files that cannot be read


def refused(content: bytes) -> ReadError:
    with pytest.raises(ReadError) as caught:
        READER.read(content, "a.xls")
    assert caught.value.message
    assert caught.value.message_en
    return caught.value


def test_a_password_is_said() -> None:
    assert refused(xls(encrypted(biff(), "secret"))).reason == "file-encrypted"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"rubbish",
        container({"Workbook": b""}),
        container({"Workbook": bytes(5000)}),
        container({"WordDocument": bytes(5000)}),
        container({"Workbook": b"\x09\x08\x10\x00\x00\x06\x05\x00" + b"\xff" * 5000}),
    ],
)
def test_nonsense_is_damage(content: bytes) -> None:
    assert refused(content).reason == "file-damaged"


def test_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    content = book(rows(HEADER, ROW), rows(HEADER))
    for name, limit in (("MAX_CELLS", 11), ("MAX_SHEETS", 1), ("MAX_MERGES", -1)):
        with monkeypatch.context() as patch:
            patch.setattr(f"perfcheck.documents.readers.xls.{name}", limit)
            assert refused(content).reason == "file-too-large"
    assert len(READER.read(content, "a.xls").blocks) == 4


def test_cut_and_changed_files_give_a_document_or_an_error(
    capsys: pytest.CaptureFixture[str],
) -> None:
    whole = book(rows(HEADER, ROW))
    for at in range(0, len(whole), 31):
        changed = bytearray(whole)
        changed[at] ^= 0xFF
        for content in (whole[: at + 5], bytes(changed)):
            with suppress(ReadError):
                READER.read(content, "a.xls")
    assert capsys.readouterr().out == ""  # xlrd likes to talk
