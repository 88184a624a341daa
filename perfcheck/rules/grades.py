"""PC7xx: what the four grades cover, and how they lie to each other."""

from itertools import combinations

from perfcheck.rules.finding import ERROR, INFO, WARNING, Hit, NotChecked
from perfcheck.rules.rule import Outcomes, graded_rule
from perfcheck.rules.scale import Scale, scale_of, written
from perfcheck.rules.settings import Settings
from perfcheck.tables import GRADES, GradedIndicator, TargetTable
from perfcheck.values import (
    Dimension,
    Interval,
    uncovered,
)
from perfcheck.values.interval import plain


@graded_rule("PC703", "grade-gap", ERROR, "LOGIC")
def grade_gap(row: GradedIndicator, table: TargetTable, settings: Settings) -> Outcomes:
    """分档有空档 | A gap between grades

    实际值落在空档里就评不了分。比率的定义域是 0 到 100%（增长类和有一档超过 100% 的不设上界），次数按整数算；只漏一个点为警告。

    ## 错例
    | 职责活动 | 绩效指标 | 优 | 良 | 中 | 差 |
    | 1、接听热线 | 接通率 | 97%以上 | 90%～94% | 85%～90% | 85%以下 |

    ## 正例
    | 职责活动 | 绩效指标 | 优 | 良 | 中 | 差 |
    | 1、接听热线 | 接通率 | 97%以上 | 90%～97% | 85%～90% | 85%以下 |
    | | 漏接次数 | 3次以内 | 4～6次 | 7～9次 | 10次以上 |
    """
    scale = scale_of(row)
    if isinstance(scale, NotChecked):
        yield scale
        return
    if scale is None:
        return
    gaps = uncovered(scale.domain, scale.intervals, scale.whole)
    gaps = [gap for gap in gaps if not _beyond_worst(gap, scale)]
    if gaps:
        shown = "、".join(_named(gap, scale) for gap in gaps)
        yield Hit(
            zh=f"“{row.name}”的分档有空档 {shown}：{written(row)}",
            en=f"the grades of “{row.name}” leave out {shown}: “{written(row, '(blank)')}”",
            value=written(row),
            difference=shown,
            location=row.scale.levels[0].location,
            severity=WARNING if all(gap.is_point for gap in gaps) else ERROR,
        )


def _named(gap: Interval, scale: Scale) -> str:
    """98%, or (95, 98)%"""
    number = plain(gap.low) if gap.is_point and gap.low is not None else str(gap)
    return f"{number}{scale.unit}"


def _beyond_worst(gap: Interval, scale: Scale) -> bool:
    """The gap lies on the far side of 差: grade-worst-bounded speaks of it."""
    worst = scale.intervals[-1]
    if scale.worse_is_more:
        return worst.high is not None and gap.low is not None and gap.low >= worst.high
    return worst.low is not None and gap.high is not None and gap.high <= worst.low


@graded_rule("PC704", "grade-overlap", WARNING, "LOGIC")
def grade_overlap(row: GradedIndicator, table: TargetTable, settings: Settings) -> Outcomes:
    """分档相互包含 | Grades overlap beyond an endpoint

    只共享一个端点的不报。“3%以内、5%以内、8%以内、8%以上”这样逐级放宽而差档开放的，可以逐级判定，只作提示。

    ## 错例
    | 职责活动 | 绩效指标 | 优 | 良 | 中 | 差 |
    | 1、办讲座 | 讲座场次 | 8场以上 | 5～8场 | 4场以下 | 2场以下 |

    ## 正例
    | 职责活动 | 绩效指标 | 优 | 良 | 中 | 差 |
    | 1、办讲座 | 讲座场次 | 8场以上 | 5～7场 | 3～4场 | 2场以下 |
    """
    scale = scale_of(row)
    if not isinstance(scale, Scale):
        return
    pairs = [
        (first, second)
        for (first, a), (second, b) in combinations(zip(GRADES, scale.intervals, strict=True), 2)
        if _shares(a, b, scale)
    ]
    if pairs:
        every = len(pairs) == 6
        shown = "四档" if every else "、".join(f"{a}与{b}" for a, b in pairs)
        graded = scale.is_cumulative
        yield Hit(
            zh=f"“{row.name}”的{shown}相互包含：{written(row)}"
            + ("（可按逐级判定理解）" if graded else ""),
            en=f"the grades of “{row.name}” overlap: “{written(row, '(blank)')}”",
            value=written(row),
            location=row.scale.levels[0].location,
            severity=INFO if graded else WARNING,
        )


