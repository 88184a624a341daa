"""What else has changed between two tables or two rows: money, goals, plan, names, weights."""

import re
from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum

from attrs import frozen

from perfcheck.comparing.pairing import plain_name
from perfcheck.comparing.targets import TargetChange
from perfcheck.rules.consistency import bare
from perfcheck.rules.costs import wan
from perfcheck.rules.plan import plan_in_amounts, written
from perfcheck.tables import (
    GRADES,
    Amount,
    Budget,
    FundsPlan,
    GradedIndicator,
    GradeScale,
    Indicator,
    TargetTable,
)
from perfcheck.tables.execution import number_in
from perfcheck.values.interval import plain


class Field(StrEnum):
    """What a change is about."""

    PROJECT = "project"
    TOTAL = "budget-total"
    FISCAL = "budget-fiscal"
    OTHER = "budget-other"
    PLAN = "funds-plan"
    GOALS = "goals"
    LEVEL1 = "level1"
    LEVEL2 = "level2"
    NAME = "name"
    DESCRIPTION = "description"
    BASIS = "basis"
    WEIGHT = "weight"
    EXCELLENT = "grade-excellent"
    GOOD = "grade-good"
    FAIR = "grade-fair"
    POOR = "grade-poor"


GRADE_FIELDS = (Field.EXCELLENT, Field.GOOD, Field.FAIR, Field.POOR)
MONTH = re.compile(r"\d{1,2}(?=月)")


@frozen
class FieldChange:
    """Both texts (empty: there was none), and their difference where they are numbers.

    ``label`` is the deadline of a point of the funds plan.
    """

    field: Field
    old: str
    new: str
    difference: str | None = None
    label: str | None = None


@frozen
class RowPair:
    """An indicator in both documents. ``target`` is what became of its value, or of its best grade."""

    old: Indicator | GradedIndicator
    new: Indicator | GradedIndicator
    target: TargetChange
    fields: tuple[FieldChange, ...] = ()

    @property
    def is_changed(self) -> bool:
        return self.target.old != self.target.new or bool(self.fields)

    @property
    def is_renamed(self) -> bool:
        return any(change.field is Field.NAME for change in self.fields)


def of_rows(old: Indicator, new: Indicator) -> Iterator[FieldChange]:
    """The changes of an indicator beside its target; marks and white space are none."""
    labels = [(row.category or row.level1_raw, row.kind or row.level2_raw) for row in (old, new)]
    if labels[0][0] != labels[1][0]:
        yield FieldChange(Field.LEVEL1, old.level1_raw, new.level1_raw)
    if labels[0][1] != labels[1][1]:
        yield FieldChange(Field.LEVEL2, old.level2_raw, new.level2_raw)
    yield from _name(Field.NAME, old.name, new.name)
    yield from _text(Field.DESCRIPTION, old.description, new.description)
    yield from _text(Field.BASIS, old.basis, new.basis)
    before, after = (number_in(row.weight or row.points or "") for row in (old, new))
    if before is not None and after is not None and before != after:
        yield FieldChange(Field.WEIGHT, plain(before), plain(after), _signed(after - before))
    if old.scale and new.scale:
        yield from _levels(old.scale, new.scale)


def of_graded(old: GradedIndicator, new: GradedIndicator) -> Iterator[FieldChange]:
    yield from _name(Field.NAME, old.name, new.name)
    yield from _levels(old.scale, new.scale)


def _levels(old: GradeScale, new: GradeScale) -> Iterator[FieldChange]:
    for field, grade in zip(GRADE_FIELDS, GRADES, strict=True):
        yield from _text(field, old[grade].raw, new[grade].raw)


def of_tables(old: TargetTable, new: TargetTable) -> Iterator[FieldChange]:
    """The changes of what stands above the indicators."""
    yield from _name(Field.PROJECT, old.project or old.title, new.project or new.title)
    before, after = old.budget or Budget(), new.budget or Budget()
    yield from _money(Field.TOTAL, before.total, after.total)
    yield from _money(Field.FISCAL, before.fiscal, after.fiscal)
    yield from _money(Field.OTHER, before.other, after.other)
    yield from _plans(old, new)
    yield from _text(Field.GOALS, old.goal_text, new.goal_text)


def _name(field: Field, old: str, new: str) -> Iterator[FieldChange]:
    """A number before a name, or another year in it, is no other name."""
    if plain_name(old) != plain_name(new):
        yield FieldChange(field, old.strip(), new.strip())


def _text(field: Field, old: str, new: str) -> Iterator[FieldChange]:
    if bare(old) != bare(new):
        yield FieldChange(field, old.strip(), new.strip())


def _money(field: Field, old: Amount | None, new: Amount | None) -> Iterator[FieldChange]:
    before, after = (one.yuan if one else None for one in (old, new))
    if before is not None and after is not None:
        if before != after:
            yield FieldChange(field, wan(before), wan(after), money_apart(before, after))
    elif (old and old.raw) != (new and new.raw):
        yield FieldChange(field, _shown(old), _shown(new))


def _shown(amount: Amount | None) -> str:
    if amount is None:
        return ""
    return amount.raw if amount.yuan is None else wan(amount.yuan)


def money_apart(before: Decimal, after: Decimal) -> str:
    """``+8.00万元``"""
    return ("-" if after < before else "+") + wan(abs(after - before))


def _plans(old: TargetTable, new: TargetTable) -> Iterator[FieldChange]:
    """Point by point where both plans have the same deadlines in the same measure, else as a whole."""
    first, second = old.funds_plan, new.funds_plan
    measures = [_measure(table) for table in (old, new)]
    if not first or not second or measures[0] != measures[1] or _months(first) != _months(second):
        texts = [written(plan) if plan else "" for plan in (first, second)]
        if texts[0] != texts[1]:
            yield FieldChange(Field.PLAN, *texts)
        return
    for before, after in zip(first.points, second.points, strict=True):
        if before.value is None or after.value is None:
            if before.raw != after.raw:
                yield FieldChange(Field.PLAN, before.raw, after.raw, label=after.label)
        elif before.value != after.value:
            apart = _signed(after.value - before.value) + measures[1]
            yield FieldChange(Field.PLAN, before.raw, after.raw, apart, after.label)


def _measure(table: TargetTable) -> str:
    """What the numbers of a plan are: percent, or sums, whatever the header says."""
    plan = table.funds_plan
    return "%" if plan and plan.in_percent and not plan_in_amounts(table) else ""


def _months(plan: FundsPlan) -> list[str]:
    found = ((point.label, MONTH.search(point.label)) for point in plan.points)
    return [match[0] if match else label for label, match in found]


def _signed(number: Decimal) -> str:
    return ("-" if number < 0 else "+") + plain(abs(number))
