"""PC7xx: what stands in the cells of a graded scale."""

import re
from collections.abc import Iterator

from perfcheck.rules.finding import INFO, WARNING, Hit
from perfcheck.rules.measure import COUNT_NAME, NOT_A_COUNT, NOT_A_SHARE, RATE_NAME
from perfcheck.rules.mending import cell_edit, turned_round
from perfcheck.rules.rule import Outcomes, graded_rule
from perfcheck.rules.scale import HUNDRED, Scale, level_interval, scale_of, written
from perfcheck.rules.settings import Settings
from perfcheck.tables import GRADES, GradedIndicator, TargetTable
from perfcheck.values import (
    Dimension,
    Qualitative,
    Range,
    Threshold,
)

MONEY_NAME = re.compile("经费|支出|成本")
SUM_NAME = re.compile("(?:成本|费用|金额|造价|单价)$")
SATISFACTION = re.compile("满意度$")


@graded_rule("PC701", "grade-missing-level", WARNING, "CY2020-10")
def grade_missing_level(row: GradedIndicator, table: TargetTable, settings: Settings) -> Outcomes:
    """四档不全 | A grade cell is empty

    实际值落在没有写的那一档时评不了。

    ## 错例
    | 职责活动 | 绩效指标 | 优 | 良 | 中 | 差 |
    | 1、义诊 | 义诊到场率 | 98%以上 | 95%～98% | | 90%以下 |

    ## 正例
    | 职责活动 | 绩效指标 | 优 | 良 | 中 | 差 |
    | 1、义诊 | 义诊到场率 | 98%以上 | 95%～98% | 90%～95% | 90%以下 |
    """
    blank = [grade for grade in GRADES if row.scale[grade].is_blank]
    if blank and len(blank) < len(GRADES):
        yield Hit(
            zh=f"“{row.name}”没有填“{'、'.join(blank)}”档：{written(row)}",
            en=f"“{row.name}” has no level “{'、'.join(blank)}”: “{written(row, '(blank)')}”",
            value=written(row),
            location=row.scale[blank[0]].location,
        )


@graded_rule("PC702", "grade-unparsable", WARNING, "LOGIC")
def grade_unparsable(row: GradedIndicator, table: TargetTable, settings: Settings) -> Outcomes:
    """分档文字无法识别或有错字 | Unparsable or misspelt grade

    同一行的其它档是数，这一格读不出，或者只有改一个错字才读得出。“无停机”读作 0。

    ## 错例
    | 职责活动 | 绩效指标 | 优 | 良 | 中 | 差 |
    | 1、运维 | 停机次数 | 2次依下 | 3～4次 | 5～6次 | 7次以上 |

    ## 正例
    | 职责活动 | 绩效指标 | 优 | 良 | 中 | 差 |
    | 1、运维 | 停机次数 | 无停机 | 1～2次 | 3～4次 | 5次以上 |
    """
    levels = list(zip(GRADES, row.scale.levels, strict=True))
    readable = sum(level_interval(level) is not None for _, level in levels)
    for grade, level in levels:
        mended = next(
            (d.suggestion for d in level.constraint.diagnostics if d.code == "misspelt-suffix"),
            None,
        )
        lost = level_interval(level) is None and not level.is_blank and readable >= 2
        if mended or lost:
            hint = f"，疑为“{mended}”" if mended else "，读不出数，同一行的其它档是数"
            yield Hit(
                zh=f"“{grade}”档“{level.raw}”{hint}",
                en=f"level “{grade}” “{level.raw}”"
                + (f": probably “{mended}”" if mended else " is no number"),
                value=level.raw,
                expected=mended,
                location=level.location,
            )


@graded_rule("PC709", "grade-kind-mismatch", WARNING, "LOGIC")
def grade_kind_mismatch(row: GradedIndicator, table: TargetTable, settings: Settings) -> Outcomes:
    """率类指标用了定性分档 | A rate is graded with adjectives

    率有数可分档，用“好、较好”评是舍易求难，也不可比。满意度用“满意、不满意”分档，说的是一个人的回答，不是多少人满意，作提示。

    ## 错例
    | 职责活动 | 绩效指标 | 优 | 良 | 中 | 差 |
    | 1、培训 | 考试通过率 | 效果好 | 效果较好 | 效果一般 | 效果差 |

    ## 正例
    | 职责活动 | 绩效指标 | 优 | 良 | 中 | 差 |
    | 1、培训 | 考试通过率 | 95%以上 | 90%～95% | 80%～90% | 80%以下 |
    """
    words_only = all(
        isinstance(level.constraint, Qualitative) and not level.is_blank
        for level in row.scale.levels
    )
    name = row.name.strip()
    rate = RATE_NAME.search(name) and not NOT_A_SHARE.search(name)
    if words_only and (rate or SATISFACTION.search(name)):
        yield Hit(
            zh=f"“{row.name}”是比率，四档却是“{written(row)}”",
            en=f"“{row.name}” is a rate, its grades are “{written(row, '(blank)')}”",
            value=written(row),
            severity=WARNING if rate else INFO,
        )


