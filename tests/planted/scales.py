"""PC7xx: graded scales, and the budgets of duties."""

from decimal import Decimal

from attrs import evolve
from hypothesis import strategies as st

from perfcheck.documents import Location
from perfcheck.strategies import graded_tables
from perfcheck.tables import Column, GradedIndicator, GradeScale, Target, TargetTable
from perfcheck.values import parse_value
from tests.planted import Planted, defect

TABLES = graded_tables()


def pick(draw: st.DrawFn, table: TargetTable) -> int:
    """The place of one of the rates."""
    return draw(
        st.sampled_from([at for at, row in enumerate(table.graded) if row.name.endswith("率")])
    )


def graded(table: TargetTable, at: int, *levels: str, name: str = "") -> TargetTable:
    """The table with other levels in a row."""
    row = table.graded[at]
    targets = [
        Target(text, parse_value(text), old.location)
        for text, old in zip(levels, row.scale.levels, strict=True)
    ]
    best, good, fair, poor = targets
    rows = list(table.graded)
    rows[at] = evolve(row, name=name or row.name, scale=GradeScale((best, good, fair, poor)))
    return evolve(table, graded=tuple(rows))


def texts(row: GradedIndicator) -> list[str]:
    return [level.raw for level in row.scale.levels]


@st.composite
def ends(draw: st.DrawFn) -> tuple[int, int, int]:
    """The lower ends of 优, 良 and 中, in percent, with room between them."""
    c = draw(st.integers(50, 70))
    b = c + draw(st.integers(5, 12))
    return b + draw(st.integers(5, 12)), b, c


def _at(table: TargetTable, at: int, level: int = 0) -> Planted:
    return table, table.graded[at].scale.levels[level].location


@defect("grade-missing-level", TABLES)
def no_level(draw: st.DrawFn, table: TargetTable) -> Planted:
    at, level = pick(draw, table), draw(st.integers(0, 3))
    levels = texts(table.graded[at])
    levels[level] = ""
    return _at(graded(table, at, *levels), at, level)


@defect("grade-unparsable", TABLES)
def level_in_words(draw: st.DrawFn, table: TargetTable) -> Planted:
    at, level = pick(draw, table), draw(st.integers(0, 3))
    levels = texts(table.graded[at])
    levels[level] = draw(st.sampled_from(["视情况", "较好", "其他情形"]))
    return _at(graded(table, at, *levels), at, level)


@defect("grade-gap", TABLES)
def gap(draw: st.DrawFn, table: TargetTable) -> Planted:
    at, (a, b, c) = pick(draw, table), draw(ends())
    d = b + draw(st.integers(1, 3))
    return _at(graded(table, at, f"≥{a}%", f"≥{d}%且＜{a}%", f"≥{c}%且＜{b}%", f"＜{c}%"), at)


@defect("grade-overlap", TABLES)
def overlap(draw: st.DrawFn, table: TargetTable) -> Planted:
    at, (a, b, c) = pick(draw, table), draw(ends())
    d = b - draw(st.integers(1, 3))
    return _at(graded(table, at, f"≥{a}%", f"≥{d}%且＜{a}%", f"≥{c}%且＜{b}%", f"＜{c}%"), at)


@defect("grade-not-monotone", TABLES)
def back_and_forth(draw: st.DrawFn, table: TargetTable) -> Planted:
    at = pick(draw, table)
    best, good, fair, poor = texts(table.graded[at])
    order = draw(st.sampled_from([(good, best, fair, poor), (best, fair, good, poor)]))
    return _at(graded(table, at, *order), at)


@defect("grade-worst-bounded", TABLES)
def bounded(draw: st.DrawFn, table: TargetTable) -> Planted:
    at, (a, b, c) = pick(draw, table), draw(ends())
    d = c - draw(st.integers(10, 40))
    levels = (f"≥{a}%", f"≥{b}%且＜{a}%", f"≥{c}%且＜{b}%", f"≥{d}%且＜{c}%")
    return _at(graded(table, at, *levels), at, 3)


@defect("grade-point-values", TABLES, grade_gap="between single points is a gap")
def points(draw: st.DrawFn, table: TargetTable) -> Planted:
    at, (a, b, c) = pick(draw, table), draw(ends())
    return _at(graded(table, at, f"{a}%", f"{b}%", f"{c}%", f"＜{c}%"), at)


@defect("grade-kind-mismatch", TABLES)
def words(draw: st.DrawFn, table: TargetTable) -> Planted:
    at = pick(draw, table)
    levels = draw(
        st.sampled_from(
            [("效果好", "效果较好", "效果一般", "效果差"), ("优秀", "良好", "合格", "不合格")]
        )
    )
    return graded(table, at, *levels), table.graded[at].location


@defect("grade-unit-mismatch", TABLES)
def counted(draw: st.DrawFn, table: TargetTable) -> Planted:
    at = pick(draw, table)
    unit = draw(st.sampled_from("盏次件"))
    levels = (f"5{unit}以内", f"6～10{unit}", f"11～15{unit}", f"16{unit}以上")
    return graded(table, at, *levels), table.graded[at].location


