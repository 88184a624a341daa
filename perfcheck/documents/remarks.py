"""What a reader says of a file that it could read, in the words of the report.

What comes many times is said once for a table, a sheet or a file: with the first few places.
"""

from collections.abc import Iterable, Sequence
from itertools import islice

from perfcheck.documents.model import Location, Remark

SHOWN = 3
LONGEST = 30  # characters of a quotation


def quoted(text: str) -> str:
    """A text in one line within quotation marks, cut where it is long."""
    line = " ".join(text.split())
    return f"“{line if len(line) <= LONGEST else line[:LONGEST] + '…'}”"


def listed(items: Sequence[str]) -> tuple[str, str]:
    """The first few of many, in Chinese and in English."""
    first, more = items[:SHOWN], len(items) - SHOWN
    zh, en = "、".join(first), ", ".join(first)
    return (f"{zh}等 {len(items)} 处", f"{en} and {more} more") if more > 0 else (zh, en)


def numbers(rows: Iterable[int]) -> str:
    """5-7, 9"""
    runs: list[list[int]] = []
    for row in sorted(rows):
        if runs and row == runs[-1][1] + 1:
            runs[-1][1] = row
        else:
            runs.append([row, row])
    shown = [f"{first}-{last}" if first < last else f"{first}" for first, last in islice(runs, 10)]
    return "、".join(shown) + ("…" if len(runs) > len(shown) else "")


def hidden(zh: str, en: str, location: Location = Location()) -> Remark:
    return Remark("hidden-content", f"{zh}，已一并读取", f"{en}; read like the rest", location)


def covered(texts: Sequence[str], location: Location) -> Remark:
    """Texts under merged cells, each with its place where that is not the first's."""
    zh, en = listed(texts)
    return Remark(
        "covered-text",
        f"合并单元格下压着看不见的文字：{zh}，没有检查",
        f"a merged cell hides other text: {en}; not checked",
        location,
    )


def unread(zh: str, en: str, location: Location = Location()) -> Remark:
    return Remark("content-unread", f"{zh}，没有读取", f"{en}; not read", location)
