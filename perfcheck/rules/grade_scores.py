"""PC7xx: scales in a self-evaluation: the grade that the actual value falls in, and the score."""

from collections.abc import Iterator
from decimal import Decimal

from perfcheck.rules.finding import ERROR, INFO, WARNING, Hit, NotChecked
from perfcheck.rules.grading import Grades, share_of, standing
from perfcheck.rules.rule import Outcomes, graded_rule
from perfcheck.rules.scale import HUNDRED, written
from perfcheck.rules.scoring import gives_reason, not_judged, scored
from perfcheck.rules.settings import Settings
from perfcheck.tables import GRADES, Column, GradedIndicator, TargetTable
from perfcheck.values.interval import plain

ACTUAL, POINTS, SCORE, REASON = Column.ACTUAL, Column.POINTS, Column.SCORE, Column.REASON
BEST, WORST = GRADES[0], GRADES[-1]
# 得分常取整数或一位小数
HALF, HALF_TENTH = Decimal("0.5"), Decimal("0.05")


def _named(grades: Grades, row: GradedIndicator) -> str:
    """“良”档（90%～95%）"""
    return "或".join(f"“{grade}”档（{row.scale[grade].raw.strip()}）" for grade in grades)


def _judged(row: GradedIndicator) -> Iterator[tuple[Grades, Decimal, Decimal] | NotChecked]:
    """The grades, points and score of a row; why not; nothing where no grade holds the value."""
    numbers, grades = scored(row), standing(row)
    if isinstance(grades, NotChecked):
        yield grades
    elif numbers is None:
        yield not_judged(row, "分值或得分不是数", "points or score is no number")
    elif grades and numbers[0] > 0:
        yield (grades, *numbers)


@graded_rule("PC716", "grade-actual-in-gap", WARNING, "LOGIC", needs=(ACTUAL,))
def grade_actual_in_gap(row: GradedIndicator, table: TargetTable, settings: Settings) -> Outcomes:
    """实际完成值不在任何一档 | The actual value is in none of the grades

    分档有空档，实际值正好落在里面，得几分都没有根据。

    ## 错例（同时命中 grade-gap）
    | 绩效指标 | 优 | 良 | 中 | 差 | 实际完成值 | 分值 | 得分 |
    | 接通率 | 97%以上 | 90%～94% | 85%～90% | 85%以下 | 95.6% | 20 | 19 |

    ## 正例
    | 绩效指标 | 优 | 良 | 中 | 差 | 实际完成值 | 分值 | 得分 |
    | 接通率 | 97%以上 | 90%～97% | 85%～90% | 85%以下 | 95.6% | 20 | 17 |
    """
    grades = standing(row)
    if isinstance(grades, NotChecked):
        yield grades
    elif not grades:
        yield Hit(
            zh=f"“{row.name}”实际“{row.actual}”不在任何一档：{written(row)}",
            en=f"“{row.name}” reached “{row.actual}”, which is in none of the grades: “{written(row, '(blank)')}”",
            value=row.actual,
            at=ACTUAL,
        )


@graded_rule("PC717", "grade-full-score", ERROR, "CY2020-10", needs=(ACTUAL, POINTS, SCORE))
def grade_full_score(row: GradedIndicator, table: TargetTable, settings: Settings) -> Outcomes:
    """不到优档却得满分 | Full score for less than the best grade

    实际值落在良、中或差档，却与优档一样得满分，分档就没有用处了。恰在两档共用的端点上、可以算作优的不报。

    ## 错例
    | 绩效指标 | 优 | 良 | 中 | 差 | 实际完成值 | 分值 | 得分 |
    | 接通率 | 97%以上 | 90%～97% | 85%～90% | 85%以下 | 92% | 20 | 20 |

    ## 正例
    | 绩效指标 | 优 | 良 | 中 | 差 | 实际完成值 | 分值 | 得分 |
    | 接通率 | 97%以上 | 90%～97% | 85%～90% | 85%以下 | 97% | 20 | 20 |
    | 漏接次数 | 3次以内 | 4～6次 | 7～9次 | 10次以上 | 5 | 20 | 17 |
    """
    for one in _judged(row):
        if isinstance(one, NotChecked):
            yield one
            continue
        grades, points, score = one
        if BEST not in grades and score == points:
            yield Hit(
                zh=f"“{row.name}”实际“{row.actual}”在{_named(grades, row)}，不在优档，却得满分 {plain(points)}",
                en=f"“{row.name}” reached “{row.actual}”, which is grade “{'/'.join(grades)}”, yet scored the full {plain(points)}",
                value=row.score,
                at=SCORE,
            )


