"""Laws that hold for every table: what may change without changing what is found."""

from collections import Counter
from decimal import Decimal
from random import Random

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from perfcheck.api import check
from perfcheck.rules import Report, Settings, find_rule
from perfcheck.strategies import indicators, target_tables
from perfcheck.tables import (
    Amount,
    Budget,
    Column,
    Indicator,
    IndicatorKind,
    PlanPoint,
    Target,
    TargetTable,
)
from perfcheck.values import Threshold, parse_value

# How a value is written is the business of these; a change of unit may change what they say.
WRITING = "PC1"

BUDGETED = target_tables().filter(lambda table: table.budget is not None)
PLANNED = target_tables().filter(
    lambda table: table.funds_plan is not None and "%" in table.funds_plan.points[0].raw
)


def fired(report: Report) -> Counter[tuple[str, str | None]]:
    """Which rules fire on which rows; a finding for many rows counts for each."""
    return Counter(
        (finding.rule, row)
        for finding in report.findings
        for row in ([one.indicator for one in finding.occurrences] or [finding.indicator])
    )


def with_value(table: TargetTable, at: int, value: str) -> TargetTable:
    row = evolve(table.indicators[at], target=Target(value, parse_value(value)))
    return evolve(table, indicators=(*table.indicators[:at], row, *table.indicators[at + 1 :]))


def with_budget(table: TargetTable, yuan: Decimal) -> TargetTable:
    amount = Amount(f"{yuan / 10_000:f}万元", yuan)
    return evolve(table, budget=Budget(total=amount, fiscal=amount))


@given(target_tables(), st.sampled_from(["万元", "元"]))
def test_the_unit_of_money_changes_no_finding(table: TargetTable, unit: str) -> None:
    """万元 or 元: the same sum, the same findings on the same rows."""
    changed = table
    for at, row in enumerate(table.indicators):
        constraint = row.constraint
        if isinstance(constraint, Threshold) and constraint.unit_text == "元":
            quantity = constraint.quantity.in_unit(unit)
            changed = with_value(changed, at, f"{constraint.op.symbol}{quantity.render()}")
    settings = Settings(ignore=(WRITING,))
    assert fired(check(changed, settings=settings)) == fired(check(table, settings=settings))


@given(target_tables(), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_no_finding(table: TargetTable, random: Random) -> None:
    rows = list(table.indicators)
    random.shuffle(rows)
    shuffled = evolve(table, indicators=tuple(rows))
    settings = Settings(ignore=("l2-order-split",))  # the one rule that is about the order
    assert fired(check(shuffled, settings=settings)) == fired(check(table, settings=settings))


@given(BUDGETED, st.integers(1, 99))
def test_a_smaller_budget_never_removes_cost_over_budget(table: TargetTable, share: int) -> None:
    assert table.budget
    assert table.budget.total
    assert table.budget.total.yuan
    smaller = with_budget(table, table.budget.total.yuan * share / 100)
    settings = Settings(select=("cost-over-budget",))
    before, after = (check(one, settings=settings) for one in (table, smaller))
    lost = fired(before) - fired(after)
    assert all(row is None for _, row in lost), (
        "only “together too much” may turn into single rows"
    )
    assert bool(after.findings) >= bool(before.findings)


@given(target_tables(), st.data())
def test_a_planted_defect_is_found_exactly(table: TargetTable, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(table.indicators) - 1))
    rule, value = data.draw(
        st.sampled_from(
            [
                ("value-empty", ""),
                ("value-placeholder", "不涉及"),
                ("value-unreadable", "≥1,2345次"),
            ]
        )
    )
    settings = Settings(select=(WRITING,))
    found = fired(check(with_value(table, at, value), settings=settings))
    assert found == Counter({(rule, table.indicators[at].name): 1})


@given(PLANNED, st.integers(0, 3), st.integers(101, 900))
def test_a_share_above_100_is_out_of_range(table: TargetTable, at: int, share: int) -> None:
    assert table.funds_plan
    points = list(table.funds_plan.points)
    points[at] = PlanPoint(points[at].label, f"{share}%", Decimal(share))
    broken = evolve(table, funds_plan=evolve(table.funds_plan, points=tuple(points)))
    settings = Settings(
        select=("PC62",), ignore=("plan-front-loaded",)
    )  # 100 % by June is no fault here
    found = {finding.rule for finding in check(broken, settings=settings).findings}
    assert "plan-out-of-range" in found
    assert found <= {"plan-out-of-range", "plan-not-monotone"}


@given(indicators(IndicatorKind.COST))
def test_a_cost_has_a_ceiling(row: Indicator) -> None:
    """The strategies give sound rows: what tests build on must not be broken itself."""
    assert isinstance(row.constraint, Threshold)
    assert not row.constraint.op.is_floor


@given(target_tables())
def test_every_rule_is_found_passed_or_not_checked(table: TargetTable) -> None:
    """A column that is missing shows as not checked, never as a pass."""
    bare = evolve(table, columns=table.columns - {Column.BASIS}, budget=None)
    report = check(bare)
    unchecked = {one.rule for one in report.unchecked}
    assert {"basis-circular", "basis-missing", "cost-over-budget", "budget-parts"} <= unchecked
    assert all(find_rule(rule) for rule in unchecked)
