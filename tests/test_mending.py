"""Which mendings are certain: what each rule would write, and what it leaves to the author."""

import pytest
from hypothesis import given

from perfcheck.rules import Finding, all_rules
from perfcheck.rules.mending import alike, turned_round, with_percent_sign, with_signs
from perfcheck.strategies import value_texts
from perfcheck.values import Range, parse_value
from tests.cli import HEADER
from tests.conftest import check_text

ALL = [example.text for rule in all_rules() for example in rule.examples if example.bad]


def found(rule: str, text: str) -> list[Finding]:
    return [one for one in check_text(text, rule).findings if one.rule == rule]


def fix(rule: str, row: str) -> str | None:
    """What the rule would write in a table of this row."""
    (finding,) = found(rule, HEADER + row)
    return finding.fix


def row(value: str, name: str = "验收合格率", kind: str = "质量指标") -> str:
    return f"| 产出指标 | {kind} | {name} | 合格数÷总数 | {value} |\n"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (">=95%", "≥95%"),
        ("=>95%", "≥95%"),
        ("≧95%", "≥95%"),
        ("＞＝95%", "≥95%"),
        ("《=95%", "≤95%"),
        ("不低于95%", "≥95%"),
        ("大于或等于95%", "≥95%"),
        ("大于95%", ">95%"),
        ("95%以上", "≥95%"),
        ("95%（含）以上", "≥95%"),
        ("≥80%且<=95%", "≥80%且≤95%"),
        ("》95%", None),  # ≥ or ＞
        ("≥95%以上", None),  # which of the two
        ("达到95%", None),
        ("不抵于95%", None),
        ("总体不低于95%", None),  # the words may matter
        ("80%以上且95%以下", None),
    ],
)
def test_signs(value: str, expected: str | None) -> None:
    assert fix("value-operator-variant", row(value)) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("≥98百分比", "≥98%"),
        ("≥98 百分比", "≥98%"),
        ("≥98.50百分比", "≥98.50%"),
        ("百分之九十八", "98%"),
        ("不低于百分之98", "不低于98%"),
        ("90百分比~95百分比", "90%~95%"),
    ],
)
def test_percent(value: str, expected: str) -> None:
    assert fix("value-unit-alias", row(value)) == expected


def test_percentage_points_of_a_level_are_not_mended() -> None:
    """Perhaps % is meant, perhaps a rise by so many points."""
    assert fix("value-unit-alias", row("≥5百分点")) is None


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("80%~60%", "60%~80%"),
        ("80～60%", "60～80%"),
        ("5至3天", "3至5天"),
        ("2万元-5000元", "5000元-2万元"),
        ("60-50元/人", "50-60元/人"),
    ],
)
def test_ranges_keep_their_writing(value: str, expected: str) -> None:
    assert fix("value-range-reversed", row(value)) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("≥９５％", "≥95%"),
        ("≥1,200件", "≥1200件"),
        ("≥95 %", "≥95%"),
        ("８０％～９０％", "80%～90%"),  # ～ and ， are as usual as ~
        ("≥１．５公里", "≥1.5公里"),
    ],
)
def test_plain_digits(value: str, expected: str) -> None:
    assert fix("value-fullwidth", row(value)) == expected


@pytest.mark.parametrize(
    ("kind", "name", "value", "expected"),
    [
        ("成本指标", "印刷总费用", "≤8万", "≤8万元"),
        ("成本指标", "项目总成本控制数", "≤8万", "≤8万元"),
        ("成本指标", "全年支出", "8万以内", "8万元以内"),
        ("经济效益指标", "带动居民收入", "≥20万", "≥20万元"),
        ("成本指标", "受训人数", "≤8万", None),
        ("经济效益指标", "带动就业", "≥1.2万", None),  # people
        ("数量指标", "免费发放图书", "≥2万", None),
    ],
)
def test_yuan(kind: str, name: str, value: str, expected: str | None) -> None:
    category = "效益指标" if "效益" in kind else "产出指标"
    text = HEADER + f"| {category} | {kind} | {name} | 全年合计 | {value} |\n"
    assert [one.fix for one in found("value-money-unit-incomplete", text)] == [expected]


