"""Units of a bureau's own, beside those of ``units.csv``, in force for a stretch of work.

They are not global: another thread, or the next file with another configuration, does not see them.
So what is remembered of a text is remembered apart for each set of them.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache, wraps
from typing import TYPE_CHECKING, TypeVar, TypeVarTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from perfcheck.values.units import Unit

Ts = TypeVarTuple("Ts")
R = TypeVar("R")

_IN_FORCE: ContextVar[tuple[Unit, ...]] = ContextVar("own_units", default=())


def units_in_force() -> tuple[Unit, ...]:
    """The own units of the work that this thread is doing."""
    return _IN_FORCE.get()


@contextmanager
def own_units(units: tuple[Unit, ...]) -> Iterator[None]:
    """Read texts with these units too, until the end of the block; a block inside has only its own."""
    before = _IN_FORCE.set(units)
    try:
        yield
    finally:
        _IN_FORCE.reset(before)


def per_units(size: int) -> Callable[[Callable[[*Ts], R]], Callable[[*Ts], R]]:
    """``lru_cache`` for a function whose result depends on the units in force."""

    def decorate(function: Callable[[*Ts], R]) -> Callable[[*Ts], R]:
        @lru_cache(size)
        def remembered(_units: tuple[Unit, ...], *args: *Ts) -> R:
            return function(*args)

        @wraps(function)
        def remembering(*args: *Ts) -> R:
            return remembered(units_in_force(), *args)

        return remembering

    return decorate
