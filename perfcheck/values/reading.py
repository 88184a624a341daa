"""From what the grammar found in a cell to one constraint."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from perfcheck.values import bounds
from perfcheck.values.constraints import Composite, Qualitative, Unreadable
from perfcheck.values.diagnostics import remark
from perfcheck.values.grammar import find_items
from perfcheck.values.mentions import Bound, Day, Sign, Stretch
from perfcheck.values.trust import PUNCTUATION, is_explicit, is_torn, trusted
from perfcheck.values.units import Dimension, unit, unit_table
from perfcheck.values.vocabulary import fold, meanings, words

if TYPE_CHECKING:
    from perfcheck.values.constraints import Constraint
    from perfcheck.values.diagnostics import Diagnostic
    from perfcheck.values.mentions import Item
    from perfcheck.values.quantity import Span

_FORBIDDEN = re.compile(r"[0-9$#@^&\\~=%‰<>≥≤≈±*+|]|^[-半]|-$")
_STAINS = frozenset("$#@^&\\~=%‰|IlOo¼½¾⅓⅔")
_ARITHMETIC = re.compile(r"^[\s+*×xX÷^$#@&\-]+$")
_BLANK_DATE = re.compile(r"(?![年月]底?之?前$)[年月日前底至到()\s-]{2,}")
_SPOILERS = (*"$#@^&\\~=%‰<>≥≤≈±*+|.-", "零下", "负")
_ASIDE = r"\(\s*(?:其中|包?含)[^()]*\)"
_GARBLED = r"不.?[于与]$|^以[上下内]$"  # 不氐于95%, 以上95%
_SCALES = frozenset("万亿")
_TICKS = frozenset("√✓✔")


def read(raw: str) -> Constraint:
    """The constraint a cell's text writes. Total."""
    if not any(char.isalnum() for char in raw):
        return _without_letters(raw)
    items = find_items(raw)
    if items is None:
        return _lost(raw)
    problem = _problem(raw, items)
    if problem is not None:
        return problem
    mentions = [item for item in items if not isinstance(item, Sign)]
    if not mentions:
        return _words(raw)
    if is_torn(raw, mentions):
        return unreadable(raw, "unclear-number")
    chosen = trusted(raw, mentions)
    if not chosen:
        return _phrase(raw, mentions)
    if len(chosen) == 1:
        return _one(raw, chosen[0])
    return _several(raw, chosen)


def unreadable(raw: str, code: str, span: Span | None = None, *more: str) -> Unreadable:
    """No trustworthy number, for the reason that ``code`` names."""
    span = (0, len(raw)) if span is None else span
    shown = raw[slice(*span)].strip()
    return Unreadable(raw=raw, reason=code, diagnostics=(remark(code, span, shown, *more),))


def _without_letters(raw: str) -> Constraint:
    if any(char in _TICKS for char in raw):
        return Qualitative(raw=raw, text=raw.strip())
    return unreadable(raw, "template-blank")


def _lost(raw: str) -> Constraint:
    folded = fold(raw)
    if any(char in "0123456789" for char in folded):
        return unreadable(raw, "unclear-number")
    return _words(raw)


_CODES = {
    "MASK": "template-blank",
    "NOISE": "ocr-noise",
    "BAD_NUMBER": "thousands",
    "STRAY": "misplaced-operator",
    "OTHER": "unclear-number",
}


