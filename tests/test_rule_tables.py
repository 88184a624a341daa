"""Rules on whole tables: what a table cut short may not be blamed for, weights, thresholds of a policy."""

from decimal import Decimal

import pytest
from attrs import evolve

from perfcheck.api import check, extract
from perfcheck.reports.catalogue import rule_records
from perfcheck.rules import Report, ReviewDimension, Settings, all_rules
from perfcheck.rules.policy import Policy
from tests.conftest import check_text

HEADER = "| 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |"
ONE_ROW = "| 产出指标 | 质量指标 | 屋面修缮质量 | 翻新的屋面 | 良好 |"

# What says that something is missing from a table.
MISSING = (
    "l1-benefit-missing",
    "l1-satisfaction-missing",
    "l2-output-incomplete",
    "cost-missing-required",
    "l3-count",
)


def names(report: Report) -> set[str]:
    return {finding.rule for finding in report.findings}


def unchecked(report: Report) -> set[str]:
    return {one.rule for one in report.unchecked}


def test_a_table_cut_short_lacks_nothing() -> None:
    text = f"敬老院屋面修缮绩效目标表\n\n{HEADER}\n{ONE_ROW}\n"
    (table,) = extract(text.encode(), name="table.txt").tables
    settings = Settings(select=MISSING)
    whole, cut = (check(one, settings=settings) for one in (table, evolve(table, truncated=True)))
    assert names(whole) == set(MISSING)
    assert names(cut) == set()
    assert unchecked(cut) == set(MISSING)


@pytest.mark.parametrize(
    ("rule", "last"),
    [
        ("value-empty", "| 产出指标 | 数量指标 | 栽植灌木 | | | |"),
        ("value-missing-unit", "| 产出指标 | 数量指标 | 栽植灌木 | ≥1200 | 1300株 | |"),
        ("actual-missing", "| 产出指标 | 数量指标 | 栽植灌木 | ≥1200株 | | |"),
        ("deviation-without-reason", "| 产出指标 | 数量指标 | 栽植灌木 | ≥1200株 | 900株 | |"),
    ],
)
def test_what_the_cut_took_is_not_missing(rule: str, last: str) -> None:
    text = f"""| 一级指标 | 二级指标 | 三级指标 | 指标值 | 实际完成值 | 偏差原因 |
| 产出指标 | 数量指标 | 栽植乔木 | ≥300株 | 310株 | |
{last}
"""
    (table,) = extract(text.encode(), name="table.txt").tables
    settings = Settings(select=(rule,))
    whole, cut = (check(one, settings=settings) for one in (table, evolve(table, truncated=True)))
    assert names(whole) == {rule}
    assert names(cut) == set()
    assert unchecked(cut) == {rule}


def test_what_is_too_much_is_too_much_in_a_table_cut_short() -> None:
    rows = "\n".join(
        f"| 产出指标 | 数量指标 | 第{number}所学校 | 修缮的教室 | ≥{number}间 |"
        for number in range(1, 25)
    )
    (table,) = extract(f"{HEADER}\n{rows}\n".encode(), name="table.txt").tables
    cut = check(evolve(table, truncated=True), settings=Settings(select=("l3-count",)))
    assert names(cut) == {"l3-count"}


@pytest.mark.parametrize(
    ("weights", "outcome"),
    [
        ("60 30 10", "pass"),
        ("50 30 10", "pass"),
        ("40 30 10", "pass"),
        ("60 25 10", "found"),
        ("0.6 0.3 0.1", "pass"),
        ("0.6 0.3 0.2", "found"),
        ("60% 30% 10%", "pass"),
        ("60分 30分 10分", "pass"),
        ("60 30 ", "not checked"),
        ("60 30 见说明", "not checked"),
        ("0.6 0.3 10%", "not checked"),
    ],
)
def test_weights(weights: str, outcome: str) -> None:
    output, benefit, satisfaction = weights.split(" ")
    text = f"""| 一级指标 | 二级指标 | 三级指标 | 指标值 | 权重 |
| 产出指标 | 数量指标 | 清运垃圾 | ≥3600吨 | {output} |
| 效益指标 | 社会效益指标 | 受益居民 | ≥9000人 | {benefit} |
| 满意度指标 | 服务对象满意度指标 | 居民满意度 | ≥90% | {satisfaction} |
"""
    report = check_text(text, "weight-sum")
    assert bool(report.findings) == (outcome == "found")
    assert ("weight-sum" in unchecked(report)) == (outcome == "not checked")


