"""The ruling lines of a page: pieces joined to whole lines, double lines to one, open sides closed."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

THIN = 3.0  # a bar up to this is a line, and lines with no more between them are one
THICKEST = 2 * THIN
EVEN = 0.5  # by how much pieces of one line may be out of line
GAP = 4.0  # what the dashes of a line may be apart
SHORTEST = 8.0  # a whole line: no cell is smaller
MAX_CROSSINGS = 12_000  # above this it is a drawing

Stroke = tuple[float, float, float, float]  # left, top, right, bottom


class Ruling(NamedTuple):
    """A line along one axis: its place on the other, where it starts and ends, half its thickness."""

    at: float
    start: float
    end: float
    half: float = 0.0


Rulings = tuple[list[Ruling], list[Ruling]]  # horizontal, vertical


def rulings(strokes: Iterable[Stroke]) -> Rulings:
    """The whole lines of a page; none where they are so many that it is a drawing."""
    pieces: Rulings = [], []
    for left, top, right, bottom in strokes:  # a dot of a dotted line may belong to either
        if bottom - top <= THICKEST:
            pieces[0].append(Ruling((top + bottom) / 2, left, right, (bottom - top) / 2))
        if right - left <= THICKEST:
            pieces[1].append(Ruling((left + right) / 2, top, bottom, (right - left) / 2))
    across, down = map(_lines, pieces)
    if len(across) * len(down) > MAX_CROSSINGS:
        return [], []
    across, down = _meeting(across, down), _meeting(down, across)
    return _whole([*across, *_closing(down, across)]), _whole([*down, *_closing(across, down)])


def _lines(pieces: Iterable[Ruling]) -> list[Ruling]:
    """Pieces to lines, and lines close beside each other to one."""
    lines = _whole(pieces, lambda last, one: one.at - last.at <= EVEN)
    return _whole(one for one in lines if one.end - one.start >= SHORTEST)


def _touch(last: Ruling, one: Ruling) -> bool:
    return one.at - one.half - (last.at + last.half) <= THIN + EVEN


def _whole(
    pieces: Iterable[Ruling], near: Callable[[Ruling, Ruling], bool] = _touch
) -> list[Ruling]:
    """Pieces on one level joined where one goes on from another."""
    whole = []
    for level in _levels(sorted(pieces), near):
        low = min(one.at - one.half for one in level)
        high = max(one.at + one.half for one in level)
        at, half = (low + high) / 2, (high - low) / 2
        level.sort(key=lambda one: one.start)
        start, end = level[0].start, level[0].end
        for one in level[1:]:
            if one.start > end + GAP:
                whole.append(Ruling(at, start, end, half))
                start = one.start
            end = max(end, one.end)
        whole.append(Ruling(at, start, end, half))
    return whole


def _levels(
    pieces: Sequence[Ruling], near: Callable[[Ruling, Ruling], bool]
) -> Iterator[list[Ruling]]:
    level: list[Ruling] = []
    for one in pieces:
        if level and not near(level[-1], one):
            yield level
            level = []
        level.append(one)
    if level:
        yield level


def _meeting(lines: Sequence[Ruling], crossing: Sequence[Ruling]) -> list[Ruling]:
    """The lines drawn on to the middle of those that they end at: thick ones, and the two of a double."""
    return _whole(
        one._replace(
            start=min(
                [one.start, *(line.at for line in crossing if _ends_at(one.start, one, line))]
            ),
            end=max([one.end, *(line.at for line in crossing if _ends_at(one.end, one, line))]),
        )
        for one in lines
    )


def _ends_at(end: float, one: Ruling, line: Ruling) -> bool:
    return abs(line.at - end) <= line.half + THIN and _reaches(line, one)


def _reaches(line: Ruling, other: Ruling) -> bool:
    """Does a line come as far as another, or near it?"""
    return line.start - other.half - THIN <= other.at <= line.end + other.half + THIN


def _closing(lines: Sequence[Ruling], crossing: Sequence[Ruling]) -> Iterator[Ruling]:
    """The sides that a table is drawn without: between ends that hang in the air beside each other."""
    ends = [(at, one) for one in lines for at in (one.start, one.end)]
    hanging = sorted((at, one) for at, one in ends if not _is_held(at, one, crossing))
    while hanging:
        beside = [one for at, one in hanging if at - hanging[0][0] <= THIN]
        for one, other in pairwise(sorted(beside)):
            if any(_reaches(line, one) and _reaches(line, other) for line in crossing):
                yield Ruling(hanging[0][0], one.at, other.at)
        hanging = hanging[len(beside) :]


def _is_held(end: float, one: Ruling, crossing: Sequence[Ruling]) -> bool:
    """Does a line end at one that crosses it, or not far beyond it?"""
    return any(abs(line.at - end) < SHORTEST and _reaches(line, one) for line in crossing)
