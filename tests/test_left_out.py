"""What is not checked is data, and it is true: the rules it names exist, its examples are left alone."""

import re
from pathlib import Path

import pytest

from perfcheck.rules import all_rules, find_rule
from perfcheck.rules.left_out import LeftOut, Narrowed, left_out, narrowed
from tests.conftest import check_text

NAMES = {rule.name for rule in all_rules()}


@pytest.mark.parametrize("one", narrowed(), ids=lambda one: one.rule)
def test_a_case_that_a_rule_leaves_alone(one: Narrowed) -> None:
    report = check_text(one.example, one.rule)
    assert report.tables, "the example holds no table"
    assert not report.unchecked, "left alone for want of data"
    found = {finding.severity for finding in report.findings}
    assert found == ({one.most} if one.most else set())


def test_a_rule_is_narrowed_once() -> None:
    rules = [one.rule for one in narrowed()]
    assert len(set(rules)) == len(rules)
    assert set(rules) <= NAMES


@pytest.mark.parametrize("one", left_out(), ids=lambda one: one.name)
def test_a_check_that_is_left_out_is_no_rule_and_leads_to_rules(one: LeftOut) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", one.name)
    assert one.name not in NAMES
    assert set(one.instead) <= NAMES


@pytest.mark.parametrize("one", [*narrowed(), *left_out()], ids=lambda one: one.en[:30])
def test_the_reason_is_given_in_both_languages(one: Narrowed | LeftOut) -> None:
    assert re.search("[\u4e00-\u9fff]", one.zh)
    assert re.search("[a-z]{3}", one.en)


def test_every_rule_of_the_reference_catalogue_is_a_rule_or_is_left_out(data: Path) -> None:
    catalogue = (data / "rules.md").read_text("utf-8")
    wanted = re.findall(r"^\*\*\d+\. `([a-z0-9-]+)`\*\*", catalogue, re.M)
    assert len(wanted) == 140
    explained = {one.name for one in left_out()}
    assert [name for name in wanted if not find_rule(name) and name not in explained] == []
