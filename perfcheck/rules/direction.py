"""PC2xx, first half: percentages and the direction of a target."""

import re
from decimal import Decimal

from perfcheck.rules.finding import ERROR, INFO, WARNING, Hit
from perfcheck.rules.lexicon import words
from perfcheck.rules.rule import Outcomes, row_rule
from perfcheck.rules.scoring import actual_of
from perfcheck.rules.settings import Settings
from perfcheck.tables import Column, Indicator, IndicatorKind, TargetTable
from perfcheck.values import Constraint, Dimension, Operator, Threshold

HUNDRED = Decimal(100)

# 故障率、逾期件数、违规行为次数: a name that ends by counting something bad
MEASURE = r"(?:事件|发生|行为|情况|问题|现象|案件)*(?:率|数量|次数|起数|件数|宗数|天数|户数|人数|例数|处数|金额|数|比例)?"


def percent_of(constraint: Constraint) -> Threshold | None:
    """The constraint, where it bounds a percentage by one number."""
    if isinstance(constraint, Threshold) and constraint.dimension is Dimension.PERCENT:
        return constraint
    return None


def is_bounded_rate(row: Indicator) -> bool:
    """A share of a whole, which cannot pass 100 %."""
    bounded, unbounded = words("bounded_rate"), words("unbounded_rate")
    return asks_satisfaction(row) or bool(
        bounded.search(row.name) and not unbounded.search(row.name)
    )


def asks_satisfaction(row: Indicator) -> bool:
    """The row measures how many are satisfied, by its name or, under 满意度, by its description."""
    return "满意" in row.name or (row.is_satisfaction and "满意" in row.description)


def counts_harm(name: str) -> bool:
    """A name that measures something bad and not what is done against it."""
    harm = re.search(rf"(?:{words('negative').pattern}){MEASURE}$", name.strip())
    return harm is not None and not words("turned_positive").search(name)


@row_rule("PC201", "percent-over-100", ERROR, "LOGIC")
def percent_over_100(row: Indicator, table: TargetTable, settings: Settings) -> Outcomes:
    """构成类比率超过100% | A share or completion rate exceeds 100%

    合格率、覆盖率、满意度这类比率是部分占全体的份额，最多 100%，指标值和自评的实际完成值都是。增长率、支出率等不在此列；完成率可能是超额完成，指标值为警告，完成值不报。

    ## 错例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 满意度指标 | 服务对象满意度指标 | 读者满意度 | 满意读者占受访读者的比例 | ≥105% |

    ## 错例（实际完成值）
    | 一级指标 | 二级指标 | 三级指标 | 指标值 | 实际完成值 | 分值 | 得分 |
    | 满意度指标 | 服务对象满意度指标 | 读者满意度 | ≥90% | 102% | 10 | 10 |

    ## 正例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 效益指标 | 经济效益指标 | 网上售票增长率 | 网上售票额比上年增加的比例 | ≥150% |
    """
    if not is_bounded_rate(row):
        return
    finished = "完成率" in row.name  # more than planned may have been done
    asked, reached = _over_100(row.constraint), None if finished else _over_100(actual_of(row))
    if asked or reached:
        yield Hit(
            zh=f"“{row.name}”是份额，不会超过 100%，{'' if asked else '实际完成值'}却写了 {asked or reached}",
            en=f"“{row.name}” is a share and cannot exceed 100%, yet says {asked or reached}",
            expected="≤100%",
            severity=WARNING if finished else ERROR,
            value=None if asked else row.actual,
            at=None if asked else Column.ACTUAL,
        )


def _over_100(constraint: Constraint) -> str | None:
    """A percentage above 100 in a value, as written."""
    if constraint.dimension is not Dimension.PERCENT:
        return None
    over = (quantity for quantity in constraint.quantities if quantity.normalized > HUNDRED)
    return next((quantity.render() for quantity in over), None)


