"""Small readings of cell texts."""

import re

NUMBERING = re.compile(
    r"^\s*(?:[\d一二三四五六七八九十]+\s*[.、．]|[（(][\d一二三四五六七八九十]+[）)])\s*"
)
FILLER = re.compile(r"[.．。…·\s]+")


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
