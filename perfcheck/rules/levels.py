"""PC2xx: is a target set where it binds?"""

import re
from collections.abc import Iterator
from decimal import ROUND_CEILING, Decimal

from perfcheck.rules.direction import (
    HUNDRED,
    asks_satisfaction,
    counts_harm,
    is_bounded_rate,
    percent_of,
)
from perfcheck.rules.finding import ERROR, INFO, WARNING, Hit
from perfcheck.rules.lexicon import words
from perfcheck.rules.rule import Outcomes, row_rule, table_rule
from perfcheck.rules.settings import Settings
from perfcheck.tables import Indicator, IndicatorKind, TargetTable
from perfcheck.values import Operator, Threshold

# 满意度提高5个百分点, 不满意率: not how many are satisfied
NOT_A_LEVEL = re.compile("提高|提升|增长|上升|增加|增幅|降|不满|投诉")


def satisfaction_level(row: Indicator) -> Threshold | None:
    """The share of respondents that shall be satisfied, where a row asks for one."""
    rate = percent_of(row.constraint)
    level = asks_satisfaction(row) and not NOT_A_LEVEL.search(row.wording)
    return rate if rate and level and not rate.op.is_ceiling else None


@row_rule("PC202", "percent-ge-100", INFO, "LOGIC")
def percent_ge_100(row: Indicator, table: TargetTable, settings: Settings) -> Outcomes:
    """有上限的比率写了“≥100%” | “≥100%” on a rate that cannot exceed 100%

    份额最多 100%，“≥100%”就是“=100%”；“＞100%”则不可能做到，按错误报。

    ## 错例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 质量指标 | 工程验收合格率 | 合格工程占验收工程的比例 | ≥100% |

    ## 正例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 质量指标 | 工程验收合格率 | 合格工程占验收工程的比例 | =100% |
    """
    rate = percent_of(row.constraint)
    if rate is None or rate.quantity.normalized != HUNDRED or not is_bounded_rate(row):
        return
    if rate.op is Operator.GE:
        yield Hit(
            zh=f"“{row.name}”最多 100%，“{row.value.strip()}”就是“=100%”",
            en=f"“{row.name}” cannot exceed 100%: “{row.value.strip()}” means “=100%”",
            expected="=100%",
        )
    elif rate.op is Operator.GT:
        yield Hit(
            zh=f"“{row.name}”最多 100%，“{row.value.strip()}”不可能做到",
            en=f"“{row.name}” cannot exceed 100%: “{row.value.strip()}” cannot be reached",
            expected="=100%",
            severity=ERROR,
        )


@row_rule("PC203", "percent-le-100-vacuous", INFO, "CY2021-101")
def percent_le_100_vacuous(row: Indicator, table: TargetTable, settings: Settings) -> Outcomes:
    """疑似没有约束力：“≤100%”或“≥0” | Possibly a bound that nothing can break

    份额本来就不超过 100%，数量本来就不小于 0，怎么做都达标。“执行率≤100%”也可能是防超支，“增长率≥0”是不倒退，后者不报。

    ## 错例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 时效指标 | 预算执行率 | 支出占预算的比例 | ≤100% |

    ## 错例（数量不小于 0）
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 新建口袋公园 | 建成开放的口袋公园 | ≥0个 |

    ## 正例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 成本指标 | 成本控制率 | 实际支出与预算之比 | ≤100% |
    | 效益指标 | 经济效益指标 | 旅游收入增长率 | 比上年增长的比例 | ≥0% |
    """
    constraint = row.constraint
    if not isinstance(constraint, Threshold):
        return
    written = row.value.strip()
    if constraint.op is Operator.LE and _is_share_to_100(row):
        yield Hit(
            zh=f"疑似没有约束力：“{row.name}”最多 100%，“{written}”怎么做都达标；请核实是否要下限",
            en=f"possibly vacuous: “{row.name}” cannot pass 100%, so “{written}” is always met",
            expected=f"≥{constraint.quantity.render()}",
        )
    elif constraint.op is Operator.GE and _is_floor_of_nothing(row, constraint):
        yield Hit(
            zh=f"疑似没有约束力：“{row.name}”不会小于 0，“{written}”怎么做都达标",
            en=f"possibly vacuous: “{row.name}” is never below 0, so “{written}” is always met",
        )


