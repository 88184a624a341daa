"""Finding the target tables of a document: which rows belong to which table.

One pass over the blocks. A title or a project block opens a table, a header gives its columns,
any other text between grids closes it. A header that comes again is a page break.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from attrs import Factory, define, evolve, field

from perfcheck.documents import Cell, Document, Grid, Location, Paragraph
from perfcheck.tables.columns import (
    below,
    divides,
    header_of,
    is_graded_header,
    is_indicator_header,
)
from perfcheck.tables.execution import number_of
from perfcheck.tables.framework import category_of
from perfcheck.tables.headings import (
    is_footer,
    is_numbering,
    is_page_mark,
    is_title,
    split_title,
    starts_project,
    title_of,
)
from perfcheck.tables.listed import INDICATOR, block_beside, project_in
from perfcheck.tables.model import Column
from perfcheck.tables.money import unit_note
from perfcheck.tables.place import (
    Cells,
    Frame,
    Row,
    frame_of,
    labels_of,
    may_go_on,
    place,
    text_of,
)
from perfcheck.tables.sides import is_long_term, sides
from perfcheck.tables.strip import restored


@define
class Draft:
    """A table while it is being gathered. ``rows`` pairs each row with the columns it has.

    ``beside`` is the block of other years in the same rows (中期目标 beside 年度目标).
    """

    title: str
    preamble: list[Cells]
    header: Sequence[Cell]
    unit: Decimal | None
    location: Location
    rows: list[Row] = field(factory=list)
    unread: list[tuple[str, Location]] = field(factory=list)
    totals: Row = field(factory=dict)
    after_break: bool = False
    is_cut: bool = False
    beside: "Draft | None" = None
    shared: list[Cells] = field(factory=list)
    project: str = ""
    frame: Frame = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.take_header(self.header)

    def take_header(self, header: Sequence[Cell]) -> None:
        self.header = header
        self.frame = frame_of(header, header_of(header))

    @property
    def columns(self) -> dict[int, Column]:
        return self.frame.columns

    @property
    def has(self) -> frozenset[Column]:
        return frozenset(self.columns.values())

    @property
    def is_graded(self) -> bool:
        return is_graded_header(self.columns)

    def add(self, cells: Cells) -> None:
        """Place a row's cells in its columns, or keep the row as unread."""
        if self.beside:
            self.beside.add(cells)
        if all(cell.is_blank for cell in cells):
            return
        first = next(cell for cell in cells if not cell.is_blank)
        if is_footer(first.text):
            self.totals = self.totals or self._numbers(cells)
            return
        row = place(cells, self.frame) if is_header(self.columns) else None
        if row is None:
            written = [cell.text.strip() for cell in cells if not cell.is_blank]
            self.unread.append((" | ".join(written), first.location))
            self.rows.append(labels_of(cells))  # the rows below stand under them
        elif self.after_break and self._goes_on(row):
            self.rows[-1] = {
                column: _joined(self.rows[-1].get(column), row.get(column)) for column in self.has
            }
        else:
            self.rows.append(row)
        self.after_break = False

    def opens_project(self, cells: Cells) -> "Draft | None":
        """In a list of projects: the draft of the project that begins with this row, if one does."""
        row = (place(cells, self.frame) or {}) if Column.PROJECT in self.has else {}
        name = project_in(row)
        if not name or name == self.project or is_footer(name):
            return None
        block = block_beside(self.header, self.frame, cells, row)
        shared = self.shared if self.project else self.preamble
        return Draft(
            self.title, [*shared, *block], self.header, self.unit, cells[0].location,
            shared=shared, project=name,
        )  # fmt: skip

    def _numbers(self, cells: Cells) -> Row:
        return {
            self.columns[cell.col]: cell
            for cell in cells
            if cell.col in self.columns and number_of(cell) is not None
        }

    def _goes_on(self, row: Row) -> bool:
        """Is this, after a page break, the rest of the row before it?"""
        labels = (Column.LEVEL1, Column.LEVEL2)
        if not self.rows or any(text_of(row, label) for label in labels):
            return False
        own_labels = all(text_of(one, Column.LEVEL2) for one in self.rows)
        return not text_of(row, Column.VALUE) or (Column.LEVEL2 in self.has and own_labels)

    @property
    def is_heading(self) -> bool:
        """In a list of projects: the header by itself, or a unit above its projects, which has no goals."""
        wanted = (*INDICATOR, Column.GOAL)
        return Column.PROJECT in self.has and not any(
            text_of(row, column) for row in self.rows for column in wanted
        )

    def restarts(self, cells: Cells) -> bool:
        """After a repeated header: does the first category come again, so that this is a new table?"""
        row = place(cells, self.frame) or {}
        seen = [category_of(text_of(one, Column.LEVEL1)) for one in self.rows]
        now = category_of(text_of(row, Column.LEVEL1))
        categories = [category for category in seen if category is not None]
        return now in categories[:-1] and now is not categories[-1]


