"""A target table as its author means it: project, money, goals, indicators, graded scales."""

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cached_property

from attrs import field, frozen

from perfcheck.documents import Location
from perfcheck.tables.column import GRADES, Column
from perfcheck.tables.framework import Category, Framework, IndicatorKind
from perfcheck.values import Constraint, Threshold, parse_with_unit

Share = tuple[Decimal, Decimal]

WHOLE = re.compile(r"(?:部门|单位|机关)整体|整体(?:支出|绩效|预算|评价|自评)")  # not 整体搬迁


@frozen
class Target:
    """指标值: what was written, and what it says."""

    raw: str
    constraint: Constraint
    location: Location = Location()

    @property
    def is_blank(self) -> bool:
        return not self.raw.strip()


@frozen
class GradeScale:
    """优/良/中/差: four constraints over one domain, in this order."""

    levels: tuple[Target, Target, Target, Target]

    def __getitem__(self, label: str) -> Target:
        return self.levels[GRADES.index(label)]


@frozen(slots=False)
class Indicator:
    """三级指标: one row. Texts are as written, without outer white space.

    ``category`` and ``kind`` are None where the written label is not a known one. ``scale`` stands
    beside the target in some templates. ``initial`` is what was asked at the beginning of the year,
    where the target was adjusted since. ``locations`` holds the cell of each column.
    """

    name: str
    target: Target
    category: Category | None = None
    kind: IndicatorKind | None = None
    level1_raw: str = ""
    level2_raw: str = ""
    description: str = ""
    basis: str = ""
    unit_column: str = ""
    weight: str = ""
    actual: str | None = None
    points: str | None = None
    score: str | None = None
    reason: str | None = None
    scale: GradeScale | None = None
    initial: str | None = None
    locations: Mapping[Column, Location] = field(factory=dict)

    @property
    def constraint(self) -> Constraint:
        return self.target.constraint

    @property
    def value(self) -> str:
        return self.target.raw

    @property
    def location(self) -> Location:
        return self.target.location

    @property
    def is_cost(self) -> bool:
        return self.category is Category.COST or (self.kind is not None and self.kind.is_cost)

    @property
    def is_benefit(self) -> bool:
        return self.category is Category.BENEFIT

    @property
    def is_satisfaction(self) -> bool:
        return self.category is Category.SATISFACTION or self.kind is IndicatorKind.SATISFACTION

    @cached_property
    def wording(self) -> str:
        """Name and description together: what the row says it measures."""
        return f"{self.name} {self.description}"


@frozen
class Amount:
    """A sum of money in a cell: as written, and in 元 (None: no number, or no unit to read it in).

    ``plain`` is the number as written, to compare with others of the same row.
    """

    raw: str
    yuan: Decimal | None
    location: Location = Location()

    @property
    def plain(self) -> Decimal | None:
        if self.yuan is not None:
            return self.yuan
        read = parse_with_unit(self.raw, "元")  # alone, 2024.6 would be a month
        return read.quantity.normalized if isinstance(read, Threshold) else None


@frozen
class Budget:
    """预算数 and its parts; ``more`` are sources that the template names besides the two."""

    total: Amount | None = None
    fiscal: Amount | None = None
    other: Amount | None = None
    more: tuple[Amount, ...] = ()


@frozen
class Execution:
    """预算执行情况 of a self-evaluation: the row of the total. ``rate`` is a number of percent as written."""

    initial: Amount | None = None
    adjusted: Amount | None = None
    spent: Amount | None = None
    rate: Decimal | None = None
    points: Decimal | None = None
    score: Decimal | None = None
    location: Location = Location()

    @property
    def budget(self) -> Amount | None:
        """What spending is measured by: the budget as adjusted in the year."""
        return self.adjusted or self.initial


@frozen
class Totals:
    """总分: the sums of points and scores as written under the indicators."""

    points: Decimal | None
    score: Decimal | None
    location: Location = Location()


@frozen
class PlanPoint:
    """One deadline of the funds plan: 3月底, and the number written under it (None: unreadable)."""

    label: str
    raw: str
    value: Decimal | None
    location: Location = Location()


@frozen
class FundsPlan:
    """资金支出计划: cumulative spending at the ends of months; in percent if the header says so."""

    points: tuple[PlanPoint, ...]
    in_percent: bool
    location: Location = Location()


