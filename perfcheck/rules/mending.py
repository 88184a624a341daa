"""Which mendings are certain, and how a rule writes one.

A finding carries edits only where every careful reader would write the same, and where the new writing
says what the old one said. What `value_edit` gives has been read again to make sure of that.

Certain:

- 单位: ``百分比`` and ``百分之`` are %; one end of ``90~95%`` has the other's sign; ``≤11万`` of a row
  that measures money lacks 元, and of a row that counts people or things it may lack anything.
- 符号: signs of several strokes (``>=``, ``≧``, ``=>``) and words that are the name of a sign (不低于,
  大于等于, 以上) or contain the number by law (以上, 以下, 以内: Civil Code). Not ``》`` and ``〉``
  alone, which may stand for ≥ or ＞; not 达到, 控制在, 左右, nor misspelt words.
- 区间倒写: the two numbers change places.
- 全角数字、千分位、空格: one character for one, or left out.
- 支出计划: sums that end at the budget, under a header that asks for percent, as shares of it.
- 文号: 〔〕 around the year, where the number is plainly one of a government document.

Not certain, and therefore never an edit, though a finding may say what it expects:

- the direction of a cost (≥8800元 is perhaps ≤, perhaps a number of something else) and any other
  sign that contradicts the row;
- a sign or a unit that is missing: a bare number is a floor, a ceiling or a fact;
- two numbers that disagree (a sum and its parts, budget and cost, goal and value): which is right?
- a unit of two words (台、个), a value outside its dimension, a percentage above 100: the row means one
  of several things;
- typing errors: a name may be written so; labels and project names: the template or the list may
  have them so; dates that stand in descriptions, sentences that hold a limit: words would be lost;
- what is to be deleted or split: rows of the template, several targets in one cell.
"""

import re

from perfcheck.documents import Location
from perfcheck.rules.finding import Edit
from perfcheck.tables import Column, Indicator
from perfcheck.values import (
    Composite,
    Constraint,
    Qualitative,
    Range,
    Threshold,
    Unreadable,
    parse_value,
    parse_with_unit,
)

Edits = tuple[Edit, ...]

SIGN = re.compile(r"[>＞﹥》〉≥<＜﹤《〈≤=＝]\s*[=＝]|[=＝][>＞<＜]|[≧⩾≮≦⩽≯﹥﹤﹦]")
NAME_OF_SIGN = re.compile(
    r"不(?:得|能|应)?[低少小高大多]于|不(?:得|能|应)?超过|[大小高低多少]于(?:或|或者)?等于|[大小等]于"
)
INCLUSIVE = re.compile(r"(?:及|或|[（(]含[）)])?以[上下内]")
INCLUDED = re.compile(r"\s*(?:[（(]含[）)])?$")  # between a number and 以上


def value_edit(row: Indicator, new: str | None) -> Edits:
    """The value of a row written anew, if that reads as the same; else nothing."""
    old = row.value
    if new is None or new == old:
        return ()
    if not alike(parse_with_unit(old, row.unit_column), parse_with_unit(new, row.unit_column)):
        return ()
    return (Edit(_cells(row), old, new),)


def cell_edit(location: Location, old: str, new: str | None) -> Edits:
    """A cell that holds a value and nothing else written anew, if that reads as the same."""
    same = new is not None and new != old and alike(parse_value(old), parse_value(new))
    return (Edit((location,), old, new),) if same and new is not None else ()


def added_to_value(row: Indicator, new: str) -> Edits:
    """The value of a row with what it lacks; whoever calls has made sure of what that is."""
    return (Edit(_cells(row), row.value, new),)


def _cells(row: Indicator) -> tuple[Location, ...]:
    """The cells that may hold the value together, from the left as they are read."""
    sign = Column.OPERATOR if Column.OPERATOR in row.locations else Column.NATURE
    found = (row.locations.get(column) for column in (sign, Column.VALUE, Column.UNIT))
    return tuple(one for one in found if one is not None) or (row.location,)


def alike(old: Constraint, new: Constraint) -> bool:
    """Do two writings say the same?"""
    if isinstance(old, Composite) and isinstance(new, Composite):
        same = len(old.parts) == len(new.parts)
        return same and all(map(alike, old.parts, new.parts))
    if type(old) is not type(new) or isinstance(old, Unreadable | Qualitative):
        return False
    measures = [
        [(one.base, one.unit and one.unit.bases) for one in constraint.quantities]
        for constraint in (old, new)
    ]
    words = (old.label, old.tail, old.op, old.interval)
    return measures[0] == measures[1] and words == (new.label, new.tail, new.op, new.interval)


def with_signs(constraint: Constraint) -> str | None:
    """The value with each of its signs in the usual writing; None where one of them is not certain."""
    if constraint.label or constraint.tail or not isinstance(constraint, Threshold | Range):
        return None
    text = constraint.raw
    for operator, written, (start, end) in sorted(
        constraint.operators, key=lambda one: one[2], reverse=True
    ):
        if INCLUSIVE.fullmatch(written) and isinstance(constraint, Threshold):
            text = operator.symbol + INCLUDED.sub("", text[:start]) + text[end:]
        elif SIGN.fullmatch(written) or NAME_OF_SIGN.fullmatch(written):
            text = text[:start] + operator.symbol + text[end:]
        elif written not in "≥≤＞＜＝><=":
            return None
    return text


def with_percent_sign(constraint: Constraint) -> str:
    """``≥98百分比`` and ``百分之九十八`` with %."""
    text = constraint.raw
    for quantity in sorted(constraint.quantities, key=lambda one: one.span, reverse=True):
        start, end = quantity.span
        written = text[start:end]
        if written.endswith("百分比"):
            text = text[:start] + written.removesuffix("百分比").rstrip() + "%" + text[end:]
        elif written.startswith("百分之"):
            text = text[:start] + quantity.render() + text[end:]
    return text


def turned_round(constraint: Range) -> str | None:
    """A range from high to low with its numbers in their places; the unit stays where it is."""
    first, second = sorted((constraint.low, constraint.high), key=lambda one: one.span)
    (start, middle), (rest, end) = first.span, second.span
    text = constraint.raw
    left, right = text[start:middle], text[rest:end]
    if constraint.operators:
        return None
    if first.scale == second.scale and first.literal in left and second.literal in right:
        left = left.replace(first.literal, second.literal, 1)
        right = right.replace(second.literal, first.literal, 1)
    elif first.scale != second.scale:
        left, right = right, left
    return text[:start] + left + text[middle:rest] + right + text[end:]
