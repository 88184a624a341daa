"""Grids laid out on a worksheet: merges, lines, widths that suit the texts, and nothing but text."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from math import ceil
from typing import TYPE_CHECKING

from attrs import evolve
from wcwidth import wcswidth

from perfcheck.copies.notes import printable
from perfcheck.documents import Cell, Grid, Location
from perfcheck.documents.sheets import Place, column_name

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

TABLE, PROSE, HEADING = "perfcheck 表格", "perfcheck 说明", "perfcheck 标题"  # styles
FONT, SIZE = "仿宋", 11
NARROWEST, WIDEST, FRONT = 10, 32, 100  # of columns, in half characters
LINE, TALLEST = 16, 400  # of rows, in points; Excel allows 409
LONGEST = 32_000  # characters; more than a cell of Excel can hold are not written
FORMULA = ("=", "+", "-", "@")


def lay_out(sheet: "Worksheet", grids: Iterable[Grid]) -> dict[Location, Place]:
    """Write grids below each other; gives the cell of each place."""
    cells: list[Cell] = []
    top = 0
    for grid in grids:
        cells += (evolve(cell, row=cell.row + top) for cell in grid.cells)
        top = max((cell.row + cell.rowspan for cell in cells), default=top)  # and a blank row
    widths = _widths(cells)
    for col, width in widths.items():
        sheet.column_dimensions[column_name(col)].width = width
    for row, height in _heights(cells, widths).items():
        sheet.row_dimensions[row].height = height
    for cell in cells:
        _write(sheet, (cell.row, cell.col), cell.text)
    for cell in _merged(cells):
        sheet.merge_cells(None, cell.row, cell.col, cell.row + cell.rowspan - 1, _last(cell))
    _fit_to_page(sheet)
    return {cell.location: (cell.row, cell.col) for cell in cells}


def write_lines(sheet: "Worksheet", lines: Sequence[str]) -> None:
    """Write lines of text below each other, the first in bold."""
    sheet.column_dimensions["A"].width = FRONT
    for row, line in enumerate(lines, 1):
        _write(sheet, (row, 1), line, HEADING if row == 1 else PROSE)
        sheet.row_dimensions[row].height = _height(line, FRONT)


def _fit_to_page(sheet: "Worksheet") -> None:
    """Printed, the table is as wide as the paper."""
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def add_styles(book: "Workbook") -> None:
    """The looks of cells, each said once for the whole workbook."""
    from openpyxl.styles import Alignment, Border, Font, NamedStyle, Side

    line, none = Side(style="thin"), Side()
    for name, bold, side in ((TABLE, False, line), (PROSE, False, none), (HEADING, True, none)):
        book.add_named_style(
            NamedStyle(
                name,
                font=Font(name=FONT, size=SIZE, bold=bold),
                alignment=Alignment(wrap_text=True, vertical="center"),
                border=Border(side, side, side, side),
            )
        )


def _write(sheet: "Worksheet", place: Place, text: str, style: str = TABLE) -> None:
    """A text, which stays one whatever it begins with."""
    cell = sheet.cell(*place)
    cell.style = style
    text = printable(text)
    if text:
        cell.value = text if len(text) <= LONGEST else f"{text[:LONGEST]}……"
        cell.data_type = "s"
        cell.quotePrefix = text.startswith(FORMULA)


def _last(cell: Cell) -> int:
    return cell.col + cell.colspan - 1


def _merged(cells: list[Cell]) -> Iterator[Cell]:
    """The cells that span others and overlap none: overlapping merges damage a workbook."""
    taken = {(cell.row, cell.col) for cell in cells}
    for cell in cells:
        rows, cols = range(cell.row, cell.row + cell.rowspan), range(cell.col, _last(cell) + 1)
        covered = set(product(rows, cols)) - {(cell.row, cell.col)}
        if covered and not covered & taken:
            taken |= covered
            yield cell


def _widths(cells: list[Cell]) -> dict[int, int]:
    """Of each column, by the texts that stand in it alone."""
    widths: dict[int, int] = {}
    for cell in cells:
        own = max((wcswidth(line) + 2 for line in cell.text.split("\n")), default=0)
        least = min(max(own if cell.colspan == 1 else 0, NARROWEST), WIDEST)
        for col in range(cell.col, _last(cell) + 1):
            widths[col] = max(widths.get(col, 0), least if cell.colspan == 1 else NARROWEST)
    return widths


def _heights(cells: list[Cell], widths: dict[int, int]) -> dict[int, int]:
    """Of each row, that its texts have room: no program sees to that in merged cells."""
    heights: dict[int, int] = {}
    for cell in sorted(cells, key=lambda one: one.rowspan):
        width = sum(widths[col] for col in range(cell.col, _last(cell) + 1))
        bottom = cell.row + cell.rowspan - 1
        above = sum(heights.get(row, LINE) for row in range(cell.row, bottom))
        heights[bottom] = max(heights.get(bottom, 0), _height(cell.text, width) - above)
    return {row: min(height, TALLEST) for row, height in heights.items()}


def _height(text: str, width: int) -> int:
    """What a text needs in a column so wide."""
    lines = sum(
        max(1, ceil(max(wcswidth(one), 0) / max(width - 1, 1))) for one in text.split("\n")
    )
    return lines * LINE + 4
