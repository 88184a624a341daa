"""PC605: do the instalments add up?"""

import re
from collections.abc import Iterator
from decimal import Decimal

from perfcheck.documents import Location
from perfcheck.rules.costs import (
    CENT,
    budget_of,
    cost_total,
    total_costs,
    wan,
    yuan,
)
from perfcheck.rules.finding import ERROR, INFO, Hit, NotChecked
from perfcheck.rules.rule import Outcomes, table_rule
from perfcheck.rules.settings import Settings
from perfcheck.tables import Indicator, IndicatorKind, TargetTable
from perfcheck.values import (
    Dimension,
    Quantity,
    find_dates,
    find_quantities,
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
