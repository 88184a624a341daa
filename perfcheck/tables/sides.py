"""Two blocks of indicators of one project: 中期目标 (of the whole term) and 年度目标.

They stand side by side under one header row, or the yearly one below the other.
"""

import re
from collections.abc import Sequence

from perfcheck.documents import Cell
from perfcheck.tables.column import Column
from perfcheck.tables.columns import LEVELS, columns_of

LONG_TERM = re.compile("中期|长期|实施期|总体|三年|20\\d\\d年?[-—－~～至]+20\\d\\d")

TERM = re.compile("(?:中长期|长期|中期|实施期|三年)")  # a label that begins so is not of the year

Cells = Sequence[Cell]


def sides(header: Cells) -> tuple[Cells, Cells | None]:
    """The header cells of the left and the right block; None where the header has one block.

    Labels may stand once, for both.
    """
    columns = columns_of(header)
    values = [col for col, column in columns.items() if column is Column.VALUE]
    right = [cell for cell in header if values and cell.col > values[0]]
    own = set(columns_of(right).values())
    if not {Column.NAME, Column.VALUE} <= own:
        return header, None
    left = [cell for cell in header if cell not in right]
    shared = [cell for cell in left if columns.get(cell.col) in set(LEVELS) - own]
    return left, [*shared, *right]


def is_long_term(block: Cells, above: Sequence[Cells]) -> bool:
    """Does the block stand under a heading of several years? By custom the left one does."""
    own = {col for col, column in columns_of(block).items() if column not in LEVELS}
    for cell in (cell for row in reversed(above) for cell in row):
        covered = own & set(range(cell.col, cell.col + cell.colspan))
        if "年度" in cell.text and covered and not LONG_TERM.search(cell.text):
            return False
        if covered and LONG_TERM.search(cell.text):
            return True
    return True


def speaks_of_term(cells: Cells) -> bool:
    """Is this the row of a goal of several years, or the header of its indicators?"""
    first = next((cell.text.strip() for cell in cells if not cell.is_blank), "")
    return TERM.match(first) is not None


def follows_long_term(above: Cells, header: Cells) -> bool:
    """长期绩效指标 stands before the header above, 年度绩效指标 before this one."""
    first = next((cell.text.strip() for cell in header if not cell.is_blank), "")
    return speaks_of_term(above) and first.startswith("年度")
