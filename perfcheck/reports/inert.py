"""Text of a document as it may stand in a report: it is shown, and it does nothing."""

import re
from itertools import accumulate
from unicodedata import category

from wcwidth import wcswidth, wcwidth

# Control and format characters: terminal escapes, bidi overrides, what XML cannot hold.
HIDDEN = {"Cc", "Cf", "Cs"}
NON_CHARACTERS = "\ufffe\uffff"
WORD_BREAK = re.compile(r"(?<=[!-~])\s*\n\s*(?=[!-~])")
BREAK = re.compile(r"\s*\n\s*")
FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t")

# What a terminal obeys instead of showing it: control characters, and marks that turn its direction.
UNSEEN = "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]"
COLOUR = r"\x1b\[(?:0|1|3[136])m"  # of a report's own


def visible(text: str, *, coloured: bool = False) -> str:
    """Text for a terminal, without what a file or its name might make the terminal do."""
    return re.sub(f"(?!{COLOUR}){UNSEEN}" if coloured else UNSEEN, "", text)


def clean(text: str | None) -> str:
    """The text without characters that steer instead of showing; lines end in ``\\n``."""
    lines = (text or "").splitlines()
    return "\n".join("".join(filter(_shows, line)) for line in lines)


def _shows(char: str) -> bool:
    return char == "\t" or (category(char) not in HIDDEN and char not in NON_CHARACTERS)


def one_line(text: str | None) -> str:
    """The clean text in one line; Chinese that was broken in a narrow cell is joined without a blank."""
    whole = BREAK.sub("", WORD_BREAK.sub(" ", clean(text)))
    return " ".join(whole.split())


def cut(text: str | None, columns: int) -> str:
    """One line in so many columns, a Chinese character taking two; cut text ends in …"""
    line = one_line(text)
    if wcswidth(line) <= columns:
        return line
    ends = accumulate(max(wcwidth(char), 0) for char in line)
    return line[: sum(end <= columns - 2 for end in ends)] + "…"


def is_formula(text: str) -> bool:
    """Would a spreadsheet compute this text? ``=9个`` is an ordinary value in these tables."""
    return text.startswith(FORMULA)


def no_formula(text: str) -> str:
    """The text behind an apostrophe where a spreadsheet would take it for a formula."""
    return f"'{text}" if is_formula(text) else text
