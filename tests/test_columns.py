"""Columns by what their headers mean, wherever they stand and however the header is drawn."""

import pytest

from perfcheck.api import check, extract
from perfcheck.tables import Category, IndicatorKind, TargetTable
from perfcheck.values import Threshold
from perfcheck.values.interval import plain


def page(*rows: str) -> bytes:
    """A page with one table: cells set apart by |, ``2x3:text`` spans two rows and three columns."""

    def cell(text: str) -> str:
        spans, colon, rest = text.partition(":")
        down, _, across = spans.partition("x")
        if colon and down.isdigit() and across.isdigit():
            return f"<td rowspan={down} colspan={across}>{rest}</td>"
        return f"<td>{text}</td>"

    body = "".join(f"<tr>{''.join(map(cell, row.split('|')))}</tr>" for row in rows if row)
    return f"<html><meta charset='utf-8'><body><table>{body}</table></body></html>".encode()


def tables(*rows: str) -> tuple[TargetTable, ...]:
    return extract(page(*rows), name="t.html").tables


def only(*rows: str) -> TargetTable:
    (table,) = tables(*rows)
    return table


# Operator, value and unit in columns of their own

THREE = [
    ("指标性质|指标值|计量单位", "≥|30|公里", "≥30公里"),
    ("计算符号|目标值|度量单位", "≤|8.5|万元", "≤8.5万元"),
    ("指标方向|目标值|计量单位", "大于等于|98|%", "大于等于98%"),
    ("指标性质|指标方向|指标值", "正向|大于等于|98%", "大于等于98%"),
    ("指标性质|指标值|计量单位", "定性|优良|", "优良"),
    ("计算符号|指标值|计量单位", "≤|≤300|万元", "≤300"),  # the sign is there already
]


@pytest.mark.parametrize(("header", "cells", "value"), THREE)
def test_what_stands_in_three_columns_is_one_value(header: str, cells: str, value: str) -> None:
    (row,) = only(
        f"一级指标|二级指标|三级指标|{header}", f"产出指标|数量指标|里程|{cells}"
    ).indicators
    assert row.value == value


def test_a_lone_unit_column_completes_the_constraint_and_not_the_text() -> None:
    (row,) = only(
        "一级指标|二级指标|三级指标|指标值|计量单位", "产出指标|数量指标|里程|≥30|公里"
    ).indicators
    assert (row.value, row.unit_column) == ("≥30", "公里")
    assert row.constraint.unit_text == "公里"


NAMED = [
    ("建设长度（公里）", "30", "eq", "30", "公里"),
    ("成活率(≥**%)", "85", "ge", "85", "%"),
    ("受益人数（≥**人）", "132", "ge", "132", "人"),
    ("总投入(≤××万元)", "6070", "le", "60700000", "元"),
    ("道路（县道）", "30", "eq", "30", ""),  # no unit
    ("建设长度（公里）", "30米", "eq", "30", "米"),  # the value's own unit counts
]


@pytest.mark.parametrize(("name", "value", "op", "number", "unit"), NAMED)
def test_a_unit_in_the_name(name: str, value: str, op: str, number: str, unit: str) -> None:
    (row,) = only(
        "一级指标|二级指标|三级指标|指标值", f"产出指标|数量指标|{name}|{value}"
    ).indicators
    assert row.value == value
    assert isinstance(row.constraint, Threshold)
    assert row.constraint.op.value == op
    assert plain(row.constraint.quantity.normalized) == number
    assert row.constraint.unit_text == unit


# Headers

HEADERS = [
    "一级指标|二级指标|三级指标|年度指标值",
    "一级|二级|三级|年度数值",
    "一级目标|二级指标|指标名称|目标值",
    "一級指標|二級指標|三級指標|指標值",
    "一级指标|二级指标|指标内容|指标值（含数字及文字描述）",
    "绩效指标|二级指标|三级指标|指标值".replace("绩效指标", "指标类型"),
    " 一 级 指 标 |二级<br>指标|三级指标|绩效指标值",
]


