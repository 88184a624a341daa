"""Which settings a rule reads is declared with it, once, and declared truly; the catalogue shows it."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from perfcheck.cli import main
from perfcheck.config.load import parse_config, settings_from
from perfcheck.documents.readers.text import READER
from perfcheck.reports.catalogue import explain_rule, rule_records
from perfcheck.rules import Policy, Rule, Scope, Settings, all_rules, find_rule, run
from perfcheck.rules.settings import options
from perfcheck.tables import recognise

# What the run itself asks, whatever the rule.
OF_THE_RUN = {"runs", "severity_of", "select", "ignore", "severity", "policy"}
RULES = all_rules()
DECLARED = [rule for rule in RULES if rule.reads]


ASKED: set[str] = set()  # the keys that were asked for


class TracedPolicy(Policy):
    """A policy that remembers what is asked of it."""

    def __getattribute__(self, name: str) -> Any:
        if not name.startswith("_"):
            ASKED.add(f"policy.{name}")
        return super().__getattribute__(name)


class TracedSettings(Settings):
    """Settings that remember what is asked of them."""

    def __getattribute__(self, name: str) -> Any:
        if not name.startswith("_") and name not in OF_THE_RUN:
            ASKED.add(name)
        return super().__getattribute__(name)


def asked(rule: Rule) -> Iterator[str]:
    """What the rule asks of the settings on its own examples."""
    ASKED.clear()
    settings = TracedSettings(select=(rule.name,), policy=TracedPolicy())
    for example in rule.examples:
        run(recognise(READER.read(example.text.encode(), "t.md")), settings)
    yield from ASKED


@pytest.mark.parametrize("rule", [one for one in RULES if one.examples], ids=lambda one: one.name)
def test_a_rule_reads_what_it_declares(rule: Rule) -> None:
    assert set(asked(rule)) == set(rule.reads)


def test_every_threshold_is_read_by_a_rule() -> None:
    read = {key for rule in RULES for key in rule.reads}
    assert read == set(options())


@pytest.mark.parametrize("rule", RULES, ids=lambda one: one.name)
def test_the_settings_shown_may_be_written_into_a_configuration(rule: Rule) -> None:
    shown = explain_rule(rule).partition("设置（perfcheck.toml）：\n")[2].splitlines()
    lines = [line for line in shown if line.startswith("  ") and " = " in line]
    assert lines[-1].startswith(f"  severity.{rule.name} = ")
    settings = settings_from(parse_config("\n".join(lines), "perfcheck.toml"), "perfcheck.toml")
    assert settings.policy == Policy()
    assert settings.severity == {rule.name: rule.severity}


@pytest.mark.parametrize("rule", DECLARED, ids=lambda one: one.name)
def test_the_catalogue_gives_the_keys(rule: Rule) -> None:
    (record,) = rule_records([rule])
    assert [one["key"] for one in record["settings"]] == list(rule.reads)
    assert all(one["about"] and one["about_en"] for one in record["settings"])
    assert all(key in explain_rule(rule, lang) for key in rule.reads for lang in ("zh", "en"))


def test_what_could_not_be_read_cannot_be_turned_off() -> None:
    for record, rule in zip(rule_records(RULES), RULES, strict=True):
        assert ("off" in record["severities"]) == (rule.scope is not Scope.FILE)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_one_rule_explained_says_how_to_mend(
    lang: str, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["rules", "value-money-unit-incomplete", "--lang", lang])
    said = capsys.readouterr().out
    assert ("→ 报告：“≤8万”" if lang == "zh" else "→ report: the sum “≤8万”") in said
    assert ("→ 改为：≤8万元" if lang == "zh" else "→ mended: ≤8万元") in said


def test_a_rule_says_what_it_leaves_alone() -> None:
    rule = find_rule("numbering")
    assert rule
    assert "不报的：缺号不报" in explain_rule(rule)
    assert rule_records([rule])[0]["leaves_out"]["zh"].startswith("缺号不报")


def test_the_catalogue_as_json_has_findings_for_wrong_examples_only(
    capsys: pytest.CaptureFixture[str],
) -> None:
    main(["rules", "--format", "json"])
    records = json.loads(capsys.readouterr().out)
    two_documents = {rule.name for rule in RULES if rule.scope is Scope.PAIR}
    for record in records:
        for one in record["examples"]:
            assert bool(one["findings"]) == (one["bad"] and record["rule"] not in two_documents)
