"""Layouts of templates from many places: what stands around the rows, and how much money it says."""

import pytest

from perfcheck.api import check, extract
from perfcheck.tables import TargetTable
from tests.layouts import HEADER, PLAIN, line, money, read, rows, text_of
from tests.word import document, tbl, word

# The whole term and the year


def test_yearly_targets_below_those_of_the_whole_term() -> None:
    term, year = read(
        line("项目名称", "社区助餐", "项目当年预算（万元）", "86"),
        line("长期目标1：", "建成助餐网络", "", ""),
        line(*HEADER),
        line("产出指标", "数量指标", "助餐点", "≥12个"),
        line("年度目标1：", "新建助餐点", "", ""),
        line(*HEADER),
        line("产出指标", "数量指标", "助餐点", "≥4个"),
    )
    assert [table.is_long_term for table in (term, year)] == [True, False]
    assert (term.project, year.project) == ("社区助餐", "社区助餐")
    assert term.budget is None
    assert money(year)[0] == 860_000
    assert [goal.text for goal in year.goals] == ["新建助餐点"]
    assert (term.indicators[0].value, year.indicators[0].value) == ("≥12个", "≥4个")


def test_the_same_without_a_goal_between() -> None:
    term, year = read(
        line("项目名称", "社区助餐", "", "", ""),
        line("长期绩效指标", *HEADER),
        line("", "产出指标", "数量指标", "助餐点", "≥12个"),
        line("年度绩效指标", *HEADER),
        line("", "产出指标", "数量指标", "助餐点", "≥4个"),
    )
    assert [table.is_long_term for table in (term, year)] == [True, False]
    assert year.project == "社区助餐"


def test_the_parts_of_the_year_beside_those_of_the_term() -> None:
    (table,) = read(
        line("项目名称", "社区助餐", "", "", ""),
        line("资金（万元）", "中期资金总额", "258", "年度资金总额", "86"),
        line("", "其中：财政拨款", "258", "其中：财政拨款", "80"),
        line("", "其他资金", "0", "其他资金", "6"),
        line(*HEADER, ""),
        line("产出指标", "数量指标", "助餐人次", "≥900人次", ""),
    )
    assert money(table) == [860_000, 800_000, 60_000]


@pytest.mark.parametrize(
    ("sums", "expected"),
    [
        (("86", "80", "6"), [860_000, 800_000, 60_000]),
        (("86", "86", ""), [860_000, 860_000, None]),
        (("86", "县级80", "6"), [None, None, None]),  # what is no sum is not guessed
    ],
)
def test_sums_stand_below_their_labels(
    sums: tuple[str, str, str], expected: list[int | None]
) -> None:
    (table,) = read(
        line("项目名称", "社区助餐", "", ""),
        line("资金来源（万元）", "资金总额", "财政拨款", "其他资金"),
        line("", *sums),
        line(*HEADER),
        *[line(*row) for row in PLAIN],
    )
    assert money(table) == expected


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("2025年度省级部门预算项目绩效目标申报表", 2025),
        ("社区助餐绩效目标表（2024年）", 2024),
        ("2023年—2025年项目支出绩效目标表", None),
        ("项目支出绩效目标表", None),
    ],
)
def test_the_year_of_a_title(title: str, year: int | None) -> None:
    rows = "".join(f"| {' | '.join(row)} |\n" for row in (HEADER, *PLAIN))
    (table,) = text_of(f"{title}\n\n{rows}")
    assert table.year == year


# What is written around the rows


def test_who_signs_and_what_is_concluded_are_no_indicators() -> None:
    (table,) = read(
        line(*HEADER),
        *[line(*row) for row in PLAIN],
        line("合计", "", "", ""),
        line("评价结论", "完成情况良好", "", ""),
        line("存在问题", "无", "", ""),
        line("填报人（签名）：张三", "", "联系电话：", ""),
        line("项目负责人：李四", "", "财务负责人：", "王五"),
    )
    assert rows(table) == PLAIN


def test_labels_and_sums_in_one_cell() -> None:
    (table,) = read(
        line("项目名称：社区助餐", "", "单位：民政局", ""),
        line("年度资金总额：86万元", "", "其中：财政拨款80万元", ""),
        line("绩效目标：方便老人用餐", "", "", ""),
        line(*HEADER),
        *[line(*row) for row in PLAIN],
    )
    assert table.project == "社区助餐"
    assert money(table)[:2] == [860_000, 800_000]
    assert [goal.text for goal in table.goals] == ["方便老人用餐"]