@graded_rule("PC710", "grade-unit-mismatch", WARNING, "LOGIC")
def grade_unit_mismatch(row: GradedIndicator, table: TargetTable, settings: Settings) -> Outcomes:
    """分档单位与名称不符 | The unit of the grades does not fit the name

    名称是率而按个数分档，或者名称是个数、是金额而按百分比分档。

    ## 错例
    | 职责活动 | 绩效指标 | 优 | 良 | 中 | 差 |
    | 1、换灯 | 路灯更换率 | 5盏以内 | 6～10盏 | 11～15盏 | 16盏以上 |

    ## 错例（金额）
    | 职责活动 | 绩效指标 | 优 | 良 | 中 | 差 |
    | 1、布展 | 布展费用 | 90%～100% | 80%～90% | 70%～80% | 70%以下 |

    ## 正例
    | 职责活动 | 绩效指标 | 优 | 良 | 中 | 差 |
    | 1、换灯 | 路灯更换数量 | 5盏以内 | 6～10盏 | 11～15盏 | 16盏以上 |
    """
    name = row.name.strip()
    numeric = [
        level for level in row.scale.levels if isinstance(level.constraint, Threshold | Range)
    ]
    dimensions = {level.constraint.dimension for level in numeric if level.constraint.unit_text}
    rate = RATE_NAME.search(name) and not NOT_A_SHARE.search(name)
    counted = rate and dimensions and Dimension.PERCENT not in dimensions
    count = COUNT_NAME.search(name) and not NOT_A_COUNT.search(name)
    money = SUM_NAME.search(name)
    percent = Dimension.PERCENT in dimensions and (count or money)
    if counted or percent:
        kind, kind_en = (
            ("比率", "rate") if counted else ("个数", "count") if count else ("金额", "sum")
        )
        yield Hit(
            zh=f"“{name}”是{kind}，四档却是“{written(row)}”",
            en=f"“{name}” is a {kind_en}, its grades are “{written(row, '(blank)')}”",
            value=written(row),
        )


@graded_rule("PC711", "grade-interval-reversed", INFO, "CONVENTION")
def grade_interval_reversed(
    row: GradedIndicator, table: TargetTable, settings: Settings
) -> Outcomes:
    """区间倒写 | An interval written high to low

    意思清楚，宜从小到大写。

    ## 错例
    | 职责活动 | 绩效指标 | 优 | 良 | 中 | 差 |
    | 1、调研 | 调研报告数量 | 6篇以上 | 5～4篇 | 3～2篇 | 1篇以下 |

    ## 正例
    | 职责活动 | 绩效指标 | 优 | 良 | 中 | 差 |
    | 1、调研 | 调研报告数量 | 6篇以上 | 4～5篇 | 2～3篇 | 1篇以下 |
    """
    backwards = [
        level
        for level in row.scale.levels
        if isinstance(level.constraint, Range) and level.constraint.reversed
    ]
    if backwards:
        shown = "、".join(level.raw.strip() for level in backwards)
        yield Hit(
            zh=f"“{row.name}”的区间倒写：{shown}，宜从小到大",
            en=f"“{row.name}” writes intervals high to low: “{shown}”",
            value=shown,
            edits=tuple(
                edit
                for level in backwards
                if isinstance(level.constraint, Range)
                for edit in cell_edit(level.location, level.raw, turned_round(level.constraint))
            ),
            location=backwards[0].location,
        )


@graded_rule("PC713", "grade-overspend-tolerated", WARNING, "BUDGET-LAW")
def grade_overspend_tolerated(
    row: GradedIndicator, table: TargetTable, settings: Settings
) -> Outcomes:
    """超支仍评良、中，或不花钱也评优 | Overspend graded good, or zero spend graded best

    支出不得超过预算。“小于100%”为优，等于一分不花也是优。

    ## 错例
    | 职责活动 | 绩效指标 | 优 | 良 | 中 | 差 |
    | 1、采购 | 采购支出率 | 100%以内 | 100%～105% | 105%～110% | 110%以上 |

    ## 正例
    | 职责活动 | 绩效指标 | 优 | 良 | 中 | 差 |
    | 1、采购 | 采购经费执行率 | 95%～100% | 90%～95% | 85%～90% | 85%以下 |
    """
    scale = scale_of(row)
    if (
        not isinstance(scale, Scale)
        or scale.dimension is not Dimension.PERCENT
        or not MONEY_NAME.search(row.name)
    ):
        return
    for reason, reason_en in _overspending(scale):
        yield Hit(
            zh=f"“{row.name}”{reason}：{written(row)}",
            en=f"“{row.name}” {reason_en}: “{written(row, '(blank)')}”",
            value=written(row),
            location=row.scale.levels[0].location,
        )
        return


def _overspending(scale: Scale) -> Iterator[tuple[str, str]]:
    best, *middle, _ = scale.intervals
    if any(one.high is not None and one.high > HUNDRED for one in middle):
        yield "超过预算仍评良或中", "grades overspending as good or fair"
    if best.low is None and best.high is not None and best.high <= HUNDRED:
        yield "优档不设下限，一分不花也是优", "grades no spending at all as best"
