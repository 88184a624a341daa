"""A constraint as the fields of ``parse --format jsonl``."""

from __future__ import annotations

from decimal import Decimal

from perfcheck.values.constraints import Composite, Constraint, Deadline, Range, Threshold
from perfcheck.values.interval import plain

_SCALES = {Decimal(1): "1", Decimal(10**4): "1e4", Decimal(10**8): "1e8"}


def to_record(constraint: Constraint) -> dict[str, object]:
    """The fields of the contract; decimals are strings, what does not apply is ``None``."""
    op = constraint.op
    record: dict[str, object] = {
        "raw": constraint.raw,
        "kind": constraint.kind,
        "op": None if op is None else op.value,
        "op_explicit": constraint.op_explicit,
        "value": None,
        "low": None,
        "high": None,
        "scale": "1",
        "unit": constraint.unit_text or None,
        "dimension": constraint.dimension.value,
        "normalized": None,
    }
    _fill(record, constraint)
    record["diagnostics"] = [
        {
            "code": note.code,
            "message": note.message,
            "start": note.start,
            "end": note.end,
            "suggestion": note.suggestion,
        }
        for note in constraint.diagnostics
    ]
    return record


def _fill(record: dict[str, object], constraint: Constraint) -> None:
    if isinstance(constraint, Threshold):
        quantity = constraint.quantity
        record["value"] = format(quantity.value, "f")
        record["scale"] = scale_text(quantity.scale)
        record["normalized"] = plain(quantity.normalized)
    elif isinstance(constraint, Range):
        low, high = constraint.low, constraint.high
        if low.scale == high.scale:
            record["low"], record["high"] = format(low.value, "f"), format(high.value, "f")
            record["scale"] = scale_text(high.scale)
        else:  # 5000元~1万元: one scale cannot hold both
            record["low"], record["high"] = (
                plain(low.value * low.scale),
                plain(high.value * high.scale),
            )
        if constraint.low_open:
            record["low_open"] = True
        if constraint.high_open:
            record["high_open"] = True
    elif isinstance(constraint, Deadline):
        record["low"] = None if constraint.low is None else constraint.low.iso()
        record["high"] = None if constraint.high is None else constraint.high.iso()
    elif isinstance(constraint, Composite):
        record["parts"] = [to_record(part) for part in constraint.parts]


def scale_text(scale: Decimal) -> str:
    """``1``, ``1e4``, ``1e8``; other scales alike (千 is ``1e3``)."""
    return _SCALES.get(scale) or f"1e{scale.adjusted()}"
