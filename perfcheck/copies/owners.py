"""Which of a document's grids belong to which target tables."""

from collections.abc import Iterable, Iterator, Mapping

from perfcheck.documents import Grid, Location
from perfcheck.tables import Submission

Key = tuple[str | None, int | None]


def grids_of(
    submission: Submission, pointed_at: Iterable[Location]
) -> Iterator[tuple[list[int], list[Grid]]]:
    """Numbers of target tables with the grids that they stand in, in the order of the document.

    Tables that share a grid come together. A grid that only a finding points at comes by itself,
    with no number; what is about nothing that was checked does not come at all.
    """
    owners: dict[Key, set[int]] = {_key(location): set() for location in pointed_at}
    for table in submission.tables:
        for location in _locations(table):
            owners.setdefault(_key(location), set()).add(table.number)
    numbers: set[int] = set()
    grids: list[Grid] = []
    for grid in submission.document.grids:
        own = owners.get(_key(grid.location))
        if own is None:
            continue
        if grids and not own & numbers:
            yield sorted(numbers), grids
            numbers, grids = set(), []
        numbers |= own
        grids.append(grid)
    if grids:
        yield sorted(numbers), grids


def _key(location: Location) -> Key:
    return location.sheet, location.table


def _locations(value: object) -> Iterator[Location]:
    """Every place that something names, in whichever of its fields."""
    if isinstance(value, Location):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _locations(one)
    elif isinstance(value, tuple):
        for one in value:
            yield from _locations(one)
    else:
        for field in getattr(type(value), "__attrs_attrs__", ()):
            yield from _locations(getattr(value, field.name))
