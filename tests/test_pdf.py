"""PDF pages: tables by their lines, and places to point at."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perfcheck.documents import Box, Grid, Paragraph, read_bytes
from tests.paper import (
    Paper,
    Pen,
    by_hand,
    drawn,
    needs_pdf,
    solid,
    table_of,
    text_at,
    texts,
)

pytestmark = needs_pdf

MERGED = [
    ["一级指标", "二级指标", "三级指标", "指标值"],
    ["产出指标", "数量指标", "清淤长度", "≥12公里"],
    ["^", "质量指标", "合格率", "<"],
    ["合计", "<", "<", "≥3"],
]
WIDTHS = [60, 60, 80, 60]


def bars(paper: Paper, x0: float, top: float, x1: float, bottom: float) -> None:
    """As browsers draw a border: a thin filled rectangle."""
    paper.canvas.rect(x0, paper.height - bottom, max(x1 - x0, 0.75), max(bottom - top, 0.75), 0, 1)


def double(paper: Paper, x0: float, top: float, x1: float, bottom: float) -> None:
    for off in (-1.1, 1.1):
        across, down = (off, 0) if x0 == x1 else (0, off)
        solid(paper, x0 + across, top + down, x1 + across, bottom + down)


def heavy(paper: Paper, x0: float, top: float, x1: float, bottom: float) -> None:
    """Thick lines across, before which those that run down end."""
    if x0 == x1:
        solid(paper, x0, top + 4, x1, bottom - 4)
    else:
        paper.canvas.setLineWidth(5)
        solid(paper, x0, top, x1, bottom)
        paper.canvas.setLineWidth(1)


def dashed(paper: Paper, x0: float, top: float, x1: float, bottom: float) -> None:
    paper.canvas.setDash(3, 2)
    solid(paper, x0, top, x1, bottom)
    paper.canvas.setDash()


def dashes(paper: Paper, x0: float, top: float, x1: float, bottom: float) -> None:
    """Each dash a line of its own, as some programs draw them."""
    steps = int(max(x1 - x0, bottom - top) // 5)
    for step in range(steps):
        start, end = step / steps, (step + 0.5) / steps
        solid(
            paper,
            x0 + (x1 - x0) * start,
            top + (bottom - top) * start,
            x0 + (x1 - x0) * end,
            top + (bottom - top) * end,
        )
    solid(paper, x1 - (x1 > x0), bottom - (bottom > top), x1, bottom)


def dots(paper: Paper, x0: float, top: float, x1: float, bottom: float) -> None:
    steps = int(max(x1 - x0, bottom - top) // 3)
    for step in range(steps + 1):
        x, y = x0 + (x1 - x0) * step / steps, top + (bottom - top) * step / steps
        paper.canvas.rect(x - 0.5, paper.height - y - 0.5, 1, 1, 0, 1)


@pytest.mark.parametrize(
    "pen", [solid, bars, double, heavy, dashed, dashes, dots], ids=lambda p: p.__name__
)
def test_cells_and_spans_of_all_kinds_of_lines(pen: Pen) -> None:
    paper = Paper()
    paper.table(30, 30, WIDTHS, MERGED, pen)
    assert table_of(paper.read()) == MERGED


def test_coloured_cells_are_no_lines_of_their_own() -> None:
    paper = Paper()
    paper.canvas.setFillGray(0.8)
    paper.canvas.rect(32, paper.height - 44, 250, 12, stroke=0, fill=1)
    paper.canvas.rect(160, paper.height - 62, 40, 10, stroke=0, fill=1)
    paper.canvas.setFillGray(0)
    paper.table(30, 30, WIDTHS, MERGED)
    assert table_of(paper.read()) == MERGED


@pytest.mark.parametrize("missing", ["left", "right", "top", "bottom"])
def test_a_side_that_is_not_drawn_is_closed(missing: str) -> None:
    """Many printed tables are open at their sides, and a browser leaves a page's last row open."""

    def pen(paper: Paper, x0: float, top: float, x1: float, bottom: float) -> None:
        at = {"left": x0 == x1 == 30, "right": x0 == x1 == 290, "top": top == bottom == 30}
        if not at.get(missing, top == bottom == 98):
            solid(paper, x0, top, x1, bottom)

    paper = Paper()
    paper.table(30, 30, WIDTHS, MERGED, pen)
    assert table_of(paper.read()) == MERGED


