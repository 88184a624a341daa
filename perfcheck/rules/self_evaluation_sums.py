"""PC57x: self-evaluations (绩效自评表) as a whole: points and scores add up, spending and its rate."""

from collections.abc import Iterator
from decimal import Decimal

from perfcheck.rules.costs import wan
from perfcheck.rules.finding import ERROR, WARNING, Hit, NotChecked, Row
from perfcheck.rules.rule import Outcomes, table_rule
from perfcheck.rules.settings import Settings
from perfcheck.tables import Column, TargetTable
from perfcheck.tables.execution import number_in
from perfcheck.values.interval import plain

ACTUAL, POINTS, SCORE = Column.ACTUAL, Column.POINTS, Column.SCORE
HUNDRED, CENT, TENTH = Decimal(100), Decimal("0.01"), Decimal("0.1")
NO_EXECUTION = NotChecked("没有读到预算数和执行数", "no budget and spending was read")
EXECUTION_POINTS = Decimal(10)  # for the rate of execution, by custom
CUT = NotChecked("文件在表中间断开", "the file ends inside the table")


def _numbers(table: TargetTable, column: Column) -> list[Decimal] | NotChecked:
    """The numbers of a column, or why they cannot be added."""
    if table.truncated:
        return CUT
    texts = [_text(row, column) for row in table.rows]
    numbers = [number_in(text) for text in texts]
    missing = [row.name for row, one in zip(table.rows, numbers, strict=True) if one is None]
    if missing or table.unread:
        names = "、".join(missing[:3]) or "读不出的行"
        return NotChecked(f"{column}没有填全：{names}", f"{column} is incomplete: {names}")
    return [one for one in numbers if one is not None]


def _text(row: Row, column: Column) -> str:
    return (row.points if column is POINTS else row.score) or ""


def _shown(numbers: list[Decimal]) -> str:
    return " + ".join(map(plain, numbers))


@table_rule(
    "PC571",
    "points-sum",
    ERROR,
    "CY2020-10",
    needs=(POINTS, SCORE),
    reads=("policy.point_totals",),
)
def points_sum(table: TargetTable, settings: Settings) -> Outcomes:
    """分值合计不是 100 | The points do not add up to 100

    各指标的分值与预算执行率的分值（通常 10 分）合计应为 100。

    ## 错例
    | 项目名称 | 路灯维修 |
    | 一级指标 | 二级指标 | 三级指标 | 指标值 | 实际完成值 | 分值 | 得分 |
    | 产出指标 | 数量指标 | 维修路灯数量 | ≥60盏 | 66盏 | 50 | 50 |
    | 效益指标 | 社会效益指标 | 受益居民 | ≥3万人 | 3.1万人 | 30 | 30 |

    ## 正例
    | 项目名称 | 路灯维修 |
    | 一级指标 | 二级指标 | 三级指标 | 指标值 | 实际完成值 | 分值 | 得分 |
    | 产出指标 | 数量指标 | 维修路灯数量 | ≥60盏 | 66盏 | 60 | 60 |
    | 效益指标 | 社会效益指标 | 受益居民 | ≥3万人 | 3.1万人 | 40 | 40 |
    """
    numbers = _numbers(table, POINTS)
    if isinstance(numbers, NotChecked):
        yield numbers
        return
    own = table.execution.points if table.execution else None
    allowed = settings.policy.point_totals
    total = sum(numbers, own or Decimal(0))
    without = () if own else tuple(one - EXECUTION_POINTS for one in allowed)
    if total not in (*allowed, *without):
        sum_ = _shown([*numbers, *([own] if own else [])])
        expected = "、".join(map(plain, allowed))
        yield Hit(
            zh=f"分值合计 {sum_} = {plain(total)}，应为 {expected}",
            en=f"the points {sum_} = {plain(total)}; they should make {expected}",
            value=plain(total),
            expected=expected,
            difference=plain(abs(total - allowed[0])),
        )


