"""Small tables of tests on layouts: made as Word rows or as a text, and what was read of them."""

from decimal import Decimal

from perfcheck.api import extract
from perfcheck.tables import Budget, TargetTable
from tests.word import document, tbl, tc, tr, word

Rows = list[tuple[str, str, str, str]]
SPAN = '<w:gridSpan w:val="{}"/>'
DOWN, GOES_ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def wide(text: str, columns: int) -> str:
    return tc(text, SPAN.format(columns))


def cell(text: str, properties: str = "") -> str:
    return tc(text, properties)


def line(*texts: str) -> str:
    return tr(*map(cell, texts))


def read(*rows: str) -> tuple[TargetTable, ...]:
    return extract(word(document(tbl(*rows))), name="t.docx").tables


def text_of(page: str, name: str = "t.txt") -> tuple[TargetTable, ...]:
    return extract(page.encode(), name=name).tables


def rows(table: TargetTable) -> Rows:
    return [(row.level1_raw, row.level2_raw, row.name, row.value) for row in table.indicators]


def money(table: TargetTable) -> list[Decimal | None]:
    """The budget and its parts in yuan."""
    budget = table.budget or Budget()
    return [part.yuan if part else None for part in (budget.total, budget.fiscal, budget.other)]


HEADER = ("一级指标", "二级指标", "三级指标", "指标值")
PLAIN = [
    ("产出指标", "数量指标", "助餐人次", "≥900人次"),
    ("产出指标", "质量指标", "投诉办结率", "≥95%"),
    ("效益指标", "社会效益指标", "受益老人", "≥86人"),
]
