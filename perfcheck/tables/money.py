"""Sums of money in cells and headings."""

import re
from decimal import Decimal

from perfcheck.documents import Location
from perfcheck.tables.model import Amount
from perfcheck.values import Deadline, Dimension, Threshold, parse_value, parse_with_unit

YUAN = {"元": Decimal(1), "千元": Decimal(1000), "万元": Decimal(10_000), "亿元": Decimal(10**8)}
UNIT_NOTE = re.compile(
    r"(?:单位|部门)\s*[：:]\s*(亿元|万元|千元|元)"
)  # 部门：万元 is a corrupt 单位：
UNIT_IN_LABEL = re.compile(r"[（(]\s*(?:单位[：:])?\s*(亿元|万元|千元|元)\s*[）)]\s*.{0,4}$")


def unit_note(text: str) -> Decimal | None:
    """The 元 in one unit of a note such as 单位：万元, or None where it is no such note."""
    match = UNIT_NOTE.search(text)
    return YUAN[match[1]] if match else None


def label_unit(text: str) -> Decimal | None:
    """The unit that a label ends with, in brackets: 资金总额（万元）. A text may mention units as it likes."""
    match = UNIT_IN_LABEL.search(text)
    return YUAN[match[1]] if match else None


def amount(text: str, unit: Decimal | None, location: Location) -> Amount | None:
    """The sum in a cell; ``unit`` is what a bare number counts. None for an empty cell."""
    raw = text.strip()
    if not raw:
        return None
    return Amount(raw, _yuan(raw, unit), location)


def _yuan(raw: str, unit: Decimal | None) -> Decimal | None:
    constraint = parse_value(raw)
    if isinstance(constraint, Deadline):  # 2024.6, where money stands, is no June
        constraint = parse_with_unit(raw, "元")
        if isinstance(constraint, Threshold) and unit is not None:
            return constraint.quantity.value * unit
    if not isinstance(constraint, Threshold):
        return None
    quantity = constraint.quantity
    if quantity.unit is not None:
        return quantity.base if constraint.dimension is Dimension.MONEY else None
    if quantity.value == 0:
        return Decimal(0)
    if quantity.scale != 1:  # 80万: a scale and no unit stands for money here
        return quantity.normalized
    return None if unit is None else quantity.value * unit
