"""Word files: the body's paragraphs and tables, every cell at its true place in the table's grid.

The walk is our own: the libraries at hand lose content controls, tracked insertions, symbols or
equations, and with them a "≥" or a whole cell.
"""

from collections import deque
from collections.abc import Iterator

from attrs import define

from perfcheck.documents.archive import Element, damaged, holds, is_locked, open_archive, parse_xml
from perfcheck.documents.model import Block, Cell, Document, Grid, Location, Paragraph
from perfcheck.documents.ooxml import STRICT, W, blocks, members, value_of
from perfcheck.documents.reader import Reader

MAIN = "word/document.xml"
ROWS, CELLS, CELL_PROPERTIES = (f"{W}tr",), (f"{W}tc",), f"{W}tcPr"
MAX_SPAN = 256
MAX_COLUMNS = 512
MAX_DEPTH = 40  # of tables inside tables


def recognises(content: bytes) -> bool:
    """A zip with Word's main part, or a locked Office file: from outside nobody can tell its kind."""
    return holds(content, MAIN) or is_locked(content)


def read(content: bytes, name: str) -> Document:
    """Paragraphs and grids of a Word file. Raises ``ReadError``."""
    xml = open_archive(content).read(MAIN)
    for strict, usual in STRICT:
        xml = xml.replace(strict, usual)
    body = parse_xml(xml).find(f"{W}body")
    if body is None:
        raise damaged("没有正文", "no document body")
    return Document(name, tuple(_blocks(body)))


def _blocks(body: Element) -> Iterator[Block]:
    tables = 0
    for block in blocks(body):
        if isinstance(block, str):
            yield from _paragraphs(block)
            continue
        for anchors in _with_nested(block):
            tables += 1
            yield _grid(anchors, tables)


def _paragraphs(text: str) -> Iterator[Paragraph]:
    """A paragraph of text without its outer white space, none where it is blank."""
    if text := text.strip():
        yield Paragraph(text)


@define
class Anchor:
    """A cell while the rows below may still make it longer."""

    row: int
    col: int
    colspan: int
    text: str
    rowspan: int = 1

    @property
    def place(self) -> tuple[int, int]:
        return self.col, self.colspan


def _with_nested(table: Element) -> Iterator[list[Anchor]]:
    """The cells of a table, then those of each table inside it. Tables without cells are left out."""
    queue = deque([(table, 1)])
    while queue:
        element, depth = queue.popleft()
        if depth > MAX_DEPTH:
            raise damaged("表格嵌套过深", "tables nested too deep")
        nested: list[Element] = []
        if anchors := _anchors(element, nested):
            yield anchors
        queue.extend((inner, depth + 1) for inner in nested)


def _anchors(table: Element, nested: list[Element]) -> list[Anchor]:
    """The cells of a table in reading order; the tables inside its cells go to ``nested``."""
    found: list[Anchor] = []
    above: dict[tuple[int, int], Anchor] = {}  # merged downwards so far, by place
    rows = (row for row in members(table, ROWS) if value_of(row, "trPr/del") is None)
    for number, row in enumerate(rows, 1):
        reached: dict[tuple[int, int], Anchor] = {}
        for cell, merge in _row(row, number, nested):
            upper = above.get(cell.place) if merge == "continue" else None
            if upper:
                upper.rowspan += 1
            else:
                found.append(cell)
            if merge is not None:
                reached[cell.place] = upper or cell
        above = reached
    return found


def _row(row: Element, number: int, nested: list[Element]) -> list[tuple[Anchor, str | None]]:
    """Each cell of a row with its part in a vertical merge, horizontal merges done."""
    cells: list[tuple[Anchor, str | None]] = []
    col = 1 + _count(value_of(row, "trPr/gridBefore"), 0)
    for element in members(row, CELLS):
        properties = element.find(CELL_PROPERTIES)
        if value_of(properties, "cellDel") is not None:
            continue
        span = _count(value_of(properties, "gridSpan"), 1)
        if col + span - 1 > MAX_COLUMNS:
            raise damaged("表格列数过多", "a table with too many columns")
        if cells and _merge(value_of(properties, "hMerge")) == "continue":
            cells[-1][0].colspan += span
        else:
            merge = _merge(value_of(properties, "vMerge"))
            cells.append((Anchor(number, col, span, _text(element, nested)), merge))
        col += span
    return cells


def _merge(value: str | None) -> str | None:
    """``restart``, ``continue`` (also where nothing is said) or None for a cell by itself."""
    if value is None:
        return None
    return "restart" if value == "restart" else "continue"


def _count(value: str | None, least: int) -> int:
    """A number of columns as a file gives it, within reason."""
    digits = (value or "").strip()
    if not (digits.isascii() and digits.isdecimal()):
        return least
    return min(max(int(digits[:9]), least), MAX_SPAN)


def _text(cell: Element, nested: list[Element]) -> str:
    """The text of a cell, a line for each paragraph; tables inside it go to ``nested``."""
    lines = []
    for block in blocks(cell):
        if isinstance(block, str):
            lines.append(block.replace("\t", " "))
        else:
            nested.append(block)
    return "\n".join(lines).strip()


def _grid(anchors: list[Anchor], table: int) -> Grid:
    cells = tuple(
        Cell(
            anchor.text,
            anchor.row,
            anchor.col,
            anchor.rowspan,
            anchor.colspan,
            Location(table=table, row=anchor.row, col=anchor.col),
        )
        for anchor in anchors
    )
    return Grid(cells, Location(table=table))


READER = Reader(suffixes=frozenset({".docx"}), recognises=recognises, read=read)
