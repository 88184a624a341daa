"""The example tables give the reports that lie beside them."""

import runpy
import subprocess
import sys
from pathlib import Path

import pytest

from perfcheck.api import check_paths, extract
from tests.conftest import EXAMPLES

TABLES = sorted((EXAMPLES / "tables").iterdir())
OFFICE = sorted((EXAMPLES / "office").iterdir())
ROUNDS = sorted((EXAMPLES / "rounds").iterdir())


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
    saved = {path.stem for path in (EXAMPLES / "expected" / "office").glob("*.txt")}
    assert saved == {path.stem for path in OFFICE}
    assert {path.suffix for path in OFFICE} == {".docx", ".xlsx", ".pdf"}


def test_the_office_files_are_those_that_the_script_makes(tmp_path: Path) -> None:
    """What they hold, not their bytes: a saved file has its time in it."""
    made = runpy.run_path(str(EXAMPLES / "make_office.py"))
    makers = ("word", "excel", "paper", "first", "second", "evaluation")
    for path, maker in zip([*OFFICE, *ROUNDS], makers, strict=True):
        made[maker](tmp_path / path.name)
        assert extract(tmp_path / path.name).tables == extract(path).tables


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
        ("01-word.docx", {"cost-direction", "value-missing-operator", "satisfaction-100", "basis-weak"}),
        ("02-excel.xlsx", {"execution-rate", "full-score-for-miss", "total-score-sum", "cost-money-missing", "l2-output-incomplete"}),
        ("03-paper.pdf", {"plan-amount-in-percent", "value-money-unit-incomplete", "value-unit-alias"}),
        ("1-first.docx", {"cost-over-budget", "value-money-unit-incomplete", "positive-direction", "value-unit-alias"}),
        ("2-second.docx", set()),
        ("3-evaluation.xlsx", {"full-score-for-miss", "deviation-without-reason"}),
    ],
)  # fmt: skip
def test_an_example_tells_its_story_and_no_other(name: str, rules: set[str]) -> None:
    (path,) = (one for one in (*TABLES, *OFFICE, *ROUNDS) if one.name == name)
    report = check_paths([path])
    assert {finding.rule for finding in report.findings} == rules
