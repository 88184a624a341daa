"""The cells of a row by their columns, and the table with one of them written anew."""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from attrs import evolve

from perfcheck.documents import Cell, Location
from perfcheck.tables.column import GRADES, Column
from perfcheck.tables.model import (
    GradedIndicator,
    GradeScale,
    Indicator,
    TargetTable,
)
from perfcheck.tables.rows import indicator, level

Row = TypeVar("Row", Indicator, GradedIndicator)


def _level_of(grade: str) -> Callable[[Indicator], str | None]:
    return lambda row: row.scale[grade].raw if row.scale else None


# What stands in each column of an indicator; None: the template has no such column.
TEXTS: Mapping[Column, Callable[[Indicator], str | None]] = {
    Column.LEVEL1: lambda row: row.level1_raw,
    Column.LEVEL2: lambda row: row.level2_raw,
    Column.NAME: lambda row: row.name,
    Column.DESCRIPTION: lambda row: row.description,
    Column.VALUE: lambda row: row.value,
    Column.UNIT: lambda row: row.unit_column,
    Column.BASIS: lambda row: row.basis,
    Column.WEIGHT: lambda row: row.weight,
    Column.ACTUAL: lambda row: row.actual,
    Column.POINTS: lambda row: row.points,
    Column.SCORE: lambda row: row.score,
    Column.REASON: lambda row: row.reason,
    **{Column(grade): _level_of(grade) for grade in GRADES},
}
LEVELS = (Column.LEVEL1, Column.LEVEL2)
# What can be written anew: the levels are those of several rows.
GRADE_COLUMNS = tuple(map(Column, GRADES))
ROW_COLUMNS = tuple(column for column in TEXTS if column not in (*LEVELS, *GRADE_COLUMNS))
GRADED_COLUMNS = (Column.NAME, *GRADE_COLUMNS)


def with_cell(table: TargetTable, number: int, column: Column, text: str) -> TargetTable:
    """The table as it would be read with this text in a cell of the row of that ``number`` (from 1).

    Raises ``LookupError`` where the table has no such cell.
    """
    if table.graded:
        row = _row(table.graded, number, column in GRADED_COLUMNS)
        return evolve(table, graded=_replaced(table.graded, row, _graded(row, column, text)))
    beside = bool(table.scales) and column in GRADE_COLUMNS
    one = _row(table.indicators, number, beside or column in ROW_COLUMNS)
    return evolve(
        table, indicators=_replaced(table.indicators, one, _indicator(one, column, text))
    )


def _row(rows: Sequence[Row], number: int, has_column: bool) -> Row:
    if not has_column or not 0 < number <= len(rows):
        raise LookupError("the table has no such cell")
    return rows[number - 1]


def _replaced(rows: Sequence[Row], old: Row, new: Row) -> tuple[Row, ...]:
    return tuple(new if row is old else row for row in rows)


def _indicator(row: Indicator, column: Column, text: str) -> Indicator:
    texts = {one: written for one, of in TEXTS.items() if (written := of(row)) is not None}
    texts[column] = text
    cells = {
        one: Cell(written, 0, 0, location=row.locations.get(one, Location()))
        for one, written in texts.items()
    }
    new = indicator(cells, row.level1_raw, row.level2_raw)
    target = evolve(new.target, location=row.location)
    return evolve(new, target=target, initial=row.initial, locations=row.locations)


def _graded(row: GradedIndicator, column: Column, text: str) -> GradedIndicator:
    if column is Column.NAME:
        return evolve(row, name=text.strip())
    levels = [
        level(Cell(text, 0, 0, location=one.location)) if grade == column else one
        for grade, one in zip(GRADES, row.scale.levels, strict=True)
    ]
    excellent, good, fair, poor = levels
    return evolve(row, scale=GradeScale((excellent, good, fair, poor)))
