"""PC60x: what one of the things costs: is it said, and of which thing?"""

import re
from collections.abc import Iterable
from decimal import Decimal

from perfcheck.rules.costs import WAN, budget_of, is_unit_price, sum_of, total_costs, yuan
from perfcheck.rules.direction import is_money
from perfcheck.rules.finding import INFO, Hit
from perfcheck.rules.rule import Outcomes, table_rule
from perfcheck.rules.settings import Settings
from perfcheck.tables import Indicator, IndicatorKind, TargetTable
from perfcheck.values import Dimension, Threshold, Unit, format_money

MEASURED = (Dimension.COUNT, Dimension.AREA, Dimension.LENGTH, Dimension.MASS)
# 只说不超过预算，没有说是什么成本
CEILING = re.compile("预算|控制|额度|限额|不超")
# 同一样东西的不同叫法：每生、每名就是每人
SAME_THING = {"生": "人", "名": "人", "位": "人", "员": "人", "人次": "人", "家": "户"}


@table_rule("PC604", "cost-only-ceiling", INFO, "CY2021-101", "ZF2018-34")
def cost_only_ceiling(table: TargetTable, settings: Settings) -> Outcomes:
    """成本只写预算总额，没有单位成本 | Only the budget as a ceiling, no unit cost

    “成本控制在预算内”看不出花得贵不贵。唯一的成本指标只是重复预算总额时，宜另设单位成本；数量只有一项的，可以折算出来。

    ## 错例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 体检人数 | 参加体检的老年人 | ≥2000人 |
    | | 成本指标 | 老年人体检经费预算控制数 | 经费不超过预算 | ≤36万元 |

    ## 正例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 体检人数 | 参加体检的老年人 | ≥2000人 |
    | | 成本指标 | 老年人体检经费预算控制数 | 经费不超过预算 | ≤36万元 |
    | | | 体检单价 | 每人体检的费用 | ≤180元/人 |
    """
    costs, budget = total_costs(table), budget_of(table)
    if len(costs) != 1 or len(table.costs) != 1:
        return
    row, cost = costs[0]
    if CEILING.search(row.wording) and (budget is None or yuan(cost) == budget):
        counts = table.of_kind(IndicatorKind.QUANTITY)
        price = _price(yuan(cost), counts[0]) if len(counts) == 1 else None
        written = row.value.strip()
        about = f"，按“{counts[0].name} {counts[0].value.strip()}”折算约 {price}" if price else ""
        yield Hit(
            row=row,
            zh=f"成本只有预算总额“{written}”{about}；宜另设单位成本指标",
            en=f"the only cost is the budget as a ceiling, “{written}”"
            + (f", about {price}" if price else "")
            + "; add a unit cost",
            expected=f"≤{price}" if price else None,
        )


def _price(total: Decimal, row: Indicator) -> str | None:
    """The total over the quantity, to a hundredth: 2.22万元/个"""
    target = row.constraint
    if not isinstance(target, Threshold) or target.dimension not in MEASURED:
        return None
    count = target.quantity
    if count.normalized <= 1:
        return None
    each = total / count.normalized
    like = WAN if each >= WAN else Decimal(1)
    things = count.unit.numerator[:1] if count.unit else ()
    rounded = (each / like).quantize(Decimal("0.01")) * like
    return "/".join((format_money(rounded, like), *(thing.name for thing in things)))


@table_rule("PC607", "unit-cost-denominator", INFO, "LOGIC")
def unit_cost_denominator(table: TargetTable, settings: Settings) -> Outcomes:
    """单位成本的分母与数量单位不同 | A unit cost counts by another unit than the quantity

    数量以“件”计，单价却是“元/次”，两者不能相乘，也就核不出总额。恰有一个数量和一个单价时才比，且只比计数单位；“元/平方米”“元/月”之类不比。

    ## 错例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 抽检样品 | 抽检的食品样品 | ≥600份 |
    | | 成本指标 | 检测单价 | 检测一次的费用 | ≤320元/批次 |

    ## 正例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 抽检样品 | 抽检的食品样品 | ≥600份 |
    | | 成本指标 | 检测单价 | 检测一份样品的费用 | ≤320元/份 |
    """
    counts = [row for row in table.of_kind(IndicatorKind.QUANTITY) if _counted(row)]
    prices = [row for row in table.costs if is_money(row.constraint) and is_unit_price(row)]
    if len(counts) != 1 or len(prices) != 1:
        return  # unit-cost-product says that it was not checked
    counted, price = _counted(counts[0]), sum_of(prices[0])
    per = _things(price.unit.denominator) if price and price.unit else set()
    if per and not per & counted:
        units, own = "、".join(sorted(counted)), "、".join(sorted(per))
        written = prices[0].value.strip()
        yield Hit(
            row=prices[0],
            zh=f"单价“{written}”按“{own}”计，数量“{counts[0].name}”却以“{units}”计，核不出总额",
            en=f"the unit cost “{written}” is per {own}, the quantity “{counts[0].name}” counts {units}",
        )


def _counted(row: Indicator) -> set[str]:
    """The things that a quantity counts, both of a pair: 个、套"""
    units = [one.unit for one in row.constraint.quantities if one.unit and not one.unit.is_rate]
    return {thing for unit in units for thing in _things((*unit.numerator, *unit.alternatives))}


def _things(units: Iterable[Unit]) -> set[str]:
    """The counted things among these units, each by one name."""
    return {SAME_THING.get(u.base, u.base) for u in units if u.dimension is Dimension.COUNT}
