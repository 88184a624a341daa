"""Layouts of templates from many places: which cell of a row is what."""

import pytest

from perfcheck.api import check, extract
from perfcheck.tables import Category, IndicatorKind, TargetTable
from tests.layouts import (
    DOWN,
    GOES_ON,
    HEADER,
    PLAIN,
    cell,
    line,
    money,
    read,
    rows,
    text_of,
    wide,
)
from tests.word import document, p, tbl, tc, tr, word

# Several projects in one grid


LISTED = ("单位名称", "项目名称", "预算数（万元）", "年度绩效目标", *HEADER)
BUS = [
    ("产出指标", "数量指标", "开行班次", "≥1200班次"),
    ("效益指标", "社会效益指标", "受益学生", "≥420人"),
]


def listed_in_word(names_again: bool) -> tuple[TargetTable, ...]:
    def left(first: bool, *texts: str) -> list[str]:
        if names_again:
            return [cell(text) for text in texts]
        return [cell(text if first else "", DOWN if first else GOES_ON) for text in texts]

    body = []
    for name, sum_, goal, own in (
        ("社区助餐", "86", "方便老人用餐", PLAIN),
        ("校车运行", "190", "接送学生", BUS),
    ):
        for at, row in enumerate(own):
            body.append(tr(*left(not at, "民政局", name, sum_, goal), *map(cell, row)))
    return read(line(*LISTED), *body)


@pytest.mark.parametrize("names_again", [True, False], ids=["repeated", "merged"])
def test_each_project_of_a_list_is_a_table(names_again: bool) -> None:
    first, second = listed_in_word(names_again)
    assert (first.project, second.project) == ("社区助餐", "校车运行")
    assert rows(first) == PLAIN
    assert rows(second) == BUS
    assert [goal.text for goal in second.goals] == ["接送学生"]
    for table, yuan in ((first, 860_000), (second, 1_900_000)):
        assert money(table)[0] == yuan


def test_a_list_in_a_text_without_its_covered_cells() -> None:
    page = (
        "单位名称 | 项目名称 | 预算数 | 一级指标 | 二级指标 | 三级指标 | 指标值 |\n"
        "合计 | 276 | | | | | |\n"
        "民政局 | | 276 | | | | |\n"
        "民政局 | 社区助餐 | 86 | 产出指标 | 数量指标 | 助餐人次 | ≥900人次 |\n"
        "质量指标 | 投诉办结率 | ≥95% | | | | |\n"
        "效益指标 | 社会效益指标 | 受益老人 | ≥86人 | | | |\n"
        "校车运行 | 190 | 产出指标 | 数量指标 | 开行班次 | ≥1200班次 | |\n"
        "效益指标 | 社会效益指标 | 受益学生 | ≥420人 | | | |\n"
    )
    first, second = text_of(page)
    assert (first.project, rows(first)) == ("社区助餐", PLAIN)
    assert (second.project, rows(second)) == ("校车运行", BUS)


def test_levels_in_rows_of_their_own_under_numbered_columns() -> None:
    (table,) = read(
        line("单位名称、项目名称", "项目年度绩效目标", *HEADER),
        line("1", "2", "3", "4", "5", "6"),
        line("民政局", "", "", "", "", ""),
        line("社区助餐", "方便老人用餐", "", "", "", ""),
        line("", "", "产出指标", "", "", ""),
        line("", "", "", "数量指标", "", ""),
        line("", "", "", "", "助餐人次", "≥900人次"),
    )
    assert table.project == "社区助餐"
    assert rows(table) == PLAIN[:1]
    assert table.unread == ()


# Headers of two rows, divided and merged cells


def test_a_value_header_divided_below() -> None:
    (table,) = read(
        tr(*(cell(text, DOWN) for text in HEADER[:3]), wide("指标值", 3), cell("备注", DOWN)),
        tr(
            *[cell("", GOES_ON)] * 3,
            *map(cell, ("运算符号", "内容", "度量单位")),
            cell("", GOES_ON),
        ),
        line("产出指标", "数量指标", "助餐人次", "≥", "900", "人次", ""),
    )
    assert rows(table) == PLAIN[:1]


