"""PDF tables and texts that run over pages: joined where what is drawn leaves no doubt, else left apart."""

from collections.abc import Callable

import pytest

from perfcheck.documents import Grid, Paragraph
from tests.paper import LEADING, Paper, Rows, drawn, needs_pdf, table_of, texts

pytestmark = needs_pdf

# A label of three characters, a name of six, a value of five.
WIDTHS = [38, 68, 58]
HEADER = ["类别", "指标名称", "指标值"]

SEAMS: dict[str, tuple[Rows, Rows, Rows]] = {
    "a row ended, the next begins": (
        [HEADER, ["产出", "清淤长度", "≥5"]],
        [["效益", "水质改善", "≥3"]],
        [HEADER, ["产出", "清淤长度", "≥5"], ["效益", "水质改善", "≥3"]],
    ),
    "a row that the page cut": (
        [HEADER, ["产出", "河道清淤长度", "≥5"]],
        [["", "完成率", ""], ["效益", "水质改善", "≥3"]],
        [HEADER, ["产出", "河道清淤长度完成率", "≥5"], ["效益", "水质改善", "≥3"]],
    ),
    "only a sign is left over": (
        [HEADER, ["产出", "清淤长度", "≥1234567"]],
        [["", "", "米"]],
        [HEADER, ["产出", "清淤长度", "≥1234567米"]],
    ),
    "full by chance, but the value had room": (
        [HEADER, ["产出", "河道清淤长度", "≥5"]],
        [["效益", "水质改善天数", "≥3"]],
        [HEADER, ["产出", "河道清淤长度", "≥5"], ["效益", "水质改善天数", "≥3"]],
    ),
    "full by chance, but there was room below": (
        [HEADER, ["产出", "河道清淤长度", "一\n二\n三\n四"]],
        [["", "水质改善天数", ""]],
        [HEADER, ["产出", "河道清淤长度", "一\n二\n三\n四"], ["^", "水质改善天数", ""]],
    ),
    "the header comes again": (
        [HEADER, ["产出", "清淤长度", "≥5"]],
        [HEADER, ["效益", "水质改善", "≥3"]],
        [HEADER, ["产出", "清淤长度", "≥5"], ["效益", "水质改善", "≥3"]],
    ),
    "a header of two rows": (
        [["类别", "指标", "<"], ["^", "名称", "值"], ["产出", "清淤长度", "≥5"]],
        [["类别", "指标", "<"], ["^", "名称", "值"], ["效益", "水质改善", "≥3"]],
        [["类别", "指标", "<"], ["^", "名称", "值"], ["产出", "清淤长度", "≥5"], ["效益", "水质改善", "≥3"]],
    ),
    "an inner header comes again, and the row is cut": (
        [["项目", "河道清淤", "<"], HEADER, ["产出", "河道清淤长度", "≥5"]],
        [HEADER, ["", "完成率", ""]],
        [["项目", "河道清淤", "<"], HEADER, ["产出", "河道清淤长度完成率", "≥5"]],
    ),
    "an inner header of two rows comes again": (
        [["项目", "河道清淤", "<"], ["类别", "指标", "<"], ["^", "名称", "值"], ["产出", "清淤长度", "≥5"]],
        [["类别", "指标", "<"], ["^", "名称", "值"], ["效益", "水质改善", "≥3"]],
        [["项目", "河道清淤", "<"], ["类别", "指标", "<"], ["^", "名称", "值"], ["产出", "清淤长度", "≥5"], ["效益", "水质改善", "≥3"]],
    ),
    "a merged label goes on": (
        [HEADER, ["产出", "清淤长度", "≥5"]],
        [["", "清淤合格率", "≥9"], ["效益", "水质改善", "≥3"]],
        [HEADER, ["产出", "清淤长度", "≥5"], ["^", "清淤合格率", "≥9"], ["效益", "水质改善", "≥3"]],
    ),
    "a label that the page cut, between rows": (
        [HEADER, ["满意度", "群众满意", "≥5"]],
        [["指标", "企业满意", "≥9"]],
        [HEADER, ["满意度指标", "群众满意", "≥5"], ["^", "企业满意", "≥9"]],
    ),
    "labels that are whole elsewhere": (
        [HEADER, ["效益类", "水质改善", "≥5"], ["产出类", "清淤长度", "≥5"]],
        [["效益类", "水量改善", "≥9"]],
        [HEADER, ["效益类", "水质改善", "≥5"], ["产出类", "清淤长度", "≥5"], ["效益类", "水量改善", "≥9"]],
    ),
    "a list goes on in its cell": (
        [["目标", "1.清淤", "<"]],
        [["", "2.绿化", "<"]],
        [["目标", "1.清淤\n2.绿化"]],
    ),
    "numbered rows are rows": (
        [HEADER, ["1.清淤", "清淤长度", "≥5"]],
        [["2.绿化", "绿化面积", "≥3"]],
        [HEADER, ["1.清淤", "清淤长度", "≥5"], ["2.绿化", "绿化面积", "≥3"]],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("above", "below", "whole"), SEAMS.values(), ids=SEAMS.keys())
def test_seams(above: Rows, below: Rows, whole: Rows) -> None:
    paper = Paper()
    paper.table(30, 150, WIDTHS, above)
    paper.page()
    paper.table(30, 30, WIDTHS, below)
    assert table_of(paper.read()) == whole


def test_a_cell_keeps_all_its_boxes() -> None:
    paper = Paper()
    for names in ("河道清淤长度", "与绿化面积达", "标率"):
        paper.table(
            30,
            100,
            WIDTHS,
            [["", names, ""]] if names != "河道清淤长度" else [["产出", names, "≥5"]],
        )
        paper.page()
    (grid,) = paper.read().grids
    name = grid.cells[1]
    assert name.text == "河道清淤长度与绿化面积达标率"
    assert name.location.page == 1
    assert [(box.page, box.left, box.right) for box in name.location.boxes] == [
        (n, 68, 136) for n in (1, 2, 3)
    ]


def test_columns_are_matched_by_where_they_stand() -> None:
    """The second page lacks the line that parts 预算数 and its sum: its columns are fewer, not others."""
    paper = Paper()
    paper.table(
        30,
        150,
        [40, 60, 60, 60],
        [["预算", "预算数", "132", "万元"], ["类别", "指标名称", "<", "值"]],
    )
    paper.page()
    paper.table(30, 30, [40, 120, 60], [["产出", "清淤长度", "≥5"]])
    assert table_of(paper.read()) == [
        ["预算", "预算数", "132", "万元"],
        ["类别", "指标名称", "<", "值"],
        ["产出", "清淤长度", "<", "≥5"],
    ]


def test_what_a_repeated_header_was_clipped_of_is_not_read() -> None:
    """Some word processors give a repeated row its old height, and what does not fit is drawn unseen."""
    paper = Paper()
    paper.table(30, 150, [38, 34, 58], [["类别", "预算\n数", "指标值"], ["产出", "1", "≥5"]])
    paper.page()
    bottom = paper.table(30, 30, [38, 34, 58], [["类别", "预算", "指标值"], ["效益", "", "≥3"]])
    paper.text(34, bottom, "")
    paper.text(72, 30 + 4 + LEADING + 2, "数")
    paper.text(73, 30 + 4 + LEADING + 2, "6.52")
    assert table_of(paper.read())[-1] == ["效益", "6.52", "≥3"]


def other_columns(paper: Paper) -> None:
    paper.table(30, 30, [60, 40, 64], [["效益", "水质改善", "≥3"]])


def other_place(paper: Paper) -> None:
    paper.table(50, 30, WIDTHS, [["效益", "水质改善", "≥3"]])


def text_between(paper: Paper) -> None:
    paper.text(30, 15, "第二张表")
    paper.table(30, 40, WIDTHS, [["效益", "水质改善", "≥3"]])


def page_between(paper: Paper) -> None:
    paper.page()
    paper.table(30, 40, WIDTHS, [["效益", "水质改善", "≥3"]])


def the_form_again(paper: Paper) -> None:
    paper.table(30, 30, WIDTHS, [["项目", "绿化", "<"], HEADER, ["产出", "绿化面积", "≥3"]])


@pytest.mark.parametrize(
    "draw", [other_columns, other_place, text_between, page_between, the_form_again]
)
def test_another_table_is_left_apart(draw: Callable[[Paper], None]) -> None:
    paper = Paper()
    paper.table(30, 150, WIDTHS, [["项目", "清淤", "<"], HEADER, ["产出", "清淤长度", "≥5"]])
    paper.page()
    draw(paper)
    first, second = paper.read().grids
    assert drawn(first)[-1] == ["产出", "清淤长度", "≥5"]
    assert drawn(second)[-1][-1] == "≥3"


@pytest.mark.parametrize("number", ["3", "- {} -", "第{}页", "第 {} 页 共 9 页", "{}/9", "— {} —"])
def test_furniture_does_not_part_a_table(number: str) -> None:
    paper = Paper()
    for page, label in enumerate(("产出", "效益", "满意"), 1):
        paper.text(30, 10, f"某某局2023年度部门预算（{page}）")
        paper.table(30, 40, WIDTHS, [HEADER, [label, f"清淤长度{page}", "≥5"]])
        paper.text(200, 285, number.format(page))
        paper.page()
    document = paper.read()
    assert [row[1] for row in table_of(document)] == [
        "指标名称",
        "清淤长度1",
        "清淤长度2",
        "清淤长度3",
    ]
    assert texts(document) == ["某某局2023年度部门预算（1）"]


def test_the_title_of_a_form_with_a_page_to_itself_is_no_furniture() -> None:
    paper = Paper()
    for name in ("清淤", "绿化", "照明"):
        paper.text(100, 15, "项目绩效目标表")
        paper.table(30, 40, WIDTHS, [["项目", name, "<"], HEADER, ["产出", name, "≥5"]])
        paper.page()
    blocks = paper.read().blocks
    assert [type(block) for block in blocks] == [Paragraph, Grid] * 3


def test_a_table_that_comes_again_whole_is_a_copy() -> None:
    rows = [HEADER, *(["产出", f"清淤长度{n}", "≥5"] for n in range(6))]
    paper = Paper()
    for _ in range(2):
        paper.table(30, 40, WIDTHS, rows)
        paper.page()
    assert [drawn(grid) for grid in paper.read().grids] == [rows, rows]


def test_a_title_above_the_name_of_a_form_stays() -> None:
    paper = Paper()
    for name in ("清淤", "绿化"):
        paper.text(100, 15, "项目绩效目标表")
        paper.text(30, 35, f"项目名称：{name}")
        paper.table(30, 60, WIDTHS, [HEADER, ["产出", name, "≥5"]])
        paper.page()
    assert texts(paper.read()) == [
        "项目绩效目标表",
        "项目名称：清淤",
        "项目绩效目标表",
        "项目名称：绿化",
    ]


def prose(paper: Paper, top: float, *lines: str) -> None:
    for number, line in enumerate(lines):
        paper.text(30, top + 16 * number, line)


def test_lines_of_a_paragraph_are_one_even_over_a_page() -> None:
    full = "全年清淤河道十二公里并完成两岸绿化与照明设施的更新改造工作"
    paper = Paper()
    paper.text(50, 30, "本单位二〇二三年项目支出预算共安排资金一百三十二万元主要用")
    prose(paper, 46, f"于{full[:-1]}以及", "相关监理费用。")
    paper.text(50, 78, "项目支出预算为一百三十二万元比上年增加十二万元增加的原因是")
    paper.text(200, 285, "- 1 -")
    paper.page()
    prose(paper, 30, "河道延长。", "二、三公经费", "单位：万元")
    assert texts(paper.read()) == [
        f"本单位二〇二三年项目支出预算共安排资金一百三十二万元主要用于{full[:-1]}以及相关监理费用。",
        "项目支出预算为一百三十二万元比上年增加十二万元增加的原因是河道延长。",
        "二、三公经费",
        "单位：万元",
    ]


def test_a_title_under_a_full_line_stays_a_title() -> None:
    paper = Paper()
    prose(
        paper,
        30,
        "年内全面完成河道清淤十二公里以及两岸绿化照明设施的更新改造。",
        "河道清淤费绩效目标表",
    )
    assert texts(paper.read())[-1] == "河道清淤费绩效目标表"
