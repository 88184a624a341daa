"""Edits brought together for each cell, and made in .csv files: only those, and byte for byte."""

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfcheck.api import check, extract
from perfcheck.documents import Location
from perfcheck.fixing import CellEdit, Mending, Refused, apply_csv, edits_of
from perfcheck.fixing.spans import changed, changes
from perfcheck.rules import Report, Settings
from perfcheck.values import parse_value

HEADER = "一级指标,二级指标,三级指标,绩效指标描述,指标值,指标值确定依据"
TABLE = f"""项目名称,公园养护费,预算数,60万元,,
资金支出计划（%）,3月底,6月底,10月底,12月底,
,15.00,30.00,45.00,60.00,
{HEADER}
产出指标,数量指标,灌溉面积,"完成的,面积",">=１2,345亩",财库【2019】38号、财库【2019】38号
,质量指标,验收合格率,合格数÷总数,不低于９５百分比,
,质量指标,设备利用率,开机时间÷全年时间,80%~60%, 民发（2021）15号
,成本指标,养护总成本,全年养护支出,11万以内,
"""
MENDED = (
    TABLE.replace("15.00,30.00,45.00,60.00", "25%,50%,75%,100%")
    .replace(">=１2,345亩", "≥12345亩")
    .replace("【2019】", "〔2019〕")
    .replace("不低于９５百分比", "≥95%")
    .replace("80%~60%", "60%~80%")
    .replace("（2021）", "〔2021〕")
    .replace("11万以内", "≤11万元")
)


def fixed(content: bytes, *select: str) -> tuple[bytes, Mending]:
    report = check(content, name="a.csv", settings=Settings(select=select))
    return apply_csv(content, edits_of(report))


def report_of(text: str) -> Report:
    return check(text.encode(), name="t.txt")


# From findings to cells


def test_rules_that_speak_of_one_cell_are_done_together() -> None:
    mending = edits_of(check(TABLE.encode(), name="a.csv"))
    one = next(edit for edit in mending.edits if edit.old == "不低于９５百分比")
    assert one.new == "≥95%"
    assert {finding.code for finding in one.findings} == {"PC107", "PC108", "PC114"}
    assert mending.left == ()


def test_edits_stand_in_the_order_of_the_file() -> None:
    mending = edits_of(check(TABLE.encode(), name="a.csv"))
    places = [(edit.location.row, edit.location.col) for edit in mending.edits]
    assert places == sorted(places)
    assert len(set(places)) == len(places) == 10


def test_a_value_over_several_lines_is_found() -> None:
    text = TABLE.replace("不低于９５百分比", '"不低于\n９５百分比"')
    content, mending = fixed(text.encode(), "value-unit-alias")
    assert [edit.new for edit in mending.edits] == ["不低于\n９５%"]
    assert '"不低于\n９５%"' in content.decode()


def test_characters_in_two_lines_are_left_alone() -> None:
    text = TABLE.replace("不低于９５百分比", '"不低于９５百\n分比"')
    content, mending = fixed(text.encode(), "value-unit-alias")
    assert content == text.encode()
    assert [one.reason.zh for one in mending.left] == ["要改的字分在几行或几格"]


def test_a_value_in_three_columns_is_changed_where_its_part_stands() -> None:
    text = (
        "一级指标,二级指标,三级指标,计算符号,指标值,计量单位\n"
        "产出指标,质量指标,验收合格率,>=,９８,百分比\n"
        "产出指标,质量指标,及时率,≥,98,百分比\n"
    )
    content, mending = fixed(text.encode())
    assert content.decode().splitlines()[1:] == [
        "产出指标,质量指标,验收合格率,≥,98,%",
        "产出指标,质量指标,及时率,≥,98,%",
    ]
    assert mending.left == ()


def test_a_text_that_no_cell_holds_is_left_and_said() -> None:
    """A row joined over a page break: half of the value stands in another cell."""
    head = "| 一级指标 | 二级指标 | 三级指标 | 指标值 |\n"
    text = f"{head}| 产出指标 | 质量指标 | 合格率 | 不低于９５ |\n\n{head}| | | | 百分比 |\n"
    mending = edits_of(report_of(text))
    assert not [edit for edit in mending.edits if "百分比" in edit.old]
    assert {one.reason.en for one in mending.left} <= {"the cell does not hold this text"}


def test_an_unreadable_file_has_nothing_to_mend() -> None:
    assert edits_of(check(b"", name="a.csv")) == Mending()


