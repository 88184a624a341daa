"""Documents into target tables: project, money, goals, indicators, graded scales, hierarchy."""

from perfcheck.tables.aims import Aim, Statement
from perfcheck.tables.column import GRADES, Column
from perfcheck.tables.department import Department, Figure, Passage, Project
from perfcheck.tables.dossier import Dossier, dossiers
from perfcheck.tables.framework import Category, Framework, IndicatorKind, frameworks
from perfcheck.tables.holdings import Asset, Assets, Procurement
from perfcheck.tables.model import (
    Activity,
    Amount,
    Budget,
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
from perfcheck.tables.numbered import Numbered, numbered
from perfcheck.tables.recognise import Submission, recognise

__all__ = [
    "GRADES",
    "Activity",
    "Aim",
    "Amount",
    "Asset",
    "Assets",
    "Budget",
    "Category",
    "Column",
    "Department",
    "Dossier",
    "Execution",
    "Figure",
    "Framework",
    "FundsPlan",
    "Goal",
    "GradeScale",
    "GradedIndicator",
    "Indicator",
    "IndicatorKind",
    "Numbered",
    "Passage",
    "PlanPoint",
    "Procurement",
    "Project",
    "Statement",
    "Submission",
    "Target",
    "TargetTable",
    "Totals",
    "dossiers",
    "frameworks",
    "numbered",
    "recognise",
]
