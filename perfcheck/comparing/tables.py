"""The tables of two documents paired, and in each pair the indicators."""

from collections.abc import Hashable

from attrs import frozen

from perfcheck.comparing.changes import FieldChange, RowPair, of_graded, of_rows, of_tables
from perfcheck.comparing.pairing import Pairing, name_likeness, pair, plain_name
from perfcheck.comparing.targets import compare_rows, compare_targets
from perfcheck.rules.listed_projects import plain_name as plain_project
from perfcheck.tables import GradedIndicator, Indicator, Submission, TargetTable
from perfcheck.tables.text import compact
from perfcheck.values import Range, Threshold

Row = Indicator | GradedIndicator
SAME_WORDING = 10  # characters of a description that two rows do not share by chance
SAME = 0.9  # how alike rows of one description are, whatever their names
MEASURED_OTHERWISE = 0.9  # so alike must names be whose targets cannot be compared


@frozen
class TablePair:
    """A project in both documents."""

    old: TargetTable
    new: TargetTable
    rows: tuple[RowPair, ...] = ()
    removed: tuple[Row, ...] = ()
    added: tuple[Row, ...] = ()
    fields: tuple[FieldChange, ...] = ()

    @property
    def is_evaluation(self) -> bool:
        """Is this a plan beside its self-evaluation?"""
        return self.new.is_self_evaluation and not self.old.is_self_evaluation

    @property
    def changed(self) -> tuple[RowPair, ...]:
        return tuple(row for row in self.rows if row.is_changed)

    @property
    def is_changed(self) -> bool:
        return bool(self.changed or self.removed or self.added or self.fields)


def pair_tables(old: Submission, new: Submission) -> Pairing[TargetTable]:
    """By project name, by code, by a name that is nearly the same; one table in each is a pair."""
    sorts = (False, True)  # the tables of a year, and those of several
    found = [
        _pair_tables(
            [one for one in old.tables if one.is_long_term == sort],
            [one for one in new.tables if one.is_long_term == sort],
        )
        for sort in sorts
    ]
    pairs = [couple for one in found for couple in one.pairs]
    return Pairing(
        tuple(sorted(pairs, key=lambda couple: couple[0].number)),
        tuple(table for one in found for table in one.removed),
        tuple(table for one in found for table in one.added),
    )


def _pair_tables(old: list[TargetTable], new: list[TargetTable]) -> Pairing[TargetTable]:
    if len(old) == len(new) == 1:
        return Pairing(((old[0], new[0]),), (), ())
    return pair(old, new, (_exactly, _project, _code), _alike)


def _named(table: TargetTable) -> str:
    return table.project or table.title


def _exactly(table: TargetTable) -> Hashable:
    rows = tuple((row.name, row.value) for row in table.indicators)
    return (_named(table), table.project_code, rows, tuple(row.name for row in table.graded))


def _project(table: TargetTable) -> Hashable:
    return plain_project(plain_name(_named(table))) or None


def _code(table: TargetTable) -> Hashable:
    return table.project_code


def _alike(one: TargetTable, other: TargetTable) -> float:
    return name_likeness(_named(one), _named(other))


def compare_tables(old: TargetTable, new: TargetTable) -> TablePair:
    """Two tables of one project, row by row."""
    rows = pair(old.indicators, new.indicators, ROW_KEYS, _row_likeness)
    graded = pair(old.graded, new.graded, GRADED_KEYS, _graded_likeness)
    years = (old.year, new.year)
    pairs = [RowPair(a, b, compare_rows(a, b, years), tuple(of_rows(a, b))) for a, b in rows.pairs]
    pairs += [
        RowPair(a, b, compare_targets(a.scale["优"], b.scale["优"]), tuple(of_graded(a, b)))
        for a, b in graded.pairs
    ]
    return TablePair(
        old,
        new,
        tuple(pairs),
        (*rows.removed, *graded.removed),
        (*rows.added, *graded.added),
        tuple(of_tables(old, new)),
    )


# Rows


def _place(row: Indicator) -> Hashable:
    return (row.category or row.level1_raw, row.kind or row.level2_raw)


def _called(row: Row) -> str:
    return plain_name(row.name)


ROW_KEYS = (
    lambda row: (_place(row), row.name, row.description, row.value),
    lambda row: (_place(row), _called(row), compact(row.description)),
    lambda row: (_place(row), _called(row), compact(row.value)),
    lambda row: (_place(row), _called(row)) if _called(row) else None,
    lambda row: _called(row) or None,  # under another label
)
GRADED_KEYS = (
    lambda row: (_duty(row), row.name, tuple(level.raw for level in row.scale.levels)),
    lambda row: (_duty(row), _called(row)),
    lambda row: _called(row) or None,
)


def _duty(row: GradedIndicator) -> str:
    return plain_name(row.activity.name) if row.activity else ""


def _row_likeness(one: Indicator, other: Indicator) -> float:
    """Of two rows under one label: by their names, or by what both say they count."""
    if _place(one) != _place(other):
        return 0.0
    likeness = name_likeness(one.name, other.name)
    if not likeness or (likeness < MEASURED_OTHERWISE and not _comparable(one, other)):
        return 0.0
    wording = compact(one.description)
    same = len(wording) >= SAME_WORDING and wording == compact(other.description)
    return max(likeness, SAME) if same else likeness


def _comparable(one: Indicator, other: Indicator) -> bool:
    a, b = one.constraint, other.constraint
    if not isinstance(a, Threshold | Range) or not isinstance(b, Threshold | Range):
        return True
    return a.quantities[-1].comparable_with(b.quantities[-1])


def _graded_likeness(one: GradedIndicator, other: GradedIndicator) -> float:
    if _duty(one) != _duty(other):
        return 0.0
    return name_likeness(one.name, other.name)
