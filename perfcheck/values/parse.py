"""The doors of the value language: one value, a value with its unit column, a sentence."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from attrs import evolve

from perfcheck.values.constraints import Constraint, Deadline, Qualitative, Range, Threshold
from perfcheck.values.diagnostics import remark
from perfcheck.values.grammar import find_items
from perfcheck.values.mentions import Bound, Day, Stretch
from perfcheck.values.own import units_in_force
from perfcheck.values.quantity import split_scale
from perfcheck.values.reading import read, unreadable
from perfcheck.values.units import Dimension, unit
from perfcheck.values.vocabulary import fold

if TYPE_CHECKING:
    from perfcheck.values.dates import PartialDate
    from perfcheck.values.quantity import Quantity
    from perfcheck.values.units import Unit

MAX_LENGTH = 400
_MEMO_LENGTH = 100
_YEARS_AROUND = "全本当该整"  # 全年, 本年度: no date that a sentence mentions


def parse_value(text: str) -> Constraint:
    """What a target value asks. Total: never raises on any ``str``."""
    if len(text) <= _MEMO_LENGTH:
        return _remembered(text, units_in_force())
    if len(text) <= MAX_LENGTH:
        return read(text)
    if any(char in "0123456789" for char in fold(text[:MAX_LENGTH])):
        return unreadable(text, "too-long")
    notes = (remark("too-long", (0, len(text))),)
    return Qualitative(raw=text, text=text.strip(), diagnostics=notes)


@lru_cache(8192)
def _remembered(text: str, _units: tuple[Unit, ...]) -> Constraint:
    return read(text)


def parse_with_unit(text: str, unit_text: str) -> Constraint:
    """A value whose unit stands in its own column; a value that has a unit keeps it.

    Spans stay offsets into ``text``.
    """
    constraint = parse_value(text)
    scale, name = split_scale(unit_text)
    if not name and scale == 1:
        return constraint
    if isinstance(constraint, Deadline):
        return _no_date(constraint, unit_text) or constraint
    expression = unit(name) if name else None

    def complete(quantity: Quantity) -> Quantity:
        size = quantity.scale if quantity.scale != 1 else scale
        return evolve(quantity, unit=expression, scale=size)

    if isinstance(constraint, Threshold) and constraint.quantity.unit is None:
        constraint = evolve(constraint, quantity=complete(constraint.quantity))
    elif isinstance(constraint, Range) and constraint.high.unit is None:
        low, high = complete(constraint.low), complete(constraint.high)
        constraint = evolve(constraint, low=low, high=high)
    else:
        return constraint
    notes = tuple(note for note in constraint.diagnostics if note.code != "missing-unit")
    if expression is not None and not expression.known:
        notes += (remark("unknown-unit", (len(text), len(text)), name),)
    return evolve(constraint, diagnostics=notes)


def _no_date(constraint: Deadline, unit_text: str) -> Threshold | None:
    """≤2024.6 beside 万元 is a sum of money and no June; None where the unit does not decide it."""
    text = constraint.raw
    whole = parse_value(f"{text}{unit_text}")
    if not isinstance(whole, Threshold) or whole.dimension is Dimension.TIME or whole.tail:
        return None
    first, last = whole.quantity.span
    quantity = evolve(whole.quantity, span=(first, min(last, len(text))))
    return evolve(whole, raw=text, quantity=quantity)


def find_quantities(text: str) -> list[Quantity]:
    """Every number with a known unit in a sentence, with spans; no dates, no list numbers."""
    found = []
    for start, piece in _pieces(text):
        for item in find_items(piece) or ():
            amounts = []
            if isinstance(item, Bound):
                amounts = [item.amount]
            elif isinstance(item, Stretch):
                amounts = [item.low, item.high]
            for amount in amounts:
                if amount.flaw or amount.quantity.unit is None or not amount.quantity.unit.known:
                    continue
                first, last = amount.quantity.span
                found.append(evolve(amount.quantity, span=(start + first, start + last)))
    return found


def find_dates(text: str) -> list[PartialDate]:
    """Every date in a sentence with its span; a period or deadline gives its last day."""
    found = []
    for start, piece in _pieces(text):
        for item in find_items(piece) or ():
            if not isinstance(item, Day) or item.period is None:
                continue
            if item.period.is_deadline or piece[item.span[0]] not in _YEARS_AROUND:
                span = (start + item.span[0], start + item.span[1])
                found.append(evolve(item.period.high, span=span))
    return found


def _pieces(text: str) -> list[tuple[int, str]]:
    """Sentences with their offsets: a stretch the grammar cannot follow spoils only itself."""
    pieces, start = [], 0
    for at, char in enumerate(text):
        if char in "。；;！\n" or at - start >= MAX_LENGTH:
            pieces.append((start, text[start : at + 1]))
            start = at + 1
    pieces.append((start, text[start:]))
    return [piece for piece in pieces if piece[1].strip()]
