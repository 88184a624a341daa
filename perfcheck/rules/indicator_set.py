"""PC3xx: does a table hold the indicators that its project calls for, and how many?"""

from decimal import Decimal

from perfcheck.rules.completeness import category_of_row
from perfcheck.rules.costs import budget_of
from perfcheck.rules.doubt import incomplete
from perfcheck.rules.finding import ERROR, INFO, WARNING, Hit, NotChecked
from perfcheck.rules.lexicon import words
from perfcheck.rules.rule import Outcomes, table_rule
from perfcheck.rules.settings import Settings
from perfcheck.tables import Category, Column, IndicatorKind, TargetTable
from perfcheck.values import Qualitative

NO_PROJECT = NotChecked("表中没有项目名称", "the table names no project")


@table_rule("PC304", "satisfaction-not-applicable", INFO, "CY2021-101")
def satisfaction_not_applicable(table: TargetTable, settings: Settings) -> Outcomes:
    """疑似满意度不适用 | Satisfaction that seems not to apply

    单位自用的公车、办公设备购置与群众没有直接关系，满意度可以不设；要设，问使用的人。

    ## 错例
    公务用车购置绩效目标表

    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 购置车辆 | 购置的车辆 | =1辆 |
    | 满意度指标 | 服务对象满意度指标 | 群众满意度 | 问卷中满意的比例 | ≥90% |

    ## 正例
    公务用车购置绩效目标表

    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 购置车辆 | 购置的车辆 | =1辆 |
    | 满意度指标 | 服务对象满意度指标 | 用车科室满意度 | 用车科室评价满意的比例 | ≥90% |
    """
    if not table.project:
        yield NO_PROJECT
        return
    asked = [row for row in table.indicators if row.is_satisfaction]
    own = words("own_purchase").search(table.project)
    if asked and own and not any(words("own_user").search(row.wording) for row in asked):
        names = "、".join(f"“{row.name}”" for row in asked)
        yield Hit(
            zh=f"疑似不适用：“{table.project}”是单位自用的购置，却设了{names}；请改问使用的人，或不设满意度",
            en=f"“{table.project}” buys for the unit's own use, yet asks {len(asked)} satisfaction targets; ask its users, or none",
            value=names,
            location=asked[0].location,
        )


@table_rule("PC306", "cost-missing-required", WARNING, "CY2021-101", reads=("required",))
def cost_missing_required(table: TargetTable, settings: Settings) -> Outcomes:
    """工程、购置、修缮类项目未设成本指标 | Works or purchases without a cost indicator

    工程基建、大型修缮和购置类项目应设成本指标。写了预算数的表由 cost-money-missing 检查。
    口径（perfcheck.toml）规定成本指标必设的，每张表都查，缺了为错误。

    ## 错例
    敬老院屋面修缮绩效目标表

    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 修缮屋面面积 | 翻新的屋面 | ≥860平方米 |

    ## 正例
    敬老院屋面修缮绩效目标表

    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 修缮屋面面积 | 翻新的屋面 | ≥860平方米 |
    | | 成本指标 | 修缮总成本 | 材料和人工支出 | ≤32万元 |
    """
    if Category.COST in settings.required:
        yield from _cost_required_of_all(table)
        return
    if not table.project:
        yield NO_PROJECT
        return
    required = words("cost_required").search(table.project)
    if required is None or words("cost_not_required").search(table.project):
        return
    doubt = incomplete(table)
    if doubt:
        yield doubt
    elif not table.costs and not budget_of(table):
        yield Hit(
            zh=f"“{table.project}”是{required[0]}类项目，应设成本指标，表中没有；请补总成本或单位造价",
            en=f"“{table.project}” is a project of works or purchases and should have a cost indicator",
            expected=Category.COST.value,
        )


def _cost_required_of_all(table: TargetTable) -> Outcomes:
    doubt = incomplete(table)
    if doubt:
        yield doubt
    elif not table.costs:
        yield Hit(
            zh="口径规定成本指标必设，表中没有；请补总成本或单位造价",
            en="the policy requires cost indicators, the table has none",
            expected=Category.COST.value,
            severity=ERROR,
        )


