"""How much sets have in common, for each of thousands with each."""

from collections.abc import Hashable, Iterable


def as_bits(sets: Iterable[frozenset[Hashable]]) -> list[int]:
    """Each set as a number with a bit for each member: ``(a & b).bit_count()`` are shared."""
    numbers: dict[Hashable, int] = {}
    return [
        sum(1 << numbers.setdefault(member, len(numbers)) for member in members)
        for members in sets
    ]
