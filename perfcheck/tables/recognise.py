"""A document into a submission: its target tables and the department's figures."""

from collections.abc import Iterator

from attrs import frozen

from perfcheck.documents import Document, Location
from perfcheck.tables.department import Department, budget_year, read_department
from perfcheck.tables.draft import Draft, drafts
from perfcheck.tables.framework import choose_framework
from perfcheck.tables.model import TargetTable
from perfcheck.tables.project import read_project
from perfcheck.tables.rows import fillers, graded, indicators


@frozen
class Submission:
    """What one unit hands in: a document, the target tables in it, the figures around them."""

    document: Document
    tables: tuple[TargetTable, ...]
    department: Department = Department()


def recognise(document: Document) -> Submission:
    """Find and read every target table of a document. None found: ``tables`` is empty."""
    return Submission(document, tuple(_tables(document)), read_department(document))


def _tables(document: Document) -> Iterator[TargetTable]:
    year = budget_year(document)
    for number, draft in enumerate(drafts(document), 1):
        yield _table(draft, number, year)


def _nothing(draft: Draft, *rows: tuple[object, ...]) -> tuple[tuple[str, Location], ...]:
    """A header under which no row was found says so in the place of its rows."""
    return () if any(rows) else ((" | ".join(sorted(draft.has)), draft.location),)


def _table(draft: Draft, number: int, year: int | None) -> TargetTable:
    block = read_project(draft.preamble, draft.title, draft.unit)
    rows = tuple(indicators(draft)) if not draft.is_graded else ()
    activities, scales = graded(draft) if draft.is_graded else ((), ())
    return TargetTable(
        number=number,
        framework=choose_framework((row.level1_raw for row in rows), year),
        title=draft.title,
        project=block.project,
        project_code=block.code,
        year=year,
        purpose=block.purpose,
        budget=block.budget,
        funds_plan=block.plan,
        goals=tuple(block.goals),
        has_goal_cell=block.has_goal_cell,
        columns=draft.has,
        indicators=rows,
        graded=scales,
        activities=activities,
        fillers=(*block.fillers, *fillers(draft)),
        unread=tuple(draft.unread) or _nothing(draft, rows, scales),
        location=draft.location,
    )
