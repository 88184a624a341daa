"""PC7xx: graded scales (优、良、中、差).

Every relation is asked of the four intervals: what of the domain they cover, where they overlap,
which way they run.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations, pairwise

from attrs import frozen

from perfcheck.rules.finding import Hit, NotChecked, Severity
from perfcheck.rules.measure import COUNT_NAME, NOT_A_COUNT, NOT_A_SHARE, RATE_NAME
from perfcheck.rules.rule import Outcomes, graded_rule
from perfcheck.rules.settings import Settings
from perfcheck.tables import GRADES, GradedIndicator, Target, TargetTable
from perfcheck.values import (
    Composite,
    Dimension,
    Interval,
    Qualitative,
    Range,
    Threshold,
    uncovered,
)
from perfcheck.values.interval import plain

ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO

HUNDRED = Decimal(100)
WITHOUT_LIMIT = re.compile("支出|使用|成本|增长|增幅|提高|提升|经费")
MONEY_NAME = re.compile("经费|支出|成本")


@frozen
class Scale:
    """The four levels as intervals over one domain; ``whole``: of whole numbers."""

    intervals: tuple[Interval, ...]
    domain: Interval
    whole: bool
    dimension: Dimension

    @property
    def middles(self) -> list[Decimal]:
        """One number for each level: its middle inside the domain, or its only end."""
        return [_middle(interval.intersection(self.domain)) for interval in self.intervals]

    @property
    def rises(self) -> bool | None:
        """Do the numbers rise from 优 to 差 (less is better)? None where they do not run one way."""
        steps = [b - a for a, b in pairwise(self.middles)]
        if all(step > 0 for step in steps):
            return True
        return False if all(step < 0 for step in steps) else None

    @property
    def worse_is_more(self) -> bool:
        """Which way 差 lies from 优, even where the levels between do not follow."""
        return self.middles[-1] > self.middles[0]


def _middle(interval: Interval) -> Decimal:
    ends = [end for end in (interval.low, interval.high) if end is not None]
    return sum(ends, Decimal(0)) / max(len(ends), 1)


def scale_of(row: GradedIndicator) -> Scale | NotChecked | None:
    """The scale in numbers; None for a scale of words; else why it cannot be read."""
    levels = row.scale.levels
    if any(level.is_blank for level in levels):
        return NotChecked(f"“{row.name}”缺档", f"“{row.name}” lacks a level")
    numeric = [level for level in levels if isinstance(level.constraint, Threshold | Range)]
    if not numeric:
        return None
    intervals = [_interval(level) for level in levels]
    read = tuple(interval for interval in intervals if interval is not None)
    if len(read) < len(GRADES):
        return NotChecked(f"“{row.name}”有的档读不出数", f"a level of “{row.name}” cannot be read")
    dimension = numeric[0].constraint.dimension
    quantities = [quantity for level in numeric for quantity in level.constraint.quantities]
    whole = dimension is Dimension.COUNT and all(quantity.is_whole for quantity in quantities)
    over = any(end is not None and end > HUNDRED for one in read for end in (one.low, one.high))
    ends_at_100 = dimension is Dimension.PERCENT and not over and not WITHOUT_LIMIT.search(row.name)
    domain = Interval.between(Decimal(0), HUNDRED) if ends_at_100 else Interval.at_least(Decimal(0))
    return Scale(read, domain, whole, dimension)


def _interval(level: Target) -> Interval | None:
    """The level's numbers; “无报废情况” is none of them: 0."""
    if isinstance(level.constraint, Qualitative) and level.raw.strip().startswith(("无", "没有", "零")):
        return Interval.point(Decimal(0))
    return None if isinstance(level.constraint, Composite) else level.constraint.interval


def written(row: GradedIndicator) -> str:
    return " | ".join(level.raw.strip() or "（空）" for level in row.scale.levels)


