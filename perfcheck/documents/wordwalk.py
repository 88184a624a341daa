"""The cells and paragraphs of a Word body, each with its element and the place that is said of it.

The reader makes its document from this walk, and whoever writes into a Word file finds its elements
by the same walk, so that a place means one element to both.
"""

from collections import deque
from collections.abc import Iterable, Iterator

from attrs import Factory, define, frozen

from perfcheck.documents.archive import Element, damaged
from perfcheck.documents.model import Location
from perfcheck.documents.ooxml import (
    BLOCKS,
    PARAGRAPH,
    TABLE,
    WHOLE,
    W,
    blocks,
    members,
    properties_of,
)

ROWS, CELLS = (f"{W}tr",), (f"{W}tc",)
ROW_PROPERTIES, CELL_PROPERTIES = f"{W}trPr", f"{W}tcPr"
DELETED, DELETED_CELL = f"{W}del", f"{W}cellDel"
BEFORE, SPAN, ACROSS, DOWN = f"{W}gridBefore", f"{W}gridSpan", f"{W}hMerge", f"{W}vMerge"
MAX_SPAN = 256
MAX_COLUMNS = 512
MAX_DEPTH = 40  # of tables inside tables


@frozen
class Unseen:
    """Text that Word does not show: formatted as hidden, or ``covered`` by a merged cell."""

    text: str
    location: Location
    covered: bool = False


@frozen
class Passage:
    """A paragraph outside tables, without its outer white space."""

    element: Element
    text: str
    location: Location
    unseen: list[Unseen]


@define
class Anchor:
    """A cell, or the one that shows of a merge, while the rows below may still make it longer."""

    element: Element
    text: str
    row: int
    col: int
    colspan: int
    rowspan: int = 1

    @property
    def place(self) -> tuple[int, int]:
        return self.col, self.colspan


@define
class Table:
    """The cells of a table in reading order, and the tables inside them."""

    number: int
    anchors: list[Anchor] = Factory(list)
    unseen: list[Unseen] = Factory(list)
    nested: list[Element] = Factory(list)

    def place(self, anchor: Anchor) -> Location:
        return Location(table=self.number, row=anchor.row, col=anchor.col)

    def cover(self, anchor: Anchor, text: str) -> None:
        """Note the text of a cell that a merged one hides, unless that shows the same."""
        if text and text != anchor.text:
            self.unseen.append(Unseen(text, self.place(anchor), covered=True))


@frozen
class Embedded:
    """A whole document in another part, in the place of a paragraph (``w:altEmbedded``)."""

    element: Element


def anchors(body: Element) -> Iterator[tuple[Element, Location]]:
    """The element of every cell and paragraph of a ``w:body`` with the place that its reader says.

    Of merged cells it is the one that shows; of paragraphs that run on into each other, the first.
    """
    for part in walk(members(body, BLOCKS)):
        if isinstance(part, Passage):
            yield part.element, part.location
        elif isinstance(part, Table):
            yield from ((anchor.element, part.place(anchor)) for anchor in part.anchors)


def walk(elements: Iterable[Element]) -> Iterator[Passage | Table | Embedded]:
    """The parts of a body in order. Blank paragraphs and tables without cells do not count."""
    return Count().parts(elements)


@define
class Count:
    """The numbers of the last paragraph and table so far."""

    passages: int = 0
    tables: int = 0

    def parts(self, elements: Iterable[Element]) -> Iterator[Passage | Table | Embedded]:
        hidden: list[str] = []
        for element, text in blocks(elements, hidden):
            if element.tag != PARAGRAPH:
                yield from self._with_nested(element)
            elif text := text.strip():
                self.passages += 1
                place = Location(paragraph=self.passages)
                yield Passage(element, text, place, [Unseen(one, place) for one in hidden])
            hidden.clear()

    def _with_nested(self, element: Element) -> Iterator[Table | Embedded]:
        """A table, then each table inside it. Tables without cells are left out."""
        queue = deque([(element, 1)])
        while queue:
            element, depth = queue.popleft()
            if element.tag != TABLE:
                yield Embedded(element)
                continue
            if depth > MAX_DEPTH:
                raise damaged("表格嵌套过深", "tables nested too deep")
            table = Table(self.tables + 1)
            _read_table(table, element)
            queue.extend((inner, depth + 1) for inner in table.nested)
            if table.anchors:
                self.tables += 1
                yield table


def finished(bodies: Iterable[Element]) -> Iterator[Element]:
    """The blocks of a body that is still being parsed; each is emptied when it has been walked.

    ``bodies`` gives the growing body again and again, and at last the whole of it.
    """
    body: Element | None = None
    for body in bodies:
        yield from _finished(body)
    if body is None:
        raise damaged("没有正文", "no document body")
    yield from members(body, BLOCKS)


def _finished(container: Element) -> Iterator[Element]:
    """All blocks but the last child, which may still grow; it may be a wrapper around others."""
    while len(container):
        last = container[-1]
        if len(container) > 1:
            for block in members(container[:-1], BLOCKS):
                yield block
                block.clear()  # first: lxml takes out slowly what is full and still has a name
            del container[:-1]
        if last.tag in WHOLE:
            return
        container = last


def _read_table(table: Table, element: Element) -> None:
    """The rows of a table, cells merged downwards with the one of the same place above."""
    above: dict[tuple[int, int], Anchor] = {}  # merged downwards so far, by place
    number = 0
    for row in members(element, ROWS):
        properties = properties_of(row, ROW_PROPERTIES)
        if DELETED in properties:
            continue
        number += 1
        reached: dict[tuple[int, int], Anchor] = {}
        for cell, merge in _row(table, row, number, 1 + _count(properties.get(BEFORE), 0)):
            upper = above.get(cell.place) if merge == "continue" else None
            if upper:
                upper.rowspan += 1
                table.cover(upper, cell.text)
            else:
                table.anchors.append(cell)
            if merge is not None:
                reached[cell.place] = upper or cell
        above = reached


def _row(table: Table, row: Element, number: int, col: int) -> list[tuple[Anchor, str | None]]:
    """Each cell of a row with its part in a vertical merge, horizontal merges done."""
    cells: list[tuple[Anchor, str | None]] = []
    for element in members(row, CELLS):
        properties = properties_of(element, CELL_PROPERTIES)
        if DELETED_CELL in properties:
            continue
        span = _count(properties.get(SPAN), 1)
        if col + span - 1 > MAX_COLUMNS:
            raise damaged("表格列数过多", "a table with too many columns")
        cell = Anchor(element, _text(table, element, number, col), number, col, span)
        if cells and _merge(properties.get(ACROSS)) == "continue":
            cells[-1][0].colspan += span
            table.cover(cells[-1][0], cell.text)
        else:
            cells.append((cell, _merge(properties.get(DOWN))))
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


def _text(table: Table, cell: Element, row: int, col: int) -> str:
    """The text of a cell, a line for each paragraph; tables inside it are kept for later."""
    lines: list[str] = []
    hidden: list[str] = []
    for element, text in blocks(cell, hidden):
        if element.tag == PARAGRAPH:
            lines.append(text)
        else:
            table.nested.append(element)
    for one in hidden:
        table.unseen.append(Unseen(one, Location(table=table.number, row=row, col=col)))
    return "\n".join(lines).replace("\t", " ").strip()
