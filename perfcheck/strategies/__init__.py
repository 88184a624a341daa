"""Hypothesis strategies for values, target tables and submissions: install ``perfcheck[test]`` to use them.

What they give of tables is sound: `perfcheck.check` finds no error and no warning in it, so that a test
may plant its own defect and see that one found. Every cell has a ``Location`` of its own.
"""

from perfcheck.strategies.evaluations import self_evaluations
from perfcheck.strategies.scales import graded_tables
from perfcheck.strategies.submissions import submissions
from perfcheck.strategies.tables import indicators, target_tables
from perfcheck.strategies.values import (
    constraints,
    intervals,
    numbers,
    quantities,
    unit_names,
    value_texts,
)

__all__ = [
    "constraints",
    "graded_tables",
    "indicators",
    "intervals",
    "numbers",
    "quantities",
    "self_evaluations",
    "submissions",
    "target_tables",
    "unit_names",
    "value_texts",
]
