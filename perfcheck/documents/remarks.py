"""What a reader says of a file that it could read, in the words of the report.

What comes many times is said once for a table, a sheet or a file: with the first few places.
"""

from collections.abc import Callable, Sequence

from perfcheck.documents.model import Location, Remark

SHOWN = 3
SPANS = 10
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


def spans(numbers: Sequence[int], shown: Callable[[int], str] = str) -> str:
    """Numbers in order, runs of them as one: 3、5-7. The first few where they are many."""
    found: list[tuple[int, int]] = []
    for number in numbers:
        first = found.pop()[0] if found and found[-1][1] == number - 1 else number
        found.append((first, number))
    texts = [
        shown(first) if first == last else f"{shown(first)}-{shown(last)}" for first, last in found
    ]
    return "、".join(texts[:SPANS]) + ("…" if len(texts) > SPANS else "")


def hidden(zh: str, en: str, location: Location = Location()) -> Remark:
    return Remark("hidden-content", f"{zh}，已一并读取", f"{en}; read all the same", location)


def covered(texts: Sequence[str], location: Location) -> Remark:
    """Texts under merged cells of one table or sheet."""
    zh, en = listed(texts)
    return Remark(
        "covered-text",
        f"合并单元格下压着看不见的文字：{zh}，没有检查",
        f"a merged cell hides other text: {en}; not checked",
        location,
    )


def uncalculated(sheet: str, cells: Sequence[str], location: Location) -> Remark:
    """Formulas of a sheet, by their cells, that have no value in the file."""
    zh, en = listed(cells)
    return Remark(
        "formula-uncalculated",
        f"工作表“{sheet}”有公式没有计算结果：{zh}，读出来是空白或 0",
        f"sheet {sheet!r} has formulas without a calculated value: {en}; they read as blank or 0",
        location,
    )


def unread(zh: str, en: str, location: Location = Location()) -> Remark:
    return Remark("content-unread", f"{zh}，没有读取", f"{en}; not read", location)