def _problem(raw: str, items: list[Item]) -> Constraint | None:
    """What forbids trust in any number of the cell."""
    mask = next((item for item in items if isinstance(item, Sign) and item.type == "MASK"), None)
    if mask is not None:
        return unreadable(raw, "template-blank", mask.span)
    compared = _compared_words(raw, items) or _clash(raw, items)
    if compared is not None:
        return compared
    for item in items:
        if isinstance(item, Sign):
            if item.type == "RATIO":
                remarks = (remark("ratio", item.span, raw[slice(*item.span)]),)
                return Qualitative(raw=raw, text=raw.strip(), diagnostics=remarks)
            if item.type == "OTHER" and (item.text.isalpha() or item.text in "*×"):
                continue
            return unreadable(raw, _CODES[item.type], item.span)
        after = fold(raw[item.span[1] : item.span[1] + 1])
        flaw = bounds.flaw_of(item) or ("unclear-number" if after and after in _STAINS else "")
        if flaw == "inexact-fraction":
            remarks = (remark(flaw, item.span, raw[slice(*item.span)]),)
            op = bounds.operator_of(item)
            return Qualitative(
                raw=raw, text=raw.strip(), op=op, op_explicit=op is not None, diagnostics=remarks
            )
        if flaw:
            return unreadable(raw, flaw, item.span)
    return None


def _clash(raw: str, items: list[Item]) -> Unreadable | None:
    """``≥≤95%``, ``不低于≤30万``: an operator directly before one that points the other way."""
    for item in items:
        head = item.head if isinstance(item, Bound) else None
        if head is None or not head.meaning:
            continue
        before = fold(raw[: head.span[0]]).rstrip()
        known = meanings("symbol", "operator")
        word = next((word for word in known if before.endswith(word)), None) if before else None
        if word and {known[word][0], head.meaning[0]} == {"g", "l"}:
            start = len(before) - len(word)
            signs = raw[start : start + len(word)], raw[slice(*head.span)]
            note = remark("conflicting-operators", (start, head.span[1]), *signs)
            return Unreadable(raw=raw, reason=note.code, diagnostics=(note,))
    return None


def _compared_words(raw: str, items: list[Item]) -> Qualitative | None:
    """``≤预算数``, ``≤年初预算``: a sign before words without a number."""
    if not items or not isinstance(items[0], Sign) or items[0].type != "STRAY":
        return None
    sign, others = items[0], items[1:]
    if any(char in "0123456789" for char in fold(raw)) or not all(
        isinstance(item, Day) or (isinstance(item, Sign) and item.text.isalpha())
        for item in others
    ):
        return None
    rest = raw[sign.span[1] :].strip()
    if raw[: sign.span[0]].strip() or not "\u4e00" <= rest[:1] <= "\u9fff":
        return None
    if fold(rest) in unit_table():
        return None
    op = bounds.OPERATORS[meanings("symbol")[sign.text]]
    written = raw[slice(*sign.span)]
    return Qualitative(
        raw=raw, text=raw.strip(), op=op, op_explicit=True, operators=((op, written, sign.span),)
    )


def _words(raw: str) -> Constraint:
    text = raw.strip()
    bare = fold(text).strip(PUNCTUATION)
    rate = unit(bare) if "/" in bare else None
    if rate is not None and rate.known and rate.numerator:
        return unreadable(raw, "template-blank")
    if (bare.lstrip("万亿千百") in unit_table() and len(bare) <= 3) or _BLANK_DATE.fullmatch(
        fold(text)
    ):
        return unreadable(raw, "template-blank")
    if any(char in "%‰" for char in bare) and len(bare) <= 2:
        return unreadable(raw, "template-blank")
    for word in words("operator"):
        if "words" in word.flags and bare.startswith(word.text):
            op = bounds.OPERATORS[word.meaning]
            start = raw.find(word.text)
            return Qualitative(
                raw=raw, text=text, op=op, op_explicit=True,
                operators=((op, word.text, (start, start + len(word.text))),),
            )  # fmt: skip
    return Qualitative(raw=raw, text=text)


def _phrase(raw: str, mentions: list[Bound | Stretch | Day]) -> Qualitative:
    span = mentions[0].span
    remarks: tuple[Diagnostic, ...] = ()
    if any(char in "0123456789" for char in fold(raw)):
        remarks = (remark("number-in-words", span, raw[slice(*span)]),)
    return Qualitative(raw=raw, text=raw.strip(), diagnostics=remarks)


