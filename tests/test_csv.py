"""The .csv reader: taken only where the shape of the text leaves no doubt."""

import pytest

from perfcheck.api import extract
from perfcheck.documents import ReadError, read_bytes
from perfcheck.documents.readers.csv import recognises

TABLE = """一级指标,二级指标,三级指标,指标值
产出指标,数量指标,清淤长度,≥12公里
,质量指标,验收合格率,≥95%
"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_table_is_read(encoding: str) -> None:
    (table,) = extract(TABLE.encode(encoding), name="a.csv").tables
    assert [one.value for one in table.indicators] == ["≥12公里", "≥95%"]
    assert [one.location.line for one in table.indicators] == [2, 3]


def test_semicolons() -> None:
    (table,) = extract(TABLE.replace(",", ";").encode(), name="a.csv").tables
    assert len(table.indicators) == 2


def test_quoted_fields_hold_lines_commas_and_quotes() -> None:
    content = (
        TABLE.replace("清淤长度", '"清淤,\r\n""长度"""') + "效益指标,社会效益指标,受益,≥8户\r\n"
    )
    (grid,) = read_bytes(content.encode(), "a.csv").grids
    assert grid.rows[1][2].text == '清淤,\n"长度"'
    assert [cells[0].location.line for cells in grid.rows] == [1, 2, 4, 5]


def test_a_title_row_is_a_paragraph() -> None:
    content = f"清淤项目绩效目标表,,,\n,,,单位：万元\n{TABLE}"
    (table,) = extract(content.encode(), name="a.csv").tables
    assert table.title == "清淤项目绩效目标表"
    assert len(table.indicators) == 2


@pytest.mark.parametrize(
    "content",
    [
        "",
        "一级指标,二级指标,三级指标,指标值\n产出指标,数量指标,长度,9\n",
        "甲,乙,丙\n" * 9,
        "一句话，没有半角逗号。\n" * 9,
        "第一段, 有几个, 半角, 逗号\n第二段, 有两个, 逗号\n第三段没有\n第四段, 一个\n",
        "| 甲,乙,丙,丁 |\n" * 9,
        "甲,乙\t丙,丁,戊\n" * 9,
        "<html>,a,b,c\n" * 9,
        '{"a":1,"b":2,"c":3,"d":4}\n' * 9,
        '"甲,乙,丙,丁\n' + "甲,乙,丙,丁\n" * 9,
        "甲" * 200_000 + ",乙,丙,丁\n" * 9,
    ],
)
def test_in_doubt_a_text_is_no_csv(content: str) -> None:
    assert not recognises(content.encode())


def test_rows_of_other_widths_are_kept() -> None:
    content = TABLE + TABLE + "备注：无\n"
    (grid,) = read_bytes(content.encode(), "a.csv").grids
    assert grid.rows[-1][0].text == "备注：无"


def test_a_quote_that_never_ends_is_damage() -> None:
    content = "甲,乙,丙,丁\n" * 3000 + '"' + "甲" * 200_000
    with pytest.raises(ReadError) as caught:
        read_bytes(content.encode(), "a.csv")
    assert caught.value.reason == "file-damaged"
