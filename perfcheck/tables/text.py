"""Small readings of cell texts."""

import re

NUMBERING = re.compile(
    r"^\s*(?:[\d一二三四五六七八九十]+\s*[.、．]|[（(][\d一二三四五六七八九十]+[）)])\s*"
)
NOTE = re.compile(r"[（(【\[][^）)】\]]*[）)】\]]")
FILLER = re.compile(r"[.．。…·\s]+")
NUMBER_ONLY = re.compile(r"(?:目标|(?:三级)?指标)\s*\d+\s*[：:]?\s*[/／—–－-]*")
NOTHING = re.compile(r"[/／—–－\s-]*")

# The characters of labels and headers as they are written outside the mainland.
SIMPLIFIED = str.maketrans(
    "績標級數質時間單設產滿對經濟環態續響發務實際完達執預權計劃評價準據稱類項專資總額財門備編碼報導點過應條據內說釋運號與",
    "绩标级数质时间单设产满对经济环态续响发务实际完达执预权计划评价准据称类项专资总额财门备编码报导点过应条据内说释运号与",
)


def compact(text: str) -> str:
    """The text without white space."""
    return "".join(text.split())


def one_line(text: str) -> str:
    """A name or label that the cell's width broke into lines."""
    return "".join(map(str.strip, text.splitlines())).strip()


def without_number(text: str) -> str:
    """A heading without the number before it."""
    return NUMBERING.sub("", text, count=1).strip()


def is_filler(text: str) -> bool:
    """What a template leaves in a row that nobody filled in: ......"""
    return FILLER.fullmatch(text) is not None


def bare_label(text: str) -> str:
    """A label or header without white space and notes in brackets, in simplified characters."""
    return NOTE.sub("", compact(text)).translate(SIMPLIFIED)


def is_nothing(text: str) -> bool:
    """An empty cell, or a stroke through it."""
    return NOTHING.fullmatch(text) is not None


def is_left_over(text: str) -> bool:
    """Filler, or a number with nothing behind it: 目标3, 指标2："""
    return is_filler(text) or NUMBER_ONLY.fullmatch(text.strip()) is not None
