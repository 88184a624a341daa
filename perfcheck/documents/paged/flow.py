"""The pages of a document in one flow: paragraphs, and tables as grids."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from attrs import Factory, define

from perfcheck.documents.model import Block, Box, Cell, Grid, Location, Paragraph
from perfcheck.documents.paged.furniture import bodies
from perfcheck.documents.paged.lines import LIST_MARK, Line, between, joined
from perfcheck.documents.paged.pages import Item, Page, Part
from perfcheck.documents.paged.rulings import steps
from perfcheck.documents.paged.stitch import NEAR, Table, bare, join, padding, runs_on, sides

SENTENCE_ENDS = "。！？；：!?;:"
SPACING = 1.5  # of the size: between the lines of a paragraph at most
TEXT_WIDTH = 0.75  # of the page's: text that ends before this is not broken at its margin
ALIKE = 0.1  # of the size: by how much the lines of a paragraph may differ


@define
class Flow:
    """The state while pages pass: the blocks so far, and the open table or the open paragraph."""

    words: Counter[str]
    reach: dict[float, float]  # how far to the right text goes, by width of page
    blocks: list[Block] = Factory(list)
    tables: int = 0
    table: Table | None = None
    lines: list[Line] = Factory(list)

    def page(self, page: Page, head: Sequence[Item], items: Sequence[Item]) -> None:
        """Add a page. ``head`` is its furniture if the table under it began on an earlier page."""
        first = items[0] if items else None
        if self.table and isinstance(first, Part) and runs_on(self.table, first):
            join(self.table, first, self.words.__getitem__)
            items = items[1:]
        else:
            items = [*head, *items]
        for item in items:
            if isinstance(item, Part):
                self.close()
                self.table = Table.begun(item)
            else:
                self._line(item, self.reach[page.width])

    def _line(self, line: Line, reach: float) -> None:
        if self.table or not _is_same_paragraph(self.lines, line, reach):
            self.close()
        self.lines.append(line)

    def close(self) -> None:
        """End the open table or paragraph."""
        if self.table:
            found = _of_table(self.table, self.tables + 1)
            self.tables += any(isinstance(block, Grid) for block in found)
            self.blocks += found
        elif self.lines:
            self.blocks.append(_paragraph(self.lines))
        self.table, self.lines = None, []


def blocks(pages: Sequence[Page]) -> tuple[Block, ...]:
    """Paragraphs and grids in the order of reading."""
    parts = [item for page in pages for item in page.items if isinstance(item, Part)]
    words = Counter(bare(cell) for part in parts for cell in part.cells)
    reach = {page.width: TEXT_WIDTH * page.width for page in pages}
    for page in pages:
        reach[page.width] = max([reach[page.width], *(item.box.right for item in page.items)])
    flow = Flow(words, reach)
    for page, (head, items) in zip(pages, bodies(pages), strict=True):
        flow.page(page, head, items)
    flow.close()
    return tuple(flow.blocks)


def _is_same_paragraph(lines: Sequence[Line], after: Line, reach: float) -> bool:
    """Did the line above end only because it was full?"""
    if not lines:
        return True
    first, last = lines[0], lines[-1]
    if last.is_spread or after.is_spread or LIST_MARK.match(after.text):
        return False
    if not _is_next(last, after) or last.box.right + after.first_piece <= reach:
        return False
    indented = first.box.left - after.box.left
    if last.text[-1] in SENTENCE_ENDS:  # only where paragraphs begin indented is this surely one
        return indented > after.size
    return indented >= -after.size / 2


def _is_next(last: Line, after: Line) -> bool:
    """In the same type, and right under it or on the next page?"""
    if abs(last.size - after.size) > ALIKE * last.size:
        return False
    space = after.box.top - last.box.bottom
    return last.box.page != after.box.page or -last.size <= space <= SPACING * last.size


def _paragraph(lines: Sequence[Line]) -> Paragraph:
    numbers = sorted({line.box.page for line in lines})
    boxes = tuple(_around([line.box for line in lines if line.box.page == n]) for n in numbers)
    text = lines[0].text + "".join(between(*pair) + pair[1].text for pair in pairwise(lines))
    return Paragraph(text, Location(page=boxes[0].page, boxes=boxes))


def _around(boxes: Sequence[Box]) -> Box:
    return Box(
        boxes[0].page,
        min(box.left for box in boxes),
        min(box.top for box in boxes),
        max(box.right for box in boxes),
        max(box.bottom for box in boxes),
    )


def _of_table(table: Table, number: int) -> list[Block]:
    """A grid; but of a frame, or of frames one under the other, the texts are paragraphs."""
    pad = padding(table.cells)
    boxes = (box for cell in table.cells for box in cell.boxes)
    edges = steps((x for box in boxes for x in (box.left, box.right)), NEAR)
    if len(edges) > 2:
        return [_grid(table, edges, pad, number)]
    found: list[Block] = []
    for cell in sorted(table.cells, key=lambda cell: cell.top):
        place = Location(page=cell.boxes[0].page, boxes=tuple(cell.boxes))
        texts = joined(cell.lines, *sides(cell, pad)).split("\n")
        found += [Paragraph(text, place) for text in texts if text.strip()]
    return found


def _grid(table: Table, edges: Sequence[float], pad: float, number: int) -> Grid:
    cells = []
    for drawn in sorted(table.cells, key=lambda cell: (cell.top, cell.left)):
        col, end = (bisect_right(edges, x) for x in (drawn.boxes[0].left, drawn.boxes[0].right))
        row = drawn.top + 1
        boxes = tuple(drawn.boxes)
        place = Location(page=boxes[0].page, table=number, row=row, col=col, boxes=boxes)
        text = joined(drawn.lines, *sides(drawn, pad))
        cells.append(Cell(text, row, col, drawn.bottom - drawn.top, end - col, place))
    return Grid(tuple(cells), Location(page=cells[0].location.page, table=number))
