"""Tables and texts that are sloppy, huge, or built to cost time: read, or refused in a moment."""

from collections.abc import Callable
from pathlib import Path

import pytest

from perfcheck import check, extract
from perfcheck.reports import View, all_formats
from tests.bad import CHECKED, GOOD_BODY, GOOD_ROWS, TITLE, XLSX, outcome
from tests.cli import CLEAN, run
from tests.test_tables import ROWS, pipes
from tests.test_xlsx import book, row, sheet_xml, text
from tests.word import DOWN, GOES_ON, document, p, tbl, tc, tr, word

pytestmark = pytest.mark.usefixtures("no_process_is_left")

WIDE = "<w:gridSpan w:val='{}'/>"
MANY = [*ROWS, *(("", "", f"第{n}段", "长度", f"≥{n}米", "计划") for n in range(2000))]


def beside(body: str) -> bytes:
    """A Word file with a good table and something else."""
    return word(document(GOOD_BODY + p("附表") + body))


def merged(rows: int, cols: int) -> str:
    first = tr(*[tc("a", DOWN)] * cols)
    return tbl(first, *[tr(*[tc("", GOES_ON)] * cols)] * rows)


def over(rows: str = "", merges: tuple[str, ...] = ()) -> bytes:
    """A workbook with a good table and more cells."""
    return book(sheet_xml(GOOD_ROWS + rows, merges))


def styled(cells: int) -> bytes:
    """A workbook with rows of blank cells that only have a style."""
    blanks = '<c s="1"/>' * 100
    return book(sheet_xml(GOOD_ROWS), sheet_xml(f"<row>{blanks}</row>" * (cells // 100)))


DOCX: dict[str, tuple[Callable[[], bytes], str]] = {
    "a span of millions": (lambda: beside(tbl(tr(tc("a", WIDE.format(200_000_000))))), CHECKED),
    "a negative span": (lambda: beside(tbl(tr(tc("a", WIDE.format(-5)), "b"))), CHECKED),
    "a span in words": (lambda: beside(tbl(tr(tc("a", WIDE.format("x")), "b"))), CHECKED),
    "a merge from nowhere": (lambda: beside(tbl(tr(tc("a", GOES_ON), "b"))), CHECKED),
    "many merged cells": (lambda: beside(merged(800, 8)), CHECKED),
    "many rows": (lambda: word(document(p(TITLE) + tbl(*(tr(*one) for one in MANY)))), CHECKED),
    "no rows": (lambda: beside("<w:tbl/>"), CHECKED),
    "no cells": (lambda: beside(tbl(tr())), CHECKED),
}
XLSX_FILES: dict[str, tuple[Callable[[], bytes], str]] = {
    "a merge of the sheet": (lambda: over(merges=("G1:XFD1048576",)), CHECKED),
    "a merge of a column": (lambda: over(merges=("CV1:CV1048576",)), CHECKED),
    "a far cell": (lambda: over(f'<row r="1048576">{text("XFD1048576", "x")}</row>'), CHECKED),
    "a row beyond all": (lambda: over('<row r="99999999999"><c r="A1"/></row>'), "PC907"),
    "a wrong dimension": (lambda: XLSX.replace(b"<sheetData>", b'<dimension ref="A1"/>'), CHECKED),
    "many blanks": (lambda: styled(100_000), CHECKED),
    "too many blanks": (lambda: styled(3_000_000), "PC909"),
    "too many sheets": (lambda: book(*[sheet_xml(row(1, "a"))] * 201), "PC909"),
}


@pytest.mark.parametrize("name", DOCX)
def test_word_files(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make, expected = DOCX[name]
    assert outcome(make(), "a.docx", tmp_path, capsys) == expected


@pytest.mark.parametrize("name", XLSX_FILES)
def test_workbooks(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make, expected = XLSX_FILES[name]
    assert outcome(make(), "a.xlsx", tmp_path, capsys) == expected


def test_a_long_table_is_whole() -> None:
    (table,) = extract(DOCX["many rows"][0](), name="a.docx").tables
    assert len(table.indicators) == len(MANY) - 1


# Texts


def valued(value: str) -> bytes:
    return f"{TITLE}\n\n{pipes(ROWS)}".replace("≥12公里", value).encode()


TEXTS: dict[str, tuple[bytes, str]] = {
    "gb18030": (f"{TITLE}\n\n{pipes(ROWS)}㐀𠀀".encode("gb18030"), CHECKED),
    "utf-16": (f"{TITLE}\n\n{pipes(ROWS)}".encode("utf-16"), CHECKED),
    "two encodings": (valued("≥1") + "附注".encode("gbk"), "PC904"),
    "utf-16 without a mark": (pipes(ROWS).encode("utf-16-le"), "PC904"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(100), "PC904"),
    "5,000 digits": (valued("≥" + "9" * 5000 + "公里"), CHECKED),
    "an exponent": (valued("≥1e9999999公里"), CHECKED),
    "no number": (valued("≥NaN"), CHECKED),
    "a formula": (valued('=HYPERLINK("http://192.0.2.1","看")'), CHECKED),
    "digits of other scripts": (valued("≥٣٤公里"), CHECKED),
    "nothing but signs": (valued("≥≤＜>" * 5000), CHECKED),
}  # fmt: skip


@pytest.mark.parametrize("name", TEXTS)
def test_texts(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content, expected = TEXTS[name]
    assert outcome(content, "a.txt", tmp_path, capsys) == expected


# What a terminal or a spreadsheet might do with a text

TRICKS = "\x07\x9b\u202e\u2066"
FLAWED = CLEAN.replace("维护步道长度", "维护步\u202e道长度").replace("=12公里", "12公里")


@pytest.mark.parametrize("colour", [False, True])
def test_a_text_report_makes_the_terminal_do_nothing(colour: bool) -> None:
    report = check(FLAWED.encode(), name=f"a\x1b[2J\x1b[8m{TRICKS}.md")
    shown = all_formats()["text"].render(report, View(verbose=True, colour=colour))
    assert not set(TRICKS) & set(shown)
    assert "\x1b[2J" not in shown
    assert "\x1b[8m" not in shown
    assert ("\x1b[1m" in shown) is colour
    assert "维护步道长度" in shown


def test_a_message_makes_the_terminal_do_nothing(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    _, _, err = run(capsys, "extract", tmp_path / f"a\x1b]2;b{TRICKS}.md")
    assert err.endswith("a]2;b.md：文件不存在；未读取\n")
    _, _, err = run(capsys, "check", tmp_path / f"*\x1b[2J{TRICKS}.md")
    assert not set(TRICKS) & set(err)
    assert "\x1b" not in err
