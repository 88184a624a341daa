"""A cell written anew: the table is as if it had been read so, and the report as if it were checked anew."""

from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from perfcheck.api import check, extract, joined, recheck
from perfcheck.reports.records import report_record
from perfcheck.strategies import value_texts
from perfcheck.tables import Column, Submission, TargetTable
from perfcheck.tables.cells import GRADED_COLUMNS, ROW_COLUMNS, TEXTS, with_cell
from tests.cli import CLEAN, FLAWED
from tests.conftest import EXAMPLES

COUNTY = extract(EXAMPLES / "tables" / "02-county-sums.txt")
GRADED = extract(EXAMPLES / "tables" / "03-graded-hole.txt")


def table_of(text: str) -> TargetTable:
    (table,) = extract(text.encode(), name="t.md").tables
    return table


def changed(one: Submission, table: int, row: int, column: Column, text: str) -> Submission:
    tables = list(one.tables)
    tables[table - 1] = with_cell(tables[table - 1], row, column, text)
    return evolve(one, tables=tuple(tables))


@pytest.mark.parametrize(
    "path", sorted((EXAMPLES / "tables").iterdir()), ids=lambda path: path.name
)
def test_a_cell_written_as_it_was_changes_nothing(path: Path) -> None:
    for table in extract(path).tables:
        for number, row in enumerate(table.indicators, 1):
            for column in ROW_COLUMNS:
                text = TEXTS[column](row)
                if text is not None:
                    assert with_cell(table, number, column, text) == table
        for number, graded in enumerate(table.graded, 1):
            for column in GRADED_COLUMNS:
                text = graded.name if column is Column.NAME else graded.scale[column].raw
                assert with_cell(table, number, column, text) == table


@pytest.mark.parametrize(
    ("column", "was", "text"),
    [
        (Column.VALUE, "=12公里", "≥50%"),
        (Column.VALUE, "≤24万元", "不超过24万元"),
        (Column.NAME, "照明完好率", "路灯完好率"),
        (Column.DESCRIPTION, "全年步道维护支出总额", "含税"),
    ],
)
def test_a_cell_is_read_as_if_the_file_said_so(column: Column, was: str, text: str) -> None:
    table = table_of(CLEAN)
    number = next(n for n, row in enumerate(table.indicators, 1) if TEXTS[column](row) == was)
    assert with_cell(table, number, column, text) == table_of(CLEAN.replace(was, text))


def test_a_unit_in_its_own_column_stays_with_the_value() -> None:
    text = "| 一级指标 | 三级指标 | 指标值 | 计量单位 |\n| 产出指标 | 种树 | ≥8 | 万棵 |\n"
    new = with_cell(table_of(text), 1, Column.VALUE, "≥9").indicators[0]
    assert (new.value, str(new.constraint.interval)) == ("≥9", "[90000, ∞)")


@pytest.mark.parametrize(
    ("table", "row", "column"),
    [
        (COUNTY.tables[0], 0, Column.VALUE),
        (COUNTY.tables[0], 9, Column.VALUE),
        (COUNTY.tables[0], 1, Column.EXCELLENT),
        (COUNTY.tables[0], 1, Column.LEVEL1),
        (GRADED.tables[0], 1, Column.VALUE),
        (GRADED.tables[0], 99, Column.POOR),
    ],
)
def test_a_cell_that_is_not_there(table: TargetTable, row: int, column: Column) -> None:
    with pytest.raises(LookupError):
        with_cell(table, row, column, "≥1")


def cells(one: Submission) -> st.SearchStrategy[tuple[int, int, Column]]:
    places = [
        (table.number, number, column)
        for table in one.tables
        for number in range(1, len(table.indicators or table.graded) + 1)
        for column in (ROW_COLUMNS if table.indicators else GRADED_COLUMNS)
    ]
    return st.sampled_from(places)


@pytest.mark.parametrize("one", [COUNTY, GRADED], ids=["indicators", "graded"])
def test_rechecking_gives_what_checking_gives(one: Submission) -> None:
    before = check(one)

    @given(cells(one), value_texts())
    def holds(place: tuple[int, int, Column], text: str) -> None:
        new = changed(one, *place, text)
        assert report_record(recheck(before, new)) == report_record(check(new))

    holds()


def test_the_flaw_goes_when_its_value_is_mended() -> None:
    one = extract(FLAWED.encode(), name="flawed.md")
    before = check(one)
    after = recheck(before, changed(one, 1, 4, Column.VALUE, "≤24万元"))
    assert {f.code for f in before.findings} - {f.code for f in after.findings} == {"PC601"}


def test_reports_of_several_documents_are_joined() -> None:
    one, two = check(FLAWED.encode(), name="a.md"), check(b"", name="b.docx")
    both = joined([one, two])
    assert [document.name for document in both.documents] == ["a.md", "b.docx"]
    assert both.findings == one.findings + two.findings
    assert (both.rules, both.not_checked) == (one.rules, 1)
    assert joined([]).documents == ()
