"""Columns by meaning: which cell of a header names what."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path

from perfcheck.documents import Cell
from perfcheck.tables.model import GRADES, Column
from perfcheck.tables.text import compact

GRADE_COLUMNS = tuple(Column(grade) for grade in GRADES)


@cache
def _aliases() -> dict[str, tuple[Column, int]]:
    """Alias → column and rank: a column's usual headers stand first in its list."""
    data = tomllib.loads(Path(__file__).with_name("columns.toml").read_text("utf-8"))
    return {
        alias: (Column(name), rank)
        for name, aliases in data.items()
        for rank, alias in enumerate(aliases)
    }


@lru_cache(4096)  # every cell of every row is asked whether it is a header
def _bare(header: str) -> str:
    return re.sub(r"[（(][^）)]*[）)]", "", compact(header))


def column_of(header: str) -> Column | None:
    """The meaning of a header cell, or None."""
    return _aliases().get(_bare(header), (None, 0))[0]


def columns_of(cells: Iterable[Cell]) -> dict[int, Column]:
    """Column number → meaning, for each cell of a row that is a known header.

    Where two headers mean the same, the more usual is kept: 绩效指标 above the whole block gives
    way to 三级指标.
    """
    best: dict[Column, tuple[int, int]] = {}
    for cell in cells:
        if (known := _aliases().get(_bare(cell.text))) is not None:
            column, rank = known
            best[column] = min(best.get(column, (rank, cell.col)), (rank, cell.col))
    return {col: column for column, (_, col) in best.items()}


def is_indicator_header(columns: dict[int, Column]) -> bool:
    """A header of rows with one target each: names, values, and a level to put them under."""
    found = set(columns.values())
    return {Column.NAME, Column.VALUE} <= found and bool(found & {Column.LEVEL1, Column.LEVEL2})


def is_graded_header(columns: dict[int, Column]) -> bool:
    """A header of rows with four graded targets."""
    found = set(columns.values())
    return Column.NAME in found and set(GRADE_COLUMNS) <= found
