"""Reading what a table says: columns by meaning, labels, the project block, scales, prose."""

from decimal import Decimal

import pytest

from perfcheck.documents import read_bytes
from perfcheck.tables import Category, Column, Figure, IndicatorKind, TargetTable, frameworks
from perfcheck.tables.columns import column_of
from perfcheck.tables.framework import category_of, kind_of
from perfcheck.tables.headings import is_title
from perfcheck.tables.project import project_of_title
from tests.test_tables import HEADER, ROWS, only, pipes, read, tabs

# Columns


@pytest.mark.parametrize(
    ("header", "column"),
    [
        ("三级指标", Column.NAME),
        ("指标\n名称", Column.NAME),
        ("年度指标值", Column.VALUE),
        ("指标值（含单位）", Column.VALUE),
        ("指标解释", Column.DESCRIPTION),
        ("度量单位", Column.UNIT),
        ("备注", None),
    ],
)
def test_headers_by_meaning(header: str, column: Column | None) -> None:
    assert column_of(header) is column


def test_the_usual_header_wins() -> None:
    rows = [
        ("绩效指标", "一级指标", "二级指标", "三级指标", "指标值"),
        ("", "产出指标", "数量指标", "造林面积", "≥8亩"),
    ]
    (row,) = only(pipes(rows)).indicators
    assert row.name == "造林面积"


def test_operator_value_and_unit_in_three_columns() -> None:
    header = ("一级指标", "二级指标", "三级指标", "计算符号", "指标值", "计量单位")
    rows = [
        header,
        ("产出指标", "成本指标", "总成本", "≤", "30", "万元"),
        ("", "质量指标", "外观", "定性", "良好", ""),
    ]
    first, second = only(pipes(rows)).indicators
    assert first.value == "≤30万元"
    assert first.constraint.interval is not None
    assert first.constraint.interval.high == 300_000
    assert second.value == "良好"


def test_a_lone_unit_column_completes_the_constraint_only() -> None:
    header = ("一级指标", "二级指标", "三级指标", "指标值", "计量单位")
    (row,) = only(pipes([header, ("产出指标", "数量指标", "造林面积", "≥80", "亩")])).indicators
    assert (row.value, row.unit_column, row.constraint.unit_text) == ("≥80", "亩", "亩")


# Labels and titles


@pytest.mark.parametrize(
    ("label", "category"),
    [
        ("产出", Category.OUTPUT),
        ("效果\n指标", Category.BENEFIT),
        ("效益指标（30分）", Category.BENEFIT),
        ("满意度指标", Category.SATISFACTION),
        ("成本指标", Category.COST),
        ("其他", None),
    ],
)
def test_categories(label: str, category: Category | None) -> None:
    assert category_of(label) is category


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("数量指标\n(必填)", IndicatorKind.QUANTITY),
        ("可持续性影响", IndicatorKind.SUSTAINABLE),
        ("社会公众或服务对象满意度指标", IndicatorKind.SATISFACTION),
        ("生态 效益 指标", IndicatorKind.ECOLOGICAL),
        ("其他指标", None),
    ],
)
def test_kinds(label: str, kind: IndicatorKind | None) -> None:
    assert kind_of(label) is kind


@pytest.mark.parametrize(
    ("title", "project"),
    [
        ("3.电梯维护费绩效目标表", "电梯维护费"),
        ("（二）消防、安保服务项目绩效目标表", "消防、安保服务项目"),
        ("项目支出绩效目标申报表", None),
        ("部门整体支出绩效自评表", None),
    ],
)
def test_projects_of_titles(title: str, project: str | None) -> None:
    assert is_title(title)
    assert project_of_title(title) == project


def test_a_sentence_is_no_title() -> None:
    assert not is_title("各单位应于三月底前报送绩效目标表，逾期不候。")


@pytest.mark.parametrize(
    ("label", "key"),
    [("成本指标", "central-2021"), ("效果指标", "hebei-2019"), ("效益指标", "central-2015")],
)
def test_the_framework_follows_the_labels(label: str, key: str) -> None:
    rows = [HEADER, (label, "社会效益指标", "受益户数", "受益户", "≥8户", "台账")]
    assert only(pipes(rows)).framework.key == key


# The project block


BLOCK = [
    ("项目编码", "P001", "项目名称", "渠道清淤", "", ""),
    ("预算规模及资金用途", "预算数", "30.5", "其中：财政资金", "30", "其他资金"),
    ("", "用于清淤", "", "", "", ""),
    ("资金支出计划（%）", "3月底", "6月底", "10月底", "12月底", ""),
    ("", "10%", "40%", "80%", "100%", ""),
    ("绩效目标", "目标1", "渠道畅通", "", "", ""),
    ("", "目标2", "", "", "", ""),
    ("", "......", "", "", "", ""),
]


