"""A graded scale in numbers: four intervals over one domain."""

import re
from decimal import Decimal
from itertools import pairwise

from attrs import frozen

from perfcheck.rules.finding import NotChecked
from perfcheck.tables import GRADES, GradedIndicator, Target
from perfcheck.values import (
    Composite,
    Dimension,
    Interval,
    Qualitative,
    Quantity,
    Range,
    Threshold,
)

HUNDRED = Decimal(100)


WITHOUT_LIMIT = re.compile("增长|增幅|增速|提高|提升")


@frozen
class Scale:
    """The four levels as intervals over one domain, in the unit that the author wrote.

    ``whole``: of whole numbers, as things and days are counted. ``like`` is a quantity as the levels
    write them.
    """

    intervals: tuple[Interval, ...]
    domain: Interval
    whole: bool
    dimension: Dimension
    unit: str
    like: Quantity

    @property
    def is_cumulative(self) -> bool:
        """优、良、中 each hold the one before, and 差 is open at the far end: 3以内、5以内、8以内、8以上."""
        first, second, third, worst = self.intervals
        return first.within(second) and second.within(third) and self.is_open(worst)

    def is_open(self, worst: Interval) -> bool:
        """Does 差 reach the bad end of the domain?"""
        domain = self.domain
        if self.worse_is_more:
            return worst.high is None or (domain.high is not None and worst.high >= domain.high)
        return worst.low is None or (domain.low is not None and worst.low <= domain.low)

    @property
    def middles(self) -> list[Decimal]:
        """One number for each level: its middle inside the domain, or its only end."""
        return [_middle(interval.intersection(self.domain)) for interval in self.intervals]

    @property
    def rises(self) -> bool | None:
        """Do the numbers rise from 优 to 差 (less is better)? None where they do not run one way."""
        steps = [b - a for a, b in pairwise(self.middles)]
        if all(step > 0 for step in steps):
            return True
        return False if all(step < 0 for step in steps) else None

    @property
    def worse_is_more(self) -> bool:
        """Which way 差 lies from 优, even where the levels between do not follow."""
        return self.middles[-1] > self.middles[0]


def _middle(interval: Interval) -> Decimal:
    ends = [end for end in (interval.low, interval.high) if end is not None]
    return sum(ends, Decimal(0)) / max(len(ends), 1)


def scale_of(row: GradedIndicator) -> Scale | NotChecked | None:
    """The scale in numbers; None for a scale of words; else why it cannot be read."""
    levels = row.scale.levels
    if any(level.is_blank for level in levels):
        return NotChecked(f"“{row.name}”缺档", f"“{row.name}” lacks a level")
    numeric = [level for level in levels if isinstance(level.constraint, Threshold | Range)]
    if not numeric:
        return None
    intervals = [level_interval(level) for level in levels]
    read = [interval for interval in intervals if interval is not None]
    if len(read) < len(GRADES):
        return NotChecked(f"“{row.name}”有的档读不出数", f"a level of “{row.name}” cannot be read")
    quantities = [quantity for level in numeric for quantity in level.constraint.quantities]
    unit = next((quantity.unit for quantity in quantities if quantity.unit), None)
    dimension = unit.dimension if unit else Dimension.OTHER
    counted = dimension in (Dimension.COUNT, Dimension.TIME)
    return Scale(
        intervals=tuple(
            _in_unit(interval, unit.factor) if unit else interval for interval in read
        ),
        domain=_domain(row.name, read, dimension),
        whole=counted and all(quantity.is_whole for quantity in quantities),
        dimension=dimension,
        unit="%" if dimension is Dimension.PERCENT else unit.text if unit else "",
        like=next((one for one in quantities if one.unit), quantities[0]),
    )


def _domain(name: str, intervals: list[Interval], dimension: Dimension) -> Interval:
    """0 to 100 % for a share; no upper end for growth, or where a level passes 100 %."""
    ends = [end for one in intervals for end in (one.low, one.high) if end is not None]
    share = dimension is Dimension.PERCENT and not WITHOUT_LIMIT.search(name)
    if share and max(ends) <= HUNDRED:
        return Interval.between(Decimal(0), HUNDRED)
    return Interval.at_least(Decimal(0))


def _in_unit(interval: Interval, factor: Decimal) -> Interval:
    low, high = (None if end is None else end / factor for end in (interval.low, interval.high))
    return Interval(low, high, interval.low_open, interval.high_open)


def level_interval(level: Target) -> Interval | None:
    """The level's numbers; “无报废情况” is none of them: 0."""
    if isinstance(level.constraint, Qualitative) and level.raw.strip().startswith(
        ("无", "没有", "零")
    ):
        return Interval.point(Decimal(0))
    return None if isinstance(level.constraint, Composite) else level.constraint.interval


def written(row: GradedIndicator, blank: str = "（空）") -> str:
    return " | ".join(level.raw.strip() or blank for level in row.scale.levels)