def _joined(first: Cell | None, rest: Cell | None) -> Cell:
    if first is None or rest is None:
        return first or rest or Cell("", 0, 0)
    return Cell(
        first.text.rstrip() + rest.text.strip(), first.row, first.col, location=first.location
    )


@define
class Scanner:
    """The state of the pass: the open table, and what stands before the next one."""

    open: Draft | None = None
    title: str = ""
    unit: Decimal | None = None
    preamble: list[Cells] = Factory(list)
    done: list[Draft] = Factory(list)

    def close(self) -> None:
        if self.open:
            self.done.append(self.open)
            if self.open.beside:
                self.done.append(self.open.beside)
            self.open, self.title, self.unit = None, "", None
        self.preamble = []

    def paragraph(self, text: str) -> None:
        unit = unit_note(text)
        if unit is not None:
            self.unit = unit
        elif not is_page_mark(text):
            self.close()
            if is_title(text):
                self.title, self.unit = text.strip(), None

    def grid(self, grid: Grid) -> None:
        if self.open and not self._continues(grid):
            self.close()
        for cells in grid.rows:
            if cells:
                self._row(self._below_titles(cells))
        if self.open:
            self.open.is_cut = grid.is_cut

    def _continues(self, grid: Grid) -> bool:
        """A grid that follows with no text between is the next page of the same table."""
        assert self.open
        first = next((row for row in grid.rows if row), ())
        if is_header(header_of(first)):
            return True
        same_width = grid.width == max(self.open.columns)
        return same_width and may_go_on(first, self.open.frame)

    def _below_titles(self, cells: Cells) -> Cells:
        """The row without the lines above it that a text without blank lines puts into its first cell."""
        titles, rest = split_title(cells[0].text) if len(cells) > 1 else ([], "")
        for title in titles:
            self.paragraph(title)
        return (evolve(cells[0], text=rest), *cells[1:]) if titles else cells

    def _row(self, cells: Cells) -> None:
        if self.open and not self.open.rows and divides(self.open.header, cells):
            self.open.take_header(below(self.open.header, cells))
            return
        if self.open and (self.open.after_break or not self.open.rows) and is_numbering(cells):
            return
        header = self._header(cells)
        title = title_of(cells)
        if header:
            self._on_header(header)
        elif title:
            self.paragraph(title)
        elif self.open and not starts_project(cells):
            if self.open.after_break and self.open.restarts(cells):
                last = self.open
                self.close()
                self.open = Draft("", [], last.header, None, last.location)
            self._next_project(cells)
            self.open.add(cells)
        else:
            if self.open:
                self.close()
            for cell in cells:
                self.unit = unit_note(cell.text) or self.unit
            self.preamble.append(cells)

    def _next_project(self, cells: Cells) -> None:
        following = self.open.opens_project(cells) if self.open else None
        if following:
            if self.open and not self.open.is_heading:
                self.close()
            self.open = following

    def _header(self, cells: Cells) -> Sequence[Cell] | None:
        """The header cells, where this row is a header, by itself or with the row above it."""
        columns = header_of(cells)
        if is_header(columns):
            return cells
        if columns and self.preamble:
            both = below(self.preamble[-1], cells)
            return both if is_header(header_of(both)) else None
        return None

    def _on_header(self, header: Sequence[Cell]) -> None:
        if self.open and self.open.has == frozenset(header_of(header).values()):
            self.open.after_break = bool(self.open.rows)
            if not self.open.beside:
                self.open.take_header(header)
            return
        title, unit, preamble = self.title, self.unit, self.preamble
        if self.open:
            title, unit, preamble = "", None, []
            self.close()
        here = header[0].location
        left, right = sides(header)
        if right and is_long_term(left, preamble):
            left, right = right, left
        self.open = Draft(title, preamble, left, unit, here)
        if right:
            beside = Draft(title, preamble, right, None, here)
            width = max(self.open.frame.width, beside.frame.width)
            for one in (self.open, beside):
                one.frame = evolve(one.frame, width=width)
            self.open.beside = beside
        self.preamble = []


def is_header(columns: dict[int, Column]) -> bool:
    return is_indicator_header(columns) or is_graded_header(columns)


def drafts(document: Document) -> Iterator[Draft]:
    """The tables of a document in order, each with its rows placed in columns."""
    scanner = Scanner()
    sheet = None
    for block in restored(document.blocks):
        if block.location.sheet != sheet:  # no table runs on from one sheet to the next
            scanner.close()
            scanner.title, scanner.unit = "", None
            sheet = block.location.sheet
        if isinstance(block, Paragraph):
            scanner.paragraph(block.text)
        else:
            scanner.grid(block)
    scanner.close()
    yield from scanner.done
