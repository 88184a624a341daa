"""The text of PDF pages, as it was before the page broke it."""

from collections.abc import Callable

import pytest

from perfcheck.documents.paged.lines import UNKNOWN, readable
from tests.paper import SIZE, Paper, needs_pdf, table_of, texts

pytestmark = needs_pdf

WRAPPED = [
    ("设备维修维\n护费用", "设备维修维护费用"),
    ("提高采购质\n量，降低成\n本", "提高采购质量，降低成本"),
    ("发改价格\n（2015）299\n号", "发改价格（2015）299号"),
    ("项目完成\n≥95%", "项目完成≥95%"),
    ("≤2500\n元/组次", "≤2500元/组次"),
    ("保证审批\n按时办结", "保证审批\n按时办结"),
    ("1.按时完成\n2.按时付款", "1.按时完成\n2.按时付款"),
    ("目标1：规范\n目标2：便民", "目标1：规范\n目标2：便民"),
    ("system of\nplanning", "system of planning"),
    ("13053224P\n0027351", "13053224P0027351"),
]


@pytest.mark.parametrize(("shown", "text"), WRAPPED, ids=lambda text: text.replace("\n", "|"))
def test_lines_that_had_no_more_room_are_one(shown: str, text: str) -> None:
    """The column is as wide as five characters; where another would have gone in, the break is meant."""
    paper = Paper()
    paper.table(30, 30, [5 * SIZE + 8, 80], [["甲乙丙丁戊", "一二三四五六七"], [shown, "x"]])
    assert table_of(paper.read())[1][0] == text


GLYPHS = [
    ("⽣", "生"), ("⼈", "人"), ("⾦", "金"), ("⼀", "一"), ("⻓", "长"), ("⻋", "车"), ("⻳", "龟"), ("⺟", "母"),
    ("①", "①"), ("㎡", "㎡"), ("％", "％"), ("½", "½"), ("ﬁ", "ﬁ"), ("\u3000", "\u3000"), ("\xa0", " "), ("\t", " "),
    ("(cid:17)", UNKNOWN), ("", UNKNOWN), ("\x03", UNKNOWN),
]  # fmt: skip


@pytest.mark.parametrize(("glyph", "text"), GLYPHS)
def test_radicals_are_folded_and_nothing_else(glyph: str, text: str) -> None:
    assert readable(glyph, "AAAAAA+NotoSansSC") == text


def test_signs_of_symbol_fonts_are_read_by_the_font() -> None:
    assert readable("\uf0b3", "ABCDEF+SymbolMT") == "≥"
    assert readable("\uf0fe", "ABCDEF+Wingdings-Regular") == "☑"
    assert readable("\uf0b3", "ABCDEF+SimSun") == "\uf0b3"


def raised(paper: Paper) -> None:
    paper.text(30, 30, "绿化5000m")
    paper.text(75, 30.2, "2", 6)


def printed_twice(paper: Paper) -> None:
    for shift in (0, 0.3, 0.6):
        paper.text(30 + shift, 30, "绩效绩效目标")


def under_a_watermark(paper: Paper) -> None:
    paper.text(30, 30, "绩效目标")
    paper.canvas.rotate(45)
    paper.text(200, 250, "内部资料")


def parted(paper: Paper) -> None:
    """Words that were set apart without a blank, and a distributed label."""
    for x, text in ((30, "Windows"), (80, "10"), (110, "项"), (125, "目"), (200, "单位：万元")):
        paper.text(x, 30, text)


def upwards(paper: Paper) -> None:
    for number, text in enumerate(("产出", "指标")):
        paper.canvas.saveState()
        paper.canvas.translate(50 + 13 * number, 200)
        paper.canvas.rotate(90)
        paper.canvas.drawString(0, 0, text)
        paper.canvas.restoreState()


SHOWN: dict[Callable[[Paper], None], list[str]] = {
    raised: ["绿化5000m²"],
    printed_twice: ["绩效绩效目标"],
    under_a_watermark: ["绩效目标"],
    parted: ["Windows 10 项目 单位：万元"],
    upwards: ["产出", "指标"],
}


@pytest.mark.parametrize("draw", SHOWN, ids=lambda draw: draw.__name__)
def test_text_is_read_as_it_is_seen(draw: Callable[[Paper], None]) -> None:
    paper = Paper()
    paper.text(400, 400, "")  # sets the font
    draw(paper)
    assert texts(paper.read()) == SHOWN[draw]