def test_every_cell_and_paragraph_has_its_place() -> None:
    paper = Paper()
    paper.text(30, 10, "清淤绩效目标表")
    paper.page()
    paper.table(30, 40, [50, 60], [["产出指标", "清淤长度"], ["^", "≥12公里"]])
    document = paper.read()
    title, (grid,) = next(document.paragraphs), document.grids
    assert title.location.page == 1
    (place,) = title.location.boxes
    assert (place.page, place.left, place.right) == (1, 30, 100)
    assert 9 < place.top < place.bottom < 22
    assert [
        (cell.location.table, cell.location.row, cell.location.col, *cell.location.boxes)
        for cell in grid.cells
    ] == [
        (1, 1, 1, Box(2, 30, 40, 80, 74)),
        (1, 1, 2, Box(2, 80, 40, 140, 57)),
        (1, 2, 2, Box(2, 80, 57, 140, 74)),
    ]
    assert {cell.location.page for cell in grid.cells} == {2}


def sheet(turn: int, crop: str = "") -> bytes:
    """A title and a table of two cells that read upright when the page is shown."""
    matrix = {
        0: "1 0 0 1 0 0",
        90: "0 1 -1 0 300 0",
        180: "-1 0 0 -1 400 300",
        270: "0 -1 1 0 0 400",
    }[turn]
    width, height = (300, 400) if turn % 180 else (400, 300)
    grid = "50 200 160 40 re S 130 200 m 130 240 l S\n"
    content = f"{matrix} cm {text_at(50, 260, '绩效目标')}{text_at(60, 220, '产出')}{text_at(140, 220, '≥5')}{grid}"
    return by_hand(content, f"/MediaBox[0 0 {width} {height}]/Rotate {turn}{crop}")


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_turned_page_reads_as_it_is_shown(turn: int) -> None:
    document = read_bytes(sheet(turn), "t.pdf")
    (title,), (grid,) = document.paragraphs, document.grids
    assert (title.text, drawn(grid)) == ("绩效目标", [["产出", "≥5"]])
    assert [cell.location.boxes for cell in grid.cells] == [
        (Box(1, 50, 60, 130, 100),),
        (Box(1, 130, 60, 210, 100),),
    ]


# The sheet without 40 at the left of what is shown, 20 above, 100 at the right, 10 below.
CROPPED = {
    0: (40, 10, 300, 280),
    90: (20, 40, 290, 300),
    180: (100, 20, 360, 290),
    270: (10, 100, 280, 360),
}


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_places_count_from_the_corner_of_what_is_visible(turn: int) -> None:
    box = " ".join(map(str, CROPPED[turn]))
    (grid,) = read_bytes(sheet(turn, f"/CropBox[{box}]"), "t.pdf").grids
    assert grid.cells[0].location.boxes == (Box(1, 10, 40, 90, 80),)


def test_what_the_page_does_not_show_is_not_read() -> None:
    document = read_bytes(sheet(0, "/CropBox[0 0 400 250]"), "t.pdf")
    assert texts(document) == []
    assert len(list(document.grids)) == 1


def test_a_media_box_may_begin_anywhere() -> None:
    content = "1 0 0 1 -1000 500 cm " + text_at(50, 260, "绩效目标")
    (title,) = read_bytes(by_hand(content, "/MediaBox[-1000 500 -600 800]"), "t.pdf").paragraphs
    assert title.location.boxes[0].left == 50
    assert title.location.boxes[0].top == pytest.approx(300 - 260 - 8.8)


def boxed(paper: Paper) -> None:
    paper.table(30, 30, [200], [["注意：本表一式两份"]])


def boxes_in_a_column(paper: Paper) -> None:
    paper.table(30, 30, [200], [["立项"], ["实施"], ["验收"]])


def chart(paper: Paper) -> None:
    for step in range(5):
        solid(paper, 40, 40 + 20 * step, 240, 40 + 20 * step)
        paper.canvas.rect(50 + 40 * step, paper.height - 120, 20, 15 * (step + 1), fill=1)
    solid(paper, 40, 40, 40, 120)
    for step in range(5):
        paper.text(50 + 40 * step, 125, f"{2019 + step}")