@frozen
class Goal:
    """绩效目标: one text cell of the goals."""

    label: str
    text: str
    location: Location = Location()


@frozen
class Activity:
    """职责 (``parent`` None) or 工作活动 of a duty table, with its own budget."""

    name: str
    budget: Amount | None
    content: str = ""
    goal: str = ""
    parent: "Activity | None" = None
    location: Location = Location()


@frozen
class GradedIndicator:
    """An indicator that is judged by a scale and has no single target.

    ``actual``, ``points``, ``score`` and ``reason`` stand in self-evaluations; ``locations`` holds the
    cells of these columns.
    """

    name: str
    scale: GradeScale
    activity: Activity | None = None
    location: Location = Location()
    unit_column: str = ""
    actual: str | None = None
    points: str | None = None
    score: str | None = None
    reason: str | None = None
    locations: Mapping[Column, Location] = field(factory=dict)


def scale_beside(row: Indicator, scale: GradeScale) -> GradedIndicator:
    """The scale of an indicator that has a target, too."""
    return GradedIndicator(
        name=row.name,
        scale=scale,
        location=row.locations.get(Column.NAME, row.location),
        unit_column=row.unit_column,
        actual=row.actual,
        points=row.points,
        score=row.score,
        reason=row.reason,
        locations=row.locations,
    )


@frozen(slots=False)
class TargetTable:
    """绩效目标表 of one project, activity list or department. ``number`` counts from 1 in the document.

    ``columns`` tells what the template asks for: a column it lacks is not checked, nor is a code
    or a goal for which it has no cell.
    ``fillers`` holds rows of the template that nobody filled in, ``unread`` rows that stand in the
    table and could not be placed. ``truncated``: the file ends inside the table, so that what it
    lacks is not known to be missing. ``is_long_term``: targets of several years (中期目标), from the block
    beside the yearly one; they have no yearly budget. ``grade_shares``: from which to which part of the
    points each grade earns, in percent, where the header says so; else empty.
    """

    number: int
    framework: Framework
    title: str = ""
    project: str | None = None
    project_code: str | None = None
    has_code_cell: bool = False
    year: int | None = None
    purpose: str = ""
    budget: Budget | None = None
    execution: Execution | None = None
    totals: Totals | None = None
    funds_plan: FundsPlan | None = None
    goals: tuple[Goal, ...] = ()
    has_goal_cell: bool = False
    columns: frozenset[Column] = frozenset()
    indicators: tuple[Indicator, ...] = ()
    graded: tuple[GradedIndicator, ...] = ()
    grade_shares: tuple[Share, ...] = ()
    activities: tuple[Activity, ...] = ()
    fillers: tuple[tuple[str, Location], ...] = ()
    unread: tuple[tuple[str, Location], ...] = ()
    truncated: bool = False
    is_long_term: bool = False
    location: Location = Location()

    @property
    def is_self_evaluation(self) -> bool:
        """自评表: it has columns for what was reached or scored."""
        return bool(self.columns & {Column.ACTUAL, Column.SCORE})

    @property
    def is_whole_department(self) -> bool:
        """部门整体支出: judged by other measures than a project."""
        return WHOLE.search(f"{self.title} {self.project or ''}") is not None

    @property
    def rows(self) -> tuple[Indicator | GradedIndicator, ...]:
        """Every row that is measured, by a target or by a scale."""
        return (*self.indicators, *self.graded)

    @cached_property
    def scales(self) -> tuple[GradedIndicator, ...]:
        """Every scale: of the graded rows, and those that stand beside targets."""
        beside = (scale_beside(row, row.scale) for row in self.indicators if row.scale)
        return (*self.graded, *beside)

    @property
    def goal_text(self) -> str:
        return "\n".join(f"{goal.label} {goal.text}".strip() for goal in self.goals)

    @property
    def costs(self) -> tuple[Indicator, ...]:
        return tuple(row for row in self.indicators if row.is_cost)

    @property
    def benefits(self) -> tuple[Indicator, ...]:
        return tuple(row for row in self.indicators if row.is_benefit)

    def of_kind(self, *kinds: IndicatorKind) -> tuple[Indicator, ...]:
        return tuple(row for row in self.indicators if row.kind in kinds)
