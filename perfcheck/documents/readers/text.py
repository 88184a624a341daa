"""Text tables: one cell a line, tab-separated rows, and pipe rows, with prose between them.

Word processors that save or copy a table as text write one of the first two layouts: every cell on
a line of its own behind a tab with a blank line after each row, or a row on a line with tabs between.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, takewhile

from perfcheck.documents import pipes
from perfcheck.documents.lines import CutGroup, Group, Line, unmarked
from perfcheck.documents.model import Block, Cell, Document, Grid, Location, Paragraph
from perfcheck.documents.reader import Reader

# Marks that converters leave in the text where the document had an invisible anchor.
ANCHOR = re.compile(r"\[bookmark: [^\]\n]*\]")
HEADING = re.compile(r"^(?:#{1,6}|>)\s+")
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")

BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def decode(content: bytes) -> str | None:
    """The text by byte-order mark, else UTF-8, else GB18030; None where it is none of them."""
    encodings = [name for bom, name in BOMS if content.startswith(bom)] or ["utf-8", "gb18030"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if CONTROL.search(text) else text
    return None


LOOKAHEAD = 60  # lines: longer than any cell, short enough for any file


def read(content: bytes, name: str) -> Document:
    """Paragraphs and grids of a text file. The content must be one that ``decode`` takes."""
    text = ANCHOR.sub("", decode(content) or "").replace("\r\n", "\n").replace("\r", "\n")
    lines = [Line(number, line) for number, line in enumerate(text.rstrip("\n ").split("\n"), 1)]
    return Document(name, tuple(_blocks(lines)))


def _blocks(lines: list[Line]) -> Iterator[Block]:
    at = tables = 0
    while at < len(lines):
        parts, at = _parts(lines, at)
        for is_text, run in groupby(parts, lambda part: isinstance(part, Paragraph)):
            if is_text:
                yield from (part for part in run if isinstance(part, Paragraph))
                continue
            tables += 1
            yield _grid([part for part in run if not isinstance(part, Paragraph)], tables)


def _parts(lines: list[Line], at: int) -> tuple[Sequence[Paragraph | Group], int]:
    """What stands at a line: the rows of a layout, a text, or nothing; and the line after it."""
    line = lines[at]
    if line.is_blank:
        return (), at + 1
    if line.is_cell:
        groups, at = _cells_by_line(lines, at)
        return _rejoin(groups), at
    if line.is_row:
        run = list(takewhile(lambda one: one.is_row or one.is_cell, lines[at:]))
        rows = [[(cell, row.number) for cell in row.text.split("\t")] for row in run]
        return rows, at + len(run)
    if line.is_edged:
        return pipes.take(lines, at)
    text = unmarked(HEADING.sub("", line.text.strip()))
    return (Paragraph(text, Location(line=line.number)),), at + 1


def _cells_by_line(lines: list[Line], at: int) -> tuple[list[Group], int]:
    """Rows of cells until the table ends: two blank lines, or text that no cell follows."""
    groups: list[Group] = [[]]
    while at < len(lines):
        line = lines[at]
        if line.is_cell:
            groups[-1].append((line.text[1:], line.number))
        elif line.is_row:
            break
        elif not line.is_blank:  # a cell with several lines
            text, number = groups[-1][-1]
            groups[-1][-1] = (f"{text}\n{line.text}", number)
        elif at + 1 < len(lines) and lines[at + 1].is_cell:
            groups.append([])
        elif not _cell_goes_on(lines, at + 1):
            break
        at += 1
    return groups, at


def _cell_goes_on(lines: list[Line], at: int) -> bool:
    """After one blank line: does the text here belong to the cell, for cells follow it?"""
    blank = True
    for line in lines[at : at + LOOKAHEAD]:
        if line.is_cell:
            return True
        if line.is_row or (blank and line.is_blank):
            return False
        blank = line.is_blank
    return False


def _rejoin(groups: list[Group]) -> list[Group]:
    """Rows cut in two by an empty line inside a cell: pieces that together fill the row above."""
    rows: list[Group] = []
    at = 0
    while at < len(groups):
        width = len(rows[-1]) if rows else 0
        end, filled = at + 1, len(groups[at])
        while filled < width and end < len(groups):
            filled += len(groups[end])
            end += 1
        whole = filled == width and (end == len(groups) or len(groups[end]) == width)
        if end > at + 1 and not whole:
            end = at + 1
        rows.append([cell for group in groups[at:end] for cell in group])
        at = end
    return rows


def _grid(rows: list[Group], table: int) -> Grid:
    cells = tuple(
        Cell(text, row, col, location=Location(table=table, row=row, col=col, line=line))
        for row, group in enumerate(rows, 1)
        for col, (text, line) in enumerate(group, 1)
    )
    return Grid(cells, cells[0].location, is_cut=isinstance(rows[-1], CutGroup))


READER = Reader(
    suffixes=frozenset({".txt", ".md", ".tsv"}),
    recognises=lambda content: decode(content) is not None,
    read=read,
)
