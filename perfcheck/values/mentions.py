"""What the grammar finds in a text: amounts, ranges, dates, and signs that forbid trust."""

from __future__ import annotations

from decimal import Context, Decimal
from typing import TYPE_CHECKING, NamedTuple

from perfcheck.values.numerals import arabic_number, chinese_number
from perfcheck.values.quantity import Quantity
from perfcheck.values.units import UnitExpr, unit
from perfcheck.values.vocabulary import meanings, scales

if TYPE_CHECKING:
    from lark import Token

    from perfcheck.values.dates import Period
    from perfcheck.values.quantity import Span


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
_AFTER_ZERO = tuple("0123456789,")  # ≥095%: no number begins so
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
    if token is None:
        return None
    known = meanings("date-suffix")
    word = max((word for word in known if token.endswith(word)), key=len)  # 31日17:00前
    return Mark(known[word], word, span_of(token))


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
    doubtful = value is None or (number[0] == "0" and number[1:2] in _AFTER_ZERO)
    flaw = "unclear-number" if doubtful else ""
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
    from perfcheck.values.quantity import split_scale

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
