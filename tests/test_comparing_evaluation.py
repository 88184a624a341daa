"""A self-evaluation held against its plan: the rules' own examples, and what they must not say."""

from typing import Any

import pytest
from attrs import evolve

from perfcheck.api import check, extract
from perfcheck.comparing import Comparison, compare
from perfcheck.comparing.evaluation import deviations
from perfcheck.comparing.tables import compare_tables
from perfcheck.documents import Location
from perfcheck.reports import View
from perfcheck.reports.compared import comparison_text
from perfcheck.rules import Accept, Example, Rule, Scope, Settings, Severity, all_rules, selected
from tests.cli import CLEAN

PAIRS = [rule for rule in all_rules() if rule.scope is Scope.PAIR]
PLAN = "| 一级指标 | 二级指标 | 三级指标 | 指标值 |\n"
HEADER = "| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 |\n"


def compared(plan: str, evaluation: str, settings: Settings | None = None) -> Comparison:
    old, new = (check(text.encode(), name="t.md") for text in (plan, evaluation))
    return compare(old, new, settings)


def cases() -> list[Any]:
    return [
        pytest.param(rule, example, id=f"{rule.code}-{'bad' if example.bad else 'good'}")
        for rule in PAIRS
        for example in rule.examples
    ]


def test_the_rules_of_pairs_are_in_the_catalogue_and_run_on_no_single_document() -> None:
    assert {rule.code for rule in PAIRS} == {"PC821", "PC822", "PC823", "PC824", "PC825"}
    assert not set(PAIRS) & set(selected(Settings()))
    assert all({example.bad for example in rule.examples} == {True, False} for rule in PAIRS)


@pytest.mark.parametrize(("rule", "example"), cases())
def test_example(rule: Rule, example: Example) -> None:
    plan, evaluation = example.text.split("\n---\n")
    comparison = compared(plan, evaluation)
    assert comparison.is_evaluation
    found = comparison.deviations
    assert {one.rule for one in found} == ({rule.name} if example.bad else set())
    for one in found:
        assert one.location.line is not None
        assert one.message.zh
        assert one.message.en
        assert one.basis


def test_loosening_after_the_fact_is_an_error() -> None:
    row = "| 产出指标 | 质量指标 | 验收合格率 | {} |\n"
    comparison = compared(
        PLAN + row.format("≥95%"), HEADER + row.format("≥90%").replace("%", "% | 92%")
    )
    (finding,) = comparison.deviations
    assert finding.severity is Severity.ERROR
    assert (finding.value, finding.expected, finding.difference) == ("≥90%", "≥95%", "-5%")
    assert finding.indicator == "验收合格率"
    assert comparison.exit_code() == 1


def test_a_missing_indicator_may_be_a_renamed_one() -> None:
    """With another of its kind added it is a warning that names it."""
    plan = PLAN + "| 产出指标 | 数量指标 | 修建水渠 | ≥12公里 |\n"
    comparison = compared(plan, HEADER + "| 产出指标 | 数量指标 | 渠道总长 | ≥12公里 | 12 |\n")
    missing, added = sorted(comparison.deviations, key=lambda one: one.code)
    assert missing.severity is Severity.WARNING
    assert "渠道总长" in missing.message.zh
    assert added.rule == "evaluation-adds-indicator"


def test_what_was_not_read_whole_lacks_nothing_for_certain() -> None:
    """The file ends inside the table, or one of its rows could not be placed."""
    row = "| 产出指标 | 数量指标 | {} | ≥12公里 |"
    (plan,) = extract((PLAN + row.format("清淤长度") + "\n").encode(), name="t.md").tables
    (whole,) = extract((HEADER + row.format("护坡") + "12公里 |\n").encode(), name="t.md").tables
    cut = evolve(whole, truncated=True)
    torn = evolve(whole, unread=(("清淤 | 长度", Location()),))
    rules = [
        [one.rule for one in deviations(compare_tables(plan, table), "t.md", Settings())]
        for table in (whole, cut, torn)
    ]
    added = ["evaluation-adds-indicator"]
    assert rules == [["evaluation-misses-indicator", *added], added, added]


