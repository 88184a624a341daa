"""The readings of real values by hand, where the shared data lies beside the repository."""

from __future__ import annotations

import json
import os
from decimal import Decimal
from pathlib import Path

import pytest

from perfcheck.values import parse_value, to_record

_BESIDE = Path(__file__).resolve().parents[2].parent / "shared"
GOLD = Path(os.environ.get("PERFCHECK_DATA", _BESIDE)) / "gold" / "values.jsonl"


@pytest.mark.skipif(not GOLD.is_file(), reason="the shared gold values are not on this machine")
def test_every_value_reads_as_the_gold_says() -> None:
    lines = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    wrong = [(gold["raw"], miss) for gold in lines if (miss := _differences(gold))]
    assert len(lines) > 200
    assert wrong == []


def _differences(gold: dict[str, object]) -> list[tuple[str, object, object]]:
    record = to_record(parse_value(str(gold["raw"])))
    fields = ["kind", "op_explicit"]
    if gold["kind"] in ("quantity", "duration"):
        fields += ["op", "value", "scale", "dimension", "normalized", "unit"]
    if gold["kind"] in ("range", "date"):
        fields += ["low", "high"]
    pairs = [(field, gold.get(field), record.get(field)) for field in fields]
    return [pair for pair in pairs if not _same(pair[1], pair[2])]


def _same(expected: object, found: object) -> bool:
    try:
        return expected == found or Decimal(str(expected)) == Decimal(str(found))
    except ArithmeticError:
        return False
