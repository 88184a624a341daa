"""Rows placed in columns into indicators and graded scales."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from perfcheck.documents import Cell, Location
from perfcheck.tables.column import GRADES, Column
from perfcheck.tables.columns import column_of
from perfcheck.tables.draft import Draft
from perfcheck.tables.framework import (
    Category,
    IndicatorKind,
    category_of,
    frameworks,
    kind_of,
)
from perfcheck.tables.model import (
    Activity,
    GradedIndicator,
    GradeScale,
    Indicator,
    Share,
    Target,
)
from perfcheck.tables.money import amount
from perfcheck.tables.place import Row
from perfcheck.tables.text import NOTE, compact, is_left_over, is_nothing, one_line
from perfcheck.values import Constraint, Threshold, parse_value, parse_with_unit

NOWHERE = Cell("", 0, 0)
SHARED_OUT = {Column.LEVEL1, Column.LEVEL2, Column.WEIGHT, Column.POINTS, Column.SCORE}
FULL = Decimal(100)
EVALUATION = (Column.ACTUAL, Column.POINTS, Column.SCORE, Column.REASON)
# A template that writes the number's place into the name: （≥**%）, (**户), or only the unit: （公里）.
UNIT_OF_NAME = re.compile(
    r"[（(](?P<sign>[≥≤<>＝=＞＜]?)[*＊xX×_ ]*(?P<unit>[^（()）\d*]{1,6})[）)]$"
)
UNADJUSTED = re.compile("[未不无没]有?调整|^(?:无|一致|同[上左]|同年初.*)$")
BARE_NUMBER = re.compile(r"[0-9０-９][0-9０-９,，]*(?:[.．][0-9０-９]+)?")


def cell(row: Row, column: Column) -> Cell:
    return row.get(column, NOWHERE)


def text(row: Row, column: Column) -> str:
    return one_line(cell(row, column).text)


def indicators(draft: Draft) -> Iterator[Indicator]:
    """One indicator a row that has a name or a value; merged labels are carried down."""
    level1 = level2 = ""
    firsts = whole_labels([text(row, Column.LEVEL1) for row in draft.rows], category_of)
    seconds = whole_labels([text(row, Column.LEVEL2) for row in draft.rows], kind_of)
    for row, own1, own2 in zip(spread(draft.rows), firsts, seconds, strict=True):
        if own1 and own1 != level1:
            level1, level2 = own1, ""
        level2 = own2 or level2
        if (text(row, Column.NAME) or text(row, Column.VALUE)) and not _is_left_over(row):
            yield indicator(row, level1, level2)


def spread(rows: Iterable[Row]) -> Iterator[Row]:
    """The rows, with what cells merged over several of them say said in each that has a name or a value of its own.

    Points and weights are those of all these rows together and stay with the first.
    """
    above: Row = {}
    for row in rows:
        at = max((one.row for one in row.values()), default=0)
        covered = {
            column: one
            for column, one in above.items()
            if column not in row and one.row < at < one.row + one.rowspan
        }
        own = text(row, Column.NAME) or text(row, Column.VALUE)
        yield {**covered, **row} if own else row
        above = {c: one for c, one in (covered | row).items() if c not in SHARED_OUT}


def whole_labels(labels: list[str], known: Callable[[str], object]) -> list[str]:
    """The labels of a column, with those that the cells of several rows spell out made whole.

    ``产出`` above ``指标``, or ``社会公众或服务`` above ``对象满意度指标``: the words of no label by
    themselves, together a known one. A word is joined to the label next above.
    """
    whole = list(labels)
    above: list[int] = []  # the rows that the label above stands in
    for at, label in enumerate(labels):
        if not label:
            continue
        joined = whole[above[0]] + label if above else ""
        if joined and not known(label) and known(joined):
            above.append(at)
            for one in above:
                whole[one] = joined
        else:
            above = [at]
    return whole


def fillers(draft: Draft) -> Iterator[tuple[str, Location]]:
    """The rows of the template that nobody filled in, and where their names stand."""
    for row in draft.rows:
        if _is_left_over(row):
            yield text(row, Column.NAME), cell(row, Column.NAME).location


def _is_left_over(row: Row) -> bool:
    name, value = text(row, Column.NAME), text(row, Column.VALUE)
    struck = bool(name) and is_nothing(name) and is_nothing(value)
    return struck or (is_left_over(name) and is_nothing(value))


def indicator(row: Row, level1: str, level2: str) -> Indicator:
    """A row read; the labels are those that stand over it."""
    row, initial = _in_force(row)
    name, description = _named(row)
    return Indicator(
        name=name,
        target=_target(row),
        category=_category(level1, level2),
        kind=_kind(level1, level2),
        level1_raw=level1,
        level2_raw=level2,
        description=description,
        basis=cell(row, Column.BASIS).text.strip(),
        unit_column=text(row, Column.UNIT),
        weight=text(row, Column.WEIGHT),
        actual=_optional(row, Column.ACTUAL),
        points=_optional(row, Column.POINTS),
        score=_optional(row, Column.SCORE),
        reason=_optional(row, Column.REASON),
        scale=_scale(row) if Column.EXCELLENT in row else None,
        initial=initial,
        locations={column: one.location for column, one in row.items()},
    )


def _in_force(row: Row) -> tuple[Row, str | None]:
    """The row with its target as adjusted in the year in the place of the first, and that one's text."""
    adjusted = text(row, Column.ADJUSTED)
    if is_nothing(adjusted) or UNADJUSTED.search(adjusted):
        return row, None
    return {**row, Column.VALUE: row[Column.ADJUSTED]}, text(row, Column.VALUE)


