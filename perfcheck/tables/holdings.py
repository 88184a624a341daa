"""What a department owns and what it means to buy: the asset table, and the procurement budget."""

import re
from collections.abc import Iterator
from decimal import Decimal

from attrs import frozen

from perfcheck.documents import Cell, Document, Location
from perfcheck.tables.model import Amount
from perfcheck.tables.money import YUAN, amount, unit_note
from perfcheck.tables.text import compact

ITEM = re.compile(r"[1-9１-９][、.．](?P<name>.+)")
PART = re.compile("其中[：:]?(?P<name>.+)")
VALUE = re.compile("价值|金额")
BUDGETED = re.compile(
    r"政府采购预算(?:总额|金额|安排|资金|为|共计|共|：|:)*(?P<number>[0-9][0-9,]*(?:\.[0-9]+)?)(?P<unit>亿元|万元|千元|元)"
)
NOTHING_BOUGHT = re.compile("[无没未]有?(?:安排)?政府采购(?:预算|项目|支出)")
NO_PROJECT = re.compile(r"项目名称|.*[合小总]计|注[：:].*")


@frozen
class Asset:
    """One line of the asset table. ``is_part``: an “其中” of the line above."""

    name: str
    amount: Amount | None
    is_part: bool = False


@frozen
class Assets:
    """部门固定资产占用情况表: the total and its lines."""

    total: Amount
    items: tuple[Asset, ...]


@frozen
class Procurement:
    """政府采购预算: its sum in 元 as the prose states it, and the projects that its table lists."""

    total: Decimal
    projects: tuple[str, ...]
    location: Location


def read_assets(document: Document) -> Assets | None:
    """The first asset table; it may run on in the next grid."""
    total: Amount | None = None
    items: list[Asset] = []
    unit, column = None, 0
    for row in (row for grid in document.grids for row in grid.rows if row):
        label = compact(row[0].text)
        heading = next((cell for cell in row if _is_heading(cell)), None)
        if heading:
            unit, column = unit_note(heading.text), heading.col
        elif total is None:
            total = _amount(row, column, unit) if label == "资产总额" else None
        elif line := ITEM.fullmatch(label) or PART.fullmatch(label):
            items.append(Asset(line["name"], _amount(row, column, unit), line.re is PART))
        elif label:
            break
    return Assets(total, tuple(items)) if total else None


def _is_heading(cell: Cell) -> bool:
    """价值（金额单位：万元）"""
    return VALUE.search(cell.text) is not None and unit_note(cell.text) is not None


def _amount(row: tuple[Cell, ...], column: int, unit: Decimal | None) -> Amount | None:
    cell = next((cell for cell in row if cell.col == column), None)
    return amount(cell.text, unit, cell.location) if cell else None


def read_procurement(document: Document) -> Procurement | None:
    """The procurement budget that the prose states; None where it states none."""
    for paragraph in document.paragraphs:
        text = compact(paragraph.text)
        stated = BUDGETED.search(text)
        if stated or NOTHING_BOUGHT.search(text):
            total = (
                Decimal(stated["number"].replace(",", "")) * YUAN[stated["unit"]]
                if stated
                else Decimal(0)
            )
            return Procurement(total, tuple(_bought(document)), paragraph.location)
    return None


def _bought(document: Document) -> Iterator[str]:
    """The project names in the first column of the table under 政府采购项目来源."""
    for grid in document.grids:
        below = False
        for row in grid.rows:
            name = compact(row[0].text) if row and row[0].col == 1 else ""
            if below and name and not NO_PROJECT.fullmatch(name):
                yield name
            below = below or name == "政府采购项目来源"
