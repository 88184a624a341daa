"""Sheets of a workbook: plain rows in, and text stays text whatever it begins with."""

from __future__ import annotations

from decimal import Decimal
from typing import IO, TYPE_CHECKING

from attrs import field, frozen

from perfcheck.reports.inert import clean, is_formula

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from openpyxl.cell import Cell
    from openpyxl.styles import NamedStyle
    from openpyxl.worksheet.worksheet import Worksheet

Value = str | int | Decimal | None

FONT = "微软雅黑"
HEAD = "1F4E79"
COLOURS = {"error": "F8D7D4", "warning": "FFE9B8", "info": "DCE9F7"}
PLAIN, HEADING, UPRIGHT = "perfcheck", "perfcheck head", "perfcheck upright"
A4 = 9
LINE, HIGHEST = 14, 409  # points


@frozen
class Sheet:
    """A list with its columns and their widths.

    ``colours``: by column, texts that are shown in the colour of a severity. ``choices``: by column,
    texts to choose from. ``upright``: from this column on, headings stand upright. ``total``: the name of a last
    line that adds up the numbers.
    """

    title: str
    columns: Mapping[str, int]
    rows: Iterable[Sequence[Value]]
    colours: Mapping[str, Mapping[str, str]] = field(factory=dict)
    choices: Mapping[str, Sequence[str]] = field(factory=dict)
    upright: int | None = None
    total: str = ""


def write(out: IO[bytes], sheets: Iterable[Sheet]) -> None:
    """The sheets as one workbook."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.creator = "perfcheck"
    for style in _styles():
        book.add_named_style(style)
    for sheet in sheets:
        _fill(book.create_sheet(sheet.title), sheet)
    book.save(out)


def _fill(page: Worksheet, sheet: Sheet) -> None:
    from openpyxl.utils import get_column_letter

    rows = list(sheet.rows)
    letters = {name: get_column_letter(at) for at, name in enumerate(sheet.columns, 1)}
    for name, width in sheet.columns.items():
        page.column_dimensions[letters[name]].width = width
    _paper(page, sheet, f"A1:{get_column_letter(len(letters))}{len(rows) + 1}")
    page.append([_heading(page, sheet, at, name) for at, name in enumerate(sheet.columns)])
    colours = [sheet.colours.get(name, {}) for name in sheet.columns]
    for at, row in enumerate(rows, 2):
        page.append([_cell(page, *one) for one in zip(row, colours, strict=True)])
        page.row_dimensions[at].height = _height(row, sheet.columns.values())
    if sheet.total and rows:
        page.append([_cell(page, value) for value in (sheet.total, *_sums(rows))])
    for name, choices in sheet.choices.items():
        _choose(page, f"{letters[name]}2:{letters[name]}{len(rows) + 2}", choices)


def _paper(page: Worksheet, sheet: Sheet, filled: str) -> None:
    """The heading stays in sight and comes again on each printed page; the lists can be filtered."""
    from openpyxl.worksheet.properties import PageSetupProperties, WorksheetProperties

    page.freeze_panes = "A2"
    page.auto_filter.ref = filled
    page.print_title_rows = "1:1"
    page.print_options.gridLines = True
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = A4
    page.page_setup.fitToHeight = 0
    page.sheet_properties = WorksheetProperties(pageSetUpPr=PageSetupProperties(fitToPage=True))
    if sheet.upright is not None:
        page.row_dimensions[1].height = 190


def _styles() -> Iterator[NamedStyle]:
    """A style for plain cells, one for each severity, and two for headings: one object each, shared."""
    from openpyxl.styles import Alignment, Font, NamedStyle, PatternFill

    font, top = Font(name=FONT, size=10), Alignment(vertical="top", wrap_text=True)
    yield NamedStyle(PLAIN, font=font, alignment=top)
    for severity, colour in COLOURS.items():
        fill = PatternFill("solid", colour)
        yield NamedStyle(severity, font=font, alignment=top, fill=fill)
    bold, fill = Font(name=FONT, size=10, bold=True, color="FFFFFF"), PatternFill("solid", HEAD)
    for name, turned in {HEADING: 0, UPRIGHT: 90}.items():
        centred = Alignment("center", "center", turned, wrap_text=True)
        yield NamedStyle(name, font=bold, alignment=centred, fill=fill)


def _heading(page: Worksheet, sheet: Sheet, at: int, name: str) -> Cell:
    cell = _cell(page, name)
    cell.style = UPRIGHT if sheet.upright is not None and at >= sheet.upright else HEADING
    return cell


def _cell(page: Worksheet, value: Value, colours: Mapping[str, str] | None = None) -> Cell:
    """A text is never a formula, an error or a number to the spreadsheet, whatever it looks like."""
    from openpyxl.cell import Cell

    text = clean(value) if isinstance(value, str) else ""
    cell = Cell(page, 1, 1)
    cell.value = text or (None if isinstance(value, str) else value)
    cell.style = (colours or {}).get(text, PLAIN)
    if text:
        cell.data_type = "s"
        cell.quotePrefix = is_formula(text)
    return cell


def _height(row: Sequence[Value], widths: Iterable[int]) -> float:
    """Points for the wrapped text: not every program fits a row to it when it opens the file."""
    from wcwidth import wcswidth

    lines = (
        sum(1 + max(wcswidth(line), 0) // (width - 1) for line in clean(value).splitlines())
        for value, width in zip(row, widths, strict=True)
        if isinstance(value, str)
    )
    return min(LINE * max(lines, default=1) + 3, HIGHEST)


def _sums(rows: Sequence[Sequence[Value]]) -> list[Value]:
    """The numbers of each column but the first; nothing under a column of texts."""
    columns = [
        [one for one in column if isinstance(one, int)] for column in zip(*rows, strict=True)
    ]
    return [sum(numbers) if numbers else None for numbers in columns[1:]]


def _choose(page: Worksheet, cells: str, choices: Sequence[str]) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation

    choice = DataValidation("list", formula1=f'"{",".join(choices)}"', allow_blank=True)
    choice.add(cells)
    page.add_data_validation(choice)
