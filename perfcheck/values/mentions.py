"""What the grammar finds in a text: amounts, ranges, dates, and signs that forbid trust."""

from __future__ import annotations

from decimal import Context, Decimal
from typing import TYPE_CHECKING, NamedTuple

from .dates import PartialDate, Period, is_day, last_day, month_period, months
from .numerals import arabic_number, chinese_number
from .quantity import Quantity
from .units import UnitExpr, unit
from .vocabulary import meanings, scales

if TYPE_CHECKING:
    from lark import Token

    from .quantity import Span


class Mark(NamedTuple):
    """An operator, suffix or note: its meaning (ge, le, …), its folded text and its span."""

    meaning: str
    text: str
    span: Span


class Amount(NamedTuple):
    """A number with its unit. ``flaw`` is the code of a diagnostic that makes it untrustworthy."""

    quantity: Quantity
    span: Span
    literal_span: Span
    unit_span: Span | None
    chinese: bool = False
    more: Mark | None = None
    flaw: str = ""


class Bound(NamedTuple):
    """``[operator] amount [note] [suffix [note]]``."""

    head: Mark | None
    gap: str
    amount: Amount
    close: Mark | None
    note: Mark | None
    span: Span


class Stretch(NamedTuple):
    """Two amounts with a range sign, a chain, brackets or ±."""

    head: Mark | None
    low: Amount
    high: Amount
    low_open: bool
    high_open: bool
    marks: tuple[Mark, ...]
    close: Mark | None
    span: Span


class Day(NamedTuple):
    """A date or period, perhaps with a deadline word. ``flaw`` as in `Amount`."""

    head: Mark | None
    period: Period | None
    close: Mark | None
    span: Span
    flaw: str = ""


class Sign(NamedTuple):
    """Something that is no word: an operator without a number, a mask, noise."""

    type: str
    text: str
    span: Span


Item = Bound | Stretch | Day | Sign

FLAT = Decimal(1)
_EXACT_FRACTIONS = Context(prec=60)


def span_of(*tokens: Token | None) -> Span:
    """From the first token that is there to the last."""
    there = [token for token in tokens if token is not None]
    return (there[0].start_pos or 0, there[-1].end_pos or 0)


def mark(token: Token | None) -> Mark | None:
    """An operator or suffix token with its meaning."""
    if token is None:
        return None
    text = str(token)
    found = meanings("symbol", "operator", "suffix", "date-suffix").get(text, "")
    return Mark(found, text, span_of(token))


def date_mark(token: Token | None) -> Mark | None:
    """A word after a date with its meaning there (内 and 前 both close it)."""
    return None if token is None else Mark(meanings("date-suffix")[str(token)], str(token),
                                           span_of(token))  # fmt: skip


def amount(
    raw: str,
    currency: Token | None,
    number: Token,
    scale: Token | None,
    more: Token | None,
    unit_token: Token | None,
    half: Token | None,
) -> Amount:
    """The amount that the tokens write; the texts it keeps come from ``raw``."""
    span = span_of(currency, number, scale, more, unit_token, half)
    literal_span = span_of(number)
    chinese = number.type == "CNUM"
    value = chinese_number(number) if chinese else arabic_number(number)
    size = FLAT if scale is None else scales()[str(scale)]
    expression, extra = _unit_of(raw, unit_token)
    if expression is None and currency is not None:
        expression = unit("元")
    flaw = "unclear-number" if value is None else ""
    if half is not None:
        value = (value or 0) + Decimal("0.5")
        flaw = flaw or ("" if expression and expression.dimension == "time" else "unclear-number")
    quantity = Quantity(
        raw[slice(*literal_span)], Decimal(0) if value is None else value, size * extra,
        expression, span,
    )  # fmt: skip
    return Amount(
        quantity, span, literal_span, None if unit_token is None else span_of(unit_token),
        chinese, None if more is None else Mark("approx", str(more), span_of(more)), flaw,
    )  # fmt: skip


def _unit_of(raw: str, token: Token | None) -> tuple[UnitExpr | None, Decimal]:
    if token is None:
        return None, FLAT
    written = raw[slice(*span_of(token))]
    if token.type != "BRACKET_UNIT":
        return unit(written), FLAT
    from .quantity import split_scale

    scale, rest = split_scale(written.strip("()（） "))
    expression = unit(rest)
    return (expression, scale) if expression.known else (None, FLAT)


def part_of(raw: str, prefix: Token, number: Token) -> Amount:
    """``百分之九十五`` and ``千分之3``."""
    value = chinese_number(number) if number.type == "CN_PLAIN" else arabic_number(number)
    span = span_of(prefix, number)
    sign = "%" if prefix.startswith("百") else "‰"
    quantity = Quantity(raw[slice(*span)], value or Decimal(0), FLAT, unit(sign), span)
    return Amount(
        quantity, span, span_of(number), span_of(prefix), number.type == "CN_PLAIN",
        flaw="unclear-number" if value is None else "",
    )  # fmt: skip


def fraction(raw: str, number: Token, unit_token: Token | None) -> Amount:
    """``1/2`` and ``三分之二``; one without a finite decimal has a flaw."""
    if number.type == "FRACTION":
        above, below = (arabic_number(part.strip()) for part in number.split("/"))
    else:
        below, above = (chinese_number(part) for part in number.split("分之"))
    span = span_of(number, unit_token)
    value, flaw = Decimal(0), "inexact-fraction"
    if above is not None and below and above < below <= 100:
        value = above / below
        flaw = "" if _EXACT_FRACTIONS.multiply(value, below) == above else "inexact-fraction"
    expression, _ = _unit_of(raw, unit_token)
    literal = raw[slice(*span_of(number))]
    return Amount(
        Quantity(literal, value, FLAT, expression, span), span, span_of(number),
        None if unit_token is None else span_of(unit_token), number.type != "FRACTION", flaw=flaw,
    )  # fmt: skip


def brackets(raw: str, token: Token, unit_token: Token | None) -> Stretch:
    """``[90%,95%)`` with its unit inside or after it."""
    span, start = span_of(token, unit_token), token.start_pos or 0
    ends = []
    for part in token[1:-1].split(","):
        at = start + token.index(part)
        literal = part.strip().rstrip("% ")
        first = at + part.index(literal)
        value = arabic_number(literal.lstrip("+"))
        expression = unit("%") if "%" in part else _unit_of(raw, unit_token)[0]
        literal_span = (first, first + len(literal))
        quantity = Quantity(
            raw[slice(*literal_span)], value or Decimal(0), FLAT, expression,
            (at, at + len(part)),
        )  # fmt: skip
        flaw = "unclear-number" if value is None else ""
        ends.append(Amount(quantity, quantity.span, literal_span, None, flaw=flaw))
    low, high = ends
    return Stretch(None, low, high, token[0] == "(", token[-1] == ")", (), None, span)


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
