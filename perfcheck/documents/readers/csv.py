"""Comma-separated tables, where the shape of the text leaves no doubt that it is one."""

import csv
from collections import Counter
from collections.abc import Iterator
from io import StringIO
from itertools import islice

from perfcheck.documents.archive import damaged
from perfcheck.documents.layout import Line, blocks
from perfcheck.documents.model import Cell, Document, Location
from perfcheck.documents.reader import Reader
from perfcheck.documents.readers.text import decode

DELIMITERS = ",;"
SAMPLE = 2_000  # rows by which a table is known
FEWEST_ROWS, FEWEST_FIELDS, SHARE = 3, 4, 0.8

Row = tuple[int, list[str]]  # the line it starts in, and its fields


def rows_of(text: str, delimiter: str) -> Iterator[Row]:
    """The rows of the text; blank lines are left out. Raises ``csv.Error``."""
    rows = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    line = 1
    for row in rows:
        if row:
            yield line, row
        line = rows.line_num + 1


def delimiter_of(text: str) -> str | None:
    """What the rows are separated by: nearly all have the same number of fields, and several."""
    if text.lstrip("\ufeff \r\n").startswith(("<", "{", "[", "|")) or "\t" in text[:SAMPLE]:
        return None
    for delimiter in DELIMITERS:
        try:
            widths = [len(row) for _, row in islice(rows_of(text, delimiter), SAMPLE)]
        except csv.Error:
            continue
        width, count = Counter(widths).most_common(1)[0] if widths else (0, 0)
        if width >= FEWEST_FIELDS and len(widths) >= FEWEST_ROWS and count >= SHARE * len(widths):
            return delimiter
    return None


def recognises(content: bytes) -> bool:
    """Certain by shape alone; in doubt the text is left to the reader of plain text."""
    text = decode(content)
    return text is not None and delimiter_of(text) is not None


def read(content: bytes, name: str) -> Document:
    """The rows as grids, with titles above them as paragraphs."""
    text = decode(content) or ""
    lines = []
    try:
        for number, (line, fields) in enumerate(rows_of(text, delimiter_of(text) or ","), 1):
            lines.append(_line(number, line, fields))
    except csv.Error:  # past the sample
        raise damaged("引号不成对", "a quote that does not end") from None
    width = max((len(one.cells) for one in lines), default=0)
    return Document(name, tuple(blocks(lines, width, 1)))


def _line(number: int, line: int, fields: list[str]) -> Line:
    return Line(
        tuple(
            Cell(
                field.replace("\r\n", "\n").strip(" "),
                number,
                col,
                location=Location(row=number, col=col, line=line),
            )
            for col, field in enumerate(fields, 1)
        )
    )


READER = Reader(suffixes=frozenset({".csv"}), recognises=recognises, read=read)