@row_rule("PC206", "cost-direction", ERROR, "CY2021-101")
def cost_direction(row: Indicator, table: TargetTable, settings: Settings) -> Outcomes:
    """成本指标用了“≥/＞” | Cost indicator points the wrong way

    成本是控制上限。写成“≥”等于要求花得更多。节约、回收类的金额不在此列；保障标准可能确是下限，只作提示。

    ## 错例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 成本指标 | 单次体检费用 | 每人次体检的费用 | ≥450元/人次 |

    ## 正例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 成本指标 | 单次体检费用 | 每人次体检的费用 | ≤450元/人次 |
    | | | 印刷成本节约额 | 比上年节约的金额 | ≥2万元 |
    """
    constraint = row.constraint
    if not row.is_cost or not isinstance(constraint, Threshold) or not constraint.op.is_floor:
        return
    quantity = constraint.quantity
    scaled = quantity.unit is None and quantity.scale != 1  # 40万 of a cost is 40万元
    money = is_money(constraint) or scaled
    if words("saving").search(row.wording) or words("raised").search(row.name):
        return
    if money or words("cost_word").search(row.name):
        expected = ("≤" if constraint.op is Operator.GE else "＜") + constraint.quantity.render()
        entitled = words("entitlement").search(row.name)
        doubt = (
            "；保障标准可以是下限，请核实" if entitled else f"；应是上限，请核实是否为“{expected}”"
        )
        yield Hit(
            zh=f"成本指标用了“{constraint.operators[0][1]}”，等于要求花得更多{doubt}",
            en=f"a cost with “{constraint.op.symbol}” asks to spend more; perhaps “{expected}” is meant",
            expected=expected,
            severity=INFO if entitled else ERROR if money else WARNING,
        )


def is_money(constraint: Constraint) -> bool:
    """Money, or money per something."""
    units = [quantity.unit for quantity in constraint.quantities if quantity.unit is not None]
    return any(part.dimension is Dimension.MONEY for unit in units for part in unit.numerator)


@row_rule("PC207", "cost-equal", INFO, "CY2021-101")
def cost_equal(row: Indicator, table: TargetTable, settings: Settings) -> Outcomes:
    """成本控制指标用了“=” | “=” on a cost ceiling

    描述说“控制在额度内”，指标值却要求恰好花完，二者不一致。

    ## 错例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 成本指标 | 宣传总成本 | 宣传支出控制在预算内 | =12万元 |

    ## 正例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 成本指标 | 宣传总成本 | 宣传支出控制在预算内 | ≤12万元 |
    """
    constraint = row.constraint
    if not row.is_cost or not isinstance(constraint, Threshold) or not is_money(constraint):
        return
    ceiling = words("ceiling_word").search(row.wording)
    if ceiling and constraint.op is Operator.EQ and constraint.op_explicit:
        expected = f"≤{constraint.quantity.render()}"
        yield Hit(
            zh=f"名称或描述说“{ceiling[0]}”，指标值却用“=”；控制上限宜写“{expected}”",
            en=f"the row speaks of a ceiling (“{ceiling[0]}”) but the value says “=”; write “{expected}”",
            expected=expected,
        )


@row_rule("PC208", "negative-direction", WARNING, "CY2021-101")
def negative_direction(row: Indicator, table: TargetTable, settings: Settings) -> Outcomes:
    """负向指标用了“≥” | A lower-is-better indicator has a floor

    故障、投诉、逾期越少越好，应给上限。处理率、整改率等已经转成正向，不在此列；数量指标下的件数可能是工作量，只作提示。

    ## 错例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 质量指标 | 电梯故障率 | 故障电梯占在用电梯的比例 | ≥5% |

    ## 正例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 质量指标 | 电梯故障率 | 故障电梯占在用电梯的比例 | ≤5% |
    | | | 电梯故障处理率 | 修好的故障占故障的比例 | ≥95% |
    """
    constraint = row.constraint
    if not isinstance(constraint, Threshold) or not constraint.op.is_floor:
        return
    harm, occurs = counts_harm(row.name), row.name.strip().endswith("发生率")
    if not harm and not occurs:
        return
    sign = constraint.operators[0][1] if constraint.operators else constraint.op.symbol
    counted = constraint.dimension is not Dimension.PERCENT
    expected = "=0" if counted else f"≤{constraint.quantity.render()}"
    unsure = not harm or (counted and row.kind is IndicatorKind.QUANTITY)
    if not harm:
        advice = "请核实；说的是防范、处理的，名称请改为“…率”"
    else:
        advice = "应为 0 或给上限" if counted else f"请核实是否为“{expected}”"
    yield Hit(
        zh=f"{'疑似方向有误：' if unsure else ''}“{row.name}”越低越好，却用了“{sign}”；{advice}",
        en=f"“{row.name}” should be low, yet has “{sign}”"
        + (f"; perhaps “{expected}”" if harm else ""),
        expected=expected if harm else None,
        severity=INFO if unsure else WARNING,
    )


