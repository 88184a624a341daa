"""Graded scales in a self-evaluation: which grade is the actual value in, and does the score suit it?"""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfcheck import Report
from perfcheck.api import check, extract
from perfcheck.reports.records import indicator_records
from perfcheck.rules.finding import NotChecked
from perfcheck.rules.grading import grade_of, share_of, standing
from perfcheck.rules.policy import Policy
from perfcheck.rules.scale import Scale
from perfcheck.rules.settings import Settings
from perfcheck.tables import Column, GradedIndicator, TargetTable
from perfcheck.tables.cells import with_cell
from perfcheck.values import Dimension, Interval, Quantity
from tests.conftest import check_text

HEADER = "| 绩效指标 | 优 | 良 | 中 | 差 | 实际完成值 | 分值 | 得分 | 偏差原因分析 |\n"
RATE = "97%以上 | 90%～97% | 85%～90% | 85%以下"
COUNT = "3次以内 | 4～6次 | 7～9次 | 10次以上"
STEPS = "3%以内 | 5%以内 | 8%以内 | 8%以上"
PEOPLE = "2万人以上 | 1.5万人～2万人 | 1万人～1.5万人 | 1万人以下"
GAP = "97%以上 | 90%～94% | 85%～90% | 85%以下"
WORDS = "非常满意 | 满意 | 一般 | 不满意"


def table(cells: str, header: str = HEADER) -> TargetTable:
    return extract(f"{header}| 接通情况 | {cells} |\n".encode(), name="t.md").tables[0]


def row(grades: str, actual: str) -> GradedIndicator:
    (one,) = table(f"{grades} | {actual} | 20 | 20 | ").graded
    return one


STANDINGS = [
    (RATE, "99%", "优"),
    (RATE, "92.5%", "良"),
    (RATE, "88", "中"),  # a bare number counts what the scale counts
    (RATE, "0%", "差"),
    (RATE, "90%", "良中"),  # both grades hold the end that they share
    (COUNT, "0次", "优"),
    (COUNT, "5", "良"),
    (COUNT, "3.5次", ""),  # no grade of whole numbers holds it
    (STEPS, "2%", "优"),  # levels within one another: the best
    (STEPS, "6%", "中"),
    (PEOPLE, "1.6万人", "良"),
    (PEOPLE, "1.6", "良"),
    (PEOPLE, "16000人", "良"),
    (GAP, "95%", ""),
    (WORDS, "满意", "良"),
    (WORDS, "优", "优"),
    (RATE, "良", "良"),
    ("98%以上 | 95%～98% | | 90%以下", "差", "差"),
]


@pytest.mark.parametrize(("grades", "actual", "standings"), STANDINGS)
def test_standing(grades: str, actual: str, standings: str) -> None:
    assert standing(row(grades, actual)) == tuple(standings)


UNDECIDED = [
    (RATE, "", "没有填实际完成值"),
    (RATE, "/", "没有填实际完成值"),
    (RATE, "已完成", "不是一个数"),
    (RATE, "90%～95%", "不是一个数"),
    (RATE, "≥97%", "范围"),
    (RATE, "约97%", "范围"),
    (RATE, "0.98", "小数还是百分数"),
    (RATE, "12次", "单位不同"),
    (WORDS, "比较满意", "文字都不同"),
    ("98%以上 | 95%～98% | | 90%以下", "96%", "缺档"),
]


@pytest.mark.parametrize(("grades", "actual", "why"), UNDECIDED)
def test_what_cannot_be_decided_says_why(grades: str, actual: str, why: str) -> None:
    found = standing(row(grades, actual))
    assert isinstance(found, NotChecked)
    assert why in found.zh


def proper(ends: list[Decimal], *, falls: bool) -> Scale:
    """Four grades that share no number and leave none out: three ends, each belonging to the higher."""
    low, middle, high = sorted(ends)
    intervals = (
        Interval.at_least(high),
        Interval.between(middle, high, high_open=True),
        Interval.between(low, middle, high_open=True),
        Interval.below(low),
    )
    ordered = intervals if falls else intervals[::-1]
    like = Quantity.of(1, "%")
    return Scale(ordered, Interval.at_least(Decimal(0)), False, Dimension.PERCENT, "%", like)


NUMBERS = st.decimals(0, 200, places=2)
ENDS = st.lists(st.decimals(1, 100, places=1), min_size=3, max_size=3, unique=True)


@given(ENDS, NUMBERS, st.booleans())
def test_a_proper_scale_holds_every_number_once(
    ends: list[Decimal], actual: Decimal, falls: bool
) -> None:
    (grade,) = grade_of(proper(ends, falls=falls), actual)
    assert grade in "优良中差"


@given(ENDS, NUMBERS, NUMBERS)
def test_a_better_number_is_never_in_a_worse_grade(
    ends: list[Decimal], one: Decimal, other: Decimal
) -> None:
    scale = proper(ends, falls=True)
    (worse,), (better,) = (grade_of(scale, number) for number in sorted((one, other)))
    assert "优良中差".index(better) <= "优良中差".index(worse)