def underlined(paper: Paper) -> None:
    """The blanks of a form to be filled in."""
    for row, label in enumerate(("单位", "日期", "填表人")):
        paper.text(30, 30 + 20 * row, label)
        solid(paper, 70, 42 + 20 * row, 200, 42 + 20 * row)


def without_lines(paper: Paper) -> None:
    for row, cells in enumerate(
        (("三级指标", "指标值"), ("清淤长度", "≥12公里"), ("合格率", "≥95%"))
    ):
        for col, text in enumerate(cells):
            paper.text(30 + 290 * col, 30 + 15 * row, text)


NO_TABLES: dict[Callable[[Paper], None], list[str]] = {
    boxed: ["注意：本表一式两份"],
    boxes_in_a_column: ["立项", "实施", "验收"],
    chart: ["2019 2020 2021 2022 2023"],
    underlined: ["单位", "日期", "填表人"],
    without_lines: ["三级指标 指标值", "清淤长度 ≥12公里", "合格率 ≥95%"],
}


@pytest.mark.parametrize("draw", NO_TABLES, ids=lambda draw: draw.__name__)
def test_what_is_no_table_is_text(draw: Callable[[Paper], None]) -> None:
    paper = Paper()
    draw(paper)
    document = paper.read()
    assert list(document.grids) == []
    assert texts(document) == NO_TABLES[draw]


def test_a_frame_around_the_page_is_no_cell() -> None:
    paper = Paper()
    paper.canvas.rect(10, 10, 380, 280)
    paper.text(30, 15, "绩效目标表")
    paper.text(30, paper.table(30, 40, WIDTHS, MERGED) + 5, "注：按年填报")
    title, grid, note = paper.read().blocks
    assert isinstance(grid, Grid)
    assert drawn(grid) == MERGED
    assert [block.text for block in (title, note) if isinstance(block, Paragraph)] == [
        "绩效目标表",
        "注：按年填报",
    ]


def test_a_table_in_a_cell_is_a_grid_of_its_own() -> None:
    paper = Paper()
    paper.table(20, 20, [60, 300], [["指标", "见下表" + "\n" * 8]])
    paper.table(100, 50, [60, 60], [["长度", "≥5"], ["宽度", "≥2"]])
    assert [drawn(grid) for grid in paper.read().grids] == [
        [["指标", "见下表"]],
        [["长度", "≥5"], ["宽度", "≥2"]],
    ]


def test_a_drawing_of_very_many_lines_is_not_searched_for_tables() -> None:
    paper = Paper()
    for step in range(130):
        solid(paper, 10, 20 + step * 2, 390, 20 + step * 2)
        solid(paper, 10 + 2.9 * step, 20, 10 + 2.9 * step, 280)
    paper.text(30, 5, "地形图")
    assert texts(paper.read()) == ["地形图"]


def tables() -> st.SearchStrategy[list[list[str]]]:
    """Tables with some cells merged to the right and some downwards."""

    def merged(marks: list[list[str]]) -> list[list[str]]:
        rows = [[f"{row}行{col}列" for col in range(4)] for row in range(len(marks))]
        for row, line in enumerate(marks):
            for col, mark in enumerate(line):
                if mark == "<" and col and rows[row][col - 1] != "^":
                    rows[row][col] = "<"
                if mark == "^" and row and _alone(rows, row, col) and _alone(rows, row - 1, col):
                    rows[row][col] = "^"
        return rows

    marks = st.lists(
        st.lists(st.sampled_from("..<^"), min_size=4, max_size=4), min_size=1, max_size=6
    )
    return marks.map(merged).filter(_has_columns)


def _has_columns(rows: list[list[str]]) -> bool:
    return any(sum(text != "<" for text in row) > 1 and "^" not in row for row in rows)


def _alone(rows: list[list[str]], row: int, col: int) -> bool:
    """Is a cell neither merged to the left nor to be merged with the one on its right?"""
    return rows[row][col] != "<" and (col == 3 or rows[row][col + 1] != "<")


@settings(max_examples=50)
@given(tables())
def test_every_table_that_is_drawn_is_read(rows: list[list[str]]) -> None:
    paper = Paper()
    paper.table(20, 20, WIDTHS, rows)
    seen = table_of(paper.read())
    assert [text for row in seen for text in row if text not in "<^"] == [
        text for row in rows for text in row if text not in "<^"
    ]
