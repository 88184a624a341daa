"""Families of rules by the first digit of their codes, and the headings that a reviewer counts under."""

from enum import StrEnum

from perfcheck.messages import Message

FAMILIES = {
    "0": Message("文字", "Wording"),
    "1": Message("指标值写法", "How a value is written"),
    "2": Message(
        "指标值含义（方向、单位、百分比）", "What a value means (direction, unit, percent)"
    ),
    "3": Message("层级与完整性", "Hierarchy and completeness"),
    "4": Message("归类", "Classification"),
    "5": Message("表内一致性", "Consistency inside a table"),
    "6": Message("成本、预算与资金支出计划", "Cost, budget and funds plan"),
    "7": Message("优良中差分档", "Graded scales"),
    "8": Message("跨表与部门合计", "Across tables and department totals"),
    "9": Message("文件读取", "Files that could not be read"),
}


class ReviewDimension(StrEnum):
    """审核四维: the heading under which a reviewer counts a finding."""

    COMPLETENESS = "完整性"
    RELEVANCE = "相关性"
    ADEQUACY = "适当性"
    FEASIBILITY = "可行性"


COMPLETENESS, RELEVANCE = ReviewDimension.COMPLETENESS, ReviewDimension.RELEVANCE
ADEQUACY, FEASIBILITY = ReviewDimension.ADEQUACY, ReviewDimension.FEASIBILITY

# What a family's rules are counted under, unless a rule says otherwise: 完整性 is whether
# everything is there and clear, 适当性 whether figures fit the money and are set high enough.
DIMENSIONS = {
    "0": COMPLETENESS,
    "1": COMPLETENESS,
    "2": ADEQUACY,
    "3": COMPLETENESS,
    "4": RELEVANCE,
    "5": COMPLETENESS,
    "6": ADEQUACY,
    "7": COMPLETENESS,
    "8": ADEQUACY,
    "9": COMPLETENESS,
}
