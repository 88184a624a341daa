"""Columns by meaning: which cell of a header names what."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from perfcheck.documents import Cell
from perfcheck.tables.model import GRADES, Column

GRADE_COLUMNS = tuple(Column(grade) for grade in GRADES)


@cache
def _aliases() -> dict[str, Column]:
    data = tomllib.loads(Path(__file__).with_name("columns.toml").read_text("utf-8"))
    return {alias: Column(name) for name, aliases in data.items() for alias in aliases}


def column_of(header: str) -> Column | None:
    """The meaning of a header cell, or None."""
    bare = re.sub(r"[（(][^）)]*[）)]", "", re.sub(r"\s+", "", header))
    return _aliases().get(bare)


def columns_of(cells: Iterable[Cell]) -> dict[int, Column]:
    """Column number → meaning, for each cell of a row that is a known header.

    Where two headers mean the same, the first is kept: it stands nearer to the indicator's name.
    """
    found: dict[int, Column] = {}
    for cell in cells:
        column = column_of(cell.text)
        if column is not None and column not in found.values():
            found[cell.col] = column
    return found


def is_indicator_header(columns: dict[int, Column]) -> bool:
    """A header of rows with one target each: names, values, and a level to put them under."""
    found = set(columns.values())
    return {Column.NAME, Column.VALUE} <= found and bool(found & {Column.LEVEL1, Column.LEVEL2})


def is_graded_header(columns: dict[int, Column]) -> bool:
    """A header of rows with four graded targets."""
    found = set(columns.values())
    return Column.NAME in found and set(GRADE_COLUMNS) <= found
