"""What a table says a project costs, in 元."""

from decimal import Decimal

from perfcheck.rules.direction import is_money
from perfcheck.rules.lexicon import words
from perfcheck.tables import Indicator, TargetTable
from perfcheck.values import (
    Quantity,
    Range,
    Threshold,
    format_money,
)

WAN = Decimal(10_000)
CENT = Decimal("0.01") * WAN  # sums are compared to a hundredth of a 万元


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
        if (quantity := cost_total(row))
        and not words("saving").search(row.wording)
        and not words("multi_year").search(row.wording)
        and not words("raised").search(row.name)
    ]
