"""Pages that office programs save: their marks, hidden rows, symbol fonts, frames and web archives."""

from base64 import b64encode
from contextlib import suppress
from quopri import encodestring

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfcheck.api import extract
from perfcheck.documents import Document, Location, ReadError, read_bytes, suffixes
from perfcheck.documents.readers.html import recognises
from tests.test_html import HEADER, ROW, cell, read, shape

WORD_PAGE = """<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word" xmlns="http://www.w3.org/TR/REC-html40">
<head><meta http-equiv=Content-Type content="text/html; charset=gb2312">
<link rel=File-List href="a.files/filelist.xml">
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Print</w:View></w:WordDocument></xml><![endif]-->
<style><!-- p.MsoNormal {mso-style-parent:""; margin:0cm} --></style></head>
<body lang=ZH-CN><div class=Section1>
<p class=MsoNormal align=center><b><span style='font-family:黑体'>沟渠清淤绩效目标表<span lang=EN-US><o:p></o:p></span></span></b></p>
<table class=MsoNormalTable border=1 style='mso-yfti-tbllook:1184'>
 <tr style='mso-yfti-irow:0'><td><p class=MsoNormal>一级指标</p></td><td><p class=MsoNormal>二级指标</p></td>
 <td><p class=MsoNormal>三级指标</p></td><td><p class=MsoNormal>指标值</p></td></tr>
 <tr><td><p class=MsoNormal>产出指标<span lang=EN-US><o:p></o:p></span></p></td><td><p>质量指标</p></td>
 <td><p>验收合<br>格率</p></td><td><p class=MsoNormal><span lang=EN-US>≥95<![if !supportEmptyParas]>&nbsp;<![endif]>%</span></p></td></tr>
</table><p class=MsoNormal><span lang=EN-US><o:p>&nbsp;</o:p></span></p></div></body></html>"""


def test_a_page_saved_by_a_word_processor() -> None:
    (table,) = extract(WORD_PAGE.encode("gb18030"), name="a.doc").tables
    assert table.title == "沟渠清淤绩效目标表"
    assert [(row.name, row.value) for row in table.indicators] == [("验收合格率", "≥95 %")]


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        ("9<!--[if !vml]-->5<!--[endif]-->%", "95%"),
        ("9<!--[if gte mso 9]>8<![endif]-->5", "95"),
        ("9<![if !vml]>5<![endif]>%", "95%"),
        ("9<o:p></o:p>5", "95"),
        ("9<del>8</del>5<ins>%</ins>", "95%"),
        ("达&shy;标", "达标"),
        ("95<span style='mso-spacerun:yes'>&nbsp;</span>%", "95 %"),
        ("<font face=Symbol>³</font>95%", "≥95%"),
        ("<span style='font-family:Symbol'>&sup3;</span>95%", "≥95%"),
        ("<span style='font-family:宋体;mso-symbol-font-family:Symbol'>\uf0a3</span>3", "≤3"),
        ("<span style=\"font-family: 'Symbol'\">³</span>95㎡", "≥95㎡"),
        ("<span style='font-family:\"Segoe UI Symbol\"'>³</span>", "³"),
        ("<font face=宋体>³</font>", "³"),
        ("<font face=symbol><b>³</b></font>m³", "≥m³"),
    ],
)
def test_marks_of_office_programs(inner: str, expected: str) -> None:
    assert cell(inner) == expected


# What is hidden


def said(document: Document) -> list[tuple[str, str, Location]]:
    return [(one.reason, one.message, one.location) for one in document.remarks]


def test_a_hidden_row_is_read_and_said() -> None:
    hidden = ROW.replace("<tr>", "<tr height=0 style='display:none'>")
    document = read(f"<table>{HEADER}{hidden}{ROW}</table>")
    (grid,) = document.grids
    assert len(grid.rows) == 3
    place = Location(table=1, row=2)
    assert said(document) == [("hidden-content", "表格有隐藏的行：2，已一并读取", place)]


