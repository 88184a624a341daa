"""Two documents into what changed between them: 一上 and 二上, last year and this, plan and self-evaluation."""

from perfcheck.comparing.changes import Field, FieldChange, RowPair
from perfcheck.comparing.comparison import CompareError, Comparison, compare
from perfcheck.comparing.findings import Fates, Found
from perfcheck.comparing.tables import Row, TablePair
from perfcheck.comparing.targets import Movement, TargetChange

__all__ = [
    "CompareError",
    "Comparison",
    "Fates",
    "Field",
    "FieldChange",
    "Found",
    "Movement",
    "Row",
    "RowPair",
    "TablePair",
    "TargetChange",
    "compare",
]
