"""Intervals of exact numbers with open and closed ends, over reals and over whole numbers."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import TYPE_CHECKING

from attrs import field, frozen

if TYPE_CHECKING:
    from collections.abc import Iterable


@frozen
class Interval:
    """The numbers between ``low`` and ``high``; an end of ``None`` is unbounded.

    ``is_whole`` marks an interval of whole numbers (see `whole`): its gaps and intersections hold
    whole numbers only. Equality looks at the ends alone.
    """

    low: Decimal | None = None
    high: Decimal | None = None
    low_open: bool = False
    high_open: bool = False
    is_whole: bool = field(default=False, eq=False)

    @classmethod
    def at_least(cls, x: Decimal) -> Interval:
        """``[x, ∞)``."""
        return cls(low=x)

    @classmethod
    def at_most(cls, x: Decimal) -> Interval:
        """``(-∞, x]``."""
        return cls(high=x)

    @classmethod
    def above(cls, x: Decimal) -> Interval:
        """``(x, ∞)``."""
        return cls(low=x, low_open=True)

    @classmethod
    def below(cls, x: Decimal) -> Interval:
        """``(-∞, x)``."""
        return cls(high=x, high_open=True)

    @classmethod
    def point(cls, x: Decimal) -> Interval:
        """``[x, x]``."""
        return cls(x, x)

    @classmethod
    def between(
        cls, low: Decimal, high: Decimal, *, low_open: bool = False, high_open: bool = False
    ) -> Interval:
        """From ``low`` to ``high``, closed unless said otherwise."""
        return cls(low, high, low_open, high_open)

    @classmethod
    def everything(cls) -> Interval:
        """``(-∞, ∞)``."""
        return cls()

    @property
    def is_empty(self) -> bool:
        """Whether no number lies inside."""
        if self.low is None or self.high is None:
            return False
        return self.low > self.high or (
            self.low == self.high and (self.low_open or self.high_open)
        )

    @property
    def is_point(self) -> bool:
        """Whether exactly one number lies inside."""
        return self.low is not None and self.low == self.high and not self.is_empty

    @property
    def width(self) -> Decimal | None:
        """``high - low``, zero when empty, ``None`` when unbounded."""
        if self.is_empty:
            return Decimal(0)
        return None if self.low is None or self.high is None else self.high - self.low

    @property
    def midpoint(self) -> Decimal | None:
        """The middle; ``None`` when empty or unbounded."""
        if self.low is None or self.high is None or self.is_empty:
            return None
        return (self.low + self.high) / 2

    def contains(self, x: Decimal) -> bool:
        """Whether ``x`` lies inside."""
        if self.low is not None and (x < self.low or (self.low_open and x == self.low)):
            return False
        return self.high is None or x < self.high or (x == self.high and not self.high_open)

    def within(self, other: Interval) -> bool:
        """Whether every number inside also lies inside ``other``."""
        return self.is_empty or (_starts_no_earlier(self, other) and _ends_no_later(self, other))

    def intersection(self, other: Interval) -> Interval:
        """The numbers inside both; possibly empty."""
        first = self if _starts_no_earlier(self, other) else other
        last = self if _ends_no_later(self, other) else other
        common = Interval(first.low, last.high, first.low_open, last.high_open)
        return common.whole() if self.is_whole else common

    def overlaps(self, other: Interval) -> bool:
        """Whether some number lies inside both."""
        return not self.intersection(other).is_empty

    def gap(self, other: Interval) -> Interval | None:
        """The numbers between two intervals that neither holds; ``None`` when there are none."""
        if self.is_empty or other.is_empty or self.overlaps(other):
            return None
        first, second = (self, other) if _starts_no_earlier(other, self) else (other, self)
        between = Interval(first.high, second.low, not first.high_open, not second.low_open)
        between = between.whole() if self.is_whole else between
        return None if between.is_empty else between

    def whole(self) -> Interval:
        """The whole numbers inside, with closed ends: ``(3, 5)`` gives ``[4, 4]``.

        Between ``≤3`` and ``>3`` read so there is no gap: no whole number is missing.
        """
        low = high = None
        if self.low is not None:
            low = self.low.to_integral_value(ROUND_CEILING)
            low += 1 if self.low_open and low == self.low else 0
        if self.high is not None:
            high = self.high.to_integral_value(ROUND_FLOOR)
            high -= 1 if self.high_open and high == self.high else 0
        return Interval(low, high, is_whole=True)

    def __str__(self) -> str:
        if self.is_empty:
            return "∅"
        left = "(" if self.low is None or self.low_open else "["
        right = ")" if self.high is None or self.high_open else "]"
        low = "-∞" if self.low is None else plain(self.low)
        high = "∞" if self.high is None else plain(self.high)
        return f"{left}{low}, {high}{right}"


def uncovered(domain: Interval, parts: Iterable[Interval], whole: bool = False) -> list[Interval]:
    """What of ``domain`` no part covers, from low to high; over whole numbers on demand."""
    rest = [domain.whole() if whole else domain]
    for part in parts:
        rest = [piece for old in rest for piece in _without(old, part.whole() if whole else part)]
    pieces = [piece.whole() if whole else piece for piece in rest]
    return sorted(
        (piece for piece in pieces if not piece.is_empty),
        key=lambda piece: Decimal("-Infinity") if piece.low is None else piece.low,
    )


def plain(x: Decimal) -> str:
    """The number in plain digits, without an exponent and without trailing zeros."""
    text = format(x, "f")
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"


def _without(whole: Interval, part: Interval) -> list[Interval]:
    if part.is_empty or not whole.overlaps(part):
        return [whole]
    pieces = []
    if part.low is not None:
        pieces.append(Interval(whole.low, part.low, whole.low_open, not part.low_open))
    if part.high is not None:
        pieces.append(Interval(part.high, whole.high, not part.high_open, whole.high_open))
    return [piece for piece in pieces if not piece.is_empty]


def _starts_no_earlier(a: Interval, b: Interval) -> bool:
    if b.low is None:
        return True
    if a.low is None:
        return False
    return a.low > b.low or (a.low == b.low and (a.low_open or not b.low_open))


def _ends_no_later(a: Interval, b: Interval) -> bool:
    if b.high is None:
        return True
    if a.high is None:
        return False
    return a.high < b.high or (a.high == b.high and (a.high_open or not b.high_open))
