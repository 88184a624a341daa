"""From one mention to one constraint: which operator holds, and what to remark."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from perfcheck.values.constraints import Deadline, Operator, Range, Threshold, Unreadable
from perfcheck.values.diagnostics import Diagnostic, remark
from perfcheck.values.mentions import Bound, Day, Stretch
from perfcheck.values.slips import far_suffix, misspelt_suffix
from perfcheck.values.vocabulary import fold, meanings

if TYPE_CHECKING:
    from perfcheck.values.constraints import Constraint, Token
    from perfcheck.values.mentions import Amount, Mark
    from perfcheck.values.quantity import Quantity, Span

OPERATORS = {op.value: op for op in Operator}
_STRICT = {Operator.GE: Operator.GT, Operator.LE: Operator.LT}


def flaw_of(mention: Bound | Stretch | Day) -> str:
    """The code of what makes a mention untrustworthy, or the empty text."""
    if isinstance(mention, Day):
        return mention.flaw
    if isinstance(mention, Stretch):
        return mention.low.flaw or mention.high.flaw
    return mention.amount.flaw


def operator_of(mention: Bound | Stretch | Day) -> Operator | None:
    """The operator that was written, head before suffix."""
    for found in (mention.head, mention.close):
        if found is not None and found.meaning:
            return OPERATORS[found.meaning]
    return None


def constraint(
    raw: str, mention: Bound | Stretch | Day, label: str, tail: str, part: str | None = None
) -> Constraint:
    """The constraint a mention states; ``part`` is the text of a part of a composite cell."""
    text = raw if part is None else part
    if isinstance(mention, Day):
        result = _deadline(text, mention, label, tail)
        marks = (mention.head, mention.close)
        return evolve(result, operators=_tokens(raw, *marks))
    if isinstance(mention, Stretch):
        return _range(raw, text, mention, label, tail)
    return _threshold(raw, text, mention, label, tail)


def _threshold(raw: str, text: str, mention: Bound, label: str, tail: str) -> Constraint:
    op, notes = _operator(raw, mention)
    if op is None:
        if any(note.code == "conflicting-operators" for note in notes):
            return Unreadable(raw=text, reason="conflicting-operators", diagnostics=tuple(notes))
        op, explicit = far_suffix(raw, mention) or Operator.EQ, False
        explicit = op != Operator.EQ
    else:
        explicit = True
    operators = _tokens(raw, mention.head, mention.amount.more, mention.close)
    misread = meanings("misread").get(label)
    if misread is not None and not tail and not explicit:
        op, explicit, label = OPERATORS[misread], True, ""
        notes.append(remark("ocr-noise", (0, 1), raw[:1]))
    repaired = misspelt_suffix(raw, mention, tail) if not explicit else None
    if repaired is not None:
        op, explicit, note = repaired
        notes.append(note)
        tail = ""
    notes += _remarks(raw, mention.span, mention.amount) + _around(raw, mention.span, label, tail)
    result = Threshold(
        raw=text, label=label, tail=tail, op=op, op_explicit=explicit, operators=operators,
        quantity=mention.amount.quantity,
    )  # fmt: skip
    return with_remarks(result, notes)


def _operator(raw: str, mention: Bound) -> tuple[Operator | None, list[Diagnostic]]:
    """The operator of a bound and remarks; none at all when head and suffix contradict."""
    head, close, more = mention.head, mention.close, mention.amount.more
    notes: list[Diagnostic] = []
    if more is not None or Operator.APPROX.value in (
        head and head.meaning,
        close and close.meaning,
    ):
        vague = more or (head if head and head.meaning == "approx" else close)
        assert vague is not None
        notes.append(remark("approximate", vague.span, raw[slice(*vague.span)]))
    if head is not None and close is not None:
        first, second = OPERATORS[head.meaning], OPERATORS[close.meaning]
        if first == Operator.APPROX or first == Operator.EQ or head.text.startswith("达"):
            chosen = second
        elif (first.is_floor and second.is_ceiling) or (first.is_ceiling and second.is_floor):
            words_ = raw[slice(*head.span)], raw[slice(*close.span)]
            return None, [remark("conflicting-operators", mention.span, *words_)]
        else:
            chosen = first
            if not head.text.endswith("在"):
                shown = raw[slice(*close.span)], raw[slice(*head.span)]
                notes.append(remark("redundant-operator", close.span, *shown))
    elif head is not None or close is not None:
        only = head or close
        assert only is not None
        chosen = OPERATORS[only.meaning]
    else:
        return (Operator.APPROX if more is not None else None), notes
    if mention.note is not None and mention.note.meaning == "open":
        chosen = _STRICT.get(chosen, chosen)
    return chosen, notes


def _range(raw: str, text: str, mention: Stretch, label: str, tail: str) -> Constraint:
    low, high = _inherit(mention.low.quantity, mention.high.quantity)
    if low.scale != mention.low.quantity.scale and low.base > high.base:
        low = evolve(low, scale=mention.low.quantity.scale)  # 5000-1万元
    notes: list[Diagnostic] = []
    span = mention.span
    if not low.comparable_with(high):
        units = (low.unit.text if low.unit else ""), (high.unit.text if high.unit else "")
        notes.append(remark("units-differ", span, *units))
        return Unreadable(raw=text, reason="units-differ", diagnostics=tuple(notes))
    swapped = low.base > high.base
    low_open, high_open = mention.low_open, mention.high_open
    if swapped:
        if mention.marks:
            note = remark("conflicting-operators", span, *(mark.text for mark in mention.marks))
            return Unreadable(raw=text, reason=note.code, diagnostics=(note,))
        low, high, low_open, high_open = high, low, high_open, low_open
        notes.append(remark("reversed-range", span, raw[slice(*span)]))
    if mention.head is not None or (mention.close is not None and mention.close.meaning != "eq"):
        found = mention.head or mention.close
        assert found is not None
        if found.meaning == "approx":
            notes.append(remark("approximate", found.span, raw[slice(*found.span)]))
        else:
            shown = raw[slice(*found.span)]
            notes.append(remark("redundant-operator", found.span, shown, raw[slice(*span)]))
    for amount in (mention.low, mention.high):
        notes += [n for n in _remarks(raw, span, amount) if n.code != "missing-unit"]
    if high.unit is None:
        notes.append(remark("missing-unit", span))
    notes += _around(raw, span, label, tail)
    result = Range(
        raw=text, label=label, tail=tail, low=low, high=high, low_open=low_open,
        high_open=high_open, reversed=swapped, op_explicit=bool(mention.marks),
        operators=_tokens(raw, *mention.marks, mention.head, mention.close),
    )  # fmt: skip
    return with_remarks(result, notes)


def _inherit(low: Quantity, high: Quantity) -> tuple[Quantity, Quantity]:
    """An end without a unit takes the other's; the scale goes along (10~20万元)."""
    if low.unit and high.unit and high.unit.denominator and not low.unit.denominator:
        if low.unit.numerator == high.unit.numerator:  # 1000元-2000元/人
            low = evolve(low, unit=high.unit)
    elif low.unit is None and high.unit is not None:
        low = evolve(low, unit=high.unit, scale=high.scale if low.scale == 1 else low.scale)
    elif high.unit is None and low.unit is not None:
        high = evolve(high, unit=low.unit, scale=low.scale if high.scale == 1 else high.scale)
    elif low.unit is None and high.unit is None and low.scale == 1:
        low = evolve(low, scale=high.scale)
    return low, high


