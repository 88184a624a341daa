"""Finding the target tables of a document: which rows belong to which table.

One pass over the blocks. A title or a project block opens a table, a header gives its columns,
any other text between grids closes it. A header that comes again is a page break.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from attrs import Factory, define, field

from perfcheck.documents import Cell, Document, Grid, Location, Paragraph
from perfcheck.tables.columns import (
    GRADE_COLUMNS,
    columns_of,
    is_graded_header,
    is_indicator_header,
)
from perfcheck.tables.framework import category_of
from perfcheck.tables.model import Column
from perfcheck.tables.money import unit_note
from perfcheck.tables.place import Cells, Row, place, text_of
from perfcheck.tables.text import compact

TITLE = re.compile(r"绩效(目标|自评|指标|评价)\w{0,6}表|绩效目标$")
PAGE_MARK = re.compile(r"[-—第\s]*\d+[-—页\s]*(共\d+页)?|续表|[（(]续[）)]|[（(]\d{4}年度?[）)]")
# What the rows above the indicators begin with.
PROJECT_LABEL = re.compile(
    r"项目(?:编码|代码|名称|资金)(?:[（(].*)?|预算规模.*|资金支出计划.*|主管部门(?:及代码|及编码)?"
    r"|(?:年度|总体|年度总体|项目|预期)?(?:绩效)?目标"
)
# A line under the indicators: a total, or a note.
FOOTER = re.compile(r"(?:合计|总计|总分|小计)(?:得分|分)?|(?:备注|说明|注)(?:[：:].*)?")


@define
class Draft:
    """A table while it is being gathered. ``rows`` pairs each row with the columns it has."""

    title: str
    preamble: list[Cells]
    columns: dict[int, Column]
    width: int
    unit: Decimal | None
    location: Location
    rows: list[Row] = field(factory=list)
    unread: list[tuple[str, Location]] = field(factory=list)
    after_break: bool = False

    @property
    def has(self) -> frozenset[Column]:
        return frozenset(self.columns.values())

    @property
    def is_graded(self) -> bool:
        return is_graded_header(self.columns)

    def add(self, cells: Cells) -> None:
        """Place a row's cells in its columns, or keep the row as unread."""
        if all(cell.is_blank for cell in cells):
            return
        first = next(cell for cell in cells if not cell.is_blank)
        if FOOTER.fullmatch(compact(first.text)):
            return
        row = place(cells, self.columns, self.width)
        if row is None:
            self.unread.append((" | ".join(cell.text.strip() for cell in cells), first.location))
        elif self.after_break and self._goes_on(row):
            self.rows[-1] = {
                column: _joined(self.rows[-1].get(column), row.get(column)) for column in self.has
            }
        else:
            self.rows.append(row)
        self.after_break = False

    def _goes_on(self, row: Row) -> bool:
        """Is this, after a page break, the rest of the row before it?"""
        labels = (Column.LEVEL1, Column.LEVEL2)
        if not self.rows or any(text_of(row, label) for label in labels):
            return False
        own_labels = all(text_of(one, Column.LEVEL2) for one in self.rows)
        return not text_of(row, Column.VALUE) or (Column.LEVEL2 in self.has and own_labels)

    def restarts(self, cells: Cells) -> bool:
        """After a repeated header: does the first category come again, so that this is a new table?"""
        row = place(cells, self.columns, self.width) or {}
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
            self.open, self.title, self.unit = None, "", None
        self.preamble = []

    def paragraph(self, text: str) -> None:
        unit = unit_note(text)
        if unit is not None:
            self.unit = unit
        elif not PAGE_MARK.fullmatch(text.strip()):
            self.close()
            if is_title(text):
                self.title, self.unit = text.strip(), None

    def grid(self, grid: Grid) -> None:
        if self.open and not self._continues(grid):
            self.close()
        for cells in grid.rows:
            if cells:
                self._row(cells)

    def _continues(self, grid: Grid) -> bool:
        """A grid that follows with no text between is the next page of the same table."""
        assert self.open
        first = next((row for row in grid.rows if row), ())
        return is_header(columns_of(first)) or grid.width == max(self.open.columns)

    def _row(self, cells: Cells) -> None:
        columns = self._header(cells)
        title = title_of(cells)
        if columns:
            self._on_header(columns, cells)
        elif title:
            self.paragraph(title)
        elif self.open and not starts_project(cells):
            if self.open.after_break and self.open.restarts(cells):
                last = self.open
                self.close()
                self.open = Draft("", [], last.columns, last.width, None, last.location)
            self.open.add(cells)
        else:
            if self.open:
                self.close()
            for cell in cells:
                self.unit = unit_note(cell.text) or self.unit
            self.preamble.append(cells)

    def _header(self, cells: Cells) -> dict[int, Column] | None:
        """The columns, where this row is a header; a graded one may need the row above it."""
        columns = columns_of(cells)
        if is_header(columns):
            return columns
        if set(GRADE_COLUMNS) <= set(columns.values()) and self.preamble:
            both = columns_of(self.preamble[-1]) | columns
            return both if is_header(both) else None
        return None

    def _on_header(self, columns: dict[int, Column], cells: Cells) -> None:
        width = max(cell.col + cell.colspan - 1 for cell in cells)
        if self.open and self.open.has == frozenset(columns.values()):
            self.open.columns, self.open.width = columns, width
            self.open.after_break = bool(self.open.rows)
            return
        title, unit, preamble = self.title, self.unit, self.preamble
        if self.open:
            title, unit, preamble = "", None, []
            self.close()
        self.open = Draft(title, preamble, columns, width, unit, cells[0].location)
        self.preamble = []


def is_header(columns: dict[int, Column]) -> bool:
    return is_indicator_header(columns) or is_graded_header(columns)


def is_title(text: str) -> bool:
    """A line that names a target table, and not a sentence that speaks of one."""
    bare = compact(text)
    return (
        len(bare) <= 60 and TITLE.search(bare) is not None and not re.search(r"[。；！？]", bare)
    )


def starts_project(cells: Cells) -> bool:
    """A row of the block that stands above the indicators."""
    first = cells[0]
    return first.col == 1 and PROJECT_LABEL.fullmatch(compact(first.text)) is not None


def title_of(cells: Cells) -> str | None:
    """The title that a row holds alone, as sheets and pages have it above their tables."""
    written = [cell.text.strip() for cell in cells if not cell.is_blank]
    alone = len(written) == 1 and written[0].rstrip("）)").endswith("表") and is_title(written[0])
    return written[0] if alone else None


def drafts(document: Document) -> Iterator[Draft]:
    """The tables of a document in order, each with its rows placed in columns."""
    scanner = Scanner()
    sheet = None
    for block in document.blocks:
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