def test_a_weight_may_stand_for_its_level() -> None:
    rows = [f"| 产出指标 | 数量指标 | 第{n}类垃圾 | ≥{n}吨 | 60 |" for n in (1, 2, 3)]
    rows.append("| 效益指标 | 社会效益指标 | 受益居民 | ≥9000人 | 40 |")
    text = "\n".join(["| 一级指标 | 二级指标 | 三级指标 | 指标值 | 权重 |", *rows]) + "\n"
    assert names(check_text(text, "weight-sum")) == set()


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("乘客满意度", "乘客对公交服务的满意度", True),
        ("办事企业、群众满意率", "群众满意度", True),
        ("对业务办理的满意度", "办事群众满意率", True),
        ("服务对象满意度", "职工满意度", False),
        ("学生对伙食的满意度", "学生对宿舍的满意度", False),
        ("农村居民满意度", "城镇居民满意度", False),
        ("服务对象满意度", "受益对象满意度", False),
        ("群众满意度", "群众满意度提升", False),
    ],
)
def test_who_is_asked(one: str, other: str, same: bool) -> None:
    rows = f"| 满意度指标 | 服务对象满意度指标 | {one} | | ≥90% |\n| | | {other} | | ≥95% |\n"
    assert bool(check_text(f"{HEADER}\n{rows}", "satisfaction-inconsistent").findings) == same


@pytest.mark.parametrize(
    ("whole", "part", "contained"),
    [
        ("乡、街道、社区便民中心建设率", "社区便民中心建设率", True),
        ("乡、街道、社区便民中心建设率", "乡、街道建设率", True),
        ("通讯设施预设功能达标率", "设施预设功能达标率", True),
        ("小学食堂检查合格率", "中学食堂检查合格率", False),
        ("非寄宿生生活补助发放率", "寄宿生生活补助发放率", False),
        ("垃圾清运及时率", "及时率", False),
    ],
)
def test_what_contains_what(whole: str, part: str, contained: bool) -> None:
    for first, second in ((whole, part), (part, whole)):
        rows = f"| 产出指标 | 质量指标 | {first} | | ≥95% |\n| | | {second} | | ≥95% |\n"
        found = check_text(f"{HEADER}\n{rows}", "subset-indicator").findings
        assert [one.value for one in found] == ([f"{whole} / {part}"] if contained else [])


TABLE = f"""{HEADER}
| 产出指标 | 数量指标 | 清扫里程 | 清扫的里程 | ≥12公里 |
| 产出指标 | 时效指标 | 清扫及时率 | 按时清扫的路段占比 | ≥85% |
| 效益指标 | 社会效益指标 | 路面洁净 | 按四级评分，优：90分以上 | 优 |
| 满意度指标 | 服务对象满意度指标 | 居民满意度 | 问卷中满意的比例 | ≥85% |
"""


@pytest.mark.parametrize(
    ("rule", "stricter"),
    [
        ("satisfaction-low", Policy(satisfaction_floor=Decimal(90))),
        ("target-too-loose", Policy(loose_floor=Decimal(90))),
        ("l3-count", Policy(fewest_rows=5)),
        ("l3-count", Policy(most_rows=3)),
        ("l3-count", Policy(most_output_rows=1)),
        ("quant-ratio-low", Policy(measured_share=Decimal(80))),
    ],
)
def test_thresholds_are_the_policy_s(rule: str, stricter: Policy) -> None:
    assert names(check_text(TABLE, rule)) == set()
    settings = Settings(select=(rule,), policy=stricter)
    assert names(check(TABLE.encode(), name="table.txt", settings=settings)) == {rule}


