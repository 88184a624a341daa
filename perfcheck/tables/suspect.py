"""Signs that a document holds a target table which could not be read as one.

Not finding a table must not look like there being none.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from perfcheck.documents import Cell, Document, Grid, Location
from perfcheck.tables.columns import below, header_of, is_graded_header, is_indicator_header
from perfcheck.tables.text import bare_label, compact

# The cells of a header run into one another, or into the text.
HEADER = re.compile(r"一级(?:指标|目标).{0,12}二级(?:指标|目标).{0,12}三级(?:指标|目标)")
WORD = re.compile(
    r"[一二三]级指标|(?:产出|效益|效果|满意度|数量|质量|时效|成本|经济效益|社会效益|生态效益|可持续影响)指标"
    r"|指标值|目标值|考核指标|监测指标|约束性指标|指标体系|考核表"
)
FEWEST_WORDS = 2
LONGEST_LINE = 4_000  # of a page without line breaks, its beginning shows what it is


def unrestored(document: Document, found_tables: bool) -> Location | None:
    """Where a table seems to stand that was not read, or None.

    Beside tables that were read only a header counts: prose may well speak of indicators.
    """
    headers = _headers(document)
    if found_tables:
        return next(headers, None)
    words = {word for text, _ in _texts(document) for word in WORD.findall(text)}
    return next(headers, _start(document)) if len(words) >= FEWEST_WORDS else None


def _start(document: Document) -> Location:
    return next((location for _, location in _texts(document)), Location())


def _texts(document: Document) -> Iterator[tuple[str, Location]]:
    for block in document.blocks:
        if isinstance(block, Grid):
            yield from ((compact(cell.text), cell.location) for cell in block.cells)
        else:
            yield compact(block.text)[:LONGEST_LINE], block.location


def _headers(document: Document) -> Iterator[Location]:
    for block in document.blocks:
        if not isinstance(block, Grid):
            if HEADER.search(bare_label(block.text)[:LONGEST_LINE]):
                yield block.location
            continue
        for above, row in pairwise(((), *block.rows)):
            says_so = HEADER.search("".join(bare_label(cell.text) for cell in row))
            if says_so and not (_is_header(row) or _is_header(below(above, row))):
                yield row[0].location


def _is_header(cells: Sequence[Cell]) -> bool:
    columns = header_of(cells)
    return is_indicator_header(columns) or is_graded_header(columns)
