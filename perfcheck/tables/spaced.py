"""A table whose rows are lines with spaces between the cells: made a grid where the words certainly are cells.

A row begins with labels, which are known words; what follows must be as many words as the header has
columns. A line that differs is kept as one row that does not fit, and reported; where many differ, nothing
is made of them.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from attrs import evolve, frozen

from perfcheck.documents import Block, Cell, Grid, Location, Paragraph
from perfcheck.tables.columns import LEVELS, column_of, header_of, is_indicator_header
from perfcheck.tables.framework import Category, category_of, kind_of
from perfcheck.tables.headings import is_footer, is_project_label, is_title
from perfcheck.tables.project import is_money_label

MOST = 0.8  # of the lines must be rows
REMARK = re.compile("备注|说明")
REST_OF_HEADER = re.compile(r"[（(][^（()）]*[）)]")  # 分值 and below it （90）
OTHER_LABEL = re.compile(
    r"(?:实施|项目|预算|填报)单位|(?:预算|主管|财政)部门(?:及代码)?|项目(?:属性|期|类别|类型|负责人|周期)|联系电话|起止时间|执行率分值.*"
)

Texts = Sequence[Paragraph]
Row = list[Paragraph | None]


@frozen
class Header:
    """The words of a header line, and the columns of labels among them."""

    words: tuple[Paragraph, ...]
    levels: tuple[int, ...]  # the columns, from 0

    @property
    def after(self) -> int:
        """How many words a row has behind its labels."""
        return len(self.words) - max(self.levels) - 1

    def takes(self, words: Sequence[str]) -> bool:
        """Are these the words of a row? A remark may be missing."""
        short = self.after - len(words)
        has_remark = REMARK.fullmatch(self.words[-1].text) is not None
        return short == 0 or (short == 1 and has_remark)


def in_lines(run: Texts) -> Iterator[Block]:
    """The paragraphs, with the lines of each such table made a grid."""
    found = next(((at, one) for at, line in enumerate(run) if (one := _header(line))), None)
    if found is None:
        yield from run
        return
    at, header = found
    end = next((n for n in range(at + 1, len(run)) if _ends(run[n].text)), len(run))
    begin = at + 1
    while begin < end and REST_OF_HEADER.fullmatch(run[begin].text.strip()):
        begin += 1
    lines = run[begin:end]
    rows = [_row(line, header) for line in lines]
    fits = sum(row is not None for row in rows)
    if not rows or fits < MOST * len(rows):
        yield from run
        return
    titles = [n for n in range(at) if is_title(run[n].text) and not _is_label(run[n].text)]
    start = titles[-1] + 1 if titles else 0
    opens = (n for n in range(start, at) if _is_label(run[n].text.split()[0]))
    start = next(opens, at)
    yield from run[:start]
    body = [row or _beyond(line, header) for row, line in zip(rows, lines, strict=True)]
    yield _grid([*_block(run[start:at]), [*header.words], *body])
    yield from in_lines(run[end:])


def _beyond(line: Paragraph, header: Header) -> Row:
    """A line that is no row, kept beyond the header's width."""
    words: Row = [evolve(line, text=word) for word in line.text.split()]
    return [*[None] * len(header.words), *words]


def _header(line: Paragraph) -> Header | None:
    words = [evolve(line, text=word) for word in line.text.split()]
    if len(words) < 4:
        return None
    cells = [Cell(one.text, 1, col) for col, one in enumerate(words, 1)]
    columns = header_of(cells)
    levels = tuple(sorted(col - 1 for col, column in columns.items() if column in LEVELS))
    if not is_indicator_header(columns) or not levels:
        return None
    known = all(column_of(one.text) or REMARK.fullmatch(one.text) for one in words[levels[0] :])
    return Header(tuple(words), levels) if known else None


def _ends(text: str) -> bool:
    return is_title(text) or is_footer(text) or _is_label(text.split()[0])


def _is_label(text: str) -> bool:
    bare = text.rstrip("：:")
    return (
        is_project_label(bare) or is_money_label(text) or OTHER_LABEL.fullmatch(bare) is not None
    )


def _row(line: Paragraph, header: Header) -> Row | None:
    """The line's words under the header's; None where they do not fit."""
    words = line.text.split()
    labels = next((one for one in _labels(words) if header.takes(words[len(one) :])), None)
    if labels is None:
        return None
    rest = [evolve(line, text=word) for word in words[len(labels) :]]
    short = header.after - len(rest)
    row: Row = [None] * len(header.words)
    levels = header.levels if len(labels) == len(header.levels) else header.levels[-1:]
    if len(labels) == 1 and len(header.levels) > 1 and _is_first(words[0]):
        levels = header.levels[:1]
    for col, word in zip(levels, labels, strict=False):
        row[col] = evolve(line, text=word)
    row[max(header.levels) + 1 :] = [*rest, *[None] * short]
    return row


def _labels(words: Sequence[str]) -> Iterator[Sequence[str]]:
    """The words that a line begins with and that may name levels, the most first."""
    first, second = words[0], words[1] if len(words) > 1 else ""
    if category_of(first) and kind_of(second):
        yield words[:2]
    if category_of(first) or kind_of(first):
        yield words[:1]
    yield ()


def _is_first(label: str) -> bool:
    category = category_of(label)
    return category is Category.SATISFACTION or (category is not None and kind_of(label) is None)


def _block(lines: Texts) -> Iterator[Row]:
    """A row for each line of the project block; a label alone has its text in the lines below."""
    row: Row = []
    for line in lines:
        if row and _is_label(line.text.split()[0]):
            yield row
            row = []
        for is_label, words in groupby(line.text.split(), _is_label):
            texts = list(words)
            row += [evolve(line, text=text) for text in (texts if is_label else [" ".join(texts)])]
    if row:
        yield row


def _grid(rows: Sequence[Row]) -> Grid:
    cells = tuple(
        Cell(one.text if one else "", number, col, location=one.location if one else Location())
        for number, row in enumerate(rows, 1)
        for col, one in enumerate(row, 1)
    )
    return Grid(cells, next(cell.location for cell in cells if not cell.is_blank))
