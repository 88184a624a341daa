"""The JSON contract: reports and extractions as plain dictionaries.

Every door gives the same records: the command line, the library, HTTP.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from perfcheck.documents import Location
from perfcheck.rules import (
    SCHEMA_VERSION,
    Accepted,
    Finding,
    Occurrence,
    Report,
    Severity,
    Unchecked,
    UnusedAccept,
)
from perfcheck.tables import (
    GRADES,
    Amount,
    Figure,
    GradedIndicator,
    GradeScale,
    Indicator,
    Submission,
    TargetTable,
)
from perfcheck.tables.framework import Category
from perfcheck.values import to_record
from perfcheck.values.interval import plain

Record = dict[str, Any]


def report_record(report: Report, lang: str = "zh") -> Record:
    """``check --format json``."""
    return {
        "schema_version": SCHEMA_VERSION,
        "summary": {
            "documents": len(report.documents),
            "not_checked": report.not_checked,
            "tables": report.tables,
            "indicators": report.indicators,
            "errors": report.count(Severity.ERROR),
            "warnings": report.count(Severity.WARNING),
            "infos": report.count(Severity.INFO),
            "rules_run": report.rules_run,
            "accepted": len(report.accepted),
        },
        "documents": [
            {
                "document": document.name,
                "checked": document.is_checked,
                "tables": len(document.submission.tables) if document.submission else 0,
                "indicators": document.indicators,
                "config": document.settings.config,
            }
            for document in report.documents
        ],
        "findings": [finding_record(finding, lang) for finding in report.findings],
        "unchecked": [unchecked_record(one, lang) for one in report.unchecked],
        "accepted": [accepted_record(one, lang) for one in report.accepted],
        "unused_accepts": [unused_record(one) for one in report.unused_accepts],
    }


PLACE = ("page", "sheet", "table", "row", "col", "cell", "line")


def place_record(location: Location) -> Record:
    """A place by the numbers that a person can count; every key is there, None where it has none."""
    return {name: getattr(location, name) for name in PLACE}


def finding_record(finding: Finding, lang: str = "zh") -> Record:
    """One finding; ``occurrences`` only where it stands for many rows."""
    record: Record = {
        "code": finding.code,
        "rule": finding.rule,
        "severity": finding.severity.value,
        "message": finding.message.in_(lang),
        "document": finding.document,
        "table": finding.table,
        "project": finding.project,
        "indicator": finding.indicator,
        "value": finding.value,
        "expected": finding.expected,
        "difference": finding.difference,
        "location": place_record(finding.location),
        "basis": [
            {"number": one.number, "title": one.title, "date": one.date} for one in finding.basis
        ],
        "fix": finding.fix,
        "fingerprint": finding.fingerprint,
    }
    if finding.occurrences:
        record["occurrences"] = [_occurrence(one) for one in finding.occurrences]
    return record


def _occurrence(one: Occurrence) -> Record:
    return {"indicator": one.indicator, "value": one.value, "location": place_record(one.location)}


def unchecked_record(one: Unchecked, lang: str = "zh") -> Record:
    return {
        "document": one.document,
        "table": one.table,
        "project": one.project,
        "rule": one.rule,
        "reason": one.reason.in_(lang),
    }


def accepted_record(one: Accepted, lang: str = "zh") -> Record:
    """A finding that is explained: with the reason, and the entry that gives it."""
    accept = one.accept
    return finding_record(one.finding, lang) | {
        "reason": accept.reason,
        "until": _day(accept.until),
        "config": accept.config,
        "entry": accept.number,
    }


def unused_record(one: UnusedAccept) -> Record:
    """An entry that silences nothing; ``entry`` counts those of its file from 1."""
    accept = one.accept
    return {
        "config": accept.config,
        "entry": accept.number,
        "rule": accept.rule,
        "document": accept.document,
        "project": accept.project,
        "indicator": accept.indicator,
        "fingerprint": accept.fingerprint,
        "reason": accept.reason,
        "until": _day(accept.until),
        "expired": one.expired,
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def indicator_records(submission: Submission) -> Iterator[Record]:
    """``extract``: one record a row, in the order of the document."""
    for table in submission.tables:
        for row in table.indicators:
            yield _indicator(submission, table, row)
        for graded in table.graded:
            yield _graded(submission, table, graded)


def _row(submission: Submission, table: TargetTable) -> Record:
    return {
        "document": submission.document.name,
        "table": table.number,
        "project": table.project,
        "project_code": table.project_code,
    }


def _indicator(submission: Submission, table: TargetTable, row: Indicator) -> Record:
    record = _row(submission, table) | {
        "level1": row.category.value if row.category else row.level1_raw or None,
        "level2": row.kind.value if row.kind else row.level2_raw or None,
        "level1_raw": row.level1_raw,
        "level2_raw": row.level2_raw,
        "name": row.name,
        "description": row.description,
        "value": row.value,
        "basis": row.basis,
        "weight": row.weight or None,
        "unit_column": row.unit_column or None,
        "constraint": to_record(row.constraint),
        "location": place_record(row.location),
    }
    return record | _evaluation(row) | ({"grades": _grades(row.scale)} if row.scale else {})


def _evaluation(row: Indicator | GradedIndicator) -> Record:
    """What a self-evaluation adds."""
    initial = row.initial if isinstance(row, Indicator) else None
    written = {
        "initial": initial, "actual": row.actual, "points": row.points, "score": row.score
    }  # fmt: skip
    return {key: value for key, value in written.items() if value is not None}


def _graded(submission: Submission, table: TargetTable, row: GradedIndicator) -> Record:
    activity = row.activity
    duty = activity.parent if activity else None
    record = _row(submission, table) | {
        "level1": None,
        "level2": None,
        "level1_raw": None,
        "level2_raw": None,
        "name": row.name,
        "description": activity.content if activity else None,
        "value": None,
        "basis": None,
        "weight": None,
        "constraint": None,
        "function": duty.name if duty else None,
        "function_budget": _raw(duty.budget) if duty else None,
        "activity": activity.name if activity else None,
        "activity_budget": _raw(activity.budget) if activity else None,
        "goal": activity.goal if activity else None,
        "grades": _grades(row.scale),
        "location": place_record(row.location),
    }
    return record | _evaluation(row)


def _grades(scale: GradeScale) -> Record:
    levels = zip(GRADES, scale.levels, strict=True)
    return {grade: {**to_record(level.constraint), "raw": level.raw} for grade, level in levels}


def _raw(amount: Amount | None) -> str | None:
    return amount.raw if amount else None


def table_records(submission: Submission) -> Iterator[Record]:
    """``extract --tables``: one record a table; sums in 元."""
    for table in submission.tables:
        budget, plan = table.budget, table.funds_plan
        yield _row(submission, table) | {
            "title": table.title or None,
            "budget": {
                "total": _yuan(budget.total),
                "fiscal": _yuan(budget.fiscal),
                "other": _yuan(budget.other),
            }
            if budget
            else None,
            "funds_plan": [
                {"label": point.label, "raw": point.raw, "value": _decimal(point.value)}
                for point in plan.points
            ]
            if plan
            else None,
            "purpose": table.purpose or None,
            "goals": table.goal_text,
            "framework": table.framework.key,
            "long_term": table.is_long_term,
            "categories": [
                one.value
                for one in Category
                if any(row.category is one for row in table.indicators)
            ],
            "indicators": len(table.indicators) + len(table.graded),
        }


def _yuan(amount: Amount | None) -> str | None:
    return _decimal(amount.yuan) if amount else None


def _decimal(number: Decimal | None) -> str | None:
    return None if number is None else plain(number)


def document_record(submission: Submission) -> Record:
    """``extract --documents``: the department's figures from the prose, in 元."""
    department = submission.department
    figures = {
        "total": Figure.TOTAL,
        "basic": Figure.BASIC,
        "personnel": Figure.PERSONNEL,
        "public": Figure.PUBLIC,
        "project": Figure.PROJECT,
    }
    return {
        "document": submission.document.name,
        "year": department.year,
        "unit": department.unit,
        "department": {
            key: _decimal(department.stated(figure)) for key, figure in figures.items()
        },
        "projects": [
            {"name": project.name, "amount": _decimal(project.amount)}
            for project in department.projects
        ],
    }