@graded_rule("PC701", "grade-missing-level", WARNING, "CY2020-10")
def grade_missing_level(row: GradedIndicator, table: TargetTable, settings: Settings) -> Outcomes:
    """四档不全 | A grade cell is empty

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
            en=f"“{row.name}” has no level {', '.join(blank)}: {written(row)}",
            value=written(row),
            location=row.scale[blank[0]].location,
        )


@graded_rule("PC702", "grade-unparsable", WARNING, "LOGIC")
def grade_unparsable(row: GradedIndicator, table: TargetTable, settings: Settings) -> Outcomes:
    """分档文字无法识别或有错字 | Unparsable or misspelt grade

    ## 错例
    | 职责活动 | 绩效指标 | 优 | 良 | 中 | 差 |
    | 1、运维 | 停机次数 | 2次依下 | 3～4次 | 5～6次 | 7次以上 |

    ## 正例
    | 职责活动 | 绩效指标 | 优 | 良 | 中 | 差 |
    | 1、运维 | 停机次数 | 无停机 | 1～2次 | 3～4次 | 5次以上 |
    """
    levels = list(zip(GRADES, row.scale.levels, strict=True))
    readable = sum(_interval(level) is not None for _, level in levels)
    for grade, level in levels:
        mended = next((d.suggestion for d in level.constraint.diagnostics if d.code == "misspelt-suffix"), None)
        lost = _interval(level) is None and not level.is_blank and readable >= 2
        if mended or lost:
            hint = f"，疑为“{mended}”" if mended else "，读不出数，同一行的其它档是数"
            yield Hit(
                zh=f"“{grade}”档“{level.raw}”{hint}",
                en=f"level {grade} “{level.raw}”" + (f": probably “{mended}”" if mended else " is no number"),
                value=level.raw,
                expected=mended,
                location=level.location,
            )


@graded_rule("PC703", "grade-gap", ERROR, "LOGIC")
def grade_gap(row: GradedIndicator, table: TargetTable, settings: Settings) -> Outcomes:
    """分档有空档 | A gap between grades

    实际值落在空档里就评不了分。比率的定义域是 0 到 100%，次数按整数算；只漏一个点为警告。

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
            en=f"the grades of “{row.name}” leave out {shown}: {written(row)}",
            value=written(row),
            difference=shown,
            location=row.scale.levels[0].location,
            severity=WARNING if all(gap.is_point for gap in gaps) else ERROR,
        )


def _named(gap: Interval, scale: Scale) -> str:
    unit = "%" if scale.dimension is Dimension.PERCENT else ""
    return f"{plain(gap.low)}{unit}" if gap.is_point and gap.low is not None else f"{gap}{unit}"


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
        graded = _is_cumulative(scale)
        yield Hit(
            zh=f"“{row.name}”的{shown}相互包含：{written(row)}" + ("（可按逐级判定理解）" if graded else ""),
            en=f"the grades of “{row.name}” contain each other ({shown}): {written(row)}",
            value=written(row),
            location=row.scale.levels[0].location,
            severity=INFO if graded else WARNING,
        )


def _shares(a: Interval, b: Interval, scale: Scale) -> bool:
    """More than one point in common; over whole numbers two or more."""
    common = a.intersection(b).intersection(scale.domain)
    common = common.whole() if scale.whole else common
    return not common.is_empty and not common.is_point


def _is_cumulative(scale: Scale) -> bool:
    """优、良、中 each hold the one before, and 差 is open at the far end."""
    first, second, third, worst = scale.intervals
    return first.within(second) and second.within(third) and _is_open(worst, scale)


def _is_open(worst: Interval, scale: Scale) -> bool:
    """Does 差 reach the bad end of the domain?"""
    if scale.worse_is_more:
        return worst.high is None or (scale.domain.high is not None and worst.high >= scale.domain.high)
    return worst.low is None or (scale.domain.low is not None and worst.low <= scale.domain.low)


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
            en=f"the grades of “{row.name}” do not run one way: {written(row)}",
            value=written(row),
            location=row.scale.levels[0].location,
        )


@graded_rule("PC707", "grade-worst-bounded", ERROR, "LOGIC")
def grade_worst_bounded(row: GradedIndicator, table: TargetTable, settings: Settings) -> Outcomes:
    """“差”档有界，最坏情况无档可评 | The worst grade is bounded

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
    elif scale is not None and not _is_open(scale.intervals[-1], scale):
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

    ## 错例
    | 职责活动 | 绩效指标 | 优 | 良 | 中 | 差 |
    | 1、培训 | 结业率 | 100% | 90% | 80% | 80%以下 |

    ## 正例
    | 职责活动 | 绩效指标 | 优 | 良 | 中 | 差 |
    | 1、培训 | 结业率 | 100% | 90%～100% | 80%～90% | 80%以下 |
    """
    scale = scale_of(row)
    if not isinstance(scale, Scale):
        return
    points = [level.raw.strip() for level, one in zip(row.scale.levels, scale.intervals, strict=True) if one.is_point]
    if len(points) >= 2 and (scale.dimension is Dimension.PERCENT or "人数" in row.name):
        yield Hit(
            zh=f"“{row.name}”的 {'、'.join(points)} 是单点，点与点之间的实际值评不了：{written(row)}",
            en=f"the levels {', '.join(points)} of “{row.name}” are single points: {written(row)}",
            value=written(row),
            location=row.scale.levels[0].location,
        )


