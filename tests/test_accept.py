"""已说明: explained findings are set aside with their reason, and what nothing needs is named."""

import json
import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from perfcheck import ConfigError, check, check_paths, load_config
from perfcheck.config import NAME, baseline, with_baseline
from perfcheck.config.load import parse_config, settings_from
from perfcheck.rules import Accept, Finding, Report, Settings
from tests.cli import FLAWED
from tests.conftest import EXAMPLES

DAY = date(2026, 3, 1)
OVER = Finding(
    code="PC601",
    rule="cost-over-budget",
    severity=check(FLAWED.encode(), name="表.md").findings[0].severity,
    message=check(FLAWED.encode(), name="表.md").findings[0].message,
    document="2026/甲局/绩效 目标表.docx",
    project="健身步道维护费（二期）",
    indicator="维护总成本",
    value="≤30万元",
)


def settings(entries: str, head: str = "") -> Settings:
    return evolve(settings_from(parse_config(f"{head}\n{entries}", NAME), NAME), today=DAY)


def entry(**keys: str) -> str:
    lines = (f"{key} = {json.dumps(text, ensure_ascii=False)}" for key, text in keys.items())
    return "\n".join(["[[accept]]", *lines, ""])


def checked(entries: str, text: str = FLAWED, head: str = "") -> Report:
    return check(text.encode(), name="甲局/表.md", settings=settings(entries, head))


@pytest.mark.parametrize(
    ("keys", "fits"),
    [
        ({}, True),
        ({"rule": "budget-parts"}, False),
        ({"project": "健身步道维护费（二期）"}, True),
        ({"project": "健身步道 维护费(二期)"}, True),  # as it is typed elsewhere
        ({"project": "健身步道维护费"}, False),
        ({"project": "健身步道维护费（二期）", "indicator": "维护\n总成本"}, True),
        ({"project": "健身步道维护费（二期）", "indicator": "总成本"}, False),
        ({"document": "绩效 目标表.docx"}, True),
        ({"document": "甲局/绩效目标表.docx"}, True),
        ({"document": "甲局\\绩效目标表.docx"}, True),
        ({"document": "2026/甲局/绩效目标表.docx"}, True),
        ({"document": "乙局/绩效目标表.docx"}, False),
        ({"document": "目标表.docx"}, False),
        ({"document": "甲局"}, False),
        ({"fingerprint": OVER.fingerprint}, True),
        ({"fingerprint": "0" * 16}, False),
        ({"fingerprint": OVER.fingerprint, "indicator": "别的"}, False),
    ],
)
def test_what_an_entry_fits(keys: dict[str, str], fits: bool) -> None:
    (one,) = settings(entry(**{"rule": "cost-over-budget", "reason": "已批", **keys})).accepts
    assert one.fits(OVER) is fits


def test_an_entry_of_a_project_fits_no_finding_on_the_document() -> None:
    about = evolve(OVER, project=None, indicator=None)
    assert not Accept(rule=OVER.rule, reason="已批", project="甲").fits(about)
    assert Accept(rule=OVER.rule, reason="已批").fits(about)


def test_an_explained_finding_is_set_aside_with_its_reason() -> None:
    plain = checked("")
    report = checked(entry(rule="PC601", indicator="维护总成本", reason="年中追加预算"))
    (accepted,) = report.accepted
    assert accepted.finding in plain.findings
    assert accepted.accept.reason == "年中追加预算"
    assert {*report.findings, accepted.finding} == {*plain.findings}
    assert report.unused_accepts == ()
    assert (plain.exit_code(), report.exit_code()) == (1, 0)


@pytest.mark.parametrize(
    ("until", "expired"), [("2026-02-28", True), ("2026-03-01", False), ("2027-01-01", False)]
)
def test_an_entry_ends_with_its_day(until: str, expired: bool) -> None:
    report = checked(entry(rule="PC601", reason="年中追加预算", until=until))
    assert (report.exit_code() == 1) is expired
    assert [one.expired for one in report.unused_accepts] == [True] * expired
    assert len(report.accepted) == (not expired)


@pytest.mark.parametrize(
    ("keys", "head", "unused"),
    [
        ({"rule": "PC601"}, "", 0),
        ({"rule": "PC601", "indicator": "别的指标"}, "", 1),
        ({"rule": "PC608"}, "", 1),
        # What the run did not look at is not judged.
        ({"rule": "PC608"}, "ignore = ['PC608']", 0),
        ({"rule": "PC608"}, "select = ['PC1']", 0),
        ({"rule": "PC608"}, "[severity]\nPC608 = 'off'", 0),
        ({"rule": "PC601", "document": "另一份.docx"}, "", 0),
        ({"rule": "PC608", "document": "表.md"}, "", 1),
        ({"rule": "PC608", "document": "甲局/表.md"}, "", 1),
    ],
)
def test_an_entry_that_silences_nothing_is_named(
    keys: dict[str, str], head: str, unused: int
) -> None:
    report = checked(entry(**keys, reason="已批"), head=head)
    assert [one.accept.rule for one in report.unused_accepts if not one.expired] == [
        {"PC601": "cost-over-budget", "PC608": "budget-parts"}[keys["rule"]]
    ] * unused


