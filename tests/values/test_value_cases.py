"""Values and their readings, written out.

Each line of the table: the text, its kind, and what it means: ``op`` (in brackets when not
written), number, scale and unit of a quantity; both ends of a range or date; nothing for words.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from perfcheck.values import Deadline, Range, Threshold, find_dates, find_quantities, parse_value
from perfcheck.values.record import scale_text

TABLE = Path(__file__).with_name("cases.tsv")


def _cases() -> list[tuple[str, str]]:
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("# ")]
    return [(row[0], row[1]) for row in rows]


def reading(text: str) -> str:
    """The reading of a text in the notation of the table."""
    found = parse_value(text)
    if isinstance(found, Threshold):
        op = found.op.value if found.op_explicit else f"({found.op.value})"
        quantity = found.quantity
        scale = "" if quantity.scale == 1 else "*" + scale_text(quantity.scale)
        return f"{found.kind} {op} {quantity.value:f}{scale} {found.unit_text or '-'}"
    if isinstance(found, Range):
        left, right = "(" if found.low_open else "[", ")" if found.high_open else "]"
        ends = f"{left}{found.low.value:f}, {found.high.value:f}{right}"
        return f"range {ends} {found.unit_text or '-'}"
    if isinstance(found, Deadline):
        low = "" if found.low is None else found.low.iso()
        high = "" if found.high is None else found.high.iso()
        op = found.op.value if found.op_explicit else f"({found.op.value})"
        return f"date {op} {low}..{high}"
    return found.kind if found.op is None else f"{found.kind} {found.op.value}"


@pytest.mark.parametrize(("text", "expected"), _cases())
def test_reading(text: str, expected: str) -> None:
    assert reading(text) == expected


def test_the_table_is_not_empty() -> None:
    assert len(_cases()) > 200


@pytest.mark.parametrize(
    ("text", "code", "suggestion"),
    [
        ("≤11万", "missing-unit", "≤11万元"),
        ("≤3.5/株", "missing-currency", "≤3.5元/株"),
        ("6次收下", "misspelt-suffix", "6次以下"),
        ("≥97百分比", "percent-word", "≥97%"),
        (">=97%", "operator-variant", "≥97%"),
        ("＞＝９７％", "fullwidth", "≥97%"),
        ("97%～93%", "reversed-range", "93%~97%"),
        ("≥97%以上", "redundant-operator", None),
        ("≤97%以上", "conflicting-operators", None),
        ("=4台、个", "unit-compound", None),
        ("≥4畦", "unknown-unit", None),
        ("约40人", "approximate", None),
        ("＊＊万元", "template-blank", None),
        ("IOO", "ocr-noise", None),
        ("36小时内答复", "trailing-text", None),
        ("1:4", "ratio", None),
        ("2/3以上", "inexact-fraction", None),
        ("2023年2月30日", "invalid-date", None),
    ],
)
def test_remark(text: str, code: str, suggestion: str | None) -> None:
    notes = {note.code: note for note in parse_value(text).diagnostics}
    assert code in notes
    assert notes[code].suggestion == suggestion


def test_a_sentence_gives_its_amounts_and_not_its_list_numbers() -> None:
    text = "1、2021年3月购置触摸屏4万元；2、5月检修2次，每次0.6万元；（3）共7人"
    found = find_quantities(text)
    assert [q.render() for q in found] == ["4万元", "2次", "0.6万元", "7人"]
    assert [text[slice(*q.span)] for q in found] == ["4万元", "2次", "0.6万元", "7人"]


def test_a_sentence_gives_its_dates() -> None:
    text = "全年分两批，2021年11月底完成；2021年三月底支付，其余12月底前付清"
    found = find_dates(text)
    assert [date.iso() for date in found] == ["2021-11-30", "2021-03-31", "--12-31"]
    assert [text[slice(*d.span)] for d in found] == ["2021年11月底", "2021年三月底", "12月底前"]
