"""Finding the target tables of a document: which rows belong to which table.

One pass over the blocks. A title or a project block opens a table, a header gives its columns,
any other text between grids closes it. A header that comes again is a page break.
"""

from collections.abc import Sequence
from decimal import Decimal

from attrs import Factory, define, evolve

from perfcheck.documents import Cell, Document, Grid, Location, Paragraph
from perfcheck.tables.columns import LEVELS, below, column_of, divided, header_of
from perfcheck.tables.draft import Draft, is_header
from perfcheck.tables.headings import (
    is_goal_label,
    is_numbering,
    is_page_mark,
    is_subheading,
    is_title,
    names_project,
    split_title,
    starts_project,
    title_of,
)
from perfcheck.tables.money import unit_note
from perfcheck.tables.place import Cells, is_label, is_target, may_go_on
from perfcheck.tables.sides import follows_long_term, is_long_term, sides, speaks_of_term

FEWEST_LOST = 2  # rows without a header that make a lost table


@define
class Scanner:
    """The state of the pass: the open table, and what stands before the next one.

    ``lost`` is where rows of a table stand above which no header was found.
    """

    open: Draft | None = None
    title: str = ""
    unit: Decimal | None = None
    preamble: list[Cells] = Factory(list)
    done: list[Draft] = Factory(list)
    lost: Location | None = None

    def close(self) -> None:
        if self.lost is None and sum(map(_says_target, self.preamble)) >= FEWEST_LOST:
            self.lost = self.preamble[0][0].location
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
        elif not (is_page_mark(text) or (not self.open and is_subheading(text))):
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
        same_width = grid.width in (self.open.frame.last, self.open.frame.width)
        return same_width and may_go_on(first, self.open.frame)

    def _below_titles(self, cells: Cells) -> Cells:
        """The row without the lines above it that a text without blank lines puts into its first cell."""
        titles, rest = split_title(cells[0].text) if len(cells) > 1 else ([], "")
        for title in titles:
            self.paragraph(title)
        heading, _, label = cells[0].text.strip().partition("\n")
        if not titles and is_subheading(heading) and column_of(label) in LEVELS:
            return (evolve(cells[0], text=label), *cells[1:])
        return (evolve(cells[0], text=rest), *cells[1:]) if titles else cells

    def _row(self, cells: Cells) -> None:
        if self.open and (self.open.after_break or not self.open.rows):
            if whole := divided(self.open.header, cells):
                self.open.take_header(whole)
                return
            if is_numbering(cells):
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
            if self.open and is_goal_label(cells[0].text):
                self._go_on_with_project()
            elif self.open:
                self.close()
            for cell in cells:
                self.unit = unit_note(cell.text) or self.unit
            self.preamble.append(cells)

    def _go_on_with_project(self) -> None:
        """More goals of the same project: below those of the whole term stand those of the year.

        What the block said of the project holds for both, its money for the year alone.
        """
        last = self.open
        if last is None:
            return
        rows = last.preamble
        last.is_long_term = speaks_of_term(last.header) or (
            bool(rows) and speaks_of_term(rows[-1])
        )
        kept = [
            row
            for row in rows
            if (last.is_long_term or names_project(row)) and not speaks_of_term(row)
        ]
        self.close()
        self.title, self.unit, self.preamble = last.title, last.unit, kept

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
        if self.open and self.open.is_headed_by(header):
            self.open.after_break = bool(self.open.rows)
            if not self.open.beside:
                self.open.take_header(header)
            return
        title, unit, preamble = self.title, self.unit, self.preamble
        if self.open and follows_long_term(self.open.header, header):
            self._go_on_with_project()
            title, unit, preamble = self.title, self.unit, self.preamble
        elif self.open:
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


def _says_target(cells: Cells) -> bool:
    """A row with a label of the hierarchy and a value: where no header stood above it, a table was lost."""
    texts = [cell.text for cell in cells if not cell.is_blank]
    return any(map(is_label, texts)) and any(map(is_target, texts))


def scan(document: Document) -> Scanner:
    """The tables of a document in order, each with its rows placed in columns, in ``done``."""
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
    return scanner
