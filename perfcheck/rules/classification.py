"""PC4xx: indicators filed under the wrong heading."""

import re
from decimal import Decimal

from perfcheck.rules.direction import is_money
from perfcheck.rules.doubt import incomplete
from perfcheck.rules.finding import ERROR, INFO, WARNING, Hit
from perfcheck.rules.lexicon import words
from perfcheck.rules.measure import RATE_NAME
from perfcheck.rules.names import plain_name
from perfcheck.rules.rule import Outcomes, row_rule, table_rule
from perfcheck.rules.settings import Settings
from perfcheck.tables import Category, Column, Indicator, IndicatorKind, TargetTable
from perfcheck.values import Dimension, Interval, Range, Threshold


@row_rule("PC401", "class-quantity-rate", WARNING, "CY2021-101", needs=(Column.LEVEL2,))
def class_quantity_rate(row: Indicator, table: TargetTable, settings: Settings) -> Outcomes:
    """数量指标填成了比率 | A quantity row holds a rate

    数量指标说提供多少，应以件、台、次计。名称本身是率的（接种率、覆盖率、占比、免疫密度、增长幅度）有时确是任务，只作提示。

    ## 错例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 消防器材检修 | 完成消防器材的检修 | ≥95% |

    ## 正例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 消防器材检修 | 完成消防器材的检修 | =260件 |
    """
    number = isinstance(row.constraint, Threshold | Range)
    if (
        row.kind is IndicatorKind.QUANTITY
        and number
        and row.constraint.dimension is Dimension.PERCENT
    ):
        name = plain_name(row)
        share = (
            "覆盖" in row.wording
            or "占比" in row.wording
            or name.endswith("度")
            or RATE_NAME.search(name)
        )
        yield Hit(
            zh=f"数量指标“{row.name}”填的是比率“{row.value.strip()}”；请改填件数、台数等，或移到质量、时效",
            en=f"the quantity “{row.name}” holds a rate “{row.value.strip()}”; give a count or move the row",
            severity=INFO if share else WARNING,
        )


@row_rule("PC402", "class-cost-not-money", ERROR, "CY2021-101", needs=(Column.LEVEL2,))
def class_cost_not_money(row: Indicator, table: TargetTable, settings: Settings) -> Outcomes:
    """成本指标不是成本 | A cost row is not about cost

    成本指标应是金额，或成本的控制率、节约率。名称明说是别的事（按时、到位、合格）的为错误，其余为警告。社会成本、生态环境成本不要求金额。

    ## 错例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 成本指标 | 按时到岗 | 保安按时到岗 | =100% |

    ## 正例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 成本指标 | 保安服务单价 | 每人每月的服务费 | ≤3200元/人·月 |
    | | | 成本控制率 | 实际支出与预算之比 | ≤100% |
    """
    if row.kind not in (IndicatorKind.COST, IndicatorKind.ECONOMIC_COST) or not row.value.strip():
        return
    quantities = row.constraint.quantities
    scaled = any(quantity.unit is None and quantity.scale != 1 for quantity in quantities)
    if is_money(row.constraint) or scaled or words("cost_topic").search(row.wording):
        return
    another = words("not_cost").search(row.name)
    yield Hit(
        zh=f"成本指标“{row.name}”既没有金额，也不说成本；请改填金额上限，或移到别的二级指标",
        en=f"the cost row “{row.name}” has no sum and does not speak of cost; give a ceiling or move it",
        severity=ERROR if another else WARNING,
    )


@row_rule("PC403", "class-benefit-execution", WARNING, "CY2021-101", needs=(Column.LEVEL1,))
def class_benefit_execution(row: Indicator, table: TargetTable, settings: Settings) -> Outcomes:
    """预算执行、拨付、支付进度写成了效益 | Budget execution presented as benefit

    钱付出去不等于有效果。预算执行率在自评时另有分值。

    ## 错例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 效益指标 | 社会效益指标 | 资金支付率 | 已付资金占全年资金的比例 | ≥90% |

    ## 正例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 效益指标 | 社会效益指标 | 群众办事时间缩短 | 平均办事时间比上年缩短 | ≥20% |
    """
    if row.category is not Category.BENEFIT or row.is_satisfaction:
        return
    execution = words("execution").search(row.name)
    if execution:
        yield Hit(
            zh=f"效益指标“{row.name}”说的是资金拨付、支付（“{execution[0]}”），不是项目的效果",
            en=f"the benefit “{row.name}” is about spending the money (“{execution[0]}”), not about its effect",
        )