def _is_share_to_100(row: Indicator) -> bool:
    """A share that is allowed all of 100 %; positive-direction speaks of rates that should be high."""
    rate = percent_of(row.constraint)
    if rate is None or rate.quantity.normalized != HUNDRED or row.is_cost:
        return False
    name = row.name.strip()
    high = re.search(rf"(?:{words('positive_rate').pattern})$", name)
    spent = words("fund_rate").search(name)
    return bool(spent) or (is_bounded_rate(row) and not high)


def _is_floor_of_nothing(row: Indicator, constraint: Threshold) -> bool:
    """At least none, of what is never less than none; negative-direction speaks of harm."""
    none = constraint.quantity.unit is not None and constraint.quantity.value == 0
    return none and not words("may_be_negative").search(row.wording) and not counts_harm(row.name)


@row_rule("PC204", "satisfaction-100", WARNING, "CY2021-101")
def satisfaction_100(row: Indicator, table: TargetTable, settings: Settings) -> Outcomes:
    """满意度目标为100% | Satisfaction target of 100%

    要求人人满意，既难实现也难采信。

    ## 错例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 满意度指标 | 服务对象满意度指标 | 参训人员满意度 | 问卷中满意的比例 | =100% |

    ## 正例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 满意度指标 | 服务对象满意度指标 | 参训人员满意度 | 问卷中满意的比例 | ≥95% |
    """
    rate = percent_of(row.constraint)
    if (
        rate
        and asks_satisfaction(row)
        and rate.quantity.normalized == HUNDRED
        and not rate.op.is_ceiling
    ):
        yield Hit(
            zh=f"“{row.name}”要求 100% 满意，难以实现，也难以采信；请按调查历史核实",
            en=f"“{row.name}” demands that everybody be satisfied; check it against past surveys",
        )


def as_fraction(row: Indicator) -> Decimal | None:
    """The percentage that a share between 0 and 1 beside % most likely stands for: 0.9 for 90."""
    rate = percent_of(row.constraint)
    named = re.search(rf"(?:{words('positive_rate').pattern})$", row.name.strip())
    if rate is None or rate.op.is_ceiling or not named or not 0 < rate.quantity.value <= 1:
        return None
    return rate.quantity.value * HUNDRED


@row_rule("PC223", "percent-as-fraction", WARNING, "CONVENTION")
def percent_as_fraction(row: Indicator, table: TargetTable, settings: Settings) -> Outcomes:
    """疑似把百分数写成了小数 | Possibly a fraction where a percentage was meant

    单位是“%”，数却写成 0.9，等于 0.9%。表格里按百分比显示的格子改成常规格式，就会这样。

    ## 错例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 计算符号 | 指标值 | 计量单位 |
    | 产出指标 | 质量指标 | 路况优良率 | 优良路段占全部路段的比例 | ≥ | 0.9 | % |

    ## 正例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 计算符号 | 指标值 | 计量单位 |
    | 产出指标 | 质量指标 | 路况优良率 | 优良路段占全部路段的比例 | ≥ | 90 | % |
    | | | 优良路段增长率 | 比上年增加的比例 | ≥ | 0.9 | % |
    """
    meant = as_fraction(row)
    if meant is not None:
        yield Hit(
            zh=f"“{row.name}”写的是“{row.value.strip()}”，不到或刚到 1%，疑似应为 {_percent(meant)}",
            en=f"“{row.name}” asks for “{row.value.strip()}”, 1% at most; perhaps {_percent(meant)} was meant",
            expected=_percent(meant),
        )


@row_rule("PC205", "satisfaction-low", INFO, "CY2021-101", reads=("policy.satisfaction_floor",))
def satisfaction_low(row: Indicator, table: TargetTable, settings: Settings) -> Outcomes:
    """满意度目标明显偏低 | A satisfaction target unusually low

    下限由口径设定（默认 80%）。监测类、整治类项目起点低的，请说明历史水平。

    ## 错例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 满意度指标 | 服务对象满意度指标 | 就餐老人满意度 | 问卷中满意的比例 | ≥60% |

    ## 正例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 满意度指标 | 服务对象满意度指标 | 就餐老人满意度 | 问卷中满意的比例 | ≥85% |
    | | | 就餐老人满意度提高 | 比上年提高的百分点 | ≥3% |
    """
    level, floor = satisfaction_level(row), settings.policy.satisfaction_floor
    if level and level.quantity.normalized < floor and as_fraction(row) is None:
        yield Hit(
            zh=f"“{row.name}”目标“{row.value.strip()}”低于 {_percent(floor)}，偏低；请按调查历史核实",
            en=f"“{row.name}” aims at “{row.value.strip()}”, below {_percent(floor)}; check it against past surveys",
            expected=f"≥{_percent(floor)}",
        )


