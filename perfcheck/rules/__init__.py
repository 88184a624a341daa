"""Target tables into findings. A rule is one decorated function in a module of this package."""

from perfcheck.rules.basis import LegalBasis, sources
from perfcheck.rules.finding import (
    Finding,
    Hit,
    Message,
    NotChecked,
    Occurrence,
    Severity,
    Unchecked,
)
from perfcheck.rules.report import SCHEMA_VERSION, CheckedDocument, Report
from perfcheck.rules.rule import (
    FAMILIES,
    Example,
    ReviewDimension,
    Rule,
    Scope,
    all_rules,
    find_rule,
)
from perfcheck.rules.run import Outcome, applies, rerun, run, selected
from perfcheck.rules.settings import Settings

__all__ = [
    "FAMILIES",
    "SCHEMA_VERSION",
    "CheckedDocument",
    "Example",
    "Finding",
    "Hit",
    "LegalBasis",
    "Message",
    "NotChecked",
    "Occurrence",
    "Outcome",
    "Report",
    "ReviewDimension",
    "Rule",
    "Scope",
    "Settings",
    "Severity",
    "Unchecked",
    "all_rules",
    "applies",
    "find_rule",
    "rerun",
    "run",
    "selected",
    "sources",
]