def as_range(raw: str, mentions: list[Bound | Stretch | Day]) -> Constraint | None:
    """Two bounds of one thing from both sides: ``≥3次且≤5次``."""
    if len(mentions) != 2:
        return None
    first, second = mentions
    if not isinstance(first, Bound) or not isinstance(second, Bound):
        return None
    floor, ceiling = _operator(raw, first)[0], _operator(raw, second)[0]
    if floor is None or ceiling is None:
        return None
    if floor.is_ceiling and ceiling.is_floor:
        first, second, floor, ceiling = second, first, ceiling, floor
    if not (floor.is_floor and ceiling.is_ceiling):
        return None
    low, high = first.amount.quantity, second.amount.quantity
    gap = raw[mentions[0].span[1] : mentions[1].span[0]]
    if not any(mark in gap for mark in "；;\n"):
        low, high = _inherit(low, high)  # 且 joins two ends of one thing, ； two things
    if not low.comparable_with(high) or low.base > high.base:
        return None
    start, end = mentions[0].span[0], mentions[1].span[1]
    label, tail = raw[:start].strip(), raw[end:].strip()
    marks = (first.head, first.close, second.head, second.close)
    result = Range(
        raw=raw, label=label, tail=tail, low=low, high=high, op_explicit=True,
        low_open=floor == Operator.GT, high_open=ceiling == Operator.LT,
        operators=tuple(sorted(_tokens(raw, *marks), key=lambda token: token[2])),
    )  # fmt: skip
    return with_remarks(result, _around(raw, (start, end), label, tail))


