"""The language of target values: ``≥98百分比`` in, a typed `Constraint` out.

Importing this package builds no parser; the first `parse_value` does.
"""

from perfcheck.values.constraints import (
    Composite,
    Constraint,
    Deadline,
    Operator,
    Qualitative,
    Range,
    Threshold,
    Unreadable,
)
from perfcheck.values.dates import PartialDate
from perfcheck.values.diagnostics import Diagnostic
from perfcheck.values.interval import Interval, uncovered
from perfcheck.values.numerals import chinese_number
from perfcheck.values.own import own_units
from perfcheck.values.parse import find_dates, find_quantities, parse_value, parse_with_unit
from perfcheck.values.quantity import Quantity, format_money
from perfcheck.values.record import to_record
from perfcheck.values.render import render
from perfcheck.values.units import Dimension, Unit, UnitExpr, same_counting, unit

__all__ = [
    "Composite",
    "Constraint",
    "Deadline",
    "Diagnostic",
    "Dimension",
    "Interval",
    "Operator",
    "PartialDate",
    "Qualitative",
    "Quantity",
    "Range",
    "Threshold",
    "Unit",
    "UnitExpr",
    "Unreadable",
    "chinese_number",
    "find_dates",
    "find_quantities",
    "format_money",
    "own_units",
    "parse_value",
    "parse_with_unit",
    "render",
    "same_counting",
    "to_record",
    "uncovered",
    "unit",
]
