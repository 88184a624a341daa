"""Suffixes that stand away from their number or are misspelt."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from perfcheck.values.constraints import Operator
from perfcheck.values.diagnostics import Diagnostic, remark
from perfcheck.values.vocabulary import fold, meanings, words

if TYPE_CHECKING:
    from perfcheck.values.mentions import Bound

_FAR_SUFFIX = r"([^0-9;]{1,8}?)(以上|以下|以内)\W*(?:\(含\))?\W*"


def far_suffix(raw: str, mention: Bound) -> Operator | None:
    """``3个项目以上``, ``90%，以上``: the suffix ends the cell, a few words after its number."""
    tail = fold(raw[mention.span[1] :]).strip()
    found = re.fullmatch(_FAR_SUFFIX, tail) if "以" in tail else None
    if found is None or found[1].endswith(tuple(word.text for word in words("rank-end"))):
        return None
    return Operator(meanings("suffix")[found[2]])


def misspelt_suffix(
    raw: str, mention: Bound, tail: str
) -> tuple[Operator, bool, Diagnostic] | None:
    """``5次收下``: two characters of which exactly one is wrong, and only one suffix fits."""
    if len(tail) != 2 or tail[1] not in "上下" or mention.amount.quantity.unit is None:
        return None
    if any(word.text == tail for word in words("not-suffix")):
        return None
    suffix = "以" + tail[1]
    start = raw.index(tail, mention.span[1])
    op = Operator(meanings("suffix")[suffix])
    certain = f"{raw[:start].strip()}{suffix}"
    note = remark("misspelt-suffix", (start, start + 2), tail, suffix, suggestion=certain)
    return op, True, note