MONEY = "| 项目名称 | 渠道清淤 | | |\n| 项目资金（万元） | {} | 全年预算数 | 全年执行数 |\n| 年度资金总额 | {} | 55 | 55 |\n"


@pytest.mark.parametrize(
    ("head", "initial", "severity"),
    [
        ("年初预算数", "60", None),
        ("年初预算数", "50", Severity.WARNING),
        ("其中财政", "", Severity.INFO),  # only what it was adjusted to is stated
    ],
)
def test_the_initial_budget(head: str, initial: str, severity: Severity | None) -> None:
    row = "| 产出指标 | 数量指标 | 清淤长度 | ≥12公里 |\n"
    plan = "| 项目名称 | 渠道清淤 | 预算数 | 60万元 |\n" + PLAN + row
    evaluation = MONEY.format(head, initial) + HEADER + row.replace("公里 |", "公里 | 12公里 |")
    found = compared(plan, evaluation).deviations
    assert [one.severity for one in found] == ([severity] if severity else [])


def test_findings_of_one_document_are_not_set_against_the_other() -> None:
    plan = PLAN + "| 产出指标 | 数量指标 | 清淤长度 | 12公里 |\n"
    comparison = compared(plan, HEADER + "| 产出指标 | 数量指标 | 清淤长度 | 12公里 | 12公里 |\n")
    assert comparison.fates.fixed == comparison.fates.left == comparison.fates.new == ()


def test_two_self_evaluations_are_two_versions() -> None:
    text = HEADER + "| 产出指标 | 数量指标 | 清淤长度 | ≥12公里 | {} |\n"
    comparison = compared(text.format("12公里"), text.format("11公里"))
    assert not comparison.is_evaluation
    assert comparison.deviations == ()


def test_the_wrong_order_is_said() -> None:
    evaluation = HEADER + "| 产出指标 | 数量指标 | 清淤长度 | ≥12公里 | 12公里 |\n"
    assert [doubt.zh[:8] for doubt in compared(evaluation, CLEAN).doubts] == ["前一份是自评表，"]


def test_settings_choose_the_rules() -> None:
    row = "| 产出指标 | 质量指标 | 验收合格率 | {} |\n"
    texts = PLAN + row.format("≥95%"), HEADER + row.format("≥90% | 92%")
    assert compared(*texts, Settings(ignore=("PC823",))).deviations == ()
    assert compared(*texts, Settings(select=("PC822",))).deviations == ()
    (milder,) = compared(
        *texts, Settings(severity={"evaluation-loosens-target": Severity.INFO})
    ).deviations
    assert milder.severity is Severity.INFO


def test_a_change_that_the_form_states_is_a_warning() -> None:
    plan = PLAN + "| 产出指标 | 数量指标 | 养护里程 | ≥120公里 |\n"
    header = HEADER.replace("年度指标值", "年初指标值 | 调整后指标值")
    own = header + "| 产出指标 | 数量指标 | 养护里程 | ≥120公里 | ≥100公里 | 105公里 |\n"
    (found,) = compared(plan, own).deviations
    assert (found.code, found.severity) == ("PC823", Severity.WARNING)
    assert "年中调整过，请核对批复" in found.message.zh


def test_an_approved_change_is_explained_and_told() -> None:
    row = "| 产出指标 | 质量指标 | 验收合格率 | {} |\n"
    texts = PLAN + row.format("≥95%"), HEADER + row.format("≥90% | 92%")
    accept = Accept(
        rule="evaluation-loosens-target", reason="年中批复调整", indicator="验收合格率"
    )
    comparison = compared(*texts, Settings(accepts=(accept,)))
    assert comparison.deviations == ()
    assert [one.finding.code for one in comparison.accepted] == ["PC823"]
    assert (compared(*texts).exit_code(), comparison.exit_code()) == (1, 0)
    assert "年中批复调整" in comparison_text(comparison, View(verbose=True))


def test_an_explanation_of_a_pair_is_not_missed_where_one_file_is_checked() -> None:
    accept = Accept(rule="evaluation-loosens-target", reason="年中批复调整")
    assert (
        check(CLEAN.encode(), name="t.md", settings=Settings(accepts=(accept,))).unused_accepts
        == ()
    )
