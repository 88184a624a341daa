"""PC56x: the rows of a self-evaluation, whether they have one target or a scale of grades."""

from perfcheck.rules.doubt import cut_off
from perfcheck.rules.finding import ERROR, WARNING, Hit, Row
from perfcheck.rules.rule import Outcomes, scored_rule
from perfcheck.rules.scale import written
from perfcheck.rules.scoring import not_judged, scored
from perfcheck.rules.settings import Settings
from perfcheck.tables import Column, GradedIndicator, Indicator, TargetTable
from perfcheck.tables.text import compact
from perfcheck.values.interval import plain

ACTUAL, POINTS, SCORE = Column.ACTUAL, Column.POINTS, Column.SCORE


@scored_rule("PC561", "actual-missing", WARNING, "CY2020-10", needs=(ACTUAL,))
def actual_missing(row: Row, table: TargetTable, settings: Settings) -> Outcomes:
    """没有填实际完成值 | No actual value is given

    自评要用完成情况与指标值比较；空着或填“/”就无从评起。

    ## 错例
    | 一级指标 | 二级指标 | 三级指标 | 指标值 | 实际完成值 | 分值 | 得分 |
    | 产出指标 | 数量指标 | 维修路灯数量 | ≥60盏 | | 20 | 20 |
    | | | 新装路灯数量 | ≥20盏 | 22盏 | 20 | 20 |

    ## 正例
    | 一级指标 | 二级指标 | 三级指标 | 指标值 | 实际完成值 | 分值 | 得分 |
    | 产出指标 | 数量指标 | 维修路灯数量 | ≥60盏 | 66盏 | 20 | 20 |
    """
    text = compact(row.actual or "")
    asked, asked_en = (
        (f"指标值“{row.value}”", f"a target “{row.value}”")
        if isinstance(row, Indicator)
        else (f"分档“{written(row)}”", f"a scale “{written(row, '(blank)')}”")
    )
    if (
        (isinstance(row, GradedIndicator) or row.value)
        and not text.strip("-—–/／")
        and any(one.actual for one in table.rows)
    ):
        yield cut_off(row, table) or Hit(
            zh=f"{asked}有了，实际完成值“{text}”没有填；请填写全年实际完成的数",
            en=f"there is {asked_en} and no actual value; give what was reached",
            at=ACTUAL,
        )


@scored_rule("PC565", "score-over-points", ERROR, "LOGIC", needs=(POINTS, SCORE))
def score_over_points(row: Row, table: TargetTable, settings: Settings) -> Outcomes:
    """得分超过分值 | The score exceeds the points

    得分最多等于分值。

    ## 错例
    | 一级指标 | 二级指标 | 三级指标 | 指标值 | 实际完成值 | 分值 | 得分 |
    | 产出指标 | 数量指标 | 维修路灯数量 | ≥60盏 | 66盏 | 20 | 22 |

    ## 正例
    | 一级指标 | 二级指标 | 三级指标 | 指标值 | 实际完成值 | 分值 | 得分 |
    | 产出指标 | 数量指标 | 维修路灯数量 | ≥60盏 | 66盏 | 20 | 20 |
    """
    numbers = scored(row)
    if numbers is None:
        yield not_judged(row, "分值或得分不是数", "points or score is no number")
    elif numbers[1] > numbers[0]:
        points, score = map(plain, numbers)
        yield Hit(
            zh=f"得分 {score} 超过分值 {points}",
            en=f"the score {score} exceeds the points {points}",
            expected=f"≤{points}",
            difference=plain(numbers[1] - numbers[0]),
            value=score,
            at=SCORE,
        )
