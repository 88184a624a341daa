"""Units of a bureau's own: read like those of ``units.csv``, and only where they are in force."""

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from threading import Barrier

import pytest
from hypothesis import given

from perfcheck.strategies import value_texts
from perfcheck.values import Dimension, Unit, own_units, parse_value, parse_with_unit, unit
from perfcheck.values.units import unit_table

BASKET = Unit("果筐", Dimension.COUNT, "果筐", integral=True, holder=True, aliases=("筐子",))
STRIP = Unit("厢地", Dimension.AREA, "平方米", Decimal("66.7"))


@pytest.mark.parametrize(
    ("text", "interval"),
    [
        ("≥3果筐", "[3, ∞)"),
        ("≥3筐子", "[3, ∞)"),
        ("2万果筐以上", "[20000, ∞)"),
        ("10~20厢地", "[667, 1334]"),
        ("≤5元/果筐", "(-∞, 5]"),
        ("三果筐", "[3, 3]"),
    ],
)
def test_an_own_unit_is_read_wherever_a_unit_may_stand(text: str, interval: str) -> None:
    with own_units((BASKET, STRIP)):
        read = parse_value(text)
        assert str(read.interval) == interval
        assert all(one.unit and one.unit.known for one in read.quantities)
        assert "unknown-unit" not in {note.code for note in read.diagnostics}


def test_an_own_unit_ends_with_its_block() -> None:
    before = parse_value("≥3果筐")
    with own_units((BASKET,)):
        assert unit("果筐").known
        assert parse_with_unit("≥3", "果筐").quantities[0].unit == unit("果筐")
        with own_units(()):
            assert parse_value("≥3果筐") == before
        assert parse_value("≥3果筐") != before
    assert parse_value("≥3果筐") == before
    assert "果筐" not in unit_table()
    assert [note.code for note in before.diagnostics] == ["unknown-unit"]


def test_an_own_unit_is_seen_by_its_own_thread_only() -> None:
    together = Barrier(2)

    def known(units: tuple[Unit, ...]) -> list[bool]:
        found = []
        with own_units(units):
            for _ in range(20):
                together.wait(60)
                found.append(unit("果筐").known)
        return found

    with ThreadPoolExecutor(2) as pool:
        with_it, without = pool.map(known, [(BASKET,), ()])
    assert (set(with_it), set(without)) == ({True}, {False})


@given(value_texts())
def test_a_value_without_the_own_unit_reads_as_before(text: str) -> None:
    with own_units((BASKET,)):
        read = parse_value(text)
    assert read == parse_value(text)
