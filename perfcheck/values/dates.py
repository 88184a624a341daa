"""Dates of which the year or the day may be missing."""

from __future__ import annotations

from attrs import frozen


@frozen
class PartialDate:
    """A day; ``year`` is ``None`` where the author wrote none.

    ``span`` are its offsets where it was found inside a longer text.
    """

    year: int | None
    month: int
    day: int
    span: tuple[int, int] = (0, 0)

    def iso(self) -> str:
        """``2023-12-31``, without a year ``--12-31``."""
        year = "-" if self.year is None else f"{self.year:04d}"
        return f"{year}-{self.month:02d}-{self.day:02d}"

    @property
    def is_month_end(self) -> bool:
        """Whether it is the last day of its month."""
        return self.day == last_day(self.year, self.month)


def last_day(year: int | None, month: int) -> int:
    """The number of days of a month; February has 28 where the year is unknown."""
    if month == 2:
        leap = year is not None and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
        return 29 if leap else 28
    return 30 if month in (4, 6, 9, 11) else 31


@frozen
class Period:
    """A stretch of days, both ends inside; ``is_deadline`` for 年底, 月底 and 末."""

    low: PartialDate
    high: PartialDate
    is_deadline: bool = False


def month_period(year: int | None, month: int, first: int = 1, last: int | None = None) -> Period:
    """A month, or the days from ``first`` to ``last`` of it."""
    end = last_day(year, month) if last is None else last
    return Period(PartialDate(year, month, first), PartialDate(year, month, end))


def months(year: int | None, first: int, last: int) -> Period:
    """From the first day of one month to the last day of another."""
    return Period(PartialDate(year, first, 1), PartialDate(year, last, last_day(year, last)))


def is_day(year: int | None, month: int, day: int) -> bool:
    """Whether the calendar has the day; 29 February without a year is allowed."""
    limit = 29 if month == 2 and year is None else last_day(year, month)
    return 1 <= day <= limit
