"""试算: what a document's report would be with other values in some cells. Nothing is kept of it."""

from collections.abc import Iterable, Sequence

from attrs import evolve, frozen

from perfcheck.api import joined, part, recheck
from perfcheck.rules import Accept, Accepted, Finding, Report
from perfcheck.tables import Column
from perfcheck.tables.cells import with_cell
from perfcheck.values import own_units


@frozen
class Edit:
    """A cell written anew; tables and their rows count from 1."""

    table: int
    row: int
    column: Column
    text: str


def tried(reports: Sequence[Report], number: int, edits: Iterable[Edit]) -> Report:
    """What would be said of one of the documents, from 1, after the edits, beside the others.

    ``reports``: one of each document. Raises ``LookupError`` for a cell that is not there.
    """
    report = reports[number - 1]
    (document,) = report.documents
    submission = document.submission
    if submission is None:
        raise LookupError("the document was not read")
    tables = {table.number: table for table in submission.tables}
    with own_units(document.settings.units):
        for edit in edits:
            tables[edit.table] = with_cell(tables[edit.table], edit.row, edit.column, edit.text)
    after = recheck(report, evolve(submission, tables=tuple(tables.values())))
    return part(joined([*reports[: number - 1], after, *reports[number:]]), number)


def explained(report: Report, reasons: dict[str, str]) -> Report:
    """The report without the findings, by fingerprint, that somebody gave a reason for.

    What was not checked cannot be explained away.
    """
    checked = {one.name for one in report.documents if one.is_checked}

    def reason(one: Finding) -> str | None:
        return reasons.get(one.fingerprint) if one.document in checked else None

    accepted = [
        Accepted(one, Accept(rule=one.rule, reason=why, fingerprint=one.fingerprint))
        for one in report.findings
        if (why := reason(one))
    ]
    return evolve(
        report,
        findings=tuple(one for one in report.findings if not reason(one)),
        accepted=(*report.accepted, *accepted),
    )
