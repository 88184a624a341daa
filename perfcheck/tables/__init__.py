"""Documents into target tables: project, money, goals, indicators, graded scales, hierarchy."""

from perfcheck.tables.department import Department, Figure, Passage, Project
from perfcheck.tables.framework import Category, Framework, IndicatorKind, frameworks
from perfcheck.tables.model import (
    GRADES,
    Activity,
    Amount,
    Budget,
    Column,
    Execution,
    FundsPlan,
    Goal,
    GradedIndicator,
    GradeScale,
    Indicator,
    PlanPoint,
    Target,
    TargetTable,
    Totals,
)
from perfcheck.tables.recognise import Submission, recognise

__all__ = [
    "GRADES",
    "Activity",
    "Amount",
    "Budget",
    "Category",
    "Column",
    "Department",
    "Execution",
    "Figure",
    "Framework",
    "FundsPlan",
    "Goal",
    "GradeScale",
    "GradedIndicator",
    "Indicator",
    "IndicatorKind",
    "Passage",
    "PlanPoint",
    "Project",
    "Submission",
    "Target",
    "TargetTable",
    "Totals",
    "frameworks",
    "recognise",
]
