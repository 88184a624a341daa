"""A comparison as plain dictionaries: ``compare --format json``."""

from collections.abc import Iterable

from perfcheck.comparing import Comparison, FieldChange, Found, Row, RowPair, TablePair
from perfcheck.reports.compared import row_counts
from perfcheck.reports.records import Record, accepted_record, finding_record, place_record
from perfcheck.rules import SCHEMA_VERSION, CheckedDocument
from perfcheck.tables import Indicator, TargetTable


def comparison_record(comparison: Comparison, lang: str = "zh") -> Record:
    """The whole comparison as one object; of the paired rows only those that changed."""
    fates = comparison.fates
    return {
        "schema_version": SCHEMA_VERSION,
        "kind": "evaluation" if comparison.is_evaluation else "versions",
        "old": _document(comparison.old),
        "new": _document(comparison.new),
        "summary": {
            "pairs": len(comparison.pairs),
            "removed_tables": len(comparison.removed),
            "added_tables": len(comparison.added),
            **row_counts(comparison),
            "fixed": len(fates.fixed),
            "left": len(fates.left),
            "new": len(fates.new),
            "deviations": len(comparison.deviations),
        },
        "doubts": [doubt.in_(lang) for doubt in comparison.doubts],
        "pairs": [_pair(pair) for pair in comparison.pairs],
        "removed_tables": [_table(table) for table in comparison.removed],
        "added_tables": [_table(table) for table in comparison.added],
        "findings": {
            "fixed": _found(fates.fixed, lang),
            "left": _found(fates.left, lang),
            "new": _found(fates.new, lang),
        },
        "deviations": [finding_record(one, lang) for one in comparison.deviations],
        "accepted": [accepted_record(one, lang) for one in comparison.accepted],
    }


def _document(document: CheckedDocument) -> Record:
    return {
        "document": document.name,
        "checked": document.is_checked,
        "tables": len(document.submission.tables) if document.submission else 0,
        "indicators": document.indicators,
    }


def _table(table: TargetTable) -> Record:
    return {"table": table.number, "project": table.project, "project_code": table.project_code}


def _pair(pair: TablePair) -> Record:
    return {
        "old": _table(pair.old),
        "new": _table(pair.new),
        "paired_rows": len(pair.rows),
        "changes": [_change(change) for change in pair.fields],
        "rows": [_row_pair(row) for row in pair.changed],
        "removed": [_row(row) for row in pair.removed],
        "added": [_row(row) for row in pair.added],
    }


def _row_pair(row: RowPair) -> Record:
    """``movement`` is what became of the target; ``equal`` is another writing of the same."""
    return {
        "indicator": row.new.name,
        "old_indicator": row.old.name,
        "movement": row.target.movement.value,
        "old": row.target.old,
        "new": row.target.new,
        "difference": row.target.difference,
        "changes": [_change(change) for change in row.fields],
        "old_location": place_record(row.old.location),
        "location": place_record(row.new.location),
    }


def _change(change: FieldChange) -> Record:
    return {
        "field": change.field.value,
        "label": change.label,
        "old": change.old,
        "new": change.new,
        "difference": change.difference,
    }


def _row(row: Row) -> Record:
    return {
        "indicator": row.name,
        "value": row.value if isinstance(row, Indicator) else None,
        "location": place_record(row.location),
    }


def _found(group: Iterable[Found], lang: str) -> list[Record]:
    """The findings row by row: one that stands for many rows is there for each."""
    own = [
        finding_record(one.finding, lang)
        | {
            "indicator": one.indicator,
            "value": one.value,
            "location": place_record(one.location),
        }
        for one in group
    ]
    for record in own:
        record.pop("occurrences", None)
    return own
