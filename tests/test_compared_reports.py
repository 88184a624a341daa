"""A comparison as people and programs see it."""

import json

import pytest

from perfcheck.api import check
from perfcheck.comparing import Comparison, Field, Movement, compare
from perfcheck.reports import View
from perfcheck.reports.compared import comparison_text
from perfcheck.reports.comparison_records import comparison_record
from perfcheck.reports.words import WORDS
from tests.cli import CLEAN

CHANGED = (
    CLEAN.replace("≥98%", "≥95%")
    .replace("≤4小时", "≤2小时")
    .replace("24万元 | 其中", "26万元 | 其中")
    .replace("市民满意度 |", "周边市民满意度 |")
    .replace("感应计数器记录的", "计数器上的")
)
PLAN = "| 一级指标 | 二级指标 | 三级指标 | 指标值 |\n| 产出指标 | 质量指标 | 合格率 | ≥95% |\n"
EVALUATION = (
    "| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 |\n"
    "| 产出指标 | 质量指标 | 合格率 | {} | 96% |\n"
)


def compared(old: str, new: str) -> Comparison:
    return compare(check(old.encode(), name="一上.md"), check(new.encode(), name="二上.md"))


def text(old: str, new: str, view: View | None = None) -> str:
    return comparison_text(compared(old, new), view or View())


def test_the_verdict_stands_first_and_what_is_looser_before_the_rest() -> None:
    lines = text(CLEAN, CHANGED).splitlines()
    assert lines[0] == "一上.md → 二上.md   配对 1 张表"
    assert lines[1] == "指标   放宽 1   收紧 1   其他改动 2   删去 0   新增 0"
    assert lines[2].startswith("问题   已改 0   仍在 ")
    told = [line for line in lines if line.startswith("  ")]
    assert told[0] == "  · 预算数  24.00万元 → 26.00万元（+2.00万元）"
    assert told[1] == "  × 放宽  照明完好率  ≥98% → ≥95%（-3%）"
    assert "  · 收紧  报修到场时限  ≤4小时 → ≤2小时（-2小时）" in told
    assert "  · 指标名称  周边市民满意度  市民满意度 → 周边市民满意度" in told
    assert "    文字改动 1 处未显示，加 -v 展开" in told
    assert any("PC608" in line for line in lines)  # the budget is no longer the sum of its parts


def test_wordings_and_writings_with_v() -> None:
    new = CHANGED.replace("=12公里", "12公里")
    shown = text(CLEAN, new, View(verbose=True))
    assert "指标描述  步道日均使用人次  感应计数器记录的日均人次 → 计数器上的日均人次" in shown
    assert "写法  维护步道长度  =12公里 → 12公里" in shown
    assert "展开" not in shown


def test_nothing_changed_is_said() -> None:
    assert "配对的表没有改动" in text(CLEAN, CLEAN)
    assert "自评的指标、目标和预算与计划一致" in text(PLAN, EVALUATION.format("95%以上"))


def test_a_self_evaluation_shows_its_deviations() -> None:
    shown = text(PLAN, EVALUATION.format("≥90%"))
    assert "计划对照自评" in shown
    assert "× PC823  自评把目标改松了" in shown
    assert "计划的目标是“≥95%”，自评写成“≥90%”（-5%）：目标被放宽" in shown


def test_tables_without_partner_and_doubts_are_listed() -> None:
    other = CLEAN.replace("健身步道维护费", "公共厕所保洁费")
    broken = (
        CLEAN.replace("健身步道维护费", "老旧管网检测")
        + "| 产出 | 数量 | 一 | 二 | 三 | 四 | 五 | 六 |\n"
    )
    shown = text(CLEAN + "\n" + other, CLEAN + "\n" + broken)
    assert "只在前一份：表2 公共厕所保洁费" in shown
    assert "只在后一份：表2 老旧管网检测" in shown
    assert "○ 二上.md：表2没有读全" in shown


@pytest.mark.parametrize("verbose", [False, True])
def test_english(verbose: bool) -> None:
    shown = text(CLEAN, CHANGED, View("en", verbose))
    assert "looser 1" in shown
    assert "配对" not in shown


def test_a_name_that_steers_a_terminal_does_not() -> None:
    shown = text(CLEAN, CHANGED.replace("周边市民", "周边\x9b31m市民"))
    assert "\x9b" not in shown


def test_every_movement_and_field_has_its_word() -> None:
    assert {f"moved_{one}" for one in Movement} <= set(WORDS)
    assert {f"about_{one}" for one in Field} <= set(WORDS)


def test_the_record() -> None:
    record = comparison_record(compared(CLEAN, CHANGED))
    assert json.loads(json.dumps(record)) == record
    assert set(record) == {
        "schema_version", "kind", "old", "new", "summary", "doubts", "pairs", "removed_tables",
        "added_tables", "findings", "deviations", "accepted",
    }  # fmt: skip
    assert record["kind"] == "versions"
    assert record["summary"]["weaker"] == 1
    assert record["old"] == {"document": "一上.md", "checked": True, "tables": 1, "indicators": 6}
    (pair,) = record["pairs"]
    assert pair["changes"][0] == {
        "field": "budget-total", "label": None, "old": "24.00万元", "new": "26.00万元",
        "difference": "+2.00万元",
    }  # fmt: skip
    row = next(one for one in pair["rows"] if one["movement"] == "loosened")
    assert row["indicator"] == row["old_indicator"] == "照明完好率"
    assert (row["old"], row["new"], row["difference"]) == ("≥98%", "≥95%", "-3%")
    assert row["location"]["line"] == 8
    renamed = next(one for one in pair["rows"] if one["old_indicator"] != one["indicator"])
    assert renamed["movement"] == "equal"
    assert {one["rule"] for one in record["findings"]["new"]} >= {"budget-parts"}


def test_the_record_of_a_self_evaluation() -> None:
    record = comparison_record(compared(PLAN, EVALUATION.format("≥90%")), "en")
    assert record["kind"] == "evaluation"
    assert record["findings"] == {"fixed": [], "left": [], "new": []}
    (finding,) = record["deviations"]
    assert finding["code"] == "PC823"
    assert finding["message"].startswith("the plan asks")