@row_rule("PC404", "class-time-no-time", INFO, "CY2021-101", needs=(Column.LEVEL2,))
def class_time_no_time(row: Indicator, table: TargetTable, settings: Settings) -> Outcomes:
    """时效指标与时间无关 | A timeliness row says nothing about time

    时效指标说什么时候做完、多快做完。名称、描述、指标值都没有时间，或者只有“及时”二字的，请写明期限。

    ## 错例（同时命中 qualitative-undefined）
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 时效指标 | 路灯正常使用 | 路灯正常亮灯 | 及时 |

    ## 正例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 时效指标 | 路灯修复用时 | 报修到亮灯的时间 | ≤24小时 |
    """
    if row.kind is not IndicatorKind.TIMELINESS or not row.value.strip():
        return
    vague = words("timely").fullmatch(row.value.strip())
    text = f"{row.wording} {row.value}"
    if vague:  # 及时使用 | 正常运行 | 及时: the word alone sets no time
        text = words("timely_word").sub("", row.wording)
    timed = row.constraint.dimension in (Dimension.TIME, Dimension.DATE)
    if not timed and not words("about_time").search(text):
        yield Hit(
            zh=f"时效指标“{row.name}”没有说到时间"
            + ("，只写了“及时”" if vague else "")
            + "；请写明期限、时限或及时率，或移到别的二级指标",
            en=f"the timeliness row “{row.name}” names no time; give a date, a limit or a punctuality rate",
        )


@row_rule("PC405", "class-quality-completion", INFO, "CY2021-101", needs=(Column.LEVEL2,))
def class_quality_completion(row: Indicator, table: TargetTable, settings: Settings) -> Outcomes:
    """质量指标填成完成率 | A completion rate under quality

    完成了多少是数量，做到什么标准才是质量。名称或描述说到合格、验收、标准的不报。

    ## 错例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 质量指标 | 法律援助案件办结率 | 办结案件占受理案件的比例 | ≥95% |

    ## 正例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 质量指标 | 法律援助案卷评查合格率 | 合格案卷占抽查案卷的比例 | ≥95% |
    """
    completion = re.search("完成率|办结率|完结率", row.name)
    if (
        row.kind is IndicatorKind.QUALITY
        and completion
        and not words("standard_met").search(row.wording)
    ):
        yield Hit(
            zh=f"质量指标“{row.name}”说的是{completion[0]}，是做了多少，不是做得多好；请改填合格率、达标率等，或移到数量指标",
            en=f"the quality row “{row.name}” says how much was done, not how well; give a pass rate or move it",
        )


@table_rule("PC411", "quantity-only-absences", WARNING, "CY2021-101", needs=(Column.LEVEL2,))
def quantity_only_absences(table: TargetTable, settings: Settings) -> Outcomes:
    """数量指标只数不许发生的事 | Every quantity row counts what must not happen

    数量指标说提供多少。全表的数量指标都是“故障 0 次”“缺勤 0 天”，就没有说钱买来了什么；这样的要求宜放到质量、时效。

    ## 错例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 电梯停运次数 | 没有及时修好的停运 | =0次 |
    | | | 保安缺岗天数 | 没有保安值守的天数 | =0天 |

    ## 正例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 维保电梯 | 在用电梯 | =6台 |
    | | | 保安缺岗天数 | 没有保安值守的天数 | =0天 |
    """
    doubt = incomplete(table)
    if doubt:
        yield doubt
        return
    rows = [row for row in table.of_kind(IndicatorKind.QUANTITY) if row.value.strip()]
    none = Interval.point(Decimal(0))
    if rows and all(row.constraint.interval == none for row in rows):
        names = "、".join(f"“{row.name}”" for row in rows[:3])
        yield Hit(
            zh=f"数量指标只有{names}，都要求为 0，没有说提供多少；请补做了多少、买了多少",
            en=f"the only quantities are {names}, all to be 0; say how much is provided",
            value=names,
            location=rows[0].location,
        )
