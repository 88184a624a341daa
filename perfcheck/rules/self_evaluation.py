"""PC56x: self-evaluations (绩效自评表), row by row: what was reached, the score for it, the reason."""

from decimal import Decimal

from perfcheck.rules.doubt import cut_off
from perfcheck.rules.finding import ERROR, INFO, WARNING, Hit
from perfcheck.rules.lexicon import words
from perfcheck.rules.rule import Outcomes, row_rule
from perfcheck.rules.scoring import (
    Verdict,
    actual_of,
    by_ratio,
    direction,
    gives_reason,
    judge,
    not_judged,
    scored,
)
from perfcheck.rules.settings import Settings
from perfcheck.tables import Column, Indicator, TargetTable
from perfcheck.tables.text import compact
from perfcheck.values import Operator, Range, Threshold
from perfcheck.values.interval import plain

HUNDRED = Decimal(100)
ACTUAL, POINTS, SCORE, REASON = Column.ACTUAL, Column.POINTS, Column.SCORE, Column.REASON


@row_rule("PC562", "actual-copies-target", WARNING, "CY2020-10", needs=(ACTUAL,))
def actual_copies_target(row: Indicator, table: TargetTable, settings: Settings) -> Outcomes:
    """实际完成值照抄指标值 | The actual value is the target copied

    “≥95%”是要求，不是完成的数。完成值应写实际数，如 97.2%。

    ## 错例
    | 一级指标 | 二级指标 | 三级指标 | 指标值 | 实际完成值 | 分值 | 得分 |
    | 产出指标 | 质量指标 | 路灯完好率 | ≥95% | ≥95% | 20 | 20 |

    ## 正例
    | 一级指标 | 二级指标 | 三级指标 | 指标值 | 实际完成值 | 分值 | 得分 |
    | 产出指标 | 质量指标 | 路灯完好率 | ≥95% | 97.2% | 20 | 20 |
    """
    actual = actual_of(row)
    is_bound = isinstance(actual, Threshold) and actual.op not in (Operator.EQ, Operator.APPROX)
    if is_bound and row.actual and actual.operators and not actual.label:
        yield Hit(
            zh=f"实际完成值“{row.actual}”带着符号，像是照抄指标值；应写实际完成的数",
            en=f"the actual value “{row.actual}” is a bound as in the target; give the number reached",
            at=ACTUAL,
        )


@row_rule("PC563", "actual-not-number", WARNING, "CY2020-10", needs=(ACTUAL,))
def actual_not_number(row: Indicator, table: TargetTable, settings: Settings) -> Outcomes:
    """指标值是数，实际完成值是文字 | A number was asked for, words were answered

    指标值是数，完成值只写“完成”“达标”，看不出完成了多少，也就不能按比例评分。

    ## 错例
    | 一级指标 | 二级指标 | 三级指标 | 指标值 | 实际完成值 | 分值 | 得分 |
    | 产出指标 | 成本指标 | 灯具采购成本 | ≤30万元 | 完成 | 20 | 20 |

    ## 正例
    | 一级指标 | 二级指标 | 三级指标 | 指标值 | 实际完成值 | 分值 | 得分 |
    | 产出指标 | 成本指标 | 灯具采购成本 | ≤30万元 | 28.5万元 | 20 | 20 |
    """
    text = compact(row.actual or "")
    asked = isinstance(row.constraint, Threshold | Range) and row.constraint.quantities
    if asked and words("reached").fullmatch(text):
        yield Hit(
            zh=f"指标值“{row.value}”是数，实际完成值只写“{text}”；请填实际完成的数",
            en=f"the target “{row.value}” is a number, the actual value only says “{text}”",
            at=ACTUAL,
        )


