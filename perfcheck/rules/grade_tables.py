"""PC7xx: the scales of a table beside each other. Each rule speaks once for a table."""

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from perfcheck.rules.direction import counts_harm
from perfcheck.rules.finding import INFO, Hit
from perfcheck.rules.mending import cell_edit
from perfcheck.rules.rule import Outcomes, table_rule
from perfcheck.rules.scale import Scale, scale_of, written
from perfcheck.rules.settings import Settings
from perfcheck.tables import GRADES, Column, GradedIndicator, TargetTable
from perfcheck.values.interval import plain

GRADE_COLUMNS = tuple(map(Column, GRADES))
# 90~95%：只有右端有百分号
HALF_PERCENT = re.compile(r"[0-9.]+\s*[~～\-—－–至到]\s*[0-9.]+\s*[%％]")
BOTH_PERCENT = re.compile(r"[0-9.]+\s*[%％]\s*[~～\-—－–至到]\s*[0-9.]+\s*[%％]")
# 报修率、投诉次数：名称结尾的度量
MEASURE = re.compile(r"[\u4e00-\u9fff]{2}(?:率|次数|件数|起数)$")


@table_rule("PC705", "grade-boundary-shared", INFO, "CIVIL-CODE", needs=GRADE_COLUMNS)
def grade_boundary_shared(table: TargetTable, settings: Settings) -> Outcomes:
    """相邻两档共用端点 | Neighbouring grades share an endpoint

    “以上、以下、以内”含本数，“95%～98%”也含两端，所以恰好 98% 既是优又是良。写明“不含”或改用 ＜ 即可；一张表报一次。

    ## 错例
    | 职责活动 | 绩效指标 | 优 | 良 | 中 | 差 |
    | 1、接听热线 | 接通率 | 97%以上 | 90%～97% | 85%～90% | 85%以下 |

    ## 正例
    | 职责活动 | 绩效指标 | 优 | 良 | 中 | 差 |
    | 1、接听热线 | 漏接次数 | 3次以内 | 4～6次 | 7～9次 | 10次以上 |
    """
    shared = [(row, one) for row in table.scales if (one := _shared_end(row))]
    if shared:
        row, (first, second, end) = shared[0]
        others = f"等 {len(shared)} 项" if len(shared) > 1 else ""
        yield Hit(
            zh=f"“{row.name}”{others}的相邻两档共用端点：“{first}”与“{second}”都含 {end}，请写明归哪一档",
            en=f"{len(shared)} scale(s) share an endpoint: in “{row.name}”, “{first}” and “{second}” both hold “{end}”",
            value=written(row),
            location=row.scale.levels[0].location,
        )


def _shared_end(row: GradedIndicator) -> tuple[str, str, str] | None:
    """Two neighbouring levels as written, and the one number that both hold."""
    scale = scale_of(row)
    if not isinstance(scale, Scale):
        return None
    levels = zip(row.scale.levels, scale.intervals, strict=True)
    for (first, a), (second, b) in pairwise(levels):
        common = a.intersection(b)
        if common.is_point and common.low is not None:
            return first.raw.strip(), second.raw.strip(), f"{plain(common.low)}{scale.unit}"
    return None


@table_rule("PC712", "grade-unit-partial", INFO, "CONVENTION", needs=GRADE_COLUMNS)
def grade_unit_partial(table: TargetTable, settings: Settings) -> Outcomes:
    """区间左端缺百分号 | Percent sign on the right end only

    同一张表里“90~95%”与“90%～95%”混写。意思清楚，但应统一；一张表报一次。

    ## 错例
    | 职责活动 | 绩效指标 | 优 | 良 | 中 | 差 |
    | 1、接听热线 | 接通率 | 大于97% | 90%～97% | 大于等于85%，小于90% | 小于85% |
    | | 办结率 | 大于95% | 90~95% | 大于等于85%，小于90% | 小于85% |

    ## 正例
    | 职责活动 | 绩效指标 | 优 | 良 | 中 | 差 |
    | 1、接听热线 | 接通率 | 大于97% | 90%～97% | 大于等于85%，小于90% | 小于85% |
    """
    levels = [level for row in table.scales for level in row.scale.levels]
    half = [level for level in levels if HALF_PERCENT.fullmatch(level.raw.strip())]
    full = next((level for level in levels if BOTH_PERCENT.fullmatch(level.raw.strip())), None)
    if half and full:
        first, right = half[0].raw.strip(), _both_percent(half[0].raw)
        yield Hit(
            zh=f"“{first}”等 {len(half)} 格左端缺百分号，与“{full.raw.strip()}”的写法不一，宜写“{right}”",
            en=f"{len(half)} cell(s) such as “{first}” lack the percent sign on the left; write “{right}”",
            value=first,
            expected=right,
            edits=tuple(
                edit
                for level in half
                for edit in cell_edit(level.location, level.raw, _both_percent(level.raw))
            ),
            location=half[0].location,
        )


