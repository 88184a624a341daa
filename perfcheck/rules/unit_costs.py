"""PC60x: what one of the things costs: is it said, and of which thing?"""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from perfcheck.rules.budget import NO_BUDGET
from perfcheck.rules.completeness import RUNNING
from perfcheck.rules.consistency import bare, bigrams
from perfcheck.rules.costs import (
    WAN,
    budget_of,
    is_unit_price,
    sum_of,
    total_costs,
    wan,
    yuan,
)
from perfcheck.rules.direction import is_money
from perfcheck.rules.finding import INFO, WARNING, Hit, NotChecked
from perfcheck.rules.lexicon import words
from perfcheck.rules.rule import Outcomes, table_rule
from perfcheck.rules.settings import Settings
from perfcheck.tables import Indicator, IndicatorKind, TargetTable
from perfcheck.values import (
    Dimension,
    Operator,
    Quantity,
    Threshold,
    Unit,
    format_money,
    same_counting,
    unit,
)

MEASURED = (Dimension.COUNT, Dimension.AREA, Dimension.LENGTH, Dimension.MASS)
# 只说不超过预算，没有说是什么成本
CEILING = re.compile("预算|控制|额度|限额|不超")
# 每公里造价、单台补贴额、亩均投入
PER_WORD = re.compile(
    "(?:每|单(?![价位独]))一?(?P<each>平方米|公里|[\u4e00-\u9fff])|(?P<mean>[人户亩场])均"
)
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
    if RUNNING.search(row.name):
        return  # of wages the sum is what there is to say
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


@table_rule("PC606", "unit-cost-product", WARNING, "CY2015-88")
def unit_cost_product(table: TargetTable, settings: Settings) -> Outcomes:
    """单位成本×数量超过预算 | Unit cost times quantity exceeds the budget

    单价与它所买东西的数量相乘，与预算比，超出 5% 才报。单价按什么计，看分母或“每…”“单…”；数量不止一个的，名称还要有相同的词。
    没写按什么计的，表中恰有一个数量和一个单价时按假设提示；补助标准可能由几级财政分担，也只作提示。单价写成“≥”的先改方向，不算。

    ## 错例
    | 项目名称 | 老年人体检 | 预算数 | 30万元 |
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 体检人数 | 参加体检的人数 | ≥2000人 |
    | | 成本指标 | 体检单价 | 每人体检的费用 | ≤180元/人 |

    ## 错例（数量不止一个）
    | 项目名称 | 村道改造 | 预算数 | 300万元 |
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 硬化村道里程 | 当年硬化的村道 | ≥20公里 |
    | | | 安装路灯数量 | 村道两侧的路灯 | ≥420盏 |
    | | 成本指标 | 每公里村道造价 | 硬化一公里的费用 | ≤18万元 |

    ## 正例
    | 项目名称 | 老年人体检 | 预算数 | 36万元 |
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 体检人数 | 参加体检的人数 | ≥2000人 |
    | | 成本指标 | 体检单价 | 每人体检的费用 | ≤180元/人 |

    ## 正例（单价买的不是这个数量）
    | 项目名称 | 文化馆免费开放 | 预算数 | 60万元 |
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 公益培训班次 | 文化馆举办的培训 | ≥40班次 |
    | | 成本指标 | 单馆免费开放补助 | 每馆一年的补助 | ≤30万元/馆 |
    """
    budget = budget_of(table)
    if budget is None:
        yield NO_BUDGET
        return
    pairs = list(_priced(table))
    if not pairs:
        yield NotChecked(
            "没有数量和单价能够对应",
            "no unit price can be matched with the quantity it is paid for",
        )
    for counted, priced, per in pairs:
        count, price = counted.constraint, priced.constraint
        if not (isinstance(count, Threshold) and isinstance(price, Threshold)):
            continue
        if count.op.is_ceiling or price.op.is_floor:
            yield NotChecked(
                "数量或单价的方向待核，不能相乘", "the direction of quantity or price is in doubt"
            )
            continue
        if yuan(price.quantity) > budget:
            continue  # cost-over-budget speaks of it
        product = _number(count.quantity, per) * yuan(price.quantity)
        if product > budget * Decimal("1.05"):
            note = "" if per else "（按单价对应该数量单位估算）"
            shared = words("entitlement").search(priced.name)
            sum_ = f"{count.quantity.render()} × {price.quantity.render()} = {wan(product)}"
            yield Hit(
                row=priced,
                zh=f"{'疑似：' if shared else ''}{sum_}{note}，超过预算 {wan(budget)}，多出 {wan(product - budget)}"
                + ("；由几级财政分担的请说明" if shared else ""),
                en=f"{sum_}, above the budget {wan(budget)} by {wan(product - budget)}",
                value=sum_,
                expected=f"≤{wan(budget)}",
                difference=wan(product - budget),
                severity=INFO if shared or not per else WARNING,
            )


def _priced(table: TargetTable) -> Iterator[tuple[Indicator, Indicator, Unit | None]]:
    """Each quantity with the price of one, and the unit that the price is for (None: unsaid)."""
    counts = [row for row in table.of_kind(IndicatorKind.QUANTITY) if _is_amount(row)]
    prices = [row for row in table.costs if sum_of(row) and is_unit_price(row)]
    only = len(counts) == len(prices) == 1
    for price in prices:
        per, unsaid = _per(price)
        if only and unsaid:
            yield counts[0], price, None
        elif per:
            own = bigrams(bare(price.wording))
            likely = [
                row
                for row in counts
                if same_counting(_unit(row), per) and (only or bigrams(bare(row.name)) & own)
            ]
            if len(likely) == 1:
                yield likely[0], price, per


def _is_amount(row: Indicator) -> bool:
    target = row.constraint
    return (
        isinstance(target, Threshold)
        and target.op is not Operator.APPROX
        and target.dimension in MEASURED
    )


def _unit(row: Indicator) -> Unit:
    unit = row.constraint.quantities[0].unit
    assert unit is not None
    return unit.numerator[0]


def _per(row: Indicator) -> tuple[Unit | None, bool]:
    """What a price is for: 万元/公里, 每公里造价, 亩均投入; and whether it says nothing of it."""
    price = sum_of(row)
    below = price.unit.denominator if price and price.unit else ()
    if below:
        return next((one for one in below if one.dimension in MEASURED), None), False
    said = [unit(match["each"] or match["mean"]) for match in PER_WORD.finditer(row.wording)]
    known = (one.numerator[0] for one in said if one.known and one.dimension in MEASURED)
    return next(known, None), not said


def _number(count: Quantity, per: Unit | None) -> Decimal:
    """How many of what the price is for."""
    counted = count.unit.numerator[0] if count.unit else None
    if per and counted and counted.base == per.base:
        return count.base / per.factor
    return count.normalized


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
            en=f"the unit cost “{written}” is per “{own}”, the quantity “{counts[0].name}” counts “{units}”",
        )


def _counted(row: Indicator) -> set[str]:
    """The things that a quantity counts, both of a pair: 个、套"""
    units = [one.unit for one in row.constraint.quantities if one.unit and not one.unit.is_rate]
    return {thing for unit in units for thing in _things((*unit.numerator, *unit.alternatives))}


def _things(units: Iterable[Unit]) -> set[str]:
    """The counted things among these units, each by one name."""
    return {SAME_THING.get(u.base, u.base) for u in units if u.dimension is Dimension.COUNT}
