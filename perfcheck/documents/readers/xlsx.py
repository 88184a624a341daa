"""Excel workbooks: each sheet cut into tables at its blank rows, with titles between them."""

from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise

from attrs import define, frozen

from perfcheck.documents.archive import holds, open_archive, too_large
from perfcheck.documents.layout import Line, blocks
from perfcheck.documents.model import Block, Cell, Document, Grid, Location, Paragraph
from perfcheck.documents.reader import Reader
from perfcheck.documents.workbook import MAX_CELLS, Merge, Place, Sheet, column_name, read_sheets

WIDEST = 256  # columns of a table; text further out is read as paragraphs
GAP = 2  # so many rows with nothing in them end a table


def read(content: bytes, name: str) -> Document:
    """Paragraphs and grids of a workbook, sheet by sheet. Raises ``ReadError``."""
    limit = Limit()
    sheets = [list(_sheet(sheet, limit)) for sheet in read_sheets(open_archive(content))]
    written = [found for found in sheets if found]
    if len(written) == 1:
        return Document(name, tuple(written[0]))
    # The name of a sheet stands between its tables and those of the sheet before.
    return Document(name, tuple(block for found in written for block in _named(found)))


def _named(found: list[Block]) -> Iterator[Block]:
    sheet = found[0].location.sheet
    if sheet:
        yield Paragraph(sheet, Location(sheet=sheet))
    yield from found


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
    """Which cells of a sheet others hide, and how far each merged cell reaches."""

    covered: frozenset[Place]
    merges: dict[Place, Merge]

    def reach(self, place: Place) -> Place:
        merge = self.merges.get(place)
        return (merge.bottom, merge.right) if merge else place


def _shape(sheet: Sheet, limit: Limit) -> Shape:
    """The merges that end within the written part of the sheet; the rest of them is cut off."""
    last_row = max([row for row, _ in sheet.texts] + list(sheet.drawn))
    covered: set[Place] = set()
    merges: dict[Place, Merge] = {}
    for merge in sorted(sheet.merges, key=lambda one: (one.top, one.left)):
        anchor, bottom = (merge.top, merge.left), min(merge.bottom, last_row)
        if anchor in covered or anchor in merges or bottom < merge.top:
            continue
        limit.take((bottom - merge.top + 1) * (merge.right - merge.left + 1))
        merges[anchor] = Merge(merge.top, merge.left, bottom, merge.right)
        covered.update(
            (row, col)
            for row in range(merge.top, bottom + 1)
            for col in range(merge.left, merge.right + 1)
        )
        covered.discard(anchor)
    return Shape(frozenset(covered), merges)


def _sheet(sheet: Sheet, limit: Limit) -> Iterator[Block]:
    """The tables of a sheet with the titles between them; at last, what stands far out."""
    if not sheet.texts:
        return
    shape = _shape(sheet, limit)
    written = {place: text for place, text in sheet.texts.items() if place not in shape.covered}
    near = {place: text for place, text in written.items() if place[1] <= WIDEST}
    table = 1
    for places in _regions(sorted(near), sheet, shape):
        lines = _region(near, sheet, shape, places, limit)
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


def _region(
    texts: dict[Place, str], sheet: Sheet, shape: Shape, written: list[Place], limit: Limit
) -> list[Line]:
    """The rows of a region, from its first written column to its last drawn one."""
    ends = [shape.reach(place) for place in written]
    top, bottom = written[0][0], max(row for row, _ in ends)
    left = min(col for _, col in written)
    drawn = [col for row in range(top, bottom + 1) for col in sheet.drawn.get(row, ())]
    right = min(WIDEST, max([col for _, col in ends] + drawn))
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
    return Location(sheet=sheet, row=row, col=col, cell=f"{column_name(col)}{row}")


READER = Reader(
    suffixes=frozenset({".xlsx", ".xlsm"}),
    recognises=lambda content: holds(content, "xl/workbook.xml"),
    read=read,
)