@pytest.mark.parametrize(("title", "project"), [
    ("社区助餐绩效目标表", "社区助餐"),
    ("3.12345热线运行绩效目标表", "12345热线运行"),
    ("部门（单位）整体绩效目标表", None),
    ("某县2024年部门整体支出绩效目标表", None),
    ("05-2 项目支出绩效目标表（本次下达）", None),
    ("附表3：转移支付区域绩效目标表", None),
    ("2023年度项目支出绩效自评表", None),
])  # fmt: skip
def test_what_a_title_names(title: str, project: str | None) -> None:
    (table,) = text_of(
        f"{title}\n\n" + "".join(f"| {' | '.join(row)} |\n" for row in (HEADER, *PLAIN))
    )
    assert table.project == project


def test_a_code_before_the_name() -> None:
    (table,) = read(
        line("项目名称", "36052224T000010299991-社区助餐", "", ""), line(*HEADER), line(*PLAIN[0])
    )
    assert (table.project, table.project_code) == ("社区助餐", "36052224T000010299991")


def test_a_template_without_levels() -> None:
    page = word(document(tbl(
        line("项目名称", "社区助餐", "", "", "", "", ""),
        line("指标名称", "指标性质", "年初指标值", "计量单位", "全年完成值", "指标权重", "指标得分"),
        line("助餐人次", "≥", "900", "人次", "960", "60", "60"),
        line("投诉办结率", "≥", "95", "%", "97", "40", "40"),
    )))  # fmt: skip
    (table,) = extract(page, name="t.docx").tables
    assert [row.value for row in table.indicators] == ["≥900人次", "≥95%"]
    assert [
        one.code for one in check(page, name="t.docx").findings if one.severity != "info"
    ] == []


def test_a_statistical_table_is_no_target_table() -> None:
    page = "| 指标名称 | 计量单位 | 数值 |\n| 用水量 | 万吨 | 12 |\n| 用电量 | 万度 | 30 |\n"
    assert text_of(page) == ()


# Rows without a header


def test_the_next_page_without_its_header() -> None:
    first = tbl(line(*HEADER, "备注"), line(*PLAIN[0], ""))
    second = tbl(line(*PLAIN[1], ""), line(*PLAIN[2], ""))
    (table,) = extract(word(document(first + second)), name="t.docx").tables
    assert rows(table) == PLAIN


def test_rows_under_no_header_are_said() -> None:
    first = tbl(line(*HEADER), line(*PLAIN[0]))
    second = tbl(line(*PLAIN[1], "甲", "乙"), line(*PLAIN[2], "甲", "乙"))
    submission = extract(word(document(first + second)), name="t.docx")
    assert [rows(table) for table in submission.tables] == [PLAIN[:1]]
    assert submission.unrestored is not None


# Budgets of self-evaluations


def evaluated(heads: tuple[str, ...], *sums: tuple[str, ...]) -> TargetTable:
    (table,) = read(
        line("项目名称", "社区助餐", *[""] * 5),
        line("项目资金（万元）", *heads),
        *[line(*row) for row in sums],
        line(*HEADER, "实际完成值", "分值", "得分"),
        line("产出指标", "数量指标", "助餐人次", "≥900人次", "960人次", "90", "90"),
    )
    return table


def test_the_sum_of_the_sources() -> None:
    heads = (
        "年初预算数（A）",
        "调整后预算数（B）",
        "实际支出数（C）",
        "分值",
        "执行率（C/B）",
        "得分",
    )
    execution = evaluated(heads, ("合计", "80", "86", "85", "10", "98.84%", "9.88")).execution
    assert execution
    assert execution.budget
    assert execution.budget.yuan == 860_000


def test_a_change_alone_does_not_tell_what_spending_is_measured_by() -> None:
    heads = ("年初预算数", "预算调整数", "预算执行数", "预算执行率", "分值", "得分")
    execution = evaluated(heads, ("资金总额", "80", "6", "85", "98.84%", "10", "9.88")).execution
    assert execution
    assert execution.budget is None
    assert execution.spent
    assert execution.spent.yuan == 850_000


def test_a_row_struck_through_is_a_filler() -> None:
    (table,) = read(
        line(*HEADER),
        *[line(*row) for row in PLAIN],
        line("效益指标", "生态效益指标", "指标1：/", "/"),
        line("效益指标", "经济效益指标", "/", "/"),
    )
    assert rows(table) == PLAIN
    assert [text for text, _ in table.fillers] == ["指标1：/", "/"]