@graded_rule(
    "PC718",
    "grade-score-mismatch",
    INFO,
    "CONVENTION",
    needs=(ACTUAL, POINTS, SCORE),
    reads=("policy.excellent_share", "policy.good_share", "policy.fair_share"),
)
def grade_score_mismatch(row: GradedIndicator, table: TargetTable, settings: Settings) -> Outcomes:
    """疑似得分与所在的档不符 | The score does not suit the grade

    通常优得分值的 90%–100%，良 80%–90%，中 60%–80%，差 60% 以下；表头写明的按表头，各地不同的可以设置，只作提示。取整造成的出入不算。
    在优档而得零分、又没有说明原因的，作警告。

    ## 错例
    | 绩效指标 | 优 | 良 | 中 | 差 | 实际完成值 | 分值 | 得分 |
    | 接通率 | 97%以上 | 90%～97% | 85%～90% | 85%以下 | 82% | 20 | 18 |

    ## 错例（优档得零分）
    | 绩效指标 | 优 | 良 | 中 | 差 | 实际完成值 | 分值 | 得分 | 偏差原因分析 |
    | 接通率 | 97%以上 | 90%～97% | 85%～90% | 85%以下 | 99% | 20 | 0 | |

    ## 正例
    | 绩效指标 | 优 | 良 | 中 | 差 | 实际完成值 | 分值 | 得分 | 偏差原因分析 |
    | 接通率 | 97%以上 | 90%～97% | 85%～90% | 85%以下 | 99% | 20 | 20 | |
    | 办结率 | 97%以上 | 90%～97% | 85%～90% | 85%以下 | 92% | 15 | 13 | |
    | 漏接次数 | 3次以内 | 4～6次 | 7～9次 | 10次以上 | 2次 | 20 | 10 | 抽查发现漏记 |
    """
    for one in _judged(row):
        if isinstance(one, NotChecked):
            yield one
            continue
        grades, points, score = one
        low, high = (
            points * share / HUNDRED for share in share_of(grades, table, settings.policy)
        )
        slack = HALF if score == score.to_integral_value() else HALF_TENTH
        too_low = score < low - slack and not gives_reason(row)
        too_high = high + slack < score < points
        if too_low or too_high:
            nothing = score == 0 and BEST in grades
            yield Hit(
                zh=f"{'' if nothing else '疑似：'}“{row.name}”实际“{row.actual}”在{_named(grades, row)}，通常得 {plain(low)}–{plain(high)} 分，实得 {plain(score)}",
                en=f"“{row.name}” reached “{row.actual}”, grade “{'/'.join(grades)}”: usually {plain(low)} to {plain(high)} points, scored {plain(score)}",
                value=row.score,
                expected=f"{plain(low)}–{plain(high)}",
                severity=WARNING if nothing else INFO,
                at=SCORE,
            )


@graded_rule("PC719", "grade-worst-without-reason", WARNING, "CY2020-10", needs=(ACTUAL, REASON))
def grade_worst_without_reason(
    row: GradedIndicator, table: TargetTable, settings: Settings
) -> Outcomes:
    """落在差档，却没有说明原因 | The worst grade without a reason

    没有完成的要分析原因、写明改进措施。表中另有指标值的，按指标值判断。

    ## 错例
    | 绩效指标 | 优 | 良 | 中 | 差 | 实际完成值 | 分值 | 得分 | 偏差原因分析 |
    | 接通率 | 97%以上 | 90%～97% | 85%～90% | 85%以下 | 71% | 20 | 8 | 无 |

    ## 正例
    | 绩效指标 | 优 | 良 | 中 | 差 | 实际完成值 | 分值 | 得分 | 偏差原因分析 |
    | 接通率 | 97%以上 | 90%～97% | 85%～90% | 85%以下 | 71% | 20 | 8 | 话务员不足，已增 3 人 |
    """
    if Column.VALUE in table.columns:
        return  # deviation-without-reason compares with the target
    grades = standing(row)
    if isinstance(grades, NotChecked):
        yield grades
    elif grades == (WORST,) and not gives_reason(row):
        yield Hit(
            zh=f"“{row.name}”实际“{row.actual}”在{_named(grades, row)}，没有写原因和改进措施",
            en=f"“{row.name}” reached “{row.actual}”, the worst grade, and no reason is given",
            value=row.actual,
            at=REASON,
        )
