"""The example tables give the reports that lie beside them."""

import subprocess
import sys

import pytest

from perfcheck.api import check_paths
from tests.conftest import EXAMPLES

TABLES = sorted((EXAMPLES / "tables").iterdir())


def test_the_reports_are_as_expected() -> None:
    done = subprocess.run(
        [sys.executable, str(EXAMPLES / "expected.py"), "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_there_is_a_report_for_every_table() -> None:
    reports = {path.stem for path in (EXAMPLES / "expected").glob("*.txt")}
    assert reports == {path.stem for path in TABLES}
    assert len(TABLES) >= 6


def test_the_clean_example_is_clean() -> None:
    report = check_paths([EXAMPLES / "tables" / "01-clean.md"])
    assert report.indicators > 10
    assert report.findings == ()


@pytest.mark.parametrize(
    ("name", "rules"),
    [
        ("02-county-sums.txt", {"dept-cost-sum", "text-identity", "budget-unit-slip"}),
        ("03-graded-hole.txt", {"grade-gap", "grade-worst-bounded", "grade-not-monotone", "activity-budget-sum", "grade-boundary-shared", "grade-no-target"}),
        ("04-over-budget.tsv", {"cost-over-budget", "unit-cost-product", "payments-sum"}),
        ("05-funds-plan.txt", {"plan-amount-in-percent", "plan-not-monotone"}),
    ],
)  # fmt: skip
def test_an_example_tells_its_story_and_no_other(name: str, rules: set[str]) -> None:
    report = check_paths([EXAMPLES / "tables" / name])
    assert {finding.rule for finding in report.findings} == rules
