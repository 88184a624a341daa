"""PC6xx: costs, budget and funds plan."""

from decimal import Decimal

from attrs import evolve
from hypothesis import strategies as st

from perfcheck.tables import (
    Amount,
    Budget,
    Column,
    FundsPlan,
    Indicator,
    IndicatorKind,
    PlanPoint,
    TargetTable,
)
from tests.planted import Planted, defect
from tests.planted.cells import (
    ROOMY,
    TABLES,
    TIMELINESS,
    cell,
    changed,
    cost_kind,
    having,
    inserted,
    is_sum,
    pick,
    planned,
    removed,
    replaced,
)

WAN = Decimal(10_000)
BUDGETED = TABLES.filter(lambda table: table.budget is not None)
SMALL_BUDGETED = ROOMY.filter(lambda table: table.budget is not None)
DESCRIBED = having(Column.DESCRIPTION)
PLANNED, BOTH = planned(TABLES), planned(BUDGETED)


def budget_of(table: TargetTable) -> Decimal:
    assert table.budget
    assert table.budget.total
    assert table.budget.total.yuan
    return table.budget.total.yuan


def wan(yuan: Decimal) -> str:
    return f"{(yuan / WAN).normalize():f}"


def plan_of(table: TargetTable) -> FundsPlan:
    assert table.funds_plan
    return table.funds_plan


def replanned(table: TargetTable, at: int, raw: str) -> TargetTable:
    """The table with another writing at one deadline of its plan."""
    points = list(plan_of(table).points)
    points[at] = evolve(points[at], raw=raw, value=Decimal(raw.rstrip("%")) if raw else None)
    return evolve(table, funds_plan=evolve(plan_of(table), points=tuple(points)))


def point(table: TargetTable, at: int) -> PlanPoint:
    return plan_of(table).points[at]


@defect("cost-over-budget", BUDGETED)
def one_cost_over_budget(draw: st.DrawFn, table: TargetTable) -> Planted:
    at = pick(draw, table, is_sum)
    value = f"≤{wan(budget_of(table) + draw(st.integers(1, 900)) * 1000)}万元"
    return changed(table, at, value=value), cell(table, at)


@defect("cost-over-budget", BUDGETED.filter(lambda table: sum(map(is_sum, table.costs)) > 1))
def costs_over_budget_together(draw: st.DrawFn, table: TargetTable) -> Planted:
    flawed = table
    places = [at for at, row in enumerate(table.indicators) if is_sum(row)]
    for at in places:
        flawed = changed(flawed, at, value=f"≤{wan(budget_of(table) * 7 / 10)}万元")
    return flawed, cell(table, places[0])


@defect("cost-money-missing", BUDGETED)
def no_sum(draw: st.DrawFn, table: TargetTable) -> Planted:
    places = [at for at, row in enumerate(table.indicators) if is_sum(row) or "单价" in row.name]
    flawed = table
    for at in places:
        flawed = replaced(flawed, at, f"养护支出控制率{at}", "≤100%")
    return flawed, cell(table, next(at for at, row in enumerate(table.indicators) if row.is_cost))


@defect("payments-sum", BUDGETED.filter(lambda table: Column.DESCRIPTION in table.columns))
def instalments_over_the_total(draw: st.DrawFn, table: TargetTable) -> Planted:
    at = pick(draw, table, lambda row: row.kind is TIMELINESS)
    sums = [row for row in table.costs if is_sum(row)]
    total = sum((row.constraint.quantities[0].base for row in sums), Decimal(0))
    part = wan(total * draw(st.integers(51, 99)) / 100)
    description = f"3月支付{part}万元，9月支付{part}万元"
    return replaced(table, at, "分期付款进度", "9月底前", description), cell(table, at)


@defect("unit-cost-product", SMALL_BUDGETED)
def dear_things(draw: st.DrawFn, table: TargetTable) -> Planted:
    count = draw(st.integers(4, 90))
    price = (budget_of(table) * draw(st.integers(110, 300)) / 100 / count).to_integral_value()
    row = ("体检挂图数量", f"≥{count}套", "")
    flawed, _ = inserted(table, IndicatorKind.QUANTITY, row)
    flawed, at = inserted(flawed, cost_kind(flawed), ("体检挂图单价", f"≤{price}元/套", ""))
    return evolve(flawed, indicators=_apart(flawed, at)), evolve(cell(flawed, at), row=900)


def _apart(table: TargetTable, at: int) -> tuple[Indicator, ...]:
    """The rows, the second of two new ones with a place of its own."""
    rows = list(table.indicators)
    locations = {column: evolve(one, row=900) for column, one in rows[at].locations.items()}
    target = evolve(rows[at].target, location=locations[Column.VALUE])
    rows[at] = evolve(rows[at], locations=locations, target=target)
    return tuple(rows)