def _deadline(text: str, mention: Day, label: str, tail: str) -> Deadline:
    period = mention.period
    assert period is not None
    found = mention.close or (
        mention.head if mention.head and mention.head.meaning != "eq" else None
    )
    if found is None or found.meaning == "approx":
        op = Operator.LE if period.is_deadline else Operator.EQ
        low = None if period.is_deadline else period.low
        return Deadline(raw=text, label=label, tail=tail, low=low, high=period.high, op=op,
                        op_explicit=mention.head is not None and found is None)  # fmt: skip
    op = OPERATORS[found.meaning]
    if op.is_floor:
        return Deadline(raw=text, label=label, tail=tail, low=period.low, high=None, op=op,
                        op_explicit=True)  # fmt: skip
    return Deadline(raw=text, label=label, tail=tail, low=None, high=period.high, op=op,
                    op_explicit=True)  # fmt: skip


def _tokens(raw: str, *marks: Mark | None) -> tuple[Token, ...]:
    return tuple(
        (OPERATORS[mark.meaning], raw[slice(*mark.span)], mark.span)
        for mark in marks
        if mark is not None and mark.meaning in OPERATORS
    )


def _remarks(raw: str, span: Span, amount: Amount) -> list[Diagnostic]:
    """What is to be said about the writing of an amount."""
    notes: list[Diagnostic] = []
    quantity, unit_span = amount.quantity, amount.unit_span
    unit = quantity.unit
    if unit is None:
        notes.append(remark("missing-unit", amount.span))
    elif unit_span is not None:
        written = raw[slice(*unit_span)]
        if not unit.numerator:
            notes.append(remark("missing-currency", unit_span, written))
        elif not unit.known:
            notes.append(remark("unknown-unit", unit_span, written))
        if unit.is_compound:
            notes.append(remark("unit-compound", unit_span, written))
        if unit.text == "百分比" or written.startswith("百分之"):
            notes.append(remark("percent-word", unit_span, written))
    if amount.chinese:
        notes.append(
            remark("chinese-number", amount.literal_span, raw[slice(*amount.literal_span)])
        )
    wide = [i for i in range(*span) if raw[i] in "０１２３４５６７８９％．，"]
    if wide:
        notes.append(remark("fullwidth", (wide[0], wide[-1] + 1), raw[wide[0] : wide[-1] + 1]))
    return notes


def _around(raw: str, span: Span, label: str, tail: str) -> list[Diagnostic]:
    notes = []
    if label:
        notes.append(remark("leading-text", (0, span[0]), label))
    if tail:
        notes.append(remark("trailing-text", (span[1], len(raw)), tail))
    return notes


def _with_currency(note: Diagnostic, result: Threshold) -> Diagnostic:
    """``≤11万`` and ``≤28.40/株`` most likely lack 元."""
    quantity, raw = result.quantity, result.raw
    end = quantity.span[1]
    if note.code == "missing-unit" and quantity.scale >= 10**4 and len(raw) >= end:
        return evolve(note, suggestion=f"{raw[:end]}元{raw[end:]}".strip())
    if note.code == "missing-currency" and raw[note.start : note.start + 1] in ("/", "／"):
        return evolve(note, suggestion=f"{raw[: note.start]}元{raw[note.start :]}".strip())
    return note


_CERTAIN = frozenset(("fullwidth", "operator-variant", "percent-word", "reversed-range"))


def with_remarks(result: Threshold | Range, notes: list[Diagnostic]) -> Threshold | Range:
    """The constraint with its remarks; those that only change the writing get the rewriting."""
    for op, written, span in result.operators:
        if fold(written) != op.symbol and not any(
            "\u4e00" <= char <= "\u9fff" for char in written
        ):
            notes.append(remark("operator-variant", span, written, op.symbol))
    if not notes:
        return result
    if isinstance(result, Threshold):
        notes = [_with_currency(note, result) for note in notes]
    if not result.label and not result.tail and _CERTAIN.intersection(n.code for n in notes):
        from perfcheck.values.render import render

        better = render(result)
        notes = [
            evolve(note, suggestion=better) if note.code in _CERTAIN else note for note in notes
        ]
    return evolve(result, diagnostics=tuple(notes))