@table_rule("PC572", "total-score-sum", ERROR, "LOGIC", needs=(POINTS, SCORE))
def total_score_sum(table: TargetTable, settings: Settings) -> Outcomes:
    """总分不等于各项得分之和 | The total score is not the sum of the scores

    总分是各指标得分与预算执行得分之和。

    ## 错例
    | 项目名称 | 路灯维修 | | | | | |
    | 一级指标 | 二级指标 | 三级指标 | 指标值 | 实际完成值 | 分值 | 得分 |
    | 产出指标 | 数量指标 | 维修路灯数量 | ≥60盏 | 66盏 | 60 | 60 |
    | 效益指标 | 社会效益指标 | 受益居民 | ≥4万人 | 3.8万人 | 40 | 38 |
    | 总分 | | | | | 100 | 99 |

    ## 正例
    | 项目名称 | 路灯维修 | | | | | |
    | 一级指标 | 二级指标 | 三级指标 | 指标值 | 实际完成值 | 分值 | 得分 |
    | 产出指标 | 数量指标 | 维修路灯数量 | ≥60盏 | 66盏 | 60 | 60 |
    | 效益指标 | 社会效益指标 | 受益居民 | ≥4万人 | 3.8万人 | 40 | 38 |
    | 总分 | | | | | 100 | 98 |
    """
    if table.totals is None or table.totals.score is None:
        yield NotChecked("表中没有总分", "the table states no total score")
        return
    numbers = _numbers(table, SCORE)
    if isinstance(numbers, NotChecked):
        yield numbers
        return
    own = table.execution.score if table.execution else None
    total, stated = sum(numbers, own or Decimal(0)), table.totals.score
    if abs(total - stated) > CENT:
        sum_ = _shown([*numbers, *([own] if own is not None else [])])
        yield Hit(
            zh=f"各项得分 {sum_} = {plain(total)}，总分写 {plain(stated)}，相差 {plain(abs(total - stated))}",
            en=f"the scores {sum_} = {plain(total)}, the total says {plain(stated)}",
            value=plain(stated),
            expected=plain(total),
            difference=plain(abs(total - stated)),
            location=table.totals.location,
        )


@table_rule("PC573", "execution-rate", ERROR, "LOGIC", needs=(ACTUAL,))
def execution_rate(table: TargetTable, settings: Settings) -> Outcomes:
    """执行率不等于执行数÷预算数 | The rate of execution is not spending over budget

    执行率按全年执行数除以全年预算数（没有调整的为年初预算数）计算。

    ## 错例
    | 项目名称 | 路灯维修 | | | | | |
    | 项目资金（万元） | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |
    | 年度资金总额 | 80 | 100 | 90 | 10 | 95% | 9 |
    | 一级指标 | 二级指标 | 三级指标 | 指标值 | 实际完成值 | 分值 | 得分 |
    | 产出指标 | 数量指标 | 维修路灯数量 | ≥60盏 | 66盏 | 90 | 90 |

    ## 正例
    | 项目名称 | 路灯维修 | | | | | |
    | 项目资金（万元） | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |
    | 年度资金总额 | 80 | 100 | 90 | 10 | 90% | 9 |
    | 一级指标 | 二级指标 | 三级指标 | 指标值 | 实际完成值 | 分值 | 得分 |
    | 产出指标 | 数量指标 | 维修路灯数量 | ≥60盏 | 66盏 | 90 | 90 |
    """
    rates = list(_rates(table))
    if not rates or table.execution is None:
        yield NO_EXECUTION
        return
    stated = table.execution.rate
    if stated is None:
        yield NotChecked("没有填执行率", "no rate of execution is given")
    elif all(abs(rate - stated) > _rounding(stated) for _, rate in rates):
        sum_, rate = rates[0]
        shown = rate.quantize(CENT)
        yield Hit(
            zh=f"执行率 {sum_} = {plain(shown)}%，表中写 {plain(stated)}%",
            en=f"the rate is {sum_} = {plain(shown)}%, the table says {plain(stated)}%",
            value=f"{plain(stated)}%",
            expected=f"{plain(shown)}%",
            difference=f"{plain(abs(shown - stated))}个百分点",
            location=table.execution.location,
        )


def _rates(table: TargetTable) -> Iterator[tuple[str, Decimal]]:
    """Spending over the budget as adjusted and as first passed, with the arithmetic."""
    one = table.execution
    if one is None or one.spent is None:
        return
    spent = one.spent.plain
    for budget in (one.adjusted, one.initial):
        if spent is not None and budget is not None and budget.plain:
            yield (
                f"{one.spent.raw} ÷ {budget.raw}",
                spent / budget.plain * HUNDRED,
            )


