"""Strategies for indicators and for the target tables of projects."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import count, pairwise

from attrs import evolve, frozen
from hypothesis import strategies as st

from perfcheck.strategies.layout import Template, placed, templates
from perfcheck.strategies.money import budgets, funds_plans, yuan_text
from perfcheck.strategies.themes import Measure, Theme, themes
from perfcheck.tables import (
    Category,
    Column,
    Goal,
    Indicator,
    IndicatorKind,
    Target,
    TargetTable,
)
from perfcheck.tables.framework import GUIDED_POINTS
from perfcheck.values import parse_with_unit

ALWAYS = (
    IndicatorKind.QUANTITY,
    IndicatorKind.QUALITY,
    IndicatorKind.TIMELINESS,
    IndicatorKind.SOCIAL,
    IndicatorKind.SATISFACTION,
)
# So many percentages from 85 on; by any of the steps all of them are reached.
LOWEST, RATES, STEPS = 85, 15, (1, 2, 4, 7, 8, 11, 13, 14)
GROUNDS = (
    "《行业技术规程》第4章",
    "2023年实际完成数",
    "项目实施方案（2024年3月印发）",
    "服务合同第2024-017号",
    "近三年调查结果的平均数",
    "《专项资金管理办法》",
    "可行性研究报告批复〔2023〕12号",
)


@frozen
class Choice:
    """A measure with the number that one table sets for it."""

    kind: IndicatorKind
    measure: Measure
    number: str

    @property
    def amount(self) -> str:
        return f"{self.number}{self.measure.unit}"


@st.composite
def indicators(draw: st.DrawFn, kind: IndicatorKind | None = None) -> Indicator:
    """Sound indicators, of that kind if one is given: a value in the name's unit, with the sign that suits it."""
    rows = draw(project_tables(1, draw(_themes(kind)), draw(templates(kind)), kind)).indicators
    return draw(st.sampled_from([row for row in rows if kind in (None, row.kind)]))


def _themes(kind: IndicatorKind | None) -> st.SearchStrategy[Theme]:
    money = (IndicatorKind.COST, IndicatorKind.ECONOMIC_COST)
    fit = [one for one in themes() if kind in (None, *money) or kind in one.measures]
    return st.sampled_from(fit)


@st.composite
def target_tables(draw: st.DrawFn) -> TargetTable:
    """Sound tables of one project, after any of the known frameworks.

    The hierarchy is complete. Columns beside the first three levels and the value, budget, funds plan,
    goals and year may be absent; where they are there they agree with each other and with the costs.
    """
    return draw(project_tables(1, draw(st.sampled_from(themes())), draw(templates())))


@st.composite
def project_tables(
    draw: st.DrawFn,
    number: int,
    theme: Theme,
    template: Template,
    kind: IndicatorKind | None = None,
    *,
    budgeted: bool = False,
) -> TargetTable:
    """The ``number``-th table of a document, of this theme; with a row of the kind, surely with a budget."""
    choices = draw(_choices(theme, template, kind))
    yuan, costs = draw(_costs(theme, choices))
    rows = draw(_rows(theme, template, [*choices, *costs]))
    goals = draw(st.none() | _goals(theme, choices))
    budget = draw(budgets(yuan) if budgeted else st.none() | budgets(yuan))
    return placed(
        TargetTable(
            number=number,
            framework=template.framework,
            project=draw(st.sampled_from(theme.projects)),
            year=template.year,
            budget=budget,
            funds_plan=draw(st.none() | funds_plans(yuan if budget else None)),
            goals=goals or (),
            has_goal_cell=goals is not None,
            columns=template.columns,
            indicators=tuple(rows),
        )
    )


@st.composite
def _choices(
    draw: st.DrawFn, theme: Theme, template: Template, wanted: IndicatorKind | None
) -> list[Choice]:
    """Measures of every kind that must be there and of some others, with their numbers."""
    offered = {
        kind: measures
        for kind, measures in theme.measures.items()
        if template.framework.parents(kind)
    }
    kinds = [kind for kind in offered if kind in ALWAYS or kind is wanted or draw(st.booleans())]
    # Measured rates are hardly ever the same.
    first, step = draw(st.integers(0, RATES - 1)), draw(st.sampled_from(STEPS))
    rates = (LOWEST + (first + n * step) % RATES for n in count())
    found: list[Choice] = []
    for kind in kinds:
        most = 3 if kind is IndicatorKind.QUANTITY else 2  # ten rows of output at most, with costs
        few = st.lists(st.sampled_from(offered[kind]), min_size=1, max_size=most, unique=True)
        found += [
            Choice(kind, measure, draw(_number(measure, rates, template.year)))
            for measure in draw(few)
        ]
    return found


def _number(measure: Measure, rates: Iterator[int], year: int | None) -> st.SearchStrategy[str]:
    if measure.low is None or measure.high is None:
        return st.just(str(next(rates)))
    dated = f"{year}年" if measure.is_date and year else ""
    return st.integers(measure.low, measure.high).map(lambda number: f"{dated}{number}")


