"""指标体系: which categories and kinds of indicator exist, by year and by template."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from attrs import frozen

from perfcheck.tables.text import bare_label


class Category(StrEnum):
    """一级指标. The value is the canonical Chinese label."""

    OUTPUT = "产出指标"
    BENEFIT = "效益指标"
    SATISFACTION = "满意度指标"
    COST = "成本指标"


class IndicatorKind(StrEnum):
    """二级指标. The value is the canonical Chinese label."""

    QUANTITY = "数量指标"
    QUALITY = "质量指标"
    TIMELINESS = "时效指标"
    COST = "成本指标"
    ECONOMIC_COST = "经济成本指标"
    SOCIAL_COST = "社会成本指标"
    ECOLOGICAL_COST = "生态环境成本指标"
    ECONOMIC = "经济效益指标"
    SOCIAL = "社会效益指标"
    ECOLOGICAL = "生态效益指标"
    SUSTAINABLE = "可持续影响指标"
    SATISFACTION = "服务对象满意度指标"

    @property
    def is_cost(self) -> bool:
        return self in COST_KINDS

    @property
    def is_benefit(self) -> bool:
        return self in BENEFIT_KINDS


COST_KINDS = frozenset(
    {
        IndicatorKind.COST,
        IndicatorKind.ECONOMIC_COST,
        IndicatorKind.SOCIAL_COST,
        IndicatorKind.ECOLOGICAL_COST,
    }
)
BENEFIT_KINDS = frozenset(
    {
        IndicatorKind.ECONOMIC,
        IndicatorKind.SOCIAL,
        IndicatorKind.ECOLOGICAL,
        IndicatorKind.SUSTAINABLE,
    }
)


# 财预〔2021〕101号: the 90 points beside execution, with and without cost indicators.
GUIDED_POINTS: Mapping[bool, Mapping[Category, int]] = {
    True: {
        Category.COST: 20,
        Category.OUTPUT: 40,
        Category.BENEFIT: 20,
        Category.SATISFACTION: 10,
    },
    False: {Category.OUTPUT: 50, Category.BENEFIT: 30, Category.SATISFACTION: 10},
}


@frozen
class Framework:
    """One generation of the hierarchy. ``tree`` maps each category to its kinds.

    ``marker`` is the wording of a category by which a template gives itself away.
    """

    key: str
    label: str
    valid_from: int
    tree: Mapping[Category, tuple[IndicatorKind, ...]]
    marker: str | None = None

    def parents(self, kind: IndicatorKind) -> tuple[Category, ...]:
        return tuple(category for category, kinds in self.tree.items() if kind in kinds)


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("frameworks.toml").read_text("utf-8"))


@cache
def frameworks() -> tuple[Framework, ...]:
    """All generations, as written in ``frameworks.toml``."""
    return tuple(
        Framework(
            key=entry["key"],
            label=entry["label"],
            valid_from=entry["valid_from"],
            tree={
                Category(category): tuple(map(IndicatorKind, kinds))
                for category, kinds in entry["tree"].items()
            },
            marker=entry.get("marker"),
        )
        for entry in _data()["framework"]
    )


@lru_cache(4096)  # the same labels come in every row
def label_key(label: str) -> str:
    """What two spellings of a label share: no white space, notes in brackets, points, 指标, joining marks."""
    bare = re.sub(r"^[\d一二三四五六七八九十]+[、.．]", "", bare_label(label))
    return re.sub(r"[/、或及和]|指标|目标(?=\d*$)|\d+分?$|等$", "", bare)


@cache
def _aliases(section: str) -> dict[str, str]:
    return {
        label_key(alias): canonical
        for canonical, aliases in _data()[section].items()
        for alias in (canonical, *aliases)
    }


def category_of(label: str) -> Category | None:
    """The category a written label names, or None."""
    canonical = _aliases("category").get(label_key(label))
    return Category(canonical) if canonical else None


def kind_of(label: str) -> IndicatorKind | None:
    """The kind a written label names, or None."""
    canonical = _aliases("kind").get(label_key(label))
    return IndicatorKind(canonical) if canonical else None


def choose_framework(level1_labels: Iterable[str], year: int | None) -> Framework:
    """The generation a table follows, by its own first-level labels and then by its year."""
    labels = {label_key(label) for label in level1_labels}
    if any(category_of(label) is Category.COST for label in labels):
        return next(one for one in frameworks() if Category.COST in one.tree)
    for one in frameworks():
        if one.marker and label_key(one.marker) in labels:
            return one
    old = [one for one in frameworks() if Category.COST not in one.tree and not one.marker]
    return max(
        (one for one in old if year is None or one.valid_from <= year),
        key=lambda one: one.valid_from,
        default=old[0],
    )
