"""The same table gives the same rows and findings in every format."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from perfcheck.api import check, extract
from perfcheck.documents import Document
from perfcheck.rules import Report
from perfcheck.tables import Submission
from perfcheck.tables.text import compact
from tests.cli import FLAWED
from tests.test_tables import ROWS, Rows, cells, pipes, tabs

CONVERTED = ["doc", "odt", "ods"]
SPREADSHEETS = ["xlsx", "xls", "ods"]
PAGES = ["pdf", "b.pdf"]  # the second set has other page breaks
FORMATS = ["docx", "html", "xlsx", "xls", *CONVERTED, *PAGES]


def html(rows: Rows) -> str:
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return f"<html><body><h1>渠道清淤绩效目标表</h1><table>{body}</table></body></html>"


def commas(rows: Rows) -> str:
    return "".join(",".join(f'"{cell}"' for cell in row) + "\n" for row in rows)


@pytest.mark.parametrize("layout", [tabs, cells, html, commas], ids=lambda layout: layout.__name__)
def test_rows_are_the_same_in_every_text_format(layout: object) -> None:
    def read(text: str) -> list[tuple[str, ...]]:
        (table,) = extract(text.encode(), name="t").tables
        return [
            (row.level1_raw, row.level2_raw, row.name, row.value, row.basis)
            for row in table.indicators
        ]

    assert callable(layout)
    assert read(layout(ROWS)) == read(pipes(ROWS))


def test_html_gives_the_findings_of_the_text() -> None:
    rows = [
        tuple(cell.strip() for cell in line.strip("|").split("|"))
        for line in FLAWED.splitlines()
        if "|" in line
    ]
    page = html(rows).replace("渠道清淤", "健身步道维护费")
    by_text, by_page = (fired(check(text.encode(), name="t")) for text in (FLAWED, page))
    assert by_page == by_text
    assert len(by_text) > 1


def fired(report: Report) -> Counter[tuple[object, ...]]:
    """Findings about tables, without their places: a dump has prose that a rendition lacks."""
    return Counter(
        (one.rule, one.severity, one.project, one.indicator, one.value)
        for one in report.findings
        if one.table is not None
    )


def rows_of(submission: Submission) -> list[tuple[str, ...]]:
    """What the indicator rows of all tables say, without white space."""
    rows = (row for table in submission.tables for row in table.indicators)
    return [tuple(map(compact, (row.level1_raw, row.name, row.value))) for row in rows]


Rendition = Callable[[int], Document]


@pytest.fixture(params=FORMATS)
def suffix(request: pytest.FixtureRequest) -> str:
    """A format of the reference documents that this machine can read."""
    found: str = request.param
    if found in CONVERTED:
        request.getfixturevalue("soffice")
    if found == "xls":
        pytest.importorskip("xlrd", reason="xlrd, which reads .xls files, is not installed")
    if found in PAGES:
        pytest.importorskip("pdfplumber", reason="pdfplumber, which reads .pdf, is not installed")
    return found


@pytest.fixture
def rendition(suffix: str, data: Path, read_once: Callable[[Path], Document]) -> Rendition:
    """A reference document in that format, by its number."""
    ending = suffix if suffix.startswith("b.") else f".{suffix}"
    return lambda number: read_once(data / "renditions" / f"seed{number}{ending}")


def test_renditions_give_the_rows_of_the_text(rendition: Rendition, seeds: list[Path]) -> None:
    for number, path in enumerate(seeds):
        texts, saved = extract(path), extract(rendition(number))
        assert rows_of(saved) == rows_of(texts), saved.document.name
        assert [len(table.indicators) for table in saved.tables] == [
            len(table.indicators) for table in texts.tables
        ]


def test_renditions_give_the_findings_of_the_text(rendition: Rendition, seeds: list[Path]) -> None:
    for number, path in enumerate(seeds):
        assert fired(check(rendition(number))) == fired(check(path)), number


def test_every_located_finding_of_a_rendition_names_its_grid(
    suffix: str, rendition: Rendition, seeds: list[Path]
) -> None:
    for number in range(len(seeds)):
        report = check(rendition(number))
        located = [one.location for one in report.findings if one.indicator is not None]
        assert located
        assert all(one.table is not None and one.row is not None for one in located)
        assert all(one.cell is not None for one in located) == (suffix in SPREADSHEETS)
        assert all(bool(one.boxes) for one in located) == (suffix in PAGES)


@pytest.mark.parametrize("name", ["html.xls", "text.docx", "表.xlsx.txt"])
def test_the_format_is_known_by_content(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(html(ROWS) if name == "html.xls" else pipes(ROWS), encoding="utf-8")
    assert extract(path).tables[0].indicators[0].name == "清淤长度"
