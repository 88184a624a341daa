"""Tables that run over pages: is it the same table, which rows came again, which row was cut?

Parts are compared by what is drawn: where their columns meet, and whether text had room where it stops.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import Enum, auto
from itertools import takewhile

from attrs import Factory, define, evolve

from perfcheck.documents.paged.lines import LIST_MARK, is_full, list_number
from perfcheck.documents.paged.pages import Drawn, Part

NEAR = 4.0  # points by which the edges of a column may differ from page to page
SHARED = 0.6  # of the inner edges of the part that has fewer
WIDEST_PADDING = 6.0  # short texts in the middle of their cells say nothing of it
LEADING = 1.3  # of the size: from one line to the next
HEADER_CELLS = 3  # that an inner header has at least
HEADER_ROWS = 5  # that come again at most: with more in common it is a copy of the table

SPACE = re.compile(r"\s+")
DIGIT = re.compile(r"\d")

Row = list[Drawn]
Pair = tuple[Drawn | None, Drawn]  # the cells above and below a page break in the same columns
Words = Callable[[str], int]  # how often a text stands alone in a cell of the document


class Verdict(Enum):
    """What the text above a page break and that below it say of their cells."""

    GOES_ON = auto()
    ENDS = auto()
    UNKNOWN = auto()


@define
class Table:
    """A table over one page or several: its cells, its first part, and the last with its rows counted on."""

    first: Part
    last: Part
    rows: int
    cells: list[Drawn]
    headers: dict[tuple[str, ...], Row] = Factory(dict)

    @classmethod
    def begun(cls, part: Part) -> "Table":
        table = cls(part, part, part.rows, list(part.cells))
        table.note_headers()
        return table

    def note_headers(self) -> None:
        """Remember the rows of the last part that may be the header of an inner table."""
        for number in {cell.top for cell in self.last.cells}:
            row = self.last.row(number)
            if _may_be_header(row):
                self.headers.setdefault(_texts(row), row)


def bare(cell: Drawn) -> str:
    return SPACE.sub("", cell.text)


def _texts(row: Row) -> tuple[str, ...]:
    return tuple(map(bare, row))


def _may_be_header(row: Row) -> bool:
    texts = _texts(row)
    return len(row) > 1 and all(texts) and not any(map(DIGIT.search, texts))


def padding(cells: Iterable[Drawn]) -> float:
    """How far from its cell's left side text begins, at the least but for a few lines that overflow."""
    gaps = sorted(
        line.box.left - box.left
        for cell in cells
        for line in cell.lines
        for box in cell.boxes
        if box.page == line.box.page
    )
    return min(max(gaps[len(gaps) // 20], 0.0), WIDEST_PADDING) if gaps else 0.0


def sides(cell: Drawn, pad: float) -> tuple[float, float]:
    """From where to where the lines of a cell may go."""
    return cell.left + pad, cell.right - pad


def runs_on(table: Table, part: Part) -> bool:
    """Is this part, first on its page, of the same table as the one that ended the page before?"""
    above, below = table.last.box, part.box
    if below.page != above.page + 1:
        return False
    if abs(above.left - below.left) > NEAR or abs(above.right - below.right) > NEAR:
        return False
    fewer, more = sorted((_inner_edges(table.last), _inner_edges(part)), key=len)
    shared = sum(any(abs(x - other) <= NEAR for other in more) for x in fewer)
    return shared >= SHARED * len(fewer) and not _begins_anew(table, part)


def _inner_edges(part: Part) -> list[float]:
    """Where the columns of a part meet."""
    edges = {x for cell in part.cells for x in (cell.left, cell.right)}
    return [x for x in edges if part.box.left + NEAR < x < part.box.right - NEAR]


def _begins_anew(table: Table, part: Part) -> bool:
    """Does a form begin again: the label that its first row has, with something else beside it?"""
    count = _same_rows(table.first, part)
    if count > HEADER_ROWS:
        return True
    if count in (part.rows, table.first.rows):
        return False
    ours, theirs = table.first.row(count), part.row(count)
    label = bare(ours[0]) if ours else ""
    if not label or not theirs or bare(theirs[0]) != label:
        return False
    following = table.first.row(ours[0].bottom) if ours[0].bottom < table.first.rows else []
    return not following or bare(following[0]) != label  # labels may stand in every row


def _same_rows(above: Part, below: Part) -> int:
    """How many rows two parts have in common at their top."""
    numbers = range(min(above.rows, below.rows))
    return sum(1 for _ in takewhile(lambda n: _same_row(above.row(n), below.row(n)), numbers))


def _same_row(above: Row, below: Row) -> bool:
    """The same cells with the same texts; some may be clipped where the row came again."""
    if len(above) != len(below) or not all(map(_same_columns, above, below)):
        return False
    pairs = [(bare(one), bare(other)) for one, other in zip(above, below, strict=True)]
    equal = sum(one == other != "" for one, other in pairs)
    clipped = sum(one != other for one, other in pairs)
    starts = all(one == other or (other and one.startswith(other)) for one, other in pairs)
    return starts and equal > clipped


def _same_columns(above: Drawn, below: Drawn) -> bool:
    return abs(above.left - below.left) <= NEAR and abs(above.right - below.right) <= NEAR


def _repeated(table: Table, part: Part) -> int:
    """How many rows at the top of a part are the header again: the table's, or an inner one."""
    count = _same_rows(table.first, part)
    if count:
        return count
    rows = [part.row(number) for number in range(max(cell.bottom for cell in part.row(0)))]
    known = all(_is_known_header(table, row) for row in rows)
    return len(rows) if known and max(map(len, rows)) >= HEADER_CELLS else 0


def _is_known_header(table: Table, row: Row) -> bool:
    header = table.headers.get(_texts(row))
    return header is not None and _may_be_header(row) and _same_row(header, row)


def join(table: Table, part: Part, words: Words) -> None:
    """Put a part under the table: without its header, a cut row and cut labels made whole."""
    skip = _repeated(table, part)
    if skip == part.rows:
        table.last = evolve(table.last, box=part.box)
        return
    _drop_clipped(table, part, skip)
    pairs = _pairs(table.last.row(table.rows - 1), part.row(skip))
    pad = padding([*table.last.cells, *part.cells])
    cut = _is_cut(pairs, pad)
    whole = pairs if cut else list(_labels(pairs, pad, words))
    shift = table.rows - skip - cut
    above = {below: upper for upper, below in whole if upper}
    cells = []
    for cell in part.cells:
        if cell.bottom <= skip:
            continue
        cell.top, cell.bottom = max(cell.top, skip) + shift, cell.bottom + shift
        if upper := above.get(cell):
            upper.lines += cell.lines
            upper.boxes += cell.boxes
            upper.bottom = cell.bottom
        else:
            table.cells.append(cell)
        cells.append(upper or cell)
    table.rows += part.rows - skip - cut
    table.last = Part(part.box, table.rows, cells)
    table.note_headers()


def _drop_clipped(table: Table, part: Part, skip: int) -> None:
    """What a header was clipped of is drawn all the same, invisibly, in the row below it: 年度预算|数."""
    if not skip or skip > table.first.rows:
        return
    for whole, clipped in _pairs(table.first.row(skip - 1), part.row(skip - 1)):
        rest = bare(whole)[len(bare(clipped)) :] if whole else ""
        for _, below in _pairs([clipped], part.row(skip)):
            while rest and below.lines and rest.startswith(below.lines[0].text):
                rest = rest.removeprefix(below.lines.pop(0).text)
            if rest and below.lines:
                below.lines[0] = below.lines[0].without(rest)


def _pairs(above: Row, below: Row) -> list[Pair]:
    """Each cell below a page break with the one above it in the same columns."""
    return [
        (next((upper for upper in above if _same_columns(upper, lower)), None), lower)
        for lower in below
    ]


def _is_cut(pairs: Sequence[Pair], pad: float) -> bool:
    """Did the page cut a row: some text goes on below, none can be said to have ended above?"""
    verdicts = {verdict(upper, lower, pad) if upper else Verdict.ENDS for upper, lower in pairs}
    if verdicts == {Verdict.UNKNOWN}:
        written = [(upper, lower) for upper, lower in pairs if upper and lower.lines]
        return len(written) == 1 and _is_next_item(*written[0])
    return Verdict.GOES_ON in verdicts and Verdict.ENDS not in verdicts


def _is_next_item(upper: Drawn, lower: Drawn) -> bool:
    """Does a cell that stands alone in its row begin with the number after those above?"""
    numbers = [number for line in upper.lines if (number := list_number(line)) is not None]
    return bool(numbers) and list_number(lower.lines[0]) == numbers[-1] + 1


def _labels(pairs: Sequence[Pair], pad: float, words: Words) -> Iterator[Pair]:
    """Between rows: the labels at the left that the page break runs through."""
    for number, (upper, lower) in enumerate(pairs):
        if upper is None or (lower.lines and not _is_cut_label(upper, lower, pad, words, number)):
            return
        yield upper, lower


def _is_cut_label(upper: Drawn, lower: Drawn, pad: float, words: Words, column: int) -> bool:
    """Is what stands above and below one label? Both may be full by chance, as names often are."""
    above, below = bare(upper), bare(lower)
    if words(above + below):
        return True
    tall = max(upper.bottom - upper.top, lower.bottom - lower.top) > 1
    whole = max(words(above), words(below)) > 1  # it stands so elsewhere
    return (tall or not column) and not whole and verdict(upper, lower, pad) is Verdict.GOES_ON


def verdict(upper: Drawn, lower: Drawn, pad: float) -> Verdict:
    """Does the text of a cell go on in the cell below the page break?"""
    if not upper.lines or not lower.lines:
        return Verdict.UNKNOWN
    box, last, after = upper.boxes[-1], upper.lines[-1], lower.lines[0]
    here = [line for line in upper.lines if line.box.page == box.page]
    if not here:
        return Verdict.ENDS
    if LIST_MARK.match(after.text):
        return Verdict.UNKNOWN  # an item of the cell's list, or a numbered row
    free = box.bottom - box.top - (here[-1].box.bottom - here[0].box.top)
    if free >= 2 * LEADING * last.size or not is_full(last, after, *sides(upper, pad)):
        return Verdict.ENDS
    return Verdict.GOES_ON
