"""A value's reading in words, for somebody who tries one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perfcheck.values.constraints import (
    Composite,
    Deadline,
    Qualitative,
    Range,
    Threshold,
    Unreadable,
)
from perfcheck.values.render import render

if TYPE_CHECKING:
    from perfcheck.values.constraints import Constraint

KINDS = {
    "quantity": ("数量", "quantity"),
    "range": ("区间", "range"),
    "date": ("日期", "date"),
    "duration": ("时长", "duration"),
    "qualitative": ("文字（没有可比较的数）", "words, nothing to compare"),
    "composite": ("几个目标", "several targets"),
    "unparseable": ("读不出可信的数", "no trustworthy number"),
}


def explain(constraint: Constraint, lang: str = "zh") -> str:
    """What was written, how it is read, and what is remarked on the writing."""
    english = lang == "en"
    lines = [constraint.raw, f"  {KINDS[constraint.kind][english]}{_reading(constraint, english)}"]
    for note in constraint.diagnostics:
        mended = f" → {note.suggestion}" if note.suggestion else ""
        lines.append(f"  ! {note.message_en if english else note.message}{mended}")
    return "\n".join(lines)


def _reading(constraint: Constraint, english: bool) -> str:
    match constraint:
        case Threshold() | Range():
            unit = constraint.quantities[-1].unit
            base = "·".join(one.base for one in unit.numerator) if unit else ""
            below = "·".join(one.base for one in unit.denominator) if unit else ""
            shown = f"{base}/{below}" if below else base
            return f"  {render(constraint)}  {constraint.interval} {shown}".rstrip()
        case Deadline():
            ends = (end.iso() if end else "…" for end in (constraint.low, constraint.high))
            return "  " + " ~ ".join(ends)
        case Composite():
            return "".join(
                f"\n    {KINDS[part.kind][english]}{_reading(part, english)}"
                for part in constraint.parts
            )
        case Qualitative(op=op) if op is not None:
            return f"  {op.symbol}"
        case Qualitative() | Unreadable():
            return ""
