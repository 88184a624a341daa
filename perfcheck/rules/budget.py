"""PC60x: cost indicators against the project's budget."""

import re
from collections.abc import Iterator
from decimal import Decimal

from perfcheck.documents import Location
from perfcheck.rules.direction import is_money
from perfcheck.rules.finding import Hit, NotChecked, Severity
from perfcheck.rules.lexicon import words
from perfcheck.rules.rule import Outcomes, submission_rule, table_rule
from perfcheck.rules.settings import Settings
from perfcheck.tables import Indicator, IndicatorKind, Submission, TargetTable
from perfcheck.tables.money import YUAN
from perfcheck.values import (
    Dimension,
    Operator,
    Quantity,
    Range,
    Threshold,
    find_dates,
    find_quantities,
    format_money,
    same_counting,
)

ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO

CENT = Decimal("0.01") * 10_000  # sums are compared to a hundredth of a 万元
INSTALMENT = re.compile("支付|付款|分期|首付|尾款|预付|第[一二三四]期|质保金")
ALREADY_SUMMED = re.compile("其中|合计|总计|共计|总额")
NO_BUDGET = NotChecked("表中没有预算数", "the table states no budget")


def wan(yuan: Decimal) -> str:
    """A sum as reviewers say it: 44.00万元."""
    return format_money(yuan)


def budget_of(table: TargetTable) -> Decimal | None:
    """The project's budget in 元."""
    total = table.budget.total if table.budget else None
    return total.yuan if total else None


def is_unit_price(row: Indicator) -> bool:
    """Money for one of something: by its unit, or by its words."""
    units = [quantity.unit for quantity in row.constraint.quantities if quantity.unit]
    return any(unit.is_rate for unit in units) or bool(words("unit_price").search(row.wording))


def sum_of(row: Indicator) -> Quantity | None:
    """The money that a cost row names, for the whole project or for one of something.

    ``≤11万`` under 成本 is a sum of money: the table says what the value leaves out.
    """
    constraint = row.constraint
    if not row.is_cost or not isinstance(constraint, Threshold | Range):
        return None
    quantity = constraint.quantities[-1]
    scaled = quantity.unit is None and quantity.scale != 1
    return quantity if scaled or is_money(constraint) else None


def cost_total(row: Indicator) -> Quantity | None:
    """The sum that a cost row sets for the whole project; None for a unit price or no sum."""
    return None if is_unit_price(row) else sum_of(row)


def yuan(quantity: Quantity) -> Decimal:
    """The 元 in a sum, or in the price of one."""
    factor = quantity.unit.numerator[0].factor if quantity.unit else 1
    return quantity.value * quantity.scale * factor


def total_costs(table: TargetTable) -> list[tuple[Indicator, Quantity]]:
    """The rows that limit the project's cost as a whole, and their sums; savings left out."""
    return [
        (row, quantity)
        for row in table.costs
        if (quantity := cost_total(row)) and not words("saving").search(row.wording)
    ]


@table_rule("PC601", "cost-over-budget", ERROR, "CY2015-88")
def cost_over_budget(table: TargetTable, settings: Settings) -> Outcomes:
    """成本总额指标超过项目预算 | A cost ceiling exceeds the project's budget

    成本指标允许的支出不得超过预算数。超出的成本目标即使达到，也说明预算不足或目标不实。单价也不会高过整个项目的预算。

    ## 错例
    | 项目名称 | 消防器材更新 | 预算数 | 25万元 |
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 成本指标 | 采购总成本 | 器材采购支出 | ≤30万元 |

    ## 正例
    | 项目名称 | 消防器材更新 | 预算数 | 25万元 |
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 成本指标 | 采购总成本 | 器材采购支出 | ≤25万元 |
    """
    budget = budget_of(table)
    if budget is None:
        yield NO_BUDGET
        return
    for row in table.costs:
        quantity = sum_of(row)
        if quantity is None:
            continue
        over = yuan(quantity) - budget
        if over > Decimal("0.005") * 10_000:
            yield Hit(
                row=row,
                zh=f"成本 {quantity.render()} 超过项目预算 {wan(budget)}，多出 {wan(over)}",
                en=f"the cost {quantity.render()} exceeds the budget {wan(budget)} by {wan(over)}",
                expected=f"≤{wan(budget)}",
                difference=wan(over),
            )


