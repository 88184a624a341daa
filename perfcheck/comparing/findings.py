"""The findings of two documents: which were mended, which are still there, which are new.

A finding that stands for many rows counts for each of them, so that a fault which half of the rows got
rid of is half mended. A row is followed under its new name; a problem of a whole table, by its rule.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator

from attrs import frozen

from perfcheck.comparing.tables import Row, TablePair
from perfcheck.documents import Location
from perfcheck.rules import Finding
from perfcheck.tables import Indicator, TargetTable
from perfcheck.values import Threshold, parse_value


@frozen
class Found:
    """A finding, or one of the rows that it stands for."""

    finding: Finding
    indicator: str | None
    value: str | None
    location: Location


@frozen
class Fates:
    """``fixed`` are of the old document, ``left`` and ``new`` of the new one."""

    fixed: tuple[Found, ...] = ()
    left: tuple[Found, ...] = ()
    new: tuple[Found, ...] = ()


Place = tuple[Hashable, Hashable]  # a pair of tables, a pair of rows


@frozen
class Known:
    """One side of the pairs: where a finding of that document belongs."""

    tables: dict[int, int]
    rows: dict[tuple[int, str], list[tuple[str | None, int]]]

    def place(self, one: Found) -> Place | None:
        """The pair of tables and of rows that it speaks of; None where they have no partner."""
        number = one.finding.table
        if number is None:
            return "document", one.indicator
        if number not in self.tables:
            return None
        if one.indicator is None:
            return self.tables[number], None
        rows = self.rows.get((number, one.indicator), [])
        exact = [pair for value, pair in rows if value == one.value]
        found = exact or [pair for _, pair in rows]
        return (self.tables[number], found[0]) if found else None


def fates(old: Iterable[Finding], new: Iterable[Finding], pairs: Iterable[TablePair]) -> Fates:
    """What became of the old findings."""
    pairs = list(pairs)
    sides = (
        _known([(pair.old, [row.old for row in pair.rows]) for pair in pairs]),
        _known([(pair.new, [row.new for row in pair.rows]) for pair in pairs]),
    )
    before, after = (list(_each(findings)) for findings in (old, new))
    left: set[int] = set()
    matched: set[int] = set()
    for exactly in (True, False):
        waiting: dict[Hashable, list[int]] = defaultdict(list)
        for at, one in enumerate(before):
            if at not in matched and (key := _key(one, sides[0], exactly)) is not None:
                waiting[key].append(at)
        for at, one in enumerate(after):
            if at not in left and (partners := waiting.get(_key(one, sides[1], exactly))):
                matched.add(partners.pop(0))
                left.add(at)
    return Fates(
        tuple(one for at, one in enumerate(before) if at not in matched),
        tuple(one for at, one in enumerate(after) if at in left),
        tuple(one for at, one in enumerate(after) if at not in left),
    )


def _each(findings: Iterable[Finding]) -> Iterator[Found]:
    for finding in findings:
        for one in finding.occurrences or (finding,):
            yield Found(finding, one.indicator, one.value, one.location)


def _known(sides: list[tuple[TargetTable, list[Row]]]) -> Known:
    rows: dict[tuple[int, str], list[tuple[str | None, int]]] = defaultdict(list)
    for table, paired in sides:
        for at, row in enumerate(paired):
            value = row.value if isinstance(row, Indicator) else None
            rows[table.number, row.name].append((value, at))
    return Known({table.number: at for at, (table, _) in enumerate(sides)}, rows)


def _key(one: Found, side: Known, exactly: bool) -> Hashable:
    """What makes two findings the same: first with the value; then without it, if that is a number or
    stands in a row: a typing error is not the same as another typing error."""
    place = side.place(one)
    if place is None:
        return None
    if exactly:
        return (one.finding.rule, place, one.value)
    words = one.indicator is None and one.value is not None and not _is_number(one.value)
    return (one.finding.rule, place, one.value if words else None)


def _is_number(text: str) -> bool:
    return isinstance(parse_value(text), Threshold)
