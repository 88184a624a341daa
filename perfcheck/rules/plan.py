"""PC62x: the funds plan (资金支出计划)."""

from decimal import Decimal
from itertools import pairwise

from perfcheck.rules.finding import ERROR, INFO, WARNING, Edit, Hit, NotChecked
from perfcheck.rules.mending import Edits
from perfcheck.rules.rule import Outcomes, table_rule
from perfcheck.rules.settings import Settings
from perfcheck.tables import FundsPlan, PlanPoint, TargetTable

HUNDRED = Decimal(100)
TOLERANCE = Decimal("0.01")
WAN = Decimal(10_000)


def plan_in_amounts(table: TargetTable) -> bool:
    """Does a plan headed in percent hold sums of money: no % sign, and ending at the budget or above 100?"""
    plan, budget = table.funds_plan, table.budget
    if plan is None or not plan.in_percent or budget is None or budget.total is None:
        return False
    values = [point.value for point in plan.points if point.value is not None]
    if (
        not values
        or values[-1] == HUNDRED
        or any("%" in p.raw or "％" in p.raw for p in plan.points)
    ):
        return False
    sums = [
        one.yuan / WAN for one in (budget.total, budget.fiscal) if one and one.yuan is not None
    ]
    return max(values) > HUNDRED or any(abs(values[-1] - sum_) <= TOLERANCE for sum_ in sums)


def written(plan: FundsPlan, blank: str = "（空）") -> str:
    return " / ".join(point.raw or blank for point in plan.points)


def _points(table: TargetTable) -> list[tuple[PlanPoint, Decimal]] | NotChecked:
    """The plan's points with their numbers, or why there is nothing to check."""
    plan = table.funds_plan
    if plan is None:
        return NotChecked("表中没有资金支出计划", "the table has no funds plan")
    points = [(point, point.value) for point in plan.points if point.value is not None]
    if len(points) < len(plan.points):
        return NotChecked(
            f"资金支出计划没有填全或读不出：{written(plan)}",
            f"the funds plan is incomplete or unreadable: “{written(plan, '(blank)')}”",
        )
    return points


def shares(table: TargetTable) -> list[tuple[PlanPoint, Decimal]] | NotChecked:
    """The plan's points as shares of the year's money; none where the plan holds sums."""
    points = _points(table)
    if isinstance(points, NotChecked) or table.funds_plan is None:
        return points
    return points if table.funds_plan.in_percent and not plan_in_amounts(table) else []


@table_rule("PC621", "plan-amount-in-percent", ERROR, "LOGIC")
def plan_amount_in_percent(table: TargetTable, settings: Settings) -> Outcomes:
    """支出计划（%）填了金额 | Amounts in a funds plan headed in percent

    表头要的是累计百分比，填的数没有百分号，却止于预算数（万元）或超过 100。

    ## 错例
    | 项目名称 | 公园养护费 | 预算数 | 60万元 |
    | 资金支出计划（%） | 3月底 | 6月底 | 10月底 | 12月底 |
    | | 15 | 30 | 45 | 60 |
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 成本指标 | 养护总成本 | 全年养护支出 | ≤60万元 |

    ## 正例
    | 项目名称 | 公园养护费 | 预算数 | 60万元 |
    | 资金支出计划（%） | 3月底 | 6月底 | 10月底 | 12月底 |
    | | 25 | 50 | 75 | 100 |
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 成本指标 | 养护总成本 | 全年养护支出 | ≤60万元 |
    """
    points = _points(table)
    if isinstance(points, NotChecked):
        yield points
        return
    plan, total = table.funds_plan, table.budget and table.budget.total
    if plan is None or not total or total.yuan is None:
        yield NotChecked(
            "表中没有预算数，无法判断填的是否金额", "the table has no budget to compare with"
        )
    elif plan_in_amounts(table):
        percents = [f"{_share(value * WAN, total.yuan):f}%" for _, value in points]
        expected = " / ".join(percents)
        yield Hit(
            zh=f"表头是百分比，{written(plan)} 却是金额（预算数 {total.raw}）；换算为 {expected}",
            en=f"the header asks for percent, “{written(plan, '(blank)')}” are sums (budget {total.raw}); that is {expected}",
            value=written(plan),
            expected=expected,
            edits=_as_shares(points, percents, total.yuan),
            location=plan.points[0].location,
        )


def _share(part: Decimal, whole: Decimal) -> Decimal:
    return (part / whole * 100).quantize(TOLERANCE).normalize()


def _as_shares(
    points: list[tuple[PlanPoint, Decimal]], percents: list[str], total: Decimal
) -> Edits:
    """Certain where the sums rise, in 万元, exactly to the budget."""
    values = [value for _, value in points]
    if values != sorted(values) or values[0] < 0 or values[-1] * WAN != total:
        return ()
    return tuple(
        Edit((point.location,), point.raw, percent)
        for (point, _), percent in zip(points, percents, strict=True)
    )