def test_the_same_in_a_text_that_knows_no_spans() -> None:
    (table,) = text_of(
        "一级指标 | 二级指标 | 三级指标 | 指标值 | 备注 | | |\n"
        "运算符号 | 内容 | 度量单位 | | | | |\n"
        "产出指标 | 数量指标 | 助餐人次 | ≥ | 900 | 人次 | |\n"
        "质量指标 | 投诉办结率 | ≥ | 95 | % | | |\n"
    )
    assert rows(table) == PLAIN[:2]


def test_a_value_divided_under_one_header() -> None:
    (table,) = read(
        tr(*map(cell, HEADER[:3]), wide("指标值", 3)),
        line("产出指标", "数量指标", "助餐人次", "≥", "900", "人次"),
    )
    assert rows(table) == PLAIN[:1]


def test_a_name_beside_its_number_under_one_header() -> None:
    (table,) = read(
        tr(cell("一级指标"), cell("二级指标"), wide("三级指标", 2), cell("指标值")),
        line("产出指标", "数量指标", "1", "助餐人次", "≥900人次"),
    )
    assert rows(table) == PLAIN[:1]


def test_this_year_among_three() -> None:
    (table,) = read(
        tr(*(cell(text, DOWN) for text in HEADER[:3]), wide("指标值", 3)),
        tr(*[cell("", GOES_ON)] * 3, *map(cell, ("前年", "上年", "预计当年实现"))),
        line("产出指标", "数量指标", "助餐人次", "≥700人次", "≥800人次", "≥900人次"),
    )
    assert rows(table) == PLAIN[:1]


@pytest.mark.parametrize(("headers", "found"), [
    (("2024年目标值",), 1),
    (("2023年实际值", "2024年目标值"), 1),
    (("2024年指标值", "指标值"), 1),
    (("2024年指标值", "2025年指标值"), 0),  # nobody can tell which one is meant
    (("2024年", "2025年"), 0),
])  # fmt: skip
def test_values_of_a_year(headers: tuple[str, ...], found: int) -> None:
    values = ["≥700人次"] * (len(headers) - 1) + ["≥900人次"]
    tables = read(line(*HEADER[:3], *headers), line("产出指标", "数量指标", "助餐人次", *values))
    assert [rows(table) for table in tables] == [PLAIN[:1]] * found


def test_a_name_merged_over_two_values_is_the_name_of_both() -> None:
    page = word(document(tbl(
        line(*HEADER, "备注"),
        tr(*(cell(text, DOWN) for text in ("产出指标", "数量指标", "安置人数")), cell("≥120人"), cell("城镇")),
        tr(*[cell("", GOES_ON)] * 3, cell("≥80人"), cell("农村")),
    )))  # fmt: skip
    (table,) = extract(page, name="t.docx").tables
    assert [(row.name, row.value) for row in table.indicators] == [
        ("安置人数", "≥120人"),
        ("安置人数", "≥80人"),
    ]
    assert "PC501" not in {finding.code for finding in check(page, name="t.docx").findings}


def test_a_value_and_a_unit_merged_over_rows_hold_for_each_and_points_for_the_first() -> None:
    (table,) = read(
        line(*HEADER[:3], "计算符号", "指标值", "计量单位", "分值"),
        tr(*map(cell, ("产出指标", "质量指标", "食品合格率")), *(cell(t, DOWN) for t in ("≥", "98", "%", "20"))),
        tr(*map(cell, ("产出指标", "质量指标", "设施完好率")), *[cell("", GOES_ON)] * 4),
    )  # fmt: skip
    assert [(row.name, row.value, row.points) for row in table.indicators] == [
        ("食品合格率", "≥98%", "20"),
        ("设施完好率", "≥98%", None),
    ]


