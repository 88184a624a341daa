"""PC3xx: the hierarchy, and what a table must not lack."""

import re

from perfcheck.rules.finding import ERROR, INFO, WARNING, Hit, NotChecked, Severity
from perfcheck.rules.measure import is_vague
from perfcheck.rules.rule import Outcomes, row_rule, table_rule
from perfcheck.rules.settings import Settings
from perfcheck.tables import Category, Column, Indicator, IndicatorKind, TargetTable, frameworks
from perfcheck.tables.framework import label_key
from perfcheck.tables.text import is_filler
from perfcheck.values import Unreadable

PUBLIC = re.compile("服务|群众|企业|培训|补贴|补助|窗口|大厅|居民|学生|患者|便民")
WORKS = re.compile("工程|建设|修缮|改造|装修|信息化|系统")


def categories(table: TargetTable) -> set[Category]:
    """The categories present; a kind under an unknown label counts for its category."""
    return {category for row in table.indicators if (category := category_of_row(row, table))}


def category_of_row(row: Indicator, table: TargetTable) -> Category | None:
    if row.category is not None:
        return row.category
    parents = table.framework.parents(row.kind) if row.kind else ()
    return parents[0] if parents else None


def _missing(table: TargetTable, category: Category, severity: Severity) -> Outcomes:
    if not table.indicators:
        yield NotChecked("表中没有指标行", "the table has no indicator rows")
    elif category not in categories(table):
        present = "、".join(sorted({row.level1_raw for row in table.indicators if row.level1_raw}))
        yield Hit(
            zh=f"全表没有{category}，只有：{present or '未写一级指标'}",
            en=f"the table has no {category.name.lower()} indicators, only: {present}",
            expected=category.value,
            severity=severity,
        )


@table_rule("PC301", "l1-output-missing", ERROR, "CY2021-101")
def l1_output_missing(table: TargetTable, settings: Settings) -> Outcomes:
    """缺少产出指标 | No output indicators

    产出和效益原则上都要设。没有产出，就没有说钱用来做了什么。

    ## 错例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 满意度指标 | 服务对象满意度指标 | 住户满意度 | 住户问卷满意的比例 | ≥90% |

    ## 正例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 加装电梯 | 加装电梯的台数 | =6台 |
    | 满意度指标 | 服务对象满意度指标 | 住户满意度 | 住户问卷满意的比例 | ≥90% |
    """
    yield from _missing(table, Category.OUTPUT, ERROR)


@table_rule("PC302", "l1-benefit-missing", ERROR, "CY2021-101", "CY2015-88")
def l1_benefit_missing(table: TargetTable, settings: Settings) -> Outcomes:
    """缺少效益（效果）指标 | No benefit indicators

    只有产出没有效益，说不清花钱带来了什么。

    ## 错例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 加装电梯 | 加装电梯的台数 | =6台 |

    ## 正例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 加装电梯 | 加装电梯的台数 | =6台 |
    | 效果指标 | 社会效益指标 | 受益住户 | 用上电梯的住户数 | ≥72户 |
    """
    yield from _missing(table, Category.BENEFIT, ERROR)


@table_rule("PC303", "l1-satisfaction-missing", INFO, "CY2021-101")
def l1_satisfaction_missing(table: TargetTable, settings: Settings) -> Outcomes:
    """未设满意度指标 | No satisfaction indicator

    满意度按需设置；直接面向群众、企业的项目一般应设，升为警告。

    ## 错例
    便民窗口服务费绩效目标表

    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 开设窗口 | 开设的窗口数 | =6个 |

    ## 正例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 开设窗口 | 开设的窗口数 | =6个 |
    | 满意度指标 | 服务对象满意度指标 | 群众满意度 | 群众评价满意的比例 | ≥90% |
    """
    if any(row.is_satisfaction for row in table.indicators):
        return
    public = PUBLIC.search(f"{table.project or ''}{table.goal_text}")
    yield from _missing(table, Category.SATISFACTION, WARNING if public else INFO)