@table_rule("PC602", "cost-under-budget", INFO, "CY2015-88")
def cost_under_budget(table: TargetTable, settings: Settings) -> Outcomes:
    """总成本与预算不等 | Total cost is below the budget

    总成本低于预算，可能漏列成本，也可能预算偏高。几条分项成本先求和再比。

    ## 错例
    | 项目名称 | 消防器材更新 | 预算数 | 25万元 |
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 成本指标 | 采购总成本 | 器材采购支出 | ≤20万元 |

    ## 正例
    | 项目名称 | 消防器材更新 | 预算数 | 25万元 |
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 成本指标 | 灭火器采购成本 | 灭火器采购支出 | ≤20万元 |
    | | | 消防栓采购成本 | 消防栓采购支出 | ≤5万元 |
    """
    budget = budget_of(table)
    if budget is None:
        yield NO_BUDGET
        return
    costs = total_costs(table)
    total = sum((yuan(quantity) for _, quantity in costs), Decimal(0))
    short = budget - total
    if costs and short > max(budget * Decimal("0.005"), CENT):
        shown = " + ".join(quantity.render() for _, quantity in costs)
        yield Hit(
            zh=f"成本指标合计 {shown} = {wan(total)}，预算 {wan(budget)}，少 {wan(short)}，请说明差额用途",
            en=f"the costs {shown} = {wan(total)} stay below the budget {wan(budget)} by {wan(short)}",
            value=shown,
            expected=wan(budget),
            difference=wan(short),
            location=costs[0][0].location,
        )


@table_rule("PC603", "cost-money-missing", WARNING, "CY2021-101")
def cost_money_missing(table: TargetTable, settings: Settings) -> Outcomes:
    """有项目预算但没有任何金额成本指标 | A budget but no monetary cost indicator

    ## 错例
    | 项目名称 | 校车租赁费 | 预算数 | 80万元 |
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 成本指标 | 成本控制率 | 实际支出与预算之比 | ≤100% |

    ## 正例
    | 项目名称 | 校车租赁费 | 预算数 | 80万元 |
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 成本指标 | 租赁总成本 | 校车租赁支出 | ≤80万元 |
    """
    budget = budget_of(table)
    if budget is None:
        yield NO_BUDGET
    elif budget > 0 and not any(is_money(row.constraint) or cost_total(row) for row in table.costs):
        shown = "、".join(f"“{row.name} {row.value.strip()}”" for row in table.costs)
        yield Hit(
            zh=f"预算 {wan(budget)}，却没有一条成本指标写金额" + (f"，只有{shown}" if shown else ""),
            en=f"a budget of {wan(budget)}, but no cost indicator states a sum",
            location=table.costs[0].location if table.costs else None,
        )


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
    total = yuan(costs[0]) if len(costs) == 1 else budget
    if total is None:
        yield NotChecked("表中没有唯一的总成本，也没有预算数", "the table states neither one total cost nor a budget")
        return
    for row, text, location in _payment_texts(table):
        parts = [q for q in find_quantities(text) if q.unit and q.unit.dimension is Dimension.MONEY]
        if len(parts) < 2 or ALREADY_SUMMED.search(text) or not _is_schedule(text):
            continue
        paid = sum((part.base for part in parts), Decimal(0))
        gap = paid - total
        if abs(gap) > CENT:
            shown = "+".join(f"{part.base / 10_000:f}" for part in parts)
            what = "总成本" if len(costs) == 1 else "预算"
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


def _payment_texts(table: TargetTable) -> Iterator[tuple[Indicator | None, str, Location | None]]:
    for row in table.indicators:
        yield row, row.description, None
    for goal in table.goals:
        yield None, goal.text, goal.location


def _is_schedule(text: str) -> bool:
    return INSTALMENT.search(text) is not None or len(find_dates(text)) > 1


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
        yield NotChecked("表中不是恰有一个数量和一个单价", "the table has not exactly one quantity and one unit price")
        return
    count, price = _counted(counts[0]), _counted(prices[0])
    if count is None or price is None or count.op.is_ceiling or price.op.is_floor:
        yield NotChecked("数量或单价的方向待核，不能相乘", "the direction of quantity or price is in doubt")
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
    return constraint if constraint.dimension in (Dimension.COUNT, Dimension.MONEY, Dimension.RATE) else None