def test_a_file_that_was_not_read_cannot_be_explained_away() -> None:
    for content in (b"", "没有表格".encode()):
        plain = check(content, name="甲局/表.md")
        text = "".join(entry(rule=one.rule, reason="知道") for one in plain.findings)
        report = check(content, name="甲局/表.md", settings=settings(text))
        assert report.findings == plain.findings
        assert not report.accepted
        assert not report.unused_accepts
        assert report.exit_code() == 2


# The baseline

TABLES = sorted((EXAMPLES / "tables").iterdir())


def explained(paths: Iterable[Path], text: str) -> Report:
    return check_paths(paths, settings=settings(text))


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_a_baseline_explains_all_that_is_there(path: Path) -> None:
    before = check(path, settings=Settings())
    after = explained([path], baseline(before, today=DAY))
    assert not after.findings
    assert not after.unused_accepts
    assert [one.finding for one in after.accepted] == [*before.findings]
    assert after.unchecked == before.unchecked
    assert after.exit_code() == 0


def test_a_baseline_of_many_files_is_sorted_and_stable() -> None:
    report = check_paths(TABLES, settings=Settings())
    text = baseline(report, folder=EXAMPLES, today=DAY)
    turned = evolve(report, findings=report.findings[::-1])
    assert baseline(turned, folder=EXAMPLES, today=DAY) == text
    named = re.findall(r'^document = "(.*)"$', text, re.M)
    assert named == sorted(named)
    assert set(named) <= {f"tables/{path.name}" for path in TABLES}
    assert 'reason = "基线：2026-03-01 时已有"' in text
    again = explained(TABLES, text)
    assert (len(again.accepted), again.findings, again.unused_accepts) == (
        len(report.findings), (), (),
    )  # fmt: skip


def test_a_baseline_lets_a_changed_value_through() -> None:
    text = baseline(checked(""), today=DAY)
    assert checked(text).findings == ()
    assert {one.rule for one in checked(text, FLAWED.replace("≤30万元", "≤31万元")).findings} == {
        "cost-over-budget"
    }


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30))
def test_a_baseline_writes_any_name(name: str) -> None:
    finding = evolve(OVER, project=name, indicator=name, document="表.md")
    report = evolve(checked(""), findings=(evolve(finding, document="甲局/表.md"),))
    (accept,) = settings(baseline(report)).accepts
    assert accept.fits(report.findings[0])


def test_a_baseline_is_added_to_what_is_there(tmp_path: Path) -> None:
    table, config = tmp_path / "表.md", tmp_path / NAME
    table.write_text(FLAWED, encoding="utf-8")
    before = "# 本局的口径\r\nignore = ['l3-count']  # 条数不限\r\n\r\n[policy]\r\nmost_rows = 30"
    config.write_bytes(before.encode())
    text = with_baseline(config, check(table), today=DAY)
    assert text.startswith(before + "\r\n\r\n[[accept]]\r\n")
    assert "\n" not in text.replace("\r\n", "")
    config.write_bytes(text.encode())
    report = check(table)
    assert report.findings == ()
    assert load_config(config).policy.most_rows == 30
    assert with_baseline(config, report, today=DAY) == text  # nothing new


def test_a_baseline_needs_no_file_before(tmp_path: Path) -> None:
    table, config = tmp_path / "表.md", tmp_path / NAME
    table.write_text(FLAWED, encoding="utf-8")
    config.write_text(with_baseline(config, check(table), today=DAY), encoding="utf-8")
    assert check(table).exit_code() == 0


@pytest.mark.parametrize(
    ("before", "said"),
    [
        ("accept = []", "accept 不是逐条写成 [[accept]] 的，无法在后面加；请先改写"),
        ("selct = []", "没有这个键“selct”，是不是“select”？"),
    ],
)
def test_a_baseline_that_cannot_be_added(tmp_path: Path, before: str, said: str) -> None:
    config = tmp_path / NAME
    config.write_text(before, encoding="utf-8")
    with pytest.raises(ConfigError, match=re.escape(said)):
        with_baseline(config, checked(""), today=DAY)
