"""Small readings of cell texts."""

import re

NUMBERING = re.compile(
    r"^\s*(?:[\d一二三四五六七八九十]+\s*[.、．]|[（(][\d一二三四五六七八九十]+[）)])\s*"
)
FILLER = re.compile(r"[.．。…·\s]+")
NUMBER_ONLY = re.compile(r"(?:目标|(?:三级)?指标)\s*\d+\s*[：:]?")


def compact(text: str) -> str:
    """The text without white space."""
    return re.sub(r"\s+", "", text)


def one_line(text: str) -> str:
    """A name or label that the cell's width broke into lines."""
    return "".join(line.strip() for line in text.splitlines()).strip()


def without_number(text: str) -> str:
    """A heading without the number before it."""
    return NUMBERING.sub("", text, count=1).strip()


def is_filler(text: str) -> bool:
    """What a template leaves in a row that nobody filled in: ......"""
    return FILLER.fullmatch(text) is not None


def is_left_over(text: str) -> bool:
    """Filler, or a number with nothing behind it: 目标3, 指标2："""
    return is_filler(text) or NUMBER_ONLY.fullmatch(text.strip()) is not None