def test_a_project_block() -> None:
    table = only("渠道清淤绩效目标表\n\n单位：万元\n\n" + tabs(BLOCK + ROWS))
    assert (table.project, table.project_code, table.purpose) == ("渠道清淤", "P001", "用于清淤")
    assert table.budget
    assert table.budget.total
    assert table.budget.total.yuan == 305_000
    assert table.budget.fiscal
    assert table.budget.other is None
    assert table.funds_plan
    assert table.funds_plan.in_percent
    assert [point.value for point in table.funds_plan.points] == [10, 40, 80, 100]
    assert table.goal_text == "目标1 渠道畅通"


def test_a_sum_without_any_unit_is_not_guessed() -> None:
    table = only("渠道清淤绩效目标表\n\n" + tabs(BLOCK + ROWS))
    assert table.budget
    assert table.budget.total
    assert table.budget.total.raw == "30.5"
    assert table.budget.total.yuan is None


@pytest.mark.parametrize(
    ("written", "yuan"), [("30万元", 300_000), ("30万", 300_000), ("3000元", 3000), ("0", 0)]
)
def test_a_sum_with_its_own_unit(written: str, yuan: int) -> None:
    rows = [("项目名称", "渠道清淤", "预算数", written, "", ""), *ROWS]
    budget = only(tabs(rows)).budget
    assert budget
    assert budget.total
    assert budget.total.yuan == yuan


def test_a_heading_gives_its_unit_to_the_sums_below_it() -> None:
    rows = [
        ("项目名称", "渠道清淤（补助300（元）一米）", "", "", "", ""),
        ("预算数（万元）", "30", "财政资金", "20", "", ""),
        ("其他资金", "10", "", "", "", ""),
        *ROWS,
    ]
    budget = only(tabs(rows)).budget
    assert budget
    sums = [part.yuan for part in (budget.total, budget.fiscal, budget.other) if part]
    assert sums == [300_000, 200_000, 100_000]


@pytest.mark.parametrize("written", ["2024.6", "2023.11"])
def test_a_sum_that_looks_like_a_month(written: str) -> None:
    rows = [("项目名称", "渠道清淤", "预算数（万元）", written, "", ""), *ROWS]
    budget = only(tabs(rows)).budget
    assert budget
    assert budget.total
    assert budget.total.yuan == Decimal(written) * 10_000


# Graded scales


def test_a_graded_table_with_its_header_in_two_rows() -> None:
    rows = [
        ("职责活动", "年度预算数", "绩效指标", "评价标准"),
        ("", "", "", "优", "良", "中", "差"),
        ("一、借阅", "12.00", "", "", "", "", ""),
        ("1、购书", "", "上架率", "98%以上", "95%～98%", "90%～95%", "90%以下"),
        ("", "", "破损率", "1%以下", "1%～2%", "2%～3%", "3%以上"),
    ]
    table = only("单位：万元\n\n" + tabs(rows))
    first, second = table.graded
    assert first.activity is second.activity
    assert first.activity is not None
    assert first.activity.budget is None
    assert first.activity.parent is not None
    assert first.activity.parent.budget is not None
    assert first.activity.parent.budget.yuan == 120_000
    assert [level.raw for level in second.scale.levels] == ["1%以下", "1%～2%", "2%～3%", "3%以上"]


# Prose


def test_sums_of_other_years_are_kept_apart() -> None:
    prose = (
        "2022年度支出决算数90.00万元，其中基本支出60.00万元，项目支出30.00万元。"
        "2023年部门预算安排如下：2023年支出预算100.00万元，其中基本支出70.00万元；项目支出30.00万元。\n\n"
    )
    department = read(prose + pipes(ROWS)).department
    assert department.year == 2023
    assert department.stated(Figure.TOTAL) == 1_000_000
    assert department.stated(Figure.BASIC) == 700_000


def test_projects_listed_with_their_sums() -> None:
    prose = "项目支出30.00万元，主要为渠道清淤20万元，泵站维修10万元。\n\n"
    projects = read(prose + pipes(ROWS)).department.projects
    assert [(project.name, project.amount) for project in projects] == [
        ("渠道清淤", Decimal(200_000)),
        ("泵站维修", Decimal(100_000)),
    ]


def test_anchors_of_a_converter_are_no_text() -> None:
    document = read_bytes("[bookmark: _Toc1]一、收支".encode(), "t.txt")
    assert [block.text for block in document.paragraphs] == ["一、收支"]


@pytest.mark.parametrize(
    ("title", "project", "whole"),
    [
        ("部门（单位）整体绩效目标表", None, True),
        ("2024年部门整体支出绩效自评表", "县水务局", True),
        ("绩效目标表", "整体支出", True),
        ("项目支出绩效目标表", "县医院整体搬迁", False),
    ],
)
def test_a_table_of_a_whole_department(title: str, project: str | None, whole: bool) -> None:
    table = TargetTable(number=1, framework=frameworks()[0], title=title, project=project)
    assert table.is_whole_department is whole
