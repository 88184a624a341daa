"""perfcheck: a checker for Chinese government budget performance-target tables (绩效目标表).

    report = perfcheck.check("绩效目标表.txt")    # or bytes with a name, a Document, a TargetTable
    perfcheck.parse_value("≥98百分比").interval   # [98, ∞)

Importing the package loads none of its rooms; each name is loaded when it is first used.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from perfcheck import strategies
    from perfcheck.api import check, check_paths, extract
    from perfcheck.config import ConfigError, load_config
    from perfcheck.rules import Finding, Report, Rule, Settings, Severity, all_rules
    from perfcheck.tables import Submission, TargetTable
    from perfcheck.values import Constraint, parse_value

__version__ = "0.1.0"

__all__ = [
    "ConfigError",
    "Constraint",
    "Finding",
    "Report",
    "Rule",
    "Settings",
    "Severity",
    "Submission",
    "TargetTable",
    "all_rules",
    "check",
    "check_paths",
    "extract",
    "load_config",
    "parse_value",
    "strategies",
]

_HOMES = {
    "perfcheck.api": ("check", "check_paths", "extract"),
    "perfcheck.config": ("ConfigError", "load_config"),
    "perfcheck.rules": ("Finding", "Report", "Rule", "Settings", "Severity", "all_rules"),
    "perfcheck.tables": ("Submission", "TargetTable"),
    "perfcheck.values": ("Constraint", "parse_value"),
}


def __getattr__(name: str) -> Any:
    if name == "strategies":
        return import_module("perfcheck.strategies")
    for home, names in _HOMES.items():
        if name in names:
            return getattr(import_module(home), name)
    raise AttributeError(f"module 'perfcheck' has no attribute {name!r}")
