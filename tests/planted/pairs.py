"""PC82x: a self-evaluation beside its plan."""

from decimal import Decimal

from attrs import evolve
from hypothesis import strategies as st

from perfcheck.strategies import self_evaluations
from perfcheck.tables import Column, Target, TargetTable
from perfcheck.values import parse_with_unit
from tests.planted import Pair, Planted, defect
from tests.planted.cells import QUALITY, changed, pick, removed

OF_EVALUATIONS = {Column.ACTUAL, Column.POINTS, Column.SCORE, Column.REASON}


def with_plan(evaluation: TargetTable) -> Pair:
    rows = tuple(
        evolve(row, actual=None, points=None, score=None, reason=None)
        for row in evaluation.indicators
    )
    columns = evaluation.columns - OF_EVALUATIONS
    plan = evolve(evaluation, columns=columns, indicators=rows, execution=None, totals=None)
    return Pair(plan, evaluation)


PAIRS = self_evaluations().map(with_plan)


def retargeted(pair: Pair, at: int, value: str) -> Planted:
    """The pair with another target in the evaluation."""
    row = pair.evaluation.indicators[at]
    target = Target(value, parse_with_unit(value, row.unit_column), row.location)
    flawed = changed(pair.evaluation, at, target=target)
    return evolve(pair, evaluation=flawed), row.location


@defect("evaluation-misses-indicator", PAIRS)
def left_out(draw: st.DrawFn, pair: Pair) -> Planted:
    at = pick(draw, pair.plan, lambda row: row.kind is QUALITY)
    name = pair.plan.indicators[at].name
    evaluation = removed(pair.evaluation, lambda row: row.name == name)
    return evolve(pair, evaluation=evaluation), evaluation.location


@defect("evaluation-adds-indicator", PAIRS)
def added(draw: st.DrawFn, pair: Pair) -> Planted:
    at = pick(draw, pair.plan, lambda row: row.kind is QUALITY)
    name = pair.plan.indicators[at].name
    plan = removed(pair.plan, lambda row: row.name == name)
    return evolve(pair, plan=plan), pair.evaluation.indicators[at].location


@defect("evaluation-loosens-target", PAIRS)
def loosened(draw: st.DrawFn, pair: Pair) -> Planted:
    at = pick(draw, pair.plan, lambda row: row.kind is QUALITY)
    unit = "" if pair.plan.indicators[at].unit_column else "%"
    return retargeted(pair, at, f"≥{draw(st.integers(40, 84))}{unit}")


@defect("evaluation-changes-target", PAIRS)
def changed_target(draw: st.DrawFn, pair: Pair) -> Planted:
    at = pick(draw, pair.plan, lambda row: row.kind is QUALITY)
    unit = "" if pair.plan.indicators[at].unit_column else "%"
    return retargeted(pair, at, f"{draw(st.sampled_from('≥='))}100{unit}")


@defect(
    "evaluation-other-budget",
    PAIRS.filter(lambda pair: bool(pair.evaluation.execution and pair.plan.budget)),
)
def other_budget(draw: st.DrawFn, pair: Pair) -> Planted:
    execution = pair.evaluation.execution
    assert execution
    assert execution.initial
    assert execution.initial.yuan
    yuan = execution.initial.yuan + Decimal(draw(st.integers(1, 90)) * 10_000)
    initial = evolve(execution.initial, raw=f"{yuan}元", yuan=yuan)
    evaluation = evolve(pair.evaluation, execution=evolve(execution, initial=initial))
    return evolve(pair, evaluation=evaluation), initial.location
