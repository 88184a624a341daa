"""Columns by meaning: which cell of a header names what."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from pathlib import Path

from attrs import evolve

from perfcheck.documents import Cell
from perfcheck.tables.column import GRADES, Column
from perfcheck.tables.text import bare_label

LEVELS = (Column.LEVEL1, Column.LEVEL2)
SAID = {
    Column.OPERATOR, Column.NATURE, Column.UNIT, Column.WEIGHT, Column.POINTS, Column.ACTUAL, Column.SCORE,
}  # fmt: skip
ENOUGH_SAID = 3  # a statistical table has names, units and values too
PARTS = {Column.OPERATOR, Column.NATURE, Column.UNIT}  # beside the number in a divided 指标值
GRADE_COLUMNS = tuple(Column(grade) for grade in GRADES)


Meaning = tuple[Column, int]  # a column, and the rank of an alias: usual headers stand first
OF_YEAR = re.compile(r"20\d\d年度?(?P<what>.+)")
LAST_RANK = 1_000  # a header with a year before it gives way to one without


@cache
def _aliases() -> dict[str, tuple[Meaning, ...]]:
    """Alias → the columns that it may head, in the order of the file."""
    data = tomllib.loads(Path(__file__).with_name("columns.toml").read_text("utf-8"))
    found: dict[str, tuple[Meaning, ...]] = {}
    for name, aliases in data.items():
        for rank, alias in enumerate(aliases):
            found[alias] = (*found.get(alias, ()), (Column(name), rank))
    return found


@lru_cache(4096)  # every cell of every row is asked whether it is a header
def _meanings(header: str) -> tuple[Meaning, ...]:
    bare = bare_label(header)
    return _aliases().get(bare) or _of_year(bare)


def _of_year(bare: str) -> tuple[Meaning, ...]:
    """``2025年目标值`` heads targets; ``2023年实际值`` tells of an earlier year and heads nothing here."""
    match = OF_YEAR.fullmatch(bare)
    known = _aliases().get(match["what"], ()) if match else ()
    return tuple((column, LAST_RANK) for column, _ in known if column is Column.VALUE)


def column_of(header: str) -> Column | None:
    """The meaning of a header cell, or None."""
    meanings = _meanings(header)
    return meanings[0][0] if meanings else None


def columns_of(cells: Iterable[Cell]) -> dict[int, Column]:
    """Column number → meaning, for each cell of a row that is a known header.

    Where two headers mean the same, the more usual is kept: 绩效指标 above the whole block gives
    way to 三级指标. A header that may mean two things takes what the others leave. Of several years
    nobody can tell which one is meant.
    """
    known = [(cell.col, meanings) for cell in cells if (meanings := _meanings(cell.text))]
    times = Counter(meanings for _, meanings in known)
    known = [one for one in known if one[1][0][1] < LAST_RANK or times[one[1]] == 1]
    best: dict[Column, tuple[int, int]] = {}
    for col, meanings in sorted(known, key=lambda one: len(one[1])):
        free = [one for one in meanings if one[0] not in best] if len(meanings) > 1 else []
        column, rank = (free or list(meanings))[0]
        best[column] = min(best.get(column, (rank, col)), (rank, col))
    return {col: column for column, (_, col) in best.items()}


def header_of(cells: Sequence[Cell]) -> dict[int, Column]:
    """The columns of a header row, where 二级指标 names the indicator if nothing else does.

    What a score is out of is its points, also where the header says 权重.
    """
    columns = columns_of(cells)
    at = {column: col for col, column in columns.items()}
    if Column.SCORE in at and Column.WEIGHT in at and Column.POINTS not in at:
        columns[at[Column.WEIGHT]] = Column.POINTS
    if Column.NAME not in at and {*LEVELS, Column.VALUE} <= at.keys():
        between = range(at[Column.LEVEL2] + 1, at[Column.VALUE])
        unknown = [one for one in cells if one.col in between and one.col not in columns]
        if all(cell.is_blank for cell in unknown):
            columns[at[Column.LEVEL2]] = Column.NAME
    return columns


def below(above: Sequence[Cell], cells: Sequence[Cell]) -> list[Cell]:
    """The header that two rows make together: a cell divided below is what its parts say."""
    written = [cell for cell in cells if not cell.is_blank]
    whole = [one for one in above if not any(_overlap(one, cell) for cell in written)]
    for one in above:
        if column_of(one.text) is Column.VALUE:
            written = _with_value(one, written)
    return sorted([*whole, *written], key=lambda cell: cell.col)


def _with_value(divided: Cell, written: list[Cell]) -> list[Cell]:
    """指标值 divided into 运算符号, 内容 and 度量单位: the part that no header is known for is the value."""
    parts = [cell for cell in written if _overlap(divided, cell)]
    unknown = [cell for cell in parts if column_of(cell.text) is None]
    has_value = any(column_of(cell.text) is Column.VALUE for cell in parts)
    if len(parts) < 2 or len(unknown) != 1 or has_value:
        return written
    return [evolve(one, text=divided.text) if one is unknown[0] else one for one in written]


def divides(above: Sequence[Cell], cells: Sequence[Cell]) -> bool:
    """Do all texts of this row stand under one cell of the row above, which spans them?"""
    written = [cell for cell in cells if not cell.is_blank]
    wide = [one for one in above if one.colspan >= len(written) > 1]
    return any(all(_overlap(one, cell) for cell in written) for one in wide)


def divided(above: Sequence[Cell], cells: Sequence[Cell]) -> list[Cell] | None:
    """The header that two rows make, where all texts of the second divide one cell of the first; else None.

    A text knows of no spans: there the parts of 指标值 are known by their words, and stand at the left.
    """
    if divides(above, cells):
        return below(above, cells)
    parts = [cell for cell in cells if not cell.is_blank]
    value = next((cell for cell in above if column_of(cell.text) is Column.VALUE), None)
    more = len(parts) - 1
    spare = above[-more:] if more > 0 else ()
    known = {column_of(cell.text) for cell in parts}
    is_text = cells[0].location.line is not None
    if not (
        value and spare and is_text and known & PARTS and known <= {*PARTS, Column.VALUE, None}
    ):
        return None
    if not all(cell.is_blank for cell in spare):
        return None
    left = [cell for cell in above if cell.col < value.col]
    right = [
        evolve(cell, col=cell.col + more)
        for cell in above[: len(above) - more]
        if cell.col > value.col
    ]
    moved = [evolve(cell, col=value.col + at) for at, cell in enumerate(parts)]
    return below([*left, evolve(value, colspan=len(parts)), *right], moved)


def _overlap(one: Cell, other: Cell) -> bool:
    return one.col < other.col + other.colspan and other.col < one.col + one.colspan


def is_indicator_header(columns: dict[int, Column]) -> bool:
    """A header of rows with one target each: names, values, and a level to put them under.

    A template without levels shows by what else it says of each target.
    """
    found = set(columns.values())
    of_levels = bool(found & {Column.LEVEL1, Column.LEVEL2})
    return {Column.NAME, Column.VALUE} <= found and (of_levels or len(found & SAID) >= ENOUGH_SAID)


def is_graded_header(columns: dict[int, Column]) -> bool:
    """A header of rows with four graded targets."""
    found = set(columns.values())
    return Column.NAME in found and set(GRADE_COLUMNS) <= found
