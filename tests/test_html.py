"""The .html reader: encodings, spans, nested tables, text between tables, hostile pages."""

from contextlib import suppress

import pytest

from perfcheck.api import extract
from perfcheck.documents import Document, Paragraph, ReadError, read_bytes
from perfcheck.documents.readers.html import recognises

HEADER = "<tr><td>一级指标</td><td>二级指标</td><td>三级指标</td><td>指标值</td></tr>"
ROW = "<tr><td>产出指标</td><td>数量指标</td><td>清淤长度</td><td>≥12公里</td></tr>"


def read(body: str) -> Document:
    return read_bytes(f"<html><body>{body}</body></html>".encode(), "a.html")


def shape(body: str) -> list[str | list[list[str]]]:
    """Paragraphs as texts, grids as rows of texts."""
    return [
        block.text
        if isinstance(block, Paragraph)
        else [[cell.text for cell in cells] for cells in block.rows]
        for block in read(body).blocks
    ]


def cell(inner: str) -> str:
    """The text of a cell between two others."""
    (grid,) = read(f"<table><tr><td>甲</td><td>{inner}</td><td>乙</td></tr></table>").grids
    return grid.rows[0][1].text


# What is a page


@pytest.mark.parametrize(
    ("content", "known"),
    [
        ("<html><table>", True),
        ("\ufeff \n<!DOCTYPE html>\n<!-- 页 --><HTML lang='zh'>", True),
        ("<?xml version='1.0' encoding='gbk'?><html xmlns:x='urn:x'>", True),
        ("<div><table border=1><tr>", True),
        ("<p>没有表格</p>", False),
        ("<工作活动> 绩效目标 <table>", True),
        ("指标 <table>", False),
        ("| 一级指标 | 指标值 |\n| <table> | 1 |", False),
        ("", False),
    ],
)
def test_pages_are_known_by_their_content(content: str, known: bool) -> None:
    assert recognises(content.encode()) is known


# Encodings


PAGE = "<html><meta charset='{}'><table><tr><td>朱镕</td><td>≥95%</td><td>㎡</td></tr></table>"


@pytest.mark.parametrize(
    ("declared", "actual"),
    [
        ("utf-8", "utf-8"),
        ("utf-8", "utf-8-sig"),
        ("gb2312", "gbk"),
        ("gb2312", "gb18030"),
        ("GBK", "gb18030"),
        ("gb2312", "utf-8"),
        ("utf-8", "gb18030"),
        ("nonsense", "gb18030"),
        ("idna", "gb18030"),
        ("utf-16", "gb18030"),
        ("iso-8859-1", "gb18030"),
        ("big5", "utf-8"),
        ("utf-16", "utf-16"),
    ],
)
def test_encodings(declared: str, actual: str) -> None:
    document = read_bytes(PAGE.format(declared).encode(actual), "a.xls")
    assert [one.text for grid in document.grids for one in grid.cells] == ["朱镕", "≥95%", "㎡"]


def test_one_broken_byte_does_not_lose_the_page() -> None:
    content = PAGE.format("utf-8").encode().replace("朱".encode(), b"\xe6\x9c\xff")
    document = read_bytes(content, "a.html")
    assert [one.text for grid in document.grids for one in grid.cells][1:] == ["≥95%", "㎡"]


# Cells


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        ("≥95%", "≥95%"),
        ("a<br>b<br/>c", "a\nb\nc"),
        ("<p>一</p><p>二</p>", "一\n二"),
        ("<div>一</div>二", "一\n二"),
        ("&nbsp;9&nbsp;个&nbsp;", "9 个"),
        ("完成\n   率", "完成率"),
        ("on\n   time", "on time"),
        ("<span>≥</span><b>9</b>5%", "≥95%"),
        ("9<span style='DISPLAY : none'>8</span>5", "95"),
        ("9<script>var a = '<td>'</script><style>td{}</style>5", "95"),
        ("9<span hidden>8</span>5", "95"),
        ("9<!-- 8 -->5", "95"),
        ("m<sup>2</sup>", "m²"),
        ("&ge;95&#37;", "≥95%"),
        ("<input value='95%'>", "95%"),
        ("<input type='hidden' value='95%'>", ""),
        ("&lt;5", "<5"),
    ],
)
def test_cell_texts(inner: str, expected: str) -> None:
    assert cell(inner) == expected


def test_unclosed_cells_and_rows() -> None:
    assert shape("<table><tr><td>甲<td>乙<td>丙<tr><td>1<td>2<td>3</table>") == [
        [["甲", "乙", "丙"], ["1", "2", "3"]]
    ]


# Spans


def test_spans() -> None:
    body = (
        "<table><tr><td rowspan=2>甲</td><td colspan='2'>乙</td></tr>"
        "<tr><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td><td>5</td></tr></table>"
    )
    (grid,) = read(body).grids
    assert [(one.text, one.row, one.col, one.rowspan, one.colspan) for one in grid.cells] == [
        ("甲", 1, 1, 2, 1),
        ("乙", 1, 2, 1, 2),
        ("1", 2, 2, 1, 1),
        ("2", 2, 3, 1, 1),
        ("3", 3, 1, 1, 1),
        ("4", 3, 2, 1, 1),
        ("5", 3, 3, 1, 1),
    ]