@pytest.mark.parametrize(
    ("adjusted", "value", "initial"),
    [
        ("≥100公里", "≥100公里", "≥120公里"),
        ("", "≥120公里", None),
        ("—", "≥120公里", None),
        ("未调整", "≥120公里", None),
        ("无", "≥120公里", None),
        ("同年初指标值", "≥120公里", None),
    ],
)
def test_a_target_adjusted_in_the_year_is_the_one_in_force(
    adjusted: str, value: str, initial: str | None
) -> None:
    (table,) = read(
        line("二级指标", "三级指标", "年初指标值", "调整指标值", "全年完成值"),
        line("数量指标", "养护里程", "≥120公里", adjusted, "105公里"),
    )
    (row,) = table.indicators
    assert (row.value, row.initial, row.actual) == (value, initial, "105公里")


@pytest.mark.parametrize(
    ("sign", "value", "unit", "whole"),
    [
        ("≥", "98", "%", "≥98%"),
        ("≥", "98%", "%", "≥98%"),  # a number that its format shows as 98%
        ("≤", "50万元", "万元", "≤50万元"),
        ("≤", "3%~5%", "%", "≤3%~5%"),
        ("≥", "8000", "人次", "≥8000人次"),
    ],
)
def test_a_unit_that_the_value_has_is_not_written_twice(
    sign: str, value: str, unit: str, whole: str
) -> None:
    (table,) = read(
        line("二级指标", "三级指标", "计算符号", "指标值", "计量单位"),
        line("质量指标", "项目合格情况", sign, value, unit),
    )
    assert table.indicators[0].value == whole


@pytest.mark.parametrize(("level1", "level2", "category", "kind"), [
    ("产出指标50分", "数量指标（15分）", Category.OUTPUT, IndicatorKind.QUANTITY),
    ("产出目标", "质量目标", Category.OUTPUT, IndicatorKind.QUALITY),
    ("产出指标", "质量指标20分", Category.OUTPUT, IndicatorKind.QUALITY),
    ("效益指标", "可持续性指标", Category.BENEFIT, IndicatorKind.SUSTAINABLE),
    ("满意度指标", "服务对象满意度指标等", Category.SATISFACTION, IndicatorKind.SATISFACTION),
    ("满意度指标", "联系部门满意度", Category.SATISFACTION, IndicatorKind.SATISFACTION),
    ("产出指标", "职工满意度", Category.OUTPUT, None),
])  # fmt: skip
def test_labels_as_they_are_written(
    level1: str, level2: str, category: Category, kind: IndicatorKind | None
) -> None:
    (table,) = read(line(*HEADER), line(level1, level2, "助餐人次", "≥900人次"))
    (row,) = table.indicators
    assert (row.category, row.kind) == (category, kind)


def test_a_name_in_the_column_beside_its_number() -> None:
    (table,) = read(
        line(*HEADER[:3], "指标内容", "指标值"),
        line("产出指标", "数量指标", "指标1", "助餐人次", "≥900人次"),
    )
    assert rows(table) == PLAIN[:1]
    assert table.indicators[0].description == ""


def test_labels_in_two_lines_are_no_titles() -> None:
    left = "<w:r><w:t>{}</w:t><w:br/><w:t>{}</w:t></w:r>"
    goal = tr(
        tc(p(left.format("年度绩效目标", "完成情况"))), *map(cell, ("方便老人用餐", "", "", ""))
    )
    header = tr(tc(p(left.format("绩效指标", "（90分）"))), *map(cell, HEADER))
    (table,) = read(
        line("项目名称", "社区助餐", "", "", ""),
        goal,
        header,
        line("", *PLAIN[0]),
        header,  # on the next page
        line("", *PLAIN[1]),
        line("", *PLAIN[2]),
    )
    assert table.project == "社区助餐"
    assert rows(table) == PLAIN


def test_categories_in_rows_across_a_template_without_a_column_for_them() -> None:
    (table,) = read(
        line(*HEADER[1:], "备注"),
        tr(wide("一、产出指标", 4)),
        *[line(*row[1:], "") for row in PLAIN[:2]],
        tr(wide("二、效益指标", 4)),
        line(*PLAIN[2][1:], ""),
    )
    assert [(row.category, row.name) for row in table.indicators] == [
        (Category.OUTPUT, "助餐人次"),
        (Category.OUTPUT, "投诉办结率"),
        (Category.BENEFIT, "受益老人"),
    ]
