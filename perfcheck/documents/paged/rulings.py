"""The ruling lines of a page: pieces joined to whole lines, double lines to one, open sides closed."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

THIN = 3.0  # a bar up to this is a line, and lines with no more between them are one
THICKEST = 2 * THIN
EVEN = 0.5  # by how much pieces of one line may be out of line
GAP = 4.0  # what the dashes of a line may be apart
SHORTEST = 8.0  # a whole line: no cell is smaller
MAX_RULINGS, MAX_CROSSINGS = 1_000, 12_000  # above this it is a drawing

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
    if max(len(across), len(down)) > MAX_RULINGS or len(across) * len(down) > MAX_CROSSINGS:
        return [], []
    across, down = _single(across), _single(down)
    across, down = _meeting(across, down), _meeting(down, across)
    return (
        _single([*across, *_closing(down, across)]),
        _single([*down, *_closing(across, down)]),
    )


def steps(values: Iterable[float], reach: float) -> list[float]:
    """Where values begin that are further from the one before than they may be apart."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > reach:
            found.append(value)
    return found


def _lines(pieces: Sequence[Ruling]) -> list[Ruling]:
    """Pieces of one level to lines, dash after dash; what stays too short is none."""
    levels = steps((one.at for one in pieces), EVEN)
    on_level: dict[int, list[Ruling]] = {}
    for one in sorted(pieces, key=lambda one: one.start):
        on_level.setdefault(bisect_right(levels, one.at), []).append(one)
    lines = (line for level in on_level.values() for line in _joined(level))
    return [line for line in lines if line.end - line.start >= SHORTEST]


def _joined(level: Sequence[Ruling]) -> Iterator[Ruling]:
    """Pieces on one level, in order, as one where each goes on from the last."""
    low = min(one.at - one.half for one in level)
    high = max(one.at + one.half for one in level)
    at, half = (low + high) / 2, (high - low) / 2
    start, end = level[0].start, level[0].end
    for one in level[1:]:
        if one.start > end + GAP:
            yield Ruling(at, start, end, half)
            start = one.start
        end = max(end, one.end)
    yield Ruling(at, start, end, half)


def _single(lines: Iterable[Ruling]) -> list[Ruling]:
    """Lines close beside each other as one: the two of a double line, the borders of two cells."""
    bundles: list[list[Ruling]] = []
    for one in sorted(lines):
        apart, bundle = [], [one]
        for other in bundles:
            if any(_beside(last, one) for last in other):
                bundle += other
            else:
                apart.append(other)
        bundles = [*apart, bundle]
    ordered = (sorted(bundle, key=lambda one: one.start) for bundle in bundles)
    return [line for bundle in ordered for line in _joined(bundle)]


def _beside(last: Ruling, one: Ruling) -> bool:
    """Is there hardly anything between two lines, and does neither end before the other begins?"""
    close = one.at - one.half - (last.at + last.half) <= THIN + EVEN
    return close and one.start <= last.end + GAP and last.start <= one.end + GAP


def _meeting(lines: Sequence[Ruling], crossing: Sequence[Ruling]) -> list[Ruling]:
    """The lines drawn on to the middle of those that they end at: thick ones, and the two of a double."""
    return _single(
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
