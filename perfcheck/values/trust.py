"""Which numbers of a cell state its target, and which only occur in its words."""

from __future__ import annotations

import re
from itertools import pairwise

from perfcheck.values.mentions import Bound, Day, Stretch
from perfcheck.values.units import Dimension
from perfcheck.values.vocabulary import fold, meanings, words

PUNCTUATION = " \t\r\n\u3000\u200b\ufeff，,。.；;：:、！!“”\"'（）()【】·"
_SIDES = ("前", "后", "期间")  # 2024年春节前
_TEARS = frozenset(("", ".", ",", "·", "、", "/", "'"))


def trusted(raw: str, mentions: list[Bound | Stretch | Day]) -> list[Bound | Stretch | Day]:
    """The mentions that state a target; numbers that only occur in a phrase are left out."""
    mentions = [m for m in mentions if not _is_idle(raw, m)] if len(mentions) > 1 else mentions
    if len(mentions) == 1:
        return mentions if _states(raw, mentions[0]) else []
    if all(isinstance(mention, Day) for mention in mentions) and _is_list(raw, mentions):
        return mentions
    strong = [mention for mention in mentions if not is_weak(mention)]
    if not strong:
        outside = _outside(raw, mentions)
        return mentions if not outside and not _all_chinese(mentions) else []
    first = _first_stated(raw, mentions, mentions.index(strong[0]))
    later = [m for m in mentions[first:] if m in strong or not _is_chinese(m)]
    if any(isinstance(m, Bound) and is_explicit(m) for m in later):
        return later
    return [m for m in later if m in strong or not isinstance(m, Day)]


def _is_list(raw: str, mentions: list[Bound | Stretch | Day]) -> bool:
    """``6月30日和12月31日前``: only punctuation and 和 between."""
    gaps = (raw[left.span[1] : right.span[0]] for left, right in pairwise(mentions))
    return all(gap and not gap.strip(PUNCTUATION + "和及与") for gap in gaps)


def _first_stated(raw: str, mentions: list[Bound | Stretch | Day], first: int) -> int:
    """A weak amount that only punctuation parts from a target is a target too: ``3年；40%``."""
    while first > 0:
        left, right = mentions[first - 1], mentions[first]
        gap = raw[left.span[1] : right.span[0]].strip()
        if isinstance(left, Day) or not gap or gap.strip(PUNCTUATION) or _is_chinese(left):
            break
        amount = left.high if isinstance(left, Stretch) else left.amount
        if amount.quantity.unit is None or not amount.quantity.unit.known:
            break
        first -= 1
    return first


def _is_idle(raw: str, mention: Bound | Stretch | Day) -> bool:
    """全年, 上半年 beside a number: words, not a target."""
    written = fold(raw[slice(*mention.span)])
    return (
        isinstance(mention, Day)
        and is_weak(mention)
        and not any(char in "0123456789" for char in written)
    )


def is_torn(raw: str, mentions: list[Bound | Stretch | Day]) -> bool:
    """Whether a number without a unit stands next to another: ``1 000元``, ``3、4次``."""
    for left, right in pairwise(mentions):
        if isinstance(left, Day) or isinstance(right, Day) or left.close is not None:
            continue
        if _is_split(raw, left, right):
            return True
        if not isinstance(left, Bound) or not isinstance(right, Bound):
            continue
        gap = fold(raw[left.span[1] : right.span[0]]).strip()
        if left.amount.quantity.unit is None and right.head is None and gap in _TEARS:
            return True
        if not gap and _is_span(left) and left.head is right.head is left.amount.more is None:
            unit = right.amount.quantity.unit
            if unit is not None and (unit.dimension == Dimension.TIME or unit.text == "分"):
                return True  # 1小时30分
    return False


_BREAK = r"(?!号)[\u4e00-\u9fff]|[-~至到].{0,2}|[IlOo|]+"


def _is_split(raw: str, left: Bound | Stretch, right: Bound | Stretch) -> bool:
    """``90%-9 5%``, ``1超00%``, ``24小时1内``: one number that something broke in two."""
    gap = fold(raw[left.span[1] : right.span[0]]).strip()
    amount, after = (one.high if isinstance(one, Stretch) else one.amount for one in (left, right))
    unit = amount.quantity.unit
    if not gap and isinstance(left, Stretch) and unit and unit.dimension != Dimension.TIME:
        return True
    if amount.unit_span is not None:
        return not gap and left.head is right.head is None and after.quantity.unit is None
    if amount.chinese or amount.quantity.unit is not None:
        return False
    return (not gap and left.head is None) or re.fullmatch(_BREAK, gap) is not None


