"""Whole files mended: only the cells that are listed change, and the copy is read before it is given."""

from collections.abc import Callable
from importlib import import_module
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from perfcheck.api import check, extract
from perfcheck.comparing import compare
from perfcheck.documents import Location
from perfcheck.fixing import (
    CellEdit,
    Mending,
    Refused,
    apply_docx,
    apply_xlsx,
    edits_of,
    fix,
    mending_record,
    mending_text,
)
from perfcheck.fixing.listing import shortened
from perfcheck.reports import View
from perfcheck.tables import TargetTable
from tests.test_xlsx import book, row, sheet_xml
from tests.word import document, p, run, symbol, tbl, tc, tr, word

ROWS = [
    ("一级指标", "二级指标", "三级指标", "指标值"),
    ("产出指标", "质量指标", "验收合格率", "≥98百分比"),
    ("产出指标", "质量指标", "优良率", "不低于95%"),
    ("产出指标", "成本指标", "总成本", "≤11万"),
]
MENDED = ["≥98%", "≥95%", "≤11万元"]


def docx() -> bytes:
    """The first value is cut into two runs."""
    cut = tc(p(run("≥98", "<w:b/>") + run("百分比")))
    rows = [tr(*(cut if cell == "≥98百分比" else cell for cell in cells)) for cells in ROWS]
    styles = ("word/styles.xml", "<styles>不变</styles>")
    return word(document(p("绩效目标表") + tbl(*rows)), styles)


def xlsx() -> bytes:
    rows = "".join(row(number, cells, 1) for number, cells in enumerate(ROWS, 1))
    return book(sheet_xml(rows), sheet_xml(row(1, ("另一张表", "≥98百分比"))))