@row_rule("PC564", "actual-unit-mismatch", WARNING, "LOGIC", needs=(ACTUAL,))
def actual_unit_mismatch(row: Indicator, table: TargetTable, settings: Settings) -> Outcomes:
    """实际完成值与指标值的单位不同 | The actual value has another unit than the target

    单位不能换算，就不能比较完成了没有。只写了单位的前半（“元/户”写“元”，“台（套）”写“台”）不报。

    ## 错例
    | 一级指标 | 二级指标 | 三级指标 | 指标值 | 实际完成值 | 分值 | 得分 |
    | 产出指标 | 数量指标 | 维修路灯数量 | ≥60盏 | 95% | 20 | 20 |

    ## 正例
    | 一级指标 | 二级指标 | 三级指标 | 指标值 | 实际完成值 | 分值 | 得分 |
    | 产出指标 | 数量指标 | 维修路灯数量 | ≥60盏 | 66 | 20 | 20 |
    | | | 敷设电缆长度 | ≥2公里 | 2300米 | 20 | 20 |
    | | | 更换灯具 | ≥40台（套） | 42台 | 20 | 20 |
    """
    target, actual = row.constraint, actual_of(row)
    if not (isinstance(target, Threshold | Range) and isinstance(actual, Threshold)):
        return
    own, like = actual.quantity, target.quantities[-1]
    if own.unit is None or like.unit is None:
        return
    if not own.comparable_with(like) and not _cut_short(own.unit.text, like.unit.text):
        yield Hit(
            zh=f"指标值以“{like.unit.text}”计，实际完成值以“{own.unit.text}”计，不能比较",
            en=f"the target is in “{like.unit.text}”, the actual value in “{own.unit.text}”",
            at=ACTUAL,
        )


def _cut_short(one: str, other: str) -> bool:
    """元 for 元/户, 台 for 台（套）: the same unit, of which one says less."""
    short, long = sorted((one, other), key=len)
    return long.startswith(short) and long[len(short) :][:1] in "/／(（·・每"


@row_rule("PC566", "full-score-for-miss", ERROR, "CY2020-10", needs=(ACTUAL, POINTS, SCORE))
def full_score_for_miss(row: Indicator, table: TargetTable, settings: Settings) -> Outcomes:
    """没有完成却得了满分 | Full score although the target was missed

    实际完成值在指标值要求之外，应按完成的比例扣分。

    ## 错例
    | 一级指标 | 二级指标 | 三级指标 | 指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析 |
    | 产出指标 | 数量指标 | 维修路灯数量 | ≥60盏 | 45盏 | 20 | 20 | 部分路段移交 |

    ## 正例
    | 一级指标 | 二级指标 | 三级指标 | 指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析 |
    | 产出指标 | 数量指标 | 维修路灯数量 | ≥60盏 | 45盏 | 20 | 15 | 部分路段移交 |
    """
    if row.scale:
        return  # what a score is worth is said by the grades
    numbers = scored(row)
    judgement = judge(row)
    if numbers is None or judgement.verdict is Verdict.UNKNOWN:
        zh, en = (
            (judgement.zh, judgement.en)
            if numbers
            else ("分值或得分不是数", "points or score is no number")
        )
        yield not_judged(row, f"{zh}，得分没有核对", f"{en}; the score was not checked")
    elif judgement.verdict is Verdict.MISSED and numbers[0] > 0 and numbers[1] >= numbers[0]:
        points = plain(numbers[0])
        earned = None if judgement.ratio is None else by_ratio(numbers[0], judgement.ratio)
        share = f"，按完成比例约 {plain(earned)} 分" if earned is not None else ""
        yield Hit(
            zh=f"指标值“{row.value}”，实际“{row.actual}”，没有完成，却得满分 {points}{share}",
            en=f"target “{row.value}”, reached “{row.actual}”: missed, yet scored the full {points}",
            expected=None if earned is None else plain(earned),
            value=row.score,
            at=SCORE,
        )