def _outside(raw: str, mentions: list[Bound | Stretch | Day]) -> str:
    """The words around the mentions, without punctuation."""
    rest, at = "", 0
    for mention in mentions:
        rest += raw[at : mention.span[0]].strip(PUNCTUATION)
        at = mention.span[1]
    return rest + raw[at:].strip(PUNCTUATION)


def is_explicit(mention: Bound | Stretch | Day) -> bool:
    if isinstance(mention, Stretch) and mention.marks:
        return True
    if mention.close is not None:
        return True
    return mention.head is not None and mention.head.meaning != "approx"


def _is_chinese(mention: Bound | Stretch | Day) -> bool:
    return isinstance(mention, Bound) and mention.amount.chinese


def _all_chinese(mentions: list[Bound | Stretch | Day]) -> bool:
    return all(_is_chinese(mention) for mention in mentions)


def is_weak(mention: Bound | Stretch | Day) -> bool:
    """A number that inside a phrase need not be the target: 24小时, 2023年, 一次."""
    if isinstance(mention, Bound) and mention.amount.chinese:
        written = mention.amount.quantity.unit
        if written is None or mention.amount.unit_span is None:
            return mention.close is None
        if _is_rank(mention):
            return True
    if is_explicit(mention):
        return False
    if isinstance(mention, Day):
        return mention.period is None or not mention.period.is_deadline
    amount = mention.high if isinstance(mention, Stretch) else mention.amount
    unit = amount.quantity.unit
    if unit is None or not unit.known or amount.chinese:
        return not (isinstance(mention, Bound) and mention.gap)
    if unit.text.isascii() and unit.text.isalpha():
        return True  # 5G基站
    return unit.dimension == Dimension.TIME


def _states(raw: str, mention: Bound | Stretch | Day) -> bool:
    """Whether the only mention of a cell is its target."""
    if not is_weak(mention):
        return True
    label = fold(raw[: mention.span[0]]).strip()
    tail = raw[mention.span[1] :].strip(PUNCTUATION)
    if isinstance(mention, Bound) and (_names_something(mention) or _is_rank(mention)):
        return False
    if not label.strip(PUNCTUATION) and not tail:
        return True
    if isinstance(mention, Day):
        if tail and raw[mention.span[0]] == "全":
            return False  # 全年不间断
        return not (label and tail) and len(label) <= 8 and not tail.endswith(_SIDES)
    if tail and not label and _is_span(mention):
        after = fold(raw[mention.span[1] :]).strip()
        return tail in meanings("span-tail") or after[0] == "("
    if tail or (isinstance(mention, Stretch) and not mention.high.unit_span):
        return False
    amount = mention.high if isinstance(mention, Stretch) else mention.amount
    unit = amount.quantity.unit
    if unit is not None and unit.dimension == Dimension.TIME:
        return label.endswith(tuple(fold(word.text) for word in words("span-label")))
    if amount.chinese:
        return label.endswith(":") or label in meanings("rate-label")
    if unit is not None:
        return amount.quantity.value == 0
    return label in meanings("misread") or label.endswith(
        tuple(fold(word.text) for word in words("label-end"))
    )


def _is_span(mention: Bound | Stretch | Day) -> bool:
    return isinstance(mention, Bound) and mention.amount.quantity.dimension == Dimension.TIME


def _is_rank(mention: Bound) -> bool:
    """``二级以上``, ``四星级``: a rank in Chinese is a name, not an amount."""
    unit = mention.amount.quantity.unit
    if unit is None or not mention.amount.chinese or len(unit.numerator) != 1:
        return False
    return unit.numerator[0].group == "等级"


def _names_something(mention: Bound) -> bool:
    """``12345热线``: what follows the number is no unit, so the number may be a name."""
    unit = mention.amount.quantity.unit
    if unit is None or unit.known or not unit.numerator:
        return False
    return len(unit.text) > 1 and mention.amount.quantity.value != 0
