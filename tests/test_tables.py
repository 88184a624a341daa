"""Finding tables in a document, and reading their blocks: layouts, pages, headers, money, goals."""

from collections.abc import Callable, Sequence

import pytest

from perfcheck.api import extract
from perfcheck.tables import Category, Column, IndicatorKind, Submission, TargetTable

HEADER = ("一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值", "指标值确定依据")
ROWS = [
    HEADER,
    ("产出指标", "数量指标", "清淤长度", "清淤的沟渠长度", "≥12公里", "年度计划"),
    ("", "质量指标", "验收合格率", "合格沟渠占比", "≥95%", "水利规程"),
    ("效益指标", "社会效益指标", "受益农户", "用水方便的农户", "≥800户", "台账"),
]


Rows = Sequence[tuple[str, ...]]


def read(text: str) -> Submission:
    return extract(text.encode(), name="t.txt")


def only(text: str) -> TargetTable:
    (table,) = read(text).tables
    return table


def pipes(rows: Rows) -> str:
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def tabs(rows: Rows) -> str:
    return "".join("\t".join(row) + "\n" for row in rows)


def cells(rows: Rows) -> str:
    return "\n".join("".join(f"\t{cell}\n" for cell in row) for row in rows) + "\n"


LAYOUTS = [pytest.param(layout, id=layout.__name__) for layout in (pipes, tabs, cells)]


# Layouts


@pytest.mark.parametrize("layout", LAYOUTS)
def test_one_table_in_every_layout(layout: Callable[[Rows], str]) -> None:
    table = only(layout(ROWS))
    assert [row.name for row in table.indicators] == ["清淤长度", "验收合格率", "受益农户"]
    assert [row.value for row in table.indicators] == ["≥12公里", "≥95%", "≥800户"]
    second = table.indicators[1]
    assert second.category is Category.OUTPUT  # the merged label is carried down
    assert second.kind is IndicatorKind.QUALITY
    assert second.level1_raw == "产出指标"
    assert table.columns == {
        Column.LEVEL1, Column.LEVEL2, Column.NAME, Column.DESCRIPTION, Column.VALUE, Column.BASIS,
    }  # fmt: skip


def test_every_cell_knows_its_line() -> None:
    text = cells(ROWS)
    lines = text.split("\n")
    for row in only(text).indicators:
        assert row.location.line is not None
        assert lines[row.location.line - 1].strip() == row.value


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_encodings(encoding: str) -> None:
    (table,) = extract(pipes(ROWS).encode(encoding), name="t.txt").tables
    assert table.indicators[0].name == "清淤长度"


def test_windows_line_ends() -> None:
    assert len(only(cells(ROWS).replace("\n", "\r\n")).indicators) == 3


def test_a_cell_with_an_empty_line_does_not_cut_the_row() -> None:
    text = cells(ROWS).replace("\t验收合格率\n", "\t验收合格率\n\n")
    assert [row.name for row in only(text).indicators] == ["清淤长度", "验收合格率", "受益农户"]


def test_a_cell_may_have_paragraphs() -> None:
    text = cells([("绩效目标", "第一段\n\n第二段")]) + cells(ROWS)
    assert only(text).goal_text == "第一段\n第二段"


def test_markdown_rules_are_no_rows() -> None:
    text = pipes([HEADER]) + "|---|---|---|---|---|---|\n" + pipes(ROWS[1:])
    assert len(only(text).indicators) == 3


# Pages


def test_a_repeated_header_is_a_page_break() -> None:
    text = tabs(ROWS[:2]) + "\n" + tabs([HEADER, *ROWS[2:]])
    assert len(only(text).indicators) == 3


def test_a_row_cut_by_the_page_is_joined() -> None:
    first = [*ROWS[:2], ("", "质量指标", "验收合", "合格沟", "≥95%", "水利")]
    rest = [HEADER, ("", "", "格率", "渠占比", "", "规程"), ROWS[3]]
    table = only(tabs(first) + "\n" + tabs(rest))
    row = table.indicators[1]
    assert (row.name, row.description, row.value, row.basis) == (
        "验收合格率",
        "合格沟渠占比",
        "≥95%",
        "水利规程",
    )
    assert len(table.indicators) == 3


def test_page_numbers_do_not_end_a_table() -> None:
    text = tabs(ROWS[:2]) + "\n- 12 -\n\n第 13 页\n\n" + tabs([HEADER, *ROWS[2:]])
    assert len(only(text).indicators) == 3


def test_text_between_grids_ends_a_table() -> None:
    text = tabs(ROWS) + "\n二、其他事项\n\n" + tabs(ROWS)
    assert len(read(text).tables) == 2


