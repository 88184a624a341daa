"""指标结构: how many rows a table has of each kind, and how many of them can be measured."""

from collections import Counter

from attrs import frozen

from perfcheck.reports.inert import one_line
from perfcheck.reports.words import say
from perfcheck.tables import Indicator, TargetTable
from perfcheck.values import Qualitative, Unreadable


@frozen
class Kind:
    """One kind of indicator in a table. ``measured``: a number, a range or a date stands there."""

    level1: str
    level2: str
    rows: int
    measured: int
    worded: int
    unread: int


def structure(table: TargetTable, lang: str) -> list[Kind]:
    """The kinds of rows in the order of the table."""
    rows: Counter[tuple[str, str]] = Counter()
    worded: Counter[tuple[str, str]] = Counter()
    unread: Counter[tuple[str, str]] = Counter()
    for row in table.indicators:
        kind = _kind(row, lang)
        rows[kind] += 1
        worded[kind] += isinstance(row.constraint, Qualitative)
        unread[kind] += isinstance(row.constraint, Unreadable)
    return [
        Kind(*kind, number, number - worded[kind] - unread[kind], worded[kind], unread[kind])
        for kind, number in rows.items()
    ]


def _kind(row: Indicator, lang: str) -> tuple[str, str]:
    level1 = row.category.value if row.category else one_line(row.level1_raw)
    level2 = row.kind.value if row.kind else one_line(row.level2_raw)
    unnamed = say("unnamed", lang)
    return level1 or unnamed, level2 or unnamed
