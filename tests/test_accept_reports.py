"""Explained findings in the reports: none is lost, and none is taken for a rule that was passed."""

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from perfcheck import check_paths
from perfcheck.config import NAME, baseline
from perfcheck.reports import View, all_formats
from perfcheck.rules import Report
from tests.cli import CLEAN, FLAWED
from tests.test_accept import DAY, checked, entry


@pytest.fixture(scope="module")
def report() -> Report:
    return checked(
        entry(rule="PC601", reason="年中追加预算", until="2026-12-31")
        + entry(rule="PC608", project="别的项目", reason="已批")
        + entry(rule="PC103", reason="老表", until="2025-12-31")
    )


def rendered(report: Report, name: str, lang: str = "zh", verbose: bool = False) -> str:
    text = all_formats()[name].render(report, View(lang, verbose))
    assert isinstance(text, str)
    return text


def test_the_text_report(report: Report) -> None:
    text = rendered(report, "text")
    assert "已说明 1 条，加 -v 展开" in text
    assert "口径：perfcheck.toml" in text
    assert "没有用到的说明 2 条" in text
    assert "perfcheck.toml 第2条   PC608 budget-parts   别的项目：对不上任何问题" in text
    assert "perfcheck.toml 第3条   PC103 value-missing-operator：2025-12-31 已过期" in text
    whole = rendered(report, "text", verbose=True)
    assert (
        "PC601 成本总额指标超过项目预算   表1 维护总成本：年中追加预算（至 2026-12-31）" in whole
    )
    english = rendered(report, "text", verbose=True, lang="en")
    assert "1 explained" in english
    assert "perfcheck.toml entry 3   PC103 value-missing-operator: expired 2025-12-31" in english


def test_a_document_of_explained_findings_only_says_so() -> None:
    report = checked(baseline(checked(""), today=DAY))
    for name in ("text", "md", "html"):
        assert "除已说明的外未发现问题" in rendered(report, name)
    assert "，未发现问题" in rendered(checked("", CLEAN), "text")


def test_the_json_report(report: Report) -> None:
    record = json.loads(rendered(report, "json"))
    assert record["summary"]["accepted"] == 1
    assert record["documents"][0]["config"] == NAME
    (accepted,) = record["accepted"]
    assert accepted["code"] == "PC601"
    assert "PC601" not in {one["code"] for one in record["findings"]}
    assert {key: accepted[key] for key in ("reason", "until", "config", "entry")} == {
        "reason": "年中追加预算", "until": "2026-12-31", "config": NAME, "entry": 1,
    }  # fmt: skip
    assert [(one["entry"], one["rule"], one["expired"]) for one in record["unused_accepts"]] == [
        (2, "budget-parts", False),
        (3, "value-missing-operator", True),
    ]


def test_other_reports_keep_the_reason(report: Report) -> None:
    for name in ("md", "html"):
        assert "年中追加预算" in rendered(report, name)
        assert "2025-12-31 已过期" in rendered(report, name)
    results = json.loads(rendered(report, "sarif"))["runs"][0]["results"]
    suppressed = {one["ruleId"]: one.get("suppressions") for one in results}
    assert suppressed == {
        "PC103": None,
        "PC601": [{"kind": "external", "justification": "年中追加预算"}],
    }


def test_a_rule_whose_findings_are_explained_has_not_passed(report: Report) -> None:
    cases = ElementTree.fromstring(rendered(report, "junit")).iter("testcase")
    (case,) = (one for one in cases if one.get("name", "").startswith("PC601"))
    (result,) = case
    assert result.tag == "skipped"
    assert "年中追加预算" in result.get("message", "")


def test_a_rule_that_a_configuration_turns_off_has_no_verdict(tmp_path: Path) -> None:
    for folder in "甲乙":
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "表.md").write_text(FLAWED, encoding="utf-8")
    (tmp_path / "乙" / NAME).write_text("[severity]\nPC601 = 'off'", encoding="utf-8")
    suites = ElementTree.fromstring(rendered(check_paths([tmp_path]), "junit"))
    judged = {
        Path(suite.get("name", "")).parent.name
        for suite in suites
        for case in suite
        if case.get("name", "").startswith("PC601")
    }
    assert judged == {"甲"}
