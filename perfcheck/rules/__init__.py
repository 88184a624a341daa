"""Target tables into findings. A rule is one decorated function in a module of this package."""

from perfcheck.messages import Message
from perfcheck.rules.accept import Accept, Accepted, UnusedAccept
from perfcheck.rules.basis import LegalBasis, sources
from perfcheck.rules.families import FAMILIES, ReviewDimension
from perfcheck.rules.finding import (
    Edit,
    Finding,
    Hit,
    NotChecked,
    Occurrence,
    Severity,
    Unchecked,
)
from perfcheck.rules.policy import Policy
from perfcheck.rules.report import SCHEMA_VERSION, CheckedDocument, Report
from perfcheck.rules.rule import (
    Example,
    Rule,
    Scope,
    all_rules,
    find_rule,
)
from perfcheck.rules.run import (
    Outcome,
    applies,
    in_order,
    rerun,
    run,
    run_across,
    selected,
    with_severities,
)
from perfcheck.rules.settings import Settings
from perfcheck.rules.sift import sift, unused_accepts

__all__ = [
    "FAMILIES",
    "SCHEMA_VERSION",
    "Accept",
    "Accepted",
    "CheckedDocument",
    "Edit",
    "Example",
    "Finding",
    "Hit",
    "LegalBasis",
    "Message",
    "NotChecked",
    "Occurrence",
    "Outcome",
    "Policy",
    "Report",
    "ReviewDimension",
    "Rule",
    "Scope",
    "Settings",
    "Severity",
    "Unchecked",
    "UnusedAccept",
    "all_rules",
    "applies",
    "find_rule",
    "in_order",
    "rerun",
    "run",
    "run_across",
    "selected",
    "sift",
    "sources",
    "unused_accepts",
    "with_severities",
]
