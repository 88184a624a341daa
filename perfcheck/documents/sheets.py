"""Sheets of a spreadsheet, of whatever file format, and how they are cut into tables.

A sheet is sparse: a cell at XFD1048576 costs as much as one at A1. Its tables end at blank rows, and
titles stand between them.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import pairwise

from attrs import Factory, define, frozen

from perfcheck.documents.archive import too_large
from perfcheck.documents.beside import side_by_side
from perfcheck.documents.layout import Line, blocks
from perfcheck.documents.model import Block, Cell, Document, Grid, Location, Paragraph, Remark
from perfcheck.documents.remarks import covered, hidden, quoted, spans, uncalculated

MAX_SHEETS = 200
MAX_CELLS = 1_000_000
MAX_MERGES = 100_000
# A merge beyond these is no part of a table, and hides nothing.
WIDEST_MERGE, TALLEST_MERGE = 256, 2_000
WIDEST = 256  # columns of a table; text further out is read as paragraphs
GAP = 2  # so many rows with nothing in them end a table

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

Place = tuple[int, int]  # row and column, from 1


@frozen
class Merge:
    """A range of merged cells, ends included."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def fits_a_table(self) -> bool:
        wide, tall = self.right - self.left + 1, self.bottom - self.top + 1
        return wide <= WIDEST_MERGE and tall <= TALLEST_MERGE


@define
class Sheet:
    """The written cells of a sheet, its merges, which cells have lines around them, what of it is
    hidden, and perhaps by a filter; the formulas without a value; the lines of text boxes."""

    name: str
    texts: dict[Place, str] = Factory(dict)
    merges: list[Merge] = Factory(list)
    drawn: dict[int, list[int]] = Factory(dict)
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_cols: frozenset[int] = frozenset()
    filtered: bool = False
    uncalculated: list[Place] = Factory(list)
    boxes: list[tuple[Place, str]] = Factory(list)


@frozen
class Styles:
    """By a cell's style number: how its number is shown, and whether it has lines around it."""

    formats: tuple[str, ...] = ()
    bordered: frozenset[int] = frozenset()


def column_name(col: int) -> str:
    """The letters of a column: 28 is AB."""
    name = ""
    while col:
        col, letter = divmod(col - 1, 26)
        name = chr(65 + letter) + name
    return name


def address(place: Place) -> str:
    row, col = place
    return f"{column_name(col)}{row}"


def clean(text: str) -> str:
    """The text of a cell without control characters, with one kind of line end."""
    return CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def document(sheets: Iterable[Sheet], name: str) -> Document:
    """Paragraphs and grids of a workbook, sheet by sheet. Raises ``ReadError``."""
    limit = Limit()
    remarks: list[Remark] = []
    found = []
    for sheet in sheets:
        shape = _shape(sheet, limit)
        found.append(list(_with_boxes(sheet, list(_sheet(sheet, shape, limit)))))
        remarks += _remarks(sheet, shape)
    written = [one for one in found if one]
    if len(written) == 1:
        return Document(name, tuple(written[0]), tuple(remarks))
    # The name of a sheet stands between its tables and those of the sheet before.
    named = (block for one in written for block in _named(one))
    return Document(name, tuple(named), tuple(remarks))


def _named(found: list[Block]) -> Iterator[Block]:
    sheet = found[0].location.sheet
    if sheet:
        yield Paragraph(sheet, Location(sheet=sheet))
    yield from found


def _with_boxes(sheet: Sheet, found: list[Block]) -> Iterator[Block]:
    """The blocks of a sheet, its text boxes after them; those that begin above all cells come first."""
    top = min((row for row, _ in sheet.texts), default=0)
    lines = [(place, Paragraph(text, _location(sheet.name, place))) for place, text in sheet.boxes]
    yield from (line for (row, _), line in lines if row < top)
    yield from found
    yield from (line for (row, _), line in lines if row >= top)


def _remarks(sheet: Sheet, shape: "Shape") -> Iterator[Remark]:
    """What of a sheet cannot be seen in the workbook, and what could not be read."""
    name, en = sheet.name, f"sheet {sheet.name!r}"
    rows = sorted({row for row, _ in sheet.texts} & sheet.hidden_rows)
    cols = sorted({col for _, col in sheet.texts} & sheet.hidden_cols)
    if sheet.hidden and (sheet.texts or sheet.boxes):
        yield hidden(f"工作表“{name}”是隐藏的", f"{en} is hidden", Location(sheet=name))
    if rows:
        numbers, how = spans(rows), "被筛选隐藏" if sheet.filtered else "隐藏"
        yield hidden(
            f"工作表“{name}”有{how}的行：{numbers}",
            f"{en} has hidden rows: {numbers}",
            Location(sheet=name, row=rows[0]),
        )
    if cols:
        letters = spans(cols, column_name)
        yield hidden(
            f"工作表“{name}”有隐藏的列：{letters}",
            f"{en} has hidden columns: {letters}",
            Location(sheet=name, col=cols[0]),
        )
    under = [
        place
        for place in sorted(sheet.texts.keys() & shape.covered.keys())
        if sheet.texts[place] != sheet.texts.get(shape.covered[place])
    ]
    if under:
        texts = [f"{address(place)} {quoted(sheet.texts[place])}" for place in under]
        yield covered(texts, _location(name, shape.covered[under[0]]))
    if sheet.uncalculated:
        cells = [address(place) for place in sheet.uncalculated]
        yield uncalculated(name, cells, _location(name, sheet.uncalculated[0]))


