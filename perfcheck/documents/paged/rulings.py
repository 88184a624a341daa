"""The ruling lines of a page: pieces joined to whole lines, open sides closed."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

THIN = (
    3.0  # a bar up to this is a line, and lines up to this from each other are one (double rules)
)
GAP = 4.0  # what the dashes of a line may be apart
SHORTEST = 8.0  # a whole line: no cell is smaller
MAX_CROSSINGS = 12_000  # above this it is a drawing

Stroke = tuple[float, float, float, float]  # left, top, right, bottom


class Ruling(NamedTuple):
    """A line along one axis: its place on the other, and from where to where it goes."""

    at: float
    start: float
    end: float


Rulings = tuple[list[Ruling], list[Ruling]]  # horizontal, vertical


def rulings(strokes: Iterable[Stroke]) -> Rulings:
    """The whole lines of a page; none where they are so many that it is a drawing."""
    across: list[Ruling] = []
    down: list[Ruling] = []
    for left, top, right, bottom in strokes:  # a dot of a dotted line may belong to either
        if bottom - top <= THIN:
            across.append(Ruling((top + bottom) / 2, left, right))
        if right - left <= THIN:
            down.append(Ruling((left + right) / 2, top, bottom))
    across, down = _whole(across), _whole(down)
    if len(across) * len(down) > MAX_CROSSINGS:
        return [], []
    return _whole([*across, *_closing(down, across)]), _whole([*down, *_closing(across, down)])


def _whole(pieces: Iterable[Ruling]) -> list[Ruling]:
    """Pieces of the same line as one: beside each other, or one after the other."""
    whole = []
    for level in _levels(sorted(pieces)):
        at = sum(one.at for one in level) / len(level)
        start = end = min(one.start for one in level)
        for one in sorted(level, key=lambda one: one.start):
            if one.start > end + GAP:
                whole.append(Ruling(at, start, end))
                start = one.start
            end = max(end, one.end)
        whole.append(Ruling(at, start, end))
    return [one for one in whole if one.end - one.start >= SHORTEST]


def _levels(pieces: Sequence[Ruling]) -> Iterator[list[Ruling]]:
    level: list[Ruling] = []
    for one in pieces:
        if level and one.at - level[-1].at > THIN:
            yield level
            level = []
        level.append(one)
    if level:
        yield level


def _closing(lines: Sequence[Ruling], crossing: Sequence[Ruling]) -> Iterator[Ruling]:
    """The sides that a table is drawn without: between ends that hang in the air beside each other."""
    for end in (True, False):
        ends = [Ruling(one.end if end else one.start, one.at, one.at) for one in lines]
        hanging = sorted(one for one in ends if not _held(one, crossing))
        for level in _levels(hanging):
            for one, other in pairwise(sorted(level, key=lambda one: one.start)):
                if any(
                    _touches(one.start, line) and _touches(other.start, line) for line in crossing
                ):
                    yield Ruling(one.at, one.start, other.start)


def _held(end: Ruling, crossing: Sequence[Ruling]) -> bool:
    """Does the end of a line stand at a line that crosses it, or not far beyond it?"""
    return any(abs(line.at - end.at) < SHORTEST and _touches(end.start, line) for line in crossing)


def _touches(at: float, line: Ruling) -> bool:
    return line.start - THIN <= at <= line.end + THIN
