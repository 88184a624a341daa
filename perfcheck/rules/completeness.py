"""PC3xx: what a table must not lack."""

import re

from perfcheck.rules.doubt import cut_off, incomplete
from perfcheck.rules.finding import ERROR, INFO, WARNING, Hit, NotChecked, Severity
from perfcheck.rules.measure import is_vague
from perfcheck.rules.rule import Outcomes, row_rule, table_rule
from perfcheck.rules.settings import Settings
from perfcheck.tables import Category, Column, Indicator, IndicatorKind, TargetTable
from perfcheck.tables.text import is_filler
from perfcheck.values import Unreadable

PUBLIC = re.compile("服务|群众|企业|培训|补贴|补助|窗口|大厅|居民|学生|患者|便民")


RUNNING = re.compile("人员经费|公用经费|工资|社保|公积金|津贴|退休")


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
    doubt = incomplete(table)
    if doubt:
        yield doubt
    elif category not in categories(table):
        present = "、".join(sorted({row.level1_raw for row in table.indicators if row.level1_raw}))
        yield Hit(
            zh=f"全表没有{category}，只有：{present or '未写一级指标'}",
            en=f"the table has no {category.name.lower()} indicators, only “{present}”",
            expected=category.value,
            severity=severity,
        )


def _grave(category: Category, usual: Severity, settings: Settings) -> Severity:
    """How grave it is that a category is missing: where the policy requires it, an error."""
    return ERROR if category in settings.required else usual


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
    | 效益指标 | 社会效益指标 | 受益住户 | 用上电梯的住户数 | ≥72户 |
    | 满意度指标 | 服务对象满意度指标 | 住户满意度 | 住户问卷满意的比例 | ≥90% |
    """
    yield from _missing(table, Category.OUTPUT, ERROR)


@table_rule("PC302", "l1-benefit-missing", ERROR, "CY2021-101", "CY2015-88", reads=("required",))
def l1_benefit_missing(table: TargetTable, settings: Settings) -> Outcomes:
    """缺少效益（效果）指标 | No benefit indicators

    产出和效益原则上都应设。只有产出没有效益，说不清花钱带来了什么；人员、公用经费只作提示，除非口径规定必设。

    ## 错例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 加装电梯 | 加装电梯的台数 | =6台 |

    ## 正例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 加装电梯 | 加装电梯的台数 | =6台 |
    | 效果指标 | 社会效益指标 | 受益住户 | 用上电梯的住户数 | ≥72户 |
    """
    usual = INFO if RUNNING.search(table.project or "") else ERROR
    yield from _missing(table, Category.BENEFIT, _grave(Category.BENEFIT, usual, settings))


@table_rule("PC303", "l1-satisfaction-missing", INFO, "CY2021-101", reads=("required",))
def l1_satisfaction_missing(table: TargetTable, settings: Settings) -> Outcomes:
    """未设满意度指标 | No satisfaction indicator

    满意度按需设置；直接面向群众、企业的项目一般应设，升为警告；口径规定必设的为错误。

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
    usual = WARNING if public else INFO
    yield from _missing(
        table, Category.SATISFACTION, _grave(Category.SATISFACTION, usual, settings)
    )


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
    doubt = incomplete(table)
    if doubt:
        yield doubt
        return
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


@table_rule("PC313", "benefit-all-qualitative", WARNING, "CY2021-101", reads=("words",))
def benefit_all_qualitative(table: TargetTable, settings: Settings) -> Outcomes:
    """效益指标全部为定性词 | All benefit indicators are adjectives

    效益只有“显著、提升”，年终打不了分；至少应有一条能用数衡量。

    ## 错例（同时命中 qualitative-undefined）
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 效益指标 | 社会效益指标 | 居民健身氛围 | 参加健身的氛围 | 显著提升 |
    | | 可持续影响指标 | 场馆运营 | 场馆的持续运营 | 长期 |

    ## 正例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 效益指标 | 社会效益指标 | 健身人次 | 全年到馆健身的人次 | ≥3万人次 |
    | | 可持续影响指标 | 场馆使用年限 | 场馆可以使用的年限 | ≥10年 |
    """
    doubt = incomplete(table)
    if doubt:
        yield doubt
        return
    benefits = [row for row in table.benefits if not row.is_satisfaction]
    if not benefits:
        return  # l1-benefit-missing speaks of it
    measured = any(row.constraint.quantities for row in benefits)
    if (
        any(is_vague(row, settings) for row in benefits)
        and not measured
        and all(_says_nothing(row, settings) for row in benefits)
    ):
        shown = "、".join(
            dict.fromkeys(row.value.strip() for row in benefits if row.value.strip())
        )
        yield Hit(
            zh=f"{len(benefits)} 条效益指标全是定性词（{shown}），至少应有一条能用数衡量",
            en=f"all {len(benefits)} benefit indicators are adjectives (“{shown}”); one should have a figure",
            location=benefits[0].location,
        )


def _says_nothing(row: Indicator, settings: Settings) -> bool:
    return is_vague(row, settings) or isinstance(row.constraint, Unreadable)


@table_rule("PC315", "goal-missing", ERROR, "CY2015-88")
def goal_missing(table: TargetTable, settings: Settings) -> Outcomes:
    """未填绩效目标 | No goal text

    目标是设指标的依据。模板有这一栏而没有填的才报。

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
        yield cut_off(row, table) or Hit(
            zh=f"“{row.name}”没有填指标值确定依据",
            en=f"“{row.name}” gives no basis for its value",
            at=Column.BASIS,
        )


def _merged_basis(table: TargetTable) -> bool:
    first, *others = table.indicators
    return bool(first.basis) and len(others) > 1 and not any(row.basis for row in others)


@table_rule("PC317", "project-code-missing", INFO, "CONVENTION")
def project_code_missing(table: TargetTable, settings: Settings) -> Outcomes:
    """项目编码没有填 | The project has no code

    项目库按编码对项目。模板有“项目编码”而没有填，或只划了线的才报。

    ## 错例
    | 项目编码 | ———— | 项目名称 | 社区图书室运行费 |
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 开放天数 | 图书室开放的天数 | ≥300天 |

    ## 正例
    | 项目编码 | 2024WL0031 | 项目名称 | 社区图书室运行费 |
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 开放天数 | 图书室开放的天数 | ≥300天 |
    """
    if table.has_code_cell and not table.project_code:
        yield Hit(
            zh="有“项目编码”一栏而没有填编码，请填项目库中的编码",
            en="the cell for the project code holds no code",
        )
