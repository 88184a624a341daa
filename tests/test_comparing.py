"""Two versions compared: what is what in the other, and what became of it."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfcheck.api import check
from perfcheck.comparing import CompareError, Comparison, Movement, compare
from perfcheck.comparing.pairing import name_likeness, plain_name
from perfcheck.rules import Severity
from tests.cli import CLEAN

HEADER = "| 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |\n"


def compared(old: str, new: str) -> Comparison:
    return compare(check(old.encode(), name="一上.md"), check(new.encode(), name="二上.md"))


def table(project: str, *rows: tuple[str, str], money: str = "24万元") -> str:
    body = "".join(
        f"| 产出指标 | 数量指标 | {name} | {name}的合计 | {value} |\n" for name, value in rows
    )
    return f"{project}绩效目标表\n\n| 项目名称 | {project} | 预算数 | {money} |\n{HEADER}{body}\n"


def moves(comparison: Comparison) -> dict[str, Movement]:
    return {row.new.name: row.target.movement for pair in comparison.pairs for row in pair.rows}


# What is what


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("指标1：清淤长度", "清淤长度"),
        ("1.清淤长度", "（2）清淤长度"),
        ("2023年清淤长度", "2024年度清淤长度"),
        ("清淤长度（公里）", "清淤长度(公里)"),
        ("清淤 长度、", "清淤长度"),
    ],
)
def test_names_that_are_the_same(one: str, other: str) -> None:
    assert plain_name(one) == plain_name(other)


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("服务对象满意度", "办事群众满意度", False),
        ("路面平整合格率", "路面平整验收合格率", True),
        ("一期工程完工率", "二期工程完工率", False),
        ("A栋保洁面积", "B栋保洁面积", False),
        ("按期完成率", "按期未完成率", False),
        ("培训合格率", "培训不合格率", False),
        ("窗口办件量", "窗口办件数量", True),
    ],
)
def test_names_that_are_nearly_the_same(one: str, other: str, alike: bool) -> None:
    assert (name_likeness(one, other) >= 0.6) is alike


def test_rows_are_paired_by_name_not_by_order() -> None:
    old = table("公园养护", ("巡查次数", "≥12次"), ("补植苗木", "≥300株"), ("维修座椅", "≥20个"))
    new = table(
        "公园养护", ("维修座椅", "≥20个"), ("指标2：巡查次数", "≥10次"), ("补植苗木", "≥350株")
    )
    comparison = compared(old, new)
    assert moves(comparison) == {
        "指标2：巡查次数": Movement.LOOSENED,
        "补植苗木": Movement.TIGHTENED,
        "维修座椅": Movement.EQUAL,
    }
    assert not any(row.is_renamed for row in comparison.pairs[0].rows)


def test_a_renamed_row_is_one_row() -> None:
    old = table("公园养护", ("巡查次数", "≥12次"), ("补植苗木数量", "≥300株"))
    new = table("公园养护", ("巡查次数", "≥12次"), ("补植乔灌苗木数量", "≥300株"))
    (pair,) = compared(old, new).pairs
    assert [(row.old.name, row.new.name) for row in pair.rows if row.is_renamed] == [
        ("补植苗木数量", "补植乔灌苗木数量")
    ]
    assert pair.removed == pair.added == ()


def test_two_that_are_as_like_are_none() -> None:
    old = table("公园养护", ("补植苗木数量", "≥300株"))
    new = table("公园养护", ("补植乔木苗木数量", "≥200株"), ("补植灌木苗木数量", "≥100株"))
    (pair,) = compared(old, new).pairs
    assert pair.rows == ()
    assert [row.name for row in pair.removed] == ["补植苗木数量"]
    assert len(pair.added) == 2


def test_a_like_name_that_counts_something_else_is_another_row() -> None:
    (pair,) = compared(
        table("技能培训", ("农民培训人数", "≥300人")), table("技能培训", ("农民培训次数", "≥3次"))
    ).pairs
    assert pair.rows == ()


def test_rows_of_one_name_are_told_by_what_they_say() -> None:
    old = table("慰问", ("慰问次数", "≥2次"), ("慰问次数", "≥4次"), ("慰问次数", "≥4次"))
    new = table("慰问", ("慰问次数", "≥4次"), ("慰问次数", "≥4次"), ("慰问次数", "≥1次"))
    (pair,) = compared(old, new).pairs
    assert sorted((row.target.old, row.target.new) for row in pair.rows) == [
        ("≥2次", "≥1次"), ("≥4次", "≥4次"), ("≥4次", "≥4次"),
    ]  # fmt: skip


def test_a_row_under_another_label_is_followed() -> None:
    old = table("公园养护", ("巡查次数", "≥12次"), ("补植苗木", "≥300株"))
    (pair,) = compared(
        old, old.replace("| 产出指标 | 数量指标 | 补植", "| 产出指标 | 质量指标 | 补植")
    ).pairs
    (row,) = pair.changed
    assert [(one.field, one.old, one.new) for one in row.fields] == [
        ("level2", "数量指标", "质量指标")
    ]


def test_tables_are_paired_by_project_and_the_rest_is_listed() -> None:
    a = table("公园养护", ("巡查次数", "≥12次"))
    b = table("图书采购", ("采购图书", "≥300册"))
    c = table("2023年消防器材更新", ("更新器材", "≥30具"))
    d = table("2024年消防器材更新项目", ("更新器材", "≥20具"))
    e = table("桥梁检测", ("检测桥梁", "≥3座"))
    comparison = compared(a + b + c, e + d + a)
    assert [(pair.old.project, pair.new.project) for pair in comparison.pairs] == [
        ("公园养护", "公园养护"),
        ("2023年消防器材更新", "2024年消防器材更新项目"),
    ]
    assert [one.project for one in comparison.removed] == ["图书采购"]
    assert [one.project for one in comparison.added] == ["桥梁检测"]


def test_one_table_in_each_is_a_pair_whatever_its_name() -> None:
    (pair,) = compared(
        table("甲路养护", ("巡查次数", "≥12次")), table("食堂改造", ("巡查次数", "≥9次"))
    ).pairs
    assert pair.fields[0].old == "甲路养护"
    assert pair.rows[0].target.movement is Movement.LOOSENED


# Money, plan, goals, weights


def test_what_stands_above_the_indicators() -> None:
    old = CLEAN.replace(
        "| 绩效目标 |",
        "| 资金支出计划（%） | 3月底 | 6月底 | 10月底 | 12月底 |\n| | 25% | 50% | 75% | 100% |\n| 绩效目标 |",
    )
    new = (
        old.replace("预算数 | 24万元 | 其中：财政资金 | 24万元", "预算数 | 32万元 | 其中：财政资金 | 30万元")
        .replace("其他资金 | 0 ", "其他资金 | 2万元 ")
        .replace("| 50% |", "| 40% |")
        .replace("市民放心锻炼", "市民满意")
    )  # fmt: skip
    (pair,) = compared(old, new).pairs
    assert [(one.field, one.label, one.difference) for one in pair.fields] == [
        ("budget-total", None, "+8.00万元"),
        ("budget-fiscal", None, "+6.00万元"),
        ("budget-other", None, "+2.00万元"),
        ("funds-plan", "6月底", "-10%"),
        ("goals", None, None),
    ]
    assert pair.fields[0].old == "24.00万元"


def test_weights_and_descriptions() -> None:
    head = HEADER.replace("指标值 |", "指标值 | 权重 |")
    old = head + "| 产出指标 | 数量指标 | 巡查次数 | 全年巡查 | ≥12次 | 20 |\n"
    new = head + "| 产出指标 | 数量指标 | 巡查次数 | 每季巡查 | ≥12次 | 15 |\n"
    (pair,) = compared(old, new).pairs
    assert [(one.field, one.difference) for one in pair.rows[0].fields] == [
        ("description", None),
        ("weight", "-5"),
    ]


def test_graded_rows() -> None:
    head = "| 职责活动 | 绩效指标 | 优 | 良 | 中 | 差 |\n"
    old = head + "| 1、接听热线 | 接通率 | ≥97% | 90%~97% | 85%~90% | <85% |\n"
    (pair,) = compared(old, old.replace("≥97%", "≥95%")).pairs
    (row,) = pair.rows
    assert row.target.movement is Movement.LOOSENED
    assert [one.field for one in row.fields] == ["grade-excellent"]


# Findings


def fates(old: str, new: str) -> tuple[list[str], list[str], list[str]]:
    found = compared(old, new).fates
    fixed, left, fresh = (
        [f"{one.finding.rule} {one.indicator}" for one in group]
        for group in (found.fixed, found.left, found.new)
    )
    return fixed, left, fresh


def test_findings_are_fixed_left_and_new() -> None:
    old = CLEAN.replace("=12公里", "12公里").replace("≤24万元 |", "≤30万元 |")
    new = CLEAN.replace("≤24万元 |", "≤31万元 |").replace("≥98%", "≥98百分比")
    fixed, left, fresh = fates(old, new)
    assert "value-missing-operator 维护步道长度" in fixed
    assert "cost-over-budget 维护总成本" in left  # another sum, the same fault
    assert "value-unit-alias 照明完好率" in fresh


def test_a_finding_follows_its_row_when_it_is_renamed_and_moved() -> None:
    old = CLEAN.replace("=12公里", "12公里")
    line = next(one for one in old.splitlines() if "维护步道长度" in one)
    moved = line.replace("维护步道长度", "维护步道总长度")
    rest = old.replace(line + "\n", "").replace("| | 质量指标", "| 产出指标 | 质量指标")
    fixed, left, fresh = fates(old, rest + moved + "\n")
    assert "value-missing-operator 维护步道总长度" in left
    assert not [one for one in (*fixed, *fresh) if "value-missing-operator" in one]


def test_a_fault_of_many_rows_is_mended_row_by_row() -> None:
    rows = [(f"{name}合格率", "≥98百分比") for name in ("路面", "桥梁", "护栏", "标线")]
    old = table("养护", *rows)
    fixed, left, fresh = fates(old, old.replace("百分比", "%", 3))
    alias = [
        [one for one in group if one.startswith("value-unit-alias")]
        for group in (fixed, left, fresh)
    ]
    assert [len(group) for group in alias] == [3, 1, 0]


def test_another_typing_error_is_not_the_same() -> None:
    fixed, _, fresh = fates(
        CLEAN.replace("市民放心", "部暑，市民放心"), CLEAN.replace("市民放心", "贯切，市民放心")
    )
    assert "typo-lexicon None" in fixed
    assert "typo-lexicon None" in fresh


@given(st.permutations(["≥98百分比", "12公里", "≥95%", "显著", "≤****元"]), st.integers(0, 4))
def test_a_document_against_itself(values: list[str], cut: int) -> None:
    text = table("养护", *((f"第{at}项工作量", value) for at, value in enumerate(values[cut:])))
    comparison = compared(text, text)
    assert not comparison.is_changed
    assert comparison.fates.fixed == comparison.fates.new == ()
    assert comparison.exit_code() == 0


# What the result means


def test_exit_codes() -> None:
    assert compared(CLEAN, CLEAN).exit_code() == 0
    assert compared(CLEAN, CLEAN.replace("≥98%", "≥99%")).exit_code() == 0
    assert compared(CLEAN, CLEAN.replace("≥98%", "≥97%")).exit_code() == 1
    assert compared(CLEAN, CLEAN.replace("≥98%", "显著")).exit_code() == 1
    worse = compared(CLEAN, CLEAN.replace("≥98%", "≥98百分比"))
    assert worse.exit_code() == 0
    assert worse.exit_code(Severity.INFO) == 1


@pytest.mark.parametrize("text", ["", "没有表格", HEADER])
def test_a_file_without_tables_is_an_error(text: str) -> None:
    for couple in ((CLEAN, text), (text, CLEAN)):
        with pytest.raises(CompareError) as caught:
            compared(*couple)
        assert str(caught.value).startswith("二上.md：" if couple[1] == text else "一上.md：")
        assert caught.value.message_en


def test_folders_are_not_compared(tmp_path: Path) -> None:
    for name in ("一.md", "二.md"):
        (tmp_path / name).write_text(CLEAN, "utf-8")
    with pytest.raises(CompareError, match="两份文件"):
        compare(check(tmp_path), check(tmp_path))


def test_what_was_not_read_is_said() -> None:
    broken = CLEAN + "| 产出 | 数量 | 一 | 二 | 三 | 四 | 五 | 六 | 七 |\n"
    (doubt,) = compared(CLEAN, broken).doubts
    assert doubt.zh.startswith("二上.md：表1没有读全")
    assert compared(broken, CLEAN).doubts


def test_the_same_tables_in_another_format_have_not_changed(data: Path, seeds: list[Path]) -> None:
    for number, seed in enumerate(seeds):
        for suffix in ("docx", "xlsx"):
            made = data / "renditions" / f"seed{number}.{suffix}"
            comparison = compare(check(seed), check(made))
            assert not comparison.is_changed, made
            assert comparison.fates.new == ()
            assert {one.finding.table for one in comparison.fates.fixed} <= {None}  # of the prose
