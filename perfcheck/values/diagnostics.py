"""What a reader of a value remarks about its writing."""

from __future__ import annotations

from attrs import frozen


@frozen
class Diagnostic:
    """A remark on how a value is written.

    ``start`` and ``end`` are offsets into the raw text. ``suggestion`` is the whole value
    rewritten, given only when it is certain.
    """

    code: str
    message: str
    message_en: str
    start: int
    end: int
    suggestion: str | None = None


# code: (中文, English); the braces are filled with the written text and what it should be.
MESSAGES: dict[str, tuple[str, str]] = {
    "unknown-unit": ("单位“{0}”不在单位表中", "the unit “{0}” is not in the table of units"),
    "missing-unit": ("没有写单位", "no unit is written"),
    "missing-currency": ("“{0}”缺货币单位“元”", "“{0}” lacks its currency unit"),
    "misspelt-suffix": ("“{0}”疑为“{1}”", "“{0}” looks like a slip for “{1}”"),
    "reversed-range": ("区间写倒了：“{0}”", "the range “{0}” is written backwards"),
    "fullwidth": ("“{0}”是全角写法", "“{0}” is written full-width"),
    "operator-variant": ("“{0}”宜写作“{1}”", "“{0}” is better written “{1}”"),
    "percent-word": ("“{0}”宜写作“%”", "“{0}” is better written %"),
    "trailing-text": ("数值后还有文字“{0}”", "the words “{0}” follow the number"),
    "leading-text": ("数值前还有文字“{0}”", "the words “{0}” stand before the number"),
    "conflicting-operators": ("“{0}”与“{1}”方向矛盾", "“{0}” and “{1}” contradict each other"),
    "redundant-operator": ("“{0}”重复了“{1}”", "“{0}” repeats “{1}”"),
    "template-blank": ("模板没有填写：“{0}”", "the template was left blank: “{0}”"),
    "ocr-noise": ("“{0}”疑为识别错误", "“{0}” looks like a recognition error"),
    "unit-compound": ("一个数写了两个单位“{0}”", "one number has two units: “{0}”"),
    "units-differ": (
        "区间两端单位不同：“{0}”“{1}”",
        "the ends have different units: “{0}” and “{1}”",
    ),
    "approximate": ("“{0}”是约数", "“{0}” makes the number approximate"),
    "chinese-number": ("“{0}”宜用阿拉伯数字", "“{0}” is better written in Arabic digits"),
    "thousands": ("“{0}”的千分位写法有误", "the digit groups of “{0}” are wrong"),
    "ratio": ("“{0}”是比，不是数量", "“{0}” is a ratio, not an amount"),
    "inexact-fraction": ("“{0}”不能写成有限小数", "“{0}” has no finite decimal writing"),
    "invalid-date": ("“{0}”不是有效日期", "“{0}” is not a valid date"),
    "number-in-words": ("文字里的数字“{0}”不是指标值", "the number “{0}” is part of a phrase"),
    "several-numbers": ("一格写了几个数：“{0}”", "several numbers in one cell: “{0}”"),
    "unclear-number": ("读不准的数值：“{0}”", "no trustworthy number: “{0}”"),
    "too-long": ("文字过长，没有逐字分析", "the text is too long to be read as a value"),
    "misplaced-operator": ("“{0}”后面没有数", "no number follows “{0}”"),
}


def remark(
    code: str, span: tuple[int, int], *words: str, suggestion: str | None = None
) -> Diagnostic:
    """The diagnostic of a code with its messages filled."""
    chinese, english = MESSAGES[code]
    return Diagnostic(
        code, chinese.format(*words), english.format(*words), span[0], span[1], suggestion
    )