@given(ENDS, NUMBERS)
def test_a_scale_read_backwards_gives_the_opposite_grade(
    ends: list[Decimal], actual: Decimal
) -> None:
    (up,), (down,) = (grade_of(proper(ends, falls=falls), actual) for falls in (True, False))
    assert "优良中差".index(up) == 3 - "优良中差".index(down)


# One finding for each outcome: grades, actual, points, score, reason → the rules that fire

OUTCOMES = {
    "best grade, full score": (RATE, "99%", "20", "20", "", set()),
    "best grade, part of it": (RATE, "98%", "20", "18.5", "", set()),
    "second grade, its share": (RATE, "92%", "20", "17", "", set()),
    "third grade, its share": (RATE, "87%", "20", "13", "", set()),
    "worst grade, with a reason": (RATE, "70%", "20", "8", "话务员不足", set()),
    "shared end, counted to the better": (RATE, "97%", "20", "20", "", set()),
    "shared end, counted to the worse": (RATE, "97%", "20", "16", "", set()),
    "rounded to a whole number": (RATE, "92%", "5", "4.5", "", set()),
    "less than its share, with a reason": (RATE, "99%", "20", "10", "抽查不实", set()),
    "second grade, full score": (RATE, "92%", "20", "20", "", {"grade-full-score"}),
    "worst grade, full score": (RATE, "70%", "20", "20", "话务员不足", {"grade-full-score"}),
    "best grade, nothing": (RATE, "99%", "20", "0", "", {"grade-score-mismatch"}),
    "best grade, too little": (RATE, "99%", "20", "15", "", {"grade-score-mismatch"}),
    "third grade, too much": (RATE, "87%", "20", "18", "", {"grade-score-mismatch"}),
    "third grade in words, too much": (WORDS, "一般", "20", "18", "", {"grade-score-mismatch"}),
    "between the grades": (GAP, "95.6%", "20", "19", "", {"grade-gap", "grade-actual-in-gap"}),
    "worst grade, no reason": (RATE, "70%", "20", "8", "", {"grade-worst-without-reason"}),
    "more than the points": (RATE, "99%", "20", "25", "", {"score-over-points"}),
}  # fmt: skip


def outcome(grades: str, actual: str, points: str, score: str, reason: str) -> Report:
    line = f"| 接通情况 | {grades} | {actual} | {points} | {score} | {reason} |\n"
    return check_text(HEADER + line, "PC703", "PC716", "PC717", "PC718", "PC719", "PC56")


@pytest.mark.parametrize(
    ("grades", "actual", "points", "score", "reason", "rules"),
    OUTCOMES.values(),
    ids=OUTCOMES.keys(),
)
def test_outcome(
    grades: str, actual: str, points: str, score: str, reason: str, rules: set[str]
) -> None:
    report = outcome(grades, actual, points, score, reason)
    assert {finding.rule for finding in report.findings} == rules


@pytest.mark.parametrize(("score", "severity"), [("0", "warning"), ("15", "info")])
def test_nothing_for_the_best_grade_is_graver_than_too_little(score: str, severity: str) -> None:
    (finding,) = outcome(RATE, "99%", "20", score, "").findings
    assert finding.severity == severity
    assert finding.expected == "18–20"


def test_a_finding_points_at_the_score() -> None:
    (finding,) = outcome(RATE, "92%", "20", "20", "").findings
    assert finding.value == "20"
    assert finding.location.col == 8


@pytest.mark.parametrize(("actual", "score"), [("已完成", "20"), ("99%", "见说明")])
def test_a_score_that_cannot_be_judged_is_unchecked(actual: str, score: str) -> None:
    report = outcome(RATE, actual, "20", score, "")
    assert "grade-full-score" not in {finding.rule for finding in report.findings}
    assert "grade-full-score" in {one.rule for one in report.unchecked}


def test_a_blank_actual_value_beside_others_is_missing() -> None:
    rows = f"| 接通率 | {RATE} | 99% | 20 | 20 | |\n| 办结率 | {RATE} | | 20 | 20 | |\n"
    (finding,) = check_text(HEADER + rows, "actual-missing").findings
    assert finding.indicator == "办结率"


def test_points_of_graded_rows_are_added() -> None:
    rows = f"| 接通率 | {RATE} | 99% | 60 | 60 | |\n| 办结率 | {RATE} | 99% | 30 | 30 | |\n"
    assert not check_text(HEADER + rows, "points-sum").findings
    (finding,) = check_text(HEADER + rows.replace("30", "20"), "points-sum").findings
    assert finding.value == "80"


def test_a_plan_is_not_asked_for_scores() -> None:
    plan = f"| 绩效指标 | 优 | 良 | 中 | 差 |\n| 接通率 | {RATE} |\n"
    report = check_text(plan, "PC716", "PC717", "PC718", "PC719", "PC56", "PC57")
    assert not report.findings
    assert not report.unchecked