def _named(row: Row) -> tuple[str, str]:
    """Name and description; where the name's cell only counts (指标1), the one beside it is the name."""
    name, description = text(row, Column.NAME), cell(row, Column.DESCRIPTION).text.strip()
    return (
        (one_line(description), "") if description and is_left_over(name) else (name, description)
    )


def _kind(level1: str, level2: str) -> IndicatorKind | None:
    """By the label; whoever is asked (职工满意度, 外部满意度), under 满意度指标 it is satisfaction."""
    is_asked = category_of(level1) is Category.SATISFACTION and "满意" in level2
    return kind_of(level2 or level1) or (IndicatorKind.SATISFACTION if is_asked else None)


def _category(level1: str, level2: str) -> Category | None:
    """By the first label; where it is a kind and there is no second, by where that kind belongs."""
    kind = None if level2 else kind_of(level1)
    by_kind = frameworks()[-1].parents(kind) if kind else ()
    return category_of(level1) or next(iter(by_kind), None)


def _optional(row: Row, column: Column) -> str | None:
    return text(row, column) if column in row else None


def _target(row: Row) -> Target:
    """The value cell, with the operator and the unit that stand elsewhere in its row.

    In columns of their own they are joined to it. A unit alone, in its column or at the end of the
    name (``建设长度（公里）``, ``成活率（≥**%）``), completes the constraint and leaves the text as written.
    """
    value, unit = text(row, Column.VALUE), text(row, Column.UNIT)
    location = cell(row, Column.VALUE).location
    signs = (text(row, Column.OPERATOR), text(row, Column.NATURE))
    sign = next(filter(_is_operator, signs), "")
    if value and sign and not parse_value(value).operators:
        whole = f"{sign}{value}" + ("" if _has_unit(value) else unit)
        return Target(whole, parse_value(whole), location)
    named = UNIT_OF_NAME.search(text(row, Column.NAME))
    if named and BARE_NUMBER.fullmatch(value) and not unit:
        return Target(value, _by_name(named, value), location)
    constraint = parse_with_unit(value, unit) if unit else parse_value(value)
    return Target(value, constraint, location)


