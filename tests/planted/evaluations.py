"""PC56x and PC57x: self-evaluations."""

from decimal import Decimal
from typing import Any

from attrs import evolve
from hypothesis import strategies as st

from perfcheck.strategies import self_evaluations
from perfcheck.tables import Column, Execution, Indicator, TargetTable
from perfcheck.values import Threshold
from tests.planted import Planted, defect
from tests.planted.cells import QUALITY, SATISFACTION, cell, changed, is_number, of, pick

TABLES = self_evaluations()


def met(row: Indicator) -> bool:
    return row.score == row.points


def met_rate(row: Indicator) -> bool:
    return met(row) and row.kind in (QUALITY, SATISFACTION)


RATED = TABLES.filter(lambda table: any(map(met_rate, table.indicators)))
EXECUTED = TABLES.filter(lambda table: table.execution is not None)
TOTALLED = TABLES.filter(lambda table: table.totals is not None)
REASONED = RATED.filter(lambda table: Column.REASON in table.columns)


def scored(table: TargetTable, at: int, score: Decimal, **cells: Any) -> TargetTable:
    """The table with another score in a row, and in the total."""
    before = Decimal(table.indicators[at].score or 0)
    return _with_total(changed(table, at, score=f"{score}", **cells), score - before)


def _with_total(table: TargetTable, more: Decimal) -> TargetTable:
    totals = table.totals
    if totals is None or totals.score is None:
        return table
    return evolve(table, totals=evolve(totals, score=totals.score + more))


def executed(table: TargetTable, **changes: Any) -> TargetTable:
    """The table with another execution; a new score is in the total, too."""
    one = _execution(table)
    new = evolve(one, **changes)
    assert new.score is not None
    assert one.score is not None
    return _with_total(evolve(table, execution=new), new.score - one.score)


def _execution(table: TargetTable) -> Execution:
    assert table.execution
    return table.execution


@defect("actual-missing", TABLES)
def no_actual(draw: st.DrawFn, table: TargetTable) -> Planted:
    at = pick(draw, table, met)
    actual = draw(st.sampled_from(["", "/", "——", "-"]))
    return changed(table, at, actual=actual), cell(table, at, Column.ACTUAL)


@defect("actual-copies-target", TABLES)
def copied_target(draw: st.DrawFn, table: TargetTable) -> Planted:
    at = pick(draw, table, lambda row: met(row) and row.value[:1] in "≥≤＜" and is_number(row))
    actual = table.indicators[at].value
    return changed(table, at, actual=actual), cell(table, at, Column.ACTUAL)


@defect("actual-not-number", TABLES)
def done(draw: st.DrawFn, table: TargetTable) -> Planted:
    at = pick(draw, table, lambda row: met(row) and is_number(row))
    actual = draw(st.sampled_from(["完成", "已完成", "达标", "全部完成"]))
    return changed(table, at, actual=actual), cell(table, at, Column.ACTUAL)


@defect("actual-unit-mismatch", RATED)
def in_another_unit(draw: st.DrawFn, table: TargetTable) -> Planted:
    at = pick(draw, table, met_rate)
    actual = f"{draw(st.integers(2, 900))}{draw(st.sampled_from('人个次'))}"
    return changed(table, at, actual=actual), cell(table, at, Column.ACTUAL)


@defect("score-over-points", TABLES)
def too_good(draw: st.DrawFn, table: TargetTable) -> Planted:
    at = pick(draw, table, met)
    score = Decimal(table.indicators[at].points or 0) + draw(st.integers(1, 9))
    return scored(table, at, score), cell(table, at, Column.SCORE)


@defect("full-score-for-miss", RATED)
def full_for_a_miss(draw: st.DrawFn, table: TargetTable) -> Planted:
    at = pick(draw, table, met_rate)
    actual = f"{draw(st.integers(40, 84))}%"
    return changed(table, at, actual=actual, reason="部分点位移交"), cell(table, at, Column.SCORE)


@defect("deviation-without-reason", REASONED)
def unexplained_miss(draw: st.DrawFn, table: TargetTable) -> Planted:
    at = pick(draw, table, met_rate)
    row = table.indicators[at]
    target = row.constraint
    assert isinstance(target, Threshold)
    reached = draw(st.integers(65, 84))
    score = (Decimal(row.points or 0) * reached / target.quantity.value).quantize(Decimal("0.1"))
    reason = draw(st.sampled_from(["", "无", "/"]))
    flawed = scored(table, at, score, actual=f"{reached}%", reason=reason)
    return flawed, cell(table, at, Column.REASON)


@defect("deviation-without-reason", REASONED)
def unexplained_excess(draw: st.DrawFn, table: TargetTable) -> Planted:
    at = pick(draw, table, of(QUALITY))
    row = table.indicators[at]
    flawed = scored(
        table,
        at,
        Decimal(row.points or 0),
        name="检查合格的点位",
        actual="96处",
        reason="",
        value="≥60处",
    )
    return flawed, cell(table, at, Column.REASON)


@defect("points-sum", TABLES)
def points_beside_100(draw: st.DrawFn, table: TargetTable) -> Planted:
    at = pick(draw, table, met)
    more = draw(st.integers(101, 200))
    points = Decimal(table.indicators[at].points or 0) + more
    return scored(table, at, points, points=f"{points}"), table.location


@defect("total-score-sum", TOTALLED)
def wrong_total(draw: st.DrawFn, table: TargetTable) -> Planted:
    assert table.totals
    more = Decimal(draw(st.integers(1, 90))) / 10
    return _with_total(table, more * draw(st.sampled_from([1, -1]))), table.totals.location


@defect("execution-rate", EXECUTED)
def wrong_rate(draw: st.DrawFn, table: TargetTable) -> Planted:
    rate = _execution(table).rate
    assert rate is not None
    return executed(table, rate=rate - draw(st.integers(1, 50))), _execution(table).location


@defect("execution-score", EXECUTED)
def wrong_execution_score(draw: st.DrawFn, table: TargetTable) -> Planted:
    score = _execution(table).score
    assert score is not None
    less = Decimal(draw(st.integers(20, 50))) / 10
    return executed(table, score=score - less), _execution(table).location


@defect("overspent", EXECUTED)
def overspent(draw: st.DrawFn, table: TargetTable) -> Planted:
    one = _execution(table)
    assert one.initial
    assert one.initial.yuan
    assert one.spent
    percent = draw(st.integers(101, 180))
    yuan = one.initial.yuan * percent / 100
    spent = evolve(one.spent, raw=f"{(yuan / 10_000).normalize():f}万元", yuan=yuan)
    flawed = executed(table, spent=spent, rate=Decimal(percent), score=one.points)
    return flawed, one.spent.location


# Advice


@defect("score-not-by-ratio", TABLES)
def met_and_marked_down(draw: st.DrawFn, table: TargetTable) -> Planted:
    at = pick(draw, table, lambda row: met(row) and is_number(row))
    return scored(table, at, Decimal(0), reason=""), cell(table, at, Column.SCORE)