NOTED = HEADER
for _grade, _note in zip("优良中差", ("90-100分", "75～90分", "60-75分", "60分以下"), strict=True):
    NOTED = NOTED.replace(f"| {_grade} |", f"| {_grade}（{_note}） |")


def test_the_header_may_say_what_each_grade_earns() -> None:
    shares = [
        (str(low), str(high))
        for low, high in table(f"{RATE} | 92% | 20 | 16 | ", NOTED).grade_shares
    ]
    assert shares == [("90", "100"), ("75", "90"), ("60", "75"), ("0", "60")]
    line = f"| 接通率 | {RATE} | 92% | 20 | 15.2 | |\n"
    assert not check_text(NOTED + line, "grade-score-mismatch").findings
    assert check_text(HEADER + line, "grade-score-mismatch").findings


@pytest.mark.parametrize("note", ["（90分）", "（略）", "（60-75）", ""])
def test_a_header_that_does_not_give_all_shares_gives_none(note: str) -> None:
    header = NOTED.replace("（90-100分）", note)
    assert table(f"{RATE} | 92% | 20 | 16 | ", header).grade_shares == ()


SHARES = [
    ("优", "90", "90", "100"),
    ("优", "100", "100", "100"),  # only the full points
    ("良", "100", "80", "100"),
    ("良中", "90", "60", "90"),
    ("差", "90", "0", "60"),
]


@pytest.mark.parametrize(("grades", "excellent", "low", "high"), SHARES)
def test_a_policy_may_give_other_shares(grades: str, excellent: str, low: str, high: str) -> None:
    policy = Policy(excellent_share=Decimal(excellent))
    found = share_of(tuple(grades), table(f"{RATE} | 99% | 20 | 20 | "), policy)
    assert found == (Decimal(low), Decimal(high))


@pytest.mark.parametrize(("excellent", "findings"), [(90, 0), (100, 1)])
def test_a_rule_follows_the_policy(excellent: int, findings: int) -> None:
    settings = Settings(
        select=("grade-score-mismatch",), policy=Policy(excellent_share=Decimal(excellent))
    )
    line = f"| 接通率 | {RATE} | 99% | 20 | 18.2 | |\n"
    report = check((HEADER + line).encode(), name="t.md", settings=settings)
    assert len(report.findings) == findings


# Scales beside targets: the usual form of a self-evaluation, with one column for each grade more

BESIDE = (
    "| 一级指标 | 二级指标 | 三级指标 | 指标值 | 优 | 良 | 中 | 差 | 实际完成值 | 分值 | 得分 | 偏差原因分析 |\n"
    "| 产出指标 | 质量指标 | 接通率 | ≥97% | {grades} | {actual} | 20 | {score} | {reason} |\n"
)
BOTH = {
    "second grade, full score": ("92%", "20", "坐席不足", {"grade-full-score"}),
    "second grade, its share": ("92%", "17", "坐席不足", set()),
    "second grade, by ratio too much": ("92%", "19", "坐席不足", {"grade-score-mismatch"}),
    "missed without a reason": ("70%", "8", "", {"deviation-without-reason"}),
    "reached": ("98%", "20", "", set()),
}


def beside(grades: str = RATE, actual: str = "98%", score: str = "20", reason: str = "") -> str:
    return BESIDE.format(grades=grades, actual=actual, score=score, reason=reason)


@pytest.mark.parametrize(("actual", "score", "reason", "rules"), BOTH.values(), ids=list(BOTH))
def test_where_a_scale_stands_beside_a_target_the_scale_says_what_a_score_is_worth(
    actual: str, score: str, reason: str, rules: set[str]
) -> None:
    report = check_text(beside(RATE, actual, score, reason), "PC56", "PC7")
    assert {finding.rule for finding in report.findings} - {"grade-boundary-shared"} == rules


def test_a_scale_beside_a_target_is_one_row_with_both() -> None:
    submission = extract(beside().encode(), name="t.md")
    (only,) = submission.tables
    assert only.graded == ()
    assert [one.value for one in only.indicators] == ["≥97%"]
    assert [one.scale["良"].raw for one in only.scales] == ["90%～97%"]
    (record,) = indicator_records(submission)
    assert (record["value"], record["grades"]["优"]["raw"]) == ("≥97%", "97%以上")
    assert check_text(beside()).indicators == 1


def test_rules_on_targets_and_rules_on_scales_see_it() -> None:
    report = check_text(beside(GAP).replace("≥97%", "97%"), "value-missing-operator", "grade-gap")
    assert {finding.rule for finding in report.findings} == {"value-missing-operator", "grade-gap"}


@pytest.mark.parametrize("column", [Column.GOOD, Column.ACTUAL, Column.VALUE])
def test_a_cell_written_anew_is_as_if_it_had_been_read(column: Column) -> None:
    written = {Column.GOOD: "90%～97%", Column.ACTUAL: "98%", Column.VALUE: "≥97%"}[column]
    (old,), (new,) = (
        extract(text.encode(), name="t.md").tables
        for text in (beside(), beside().replace(written, "88%"))
    )
    assert with_cell(old, 1, column, "88%") == new
