"""Laws that hold for every value, not only for those somebody thought of."""

from __future__ import annotations

import random
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perfcheck import strategies
from perfcheck.values import (
    Composite,
    Constraint,
    Deadline,
    Interval,
    Quantity,
    Range,
    Threshold,
    parse_value,
    render,
    to_record,
    uncovered,
)

QUARTERS = st.integers(-50, 50).map(lambda n: Decimal(n) / 4)


def meaning(constraint: Constraint) -> object:
    """What must survive rendering: kind, operators, amounts, units, days."""
    if isinstance(constraint, Threshold):
        quantity = constraint.quantity
        bases = None if quantity.unit is None else quantity.unit.bases
        return (constraint.op, constraint.op_explicit, quantity.base, quantity.scale, bases)
    if isinstance(constraint, Range):
        ends = constraint.low.base, constraint.high.base
        return (*ends, constraint.low_open, constraint.high_open)
    if isinstance(constraint, Deadline):
        low, high = constraint.low, constraint.high
        return (low and low.iso(), high and high.iso(), constraint.op, constraint.op_explicit)
    if isinstance(constraint, Composite):
        return tuple(meaning(part) for part in constraint.parts)
    return (constraint.kind, constraint.op)


@settings(max_examples=600, deadline=None)
@given(strategies.value_texts())
def test_rendering_keeps_the_meaning_and_is_a_fixed_point(text: str) -> None:
    constraint = parse_value(text)
    written = render(constraint)
    again = parse_value(written)
    assert (again.kind, meaning(again)) == (constraint.kind, meaning(constraint)), written
    assert render(again) == written


@settings(max_examples=600, deadline=None)
@given(strategies.value_texts() | st.text(max_size=40))
def test_no_text_raises_and_spans_lie_inside(text: str) -> None:
    constraint = parse_value(text)
    assert constraint.raw == text
    for quantity in constraint.quantities:
        start, end = quantity.span
        assert 0 <= start <= end <= len(text)
    for _, written, (start, end) in constraint.operators:
        assert text[start:end] == written
    for note in constraint.diagnostics:
        assert 0 <= note.start <= note.end <= len(text)
        assert note.message
        assert note.message_en
    assert to_record(constraint)["raw"] == text


WHITE = "\t\n\r\v\u3000\xa0\u200b\ufeff"


@pytest.mark.parametrize("space", ["", *WHITE])
def test_white_space_in_a_time_of_day(space: str) -> None:
    assert meaning(parse_value(f"12月31日17{space}:00前")) == meaning(parse_value("12月31日前"))


@settings(max_examples=600, deadline=None)
@given(st.data(), strategies.value_texts(), st.sampled_from(WHITE))
def test_white_space_in_any_place_raises_nothing(
    data: st.DataObject, text: str, space: str
) -> None:
    at = data.draw(st.integers(0, len(text)))
    broken = text[:at] + space + text[at:]
    assert to_record(parse_value(broken))["raw"] == broken


def test_a_tail_never_hides_a_number() -> None:
    """3,000 random strings: what was not read contains no digit and no operator."""
    rng = random.Random(20240607)
    alphabet = (
        "≥≤<>=＞0123456789１２.,，%％‰百分点万亿元个件次台、/～~-—"
        "至到以上下内约（）年月日底前一二十半X*?$工"
    )
    for _ in range(3000):
        text = "".join(rng.choice(alphabet) for _ in range(rng.randrange(1, 14)))
        constraint = parse_value(text)
        if isinstance(constraint, (Threshold, Range)):
            assert not set(constraint.tail) & set("0123456789１２≥≤<>=＞%％‰"), text


def test_long_and_hostile_texts_return() -> None:
    hostile = ["9" * 5000, "1e9999999", "≥1E999999999", "（" * 3000, "≥" * 3000, "1," * 2000]
    hostile += ["٣٤%", "NaN", "Infinity%", "1" * 31 + "元", "一" * 200, "\x00", "\ud800"]
    for text in hostile:
        assert not parse_value(text).quantities, text[:20]


@given(strategies.quantities())
def test_a_quantity_reads_as_it_renders(quantity: Quantity) -> None:
    constraint = parse_value(f"≥{quantity.render()}")
    assert isinstance(constraint, Threshold)
    assert constraint.quantity.base == quantity.base


@given(strategies.numbers())
def test_ten_thousand_yuan_is_ten_thousand_times_a_yuan(number: Decimal) -> None:
    large, small = parse_value(f"≤{number}万元"), parse_value(f"≤{number * 10000}元")
    assert isinstance(large, Threshold)
    assert isinstance(small, Threshold)
    assert large.quantity.normalized == small.quantity.normalized
    assert large.interval == small.interval


@given(strategies.intervals(), strategies.intervals(), QUARTERS)
def test_intervals_agree_with_their_numbers(a: Interval, b: Interval, x: Decimal) -> None:
    both = a.intersection(b)
    assert both.contains(x) == (a.contains(x) and b.contains(x))
    assert a.overlaps(b) == (not both.is_empty)
    assert not (a.is_empty and a.contains(x))
    if a.within(b):
        assert not a.contains(x) or b.contains(x)
    gap = a.gap(b)
    if gap is not None:
        assert not (gap.contains(x) and (a.contains(x) or b.contains(x)))
        assert gap == b.gap(a)


@given(strategies.intervals(), strategies.intervals(), st.integers(-12, 12).map(Decimal))
def test_whole_intervals_agree_with_whole_numbers(a: Interval, b: Interval, n: Decimal) -> None:
    assert a.whole().contains(n) == a.contains(n)
    both = a.whole().intersection(b.whole())
    assert both.contains(n) == (a.contains(n) and b.contains(n))
    gap = a.whole().gap(b.whole())
    if gap is not None and gap.contains(n):
        assert not a.contains(n)
        assert not b.contains(n)


@given(strategies.intervals(), st.lists(strategies.intervals(), max_size=4), QUARTERS)
def test_uncovered_is_what_no_part_holds(
    domain: Interval, parts: list[Interval], x: Decimal
) -> None:
    rest = uncovered(domain, parts)
    held = domain.contains(x) and not any(part.contains(x) for part in parts)
    assert any(piece.contains(x) for piece in rest) == held
    if x == x.to_integral_value():
        whole = uncovered(domain, parts, whole=True)
        assert any(piece.contains(x) for piece in whole) == held