def _one(raw: str, mention: Bound | Stretch | Day) -> Constraint:
    label, tail = raw[: mention.span[0]].strip(), raw[mention.span[1] :].strip()
    if tail[:1] in _SCALES and not isinstance(mention, Day) and tail:
        return unreadable(raw, "unclear-number")  # 5元万
    if (tail and _FORBIDDEN.search(re.sub(_ASIDE, "", fold(tail)))) or (
        label and _spoils(fold(label))
    ):
        return unreadable(raw, "unclear-number")
    return bounds.constraint(raw, mention, _spoken(label), _spoken(tail))


def _spoken(text: str) -> str:
    """The text, or nothing where it is punctuation only."""
    return text if text.strip(PUNCTUATION) else ""


def _spoils(label: str) -> bool:
    """Whether what stands directly before a number makes it doubtful."""
    if label[-1:] == "." and label[:-1].isdigit():
        return False
    operators = tuple(word.text for word in words("operator") if len(word.text) > 1)
    if re.search(_GARBLED, label):
        return not label.endswith(operators)
    if label[-1:] in PUNCTUATION and label.rstrip(PUNCTUATION).endswith(operators):
        return True  # 不低于，96%
    return label.endswith(_SPOILERS)


def _several(raw: str, mentions: list[Bound | Stretch | Day]) -> Constraint:
    gaps = [raw[left.span[1] : right.span[0]] for left, right in pairwise(mentions)]
    for gap, (left, right) in zip(gaps, pairwise(mentions), strict=True):
        if gap.strip() and _spoils(fold(gap).strip()) and not _ARITHMETIC.match(fold(gap)):
            return unreadable(raw, "unclear-number")
        if gap.strip() and not _ARITHMETIC.match(fold(gap)):
            continue
        if not gap.strip() and _may_touch(left, right):
            continue
        if gap.strip() and _is_time(mentions[-1]):
            return _phrase(raw, mentions)
        return unreadable(raw, "unclear-number")
    outer = fold(raw[: mentions[0].span[0]]).strip(), fold(raw[mentions[-1].span[1] :]).strip()
    if _spoils(outer[0]) or _FORBIDDEN.search(outer[1]):
        return unreadable(raw, "unclear-number")
    pair = bounds.as_range(raw, mentions)
    if pair is not None:
        return pair
    if not any(is_explicit(m) or isinstance(m, Day) for m in mentions) and not all(
        any(char in PUNCTUATION + "/和及" for char in gap) for gap in gaps
    ):
        remarks = (remark("several-numbers", (0, len(raw)), raw.strip()),)
        return Qualitative(raw=raw, text=raw.strip(), diagnostics=remarks)
    parts = tuple(
        bounds.constraint(raw, m, "", "", part=raw[slice(*m.span)].strip()) for m in mentions
    )
    bad = next((part for part in parts if isinstance(part, Unreadable)), None)
    if bad is not None:
        return Unreadable(raw=raw, reason=bad.reason, diagnostics=bad.diagnostics)
    return Composite(
        raw=raw, parts=parts,
        diagnostics=tuple(remark for part in parts for remark in part.diagnostics),
        operators=tuple(token for part in parts for token in part.operators),
        label=raw[: mentions[0].span[0]].strip(), tail=raw[mentions[-1].span[1] :].strip(),
    )  # fmt: skip


def _is_time(mention: Bound | Stretch | Day) -> bool:
    return isinstance(mention, Bound) and mention.amount.quantity.dimension == Dimension.TIME


def _may_touch(left: Bound | Stretch | Day, right: Bound | Stretch | Day) -> bool:
    """A date may touch an amount, and two bounds that both carry an operator may touch."""
    if isinstance(left, Day) != isinstance(right, Day):
        return True
    return (
        isinstance(left, Bound)
        and isinstance(right, Bound)
        and (right.head is not None or right.close is not None)
        and (left.head is not None or left.close is not None)
    )
