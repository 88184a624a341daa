"""Strategies for tables of duties and activities, whose indicators are graded 优, 良, 中, 差."""

import tomllib
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from perfcheck.documents import Location
from perfcheck.strategies.layout import ABOVE
from perfcheck.strategies.money import yuan_text
from perfcheck.tables import (
    GRADES,
    Activity,
    Amount,
    Column,
    GradedIndicator,
    GradeScale,
    Target,
    TargetTable,
    frameworks,
)
from perfcheck.values import parse_value

COLUMNS = (
    Column.ACTIVITY,
    Column.ACTIVITY_BUDGET,
    Column.CONTENT,
    Column.GOAL,
    Column.NAME,
    *map(Column, GRADES),
)
NAME_COL = COLUMNS.index(Column.NAME) + 1


@st.composite
def graded_tables(draw: st.DrawFn) -> TargetTable:
    """Sound tables of duties: budgets add up, scales leave no gap and share no end.

    Such a template has no column for the year's target, of which ``grade-no-target`` informs.
    """
    duties = draw(st.lists(st.sampled_from(_duties()), min_size=1, max_size=3, unique_by=_name))
    activities: list[Activity] = []
    graded: list[GradedIndicator] = []
    for number, duty in enumerate(duties):
        rows = draw(
            st.lists(st.sampled_from(duty["activity"]), min_size=1, max_size=2, unique_by=_name)
        )
        sums = [Decimal(draw(st.integers(5, 9_000)) * 1_000) for _ in rows]
        parent = Activity(
            f"{'一二三'[number]}、{duty['name']}",
            _amount(sum(sums, Decimal(0)), len(activities)),
            location=_cell(len(activities), 1),
        )
        activities.append(parent)
        for at, (row, yuan) in enumerate(zip(rows, sums, strict=True), 1):
            own = Activity(
                f"{at}、{row['name']}",
                _amount(yuan, len(activities)),
                row["content"],
                row["goal"],
                parent,
                _cell(len(activities), 1),
            )
            activities.append(own)
            for name, levels in draw(_scales(row)):
                graded.append(_graded(name, levels, own, len(graded)))
    return TargetTable(
        number=1,
        framework=draw(st.sampled_from(frameworks())),
        year=draw(st.none() | st.integers(2022, 2027)),
        columns=frozenset(COLUMNS),
        activities=tuple(activities),
        graded=tuple(graded),
        location=Location(table=1, row=1),
    )


@cache
def _duties() -> tuple[Mapping[str, Any], ...]:
    page = tomllib.loads(Path(__file__).with_name("duties.toml").read_text("utf-8"))
    return tuple(page["duty"])


def _name(entry: Mapping[str, Any]) -> str:
    return str(entry["name"])


def _cell(row: int, col: int) -> Location:
    return Location(table=1, row=ABOVE + row, col=col)


def _amount(yuan: Decimal, row: int) -> Amount:
    return Amount(yuan_text(yuan), yuan, _cell(row, COLUMNS.index(Column.ACTIVITY_BUDGET) + 1))


def _graded(name: str, levels: tuple[str, ...], own: Activity, at: int) -> GradedIndicator:
    first, second, third, worst = (
        Target(text, parse_value(text), _cell(at, col))
        for col, text in enumerate(levels, NAME_COL + 1)
    )
    scale = GradeScale((first, second, third, worst))
    return GradedIndicator(name, scale, own, _cell(at, NAME_COL))


@st.composite
def _scales(draw: st.DrawFn, entry: Mapping[str, Any]) -> list[tuple[str, tuple[str, ...]]]:
    """Indicators of an activity with their four levels: at least one rate."""
    rates = draw(st.lists(st.sampled_from(entry["rates"]), min_size=1, unique=True))
    found = [(name, draw(_rate_levels())) for name in rates]
    for key in ("more", "fewer"):
        for written in draw(st.lists(st.sampled_from(entry[key]), unique=True)):
            name, _, unit = written.rstrip("）").partition("（")
            found.append((name, draw(_count_levels(unit, more=key == "more"))))
    return found


@st.composite
def _rate_levels(draw: st.DrawFn) -> tuple[str, ...]:
    ends = st.lists(st.integers(50, 99), min_size=3, max_size=3, unique=True)
    c, b, a = sorted(draw(ends))
    if draw(st.booleans()):
        return f"≥{a}%", f"≥{b}%且＜{a}%", f"≥{c}%且＜{b}%", f"＜{c}%"
    return f"大于等于{a}%", f"大于等于{b}%，小于{a}%", f"大于等于{c}%，小于{b}%", f"小于{c}%"


@st.composite
def _count_levels(draw: st.DrawFn, unit: str, *, more: bool) -> tuple[str, ...]:
    a = draw(st.integers(2, 20))
    b = a + draw(st.integers(2, 9))
    c = b + draw(st.integers(2, 9))
    if more:
        return f"{c}{unit}以上", f"{b}～{c - 1}{unit}", f"{a}～{b - 1}{unit}", f"{a - 1}{unit}以下"
    return f"{a}{unit}以内", f"{a + 1}～{b}{unit}", f"{b + 1}～{c}{unit}", f"{c + 1}{unit}以上"
