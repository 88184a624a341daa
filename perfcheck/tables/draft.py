"""A target table while its rows are being gathered."""

from collections.abc import Sequence
from decimal import Decimal

from attrs import define, field

from perfcheck.documents import Cell, Location
from perfcheck.tables.column import Column
from perfcheck.tables.columns import header_of, is_graded_header, is_indicator_header
from perfcheck.tables.execution import number_of
from perfcheck.tables.framework import category_of
from perfcheck.tables.headings import is_footer
from perfcheck.tables.listed import INDICATOR, block_beside, project_in
from perfcheck.tables.place import (
    Cells,
    Frame,
    Row,
    frame_of,
    is_number,
    labels_of,
    place,
    text_of,
)
from perfcheck.tables.sides import follows_long_term


@define
class Draft:
    """A table while it is being gathered. ``rows`` pairs each row with the columns it has.

    ``beside`` is the block of other years in the same rows (中期目标 beside 年度目标). In a list of
    projects ``shared`` is what stands above all of them. ``opened_with``: the columns of the first header
    row, which a second one may divide.
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
    is_long_term: bool = False
    tall: list[Cell] = field(factory=list)
    frame: Frame = field(init=False)
    opened_with: frozenset[Column] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.take_header(self.header)
        self.opened_with = self.has

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
        """Are its rows scales, with no targets in a hierarchy beside them?"""
        return is_graded_header(self.columns) and not is_indicator_header(self.columns)

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
        if self._is_section(cells):
            self.rows.append({Column.LEVEL1: first})
            return
        row = self._placed(cells) if is_header(self.columns) else None
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

    def _is_section(self, cells: Cells) -> bool:
        """一、产出指标 across the rows of a template that has no column for it."""
        texts = [cell.text for cell in cells if not cell.is_blank]
        alone = len(texts) == 1 and category_of(texts[0]) is not None
        return alone and Column.LEVEL1 not in self.has

    def _placed(self, cells: Cells) -> Row | None:
        """The row by columns, below the cells that reach down into it."""
        at = cells[0].row
        if self.tall and self.tall[-1].row >= at:
            self.tall = []  # the rows of another page
        covered = [cell for cell in self.tall if at < cell.row + cell.rowspan]
        self.tall = [*covered, *(cell for cell in cells if cell.rowspan > 1)]
        end = max((cell.col + cell.colspan - 1 for cell in covered), default=0)
        return place(cells, self.frame, end, is_first=not self.rows)

    def is_headed_by(self, header: Sequence[Cell]) -> bool:
        """Does this header stand above the same rows again, as after a page break?"""
        again = frozenset(header_of(header).values()) in (self.has, self.opened_with)
        return again and not follows_long_term(self.header, header)

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
        last = self.rows[-1]
        if is_number(text_of(row, Column.VALUE)) and is_number(text_of(last, Column.VALUE)):
            return False  # each has its own value
        return not text_of(row, Column.VALUE) or (Column.LEVEL2 in self.has and own_labels)

    @property
    def is_heading(self) -> bool:
        """In a list of projects: the header by itself, or a unit above its projects, which has no goals."""
        wanted = (*INDICATOR, Column.GOAL) if self.project else (Column.VALUE,)
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


def is_header(columns: dict[int, Column]) -> bool:
    return is_indicator_header(columns) or is_graded_header(columns)