@row_rule("PC221", "target-too-loose", INFO, "CY2021-101", reads=("policy.loose_floor",))
def target_too_loose(row: Indicator, table: TargetTable, settings: Settings) -> Outcomes:
    """疑似目标值宽松 | Possibly a loose target

    完成率、执行率、办结率、及时率定得太低，不努力也能达标。下限由口径设定（默认 80%）；一次办结、提前完成这类本来就不高的不在此列。

    ## 错例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 时效指标 | 垃圾清运及时率 | 当日清运的点位占比 | ≥70% |

    ## 正例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 时效指标 | 垃圾清运及时率 | 当日清运的点位占比 | ≥95% |
    | | | 投诉一次办结率 | 一次办结的投诉占比 | ≥70% |
    """
    rate, floor = percent_of(row.constraint), settings.policy.loose_floor
    if rate is None or rate.op.is_ceiling or rate.op is Operator.APPROX:
        return
    strict = words("should_be_full").search(row.name) and not words("partial_rate").search(
        row.name
    )
    if strict and rate.quantity.normalized < floor and as_fraction(row) is None:
        yield Hit(
            zh=f"疑似目标宽松：“{row.name}”只要求“{row.value.strip()}”，低于 {_percent(floor)}；请核实历史完成值",
            en=f"possibly loose: “{row.name}” asks only for “{row.value.strip()}”, below {_percent(floor)}",
            expected=f"≥{_percent(floor)}",
        )


def _percent(number: Decimal) -> str:
    return f"{number.normalize():f}%"


@table_rule("PC222", "percent-granularity", INFO, "LOGIC")
def percent_granularity(table: TargetTable, settings: Settings) -> Outcomes:
    """样本太小，百分数目标只能是全部 | The sample is too small for this percentage

    只有 3 户时，“满意度≥95%”就是 3 户都满意，写户数更直白。

    ## 错例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 改造困难家庭 | 改造的困难家庭户数 | =4户 |
    | 满意度指标 | 服务对象满意度指标 | 困难家庭满意度 | 满意的家庭占比 | ≥95% |

    ## 正例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 改造困难家庭 | 改造的困难家庭户数 | =40户 |
    | 满意度指标 | 服务对象满意度指标 | 困难家庭满意度 | 满意的家庭占比 | ≥95% |
    """
    for row in table.indicators:
        rate = percent_of(row.constraint)
        subject = re.sub("的?(?:总体)?满意[度率]$", "", row.name.strip())
        if rate is None or not rate.op.is_floor or subject == row.name.strip() or len(subject) < 2:
            continue
        for size, unit_text in _samples(table, subject):
            needed = (rate.quantity.normalized * size / HUNDRED).to_integral_value(ROUND_CEILING)
            if needed == size and rate.quantity.normalized < HUNDRED:
                yield Hit(
                    row=row,
                    zh=f"同表“{subject}”只有 {size}{unit_text}，“{row.value.strip()}”等于 {size}{unit_text}全部满意",
                    en=f"the table counts only {size} “{unit_text}”: “{row.value.strip()}” means all of them",
                    expected=f"={size}{unit_text}",
                )
                break


def _samples(table: TargetTable, subject: str) -> Iterator[tuple[Decimal, str]]:
    """How many of the subject the quantity rows of a table count, where they are few."""
    for row in table.of_kind(IndicatorKind.QUANTITY):
        if subject not in row.wording or not isinstance(row.constraint, Threshold):
            continue
        quantity = row.constraint.quantity
        if (
            quantity.unit
            and quantity.unit.text in ("人", "户", "家", "名")
            and 0 < quantity.normalized <= 10
        ):
            yield quantity.normalized, quantity.unit.text