def test_a_hidden_row_without_text_is_nothing_to_say() -> None:
    pattern = "<tr style='display:none'><td></td><td>&nbsp;</td></tr>"
    assert said(read(f"<table>{HEADER}{pattern}{ROW}</table>")) == []


def test_a_hidden_row_of_a_table_that_lays_out_the_page_is_no_part_of_it() -> None:
    hidden = f"<tr style='display:none'><td>菜单<table>{HEADER}{ROW}</table></td></tr>"
    body = f"<table><tr><td>正文<table>{HEADER}{ROW}</table></td></tr>{hidden}</table>"
    assert [one if isinstance(one, str) else "表" for one in shape(body)] == ["正文", "表"]


def test_text_that_an_office_program_hides_is_read_and_said() -> None:
    body = "<table><tr><td>甲<td>9<span style='display:none;mso-hide:all'>5<b>%</b></span></table>"
    assert shape(body) == [[["甲", "95%"]]]
    assert said(read(body)) == [("hidden-content", "有隐藏的文字“5%”，已一并读取", Location())]


def test_what_a_page_hides_is_no_part_of_it() -> None:
    assert said(read("<div hidden>菜单</div><p style='display:none'>x</p><p>正文</p>")) == []


# Frames

FRAMES = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head>
<link id="shLink" href="a.files/sheet001.htm"></head>
<frameset rows="*,39"><frame src="a.files/sheet%e4%b8%80.htm" name="frSheet">
<frame src="a.files\\tabstrip.htm" name="frTabs"><noframes><body><p>此页面使用了框架</p></body></noframes>
</frameset></html>"""


def test_a_page_of_frames_says_where_its_sheets_are() -> None:
    document = read_bytes(FRAMES.encode(), "a.htm")
    assert document.blocks == ()
    message = "网页只是框架，内容在别的文件里：sheet一.htm，没有读取"
    assert said(document) == [("content-unread", message, Location())]


# Web archives

PAGE = f"<html><meta charset=gb2312><body><p>沟渠清淤绩效目标表</p><table>{HEADER}{ROW}</table></body></html>"


def part(content: bytes, encoding: str, name: str = "") -> bytes:
    encoded = {
        "quoted-printable": lambda: encodestring(content),
        "base64": lambda: b64encode(content),
        "8bit": lambda: content,
    }[encoding]()
    location = f"Content-Location: file:///C:/docs/{name}\r\n" if name else ""
    head = f"Content-Type: text/html; charset=gb2312\r\nContent-Transfer-Encoding: {encoding}\r\n{location}\r\n"
    return head.encode() + encoded + b"\r\n"


HEAD = b'MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary="----=_Next"\r\n\r\n'


def archive(*parts: bytes, head: bytes = HEAD) -> bytes:
    picture = (
        b"Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n"
    )
    bodies = b"".join(b"------=_Next\r\n" + one for one in (*parts, picture))
    return head + b"preamble\r\n\r\n" + bodies + b"------=_Next--\r\n"


@pytest.mark.parametrize("encoding", ["quoted-printable", "base64", "8bit"])
@pytest.mark.parametrize(
    "head",
    [
        HEAD,
        b"From: <saved>\r\nSubject: =?gb2312?B?0ruxvg==?=\r\n" + HEAD,
        b"\xef\xbb\xbf\r\n" + HEAD.replace(b"\r\n", b"\n").replace(b"MIME-Version", b"Mime-version"),
    ],
)  # fmt: skip
def test_a_web_archive_is_read(encoding: str, head: bytes) -> None:
    content = archive(part(PAGE.encode("gb18030"), encoding), head=head)
    (table,) = extract(content, name="a.doc").tables
    assert table.title == "沟渠清淤绩效目标表"
    assert [row.value for row in table.indicators] == ["≥12公里"]
    assert table.indicators[0].location == Location(table=1, row=2, col=4)


def test_a_message_that_is_one_page_is_read() -> None:
    content = b"MIME-Version: 1.0\n" + part(PAGE.encode("gb18030"), "base64")
    assert len(extract(content, name="a.mht").tables) == 1


SHEETS = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><!--[if gte mso 9]><xml>
<x:ExcelWorksheets><x:ExcelWorksheet><x:Name>一</x:Name></x:ExcelWorksheet><x:ExcelWorksheet>
<x:Name>二</x:Name></x:ExcelWorksheet></x:ExcelWorksheets><x:ExcelName><x:Name>Print_Titles</x:Name></x:ExcelName>
</xml><![endif]--></head><frameset><frame src="a.files/sheet001.htm"></frameset></html>"""