@pytest.mark.parametrize(
    ("span", "rows"), [("0", 3), ("99", 3), ("2", 2), ("x", 1), ("-2", 1), ("", 1), ("9" * 99, 3)]
)
def test_row_spans_end_with_the_table(span: str, rows: int) -> None:
    body = f"<table><tr><td rowspan='{span}'>甲<td>乙<tr><td>1<td>2<tr><td>3<td>4</table>"
    assert next(read(body).grids).cells[0].rowspan == rows


@pytest.mark.parametrize("span", ["200000000", "9" * 99])
def test_a_huge_column_span_is_clamped(span: str) -> None:
    (grid,) = read(f"<table><tr><td colspan={span}>甲<td>乙</table>").grids
    assert grid.width == 257


# Text and tables in order


def test_text_between_tables() -> None:
    body = f"<h1>甲绩效目标表</h1><p>单位：<b>万元</b></p><table>{HEADER}{ROW}</table>说明<br>二<div>三<p>四</p>五</div>"
    texts = [one for one in shape(body) if isinstance(one, str)]
    assert texts == ["甲绩效目标表", "单位：万元", "说明", "二", "三", "四", "五"]
    assert isinstance(shape(body)[2], list)


def test_a_title_row_is_a_paragraph() -> None:
    body = f"<table><caption>一</caption><tr><td colspan=4>甲绩效目标表</td></tr>{HEADER}{ROW}</table>"
    assert [one for one in shape(body) if isinstance(one, str)] == ["一", "甲绩效目标表"]
    (table,) = extract(f"<html>{body}".encode(), name="a.xls").tables
    assert table.title == "甲绩效目标表"
    assert [one.value for one in table.indicators] == ["≥12公里"]


def test_a_heading_inside_a_table_stays_there() -> None:
    body = f"<table><tr><td>项目名称<td colspan=3>甲</tr><tr><td colspan=4>绩效指标</tr>{HEADER}{ROW}</table>"
    assert len(shape(body)) == 1


def test_a_title_after_a_blank_row_ends_the_table() -> None:
    blank = "<tr><td>&nbsp;</td><td></td><td></td><td></td></tr>"
    body = (
        f"<table>{HEADER}{ROW}{blank}<tr><td colspan=4>乙绩效目标表</td></tr>{HEADER}{ROW}</table>"
    )
    assert [one if isinstance(one, str) else "表" for one in shape(body)] == [
        "表",
        "乙绩效目标表",
        "表",
    ]


def test_big5() -> None:
    content = "<html><meta charset=big5><p>績效目標表</p>".encode("big5")
    assert [one.text for one in read_bytes(content, "a.html").paragraphs] == ["績效目標表"]


def test_a_nested_table_is_a_grid_of_its_own() -> None:
    inner = "<table><tr><td>子</td><td>丑</td></tr></table>"
    body = f"<table><tr><td>甲</td><td>乙</td><td>丙{inner}丁</td></tr></table>"
    assert shape(body) == [[["甲", "乙", "丙\n丁"]], [["子", "丑"]]]


def test_a_table_that_lays_out_the_page_is_none() -> None:
    inner = f"<table>{HEADER}{ROW}</table>"
    body = f"<table><tr><td>导航</td><td><p>甲绩效目标表</p>{inner}<p>完</p></td></tr></table>"
    assert [one if isinstance(one, str) else "表" for one in shape(body)] == [
        "导航",
        "甲绩效目标表",
        "表",
        "完",
    ]


def test_hidden_tables_are_dropped() -> None:
    assert shape(f"<div style='display:none'><table>{HEADER}</table></div>后") == ["后"]


# Hostile pages


def test_deep_nesting_is_refused() -> None:
    for tag in ("div", "table", "table><tr><td", "b"):
        with pytest.raises(ReadError) as caught:
            read(f"<{tag}>" * 10_000 + "<p>完</p>")
        assert caught.value.reason in ("file-too-large", "file-damaged")


def test_two_hundred_open_tags_are_read() -> None:
    assert shape("<font>" * 500 + "完") == ["完"]


def test_too_many_columns_are_refused() -> None:
    with pytest.raises(ReadError) as caught:
        read("<table><tr>" + "<td colspan=256>甲</td>" * 9 + "</table>")
    assert caught.value.reason == "file-too-large"


@pytest.mark.parametrize(
    "content",
    [
        b"<html",
        b"<html>\x00\x01\xff\xfe",
        b"<table><tr><td>&#0;&#xD800;&#99999999999;",
        b"\xff\xfe<\x00h\x00t\x00m\x00l\x00>\x00\x00\xd8",
        b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><html>&b;",
        b"<html></table></td></html></html><td>1<tr>",
        b"<table></table><html><table><tr></tr></table>",
        b"<html><table><td>1<td>2</table>",
        b"<html>" + bytes(range(256)) * 20,
    ],
)
def test_rubbish_gives_a_document_or_an_error(content: bytes) -> None:
    with suppress(ReadError):
        document = read_bytes(content, "a.html")
        assert "root:" not in str(document)


def test_a_long_page_is_one_table() -> None:
    assert (
        len(extract(f"<html><table>{HEADER}{ROW * 5000}</table>".encode(), name="a").tables) == 1
    )