@given(st.text("甲乙95%≥ \n", max_size=12), st.text("甲乙95%≥ \n", max_size=12))
def test_changes_lead_from_one_text_to_the_other(old: str, new: str) -> None:
    assert changed(old, changes(old, new)) == new


# .csv


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_only_the_characters_change(encoding: str, end: str) -> None:
    content = TABLE.replace("\n", end).encode(encoding)
    done, mending = fixed(content)
    assert done == MENDED.replace("\n", end).encode(encoding)
    assert len(mending.edits) == 10


def test_what_is_mended_has_nothing_left_to_mend() -> None:
    done, _ = fixed(TABLE.encode())
    after = check(done, name="a.csv")
    assert edits_of(after) == Mending()
    assert not any(finding.fix for finding in after.findings)
    assert fixed(done)[0] == done


def test_semicolons_blank_lines_and_quotes_stay() -> None:
    text = (
        f'\n{HEADER}\n\n产出指标,数量指标,"修""缮""",\'a\',">=3000户",\n'
        '产出指标,"质量指标",合格率, x ,"≥98百分比" ,\n,,,,,'
    ).replace(",", ";")
    done, mending = fixed(text.encode())
    assert done.decode() == text.replace(">=3000", "≥3000").replace("98百分比", "98%")
    assert len(mending.edits) == 2


def test_a_quote_inside_a_new_text_is_doubled() -> None:
    text = TABLE.replace("养护总成本", '"养护""总""成本"')
    edit = CellEdit(Location(row=8, col=3), '养护"总"成本', '养护"全部"成本')
    done, _ = apply_csv(text.encode(), Mending((edit,)))
    assert done.decode() == text.replace('""总""', '""全部""')


@pytest.mark.parametrize(
    ("edit", "reason"),
    [
        (CellEdit(Location(row=8, col=3), "养护成本", "养护费"), "单元格的文字与读到的不同"),
        (CellEdit(Location(row=99, col=3), "养护总成本", "养护费"), "单元格的文字与读到的不同"),
        (CellEdit(Location(row=8, col=3), "养护总成本", "养护,成本"), "要写的字含分隔符"),
    ],
)
def test_what_cannot_be_written_is_refused_and_said(edit: CellEdit, reason: str) -> None:
    done, mending = apply_csv(TABLE.encode(), Mending((edit,)))
    assert done == TABLE.encode()
    assert mending.edits == ()
    assert [one.reason.zh for one in mending.left] == [reason]


@pytest.mark.parametrize(
    "content",
    [
        b"\xff\xfe\xff",
        "没有表格".encode(),
        TABLE.encode() + "\n甲,\ud800".encode("utf-8", "surrogatepass"),
    ],
)
def test_a_file_that_cannot_be_written_back_is_refused_whole(content: bytes) -> None:
    with pytest.raises(Refused):
        apply_csv(content, Mending())


FLAWS = [
    "≥98百分比",
    ">=９８%",
    "不低于98 %",
    "98%以上",
    "90%~80%",
    "８０百分比~60百分比",
    "≥1,200件",
    "5天以内",
]
SOUND = ["≥98%", "显著", "≤30万元", "", "2023年12月底前", "》5件", "8～5", "≥3次；>=95%"]


@given(st.lists(st.sampled_from(FLAWS + SOUND), min_size=3, max_size=8))
def test_mending_changes_no_meaning_and_nothing_else(values: list[str]) -> None:
    """Re-reading the copy gives the expected texts, the same intervals, and no certain mending."""
    out = StringIO()
    rows = [["产出指标", "数量指标", f"第{n}项", f"口径{n}", v, ""] for n, v in enumerate(values)]
    csv.writer(out).writerows([HEADER.split(","), *rows])
    content = out.getvalue().encode()
    done, mending = fixed(content)
    before, after = (list(extract(one, name="a.csv").document.grids) for one in (content, done))
    new = {edit.location: edit.new for edit in mending.edits}
    assert [cell.text for grid in after for cell in grid.cells] == [
        new.get(cell.location, cell.text) for grid in before for cell in grid.cells
    ]
    for edit in mending.edits:
        old, now = parse_value(edit.old), parse_value(edit.new)
        assert old.interval == now.interval
        assert old.dimension is now.dimension
    again = edits_of(check(done, name="a.csv"))
    assert again.edits == ()
    assert len(again.left) == len(mending.left)