def _same_thing(count: Quantity, price: Quantity) -> bool:
    """Does the price's denominator count what the quantity counts (件, 项, 次 are one)?"""
    if count.unit is None or price.unit is None or not price.unit.denominator:
        return False
    return same_counting(count.unit.numerator[0], price.unit.denominator[0])


@table_rule("PC608", "budget-parts", ERROR, "LOGIC")
def budget_parts(table: TargetTable, settings: Settings) -> Outcomes:
    """预算数≠财政资金+其他资金 | The budget is not the sum of its parts

    ## 错例
    | 项目名称 | 校车租赁费 | 预算数 | 80万元 | 财政资金 | 75万元 | 其他资金 | 0 |
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 成本指标 | 租赁总成本 | 校车租赁支出 | ≤80万元 |

    ## 正例
    | 项目名称 | 校车租赁费 | 预算数 | 80万元 | 财政资金 | 75万元 | 其他资金 | 5万元 |
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 成本指标 | 租赁总成本 | 校车租赁支出 | ≤80万元 |
    """
    budget = table.budget
    if budget is None or budget.total is None or budget.fiscal is None:
        yield NotChecked("表中没有预算数和财政资金", "the table does not state the budget and its fiscal part")
        return
    parts = [part for part in (budget.fiscal, budget.other) if part is not None]
    sums = [part.yuan for part in parts if part.yuan is not None]
    total = budget.total.yuan
    if total is None or len(sums) < len(parts):
        yield NotChecked("预算数或其构成读不出金额", "the budget or a part of it is unreadable")
        return
    gap = total - sum(sums)
    if abs(gap) > Decimal("0.005") * 10_000:
        shown = " + ".join(part.raw for part in parts)
        yield Hit(
            zh=f"预算数 {budget.total.raw}，财政资金与其他资金合计 {shown} = {wan(sum(sums, Decimal(0)))}，相差 {wan(abs(gap))}",
            en=f"the budget is {budget.total.raw}, its parts {shown} make {wan(sum(sums, Decimal(0)))}: {wan(abs(gap))} apart",
            value=budget.total.raw,
            expected=wan(sum(sums, Decimal(0))),
            difference=wan(abs(gap)),
            location=budget.total.location,
        )


SUM_IN_PROSE = re.compile(r"(?P<label>[\u4e00-\u9fff]{2,8}?)(?:为|共|计|：|:)?\s*(?P<number>[0-9]+\.[0-9]+)\s*(?P<unit>亿元|万元|元)")


@submission_rule("PC609", "budget-unit-slip", ERROR, "LOGIC")
def budget_unit_slip(submission: Submission, settings: Settings) -> Outcomes:
    """金额单位疑似差1万倍 | An amount is off by ten thousand

    同一个带小数的数，一处写“元”，一处写“万元”，或者出现在预算表的格子里（预算表以万元计）。

    ## 错例
    2024年支出预算366.58万元，其中基本支出266.58万元，项目支出100.00万元。

    2024年基本支出266.58元，已按规定公开。

    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 开放天数 | 开放的天数 | ≥300天 |

    ## 正例
    2024年支出预算366.58万元，其中基本支出266.58万元，项目支出100.00万元。

    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 开放天数 | 开放的天数 | ≥300天 |
    """
    sums = [
        (match, paragraph.location)
        for paragraph in submission.document.paragraphs
        for match in SUM_IN_PROSE.finditer(paragraph.text)
    ]
    in_wan = {cell.text.strip(): cell.text.strip() for grid in submission.document.grids for cell in grid.cells}
    in_wan |= {match["number"]: match[0] for match, _ in sums if match["unit"] == "万元"}
    for match, location in sums:
        number = match["number"]
        significant = len(number.replace(".", "").strip("0")) >= 3
        if match["unit"] == "元" and number in in_wan and significant:
            right = f"{number}万元"
            yield Hit(
                zh=f"“{match[0]}”疑为“{right}”：同一个数别处写作“{in_wan[number]}”",
                en=f"“{match[0]}” is probably “{right}”: elsewhere it reads “{in_wan[number]}”",
                value=f"{number}元",
                expected=right,
                difference=wan(Decimal(number) * (YUAN["万元"] - 1)),
                location=location,
            )