@row_rule(
    "PC567",
    "score-not-by-ratio",
    INFO,
    "CONVENTION",
    needs=(ACTUAL, POINTS, SCORE),
    reads=("policy.no_score_below", "policy.score_tolerance"),
)
def score_not_by_ratio(row: Indicator, table: TargetTable, settings: Settings) -> Outcomes:
    """疑似得分与完成比例不符 | The score does not follow the share that was reached

    定量指标没有完成的，通常按完成值与指标值的比例计分；低于一定比例可以不得分。完成了却扣分的，应说明原因。各地评分办法不同，只作提示。

    ## 错例
    | 一级指标 | 二级指标 | 三级指标 | 指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析 |
    | 产出指标 | 数量指标 | 维修路灯数量 | ≥60盏 | 45盏 | 20 | 19 | 部分路段移交 |

    ## 错例（完成了却扣分）
    | 一级指标 | 二级指标 | 三级指标 | 指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析 |
    | 产出指标 | 数量指标 | 维修路灯数量 | ≥60盏 | 61盏 | 20 | 15 | |

    ## 正例
    | 一级指标 | 二级指标 | 三级指标 | 指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析 |
    | 产出指标 | 数量指标 | 维修路灯数量 | ≥60盏 | 45盏 | 20 | 15 | 部分路段移交 |
    | | | 新装路灯数量 | ≥60盏 | 20盏 | 20 | 0 | 部分路段移交 |
    | | | 巡查次数 | ≥60次 | 61次 | 20 | 18 | 记录不全 |
    """
    numbers, judgement = scored(row), judge(row)
    if row.scale or numbers is None or judgement.verdict is Verdict.UNKNOWN:
        return
    points, score = numbers
    if judgement.verdict is Verdict.MET:
        if score < points and not gives_reason(row):
            yield Hit(
                zh=f"疑似：实际“{row.actual}”达到了指标值“{row.value}”，却只得 {plain(score)}/{plain(points)}，没有说明原因",
                en=f"reached “{row.actual}” of “{row.value}” and scored only {plain(score)}/{plain(points)} without a reason",
                expected=plain(points),
                value=row.score,
                at=SCORE,
            )
        return
    if judgement.ratio is None or score >= points:
        return
    earned = by_ratio(points, judgement.ratio)
    forfeits = score == 0 and judgement.ratio * HUNDRED < settings.policy.no_score_below
    if not forfeits and abs(score - earned) > max(
        points * settings.policy.score_tolerance, Decimal(1)
    ):
        yield Hit(
            zh=f"疑似：实际“{row.actual}”约为指标值“{row.value}”的 {plain((judgement.ratio * 100).quantize(Decimal('0.1')))}%，按比例应得 {plain(earned)}，实得 {plain(score)}",
            en=f"reached “{row.actual}” of “{row.value}”: by ratio {plain(earned)}, scored {plain(score)}",
            expected=plain(earned),
            difference=plain(abs(score - earned)),
            value=row.score,
            at=SCORE,
        )


@row_rule(
    "PC568",
    "deviation-without-reason",
    WARNING,
    "CY2020-10",
    needs=(ACTUAL, REASON),
    reads=("policy.excess_percent",),
)
def deviation_without_reason(row: Indicator, table: TargetTable, settings: Settings) -> Outcomes:
    """没有完成或大幅超过，却没有说明原因 | A miss or a large excess without a reason

    没有完成的要分析原因、写明改进措施；超过下限三成以上的，多半是当初定低了，也要说明。低于上限再多也不算（受害率、用时越小越好）。

    ## 错例
    | 一级指标 | 二级指标 | 三级指标 | 指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析 |
    | 产出指标 | 数量指标 | 维修路灯数量 | ≥60盏 | 45盏 | 20 | 15 | |

    ## 错例（大幅超过）
    | 一级指标 | 二级指标 | 三级指标 | 指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析 |
    | 产出指标 | 数量指标 | 维修路灯数量 | ≥60盏 | 96盏 | 20 | 20 | 无 |

    ## 正例
    | 一级指标 | 二级指标 | 三级指标 | 指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析 |
    | 产出指标 | 数量指标 | 维修路灯数量 | ≥60盏 | 66盏 | 20 | 20 | |
    | | | 新装路灯数量 | ≥60盏 | 45盏 | 20 | 15 | 部分路段移交 |
    | | 时效指标 | 报修到场用时 | ≤24小时 | 6小时 | 20 | 20 | |
    """
    judgement = judge(row)
    if judgement.verdict is Verdict.UNKNOWN or gives_reason(row):
        return
    limit, wanted = settings.policy.excess_percent, direction(row)
    floor = wanted is not None and wanted.is_floor
    over = floor and judgement.ratio is not None and judgement.ratio * HUNDRED > limit
    if judgement.verdict is Verdict.MISSED:
        what, what_en = "没有完成", "missed"
    elif over and not row.is_cost:
        what, what_en = f"超过指标值的 {plain(limit)}%", f"more than {plain(limit)}% of the target"
    else:
        return
    yield cut_off(row, table) or Hit(
        zh=f"指标值“{row.value}”，实际“{row.actual}”，{what}，没有写原因和改进措施",
        en=f"target “{row.value}”, reached “{row.actual}”: {what_en}, and no reason is given",
        value=row.actual,
        at=REASON,
    )