@pytest.mark.parametrize("header", HEADERS)
def test_headers_by_meaning(header: str) -> None:
    (row,) = only(header, "产出指标|数量指标|里程|≥30公里").indicators
    assert (row.category, row.kind) == (Category.OUTPUT, IndicatorKind.QUANTITY)
    assert (row.name, row.value) == ("里程", "≥30公里")


def test_a_self_evaluation() -> None:
    table = only(
        "1x2:项目名称|1x6:村道养护",
        "4x1:绩效指标|一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|偏差原因分析及改进措施",
        "产出指标（50分）|数量指标|指标1：里程|≥30公里|28公里|50|46.7|雨季停工",
        "效益指标（30分）|社会效益指标|指标1：受益人口|≥2万人|2.2万人|30|30|",
        "1x5:总分|80|76.7|",
    )
    first, second = table.indicators
    assert (first.actual, first.points, first.score, first.reason) == (
        "28公里", "50", "46.7", "雨季停工",
    )  # fmt: skip
    assert second.category is Category.BENEFIT
    assert table.project == "村道养护"


TWO_ROWS = [
    (
        ("2x1:一级指标|2x1:二级指标|2x1:指标名称|1x3:指标值|2x1:备注", "前年|上年|预计当年实现"),
        ("产出指标|数量指标|里程|20公里|25公里|≥30公里|", "≥30公里"),
    ),
    (
        ("2x1:一级指标|2x1:二级指标|2x1:三级指标|1x3:指标值|2x1:备注", "符号|值|单位"),
        ("产出指标|数量指标|里程|≥|30|公里|", "≥30公里"),
    ),
    (
        ("1x3:绩效指标|2x1:指标值", "一级指标|二级指标|三级指标"),
        ("产出指标|数量指标|里程|≥30公里", "≥30公里"),
    ),
]


@pytest.mark.parametrize(("header", "row"), TWO_ROWS)
def test_a_header_of_two_rows(header: tuple[str, str], row: tuple[str, str]) -> None:
    cells, value = row
    (one,) = only(*header, cells).indicators
    assert (one.name, one.value) == ("里程", value)


def test_names_under_the_second_level() -> None:
    table = only(
        "一级指标|二级指标|绩效标准|当年预期实现值",
        "2x1:数量指标|里程|全年养护|≥30公里",
        "桥梁数|全部|≥3座",
        "社会效益指标|受益人口|沿线|≥3万人",
    )
    assert [(row.name, row.kind, row.category) for row in table.indicators] == [
        ("里程", IndicatorKind.QUANTITY, Category.OUTPUT),
        ("桥梁数", IndicatorKind.QUANTITY, Category.OUTPUT),
        ("受益人口", IndicatorKind.SOCIAL, Category.BENEFIT),
    ]


@pytest.mark.parametrize(
    ("column", "words"),
    [
        (1, ("产出", "指标")),
        (2, ("社会公众或服务", "对象满意度指标")),
        (2, ("可持续", "影响指标")),
    ],
)
def test_a_label_spelt_over_cut_cells(column: int, words: tuple[str, str]) -> None:
    def labels(word: str) -> str:
        return f"{word}|" if column == 1 else f"|{word}"

    table = only(
        "一级指标|二级指标|三级指标|指标值",
        f"{labels(words[0])}|里程|≥30公里",
        f"{labels(words[1])}|桥梁数|≥3座",
        "效益指标|社会效益指标|受益人口|≥3万人",
    )
    written = [row.level1_raw if column == 1 else row.level2_raw for row in table.indicators]
    assert written[:2] == ["".join(words)] * 2
    assert table.indicators[2].category is Category.BENEFIT


# Blocks of years side by side

