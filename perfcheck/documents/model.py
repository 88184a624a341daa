"""What every reader yields: paragraphs and grids of cells, each with the place it stands at."""

from collections.abc import Iterator
from functools import cached_property

from attrs import frozen

from perfcheck.messages import Trouble


@frozen
class Box:
    """A rectangle on a page (from 1), in points from the page's upper left corner."""

    page: int
    left: float
    top: float
    right: float
    bottom: float


@frozen
class Location:
    """Where something stands in a document. All numbers count from 1; None = has no such place.

    ``cell`` is a spreadsheet address (``D12``); ``line`` a line of a text file; ``paragraph`` counts
    the paragraphs of a Word file outside its tables; ``boxes`` is where a page shows it, one box for
    each page that a cell runs over.
    """

    page: int | None = None
    sheet: str | None = None
    table: int | None = None
    row: int | None = None
    col: int | None = None
    cell: str | None = None
    line: int | None = None
    paragraph: int | None = None
    boxes: tuple[Box, ...] = ()


@frozen
class Cell:
    """One anchor cell: the text as the reader of the document sees it, and what it spans."""

    text: str
    row: int
    col: int
    rowspan: int = 1
    colspan: int = 1
    location: Location = Location()

    @property
    def is_blank(self) -> bool:
        return not self.text.strip()


@frozen(slots=False)
class Grid:
    """A table as drawn: anchor cells in reading order. Rows and columns count from 1.

    ``is_cut``: the file ends inside the table, so that what it lacks is not known to be missing.
    """

    cells: tuple[Cell, ...]
    location: Location = Location()
    is_cut: bool = False

    @cached_property
    def rows(self) -> tuple[tuple[Cell, ...], ...]:
        """The anchor cells of each row, left to right; a row of merged leftovers is empty."""
        count = max((cell.row for cell in self.cells), default=0)
        rows: list[list[Cell]] = [[] for _ in range(count)]
        for cell in self.cells:
            rows[cell.row - 1].append(cell)
        return tuple(tuple(sorted(row, key=lambda cell: cell.col)) for row in rows)

    @property
    def width(self) -> int:
        return max((cell.col + cell.colspan - 1 for cell in self.cells), default=0)


@frozen
class Paragraph:
    """A run of text outside any grid."""

    text: str
    location: Location = Location()


Block = Paragraph | Grid


@frozen
class Remark:
    """What whoever relies on the reading should know of it: hidden rows, a wrong file name.

    ``reason`` is the slug of the PC9xx rule that reports it.
    """

    reason: str
    message: str
    message_en: str
    location: Location = Location()


@frozen
class Document:
    """A file as read: its blocks in order, and what is to be said about the reading."""

    name: str
    blocks: tuple[Block, ...]
    remarks: tuple[Remark, ...] = ()

    @property
    def paragraphs(self) -> Iterator[Paragraph]:
        return (block for block in self.blocks if isinstance(block, Paragraph))

    @property
    def grids(self) -> Iterator[Grid]:
        return (block for block in self.blocks if isinstance(block, Grid))


class ReadError(Trouble):
    """A file that could not be read. ``reason`` is the slug of the PC9xx rule that reports it."""

    def __init__(self, reason: str, message: str, message_en: str) -> None:
        super().__init__(message, message_en)
        self.reason = reason
