"""How a target has changed: by what it allows, not by how it is written."""

from datetime import date
from decimal import Decimal
from enum import StrEnum

from attrs import evolve, frozen

from perfcheck.rules.scoring import direction
from perfcheck.tables import Indicator, Target
from perfcheck.tables.text import compact
from perfcheck.values import (
    Composite,
    Constraint,
    Deadline,
    Dimension,
    Interval,
    Operator,
    PartialDate,
    Qualitative,
    Quantity,
    Range,
    Threshold,
    Unreadable,
)
from perfcheck.values.dates import last_day
from perfcheck.values.interval import plain
from perfcheck.values.quantity import canonical_unit, scale_word
from perfcheck.values.vocabulary import fold


class Movement(StrEnum):
    """What became of a target."""

    EQUAL = "equal"
    TIGHTENED = "tightened"
    LOOSENED = "loosened"
    SHIFTED = "shifted"
    EARLIER = "earlier"
    LATER = "later"
    OTHER_UNIT = "other-unit"
    TO_WORDS = "to-words"
    TO_NUMBER = "to-number"
    REWORDED = "reworded"
    BLANKED = "blanked"
    FILLED = "filled"
    UNCLEAR = "unclear"

    @property
    def is_weaker(self) -> bool:
        """Is less asked than before, or nothing that can be measured?"""
        return self in WEAKER


ANY_YEAR = 2001  # not a leap year
WEAKER = (Movement.LOOSENED, Movement.LATER, Movement.TO_WORDS, Movement.BLANKED)


@frozen
class TargetChange:
    """Both targets as written, and their difference in the unit of the new one."""

    movement: Movement
    old: str
    new: str
    difference: str | None = None

    @property
    def is_rewritten(self) -> bool:
        """Does it say the same in other characters?"""
        return self.movement is Movement.EQUAL and self.old != self.new


@frozen
class Side:
    """A target with what the row and the table around it say: which way is better, and the year."""

    constraint: Constraint
    wanted: Operator | None = None
    year: int | None = None


Moved = tuple[Movement, str | None]


def compare_rows(
    old: Indicator, new: Indicator, years: tuple[int | None, int | None] = (None, None)
) -> TargetChange:
    """The change of an indicator's target; a date is taken relative to its table's year."""
    sides = (
        Side(old.constraint, direction(old), years[0]),
        Side(new.constraint, direction(new), years[1]),
    )
    return _change(old.target, new.target, sides)


def compare_targets(old: Target, new: Target) -> TargetChange:
    """The change of a target of which nothing else is known, such as a grade."""
    return _change(old, new, (Side(old.constraint), Side(new.constraint)))


def _change(old: Target, new: Target, sides: tuple[Side, Side]) -> TargetChange:
    if old.is_blank or new.is_blank:
        moved = Movement.FILLED if old.is_blank else Movement.BLANKED
        moved = Movement.EQUAL if old.is_blank and new.is_blank else moved
        return TargetChange(moved, old.raw.strip(), new.raw.strip())
    movement, difference = _moved(*sides)
    if movement is Movement.UNCLEAR and _words(old.raw) == _words(new.raw):
        movement = Movement.EQUAL
    return TargetChange(movement, old.raw.strip(), new.raw.strip(), difference)


def _moved(old: Side, new: Side) -> Moved:
    a, b = old.constraint, new.constraint
    if isinstance(a, Unreadable) or isinstance(b, Unreadable):
        return Movement.UNCLEAR, None
    if isinstance(a, Composite) and isinstance(b, Composite):
        return _several(a, b, old, new), None
    if isinstance(a, Threshold | Range) and isinstance(b, Threshold | Range):
        return _numbers(evolve(old, constraint=_lent(a, b)), evolve(new, constraint=_lent(b, a)))
    if isinstance(a, Deadline) and isinstance(b, Deadline):
        return _dates(a, b, old.year, new.year)
    if isinstance(a, Qualitative) and isinstance(b, Qualitative):
        return (Movement.EQUAL if _words(a.text) == _words(b.text) else Movement.REWORDED), None
    if isinstance(b, Qualitative):
        return Movement.TO_WORDS, None
    return (Movement.TO_NUMBER if isinstance(a, Qualitative) else Movement.OTHER_UNIT), None


def _several(a: Composite, b: Composite, old: Side, new: Side) -> Movement:
    """Several targets in one cell: one by one, if there are as many."""
    if len(a.parts) != len(b.parts):
        return Movement.UNCLEAR
    moves = {
        _moved(evolve(old, constraint=one), evolve(new, constraint=other))[0]
        for one, other in zip(a.parts, b.parts, strict=True)
    } - {Movement.EQUAL}
    return moves.pop() if len(moves) == 1 else Movement.SHIFTED if moves else Movement.EQUAL


def _words(text: str) -> str:
    """A wording without what does not change it: white space, full-width signs, a mark at the end."""
    return compact(fold(text)).rstrip("。.;,")