@define
class Limit:
    """What the whole workbook may cost: the cells of its grids, blank and covered ones too."""

    left: int = MAX_CELLS

    def take(self, cells: int) -> None:
        self.left -= cells
        if self.left < 0:
            raise too_large("单元格过多", "too many cells")


@frozen
class Shape:
    """Which cell hides which others, and how far each merged cell reaches."""

    covered: dict[Place, Place]
    merges: dict[Place, Merge]

    def reach(self, place: Place) -> Place:
        merge = self.merges.get(place)
        return (merge.bottom, merge.right) if merge else place


def _shape(sheet: Sheet, limit: Limit) -> Shape:
    """The merges that end within the written part of the sheet; the rest of them is cut off."""
    if not sheet.texts:
        return Shape({}, {})
    last_row = max([row for row, _ in sheet.texts] + list(sheet.drawn))
    covered: dict[Place, Place] = {}
    merges: dict[Place, Merge] = {}
    for merge in sorted(sheet.merges, key=lambda one: (one.top, one.left)):
        anchor, bottom = (merge.top, merge.left), min(merge.bottom, last_row)
        if anchor in covered or anchor in merges or bottom < merge.top:
            continue
        limit.take((bottom - merge.top + 1) * (merge.right - merge.left + 1))
        merges[anchor] = Merge(merge.top, merge.left, bottom, merge.right)
        covered |= {
            (row, col): anchor
            for row in range(merge.top, bottom + 1)
            for col in range(merge.left, merge.right + 1)
            if (row, col) != anchor
        }
    return Shape(covered, merges)


def _sheet(sheet: Sheet, shape: Shape, limit: Limit) -> Iterator[Block]:
    """The tables of a sheet with the titles between them; at last, what stands far out."""
    written = {place: text for place, text in sheet.texts.items() if place not in shape.covered}
    near = {place: text for place, text in written.items() if place[1] <= WIDEST}
    table = 1
    for places, end in _parts(sorted(near), sheet, shape):
        lines = _region(near, sheet, shape, places, end, limit)
        width = max(cell.col + cell.colspan - 1 for line in lines for cell in line.cells)
        for block in blocks(lines, width, table):
            table += isinstance(block, Grid)
            yield block
    for place in sorted(written.keys() - near.keys()):
        yield Paragraph(written[place].strip(), _location(sheet.name, place))


def _regions(places: list[Place], sheet: Sheet, shape: Shape) -> Iterator[list[Place]]:
    """The written cells of each run of rows with text, lines, or a merged cell from above."""
    lined = sorted(row for row, cols in sheet.drawn.items() if len(cols) > 1)
    region: list[Place] = []
    end = 0
    for place in places:
        if region and place[0] - end > 1:
            start = bisect_right(lined, end)
            rows = [end, *lined[start : bisect_right(lined, place[0] - 1)], place[0]]
            if any(below - above > GAP for above, below in pairwise(rows)):
                yield region
                region = []
        region.append(place)
        end = max(end, shape.reach(place)[0])
    if region:
        yield region


def _parts(places: list[Place], sheet: Sheet, shape: Shape) -> Iterator[tuple[list[Place], int]]:
    """The written cells of each table, and the last column that it can have."""
    for region in _regions(places, sheet, shape):
        tables = side_by_side(region, sheet.texts, shape.reach, WIDEST)
        if len(tables) == 1:
            yield region, WIDEST
            continue
        for table, end in tables:  # each may end before its neighbour does
            yield from ((rows, end) for rows in _regions(table, sheet, shape))


def _region(
    texts: dict[Place, str],
    sheet: Sheet,
    shape: Shape,
    written: list[Place],
    end: int,
    limit: Limit,
) -> list[Line]:
    """The rows of a region, from its first written column to its last drawn one."""
    ends = [shape.reach(place) for place in written]
    top, bottom = written[0][0], max(row for row, _ in ends)
    left = min(col for _, col in written)
    drawn = [col for row in range(top, bottom + 1) for col in sheet.drawn.get(row, ())]
    right = min(end, max([col for _, col in ends] + drawn))
    limit.take((bottom - top + 1) * (right - left + 1))
    return [
        Line(
            tuple(_cells(texts, sheet.name, shape, (row, left, right))),
            drawn=len(sheet.drawn.get(row, ())) > 1,
        )
        for row in range(top, bottom + 1)
    ]


def _cells(
    texts: dict[Place, str], sheet: str, shape: Shape, row_of: tuple[int, int, int]
) -> Iterator[Cell]:
    """The cells of a row that no merge hides, blank ones too."""
    row, left, right = row_of
    for col in range(left, right + 1):
        place = (row, col)
        if place not in shape.covered:
            bottom, end = shape.reach(place)
            yield Cell(
                texts.get(place, ""),
                row,
                col - left + 1,
                bottom - row + 1,
                min(end, right) - col + 1,
                _location(sheet, place),
            )


def _location(sheet: str, place: Place) -> Location:
    row, col = place
    return Location(sheet=sheet, row=row, col=col, cell=address(place))
