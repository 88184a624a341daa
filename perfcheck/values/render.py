"""The canonical writing of a constraint."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from attrs import evolve

from perfcheck.values.constraints import (
    Composite,
    Constraint,
    Deadline,
    Operator,
    Range,
    Threshold,
)
from perfcheck.values.dates import PartialDate, last_day
from perfcheck.values.quantity import canonical_unit

if TYPE_CHECKING:
    from perfcheck.values.quantity import Quantity


def render(constraint: Constraint) -> str:
    """``≥98百分比`` as ``≥98%``; words and what could not be read as their own text.

    Reading the result means the same, and rendering that again changes nothing.
    """
    if isinstance(constraint, Threshold):
        sign = constraint.op.symbol if constraint.op_explicit else ""
        return sign + constraint.quantity.render()
    if isinstance(constraint, Range):
        return _range(constraint)
    if isinstance(constraint, Deadline):
        return _deadline(constraint)
    if isinstance(constraint, Composite):
        return "；".join(render(part) for part in constraint.parts)
    return constraint.raw.strip()


def _range(constraint: Range) -> str:
    low, high = constraint.low, constraint.high
    if constraint.op_explicit or constraint.low_open or constraint.high_open:
        floor = Operator.GT if constraint.low_open else Operator.GE
        ceiling = Operator.LT if constraint.high_open else Operator.LE
        return f"{floor.symbol}{low.render()}且{ceiling.symbol}{high.render()}"
    if low.scale == high.scale and _unit(low) == _unit(high) and _unit(low) != "%":
        low = evolve(low, scale=Decimal(1), unit=None)
    return f"{low.render()}~{high.render()}"


def _unit(quantity: Quantity) -> str:
    return canonical_unit(quantity.unit) if quantity.unit is not None else ""


def _deadline(constraint: Deadline) -> str:
    low, high = constraint.low, constraint.high
    if low is None and high is not None:
        if constraint.op_explicit:
            return f"{_day(high)}前" if constraint.op == Operator.LE else f"<{_day(high)}"
        return f"{_month(high)}底" if high.is_month_end else _day(high)
    if low is not None and high is None:
        return f"{_day(low)}起"
    assert low is not None
    assert high is not None
    return ("=" if constraint.op_explicit else "") + _period(low, high)


def _period(low: PartialDate, high: PartialDate) -> str:
    if low.iso() == high.iso():
        return _day(low)
    if low.day == 1 and high.day == last_day(high.year, high.month):
        first, last = _month(low), _month(high)
        if low.year == high.year:
            if low.year is not None and (low.month, high.month) == (1, 12):
                return f"{low.year}年"
            last = f"{high.month}月"
        return first if (low.year, low.month) == (high.year, high.month) else f"{first}至{last}"
    return f"{_day(low)}至{_day(high)}"


def _month(date: PartialDate) -> str:
    return f"{date.month}月" if date.year is None else f"{date.year}年{date.month}月"


def _day(date: PartialDate) -> str:
    return f"{_month(date)}{date.day}日"