# Numbers


def _lent(own: Threshold | Range, like: Threshold | Range) -> Threshold | Range:
    """A number without a unit counts what the other counts; money only if a scale shows that it is."""
    unit = like.quantities[-1].unit
    mine = own.quantities[-1]
    money = like.dimension is Dimension.MONEY
    if unit is None or mine.unit is not None or (mine.scale != 1) != money:
        return own
    if isinstance(own, Threshold):
        return evolve(own, quantity=evolve(own.quantity, unit=unit))
    return evolve(own, low=evolve(own.low, unit=unit), high=evolve(own.high, unit=unit))


def _numbers(old: Side, new: Side) -> Moved:
    a, b = old.constraint, new.constraint
    if not all(one.comparable_with(b.quantities[-1]) for one in a.quantities):
        return Movement.OTHER_UNIT, None
    return _by_interval(old, new), _difference(a, b)


def _by_interval(old: Side, new: Side) -> Movement:
    stated = old.constraint.interval, new.constraint.interval
    meant = _meant(old), _meant(new)
    if stated[0] == stated[1] or meant[0] == meant[1]:
        return Movement.EQUAL
    before, after = meant
    if before is None or after is None or before.is_empty or after.is_empty:
        return Movement.UNCLEAR
    if after.within(before):
        return Movement.TIGHTENED
    if before.within(after):
        return Movement.LOOSENED
    return _by_direction(old, new)


def _meant(side: Side) -> Interval | None:
    """What a bare number allows, by which way is better: 12公里 of what is to be built is a floor."""
    constraint = side.constraint
    if isinstance(constraint, Threshold) and side.wanted and not constraint.op_explicit:
        made = Interval.at_least if side.wanted.is_floor else Interval.at_most
        return made(constraint.quantity.base)
    return constraint.interval


def _by_direction(old: Side, new: Side) -> Movement:
    """Two exact numbers (=9个, =8个): more or less of what is wanted."""
    a, b = old.constraint, new.constraint
    exact = all(
        isinstance(one, Threshold) and one.interval.is_point and one.op is Operator.EQ
        for one in (a, b)
    )
    if not exact or old.wanted is None or old.wanted is not new.wanted:
        return Movement.SHIFTED
    more = b.quantities[0].base > a.quantities[0].base
    return Movement.TIGHTENED if more == old.wanted.is_floor else Movement.LOOSENED


def _difference(a: Constraint, b: Constraint) -> str | None:
    """``-5%``; of two ranges that of both ends: ``-5%~+2%``."""
    if len(a.quantities) != len(b.quantities):
        return None
    pairs = list(zip(a.quantities, b.quantities, strict=True))
    if all(one.base == other.base for one, other in pairs):
        return None
    return "~".join(_less(one, other) for one, other in pairs)


def _less(one: Quantity, other: Quantity) -> str:
    """The second less the first, with its sign, in the unit of the second."""
    size = other.scale * (other.unit.factor if other.unit else 1)
    amount = (other.base - one.base) / size
    digits = plain(abs(amount.quantize(Decimal("0.0001"))))
    unit = canonical_unit(other.unit) if other.unit else ""
    return f"{'-' if amount < 0 else '+'}{digits}{scale_word(other.scale)}{unit}"


# Dates


def _dates(a: Deadline, b: Deadline, *years: int | None) -> Moved:
    """By the last day; where both say from when on, by that too."""
    last, first = _days_between(a.high, b.high, *years), _days_between(a.low, b.low, *years)
    if last is None:
        return (Movement.EQUAL, None) if first == 0 else (Movement.UNCLEAR, None)
    if last:
        return (Movement.LATER if last > 0 else Movement.EARLIER), f"{last:+d}天"
    return (Movement.SHIFTED, f"{first:+d}天") if first else (Movement.EQUAL, None)


def _days_between(
    one: PartialDate | None, other: PartialDate | None, year: int | None, next_year: int | None
) -> int | None:
    """From one day to the other, each within its table's year: two Decembers are no year apart.

    None where one is missing or cannot be placed.
    """
    if one is None or other is None:
        return None
    if one.year is other.year is None:
        placed: tuple[int | None, int | None] = (ANY_YEAR, ANY_YEAR)
    elif year and next_year:
        placed = (
            (one.year or year) - year + ANY_YEAR,
            (other.year or next_year) - next_year + ANY_YEAR,
        )
    else:
        placed = one.year or year, other.year or next_year
    days = [_day(day, at) for day, at in zip((one, other), placed, strict=True)]
    return None if days[0] is None or days[1] is None else (days[1] - days[0]).days


def _day(day: PartialDate, year: int | None) -> date | None:
    if year is None or not date.min.year <= year <= date.max.year:
        return None
    last = last_day(year, day.month)
    return date(year, day.month, last if day.is_month_end else min(day.day, last))
