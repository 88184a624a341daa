"""What a console can show: characters that its encoding lacks never end in a traceback, nor in a lie."""

from __future__ import annotations

import codecs
import sys
from typing import IO

# Signs that stand for something, in ASCII. Anything else that an encoding lacks is shown as ?
PLAIN = {
    "≥": ">=", "≤": "<=", "≠": "!=", "＞": ">", "＜": "<", "＝": "=", "×": "x", "√": "v", "·": "-",
    "○": "o", "→": "->", "–": "-", "—": "-", "…": "...", "“": '"', "”": '"', "‘": "'", "’": "'",
    "〔": "[", "〕": "]", "《": "<", "》": ">", "±": "+/-", "÷": "/", "‰": "o/oo", "㎡": "m2", "²": "2",
    "³": "3", "∞": "inf", "，": ",", "。": ".", "：": ":", "；": ";", "（": "(", "）": ")", "、": ",", "\ufeff": "",
}  # fmt: skip

SHOWN, ESCAPED = "perfcheck-shown", "perfcheck-escaped"
XML = "xmlcharrefreplace"

# Formats that have a way to write any character in ASCII, and so are right in every encoding.
ASCII_WAYS = {"json": ESCAPED, "jsonl": ESCAPED, "sarif": ESCAPED, "junit": XML, "html": XML}


def _shown(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeEncodeError)
    lacking = error.object[error.start : error.end]
    return "".join(PLAIN.get(char, "?") for char in lacking), error.end


def _escaped(error: UnicodeError) -> tuple[str, int]:
    """As JSON writes it: ``\\uXXXX``, two of them beyond the first 65,536 characters."""
    assert isinstance(error, UnicodeEncodeError)
    units = error.object[error.start : error.end].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at : at + 2].hex()}" for at in range(0, len(units), 2)), error.end


codecs.register_error(SHOWN, _shown)
codecs.register_error(ESCAPED, _escaped)


def soften(stream: IO[str]) -> None:
    """Let a character that the console's encoding lacks be shown in another way."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure:
        reconfigure(errors=SHOWN)


def show(content: str | bytes, form: str = "text") -> None:
    """A report on standard output. What programs read loses no character on its way."""
    if isinstance(content, bytes):
        sys.stdout.buffer.write(content)
        return
    way = None if _holds_all(sys.stdout.encoding) else ASCII_WAYS.get(form)
    sys.stdout.write(content.encode("ascii", way).decode("ascii") if way else content)


def _holds_all(encoding: str | None) -> bool:
    return codecs.lookup(encoding or "utf-8").name.startswith("utf")
