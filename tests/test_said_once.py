"""One fault is said once: pairs of rules of which only one speaks where both might."""

import pytest

from tests.conftest import check_text

# the document, the rule that speaks, the rule that leaves it to that one
CASES = {
    "points of a self-evaluation": (
        """
        | 一级指标 | 二级指标 | 三级指标 | 指标值 | 实际完成值 | 分值 | 得分 |
        | 产出指标 | 数量指标 | 维修路灯数量 | ≥60盏 | 66盏 | 50 | 50 |
        | 效益指标 | 社会效益指标 | 受益居民 | ≥3万人 | 3.1万人 | 37 | 37 |
        """,
        "points-sum",
        "weight-sum",
    ),
    "a placeholder in a row of a rate": (
        """
        | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
        | 产出指标 | 质量指标 | 苗木成活率 | 成活苗木占栽植苗木的比例 | 不涉及 |
        """,
        "value-placeholder",
        "rate-name-not-percent",
    ),
    "a social benefit without a value": (
        """
        | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
        | 效益指标 | 社会效益指标 | 受益农户 | 用上新渠的农户 | |
        | | 可持续影响指标 | 渠道使用年限 | 渠道设计使用年限 | ≥20年 |
        """,
        "value-empty",
        "benefit-only-sustainable",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_one_fault_is_said_once(case: str) -> None:
    text, speaks, silent = CASES[case]
    text = "\n".join(line.strip() for line in text.strip().splitlines())
    rules = [finding.rule for finding in check_text(text).findings]
    assert rules.count(speaks) == 1
    assert silent not in rules