PLAN = (
    "| 项目名称 | 公园养护费 | 预算数 | {budget} | 财政资金 | {fiscal} |\n"
    "| 资金支出计划（%） | 3月底 | 6月底 | 10月底 | 12月底 |\n"
    "| | {points} |\n" + HEADER + "| 产出指标 | 数量指标 | 养护面积 | 面积 | ≥80亩 |\n"
)


@pytest.mark.parametrize(
    ("points", "budget", "expected"),
    [
        ("33.00 | 66.00 | 99.00 | 132.00", "132万元", "25% / 50% / 75% / 100%"),
        ("20 | 20 | 40 | 60", "60万元", "33.33% / 33.33% / 66.67% / 100%"),
        ("15万元 | 30万元 | 45万元 | 60万元", "60万元", "25% / 50% / 75% / 100%"),
        ("30 | 15 | 45 | 60", "60万元", None),  # what is spent cannot come back
        ("150 | 300 | 450 | 550", "600万元", None),  # not all of the budget, or not in 万元
        ("15 | 30 | 45 | 50", "60万元", None),  # the fiscal part: a share of which?
    ],
)
def test_the_funds_plan(points: str, budget: str, expected: str | None) -> None:
    text = PLAN.format(budget=budget, fiscal="50万元", points=points)
    (finding,) = found("plan-amount-in-percent", text)
    assert finding.fix == expected
    assert len(finding.edits) == (4 if expected else 0)


@pytest.mark.parametrize(
    ("basis", "expected"),
    [
        ("财库【2019】38号", "财库〔2019〕38号"),
        ("发改价格（2015）299号文", "发改价格〔2015〕299号"),
        ("民发(2021)15号", "民发〔2021〕15号"),
        ("采购合同（2023）12号", None),
        ("财政部令（2019）第5号", None),
        ("幸福小区办（2021）3号楼", None),
        ("初民（2021）15号", None),
    ],
)
def test_document_numbers(basis: str, expected: str | None) -> None:
    head = HEADER.replace("指标值 |", "指标值 | 指标值确定依据 |")
    text = head + f"| 产出指标 | 数量指标 | 补贴人数 | 人数 | ≥120人 | {basis} |\n"
    (finding,) = found("doc-number-format", text)
    assert finding.fix == expected


def test_a_fault_through_the_whole_table_carries_the_mending_of_each_row() -> None:
    text = HEADER + "".join(row(f"≥{n}百分比", f"第{n}项合格率") for n in (96, 97, 98, 98))
    (finding,) = found("value-unit-alias", text)
    assert [edit.new for edit in finding.edits] == ["≥96%", "≥97%", "≥98%", "≥98%"]
    assert finding.fix == "≥96% / ≥97% / ≥98% / ≥98%"


def test_equal_mendings_are_said_once() -> None:
    text = HEADER + "".join(row("≥98百分比", f"第{n}项合格率") for n in range(4))
    (finding,) = found("value-unit-alias", text)
    assert len(finding.edits) == 4
    assert finding.fix == "≥98%"


@pytest.mark.parametrize("text", ALL)
def test_a_finding_has_a_fix_only_with_its_edits(text: str) -> None:
    for finding in check_text(text).findings:
        assert bool(finding.fix) == bool(finding.edits)
        assert all(edit.old != edit.new and edit.cells for edit in finding.edits)


@given(value_texts())
def test_what_is_mended_once_is_mended_for_good(text: str) -> None:
    constraint = parse_value(text)
    for mend in (with_signs, with_percent_sign):
        new = mend(constraint)
        if new is not None and alike(constraint, parse_value(new)):
            assert mend(parse_value(new)) == new
    if isinstance(constraint, Range) and constraint.reversed:
        new = turned_round(constraint)
        again = parse_value(new or "")
        assert not (isinstance(again, Range) and again.reversed)