def parts(content: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def fixed(content: bytes, name: str) -> tuple[bytes, Mending]:
    return fix(content, check(content, name=name))


def values(content: bytes, name: str) -> list[str]:
    (table,) = extract(content, name=name).tables
    return [one.value for one in table.indicators]


@pytest.mark.parametrize(
    ("content", "name", "part"),
    [(docx(), "a.docx", "word/document.xml"), (xlsx(), "a.xlsx", "xl/worksheets/s1.xml")],
)
def test_only_the_part_with_the_cells_changes(content: bytes, name: str, part: str) -> None:
    made, mending = fixed(content, name)
    assert values(made, name) == MENDED
    assert [edit.new for edit in mending.edits] == MENDED
    assert mending.left == ()
    before, after = parts(content), parts(made)
    assert list(before) == list(after)
    assert [one for one in before if before[one] != after[one]] == [part]
    assert edits_of(check(made, name=name)) == Mending()


def test_word_keeps_the_formats() -> None:
    made, _ = fixed(docx(), "a.docx")
    xml = parts(made)["word/document.xml"].decode()
    assert xml.count("<w:b/>") == 1
    assert "<w:t>≥98</w:t>" in xml
    assert "<w:t>%</w:t>" in xml


def test_a_workbook_keeps_the_styles() -> None:
    made, _ = fixed(xlsx(), "a.xlsx")
    assert (
        '<c r="D2" s="1" t="inlineStr"><is><t>≥98%</t></is></c>'
        in parts(made)["xl/worksheets/s1.xml"].decode()
    )


def test_a_shared_string_changes_in_its_cell_only() -> None:
    """The header of another sheet shows the same string."""
    shared = "".join(f"<si><t>{text}</t></si>" for text in (*ROWS[0], *ROWS[1]))
    cells = [
        "".join(f"<c r='{'ABCD'[at % 4]}{at // 4 + 1}' t='s'><v>{at}</v></c>" for at in numbers)
        for numbers in (range(4), range(4, 8))
    ]
    rows = "".join(f"<row r='{number}'>{one}</row>" for number, one in enumerate(cells, 1))
    other = "<row r='1'><c r='A1' t='s'><v>7</v></c></row>"
    content = book(sheet_xml(rows), sheet_xml(other), strings=shared)
    made, _ = fixed(content, "a.xlsx")
    assert values(made, "a.xlsx") == ["≥98%"]
    assert parts(made)["xl/worksheets/s2.xml"] == parts(content)["xl/worksheets/s2.xml"]
    assert parts(made)["xl/strings.xml"] == parts(content)["xl/strings.xml"]


def test_what_is_refused_in_a_file_is_listed() -> None:
    rows = tbl(
        tr(*ROWS[0]), tr(*ROWS[1][:3], tc(p(symbol("F0B3") + run("98百分比")))), tr(*ROWS[2])
    )
    made, mending = fixed(word(document(rows)), "a.docx")
    assert values(made, "a.docx") == ["≥98百分比", "≥95%"]
    (left,) = mending.left
    assert left.reason.zh == "单元格里有符号、公式、文本框或域"
    shown = mending_text(mending, "a.docx", "b.docx", View())
    assert "a.docx → b.docx   改 1 处   未改 1 处" in shown
    assert "○ 未改：第1个表格第2行   PC107   验收合格率   ≥98百分比 → ≥98%（单元格里有" in shown


@pytest.mark.parametrize(("apply", "content"), [(apply_docx, docx()), (apply_xlsx, xlsx())])
def test_an_edit_without_its_cell_is_refused_and_the_file_stays(
    apply: Callable[[bytes, Mending], tuple[bytes, Mending]], content: bytes
) -> None:
    edits = (
        CellEdit(Location(table=9, row=9, col=9), "甲", "乙"),
        CellEdit(Location(sheet="表1", row=9, col=9, cell="I9"), "甲", "乙"),
        CellEdit(Location(sheet="表7", row=1, col=1, cell="A1"), "甲", "乙"),
    )
    made, mending = apply(content, Mending(edits))
    assert made == content
    assert mending.edits == ()
    assert len(mending.left) == 3


@pytest.mark.parametrize(
    ("content", "name"),
    [("| 一级指标 |\n".encode(), "a.md"), (b"%PDF-1.7", "a.pdf"), (b"", "a.csv")],
)
def test_other_formats_are_refused_in_one_line(content: bytes, name: str) -> None:
    with pytest.raises(Refused, match=r"只能改 \.docx、\.xlsx、\.csv 文件"):
        fixed(content, name)


def test_a_copy_that_reads_otherwise_is_not_given(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever goes wrong in writing: the copy is read again, and must be the original but for the edits."""
    content = docx()
    report = check(content, name="a.docx")
    spoilt = word(document(tbl(*(tr(*cells) for cells in ROWS[:3]))))
    module = import_module("perfcheck.fixing.fix")  # the function has the same name
    monkeypatch.setattr(module, "apply_docx", lambda content, mending: (spoilt, mending))
    with pytest.raises(Refused, match="读回来与预期不同"):
        fix(content, report)


def test_nothing_to_mend_gives_the_same_bytes() -> None:
    made, _ = fixed(docx(), "a.docx")
    again, mending = fixed(made, "a.docx")
    assert again == made
    assert mending == Mending()
    assert "改 0 处   未改 0 处" in mending_text(mending, "a", "b", View())


# The listing


def test_the_listing_and_its_record() -> None:
    _, mending = fixed(docx(), "a.docx")
    shown = mending_text(mending, "a.docx", "b.docx", View())
    assert "  第1个表格第2行   PC107   验收合格率   ≥98百分比 → ≥98%" in shown
    assert "changed 3   left 0" in mending_text(mending, "a.docx", "b.docx", View("en"))
    record = mending_record(mending)
    assert set(record) == {"schema_version", "edits", "left"}
    first = record["edits"][0]
    assert (first["old"], first["new"]) == ("≥98百分比", "≥98%")
    assert first["location"]["table"] == 1
    assert first["findings"][0]["code"] == "PC107"


def test_of_a_long_text_only_what_changes_is_shown() -> None:
    old = "甲" * 70 + "民发（2021）15号" + "乙" * 70
    assert shortened(old, old.replace("（2021）", "〔2021〕")) == (
        "…甲甲甲甲甲甲民发（2021）15号乙乙乙乙乙…",
        "…甲甲甲甲甲甲民发〔2021〕15号乙乙乙乙乙…",
    )


# The reference documents


@pytest.mark.parametrize("suffix", ["docx", "xlsx"])
@pytest.mark.parametrize("number", range(5))
def test_the_reference_documents_are_mended_for_good(data: Path, number: int, suffix: str) -> None:
    """Nothing is left to mend, no interval has changed, and no error has been made."""
    path = data / "renditions" / f"seed{number}.{suffix}"
    content = path.read_bytes()
    before = check(content, name=path.name)
    made, mending = fix(content, before)
    after = check(made, name=path.name)
    assert mending.edits
    assert mending.left == ()
    assert edits_of(after) == Mending()
    assert not [one for one in compare(before, after).fates.new if one.finding.severity == "error"]
    old, new = (_rows(extract(one, name=path.name).tables) for one in (content, made))
    assert old == new


def _rows(tables: tuple[TargetTable, ...]) -> list[tuple[object, ...]]:
    return [
        (row.name, row.constraint.op, row.constraint.interval, row.description)
        for table in tables
        for row in table.indicators
    ]
