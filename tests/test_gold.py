"""The five reference documents, read and checked, against what people read and found in them."""

import json
import re
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from perfcheck.api import check_paths, extract
from perfcheck.reports.records import (
    document_record,
    finding_record,
    indicator_records,
    table_records,
)

Record = dict[str, Any]


def lines(path: Path) -> list[Record]:
    found = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    assert found, f"{path} is empty"
    return found


def squeezed(text: object) -> str:
    return re.sub(r"\s+", "", str(text or ""))


def key_of(path: str) -> str:
    """The reference data name a document by the first three digits of its file."""
    return Path(path).name[:3]


@pytest.fixture(scope="module")
def rows(seeds: list[Path]) -> list[Record]:
    return [record for path in seeds for record in indicator_records(extract(path))]


@pytest.fixture(scope="module")
def findings(seeds: list[Path]) -> list[Record]:
    return [finding_record(finding) for finding in check_paths(seeds).findings]


def test_every_indicator_row_is_read_exactly(rows: list[Record], data: Path) -> None:
    def fields(doc: str, project: object, row: Record) -> tuple[str, ...]:
        columns = ("level1_raw", "level2_raw", "name", "description", "value", "basis")
        return (doc, squeezed(project), *(squeezed(row[column]) for column in columns))

    gold = Counter(
        fields(row["doc"], row["project_name"], row)
        for row in lines(data / "gold/indicators.jsonl")
    )
    read = Counter(
        fields(key_of(row["document"]), row["project"], row) for row in rows if "grades" not in row
    )
    assert read == gold
    assert sum(gold.values()) == 177


def test_every_graded_row_is_read_exactly(rows: list[Record], data: Path) -> None:
    columns = ("function", "function_budget", "activity", "activity_budget", "goal", "name")

    def fields(row: Record) -> tuple[str, ...]:
        grades = (row["grades"][grade] for grade in "优良中差")
        raws = (grade["raw"] if isinstance(grade, dict) else grade for grade in grades)
        return (*(squeezed(row[column]) for column in columns), *map(squeezed, raws))

    gold = Counter(map(fields, lines(data / "gold/graded.jsonl")))
    assert Counter(fields(row) for row in rows if "grades" in row) == gold
    assert sum(gold.values()) == 51


def test_every_project_block_is_read_exactly(seeds: list[Path], data: Path) -> None:
    read = {
        (key_of(record["document"]), squeezed(record["project"])): record
        for path in seeds
        for record in table_records(extract(path))
    }
    gold = lines(data / "gold/tables.jsonl")
    for wanted in gold:
        record = read[(wanted["doc"], squeezed(wanted["project_name"]))]
        assert squeezed(record["project_code"]) == squeezed(wanted["project_code"])
        assert squeezed(record["goals"]) == squeezed(wanted["goals"])
        if wanted["budget"]:
            assert record["budget"] == wanted["budget"]
        if wanted["funds_plan"]:
            points = [(point["label"], Decimal(point["value"])) for point in record["funds_plan"]]
            assert points == [(p["label"], Decimal(p["value"])) for p in wanted["funds_plan"]]
    assert len(gold) == 23


def test_the_department_figures_are_read_from_the_prose(seeds: list[Path]) -> None:
    records = {key_of(str(path)): document_record(extract(path)) for path in seeds}
    figures = {key: record["department"] for key, record in records.items()}
    assert figures["000"] == {
        "total": "8467300",
        "basic": "4832300",
        "personnel": "4152100",
        "public": "680200",
        "project": "3635000",
    }
    assert figures["001"]["project"] == "500000"
    assert figures["003"]["personnel"] == "7211900"
    assert figures["004"]["total"] == "10425800"
    assert [record["year"] for record in records.values()] == [2020, 2019, 2021, 2023, 2024]
    assert [p["amount"] for p in records["004"]["projects"]] == [
        "320000",
        "180000",
        "80000",
        "1320000",
    ]
    assert len(records["000"]["projects"]) == 11


def matches(wanted: Record, finding: Record) -> bool:
    if finding["rule"] != wanted["rule"] or key_of(finding["document"]) != wanted["doc"]:
        return False
    project, given = squeezed(wanted.get("project_name")), squeezed(finding["project"])
    if project and not (given and (project in given or given in project)):
        return False
    if "indicator" not in wanted:
        return True
    named = [finding["indicator"], *(one["indicator"] for one in finding.get("occurrences", []))]
    return squeezed(wanted["indicator"]) in map(squeezed, named)


def test_every_expected_finding_is_given(findings: list[Record], data: Path) -> None:
    expected = lines(data / "gold/findings_expected.jsonl")
    missing = [one for one in expected if not any(matches(one, finding) for finding in findings)]
    assert missing == []
    assert len(expected) == 178


def test_no_forbidden_finding_is_given(findings: list[Record], data: Path) -> None:
    forbidden = lines(data / "gold/findings_forbidden.jsonl")
    assert [one for one in forbidden if any(matches(one, finding) for finding in findings)] == []
    assert len(forbidden) == 80