def test_the_first_category_coming_again_starts_a_new_table() -> None:
    text = tabs(ROWS) + "\n" + tabs(ROWS)
    assert [len(table.indicators) for table in read(text).tables] == [3, 3]


def test_a_project_block_starts_a_new_table() -> None:
    rows = [
        ("项目名称", "甲渠清淤", "", "", "", ""),
        *ROWS,
        ("项目名称", "乙渠清淤", "", "", "", ""),
        *ROWS,
    ]
    assert [table.project for table in read(tabs(rows)).tables] == ["甲渠清淤", "乙渠清淤"]


def test_a_row_may_begin_with_words_of_the_project_block() -> None:
    rows = [
        *ROWS,
        ("", "", "项目资金到位率", "到位资金占比", "≥98%", ""),
        ("", "", "绩效目标完成率", "", "≥9%", ""),
    ]
    assert [row.name for row in only(tabs(rows)).indicators][-2:] == [
        "项目资金到位率",
        "绩效目标完成率",
    ]


def test_a_title_in_a_row_of_the_grid_starts_a_table() -> None:
    blank = ("",) * 5
    rows = [("甲渠清淤绩效目标表", *blank), *ROWS, ("乙渠清淤绩效目标表", *blank), *ROWS]
    assert [table.project for table in read(tabs(rows)).tables] == ["甲渠清淤", "乙渠清淤"]


# Rows that do not fit


def test_a_row_that_does_not_fit_is_kept_as_unread() -> None:
    table = only(pipes([*ROWS, ("", "时效指标", "≤30天")]))
    assert len(table.indicators) == 3
    ((text, location),) = table.unread
    assert "≤30天" in text
    assert location.line == 5


def test_blank_and_total_rows_are_no_indicators() -> None:
    table = only(pipes([*ROWS, ("",) * 6, ("合计", "", "", "", "100", "")]))
    assert len(table.indicators) == 3
    assert table.unread == ()


def test_a_value_without_a_name_is_still_a_row() -> None:
    table = only(pipes([*ROWS, ("", "时效指标", "", "", "≤30天", "")]))
    assert table.indicators[-1].value == "≤30天"


def test_a_column_without_meaning_may_hold_text() -> None:
    rows = [(*HEADER, "备注"), (*ROWS[1], "见附件"), (*ROWS[3], "")]
    assert len(only(pipes(rows)).indicators) == 2


def test_rows_that_slid_to_the_left_are_moved_back() -> None:
    rows = [
        ("绩效指标", *HEADER[:3], "指标值", ""),
        ("产出指标", "数量指标", "造林面积（亩）", "800", "", ""),
        ("其中：新造林面积（亩）", "300", "", "", "", ""),
        ("成本指标", "造林总成本", "≤60万元", "", "", ""),
        ("效益指标", "生态效益指标", "森林覆盖率", "≥32%", "", ""),
    ]
    table = only(pipes(rows))
    read = [(row.level1_raw, row.level2_raw, row.name, row.value) for row in table.indicators]
    assert read == [
        ("产出指标", "数量指标", "造林面积（亩）", "800"),
        ("产出指标", "数量指标", "其中：新造林面积（亩）", "300"),
        ("产出指标", "成本指标", "造林总成本", "≤60万元"),
        ("效益指标", "生态效益指标", "森林覆盖率", "≥32%"),
    ]


def test_an_unknown_label_does_not_move_a_row() -> None:
    rows = [
        HEADER[:5],
        ("产出指标", "其他指标", "造林面积", "造林", "≥8亩"),
        ("", "其他", "护林", "护林", "≥8人"),
    ]
    table = only(pipes(rows))
    assert [row.level2_raw for row in table.indicators] == ["其他指标", "其他"]
    assert [row.name for row in table.indicators] == ["造林面积", "护林"]


def test_another_table_of_the_same_width_is_no_next_page() -> None:
    people = [
        ("张某", "男", "科长", "负责人", "8楼", "无"),
        ("李某", "女", "科员", "经办", "8楼", "无"),
    ]
    table = only(tabs(ROWS) + "\n" + tabs(people))
    assert [row.name for row in table.indicators] == ["清淤长度", "验收合格率", "受益农户"]


def test_a_next_page_without_header_goes_on() -> None:
    rest = [("", "经济效益指标", "节约用水", "与上年相比", "≥3万方", "台账")]
    table = only(tabs(ROWS) + "\n" + tabs(rest))
    assert table.indicators[-1].name == "节约用水"