@table_rule(
    "PC312",
    "l3-count",
    INFO,
    "CONVENTION",
    reads=("policy.fewest_rows", "policy.most_rows", "policy.most_output_rows"),
)
def l3_count(table: TargetTable, settings: Settings) -> Outcomes:
    """指标条数过少或过多 | Too few or too many indicators

    太少说不清项目，太多抓不住重点。条数由口径设定（默认 4 到 20 条，产出不超过 10 条）；部门整体表不检查。

    ## 错例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 印制年鉴 | 印制的年鉴 | =500册 |
    | 效益指标 | 社会效益指标 | 赠阅单位 | 收到年鉴的单位 | ≥120家 |

    ## 正例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 印制年鉴 | 印制的年鉴 | =500册 |
    | | 质量指标 | 年鉴差错率 | 差错字数占总字数的比例 | ≤0.01% |
    | | 时效指标 | 年鉴出版时间 | 年鉴出版的时间 | 12月底前 |
    | 效益指标 | 社会效益指标 | 赠阅单位 | 收到年鉴的单位 | ≥120家 |
    """
    policy, count = settings.policy, len(table.indicators)
    outputs = sum(category_of_row(row, table) is Category.OUTPUT for row in table.indicators)
    if table.is_whole_department:
        return
    doubt = incomplete(table)
    if count < policy.fewest_rows and doubt:
        yield doubt
    elif count < policy.fewest_rows:
        yield Hit(
            zh=f"全表只有 {count} 条指标，少于 {policy.fewest_rows} 条，说不清项目要做到什么",
            en=f"the table has only {count} indicators, fewer than {policy.fewest_rows}",
            value=str(count),
            expected=f"≥{policy.fewest_rows}",
        )
    elif count > policy.most_rows:
        yield Hit(
            zh=f"全表有 {count} 条指标，多于 {policy.most_rows} 条，请保留能反映核心产出和效果的",
            en=f"the table has {count} indicators, more than {policy.most_rows}; keep the essential ones",
            value=str(count),
            expected=f"≤{policy.most_rows}",
        )
    elif outputs > policy.most_output_rows:
        yield Hit(
            zh=f"产出指标有 {outputs} 条，多于 {policy.most_output_rows} 条，请合并或精简",
            en=f"the table has {outputs} output indicators, more than {policy.most_output_rows}",
            value=str(outputs),
            expected=f"≤{policy.most_output_rows}",
        )


@table_rule("PC321", "benefit-only-sustainable", INFO, "CY2015-88", needs=(Column.LEVEL2,))
def benefit_only_sustainable(table: TargetTable, settings: Settings) -> Outcomes:
    """效益只有可持续影响 | Sustainability is the only benefit

    项目对社会、经济、生态有什么效益，要先说清；只设可持续影响指标，看不出花钱带来了什么。

    ## 错例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 检修路灯 | 检修的路灯 | ≥900盏 |
    | 效益指标 | 可持续影响指标 | 路灯使用年限 | 检修后可用的年限 | ≥5年 |

    ## 正例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 检修路灯 | 检修的路灯 | ≥900盏 |
    | 效益指标 | 社会效益指标 | 受益居民 | 沿线居民 | ≥2.6万人 |
    | | 可持续影响指标 | 路灯使用年限 | 检修后可用的年限 | ≥5年 |
    """
    doubt = incomplete(table)
    if doubt:
        yield doubt
        return
    benefits = [row for row in table.benefits if not row.is_satisfaction]
    if benefits and all(row.kind is IndicatorKind.SUSTAINABLE for row in benefits):
        yield Hit(
            zh=f"{len(benefits)} 条效益指标都是可持续影响，没有社会、经济或生态效益",
            en=f"all {len(benefits)} benefit indicators are about sustainability",
            location=benefits[0].location,
        )


@table_rule(
    "PC314",
    "quant-ratio-low",
    INFO,
    "CY2021-101",
    reads=("policy.fewest_rows", "policy.measured_share"),
)
def quant_ratio_low(table: TargetTable, settings: Settings) -> Outcomes:
    """定量指标占比偏低 | A low share of measurable indicators

    有数或有日期的指标占多少，各地口径不一（默认 60%）。读不出的按定量算，空着的不算。

    ## 错例（同时命中 qualitative-undefined）
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 编纂地方志 | 编纂的卷数 | =2卷 |
    | | 质量指标 | 志书质量 | 志书的质量 | 良好 |
    | | 时效指标 | 付印时间 | 志书付印的时间 | 12月底前 |
    | 效益指标 | 社会效益指标 | 地方文化 | 地方文化的传播 | 有效提升 |
    | | 可持续影响指标 | 资料保存 | 资料的保存 | 长期 |

    ## 正例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 编纂地方志 | 编纂的卷数 | =2卷 |
    | | 质量指标 | 志书差错率 | 差错字数占总字数的比例 | ≤0.01% |
    | | 时效指标 | 付印时间 | 志书付印的时间 | 12月底前 |
    | 效益指标 | 社会效益指标 | 赠阅学校 | 收到志书的学校 | ≥60所 |
    | | 可持续影响指标 | 资料保存年限 | 资料保存的年限 | ≥50年 |
    """
    doubt = incomplete(table)
    if doubt:
        yield doubt
        return
    filled = [row for row in table.indicators if not row.target.is_blank]
    words_only = [row for row in filled if _is_words(row.constraint)]
    if len(filled) < settings.policy.fewest_rows:
        return  # l3-count speaks of it
    measured = len(filled) - len(words_only)
    share = Decimal(100 * measured) / len(filled)
    if share < settings.policy.measured_share:
        yield Hit(
            zh=f"{len(filled)} 条指标里 {measured} 条有数或日期，占 {share:.0f}%，低于 {settings.policy.measured_share:f}%",
            en=f"{measured} of {len(filled)} indicators have a figure or a date: {share:.0f}%, below {settings.policy.measured_share:f}%",
            value=f"{measured}/{len(filled)}",
            expected=f"≥{settings.policy.measured_share:f}%",
            location=words_only[0].location,
        )


def _is_words(constraint: object) -> bool:
    """Words without a comparison: 不超预算 can be measured."""
    return isinstance(constraint, Qualitative) and constraint.op is None
