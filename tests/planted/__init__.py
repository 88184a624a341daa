"""Known defects, each planted in a sound table of `perfcheck.strategies`, and the rule that must find it.

A defect is one decorated function: it takes ``draw`` and something sound, and gives the flawed one and
the place where its rule must point. What must be found besides stands in ``follows``, with the reason.
"""

from collections.abc import Callable, Mapping
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from attrs import frozen
from hypothesis import strategies as st

from perfcheck.documents import Location
from perfcheck.tables import Submission, TargetTable


@frozen
class Pair:
    """A self-evaluation and the plan that it goes back to."""

    plan: TargetTable
    evaluation: TargetTable


Sound = TargetTable | Submission | Pair
Planted = tuple[Sound, Location]


@frozen
class Defect:
    """``source`` gives what the defect is planted in."""

    rule: str
    name: str
    source: st.SearchStrategy[Any]
    plant: Callable[..., Planted]
    follows: Mapping[str, str]


_found: list[Defect] = []


def defect(
    rule: str, source: st.SearchStrategy[Any], **follows: str
) -> Callable[[Callable[..., Planted]], Callable[..., Planted]]:
    """Declare what breaks a rule; ``follows``: other rules that it breaks (``_`` for ``-``), and why."""

    def declare(plant: Callable[..., Planted]) -> Callable[..., Planted]:
        reasons = {name.replace("_", "-"): why for name, why in follows.items()}
        _found.append(Defect(rule, plant.__name__, source, plant, reasons))
        return plant

    return declare


def all_defects() -> list[Defect]:
    """Every defect of the modules of this package."""
    for module in iter_modules(__path__):
        import_module(f"{__name__}.{module.name}")
    return list(_found)
