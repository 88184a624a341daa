"""How a table is laid out: its hierarchy, its columns, and the place of every cell."""

from attrs import evolve, frozen
from hypothesis import strategies as st

from perfcheck.documents import Location
from perfcheck.tables import (
    Budget,
    Category,
    Column,
    Framework,
    Indicator,
    IndicatorKind,
    PlanPoint,
    TargetTable,
    frameworks,
)

# What every template has; the rest differs.
COMMON = frozenset({Column.LEVEL1, Column.LEVEL2, Column.NAME, Column.VALUE})
OPTIONAL = (
    frozenset({Column.DESCRIPTION}),
    frozenset({Column.DESCRIPTION, Column.BASIS}),
    frozenset({Column.DESCRIPTION, Column.BASIS, Column.WEIGHT}),
    frozenset({Column.BASIS, Column.WEIGHT}),
    frozenset({Column.WEIGHT}),
    frozenset[Column](),
)
UNITS = (
    frozenset[Column](),
    frozenset({Column.UNIT}),
    frozenset({Column.OPERATOR, Column.UNIT}),
)
# The rows above the indicators: title, project, money, plan (two), goals.
ABOVE = 10


@frozen
class Template:
    """What the tables of one document share. ``short``: labels without 指标 (数量, 产出)."""

    framework: Framework
    columns: frozenset[Column]
    short: bool
    year: int | None

    @property
    def lone_unit(self) -> bool:
        """计量单位 in a column, while the sign stays with the number."""
        return Column.UNIT in self.columns and Column.OPERATOR not in self.columns

    @property
    def splits_cost(self) -> bool:
        """成本指标 is of the first level, with kinds of its own."""
        return Category.COST in self.framework.tree

    def kind(self, kind: IndicatorKind) -> IndicatorKind:
        """The kind as this template names it: 成本指标 or 经济成本指标."""
        cost = self.splits_cost and kind is IndicatorKind.COST
        return IndicatorKind.ECONOMIC_COST if cost else kind

    def level1(self, category: Category) -> str:
        old = self.framework.marker and category is Category.BENEFIT
        return self._label("效果指标" if old else category.value)

    def level2(self, kind: IndicatorKind) -> str:
        return self._label(kind.value)

    def _label(self, label: str) -> str:
        return label.removesuffix("指标") if self.short else label


def templates(kind: IndicatorKind | None = None) -> st.SearchStrategy[Template]:
    """Templates of every generation that has the kind."""
    return st.builds(
        lambda framework, optional, units, short, year: Template(
            framework, COMMON | optional | units, short, year
        ),
        st.sampled_from([one for one in frameworks() if kind is None or one.parents(kind)]),
        st.sampled_from(OPTIONAL),
        st.sampled_from(UNITS),
        st.booleans(),
        st.none() | st.integers(2022, 2027),
    )


def placed(table: TargetTable) -> TargetTable:
    """The table with a place for every cell, as one drawn in a document would have."""
    columns = [column for column in Column if column in table.columns]

    def cell(row: int, col: int) -> Location:
        return Location(table=table.number, row=row, col=col)

    def row(number: int, one: Indicator) -> Indicator:
        locations = {column: cell(number, col) for col, column in enumerate(columns, 1)}
        target = evolve(one.target, location=locations[Column.VALUE])
        return evolve(one, target=target, locations=locations)

    def point(col: int, one: PlanPoint) -> PlanPoint:
        return evolve(one, location=cell(5, col))

    plan, execution, totals = table.funds_plan, table.execution, table.totals
    return evolve(
        table,
        location=Location(table=table.number, row=1),
        budget=table.budget and _budget(table.budget, table.number),
        funds_plan=plan
        and evolve(
            plan,
            location=cell(4, 1),
            points=tuple(point(col, one) for col, one in enumerate(plan.points, 2)),
        ),
        execution=execution
        and evolve(
            execution,
            location=cell(3, 1),
            spent=execution.spent and evolve(execution.spent, location=cell(3, 4)),
        ),
        totals=totals and evolve(totals, location=cell(ABOVE + len(table.indicators), 1)),
        goals=tuple(evolve(one, location=cell(6 + n, 2)) for n, one in enumerate(table.goals)),
        indicators=tuple(row(ABOVE + n, one) for n, one in enumerate(table.indicators)),
    )


def _budget(budget: Budget, table: int) -> Budget:
    total, fiscal, other = (
        amount and evolve(amount, location=Location(table=table, row=3, col=col))
        for amount, col in ((budget.total, 2), (budget.fiscal, 4), (budget.other, 6))
    )
    return evolve(budget, total=total, fiscal=fiscal, other=other)
