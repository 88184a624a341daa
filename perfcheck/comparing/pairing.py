"""What in one document is what in the other: by name, never by order.

A pair is taken only where nothing else could be meant. What is left over on both sides is said to be
removed and added, for a wrong pair would show as a change that nobody made.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import Generic, TypeVar

from attrs import frozen

from perfcheck.rules.consistency import bare

T = TypeVar("T")
Key = Callable[[T], Hashable]  # None: by this key it is no pair of anything
Likeness = Callable[[T, T], float]

RESEMBLES = 0.6  # names that share less are two things
CLEARLY = 0.1  # so much more alike than the next best

NUMBERING = re.compile(
    r"^\s*(?:(?:三级)?指标\s*\d+\s*[：:.、．]?|\d+\s*[.、．](?!\d)|[（(]\d+[）)]|[①-⑳])\s*"
)
YEAR = re.compile(r"(?:19|20)\d\d年度?")
# What tells two of a kind apart: 一期、二期; 甲路、乙路; A栋、B栋.
DESIGNATION = re.compile(r"[0-9０-９A-Za-z一二三四五六七八九十甲乙丙丁东南西北上下前后新旧]+")
NEGATION = re.compile(r"[未不无非]")


@frozen
class Pairing(Generic[T]):
    """The pairs in the order of the first document, and what is left of each."""

    pairs: tuple[tuple[T, T], ...]
    removed: tuple[T, ...]
    added: tuple[T, ...]


def pair(
    old: Sequence[T], new: Sequence[T], keys: Sequence[Key[T]], likeness: Likeness[T]
) -> Pairing[T]:
    """Pair by the first key that leaves no doubt, at last by likeness.

    Things that agree in the first key are the same in every respect: any two of them are a pair.
    """
    found: dict[int, int] = {}
    for key in keys:
        for left, right in _by_key(old, new, found, key):
            if len(left) == len(right) == 1 or key is keys[0]:
                found.update(zip(left, right, strict=False))
    found.update(_nearest(old, new, found, likeness))
    taken = set(found.values())
    return Pairing(
        tuple((old[at], new[found[at]]) for at in sorted(found)),
        tuple(one for at, one in enumerate(old) if at not in found),
        tuple(one for at, one in enumerate(new) if at not in taken),
    )


def _by_key(
    old: Sequence[T], new: Sequence[T], found: dict[int, int], key: Key[T]
) -> Iterator[tuple[list[int], list[int]]]:
    """The places in both that agree in a key and are not paired yet."""
    groups: dict[Hashable, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    taken = set(found.values())
    for at, one in enumerate(old):
        if at not in found and (value := key(one)) is not None:
            groups[value][0].append(at)
    for at, one in enumerate(new):
        if at not in taken and (value := key(one)) is not None:
            groups[value][1].append(at)
    yield from groups.values()


def _nearest(
    old: Sequence[T], new: Sequence[T], found: dict[int, int], likeness: Likeness[T]
) -> Iterator[tuple[int, int]]:
    """Each pair of which either is clearly the most like the other."""
    taken = set(found.values())
    scores = {
        (left, right): score
        for left in range(len(old))
        if left not in found
        for right in range(len(new))
        if right not in taken and (score := likeness(old[left], new[right])) >= RESEMBLES
    }
    for (left, right), score in scores.items():
        rivals = [
            other
            for place, other in scores.items()
            if place != (left, right) and (place[0] == left or place[1] == right)
        ]
        if all(score - other >= CLEARLY for other in rivals):
            yield left, right


def plain_name(name: str) -> str:
    """A name for comparing: without its number, years, marks and white space."""
    return bare(YEAR.sub("", NUMBERING.sub("", name)))


def name_likeness(one: str, other: str) -> float:
    """How much of two names is the same; 0 where what differs tells two things apart."""
    a, b = plain_name(one), plain_name(other)
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    for kind, start, end, first, last in matcher.get_opcodes():
        gone, come = a[start:end], b[first:last]
        apart = kind == "replace" and DESIGNATION.fullmatch(gone) and DESIGNATION.fullmatch(come)
        if kind != "equal" and (apart or NEGATION.search(gone + come)):
            return 0.0
    return matcher.ratio()
