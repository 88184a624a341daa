"""A table whose cells stand one below the other: its rows rebuilt by what its labels say.

Text copied from a page may hold one cell a line and nothing of the rows. Where the cells of a header stand
in a run, the cells below it are labels, which are known words, and between them names, values and what
else the header names. As many cells as fill whole rows are rows; any other number is kept as one
row that does not fit, and reported, never guessed.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from attrs import evolve, frozen

from perfcheck.documents import Block, Cell, Grid, Location, Paragraph
from perfcheck.tables.column import Column
from perfcheck.tables.columns import column_of, columns_of, is_indicator_header
from perfcheck.tables.framework import Category, category_of, kind_of
from perfcheck.tables.headings import is_footer, is_project_label, is_title
from perfcheck.tables.place import is_label, is_number, is_target
from perfcheck.tables.project import is_money_label
from perfcheck.tables.spaced import in_lines

LEVELS = (Column.LEVEL1, Column.LEVEL2)
UNKNOWN_HEADERS = 2  # such as 备注
ALSO_HEADERS = ("备注", "说明", "注")  # alone they may head a column
REST_OF_LABEL = 6  # cells between two halves of a label whose own cell had two lines
MOST = 0.8  # of the groups must fill whole rows, or the width is not certain

Texts = list[Paragraph]
Row = list[Paragraph | None]


@frozen
class Header:
    """Where the header's cells stand in the run, and what each of them heads."""

    start: int
    end: int
    columns: dict[int, Column]

    @property
    def width(self) -> int:
        return self.end - self.start

    @property
    def levels(self) -> list[Column]:
        """The columns of labels, which come first."""
        return [column for _, column in sorted(self.columns.items()) if column in LEVELS]

    @property
    def narrowest(self) -> int:
        """The cells of a row whose last columns are empty: up to its value."""
        value = next(col for col, column in self.columns.items() if column is Column.VALUE)
        return value - len(self.levels)


@frozen
class Group:
    """The cells between two labels, and the labels that they stand under."""

    labels: dict[Column, Paragraph]
    cells: Texts


