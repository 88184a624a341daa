"""Numbers written in digits or in Chinese."""

from __future__ import annotations

from decimal import Decimal

_DIGITS = dict(
    zip("零〇○一二两三四五六七八九壹贰叁肆伍陆柒捌玖", (0, 0, 0, 1, 2, 2, 3, 4, 5, 6, 7, 8, 9,
                                                 1, 2, 3, 4, 5, 6, 7, 8, 9), strict=True)
)  # fmt: skip
_PLACES = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_MYRIADS = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
MAX_DIGITS = 30


def arabic_number(literal: str) -> Decimal | None:
    """Half-width digits with thousands separators; ``None`` beyond 30 characters."""
    if len(literal) > MAX_DIGITS:
        return None
    return Decimal(literal.replace(",", ""))


def chinese_number(text: str) -> Decimal | None:
    """``二十五`` 25, ``一百二十万`` 1200000, ``九十五点五`` 95.5, ``二〇二四`` 2024, ``半`` 0.5.

    ``None`` for anything that is no number.
    """
    if len(text) > MAX_DIGITS:
        return None
    if text == "半":
        return Decimal("0.5")
    whole, point, fraction = text.partition("点")
    value = _whole(whole)
    if value is None or not point:
        return value
    if not fraction or any(char not in _DIGITS for char in fraction):
        return None
    return value + Decimal("0." + "".join(str(_DIGITS[char]) for char in fraction))


def _whole(text: str) -> Decimal | None:
    if not text:
        return None
    if all(char in _DIGITS for char in text) and (len(text) != 2 or "零" in text or "〇" in text):
        return Decimal("".join(str(_DIGITS[char]) for char in text))
    total = section = digit = 0
    for char in text:
        if char in _DIGITS:
            if digit:  # 十四五, 两三: no number
                return None
            digit = _DIGITS[char]
        elif char in _PLACES:
            section += (digit or 1) * _PLACES[char]
            digit = 0
        elif char in _MYRIADS:
            size, part = _MYRIADS[char], section + digit
            total = total + (part or 1) * size if size == 10**4 else (total + part or 1) * size
            section = digit = 0
        else:
            return None
    return Decimal(total + section + digit)
