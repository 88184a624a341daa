"""Self-evaluations: was the target reached, and what is the score worth? One worked case of each outcome."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfcheck.api import check, extract
from perfcheck.rules.scoring import Verdict, by_ratio, judge, scored
from perfcheck.tables import Indicator
from perfcheck.values.interval import plain
from tests.conftest import check_text

HEADER = "| 一级指标 | 二级指标 | 三级指标 | 指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析 |\n"


def row(target: str, actual: str, name: str = "维修路灯数量", kind: str = "数量指标") -> Indicator:
    text = f"{HEADER}| 产出指标 | {kind} | {name} | {target} | {actual} | 20 | 20 | |\n"
    (one,) = extract(text.encode(), name="t.md").tables[0].indicators
    return one


MET, MISSED, UNKNOWN = Verdict.MET, Verdict.MISSED, Verdict.UNKNOWN
# target, actual, verdict, share of the target that was reached
JUDGED = [
    ("≥60盏", "66盏", MET, "1.1"),
    ("≥60盏", "60", MET, "1"),  # a bare number counts what the target counts
    ("≥60盏", "45盏", MISSED, "0.75"),
    (">60盏", "60盏", MISSED, "1"),
    ("≥2公里", "2300米", MET, "1.15"),
    ("≥2.5万人", "2.4", MISSED, "0.96"),  # in the target's scale
    ("≤30万元", "28.5万元", MET, None),
    ("≤30万元", "40万元", MISSED, "0.75"),
    ("≤2030.5万元", "2024.6", MET, None),  # no June 2024
    ("≤5天", "4天", MET, "1.25"),
    ("80%~90%", "85%", MET, None),
    ("80%~90%", "95%", MISSED, None),
    ("100%", "100%", MET, "1"),
    ("100%", "92%", MISSED, "0.92"),  # no operator: more is better
    ("9月前", "7月", MET, None),
    ("9月前", "10月", MISSED, None),
    ("2023年12月底前", "2023年11月20日", MET, None),
    ("有效提升", "有效提升", MET, None),
    ("健全", "达成预期指标", MET, None),
    ("≥60盏", "未完成", MISSED, None),
    ("有效提升", "部分完成", MISSED, None),
    # what cannot be said
    ("≥60盏", "", UNKNOWN, None),
    ("≥60盏", "95%", UNKNOWN, None),
    ("≥60盏", "已完成", UNKNOWN, None),
    ("≥95%", "≥95%", UNKNOWN, None),
    ("有效提升", "较去年好", UNKNOWN, None),
    ("2023年9月前", "7月", UNKNOWN, None),
    ("约60盏", "66盏", UNKNOWN, None),
]


@pytest.mark.parametrize(("target", "actual", "verdict", "ratio"), JUDGED)
def test_judge(target: str, actual: str, verdict: Verdict, ratio: str | None) -> None:
    judgement = judge(row(target, actual))
    assert judgement.verdict is verdict
    assert (judgement.zh != "") == (verdict is UNKNOWN)
    if ratio is not None:
        assert judgement.ratio is not None
        assert plain(judgement.ratio.quantize(Decimal("0.01"))) == ratio


DIRECTIONS = [
    ("安全事故起数", "数量指标", "0起", "0起", MET),
    ("安全事故起数", "数量指标", "0起", "2起", MISSED),
    ("灯具采购成本", "成本指标", "30万元", "28万元", MET),
    ("灯具采购成本", "成本指标", "30万元", "31万元", MISSED),
    ("居民投诉次数", "数量指标", "5次", "7次", UNKNOWN),
]


@pytest.mark.parametrize(("name", "kind", "target", "actual", "verdict"), DIRECTIONS)
def test_without_an_operator_the_row_tells_which_way_is_better(
    name: str, kind: str, target: str, actual: str, verdict: Verdict
) -> None:
    assert judge(row(target, actual, name, kind)).verdict is verdict


@given(st.integers(1, 500), st.integers(0, 500))
def test_a_floor_is_reached_from_its_number_on(target: int, actual: int) -> None:
    verdict = judge(row(f"≥{target}盏", f"{actual}盏")).verdict
    assert verdict is (MET if actual >= target else MISSED)


@given(st.decimals(1, 50, places=1), st.decimals(0, 3, places=3))
def test_points_by_ratio_lie_between_nothing_and_all(points: Decimal, ratio: Decimal) -> None:
    assert 0 <= by_ratio(points, ratio) <= points
    assert by_ratio(points, Decimal(1)) == points


# One finding for each outcome: target, actual, points, score, reason → the rules that fire

OUTCOMES = {
    "reached and scored in full": ("≥60盏", "66盏", "20", "20", "", set()),
    "reached and scored less, with a reason": ("≥60盏", "66盏", "20", "18", "资料不全", set()),
    "reached and scored less, without": ("≥60盏", "66盏", "20", "15", "", {"score-not-by-ratio"}),
    "missed and scored by ratio": ("≥60盏", "45盏", "20", "15", "移交", set()),
    "missed by far and scored nothing": ("≥60盏", "20盏", "20", "0", "移交", set()),
    "missed and scored in full": ("≥60盏", "45盏", "20", "20", "移交", {"full-score-for-miss"}),
    "missed and scored too much": ("≥60盏", "30盏", "20", "18", "移交", {"score-not-by-ratio"}),
    "missed without a reason": ("≥60盏", "45盏", "20", "15", "无", {"deviation-without-reason"}),
    "far beyond without a reason": ("≥60盏", "96盏", "20", "20", "", {"deviation-without-reason"}),
    "more than the points": ("≥60盏", "66盏", "20", "25", "", {"score-over-points"}),
    "another unit": ("≥60盏", "95%", "20", "20", "", {"actual-unit-mismatch"}),
    "words for a number": ("≥60盏", "完成", "20", "20", "", {"actual-not-number"}),
    "the target copied": ("≥60盏", "≥60盏", "20", "20", "", {"actual-copies-target"}),
}  # fmt: skip


@pytest.mark.parametrize(
    ("target", "actual", "points", "score", "reason", "rules"),
    OUTCOMES.values(),
    ids=OUTCOMES.keys(),
)
def test_outcome(
    target: str, actual: str, points: str, score: str, reason: str, rules: set[str]
) -> None:
    cells = " | ".join((target, actual, points, score, reason))
    report = check_text(f"{HEADER}| 产出指标 | 数量指标 | 维修路灯数量 | {cells} |\n", "PC56")
    assert {finding.rule for finding in report.findings} == rules


@pytest.mark.parametrize(
    ("actual", "score"), [("已完成", "20"), ("", "20"), ("66盏", ""), ("66盏", "见说明")]
)
def test_a_score_that_cannot_be_judged_is_said_to_be_unchecked(actual: str, score: str) -> None:
    line = f"| 产出指标 | 数量指标 | 维修路灯数量 | ≥60盏 | {actual} | 20 | {score} | |\n"
    report = check_text(HEADER + line, "full-score-for-miss")
    assert not report.findings
    (unchecked,) = report.unchecked
    assert "维修路灯数量" in unchecked.reason.zh


def test_plans_are_not_asked_for_scores() -> None:
    plan = "| 一级指标 | 二级指标 | 三级指标 | 指标值 |\n| 产出指标 | 数量指标 | 路灯 | ≥60盏 |\n"
    report = check_text(plan, "PC56", "PC57")
    assert not report.findings
    assert not report.unchecked


def test_every_score_of_real_self_evaluations_is_judged_or_said_to_be_unchecked(
    data: Path,
) -> None:
    scores = 0
    for path in sorted((data / "corpus").glob("*.txt")):
        report = check(path)
        submission = report.documents[0].submission
        for table in submission.tables if submission else ():
            told = [one for one in report.unchecked if one.table == table.number]
            of_scores = {one.reason.zh for one in told if one.rule == "full-score-for-miss"}
            for own in table.indicators if table.is_self_evaluation else ():
                if own.score is None:
                    assert any("得分" in reason for reason in of_scores), own
                    continue
                scores += 1
                judged = judge(own).verdict is not UNKNOWN and scored(own) is not None
                assert judged or any(f"“{own.name}”" in reason for reason in of_scores), own
    assert scores
