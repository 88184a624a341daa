"""Web pages, and the web pages that systems export under the name .xls.

A table inside another is a grid of its own. A table that only lays out the page (one column, or
other tables in its cells and little else) is no grid: its texts are paragraphs.
"""

import re
from collections.abc import Iterator

from perfcheck.documents.archive import too_large
from perfcheck.documents.layout import Line, blocks
from perfcheck.documents.markup import Table, read_markup, tidy
from perfcheck.documents.model import Block, Cell, Document, Grid, Location, Paragraph
from perfcheck.documents.reader import Reader
from perfcheck.documents.readers.text import BOMS

HEAD = 16_384  # bytes in which a page shows itself
PROLOGUE = re.compile(r"(?:\s|<\?.*?\?>|<!--.*?-->|<!doctype[^>]*>)*", re.IGNORECASE | re.DOTALL)
PAGE = re.compile(r"<(?:html|table)[\s>]", re.IGNORECASE)
CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
TRADITIONAL = {"big5": "big5hkscs", "big5-hkscs": "big5hkscs"}

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
WIDEST = 1_024  # columns


def recognises(content: bytes) -> bool:
    """Markup from the first character on, with a page or a table soon after."""
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
    text = CONTROL.sub("", decode(content)).replace("\ufeff", "")
    page = read_markup(text.encode("utf-8", "replace"))
    found: list[Block] = []
    tables = 0
    for block in _flowing(page):
        if isinstance(block, Table):
            for part in _grid(block, tables + 1):
                tables += isinstance(part, Grid)
                found.append(part)
        else:
            found.append(Paragraph(block))
    return Document(name, tuple(found))


def _flowing(table: Table) -> Iterator[str | Table]:
    """The texts and the tables that are grids, in order, through tables that only lay out."""
    for item in table.items:
        if not isinstance(item, Table):
            yield item[0]
        elif _is_layout(item):
            yield from _flowing(item)
        else:
            yield from (one[0] for one in item.items if not isinstance(one, Table) and not one[1])
            yield item
            yield from _flowing(Table(list(item.tables)))


def _is_layout(table: Table) -> bool:
    """One column, or other tables and never three texts side by side."""
    if all(len(row) < 2 for row in table.rows):
        return True
    if not table.tables:
        return False
    return not any(sum(tidy("".join(box.parts)) != "" for box in row) > 2 for row in table.rows)


def _grid(table: Table, number: int) -> Iterator[Block]:
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
            text = tidy("".join(box.parts))
            place = Location(table=number, row=row, col=col)
            cells.append(Cell(text, row, col, bottom - row + 1, box.colspan, place))
            reach.update(dict.fromkeys(range(col, col + box.colspan), bottom))
            col += box.colspan
        lines.append(Line(tuple(cells), drawn=True))
    yield from blocks(lines, max(reach, default=0), number)


READER = Reader(
    suffixes=frozenset({".html", ".htm"}),
    recognises=recognises,
    read=read,
)
