"""Titles and unit notes that stand in rows of their own above a drawn table: out of the grid.

Spreadsheets, and web pages made from them, have no text between tables; a title is a row with one
cell. To whoever reads on it is a paragraph like any other, and ends the table above it.
"""

from collections.abc import Iterator, Sequence

from attrs import evolve, frozen

from perfcheck.documents.model import Block, Cell, Grid, Location, Paragraph


@frozen
class Line:
    """One row as drawn: its anchor cells from the left. ``drawn``: its cells are set apart by lines."""

    cells: tuple[Cell, ...]
    drawn: bool = False

    @property
    def is_blank(self) -> bool:
        return all(cell.is_blank for cell in self.cells)


def blocks(lines: Sequence[Line], width: int, first_table: int) -> Iterator[Block]:
    """Paragraphs and grids of a run of rows. Tables are numbered from ``first_table``."""
    rows: list[Line] = []
    table, reach, above = first_table, 0, None
    for number, line in enumerate(lines, 1):
        on_top = above is None or above.is_blank or not rows
        outside = above is not None and above.drawn and not line.drawn
        title = _title(line, width, at_start=not rows) if number > reach else None
        if title and (on_top or outside):
            yield from _grid(rows, table)
            table += any(not row.is_blank for row in rows)
            yield Paragraph(title.text.strip(), evolve(title.location, table=None))
            rows = []
        else:
            rows.append(line)
        reach = max([reach, *(number + cell.rowspan - 1 for cell in line.cells if cell.text)])
        above = line
    yield from _grid(rows, table)


def _title(line: Line, width: int, at_start: bool) -> Cell | None:
    """The only written cell of a row, if it may stand outside the table."""
    written = [cell for cell in line.cells if not cell.is_blank]
    if len(written) != 1:
        return None
    (cell,) = written
    if cell.col == 1 and cell.colspan >= width:
        return cell
    fits = cell.rowspan == 1 and not line.drawn and (at_start or cell.col == 1)
    return cell if fits else None


def _grid(lines: list[Line], table: int) -> Iterator[Grid]:
    """The rows as one grid, without the blank ones around them."""
    written = [number for number, line in enumerate(lines) if not line.is_blank]
    if not written:
        return
    kept = lines[written[0] : written[-1] + 1]
    cells = tuple(
        evolve(
            cell,
            row=row,
            rowspan=min(cell.rowspan, len(kept) - row + 1),
            location=evolve(cell.location, table=table),
        )
        for row, line in enumerate(kept, 1)
        for cell in line.cells
    )
    yield Grid(cells, cells[0].location if cells else Location(table=table))
