"""The language of target values: ``≥98百分比`` in, a typed `Constraint` out.

Importing this package builds no parser; the first `parse_value` does.
"""

from .constraints import (
    Composite,
    Constraint,
    Deadline,
    Operator,
    Qualitative,
    Range,
    Threshold,
    Unreadable,
)
from .dates import PartialDate
from .diagnostics import Diagnostic
from .interval import Interval, uncovered
from .numerals import chinese_number
from .parse import find_dates, find_quantities, parse_value, parse_with_unit
from .quantity import Quantity, format_money
from .record import to_record
from .render import render
from .units import Dimension, Unit, UnitExpr, same_counting, unit

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
    "parse_value",
    "parse_with_unit",
    "render",
    "same_counting",
    "to_record",
    "uncovered",
    "unit",
]