def sheets(main: str) -> Document:
    pages = [
        ("a.htm", main),
        ("sheet001.htm", PAGE),
        ("sheet002.htm", PAGE),
        ("tabstrip.htm", PAGE),
    ]
    parts = [part(page.encode("gb18030"), "base64", f"a.files/{name}") for name, page in pages]
    return read_bytes(archive(*parts), "a.htm")


@pytest.mark.parametrize(
    ("main", "names"),
    [(SHEETS, ["一", "二"]), ("<html><frameset></frameset></html>", ["sheet001.htm", "sheet002.htm"])],
)  # fmt: skip
def test_the_sheets_of_a_web_archive_have_their_names(main: str, names: list[str]) -> None:
    document = sheets(main)
    assert [(one.location.sheet, one.location.table) for one in document.grids] == [
        (names[0], 1),
        (names[1], 2),
    ]
    assert document.remarks == ()
    assert len(extract(document).tables) == 2


def test_the_header_of_the_printed_page_is_not_read() -> None:
    pages = [("a.htm", PAGE), ("header.htm", "<html><p>页眉</p></html>")]
    parts = [part(page.encode(), "8bit", name) for name, page in pages]
    texts = [one.text for one in read_bytes(archive(*parts), "a.doc").paragraphs]
    assert texts == ["沟渠清淤绩效目标表"]


def test_the_kinds_of_pages() -> None:
    assert {".html", ".htm", ".mht", ".mhtml"} <= suffixes()


@pytest.mark.parametrize(
    ("content", "known"),
    [
        (b"MIME-Version: 1.0\n", True),
        (b"From: a\nX: b\n c\nmime-version: 1.0\n", True),
        ("说明：\nMIME-Version: 1.0\n".encode(), False),
        (b"From: a\n\nMIME-Version: 1.0\n", False),
        (b"a" * 5_000 + b": b\nMIME-Version: 1.0\n", False),
    ],
)
def test_messages_are_known_by_their_first_lines(content: bytes, known: bool) -> None:
    assert recognises(content) is known


@pytest.mark.parametrize(
    "content",
    [
        b"MIME-Version: 1.0\n",
        b"MIME-Version: 1.0\nContent-Type: text/plain\n\n<table><tr><td>a<td>b</table>",
        b"MIME-Version: 1.0\nContent-Type: multipart/related\n\nabc",
        archive(),
        b"MIME-Version: 1.0\n"
        + b"".join(b"Content-Type: multipart/a; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(3000)),
    ],
)  # fmt: skip
def test_a_message_without_a_page_is_damage(content: bytes) -> None:
    with pytest.raises(ReadError) as caught:
        read_bytes(content, "a.doc")
    assert caught.value.reason == "file-damaged"


@given(st.binary(max_size=200), st.integers(0, 400))
def test_any_message_is_read_or_refused(rubbish: bytes, at: int) -> None:
    whole = archive(part(PAGE.encode("gb18030"), "base64"))
    for content in (
        b"MIME-Version: 1.0\n" + rubbish,
        whole[:at] + rubbish + whole[at:],
        whole[:at],
    ):
        with suppress(ReadError):
            read_bytes(content, "a.doc")