def _rounding(stated: Decimal) -> Decimal:
    """Half of the last written place, at least 0.05."""
    places = -int(stated.as_tuple().exponent)
    return max(Decimal("0.5").scaleb(-max(places, 0)), Decimal("0.05")) + Decimal("0.001")


@table_rule(
    "PC574",
    "execution-score",
    WARNING,
    "CONVENTION",
    needs=(ACTUAL,),
    reads=("policy.score_tolerance",),
)
def execution_score(table: TargetTable, settings: Settings) -> Outcomes:
    """疑似预算执行得分与执行率不符 | The score for execution does not follow its rate

    预算执行得分通常为分值 × 执行率，最多满分。

    ## 错例
    | 项目名称 | 路灯维修 | | | | | |
    | 项目资金（万元） | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |
    | 年度资金总额 | 100 | 100 | 60 | 10 | 60% | 10 |
    | 一级指标 | 二级指标 | 三级指标 | 指标值 | 实际完成值 | 分值 | 得分 |
    | 产出指标 | 数量指标 | 维修路灯数量 | ≥60盏 | 66盏 | 90 | 90 |

    ## 正例
    | 项目名称 | 路灯维修 | | | | | |
    | 项目资金（万元） | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |
    | 年度资金总额 | 100 | 100 | 90 | 10 | 90% | 9 |
    | 一级指标 | 二级指标 | 三级指标 | 指标值 | 实际完成值 | 分值 | 得分 |
    | 产出指标 | 数量指标 | 维修路灯数量 | ≥60盏 | 66盏 | 90 | 90 |
    """
    one, rates = table.execution, list(_rates(table))
    if one is None or one.points is None or one.score is None or not rates:
        yield NotChecked(
            "没有读到预算执行的分值、得分或执行数", "no points, score or spending was read"
        )
        return
    rate = min(rates[0][1], HUNDRED)
    earned = one.points * rate / HUNDRED
    if abs(one.score - earned) > max(one.points * settings.policy.score_tolerance, TENTH):
        shown = earned.quantize(CENT)
        yield Hit(
            zh=f"疑似：执行率 {plain(rates[0][1].quantize(CENT))}%，分值 {plain(one.points)}，按比例得 {plain(shown)}，表中得 {plain(one.score)}",
            en=f"at a rate of {plain(rates[0][1].quantize(CENT))}% {plain(one.points)} points earn {plain(shown)}, the table says {plain(one.score)}",
            value=plain(one.score),
            expected=plain(shown),
            location=one.location,
        )


@table_rule("PC575", "overspent", WARNING, "BUDGET-LAW", needs=(ACTUAL,))
def overspent(table: TargetTable, settings: Settings) -> Outcomes:
    """执行数超过预算数 | More was spent than budgeted

    支出不得超过预算；确有追加的，全年预算数应当包含追加，否则应说明资金来源。

    ## 错例
    | 项目名称 | 路灯维修 | | | | | |
    | 项目资金（万元） | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |
    | 年度资金总额 | 100 | 100 | 104 | 10 | 104% | 10 |
    | 一级指标 | 二级指标 | 三级指标 | 指标值 | 实际完成值 | 分值 | 得分 |
    | 产出指标 | 数量指标 | 维修路灯数量 | ≥60盏 | 66盏 | 90 | 90 |

    ## 正例
    | 项目名称 | 路灯维修 | | | | | |
    | 项目资金（万元） | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |
    | 年度资金总额 | 90 | 104 | 104 | 10 | 100% | 10 |
    | 一级指标 | 二级指标 | 三级指标 | 指标值 | 实际完成值 | 分值 | 得分 |
    | 产出指标 | 数量指标 | 维修路灯数量 | ≥60盏 | 66盏 | 90 | 90 |
    """
    one = table.execution
    budget = one.budget if one else None
    if one is None or one.spent is None or budget is None:
        yield NO_EXECUTION
        return
    spent, planned = one.spent.plain, budget.plain
    if spent is not None and planned and spent > planned:
        over = one.spent.yuan, budget.yuan
        gap = wan(over[0] - over[1]) if over[0] is not None and over[1] is not None else None
        yield Hit(
            zh=f"执行数 {one.spent.raw} 超过预算数 {budget.raw}" + (f"，多 {gap}" if gap else ""),
            en=f"spending {one.spent.raw} exceeds the budget {budget.raw}",
            value=one.spent.raw,
            expected=f"≤{budget.raw}",
            difference=gap,
            location=one.spent.location,
        )