@defect("budget-parts", BUDGETED)
def parts_of_another_sum(draw: st.DrawFn, table: TargetTable) -> Planted:
    assert table.budget
    assert table.budget.fiscal
    fiscal = table.budget.fiscal
    assert fiscal.yuan is not None
    more = fiscal.yuan + draw(st.integers(1, 900)) * 1000
    wrong = evolve(fiscal, raw=f"{wan(more)}万元", yuan=more)
    flawed = evolve(table, budget=evolve(table.budget, fiscal=wrong))
    assert table.budget.total
    return flawed, table.budget.total.location


@defect("plan-amount-in-percent", BOTH)
def sums_for_percentages(draw: st.DrawFn, table: TargetTable) -> Planted:
    flawed, budget = table, budget_of(table)
    if budget == 100 * WAN:  # where 100万元 is 100 %, nobody can tell
        budget += 5 * WAN
        amount = Amount("105万元", budget)
        flawed = evolve(flawed, budget=Budget(total=amount, fiscal=amount))
    for at, one in enumerate(plan_of(table).points):
        assert one.value is not None
        flawed = replanned(flawed, at, wan(budget * one.value / 100))
    return flawed, point(table, 0).location


@defect("plan-final-not-100", PLANNED)
def money_left_over(draw: st.DrawFn, table: TargetTable) -> Planted:
    before = point(table, 2).value
    assert before is not None
    raw = f"{draw(st.integers(int(before), 98))}%"
    return replanned(table, 3, raw), point(table, 3).location


@defect("plan-not-monotone", PLANNED)
def less_in_autumn(draw: st.DrawFn, table: TargetTable) -> Planted:
    raw = f"{draw(st.integers(96, 99))}%"
    return replanned(table, 1, raw), point(table, 2).location


@defect("plan-out-of-range", PLANNED)
def more_than_all(draw: st.DrawFn, table: TargetTable) -> Planted:
    return replanned(table, 3, f"{draw(st.integers(101, 300))}%"), point(table, 3).location


# Advice


@defect("cost-under-budget", BUDGETED.filter(lambda table: len(table.costs) == 1))
def money_without_use(draw: st.DrawFn, table: TargetTable) -> Planted:
    at = pick(draw, table, is_sum)
    value = f"≤{wan(budget_of(table) * draw(st.integers(10, 95)) / 100)}万元"
    return changed(table, at, value=value), cell(table, at)


@defect("cost-only-ceiling", DESCRIBED.filter(lambda table: len(table.costs) == 1))
def budget_again(draw: st.DrawFn, table: TargetTable) -> Planted:
    at = pick(draw, table, is_sum)
    row = table.indicators[at]
    flawed = changed(
        table,
        at,
        value=f"≤{wan(row.constraint.quantities[0].base)}万元",
        description="控制在批复的额度之内",
    )
    return flawed, cell(table, at)


@defect("unit-cost-denominator", ROOMY)
def price_of_something_else(draw: st.DrawFn, table: TargetTable) -> Planted:
    counts = table.of_kind(IndicatorKind.QUANTITY)
    flawed = removed(table, lambda row: row in counts[1:] or "单价" in row.name)
    at = pick(draw, flawed, lambda row: row.kind is IndicatorKind.QUANTITY)
    flawed = replaced(flawed, at, "抽检样品", "≥600份")
    flawed, at = inserted(flawed, cost_kind(flawed), ("样品检测单价", "≤3元/批次", ""))
    return evolve(flawed, goals=(), has_goal_cell=False), cell(flawed, at)


@defect("cost-share-of-purpose", TABLES)
def purchases_of_upkeep(draw: st.DrawFn, table: TargetTable) -> Planted:
    purpose = "购置中央空调2套，更换看台显示屏，保障场馆开放"
    return evolve(table, project="体育馆运行维护费", purpose=purpose), table.location


@defect("plan-missing", PLANNED)
def blank_deadline(draw: st.DrawFn, table: TargetTable) -> Planted:
    at = draw(st.integers(0, 3))
    return replanned(table, at, ""), point(table, at).location


@defect("plan-format-mixed", PLANNED)
def sign_left_out(draw: st.DrawFn, table: TargetTable) -> Planted:
    at = draw(st.integers(0, 3))
    return replanned(table, at, point(table, at).raw.rstrip("%")), point(table, at).location


@defect("plan-front-loaded", PLANNED)
def all_by_june(draw: st.DrawFn, table: TargetTable) -> Planted:
    flawed = evolve(table, project="办公区物业服务费")
    for at in (1, 2):
        flawed = replanned(flawed, at, "100%")
    return flawed, point(table, 1).location


@defect("plan-vs-schedule", BOTH.filter(lambda table: Column.DESCRIPTION in table.columns))
def instalments_before_the_plan(draw: st.DrawFn, table: TargetTable) -> Planted:
    at = pick(draw, table, lambda row: row.kind is TIMELINESS)
    half = wan(budget_of(table) / 2)
    description = f"2月支付{half}万元，3月支付{half}万元"
    return replaced(table, at, "分期付款进度", "3月底前", description), point(table, 0).location