@graded_rule("PC709", "grade-kind-mismatch", WARNING, "LOGIC")
def grade_kind_mismatch(row: GradedIndicator, table: TargetTable, settings: Settings) -> Outcomes:
    """率类指标用了定性分档 | A rate is graded with adjectives

    ## 错例
    | 职责活动 | 绩效指标 | 优 | 良 | 中 | 差 |
    | 1、培训 | 考试通过率 | 效果好 | 效果较好 | 效果一般 | 效果差 |

    ## 正例
    | 职责活动 | 绩效指标 | 优 | 良 | 中 | 差 |
    | 1、培训 | 考试通过率 | 95%以上 | 90%～95% | 80%～90% | 80%以下 |
    """
    words_only = all(
        isinstance(level.constraint, Qualitative) and not level.is_blank for level in row.scale.levels
    )
    if words_only and RATE_NAME.search(row.name.strip()) and not NOT_A_SHARE.search(row.name):
        yield Hit(
            zh=f"“{row.name}”是比率，四档却是“{written(row)}”",
            en=f"“{row.name}” is a rate, its grades are “{written(row)}”",
            value=written(row),
        )


@graded_rule("PC710", "grade-unit-mismatch", WARNING, "LOGIC")
def grade_unit_mismatch(row: GradedIndicator, table: TargetTable, settings: Settings) -> Outcomes:
    """分档单位与名称不符 | The unit of the grades does not fit the name

    ## 错例
    | 职责活动 | 绩效指标 | 优 | 良 | 中 | 差 |
    | 1、换灯 | 路灯更换率 | 5盏以内 | 6～10盏 | 11～15盏 | 16盏以上 |

    ## 正例
    | 职责活动 | 绩效指标 | 优 | 良 | 中 | 差 |
    | 1、换灯 | 路灯更换数量 | 5盏以内 | 6～10盏 | 11～15盏 | 16盏以上 |
    """
    name = row.name.strip()
    numeric = [level for level in row.scale.levels if isinstance(level.constraint, Threshold | Range)]
    dimensions = {level.constraint.dimension for level in numeric if level.constraint.unit_text}
    rate = RATE_NAME.search(name) and not NOT_A_SHARE.search(name)
    counted = rate and dimensions and Dimension.PERCENT not in dimensions
    percent = Dimension.PERCENT in dimensions and COUNT_NAME.search(name) and not NOT_A_COUNT.search(name)
    if counted or percent:
        yield Hit(
            zh=f"“{name}”是{'比率' if counted else '个数'}，四档却是“{written(row)}”",
            en=f"“{name}” is a {'rate' if counted else 'count'}, its grades are “{written(row)}”",
            value=written(row),
        )


@graded_rule("PC711", "grade-interval-reversed", INFO, "CONVENTION")
def grade_interval_reversed(row: GradedIndicator, table: TargetTable, settings: Settings) -> Outcomes:
    """区间倒写 | An interval written high to low

    ## 错例
    | 职责活动 | 绩效指标 | 优 | 良 | 中 | 差 |
    | 1、调研 | 调研报告数量 | 6篇以上 | 5～4篇 | 3～2篇 | 1篇以下 |

    ## 正例
    | 职责活动 | 绩效指标 | 优 | 良 | 中 | 差 |
    | 1、调研 | 调研报告数量 | 6篇以上 | 4～5篇 | 2～3篇 | 1篇以下 |
    """
    backwards = [
        level for level in row.scale.levels if isinstance(level.constraint, Range) and level.constraint.reversed
    ]
    if backwards:
        shown = "、".join(level.raw.strip() for level in backwards)
        yield Hit(
            zh=f"“{row.name}”的区间倒写：{shown}，宜从小到大",
            en=f"“{row.name}” writes intervals high to low: {shown}",
            value=shown,
            location=backwards[0].location,
        )


@graded_rule("PC713", "grade-overspend-tolerated", WARNING, "BUDGET-LAW")
def grade_overspend_tolerated(row: GradedIndicator, table: TargetTable, settings: Settings) -> Outcomes:
    """超支仍评良、中，或不花钱也评优 | Overspend graded good, or zero spend graded best

    支出不得超过预算。“小于100%”为优，等于一分不花也是优。

    ## 错例
    | 职责活动 | 绩效指标 | 优 | 良 | 中 | 差 |
    | 1、采购 | 采购支出率 | 100%以内 | 105%以内 | 110%以内 | 110%以上 |

    ## 正例
    | 职责活动 | 绩效指标 | 优 | 良 | 中 | 差 |
    | 1、采购 | 采购支出率 | 95%～100% | 90%～95% | 85%～90% | 85%以下 |
    """
    scale = scale_of(row)
    if not isinstance(scale, Scale) or scale.dimension is not Dimension.PERCENT or not MONEY_NAME.search(row.name):
        return
    for reason, reason_en in _overspending(scale):
        yield Hit(
            zh=f"“{row.name}”{reason}：{written(row)}",
            en=f"“{row.name}” {reason_en}: {written(row)}",
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
