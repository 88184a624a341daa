"""Pages without text: what a reader without eyes must say that it has not read."""

from collections.abc import Iterator, Sequence

from perfcheck.documents.model import Location, ReadError, Remark
from perfcheck.documents.paged.furniture import bodies
from perfcheck.documents.paged.lines import UNKNOWN, Line
from perfcheck.documents.paged.pages import Item, Page

REASON = "needs-ocr"
MOSTLY = 0.5  # of the characters of a page


def remarks(pages: Sequence[Page]) -> Iterator[Remark]:
    """Which pages hold no text, and which hold characters that the file does not name.

    Raises ``ReadError`` where no page can be read.
    """
    texts = {page.number: "".join(map(_text, page.items)) for page in pages}
    unread = [
        page.number
        for page, (_, body) in zip(pages, bodies(pages), strict=True)
        if _is_scan(page, body, texts[page.number])
    ]
    if not any(texts[page.number] and page.number not in unread for page in pages):
        raise ReadError(
            REASON,
            "页面上没有可读的文字，可能是扫描件，需 OCR（文字识别）",
            "the pages hold no readable text: probably a scan, which needs OCR",
        )
    if unread:
        yield Remark(
            REASON,
            f"{_named(unread)}没有可读的文字，可能是扫描件，需 OCR；这些页未检查",
            f"no readable text on page {_ranges(unread)}: probably a scan, which needs OCR; not checked",
            Location(page=unread[0]),
        )
    partly = [n for n, text in texts.items() if UNKNOWN in text and n not in unread]
    if partly:
        yield Remark(
            REASON,
            f"{_named(partly)}有文件里没有编码的字，读不出来（显示为 {UNKNOWN}），需 OCR 或人工核对",
            f"page {_ranges(partly)} has characters that the file does not name (shown as {UNKNOWN})",
            Location(page=partly[0]),
        )


def _is_scan(page: Page, body: Sequence[Item], text: str) -> bool:
    """Something is drawn and nothing is written; or written only around a picture, as furniture."""
    if not text:
        return page.has_ink
    return (page.has_picture and not body) or text.count(UNKNOWN) > MOSTLY * len(text)


def _text(item: Item) -> str:
    if isinstance(item, Line):
        return item.text
    return "".join(cell.text for cell in item.cells)


def _named(numbers: Sequence[int]) -> str:
    return f"第{_ranges(numbers)}页"


def _ranges(numbers: Sequence[int]) -> str:
    """1–3、7"""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return "、".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)
