"""Where things are on a worksheet, in pixels: a note's box is placed by columns and rows."""

import re
from collections.abc import Callable
from math import ceil

from attrs import frozen
from wcwidth import wcswidth

from perfcheck.documents.archive import Element
from perfcheck.documents.sheets import Place
from perfcheck.documents.workbook import LAST_COL, LAST_ROW, parse_reference

COLUMN_WIDTH, ROW_HEIGHT = 64, 20  # where the sheet says nothing
DIGIT = 7  # the pixels of a digit, in which widths are given
POINT = 96 / 72

GAP = 12  # between a cell and its note
HALF_CHARACTER, LINE, MARGIN = 6.2, 17, 14  # of the text in a box
NUMBER = re.compile(r"[0-9]{1,9}(?:\.[0-9]*)?")

Corner = tuple[int, int, int, int]  # column, pixels into it, row, pixels into it; from 0


@frozen
class Geometry:
    """The columns, rows and merges of a sheet. ``columns``: first, last, pixels; all from 1."""

    columns: tuple[tuple[int, int, int], ...]
    rows: dict[int, int]
    merges: dict[Place, Place]
    column_width: int
    row_height: int

    def width(self, col: int) -> int:
        sizes = (size for first, last, size in self.columns if first <= col <= last)
        return next(sizes, self.column_width)

    def height(self, row: int) -> int:
        return self.rows.get(row, self.row_height)

    def beside(self, place: Place) -> Corner:
        """The upper left corner of a note that stands to the right of a cell, merged or not."""
        _, last = self.merges.get(place, place)
        return min(last, LAST_COL - 1), GAP, place[0] - 1, 2

    def opposite(self, corner: Corner, size: tuple[int, int]) -> Corner:
        """The lower right corner of a box."""
        left, right_by, top, down_by = corner
        return (
            *_walk(left, right_by + size[0], self.width, LAST_COL),
            *_walk(top, down_by + size[1], self.height, LAST_ROW),
        )

    def size(self, corner: Corner, other: Corner) -> tuple[int, int]:
        """The width and height between two corners."""
        wide = sum(self.width(col + 1) for col in range(corner[0], other[0]))
        tall = sum(self.height(row + 1) for row in range(corner[2], other[2]))
        return wide - corner[1] + other[1], tall - corner[3] + other[3]


def _walk(start: int, pixels: int, size: Callable[[int], int], last: int) -> tuple[int, int]:
    """Where so many pixels from the beginning of a row or column end."""
    at = start
    while at < last - 1 and pixels > size(at + 1):
        pixels -= size(at + 1)
        at += 1
    return at, min(pixels, size(at + 1))


def geometry(sheet: Element) -> Geometry:
    """Read from the root of a worksheet."""
    layout = sheet.find("{*}sheetFormatPr")
    width, height = (
        _number(layout.get(name)) if layout is not None else 0
        for name in ("defaultColWidth", "defaultRowHeight")
    )
    merges = [(one.get("ref") or "").partition(":") for one in sheet.findall("{*}mergeCells/*")]
    return Geometry(
        columns=tuple(
            (
                int(_number(one.get("min"))),
                int(_number(one.get("max"))),
                _size(one, "width", DIGIT),
            )
            for one in sheet.findall("{*}cols/{*}col")
            if one.get("width") or _is_hidden(one)
        ),
        rows={
            int(_number(one.get("r"))): _size(one, "ht", POINT)
            for one in sheet.findall("{*}sheetData/{*}row")
            if one.get("ht") or _is_hidden(one)
        },
        merges={parse_reference(a): parse_reference(z) for a, _, z in merges if z},
        column_width=round(width * DIGIT) or COLUMN_WIDTH,
        row_height=round(height * POINT) or ROW_HEIGHT,
    )


def _size(one: Element, name: str, pixels: float) -> int:
    return 0 if _is_hidden(one) else round(_number(one.get(name)) * pixels)


def _is_hidden(one: Element) -> bool:
    return one.get("hidden") in ("1", "true")


def _number(text: str | None) -> float:
    """A number of the sheet; 0 where it says none, or nothing that could be one."""
    return float(text) if text and NUMBER.fullmatch(text) else 0


def box_size(text: str, width: int) -> tuple[int, int]:
    """The width and height of a box in which the text can be read."""
    per_line = int((width - MARGIN) / HALF_CHARACTER)
    lines = sum(max(1, ceil(max(wcswidth(one), 0) / per_line)) for one in text.split("\n"))
    return width, lines * LINE + MARGIN
