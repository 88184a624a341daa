"""Rows placed in columns into indicators and graded scales."""

import re
from collections.abc import Iterator
from decimal import Decimal

from perfcheck.documents import Cell, Location
from perfcheck.tables.draft import Draft
from perfcheck.tables.framework import category_of, kind_of
from perfcheck.tables.model import (
    GRADES,
    Activity,
    Column,
    GradedIndicator,
    GradeScale,
    Indicator,
    Target,
)
from perfcheck.tables.money import amount
from perfcheck.tables.place import Row
from perfcheck.tables.text import is_left_over, one_line
from perfcheck.values import parse_value, parse_with_unit

NOWHERE = Cell("", 0, 0)


def cell(row: Row, column: Column) -> Cell:
    return row.get(column, NOWHERE)


def text(row: Row, column: Column) -> str:
    return one_line(cell(row, column).text)


def indicators(draft: Draft) -> Iterator[Indicator]:
    """One indicator a row that has a name or a value; merged labels are carried down."""
    level1 = level2 = ""
    for row in draft.rows:
        own1, own2 = text(row, Column.LEVEL1), text(row, Column.LEVEL2)
        if own1:
            level1, level2 = own1, ""
        level2 = own2 or level2
        if (text(row, Column.NAME) or text(row, Column.VALUE)) and not _is_left_over(row):
            yield _indicator(row, level1, level2)


def fillers(draft: Draft) -> Iterator[tuple[str, Location]]:
    """The rows of the template that nobody filled in, and where their names stand."""
    for row in draft.rows:
        if _is_left_over(row):
            yield text(row, Column.NAME), cell(row, Column.NAME).location


def _is_left_over(row: Row) -> bool:
    return is_left_over(text(row, Column.NAME)) and not text(row, Column.VALUE)


def _indicator(row: Row, level1: str, level2: str) -> Indicator:
    kind = kind_of(level2)
    return Indicator(
        name=text(row, Column.NAME),
        target=_target(row),
        category=category_of(level1),
        kind=kind,
        level1_raw=level1,
        level2_raw=level2,
        description=cell(row, Column.DESCRIPTION).text.strip(),
        basis=cell(row, Column.BASIS).text.strip(),
        unit_column=text(row, Column.UNIT),
        weight=text(row, Column.WEIGHT),
        actual=_optional(row, Column.ACTUAL),
        points=_optional(row, Column.POINTS),
        score=_optional(row, Column.SCORE),
        locations={column: one.location for column, one in row.items()},
    )


def _optional(row: Row, column: Column) -> str | None:
    return text(row, column) if column in row else None


def _target(row: Row) -> Target:
    """The value cell; an operator and a unit in columns of their own are joined to it."""
    value, sign, unit = (text(row, c) for c in (Column.VALUE, Column.OPERATOR, Column.UNIT))
    location = cell(row, Column.VALUE).location
    if value and _is_operator(sign):
        whole = f"{sign}{value}{unit}"
        return Target(whole, parse_value(whole), location)
    constraint = parse_with_unit(value, unit) if unit else parse_value(value)
    return Target(value, constraint, location)


def _is_operator(sign: str) -> bool:
    """指标性质 may also hold 定性, 正向 or 反向, which are no signs."""
    return bool(sign) and any(
        written == sign for _, written, _ in parse_value(f"{sign}1").operators
    )


def graded(draft: Draft) -> tuple[tuple[Activity, ...], tuple[GradedIndicator, ...]]:
    """The activities and the graded rows. A row without indicator is a duty with its activities under it."""
    duty = activity = None
    activities: list[Activity] = []
    found: list[GradedIndicator] = []
    for row in draft.rows:
        name = text(row, Column.NAME)
        label = re.sub(r"^[\s\u3000]+", "", text(row, Column.ACTIVITY))
        if label:
            activity = _activity(row, label, duty if name else None, draft.unit)
            activities.append(activity)
            duty = duty if name else activity
        if name:
            found.append(
                GradedIndicator(name, _scale(row), activity, cell(row, Column.NAME).location)
            )
    return tuple(activities), tuple(found)


def _activity(row: Row, label: str, parent: Activity | None, unit: Decimal | None) -> Activity:
    money = cell(row, Column.ACTIVITY_BUDGET)
    return Activity(
        name=label,
        budget=amount(money.text, unit, money.location),
        content=cell(row, Column.CONTENT).text.strip(),
        goal=cell(row, Column.GOAL).text.strip(),
        parent=parent,
        location=cell(row, Column.ACTIVITY).location,
    )


def _scale(row: Row) -> GradeScale:
    excellent, good, fair, poor = (_level(cell(row, Column(grade))) for grade in GRADES)
    return GradeScale((excellent, good, fair, poor))


def _level(one: Cell) -> Target:
    raw = one_line(one.text)
    return Target(raw, parse_value(raw), one.location)
