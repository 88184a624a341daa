"""The readings of real values by hand, where the shared data lies beside the repository."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING

from perfcheck.values import parse_value, to_record

if TYPE_CHECKING:
    from pathlib import Path


def test_every_value_reads_as_the_gold_says(data: Path) -> None:
    text = (data / "gold" / "values.jsonl").read_text(encoding="utf-8")
    lines = [json.loads(line) for line in text.splitlines()]
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
