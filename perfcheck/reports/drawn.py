"""A target table drawn from what was read of it, so that it looks the same whatever file it came from."""

from collections import defaultdict
from collections.abc import Callable, Iterator

from attrs import frozen

from perfcheck.documents import Location
from perfcheck.reports.inert import clean
from perfcheck.tables import Activity, Amount, Column, GradedIndicator, Indicator, TargetTable

FIELDS: dict[Column, Callable[[Indicator], str | None]] = {
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
}
LEVELS = (Column.LEVEL1, Column.LEVEL2)
ALWAYS = (Column.NAME, Column.VALUE)
GRADE_COLUMNS = (Column.EXCELLENT, Column.GOOD, Column.FAIR, Column.POOR)


@frozen
class DrawnCell:
    """Its text, and the places in the document that it stands for; ``label`` names a field."""

    text: str
    places: tuple[Location, ...] = ()
    label: str = ""


@frozen
class DrawnRow:
    """``lead`` cells are drawn once for a run of rows; ``name`` is the row's indicator, and
    ``value`` the one of its ``cells`` that is marked where nothing tells a better one."""

    lead: tuple[DrawnCell, ...]
    cells: tuple[DrawnCell, ...]
    name: str = ""
    value: int = 0


@frozen
class Drawing:
    """``fields``: the block above the indicators."""

    fields: tuple[DrawnCell, ...]
    header: tuple[str, ...]
    rows: tuple[DrawnRow, ...]


def draw(table: TargetTable) -> Drawing:
    header, rows = _graded(table) if table.graded else _indicators(table)
    return Drawing(tuple(_fields(table)), header, tuple(rows))


def _indicators(table: TargetTable) -> tuple[tuple[str, ...], Iterator[DrawnRow]]:
    """The columns that the template has and somebody filled in."""
    columns = [
        column
        for column, text in FIELDS.items()
        if column in ALWAYS or any(map(text, table.indicators))
    ]
    lead = [column for column in columns if column in LEVELS]
    own = [column for column in columns if column not in LEVELS]
    rows = (
        DrawnRow(
            tuple(_cell(row, column) for column in lead),
            tuple(_cell(row, column) for column in own),
            row.name,
            own.index(Column.VALUE),
        )
        for row in table.indicators
    )
    return tuple(columns), rows


def _cell(row: Indicator, column: Column) -> DrawnCell:
    place = row.location if column is Column.VALUE else row.locations.get(column)
    return DrawnCell(clean(FIELDS[column](row)), (place,) if place else ())


def _graded(table: TargetTable) -> tuple[tuple[str, ...], Iterator[DrawnRow]]:
    first = (Column.ACTIVITY,) if table.activities else ()
    return (*first, Column.NAME, *GRADE_COLUMNS), _scales(table)


def _scales(table: TargetTable) -> Iterator[DrawnRow]:
    """Duties stand as rows of their own, activities beside their scales."""
    scales: dict[Activity | None, list[GradedIndicator]] = defaultdict(list)
    for row in table.graded:
        scales[row.activity].append(row)
    for activity in dict.fromkeys((*table.activities, *scales)):
        lead = (_activity(activity),) if activity else ()
        if activity not in scales:
            yield DrawnRow((), lead)
        for row in scales.get(activity, []):
            levels = (DrawnCell(clean(one.raw), (one.location,)) for one in row.scale.levels)
            yield DrawnRow(lead, (DrawnCell(clean(row.name), (row.location,)), *levels), row.name)


def _activity(activity: Activity) -> DrawnCell:
    name, money = clean(activity.name), activity.budget
    if money is None:
        return DrawnCell(name, (activity.location,))
    return DrawnCell(f"{name}\n{clean(money.raw)}", (activity.location, money.location))


def _fields(table: TargetTable) -> Iterator[DrawnCell]:
    if table.project_code:
        yield DrawnCell(clean(table.project_code), label="项目编码")
    if budget := table.budget:
        sums = {"预算数": budget.total, "财政资金": budget.fiscal, "其他资金": budget.other}
        yield from (_amount(label, sum_) for label, sum_ in sums.items() if sum_)
        yield from (_amount("其他来源", sum_) for sum_ in budget.more)
    if execution := table.execution:
        sums = {
            "年初预算数": execution.initial,
            "全年预算数": execution.adjusted,
            "全年执行数": execution.spent,
        }
        yield from (_amount(label, sum_) for label, sum_ in sums.items() if sum_)
    if table.purpose:
        yield DrawnCell(clean(table.purpose), label="资金用途")
    if plan := table.funds_plan:
        for point in plan.points:
            places = (point.location, plan.location)
            yield DrawnCell(clean(point.raw), places, f"{clean(point.label)}支出")
    for goal in table.goals:
        yield DrawnCell(clean(goal.text), (goal.location,), clean(goal.label) or "绩效目标")


def _amount(label: str, amount: Amount) -> DrawnCell:
    return DrawnCell(clean(amount.raw), (amount.location,), label)
