"""PC318–320: the weights of the indicators."""

from collections.abc import Iterator
from decimal import Decimal

from attrs import frozen

from perfcheck.documents import Location
from perfcheck.rules.completeness import category_of_row
from perfcheck.rules.doubt import incomplete
from perfcheck.rules.finding import ERROR, INFO, Hit, NotChecked
from perfcheck.rules.rule import Outcomes, row_rule, table_rule
from perfcheck.rules.settings import Settings
from perfcheck.rules.writing import is_placeholder
from perfcheck.tables import Category, Column, Indicator, TargetTable
from perfcheck.tables.framework import GUIDED_POINTS
from perfcheck.values import Threshold, parse_value
from perfcheck.values.interval import plain

HUNDRED = Decimal(100)


@frozen
class Weighed:
    """A row and its weight, in points of 100."""

    row: Indicator
    weight: Decimal


def weight_column(table: TargetTable) -> Column | None:
    """权重; a self-evaluation calls it 分值."""
    return next((one for one in (Column.WEIGHT, Column.POINTS) if one in table.columns), None)


def weight_of(row: Indicator) -> Decimal | None:
    """The points of a row; None where its cell is blank or no number."""
    constraint = parse_value(row.weight or row.points or "")
    return constraint.quantity.value if isinstance(constraint, Threshold) else None


def _weighed(table: TargetTable) -> list[Weighed] | NotChecked:
    """The rows with their weights, or why they cannot be added up; none where the template has no weights."""
    if weight_column(table) is None:
        return []
    if table.truncated or table.unread:
        return NotChecked(
            "有的行没有读到，权重不能相加", "some rows were not read; weights cannot be added up"
        )
    found = [
        Weighed(row, weight) for row in table.indicators if (weight := weight_of(row)) is not None
    ]
    if len(found) < len(table.indicators) or not found:
        return NotChecked("有的行没有权重或读不出", "some rows have no readable weight")
    shares = [one for one in found if one.weight < 1]
    if shares and any("%" in one.row.weight for one in found):
        return NotChecked("权重有的写小数，有的写百分数", "weights are written in two ways")
    if max(one.weight for one in found) <= 1:  # 0.1 is 10 points
        return [Weighed(one.row, one.weight * HUNDRED) for one in found]
    return found


@table_rule("PC318", "weight-sum", ERROR, "CY2021-101", reads=("policy.weight_totals",))
def weight_sum(table: TargetTable, settings: Settings) -> Outcomes:
    """权重合计不符 | The weights do not add up

    末级指标的权重合计应为 100，预留预算执行率 10 分的为 90；有的平台为 80。合计由口径设定。有的行没有权重的，写“未检查”。

    ## 错例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 | 权重 |
    | 产出指标 | 数量指标 | 清运垃圾 | 全年清运的垃圾 | ≥3600吨 | 60 |
    | 效益指标 | 社会效益指标 | 受益居民 | 垃圾清运覆盖的居民 | ≥9000人 | 25 |

    ## 正例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 | 权重 |
    | 产出指标 | 数量指标 | 清运垃圾 | 全年清运的垃圾 | ≥3600吨 | 60 |
    | 效益指标 | 社会效益指标 | 受益居民 | 垃圾清运覆盖的居民 | ≥9000人 | 30 |
    """
    if {Column.POINTS, Column.SCORE} <= table.columns:
        return  # points-sum speaks of it
    weighed = _weighed(table)
    if isinstance(weighed, NotChecked):
        yield weighed
        return
    if not weighed:
        return
    allowed = settings.policy.weight_totals
    total = sum((one.weight for one in weighed), Decimal(0))
    if total in allowed or any(sum_ in allowed for sum_ in _of_levels(weighed)):
        return
    shown = " + ".join(plain(one.weight) for one in weighed)
    totals = "、".join(map(plain, allowed))
    yield Hit(
        zh=f"权重 {shown} = {plain(total)}，合计应为 {totals} 之一",
        en=f"the weights {shown} add up to {plain(total)}; the total should be one of {totals}",
        value=plain(total),
        expected=" / ".join(map(plain, allowed)),
        location=_place(weighed[0].row, table),
    )


