"""What random tables are about: projects, each with the indicators that suit it (``themes.toml``)."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from attrs import evolve, frozen

from perfcheck.tables import IndicatorKind


@frozen
class Measure:
    """Something to measure: its target is ``sign``, a number from ``low`` to ``high``, ``unit``.

    Without bounds it is a rate, with a percentage of the table's own. ``goal`` is how goals speak of it.
    """

    name: str
    sign: str
    unit: str
    says: str
    low: int | None = None
    high: int | None = None
    goal: str = ""

    @property
    def is_date(self) -> bool:
        return not self.sign

    def priced_at(self, sign: str, unit: str) -> "Measure":
        """A sum of money, which a table writes in 元 or 万元."""
        return evolve(self, sign=sign, unit=unit)


@frozen
class Theme:
    """A sort of project. ``price`` is what one of ``priced`` costs, ``parts`` make up ``total``."""

    projects: tuple[str, ...]
    tail: str
    total: Measure
    parts: tuple[Measure, ...]
    price: Measure
    priced: str
    measures: Mapping[IndicatorKind, tuple[Measure, ...]]


@cache
def themes() -> tuple[Theme, ...]:
    """All sorts of projects, as written in ``themes.toml``."""
    page = tomllib.loads(Path(__file__).with_name("themes.toml").read_text("utf-8"))
    return tuple(map(_theme, page["theme"]))


def _theme(entry: Mapping[str, Any]) -> Theme:
    return Theme(
        projects=tuple(entry["projects"]),
        tail=entry["tail"],
        total=_measure(entry["total"]),
        parts=tuple(map(_measure, entry["parts"])),
        price=_measure(entry["price"]),
        priced=entry["priced"],
        measures={
            IndicatorKind(kind): tuple(map(_measure, rows))
            for kind, rows in entry["measures"].items()
        },
    )


def _measure(entry: Mapping[str, Any]) -> Measure:
    sign, _, unit = entry.get("value", "{}").partition("{}")
    low, high = entry.get("from"), entry.get("to")
    return Measure(entry["name"], sign, unit, entry["says"], low, high, entry.get("goal", ""))
