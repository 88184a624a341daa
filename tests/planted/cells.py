"""Changing cells and rows of a sound table."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from attrs import evolve
from hypothesis import strategies as st

from perfcheck.documents import Location
from perfcheck.strategies import target_tables
from perfcheck.tables import (
    Category,
    Column,
    FundsPlan,
    Indicator,
    IndicatorKind,
    PlanPoint,
    Target,
    TargetTable,
)
from perfcheck.values import Threshold, parse_with_unit

QUALITY, TIMELINESS = IndicatorKind.QUALITY, IndicatorKind.TIMELINESS
SOCIAL, SATISFACTION = IndicatorKind.SOCIAL, IndicatorKind.SATISFACTION
Fits = Callable[[Indicator], bool]


def without_weights(table: TargetTable) -> TargetTable:
    rows = tuple(evolve(row, weight="") for row in table.indicators)
    return evolve(table, columns=table.columns - {Column.WEIGHT}, indicators=rows)


TABLES = target_tables()
# Where a row comes or goes, weights would no longer add up; that is a matter of its own.
UNWEIGHTED = TABLES.map(without_weights)
# More than ten rows of output are too many.
ROOMY = UNWEIGHTED.filter(
    lambda table: sum(row.category is Category.OUTPUT for row in table.indicators) < 9
)


def planned(tables: st.SearchStrategy[TargetTable]) -> st.SearchStrategy[TargetTable]:
    """The tables with a funds plan in percent."""
    shares = st.tuples(st.integers(0, 20), st.integers(25, 60), st.integers(65, 95), st.just(100))
    return st.builds(_with_plan, tables, shares)


def _with_plan(table: TargetTable, shares: tuple[int, ...]) -> TargetTable:
    points = [
        PlanPoint(f"{month}月底", f"{share}%", Decimal(share), Location(table=1, row=5, col=col))
        for col, (month, share) in enumerate(zip((3, 6, 10, 12), shares, strict=True), 2)
    ]
    return evolve(table, funds_plan=FundsPlan(tuple(points), in_percent=True))


def having(column: Column) -> st.SearchStrategy[TargetTable]:
    return TABLES.filter(lambda table: column in table.columns)


def of(*kinds: IndicatorKind) -> Fits:
    """Rows of these kinds."""
    return lambda row: row.kind in kinds


def apart(row: Indicator) -> bool:
    """Nothing else in the table depends on the row: no goal and no price goes by it."""
    return not row.is_cost and row.kind is not IndicatorKind.QUANTITY


def is_number(row: Indicator) -> bool:
    return isinstance(row.constraint, Threshold)


def is_sum(row: Indicator) -> bool:
    """A cost row with the money of the whole, or of a part."""
    return row.is_cost and row.name.endswith(("成本", "费用", "支出"))


def pick(draw: st.DrawFn, table: TargetTable, fits: Fits) -> int:
    """The place of one of the rows that fit."""
    return draw(st.sampled_from([at for at, row in enumerate(table.indicators) if fits(row)]))


def first(table: TargetTable, fits: Fits) -> int:
    return next(at for at, row in enumerate(table.indicators) if fits(row))


def changed(table: TargetTable, at: int, **cells: Any) -> TargetTable:
    """The table with other cells in a row; a new ``value`` brings its own unit."""
    row = table.indicators[at]
    value = cells.pop("value", None)
    if value is not None:
        unit = cells.setdefault("unit_column", "")
        target = Target(value, parse_with_unit(value, unit), row.target.location)
        cells["target"] = target
    rows = list(table.indicators)
    rows[at] = evolve(row, **cells)
    return evolve(table, indicators=tuple(rows))


def replaced(
    table: TargetTable, at: int, name: str, value: str, description: str = ""
) -> TargetTable:
    """Another indicator in the same row: one with a fault."""
    return changed(table, at, name=name, value=value, description=description)


def cell(table: TargetTable, at: int, column: Column = Column.VALUE) -> Location:
    return table.indicators[at].locations[column]


def inserted(
    table: TargetTable, kind: IndicatorKind, *rows: tuple[str, str, str]
) -> tuple[TargetTable, int]:
    """New rows (name, value, description) after the others of their kind, and the first one's place.

    They stand in rows of their own that no other row has, so that every other cell keeps its place.
    """
    last = max(at for at, row in enumerate(table.indicators) if row.kind is kind)
    like = table.indicators[last]
    new = tuple(
        _new(like, number, *row) for number, row in enumerate(rows, len(table.indicators) + 100)
    )
    before, after = table.indicators[: last + 1], table.indicators[last + 1 :]
    return evolve(table, indicators=(*before, *new, *after)), last + 1


def _new(like: Indicator, number: int, name: str, value: str, description: str) -> Indicator:
    locations = {
        column: evolve(location, row=number) for column, location in like.locations.items()
    }
    return evolve(
        like,
        name=name,
        description=description,
        unit_column="",
        target=Target(value, parse_with_unit(value, ""), locations[Column.VALUE]),
        locations=locations,
    )


def removed(table: TargetTable, fits: Fits) -> TargetTable:
    rows = tuple(row for row in table.indicators if not fits(row))
    return evolve(table, indicators=rows)


def cost_kind(table: TargetTable) -> IndicatorKind:
    """成本指标, or what the table's framework has instead."""
    split = Category.COST in table.framework.tree
    return IndicatorKind.ECONOMIC_COST if split else IndicatorKind.COST
