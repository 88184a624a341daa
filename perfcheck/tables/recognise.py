"""A document into a submission: its target tables and the department's figures."""

import re
from collections.abc import Iterable, Iterator

from attrs import evolve, frozen

from perfcheck.documents import Document, Location
from perfcheck.tables.column import Column
from perfcheck.tables.department import Department, budget_year, read_department
from perfcheck.tables.draft import Draft
from perfcheck.tables.execution import number_of
from perfcheck.tables.framework import Framework, choose_framework
from perfcheck.tables.model import TargetTable, Totals
from perfcheck.tables.project import read_project
from perfcheck.tables.rows import fillers, grade_shares, graded, indicators
from perfcheck.tables.scan import scan
from perfcheck.tables.strip import restored
from perfcheck.tables.suspect import unrestored

YEARS = re.compile(r"(?<!\d)20\d\d(?=年)")


@frozen
class Submission:
    """What one unit hands in: a document, the target tables in it, the figures around them.

    ``unrestored`` is where one more table seems to stand that could not be read.
    """

    document: Document
    tables: tuple[TargetTable, ...]
    department: Department = Department()
    unrestored: Location | None = None

    @property
    def yearly(self) -> tuple[TargetTable, ...]:
        """The tables whose sums are of the budget's year."""
        return tuple(table for table in self.tables if not table.is_long_term)


def recognise(document: Document, framework: Framework | None = None) -> Submission:
    """Find and read every target table of a document. None found: ``tables`` is empty.

    ``framework`` is what the tables have to follow; None: each follows what its labels show.
    """
    whole = evolve(document, blocks=tuple(restored(document.blocks)))
    scanned = scan(whole)
    tables = tuple(_tables(scanned.done, document, framework))
    found = any(table.indicators or table.graded for table in tables)
    lost = unrestored(whole, found) or scanned.lost
    return Submission(document, tables, read_department(document), lost)


def _tables(
    drafts: Iterable[Draft], document: Document, framework: Framework | None
) -> Iterator[TargetTable]:
    year = budget_year(document)
    yearly: Draft | None = None
    for number, draft in enumerate(drafts, 1):
        table = _table(draft, number, year, framework)
        is_beside = yearly is not None and draft is yearly.beside
        yield _of_several_years(table) if is_beside or draft.is_long_term else table
        yearly = draft


def _of_several_years(table: TargetTable) -> TargetTable:
    """Goals and yearly sums belong to the yearly table."""
    return evolve(
        table,
        is_long_term=True,
        budget=None,
        execution=None,
        funds_plan=None,
        goals=(),
        has_goal_cell=False,
    )


def _nothing(draft: Draft, *rows: tuple[object, ...]) -> tuple[tuple[str, Location], ...]:
    """A header under which no row was found says so in the place of its rows."""
    return () if any(rows) else ((" | ".join(sorted(draft.has)), draft.location),)


def _totals(draft: Draft) -> Totals | None:
    score = draft.totals.get(Column.SCORE)
    points = draft.totals.get(Column.POINTS) or draft.totals.get(Column.WEIGHT)
    place = score or points
    if place is None:
        return None
    return Totals(number_of(points), number_of(score), place.location)


def _year_of(title: str, year: int | None) -> int | None:
    """The year that a title names; none of several; else that of the document."""
    years = set(YEARS.findall(title))
    return int(years.pop()) if len(years) == 1 else None if years else year


def _table(
    draft: Draft, number: int, year: int | None, framework: Framework | None
) -> TargetTable:
    year = _year_of(draft.title, year)
    block = read_project(draft.preamble, draft.title, draft.unit)
    rows = tuple(indicators(draft)) if not draft.is_graded else ()
    activities, scales = graded(draft) if draft.is_graded else ((), ())
    return TargetTable(
        number=number,
        framework=framework or choose_framework((row.level1_raw for row in rows), year),
        title=draft.title,
        project=block.project,
        project_code=block.code,
        has_code_cell=block.has_code_cell,
        year=year,
        purpose=block.purpose,
        budget=block.budget,
        execution=block.execution,
        totals=_totals(draft),
        funds_plan=block.plan,
        goals=tuple(block.goals),
        has_goal_cell=block.has_goal_cell,
        columns=draft.has,
        indicators=rows,
        graded=scales,
        grade_shares=grade_shares(draft.header),
        activities=activities,
        fillers=(*block.fillers, *fillers(draft)),
        unread=tuple(draft.unread) or _nothing(draft, rows, scales),
        truncated=draft.is_cut,
        location=draft.location,
    )
