"""A target table drawn from what was read of it, so that it looks the same whatever file it came from."""

from collections import defaultdict
from collections.abc import Iterator

from attrs import frozen

from perfcheck.documents import Location
from perfcheck.reports.inert import clean
from perfcheck.tables import Activity, Amount, Column, GradedIndicator, Indicator, TargetTable
from perfcheck.tables.cells import LEVELS, TEXTS

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
    """``lead`` cells are drawn once for a run of rows; ``name`` is the row's indicator, ``number``
    its place among those of the table (from 1; 0: the row is none), and ``value`` the one of its
    ``cells`` that is marked where nothing tells a better one."""

    lead: tuple[DrawnCell, ...]
    cells: tuple[DrawnCell, ...]
    name: str = ""
    number: int = 0
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
        for column, text in TEXTS.items()
        if column in ALWAYS or any(map(text, table.indicators))
    ]
    lead = [column for column in columns if column in LEVELS]
    own = [column for column in columns if column not in LEVELS]
    rows = (
        DrawnRow(
            tuple(_cell(row, column) for column in lead),
            tuple(_cell(row, column) for column in own),
            row.name,
            number,
            own.index(Column.VALUE),
        )
        for number, row in enumerate(table.indicators, 1)
    )
    return tuple(columns), rows


def _cell(row: Indicator, column: Column) -> DrawnCell:
    place = row.location if column is Column.VALUE else row.locations.get(column)
    return DrawnCell(clean(TEXTS[column](row)), (place,) if place else ())


def _graded(table: TargetTable) -> tuple[tuple[str, ...], Iterator[DrawnRow]]:
    first = (Column.ACTIVITY,) if table.activities else ()
    return (*first, Column.NAME, *GRADE_COLUMNS), _scales(table)


def _scales(table: TargetTable) -> Iterator[DrawnRow]:
    """Duties stand as rows of their own, activities beside their scales."""
    scales: dict[Activity | None, list[tuple[int, GradedIndicator]]] = defaultdict(list)
    for number, row in enumerate(table.graded, 1):
        scales[row.activity].append((number, row))
    for activity in dict.fromkeys((*table.activities, *scales)):
        lead = (_activity(activity),) if activity else ()
        if activity not in scales:
            yield DrawnRow((), lead)
        for number, row in scales.get(activity, []):
            levels = (DrawnCell(clean(one.raw), (one.location,)) for one in row.scale.levels)
            cells = (DrawnCell(clean(row.name), (row.location,)), *levels)
            yield DrawnRow(lead, cells, row.name, number)


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
