"""Tables that stand side by side on a sheet.

A blank column alone proves nothing, for it may stand in the middle of a table, which must not be torn.
Where the header comes again beyond it, there are two tables.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from itertools import groupby, islice, takewhile

Place = tuple[int, int]  # row and column, from 1
HEADER_ROWS, FEWEST = 30, 3  # rows from the top that may be a header, and labels that make one


def side_by_side(
    places: list[Place],
    texts: Mapping[Place, str],
    reach: Callable[[Place], Place],
    widest: int,
) -> list[tuple[list[Place], int]]:
    """The written cells of each table, and the last column that it can have.

    ``places`` are in order; ``reach`` gives the last row and column of a cell. Where there are several
    tables, rows of a single cell at the top, such as a title above all of them, come apart.
    """
    titles = [row[0] for row in takewhile(lambda row: len(row) == 1, _rows(places))]
    tables: list[list[Place]] = []
    for strip in _strips(places[len(titles) :], reach):
        if tables and not _header_again(tables[-1], strip, texts):
            tables[-1] += strip
        else:
            tables.append(strip)
    if len(tables) < 2:
        return [(places, widest)]
    ends = [min(col for _, col in table) - 1 for table in tables[1:]]
    found = [(sorted(table), end) for table, end in zip(tables, [*ends, widest], strict=True)]
    return [(titles, widest), *found] if titles else found


def _rows(places: list[Place]) -> Iterator[list[Place]]:
    return (list(row) for _, row in groupby(places, key=lambda place: place[0]))


def _strips(places: list[Place], reach: Callable[[Place], Place]) -> Iterator[list[Place]]:
    """The cells between columns that have nothing in them."""
    used = {col for place in places for col in range(place[1], reach(place)[1] + 1)}
    starts = sorted(col for col in used if col - 1 not in used)
    strips: list[list[Place]] = [[] for _ in starts]
    for place in places:
        strips[bisect_right(starts, place[1]) - 1].append(place)
    yield from strips


def _header_again(table: list[Place], strip: list[Place], texts: Mapping[Place, str]) -> bool:
    """Is a row of labels on one side nearly the same as one on the other?"""
    above = list(_labels(table, texts))
    return any(
        len(one & other) >= FEWEST and 4 * len(one & other) >= 3 * max(len(one), len(other))
        for other in _labels(strip, texts)
        for one in above
    )


def _labels(places: list[Place], texts: Mapping[Place, str]) -> Iterator[set[str]]:
    """The labels of each of the first rows; a number is none."""
    for row in islice(_rows(sorted(places)), HEADER_ROWS):
        labels = {"".join(texts[place].split()) for place in row}
        labels = {label for label in labels if any(map(str.isalpha, label))}
        if len(labels) >= FEWEST:
            yield labels