@pytest.mark.parametrize(
    ("written", "missing"),
    [("————", True), ("", True), ("待定", True), ("2024WL0031", False), ("Ｐ００２７３", False)],
)
def test_project_codes(written: str, missing: bool) -> None:
    text = f"| 项目编码 | {written} | 项目名称 | 图书室运行费 |\n{HEADER}\n{ONE_ROW}\n"
    assert names(check_text(text, "project-code-missing")) == (
        {"project-code-missing"} if missing else set()
    )
    (table,) = extract(text.encode(), name="table.txt").tables
    assert (table.project_code is None) == missing


def test_a_template_without_codes_is_not_asked_for_one() -> None:
    report = check_text(
        f"| 项目名称 | 图书室运行费 |\n{HEADER}\n{ONE_ROW}\n", "project-code-missing"
    )
    assert report.findings == ()
    assert report.unchecked == ()


@pytest.mark.parametrize(
    ("rule", "dimension"),
    [
        ("value-empty", ReviewDimension.COMPLETENESS),
        ("rate-name-not-percent", ReviewDimension.COMPLETENESS),
        ("target-too-loose", ReviewDimension.ADEQUACY),
        ("l1-benefit-missing", ReviewDimension.COMPLETENESS),
        ("class-quantity-rate", ReviewDimension.RELEVANCE),
        ("goal-value-conflict", ReviewDimension.RELEVANCE),
        ("basis-circular", ReviewDimension.FEASIBILITY),
        ("tender-before-contract", ReviewDimension.FEASIBILITY),
        ("cost-over-budget", ReviewDimension.ADEQUACY),
        ("plan-missing", ReviewDimension.COMPLETENESS),
        ("plan-vs-schedule", ReviewDimension.FEASIBILITY),
        ("goal-duplicate", ReviewDimension.RELEVANCE),
        ("dept-cost-sum", ReviewDimension.ADEQUACY),
    ],
)
def test_review_dimensions(rule: str, dimension: ReviewDimension) -> None:
    shown = {one["rule"]: one["dimension"] for one in rule_records(all_rules())}
    assert shown[rule] == dimension.value


def test_the_guide_on_weights_of_projects_is_none_for_whole_departments() -> None:
    rows = (
        "| 一级指标 | 二级指标 | 三级指标 | 指标值 | 权重 |\n"
        "| 产出指标 | 数量指标 | 建设农田 | ≥3万亩 | 70 |\n"
        "| 满意度指标 | 服务对象满意度指标 | 农民满意度 | ≥90% | 20 |\n"
    )
    of_project, of_department = (
        {one.rule for one in check_text(f"{title}\n\n{rows}").findings}
        for title in ("农田建设绩效目标表", "部门整体支出绩效目标表")
    )
    assert "weight-l1-split" in of_project - of_department


@pytest.mark.parametrize(
    ("value", "is_told"),
    [
        ("≥0.9%", True),
        ("≥1%", True),
        ("0.95%", True),
        ("≥1.5%", False),
        ("≥5%", False),
        ("≤0.9%", False),
        ("≥90%", False),
    ],
)
def test_only_a_share_of_one_is_taken_for_a_fraction(value: str, is_told: bool) -> None:
    rows = (
        "| 一级指标 | 二级指标 | 三级指标 | 指标值 |\n"
        f"| 产出指标 | 质量指标 | 路况优良率 | {value} |\n"
    )
    found = {one.rule for one in check_text(rows, "percent-as-fraction").findings}
    assert found == ({"percent-as-fraction"} if is_told else set())
