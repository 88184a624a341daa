"""审核四维: which of the four questions of a review a rule belongs to."""

from enum import StrEnum

from perfcheck.rules import Rule


class Dimension(StrEnum):
    """What a review asks of performance targets, in the order of an opinion."""

    COMPLETENESS = "完整性"
    RELEVANCE = "相关性"
    FITNESS = "适当性"
    FEASIBILITY = "可行性"


BY_FAMILY = {
    "0": Dimension.COMPLETENESS,
    "1": Dimension.COMPLETENESS,
    "2": Dimension.RELEVANCE,
    "3": Dimension.COMPLETENESS,
    "4": Dimension.RELEVANCE,
    "5": Dimension.RELEVANCE,
    "6": Dimension.FITNESS,
    "7": Dimension.RELEVANCE,
    "8": Dimension.FITNESS,
    "9": Dimension.COMPLETENESS,
}
# Rules that answer another question than the rest of their family.
BY_NAME = {
    "tender-before-contract": Dimension.FEASIBILITY,
    "plan-vs-schedule": Dimension.FEASIBILITY,
    "target-too-loose": Dimension.FITNESS,
}


def dimension_of(rule: Rule) -> Dimension:
    if rule.name.startswith("basis-"):
        return Dimension.FEASIBILITY
    return BY_NAME.get(rule.name, BY_FAMILY[rule.family])
