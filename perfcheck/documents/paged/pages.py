"""A page into lines of text and tables as drawn, from the top to the bottom."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from attrs import Factory, define, evolve, frozen

from perfcheck.documents.model import Box
from perfcheck.documents.paged.drawing import Drawing
from perfcheck.documents.paged.lines import Glyph, Line, read_lines
from perfcheck.documents.paged.rulings import SHORTEST, THIN, Rulings, rulings, steps

if TYPE_CHECKING:
    from pdfplumber.page import Page as Source

FRAME = 0.6  # of the page: a single box from here on is a line around the page

Rectangle = tuple[float, float, float, float]  # left, top, right, bottom


@define(eq=False)
class Drawn:
    """A cell as drawn: its rows in the table, from ``top`` to before ``bottom``, and its lines.

    It has one box for each page that it runs over.
    """

    top: int
    bottom: int
    boxes: list[Box]
    lines: list[Line] = Factory(list)

    @property
    def left(self) -> float:
        return self.boxes[-1].left

    @property
    def right(self) -> float:
        return self.boxes[-1].right

    @property
    def text(self) -> str:
        return "".join(line.text for line in self.lines)


@define
class Part:
    """A table, or what of it stands on one page. ``box`` is that of its last page."""

    box: Box
    rows: int
    cells: list[Drawn]

    def row(self, number: int) -> list[Drawn]:
        """The cells that stand in a row or pass through it, from the left."""
        found = (cell for cell in self.cells if cell.top <= number < cell.bottom)
        return sorted(found, key=lambda cell: cell.left)


Item = Line | Part


@frozen
class Page:
    """What stands on a page, in the order of reading."""

    items: tuple[Item, ...]
    drawing: Drawing

    @property
    def number(self) -> int:
        return self.drawing.number

    @property
    def width(self) -> float:
        return self.drawing.width

    @property
    def height(self) -> float:
        return self.drawing.height


def read_page(source: "Source", drawing: Drawing) -> Page:
    """Every character goes to the smallest cell that it stands in, or to the text around tables."""
    found = [_Table(cells) for cells in _tables(source, rulings(drawing.strokes))]
    tables = [one for one in found if not _is_frame(one, found, drawing)]
    tables.sort(key=lambda table: table.area)
    outside: list[Glyph] = []
    for glyph in drawing.glyphs:
        x, y = (glyph.box[0] + glyph.box[2]) / 2, (glyph.box[1] + glyph.box[3]) / 2
        cells = (cell for table in tables if (cell := table.at(x, y)) is not None)
        next(cells, outside).append(glyph)
    parts = (table.part(drawing.number) for table in tables if table.has_text)
    items: list[Item] = [*read_lines(outside, drawing.number), *parts]
    items.sort(key=lambda item: (item.box.top, item.box.left))
    return Page(tuple(items), evolve(drawing, glyphs=(), strokes=()))


def _is_frame(table: "_Table", tables: Sequence["_Table"], drawing: Drawing) -> bool:
    """Only a line around the page, or around other tables."""
    if len(table.cells) > 1:
        return False
    around = any(table.area > other.area and table.holds(other) for other in tables)
    return around or table.area > FRAME * drawing.width * drawing.height


def _tables(source: "Source", lines: Rulings) -> Iterator[list[Rectangle]]:
    """The cells that the lines enclose, those that share corners together."""
    across, down = lines
    if len(across) < 2 or len(down) < 2:
        return
    finder = source.debug_tablefinder(
        {
            "horizontal_strategy": "explicit",
            "vertical_strategy": "explicit",
            "snap_tolerance": 0,
            "explicit_horizontal_lines": [
                _edge(one.start, one.at, one.end, one.at) for one in across
            ],
            "explicit_vertical_lines": [_edge(one.at, one.start, one.at, one.end) for one in down],
        }
    )
    alone = set(finder.cells)
    for table in finder.tables:
        alone.difference_update(table.cells)
        yield table.cells
    yield from ([cell] for cell in alone)


def _edge(left: float, top: float, right: float, bottom: float) -> dict[str, Any]:
    return {
        "object_type": "line",
        "x0": left,
        "x1": right,
        "top": top,
        "bottom": bottom,
        "width": right - left,
        "height": bottom - top,
    }


class _Table:
    """The cells of a table with their characters, found by position."""

    def __init__(self, cells: Sequence[Rectangle]) -> None:
        self.xs = sorted({x for left, _, right, _ in cells for x in (left, right)})
        self.ys = sorted({y for _, top, _, bottom in cells for y in (top, bottom)})
        self.cells: list[tuple[Rectangle, list[Glyph]]] = [(cell, []) for cell in cells]
        self._at = {
            (column, row): glyphs
            for (left, top, right, bottom), glyphs in self.cells
            for column in range(self.xs.index(left), self.xs.index(right))
            for row in range(self.ys.index(top), self.ys.index(bottom))
        }

    @property
    def area(self) -> float:
        return (self.xs[-1] - self.xs[0]) * (self.ys[-1] - self.ys[0])

    def holds(self, other: "_Table") -> bool:
        across = self.xs[0] <= other.xs[0] and other.xs[-1] <= self.xs[-1]
        return across and self.ys[0] <= other.ys[0] and other.ys[-1] <= self.ys[-1]

    @property
    def has_text(self) -> bool:
        return any(not glyph.is_blank for _, glyphs in self.cells for glyph in glyphs)

    def at(self, x: float, y: float) -> list[Glyph] | None:
        """Where the characters of the cell at a point are gathered."""
        return self._at.get((bisect_right(self.xs, x) - 1, bisect_right(self.ys, y) - 1))

    def part(self, page: int) -> Part:
        """The table as drawn; a level at which no cell begins is no row."""
        starts = steps((top for (_, top, _, _), _ in self.cells), THIN)
        cells = [
            Drawn(
                bisect_right(starts, top) - 1,
                bisect_right(starts, bottom - SHORTEST / 2),
                [Box(page, left, top, right, bottom)],
                read_lines(glyphs, page),
            )
            for (left, top, right, bottom), glyphs in self.cells
        ]
        box = Box(page, self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])
        return Part(box, len(starts), cells)
