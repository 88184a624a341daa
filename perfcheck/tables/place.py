"""A row of cells into the columns of its header.

Text made from a page often drops the cells that a merged cell covers, so that a row slides to the
left and is filled up at its right end. Such a row is moved back where its labels, its name and its value
then stand where they belong; a row that fits nowhere is no row to guess at.
"""

import re
from collections.abc import Iterator, Sequence

from attrs import evolve, frozen

from perfcheck.documents import Cell
from perfcheck.tables.column import Column
from perfcheck.tables.framework import category_of, kind_of
from perfcheck.tables.text import bare_label
from perfcheck.values import Deadline, Range, Threshold, parse_value

Cells = tuple[Cell, ...]
Row = dict[Column, Cell]

DIVISIBLE = {Column.NAME, Column.VALUE}
BESIDE_VALUE = {None, Column.DESCRIPTION, Column.BASIS}
ORDINAL = re.compile(r"(?:指标)?\d{1,2}[.、．：:]?")
LETTER, DIGIT = re.compile(r"[^\W\d_]"), re.compile(r"[0-9０-９]")


@frozen
class Frame:
    """What a header gives its rows: columns by meaning, and how far it reaches.

    ``width`` counts the blank cells that the header ends in, ``written`` does not. ``within``: the further
    columns that a header of names or values spans, whose rows may be divided (≥ | 95 | %).
    """

    columns: dict[int, Column]
    width: int
    written: int
    within: dict[int, Column]

    @property
    def last(self) -> int:
        """The last column that has a meaning."""
        return max(self.columns)


def frame_of(header: Sequence[Cell], columns: dict[int, Column]) -> Frame:
    ends = [(cell.col + cell.colspan - 1, cell.is_blank) for cell in header]
    width, written = max(ends)[0], max((end for end, blank in ends if not blank), default=0)
    within = {
        col: column
        for cell in header
        if (column := columns.get(cell.col)) in DIVISIBLE
        for col in range(cell.col + 1, cell.col + cell.colspan)
    }
    return Frame(columns, width, written, within)


def text_of(row: Row, column: Column) -> str:
    return row[column].text.strip() if column in row else ""


def place(cells: Cells, frame: Frame, covered: int = 0, *, is_first: bool = False) -> Row | None:
    """The row by columns; None where its cells do not fit the header.

    ``covered`` is the last column that cells of the rows above reach down into. Nothing covers a level in the
    first row.
    """
    straight = _moved(cells, frame, 0, covered)
    if not _may_have_slid(cells, frame.columns):
        return straight
    at = {column: col for col, column in frame.columns.items()}
    farthest = at.get(Column.LEVEL1, at[Column.NAME]) if is_first else at[Column.NAME]
    found = [
        (sum(_misplaced(cells, frame.columns, shift)), _unknown(row), shift, row)
        for shift in range(farthest)
        if (row := _moved(cells, frame, shift)) is not None
    ]
    if not found:
        return None
    wrong, _, shift, row = min(found, key=lambda one: one[:3])
    return straight if not shift else row if not wrong else None


def may_go_on(cells: Cells, frame: Frame) -> bool:
    """May a table without a header go on with this row? A row whose labels are all unknown is another's."""
    row = place(cells, frame) or {}
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
    """Cells of a text are missing on the right, and none of those on the left is known to be covered."""
    first, last = cells[0], cells[-1]
    starts = first.col == 1 and not first.is_blank and first.location.line is not None
    return starts and last.is_blank and Column.VALUE in columns.values()


def _moved(cells: Cells, frame: Frame, shift: int, covered: int = 0) -> Row | None:
    """The row moved to the right; None where it ends short of the header or runs beyond it.

    Only what the header writes can be covered in a row.
    """
    end = max(cell.col + cell.colspan - 1 for cell in cells) + shift
    reaches = max(end, covered) >= frame.last
    width = frame.written if shift else frame.width
    beyond = any(cell.col + shift > width for cell in cells if not cell.is_blank)
    if not reaches or beyond:
        return None
    columns = frame.columns
    placed = {columns[cell.col + shift]: cell for cell in cells if cell.col + shift in columns}
    for cell in cells:
        column = frame.within.get(cell.col + shift)
        if column and not cell.is_blank:
            placed[column] = _one_cell(placed.get(column), cell)
    return {column: cell for column, cell in placed.items() if not cell.is_blank or not shift}


def _one_cell(first: Cell | None, rest: Cell) -> Cell:
    """The parts of a divided cell; a number before a name only counts the rows."""
    if first is None or first.is_blank or ORDINAL.fullmatch(first.text.strip()):
        return rest
    return evolve(first, text=first.text.rstrip() + rest.text.strip(), colspan=1)


def _misplaced(cells: Cells, columns: dict[int, Column], shift: int) -> Iterator[bool]:
    """Whether each thing that a moved row says would stand where it cannot belong."""
    row = {columns.get(cell.col + shift): cell.text.strip() for cell in cells if not cell.is_blank}
    level1, level2 = row.get(Column.LEVEL1, ""), row.get(Column.LEVEL2, "")
    name, value = row.get(Column.NAME, ""), row.get(Column.VALUE, "")
    both = Column.LEVEL2 in columns.values()
    yield both and kind_of(level1) is not None and category_of(level1) is None
    yield category_of(level2) is not None and kind_of(level2) is None
    yield is_label(row.get(None, "")) or is_label(name)
    words = (level1, level2, name, row.get(Column.PROJECT, ""), row.get(Column.GOAL, ""))
    yield any(map(is_number, words))
    yield bool(name) and not LETTER.search(name)
    yield bool(name) != bool(value)
    labels = {None, Column.PROJECT, Column.GOAL, Column.LEVEL1, Column.LEVEL2}
    yield not name and not row.keys() <= labels
    beside = [cell for cell in cells if columns.get(cell.col + shift) in BESIDE_VALUE]
    yield bool(value) and not is_number(value) and any(is_target(one.text) for one in beside)


def is_target(text: str) -> bool:
    """A number with a comparison: no label, name or note is written so."""
    return is_number(text) and bool(parse_value(text.strip()).operators)


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