@table_rule("PC622", "plan-final-not-100", WARNING, "CONVENTION")
def plan_final_not_100(table: TargetTable, settings: Settings) -> Outcomes:
    """12月底不是100% | The year-end share is not 100%

    累计支出到年底应为 100%；有结转的应说明。

    ## 错例
    | 项目名称 | 公园养护费 | 预算数 | 60万元 |
    | 资金支出计划（%） | 3月底 | 6月底 | 10月底 | 12月底 |
    | | 25% | 50% | 75% | 95% |
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 成本指标 | 养护总成本 | 全年养护支出 | ≤60万元 |

    ## 正例
    | 项目名称 | 公园养护费 | 预算数 | 60万元 |
    | 资金支出计划（%） | 3月底 | 6月底 | 10月底 | 12月底 |
    | | 25% | 50% | 75% | 100% |
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 成本指标 | 养护总成本 | 全年养护支出 | ≤60万元 |
    """
    points = shares(table)
    if isinstance(points, NotChecked):
        yield points
        return
    if not points or table.funds_plan is None:
        return
    last, value = points[-1]
    if value < HUNDRED - TOLERANCE:  # above 100: plan-out-of-range speaks of it
        carried = "结转" in table.goal_text + table.purpose
        yield Hit(
            zh=f"资金支出计划{last.label}为 {last.raw}，累计应到 100%"
            + ("（文中提到结转）" if carried else ""),
            en=f"the funds plan ends at {last.raw}; it should reach 100%",
            value=written(table.funds_plan),
            expected="100%",
            difference=f"{HUNDRED - value:f}%",
            location=last.location,
            severity=INFO if carried else WARNING,
        )


@table_rule("PC623", "plan-not-monotone", ERROR, "LOGIC")
def plan_not_monotone(table: TargetTable, settings: Settings) -> Outcomes:
    """累计计划递减 | The cumulative plan decreases

    累计数只增不减。四个数合计恰为 100% 的，可能填成了分期数。

    ## 错例
    | 项目名称 | 公园养护费 | 预算数 | 60万元 |
    | 资金支出计划（%） | 3月底 | 6月底 | 10月底 | 12月底 |
    | | 50% | 40% | 75% | 100% |
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 成本指标 | 养护总成本 | 全年养护支出 | ≤60万元 |

    ## 正例
    | 项目名称 | 公园养护费 | 预算数 | 60万元 |
    | 资金支出计划（%） | 3月底 | 6月底 | 10月底 | 12月底 |
    | | 0 | 100% | 100% | 100% |
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 成本指标 | 养护总成本 | 全年养护支出 | ≤60万元 |
    """
    points = _points(table)
    if isinstance(points, NotChecked):
        yield points
        return
    fall = next(((a, b) for a, b in pairwise(points) if b[1] < a[1]), None)
    if fall is None or table.funds_plan is None:
        return
    (before, _), (after, _) = fall
    phased = abs(sum(value for _, value in points) - HUNDRED) <= Decimal("0.1")
    hint = "；四个数合计为 100%，可能填的是分期数而不是累计数" if phased else ""
    yield Hit(
        zh=f"累计支出计划从{before.label} {before.raw} 降到{after.label} {after.raw}{hint}",
        en=f"the cumulative plan falls from {before.raw} (“{before.label}”) to {after.raw} (“{after.label}”)",
        value=written(table.funds_plan),
        location=after.location,
    )


@table_rule("PC624", "plan-out-of-range", ERROR, "LOGIC")
def plan_out_of_range(table: TargetTable, settings: Settings) -> Outcomes:
    """计划值超出0–100 | A share lies outside 0–100

    累计百分比在 0 到 100 之间。

    ## 错例
    | 项目名称 | 公园养护费 | 预算数 | 60万元 |
    | 资金支出计划（%） | 3月底 | 6月底 | 10月底 | 12月底 |
    | | 25% | 50% | 75% | 120% |
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 成本指标 | 养护总成本 | 全年养护支出 | ≤60万元 |

    ## 正例
    | 项目名称 | 公园养护费 | 预算数 | 60万元 |
    | 资金支出计划（%） | 3月底 | 6月底 | 10月底 | 12月底 |
    | | 25% | 50% | 75% | 100% |
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 成本指标 | 养护总成本 | 全年养护支出 | ≤60万元 |
    """
    points = shares(table)
    if isinstance(points, NotChecked):
        yield points
        return
    for point, value in points:
        if not 0 <= value <= HUNDRED:
            yield Hit(
                zh=f"资金支出计划{point.label}为 {point.raw}，不在 0 到 100% 之间",
                en=f"the funds plan has {point.raw} at “{point.label}”, outside 0 to 100%",
                value=point.raw,
                expected="0%–100%",
                location=point.location,
            )
