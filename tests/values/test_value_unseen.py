"""Values written by a reader who had not seen the grammar, with the readings they demand."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from perfcheck.values import parse_value, to_record

_AMOUNT = ("op", "op_explicit", "value", "scale", "unit", "dimension", "normalized")
_FIELDS = {
    "quantity": _AMOUNT,
    "duration": _AMOUNT,
    "range": ("low", "high", "scale", "unit", "dimension"),
    "date": ("op", "op_explicit", "low", "high"),
    "qualitative": ("op",),
}
_NUMBERS = ("value", "low", "high", "scale", "normalized")


def _rows() -> list[dict[str, str]]:
    text = (Path(__file__).parent / "unseen.tsv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.split("\n"), delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize("row", _rows(), ids=lambda row: row["raw"])
def test_unseen_value(row: dict[str, str]) -> None:
    record = to_record(parse_value(row["raw"]))
    fields = ("kind", *_FIELDS.get(row["kind"], ()))
    written = {field: _shown(field, record[field], row["kind"]) for field in fields}
    assert written == {field: _shown(field, row[field], row["kind"]) for field in fields}


def _shown(field: str, value: object, kind: str) -> object:
    if field == "op_explicit":
        return value in (True, "1")
    if field == "unit":
        return str(value or "").replace("％", "%")
    if value and field in _NUMBERS and kind != "date":
        return Decimal(str(value))
    return value or ""
