"""One report, every format: each is read back and holds the same findings."""

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Callable
from contextlib import chdir
from pathlib import Path
from string import Formatter
from xml.etree import ElementTree

import pytest
from docx import Document
from lxml import html
from openpyxl import load_workbook

from perfcheck.api import check, check_paths
from perfcheck.reports import View, all_formats
from perfcheck.reports.verdicts import Outcome
from perfcheck.reports.words import WORDS
from perfcheck.rules import Report, Severity
from perfcheck.values import Dimension
from tests.cli import CLEAN, FLAWED
from tests.conftest import EXAMPLES

# A finding as every format tells it: its code, and how many rows it stands for (0: it is one).
Told = Counter[tuple[str, int]]

THROUGH = (
    CLEAN.replace("%", "百分比")
    .replace("≥800人次", "≥80百分比")
    .replace("≤4小时", "≥4百分比")
    .replace("=12公里", "=1百分比")
)


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """Findings on rows, tables and prose, one for many rows, graded scales, a file that is not there."""
    folder = tmp_path_factory.mktemp("report")
    (folder / "甲局 #1（50%）.md").write_text(FLAWED.replace("≥98%", "≥98百分比"), "utf-8")
    (folder / "through.md").write_text(THROUGH, encoding="utf-8")
    for name in ("02-county-sums.txt", "03-graded-hole.txt", "01-clean.md"):
        (folder / name).write_bytes((EXAMPLES / "tables" / name).read_bytes())
    names = [*sorted(path.name for path in folder.iterdir()), "没有.docx"]
    with chdir(folder):
        return check_paths(map(Path, names))


def told(report: Report) -> Told:
    return Counter((finding.code, len(finding.occurrences)) for finding in report.findings)


def test_the_report_has_what_formats_stumble_over(report: Report) -> None:
    assert {severity for severity in Severity if report.count(severity)} == set(Severity)
    assert any(finding.occurrences for finding in report.findings)
    assert any(finding.table is None for finding in report.findings)
    assert any(finding.fix for finding in report.findings)
    assert report.not_checked == 1
    assert report.unchecked


# The readers


def from_json(text: str) -> Told:
    findings = json.loads(text)["findings"]
    return Counter((one["code"], len(one.get("occurrences", ()))) for one in findings)


def from_jsonl(text: str) -> Told:
    findings = map(json.loads, text.splitlines())
    return Counter((one["code"], len(one.get("occurrences", ()))) for one in findings)


def from_rows(rows: list[dict[str, str]]) -> Told:
    """A table: a finding is a line, and each row it stands for one more, marked 2/5."""
    found: Told = Counter()
    for row in rows:
        _, _, of = (row["第几行"] or "").partition("/")
        if of:
            found[row["编号"], int(of)] += row["第几行"] == f"{of}/{of}"
        elif rows.index(row) + 1 == len(rows) or not (
            rows[rows.index(row) + 1]["第几行"] or ""
        ).startswith("1/"):
            found[row["编号"], 0] += 1
    return found


def from_csv(text: str) -> Told:
    assert text.startswith("\ufeff")
    return from_rows(list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))))


def from_md(text: str) -> Told:
    rows: list[dict[str, str]] = []
    header: list[str] = []
    for line in text.splitlines():
        cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
        if "编号" in cells:
            header = cells
        elif cells and cells[0] == "#":
            header = []
        elif header and cells and cells[0] != "---":
            rows.append(dict(zip(header, cells, strict=True)))
    return from_rows(rows)


def from_xlsx(content: bytes) -> Told:
    sheet = load_workbook(io.BytesIO(content))["问题清单"]
    header, *rows = sheet.iter_rows(values_only=True)
    return from_rows(
        [{str(k): str(v or "") for k, v in zip(header, row, strict=True)} for row in rows]
    )


def from_sarif(text: str) -> Told:
    (run,) = json.loads(text)["runs"]
    return Counter(
        (one["ruleId"], len(one["properties"].get("indicators", ()))) for one in run["results"]
    )


def from_junit(text: str) -> Told:
    found: Told = Counter()
    root = ElementTree.fromstring(text.encode())
    for result in [*root.iter("failure"), *root.iter("error")]:
        for one in re.split(r"\n(?=PC\d)", result.text or ""):
            found[one[:5], one.count("\n  - ")] += 1
    return found


def from_github(text: str) -> Told:
    found: Told = Counter()
    for line in text.splitlines():
        code = re.search(r"title=(PC\d{3})", line)
        rows = re.search(r"（共 (\d+) 行）$", line)
        assert code, line
        found[code[1], int(rows[1]) if rows else 0] += 1
    return found