@st.composite
def _costs(draw: st.DrawFn, theme: Theme, choices: list[Choice]) -> tuple[Decimal, list[Choice]]:
    """What the project costs in 元, and the cost rows that say so: the total or its parts, and a price."""
    kind = IndicatorKind.COST
    yuan = Decimal(draw(st.integers(20, 60_000)) * 1_000)
    priced = next((one for one in choices if one.measure.name == theme.priced), None)
    price = theme.price
    prices: list[Choice] = []
    if priced and price.low is not None and price.high is not None and draw(st.booleans()):
        each = draw(st.integers(price.low, price.high))
        yuan = max(
            yuan, (each * Decimal(priced.number) / 1_000).to_integral_value() * 1_000 + 1_000
        )
        prices = [Choice(kind, price, str(each))]
    sign, unit = draw(st.sampled_from("≤≤＝=＜")), draw(st.sampled_from(["万元", "元"]))
    sums = [yuan]
    if draw(st.booleans()):
        first = (yuan * draw(st.integers(10, 90)) / 100_000).to_integral_value() * 1_000
        sums = [first, yuan - first]
    measures = theme.parts if len(sums) > 1 else (theme.total,)
    limits = [
        Choice(kind, measure.priced_at(sign, unit), yuan_text(sum_, unit).removesuffix(unit))
        for measure, sum_ in zip(measures, sums, strict=True)
    ]
    return yuan, [*limits, *prices]


@st.composite
def _rows(
    draw: st.DrawFn, theme: Theme, template: Template, choices: list[Choice]
) -> list[Indicator]:
    """The rows as the template orders them, those of a kind together."""
    order = [kind for kinds in template.framework.tree.values() for kind in kinds]
    choices = sorted(choices, key=lambda one: order.index(template.kind(one.kind)))
    first = draw(st.integers(0, len(GROUNDS) - 1))
    rows = [
        _row(
            one,
            template,
            one.measure.says if Column.DESCRIPTION in template.columns and draw(_mostly()) else "",
            GROUNDS[(first + at) % len(GROUNDS)] if Column.BASIS in template.columns else "",
        )
        for at, one in enumerate(choices)
    ]
    if Column.WEIGHT in template.columns:
        weights = draw(weights_of(rows))
        sign = draw(st.sampled_from(["", "%"]))
        rows = [
            evolve(row, weight=f"{weight}{sign}")
            for row, weight in zip(rows, weights, strict=True)
        ]
    return rows


def _mostly() -> st.SearchStrategy[bool]:
    return st.sampled_from([True, True, True, False])


def _row(choice: Choice, template: Template, description: str, basis: str) -> Indicator:
    kind, measure = template.kind(choice.kind), choice.measure
    (category, *_) = template.framework.parents(kind)
    unit = measure.unit if template.lone_unit and not measure.is_date else ""
    value = f"{measure.sign}{choice.amount}".removesuffix(unit)
    return Indicator(
        name=measure.name,
        target=Target(value, parse_with_unit(value, unit)),
        category=category,
        kind=kind,
        level1_raw=template.level1(category),
        level2_raw=template.level2(kind),
        description=description,
        basis=basis,
        unit_column=unit,
    )


@st.composite
def weights_of(draw: st.DrawFn, rows: list[Indicator], total: int | None = None) -> list[int]:
    """Whole weights of the rows that make up the total: 90, divided as the guideline has it, or 100."""
    total = total or draw(st.sampled_from([90, 100]))
    if total != 90:
        return draw(_parts(total, len(rows)))
    categories = [row.category for row in rows]
    guided = GUIDED_POINTS[Category.COST in categories]
    shares = {
        category: iter(draw(_parts(points, categories.count(category))))
        for category, points in guided.items()
    }
    return [next(shares[category]) for category in categories if category]


def _parts(total: int, number: int) -> st.SearchStrategy[list[int]]:
    """So many positive whole numbers that make up the total."""
    size = number - 1
    cuts = st.lists(st.integers(1, total - 1), min_size=size, max_size=size, unique=True)
    return cuts.map(lambda found: [b - a for a, b in pairwise([0, *sorted(found), total])])


@st.composite
def _goals(draw: st.DrawFn, theme: Theme, choices: list[Choice]) -> tuple[Goal, ...]:
    """The goals say what the quantities say: in one sentence, as a list, or in cells of their own."""
    tasks = [f"{one.measure.goal}{one.amount}" for one in choices if one.measure.goal]
    way = draw(st.sampled_from(["sentence", "list", "cells"]))
    if way == "sentence" or len(tasks) < 2:
        start = draw(st.sampled_from(["", "全年", "计划"]))
        return (Goal("", f"{start}{'，'.join(tasks)}，{theme.tail}"),)
    if way == "list":
        items = [f"{number}.{task}" for number, task in enumerate(tasks, 1)]
        return (Goal("", f"{'；'.join(items)}。"),)
    return tuple(Goal(f"目标{number}", task) for number, task in enumerate(tasks, 1))