def restored(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks, with each run of paragraphs that holds the cells of a table made a grid."""
    run: Texts = []
    for block in blocks:
        if isinstance(block, Paragraph):
            run.append(block)
            continue
        yield from _written(_in_run(run))
        yield block
        run = []
    yield from _written(_in_run(run))


def _written(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks without the empty cells that no table took."""
    return (one for one in blocks if not isinstance(one, Paragraph) or one.text.strip())


def _in_run(run: Texts) -> Iterator[Block]:
    run = _by_blank_lines(run)
    at = 0
    while header := _find_header(run, at):
        start = _block_start(run, at, header.start)
        yield from run[at:start]
        end = next((n for n in range(header.end, len(run)) if _ends(run[n].text)), len(run))
        rows: list[Row] = [*_project_rows(run[start : header.start])]
        rows.append([*run[header.start : header.end]])
        rows += _rows(_with_whole_labels(run[header.end : end]), header)
        yield _grid(rows, header)
        at = end
    yield from in_lines(run[at:])


def _by_blank_lines(run: Texts) -> Texts:
    """Where blank lines set cells apart, lines without one between them are one cell."""
    close = [_is_next_line(above, below) for above, below in pairwise(run)]
    if not any(close) or sum(close) > (1 - MOST) * len(close):
        return run
    whole = run[:1]
    for one, joins in zip(run[1:], close, strict=True):
        if joins:
            whole[-1] = evolve(whole[-1], text=f"{whole[-1].text}\n{one.text}")
        else:
            whole.append(one)
    return whole


def _is_next_line(above: Paragraph, below: Paragraph) -> bool:
    first, second = above.location.line, below.location.line
    return first is not None and second is not None and second - first == 1


def _find_header(run: Texts, at: int) -> Header | None:
    """The first header: a level and what follows it, each in a paragraph of its own."""
    for start in range(at, len(run)):
        if column_of(run[start].text) not in LEVELS:
            continue
        end = start
        while end < len(run) and column_of(run[end].text):
            end += 1
        columns = columns_of(_cells([*run[start:end]], 1))
        if is_indicator_header(columns):
            following = range(end, min(end + UNKNOWN_HEADERS + 1, len(run)))
            return Header(
                start, next((n for n in following if is_label(run[n].text)), end), columns
            )
    return None


def _ends(text: str) -> bool:
    footer = is_footer(text) and text.strip() not in ALSO_HEADERS
    return is_title(text) or footer or text.strip().startswith("附件")


def _block_start(run: Texts, at: int, header: int) -> int:
    """Where the labels above the header begin: after the title, at the first of them."""
    texts = [run[number].text for number in range(at, header)]
    titles = [
        at + number
        for number, text in enumerate(texts)
        if is_title(text) and not is_project_label(text)
    ]
    first = titles[-1] + 1 if titles else at
    return next((n for n in range(first, header) if _opens_row(run[n].text)), header)


def _opens_row(text: str) -> bool:
    return is_project_label(text) or is_money_label(text)


def _project_rows(texts: Texts) -> Iterator[Row]:
    """A row for each label of the project block, with what stands behind it."""
    row: Row = []
    for one in texts:
        if _opens_row(one.text) and row:
            yield row
            row = []
        row.append(one)
    if row:
        yield row


def _with_whole_labels(texts: Texts) -> Texts:
    """The cells, with each label that lines were cut into made one cell at its first part.

    ``经济效益`` + ``指标`` stand together; ``社会公众或服务`` and ``对象满意度指标`` have the row's cells
    between them.
    """
    whole: Texts = []
    taken: set[int] = set()
    for at, one in enumerate(texts):
        if at in taken:
            continue
        other = None if is_label(one.text) else _rest_of(texts, at)
        if other is not None:
            taken.add(other)
            one = evolve(one, text=one.text.strip() + texts[other].text.strip())
        whole.append(one)
    return whole


def _rest_of(texts: Texts, at: int) -> int | None:
    """Where the words stand that make a cell a label, if they do before the next label."""
    for other in range(at + 1, min(at + 2 + REST_OF_LABEL, len(texts))):
        if is_label(texts[other].text):
            return None
        if is_label(texts[at].text.strip() + texts[other].text.strip()):
            return other
    return None


def _groups(texts: Texts) -> Iterator[Group]:
    labels: dict[Column, Paragraph] = {}
    cells: Texts = []
    for at, one in enumerate(texts):
        if not is_label(one.text):
            cells.append(one)
            continue
        level = _level(texts, at)
        if cells or level in labels or (level is Column.LEVEL1 and labels):
            yield Group(labels, cells)
            labels, cells = {}, []
        labels[level] = one
    if labels or cells:
        yield Group(labels, cells)


def _level(texts: Texts, at: int) -> Column:
    """Which level a label is of. 成本指标 and 满意度指标 may be either: what stands next to it tells."""
    text = texts[at].text
    category = category_of(text)
    if category is None or kind_of(text) is None:
        return Column.LEVEL1 if category else Column.LEVEL2
    above_kind = at + 1 < len(texts) and is_label(texts[at + 1].text)
    below_itself = at > 0 and category_of(texts[at - 1].text) is category
    is_first = above_kind or category is Category.SATISFACTION
    return Column.LEVEL1 if is_first and not below_itself else Column.LEVEL2


def _rows(texts: Texts, header: Header) -> Iterator[Row]:
    """The rows by the header's columns; what fills no whole rows is one row beyond its width."""
    groups = list(_groups(texts))
    width = _row_width(groups, header)
    for group in groups:
        labels: Row = [group.labels.get(column) for column in header.levels]
        if group.cells and not (width and _fills(group.cells, width)):
            yield [*labels, *[None] * header.width, *group.cells]
            continue
        step = width or 1
        for at in range(0, max(len(group.cells), 1), step):
            yield [*(labels if not at else [None] * len(labels)), *group.cells[at : at + step]]


def _row_width(groups: list[Group], header: Header) -> int | None:
    """How many cells a row has after its labels: the one number that fills (nearly) all groups.

    Where empty cells are written out, a row is as wide as the header. Of several numbers that fill them it is
    the header's, if then no target stands beyond the column of values.
    """
    whole = header.width - len(header.levels)
    has_blanks = any(not one.text.strip() for group in groups for one in group.cells)
    filled = [group.cells for group in groups if group.cells]
    shares = {
        width: sum(_fills(cells, width) for cells in filled) / len(filled)
        for width in range(whole if has_blanks else header.narrowest, whole + 1)
        if filled
    }
    best = max(shares.values(), default=0)
    found = [width for width, share in shares.items() if share == best]
    certain = len(shares) == 1 or best >= MOST
    if certain and len(found) > 1 and whole in found:
        beyond = (
            one
            for cells in filled
            for at, one in enumerate(cells)
            if at % whole >= header.narrowest
        )
        return None if any(is_target(one.text) for one in beyond) else whole
    return found[0] if certain and len(found) == 1 else None


def _fills(cells: Texts, width: int) -> bool:
    """Are these whole rows, each with a name that is no number?"""
    rows = [cells[at : at + width] for at in range(0, len(cells), width)]
    return len(cells) % width == 0 and not any(
        is_number(name.text) or (not name.text.strip() and any(one.text.strip() for one in rest))
        for name, *rest in rows
    )


def _cells(row: Row, number: int) -> tuple[Cell, ...]:
    return tuple(
        Cell(one.text if one else "", number, col, location=one.location if one else Location())
        for col, one in enumerate(row, 1)
    )


def _grid(rows: Sequence[Row], header: Header) -> Grid:
    """The rows as a grid, each as wide as the header at least."""
    cells = tuple(
        cell
        for number, row in enumerate(rows, 1)
        for cell in _cells([*row, *[None] * (header.width - len(row))], number)
    )
    return Grid(cells, next(cell.location for cell in cells if not cell.is_blank))