def _both_percent(text: str) -> str:
    return re.sub(r"(?<=[0-9])\s*(?=[~～\-—－–至到])", "%", text.strip(), count=1)


@table_rule("PC714", "grade-similar-thresholds", INFO, "CONVENTION", needs=GRADE_COLUMNS)
def grade_similar_thresholds(table: TargetTable, settings: Settings) -> Outcomes:
    """疑似同类指标分档不一 | The same fault is graded by two measures

    计算机的报修率和设备的报修率分档不同，请核对是否有意。只比名称结尾相同的负面指标（故障、报修、投诉等）；一张表报一次。

    ## 错例
    | 职责活动 | 绩效指标 | 优 | 良 | 中 | 差 |
    | 1、设备运行 | 电梯故障次数 | 3次以内 | 4～6次 | 7～9次 | 10次以上 |
    | | 空调故障次数 | 5次以内 | 6～8次 | 9～12次 | 13次以上 |

    ## 正例
    | 职责活动 | 绩效指标 | 优 | 良 | 中 | 差 |
    | 1、设备运行 | 电梯故障次数 | 3次以内 | 4～6次 | 7～9次 | 10次以上 |
    | | 空调故障次数 | 3次以内 | 4～6次 | 7～9次 | 10次以上 |
    """
    for measure, rows in _of_one_measure(table):
        by_scale = dict(rows)
        if len(by_scale) > 1:
            scales = {row.name: written(row) for row in by_scale.values()}
            shown = "；".join(f"“{name}” {scale}" for name, scale in scales.items())
            shown_en = "; ".join(f"“{name}” as “{scale}”" for name, scale in scales.items())
            yield Hit(
                zh=f"疑似分档不一：同是“{measure}”，{shown}；请核对是否有意",
                en=f"“{measure}” is graded in {len(by_scale)} ways: {shown_en}",
                value=measure,
                location=rows[-1][1].location,
            )


Thresholds = tuple[Decimal | None, ...]


def _of_one_measure(
    table: TargetTable,
) -> Iterator[tuple[str, list[tuple[Thresholds, GradedIndicator]]]]:
    """Scales of faults whose names end alike and that run one way, with their ends."""
    groups: dict[tuple[str, bool], list[tuple[Thresholds, GradedIndicator]]] = defaultdict(list)
    for row in table.scales:
        measure, scale = MEASURE.search(row.name), scale_of(row)
        if measure and isinstance(scale, Scale) and counts_harm(measure[0]):
            ends = tuple(end for one in scale.intervals for end in (one.low, one.high))
            groups[measure[0], scale.worse_is_more].append((ends, row))
    return ((measure, rows) for (measure, _), rows in groups.items())


@table_rule("PC715", "grade-no-target", INFO, "CY2015-88", needs=GRADE_COLUMNS)
def grade_no_target(table: TargetTable, settings: Settings) -> Outcomes:
    """只有分档没有年度指标值 | Scales without targets

    四档只说怎么评分，没有说今年要达到哪一档。模板没有指标值列的，一张表提示一次。

    ## 错例
    | 职责活动 | 绩效指标 | 优 | 良 | 中 | 差 |
    | 1、接听热线 | 漏接次数 | 3次以内 | 4～6次 | 7～9次 | 10次以上 |

    ## 正例
    | 职责活动 | 绩效指标 | 指标值 | 优 | 良 | 中 | 差 |
    | 1、接听热线 | 漏接次数 | ≤3次 | 3次以内 | 4～6次 | 7～9次 | 10次以上 |
    """
    if table.graded and Column.VALUE not in table.columns:
        yield Hit(
            zh=f"表中 {len(table.graded)} 项指标只有优、良、中、差四档，没有“{Column.VALUE}”列，看不出当年要达到多少",
            en=f"the table's {len(table.graded)} indicators have scales but no target for the year",
        )