@row_rule("PC209", "positive-direction", WARNING, "CY2021-101")
def positive_direction(row: Indicator, table: TargetTable, settings: Settings) -> Outcomes:
    """正向比率用了“≤” | A higher-is-better rate has a ceiling

    合格率、及时率、满意度越高越好，写成“≤”就没有要求了。

    ## 错例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 质量指标 | 监控设备完好率 | 完好设备占在用设备的比例 | ≤98% |

    ## 正例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 质量指标 | 监控设备完好率 | 完好设备占在用设备的比例 | ≥98% |
    | 效益指标 | 社会效益指标 | 高风险区域覆盖率 | 高风险区域占全部区域的比例 | ≤2% |
    """
    rate = percent_of(row.constraint)
    if rate is None or not rate.op.is_ceiling or row.is_cost:
        return
    positive = re.search(rf"(?:{words('positive_rate').pattern})$", row.name.strip())
    if (
        positive
        and not words("not_positive").search(row.name)
        and not words("negative").search(row.name)
    ):
        full = rate.quantity.normalized == HUNDRED
        expected = f"{'=' if full else '≥'}{rate.quantity.render()}"
        yield Hit(
            zh=f"“{row.name}”越高越好，却用了“{rate.op.symbol}”；请核实是否为“{expected}”",
            en=f"“{row.name}” should be high, yet has “{rate.op.symbol}”; perhaps “{expected}”",
            expected=expected,
        )


@row_rule("PC210", "output-quantity-ceiling", INFO, "CY2021-101")
def output_quantity_ceiling(row: Indicator, table: TargetTable, settings: Settings) -> Outcomes:
    """疑似产出数量用了“≤” | An output count is capped

    产出数量是预期提供的东西，一般给下限。按需受理的业务也可能确有上限，所以只作提示。

    ## 错例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 开展普法讲座 | 全年讲座场次 | ≤20场 |

    ## 正例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 开展普法讲座 | 全年讲座场次 | ≥20场 |
    | | | 设备故障次数 | 全年故障次数 | ≤3次 |
    | | | 公务接待批次 | 全年接待的批次 | ≤30批次 |
    """
    constraint = row.constraint
    if row.kind is not IndicatorKind.QUANTITY or not isinstance(constraint, Threshold):
        return
    uncounted = constraint.quantity.unit is None and constraint.quantity.scale == 1
    if not (constraint.dimension is Dimension.COUNT or uncounted) or not constraint.op.is_ceiling:
        return
    if harmful(row) or words("quantity_ceiling_ok").search(row.wording):
        return
    expected = f"≥{constraint.quantity.render()}"
    yield Hit(
        zh=f"疑似方向有误：产出数量“{row.name}”给了上限，做得少反而达标；请核实是否为“{expected}”",
        en=f"possibly reversed: the output “{row.name}” has a ceiling; perhaps “{expected}”",
        expected=expected,
    )


def harmful(row: Indicator) -> bool:
    """The name ends by counting harm: “化解风险事件数” does not, “故障次数” does."""
    return counts_harm(row.name) or re.search("未|不及时|缺失|超", row.wording) is not None


@row_rule("PC211", "time-limit-direction", WARNING, "LOGIC")
def time_limit_direction(row: Indicator, table: TargetTable, settings: Settings) -> Outcomes:
    """时限类用了“≥” | A time limit is given as a floor

    办事时限是最长不超过多少。写成“≥”等于要求拖得更久。

    ## 错例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 时效指标 | 证照办理时限 | 受理到发证的时间 | ≥5天 |

    ## 正例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 时效指标 | 证照办理时限 | 受理到发证的时间 | ≤5天 |
    | | | 无故障运行天数 | 系统连续运行的天数 | ≥300天 |
    """
    constraint = row.constraint
    if not isinstance(constraint, Threshold) or constraint.dimension is not Dimension.TIME:
        return
    if not constraint.op.is_floor or words("long_is_good").search(row.name):
        return
    limit = re.search("时限|用时|耗时|响应时间|等待|等候", row.name)
    process = words("process").search(row.name) and re.search("天数|时长|时间|期限", row.name)
    if limit or process:
        expected = f"≤{constraint.quantity.render()}"
        yield Hit(
            zh=f"“{row.name}”是时限，却用了“{constraint.op.symbol}”；请核实是否为“{expected}”",
            en=f"“{row.name}” is a time limit, yet has “{constraint.op.symbol}”; perhaps “{expected}”",
            expected=expected,
        )