@defect("grade-overspend-tolerated", TABLES)
def overspending(draw: st.DrawFn, table: TargetTable) -> Planted:
    at = pick(draw, table)
    name = draw(st.sampled_from(["采购经费支出率", "活动支出率"]))
    levels = ("≤100%", "＞100%且≤105%", "＞105%且≤110%", "＞110%")
    return _at(graded(table, at, *levels, name=name), at)


@defect("activity-budget-sum", TABLES)
def parts_of_another_sum(draw: st.DrawFn, table: TargetTable) -> Planted:
    at = draw(
        st.sampled_from([n for n, one in enumerate(table.activities) if one.parent is not None])
    )
    own, parts = table.activities[at], list(table.activities)
    assert own.parent
    assert own.parent.budget
    assert own.budget
    assert own.budget.yuan
    yuan = own.budget.yuan + draw(st.integers(1, 900)) * 1000
    parts[at] = evolve(own, budget=evolve(own.budget, raw=f"{yuan}元", yuan=yuan))
    return evolve(table, activities=tuple(parts)), own.parent.budget.location


# Self-evaluations by scales


def evaluated(table: TargetTable) -> TargetTable:
    """Every row with an actual value of the best grade, and full points."""
    columns = table.columns | {Column.ACTUAL, Column.POINTS, Column.SCORE, Column.REASON}
    each = 100 // len(table.graded)
    points = [str(100 - each * (len(table.graded) - 1)), *[str(each)] * (len(table.graded) - 1)]
    rows = tuple(
        evolve(row, actual=_best(row), points=own, score=own, reason="", locations=_places(row))
        for row, own in zip(table.graded, points, strict=True)
    )
    return evolve(table, columns=columns, graded=rows)


def _best(row: GradedIndicator) -> str:
    best = row.scale.levels[0].constraint.interval
    assert best is not None
    return f"{best.low if best.low is not None else best.high}"


def _places(row: GradedIndicator) -> dict[Column, Location]:
    order = (Column.ACTUAL, Column.POINTS, Column.SCORE, Column.REASON)
    return {column: evolve(row.location, col=col) for col, column in enumerate(order, 20)}


EVALUATED = TABLES.map(evaluated)


def scored(table: TargetTable, at: int, actual: str, share: Decimal = Decimal(1)) -> TargetTable:
    """The table with another actual value in a row, and this share of its points."""
    rows = list(table.graded)
    score = f"{Decimal(rows[at].points or 0) * share:.1f}"
    rows[at] = evolve(rows[at], actual=actual, score=score)
    return evolve(table, graded=tuple(rows))


@defect("grade-actual-in-gap", EVALUATED, grade_gap="a value can only be between grades in a gap")
def between_the_grades(draw: st.DrawFn, table: TargetTable) -> Planted:
    at, (a, b, c) = pick(draw, table), draw(ends())
    flawed = graded(table, at, f"≥{a}%", f"≥{b + 2}%且＜{a}%", f"≥{c}%且＜{b}%", f"＜{c}%")
    flawed = scored(flawed, at, f"{b + 1}%", Decimal("0.85"))
    return flawed, flawed.graded[at].locations[Column.ACTUAL]


@defect("grade-full-score", EVALUATED)
def full_for_less(draw: st.DrawFn, table: TargetTable) -> Planted:
    at, (a, b, c) = pick(draw, table), draw(ends())
    flawed = graded(table, at, f"≥{a}%", f"≥{b}%且＜{a}%", f"≥{c}%且＜{b}%", f"＜{c}%")
    actual = draw(st.integers(c, a - 1))
    return scored(flawed, at, f"{actual}%"), flawed.graded[at].locations[Column.SCORE]


@defect("grade-worst-without-reason", EVALUATED)
def unexplained_worst(draw: st.DrawFn, table: TargetTable) -> Planted:
    at, (a, b, c) = pick(draw, table), draw(ends())
    flawed = graded(table, at, f"≥{a}%", f"≥{b}%且＜{a}%", f"≥{c}%且＜{b}%", f"＜{c}%")
    flawed = scored(flawed, at, f"{draw(st.integers(10, c - 1))}%", Decimal("0.4"))
    return flawed, flawed.graded[at].locations[Column.REASON]


# Advice


@defect("grade-boundary-shared", TABLES)
def shared_end(draw: st.DrawFn, table: TargetTable) -> Planted:
    at, (a, b, c) = pick(draw, table), draw(ends())
    levels = (f"{a}%以上", f"{b}%～{a}%", f"{c}%～{b}%", f"＜{c}%")
    return _at(graded(table, at, *levels), at)


@defect("grade-interval-reversed", TABLES)
def downwards(draw: st.DrawFn, table: TargetTable) -> Planted:
    at = pick(draw, table)
    levels = ("6篇以上", "5～4篇", "3～2篇", "1篇以下")
    return _at(graded(table, at, *levels, name="调研报告数量"), at, 1)


@defect("activity-no-budget", TABLES)
def money_without_budget(draw: st.DrawFn, table: TargetTable) -> Planted:
    at = pick(draw, table)
    row = table.graded[at]
    assert row.activity
    rows = list(table.graded)
    own = evolve(row.activity, budget=None)
    rows[at] = evolve(row, name="活动经费节约率", activity=own)
    return evolve(table, graded=tuple(rows)), row.location
