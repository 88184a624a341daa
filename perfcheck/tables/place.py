"""A row of cells into the columns of its header.

Text made from a page often drops the cells that a merged cell covers, so that a row slides to the
left and is filled up at its right end. Such a row is moved back where its labels, its name and its value
then stand where they belong; a row that fits nowhere is no row to guess at.
"""

import re
from collections.abc import Iterator

from perfcheck.documents import Cell
from perfcheck.tables.column import Column
from perfcheck.tables.framework import category_of, kind_of
from perfcheck.tables.text import bare_label
from perfcheck.values import Deadline, Range, Threshold, parse_value

Cells = tuple[Cell, ...]
Row = dict[Column, Cell]

LETTER, DIGIT = re.compile(r"[^\W\d_]"), re.compile(r"[0-9０-９]")


def text_of(row: Row, column: Column) -> str:
    return row[column].text.strip() if column in row else ""


def place(cells: Cells, columns: dict[int, Column], width: int) -> Row | None:
    """The row by columns; None where its cells do not fit the header of ``width`` columns."""
    straight = _moved(cells, columns, width, 0)
    if not _may_have_slid(cells, columns):
        return straight
    names = [col for col, column in columns.items() if column is Column.NAME]
    found = [
        (sum(_misplaced(cells, columns, shift)), _unknown(row), shift, row)
        for shift in range(names[0])
        if (row := _moved(cells, columns, width, shift)) is not None
    ]
    if not found:
        return None
    wrong, _, shift, row = min(found, key=lambda one: one[:3])
    return straight if not shift else row if not wrong else None


def may_go_on(cells: Cells, columns: dict[int, Column], width: int) -> bool:
    """May a table without a header go on with this row? A row whose labels are all unknown is another's."""
    row = place(cells, columns, width) or {}
    written = sum(bool(text_of(row, level)) for level in (Column.LEVEL1, Column.LEVEL2))
    return not written or _unknown(row) < written


def labels_of(cells: Cells) -> Row:
    """What is certain of a row that fits nowhere: the labels that it begins with."""
    row: Row = {}
    for cell in cells[:2]:
        if category_of(cell.text) and Column.LEVEL1 not in row:
            row[Column.LEVEL1] = cell
        elif kind_of(cell.text):
            row[Column.LEVEL2] = cell
    return row


def _may_have_slid(cells: Cells, columns: dict[int, Column]) -> bool:
    """Cells are missing on the right, and none of those on the left is known to be covered."""
    first, last = cells[0], cells[-1]
    starts = first.col == 1 and not first.is_blank
    return starts and last.is_blank and Column.VALUE in columns.values()


def _moved(cells: Cells, columns: dict[int, Column], width: int, shift: int) -> Row | None:
    """The row moved to the right; None where it ends short of the header or runs beyond it."""
    reaches = max(cell.col + cell.colspan - 1 for cell in cells) + shift >= max(columns)
    beyond = any(cell.col + shift > width for cell in cells if not cell.is_blank)
    if not reaches or beyond:
        return None
    placed = {columns[cell.col + shift]: cell for cell in cells if cell.col + shift in columns}
    return {column: cell for column, cell in placed.items() if not cell.is_blank or not shift}


def _misplaced(cells: Cells, columns: dict[int, Column], shift: int) -> Iterator[bool]:
    """Whether each thing that a moved row says would stand where it cannot belong."""
    row = {columns.get(cell.col + shift): cell.text.strip() for cell in cells if not cell.is_blank}
    level1, level2 = row.get(Column.LEVEL1, ""), row.get(Column.LEVEL2, "")
    name, value = row.get(Column.NAME, ""), row.get(Column.VALUE, "")
    yield kind_of(level1) is not None and category_of(level1) is None
    yield category_of(level2) is not None and kind_of(level2) is None
    yield is_label(row.get(None, "")) or is_label(name)
    yield any(is_number(text) for text in (level1, level2, name))
    yield bool(name) and not LETTER.search(name)
    yield bool(name) != bool(value)
    labels = {None, Column.LEVEL1, Column.LEVEL2}
    yield not name and not row.keys() <= labels


def is_label(text: str) -> bool:
    """A level written out; the bare word (成本) may as well be a name."""
    written_out = bare_label(text).endswith(("指标", "值"))
    return written_out and (category_of(text) or kind_of(text)) is not None


def is_number(text: str) -> bool:
    """A number, an amount or a date, and nothing else."""
    read = parse_value(text.strip())
    numeric = isinstance(read, Threshold | Range | Deadline)
    return numeric and not (read.label or read.tail) and DIGIT.search(text) is not None


def _unknown(row: Row) -> int:
    """How many labels no hierarchy knows."""
    level1, level2 = text_of(row, Column.LEVEL1), text_of(row, Column.LEVEL2)
    return bool(level1 and not category_of(level1)) + bool(level2 and not kind_of(level2))
