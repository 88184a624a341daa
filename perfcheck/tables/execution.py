"""预算执行情况 of a self-evaluation: what was budgeted, what was spent, and the score for it."""

import re
from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise

from perfcheck.documents import Cell
from perfcheck.tables.model import Amount, Execution
from perfcheck.tables.money import amount
from perfcheck.tables.text import bare_label


class Head(StrEnum):
    """What a column of the budget rows holds."""

    INITIAL = "年初预算数"
    ADJUSTED = "全年预算数"
    CHANGE = "预算调整数"
    SPENT = "全年执行数"
    RATE = "执行率"
    POINTS = "分值"
    SCORE = "得分"


ALIASES = {
    Head.INITIAL: ("年初预算数", "年初预算", "年初预算金额", "年初批复数"),
    Head.ADJUSTED: (
        "全年预算数", "全年预算", "调整后预算数", "调整后预算", "调整预算数", "年度预算数", "预算数",
        "预算金额", "预算资金", "全年预算金额", "调整后预算金额", "调整预算", "全年调整预算数", "调整后全年预算数",
    ),
    Head.CHANGE: ("预算调整数", "调整数", "调整金额", "预算调整金额", "追加数", "预算追加数", "年中调整数"),
    Head.SPENT: (
        "全年执行数", "执行数", "预算执行数", "全年执行", "实际执行数", "实际支出", "实际支出数", "支出数",
        "执行金额", "全年支出数", "资金使用数",
    ),
    Head.RATE: ("执行率", "预算执行率", "资金执行率"),
    Head.POINTS: ("分值", "权重", "标准分值", "满分"),
    Head.SCORE: ("得分", "自评得分", "评价得分"),
}  # fmt: skip
HEADS = {alias: head for head, aliases in ALIASES.items() for alias in aliases}
SUMS, FEWEST = {Head.INITIAL, Head.ADJUSTED, Head.SPENT}, 2
NUMBER = re.compile(r"\d+(?:\.\d+)?")
PERCENT = re.compile(r"(-?\d+(?:\.\d+)?)\s*[%％]")

Heads = dict[int, Head]


def heads_of(cells: Sequence[Cell]) -> Heads:
    """Column → head, where a row is the header of the budget rows; else empty."""
    found = {head: cell.col for cell in cells if (head := _head(cell)) is not None}
    has_numbers = any(number_of(cell) is not None for cell in cells)
    return (
        {}
        if has_numbers or len(SUMS & found.keys()) < FEWEST
        else {col: head for head, col in sorted(found.items(), key=lambda one: one[1])}
    )


def _head(cell: Cell) -> Head | None:
    return HEADS.get(bare_label(cell.text).rstrip("：:"))


def paired(written: Sequence[Cell], unit: Decimal | None) -> Execution | None:
    """预算数：| 312 | 执行数：| 312 in one row."""
    found = {
        head: value
        for name, value in pairwise(written)
        if (head := _head(name)) is not None and NUMBER.search(value.text)
    }
    return execution_of(found, unit) if Head.SPENT in found and len(found) >= FEWEST else None


def under(heads: Heads, label: Cell, cells: Sequence[Cell]) -> dict[Head, Cell]:
    """The cells of a budget row by head: by their columns or, where the row slid, by their order.

    Empty where the row fits neither way: the rate tells by its percent sign.
    """
    values = [cell for cell in cells if cell.col > label.col and not cell.is_blank]
    by_column = {heads[cell.col]: cell for cell in values if cell.col in heads}
    by_order = dict(zip(heads.values(), values, strict=False))
    for found in (by_column, by_order):
        rate = found.get(Head.RATE)
        others = [cell for head, cell in found.items() if head is not Head.RATE]
        if rate and PERCENT.search(rate.text) and not any("%" in cell.text for cell in others):
            return found
    return by_column if len(by_column) == len(values) else {}


def execution_of(found: dict[Head, Cell], unit: Decimal | None) -> Execution:
    """The row of the total as sums, percent and points.

    Where only the change of the budget is written, nobody knows what spending is measured by.
    """
    is_known = Head.CHANGE not in found or Head.ADJUSTED in found

    def money(head: Head) -> Amount | None:
        return amount(found[head].text, unit, found[head].location) if head in found else None

    return Execution(
        initial=money(Head.INITIAL) if is_known else None,
        adjusted=money(Head.ADJUSTED),
        spent=money(Head.SPENT),
        rate=_percent(found.get(Head.RATE)),
        points=number_of(found.get(Head.POINTS)),
        score=number_of(found.get(Head.SCORE)),
        location=next(iter(found.values())).location,
    )


def _percent(cell: Cell | None) -> Decimal | None:
    match = PERCENT.search(cell.text) if cell else None
    return Decimal(match[1]) if match else None


def number_of(cell: Cell | None) -> Decimal | None:
    """The number that a cell of points holds; None where there is no cell."""
    return number_in(cell.text) if cell else None


def number_in(text: str) -> Decimal | None:
    """Points or a score, alone or with 分; None for a dash or a text."""
    match = NUMBER.fullmatch(text.strip().removesuffix("分").strip())
    return Decimal(match[0]) if match else None
