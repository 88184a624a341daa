"""One cell a line: rows rebuilt by their labels, and left alone where that is not certain."""

import pytest

from perfcheck.api import extract
from perfcheck.tables import TargetTable

TITLE, HEADER = ["坡地绿化绩效目标表"], ["一级指标", "二级指标", "三级指标", "指标值"]
BLOCK = [
    "项目名称",
    "坡地绿化",
    "项目资金（万元）",
    "年度资金总额：",
    "80",
    "其中：财政拨款",
    "80",
]
BODY = [
    "产出指标", "数量指标", "植树株数", "≥900株", "抚育面积", "≥40亩",
    "质量指标", "成活率", "≥85%",
    "效益指标", "生态效益指标", "新增绿地", "≥30亩",
    "满意度指标", "服务对象满意度指标", "居民满意度", "≥90%",
]  # fmt: skip
ROWS = [
    ("产出指标", "数量指标", "植树株数", "≥900株"),
    ("产出指标", "数量指标", "抚育面积", "≥40亩"),
    ("产出指标", "质量指标", "成活率", "≥85%"),
    ("效益指标", "生态效益指标", "新增绿地", "≥30亩"),
    ("满意度指标", "服务对象满意度指标", "居民满意度", "≥90%"),
]


def read(cells: list[str], gap: str = "\n\n") -> TargetTable:
    (table,) = extract(gap.join(cells).encode(), name="t.txt").tables
    return table


def rows(table: TargetTable) -> list[tuple[str, str, str, str]]:
    return [(row.level1_raw, row.level2_raw, row.name, row.value) for row in table.indicators]


@pytest.mark.parametrize("gap", ["\n", "\n\n", "\n \n\n", "\r\n\r\n", " |\n"])
def test_one_cell_a_line(gap: str) -> None:
    table = read([*TITLE, *BLOCK, *HEADER, *BODY], gap)
    assert rows(table) == ROWS
    assert table.project == "坡地绿化"
    assert not table.unread


def test_the_budget_above_is_read() -> None:
    budget = read([*TITLE, *BLOCK, *HEADER, *BODY]).budget
    assert budget is not None
    assert budget.total is not None
    assert budget.total.yuan == 800_000


def test_every_value_knows_its_line() -> None:
    cells = [*TITLE, *HEADER, *BODY]
    for row in read(cells, "\n").indicators:
        assert row.location.line is not None
        assert cells[row.location.line - 1] == row.value


def test_lines_of_one_cell_stand_together_where_blank_lines_set_cells_apart() -> None:
    body = [cell.replace("新增绿地", "新增\n绿地") for cell in BODY]
    assert rows(read([*TITLE, *HEADER, *body])) == ROWS


def test_a_column_that_nobody_filled_in() -> None:
    assert rows(read([*HEADER, "备注", *BODY])) == ROWS


def test_a_column_that_everybody_filled_in() -> None:
    filled = []
    for cell in BODY:
        filled += [cell, "台账"] if cell.startswith("≥") else [cell]
    table = read([*HEADER, "指标值确定依据", *filled])
    assert rows(table) == ROWS
    assert {row.basis for row in table.indicators} == {"台账"}


CUT_LABELS = [
    (["生态效益指标"], ["生态效益", "指标"]),
    (["服务对象满意度指标"], ["服务对象", "满意度指标"]),
    (["服务对象满意度指标", "居民满意度", "≥90%"], ["社会公众或服务", "居民满意度", "≥90%", "对象满意度指标"]),
]  # fmt: skip


@pytest.mark.parametrize(("whole", "cut"), CUT_LABELS)
def test_a_label_cut_into_lines(whole: list[str], cut: list[str]) -> None:
    at = BODY.index(whole[0])
    body = [*BODY[:at], *cut, *BODY[at + len(whole) :]]
    names = [(row.name, row.value) for row in read([*HEADER, *body]).indicators]
    assert names == [row[2:] for row in ROWS]


def test_the_same_label_on_both_levels() -> None:
    body = [cell.replace("服务对象满意度指标", "满意度指标") for cell in BODY]
    assert rows(read([*HEADER, *body]))[-1] == (
        "满意度指标", "满意度指标", "居民满意度", "≥90%",
    )  # fmt: skip


@pytest.mark.parametrize("missing", ["≥85%", "成活率"])
def test_a_group_that_fills_no_rows_is_reported_and_the_rest_is_read(missing: str) -> None:
    table = read([*HEADER, *(cell for cell in BODY if cell != missing)])
    assert rows(table) == [row for row in ROWS if missing not in row]
    ((text, _),) = table.unread
    assert "质量指标" in text


def test_rows_after_an_unread_group_keep_their_own_labels() -> None:
    body = [cell for cell in BODY if cell != "≥30亩"]
    last = read([*HEADER, *body]).indicators[-1]
    assert last.level1_raw == "满意度指标"


def test_cells_in_disorder_are_no_rows() -> None:
    shuffled = ["产出指标", "植树株数", "数量指标", "≥900株", "质量指标", "85%", "成活率", "≥40亩", "抚育面积"]  # fmt: skip
    assert not any(row.value == "抚育面积" for row in read([*HEADER, *shuffled]).indicators)


def test_what_stands_below_ends_the_table() -> None:
    for note in ("注：各单位可自行增减指标", "附件：", "合计", "填表人：某某"):
        assert rows(read([*HEADER, *BODY, note, "其他文字", "又一段"])) == ROWS


def test_a_name_that_reads_as_a_time_is_a_name() -> None:
    body = [cell.replace("成活率", "全年").replace("≥85%", "1-12月") for cell in BODY]
    assert ("产出指标", "质量指标", "全年", "1-12月") in rows(read([*HEADER, *body]))


def test_rows_as_wide_as_the_header_where_half_of_it_fits_as_well() -> None:
    header = ["一级指标", "二级指标", "三级指标", "指标值", "绩效标准", "评分标准"]
    cells = [
        *header,
        *("产出指标", "数量指标", "清淤长度", "≥12公里", "计划标准", "按比例得分"),
        *("质量指标", "验收合格率", "≥95%", "行业标准", "按比例得分"),
        *("效益指标", "社会效益指标", "受益农户", "≥800户", "计划标准", "按比例得分"),
    ]
    assert [row[2:] for row in rows(read(cells))] == [
        ("清淤长度", "≥12公里"), ("验收合格率", "≥95%"), ("受益农户", "≥800户"),
    ]  # fmt: skip


def test_two_narrow_rows_are_not_one_wide_row() -> None:
    header = ["一级指标", "二级指标", "三级指标", "指标值", "绩效标准", "评分标准"]
    cells = [
        *header,
        *("产出指标", "数量指标", "清淤长度", "≥12公里", "清淤次数", "≥3次"),
        *("效益指标", "社会效益指标", "受益农户", "≥800户", "受益村", "≥9个"),
    ]
    assert rows(read(cells)) == []
