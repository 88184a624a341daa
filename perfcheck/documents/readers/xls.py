"""Excel workbooks in the old format: .xls, and the .et of WPS, which is the same inside."""

import struct
from collections.abc import Iterator
from importlib.util import find_spec
from io import StringIO
from typing import TYPE_CHECKING

from perfcheck.documents.archive import damaged, encrypted, too_large
from perfcheck.documents.model import Document
from perfcheck.documents.numfmt import BUILTIN, shown
from perfcheck.documents.ole import is_book, is_locked_book
from perfcheck.documents.reader import Reader
from perfcheck.documents.sheets import (
    MAX_CELLS,
    MAX_MERGES,
    MAX_SHEETS,
    Merge,
    Sheet,
    Styles,
    clean,
    document,
)

if TYPE_CHECKING:
    from xlrd.book import Book
    from xlrd.sheet import Cell
    from xlrd.sheet import Sheet as OldSheet

TEXT, NUMBER, DATE, BOOLEAN, ERROR = 1, 2, 3, 4, 5  # kinds of cells in xlrd


def recognises(content: bytes) -> bool:
    """A workbook that is not locked, where the library that reads it is installed."""
    return is_book(content) and not is_locked_book(content) and find_spec("xlrd") is not None


def read(content: bytes, name: str) -> Document:
    """Paragraphs and grids of a workbook, sheet by sheet. Raises ``ReadError``."""
    from xlrd import open_workbook
    from xlrd.biffh import XLRDError
    from xlrd.compdoc import CompDocError

    # Besides its own, xlrd raises what its assertions and lookups meet in a broken file.
    broken = (XLRDError, CompDocError, AssertionError, ArithmeticError, AttributeError, LookupError,
              NameError, RecursionError, TypeError, ValueError, struct.error)  # fmt: skip
    try:
        book = open_workbook(
            file_contents=content,
            logfile=StringIO(),
            formatting_info=True,
            ragged_rows=True,
            on_demand=True,  # so that cells are counted sheet by sheet
        )
        sheets = list(_sheets(book))
    except broken as error:
        if "encrypted" in str(error):
            raise encrypted() from None
        raise damaged("无法读取工作表", "sheets that cannot be read") from None
    return document(sheets, name)


def _sheets(book: "Book") -> Iterator[Sheet]:
    if book.nsheets > MAX_SHEETS:
        raise too_large("工作表过多", "too many sheets")
    styles = _styles(book)
    cells = 0
    for number in range(book.nsheets):
        old = book.sheet_by_index(number)
        cells += sum(old.row_len(row) for row in range(old.nrows))
        if cells > MAX_CELLS:
            raise too_large("单元格过多", "too many cells")
        if len(old.merged_cells) > MAX_MERGES:
            raise too_large("合并单元格过多", "too many merged cells")
        yield _sheet(old, styles, epoch_1904=book.datemode == 1)
        book.unload_sheet(number)


def _styles(book: "Book") -> Styles:
    keys = [style.format_key for style in book.xf_list]
    lines = [style.border for style in book.xf_list]
    return Styles(
        tuple(BUILTIN.get(key) or book.format_map[key].format_str for key in keys),
        frozenset(
            at
            for at, one in enumerate(lines)
            if one and (one.left_line_style or one.right_line_style)
        ),
    )


def _sheet(old: "OldSheet", styles: Styles, epoch_1904: bool) -> Sheet:
    """A sheet with what its cells show. Rows and columns count from 0 in xlrd, its ends outside."""
    sheet = Sheet(
        old.name,
        hidden=old.visibility != 0,
        hidden_rows=frozenset(row + 1 for row, one in old.rowinfo_map.items() if one.hidden),
        hidden_cols=frozenset(col + 1 for col, one in old.colinfo_map.items() if one.hidden),
    )
    for row in range(old.nrows):
        for col, cell in enumerate(old.row(row), 1):
            text = _text(cell, styles, epoch_1904)
            if text.strip():
                sheet.texts[row + 1, col] = text
            if cell.xf_index in styles.bordered:
                sheet.drawn.setdefault(row + 1, []).append(col)
    merges = (
        Merge(top + 1, left + 1, bottom, right) for top, bottom, left, right in old.merged_cells
    )
    sheet.merges = [one for one in merges if one.fits_a_table]
    return sheet


def _text(cell: "Cell", styles: Styles, epoch_1904: bool) -> str:
    """What a cell shows. A formula shows the value that was last calculated."""
    if cell.ctype == TEXT:
        return clean(str(cell.value))
    if cell.ctype in (NUMBER, DATE):
        return shown(repr(cell.value), styles.formats[cell.xf_index or 0], epoch_1904)
    if cell.ctype == BOOLEAN:
        return "TRUE" if cell.value else "FALSE"
    if cell.ctype == ERROR:
        from xlrd.biffh import error_text_from_code

        return error_text_from_code[int(cell.value)]
    return ""


READER = Reader(suffixes=frozenset({".xls", ".et"}), recognises=recognises, read=read)
