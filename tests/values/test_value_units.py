"""Units, quantities and the grammar's data files."""

from __future__ import annotations

import json
from collections import Counter
from decimal import Decimal

import pytest

from perfcheck.values import (
    Dimension,
    Interval,
    Quantity,
    Threshold,
    chinese_number,
    format_money,
    parse_value,
    parse_with_unit,
    same_counting,
    to_record,
    unit,
)
from perfcheck.values.compile import source
from perfcheck.values.grammar import TABLES, Reader, build, find_items, fingerprint
from perfcheck.values.resources import read_grammar, read_lines
from perfcheck.values.units import unit_table
from perfcheck.values.vocabulary import fold

# After a number from 1 to 12 these two are dates: 3月 is March, 3季度 the third quarter.
DATE_WORDS = {"月", "季度"}


@pytest.mark.parametrize("name", sorted(unit_table().keys() - DATE_WORDS))
def test_every_unit_reads_as_itself(name: str) -> None:
    found = parse_value(f"≥3{name}")
    assert isinstance(found, Threshold)
    assert found.quantity.unit is not None
    assert found.quantity.unit.numerator == (unit_table()[name],)
    assert found.unit_text == name


def test_no_unit_word_stands_twice() -> None:
    spellings = Counter(
        fold(word) for row in read_lines("units.csv") for word in (row[0], *row[7].split())
    )
    assert [word for word, count in spellings.items() if count > 1] == []
    assert len(read_lines("units.csv")) >= 150


def test_no_word_stands_twice_in_a_kind() -> None:
    seen = Counter((row[0], row[1]) for row in read_lines("words.csv"))
    assert [word for word, count in seen.items() if count > 1] == []


def test_the_compiled_tables_belong_to_the_grammar() -> None:
    made = json.loads(read_grammar(TABLES))
    assert made["fingerprint"] == fingerprint(), "run python -m perfcheck.values.compile"
    assert json.loads(source())["data"]["rules"] == made["data"]["rules"]


def test_compiled_and_fresh_parsers_agree() -> None:
    reader = Reader()
    fresh = build(reader)
    for text in ("≥93%", "6~9个以内", "2024年底前完成93%", "效果显著", "93%≤满意度<97%"):
        reader.raw = text
        assert fresh.parse(fold(text)) == find_items(text)


def test_a_rate_times_its_count_is_money() -> None:
    total = Quantity.of("2500", "元/组次") * Quantity.of(32, "组次")
    assert (total.render(), total.dimension) == ("80000元", Dimension.MONEY)
    assert (total / Quantity.of(32, "组次")).base == 2500


def test_words_of_one_group_cancel_only_on_demand() -> None:
    count, price = Quantity.of(200, "件"), Quantity.of(3, "元/次")
    assert (count * price).dimension != Dimension.MONEY
    assert count.times(price, loosely=True).render() == "600元"


def test_same_counting() -> None:
    def one(text: str) -> object:
        return unit(text).numerator[0]

    assert same_counting(unit("件").numerator[0], unit("次").numerator[0])
    assert same_counting(unit("户").numerator[0], unit("家").numerator[0])
    assert one("批") == one("批次")
    assert not same_counting(unit("件").numerator[0], unit("人").numerator[0])


@pytest.mark.parametrize(
    ("number", "written", "target", "expected"),
    [
        ("1.5", "万元", "元", "15000元"),
        ("80660", "元", "万元", "8.066万元"),
        ("2", "天", "小时", "48小时"),
        ("1", "年", "月", "12月"),
        ("3", "公顷", "平方米", "30000平方米"),
        ("500", "公斤", "吨", "0.5吨"),
    ],
)
def test_conversion(number: str, written: str, target: str, expected: str) -> None:
    assert Quantity.of(number, written).in_unit(target).render() == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("12次/年", "1次/月"),
        ("3次/年", "0.25次/月"),
        ("16次/年", "4次/季度"),
        ("24元/日", "1元/小时"),
    ],
)
def test_equal_rates_are_equal_exactly(one: str, other: str) -> None:
    assert parse_value(one).interval == parse_value(other).interval


def test_quantities_of_different_things_do_not_compare() -> None:
    with pytest.raises(ValueError, match="units differ"):
        assert Quantity.of(1, "元") <= Quantity.of(1, "人")
    with pytest.raises(ValueError, match="not convertible"):
        Quantity.of(3, "个工作日").in_unit("天")
    assert Quantity.of(1, "万元") > Quantity.of(9999, "元")


def test_percent_of_a_count() -> None:
    assert (Quantity.of(50, "%") * Quantity.of(200, "人")).render() == "100人"
    assert Quantity.of(5, "‰").normalized == Decimal("0.5")


@pytest.mark.parametrize(
    ("yuan", "like", "expected"),
    [
        ("440000", "10000", "44.00万元"),
        ("15500", "10000", "1.55万元"),
        ("123456.78", "10000", "12.345678万元"),
        ("8800", "1", "8800元"),
        ("88.5", "1", "88.50元"),
    ],
)
def test_money_is_written_in_the_authors_scale(yuan: str, like: str, expected: str) -> None:
    assert format_money(Decimal(yuan), Decimal(like)) == expected


@pytest.mark.parametrize(
    ("text", "column", "value", "unit_text", "normalized"),
    [
        ("80000", "亩", "80000", "亩", "80000"),
        ("30", "万元", "30", "元", "300000"),
        ("≥5万元", "万元", "5", "元", "50000"),  # a unit in the value is never doubled
        ("≥98", "百分比", "98", "百分比", "98"),
        ("≤11万", "元", "11", "元", "110000"),
        ("12", "", "12", None, "12"),
        ("=2072.7", "万元", "2072.7", "元", "20727000"),  # alone it would be July 2072
        ("≥2025.1", "亩", "2025.1", "亩", "2025.1"),
    ],
)
def test_a_unit_in_its_own_column(
    text: str, column: str, value: str, unit_text: str | None, normalized: str
) -> None:
    record = to_record(parse_with_unit(text, column))
    assert (record["value"], record["unit"], record["normalized"]) == (
        value, unit_text, normalized,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "column"),
    [("2024.6", "月"), ("2024.10.30", "日"), ("2024年6月底前", "时间"), ("12月底前", "次")],
)
def test_a_date_beside_a_unit_column_is_still_a_date(text: str, column: str) -> None:
    assert to_record(parse_with_unit(text, column))["kind"] == "date"


@pytest.mark.parametrize(
    ("text", "number"),
    [("二十五", "25"), ("一百二十万", "1200000"), ("九十五点五", "95.5"), ("二〇二四", "2024"),
     ("一亿二千万", "120000000"), ("十", "10"), ("两千零五", "2005"), ("半", "0.5"),
     ("叁佰", "300"), ("甲", None), ("", None), ("一" * 40, None)],
)  # fmt: skip
def test_chinese_numbers(text: str, number: str | None) -> None:
    assert chinese_number(text) == (None if number is None else Decimal(number))


def test_at_most_three_and_more_than_three_leave_no_whole_number_out() -> None:
    low, high = Interval.at_most(Decimal(3)), Interval.above(Decimal(3))
    assert low.gap(high) is None
    assert low.whole().gap(high.whole()) is None
    four = low.whole().gap(Interval.at_least(Decimal(5)).whole())
    assert str(four) == "[4, 4]"
    assert str(Interval.below(Decimal("90.50"))) == "(-∞, 90.5)"
