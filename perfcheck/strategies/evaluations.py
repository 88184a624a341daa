"""Strategies for self-evaluations (绩效自评表): what was reached, and the score for it."""

from decimal import Decimal

from attrs import evolve
from hypothesis import strategies as st

from perfcheck.strategies.layout import Template, placed, templates
from perfcheck.strategies.money import amount
from perfcheck.strategies.tables import project_tables, weights_of
from perfcheck.strategies.themes import themes
from perfcheck.tables import Column, Execution, Indicator, TargetTable, Totals
from perfcheck.values import Deadline, Dimension, Operator, Threshold

HUNDRED, TENTH = Decimal(100), Decimal("0.1")
EXECUTION_POINTS = Decimal(10)
REASONS = ("雨季停工，下年提前开工", "部分点位移交，已调整计划", "报名人数少于预计，将加强宣传")


@st.composite
def self_evaluations(draw: st.DrawFn) -> TargetTable:
    """Sound self-evaluations of one project: every row with its actual value, points and score.

    Most targets are met and have full points; some are missed, give a reason and are scored by the
    share that was reached. Execution, a total and a column for reasons may be absent.
    """
    reasons = draw(st.booleans())
    template = _scored(draw(templates()), reasons)
    table = draw(project_tables(1, draw(st.sampled_from(themes())), template))
    execution = draw(st.none() | _executions(table))
    points = draw(weights_of(list(table.indicators), 90 if execution else None))
    rows = [
        draw(_missed(row, Decimal(own)) if reasons and draw(_seldom(row)) else _met(row, own))
        for row, own in zip(table.indicators, points, strict=True)
    ]
    scores = sum((Decimal(row.score or 0) for row in rows), Decimal(0))
    whole = Totals(Decimal(sum(points)), scores)
    if execution and execution.points is not None and execution.score is not None:
        whole = Totals(Decimal(100), scores + execution.score)
    return placed(
        evolve(
            table,
            funds_plan=None,
            execution=execution,
            totals=whole if draw(st.booleans()) else None,
            indicators=tuple(rows),
        )
    )


def _scored(template: Template, reasons: bool) -> Template:
    """The template of a plan with the columns of a self-evaluation."""
    added = {Column.ACTUAL, Column.POINTS, Column.SCORE, *([Column.REASON] if reasons else [])}
    return evolve(template, columns=template.columns - {Column.WEIGHT} | added)


@st.composite
def _executions(draw: st.DrawFn, table: TargetTable) -> Execution:
    planned = table.budget.total if table.budget else None
    yuan = (
        planned.yuan if planned and planned.yuan else Decimal(draw(st.integers(5, 900)) * 10_000)
    )
    spent = (yuan * draw(st.integers(600, 1000)) / 100_000).to_integral_value() * 100
    rate = (spent / yuan * HUNDRED).quantize(Decimal("0.01"))
    return Execution(
        initial=amount(yuan),
        adjusted=amount(yuan) if draw(st.booleans()) else None,
        spent=amount(spent),
        rate=rate,
        points=EXECUTION_POINTS,
        score=(EXECUTION_POINTS * rate / HUNDRED).quantize(TENTH),
    )


@st.composite
def _met(draw: st.DrawFn, row: Indicator, points: int) -> Indicator:
    """The row as reached: not so much above its target that a reason would be wanted."""
    scored = evolve(row, points=str(points), score=str(points), reason="")
    target = row.constraint
    if isinstance(target, Deadline) and target.high:
        year = f"{target.high.year}年" if target.high.year else ""
        month = draw(st.integers(1, target.high.month))
        return evolve(scored, actual=f"{year}{month}月{draw(st.integers(1, 28))}日")
    assert isinstance(target, Threshold)
    number, beyond = target.quantity.value, Decimal(draw(st.integers(1, 20))) / HUNDRED
    if target.op.is_floor:
        reached = (number * (1 + beyond)).to_integral_value(rounding="ROUND_FLOOR")
        share = target.dimension is Dimension.PERCENT
        return evolve(scored, actual=_written(row, min(reached, HUNDRED) if share else reached))
    if target.op is Operator.EQ and not row.is_cost:
        return evolve(scored, actual=_written(row, number))
    saved = number * (1 - beyond)
    whole = target.dimension in (Dimension.COUNT, Dimension.TIME)
    return evolve(
        scored,
        actual=_written(row, saved.to_integral_value(rounding="ROUND_FLOOR") if whole else saved),
    )


def _seldom(row: Indicator) -> st.SearchStrategy[bool]:
    """Of targets that can be missed by a share, some are."""
    target = row.constraint
    floor = isinstance(target, Threshold) and target.op.is_floor and target.quantity.value >= 20
    return st.sampled_from([False, False, False, True]) if floor else st.just(False)


@st.composite
def _missed(draw: st.DrawFn, row: Indicator, points: Decimal) -> Indicator:
    target = row.constraint
    assert isinstance(target, Threshold)
    number = target.quantity.value
    reached = (number * draw(st.integers(70, 94)) / HUNDRED).to_integral_value("ROUND_FLOOR")
    score = min((points * reached / number).quantize(TENTH), points - TENTH)
    return evolve(
        row,
        actual=_written(row, reached),
        points=f"{points}",
        score=f"{score}",
        reason=draw(st.sampled_from(REASONS)),
    )


def _written(row: Indicator, number: Decimal) -> str:
    """A number in the unit of the row's target."""
    quantity = row.constraint.quantities[-1]
    unit = "" if row.unit_column else row.value.partition(f"{quantity.value.normalize():f}")[2]
    return f"{number.normalize():f}{unit}"
