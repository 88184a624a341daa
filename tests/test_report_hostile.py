"""What an author may write into a cell is shown by every format, and does nothing in any of them."""

import csv
import io
import json
import re
from unicodedata import category
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from lxml import html
from openpyxl import load_workbook

from perfcheck.api import check
from perfcheck.documents import Cell, Document, Grid, Location
from perfcheck.reports import View, all_formats
from perfcheck.rules import Report

HOSTILE = {
    "formula": '=HYPERLINK("http://example.org","点此")',
    "old formula": "+cmd|' /C calc'!A0",
    "wide formula": "＝1+1",
    "script": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "attribute": "\" onmouseover='alert(1)' x=\"",
    "link": "](javascript:alert(1)) [点此](javascript:alert(1)) ![](http://example.org/a.png)",
    "template": "{{ 7*7 }}{% raw %}{0}",
    "escape": "\x1b[31m红\x1b]0;标题\x07\x9b31m",
    "bidi": "\u202e倒\u2066过\u2069来\u200f",
    "vertical tab": "上\x0b下\x0c页\x00空\ufffe",
    "surrogate": "半\ud800个",
    "command": "\n::error::假的\r::add-mask::x",
    "pipes": "| 甲 | 乙 |\n| --- | --- |",
    "long": "长" * 5000,
    "percent": "100%25,a:b",
    "entity": "&lt;b&gt; &#60;i&#62; ]]> <!-- -->",
}
HEAD = ("一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值", "指标值确定依据")


def document() -> Document:
    """A table whose every text is hostile; the values are such that rules quote them."""
    rows = [
        HEAD,
        *(("产出指标", "数量指标", bad, bad, f"达标{bad}", bad) for bad in HOSTILE.values()),
    ]
    rows += [("产出指标", bad, f"甲{bad}", bad, f"≥3百分比{bad}", bad) for bad in HOSTILE.values()]
    cells = tuple(
        Cell(text, row, col, location=Location(sheet="表" + HOSTILE["bidi"], row=row, col=col))
        for row, line in enumerate(rows, 1)
        for col, text in enumerate(line, 1)
    )
    return Document("甲" + HOSTILE["escape"] + HOSTILE["command"] + ".txt", (Grid(cells),))


@pytest.fixture(scope="module")
def report() -> Report:
    return check(document())


def rendered(report: Report, name: str) -> str | bytes:
    return all_formats()[name].render(report, View(verbose=True))


def steers(text: str) -> set[str]:
    """Characters that steer a terminal, the direction of writing, or break XML."""
    return {c for c in text if c not in "\n\t" and category(c) in {"Cc", "Cf", "Cs"}}


def test_the_findings_quote_what_is_hostile(report: Report) -> None:
    quoted = "".join(f"{one.indicator}{one.value}{one.message.zh}" for one in report.findings)
    assert len(report.findings) > 20
    assert [name for name, bad in HOSTILE.items() if bad.strip() not in quoted] == []


@pytest.mark.parametrize("name", ["text", "csv", "md", "github", "junit", "sarif", "html"])
def test_nothing_steers(report: Report, name: str) -> None:
    text = rendered(report, name)
    assert isinstance(text, str)
    assert steers(text.removeprefix("\ufeff")) == set()
    assert "长长长" in text


def test_json_escapes_control_characters(report: Report) -> None:
    for name in ("json", "jsonl"):
        text = str(rendered(report, name))
        assert not re.search("[\x00-\x08\x0b-\x1f]", text)
    assert json.loads(text.splitlines()[0])["code"]


def test_no_field_of_csv_is_a_formula(report: Report) -> None:
    text = str(rendered(report, "csv")).removeprefix("\ufeff")
    rows = list(csv.reader(io.StringIO(text)))
    assert {len(row) for row in rows} == {len(rows[0])}
    assert not [
        field for row in rows for field in row if field.startswith(tuple("=+-@＝＋－＠\t\r"))
    ]


def test_markdown_has_no_markup_of_the_author(report: Report) -> None:
    text = re.sub(r"\\.", "", str(rendered(report, "md")))
    assert not re.search(r"[<>\[\]`*_]|://", text)
    rows = [line for line in text.splitlines() if line.startswith("|")]
    assert {line.count("|") for line in rows} == {8, 11}


def test_every_line_of_github_is_a_command_of_ours(report: Report) -> None:
    lines = str(rendered(report, "github")).splitlines()
    assert len(lines) == len(report.findings)
    for line in lines:
        command = re.fullmatch(r"::(error|warning|notice) ([^:]*)::(.*)", line)
        assert command
        assert all(re.fullmatch(r"(file|line|title)=[^,:]*", one) for one in command[2].split(","))


def test_xml_and_json_hold_together(report: Report) -> None:
    ElementTree.fromstring(str(rendered(report, "junit")))
    (run,) = json.loads(str(rendered(report, "sarif")))["runs"]
    for result in run["results"]:
        assert "](" not in result["message"]["text"]
        assert not re.search(r"(?<!\{)\{\d", result["message"]["text"])


def test_the_page_has_no_element_of_the_author(report: Report) -> None:
    page = str(rendered(report, "html"))
    tree = html.document_fromstring(page)
    assert not tree.xpath("//script | //img | //b[.='i'] | //i")
    assert not [name for name in tree.xpath("//@*") if "alert" in name]
    assert all(link.startswith("#") for link in tree.xpath("//@href"))
    assert "://" not in page
    assert "alert(1)</script>" in tree.text_content()  # it is shown
    assert "{{ 7*7 }}" in tree.text_content()


def test_no_cell_of_the_workbook_is_a_formula(report: Report) -> None:
    made = rendered(report, "xlsx")
    assert isinstance(made, bytes)
    cells = [cell for sheet in load_workbook(io.BytesIO(made)) for row in sheet for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert steers("".join(str(cell.value or "") for cell in cells)) == set()
    assert all(
        cell.quotePrefix for cell in cells if str(cell.value or "").startswith(("=", "+", "＝"))
    )
    with ZipFile(io.BytesIO(made)) as parts:
        assert not [name for name in parts.namelist() if "external" in name.lower()]
        assert not [name for name in parts.namelist() if b"<f>" in parts.read(name)]


def test_the_opinion_has_no_field_or_link_of_the_author(report: Report) -> None:
    made = rendered(report, "docx")
    assert isinstance(made, bytes)
    with ZipFile(io.BytesIO(made)) as parts:
        body = parts.read("word/document.xml").decode()
        links = parts.read("word/_rels/document.xml.rels").decode()
    assert not re.search("w:instr|w:hyperlink|w:object", body)
    assert 'TargetMode="External"' not in links
    assert steers("".join(ElementTree.fromstring(body).itertext())) == set()
