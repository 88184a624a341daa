"""From the tokens of a date to the days it means."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from perfcheck.values.dates import PartialDate, Period, is_day, last_day, month_period, months
from perfcheck.values.mentions import span_of
from perfcheck.values.numerals import chinese_number

if TYPE_CHECKING:
    from lark import Token

    from perfcheck.values.quantity import Span


class When(NamedTuple):
    """A date as the grammar gives it: its period (``None``: no such day) and span."""

    period: Period | None
    span: Span


_MONTHS_OF = {"上": (1, 6), "下": (7, 12)}


def _leading_number(token: str) -> int:
    digits = "".join(char for char in token if char in "0123456789")
    return int(digits or chinese_number(token.strip().rstrip("月份日号 ")) or 0)


def year_number(token: Token | None) -> int | None:
    """The year a token writes: ``24年`` is 2024, ``年`` and ``本年`` have none."""
    if token is None or token.type == "YEAR_WORD":
        return None
    digits = "".join(char for char in token if char in "0123456789")
    number = int(digits) if digits else int(chinese_number(token[:4]) or 0)
    return number + 2000 if number < 100 else number


def year_period(year: Token, edge: Token | None) -> When:
    """``2023年``, ``2023年底``, ``年初``."""
    number, span = year_number(year), span_of(year, edge)
    if edge is None:
        return When(months(number, 1, 12), span)
    if edge == "初":
        return When(months(number, 1, 1), span)
    end = PartialDate(number, 6, 30) if edge == "中" else PartialDate(number, 12, 31)
    return When(Period(end, end, True), span)


def month_of(year: Token | None, month: Token, part: Token | None) -> When:
    """``3月``, ``2023年12月底``, ``6月30日``, ``5月上旬``."""
    number, which = year_number(year), _leading_number(month)
    span = span_of(year, month, part)
    if part is None:
        return When(month_period(number, which), span)
    if part.type == "DAY":
        day = _leading_number(part)
        if not is_day(number, which, day):
            return When(None, span)
        return When(month_period(number, which, day, day), span)
    first, last = _PARTS[str(part)]
    period = month_period(number, which, first, last)
    if part in ("底", "末"):
        period = Period(period.high, period.high, True)
    return When(period, span)


_PARTS: dict[str, tuple[int, int | None]] = {
    "上旬": (1, 10), "中旬": (11, 20), "下旬": (21, None), "初": (1, 10), "中": (11, 20),
    "底": (21, None), "末": (21, None),
}  # fmt: skip


def season_of(year: Token | None, season: Token, edge: Token | None) -> When:
    """``第一季度``, ``上半年``, ``前三季度``."""
    number, span = year_number(year), span_of(year, season, edge)
    text = season.replace(" ", "")
    if "半年" in text:
        first, last = _MONTHS_OF[text[0]]
    else:
        count = _leading_number("".join(c for c in text if c in "1234一二三四"))
        first, last = (1 if text[0] == "前" else count * 3 - 2), count * 3
    period = months(number, first, last)
    if edge is not None and edge in ("底", "末"):
        period = Period(period.high, period.high, True)
    return When(period, span)


def iso_of(token: Token, edge: Token | None) -> When:
    """``2024-12-31``, ``2024/6/30``, ``2023.07``."""
    numbers = [int(part) for part in _split_numbers(token)]
    span = span_of(token, edge)
    year, month = numbers[0], numbers[1]
    if len(numbers) == 2:
        period = month_period(year, month)
        if edge is not None:
            period = Period(period.high, period.high, True)
        return When(period, span)
    if not is_day(year, month, numbers[2]):
        return When(None, span)
    return When(month_period(year, month, numbers[2], numbers[2]), span)


def month_day_of(token: Token) -> When:
    """``12.31`` before 前."""
    month, day = (int(part) for part in _split_numbers(token))
    good = is_day(None, month, day)
    return When(month_period(None, month, day, day) if good else None, span_of(token))


def _split_numbers(text: str) -> list[str]:
    return "".join(char if char in "0123456789" else " " for char in text).split()


def joined(first: When, second: When) -> When:
    """From the first date to the second, which inherits the year."""
    span = (first.span[0], second.span[1])
    if first.period is None or second.period is None:
        return When(None, span)
    low, high = first.period.low, second.period.high
    if high.year is None and low.year is not None:
        high = PartialDate(low.year, high.month, _same_day(high, low.year))
    elif low.year is None and high.year is not None:
        low = PartialDate(high.year, low.month, low.day)
    if low.year is not None and high.iso() < low.iso():
        return When(None, span)
    return When(Period(low, high), span)


def _same_day(day: PartialDate, year: int) -> int:
    return last_day(year, day.month) if day.is_month_end else day.day


def to_day(first: When, day: Token) -> When:
    """``3月1日至15日``."""
    span, number = (first.span[0], span_of(day)[1]), _leading_number(day)
    if first.period is None:
        return When(None, span)
    low = first.period.low
    if not is_day(low.year, low.month, number) or number < low.day:
        return When(None, span)
    return When(Period(low, PartialDate(low.year, low.month, number)), span)