def _shares(a: Interval, b: Interval, scale: Scale) -> bool:
    """More than one point in common; over whole numbers two or more."""
    common = a.intersection(b).intersection(scale.domain)
    common = common.whole() if scale.whole else common
    return not common.is_empty and not common.is_point


@graded_rule("PC706", "grade-not-monotone", ERROR, "LOGIC")
def grade_not_monotone(row: GradedIndicator, table: TargetTable, settings: Settings) -> Outcomes:
    """分档不单调 | The grades do not run one way

    从优到差应一直变大或一直变小。

    ## 错例
    | 职责活动 | 绩效指标 | 优 | 良 | 中 | 差 |
    | 1、巡查 | 巡查完成率 | 95%～98% | 98%以上 | 90%～95% | 90%以下 |

    ## 正例
    | 职责活动 | 绩效指标 | 优 | 良 | 中 | 差 |
    | 1、巡查 | 巡查完成率 | 98%以上 | 95%～98% | 90%～95% | 90%以下 |
    """
    scale = scale_of(row)
    if isinstance(scale, NotChecked):
        yield scale
    elif scale is not None and scale.rises is None:
        yield Hit(
            zh=f"“{row.name}”从优到差不是一直变大或变小：{written(row)}",
            en=f"the grades of “{row.name}” do not run one way: “{written(row, '(blank)')}”",
            value=written(row),
            location=row.scale.levels[0].location,
        )


@graded_rule("PC707", "grade-worst-bounded", ERROR, "LOGIC")
def grade_worst_bounded(row: GradedIndicator, table: TargetTable, settings: Settings) -> Outcomes:
    """“差”档有界，最坏情况无档可评 | The worst grade is bounded

    差档应一直开到最坏，否则比它更差的反而无档可评。

    ## 错例
    | 职责活动 | 绩效指标 | 优 | 良 | 中 | 差 |
    | 1、供水 | 停水次数 | 2次以内 | 3～4次 | 5～6次 | 7～8次 |

    ## 正例
    | 职责活动 | 绩效指标 | 优 | 良 | 中 | 差 |
    | 1、供水 | 停水次数 | 2次以内 | 3～4次 | 5～6次 | 7次以上 |
    """
    scale = scale_of(row)
    if isinstance(scale, NotChecked):
        yield scale
    elif scale is not None and not scale.is_open(scale.intervals[-1]):
        worst = row.scale["差"]
        yield Hit(
            zh=f"“{row.name}”的差档“{worst.raw.strip()}”有界，比它更差的情况无档可评",
            en=f"the worst level of “{row.name}”, “{worst.raw.strip()}”, is bounded: worse cannot be graded",
            value=written(row),
            location=worst.location,
        )


@graded_rule("PC708", "grade-point-values", ERROR, "LOGIC")
def grade_point_values(row: GradedIndicator, table: TargetTable, settings: Settings) -> Outcomes:
    """分档只写单点值 | Grades are single points

    “100%、90%、80%”之间的 95% 评不了。应写成区间或“以上”。

    ## 错例（同时命中 grade-gap）
    | 职责活动 | 绩效指标 | 优 | 良 | 中 | 差 |
    | 1、培训 | 结业率 | 100% | 90% | 80% | 80%以下 |

    ## 正例
    | 职责活动 | 绩效指标 | 优 | 良 | 中 | 差 |
    | 1、培训 | 结业率 | 100% | 90%～100% | 80%～90% | 80%以下 |
    """
    scale = scale_of(row)
    if not isinstance(scale, Scale):
        return
    points = [
        level.raw.strip()
        for level, one in zip(row.scale.levels, scale.intervals, strict=True)
        if one.is_point
    ]
    if len(points) >= 2 and (scale.dimension is Dimension.PERCENT or "人数" in row.name):
        yield Hit(
            zh=f"“{row.name}”的 {'、'.join(points)} 是单点，点与点之间的实际值评不了：{written(row)}",
            en=f"the levels “{'、'.join(points)}” of “{row.name}” are single points: “{written(row, '(blank)')}”",
            value=written(row),
            location=row.scale.levels[0].location,
        )