def _has_unit(value: str) -> bool:
    """A cell shown as 98% has its unit, whatever stands in the column for it."""
    return any(one.unit is not None for one in parse_value(value).quantities)


def _by_name(named: re.Match[str], value: str) -> Constraint:
    """A bare number by what the name says of it, if that is a unit at all."""
    bare = parse_value(value)
    whole = parse_value(f"{named['sign'] or ''}{value}{named['unit']}")
    known = isinstance(whole, Threshold) and whole.quantity.unit and whole.quantity.unit.known
    if not known or whole.tail:
        return bare
    return whole if named["sign"] else parse_with_unit(value, named["unit"])


def _is_operator(sign: str) -> bool:
    """指标性质 may also hold 定性, 正向 or 反向, which are no signs."""
    return bool(sign) and any(
        written == sign for _, written, _ in parse_value(f"{sign}1").operators
    )


def graded(draft: Draft) -> tuple[tuple[Activity, ...], tuple[GradedIndicator, ...]]:
    """The activities and the graded rows. A row without indicator is a duty with its activities under it."""
    duty = activity = None
    activities: list[Activity] = []
    found: list[GradedIndicator] = []
    for row in draft.rows:
        name = text(row, Column.NAME)
        label = re.sub(r"^[\s\u3000]+", "", text(row, Column.ACTIVITY))
        if label:
            activity = _activity(row, label, duty if name else None, draft.unit)
            activities.append(activity)
            duty = duty if name else activity
        if name:
            found.append(_graded(row, name, activity))
    return tuple(activities), tuple(found)


def _graded(row: Row, name: str, activity: Activity | None) -> GradedIndicator:
    return GradedIndicator(
        name=name,
        scale=_scale(row),
        activity=activity,
        location=cell(row, Column.NAME).location,
        unit_column=text(row, Column.UNIT),
        actual=_optional(row, Column.ACTUAL),
        points=_optional(row, Column.POINTS),
        score=_optional(row, Column.SCORE),
        reason=_optional(row, Column.REASON),
        locations={column: row[column].location for column in EVALUATION if column in row},
    )


def _activity(row: Row, label: str, parent: Activity | None, unit: Decimal | None) -> Activity:
    money = cell(row, Column.ACTIVITY_BUDGET)
    return Activity(
        name=label,
        budget=amount(money.text, unit, money.location),
        content=cell(row, Column.CONTENT).text.strip(),
        goal=cell(row, Column.GOAL).text.strip(),
        parent=parent,
        location=cell(row, Column.ACTIVITY).location,
    )


def _scale(row: Row) -> GradeScale:
    excellent, good, fair, poor = (level(cell(row, Column(grade))) for grade in GRADES)
    return GradeScale((excellent, good, fair, poor))


def grade_shares(header: Sequence[Cell]) -> tuple[Share, ...]:
    """What notes in the header give the grades: 优（90-100分）, 良（80-90分）, 中（60-80分）, 差（60分以下）."""
    notes = {column_of(one.text): NOTE.search(compact(one.text)) for one in header}
    found = [_share(note[0]) if (note := notes.get(Column(grade))) else None for grade in GRADES]
    shares = tuple(one for one in found if one is not None)
    whole = len(shares) == len(GRADES) and shares[0][1] == FULL
    return shares if whole and all(a[0] >= b[0] for a, b in pairwise(shares)) else ()


def _share(note: str) -> Share | None:
    numbers = [Decimal(one) for one in re.findall(r"[0-9]+(?:\.[0-9]+)?", note)]
    if len(numbers) == 2:
        return min(numbers), max(numbers)
    if len(numbers) == 1 and re.search("以下|不足|低于|小于|不满|[<＜≤]", note):
        return Decimal(0), numbers[0]
    if len(numbers) == 1 and re.search("以上|[≥>＞]", note):
        return numbers[0], FULL
    return None


def level(one: Cell) -> Target:
    """One step of a scale."""
    raw = one_line(one.text)
    return Target(raw, parse_value(raw), one.location)
