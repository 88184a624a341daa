"""A list of several projects in one grid: 项目名称, 预算数 and 年度绩效目标 stand in columns left of the indicators.

Where the next project begins, its cells with the headers over them are what a project block says elsewhere.
"""

from collections.abc import Iterator, Sequence

from attrs import evolve

from perfcheck.documents import Cell
from perfcheck.tables.column import Column
from perfcheck.tables.place import Cells, Frame, Row
from perfcheck.tables.text import compact

INDICATOR = (Column.LEVEL1, Column.LEVEL2, Column.NAME)


def project_in(row: Row) -> str:
    """The project that the row names in its own column; a merged cell names it once."""
    return compact(row[Column.PROJECT].text) if Column.PROJECT in row else ""


def block_beside(header: Sequence[Cell], frame: Frame, cells: Cells, row: Row) -> list[Cells]:
    """The cells left of the indicators as rows of a project block: each header, and what stands under it."""
    at = {column: col for col, column in frame.columns.items()}
    shift = at[Column.PROJECT] - row[Column.PROJECT].col
    first = min(at[column] for column in INDICATOR if column in at)
    return list(_pairs([one for one in header if one.col < first], cells, shift))


def _pairs(labels: Sequence[Cell], cells: Cells, shift: int) -> Iterator[Cells]:
    for label in labels:
        value = next((one for one in cells if one.col + shift == label.col), None)
        if value and not (label.is_blank or value.is_blank):
            yield evolve(label, col=1, colspan=1), evolve(value, col=2, colspan=1)
