"""What was not read, or not surely, and must be said: scans, characters without a name, text over text."""

from collections.abc import Iterator, Sequence

from perfcheck.documents.model import Location, ReadError, Remark
from perfcheck.documents.paged.furniture import bodies
from perfcheck.documents.paged.lines import UNKNOWN, Line
from perfcheck.documents.paged.pages import Item, Page

MOSTLY = 0.5  # of the characters of a page
RUINED = 3  # characters on a page that stand on others: more than an accident


def remarks(pages: Sequence[Page]) -> Iterator[Remark]:
    """The pages that hold no text, or text that cannot be told. Call when the tables are joined.

    Raises ``ReadError`` where no page can be read.
    """
    texts = {page.number: "".join(line.text for line in _lines(page)) for page in pages}
    unread = [
        page.number
        for page, (_, body) in zip(pages, bodies(pages), strict=True)
        if _is_scan(page, body, texts[page.number])
    ]
    if not any(text and number not in unread for number, text in texts.items()):
        raise ReadError(
            "needs-ocr",
            "页面上没有可读的文字，可能是扫描件，需 OCR（文字识别）",
            "the pages hold no readable text: probably a scan, which needs OCR",
        )
    if unread:
        yield _remark(
            "needs-ocr",
            unread,
            "没有可读的文字，可能是扫描件，需 OCR；未检查",
            "holds no readable text: probably a scan, which needs OCR; not checked",
        )
    partly = [n for n, text in texts.items() if UNKNOWN in text and n not in unread]
    if partly:
        yield _remark(
            "needs-ocr",
            partly,
            f"有文件里没有编码的字，读不出来（显示为 {UNKNOWN}），需 OCR 或人工核对",
            f"has characters that the file does not name (shown as {UNKNOWN}); compare it by eye",
        )
    filled_in = [page.number for page in pages if page.drawing.has_form]
    if filled_in:
        yield _remark(
            "table-unrestorable",
            filled_in,
            "有填在表单域或文本批注里的文字，没有读取；请打印成普通 PDF 后再查",
            "has text in form fields or typed onto it, which was not read; print it to a plain PDF",
        )
    ruined = [p.number for p in pages if sum(line.overprinted for line in _lines(p)) >= RUINED]
    if ruined:
        yield _remark(
            "table-unrestorable",
            ruined,
            "有文字互相重叠，可能是表格的行高不够，读出的内容不可靠，请核对原件",
            "has text printed over text, as where rows are too low; what was read is not reliable",
        )


def _lines(page: Page) -> Iterator[Line]:
    for item in page.items:
        if isinstance(item, Line):
            yield item
        else:
            yield from (line for cell in item.cells for line in cell.lines)


def _is_scan(page: Page, body: Sequence[Item], text: str) -> bool:
    """Something is drawn and nothing is written; or written only around a picture, as furniture."""
    if not text:
        return page.drawing.has_ink
    return (page.drawing.has_picture and not body) or text.count(UNKNOWN) > MOSTLY * len(text)


def _remark(reason: str, numbers: Sequence[int], what: str, what_en: str) -> Remark:
    named = "、".join(_ranges(numbers))
    return Remark(
        reason, f"第{named}页{what}", f"page {named} {what_en}", Location(page=numbers[0])
    )


def _ranges(numbers: Sequence[int]) -> Iterator[str]:
    """1–3, 7"""
    first = last = numbers[0]
    for number in (*numbers[1:], 0):
        if number != last + 1:
            yield str(first) if first == last else f"{first}–{last}"
            first = number
        last = number