@table_rule("PC305", "l2-output-incomplete", WARNING, "CY2021-101", "CY2015-88")
def l2_output_incomplete(table: TargetTable, settings: Settings) -> Outcomes:
    """产出指标二级不全 | Output lacks quantity, quality or timeliness

    产出一般要说清做多少、做到什么标准、什么时候做完。缺数量，或工程、信息化项目缺质量、时效，为警告；其余为提示。

    ## 错例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 质量指标 | 树木成活率 | 成活树木占栽植树木的比例 | ≥95% |
    | | 时效指标 | 栽植完成时间 | 完成栽植的时间 | 2024年4月底前 |

    ## 正例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 栽植树木 | 栽植树木的株数 | ≥800株 |
    | | 质量指标 | 树木成活率 | 成活树木占栽植树木的比例 | ≥95% |
    | | 时效指标 | 栽植完成时间 | 完成栽植的时间 | 2024年4月底前 |
    """
    if Category.OUTPUT not in categories(table):
        return  # l1-output-missing speaks of it
    unknown = [
        row for row in table.indicators if row.category is Category.OUTPUT and row.kind is None
    ]
    if unknown:
        yield NotChecked(
            f"产出下有认不出的二级指标“{unknown[0].level2_raw}”",
            f"an output row has the unknown level-2 label “{unknown[0].level2_raw}”",
        )
        return
    wanted = (IndicatorKind.QUANTITY, IndicatorKind.QUALITY, IndicatorKind.TIMELINESS)
    missing = [kind for kind in wanted if not table.of_kind(kind)]
    if missing:
        grave = IndicatorKind.QUANTITY in missing or WORKS.search(table.project or "")
        names = "、".join(missing)
        yield Hit(
            zh=f"产出指标下没有{names}",
            en=f"the output indicators lack {', '.join(kind.name.lower() for kind in missing)}",
            expected=names,
            severity=WARNING if grave else INFO,
        )


@row_rule("PC307", "l2-unknown", WARNING, "CY2021-101", "CY2015-88", needs=(Column.LEVEL2,))
def l2_unknown(row: Indicator, table: TargetTable, settings: Settings) -> Outcomes:
    """二级指标名称不在规范表内 | Unknown level-2 label

    ## 错例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 其他指标 | 走访企业 | 走访企业的户数 | ≥60户 |

    ## 正例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 走访企业 | 走访企业的户数 | ≥60户 |
    """
    if row.level2_raw and row.kind is None:
        yield Hit(
            zh=f"二级指标“{row.level2_raw}”不在指标体系里",
            en=f"“{row.level2_raw}” is no level-2 label of any known framework",
            at=Column.LEVEL2,
            expected=" / ".join(table.framework.tree.get(row.category, ()))
            if row.category
            else None,
        )


@row_rule(
    "PC308",
    "l2-under-wrong-l1",
    ERROR,
    "CY2021-101",
    "CY2015-88",
    needs=(Column.LEVEL1, Column.LEVEL2),
)
def l2_under_wrong_l1(row: Indicator, table: TargetTable, settings: Settings) -> Outcomes:
    """二级指标挂错一级 | Level-2 under the wrong level-1

    成本可以在产出下（旧模板），也可以自成一级；满意度挂在效益下是有的省的模板，只作提示。

    ## 错例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 效益指标 | 质量指标 | 出版物合格率 | 合格出版物占抽检的比例 | ≥98% |

    ## 正例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 质量指标 | 出版物合格率 | 合格出版物占抽检的比例 | ≥98% |
    | | 成本指标 | 印刷总成本 | 印刷支出 | ≤6万元 |
    | 成本指标 | 经济成本指标 | 审读总成本 | 审读支出 | ≤2万元 |
    """
    if row.category is None or row.kind is None:
        return
    allowed = {category for one in frameworks() for category in one.parents(row.kind)}
    if row.kind.is_cost:
        allowed |= {Category.COST, Category.OUTPUT}
    if row.category in allowed:
        return
    variant = row.kind is IndicatorKind.SATISFACTION and row.category is Category.BENEFIT
    right = "、".join(sorted(allowed))
    yield Hit(
        zh=f"“{row.level2_raw}”挂在“{row.level1_raw}”下，应在“{right}”下"
        + ("（有的省的模板如此）" if variant else ""),
        en=f"“{row.level2_raw}” stands under “{row.level1_raw}”; it belongs under “{right}”",
        at=Column.LEVEL2,
        expected=right,
        severity=INFO if variant else ERROR,
    )


