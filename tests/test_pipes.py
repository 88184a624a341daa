"""Pipe rows over several lines: the width is told by the rows that end in several pipes."""

import pytest

from perfcheck.documents import Grid, Paragraph, read_bytes

HEAD = "绩效指标 | 一级指标 | 二级指标 | 三级指标 | 指标值 | |\n"


def blocks(text: str) -> list[object]:
    """Grids as lists of rows, paragraphs as their text."""
    return [
        block.text if isinstance(block, Paragraph) else rows(block)
        for block in read_bytes(text.encode(), "t.txt").blocks
    ]


def rows(grid: Grid) -> list[list[str]]:
    return [[cell.text for cell in row] for row in grid.rows]


CASES = {
    "a row a line, with what merged cells cover at the end": (
        HEAD + "产出指标 | 数量指标 | 植树株数 | ≥900株 | ||\n质量指标 | 成活率 | ≥85% | |||\n",
        [
            [
                ["绩效指标", "一级指标", "二级指标", "三级指标", "指标值", ""],
                ["产出指标", "数量指标", "植树株数", "≥900株", "", ""],
                ["质量指标", "成活率", "≥85%", "", "", ""],
            ]
        ],
    ),
    "a cell broken inside a row": (
        HEAD
        + "产出指标 | 数量指标 | 在荒坡植树、\n补植 |\n≥900株 | ||\n质量指标 | 成活率 | ≥85% | |||\n",
        [
            [
                ["绩效指标", "一级指标", "二级指标", "三级指标", "指标值", ""],
                ["产出指标", "数量指标", "在荒坡植树、\n补植", "≥900株", "", ""],
                ["质量指标", "成活率", "≥85%", "", "", ""],
            ]
        ],
    ),
    "a cell a line, the pipe behind it": (
        "|\n项目名称 |\n坡地绿化 |\n||\n|\n一级指标 |\n三级指标 |\n指标值 |\n|\n|\n产出指标 |\n株数 |\n≥900株 |\n|\n|\n株高 |\n≥2米 |\n||\n",
        [
            [
                ["项目名称", "坡地绿化", "", ""],
                ["一级指标", "三级指标", "指标值", ""],
                ["产出指标", "株数", "≥900株", ""],
                ["株高", "≥2米", "", ""],
            ]
        ],
    ),
    "a cell a line, the pipe before it": (
        "绩效\n  | 一级指标\n  | 三级指标\n  | 指标值\n  |\n产出指标\n  | 株数\n  | ≥900株\n  | |\n质量\n  | 成活率\n  | ≥85%\n  | |\n",
        [
            "绩效",
            [
                ["", "一级指标", "三级指标", "指标值"],
                ["产出指标", "株数", "≥900株", ""],
                ["质量", "成活率", "≥85%", ""],
            ],
        ],
    ),
    "a long text between two rows": (
        "a | b | c ||\n这一段是两张表之间的说明文字，写了三十个字还多，因此不是单元格，应当单独成段\nd | e | f ||\ng | h ||| \n",
        [
            [["a", "b", "c", ""]],
            "这一段是两张表之间的说明文字，写了三十个字还多，因此不是单元格，应当单独成段",
            [["d", "e", "f", ""], ["g", "h", "", ""]],
        ],
    ),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES.keys())
def test_rows(text: str, expected: list[object]) -> None:
    assert blocks(text) == expected


def test_a_row_cut_by_the_end_of_the_text_keeps_its_closed_cells() -> None:
    text = HEAD + "产出指标 | 数量指标 | 株数 | ≥900株 | ||\n质量指标 | 成活率 | ≥8"
    (grid,) = read_bytes(text.encode(), "t.txt").grids
    assert rows(grid)[-1] == ["质量指标", "成活率", "", "", "", ""]
    assert grid.is_cut


def test_a_whole_table_is_not_cut() -> None:
    (grid,) = read_bytes((HEAD + HEAD).encode(), "t.txt").grids
    assert not grid.is_cut


def test_cells_of_which_nobody_can_tell_the_row_are_texts() -> None:
    assert blocks("甲 |\n乙 |\n丙 |\n") == ["甲", "乙", "丙"]


def test_rows_of_unlike_length_are_taken_line_by_line() -> None:
    assert blocks("| a | b | c |\n| d | e |\n| f | g | h |\n") == [
        [["a", "b", "c"], ["d", "e"], ["f", "g", "h"]]
    ]


def test_every_cell_knows_the_line_it_begins_in() -> None:
    text = CASES["a cell broken inside a row"][0]
    (grid,) = read_bytes(text.encode(), "t.txt").grids
    lines = text.split("\n")
    for cell in (cell for cell in grid.cells if not cell.is_blank):
        assert cell.location.line is not None
        assert cell.text.split("\n")[0] in lines[cell.location.line - 1]
