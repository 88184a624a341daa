"""Rows set apart by pipes, also where a cell, or a row, runs over several lines.

Converters write every row of a table with the same number of pipes: the cells that merged ones cover leave
theirs at the row's end. They break lines inside cells as the page had them. So the rows that end in several
pipes tell the width, and where it holds for all lines the rows are certain; otherwise each line is a row.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise, takewhile
from math import gcd

from perfcheck.documents.lines import CutGroup, Group, Line, unmarked
from perfcheck.documents.model import Location, Paragraph

RULE_ROW = re.compile(r"\|?\s*:?-{2,}:?\s*(\|\s*:?-{2,}:?\s*)*\|?\s*")
PADDING = re.compile(r"\|\s*\|\s*$")
NARROWEST, WIDEST = 3, 64
LOOKAHEAD = 12  # lines of a cell before its pipe
LONGEST_LABEL = 30  # more before a row's first pipe is a text between two tables


def take(lines: Sequence[Line], at: int) -> tuple[list[Paragraph | Group], int]:
    """The rows that begin at an edged line, texts between them; and the line after."""
    end = _run_end(lines, at)
    run = [line for line in lines[at:end] if not line.is_blank]
    frame = None if _is_row_a_line(run) else _frame(run)
    if frame:
        return list(_without_margin(_by_count(run, *frame))), end
    rows = list(takewhile(lambda line: line.is_edged, lines[at:end]))
    return list(_by_line(rows)), at + len(rows)


def _run_end(lines: Sequence[Line], at: int) -> int:
    """The line after the last edged one before a text that blank lines set apart."""
    end = at
    while True:
        ahead = range(end, min(end + LOOKAHEAD, len(lines)))
        found = next((number for number in ahead if lines[number].is_edged), None)
        if found is None:
            return len(lines) if _is_cut_row(lines[end:]) else end
        if _sets_apart(lines[end:found]):
            return end
        end = found + 1


def _is_cut_row(rest: Sequence[Line]) -> bool:
    """Do the last lines of the text belong to a row that goes on where the text ends?"""
    return (
        0 < len(rest) < LOOKAHEAD
        and any(line.pipes for line in rest)
        and not any(line.is_blank for line in rest)
    )


def _sets_apart(between: Sequence[Line]) -> bool:
    written = [line for line in between if not line.is_blank]
    return 0 < len(written) < len(between)


def _is_row_a_line(run: Sequence[Line]) -> bool:
    counts = {line.pipes for line in run}
    return len(counts) == 1 and counts != {1} and all(line.is_edged for line in run)


def _frame(run: Sequence[Line]) -> tuple[int, int] | None:
    """The pipes of a row, and of the cut row that the text may begin with."""
    ends = list(accumulate(line.pipes for line in run))
    for whole in (run, run[:-1]):  # the end of the text may have cut the last line
        padded = [end for line, end in zip(whole, ends, strict=False) if PADDING.search(line.text)]
        between = [later - earlier for earlier, later in pairwise(padded)]
        for width in (gcd(*padded) if between else 0, gcd(*between)):
            if NARROWEST <= width <= WIDEST:
                first = padded[0] % width
                marks = range(first or width, ends[-1] + 1, width)
                if set(ends).issuperset(marks):
                    return width, first
    return None


def _by_line(run: Sequence[Line]) -> Iterator[Paragraph | Group]:
    """A row a line; a line with one pipe is a cell whose row nobody can tell.

    A leading pipe is the table's edge where all rows have it; else it closes an empty first cell. Where each
    line is a cell, a pipe alone is an empty one.
    """
    is_cell_a_line = all(line.pipes == 1 for line in run)
    has_edge = all(line.text.lstrip().startswith("|") for line in run if line.pipes)
    for line in run:
        text = line.text.strip()
        if text == "|" and is_cell_a_line:
            yield _paragraph("", line)
            continue
        if RULE_ROW.fullmatch(text) or not text.strip("| "):
            continue
        if line.pipes == 1:
            yield _paragraph(text.strip("| "), line)
            continue
        text = (text.removeprefix("|") if has_edge else text).removesuffix("|")
        yield [(unmarked(cell), line.number) for cell in text.split("|")]


def _by_count(run: Sequence[Line], width: int, first: int) -> Iterator[Paragraph | Group]:
    """Rows of ``width`` pipes; the first and the last may be cut short by the ends of the text."""
    row: Group = []
    left = first or width
    held: list[str] = []  # the lines of the cell so far
    began = 0
    for line in run:
        opening = line.text.partition("|")[0].strip()
        if not row and not held and not line.is_edged and len(opening) > LONGEST_LABEL:
            yield _paragraph(line.text.strip(), line)
            continue
        *closed, rest = line.text.split("|")
        for text in closed:
            cell = unmarked("\n".join(filter(None, [*held, text.strip()])))
            row.append((cell, began or line.number))
            held, began = [], 0
        if len(row) == left:
            yield row
            row, left = [], width
        if rest.strip():
            held, began = [*held, rest.strip()], began or line.number
    if held or row:  # the cell that the end of the text cut is no cell to read
        last = began or run[-1].number
        yield CutGroup([*row, *[("", last)] * (left - len(row))])


def _without_margin(rows: Iterable[Paragraph | Group]) -> Iterator[Paragraph | Group]:
    """The written rows, without a first column that only leading pipes make."""
    kept = [
        row
        for row in rows
        if isinstance(row, Paragraph | CutGroup) or any(text for text, _ in row)
    ]
    margin = all(not row[0][0] for row in kept if not isinstance(row, Paragraph))
    for row in kept:
        if margin and not isinstance(row, Paragraph):
            row.pop(0)
        yield row


def _paragraph(text: str, line: Line) -> Paragraph:
    return Paragraph(text, Location(line=line.number))
