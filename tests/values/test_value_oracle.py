"""A second reading of simple values, made of one regular expression and nothing of the grammar."""

from __future__ import annotations

import re
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from perfcheck.values import Threshold, parse_value

SIMPLE = re.compile(
    r"(?P<op>≥|≤|>=|<=|>|<|=|大于等于|小于等于|不低于|不少于|不超过|大于|小于|至少)?"
    r"(?P<number>\d+(?:\.\d+)?)(?P<scale>万|亿)?(?P<unit>%|元|个|次|人|件|亩|公里|吨|平方米)?"
    r"(?P<suffix>以上|以下|以内)?"
)
OPS = {
    "≥": "ge", ">=": "ge", "大于等于": "ge", "不低于": "ge", "不少于": "ge", "至少": "ge",
    "≤": "le", "<=": "le", "小于等于": "le", "不超过": "le", ">": "gt", "大于": "gt",
    "<": "lt", "小于": "lt", "=": "eq", "以上": "ge", "以下": "le", "以内": "le", None: "eq",
}  # fmt: skip
SIZES = {None: 1, "万": 10**4, "亿": 10**8}


@st.composite
def simple_values(draw: st.DrawFn) -> str:
    number = str(draw(st.integers(0, 99999)))
    if draw(st.booleans()):
        number += "." + str(draw(st.integers(0, 99)))
    scale = draw(st.sampled_from(["", "万", "亿"]))
    unit = draw(st.sampled_from(["", "%", "元", "个", "次", "人", "件", "亩", "公里", "平方米"]))
    words = [op for op in OPS if op]
    mark = draw(st.sampled_from(["", *words]))
    if mark in ("以上", "以下", "以内"):
        return f"{number}{scale}{unit}{mark}"
    return f"{mark}{number}{scale}{unit}"


@settings(max_examples=800, deadline=None)
@given(simple_values())
def test_both_readings_agree(text: str) -> None:
    match = SIMPLE.fullmatch(text)
    assert match is not None
    found = parse_value(text)
    assert isinstance(found, Threshold)
    assert found.op.value == OPS[match["op"] or match["suffix"]]
    assert found.op_explicit == bool(match["op"] or match["suffix"])
    assert found.quantity.value == Decimal(match["number"])
    assert found.quantity.scale == SIZES[match["scale"]]
    assert found.unit_text == (match["unit"] or "")
    assert text[slice(*found.quantity.span)].startswith(match["number"])
