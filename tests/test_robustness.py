"""No document raises or hangs, however it is mangled; what cannot be read is said."""

from hypothesis import given, settings
from hypothesis import strategies as st

from perfcheck.api import check
from perfcheck.reports import View, all_formats
from perfcheck.reports.records import indicator_records, report_record, table_records
from tests.conftest import EXAMPLES

LINES = [
    line
    for path in sorted((EXAMPLES / "tables").iterdir())
    for line in path.read_text("utf-8").splitlines()
]
PIECES = st.one_of(
    st.sampled_from(LINES),
    st.sampled_from(
        ["", "\t", "\t\t", "|", "| |", "|---|---|", "\t产出指标", "第 3 页", "单位：万元"]
    ),
    st.text("\t| \n一二级指标产出效益≥≤95%万元：绩效目标表优良中差", max_size=30),
)


@given(st.lists(PIECES, max_size=60))
def test_any_mixture_of_lines_gives_a_report(lines: list[str]) -> None:
    report = check("\n".join(lines).encode(), name="mixed.txt")
    assert report_record(report)["summary"]["documents"] == 1
    for form in all_formats().values():
        if not form.binary:
            assert isinstance(form.render(report, View(verbose=True)), str)
    for document in report.documents:
        if document.submission:
            assert len(list(indicator_records(document.submission))) == document.indicators
            assert len(list(table_records(document.submission))) == report.tables
    assert bool(report.not_checked) == (report.tables == 0)


@settings(max_examples=25)  # files of office programs take longer to make
@given(st.lists(PIECES, max_size=60))
def test_any_mixture_of_lines_gives_files(lines: list[str]) -> None:
    report = check("\n".join(lines).encode(), name="mixed.txt")
    for form in all_formats().values():
        if form.binary:
            assert isinstance(form.render(report, View()), bytes)


@given(st.binary(max_size=200))
def test_any_bytes_give_a_report(content: bytes) -> None:
    assert check(content, name="bytes").exit_code() in (0, 1, 2)


@given(st.data())
def test_shuffled_examples_give_a_report(data: st.DataObject) -> None:
    lines = list(LINES[:120])
    for _ in range(data.draw(st.integers(1, 20))):
        at = data.draw(st.integers(0, len(lines) - 1))
        lines[at] = data.draw(PIECES)
    assert check("\n".join(lines).encode(), name="mangled.txt").documents


def test_a_row_of_rules_only_is_no_table() -> None:
    assert check(b"|---|---|\n|---|---|\n", name="rules.md").tables == 0


def test_long_lines_and_many_lines_end() -> None:
    for text in ("绩效" * 200_000, "\t≥9\n\n" * 5_000, "\t甲\n\n乙\n\n" * 3_000, "|" * 100_000):
        assert check(text.encode(), name="long.txt").not_checked == 1
