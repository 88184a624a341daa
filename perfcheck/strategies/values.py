"""Strategies for numbers, units, intervals and the texts of the value language."""

from __future__ import annotations

import string
from decimal import Decimal
from functools import cache

from hypothesis import strategies as st

from perfcheck.values import Constraint, Interval, Quantity, parse_value
from perfcheck.values.units import unit_table
from perfcheck.values.vocabulary import words

_NOISE = (
    string.digits + "≥≤<>=＞％%‰.,，、；~～-—至到以上下内万亿元个次年月日底前"
    "（）()约余半一二十百X*? \u3000\u200b"
)


@cache
def _operators() -> list[str]:
    return sorted({word.text for kind in ("symbol", "operator") for word in words(kind)})


@cache
def _suffixes() -> list[str]:
    return sorted({word.text for word in words("suffix") if "range" not in word.flags})


def numbers(*, max_value: int = 10**7, places: int = 2) -> st.SearchStrategy[Decimal]:
    """Non-negative exact decimals as officials write them."""
    return st.decimals(0, max_value, allow_nan=False, allow_infinity=False, places=places).map(
        lambda x: x.quantize(Decimal(1)) if x == x.to_integral_value() else x
    )


def unit_names() -> st.SearchStrategy[str]:
    """Names and aliases of ``units.csv``."""
    return st.sampled_from(sorted(unit_table()))


def quantities() -> st.SearchStrategy[Quantity]:
    """Quantities with a known unit and perhaps a scale."""
    names = sorted({unit.name for unit in unit_table().values()})
    return st.builds(
        lambda number, scale, name: Quantity.of(number, f"{scale}{name}"),
        numbers(),
        st.sampled_from(["", "", "万", "亿"]),
        st.sampled_from(names),
    )


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    """Intervals of every shape, also empty ones."""
    ends = st.none() | st.integers(-40, 40).map(lambda n: Decimal(n) / 4)
    return Interval(draw(ends), draw(ends), draw(st.booleans()), draw(st.booleans()))


def _amounts() -> st.SearchStrategy[str]:
    scales = st.sampled_from(["", "", "万", "亿"])
    return st.builds("{}{}{}".format, numbers(), scales, unit_names())


def _dates() -> st.SearchStrategy[str]:
    years = st.sampled_from(["", "2023年", "2024年", "二〇二四年"])
    months = st.integers(1, 12).map("{}月".format)
    parts = st.sampled_from(["", "底", "底前", "1日", "15日前", "上旬", "份"])
    return st.builds("{}{}{}".format, years, months, parts)


def value_texts() -> st.SearchStrategy[str]:
    """Texts of the value language: written well, written badly, and noise."""
    amounts = _amounts()
    phrases = st.sampled_from(["", "全年", "完成", "满意度", "处理完毕", "宣传", "（含）", "左右"])
    return st.one_of(
        st.builds("{}{}".format, st.sampled_from(_operators()), amounts),
        st.builds("{}{}".format, amounts, st.sampled_from(_suffixes())),
        st.builds("{}{}{}".format, amounts, st.sampled_from(["~", "-", "至", "～"]), amounts),
        st.builds("{}{}{}".format, phrases, amounts, phrases),
        st.builds("{}；{}".format, amounts, amounts),
        _dates(),
        st.sampled_from(["达标", "显著", "不超预算", "长期", "≥**%", "XX万元", "IOO", "/", ""]),
        st.text(_NOISE, max_size=20),
        st.text(max_size=12),
    )


def constraints() -> st.SearchStrategy[Constraint]:
    """What `value_texts` mean."""
    return value_texts().map(parse_value)
