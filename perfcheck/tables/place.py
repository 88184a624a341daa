"""A row of cells into the columns of its header.

Text made from a page often drops the cells that a merged cell covers, so that a row slides to the
left and is filled up at its right end. Such a row is moved back where its own labels say how far;
what fits neither way is no row to guess at.
"""

import re

from perfcheck.documents import Cell
from perfcheck.tables.framework import category_of, kind_of
from perfcheck.tables.model import Column

Cells = tuple[Cell, ...]
Row = dict[Column, Cell]

LETTER = re.compile(r"[^\W\d_]")


def text_of(row: Row, column: Column) -> str:
    return row[column].text.strip() if column in row else ""


def place(cells: Cells, columns: dict[int, Column], width: int) -> Row | None:
    """The row by columns; None where its cells do not fit the header of ``width`` columns."""
    straight = _moved(cells, columns, width, 0)
    if straight is not None and _makes_sense(straight):
        return straight
    names = [col for col, column in columns.items() if column is Column.NAME]
    if cells[0].is_blank or cells[0].col > 1 or Column.VALUE not in columns.values():
        return straight
    for shift in range(1, names[0]):
        moved = _moved(cells, columns, width, shift)
        if moved and _makes_sense(moved) and text_of(moved, Column.VALUE):
            return moved
    return straight


def _moved(cells: Cells, columns: dict[int, Column], width: int, shift: int) -> Row | None:
    """The row moved to the right; None where it ends short of the header or runs beyond it."""
    reaches = max(cell.col + cell.colspan - 1 for cell in cells) + shift >= max(columns)
    beyond = any(cell.col + shift > width for cell in cells if not cell.is_blank)
    if not reaches or beyond:
        return None
    placed = {columns[cell.col + shift]: cell for cell in cells if cell.col + shift in columns}
    return {column: cell for column, cell in placed.items() if not cell.is_blank or not shift}


def _makes_sense(row: Row) -> bool:
    """Labels stand under labels, and what stands under the name is a name."""
    level1, level2 = text_of(row, Column.LEVEL1), text_of(row, Column.LEVEL2)
    name = text_of(row, Column.NAME)
    labelled = (not level1 or category_of(level1)) and (not level2 or kind_of(level2))
    is_label = category_of(name) or kind_of(name)
    return bool(labelled) and not is_label and (not name or LETTER.search(name) is not None)
