"""PC60x: instalments, and unit cost times quantity."""

import re
from collections.abc import Iterator
from decimal import Decimal

from perfcheck.documents import Location
from perfcheck.rules.budget import NO_BUDGET
from perfcheck.rules.costs import (
    CENT,
    budget_of,
    cost_total,
    is_unit_price,
    total_costs,
    wan,
    yuan,
)
from perfcheck.rules.direction import is_money
from perfcheck.rules.finding import ERROR, INFO, WARNING, Hit, NotChecked
from perfcheck.rules.rule import Outcomes, table_rule
from perfcheck.rules.settings import Settings
from perfcheck.tables import Indicator, IndicatorKind, TargetTable
from perfcheck.values import (
    Dimension,
    Operator,
    Quantity,
    Threshold,
    find_dates,
    find_quantities,
    same_counting,
)

INSTALMENT = re.compile("支付|付款|分期|首付|尾款|预付|第[一二三四]期|质保金")


# 不是付出去的钱
EARNED = re.compile("成交|产值|收入|投资|税收|带动|增收|节约|销售|撬动")
ALREADY_SUMMED = re.compile("其中|合计|总计|共计|总额")


@table_rule("PC605", "payments-sum", ERROR, "LOGIC")
def payments_sum(table: TargetTable, settings: Settings) -> Outcomes:
    """分期金额之和与成本或预算不等 | Instalments do not add up

    描述里分几次付的钱加起来，应等于总成本。超出是错误；不足可能没有列全，只作提示。

    ## 错例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 时效指标 | 分期付款进度 | 3月支付12万元，9月支付11.5万元 | 2023年9月底前 |
    | | 成本指标 | 租赁总成本 | 租赁支出 | ≤20万元 |

    ## 正例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 时效指标 | 分期付款进度 | 3月支付12万元，9月支付8万元 | 2023年9月底前 |
    | | 成本指标 | 租赁总成本 | 租赁支出 | ≤20万元 |
    """
    costs = [quantity for _, quantity in total_costs(table)]
    budget = budget_of(table)
    common = yuan(costs[0]) if len(costs) == 1 else budget
    if common is None:
        yield NotChecked(
            "表中没有唯一的总成本，也没有预算数",
            "the table states neither one total cost nor a budget",
        )
        return
    for row, text, location in payment_texts(table):
        parts = instalments(text, row)
        own = cost_total(row) if row else None
        total = yuan(own) if own else common
        paid = sum((part.base for part in parts), Decimal(0))
        gap = paid - total
        if len(parts) > 1 and abs(gap) > CENT:
            shown = "+".join(f"{part.base / 10_000:f}" for part in parts)
            what = "总成本" if own or len(costs) == 1 else "预算"
            yield Hit(
                row=row,
                zh=f"分期金额 {shown} = {wan(paid)}，{what} {wan(total)}，相差 {wan(abs(gap))}",
                en=f"the instalments {shown} = {wan(paid)}, the total is {wan(total)}: {wan(abs(gap))} apart",
                value=f"{shown}={wan(paid)}",
                expected=wan(total),
                difference=wan(abs(gap)),
                location=location,
                severity=ERROR if gap > 0 else INFO,
            )


def payment_texts(table: TargetTable) -> Iterator[tuple[Indicator | None, str, Location | None]]:
    for row in table.indicators:
        yield row, row.description, None
    for goal in table.goals:
        yield None, goal.text, goal.location


def instalments(text: str, row: Indicator | None) -> list[Quantity]:
    """The sums of a payment schedule: words of payment, or several dates in a timeliness row."""
    timed = row is not None and row.kind is IndicatorKind.TIMELINESS and len(find_dates(text)) > 1
    if ALREADY_SUMMED.search(text) or not (timed or INSTALMENT.search(text)):
        return []
    return [
        quantity
        for quantity in find_quantities(text)
        if quantity.unit
        and quantity.unit.dimension is Dimension.MONEY
        and not EARNED.search(text[max(0, quantity.span[0] - 8) : quantity.span[0]])
    ]


@table_rule("PC606", "unit-cost-product", WARNING, "CY2015-88")
def unit_cost_product(table: TargetTable, settings: Settings) -> Outcomes:
    """单位成本×数量超过预算 | Unit cost times quantity exceeds the budget

    表中恰有一个数量和一个单价时相乘，与预算比，超出 5% 才报。分母与数量单位不同的只作提示，并写明假设。单价写成“≥”的先改方向，不算。

    ## 错例
    | 项目名称 | 老年人体检 | 预算数 | 30万元 |
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 体检人数 | 参加体检的人数 | ≥2000人 |
    | | 成本指标 | 体检单价 | 每人体检的费用 | ≤180元/人 |

    ## 正例
    | 项目名称 | 老年人体检 | 预算数 | 36万元 |
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 体检人数 | 参加体检的人数 | ≥2000人 |
    | | 成本指标 | 体检单价 | 每人体检的费用 | ≤180元/人 |
    """
    budget = budget_of(table)
    if budget is None:
        yield NO_BUDGET
        return
    counts = [row for row in table.of_kind(IndicatorKind.QUANTITY) if _counted(row)]
    prices = [row for row in table.costs if is_money(row.constraint) and is_unit_price(row)]
    if len(counts) != 1 or len(prices) != 1:
        yield NotChecked(
            "表中不是恰有一个数量和一个单价",
            "the table has not exactly one quantity and one unit price",
        )
        return
    count, price = _counted(counts[0]), _counted(prices[0])
    if count is None or price is None or count.op.is_ceiling or price.op.is_floor:
        yield NotChecked(
            "数量或单价的方向待核，不能相乘", "the direction of quantity or price is in doubt"
        )
        return
    if yuan(price.quantity) > budget:
        return  # cost-over-budget speaks of it
    product = count.quantity.normalized * price.quantity.normalized
    if product > budget * Decimal("1.05"):
        alike = _same_thing(count.quantity, price.quantity)
        note = "" if alike else "（按单价对应该数量单位估算）"
        sum_ = f"{count.quantity.render()} × {price.quantity.render()} = {wan(product)}"
        yield Hit(
            row=prices[0],
            zh=f"{sum_}{note}，超过预算 {wan(budget)}，多出 {wan(product - budget)}",
            en=f"{sum_}, above the budget {wan(budget)} by {wan(product - budget)}",
            value=sum_,
            expected=f"≤{wan(budget)}",
            difference=wan(product - budget),
            severity=WARNING if alike else INFO,
        )


def _counted(row: Indicator) -> Threshold | None:
    constraint = row.constraint
    fits = isinstance(constraint, Threshold) and constraint.op is not Operator.APPROX
    if not fits or not isinstance(constraint, Threshold):
        return None
    return (
        constraint
        if constraint.dimension in (Dimension.COUNT, Dimension.MONEY, Dimension.RATE)
        else None
    )


def _same_thing(count: Quantity, price: Quantity) -> bool:
    """Does the price's denominator count what the quantity counts (件, 项, 次 are one)?"""
    if count.unit is None or price.unit is None or not price.unit.denominator:
        return False
    return same_counting(count.unit.numerator[0], price.unit.denominator[0])
