"""Web pages, and the web pages that systems export under the name .xls.

A table inside another is a grid of its own. A table that only lays out the page (one column, or
other tables in its cells and little else) is no grid: its texts are paragraphs.
"""

import re
from collections.abc import Iterator

from attrs import Factory, define

from perfcheck.documents import remarks
from perfcheck.documents.archive import too_large
from perfcheck.documents.layout import Line, blocks
from perfcheck.documents.markup import Box, Table, Text, read_markup, tidy
from perfcheck.documents.mime import ADDED, Page, file_name, is_message, pages_of
from perfcheck.documents.model import Block, Cell, Document, Grid, Location, Paragraph, Remark
from perfcheck.documents.reader import Reader
from perfcheck.documents.readers.text import BOMS
from perfcheck.documents.remarks import listed, quoted, spans

HEAD = 16_384  # bytes in which a page shows itself
PROLOGUE = re.compile(r"(?:\s|<\?.*?\?>|<!--.*?-->|<!doctype[^>]*>)*", re.IGNORECASE | re.DOTALL)
PAGE = re.compile(r"<(?:html|table)[\s>]", re.IGNORECASE)
SHEET_NAME = re.compile(r"<x:ExcelWorksheet>\s*<x:Name>([^<]*)</x:Name>")
CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
TRADITIONAL = {"big5": "big5hkscs", "big5-hkscs": "big5hkscs"}

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
WIDEST = 1_024  # columns


def recognises(content: bytes) -> bool:
    """Markup from the first character on, with a page or a table soon after; or a web archive."""
    if is_message(content):
        return True
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = content[:HEAD].decode("utf-16", "replace")
    else:
        head = content[:HEAD].removeprefix(b"\xef\xbb\xbf").decode("latin-1")
    prologue = PROLOGUE.match(head)
    start = head[prologue.end() :] if prologue else head
    return start.startswith("<") and PAGE.search(start) is not None and "\x00" not in head


def decode(content: bytes) -> str:
    """The text of a page: by its mark, else UTF-8, else Big5 if it says so, else GB18030.

    What else it says of itself is often wrong: gb2312 above GBK, iso-8859-1 above anything.
    """
    for bom, name in BOMS:
        if content.startswith(bom):
            return content.decode(name, "replace")
    declared = CHARSET.search(content[:HEAD])
    own = TRADITIONAL.get(declared[1].decode("ascii", "replace").lower()) if declared else None
    names = ["utf-8", *filter(None, [own]), "gb18030"]
    for name in names:
        try:
            return content.decode(name)
        except UnicodeDecodeError:
            continue
    return min((content.decode(name, "replace") for name in names), key=_unread)


def _unread(text: str) -> int:
    return text.count("\ufffd")


def read(content: bytes, name: str) -> Document:
    """Paragraphs and grids of a page in the order of its text. Raises ``ReadError``."""
    reading = Reading()
    if is_message(content):
        for page, sheet in _sheets(pages_of(content)):
            reading.take(page, sheet)
    else:
        reading.take(content, None)
        reading.say_frames()
    return Document(name, tuple(reading.blocks), tuple(reading.remarks))


def _sheets(pages: list[Page]) -> Iterator[tuple[bytes, str | None]]:
    """Each page with the name of its sheet: a workbook has a first page that only names the others."""
    if len(pages) < 2:
        yield from ((page.content, None) for page in pages)
        return
    names = SHEET_NAME.findall(decode(pages[0].content))
    names = ["", *names] if len(names) == len(pages) - 1 else [page.name for page in pages]
    yield from ((page.content, name) for page, name in zip(pages, names, strict=True))


@define
class Reading:
    """What has been read so far of a page, or of the pages of a web archive."""

    blocks: list[Block] = Factory(list)
    remarks: list[Remark] = Factory(list)
    frames: list[str] = Factory(list)
    tables: int = 0

    def take(self, content: bytes, sheet: str | None) -> None:
        text = CONTROL.sub("", decode(content)).replace("\ufeff", "")
        walk = read_markup(text.encode("utf-8", "replace"))
        self.frames += walk.frames
        hidden = [quoted(one) for one in walk.hidden if one.strip()]
        if hidden:
            zh, en = listed(hidden)
            self.remarks.append(remarks.hidden(f"有隐藏的文字{zh}", f"hidden text {en}"))
        for block in _flowing(walk.open[0]):
            if isinstance(block, Table):
                self._table(block, sheet)
            else:
                self.blocks.append(Paragraph(block, Location(sheet=sheet)))

    def _table(self, table: Table, sheet: str | None) -> None:
        self._say_hidden(table, sheet)
        for part in _grid(table, self.tables + 1, sheet):
            self.tables += isinstance(part, Grid)
            self.blocks.append(part)

    def _say_hidden(self, table: Table, sheet: str | None) -> None:
        rows = [row for row in table.hidden_rows if any(map(_text, table.rows[row - 1]))]
        if rows:
            place = Location(sheet=sheet, table=self.tables + 1, row=rows[0])
            zh, en = f"表格有隐藏的行：{spans(rows)}", f"the table has hidden rows: {spans(rows)}"
            self.remarks.append(remarks.hidden(zh, en, place))

    def say_frames(self) -> None:
        """A page of frames has its sheets in other files, which only the name is known of."""
        names = [name for name in map(file_name, self.frames) if name not in ADDED]
        if names:
            zh, en = listed(names)
            self.remarks.append(
                remarks.unread(
                    f"网页只是框架，内容在别的文件里：{zh}", f"only frames for other files: {en}"
                )
            )


def _flowing(table: Table) -> Iterator[str | Table]:
    """The texts and the tables that are grids, in order, through tables that only lay out."""
    for item in table.items:
        if not isinstance(item, Table):
            yield item.text
        elif _is_layout(item):
            yield from _flowing(Table([one for one in item.items if not one.hidden]))
        else:
            yield from (
                one.text for one in item.items if isinstance(one, Text) and not one.in_cell
            )
            yield item
            yield from _flowing(Table(list(item.tables)))


def _is_layout(table: Table) -> bool:
    """One column, or other tables and never three texts side by side."""
    if all(len(row) < 2 for row in table.rows):
        return True
    if not table.tables:
        return False
    return not any(sum(_text(box) != "" for box in row) > 2 for row in table.rows)


def _text(box: Box) -> str:
    return tidy("".join(box.parts))


def _grid(table: Table, number: int, sheet: str | None) -> Iterator[Block]:
    """The cells at the places that spans leave them, with title rows as paragraphs."""
    reach: dict[int, int] = {}  # column → the last row that a cell from above fills
    lines = []
    count = len(table.rows)
    for row, boxes in enumerate(table.rows, 1):
        cells = []
        col = 1
        for box in boxes:
            while reach.get(col, 0) >= row:
                col += 1
            if col + box.colspan > WIDEST:
                raise too_large("表格列数过多", "a table with too many columns")
            bottom = min(row + box.rowspan - 1, count) if box.rowspan else count
            place = Location(sheet=sheet, table=number, row=row, col=col)
            cells.append(Cell(_text(box), row, col, bottom - row + 1, box.colspan, place))
            reach.update(dict.fromkeys(range(col, col + box.colspan), bottom))
            col += box.colspan
        lines.append(Line(tuple(cells), drawn=True))
    yield from blocks(lines, max(reach, default=0), number)


READER = Reader(
    suffixes=frozenset({".html", ".htm", ".mht", ".mhtml"}),
    recognises=recognises,
    read=read,
)
