"""PC625–629: how the funds plan is filled in, and the pace that it sets."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from perfcheck.rules.costs import CENT, WAN, budget_of, wan
from perfcheck.rules.families import COMPLETENESS, FEASIBILITY
from perfcheck.rules.finding import INFO, Hit, NotChecked
from perfcheck.rules.lexicon import words
from perfcheck.rules.payments import instalments, payment_texts
from perfcheck.rules.plan import HUNDRED, plan_in_amounts, shares, written
from perfcheck.rules.rule import Outcomes, submission_rule, table_rule
from perfcheck.rules.settings import Settings
from perfcheck.tables import Indicator, PlanPoint, Submission, TargetTable
from perfcheck.values import Quantity, find_dates

NO_PLAN = NotChecked("表中没有资金支出计划", "the table has no funds plan")
# So many projects with one and the same even plan are no coincidence.
SAME_PLANS = 3
# A plan may lie so many percentage points beside the instalments.
LEEWAY = Decimal(10)
MONTH = re.compile(r"(\d{1,2})月")


@table_rule("PC625", "plan-missing", INFO, "CONVENTION", dimension=COMPLETENESS)
def plan_missing(table: TargetTable, settings: Settings) -> Outcomes:
    """资金支出计划没有填全 | The funds plan is not filled in

    模板有这一行，哪一格空着就看不出那时该支出多少。

    ## 错例
    | 项目名称 | 公园养护费 | 预算数 | 60万元 |
    | 资金支出计划（%） | 3月底 | 6月底 | 10月底 | 12月底 |
    | | | 50% | 75% | 100% |
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 成本指标 | 养护总成本 | 全年养护支出 | ≤60万元 |

    ## 正例
    | 项目名称 | 公园养护费 | 预算数 | 60万元 |
    | 资金支出计划（%） | 3月底 | 6月底 | 10月底 | 12月底 |
    | | 0% | 50% | 75% | 100% |
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 成本指标 | 养护总成本 | 全年养护支出 | ≤60万元 |
    """
    plan = table.funds_plan
    if plan is None:
        yield NO_PLAN
        return
    blank = [point for point in plan.points if not point.raw]
    if blank:
        labels = "、".join(point.label for point in blank)
        yield Hit(
            zh=f"资金支出计划的{labels}没有填：{written(plan)}",
            en=f"the funds plan leaves “{labels}” blank: “{written(plan, '(blank)')}”",
            value=written(plan),
            location=blank[0].location,
        )


@table_rule("PC626", "plan-format-mixed", INFO, "CONVENTION", dimension=COMPLETENESS)
def plan_format_mixed(table: TargetTable, settings: Settings) -> Outcomes:
    """同一行百分号写法不一 | Percent signs in some cells of the funds plan only

    有的格带百分号，有的不带，导入时会读成两种数。

    ## 错例
    | 项目名称 | 公园养护费 | 预算数 | 60万元 |
    | 资金支出计划（%） | 3月底 | 6月底 | 10月底 | 12月底 |
    | | 0 | 50% | 75% | 100% |
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 成本指标 | 养护总成本 | 全年养护支出 | ≤60万元 |

    ## 正例
    | 项目名称 | 公园养护费 | 预算数 | 60万元 |
    | 资金支出计划（%） | 3月底 | 6月底 | 10月底 | 12月底 |
    | | 0% | 50% | 75% | 100% |
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 成本指标 | 养护总成本 | 全年养护支出 | ≤60万元 |
    """
    plan = table.funds_plan
    if plan is None:
        yield NO_PLAN
        return
    filled = [point for point in plan.points if point.value is not None]
    bare = [point for point in filled if not re.search("[%％]", point.raw)]
    if 0 < len(bare) < len(filled):
        expected = " / ".join(f"{point.raw}%" if point in bare else point.raw for point in filled)
        yield Hit(
            zh=f"资金支出计划有的带百分号，有的不带：{written(plan)}；宜统一写成 {expected}",
            en=f"the funds plan has percent signs in some cells only: “{written(plan, '(blank)')}”",
            value=written(plan),
            expected=expected,
            location=bare[0].location,
        )


@table_rule("PC627", "plan-front-loaded", INFO, "CONVENTION")
def plan_front_loaded(table: TargetTable, settings: Settings) -> Outcomes:
    """疑似6月底就付完全年的钱 | Possibly a whole year's money spent by June

    物业、运维、保洁这类服务做满全年，钱却在年中付完，付款就走在了履约前面。

    ## 错例
    | 项目名称 | 办公区物业服务费 | 预算数 | 60万元 |
    | 资金支出计划（%） | 3月底 | 6月底 | 10月底 | 12月底 |
    | | 50% | 100% | 100% | 100% |
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 成本指标 | 物业总成本 | 全年物业支出 | ≤60万元 |

    ## 正例
    | 项目名称 | 办公区物业服务费 | 预算数 | 60万元 |
    | 资金支出计划（%） | 3月底 | 6月底 | 10月底 | 12月底 |
    | | 25% | 50% | 80% | 100% |
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 成本指标 | 物业总成本 | 全年物业支出 | ≤60万元 |
    """
    points = shares(table)
    if isinstance(points, NotChecked):
        yield points
        return
    service = words("all_year").search(f"{table.project or ''} {table.goal_text}")
    early = [point for point, share in points if share == HUNDRED and _month(point) <= 6]
    if service and early:
        yield Hit(
            zh=f"疑似付款早于履约：项目是全年的服务（“{service[0]}”），资金支出计划{early[0].label}已到 100%",
            en=f"the service runs all year, yet the funds plan reaches 100% at “{early[0].label}”",
            value=early[0].raw,
            location=early[0].location,
        )


@submission_rule("PC628", "plan-uniform-template", INFO, "CONVENTION")
def plan_uniform_template(submission: Submission, settings: Settings) -> Outcomes:
    """疑似各项目的支出计划套用同一模板 | The same even funds plan in every project

    三个以上项目都按 25/50/75/100 平均支出，多半没有按合同节点和施工进度测算。

    ## 错例
    甲路清扫费绩效目标表

    | 资金支出计划（%） | 3月底 | 6月底 | 10月底 | 12月底 |
    | | 25% | 50% | 75% | 100% |
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 清扫里程 | 清扫的里程 | ≥12公里 |

    乙桥检修费绩效目标表

    | 资金支出计划（%） | 3月底 | 6月底 | 10月底 | 12月底 |
    | | 25% | 50% | 75% | 100% |
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 检修桥梁 | 检修的桥梁 | =3座 |

    丙站购置费绩效目标表

    | 资金支出计划（%） | 3月底 | 6月底 | 10月底 | 12月底 |
    | | 25% | 50% | 75% | 100% |
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 购置水泵 | 购置的水泵 | =6台 |

    ## 正例
    甲路清扫费绩效目标表

    | 资金支出计划（%） | 3月底 | 6月底 | 10月底 | 12月底 |
    | | 25% | 50% | 75% | 100% |
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 清扫里程 | 清扫的里程 | ≥12公里 |

    乙桥检修费绩效目标表

    | 资金支出计划（%） | 3月底 | 6月底 | 10月底 | 12月底 |
    | | 0% | 0% | 60% | 100% |
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 检修桥梁 | 检修的桥梁 | =3座 |
    """
    plans = [(table, plan) for table in submission.tables if (plan := _percentages(table))]
    if not plans:
        yield NotChecked("没有可读的资金支出计划", "there is no readable funds plan")
        return
    first, same = plans[0][1], all(plan == plans[0][1] for _, plan in plans)
    if len(plans) >= SAME_PLANS and same and _is_even(first):
        shown = " / ".join(f"{share:f}%" for share in first)
        table = plans[0][0]
        yield Hit(
            zh=f"疑似套用模板：{len(plans)} 个项目的资金支出计划都是 {shown}，请按合同节点和进度测算",
            en=f"{len(plans)} projects all plan {shown}; plan by contracts and progress",
            value=shown,
            location=table.funds_plan.location if table.funds_plan else None,
        )


def _percentages(table: TargetTable) -> tuple[Decimal, ...]:
    """The plan in percent, also where it was filled in with sums; empty where it cannot be read."""
    plan, budget = table.funds_plan, budget_of(table)
    values = [point.value for point in plan.points if point.value is not None] if plan else []
    if plan is None or not plan.in_percent or len(values) < len(plan.points):
        return ()
    if not plan_in_amounts(table):
        return tuple(value.normalize() for value in values)
    return tuple((v * WAN / budget * 100).normalize() for v in values) if budget else ()


def _is_even(plan: tuple[Decimal, ...]) -> bool:
    steps = {after - before for before, after in pairwise((Decimal(0), *plan))}
    return len(plan) > 2 and len(steps) == 1


@table_rule("PC629", "plan-vs-schedule", INFO, "CY2015-88", dimension=FEASIBILITY)
def plan_vs_schedule(table: TargetTable, settings: Settings) -> Outcomes:
    """支出计划与分期付款的时间不符 | The funds plan does not follow the instalments

    描述写明几月付多少的，按月累计换算成百分比，与支出计划相差超过 10 个百分点的报。分期金额合计与预算不等的，由 payments-sum 检查。

    ## 错例
    | 项目名称 | 展厅布展 | 预算数 | 60万元 |
    | 资金支出计划（%） | 3月底 | 6月底 | 10月底 | 12月底 |
    | | 25% | 50% | 75% | 100% |
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 时效指标 | 分期付款进度 | 2月支付24万元，3月支付36万元 | 3月底前 |

    ## 正例
    | 项目名称 | 展厅布展 | 预算数 | 60万元 |
    | 资金支出计划（%） | 3月底 | 6月底 | 10月底 | 12月底 |
    | | 100% | 100% | 100% | 100% |
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 时效指标 | 分期付款进度 | 2月支付24万元，3月支付36万元 | 3月底前 |
    """
    points, budget = shares(table), budget_of(table)
    if isinstance(points, NotChecked):
        yield points
        return
    if budget is None:
        yield NotChecked("表中没有预算数", "the table states no budget")
        return
    for row, text, _ in payment_texts(table):
        paid = dict(_paid_by_month(text, instalments(text, row)))
        total = sum(paid.values(), Decimal(0))
        if len(paid) < 2 or abs(total - budget) > CENT:
            continue
        yield from _beside(points, paid, total, row)


def _paid_by_month(text: str, parts: list[Quantity]) -> Iterator[tuple[int, Decimal]]:
    """What is paid in each month: a sum belongs to the date before it; none, if one has no date."""
    paid: dict[int, Decimal] = {}
    dates = find_dates(text)
    for part in parts:
        before = [date for date in dates if date.span[0] < part.span[0]]
        if not before:
            return
        paid[before[-1].month] = paid.get(before[-1].month, Decimal(0)) + part.base
    yield from paid.items()


def _beside(
    points: list[tuple[PlanPoint, Decimal]],
    paid: dict[int, Decimal],
    total: Decimal,
    row: Indicator | None,
) -> Iterator[Hit]:
    for point, share in points:
        due = sum((money for month, money in paid.items() if month <= _month(point)), Decimal(0))
        wanted = (due * 100 / total).quantize(Decimal("0.1")).normalize()
        if abs(wanted - share) > LEEWAY:
            yield Hit(
                row=row,
                zh=f"分期付款到{point.label}为 {wan(due)}，占 {wanted:f}%，资金支出计划却是 {point.raw}，相差 {abs(wanted - share):f} 个百分点",
                en=f"by “{point.label}” {wan(due)} is to be paid, {wanted:f}%, yet the funds plan has {point.raw}",
                value=point.raw,
                expected=f"{wanted:f}%",
                difference=f"{abs(wanted - share):f}%",
                location=point.location,
            )
            return


def _month(point: PlanPoint) -> int:
    """The month that a deadline such as 10月底 names; 12 where it names none."""
    found = MONTH.search(point.label)
    return int(found[1]) if found else 12