def _of_levels(weighed: list[Weighed]) -> Iterator[Decimal]:
    """The sums where a weight stands for its whole level and is repeated in each of its rows."""
    for level in (
        {(one.row.level1_raw, one.weight) for one in weighed},
        {(one.row.level1_raw, one.row.level2_raw, one.weight) for one in weighed},
    ):
        yield sum((key[-1] for key in level), Decimal(0))


def _place(row: Indicator, table: TargetTable) -> Location:
    column = weight_column(table)
    return row.locations.get(column, row.location) if column else row.location


@table_rule("PC319", "weight-l1-split", INFO, "CY2021-101")
def weight_l1_split(table: TargetTable, settings: Settings) -> Outcomes:
    """一级指标权重不同于指引 | Level-1 weights differ from the guideline

    指引：设成本指标的为成本 20、产出 40、效益 20、满意度 10，不设的为产出 50、效益 30、满意度 10，没有满意度的并入效益；另 10 分留给预算执行率。合计不是 90 的、部门整体表不检查。

    ## 错例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 | 权重 |
    | 产出指标 | 数量指标 | 清运垃圾 | 全年清运的垃圾 | ≥3600吨 | 70 |
    | 效益指标 | 社会效益指标 | 受益居民 | 垃圾清运覆盖的居民 | ≥9000人 | 10 |
    | 满意度指标 | 服务对象满意度指标 | 居民满意度 | 问卷中满意的比例 | ≥90% | 10 |

    ## 正例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 | 权重 |
    | 产出指标 | 数量指标 | 清运垃圾 | 全年清运的垃圾 | ≥3600吨 | 50 |
    | 效益指标 | 社会效益指标 | 受益居民 | 垃圾清运覆盖的居民 | ≥9000人 | 30 |
    | 满意度指标 | 服务对象满意度指标 | 居民满意度 | 问卷中满意的比例 | ≥90% | 10 |
    """
    if table.is_whole_department:
        return
    weighed = incomplete(table) or _weighed(table)
    if isinstance(weighed, NotChecked):
        yield weighed
        return
    if not weighed:
        return
    if sum((one.weight for one in weighed), Decimal(0)) != 90:
        yield NotChecked(
            "权重合计不是 90，指引的分法不适用",
            "the weights do not add up to 90, as the guideline's do",
        )
        return
    found = {
        category: sum(
            (one.weight for one in weighed if category_of_row(one.row, table) is category),
            Decimal(0),
        )
        for category in Category
    }
    guided: dict[Category, int] = dict(GUIDED_POINTS[found[Category.COST] > 0])
    if not found[Category.SATISFACTION]:
        guided[Category.BENEFIT] += guided.pop(Category.SATISFACTION)
    if any(found[category] != guided.get(category, 0) for category in Category):
        shown, wanted = (
            "、".join(
                f"{category.value[:-2]} {plain(Decimal(sums[category]))}"
                for category in Category
                if sums.get(category)
            )
            for sums in (found, guided)
        )
        yield Hit(
            zh=f"一级指标权重为{shown}；指引为{wanted}，不同的请说明",
            en=f"the level-1 weights are “{shown}”; the guideline has “{wanted}”",
            value=shown,
            expected=wanted,
            location=_place(weighed[0].row, table),
        )


@row_rule("PC320", "invalid-indicator-weighted", ERROR, "LOGIC")
def invalid_indicator_weighted(row: Indicator, table: TargetTable, settings: Settings) -> Outcomes:
    """无效指标占用分值 | A void indicator carries weight

    “不涉及”也占 8 分，等于白送 8 分。请删去这一行，把分值分给别的指标。

    ## 错例（同时命中 value-placeholder）
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 | 权重 |
    | 效益指标 | 生态效益指标 | 裸土覆盖面积 | 覆盖的裸土面积 | 不涉及 | 8 |

    ## 正例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 | 权重 |
    | 效益指标 | 生态效益指标 | 裸土覆盖率 | 覆盖的裸土面积占比 | ≥98% | 8 |
    """
    weight, column = weight_of(row), weight_column(table)
    if column and weight and is_placeholder(row):
        yield Hit(
            zh=f"“{row.name}”的指标值是“{row.value.strip()}”，却占 {plain(weight)} 分；请删去，分值另行分配",
            en=f"“{row.name}” has the value “{row.value.strip()}” and carries {plain(weight)} points; delete it",
            at=column,
        )