BLOCKS = [
    "1x3:项目名称|1x5:河道治理",
    "1x3:年度资金总额（万元）|1x5:300",
    "总体目标|1x4:中期目标（2023年—2025年）|1x3:年度目标",
    "3x1:绩效指标|一级指标|二级指标|三级指标|指标值|二级指标|三级指标|指标值",
    "产出指标|数量指标|治理河道|≥90公里|数量指标|治理河道|≥30公里",
    "效益指标|社会效益指标|受益人口|≥9万人|社会效益指标|受益人口|≥3万人",
]


def test_the_yearly_block_comes_first_and_has_the_budget() -> None:
    yearly, several = tables(*BLOCKS)
    assert [row.value for row in yearly.indicators] == ["≥30公里", "≥3万人"]
    assert [row.value for row in several.indicators] == ["≥90公里", "≥9万人"]
    assert (yearly.is_long_term, several.is_long_term) == (False, True)
    assert yearly.project == several.project == "河道治理"
    assert yearly.budget is not None
    assert several.budget is None


def test_the_blocks_may_stand_the_other_way_round() -> None:
    swapped = BLOCKS[2].replace(
        "1x4:中期目标（2023年—2025年）|1x3:年度目标", "1x4:年度目标|1x3:中期目标"
    )
    yearly, _ = tables(*BLOCKS[:2], swapped, *BLOCKS[3:])
    assert [row.value for row in yearly.indicators] == ["≥90公里", "≥9万人"]


# What cannot be read says so

REFUSED = {
    "a name column that nobody knows": ("一级指标|二级指标|评判内容|指标值", "产出指标|数量指标|里程|≥30公里"),
    "a value divided by unknown words": (
        "2x1:一级指标|2x1:二级指标|2x1:三级指标|1x2:指标值",
        "甲口径|乙口径",
        "产出指标|数量指标|里程|≥30公里|31公里",
    ),
}  # fmt: skip


@pytest.mark.parametrize("rows", REFUSED.values(), ids=REFUSED.keys())
def test_a_header_that_cannot_be_understood(rows: tuple[str, ...]) -> None:
    report = check(page(*rows), name="t.html")
    assert report.exit_code() == 2
    assert "PC915" in [one.code for one in report.findings]
    assert report.indicators == 0


SUSPECTS = [
    "绩效指标一级指标二级指标三级指标指标值产出指标数量指标养护里程≥30公里质量指标合格率≥95%",
    "绩效指标 一级指标 二级指标 三级指标 指标值\n产出指标 数量指标 养护 里程 ≥30公里\n",
    "一、产出指标\n数量指标：养护里程30公里；质量指标：合格率95%。\n二、效益指标：受益3万人。",
    "| 产出指标 | 养护里程≥30公里；桥梁数≥3座 |\n| 效益指标 | 受益人口≥3万人 |\n| 备注 | 无 |\n",
    "序号 考核指标 单位 指标值 1 林木覆盖率 % 22 2 普及率 % 100",
]


@pytest.mark.parametrize("text", SUSPECTS)
def test_text_that_seems_a_table_is_not_checked(text: str) -> None:
    report = check(text.encode(), name="t.txt")
    assert [one.rule for one in report.findings] == ["table-unrestorable"]
    assert report.exit_code() == 2
    assert report.indicators == 0


def test_text_without_any_table_does_not_seem_one() -> None:
    report = check("本年度绩效目标完成情况良好，绩效指标均已完成。".encode(), name="t.txt")
    assert [one.rule for one in report.findings] == ["no-target-table"]


def test_a_glued_header_beside_a_table_that_was_read() -> None:
    table = (
        "| 一级指标 | 二级指标 | 三级指标 | 指标值 |\n| 产出指标 | 数量指标 | 里程 | ≥30公里 |\n"
    )
    glued = "\n一级指标二级指标三级指标指标值产出指标数量指标养护里程≥30公里\n"
    assert check((table + glued).encode(), name="t.txt").exit_code() == 2
    assert check(table.encode(), name="t.txt").exit_code() != 2
