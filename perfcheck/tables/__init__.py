"""Documents into target tables: project, money, goals, indicators, graded scales, hierarchy."""

from perfcheck.tables.department import Department, Figure, Passage, Project
from perfcheck.tables.framework import Category, Framework, IndicatorKind, frameworks
from perfcheck.tables.model import (
    GRADES,
    Activity,
    Amount,
    Budget,
    Column,
    FundsPlan,
    Goal,
    GradedIndicator,
    GradeScale,
    Indicator,
    PlanPoint,
    Target,
    TargetTable,
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
    "frameworks",
    "recognise",
]