def from_html(text: str) -> Told:
    found: Told = Counter()
    for one in html.document_fromstring(text).find_class("finding"):
        rows = re.search(
            r"（共 (\d+) 行）", "".join(p.text_content() for p in one.find_class("rows"))
        )
        found[one.find(".//a").text, int(rows[1]) if rows else 0] += 1
    return found


READERS: dict[str, Callable[[str], Told]] = {
    "json": from_json,
    "jsonl": from_jsonl,
    "csv": from_csv,
    "md": from_md,
    "sarif": from_sarif,
    "junit": from_junit,
    "github": from_github,
    "html": from_html,
}


def rendered(report: Report, name: str, lang: str = "zh") -> str | bytes:
    return all_formats()[name].render(report, View(lang, verbose=True))


@pytest.mark.parametrize("name", READERS)
def test_a_text_format_tells_every_finding(report: Report, name: str) -> None:
    text = rendered(report, name)
    assert isinstance(text, str)
    assert READERS[name](text) == told(report)


def test_the_workbook_tells_every_finding(report: Report) -> None:
    content = rendered(report, "xlsx")
    assert isinstance(content, bytes)
    assert from_xlsx(content) == told(report)


def test_the_terminal_tells_every_code_as_often(report: Report) -> None:
    text = str(rendered(report, "text"))
    found: Counter[str] = Counter()
    for code, times in re.findall(r"^  [×!·] (PC\d{3}) .*?(?: ×(\d+))?$", text, re.M):
        found[code] += int(times or 1)
    assert found == Counter(finding.code for finding in report.findings)


def test_the_opinion_tells_the_gravest_and_counts_all(report: Report) -> None:
    content = rendered(report, "docx")
    assert isinstance(content, bytes)
    text = "\n".join(p.text for p in Document(io.BytesIO(content)).paragraphs)
    for severity, word in {Severity.ERROR: "错误", Severity.WARNING: "警告"}.items():
        counts = re.findall(rf"^（[一二三四]）.*?{word} (\d+)", text, re.M)
        in_tables = [
            one for one in report.findings if one.severity is severity and one.code != "PC901"
        ]
        assert sum(map(int, counts)) == len(in_tables)
    assert "成本总额指标超过项目预算（表1）" in text
    assert "“没有.docx”没有检查：文件不存在，未检查。" in text


def test_every_format_is_held_to_this() -> None:
    assert {*READERS, "xlsx", "docx", "text"} == set(all_formats())


@pytest.mark.parametrize("name", sorted(all_formats()))
def test_every_format_speaks_english(report: Report, name: str) -> None:
    chinese, english = rendered(report, name), rendered(report, name, "en")
    assert chinese != english
    if isinstance(english, str) and name != "text":
        assert "exceeds the budget" in english
        assert "超过项目预算" not in english


@pytest.mark.parametrize("name", ["html", "json", "junit", "md", "sarif", "text"])
def test_rules_that_could_not_be_applied_are_told(report: Report, name: str) -> None:
    """Other formats are lists of findings alone."""
    assert "没有数量和单价能够对应" in str(rendered(report, name))


def test_words_ask_for_the_same_in_both_languages() -> None:
    def gaps(text: str) -> set[str]:
        return {name for _, name, _, _ in Formatter().parse(text) if name}

    odd = {key for key, (zh, en) in WORDS.items() if gaps(zh) != gaps(en)}
    assert odd == {"opinion_question"}  # numbered in Chinese only


def test_there_is_a_word_for_everything_that_a_value_can_be() -> None:
    kinds = {"quantity", "range", "date", "duration", "qualitative", "composite", "unparseable"}
    assert {f"dimension_{one.value}" for one in Dimension} <= set(WORDS)
    assert {f"kind_{one}" for one in kinds} <= set(WORDS)
    assert {f"outcome_{one.name}" for one in Outcome} <= set(WORDS)


def test_long_lists_of_what_was_not_checked_are_folded_and_counted() -> None:
    table = "| 一级指标 | 二级指标 | 三级指标 | 指标值 |\n| 产出指标 | 数量指标 | 清淤长度 | ≥12公里 |\n"
    report = check(table.encode(), name="t.md")
    render = all_formats()["text"].render
    folded, whole = (str(render(report, View(verbose=verbose))) for verbose in (False, True))
    (hidden,) = re.findall(r"另有 (\d+) 项未显示", folded)
    assert "未显示" not in whole
    reasons = {one.reason.zh for one in report.unchecked}
    assert all(reason in whole for reason in reasons)
    shown = [one for one in report.unchecked if f"{one.reason.zh}：" in folded]
    assert len({one.reason.zh for one in shown}) == 5
    assert len(shown) + int(hidden) == len(report.unchecked)