@row_rule("PC309", "l2-label-variant", INFO, "CONVENTION", needs=(Column.LEVEL2,))
def l2_label_variant(row: Indicator, table: TargetTable, settings: Settings) -> Outcomes:
    """二级名称为异写 | Variant spelling of a level-2 label

    “可持续性影响”“产出数量”看得懂，但汇总时会被当成另一类。

    ## 错例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 效益指标 | 可持续性影响 | 设施使用年限 | 设施可用的年限 | ≥10年 |

    ## 正例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 效益指标 | 可持续影响指标 | 设施使用年限 | 设施可用的年限 | ≥10年 |
    """
    if row.kind is None or Column.LEVEL2 not in row.locations:
        return
    if label_key(row.level2_raw) != label_key(row.kind.value):
        yield Hit(
            zh=f"二级指标“{row.level2_raw}”宜写作“{row.kind.value}”",
            en=f"write the level-2 label “{row.level2_raw}” as “{row.kind.value}”",
            at=Column.LEVEL2,
            expected=row.kind.value,
        )


@table_rule("PC313", "benefit-all-qualitative", WARNING, "CY2021-101")
def benefit_all_qualitative(table: TargetTable, settings: Settings) -> Outcomes:
    """效益指标全部为定性词 | All benefit indicators are adjectives

    ## 错例（同时命中 qualitative-undefined）
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 效益指标 | 社会效益指标 | 居民健身氛围 | 参加健身的氛围 | 显著提升 |
    | | 可持续影响指标 | 场馆运营 | 场馆的持续运营 | 长期 |

    ## 正例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 效益指标 | 社会效益指标 | 健身人次 | 全年到馆健身的人次 | ≥3万人次 |
    | | 可持续影响指标 | 场馆运营 | 场馆按约定的年限持续运营，不少于10年 | 长期 |
    """
    benefits = [row for row in table.benefits if not row.is_satisfaction]
    if not benefits:
        return  # l1-benefit-missing speaks of it
    measured = any(row.constraint.quantities for row in benefits)
    if (
        any(is_vague(row) for row in benefits)
        and not measured
        and all(_says_nothing(row) for row in benefits)
    ):
        shown = "、".join(
            dict.fromkeys(row.value.strip() for row in benefits if row.value.strip())
        )
        yield Hit(
            zh=f"{len(benefits)} 条效益指标全是定性词（{shown}），至少应有一条能用数衡量",
            en=f"all {len(benefits)} benefit indicators are adjectives ({shown}); one should have a figure",
            location=benefits[0].location,
        )


def _says_nothing(row: Indicator) -> bool:
    return is_vague(row) or isinstance(row.constraint, Unreadable)


@table_rule("PC315", "goal-missing", ERROR, "CY2015-88")
def goal_missing(table: TargetTable, settings: Settings) -> Outcomes:
    """未填绩效目标 | No goal text

    ## 错例
    | 项目名称 | 社区图书室运行费 |
    | 绩效目标 | |
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 开放天数 | 图书室开放的天数 | ≥300天 |

    ## 正例
    | 项目名称 | 社区图书室运行费 |
    | 绩效目标 | 图书室全年开放，方便居民借阅 |
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 开放天数 | 图书室开放的天数 | ≥300天 |
    """
    if not table.has_goal_cell:
        yield NotChecked("表中没有绩效目标栏", "the table has no cell for goals")
    elif all(
        not goal.text or is_filler(goal.text) or goal.text in ("无", "/", "略")
        for goal in table.goals
    ):
        yield Hit(
            zh="绩效目标栏是空的，请写明要达到什么",
            en="the goal cell is empty; say what is to be reached",
        )


@row_rule("PC316", "basis-missing", WARNING, "CY2021-101", needs=(Column.BASIS,))
def basis_missing(row: Indicator, table: TargetTable, settings: Settings) -> Outcomes:
    """未填指标值确定依据 | Basis column blank

    模板有这一栏才检查。整列只在第一行填写的，视为合并单元格，不报。

    ## 错例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 | 指标值确定依据 |
    | 产出指标 | 数量指标 | 清淤长度 | 清淤的沟渠长度 | ≥12公里 | |
    | | 质量指标 | 清淤验收合格率 | 合格沟渠占比 | ≥95% | 水利工程验收规程 |

    ## 正例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 | 指标值确定依据 |
    | 产出指标 | 数量指标 | 清淤长度 | 清淤的沟渠长度 | ≥12公里 | 年度清淤计划 |
    | | 质量指标 | 清淤验收合格率 | 合格沟渠占比 | ≥95% | 水利工程验收规程 |
    """
    if not row.basis and not _merged_basis(table):
        yield Hit(
            zh=f"“{row.name}”没有填指标值确定依据",
            en=f"“{row.name}” gives no basis for its value",
            at=Column.BASIS,
        )


def _merged_basis(table: TargetTable) -> bool:
    first, *others = table.indicators
    return bool(first.basis) and len(others) > 1 and not any(row.basis for row in others)
