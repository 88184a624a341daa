"""Every rule's own examples: 错例 must be found by exactly its rule, 正例 must be left alone.

An example shows the few rows it is about, so rules on whole tables (what is missing from them)
are not asked of it; every other rule is, and must be silent.
"""

from typing import Any

import pytest

from perfcheck.rules import Example, Rule, Scope, all_rules
from tests.conftest import check_text

ROW_RULES = [rule for rule in all_rules() if rule.scope in (Scope.ROW, Scope.GRADED, Scope.SCORED)]
ALONE = (Scope.FILE, Scope.PAIR)  # nothing that one document could show
WITH_EXAMPLES = [rule for rule in all_rules() if rule.scope not in ALONE]


def cases(*kinds: bool) -> list[Any]:
    return [
        pytest.param(rule, example, id=f"{rule.code}-{'bad' if example.bad else 'good'}-{number}")
        for rule in WITH_EXAMPLES
        for number, example in enumerate(rule.examples, 1)
        if example.bad in kinds
    ]


CASES, BAD = cases(True, False), cases(True)


def test_the_catalogue_is_not_empty() -> None:
    assert len(WITH_EXAMPLES) > 70
    assert len(CASES) >= 2 * len(WITH_EXAMPLES)


@pytest.mark.parametrize("rule", WITH_EXAMPLES, ids=lambda rule: rule.code)
def test_a_rule_has_examples_of_both_kinds(rule: Rule) -> None:
    assert {example.bad for example in rule.examples} == {True, False}


@pytest.mark.parametrize(("rule", "example"), CASES)
def test_example(rule: Rule, example: Example) -> None:
    names = {one.name for one in ROW_RULES} | {rule.name}
    report = check_text(example.text, *sorted(names))
    assert report.tables, "the example holds no table"
    fired = {finding.rule for finding in report.findings}
    assert fired == ({rule.name} | example.also if example.bad else set()), [
        finding.message.zh for finding in report.findings
    ]


@pytest.mark.parametrize(("rule", "example"), BAD)
def test_a_finding_has_its_place_and_both_languages(rule: Rule, example: Example) -> None:
    for finding in check_text(example.text, rule.name).findings:
        assert finding.location.line is not None
        assert finding.message.zh
        assert finding.message.en
        assert finding.basis
