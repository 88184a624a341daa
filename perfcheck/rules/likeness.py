"""Sets that share much, without comparing each with each."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from heapq import merge
from itertools import chain, groupby
from typing import TypeVar

T = TypeVar("T", bound=Hashable)
Set = frozenset[T]


def earlier_alike(
    sets: Sequence[Set[T]], least: Callable[[Set[T]], int]
) -> Iterator[Iterator[int]]:
    """For each set the earlier ones, in their order, that may share enough of it.

    ``least`` is how many members a set must have in common with another to be like it. Of two that
    are alike, the rarest members of each, all but ``least`` - 1, have one in common: only these are
    looked up. Each answer is to be used up before the next is asked for.
    """
    counts = Counter(chain.from_iterable(sets))
    order = {
        one: at for at, (one, _) in enumerate(sorted(counts.items(), key=lambda item: item[1]))
    }
    holders: dict[T, list[int]] = defaultdict(list)
    for at, members in enumerate(sets):
        looked_up = max(0, len(members) - least(members) + 1)
        rarest = sorted(members, key=order.__getitem__)[:looked_up]
        lists = [holders[one] for one in rarest]
        yield (other for other, _ in groupby(merge(*lists)))
        for own in lists:
            own.append(at)
